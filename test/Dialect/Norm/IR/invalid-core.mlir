// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of norm.stats and norm.merge_stats refuse, in their words.

func.func @stats_c1_no_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects at least 1 axis; got 0}}
  %0:2 = norm.stats <moments> %x axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c1_repeated_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects axes in ascending order without repetition; got [1, 1]}}
  %0:2 = norm.stats <moments> %x axes = [1, 1] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c1_descending_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects axes in ascending order without repetition; got [1, 0]}}
  %0:2 = norm.stats <moments> %x axes = [1, 0] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c1_axis_beyond_rank(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects axes within rank 2; got [0, 2]}}
  %0:2 = norm.stats <moments> %x axes = [0, 2] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c1_negative_axis(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects axes within rank 2; got [-1]}}
  %0 = norm.stats <second_moment> %x axes = [-1] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c1_extreme_axes(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects axes within rank 2; got [-9223372036854775808, 9223372036854775807]}}
  %0 = norm.stats <second_moment> %x axes = [-9223372036854775808, 9223372036854775807] : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c1_scalar_input(%x: tensor<f32>) {
  // expected-error@+1 {{'norm.stats' op expects axes within rank 0; got [0]}}
  %0:2 = norm.stats <moments> %x axes = [0] : tensor<f32>
  return
}

// -----

func.func @stats_c2_accumulator_kind(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects accumulator f32 or f64; got 'bf16'}}
  %0 = norm.stats <second_moment> %x axes = [1] {accumulator = bf16} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c2_accumulator_not_a_float(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects accumulator f32 or f64; got 'memref<4xf32>'}}
  %0:2 = norm.stats <moments> %x axes = [1] {accumulator = memref<4xf32>} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c2_accumulator_narrower(%x: tensor<3x4xf64>) {
  // expected-error@+1 {{'norm.stats' op expects an accumulator not narrower than the input's 'f64'; got 'f32'}}
  %0 = norm.stats <second_moment> %x axes = [1] {accumulator = f32} : tensor<3x4xf64>
  return
}

// -----

func.func @stats_c3_shifted_f64(%x: tensor<3x4xf64>) {
  // expected-error@+1 {{'norm.stats' op expects estimator two_pass for an input of element type f64; got shifted}}
  %0:2 = norm.stats <moments> %x axes = [1] {estimator = #norm.estimator<shifted>} : tensor<3x4xf64>
  return
}

// -----

func.func @stats_c3_shifted_f32_accumulator(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0:2 = norm.stats <moments> %x axes = [1] {accumulator = f32, estimator = #norm.estimator<shifted>} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c3_default_estimator_f32_accumulator(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects accumulator f64 for estimator shifted; got 'f32'}}
  %0:2 = norm.stats <moments> %x axes = [1] {accumulator = f32} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_c4_estimator_of_second_moment(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op expects no estimator with second_moment; got two_pass}}
  %0 = norm.stats <second_moment> %x axes = [1] {estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
  return
}

// -----

func.func @stats_input_integer(%x: tensor<3x4xi32>) {
  // expected-error@+1 {{'norm.stats' op operand #0 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<3x4xi32>'}}
  %0 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xi32>
  return
}

// -----

func.func @stats_input_f8(%x: tensor<3x4xf8E4M3FN>) {
  // expected-error@+1 {{'norm.stats' op operand #0 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<3x4xf8E4M3FN>'}}
  %0 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xf8E4M3FN>
  return
}

// -----

func.func @stats_input_unranked(%x: tensor<*xf32>) {
  // expected-error@+1 {{'norm.stats' op operand #0 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<*xf32>'}}
  %0 = "norm.stats"(%x) <{axes = array<i64: 0>, kind = #norm.statistic_kind<second_moment>}> : (tensor<*xf32>) -> tensor<f64>
  return
}

// -----

func.func @stats_input_encoding(%x: tensor<3x4xf32, "tiled">) {
  // expected-error@+1 {{'norm.stats' op operand #0 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<3x4xf32, "tiled">'}}
  %0 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xf32, "tiled">
  return
}

// -----

func.func @stats_missing_kind(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op requires attribute 'kind'}}
  %0 = "norm.stats"(%x) <{axes = array<i64: 1>}> : (tensor<3x4xf32>) -> tensor<3xf64>
  return
}

// -----

func.func @stats_missing_properties(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'norm.stats' op requires attribute 'axes'}}
  %0 = "norm.stats"(%x) : (tensor<3x4xf32>) -> tensor<3xf64>
  return
}

// -----

