// RUN: not norm-opt %s -norm-check-bufferizable -split-input-file 2>&1 | FileCheck %s

// CHECK: :[[#@LINE+3]]:8: error: 'tensor.gather' op has no form on buffers: it can't be compiled
func.func @gather(%x: tensor<4x6xf32>) -> tensor<2x1x6xf32> {
  %i = arith.constant dense<[[1], [3]]> : tensor<2x1xindex>
  %y = tensor.gather %x[%i] gather_dims([0]) : (tensor<4x6xf32>, tensor<2x1xindex>) -> tensor<2x1x6xf32>
  return %y : tensor<2x1x6xf32>
}

// -----

// CHECK-NOT: error
func.func @fine(%x: tensor<4x6xf32>) -> tensor<24xf32> {
  %y = tensor.collapse_shape %x [[0, 1]] : tensor<4x6xf32> into tensor<24xf32>
  return %y : tensor<24xf32>
}
