// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of norm.local_response_norm and norm.window_stats refuse, in their
// words.

func.func @local_response_norm_c1_rank_2(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects an input of rank 3 or more; got rank 2}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @local_response_norm_c1_rank_0(%x: tensor<f32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects an input of rank 3 or more; got rank 0}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<f32>
  return
}

// -----

func.func @local_response_norm_c2_axis_beyond_rank(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects channel_axis within rank 3; got 3}}
  %y = norm.local_response_norm %x channel_axis = 3 size = 5 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @local_response_norm_c2_negative_axis(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects channel_axis within rank 3; got -1}}
  %y = norm.local_response_norm %x channel_axis = -1 size = 5 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @local_response_norm_c3_size_zero(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects size 1 or more; got 0}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 0 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @local_response_norm_c3_negative_size(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects size 1 or more; got -9223372036854775808}}
  %y = norm.local_response_norm %x channel_axis = 1 size = -9223372036854775808 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @local_response_norm_c4_infinite_alpha(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects a finite alpha; got +Inf}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 0x7FF0000000000000 beta = 0.5 k = 1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @local_response_norm_c4_nan_beta(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects a finite beta; got NaN}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0x7FF8000000000000 k = 1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @local_response_norm_c4_infinite_k(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.local_response_norm' op expects a finite k; got -Inf}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0.5 k = 0xFFF0000000000000 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c1_axis_beyond_rank(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects axis within rank 3; got 3}}
  %m2 = norm.window_stats %x axis = 3 before = 1 after = 1 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c1_negative_axis(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects axis within rank 3; got -1}}
  %m2 = norm.window_stats %x axis = -1 before = 1 after = 1 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c1_scalar_input(%x: tensor<f32>) {
  // expected-error@+1 {{'norm.window_stats' op expects axis within rank 0; got 0}}
  %m2 = norm.window_stats %x axis = 0 before = 1 after = 1 : tensor<f32>
  return
}

// -----

func.func @window_stats_c2_negative_before(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects before and after not below 0; got -1 and 1}}
  %m2 = norm.window_stats %x axis = 1 before = -1 after = 1 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c2_negative_after(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects before and after not below 0; got 1 and -2}}
  %m2 = norm.window_stats %x axis = 1 before = 1 after = -2 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c2_size_beyond_64_bits(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects a window whose size fits 64 bits; got 9223372036854775807 before and 0 after}}
  %m2 = norm.window_stats %x axis = 1 before = 9223372036854775807 after = 0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c2_sum_beyond_64_bits(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects a window whose size fits 64 bits; got 9223372036854775807 before and 9223372036854775807 after}}
  %m2 = norm.window_stats %x axis = 1 before = 9223372036854775807 after = 9223372036854775807 : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c3_accumulator(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.window_stats' op expects accumulator f32 or f64; got 'bf16'}}
  %m2 = norm.window_stats %x axis = 1 before = 1 after = 1 {accumulator = bf16} : tensor<2x3x4xf32>
  return
}

// -----

func.func @window_stats_c3_narrow_accumulator(%x: tensor<2x3x4xf64>) {
  // expected-error@+1 {{'norm.window_stats' op expects an accumulator not narrower than the input's 'f64'; got 'f32'}}
  %m2:2 = norm.window_stats %x axis = 1 before = 1 after = 1 {accumulator = f32} : tensor<2x3x4xf64>
  return
}
