// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of norm.lp_normalize, and that of the statistics under it, refuse, in
// their words.

func.func @lp_normalize_c1_no_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects at least 1 axis; got 0}}
  %y = norm.lp_normalize %x axes = [] p = 2.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c1_axis_beyond_rank(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects axes within rank 2; got [0, 2]}}
  %y = norm.lp_normalize %x axes = [0, 2] p = 2.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c1_negative_axis(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects axes within rank 2; got [-1]}}
  %y = norm.lp_normalize %x axes = [-1] p = 2.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c1_descending_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects axes in ascending order without repetition; got [1, 0]}}
  %y = norm.lp_normalize %x axes = [1, 0] p = 2.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c1_repeated_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects axes in ascending order without repetition; got [0, 0]}}
  %y = norm.lp_normalize %x axes = [0, 0] p = 2.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c2_p_zero(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a positive p; got 0}}
  %y = norm.lp_normalize %x axes = [1] p = 0.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c2_p_negative(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a positive p; got -1}}
  %y = norm.lp_normalize %x axes = [1] p = -1.0 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c2_p_negative_infinity(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a positive p; got -Inf}}
  %y = norm.lp_normalize %x axes = [1] p = 0xFFF0000000000000 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c2_p_nan(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a positive p; got NaN}}
  %y = norm.lp_normalize %x axes = [1] p = 0x7FF8000000000000 epsilon = 0.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c3_negative_epsilon(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a finite non-negative epsilon; got -1}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = -1.0 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c3_infinite_epsilon(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a finite non-negative epsilon; got +Inf}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0x7FF0000000000000 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c3_nan_epsilon(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects a finite non-negative epsilon; got NaN}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0x7FF8000000000000 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c4_default_epsilon_of_f16(%x: tensor<3x4xf16>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects epsilon 0 or not below 5.9604644775390625E-8, the smallest positive 'f16'; got 9.9999999999999998E-13}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 : tensor<3x4xf16>
  return
}

// -----

func.func @lp_normalize_c4_epsilon_of_bf16(%x: tensor<3x4xbf16>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects epsilon 0 or not below 9.1835496157991212E-41, the smallest positive 'bf16'; got 9.0000000000000002E-41}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 9.0e-41 : tensor<3x4xbf16>
  return
}

// -----

func.func @lp_normalize_c4_epsilon_of_f32(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects epsilon 0 or not below 1.4012984643248171E-45, the smallest positive 'f32'; got 9.9999999999999998E-46}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-45 : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c5_accumulator_kind(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects accumulator f32 or f64; got 'bf16'}}
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0.0 {accumulator = bf16} : tensor<3x4xf32>
  return
}

// -----

func.func @lp_normalize_c5_accumulator_narrower(%x: tensor<3x4xf64>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects an accumulator not narrower than the input's 'f64'; got 'f32'}}
  %y = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 0.0 {accumulator = f32} : tensor<3x4xf64>
  return
}

// -----

func.func @lp_normalize_c5_accumulator_of_maximum(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.lp_normalize' op expects no accumulator for a maximum; got 'f32'}}
  %y = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.0 {accumulator = f32} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c4_estimator_of_magnitudes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects no estimator with abs_sum; got two_pass}}
  %0 = norm.stats <abs_sum> %x axes = [1] {estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c5_no_p(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects p with abs_power_sum and no other kind; got abs_power_sum without p}}
  %0:2 = norm.stats <abs_power_sum> %x axes = [1] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c5_p_of_another_kind(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects p with abs_power_sum and no other kind; got abs_max with p}}
  %0 = norm.stats <abs_max> %x axes = [1] {p = 2.0 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c5_p_zero(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects a finite positive p; got 0}}
  %0:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 0.0 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c5_p_infinite(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects a finite positive p; got +Inf}}
  %0:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 0x7FF0000000000000 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c6_accumulator_of_maximum(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects no accumulator for a maximum; got 'f64'}}
  %0 = norm.stats <abs_max> %x axes = [1] {accumulator = f64} : tensor<3x4xf32>
  return
}
