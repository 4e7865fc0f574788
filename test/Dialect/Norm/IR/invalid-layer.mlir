// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of layer and RMS normalization refuse, in their words.

func.func @layer_norm_c1_no_axes(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects at least 1 axis; got 0}}
  %0 = norm.layer_norm %x axes = [] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c1_axis_beyond_rank(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects axes within rank 2; got [1, 2]}}
  %0:3 = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c1_negative_axis(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects axes within rank 2; got [-1]}}
  %0 = norm.layer_norm %x axes = [-1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c1_axes_order(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects axes in ascending order without repetition; got [1, 0]}}
  %0 = norm.layer_norm %x axes = [1, 0] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c1_scalar_input(%x: tensor<f32>) {
  // expected-error@+1 {{'norm.layer_norm' op expects axes within rank 0; got [0]}}
  %0 = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 : tensor<f32>
  return
}

// -----

func.func @layer_norm_c2_scale_shape(%x: tensor<3x4xf32>, %w: tensor<3xf32>) {
  // expected-error@+1 {{'norm.layer_norm' op expects scale shape [4]; got [3]}}
  %0 = norm.layer_norm %x scale(%w : tensor<3xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

// The rank is known where the sizes are not.
func.func @layer_norm_c2_scale_rank(%x: tensor<?x?xf32>, %w: tensor<?x?xf32>) {
  // expected-error@+1 {{'norm.layer_norm' op expects scale shape [?]; got [?, ?]}}
  %0 = norm.layer_norm %x scale(%w : tensor<?x?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return
}

// -----

func.func @layer_norm_c2_scale_partly_dynamic(%x: tensor<?x4xf32>, %w: tensor<3x?xf32>) {
  // expected-error@+1 {{'norm.layer_norm' op expects scale shape [4]; got [3, ?]}}
  %0 = norm.layer_norm %x scale(%w : tensor<3x?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  return
}

// -----

func.func @layer_norm_c2_scale_order_of_axes(%x: tensor<3x4xf32>, %w: tensor<4x3xf32>) {
  // expected-error@+1 {{'norm.layer_norm' op expects scale shape [3, 4]; got [4, 3]}}
  %0 = norm.layer_norm %x scale(%w : tensor<4x3xf32>) axes = [0, 1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c3_bias_shape(%x: tensor<3x?x4xf32>, %b: tensor<?x1xf32>) {
  // expected-error@+1 {{'norm.layer_norm' op expects bias shape [?, 4]; got [?, 1]}}
  %0 = norm.layer_norm %x bias(%b : tensor<?x1xf32>) axes = [1, 2] epsilon = 1.0e-5 : tensor<3x?x4xf32>
  return
}

// -----

func.func @layer_norm_c4_scale_narrower(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.layer_norm %x scale(%h : tensor<4xf16>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c4_bias_other_16_bit_type(%x: tensor<3x4xf16>, %b: tensor<4xbf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects bias of element type 'f16' or wider; got 'bf16'}}
  %0 = norm.layer_norm %x bias(%b : tensor<4xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf16>
  return
}

// -----

func.func @layer_norm_c5_epsilon_negative(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects a finite non-negative epsilon; got -1}}
  %0 = norm.layer_norm %x axes = [1] epsilon = -1.0e+0 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c5_epsilon_infinite(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects a finite non-negative epsilon; got +Inf}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 0x7FF0000000000000 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c5_epsilon_nan(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects a finite non-negative epsilon; got NaN}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 0x7FF8000000000000 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c6_offset_nan(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects a finite scale_offset; got NaN}}
  %0 = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 {scale_offset = 0x7FF8000000000000 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c6_offset_without_scale(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects scale_offset 0 without a scale; got 1}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {scale_offset = 1.0 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c7_accumulator_narrower(%x: tensor<3x4xf64>) {
  // expected-error@+1 {{'norm.layer_norm' op expects an accumulator not narrower than the input's 'f64'; got 'f32'}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {accumulator = f32} : tensor<3x4xf64>
  return
}

// -----

func.func @layer_norm_c7_accumulator_of_shifted(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {accumulator = f32} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_c7_shifted_f64(%x: tensor<3x4xf64>) {
  // expected-error@+1 {{'norm.layer_norm' op expects estimator two_pass for an input of element type f64; got shifted}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {estimator = #norm.estimator<shifted>} : tensor<3x4xf64>
  return
}

// -----

func.func @layer_norm_input_complex(%x: tensor<4xcomplex<f32>>) {
  // expected-error@+1 {{'norm.layer_norm' op operand #0 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<4xcomplex<f32>>'}}
  %0 = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 : tensor<4xcomplex<f32>>
  return
}

// -----

func.func @layer_norm_scale_encoding(%x: tensor<4xf32>, %w: tensor<4xf32, "tiled">) {
  // expected-error@+1 {{'norm.layer_norm' op operand #1 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<4xf32, "tiled">'}}
  %0 = norm.layer_norm %x scale(%w : tensor<4xf32, "tiled">) axes = [0] epsilon = 1.0e-5 : tensor<4xf32>
  return
}

// -----

func.func @layer_norm_statistics_not_a_flag(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op attribute 'return_statistics' failed to satisfy constraint: unit attribute}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics = 3 : i64} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_cast_point_not_an_enum(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op attribute 'cast_point' failed to satisfy constraint: where a normalized value is rounded to the input's type}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {cast_point = 5 : i32} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_axes_given_twice(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op expects axes within rank 2; got [7]}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {axes = array<i64: 7>} : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_too_many_names(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{operation defines 1 results but was provided 3 to bind}}
  %0:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_number_of_results(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+2 {{'norm.layer_norm' op inferred type(s) 'tensor<3x4xf32>', 'tensor<3xf32>', 'tensor<3xf32>' are incompatible with return type(s) of operation 'tensor<3x4xf32>', 'tensor<3xf32>'}}
  // expected-error@+1 {{'norm.layer_norm' op failed to infer returned types}}
  %0:2 = "norm.layer_norm"(%x) <{axes = array<i64: 1>, operandSegmentSizes = array<i32: 1, 0, 0>, return_statistics}> : (tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<3xf32>)
  return
}

// -----

func.func @layer_norm_missing_segments(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op operand count (1) does not match with the total size (0) specified in attribute 'operandSegmentSizes'}}
  %0 = "norm.layer_norm"(%x) <{axes = array<i64: 1>}> : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_negative_segment(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.layer_norm' op 'operandSegmentSizes' attribute cannot have negative elements}}
  %0 = "norm.layer_norm"(%x) <{axes = array<i64: 1>, operandSegmentSizes = array<i32: -1, 1, 1>}> : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @layer_norm_epsilon_mode_not_an_enum(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.layer_norm' op attribute 'epsilon_mode' failed to satisfy constraint: where epsilon joins the variance}}
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {epsilon_mode = 1 : i32} : tensor<3x4xf32>
  return
}
