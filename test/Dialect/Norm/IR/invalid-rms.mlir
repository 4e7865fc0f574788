// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of RMS normalization refuses, in its words.

func.func @rms_norm_c1_no_axes(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects at least 1 axis; got 0}}
  %0 = norm.rms_norm %x axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c1_axis_beyond_rank(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects axes within rank 2; got [2]}}
  %0:2 = norm.rms_norm %x axes = [2] {return_statistics} : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c1_axes_repeated(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects axes in ascending order without repetition; got [0, 0]}}
  %0 = norm.rms_norm %x axes = [0, 0] : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c2_scale_shape(%x: tensor<3x4xf32>, %w: tensor<5xf32>) {
  // expected-error@+1 {{'norm.rms_norm' op expects scale shape [4]; got [5]}}
  %0 = norm.rms_norm %x scale(%w : tensor<5xf32>) axes = [1] : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c2_scale_scalar(%x: tensor<3x4xf32>, %w: tensor<f32>) {
  // expected-error@+1 {{'norm.rms_norm' op expects scale shape [4]; got []}}
  %0 = norm.rms_norm %x scale(%w : tensor<f32>) axes = [1] : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c3_scale_narrower(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.rms_norm %x scale(%h : tensor<4xf16>) axes = [1] : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c4_epsilon_negative(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects a finite non-negative epsilon; got -0.5}}
  %0 = norm.rms_norm %x axes = [1] epsilon = -5.0e-1 : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c4_epsilon_infinite(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects a finite non-negative epsilon; got +Inf}}
  %0 = norm.rms_norm %x axes = [1] epsilon = 0x7FF0000000000000 : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c5_offset_without_scale(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects scale_offset 0 without a scale; got -1}}
  %0 = norm.rms_norm %x axes = [1] {scale_offset = -1.0 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c5_offset_infinite(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects a finite scale_offset; got +Inf}}
  %0 = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] {scale_offset = 0x7FF0000000000000 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c6_accumulator_kind(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expects accumulator f32 or f64; got 'i64'}}
  %0 = norm.rms_norm %x axes = [1] {accumulator = i64} : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_c6_accumulator_narrower(%x: tensor<3x4xf64>) {
  // expected-error@+1 {{'norm.rms_norm' op expects an accumulator not narrower than the input's 'f64'; got 'f32'}}
  %0 = norm.rms_norm %x axes = [1] {accumulator = f32} : tensor<3x4xf64>
  return
}

// -----

func.func @rms_norm_epsilon_type(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op attribute 'epsilon' failed to satisfy constraint: 64-bit float attribute}}
  %0 = norm.rms_norm %x axes = [1] {epsilon = 1.0 : f32} : tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_input_integer(%x: tensor<4xi8>) {
  // expected-error@+1 {{'norm.rms_norm' op operand #0 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<4xi8>'}}
  %0 = norm.rms_norm %x axes = [0] : tensor<4xi8>
  return
}

// -----

func.func @rms_norm_input_not_a_tensor(%x: memref<4xf32>) {
  // expected-error@+1 {{invalid kind of type specified: expected builtin.tensor, but found 'memref<4xf32>'}}
  %0 = norm.rms_norm %x axes = [0] : memref<4xf32>
  return
}

// -----

func.func @rms_norm_no_operands(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expected 1 or more operands, but found 0}}
  %0 = "norm.rms_norm"() <{axes = array<i64: 1>}> : () -> tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_no_results(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op expected 1 or more results}}
  "norm.rms_norm"(%x) <{axes = array<i64: 1>}> : (tensor<3x4xf32>) -> ()
  return
}

// -----

func.func @rms_norm_missing_properties(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+1 {{'norm.rms_norm' op requires attribute 'axes'}}
  %0 = "norm.rms_norm"(%x) : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @rms_norm_result_type(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %h: tensor<4xf16>) {
  // expected-error@+2 {{'norm.rms_norm' op inferred type(s) 'tensor<3x4xf32>' are incompatible with return type(s) of operation 'tensor<4x3xf32>'}}
  // expected-error@+1 {{'norm.rms_norm' op failed to infer returned types}}
  %0 = "norm.rms_norm"(%x) <{axes = array<i64: 1>}> : (tensor<3x4xf32>) -> tensor<4x3xf32>
  return
}
