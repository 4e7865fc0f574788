// Weight normalization: every axis and none, element types, wider scales, sizes and
// magnitudes, verified against the reference.
// RUN: norm-runner %s --all --verify | FileCheck %s --check-prefix=ALL
// RUN: norm-runner %s --entry=values --precision=4 | FileCheck %s --check-prefix=VALUES
// RUN: norm-runner %s --entry=single_elements --precision=4 | FileCheck %s --check-prefix=SINGLE
// RUN: norm-runner %s --entry=magnitudes --precision=4 | FileCheck %s --check-prefix=MAGNITUDES

// ALL: {{^}}@values{{$}}
func.func @values() -> (tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2x2xf32>) {
  // VALUES: result 0: 2x2x2xf32
  // VALUES: 0.3651{{ *}}-0.7303
  // VALUES: 1.0954{{ *}}1.4606
  // VALUES: 1.1371{{ *}}1.3646
  // VALUES: 1.592{{ *}}-1.8194
  %v0 = arith.constant dense<[[[1.0, -2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, -8.0]]]> : tensor<2x2x2xf32>
  %g1 = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %axis_0 = norm.weight_norm %v0 scale(%g1 : tensor<2xf32>) axis = 0 : tensor<2x2x2xf32>
  // VALUES: result 1: 2x2x2xf32
  // VALUES: 0.2462{{ *}}-0.4924
  // VALUES: 0.7661{{ *}}1.0215
  // VALUES: 1.2309{{ *}}1.4771
  // VALUES: 1.7876{{ *}}-2.043
  %axis_1 = norm.weight_norm %v0 scale(%g1 : tensor<2xf32>) axis = 1 : tensor<2x2x2xf32>
  // VALUES: result 2: 2x2x2xf32
  // VALUES: 0.2182{{ *}}-0.5477
  // VALUES: 0.6547{{ *}}1.0954
  // VALUES: 1.0911{{ *}}1.6432
  // VALUES: 1.5275{{ *}}-2.1909
  %axis_2 = norm.weight_norm %v0 scale(%g1 : tensor<2xf32>) axis = 2 : tensor<2x2x2xf32>
  // One norm over everything; g is a scalar.
  // VALUES: result 3: 2x2x2xf32
  // VALUES: 0.14{{ *}}-0.2801
  // VALUES: 0.4201{{ *}}0.5601
  // VALUES: 0.7001{{ *}}0.8402
  // VALUES: 0.9802{{ *}}-1.1202
  %g2 = arith.constant dense<2.0> : tensor<f32>
  %no_axis = norm.weight_norm %v0 scale(%g2 : tensor<f32>) : tensor<2x2x2xf32>
  // VALUES: result 4: 2xf32
  // VALUES: 6.{{ *}}8.
  %v3 = arith.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %g4 = arith.constant dense<10.0> : tensor<f32>
  %vector = norm.weight_norm %v3 scale(%g4 : tensor<f32>) : tensor<2xf32>
  // VALUES: result 5: 2x2x2xf32
  // VALUES: 0.3651{{ *}}-0.7303
  // VALUES: 1.0954{{ *}}1.4606
  // VALUES: 1.1371{{ *}}1.3646
  // VALUES: 1.592{{ *}}-1.8194
  %g5 = arith.constant dense<[2.0, 3.0]> : tensor<2xf64>
  %wider_scale = norm.weight_norm %v0 scale(%g5 : tensor<2xf64>) axis = 0 : tensor<2x2x2xf32>
  // As in PyTorch, a direction of length 0 is none.
  // VALUES: result 6: 2x2xf32
  // VALUES: 3.{{ *}}4.
  // VALUES: nan{{ *}}nan
  %v6 = arith.constant dense<[[3.0, 4.0], [0.0, 0.0]]> : tensor<2x2xf32>
  %g7 = arith.constant dense<[5.0, 5.0]> : tensor<2xf32>
  %zero_slice = norm.weight_norm %v6 scale(%g7 : tensor<2xf32>) axis = 0 : tensor<2x2xf32>
  return %axis_0, %axis_1, %axis_2, %no_axis, %vector, %wider_scale, %zero_slice : tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<2xf32>, tensor<2x2x2xf32>, tensor<2x2xf32>
}

