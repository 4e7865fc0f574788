// Division by a p-norm: exponents, axes, epsilon, zero vectors, element types, sizes and
// magnitudes, verified against the reference.
// RUN: norm-runner %s --all --verify | FileCheck %s --check-prefix=ALL
// RUN: norm-runner %s --entry=exponents --precision=4 | FileCheck %s --check-prefix=EXPONENTS
// RUN: norm-runner %s --entry=axes --precision=4 | FileCheck %s --check-prefix=AXES
// RUN: norm-runner %s --entry=zeros --precision=4 | FileCheck %s --check-prefix=ZEROS
// RUN: norm-runner %s --entry=magnitudes --precision=4 | FileCheck %s --check-prefix=MAGNITUDES

// ALL: {{^}}@exponents{{$}}
func.func @exponents() -> (tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<1x3xf32>, tensor<1x3xf32>) {
  // A row of norm 0 is divided by epsilon.
  // EXPONENTS: result 0: 3x3xf32
  // EXPONENTS: 0.4286{{ *}}-0.5714{{ *}}{{-?}}0.
  // EXPONENTS: 0.2{{ *}}0.4{{ *}}0.4
  // EXPONENTS: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
  // EXPONENTS: result 1: 3xf32
  // EXPONENTS: 7.{{ *}}5.{{ *}}{{-?}}0.
  %x0 = arith.constant dense<[[3.0, -4.0, 0.0], [1.0, 2.0, 2.0], [0.0, 0.0, 0.0]]> : tensor<3x3xf32>
  %p_one, %p_one_norm = norm.lp_normalize %x0 axes = [1] p = 1.000000e+00 epsilon = 1.000000e-12 {return_statistics} : tensor<3x3xf32>
  // EXPONENTS: result 2: 3x3xf32
  // EXPONENTS: 0.6{{ *}}-0.8{{ *}}{{-?}}0.
  // EXPONENTS: 0.3333{{ *}}0.6667{{ *}}0.6667
  // EXPONENTS: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
  // EXPONENTS: result 3: 3xf32
  // EXPONENTS: 5.{{ *}}3.{{ *}}{{-?}}0.
  %p_two, %p_two_norm = norm.lp_normalize %x0 axes = [1] p = 2.000000e+00 epsilon = 1.000000e-12 {return_statistics} : tensor<3x3xf32>
  // EXPONENTS: result 4: 3x3xf32
  // EXPONENTS: 0.667{{ *}}-0.8893{{ *}}{{-?}}0.
  // EXPONENTS: 0.3889{{ *}}0.7778{{ *}}0.7778
  // EXPONENTS: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
  // EXPONENTS: result 5: 3xf32
  // EXPONENTS: 4.4979{{ *}}2.5713{{ *}}{{-?}}0.
  %p_three, %p_three_norm = norm.lp_normalize %x0 axes = [1] p = 3.000000e+00 epsilon = 1.000000e-12 {return_statistics} : tensor<3x3xf32>
  // EXPONENTS: result 6: 3x3xf32
  // EXPONENTS: 0.2154{{ *}}-0.2872{{ *}}{{-?}}0.
  // EXPONENTS: 0.0682{{ *}}0.1365{{ *}}0.1365
  // EXPONENTS: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
  // EXPONENTS: result 7: 3xf32
  // EXPONENTS: 13.9282{{ *}}14.6569{{ *}}{{-?}}0.
  %p_half, %p_half_norm = norm.lp_normalize %x0 axes = [1] p = 5.000000e-01 epsilon = 1.000000e-12 {return_statistics} : tensor<3x3xf32>
  // EXPONENTS: result 8: 3x3xf32
  // EXPONENTS: 0.6399{{ *}}-0.8532{{ *}}{{-?}}0.
  // EXPONENTS: 0.3663{{ *}}0.7326{{ *}}0.7326
  // EXPONENTS: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
  // EXPONENTS: result 9: 3xf32
  // EXPONENTS: 4.6881{{ *}}2.73{{ *}}{{-?}}0.
  %p_two_and_a_half, %p_two_and_a_half_norm = norm.lp_normalize %x0 axes = [1] p = 2.500000e+00 epsilon = 1.000000e-12 {return_statistics} : tensor<3x3xf32>
  // EXPONENTS: result 10: 3x3xf32
  // EXPONENTS: 0.75{{ *}}-1.{{ *}}{{-?}}0.
  // EXPONENTS: 0.5{{ *}}1.{{ *}}1.
  // EXPONENTS: {{-?}}0.{{ *}}{{-?}}0.{{ *}}{{-?}}0.
  // EXPONENTS: result 11: 3xf32
  // EXPONENTS: 4.{{ *}}2.{{ *}}{{-?}}0.
  %p_inf, %p_inf_norm = norm.lp_normalize %x0 axes = [1] p = inf epsilon = 1.000000e-12 {return_statistics} : tensor<3x3xf32>
  // EXPONENTS: result 12: 1x3xf32
  // EXPONENTS: 0.75{{ *}}-1.{{ *}}0.25
  %x1 = arith.constant dense<[[3.0e+20, -4.0e+20, 1.0e+20]]> : tensor<1x3xf32>
  %p_hundred = norm.lp_normalize %x1 axes = [1] p = 1.000000e+02 epsilon = 0.000000e+00 : tensor<1x3xf32>
  // |x|^p overflows f64, |x| / max(|x|) does not.
  // EXPONENTS: result 13: 1x3xf32
  // EXPONENTS: 0.75{{ *}}-1.{{ *}}0.25
  %p_thousand = norm.lp_normalize %x1 axes = [1] p = 1.000000e+03 epsilon = 0.000000e+00 : tensor<1x3xf32>
  return %p_one, %p_one_norm, %p_two, %p_two_norm, %p_three, %p_three_norm, %p_half, %p_half_norm, %p_two_and_a_half, %p_two_and_a_half_norm, %p_inf, %p_inf_norm, %p_hundred, %p_thousand : tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3xf32>, tensor<1x3xf32>, tensor<1x3xf32>
}

