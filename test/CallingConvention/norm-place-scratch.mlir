// RUN: norm-opt %s -norm-place-scratch -allow-unregistered-dialect | FileCheck %s

// Places follow one another in units of 256 bytes, and the other entry says how many there are. What computes sizes is
// repeated there, and at the start of the function.
// CHECK-LABEL: func.func @sizes(
// CHECK-SAME:    %[[X:[^:]+]]: memref<?x8xf32>, %{{[^:]+}}: memref<?xf32>, %[[SCRATCH:[^:]+]]: memref<?xi8> {norm.scratch})
// CHECK:         %[[N:.+]] = memref.dim %[[X]]
// CHECK:         %[[BYTES:.+]] = arith.muli %[[N]], %c4
// CHECK:         %[[UNITS:.+]] = arith.ceildivui %[[BYTES]], %c256
// CHECK:         %[[FIRST:.+]] = arith.muli %[[UNITS]], %c256
// CHECK:         memref.view %[[SCRATCH]][%c0{{.*}}][%{{.+}}] : memref<?xi8> to memref<?xf32>
// CHECK:         memref.view %[[SCRATCH]][%[[FIRST]]][] : memref<?xi8> to memref<3xbf16>
// CHECK-NOT:     gpu.alloc
// CHECK-NOT:     gpu.dealloc
func.func @sizes(%x: memref<?x8xf32>, %y: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %x, %c0 : memref<?x8xf32>
  %s = gpu.alloc (%n) : memref<?xf32>
  %t = gpu.alloc () : memref<3xbf16>
  "test.use"(%s, %t) : (memref<?xf32>, memref<3xbf16>) -> ()
  gpu.dealloc %s : memref<?xf32>
  gpu.dealloc %t : memref<3xbf16>
  return
}
// CHECK-LABEL: func.func @sizes__prepare(
// CHECK-SAME:    %[[X:[^:]+]]: memref<?x?xf32>, %{{[^:]+}}: !llvm.ptr, %[[ADDRESS:[^:]+]]: !llvm.ptr,
// CHECK:         %[[N:.+]] = memref.dim %[[X]]
// CHECK:         %[[BYTES:.+]] = arith.muli %[[N]], %c4
// CHECK:         %[[UNITS:.+]] = arith.ceildivui %[[BYTES]], %c256
// CHECK:         %[[FIRST:.+]] = arith.muli %[[UNITS]], %c256
// CHECK:         %[[ALL:.+]] = arith.addi %[[FIRST]], %c256
// CHECK:         %[[VALUE:.+]] = arith.index_cast %[[ALL]] : index to i64
// CHECK:         llvm.store %[[VALUE]], %[[ADDRESS]] : i64, !llvm.ptr
func.func @sizes__prepare(%x: memref<?x?xf32>, %sizes: !llvm.ptr, %message: !llvm.ptr, %length: i64) -> i32 {
  %zero = arith.constant 0 : i32
  return %zero : i32
}

// What a loop carries is another buffer after each iteration; what stays in one has a place. Sizes that a loop counts
// are not known before.
// CHECK-LABEL: func.func @loops(
// CHECK:         %[[CARRIED:.+]] = gpu.alloc  () : memref<4xf32>
// CHECK:         scf.for
// CHECK:           memref.view
// CHECK:           gpu.alloc  (%{{.+}}) : memref<?xf32>
// CHECK:           gpu.dealloc
// CHECK:           %[[NEXT:.+]] = gpu.alloc  () : memref<4xf32>
// CHECK:           scf.yield %[[NEXT]]
func.func @loops(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %first = gpu.alloc () : memref<4xf32>
  %last = scf.for %i = %c0 to %n step %c1 iter_args(%old = %first) -> memref<4xf32> {
    %inner = gpu.alloc (%n) : memref<?xf32>
    %counted = gpu.alloc (%i) : memref<?xf32>
    "test.use"(%inner, %counted) : (memref<?xf32>, memref<?xf32>) -> ()
    gpu.dealloc %inner : memref<?xf32>
    gpu.dealloc %counted : memref<?xf32>
    %next = gpu.alloc () : memref<4xf32>
    "test.use"(%old, %next) : (memref<4xf32>, memref<4xf32>) -> ()
    scf.yield %next : memref<4xf32>
  }
  "test.use"(%last) : (memref<4xf32>) -> ()
  return
}
func.func @loops__prepare(%n: index, %sizes: !llvm.ptr, %message: !llvm.ptr, %length: i64) -> i32 {
  %zero = arith.constant 0 : i32
  return %zero : i32
}

// The example of the pass.
// CHECK: func.func @f(%[[X:.+]]: memref<?x8xf32>, %[[SCRATCH:.+]]: memref<?xi8> {norm.scratch}) {
// CHECK:   %[[N:.+]] = memref.dim %[[X]], %c0{{.*}} : memref<?x8xf32>
// CHECK:   %[[S:.+]] = memref.view %[[SCRATCH]][%[[AT:.+]]][%[[SIZE:.+]]] : memref<?xi8> to memref<?xf32>
func.func @f(%x: memref<?x8xf32>) {
  %c0 = arith.constant 0 : index
  %n = memref.dim %x, %c0 : memref<?x8xf32>
  %s = gpu.alloc (%n) : memref<?xf32>
  "test.use"(%s) : (memref<?xf32>) -> ()
  return
}
func.func @f__prepare(%x: memref<?x?xf32>, %sizes: !llvm.ptr, %message: !llvm.ptr, %length: i64) -> i32 {
  %zero = arith.constant 0 : i32
  return %zero : i32
}