// ALL: {{^}}@magnitudes{{$}}
func.func @magnitudes() -> (tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<1x4xf32>, tensor<3x3xf32>, tensor<1x4xf64>, tensor<1x4xbf16>, tensor<1x4xf16>) {
  // MAGNITUDES: result 0: 2x2x2xf32
  // MAGNITUDES: 0.3651{{ *}}-0.7303
  // MAGNITUDES: 1.0954{{ *}}1.4606
  // MAGNITUDES: 1.1371{{ *}}1.3646
  // MAGNITUDES: 1.592{{ *}}-1.8194
  %v0 = arith.constant dense<[[[1.0e+30, -2.0e+30], [3.0000000000000003e+30, 4.0e+30]], [[5.0e+30, 6.000000000000001e+30], [7.0e+30, -8.0e+30]]]> : tensor<2x2x2xf32>
  %g1 = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %huge = norm.weight_norm %v0 scale(%g1 : tensor<2xf32>) axis = 0 : tensor<2x2x2xf32>
  // MAGNITUDES: result 1: 2x2x2xf32
  // MAGNITUDES: 0.3651{{ *}}-0.7303
  // MAGNITUDES: 1.0954{{ *}}1.4606
  // MAGNITUDES: 1.1371{{ *}}1.3646
  // MAGNITUDES: 1.592{{ *}}-1.8194
  %v2 = arith.constant dense<[[[1.0e-30, -2.0e-30], [3.0000000000000003e-30, 4.0e-30]], [[5.0000000000000004e-30, 6.0000000000000005e-30], [7.0e-30, -8.0e-30]]]> : tensor<2x2x2xf32>
  %tiny = norm.weight_norm %v2 scale(%g1 : tensor<2xf32>) axis = 0 : tensor<2x2x2xf32>
  // MAGNITUDES: result 2: 1x4xf32
  // MAGNITUDES: 0.5{{ *}}0.5{{ *}}0.5{{ *}}0.5
  %v3 = arith.constant dense<[[3.0e+38, 3.0e+38, 3.0e+38, 3.0e+38]]> : tensor<1x4xf32>
  %g4 = arith.constant dense<[1.0]> : tensor<1xf32>
  %norm_beyond_f32 = norm.weight_norm %v3 scale(%g4 : tensor<1xf32>) axis = 0 : tensor<1x4xf32>
  // MAGNITUDES: result 3: 3x3xf32
  // MAGNITUDES: nan{{ *}}nan{{ *}}nan
  // MAGNITUDES: 0.{{ *}}nan{{ *}}0.
  // MAGNITUDES: 0.{{ *}}1.{{ *}}0.
  %v5 = arith.constant dense<[[1.0, 0x7FC00000, 2.0], [1.0, 0x7F800000, 2.0], [0.0, 2.0, 0.0]]> : tensor<3x3xf32>
  %g6 = arith.constant dense<1.0> : tensor<3xf32>
  %not_finite = norm.weight_norm %v5 scale(%g6 : tensor<3xf32>) axis = 0 : tensor<3x3xf32>
  // MAGNITUDES: result 4: 1x4xf64
  // MAGNITUDES: 2.{{ *}}-2.{{ *}}2.{{ *}}2.
  %v7 = arith.constant dense<[[1.0, -1.0, 1.0, 1.0]]> : tensor<1x4xf64>
  %g8 = arith.constant dense<[4.0]> : tensor<1xf64>
  %type_f64 = norm.weight_norm %v7 scale(%g8 : tensor<1xf64>) axis = 0 : tensor<1x4xf64>
  // MAGNITUDES: result 5: 1x4xbf16
  // MAGNITUDES: 2.{{ *}}-2.{{ *}}2.{{ *}}2.
  %v9 = arith.constant dense<[[1.0, -1.0, 1.0, 1.0]]> : tensor<1x4xbf16>
  %g10 = arith.constant dense<[4.0]> : tensor<1xbf16>
  %type_bf16 = norm.weight_norm %v9 scale(%g10 : tensor<1xbf16>) axis = 0 : tensor<1x4xbf16>
  // MAGNITUDES: result 6: 1x4xf16
  // MAGNITUDES: 2.{{ *}}-2.{{ *}}2.{{ *}}2.
  %v11 = arith.constant dense<[[1.0, -1.0, 1.0, 1.0]]> : tensor<1x4xf16>
  %g12 = arith.constant dense<[4.0]> : tensor<1xf16>
  %type_f16 = norm.weight_norm %v11 scale(%g12 : tensor<1xf16>) axis = 0 : tensor<1x4xf16>
  return %huge, %tiny, %norm_beyond_f32, %not_finite, %type_f64, %type_bf16, %type_f16 : tensor<2x2x2xf32>, tensor<2x2x2xf32>, tensor<1x4xf32>, tensor<3x3xf32>, tensor<1x4xf64>, tensor<1x4xbf16>, tensor<1x4xf16>
}

