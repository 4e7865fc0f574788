// Switchable normalization of every element type, layout and kind of data.
// RUN: norm-runner %s --all --verify | FileCheck %s

// CHECK-COUNT-9: result 0: {{.*}}ok

func.func @f64(%x: tensor<2x3x5x7xf64> {norm.input = "normal:1000,1@2x3x5x7"}, %w: tensor<3xf64> {norm.input = "normal:0,1"}) -> tensor<2x3x5x7xf64> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf64>) mean_weights(%w : tensor<3xf64>) variance_weights(%w : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x5x7xf64>
  return %y : tensor<2x3x5x7xf64>
}

func.func @bf16(%x: tensor<2x3x5x7xbf16> {norm.input = "normal:0,1@2x3x5x7"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<2x3x5x7xbf16> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x5x7xbf16>
  return %y : tensor<2x3x5x7xbf16>
}

func.func @f16(%x: tensor<2x5x7x3xf16> {norm.input = "normal:3,1@2x5x7x3"}, %w: tensor<3xf16> {norm.input = "normal:0,1"}) -> tensor<2x5x7x3xf16> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf16>) mean_weights(%w : tensor<3xf16>) variance_weights(%w : tensor<3xf16>) channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 : tensor<2x5x7x3xf16>
  return %y : tensor<2x5x7x3xf16>
}

func.func @large_mean(%x: tensor<4x3x40x33xf32> {norm.input = "normal:100000,1@4x3x40x33"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<4x3x40x33xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<4x3x40x33xf32>
  return %y : tensor<4x3x40x33xf32>
}

func.func @huge(%x: tensor<2x3x9xf32> {norm.input = "normal:0,1e18@2x3x9"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<2x3x9xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x9xf32>
  return %y : tensor<2x3x9xf32>
}

func.func @constant(%x: tensor<2x3x9xf32> {norm.input = "constant:0.1@2x3x9"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<2x3x9xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x9xf32>
  return %y : tensor<2x3x9xf32>
}

func.func @dynamic(%x: tensor<?x?x?x?x3xf32> {norm.input = "lognormal:4@3x2x5x4x3"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<?x?x?x?x3xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 4 axes = [1, 3] epsilon = 1.000000e-05 {unbiased_variance = false} : tensor<?x?x?x?x3xf32>
  return %y : tensor<?x?x?x?x3xf32>
}

func.func @empty_batch(%x: tensor<?x3x4xf32> {norm.input = "zeros@0x3x4"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<?x3x4xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<?x3x4xf32>
  return %y : tensor<?x3x4xf32>
}

func.func @f32_accumulator(%x: tensor<2x3x1100xf32> {norm.input = "normal:0,1@2x3x1100"}, %w: tensor<3xf32> {norm.input = "normal:0,1"}) -> tensor<2x3x1100xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3x1100xf32>
  return %y : tensor<2x3x1100xf32>
}
