// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of batch normalization with given statistics refuses, in its
// words.

func.func @batch_norm_c1_rank(%x: tensor<3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects an input of rank 2 or more; got rank 1}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 0 epsilon = 1.0e-5 : tensor<3xf32>
  return
}

// -----

func.func @batch_norm_c1_scalar(%x: tensor<f32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects an input of rank 2 or more; got rank 0}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 0 epsilon = 1.0e-5 : tensor<f32>
  return
}

// -----

func.func @batch_norm_c2_channel_beyond_rank(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects channel_axis within rank 2; got 2}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 2 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c2_channel_negative(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects channel_axis within rank 2; got -1}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = -1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c3_mean_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects mean shape [3]; got [2]}}
  %0 = norm.batch_norm %x mean(%t : tensor<2xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c3_variance_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects variance shape [3]; got [2]}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%t : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c3_variance_rank(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>, %r: tensor<3x1xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects variance shape [3]; got [3, 1]}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%r : tensor<3x1xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c4_scale_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects scale shape [3]; got [2]}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) scale(%t : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c4_bias_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects bias shape [3]; got [2]}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) bias(%t : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c5_mean_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects mean of element type 'f32' or wider; got 'f16'}}
  %0 = norm.batch_norm %x mean(%h : tensor<3xf16>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c5_variance_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects variance of element type 'f32' or wider; got 'f16'}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%h : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c5_scale_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) scale(%h : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c5_bias_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects bias of element type 'f32' or wider; got 'f16'}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) bias(%h : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c6_epsilon_negative(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects a finite non-negative epsilon; got -1}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = -1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c6_epsilon_infinite(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expects a finite non-negative epsilon; got -Inf}}
  %0 = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 0xFFF0000000000000 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_mean_integer(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>, %i: tensor<3xi32>) {
  // expected-error@+1 {{'norm.batch_norm' op operand #1 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<3xi32>'}}
  %0 = norm.batch_norm %x mean(%i : tensor<3xi32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_without_statistics(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op expected 3 or more operands, but found 1}}
  %0 = "norm.batch_norm"(%x) <{channel_axis = 1 : i64, operandSegmentSizes = array<i32: 1, 0, 0, 0, 0>}> : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_missing_channel(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm' op requires attribute 'channel_axis'}}
  %0 = "norm.batch_norm"(%x, %s, %s) <{operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}
