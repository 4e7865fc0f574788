// Instance normalization of every type and layout against the reference.
// RUN: norm-runner %s --all --verify | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: 32 passed, 0 failed

func.func @nchw_f64_f64(%x: tensor<2x3x5x7xf64> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xf64>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf64>, tensor<3xf64>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x5x7xf64>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x5x7xf64>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf64>, tensor<3xf64>
}

func.func @nchw_f64_f64_given(%x: tensor<2x3x5x7xf64> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> tensor<2x3x5x7xf64> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x5x7xf64>
  return %r0 : tensor<2x3x5x7xf64>
}

func.func @nhwc_f64_f64(%x: tensor<2x5x7x3xf64> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<2x5x7x3xf64>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf64>, tensor<3xf64>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x5x7x3xf64>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x5x7x3xf64>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf64>, tensor<3xf64>
}

func.func @nhwc_f64_f64_given(%x: tensor<2x5x7x3xf64> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> tensor<2x5x7x3xf64> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x5x7x3xf64>
  return %r0 : tensor<2x5x7x3xf64>
}

func.func @nchw_f32_f32(%x: tensor<2x3x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x5x7xf32>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x5x7xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @nchw_f32_f32_given(%x: tensor<2x3x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> tensor<2x3x5x7xf32> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x5x7xf32>
  return %r0 : tensor<2x3x5x7xf32>
}

func.func @nhwc_f32_f32(%x: tensor<2x5x7x3xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<2x5x7x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x5x7x3xf32>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x5x7x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @nhwc_f32_f32_given(%x: tensor<2x5x7x3xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> tensor<2x5x7x3xf32> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x5x7x3xf32>
  return %r0 : tensor<2x5x7x3xf32>
}

func.func @nchw_bf16_f32(%x: tensor<2x3x5x7xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x5x7xbf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x5x7xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @nchw_bf16_f32_given(%x: tensor<2x3x5x7xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> tensor<2x3x5x7xbf16> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x5x7xbf16>
  return %r0 : tensor<2x3x5x7xbf16>
}

func.func @nhwc_bf16_f32(%x: tensor<2x5x7x3xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<2x5x7x3xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x5x7x3xbf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x5x7x3xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @nhwc_bf16_f32_given(%x: tensor<2x5x7x3xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> tensor<2x5x7x3xbf16> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x5x7x3xbf16>
  return %r0 : tensor<2x5x7x3xbf16>
}

func.func @nchw_f16_f16(%x: tensor<2x3x5x7xf16> {norm.input = "normal:3,2"}, %w: tensor<3xf16> {norm.input = "normal:1,1"}, %b: tensor<3xf16> {norm.input = "normal:0,1"}, %m: tensor<3xf16> {norm.input = "normal:0,1"}, %v: tensor<3xf16> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf16>, tensor<3xf16>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf16>) bias(%b : tensor<3xf16>) running_mean(%m : tensor<3xf16>) running_variance(%v : tensor<3xf16>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x5x7xf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x5x7xf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf16>, tensor<3xf16>
}

func.func @nchw_f16_f16_given(%x: tensor<2x3x5x7xf16> {norm.input = "normal:3,2"}, %w: tensor<3xf16> {norm.input = "normal:1,1"}, %b: tensor<3xf16> {norm.input = "normal:0,1"}, %m: tensor<3xf16> {norm.input = "normal:0,1"}, %v: tensor<3xf16> {norm.input = "lognormal"}) -> tensor<2x3x5x7xf16> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf16>) bias(%b : tensor<3xf16>) running_mean(%m : tensor<3xf16>) running_variance(%v : tensor<3xf16>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x5x7xf16>
  return %r0 : tensor<2x3x5x7xf16>
}

func.func @nhwc_f16_f16(%x: tensor<2x5x7x3xf16> {norm.input = "normal:3,2"}, %w: tensor<3xf16> {norm.input = "normal:1,1"}, %b: tensor<3xf16> {norm.input = "normal:0,1"}, %m: tensor<3xf16> {norm.input = "normal:0,1"}, %v: tensor<3xf16> {norm.input = "lognormal"}) -> (tensor<2x5x7x3xf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf16>, tensor<3xf16>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf16>) bias(%b : tensor<3xf16>) running_mean(%m : tensor<3xf16>) running_variance(%v : tensor<3xf16>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x5x7x3xf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x5x7x3xf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf16>, tensor<3xf16>
}

func.func @nhwc_f16_f16_given(%x: tensor<2x5x7x3xf16> {norm.input = "normal:3,2"}, %w: tensor<3xf16> {norm.input = "normal:1,1"}, %b: tensor<3xf16> {norm.input = "normal:0,1"}, %m: tensor<3xf16> {norm.input = "normal:0,1"}, %v: tensor<3xf16> {norm.input = "lognormal"}) -> tensor<2x5x7x3xf16> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf16>) bias(%b : tensor<3xf16>) running_mean(%m : tensor<3xf16>) running_variance(%v : tensor<3xf16>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x5x7x3xf16>
  return %r0 : tensor<2x5x7x3xf16>
}

func.func @nchw_bf16_bf16(%x: tensor<2x3x5x7xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xbf16> {norm.input = "normal:1,1"}, %b: tensor<3xbf16> {norm.input = "normal:0,1"}, %m: tensor<3xbf16> {norm.input = "normal:0,1"}, %v: tensor<3xbf16> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xbf16>, tensor<3xbf16>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xbf16>) bias(%b : tensor<3xbf16>) running_mean(%m : tensor<3xbf16>) running_variance(%v : tensor<3xbf16>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x5x7xbf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x5x7xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xbf16>, tensor<3xbf16>
}

func.func @nchw_bf16_bf16_given(%x: tensor<2x3x5x7xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xbf16> {norm.input = "normal:1,1"}, %b: tensor<3xbf16> {norm.input = "normal:0,1"}, %m: tensor<3xbf16> {norm.input = "normal:0,1"}, %v: tensor<3xbf16> {norm.input = "lognormal"}) -> tensor<2x3x5x7xbf16> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xbf16>) bias(%b : tensor<3xbf16>) running_mean(%m : tensor<3xbf16>) running_variance(%v : tensor<3xbf16>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x5x7xbf16>
  return %r0 : tensor<2x3x5x7xbf16>
}

func.func @nhwc_bf16_bf16(%x: tensor<2x5x7x3xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xbf16> {norm.input = "normal:1,1"}, %b: tensor<3xbf16> {norm.input = "normal:0,1"}, %m: tensor<3xbf16> {norm.input = "normal:0,1"}, %v: tensor<3xbf16> {norm.input = "lognormal"}) -> (tensor<2x5x7x3xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xbf16>, tensor<3xbf16>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xbf16>) bias(%b : tensor<3xbf16>) running_mean(%m : tensor<3xbf16>) running_variance(%v : tensor<3xbf16>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x5x7x3xbf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x5x7x3xbf16>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xbf16>, tensor<3xbf16>
}

func.func @nhwc_bf16_bf16_given(%x: tensor<2x5x7x3xbf16> {norm.input = "normal:3,2"}, %w: tensor<3xbf16> {norm.input = "normal:1,1"}, %b: tensor<3xbf16> {norm.input = "normal:0,1"}, %m: tensor<3xbf16> {norm.input = "normal:0,1"}, %v: tensor<3xbf16> {norm.input = "lognormal"}) -> tensor<2x5x7x3xbf16> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xbf16>) bias(%b : tensor<3xbf16>) running_mean(%m : tensor<3xbf16>) running_variance(%v : tensor<3xbf16>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x5x7x3xbf16>
  return %r0 : tensor<2x5x7x3xbf16>
}

