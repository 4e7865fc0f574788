// RUN: norm-opt %s -norm-create-serial-entries -split-input-file -verify-diagnostics | FileCheck %s
// RUN: norm-opt %s -norm-create-serial-entries -norm-serialize-inner-loops -split-input-file -verify-diagnostics | FileCheck %s --check-prefix=LOOPS

#map = affine_map<(i, j) -> (i, j)>

// CHECK: func.func @f(%{{.+}}: memref<4x8xf32>, %{{.+}}: memref<4x8xf32>) {
// CHECK: func.func @f__serial(%[[X:.+]]: memref<4x8xf32>, %[[Y:.+]]: memref<4x8xf32>) attributes {norm.serial} {
func.func @f(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %n = arith.negf %a : f32
    norm.yield %n : f32
  }
  return
}

// LOOPS-LABEL: func.func @loops(
// LOOPS:         scf.parallel
// LOOPS:           scf.for
// LOOPS-LABEL: func.func @loops__serial(
// LOOPS-NOT:     scf.parallel
// LOOPS:         scf.for
// LOOPS:           scf.for
func.func @loops(%n: index, %y: memref<?x?xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %n) step (%c1, %c1) {
    memref.store %v, %y[%i, %j] : memref<?x?xf32>
  }
  return
}

// CHECK-NOT: @local__serial
// CHECK-NOT: @f__prepare__serial
// CHECK-NOT: @outside__serial
func.func private @local(%x: memref<4xf32>) {
  return
}
func.func @f__prepare(%x: memref<4x8xf32>) {
  return
}
func.func private @outside(memref<4xf32>)

// -----

// Where the clause does not hold, the caller's thread takes the whole range, without a region.
// CHECK-LABEL: func.func @chosen(
// CHECK-SAME:    %{{.+}}: memref<?xf32>, %[[N:[^:]+]]: index, %[[ENOUGH:[^:]+]]: i1
// CHECK:         %[[FROM:.+]] = arith.constant 0 : index
// CHECK:         scf.if %[[ENOUGH]] {
// CHECK-NEXT:      omp.parallel {
// CHECK:             llvm.call @__kmpc_for_static_init_8
// CHECK:             call @chosen__loop
// CHECK:             omp.terminator
// CHECK:         } else {
// CHECK-NEXT:      func.call @chosen__loop({{.*}}%[[FROM]], %[[N]])
// CHECK-NEXT:    }
func.func @chosen(%x: memref<?xf32>, %n: index, %enough: i1, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  omp.parallel if(%enough) {
    omp.wsloop nowait {
      omp.loop_nest (%i) : index = (%c0) to (%n) step (%c1) {
        memref.store %v, %x[%i] : memref<?xf32>
        omp.yield
      }
    }
    omp.terminator
  }
  return
}

// -----

func.func @f() {
  return
}

// expected-error @below {{expects no symbol @f__serial, the name of the serial entry of @f}}
func.func @f__serial() {
  return
}
