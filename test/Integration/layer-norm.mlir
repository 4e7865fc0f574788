// LayerNorm of a 3x4 tensor, with the numbers of a public PyTorch tutorial.
// RUN: norm-runner %s --entry=layer_norm --verify --precision=4 | FileCheck %s --check-prefix=LAYER_NORM
// RUN: norm-runner %s --entry=initial_affine --verify --precision=4 | FileCheck %s --check-prefix=INITIAL_AFFINE

// LayerNorm(4) of the 3x4 tensor.
// LAYER_NORM: result 0: {{.*}}ok
// LAYER_NORM: -0.8165{{ *}}{{-?}}0.{{ *}}1.633{{ *}}-0.8165
// LAYER_NORM: 1.5213{{ *}}-0.5071{{ *}}-1.1832{{ *}}0.169
// LAYER_NORM: -0.6509{{ *}}0.3906{{ *}}1.4321{{ *}}-1.1717
func.func @layer_norm() -> tensor<3x4xf32> {
  %x = arith.constant dense<[[1.0, 2.0, 4.0, 1.0], [6.0, 3.0, 2.0, 4.0], [2.0, 4.0, 6.0, 1.0]]> : tensor<3x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// LayerNorm(4) with its initial weight and bias.
// INITIAL_AFFINE: result 0: {{.*}}ok
// INITIAL_AFFINE: -0.8165{{ *}}{{-?}}0.{{ *}}1.633{{ *}}-0.8165
// INITIAL_AFFINE: 1.5213{{ *}}-0.5071{{ *}}-1.1832{{ *}}0.169
// INITIAL_AFFINE: -0.6509{{ *}}0.3906{{ *}}1.4321{{ *}}-1.1717
func.func @initial_affine() -> tensor<3x4xf32> {
  %x = arith.constant dense<[[1.0, 2.0, 4.0, 1.0], [6.0, 3.0, 2.0, 4.0], [2.0, 4.0, 6.0, 1.0]]> : tensor<3x4xf32>
  %scale = arith.constant dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>
  %bias = arith.constant dense<[0.0, 0.0, 0.0, 0.0]> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%scale : tensor<4xf32>) bias(%bias : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}
