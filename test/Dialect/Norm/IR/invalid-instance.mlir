// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of instance normalization refuses, in its words.

func.func @instance_norm_c1_rank(%x: tensor<3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects an input of rank 2 or more; got rank 1}}
  %0 = norm.instance_norm %x channel_axis = 0 axes = [] epsilon = 1.0e-5 : tensor<3xf32>
  return
}

// -----

func.func @instance_norm_c2_channel_beyond_rank(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects channel_axis within rank 3; got 3}}
  %0:3 = norm.instance_norm %x channel_axis = 3 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c2_channel_extreme(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects channel_axis within rank 3; got -9223372036854775808}}
  %0:3 = norm.instance_norm %x channel_axis = -9223372036854775808 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c2_channel_in_axes(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects channel_axis outside axes; got 2 in both}}
  %0:3 = norm.instance_norm %x channel_axis = 2 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c3_axis_negative(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects axes within rank 3; got [-1]}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [-1] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c3_axes_descending(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects axes in ascending order without repetition; got [2, 0]}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2, 0] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c4_scale_shape(%x: tensor<2x3x4xf32>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects scale shape [3]; got [2]}}
  %0 = norm.instance_norm %x scale(%t : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c4_bias_shape(%x: tensor<2x3x4xf32>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects bias shape [3]; got [2]}}
  %0 = norm.instance_norm %x bias(%t : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c5_running_mean_shape(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running_mean shape [3]; got [2]}}
  %0:3 = norm.instance_norm %x running_mean(%t : tensor<2xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c5_running_variance_shape(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running_variance shape [3]; got [2]}}
  %0 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%t : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c6_mean_only(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running_mean and running_variance both given or both absent; got running_mean only}}
  %0:2 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c6_variance_only(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running_mean and running_variance both given or both absent; got running_variance only}}
  %0:2 = norm.instance_norm %x running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c7_scale_narrower(%x: tensor<2x3x4xf32>, %h: tensor<3xf16>) {
  // expected-error@+1 {{'norm.instance_norm' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.instance_norm %x scale(%h : tensor<3xf16>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c7_bias_narrower(%x: tensor<2x3x4xf32>, %h: tensor<3xbf16>) {
  // expected-error@+1 {{'norm.instance_norm' op expects bias of element type 'f32' or wider; got 'bf16'}}
  %0 = norm.instance_norm %x bias(%h : tensor<3xbf16>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c7_running_mean_narrower(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running_mean of element type 'f32' or wider; got 'f16'}}
  %0:3 = norm.instance_norm %x running_mean(%h : tensor<3xf16>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c7_running_variance_narrower(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running_variance of element type 'f32' or wider; got 'f16'}}
  %0:3 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%h : tensor<3xf16>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c8_epsilon_negative(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects a finite non-negative epsilon; got -1}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = -1.0 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c8_epsilon_infinite(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects a finite non-negative epsilon; got +Inf}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 0x7FF0000000000000 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c9_momentum_nan(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects a finite momentum; got NaN}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0x7FF8000000000000 : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c10_one_element(%x: tensor<2x3x1x1xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects more than 1 spatial element when training; got input size [2, 3, 1, 1]}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x1x1xf32>
  return
}

// -----

func.func @instance_norm_c10_no_axes(%x: tensor<?x3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects more than 1 spatial element when training; got input size [?, 3]}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<?x3xf32>
  return
}

// -----

func.func @instance_norm_c10_updated_one_element(%x: tensor<2x3x1xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects more than 1 spatial element when training; got input size [2, 3, 1]}}
  %0:3 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {use_running_stats} : tensor<2x3x1xf32>
  return
}

// -----

func.func @instance_norm_c11_return_statistics(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects no return_statistics with use_running_stats; got both}}
  %0:3 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics, update_running_stats = false, use_running_stats} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c12_accumulator_of_shifted(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 {accumulator = f32} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c12_accumulator_integer(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects accumulator f32 or f64; got 'i32'}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 {accumulator = i32} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c13_no_statistics(%x: tensor<2x3x4xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects running statistics with use_running_stats; got none}}
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x4xf32>
  return
}

// -----

func.func @instance_norm_c14_read_without_use(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.instance_norm' op expects update_running_stats = true without use_running_stats; got false}}
  %0 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {update_running_stats = false} : tensor<2x3x4xf32>
  return
}

// -----

// One spatial element is enough where the running statistics are used.
func.func @instance_norm_one_element(%x: tensor<2x3x1xf32>, %s: tensor<3xf32>) {
  %0 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x1xf32>
  return
}

// -----

// Nothing is returned where running statistics are only read.
func.func @instance_norm_number_of_results(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) {
  // expected-error@+2 {{'norm.instance_norm' op inferred type(s) 'tensor<2x3x4xf32>' are incompatible with return type(s) of operation 'tensor<2x3x4xf32>', 'tensor<3xf32>', 'tensor<3xf32>'}}
  // expected-error@+1 {{'norm.instance_norm' op failed to infer returned types}}
  %0:3 = "norm.instance_norm"(%x, %s, %s) <{axes = array<i64: 2>, channel_axis = 1 : i64, use_running_stats, update_running_stats = false, operandSegmentSizes = array<i32: 1, 0, 0, 1, 1>}> : (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}