// ALL: {{^}}@axes{{$}}
func.func @axes() -> (tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<f32>, tensor<2x2x2xf32>) {
  // AXES: result 0: 2x2x2xf32
  // AXES: 0.0714{{ *}}-0.1429
  // AXES: 0.1364{{ *}}0.1818
  // AXES: 0.3571{{ *}}0.4286
  // AXES: 0.3182{{ *}}-0.3636
  // AXES: result 1: 2xf32
  // AXES: 14.{{ *}}22.
  %x0 = arith.constant dense<[[[1.0, -2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, -8.0]]]> : tensor<2x2x2xf32>
  %two_axes_p_one, %two_axes_p_one_norm = norm.lp_normalize %x0 axes = [0, 2] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x2x2xf32>
  // AXES: result 2: 2x2x2xf32
  // AXES: 0.1231{{ *}}-0.2462
  // AXES: 0.2554{{ *}}0.3405
  // AXES: 0.6155{{ *}}0.7385
  // AXES: 0.5959{{ *}}-0.681
  // AXES: result 3: 2xf32
  // AXES: 8.124{{ *}}11.7473
  %two_axes_p_two, %two_axes_p_two_norm = norm.lp_normalize %x0 axes = [0, 2] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x2x2xf32>
  // AXES: result 4: 2x2x2xf32
  // AXES: 0.1667{{ *}}-0.3333
  // AXES: 0.375{{ *}}0.5
  // AXES: 0.8333{{ *}}1.
  // AXES: 0.875{{ *}}-1.
  // AXES: result 5: 2xf32
  // AXES: 6.{{ *}}8.
  %two_axes_p_inf, %two_axes_p_inf_norm = norm.lp_normalize %x0 axes = [0, 2] p = inf epsilon = 0.000000e+00 {return_statistics} : tensor<2x2x2xf32>
  // AXES: result 6: 2x2x2xf32
  // AXES: 0.1419{{ *}}-0.2838
  // AXES: 0.3056{{ *}}0.4075
  // AXES: 0.7095{{ *}}0.8514
  // AXES: 0.7131{{ *}}-0.8149
  // AXES: result 7: 2xf32
  // AXES: 7.0473{{ *}}9.8167
  %two_axes_p_three, %two_axes_p_three_norm = norm.lp_normalize %x0 axes = [0, 2] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x2x2xf32>
  // AXES: result 8: 2x2x2xf32
  // AXES: 0.07{{ *}}-0.14
  // AXES: 0.21{{ *}}0.2801
  // AXES: 0.3501{{ *}}0.4201
  // AXES: 0.4901{{ *}}-0.5601
  // AXES: result 9: f32
  // AXES: 14.28
  %all_axes, %all_axes_norm = norm.lp_normalize %x0 axes = [0, 1, 2] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x2x2xf32>
  // AXES: result 10: 2x2x2xf32
  // AXES: 0.3162{{ *}}-0.4472
  // AXES: 0.9487{{ *}}0.8944
  // AXES: 0.5812{{ *}}0.6
  // AXES: 0.8137{{ *}}-0.8
  %inner_axis = norm.lp_normalize %x0 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 : tensor<2x2x2xf32>
  return %two_axes_p_one, %two_axes_p_one_norm, %two_axes_p_two, %two_axes_p_two_norm, %two_axes_p_inf, %two_axes_p_inf_norm, %two_axes_p_three, %two_axes_p_three_norm, %all_axes, %all_axes_norm, %inner_axis : tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<f32>, tensor<2x2x2xf32>
}

