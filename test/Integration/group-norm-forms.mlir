// Group normalization of every type and layout against the reference.
// RUN: norm-runner %s --all --verify | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: 22 passed, 0 failed

func.func @nchw_f64_f64(%x: tensor<2x12x5x7xf64> {norm.input = "normal:3,2"}, %w: tensor<12xf64> {norm.input = "normal:1,1"}, %b: tensor<12xf64> {norm.input = "normal:0,1"}) -> (tensor<2x12x5x7xf64>, tensor<2x4xf64>, tensor<2x4xf64>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf64>) bias(%b : tensor<12xf64>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x12x5x7xf64>
  return %r0, %r1, %r2 : tensor<2x12x5x7xf64>, tensor<2x4xf64>, tensor<2x4xf64>
}

func.func @nhwc_f64_f64(%x: tensor<2x5x7x12xf64> {norm.input = "normal:3,2"}, %w: tensor<12xf64> {norm.input = "normal:1,1"}, %b: tensor<12xf64> {norm.input = "normal:0,1"}) -> (tensor<2x5x7x12xf64>, tensor<2x4xf64>, tensor<2x4xf64>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf64>) bias(%b : tensor<12xf64>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x12xf64>
  return %r0, %r1, %r2 : tensor<2x5x7x12xf64>, tensor<2x4xf64>, tensor<2x4xf64>
}

