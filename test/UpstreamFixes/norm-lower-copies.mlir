// RUN: norm-opt %s -norm-lower-copies -split-input-file | FileCheck %s
// RUN: norm-opt %s -norm-lower-copies=parallel -split-input-file | FileCheck %s --check-prefix=PARALLEL
// RUN: not norm-opt %S/Inputs/unranked-copy.mlir -norm-lower-copies 2>&1 | FileCheck %s --check-prefix=UNRANKED

// UNRANKED: unranked-copy.mlir:2:3: error: 'memref.copy' op expects buffers of a known rank

// Rows of columns: one memcpy each.
// CHECK-LABEL: func.func @columns(
// CHECK:         scf.for %[[I:.+]] = %[[C0:.+]] to %[[C7:.+]] step %[[C1:.+]] {
// CHECK:           %[[TO:.+]] = llvm.getelementptr
// CHECK:           %[[FROM:.+]] = llvm.getelementptr
// CHECK:           "llvm.intr.memcpy"(%[[TO]], %[[FROM]], %[[BYTES:.+]]) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
// CHECK-NOT:     memref.copy
func.func @columns(%x: memref<7x64xf32>, %y: memref<7x16xf32>) {
  %v = memref.subview %x[0, 48] [7, 16] [1, 1] : memref<7x64xf32> to memref<7x16xf32, strided<[64, 1], offset: 48>>
  memref.copy %v, %y : memref<7x16xf32, strided<[64, 1], offset: 48>> to memref<7x16xf32>
  return
}

// -----

// What follows in memory on both sides goes in one piece: here both inner dimensions.
// CHECK-LABEL: func.func @blocks(
// CHECK:         scf.for
// CHECK-NOT:     scf.for
// CHECK:           llvm.intr.memcpy
// CHECK:         return
func.func @blocks(%x: memref<5x3x8xf64, strided<[56, 8, 1], offset: ?>>, %y: memref<5x3x8xf64>) {
  memref.copy %x, %y : memref<5x3x8xf64, strided<[56, 8, 1], offset: ?>> to memref<5x3x8xf64>
  return
}

// -----

// No two elements are neighbours.
// CHECK-LABEL: func.func @every_third(
// CHECK-SAME:    %[[X:.+]]: memref<4x21xbf16, {{.+}}>, %[[Y:.+]]: memref<4x21xbf16>)
// CHECK:         scf.for %[[I:.+]] = %c0{{.*}} to %c4{{.*}} step
// CHECK:           scf.for %[[J:.+]] = %c0{{.*}} to %c21{{.*}} step
// CHECK-NEXT:        %[[V:.+]] = memref.load %[[X]][%[[I]], %[[J]]]
// CHECK-NEXT:        memref.store %[[V]], %[[Y]][%[[I]], %[[J]]]
func.func @every_third(%x: memref<4x21xbf16, strided<[128, 3], offset: 1>>, %y: memref<4x21xbf16>) {
  memref.copy %x, %y : memref<4x21xbf16, strided<[128, 3], offset: 1>> to memref<4x21xbf16>
  return
}

// -----

// Elements that leave gaps are copied one by one.
// CHECK-LABEL: func.func @bits(
// CHECK:         memref.load
// CHECK-NEXT:    memref.store
func.func @bits(%x: memref<4x21xi4, strided<[128, 1], offset: 1>>, %y: memref<4x21xi4>) {
  memref.copy %x, %y : memref<4x21xi4, strided<[128, 1], offset: 1>> to memref<4x21xi4>
  return
}

// -----

// A vector of unknown length with an offset: no loop.
// CHECK-LABEL: func.func @run(
// CHECK-NOT:     scf.for
// CHECK:         llvm.intr.memcpy
func.func @run(%x: memref<?xi1, strided<[1], offset: ?>>, %y: memref<?xi1, strided<[1], offset: ?>>) {
  memref.copy %x, %y : memref<?xi1, strided<[1], offset: ?>> to memref<?xi1, strided<[1], offset: ?>>
  return
}

// -----

// These are one memcpy downstream.
// CHECK-LABEL: func.func @dense(
// CHECK-COUNT-3: memref.copy
func.func @dense(%x: memref<?x?xf32>, %y: memref<?x?xf32>, %a: memref<4x8xf32, strided<[8, 1], offset: ?>>, %b: memref<4x8xf32>, %c: memref<f32, strided<[], offset: ?>>, %d: memref<f32>) {
  memref.copy %x, %y : memref<?x?xf32> to memref<?x?xf32>
  memref.copy %a, %b : memref<4x8xf32, strided<[8, 1], offset: ?>> to memref<4x8xf32>
  memref.copy %c, %d : memref<f32, strided<[], offset: ?>> to memref<f32>
  return
}

// -----

// Threads share large copies only: 128 KiB are known here, asked for below.
// CHECK-LABEL: func.func @large(
// CHECK-NOT:     omp
// PARALLEL-LABEL: func.func @large(
// PARALLEL:         omp.parallel {
// PARALLEL:           omp.wsloop {
// PARALLEL-NEXT:        omp.loop_nest (%{{.+}}) : index = (%c0{{.*}}) to (%c700) step (%c1{{.*}}) {
// PARALLEL:               llvm.intr.memcpy
func.func @large(%x: memref<700x600xf32, strided<[640, 1]>>, %y: memref<700x600xf32>) {
  memref.copy %x, %y : memref<700x600xf32, strided<[640, 1]>> to memref<700x600xf32>
  return
}

// PARALLEL-LABEL: func.func @unknown(
// PARALLEL:         %[[IF:.+]] = arith.cmpi uge, %{{.+}}, %c32768
// PARALLEL:         omp.parallel if(%[[IF]]) {
func.func @unknown(%x: memref<?x600xf32, strided<[640, 1]>>, %y: memref<?x600xf32>) {
  memref.copy %x, %y : memref<?x600xf32, strided<[640, 1]>> to memref<?x600xf32>
  return
}

// PARALLEL-LABEL: func.func @small(
// PARALLEL-NOT:     omp
// PARALLEL:         return
func.func @small(%x: memref<7x16xf32, strided<[64, 1]>>, %y: memref<7x16xf32>) {
  memref.copy %x, %y : memref<7x16xf32, strided<[64, 1]>> to memref<7x16xf32>
  return
}

// PARALLEL-LABEL: func.func @serial(
// PARALLEL-NOT:     omp
// PARALLEL:         return
func.func @serial(%x: memref<700x600xf32, strided<[640, 1]>>, %y: memref<700x600xf32>) attributes {norm.serial} {
  memref.copy %x, %y : memref<700x600xf32, strided<[640, 1]>> to memref<700x600xf32>
  return
}
