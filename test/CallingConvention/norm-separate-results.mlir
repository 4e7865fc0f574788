// RUN: norm-opt %s -norm-separate-results | FileCheck %s
// RUN: norm-runner %S/Inputs/shared-results.mlir --entry=empty_and_computed_in --verify --route=kernels
// RUN: norm-runner %S/Inputs/shared-results.mlir --entry=empty_and_computed_in --verify --route=upstream
// RUN: norm-runner %S/Inputs/shared-results.mlir --entry=returned_twice --verify --route=kernels
// RUN: norm-runner %S/Inputs/shared-results.mlir --entry=returned_twice --verify --route=upstream
// RUN: norm-runner %S/Inputs/shared-results.mlir --entry=cast_and_returned --verify --route=kernels
// RUN: norm-runner %S/Inputs/shared-results.mlir --entry=cast_and_returned --verify --route=upstream

// CHECK-LABEL: @twice
// CHECK: %[[Y:.+]] = memref.alloc
// CHECK: %[[COPY:.+]] = memref.alloc() : memref<4xf32>
// CHECK: memref.copy %[[Y]], %[[COPY]] : memref<4xf32> to memref<4xf32>
// CHECK: return %[[Y]], %[[COPY]]
func.func @twice() -> (memref<4xf32>, memref<4xf32>) {
  %y = memref.alloc() : memref<4xf32>
  return %y, %y : memref<4xf32>, memref<4xf32>
}

// CHECK-LABEL: @dynamic
// CHECK: %[[SIZE:.+]] = memref.dim %[[X:.+]], %c1
// CHECK: %[[COPY:.+]] = memref.alloc(%[[SIZE]]) : memref<4x?xf32>
// CHECK: return %[[X]], %{{.+}}, %[[COPY]]
func.func @dynamic(%x: memref<4x?xf32>, %z: memref<4xf32>) -> (memref<4x?xf32>, memref<4xf32>, memref<4x?xf32>) {
  return %x, %z, %x : memref<4x?xf32>, memref<4xf32>, memref<4x?xf32>
}