func.func @nchw_f32_f32(%x: tensor<2x12x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}, %b: tensor<12xf32> {norm.input = "normal:0,1"}) -> (tensor<2x12x5x7xf32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x12x5x7xf32>
  return %r0, %r1, %r2 : tensor<2x12x5x7xf32>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nhwc_f32_f32(%x: tensor<2x5x7x12xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}, %b: tensor<12xf32> {norm.input = "normal:0,1"}) -> (tensor<2x5x7x12xf32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x12xf32>
  return %r0, %r1, %r2 : tensor<2x5x7x12xf32>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nchw_bf16_f32(%x: tensor<2x12x5x7xbf16> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}, %b: tensor<12xf32> {norm.input = "normal:0,1"}) -> (tensor<2x12x5x7xbf16>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x12x5x7xbf16>
  return %r0, %r1, %r2 : tensor<2x12x5x7xbf16>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nhwc_bf16_f32(%x: tensor<2x5x7x12xbf16> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}, %b: tensor<12xf32> {norm.input = "normal:0,1"}) -> (tensor<2x5x7x12xbf16>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x12xbf16>
  return %r0, %r1, %r2 : tensor<2x5x7x12xbf16>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nchw_f16_f16(%x: tensor<2x12x5x7xf16> {norm.input = "normal:3,2"}, %w: tensor<12xf16> {norm.input = "normal:1,1"}, %b: tensor<12xf16> {norm.input = "normal:0,1"}) -> (tensor<2x12x5x7xf16>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf16>) bias(%b : tensor<12xf16>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x12x5x7xf16>
  return %r0, %r1, %r2 : tensor<2x12x5x7xf16>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nhwc_f16_f16(%x: tensor<2x5x7x12xf16> {norm.input = "normal:3,2"}, %w: tensor<12xf16> {norm.input = "normal:1,1"}, %b: tensor<12xf16> {norm.input = "normal:0,1"}) -> (tensor<2x5x7x12xf16>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf16>) bias(%b : tensor<12xf16>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x12xf16>
  return %r0, %r1, %r2 : tensor<2x5x7x12xf16>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nchw_bf16_bf16(%x: tensor<2x12x5x7xbf16> {norm.input = "normal:3,2"}, %w: tensor<12xbf16> {norm.input = "normal:1,1"}, %b: tensor<12xbf16> {norm.input = "normal:0,1"}) -> (tensor<2x12x5x7xbf16>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xbf16>) bias(%b : tensor<12xbf16>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x12x5x7xbf16>
  return %r0, %r1, %r2 : tensor<2x12x5x7xbf16>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nhwc_bf16_bf16(%x: tensor<2x5x7x12xbf16> {norm.input = "normal:3,2"}, %w: tensor<12xbf16> {norm.input = "normal:1,1"}, %b: tensor<12xbf16> {norm.input = "normal:0,1"}) -> (tensor<2x5x7x12xbf16>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xbf16>) bias(%b : tensor<12xbf16>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x12xbf16>
  return %r0, %r1, %r2 : tensor<2x5x7x12xbf16>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nchw_f32_f64(%x: tensor<2x12x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf64> {norm.input = "normal:1,1"}, %b: tensor<12xf64> {norm.input = "normal:0,1"}) -> (tensor<2x12x5x7xf32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf64>) bias(%b : tensor<12xf64>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x12x5x7xf32>
  return %r0, %r1, %r2 : tensor<2x12x5x7xf32>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @nhwc_f32_f64(%x: tensor<2x5x7x12xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf64> {norm.input = "normal:1,1"}, %b: tensor<12xf64> {norm.input = "normal:0,1"}) -> (tensor<2x5x7x12xf32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<12xf64>) bias(%b : tensor<12xf64>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x12xf32>
  return %r0, %r1, %r2 : tensor<2x5x7x12xf32>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @per_group_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:1000,1@3x6x11"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<?xf32> {norm.input = "normal:0,1@3"}) -> tensor<?x?x?xf32> {
  %r0 = norm.group_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<?x?x?xf32>
  return %r0 : tensor<?x?x?xf32>
}

func.func @large_mean(%x: tensor<3x8xf32> {norm.input = "normal:100000,1"}) -> tensor<3x8xf32> {
  %r0 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<3x8xf32>
  return %r0 : tensor<3x8xf32>
}

func.func @two_pass(%x: tensor<2x6x40xf32> {norm.input = "lognormal:3"}) -> tensor<2x6x40xf32> {
  %r0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x6x40xf32>
  return %r0 : tensor<2x6x40xf32>
}

func.func @one_group(%x: tensor<2x6x40xf32> {norm.input = "normal:-5,3"}) -> (tensor<2x6x40xf32>, tensor<2x1xf32>, tensor<2x1xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x40xf32>
  return %r0, %r1, %r2 : tensor<2x6x40xf32>, tensor<2x1xf32>, tensor<2x1xf32>
}

func.func @groups_of_one_channel(%x: tensor<2x6x40xf32> {norm.input = "normal:-5,3"}) -> (tensor<2x6x40xf32>, tensor<2x6xf32>, tensor<2x6xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x40xf32>
  return %r0, %r1, %r2 : tensor<2x6x40xf32>, tensor<2x6xf32>, tensor<2x6xf32>
}

func.func @constant_groups(%x: tensor<2x6x40xf32> {norm.input = "constant:0.1"}) -> tensor<2x6x40xf32> {
  %r0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 0.0 : tensor<2x6x40xf32>
  return %r0 : tensor<2x6x40xf32>
}

func.func @two_batch_axes(%x: tensor<3x6x4x5xf32> {norm.input = "normal:1,2"}, %w: tensor<4xf32> {norm.input = "normal"}, %b: tensor<4xf32> {norm.input = "normal"}) -> (tensor<3x6x4x5xf32>, tensor<3x6x2xf32>, tensor<3x6x2xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) num_groups = 2 channel_axis = 2 axes = [3] epsilon = 1.0e-5 {return_statistics} : tensor<3x6x4x5xf32>
  return %r0, %r1, %r2 : tensor<3x6x4x5xf32>, tensor<3x6x2xf32>, tensor<3x6x2xf32>
}

func.func @channel_first(%x: tensor<3x6x4x5xf32> {norm.input = "normal:1,2"}) -> (tensor<3x6x4x5xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x num_groups = 3 channel_axis = 0 axes = [1, 2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<3x6x4x5xf32>
  return %r0, %r1, %r2 : tensor<3x6x4x5xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @empty_batch(%x: tensor<0x6x4xbf16> {norm.input = "zeros"}) -> (tensor<0x6x4xbf16>, tensor<0x3xf32>, tensor<0x3xf32>) {
  %r0, %r1, %r2 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<0x6x4xbf16>
  return %r0, %r1, %r2 : tensor<0x6x4xbf16>, tensor<0x3xf32>, tensor<0x3xf32>
}

func.func @one_value(%x: tensor<2x6x1xf32> {norm.input = "normal"}) -> tensor<2x6x1xf32> {
  %r0 = norm.group_norm %x num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x1xf32>
  return %r0 : tensor<2x6x1xf32>
}
