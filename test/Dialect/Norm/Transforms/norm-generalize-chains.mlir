// RUN: norm-opt %s -norm-generalize=chain-sums | FileCheck %s

// Statistics of 16-bit inputs are summed in chains of f32 where the op does not say how.
// CHECK-LABEL: func.func @layer_norm(
func.func @layer_norm(%x: tensor<3x4xbf16>) -> tensor<3x4xbf16> {
  // CHECK: norm.stats <moments> %{{.+}} axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// CHECK-LABEL: func.func @other_kinds(
func.func @other_kinds(%x: tensor<?x4xf16>) -> (tensor<?x4xf16>, tensor<?x4xf16>, tensor<?x4xf16>) {
  // CHECK: norm.stats <second_moment> %{{.+}} axes = [1] {chain = 6 : i64} : tensor<?x4xf16>
  // CHECK: norm.stats <abs_sum> %{{.+}} axes = [0] {chain = 6 : i64} : tensor<?x4xf16>
  // CHECK: norm.stats <abs_max> %{{.+}} axes = [0] : tensor<?x4xf16>
  %0 = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x4xf16>
  %1 = norm.lp_normalize %x axes = [0] p = 1.0 epsilon = 0.25 : tensor<?x4xf16>
  %2 = norm.lp_normalize %x axes = [0] p = inf epsilon = 0.25 : tensor<?x4xf16>
  return %0, %1, %2 : tensor<?x4xf16>, tensor<?x4xf16>, tensor<?x4xf16>
}

// What is stated stays, and so do wider inputs and statistics that are there already, whose results are f64.
// CHECK-LABEL: func.func @others(
// CHECK-NOT:     chain
// CHECK:         return
func.func @others(%x: tensor<3x4xbf16>, %y: tensor<3x4xf32>) -> (tensor<3x4xbf16>, tensor<3x4xbf16>, tensor<3x4xf32>, tensor<3xf64>) {
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  %1 = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 {accumulator = f64} : tensor<3x4xbf16>
  %2 = norm.layer_norm %y axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<3x4xbf16>
  return %0, %1, %2, %mean : tensor<3x4xbf16>, tensor<3x4xbf16>, tensor<3x4xf32>, tensor<3xf64>
}
