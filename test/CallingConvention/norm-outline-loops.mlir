// RUN: norm-opt %s -norm-outline-loops=most-loops=0 | FileCheck %s
// RUN: norm-opt %s -norm-outline-loops | FileCheck %s --check-prefix=SHORT
// RUN: norm-opt %s -norm-outline-loops=most-loops=0 | FileCheck %s --check-prefix=DOC

// A function of few loops stays as it is.
// SHORT-NOT: __part

// DOC:       func.func @f(%[[X:.+]]: memref<8xf32>) {
// DOC:         call @f__part(%[[X]]) : (memref<8xf32>) -> ()

// Constants are repeated in the part.
// CHECK-LABEL: func.func @f(
// CHECK-NOT:     scf.for
// CHECK:         return
// CHECK:       func.func private @f__part(%[[X:.+]]: memref<8xf32>) attributes {{.*}}noinline
// CHECK:         %[[C0:.+]] = arith.constant 0 : index
// CHECK:         scf.for {{.+}} = %[[C0]] to
func.func @f(%x: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%i] : memref<8xf32>
    %w = arith.addf %v, %v : f32
    memref.store %w, %x[%i] : memref<8xf32>
  }
  return
}

#map = affine_map<(d0) -> (d0)>

// Equal kernels are one function; one that differs in a constant is another.
// CHECK-LABEL: func.func @layers(
// CHECK-SAME:    %[[X:.+]]: memref<8xf32>, %[[Y:.+]]: memref<8xf32>)
// CHECK-NEXT:    call @[[A:.+]](%[[X]], %[[Y]])
// CHECK-NEXT:    call @[[A]](%[[Y]], %[[X]])
// CHECK-NEXT:    call @[[B:.+]](%[[X]], %[[Y]])
// CHECK:       func.func private @[[B]](
// CHECK:       func.func private @[[A]](
// CHECK-NOT:   func.func private @layers
func.func @layers(%x: memref<8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [8] ins(%x : memref<8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %k = arith.constant 2.0 : f32
    %s = arith.addf %a, %k : f32
    norm.yield %s : f32
  }
  norm.kernel sizes = [8] ins(%y : memref<8xf32>) outs(%x : memref<8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %k = arith.constant 2.0 : f32
    %s = arith.addf %a, %k : f32
    norm.yield %s : f32
  }
  norm.kernel sizes = [8] ins(%x : memref<8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %k = arith.constant 3.0 : f32
    %s = arith.addf %a, %k : f32
    norm.yield %s : f32
  }
  return
}

// Results come back.
// CHECK-LABEL: func.func @result(
// CHECK:         %[[R:.+]] = call @result__part(
// CHECK:         return %[[R]]
func.func @result(%n: index) -> index {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %c0) -> (index) {
    %t = arith.addi %s, %i : index
    scf.yield %t : index
  }
  return %r : index
}