// ALL: {{^}}@zeros{{$}}
func.func @zeros() -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) {
  // Norm 5 is below epsilon 10, norm 30 is not.
  // ZEROS: result 0: 2x2xf32
  // ZEROS: 0.3{{ *}}0.4
  // ZEROS: 0.6{{ *}}0.8
  %x0 = arith.constant dense<[[3.0, 4.0], [18.0, 24.0]]> : tensor<2x2xf32>
  %epsilon_bounds_the_norm = norm.lp_normalize %x0 axes = [1] p = 2.000000e+00 epsilon = 1.000000e+01 : tensor<2x2xf32>
  // Without epsilon a vector of norm 0 becomes NaN, or stays 0.
  // ZEROS: result 1: 2x2xf32
  // ZEROS: nan{{ *}}nan
  // ZEROS: 0.6{{ *}}0.8
  %x1 = arith.constant dense<[[0.0, 0.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %zero_norm_nan = norm.lp_normalize %x1 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 : tensor<2x2xf32>
  // ZEROS: result 2: 2x2xf32
  // ZEROS: {{-?}}0.{{ *}}{{-?}}0.
  // ZEROS: 1.{{ *}}{{-?}}0.
  %x2 = arith.constant dense<[[0.0, -0.0], [3.0, 0.0]]> : tensor<2x2xf32>
  %zero_norm_zero_p_one = norm.lp_normalize %x2 axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<2x2xf32>
  // ZEROS: result 3: 2x2xf32
  // ZEROS: {{-?}}0.{{ *}}{{-?}}0.
  // ZEROS: 1.{{ *}}{{-?}}0.
  %zero_norm_zero_p_two = norm.lp_normalize %x2 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<2x2xf32>
  // ZEROS: result 4: 2x2xf32
  // ZEROS: {{-?}}0.{{ *}}{{-?}}0.
  // ZEROS: 1.{{ *}}{{-?}}0.
  %zero_norm_zero_p_three = norm.lp_normalize %x2 axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<2x2xf32>
  // ZEROS: result 5: 2x2xf32
  // ZEROS: {{-?}}0.{{ *}}{{-?}}0.
  // ZEROS: 1.{{ *}}{{-?}}0.
  %zero_norm_zero_p_inf = norm.lp_normalize %x2 axes = [1] p = inf epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<2x2xf32>
  return %epsilon_bounds_the_norm, %zero_norm_nan, %zero_norm_zero_p_one, %zero_norm_zero_p_two, %zero_norm_zero_p_three, %zero_norm_zero_p_inf : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
}

// ALL: {{^}}@magnitudes{{$}}
func.func @magnitudes() -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<1x5xf32>, tensor<1x2xf32>, tensor<1x4xf64>, tensor<1xf64>, tensor<1x4xbf16>, tensor<1xf32>, tensor<1x4xf16>, tensor<1xf32>, tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>) {
  // MAGNITUDES: result 0: 2x3xf32
  // MAGNITUDES: 0.4286{{ *}}-0.5714{{ *}}{{-?}}0.
  // MAGNITUDES: 0.2{{ *}}0.4{{ *}}0.4
  %x0 = arith.constant dense<[[7.5e+37, -1.0e+38, 0.0], [2.5e+37, 5.0e+37, 5.0e+37]]> : tensor<2x3xf32>
  %huge_p_one = norm.lp_normalize %x0 axes = [1] p = 1.000000e+00 epsilon = 1.000000e-12 : tensor<2x3xf32>
  // MAGNITUDES: result 1: 2x3xf32
  // MAGNITUDES: 0.4286{{ *}}-0.5714{{ *}}{{-?}}0.
  // MAGNITUDES: 0.2{{ *}}0.4{{ *}}0.4
  %x1 = arith.constant dense<[[3.0e-38, -4.0e-38, 0.0], [1.0e-38, 2.0e-38, 2.0e-38]]> : tensor<2x3xf32>
  %tiny_p_one = norm.lp_normalize %x1 axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 : tensor<2x3xf32>
  // MAGNITUDES: result 2: 2x3xf32
  // MAGNITUDES: 0.6{{ *}}-0.8{{ *}}{{-?}}0.
  // MAGNITUDES: 0.3333{{ *}}0.6667{{ *}}0.6667
  %huge_p_two = norm.lp_normalize %x0 axes = [1] p = 2.000000e+00 epsilon = 1.000000e-12 : tensor<2x3xf32>
  // MAGNITUDES: result 3: 2x3xf32
  // MAGNITUDES: 0.6{{ *}}-0.8{{ *}}{{-?}}0.
  // MAGNITUDES: 0.3333{{ *}}0.6667{{ *}}0.6667
  %tiny_p_two = norm.lp_normalize %x1 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 : tensor<2x3xf32>
  // MAGNITUDES: result 4: 2x3xf32
  // MAGNITUDES: 0.667{{ *}}-0.8893{{ *}}{{-?}}0.
  // MAGNITUDES: 0.3889{{ *}}0.7778{{ *}}0.7778
  %huge_p_three = norm.lp_normalize %x0 axes = [1] p = 3.000000e+00 epsilon = 1.000000e-12 : tensor<2x3xf32>
  // MAGNITUDES: result 5: 2x3xf32
  // MAGNITUDES: 0.667{{ *}}-0.8893{{ *}}{{-?}}0.
  // MAGNITUDES: 0.3889{{ *}}0.7778{{ *}}0.7778
  %tiny_p_three = norm.lp_normalize %x1 axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 : tensor<2x3xf32>
  // MAGNITUDES: result 6: 2x3xf32
  // MAGNITUDES: 0.2154{{ *}}-0.2872{{ *}}{{-?}}0.
  // MAGNITUDES: 0.0682{{ *}}0.1365{{ *}}0.1365
  %huge_p_half = norm.lp_normalize %x0 axes = [1] p = 5.000000e-01 epsilon = 1.000000e-12 : tensor<2x3xf32>
  // MAGNITUDES: result 7: 2x3xf32
  // MAGNITUDES: 0.2154{{ *}}-0.2872{{ *}}{{-?}}0.
  // MAGNITUDES: 0.0682{{ *}}0.1365{{ *}}0.1365
  %tiny_p_half = norm.lp_normalize %x1 axes = [1] p = 5.000000e-01 epsilon = 0.000000e+00 : tensor<2x3xf32>
  // MAGNITUDES: result 8: 2x3xf32
  // MAGNITUDES: 0.75{{ *}}-1.{{ *}}{{-?}}0.
  // MAGNITUDES: 0.5{{ *}}1.{{ *}}1.
  %huge_p_inf = norm.lp_normalize %x0 axes = [1] p = inf epsilon = 1.000000e-12 : tensor<2x3xf32>
  // MAGNITUDES: result 9: 2x3xf32
  // MAGNITUDES: 0.75{{ *}}-1.{{ *}}{{-?}}0.
  // MAGNITUDES: 0.5{{ *}}1.{{ *}}1.
  %tiny_p_inf = norm.lp_normalize %x1 axes = [1] p = inf epsilon = 0.000000e+00 : tensor<2x3xf32>
  // The norm is no f32, the quotients are.
  // MAGNITUDES: result 10: 1x5xf32
  // MAGNITUDES: 0.2{{ *}}0.2{{ *}}0.2{{ *}}0.2{{ *}}0.2
  %x2 = arith.constant dense<[[3.0e+38, 3.0e+38, 3.0e+38, 3.0e+38, 3.0e+38]]> : tensor<1x5xf32>
  %sum_beyond_f32 = norm.lp_normalize %x2 axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 : tensor<1x5xf32>
  // The reciprocal of the norm is no f32.
  // MAGNITUDES: result 11: 1x2xf32
  // MAGNITUDES: 0.6{{ *}}0.8
  %x3 = arith.constant dense<[[3.0e-41, 4.0e-41]]> : tensor<1x2xf32>
  %denormals = norm.lp_normalize %x3 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 : tensor<1x2xf32>
  // MAGNITUDES: result 12: 1x4xf64
  // MAGNITUDES: 0.5{{ *}}-0.5{{ *}}0.5{{ *}}0.5
  // MAGNITUDES: result 13: 1xf64
  // MAGNITUDES: 2.
  %x4 = arith.constant dense<[[1.0, -1.0, 1.0, 1.0]]> : tensor<1x4xf64>
  %type_f64, %type_f64_norm = norm.lp_normalize %x4 axes = [1] p = 2.000000e+00 epsilon = 1.000000e-12 {return_statistics} : tensor<1x4xf64>
  // MAGNITUDES: result 14: 1x4xbf16
  // MAGNITUDES: 0.5{{ *}}-0.5{{ *}}0.5{{ *}}0.5
  // MAGNITUDES: result 15: 1xf32
  // MAGNITUDES: 2.
  %x5 = arith.constant dense<[[1.0, -1.0, 1.0, 1.0]]> : tensor<1x4xbf16>
  %type_bf16, %type_bf16_norm = norm.lp_normalize %x5 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<1x4xbf16>
  // MAGNITUDES: result 16: 1x4xf16
  // MAGNITUDES: 0.5{{ *}}-0.5{{ *}}0.5{{ *}}0.5
  // MAGNITUDES: result 17: 1xf32
  // MAGNITUDES: 2.
  %x6 = arith.constant dense<[[1.0, -1.0, 1.0, 1.0]]> : tensor<1x4xf16>
  %type_f16, %type_f16_norm = norm.lp_normalize %x6 axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<1x4xf16>
  // NaN makes its group NaN, an infinity itself NaN and the others 0.
  // MAGNITUDES: result 18: 3x3xf32
  // MAGNITUDES: nan{{ *}}nan{{ *}}nan
  // MAGNITUDES: 0.{{ *}}nan{{ *}}0.
  // MAGNITUDES: 0.{{ *}}1.{{ *}}0.
  %x7 = arith.constant dense<[[1.0, 0x7FC00000, 2.0], [1.0, 0x7F800000, 2.0], [0.0, 2.0, 0.0]]> : tensor<3x3xf32>
  %not_finite_p_one = norm.lp_normalize %x7 axes = [1] p = 1.000000e+00 epsilon = 1.000000e-12 : tensor<3x3xf32>
  // MAGNITUDES: result 19: 3x3xf32
  // MAGNITUDES: nan{{ *}}nan{{ *}}nan
  // MAGNITUDES: 0.{{ *}}nan{{ *}}0.
  // MAGNITUDES: 0.{{ *}}1.{{ *}}0.
  %not_finite_p_two = norm.lp_normalize %x7 axes = [1] p = 2.000000e+00 epsilon = 1.000000e-12 : tensor<3x3xf32>
  // MAGNITUDES: result 20: 3x3xf32
  // MAGNITUDES: nan{{ *}}nan{{ *}}nan
  // MAGNITUDES: 0.{{ *}}nan{{ *}}0.
  // MAGNITUDES: 0.{{ *}}1.{{ *}}0.
  %not_finite_p_three = norm.lp_normalize %x7 axes = [1] p = 3.000000e+00 epsilon = 1.000000e-12 : tensor<3x3xf32>
  // MAGNITUDES: result 21: 3x3xf32
  // MAGNITUDES: nan{{ *}}nan{{ *}}nan
  // MAGNITUDES: 0.{{ *}}nan{{ *}}0.
  // MAGNITUDES: 0.{{ *}}1.{{ *}}0.
  %not_finite_p_inf = norm.lp_normalize %x7 axes = [1] p = inf epsilon = 1.000000e-12 : tensor<3x3xf32>
  return %huge_p_one, %tiny_p_one, %huge_p_two, %tiny_p_two, %huge_p_three, %tiny_p_three, %huge_p_half, %tiny_p_half, %huge_p_inf, %tiny_p_inf, %sum_beyond_f32, %denormals, %type_f64, %type_f64_norm, %type_bf16, %type_bf16_norm, %type_f16, %type_f16_norm, %not_finite_p_one, %not_finite_p_two, %not_finite_p_three, %not_finite_p_inf : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<1x5xf32>, tensor<1x2xf32>, tensor<1x4xf64>, tensor<1xf64>, tensor<1x4xbf16>, tensor<1xf32>, tensor<1x4xf16>, tensor<1xf32>, tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>, tensor<3x3xf32>
}

// ALL: {{^}}@random_f64_p_one{{$}}
func.func @random_f64_p_one(%x: tensor<?x5x?xf64> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf64>, tensor<5xf64>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 1.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf64>
  return %y, %norm : tensor<?x5x?xf64>, tensor<5xf64>
}

// ALL: {{^}}@random_f64_p_two{{$}}
func.func @random_f64_p_two(%x: tensor<?x5x?xf64> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf64>, tensor<5xf64>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 2.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf64>
  return %y, %norm : tensor<?x5x?xf64>, tensor<5xf64>
}

// ALL: {{^}}@random_f64_p_three{{$}}
func.func @random_f64_p_three(%x: tensor<?x5x?xf64> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf64>, tensor<5xf64>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 3.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf64>
  return %y, %norm : tensor<?x5x?xf64>, tensor<5xf64>
}

// ALL: {{^}}@random_f64_p_half{{$}}
func.func @random_f64_p_half(%x: tensor<?x5x?xf64> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf64>, tensor<5xf64>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 5.000000e-01 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf64>
  return %y, %norm : tensor<?x5x?xf64>, tensor<5xf64>
}

// ALL: {{^}}@random_f64_p_inf{{$}}
func.func @random_f64_p_inf(%x: tensor<?x5x?xf64> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf64>, tensor<5xf64>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf64>
  return %y, %norm : tensor<?x5x?xf64>, tensor<5xf64>
}

// ALL: {{^}}@random_f32_p_one{{$}}
func.func @random_f32_p_one(%x: tensor<?x5x?xf32> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf32>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 1.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf32>
  return %y, %norm : tensor<?x5x?xf32>, tensor<5xf32>
}

// ALL: {{^}}@random_f32_p_two{{$}}
func.func @random_f32_p_two(%x: tensor<?x5x?xf32> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf32>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 2.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf32>
  return %y, %norm : tensor<?x5x?xf32>, tensor<5xf32>
}

// ALL: {{^}}@random_f32_p_three{{$}}
func.func @random_f32_p_three(%x: tensor<?x5x?xf32> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf32>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 3.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf32>
  return %y, %norm : tensor<?x5x?xf32>, tensor<5xf32>
}

// ALL: {{^}}@random_f32_p_half{{$}}
func.func @random_f32_p_half(%x: tensor<?x5x?xf32> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf32>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 5.000000e-01 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf32>
  return %y, %norm : tensor<?x5x?xf32>, tensor<5xf32>
}

// ALL: {{^}}@random_f32_p_inf{{$}}
func.func @random_f32_p_inf(%x: tensor<?x5x?xf32> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf32>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf32>
  return %y, %norm : tensor<?x5x?xf32>, tensor<5xf32>
}

// ALL: {{^}}@random_bf16_p_one{{$}}
func.func @random_bf16_p_one(%x: tensor<?x5x?xbf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xbf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 1.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xbf16>
  return %y, %norm : tensor<?x5x?xbf16>, tensor<5xf32>
}

// ALL: {{^}}@random_bf16_p_two{{$}}
func.func @random_bf16_p_two(%x: tensor<?x5x?xbf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xbf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 2.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xbf16>
  return %y, %norm : tensor<?x5x?xbf16>, tensor<5xf32>
}

// ALL: {{^}}@random_bf16_p_three{{$}}
func.func @random_bf16_p_three(%x: tensor<?x5x?xbf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xbf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 3.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xbf16>
  return %y, %norm : tensor<?x5x?xbf16>, tensor<5xf32>
}

// ALL: {{^}}@random_bf16_p_half{{$}}
func.func @random_bf16_p_half(%x: tensor<?x5x?xbf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xbf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 5.000000e-01 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xbf16>
  return %y, %norm : tensor<?x5x?xbf16>, tensor<5xf32>
}

// ALL: {{^}}@random_bf16_p_inf{{$}}
func.func @random_bf16_p_inf(%x: tensor<?x5x?xbf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xbf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xbf16>
  return %y, %norm : tensor<?x5x?xbf16>, tensor<5xf32>
}

// ALL: {{^}}@random_f16_p_one{{$}}
func.func @random_f16_p_one(%x: tensor<?x5x?xf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 1.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf16>
  return %y, %norm : tensor<?x5x?xf16>, tensor<5xf32>
}

// ALL: {{^}}@random_f16_p_two{{$}}
func.func @random_f16_p_two(%x: tensor<?x5x?xf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 2.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf16>
  return %y, %norm : tensor<?x5x?xf16>, tensor<5xf32>
}

// ALL: {{^}}@random_f16_p_three{{$}}
func.func @random_f16_p_three(%x: tensor<?x5x?xf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 3.000000e+00 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf16>
  return %y, %norm : tensor<?x5x?xf16>, tensor<5xf32>
}

// ALL: {{^}}@random_f16_p_half{{$}}
func.func @random_f16_p_half(%x: tensor<?x5x?xf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = 5.000000e-01 epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf16>
  return %y, %norm : tensor<?x5x?xf16>, tensor<5xf32>
}

// ALL: {{^}}@random_f16_p_inf{{$}}
func.func @random_f16_p_inf(%x: tensor<?x5x?xf16> {norm.input = "normal:0,1@3x5x37"}) -> (tensor<?x5x?xf16>, tensor<5xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 1.000000e-06 {return_statistics} : tensor<?x5x?xf16>
  return %y, %norm : tensor<?x5x?xf16>, tensor<5xf32>
}

// ALL: {{^}}@random_f32_accumulator_p_one{{$}}
func.func @random_f32_accumulator_p_one(%x: tensor<4x300xf32> {norm.input = "normal:0,1"}) -> (tensor<4x300xf32>, tensor<4xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics, accumulator = f32} : tensor<4x300xf32>
  return %y, %norm : tensor<4x300xf32>, tensor<4xf32>
}