// ALL: {{^}}@random_f64_f64{{$}}
func.func @random_f64_f64(%v: tensor<?x3x?xf64> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xf64> {norm.input = "random@5"}) -> tensor<?x3x?xf64> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf64>) axis = 0 : tensor<?x3x?xf64>
  return %w : tensor<?x3x?xf64>
}

// ALL: {{^}}@random_no_axis_f64_f64{{$}}
func.func @random_no_axis_f64_f64(%v: tensor<?x3x?xf64> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<f64> {norm.input = "random"}) -> tensor<?x3x?xf64> {
  %w = norm.weight_norm %v scale(%g : tensor<f64>) : tensor<?x3x?xf64>
  return %w : tensor<?x3x?xf64>
}

// ALL: {{^}}@random_f32_f32{{$}}
func.func @random_f32_f32(%v: tensor<?x3x?xf32> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xf32> {norm.input = "random@5"}) -> tensor<?x3x?xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf32>) axis = 0 : tensor<?x3x?xf32>
  return %w : tensor<?x3x?xf32>
}

// ALL: {{^}}@random_no_axis_f32_f32{{$}}
func.func @random_no_axis_f32_f32(%v: tensor<?x3x?xf32> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<f32> {norm.input = "random"}) -> tensor<?x3x?xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<f32>) : tensor<?x3x?xf32>
  return %w : tensor<?x3x?xf32>
}

// ALL: {{^}}@random_f32_f64{{$}}
func.func @random_f32_f64(%v: tensor<?x3x?xf32> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xf64> {norm.input = "random@5"}) -> tensor<?x3x?xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf64>) axis = 0 : tensor<?x3x?xf32>
  return %w : tensor<?x3x?xf32>
}

// ALL: {{^}}@random_no_axis_f32_f64{{$}}
func.func @random_no_axis_f32_f64(%v: tensor<?x3x?xf32> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<f64> {norm.input = "random"}) -> tensor<?x3x?xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<f64>) : tensor<?x3x?xf32>
  return %w : tensor<?x3x?xf32>
}

// ALL: {{^}}@random_bf16_bf16{{$}}
func.func @random_bf16_bf16(%v: tensor<?x3x?xbf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xbf16> {norm.input = "random@5"}) -> tensor<?x3x?xbf16> {
  %w = norm.weight_norm %v scale(%g : tensor<?xbf16>) axis = 0 : tensor<?x3x?xbf16>
  return %w : tensor<?x3x?xbf16>
}

// ALL: {{^}}@random_no_axis_bf16_bf16{{$}}
func.func @random_no_axis_bf16_bf16(%v: tensor<?x3x?xbf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<bf16> {norm.input = "random"}) -> tensor<?x3x?xbf16> {
  %w = norm.weight_norm %v scale(%g : tensor<bf16>) : tensor<?x3x?xbf16>
  return %w : tensor<?x3x?xbf16>
}

// ALL: {{^}}@random_bf16_f32{{$}}
func.func @random_bf16_f32(%v: tensor<?x3x?xbf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xf32> {norm.input = "random@5"}) -> tensor<?x3x?xbf16> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf32>) axis = 0 : tensor<?x3x?xbf16>
  return %w : tensor<?x3x?xbf16>
}

// ALL: {{^}}@random_no_axis_bf16_f32{{$}}
func.func @random_no_axis_bf16_f32(%v: tensor<?x3x?xbf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<f32> {norm.input = "random"}) -> tensor<?x3x?xbf16> {
  %w = norm.weight_norm %v scale(%g : tensor<f32>) : tensor<?x3x?xbf16>
  return %w : tensor<?x3x?xbf16>
}

// ALL: {{^}}@random_f16_f16{{$}}
func.func @random_f16_f16(%v: tensor<?x3x?xf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xf16> {norm.input = "random@5"}) -> tensor<?x3x?xf16> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf16>) axis = 0 : tensor<?x3x?xf16>
  return %w : tensor<?x3x?xf16>
}

// ALL: {{^}}@random_no_axis_f16_f16{{$}}
func.func @random_no_axis_f16_f16(%v: tensor<?x3x?xf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<f16> {norm.input = "random"}) -> tensor<?x3x?xf16> {
  %w = norm.weight_norm %v scale(%g : tensor<f16>) : tensor<?x3x?xf16>
  return %w : tensor<?x3x?xf16>
}

// ALL: {{^}}@random_f16_f64{{$}}
func.func @random_f16_f64(%v: tensor<?x3x?xf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<?xf64> {norm.input = "random@5"}) -> tensor<?x3x?xf16> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf64>) axis = 0 : tensor<?x3x?xf16>
  return %w : tensor<?x3x?xf16>
}

