// RUN: norm-opt %s -norm-reuse-scratch | FileCheck %s

// CHECK-LABEL: @stack(
// CHECK-SAME:    %[[X:.+]]: memref<64x256xf32>)
// CHECK:         %[[A:.+]] = memref.alloc() : memref<64x256xf32>
// CHECK:         memref.copy %[[X]], %[[A]]
// CHECK-NOT:     memref.alloc
// CHECK-NOT:     memref.dealloc
// CHECK:         memref.copy %[[X]], %[[A]] : memref<64x256xf32> to memref<64x256xf32>
// CHECK:         memref.dealloc %[[A]] : memref<64x256xf32>
// CHECK-NOT:     memref.dealloc
func.func @stack(%x: memref<64x256xf32>) {
  %a = memref.alloc() : memref<64x256xf32>
  memref.copy %x, %a : memref<64x256xf32> to memref<64x256xf32>
  memref.dealloc %a : memref<64x256xf32>
  %b = memref.alloc() : memref<64x256xf32>
  memref.copy %x, %b : memref<64x256xf32> to memref<64x256xf32>
  memref.dealloc %b : memref<64x256xf32>
  return
}

// Two buffers take turns.
// CHECK-LABEL: @turns(
// CHECK-COUNT-2: memref.alloc()
// CHECK-NOT:     memref.alloc()
// CHECK-COUNT-2: memref.dealloc
// CHECK-NOT:     memref.dealloc
func.func @turns(%x: memref<8xf32>) {
  %a = memref.alloc() : memref<8xf32>
  memref.copy %x, %a : memref<8xf32> to memref<8xf32>
  %b = memref.alloc() : memref<8xf32>
  memref.copy %a, %b : memref<8xf32> to memref<8xf32>
  memref.dealloc %a : memref<8xf32>
  %c = memref.alloc() : memref<8xf32>
  memref.copy %b, %c : memref<8xf32> to memref<8xf32>
  memref.dealloc %b : memref<8xf32>
  %d = memref.alloc() : memref<8xf32>
  memref.copy %c, %d : memref<8xf32> to memref<8xf32>
  memref.dealloc %c : memref<8xf32>
  memref.copy %d, %x : memref<8xf32> to memref<8xf32>
  memref.dealloc %d : memref<8xf32>
  return
}

// Sizes that are the same value, and others.
// CHECK-LABEL: @dynamic(
// CHECK:         memref.alloc(%[[N:.+]]) : memref<?xf32>
// CHECK:         memref.alloc(%[[M:.+]]) : memref<?xf32>
// CHECK-NOT:     memref.alloc(
func.func @dynamic(%n: index, %m: index) {
  %a = memref.alloc(%n) : memref<?xf32>
  memref.dealloc %a : memref<?xf32>
  %b = memref.alloc(%n) : memref<?xf32>
  memref.dealloc %b : memref<?xf32>
  %c = memref.alloc(%m) : memref<?xf32>
  memref.dealloc %c : memref<?xf32>
  return
}

// The memory of a is there for what is larger, and not held beside it.
// CHECK-LABEL: @larger_between(
// CHECK-COUNT-3: memref.alloc()
// CHECK:         return
func.func @larger_between() {
  %a = memref.alloc() : memref<8xf32>
  memref.dealloc %a : memref<8xf32>
  %b = memref.alloc() : memref<1024xf32>
  memref.dealloc %b : memref<1024xf32>
  %c = memref.alloc() : memref<8xf32>
  memref.dealloc %c : memref<8xf32>
  return
}

// A buffer of another block may be another one in every iteration.
// CHECK-LABEL: @loop(
// CHECK:         memref.alloc()
// CHECK:         scf.for
// CHECK:           memref.dealloc
// CHECK:           memref.alloc()
func.func @loop(%n: index, %c: i1) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<8xf32>
  scf.for %i = %c0 to %n step %c1 {
    scf.if %c {
      memref.dealloc %a : memref<8xf32>
      %b = memref.alloc() : memref<8xf32>
      memref.dealloc %b : memref<8xf32>
    }
  }
  return
}
