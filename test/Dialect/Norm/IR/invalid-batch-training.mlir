// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of batch normalization with the batch's own statistics refuses,
// in its words.

func.func @batch_norm_training_c1_rank(%x: tensor<3xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects an input of rank 2 or more; got rank 1}}
  %0 = norm.batch_norm_training %x channel_axis = 0 epsilon = 1.0e-5 : tensor<3xf32>
  return
}

// -----

func.func @batch_norm_training_c2_channel_beyond_rank(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects channel_axis within rank 2; got 2}}
  %0:3 = norm.batch_norm_training %x channel_axis = 2 epsilon = 1.0e-5 {return_statistics} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c2_channel_extreme(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects channel_axis within rank 2; got -9223372036854775808}}
  %0:3 = norm.batch_norm_training %x channel_axis = -9223372036854775808 epsilon = 1.0e-5 {return_statistics} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c3_scale_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects scale shape [3]; got [2]}}
  %0 = norm.batch_norm_training %x scale(%t : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c3_bias_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects bias shape [3]; got [2]}}
  %0 = norm.batch_norm_training %x bias(%t : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c4_running_mean_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running_mean shape [3]; got [2]}}
  %0:3 = norm.batch_norm_training %x running_mean(%t : tensor<2xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c4_running_variance_shape(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running_variance shape [3]; got [2]}}
  %0:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%t : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c5_mean_only(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running_mean and running_variance both given or both absent; got running_mean only}}
  %0:2 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c5_variance_only(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running_mean and running_variance both given or both absent; got running_variance only}}
  %0:2 = norm.batch_norm_training %x running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c6_scale_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.batch_norm_training %x scale(%h : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c6_bias_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects bias of element type 'f32' or wider; got 'f16'}}
  %0 = norm.batch_norm_training %x bias(%h : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c6_running_mean_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running_mean of element type 'f32' or wider; got 'f16'}}
  %0:3 = norm.batch_norm_training %x running_mean(%h : tensor<3xf16>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c6_running_variance_narrower(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running_variance of element type 'f32' or wider; got 'f16'}}
  %0:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%h : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c7_epsilon_zero(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects a finite positive epsilon; got 0}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 0.0 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c7_epsilon_negative(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects a finite positive epsilon; got -1}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = -1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c7_epsilon_nan(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects a finite positive epsilon; got NaN}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 0x7FF8000000000000 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c8_momentum_nan(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects a finite momentum; got NaN}}
  %0:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0x7FF8000000000000 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c8_momentum_infinite(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects a finite momentum; got +Inf}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 momentum = 0x7FF0000000000000 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c8_no_momentum_and_no_counter(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects momentum or num_batches_tracked with running statistics; got neither}}
  %0:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c9_one_value_per_channel(%x: tensor<1x3x1xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects more than 1 value per channel when training; got input size [1, 3, 1]}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<1x3x1xf32>
  return
}

// -----

func.func @batch_norm_training_c9_one_value_dynamic_channels(%x: tensor<1x?xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects more than 1 value per channel when training; got input size [1, ?]}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<1x?xf32>
  return
}

// -----

func.func @batch_norm_training_c10_accumulator_of_shifted(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 {accumulator = f32} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c10_shifted_f64(%x: tensor<2x3xf64>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects estimator two_pass for an input of element type f64; got shifted}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 {estimator = #norm.estimator<shifted>} : tensor<2x3xf64>
  return
}

// -----

func.func @batch_norm_training_c11_rank_repeated(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects each rank of process_group once; got 0 again}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 {process_group = array<i64: 0, 1, 0>} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c11_rank_negative(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects ranks of process_group not below 0; got -1}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 {process_group = array<i64: 0, -1>} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_running_mean_unranked(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>, %u: tensor<*xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op operand #1 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<*xf32>'}}
  %0:3 = norm.batch_norm_training %x running_mean(%u : tensor<*xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_counter_type(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>, %n: tensor<1xi64>) {
  // expected-error@+1 {{'norm.batch_norm_training' op operand #1 must be 0D tensor without encoding of 64-bit signless integer values, but got 'tensor<1xi64>'}}
  %0:2 = norm.batch_norm_training %x num_batches_tracked(%n : tensor<1xi64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_result_type(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+2 {{'norm.batch_norm_training' op inferred type(s) 'tensor<2x3xf32>', 'tensor<3xf32>', 'tensor<3xf32>' are incompatible with return type(s) of operation 'tensor<2x3xf32>', 'tensor<3xf32>', 'tensor<?xf32>'}}
  // expected-error@+1 {{'norm.batch_norm_training' op failed to infer returned types}}
  %0:3 = "norm.batch_norm_training"(%x, %s, %s) <{channel_axis = 1 : i64, momentum = 0.1 : f64, operandSegmentSizes = array<i32: 1, 0, 0, 1, 1, 0>}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<?xf32>)
  return
}

// -----

func.func @batch_norm_training_number_of_results(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %h: tensor<3xf16>, %t: tensor<2xf32>) {
  // expected-error@+2 {{'norm.batch_norm_training' op inferred type(s) 'tensor<2x3xf32>', 'tensor<3xf32>', 'tensor<3xf32>' are incompatible with return type(s) of operation 'tensor<2x3xf32>'}}
  // expected-error@+1 {{'norm.batch_norm_training' op failed to infer returned types}}
  %0 = "norm.batch_norm_training"(%x) <{channel_axis = 1 : i64, return_statistics, operandSegmentSizes = array<i32: 1, 0, 0, 0, 0, 0>}> : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c9_one_value_to_update_by(%x: tensor<1x3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects more than 1 value per channel when training; got input size [1, 3]}}
  %0:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {use_running_stats} : tensor<1x3xf32>
  return
}

// -----

func.func @batch_norm_training_c12_used_but_absent(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects running statistics with use_running_stats; got none}}
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 {use_running_stats} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c13_neither_used_nor_updated(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects update_running_stats = true without use_running_stats; got false}}
  %0 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 {update_running_stats = false} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_c13_counter_of_no_update(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) {
  // expected-error@+1 {{'norm.batch_norm_training' op expects no num_batches_tracked with update_running_stats = false; got one}}
  %0:2 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_training_update_not_a_bool(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error@+1 {{'norm.batch_norm_training' op attribute 'update_running_stats' failed to satisfy constraint: bool attribute}}
  %0:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {update_running_stats = 0 : i64} : tensor<2x3xf32>
  return
}
