// Switchable normalization of rows of features, which mixes the layer and the batch
// (SwitchNorm1d), against the reference on both routes.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: 5 passed, 0 failed

func.func @training(%x: tensor<?x3xf32> {norm.input = "normal:3,2@7x3"}, %w: tensor<3xf32>, %b: tensor<3xf32>, %mw: tensor<2xf32>, %vw: tensor<2xf32>, %m: tensor<3xf32>, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.switchable_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) mean_weights(%mw : tensor<2xf32>) variance_weights(%vw : tensor<2xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3xf32>
  return %y#0, %y#1, %y#2 : tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @empty_batch(%x: tensor<0x3xf32>, %mw: tensor<2xf32>, %vw: tensor<2xf32>, %m: tensor<3xf32>, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<0x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.switchable_norm %x mean_weights(%mw : tensor<2xf32>) variance_weights(%vw : tensor<2xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<0x3xf32>
  return %y#0, %y#1, %y#2 : tensor<0x3xf32>, tensor<3xf32>, tensor<3xf32>
}

// One row alone has a layer; its batch is given.
func.func @evaluation(%x: tensor<1x70xbf16>, %mw: tensor<2xf32>, %vw: tensor<2xf32>, %m: tensor<70xf32>, %v: tensor<70xf32> {norm.input = "lognormal"}) -> tensor<1x70xbf16> {
  %y = norm.switchable_norm %x mean_weights(%mw : tensor<2xf32>) variance_weights(%vw : tensor<2xf32>) running_mean(%m : tensor<70xf32>) running_variance(%v : tensor<70xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 {use_running_stats, update_running_stats = false} : tensor<1x70xbf16>
  return %y : tensor<1x70xbf16>
}

func.func @biased_f64_two_batch_axes(%x: tensor<4x5x6xf64>, %mw: tensor<2xf64>, %vw: tensor<2xf64>) -> tensor<4x5x6xf64> {
  %y = norm.switchable_norm %x mean_weights(%mw : tensor<2xf64>) variance_weights(%vw : tensor<2xf64>) channel_axis = 1 axes = [] epsilon = 1.0e-5 {unbiased_variance = false} : tensor<4x5x6xf64>
  return %y : tensor<4x5x6xf64>
}

func.func @f16_channel_first(%x: tensor<33x17xf16> {norm.input = "normal:1,1"}, %mw: tensor<2xf16>, %vw: tensor<2xf32>) -> tensor<33x17xf16> {
  %y = norm.switchable_norm %x mean_weights(%mw : tensor<2xf16>) variance_weights(%vw : tensor<2xf32>) channel_axis = 0 axes = [] epsilon = 1.0e-5 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<33x17xf16>
  return %y : tensor<33x17xf16>
}
