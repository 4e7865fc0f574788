// BatchNorm in inference, by hand: channels with mean 2 and 3, variance 1 and 4; then ReLU.
// RUN: norm-runner %s --entry=batch_norm --verify --precision=4 | FileCheck %s
// RUN: norm-runner %s --entry=batch_norm_relu --verify --precision=4 | FileCheck %s --check-prefix=RELU

// CHECK: result 0: {{.*}}ok
// CHECK-NEXT: {{\[}}[-1. 9.5]
// CHECK-NEXT: [ 1. 10.5]]
func.func @batch_norm() -> tensor<2x2xf32> {
  %x = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %mean = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %variance = arith.constant dense<[1.0, 4.0]> : tensor<2xf32>
  %bias = arith.constant dense<[0.0, 10.0]> : tensor<2xf32>
  %y = norm.batch_norm %x mean(%mean : tensor<2xf32>) variance(%variance : tensor<2xf32>) bias(%bias : tensor<2xf32>) channel_axis = 1 epsilon = 0.000000e+00 : tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// RELU: result 0: {{.*}}ok
// RELU-NEXT: {{\[}}[0. 0. ]
// RELU-NEXT: [1. 0.5]]
func.func @batch_norm_relu() -> tensor<2x2xf32> {
  %x = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %mean = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %variance = arith.constant dense<[1.0, 4.0]> : tensor<2xf32>
  %zero = arith.constant dense<0.0> : tensor<2x2xf32>
  %n = norm.batch_norm %x mean(%mean : tensor<2xf32>) variance(%variance : tensor<2xf32>) channel_axis = 1 epsilon = 0.000000e+00 : tensor<2x2xf32>
  %y = arith.maximumf %n, %zero : tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}