// ALL: {{^}}@random_no_axis_f16_f64{{$}}
func.func @random_no_axis_f16_f64(%v: tensor<?x3x?xf16> {norm.input = "normal:0,1@5x3x7"}, %g: tensor<f64> {norm.input = "random"}) -> tensor<?x3x?xf16> {
  %w = norm.weight_norm %v scale(%g : tensor<f64>) : tensor<?x3x?xf16>
  return %w : tensor<?x3x?xf16>
}

// ALL: {{^}}@convolution{{$}}
func.func @convolution(%v: tensor<8x3x5x5xf32> {norm.input = "normal:0,1"}, %g: tensor<8xf32> {norm.input = "random"}) -> tensor<8x3x5x5xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 : tensor<8x3x5x5xf32>
  return %w : tensor<8x3x5x5xf32>
}

// ALL: {{^}}@transposed_convolution{{$}}
func.func @transposed_convolution(%v: tensor<8x3x5x5xf32> {norm.input = "normal:0,1"}, %g: tensor<3xf32> {norm.input = "random"}) -> tensor<8x3x5x5xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<3xf32>) axis = 1 : tensor<8x3x5x5xf32>
  return %w : tensor<8x3x5x5xf32>
}

// ALL: {{^}}@f32_accumulator{{$}}
func.func @f32_accumulator(%v: tensor<8x300xf32> {norm.input = "normal:0,1"}, %g: tensor<8xf32> {norm.input = "random"}) -> tensor<8x300xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 {accumulator = f32} : tensor<8x300xf32>
  return %w : tensor<8x300xf32>
}

// ALL: {{^}}@huge_f32_accumulator{{$}}
func.func @huge_f32_accumulator(%v: tensor<8x300xf32> {norm.input = "normal:0,1e30"}, %g: tensor<8xf32> {norm.input = "random"}) -> tensor<8x300xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 {accumulator = f32} : tensor<8x300xf32>
  return %w : tensor<8x300xf32>
}

// Every element of a vector is a slice of its own: its sign times g.
// ALL: {{^}}@single_elements{{$}}
func.func @single_elements() -> tensor<5xf32> {
  // SINGLE: [ 2. -3. {{ *}}5.{{ *}}7. nan]
  %v = arith.constant dense<[0.5, -4.0, 1.0e30, 1.0e-30, 0.0]> : tensor<5xf32>
  %g = arith.constant dense<[2.0, 3.0, 5.0, 7.0, 11.0]> : tensor<5xf32>
  %w = norm.weight_norm %v scale(%g : tensor<5xf32>) axis = 0 : tensor<5xf32>
  return %w : tensor<5xf32>
}

// ALL: {{^}}@single_elements_dynamic{{$}}
func.func @single_elements_dynamic(%v: tensor<?xbf16> {norm.input = "normal:0,1@1000"}, %g: tensor<?xf32> {norm.input = "random@1000"}) -> tensor<?xbf16> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf32>) axis = 0 : tensor<?xbf16>
  return %w : tensor<?xbf16>
}

// ALL: {{^}}@no_single_elements{{$}}
func.func @no_single_elements(%v: tensor<?xf64> {norm.input = "zeros@0"}, %g: tensor<?xf64> {norm.input = "zeros@0"}) -> tensor<?xf64> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf64>) axis = 0 {accumulator = f64} : tensor<?xf64>
  return %w : tensor<?xf64>
}

// ALL: {{^}}@no_slices{{$}}
func.func @no_slices(%v: tensor<?x3xf32> {norm.input = "normal:0,1@0x3"}, %g: tensor<?xf32> {norm.input = "random@0"}) -> tensor<?x3xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf32>) axis = 0 : tensor<?x3xf32>
  return %w : tensor<?x3xf32>
}

// ALL: {{^}}@empty_slices{{$}}
func.func @empty_slices(%v: tensor<3x?xf32> {norm.input = "normal:0,1@3x0"}, %g: tensor<3xf32> {norm.input = "random"}) -> tensor<3x?xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<3xf32>) axis = 0 : tensor<3x?xf32>
  return %w : tensor<3x?xf32>
}

// An inexact input and an inexact scale.
// ALL: {{^}}@of_a_product{{$}}
func.func @of_a_product(%v: tensor<4x7xf16> {norm.input = "normal:0,1"}, %g: tensor<4xf16> {norm.input = "normal:0,1"}) -> tensor<4x7xf16> {
  %u = arith.mulf %v, %v : tensor<4x7xf16>
  %e = math.exp %g : tensor<4xf16>
  %w = norm.weight_norm %u scale(%e : tensor<4xf16>) axis = 0 : tensor<4x7xf16>
  return %w : tensor<4x7xf16>
}

// ALL: {{^}}26 passed, 0 failed
