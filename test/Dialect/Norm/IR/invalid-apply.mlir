// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of norm.apply and norm.require refuse, in their words.

func.func @apply_c1_statistics_axes_order(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects statistics_axes in ascending order without repetition; got [1, 0]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) statistics_axes = [1, 0] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c1_statistics_axis_beyond_rank(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects statistics_axes within rank 2; got [2]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) statistics_axes = [2] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c1_affine_axis_negative(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects affine_axes within rank 2; got [-1]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) statistics_axes = [0] affine_axes = [-1] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c1_affine_axes_repeated(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects affine_axes in ascending order without repetition; got [1, 1]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) statistics_axes = [0] affine_axes = [1, 1] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c2_mean_shape(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>, %m: tensor<4xf64>) {
  // expected-error@+1 {{'norm.apply' op expects mean shape [3]; got [4]}}
  %0 = norm.apply %x mean(%m : tensor<4xf64>) rstd(%s : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c2_rstd_rank(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects rstd shape [3, 4]; got [3]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) statistics_axes = [0, 1] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c3_scale_shape(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects scale shape [3]; got [4]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [0] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c3_bias_rank(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects bias shape []; got [4]}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) bias(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c4_mean_narrower(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects mean of element type 'f32' or wider; got 'f16'}}
  %0 = norm.apply %x mean(%h : tensor<3xf16>) rstd(%s : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c4_rstd_narrower_than_compute_type(%x: tensor<3x4xf16>, %h: tensor<3xf16>) {
  // expected-error@+1 {{'norm.apply' op expects rstd of element type 'f32' or wider; got 'f16'}}
  %0 = norm.apply %x rstd(%h : tensor<3xf16>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf16>
  return
}

// -----

func.func @apply_c5_scale_narrower(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects scale of element type 'f32' or wider; got 'f16'}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) scale(%u : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c5_bias_other_16_bit_type(%x: tensor<3x4xbf16>, %s: tensor<3xf32>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects bias of element type 'bf16' or wider; got 'f16'}}
  %0 = norm.apply %x rstd(%s : tensor<3xf32>) bias(%u : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xbf16>
  return
}

// -----

func.func @apply_c6_offset_infinite(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects a finite scale_offset; got -Inf}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] {scale_offset = 0xFFF0000000000000 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @apply_c6_offset_without_scale(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op expects scale_offset 0 without a scale; got 1}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) statistics_axes = [0] affine_axes = [1] {scale_offset = 1.0 : f64} : tensor<3x4xf32>
  return
}

// -----

func.func @apply_offset_type(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op attribute 'scale_offset' failed to satisfy constraint: 64-bit float attribute}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] {scale_offset = 1.0 : f32} : tensor<3x4xf32>
  return
}

// -----

func.func @apply_mean_integer(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>, %m: tensor<3xi64>) {
  // expected-error@+1 {{'norm.apply' op operand #1 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<3xi64>'}}
  %0 = norm.apply %x mean(%m : tensor<3xi64>) rstd(%s : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_scale_unranked(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>, %m: tensor<*xf32>) {
  // expected-error@+1 {{'norm.apply' op operand #2 must be ranked tensor without encoding of 64-bit float or 32-bit float or bfloat16 type or 16-bit float values, but got 'tensor<*xf32>'}}
  %0 = norm.apply %x rstd(%s : tensor<3xf64>) scale(%m : tensor<*xf32>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  return
}

// -----

func.func @apply_result_type(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+2 {{'norm.apply' op inferred type(s) 'tensor<3x4xf32>' are incompatible with return type(s) of operation 'tensor<3x4xf16>'}}
  // expected-error@+1 {{'norm.apply' op failed to infer returned types}}
  %0 = "norm.apply"(%x, %s) <{statistics_axes = array<i64: 0>, affine_axes = array<i64>, operandSegmentSizes = array<i32: 1, 0, 1, 0, 0>}> : (tensor<3x4xf32>, tensor<3xf64>) -> tensor<3x4xf16>
  return
}

// -----

func.func @apply_missing_segments(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op operand count (2) does not match with the total size (0) specified in attribute 'operandSegmentSizes'}}
  %0 = "norm.apply"(%x, %s) <{statistics_axes = array<i64: 0>, affine_axes = array<i64>}> : (tensor<3x4xf32>, tensor<3xf64>) -> tensor<3x4xf32>
  return
}

// -----

func.func @apply_missing_axes(%x: tensor<3x4xf32>, %s: tensor<3xf64>, %w: tensor<4xf32>, %h: tensor<3xf16>, %u: tensor<4xf16>) {
  // expected-error@+1 {{'norm.apply' op requires attribute 'affine_axes'}}
  %0 = "norm.apply"(%x, %s) <{statistics_axes = array<i64: 0>, operandSegmentSizes = array<i32: 1, 0, 1, 0, 0>}> : (tensor<3x4xf32>, tensor<3xf64>) -> tensor<3x4xf32>
  return
}

// -----

func.func @require_c1_unused_value(%c: i1, %n: index) {
  // expected-error@+1 {{'norm.require' op expects every value in the message; got no placeholder for value 1}}
  norm.require %c, "expects {0}"(%n, %n : index, index)
  return
}

// -----

func.func @require_c1_placeholder_without_value(%c: i1, %n: index) {
  // expected-error@+1 {{'norm.require' op expects placeholders below 1; got 1}}
  norm.require %c, "expects {0}; got {1}"(%n : index)
  return
}

// -----

func.func @require_c1_placeholder_without_values(%c: i1) {
  // expected-error@+1 {{'norm.require' op expects placeholders below 0; got 0}}
  norm.require %c, "expects {0}"
  return
}

// -----

func.func @require_c1_open_brace(%c: i1, %n: index) {
  // expected-error@+1 {{'norm.require' op expects placeholders of the form {0} in "{0} {"}}
  norm.require %c, "{0} {"(%n : index)
  return
}

// -----

func.func @require_c1_closing_brace(%c: i1, %n: index) {
  // expected-error@+1 {{'norm.require' op expects placeholders of the form {0} in "} {0}"}}
  norm.require %c, "} {0}"(%n : index)
  return
}

// -----

func.func @require_c1_negative_placeholder(%c: i1, %n: index) {
  // expected-error@+1 {{'norm.require' op expects placeholders of the form {0} in "{-1} {0}"}}
  norm.require %c, "{-1} {0}"(%n : index)
  return
}

// -----

func.func @require_c1_huge_placeholder(%c: i1, %n: index) {
  // expected-error@+1 {{'norm.require' op expects placeholders of the form {0} in "{0} {18446744073709551616}"}}
  norm.require %c, "{0} {18446744073709551616}"(%n : index)
  return
}

// -----

func.func @require_condition_type(%c: i8) {
  // expected-error@+1 {{'norm.require' op operand #0 must be 1-bit signless integer, but got 'i8'}}
  "norm.require"(%c) <{message = "expects"}> : (i8) -> ()
  return
}

// -----

func.func @require_value_type(%c: i1, %n: i32) {
  // expected-error@+1 {{'norm.require' op operand #1 must be variadic of index or 64-bit signless integer, but got 'i32'}}
  norm.require %c, "{0}"(%n : i32)
  return
}