// ALL: {{^}}@random_huge_f32_accumulator_p_one{{$}}
func.func @random_huge_f32_accumulator_p_one(%x: tensor<4x300xbf16> {norm.input = "normal:0,1e37"}) -> (tensor<4x300xbf16>, tensor<4xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics, accumulator = f32} : tensor<4x300xbf16>
  return %y, %norm : tensor<4x300xbf16>, tensor<4xf32>
}

// ALL: {{^}}@random_f32_accumulator_p_two{{$}}
func.func @random_f32_accumulator_p_two(%x: tensor<4x300xf32> {norm.input = "normal:0,1"}) -> (tensor<4x300xf32>, tensor<4xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics, accumulator = f32} : tensor<4x300xf32>
  return %y, %norm : tensor<4x300xf32>, tensor<4xf32>
}

// ALL: {{^}}@random_huge_f32_accumulator_p_two{{$}}
func.func @random_huge_f32_accumulator_p_two(%x: tensor<4x300xbf16> {norm.input = "normal:0,1e37"}) -> (tensor<4x300xbf16>, tensor<4xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics, accumulator = f32} : tensor<4x300xbf16>
  return %y, %norm : tensor<4x300xbf16>, tensor<4xf32>
}

// ALL: {{^}}@random_f32_accumulator_p_three{{$}}
func.func @random_f32_accumulator_p_three(%x: tensor<4x300xf32> {norm.input = "normal:0,1"}) -> (tensor<4x300xf32>, tensor<4xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics, accumulator = f32} : tensor<4x300xf32>
  return %y, %norm : tensor<4x300xf32>, tensor<4xf32>
}

