// RMSNorm of two rows, by hand: the mean squares are 12.5 and 2.5.
// RUN: norm-runner %s --verify --precision=4 | FileCheck %s

// CHECK: result 0: {{.*}}ok
// CHECK-NEXT: {{\[}}[ 0.8485 1.1314]
// CHECK-NEXT: [-0.6325 2.5298]]
func.func @rms_norm() -> tensor<2x2xf32> {
  %x = arith.constant dense<[[3.0, 4.0], [-1.0, 2.0]]> : tensor<2x2xf32>
  %scale = arith.constant dense<[1.0, 1.0]> : tensor<2xf32>
  %weights = arith.constant dense<[[1.0, 1.0], [1.0, 2.0]]> : tensor<2x2xf32>
  %n = norm.rms_norm %x scale(%scale : tensor<2xf32>) axes = [1] epsilon = 0.000000e+00 : tensor<2x2xf32>
  %y = arith.mulf %n, %weights : tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}
