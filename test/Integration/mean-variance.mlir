// Mean-variance normalization, epsilon outside the root, against values computed with
// NumPy: (x - mean) / (sqrt(variance) + epsilon).
// RUN: norm-runner %s --entry=onnx --verify --precision=4 | FileCheck %s --check-prefix=ONNX
// RUN: norm-runner %s --entry=outside --verify --precision=4 | FileCheck %s --check-prefix=OUTSIDE
// RUN: norm-runner %s --entry=inside --verify --precision=4 | FileCheck %s --check-prefix=INSIDE
// RUN: norm-runner %s --entry=constant --verify --precision=4 | FileCheck %s --check-prefix=CONSTANT

// ONNX MeanVarianceNormalization-13 with its default axes.
// ONNX: result 0: {{.*}}ok
// ONNX: -0.4685{{ *}}-0.4685{{ *}}1.0932
// ONNX: -1.2516{{ *}}0.3186{{ *}}-1.1833
// ONNX: -0.5726{{ *}}-1.1973{{ *}}1.6138
// ONNX: 0.1821{{ *}}1.684{{ *}}0.2503
func.func @onnx() -> tensor<2x2x1x3xf32> {
  %x = arith.constant dense<[[[[1.25, 1.25, 5.0]], [[-1.5, 4.25, -1.25]]], [[[1.0, -0.5, 6.25]], [[3.75, 9.25, 4.0]]]]> : tensor<2x2x1x3xf32>
  %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x2x1x3xf32>
  return %y : tensor<2x2x1x3xf32>
}

// OpenVINO MVN-6, eps_mode outside_sqrt; rstd is 1 / (sqrt(variance) + 0.5).
// OUTSIDE: result 0: {{.*}}ok
// OUTSIDE: result 1: {{.*}}ok
// OUTSIDE: result 2: {{.*}}ok
// OUTSIDE: -0.0843{{ *}}-0.0843{{ *}}1.1799
// OUTSIDE: -1.0113{{ *}}0.927{{ *}}-0.927
// OUTSIDE: -0.7968{{ *}}-1.2008{{ *}}0.6173
// OUTSIDE: -0.0561{{ *}}1.4253{{ *}}0.0112
// OUTSIDE: 1.5{{ *}}3.9583
// OUTSIDE: 0.3371{{ *}}0.2693
func.func @outside() -> (tensor<2x2x1x3xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[[1.25, 1.25, 5.0]], [[-1.5, 4.25, -1.25]]], [[[1.0, -0.5, 6.25]], [[3.75, 9.25, 4.0]]]]> : tensor<2x2x1x3xf32>
  %y, %s:2 = norm.layer_norm %x axes = [1, 2, 3] epsilon = 5.000000e-01 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>, return_statistics} : tensor<2x2x1x3xf32>
  return %y, %s#0, %s#1 : tensor<2x2x1x3xf32>, tensor<2xf32>, tensor<2xf32>
}

// eps_mode inside_sqrt; rstd is 1 / sqrt(variance + 0.5).
// INSIDE: result 0: {{.*}}ok
// INSIDE: result 1: {{.*}}ok
// INSIDE: result 2: {{.*}}ok
// INSIDE: -0.0974{{ *}}-0.0974{{ *}}1.3641
// INSIDE: -1.1692{{ *}}1.0718{{ *}}-1.0718
// INSIDE: -0.8993{{ *}}-1.3553{{ *}}0.6966
// INSIDE: -0.0633{{ *}}1.6086{{ *}}0.0127
// INSIDE: 1.5{{ *}}3.9583
// INSIDE: 0.3897{{ *}}0.304
func.func @inside() -> (tensor<2x2x1x3xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[[1.25, 1.25, 5.0]], [[-1.5, 4.25, -1.25]]], [[[1.0, -0.5, 6.25]], [[3.75, 9.25, 4.0]]]]> : tensor<2x2x1x3xf32>
  %y, %s:2 = norm.layer_norm %x axes = [1, 2, 3] epsilon = 5.000000e-01 {epsilon_mode = #norm.epsilon_mode<inside_sqrt>, return_statistics} : tensor<2x2x1x3xf32>
  return %y, %s#0, %s#1 : tensor<2x2x1x3xf32>, tensor<2xf32>, tensor<2xf32>
}

// A variance of 0 is not below it: 0 / (0 + 1e-9).
// CONSTANT: result 0: {{.*}}ok
// CONSTANT: result 1: {{.*}}ok
// CONSTANT: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
// CONSTANT: 1.e+09
func.func @constant() -> (tensor<1x4xf32>, tensor<1xf32>) {
  %x = arith.constant dense<0.1> : tensor<1x4xf32>
  %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>, return_statistics} : tensor<1x4xf32>
  return %y, %s#1 : tensor<1x4xf32>, tensor<1xf32>
}
