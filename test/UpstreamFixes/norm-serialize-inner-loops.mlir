// RUN: norm-opt %s -norm-serialize-inner-loops | FileCheck %s

// CHECK-LABEL: @elementwise
func.func @elementwise(%x: memref<?x?xf32>, %y: memref<?x?xf32>, %n: index, %m: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK:      scf.parallel (%[[I:.+]]) = (%c0) to (%{{.+}}) step (%c1) {
  // CHECK-NEXT:   scf.for %[[J:.+]] = %c0 to %{{.+}} step %c1 {
  // CHECK-NEXT:     %[[V:.+]] = memref.load %{{.+}}[%[[I]], %[[J]]]
  // CHECK-NEXT:     memref.store %[[V]], %{{.+}}[%[[I]], %[[J]]]
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %m) step (%c1, %c1) {
    %v = memref.load %x[%i, %j] : memref<?x?xf32>
    memref.store %v, %y[%i, %j] : memref<?x?xf32>
  }
  return
}

// The documented form of the result parses and stays: one dimension in parallel, the last in sequence.
// CHECK-LABEL: @serialized
func.func @serialized(%y: memref<?x?xf32>, %n: index, %m: index, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK:      scf.parallel
  // CHECK-NEXT:   scf.for
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    scf.for %j = %c0 to %m step %c1 {
      memref.store %v, %y[%i, %j] : memref<?x?xf32>
    }
  }
  return
}

// One dimension has no inner loop to keep; a nest around a loop is parallel in all its dimensions.
// CHECK-LABEL: @untouched
func.func @untouched(%x: memref<?xf32>, %y: memref<?x?xf32>, %n: index, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK:     scf.parallel (%{{.+}}) = (%c0) to (%{{.+}}) step (%c1) {
  // CHECK-NOT:   scf.for
  // CHECK:     scf.parallel (%{{.+}}, %{{.+}}) = (%c0, %c0)
  // CHECK-NEXT:  scf.for
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    memref.store %v, %x[%i] : memref<?xf32>
  }
  scf.parallel (%i, %j) = (%c0, %c0) to (%n, %n) step (%c1, %c1) {
    scf.for %k = %c0 to %n step %c1 {
      memref.store %v, %y[%i, %j] : memref<?x?xf32>
    }
  }
  return
}
