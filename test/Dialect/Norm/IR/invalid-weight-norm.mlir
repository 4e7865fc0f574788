// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of norm.weight_norm refuses, in its words.

func.func @weight_norm_c1_rank_0(%v: tensor<f32>, %g: tensor<f32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects an input of rank 1 or more; got rank 0}}
  %w = norm.weight_norm %v scale(%g : tensor<f32>) : tensor<f32>
  return
}

// -----

func.func @weight_norm_c1_rank_0_with_axis(%v: tensor<f32>, %g: tensor<f32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects an input of rank 1 or more; got rank 0}}
  %w = norm.weight_norm %v scale(%g : tensor<f32>) axis = 0 : tensor<f32>
  return
}

// -----

func.func @weight_norm_c2_axis_beyond_rank(%v: tensor<3x4xf32>, %g: tensor<3xf32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects axis within rank 2; got 2}}
  %w = norm.weight_norm %v scale(%g : tensor<3xf32>) axis = 2 : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c2_negative_axis(%v: tensor<3x4xf32>, %g: tensor<3xf32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects axis within rank 2; got -1}}
  %w = norm.weight_norm %v scale(%g : tensor<3xf32>) axis = -1 : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c3_scale_size(%v: tensor<3x4xf32>, %g: tensor<4xf32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects scale shape [3]; got [4]}}
  %w = norm.weight_norm %v scale(%g : tensor<4xf32>) axis = 0 : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c3_scale_rank(%v: tensor<3x4xf32>, %g: tensor<3x1xf32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects scale shape [3]; got [3, 1]}}
  %w = norm.weight_norm %v scale(%g : tensor<3x1xf32>) axis = 0 : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c3_scalar_with_axis(%v: tensor<3x4xf32>, %g: tensor<f32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects scale shape [3]; got []}}
  %w = norm.weight_norm %v scale(%g : tensor<f32>) axis = 0 : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c3_vector_without_axis(%v: tensor<3x4xf32>, %g: tensor<3xf32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects scale shape []; got [3]}}
  %w = norm.weight_norm %v scale(%g : tensor<3xf32>) : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c4_scale_narrower(%v: tensor<3x4xf32>, %g: tensor<3xbf16>) {
  // expected-error@+1 {{'norm.weight_norm' op expects scale of element type 'f32' or wider; got 'bf16'}}
  %w = norm.weight_norm %v scale(%g : tensor<3xbf16>) axis = 0 : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c4_scale_of_other_16_bits(%v: tensor<3x4xbf16>, %g: tensor<3xf16>) {
  // expected-error@+1 {{'norm.weight_norm' op expects scale of element type 'bf16' or wider; got 'f16'}}
  %w = norm.weight_norm %v scale(%g : tensor<3xf16>) axis = 0 : tensor<3x4xbf16>
  return
}

// -----

func.func @weight_norm_c5_accumulator_kind(%v: tensor<3x4xf32>, %g: tensor<3xf32>) {
  // expected-error@+1 {{'norm.weight_norm' op expects accumulator f32 or f64; got 'f16'}}
  %w = norm.weight_norm %v scale(%g : tensor<3xf32>) axis = 0 {accumulator = f16} : tensor<3x4xf32>
  return
}

// -----

func.func @weight_norm_c5_accumulator_narrower(%v: tensor<3x4xf64>, %g: tensor<3xf64>) {
  // expected-error@+1 {{'norm.weight_norm' op expects an accumulator not narrower than the input's 'f64'; got 'f32'}}
  %w = norm.weight_norm %v scale(%g : tensor<3xf64>) axis = 0 {accumulator = f32} : tensor<3x4xf64>
  return
}