// ALL: {{^}}@random_huge_f32_accumulator_p_three{{$}}
func.func @random_huge_f32_accumulator_p_three(%x: tensor<4x300xbf16> {norm.input = "normal:0,1e37"}) -> (tensor<4x300xbf16>, tensor<4xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics, accumulator = f32} : tensor<4x300xbf16>
  return %y, %norm : tensor<4x300xbf16>, tensor<4xf32>
}

// ALL: {{^}}@random_long_p_one{{$}}
func.func @random_long_p_one(%x: tensor<2x5000xf32> {norm.input = "lognormal:4"}) -> (tensor<2x5000xf32>, tensor<2xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x5000xf32>
  return %y, %norm : tensor<2x5000xf32>, tensor<2xf32>
}

// ALL: {{^}}@empty_groups_p_one{{$}}
func.func @empty_groups_p_one(%x: tensor<3x?xf32> {norm.input = "normal:0,1@3x0"}) -> (tensor<3x?xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<3x?xf32>
  return %y, %norm : tensor<3x?xf32>, tensor<3xf32>
}

// ALL: {{^}}@no_groups_p_one{{$}}
func.func @no_groups_p_one(%x: tensor<?x3xf32> {norm.input = "normal:0,1@0x3"}) -> (tensor<?x3xf32>, tensor<?xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<?x3xf32>
  return %y, %norm : tensor<?x3xf32>, tensor<?xf32>
}

