// RUN: norm-opt %s -norm-chain-sums | FileCheck %s

// Statistics of 16-bit inputs that say nothing about their sums are formed in chains of f32.
// CHECK-LABEL: func.func @second_moment(
func.func @second_moment(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  // CHECK: %[[M2:.+]] = norm.stats <second_moment> %[[X:.+]] axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
  %m2 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xbf16>
  return %m2 : tensor<3xf64>
}

// CHECK-LABEL: func.func @other_kinds(
func.func @other_kinds(%x: tensor<?x4xf16>) -> (tensor<4xf64>, tensor<4xf64>, tensor<4xf64>) {
  // CHECK: norm.stats <moments> %{{.+}} axes = [0] {chain = 6 : i64} : tensor<?x4xf16>
  // CHECK: norm.stats <abs_sum> %{{.+}} axes = [0] {chain = 6 : i64} : tensor<?x4xf16>
  // CHECK: norm.stats <abs_max> %{{.+}} axes = [0] : tensor<?x4xf16>
  %0, %m2 = norm.stats <moments> %x axes = [0] : tensor<?x4xf16>
  %1 = norm.stats <abs_sum> %x axes = [0] : tensor<?x4xf16>
  %2 = norm.stats <abs_max> %x axes = [0] : tensor<?x4xf16>
  return %0, %1, %2 : tensor<4xf64>, tensor<4xf64>, tensor<4xf64>
}

// What is stated stays, and so do wider inputs.
// CHECK-LABEL: func.func @others(
// CHECK-NOT:     chain
// CHECK:         return
func.func @others(%x: tensor<3x4xbf16>, %y: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  %sum = norm.stats <abs_sum> %x axes = [1] {accumulator = f32} : tensor<3x4xbf16>
  %squares = norm.stats <second_moment> %y axes = [1] : tensor<3x4xf32>
  return %mean, %m2, %sum, %squares : tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>
}
