// RUN: norm-opt %s -norm-linalg-pipeline -linalg-fuse-elementwise-ops -norm-protect-arguments -one-shot-bufferize='bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map' -canonicalize | FileCheck %s

// What stands in memory between input and result, once bufferized: the squares
// of windows, plain and scaled, and nothing else of the input's size.

// CHECK-LABEL: func.func @local_response_norm(
// CHECK-NOT:     memref.copy
// CHECK:         memref.alloc() {{.*}} : memref<5xi1>
// CHECK-COUNT-3: memref.alloc() {{.*}} : memref<2x6x4x4xf32>
// CHECK-NOT:     memref.alloc()
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @local_response_norm(%x: tensor<2x6x4x4xf32>) -> tensor<2x6x4x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x6x4x4xf32>
  return %y : tensor<2x6x4x4xf32>
}

// CHECK-LABEL: func.func @lp_normalize(
// CHECK-NOT:     memref.alloc() {{.*}} : memref<3x4x5xf64>
// CHECK-NOT:     memref.copy
// CHECK:         memref.alloc() {{.*}} : memref<3x4x5xf32>
// CHECK-NOT:     memref.alloc()
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @lp_normalize(%x: tensor<3x4x5xf32>) -> tensor<3x4x5xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-12 : tensor<3x4x5xf32>
  return %y : tensor<3x4x5xf32>
}

// CHECK-LABEL: func.func @weight_norm(
// CHECK-NOT:     memref.alloc() {{.*}} : memref<8x3x5x5xf64>
// CHECK-NOT:     memref.copy
// CHECK:         memref.alloc() {{.*}} : memref<8x3x5x5xf32>
// CHECK-NOT:     memref.alloc()
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @weight_norm(%v: tensor<8x3x5x5xf32>, %g: tensor<8xf32>) -> tensor<8x3x5x5xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 : tensor<8x3x5x5xf32>
  return %w : tensor<8x3x5x5xf32>
}