// ALL: {{^}}@static_empty_groups_p_one{{$}}
func.func @static_empty_groups_p_one(%x: tensor<3x0xf32> {norm.input = "normal:0,1"}) -> (tensor<3x0xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 1.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<3x0xf32>
  return %y, %norm : tensor<3x0xf32>, tensor<3xf32>
}

// ALL: {{^}}@random_long_p_two{{$}}
func.func @random_long_p_two(%x: tensor<2x5000xf32> {norm.input = "lognormal:4"}) -> (tensor<2x5000xf32>, tensor<2xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x5000xf32>
  return %y, %norm : tensor<2x5000xf32>, tensor<2xf32>
}

// ALL: {{^}}@empty_groups_p_two{{$}}
func.func @empty_groups_p_two(%x: tensor<3x?xf32> {norm.input = "normal:0,1@3x0"}) -> (tensor<3x?xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<3x?xf32>
  return %y, %norm : tensor<3x?xf32>, tensor<3xf32>
}

// ALL: {{^}}@no_groups_p_two{{$}}
func.func @no_groups_p_two(%x: tensor<?x3xf32> {norm.input = "normal:0,1@0x3"}) -> (tensor<?x3xf32>, tensor<?xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<?x3xf32>
  return %y, %norm : tensor<?x3xf32>, tensor<?xf32>
}

