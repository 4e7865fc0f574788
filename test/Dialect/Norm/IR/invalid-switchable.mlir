// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of switchable normalization refuses, in its words.

func.func @switchable_norm_c1_rank(%x: tensor<3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects an input of rank 2 or more; got rank 1}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 0 axes = [0] epsilon = 1.0e-5 : tensor<3xf32>
  return
}

// -----

func.func @switchable_norm_c2_channel_beyond_rank(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects channel_axis within rank 4; got 4}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 4 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c2_channel_extreme(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects channel_axis within rank 4; got -9223372036854775808}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = -9223372036854775808 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c15_neither_axes_nor_batch(%x: tensor<2x3xf32>, %s: tensor<1xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects axes or a batch; got axes = [] and use_batch = false}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<1xf32>) variance_weights(%s : tensor<1xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 {use_batch = false} : tensor<2x3xf32>
  return
}

// -----

func.func @switchable_norm_c5_weights_without_axes(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects mean_weights shape [2]; got [3]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @switchable_norm_c11_one_channel(%x: tensor<2x1xf32>, %s: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects more than 1 value per layer for its unbiased variance; got input size [2, 1]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<2xf32>) variance_weights(%s : tensor<2xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<2x1xf32>
  return
}

// -----

func.func @switchable_norm_c11_batch_of_one(%x: tensor<1x3xf32>, %s: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects more than 1 value per batch for its unbiased variance; got input size [1, 3]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<2xf32>) variance_weights(%s : tensor<2xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<1x3xf32>
  return
}

// -----

func.func @switchable_norm_c3_axis_beyond_rank(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects axes within rank 4; got [2, 4]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 4] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c3_descending_axes(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects axes in ascending order without repetition; got [3, 2]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [3, 2] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c3_channel_among_axes(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects channel_axis outside axes; got 1 in both}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [1, 2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c4_scale_shape(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects scale shape [3]; got [2]}}
  %0 = norm.switchable_norm %x scale(%t : tensor<2xf32>) mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c4_bias_shape(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects bias shape [3]; got [2]}}
  %0 = norm.switchable_norm %x bias(%t : tensor<2xf32>) mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c5_mean_weights(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects mean_weights shape [3]; got [2]}}
  %0 = norm.switchable_norm %x mean_weights(%t : tensor<2xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c5_variance_weights(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects variance_weights shape [3]; got [2]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%t : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c5_weights_without_batch(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects mean_weights shape [2]; got [3]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {use_batch = false} : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c5_weights_rank(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %u: tensor<3x1xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects mean_weights shape [3]; got [3, 1]}}
  %0 = norm.switchable_norm %x mean_weights(%u : tensor<3x1xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c6_running_mean_shape(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running_mean shape [3]; got [2]}}
  %0:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%t : tensor<2xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c6_running_variance_shape(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running_variance shape [3]; got [2]}}
  %0:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%t : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c7_mean_only(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running_mean and running_variance both given or both absent; got running_mean only}}
  %0:2 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c7_variance_only(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running_mean and running_variance both given or both absent; got running_variance only}}
  %0:2 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c7_running_without_batch(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects no running statistics with use_batch = false; got running_mean and running_variance}}
  %0:3 = norm.switchable_norm %x mean_weights(%t : tensor<2xf32>) variance_weights(%t : tensor<2xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {use_batch = false} : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c8_scale_narrower(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.switchable_norm %x scale(%h : tensor<3xf16>) mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c8_bias_narrower(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects bias of element type 'f32' or wider; got 'f16'}}
  %0 = norm.switchable_norm %x bias(%h : tensor<3xf16>) mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c8_mean_weights_narrower(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects mean_weights of element type 'f32' or wider; got 'f16'}}
  %0 = norm.switchable_norm %x mean_weights(%h : tensor<3xf16>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c8_variance_weights_narrower(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects variance_weights of element type 'f32' or wider; got 'f16'}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%h : tensor<3xf16>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c8_running_mean_narrower(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running_mean of element type 'f32' or wider; got 'f16'}}
  %0:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%h : tensor<3xf16>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c8_running_variance_narrower(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running_variance of element type 'f32' or wider; got 'f16'}}
  %0:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%h : tensor<3xf16>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c9_epsilon_negative(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects a finite non-negative epsilon; got -1}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = -1.0 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c9_epsilon_nan(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects a finite non-negative epsilon; got NaN}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 0x7FF8000000000000 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c10_momentum_infinite(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects a finite momentum; got +Inf}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0x7FF0000000000000 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c11_one_value_per_instance(%x: tensor<2x3x1x1xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects more than 1 value per instance for its unbiased variance; got input size [2, 3, 1, 1]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x1x1xf32>
  return
}

// -----

func.func @switchable_norm_c11_one_value_dynamic_batch(%x: tensor<?x3x1xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects more than 1 value per instance for its unbiased variance; got input size [?, 3, 1]}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x3x1xf32>
  return
}

// -----

func.func @switchable_norm_c12_accumulator_of_shifted(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {accumulator = f32} : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c12_shifted_f64(%x: tensor<2x3x4x5xf64>, %s: tensor<3xf64>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects estimator two_pass for an input of element type f64; got shifted}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf64>) variance_weights(%s : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {estimator = #norm.estimator<shifted>} : tensor<2x3x4x5xf64>
  return
}

// -----

func.func @switchable_norm_c13_use_without_running(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects running statistics with use_running_stats; got none}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {use_running_stats} : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_c14_neither_used_nor_updated(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op expects update_running_stats = true without use_running_stats; got false}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false} : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_weights_integer(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %i: tensor<3xi32>) {
  // expected-error@+1 {{'norm.switchable_norm' op operand #1 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<3xi32>'}}
  %0 = norm.switchable_norm %x mean_weights(%i : tensor<3xi32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_use_batch_not_a_bool(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.switchable_norm' op attribute 'use_batch' failed to satisfy constraint: bool attribute}}
  %0 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {use_batch = 1 : i64} : tensor<2x3x4x5xf32>
  return
}

// -----

func.func @switchable_norm_number_of_results(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{operation defines 1 results but was provided 3 to bind}}
  %0:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x4x5xf32>
  return
}
