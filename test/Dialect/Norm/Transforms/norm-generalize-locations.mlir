// RUN: norm-opt %s -norm-generalize -convert-norm-to-linalg -mlir-print-debuginfo -mlir-print-local-scope | FileCheck %s

// Whatever an op becomes, bodies of linalg ops included, says where it comes from.

// CHECK-LABEL: func.func @layer_norm(
// CHECK:         linalg.generic
// CHECK:           arith.subf {{.*}} loc("{{.*}}norm-generalize-locations.mlir":[[#@LINE+5]]:8)
// CHECK:           linalg.yield {{.*}} loc("{{.*}}norm-generalize-locations.mlir":[[#@LINE+4]]:8)
// CHECK-NOT:     loc(unknown)
// CHECK:         return
func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @switchable_norm(
// CHECK-NOT:     loc(unknown)
// CHECK:         return
func.func @switchable_norm(%x: tensor<2x3x4xf32>, %w: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %y = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// CHECK-LABEL: func.func @local_response_norm(
// CHECK-NOT:     loc(unknown)
// CHECK:         return
func.func @local_response_norm(%x: tensor<2x6x4xf32>) -> tensor<2x6x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x6x4xf32>
  return %y : tensor<2x6x4xf32>
}