// ALL: {{^}}@static_empty_groups_p_two{{$}}
func.func @static_empty_groups_p_two(%x: tensor<3x0xf32> {norm.input = "normal:0,1"}) -> (tensor<3x0xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<3x0xf32>
  return %y, %norm : tensor<3x0xf32>, tensor<3xf32>
}

// ALL: {{^}}@random_long_p_three{{$}}
func.func @random_long_p_three(%x: tensor<2x5000xf32> {norm.input = "lognormal:4"}) -> (tensor<2x5000xf32>, tensor<2xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<2x5000xf32>
  return %y, %norm : tensor<2x5000xf32>, tensor<2xf32>
}

// ALL: {{^}}@empty_groups_p_three{{$}}
func.func @empty_groups_p_three(%x: tensor<3x?xf32> {norm.input = "normal:0,1@3x0"}) -> (tensor<3x?xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<3x?xf32>
  return %y, %norm : tensor<3x?xf32>, tensor<3xf32>
}

// ALL: {{^}}@no_groups_p_three{{$}}
func.func @no_groups_p_three(%x: tensor<?x3xf32> {norm.input = "normal:0,1@0x3"}) -> (tensor<?x3xf32>, tensor<?xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<?x3xf32>
  return %y, %norm : tensor<?x3xf32>, tensor<?xf32>
}