func.func @stats_number_of_results(%x: tensor<3x4xf32>) {
  // expected-error@+2 {{'norm.stats' op inferred type(s) 'tensor<3xf64>', 'tensor<3xf64>' are incompatible with return type(s) of operation 'tensor<3xf64>'}}
  // expected-error@+1 {{'norm.stats' op failed to infer returned types}}
  %0 = "norm.stats"(%x) <{axes = array<i64: 1>, kind = #norm.statistic_kind<moments>}> : (tensor<3x4xf32>) -> tensor<3xf64>
  return
}

// -----

func.func @stats_kind_of_result(%x: tensor<3x4xf32>) {
  // expected-error@+2 {{'norm.stats' op inferred type(s) 'tensor<3xf64>' are incompatible with return type(s) of operation 'tensor<4xf64>'}}
  // expected-error@+1 {{'norm.stats' op failed to infer returned types}}
  %0 = "norm.stats"(%x) <{axes = array<i64: 1>, kind = #norm.statistic_kind<second_moment>}> : (tensor<3x4xf32>) -> tensor<4xf64>
  return
}

// -----

func.func @merge_stats_c1_axis_beyond_rank(%m: tensor<4x8xf64>, %n: tensor<4xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op expects axis within rank 2; got 2}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<4xi64>) axis = 2 : tensor<4x8xf64>
  return
}

// -----

func.func @merge_stats_c1_negative_axis(%m: tensor<4x8xf64>, %n: tensor<4xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op expects axis within rank 2; got -9223372036854775808}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<4xi64>) axis = -9223372036854775808 : tensor<4x8xf64>
  return
}

// -----

func.func @merge_stats_c1_scalar_moments(%m: tensor<f64>, %n: tensor<1xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op expects axis within rank 0; got 0}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<1xi64>) axis = 0 : tensor<f64>
  return
}

// -----

func.func @merge_stats_c2_number_of_counts(%m: tensor<4x8xf64>, %n: tensor<8xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op expects counts shape [4]; got [8]}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<8xi64>) axis = 0 : tensor<4x8xf64>
  return
}

// -----

func.func @merge_stats_c2_counts_rank(%m: tensor<4x8xf64>, %n: tensor<4x1xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op operand #2 must be 1D tensor without encoding of 64-bit signless integer or index values, but got 'tensor<4x1xi64>'}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<4x1xi64>) axis = 0 : tensor<4x8xf64>
  return
}

// -----

func.func @merge_stats_c3_types(%m: tensor<4x8xf64>, %s: tensor<4x?xf64>, %n: tensor<4xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op failed to verify that all of {means, m2s} have same type}}
  %0:3 = "norm.merge_stats"(%m, %s, %n) <{axis = 0 : i64}> : (tensor<4x8xf64>, tensor<4x?xf64>, tensor<4xi64>) -> (tensor<8xf64>, tensor<8xf64>, tensor<i64>)
  return
}

// -----

func.func @merge_stats_moments_f32(%m: tensor<4xf32>, %n: tensor<4xi64>) {
  // expected-error@+1 {{'norm.merge_stats' op operand #0 must be ranked tensor without encoding of 64-bit float values, but got 'tensor<4xf32>'}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<4xi64>) axis = 0 : tensor<4xf32>
  return
}

// -----

func.func @merge_stats_counts_i32(%m: tensor<4xf64>, %n: tensor<4xi32>) {
  // expected-error@+1 {{'norm.merge_stats' op operand #2 must be 1D tensor without encoding of 64-bit signless integer or index values, but got 'tensor<4xi32>'}}
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<4xi32>) axis = 0 : tensor<4xf64>
  return
}

// -----

func.func @stats_c7_type(%x: tensor<3x4xf32>) -> tensor<3xf64> {
  // expected-error@+1 {{'norm.stats' op expects chain with moments, second_moment or abs_sum of bf16 or f16, without estimator and accumulator; got second_moment of 'f32'}}
  %0 = norm.stats <second_moment> %x axes = [1] {chain = 6 : i64} : tensor<3x4xf32>
  return %0 : tensor<3xf64>
}

// -----

func.func @stats_c7_length(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  // expected-error@+1 {{'norm.stats' op expects chain from 1 to 6; got 7}}
  %0 = norm.stats <second_moment> %x axes = [1] {chain = 7 : i64} : tensor<3x4xbf16>
  return %0 : tensor<3xf64>
}

// -----

func.func @stats_c7_kind(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  // expected-error@+1 {{'norm.stats' op expects chain with moments, second_moment or abs_sum of bf16 or f16, without estimator and accumulator; got abs_max of 'bf16'}}
  %0 = norm.stats <abs_max> %x axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
  return %0 : tensor<3xf64>
}

// -----

func.func @stats_c7_estimator(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  // expected-error@+1 {{'norm.stats' op expects chain with moments, second_moment or abs_sum of bf16 or f16, without estimator and accumulator; got moments of 'bf16' with estimator}}
  %0, %1 = norm.stats <moments> %x axes = [1] {chain = 6 : i64, estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  return %0 : tensor<3xf64>
}