func.func @nchw_f32_f64(%x: tensor<2x3x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x5x7xf32>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x5x7xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>
}

func.func @nchw_f32_f64_given(%x: tensor<2x3x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> tensor<2x3x5x7xf32> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x5x7xf32>
  return %r0 : tensor<2x3x5x7xf32>
}

func.func @nhwc_f32_f64(%x: tensor<2x5x7x3xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<2x5x7x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x5x7x3xf32>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x5x7x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>
}

func.func @nhwc_f32_f64_given(%x: tensor<2x5x7x3xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf64> {norm.input = "normal:1,1"}, %b: tensor<3xf64> {norm.input = "normal:0,1"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> tensor<2x5x7x3xf32> {
  %r0 = norm.instance_norm %x scale(%w : tensor<3xf64>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x5x7x3xf32>
  return %r0 : tensor<2x5x7x3xf32>
}

func.func @dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:1000,1@3x6x11"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %m: tensor<?xf32> {norm.input = "normal@6"}, %v: tensor<?xf32> {norm.input = "lognormal@6"}) -> (tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %r0, %r1, %r2 = norm.instance_norm %x scale(%w : tensor<6xf32>) running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.3 : tensor<?x?x?xf32>
  return %r0, %r1, %r2 : tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @large_mean(%x: tensor<2x6x40xf32> {norm.input = "normal:100000,1"}) -> tensor<2x6x40xf32> {
  %r0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x40xf32>
  return %r0 : tensor<2x6x40xf32>
}

func.func @two_pass(%x: tensor<2x6x40xf32> {norm.input = "lognormal:3"}) -> tensor<2x6x40xf32> {
  %r0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x6x40xf32>
  return %r0 : tensor<2x6x40xf32>
}

func.func @constant(%x: tensor<2x6x40xf32> {norm.input = "constant:0.1"}) -> tensor<2x6x40xf32> {
  %r0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 0.0 : tensor<2x6x40xf32>
  return %r0 : tensor<2x6x40xf32>
}

func.func @channel_between_batch_axes(%x: tensor<3x4x2x6x5xf32> {norm.input = "normal:1,2"}, %m: tensor<4xf32> {norm.input = "normal"}, %v: tensor<4xf32> {norm.input = "lognormal"}) -> (tensor<3x4x2x6x5xf32>, tensor<3x4x2x5xf32>, tensor<3x4x2x5xf32>, tensor<4xf32>, tensor<4xf32>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x running_mean(%m : tensor<4xf32>) running_variance(%v : tensor<4xf32>) channel_axis = 1 axes = [3] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<3x4x2x6x5xf32>
  return %r0, %r1, %r2, %r3, %r4 : tensor<3x4x2x6x5xf32>, tensor<3x4x2x5xf32>, tensor<3x4x2x5xf32>, tensor<4xf32>, tensor<4xf32>
}

func.func @unbatched(%x: tensor<3x20xf16> {norm.input = "normal:1,2"}, %m: tensor<3xf32> {norm.input = "normal"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<3x20xf16>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 0 axes = [1] epsilon = 1.0e-5 momentum = 0.1 : tensor<3x20xf16>
  return %r0, %r1, %r2 : tensor<3x20xf16>, tensor<3xf32>, tensor<3xf32>
}

func.func @empty_batch(%x: tensor<0x3x4xbf16> {norm.input = "zeros"}, %m: tensor<3xf32> {norm.input = "normal"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<0x3x4xbf16>, tensor<0x3xf32>, tensor<0x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<0x3x4xbf16>
  return %r0, %r1, %r2, %r3, %r4 : tensor<0x3x4xbf16>, tensor<0x3xf32>, tensor<0x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @no_elements(%x: tensor<2x3x0xf64> {norm.input = "zeros"}, %m: tensor<3xf64> {norm.input = "normal"}, %v: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<2x3x0xf64>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf64>, tensor<3xf64>) {
  %r0, %r1, %r2, %r3, %r4 = norm.instance_norm %x running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<2x3x0xf64>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x3x0xf64>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf64>, tensor<3xf64>
}
