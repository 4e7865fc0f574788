// RUN: norm-opt %s -canonicalize | FileCheck %s

// What local response normalization and division by a norm fold. Every fold is
// exact.

// To the power 0 everything is 1.
// CHECK-LABEL: func.func @local_response_norm_beta_zero(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>
// CHECK-NEXT:    return %[[X]]
func.func @local_response_norm_beta_zero(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.0 k = 1.0 : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// A window of odd size has no longer side.
// CHECK-LABEL: func.func @local_response_norm_window(
// CHECK:         norm.local_response_norm {{.*}} size = 3 {{.*}} k = 1.000000e+00 : tensor<2x3x4xf32>
// CHECK:         norm.local_response_norm {{.*}} size = 4 {{.*}} k = 1.000000e+00 {window = #norm.window<onnx>} : tensor<2x3x4xf32>
func.func @local_response_norm_window(%x: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>, tensor<2x3x4xf32>) {
  %0 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.5 k = 1.0 {window = #norm.window<onnx>} : tensor<2x3x4xf32>
  %1 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.5 k = 1.0 {window = #norm.window<onnx>} : tensor<2x3x4xf32>
  return %0, %1 : tensor<2x3x4xf32>, tensor<2x3x4xf32>
}

// alpha 0 leaves 1 below x, but for the NaN that 0 times an infinite sum is.
// CHECK-LABEL: func.func @local_response_norm_alpha_zero_stays(
// CHECK:         norm.local_response_norm
func.func @local_response_norm_alpha_zero_stays(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 0.0 beta = 0.5 k = 1.0 : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// With epsilon nothing is divided by 0.
// CHECK-LABEL: func.func @lp_normalize_zero_norm(
// CHECK:         norm.lp_normalize {{.*}} epsilon = 1.000000e+00 : tensor<3x4xf32>
// CHECK:         norm.lp_normalize {{.*}} epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4xf32>
func.func @lp_normalize_zero_norm(%x: tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<3x4xf32>) {
  %0 = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4xf32>
  %1 = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0.0 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4xf32>
  return %0, %1 : tensor<3x4xf32>, tensor<3x4xf32>
}

// CHECK-LABEL: func.func @lp_normalize_unused_statistics(
// CHECK-NEXT:    norm.lp_normalize %{{[^ ]+}} axes = [1] p = inf epsilon = 1.000000e+00 {note = "kept"} : tensor<3x4xf32>
// CHECK-NEXT:    return
func.func @lp_normalize_unused_statistics(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %y, %n = norm.lp_normalize %x axes = [1] p = inf epsilon = 1.0 {note = "kept", return_statistics} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @lp_normalize_used_statistics(
// CHECK:         norm.lp_normalize {{.*}} {return_statistics}
func.func @lp_normalize_used_statistics(%x: tensor<3x4xf32>) -> tensor<3xf32> {
  %y, %n = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0 {return_statistics} : tensor<3x4xf32>
  return %n : tensor<3xf32>
}