// ALL: {{^}}@static_empty_groups_p_three{{$}}
func.func @static_empty_groups_p_three(%x: tensor<3x0xf32> {norm.input = "normal:0,1"}) -> (tensor<3x0xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = 3.000000e+00 epsilon = 0.000000e+00 {return_statistics} : tensor<3x0xf32>
  return %y, %norm : tensor<3x0xf32>, tensor<3xf32>
}

// ALL: {{^}}@random_long_p_inf{{$}}
func.func @random_long_p_inf(%x: tensor<2x5000xf32> {norm.input = "lognormal:4"}) -> (tensor<2x5000xf32>, tensor<2xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.000000e+00 {return_statistics} : tensor<2x5000xf32>
  return %y, %norm : tensor<2x5000xf32>, tensor<2xf32>
}

// ALL: {{^}}@empty_groups_p_inf{{$}}
func.func @empty_groups_p_inf(%x: tensor<3x?xf32> {norm.input = "normal:0,1@3x0"}) -> (tensor<3x?xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.000000e+00 {return_statistics} : tensor<3x?xf32>
  return %y, %norm : tensor<3x?xf32>, tensor<3xf32>
}

// ALL: {{^}}@no_groups_p_inf{{$}}
func.func @no_groups_p_inf(%x: tensor<?x3xf32> {norm.input = "normal:0,1@0x3"}) -> (tensor<?x3xf32>, tensor<?xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.000000e+00 {return_statistics} : tensor<?x3xf32>
  return %y, %norm : tensor<?x3xf32>, tensor<?xf32>
}

// ALL: {{^}}@static_empty_groups_p_inf{{$}}
func.func @static_empty_groups_p_inf(%x: tensor<3x0xf32> {norm.input = "normal:0,1"}) -> (tensor<3x0xf32>, tensor<3xf32>) {
  %y, %norm = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.000000e+00 {return_statistics} : tensor<3x0xf32>
  return %y, %norm : tensor<3x0xf32>, tensor<3xf32>
}

// An inexact input.
// ALL: {{^}}@of_a_sum{{$}}
func.func @of_a_sum(%x: tensor<4x7xbf16> {norm.input = "normal:0,1"}) -> tensor<4x7xbf16> {
  %s = arith.addf %x, %x : tensor<4x7xbf16>
  %e = math.exp %s : tensor<4x7xbf16>
  %y = norm.lp_normalize %e axes = [1] p = 3.000000e+00 epsilon = 1.000000e-12 : tensor<4x7xbf16>
  %z = norm.lp_normalize %y axes = [0] p = 5.000000e-01 epsilon = 1.000000e-12 : tensor<4x7xbf16>
  return %z : tensor<4x7xbf16>
}

// ALL: {{^}}47 passed, 0 failed
