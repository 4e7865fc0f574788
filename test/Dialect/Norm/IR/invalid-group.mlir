// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of group normalization refuses, in its words.

func.func @group_norm_c1_rank(%x: tensor<6xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects an input of rank 2 or more; got rank 1}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 0 axes = [] epsilon = 1.0e-5 : tensor<6xf32>
  return
}

// -----

func.func @group_norm_c2_channel_beyond_rank(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects channel_axis within rank 3; got 3}}
  %0:3 = norm.group_norm %x num_groups = 3 channel_axis = 3 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c2_channel_negative(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects channel_axis within rank 3; got -1}}
  %0:3 = norm.group_norm %x num_groups = 3 channel_axis = -1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c2_channel_in_axes(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects channel_axis outside axes; got 1 in both}}
  %0:3 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c3_axis_beyond_rank(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects axes within rank 3; got [2, 3]}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c3_axes_descending(%x: tensor<2x6x4x5xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects axes in ascending order without repetition; got [3, 2]}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [3, 2] epsilon = 1.0e-5 : tensor<2x6x4x5xf32>
  return
}

// -----

func.func @group_norm_c3_axis_repeated(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects axes in ascending order without repetition; got [2, 2]}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2, 2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c4_no_groups(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects num_groups of at least 1; got 0}}
  %0:3 = norm.group_norm %x num_groups = 0 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c4_negative_groups(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects num_groups of at least 1; got -2}}
  %0:3 = norm.group_norm %x num_groups = -2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c5_not_divisible(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects a number of channels divisible by num_groups = 4; got 6}}
  %0 = norm.group_norm %x num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c5_more_groups_than_channels(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects a number of channels divisible by num_groups = 12; got 6}}
  %0 = norm.group_norm %x num_groups = 12 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c6_no_channels(%x: tensor<2x0x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects sizes of more than 0 along channel_axis and axes; got input size [2, 0, 4]}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x0x4xf32>
  return
}

// -----

func.func @group_norm_c6_no_elements(%x: tensor<2x6x?x0xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects sizes of more than 0 along channel_axis and axes; got input size [2, 6, ?, 0]}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x?x0xf32>
  return
}

// -----

func.func @group_norm_c7_one_value(%x: tensor<1x6x1xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects more than 1 value per group over the batch with num_groups = 6; got input size [1, 6, 1]}}
  %0 = norm.group_norm %x num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<1x6x1xf32>
  return
}

// -----

func.func @group_norm_c8_scale_shape(%x: tensor<2x6x4xf32>, %w: tensor<3xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects scale shape [6]; got [3]}}
  %0 = norm.group_norm %x scale(%w : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c8_bias_shape(%x: tensor<2x6x4xf32>, %w: tensor<3xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects bias shape [6]; got [3]}}
  %0 = norm.group_norm %x bias(%w : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c8_scale_rank(%x: tensor<2x6x4xf32>, %w: tensor<6x1xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects scale shape [6]; got [6, 1]}}
  %0 = norm.group_norm %x scale(%w : tensor<6x1xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c8_scale_shape_per_group(%x: tensor<2x6x4xf32>, %w: tensor<6xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects scale shape [3]; got [6]}}
  %0 = norm.group_norm %x scale(%w : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c8_bias_shape_per_group(%x: tensor<2x?x4xf32>, %w: tensor<6xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects bias shape [3]; got [6]}}
  %0 = norm.group_norm %x bias(%w : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x?x4xf32>
  return
}

// -----

func.func @group_norm_c9_scale_narrower(%x: tensor<2x6x4xf32>, %w: tensor<6xf16>) {
  // expected-error@+1 {{'norm.group_norm' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.group_norm %x scale(%w : tensor<6xf16>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c9_bias_other_16_bits(%x: tensor<2x6xbf16>, %w: tensor<6xf16>) {
  // expected-error@+1 {{'norm.group_norm' op expects bias of element type 'bf16' or wider; got 'f16'}}
  %0 = norm.group_norm %x bias(%w : tensor<6xf16>) num_groups = 3 channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<2x6xbf16>
  return
}

// -----

func.func @group_norm_c10_epsilon_negative(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects a finite non-negative epsilon; got -1}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = -1.0 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c10_epsilon_nan(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects a finite non-negative epsilon; got NaN}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 0x7FF8000000000000 : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c11_accumulator_of_shifted(%x: tensor<2x6x4xf32>) {
  // expected-error@+1 {{'norm.group_norm' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {accumulator = f32} : tensor<2x6x4xf32>
  return
}

// -----

func.func @group_norm_c11_shifted_f64(%x: tensor<2x6x4xf64>) {
  // expected-error@+1 {{'norm.group_norm' op expects estimator two_pass for an input of element type f64; got shifted}}
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {estimator = #norm.estimator<shifted>} : tensor<2x6x4xf64>
  return
}

// -----

// A channel alone in its group has more than one value over the batch, as in
// PyTorch; so may a batch be empty.
func.func @group_norm_one_value_per_group(%x: tensor<2x6x1xf32>, %z: tensor<0x6x1xf32>) {
  %0 = norm.group_norm %x num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x1xf32>
  %1 = norm.group_norm %z num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<0x6x1xf32>
  return
}

// -----

func.func @group_norm_result_type(%x: tensor<2x6x4xf32>) {
  // expected-error@+2 {{'norm.group_norm' op inferred type(s) 'tensor<2x6x4xf32>', 'tensor<2x3xf32>', 'tensor<2x3xf32>' are incompatible with return type(s) of operation 'tensor<2x6x4xf32>', 'tensor<2x6xf32>', 'tensor<2x6xf32>'}}
  // expected-error@+1 {{'norm.group_norm' op failed to infer returned types}}
  %0:3 = "norm.group_norm"(%x) <{axes = array<i64: 2>, channel_axis = 1 : i64, num_groups = 3 : i64, return_statistics, operandSegmentSizes = array<i32: 1, 0, 0>}> : (tensor<2x6x4xf32>) -> (tensor<2x6x4xf32>, tensor<2x6xf32>, tensor<2x6xf32>)
  return
}
