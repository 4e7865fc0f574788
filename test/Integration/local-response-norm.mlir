// Local response normalization: both windows of even sizes, edges, layouts, exponents,
// element types, sizes and magnitudes, verified against the reference.
// RUN: norm-runner %s --all --verify | FileCheck %s --check-prefix=ALL
// RUN: norm-runner %s --entry=windows --precision=4 | FileCheck %s --check-prefix=WINDOWS
// RUN: norm-runner %s --entry=exponents --precision=4 | FileCheck %s --check-prefix=EXPONENTS
// RUN: norm-runner %s --entry=magnitudes --precision=4 | FileCheck %s --check-prefix=MAGNITUDES
// RUN: norm-runner %s --entry=layouts_agree_torch --precision=4 | FileCheck %s --check-prefix=LAYOUTS_AGREE_TORCH
// RUN: norm-runner %s --entry=layouts_agree_onnx --precision=4 | FileCheck %s --check-prefix=LAYOUTS_AGREE_ONNX

// ALL: {{^}}@windows{{$}}
func.func @windows() -> (tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x3x2xf32>, tensor<3x2x1xf32>) {
  // Every window is the element itself.
  // WINDOWS: result 0: 1x1x4xf32
  // WINDOWS: 0.5{{ *}}0.4{{ *}}0.3{{ *}}0.2353
  %x0 = arith.constant dense<[[[1.0, 2.0, 3.0, 4.0]]]> : tensor<1x1x4xf32>
  %size_1 = norm.local_response_norm %x0 channel_axis = 2 size = 1 alpha = 1.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // PyTorch's window of 2 channels: the one before and the channel itself.
  // WINDOWS: result 1: 1x1x4xf32
  // WINDOWS: 0.5{{ *}}0.3333{{ *}}0.2143{{ *}}0.1538
  %size_2_torch = norm.local_response_norm %x0 channel_axis = 2 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // ONNX's: the channel itself and the one after.
  // WINDOWS: result 2: 1x1x4xf32
  // WINDOWS: 0.1667{{ *}}0.1429{{ *}}0.1154{{ *}}0.2353
  %size_2_onnx = norm.local_response_norm %x0 channel_axis = 2 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 {window = #norm.window<onnx>} : tensor<1x1x4xf32>
  // WINDOWS: result 3: 1x1x4xf32
  // WINDOWS: 0.1667{{ *}}0.1333{{ *}}0.1{{ *}}0.1538
  %size_3 = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // Of an odd size both windows are the same.
  // WINDOWS: result 4: 1x1x4xf32
  // WINDOWS: 0.1667{{ *}}0.1333{{ *}}0.1{{ *}}0.1538
  %size_3_onnx = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 {window = #norm.window<onnx>} : tensor<1x1x4xf32>
  // Two before, one after.
  // WINDOWS: result 5: 1x1x4xf32
  // WINDOWS: 0.1667{{ *}}0.1333{{ *}}0.0968{{ *}}0.1333
  %size_4_torch = norm.local_response_norm %x0 channel_axis = 2 size = 4 alpha = 4.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // One before, two after.
  // WINDOWS: result 6: 1x1x4xf32
  // WINDOWS: 0.0667{{ *}}0.0645{{ *}}0.1{{ *}}0.1538
  %size_4_onnx = norm.local_response_norm %x0 channel_axis = 2 size = 4 alpha = 4.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 {window = #norm.window<onnx>} : tensor<1x1x4xf32>
  // The divisor is still the size: alpha / 9.
  // WINDOWS: result 7: 1x1x4xf32
  // WINDOWS: 0.0323{{ *}}0.0645{{ *}}0.0968{{ *}}0.129
  %size_beyond_channels = norm.local_response_norm %x0 channel_axis = 2 size = 9 alpha = 9.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // What lies outside counts 0 and is counted: alpha / size is 1/5 at the edges too.
  // WINDOWS: result 8: 1x1x4xf32
  // WINDOWS: 0.2632{{ *}}0.2857{{ *}}0.4286{{ *}}0.5882
  %edges_divide_by_size = norm.local_response_norm %x0 channel_axis = 2 size = 5 alpha = 1.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // WINDOWS: result 9: 1x3x2xf32
  // WINDOWS: 0.5{{ *}}0.4
  // WINDOWS: 0.2727{{ *}}0.1905
  // WINDOWS: 0.1429{{ *}}0.1132
  %x1 = arith.constant dense<[[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]]> : tensor<1x3x2xf32>
  %channels_first = norm.local_response_norm %x1 channel_axis = 1 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x3x2xf32>
  // Any axis may be the channel.
  // WINDOWS: result 10: 3x2x1xf32
  // WINDOWS: 0.5
  // WINDOWS: 0.4
  // WINDOWS: 0.2727
  // WINDOWS: 0.1905
  // WINDOWS: 0.1429
  // WINDOWS: 0.1132
  %x2 = arith.constant dense<[[[1.0], [2.0]], [[3.0], [4.0]], [[5.0], [6.0]]]> : tensor<3x2x1xf32>
  %batch_as_channel = norm.local_response_norm %x2 channel_axis = 0 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<3x2x1xf32>
  return %size_1, %size_2_torch, %size_2_onnx, %size_3, %size_3_onnx, %size_4_torch, %size_4_onnx, %size_beyond_channels, %edges_divide_by_size, %channels_first, %batch_as_channel : tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x3x2xf32>, tensor<3x2x1xf32>
}

// ALL: {{^}}@exponents{{$}}
func.func @exponents() -> (tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>) {
  // EXPONENTS: result 0: 1x1x4xf32
  // EXPONENTS: 0.2608{{ *}}0.2624{{ *}}0.234{{ *}}0.3474
  %x0 = arith.constant dense<[[[1.0, 2.0, 3.0, 4.0]]]> : tensor<1x1x4xf32>
  %beta_three_quarters = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<1x1x4xf32>
  // EXPONENTS: result 1: 1x1x4xf32
  // EXPONENTS: 0.4082{{ *}}0.5164{{ *}}0.5477{{ *}}0.7845
  %beta_half = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 5.000000e-01 k = 1.000000e+00 : tensor<1x1x4xf32>
  // EXPONENTS: result 2: 1x1x4xf32
  // EXPONENTS: 0.0278{{ *}}0.0089{{ *}}0.0033{{ *}}0.0059
  %beta_two = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 2.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // EXPONENTS: result 3: 1x1x4xf32
  // EXPONENTS: 0.3413{{ *}}0.3939{{ *}}0.3898{{ *}}0.5663
  %beta_other = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 6.000000e-01 k = 1.000000e+00 : tensor<1x1x4xf32>
  // EXPONENTS: result 4: 1x1x4xf32
  // EXPONENTS: 1.{{ *}}2.{{ *}}3.{{ *}}4.
  %beta_zero = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 0.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  // EXPONENTS: result 5: 1x1x4xf32
  // EXPONENTS: 0.0046{{ *}}0.0006{{ *}}0.0001{{ *}}0.0002
  %beta_three = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 3.000000e+00 k = 1.000000e+00 : tensor<1x1x4xf32>
  return %beta_three_quarters, %beta_half, %beta_two, %beta_other, %beta_zero, %beta_three : tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf32>
}

// ALL: {{^}}@magnitudes{{$}}
func.func @magnitudes() -> (tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf64>, tensor<1x1x4xbf16>, tensor<1x1x4xf16>, tensor<1x1x5xf32>) {
  // Squares beyond f32.
  // MAGNITUDES: result 0: 1x1x4xf32
  // MAGNITUDES: 0.4472{{ *}}0.8944{{ *}}{{-?}}0.{{ *}}-1.
  %x0 = arith.constant dense<[[[1.0e+30, 2.0e+30, 0.0, -1.0e+30]]]> : tensor<1x1x4xf32>
  %huge = norm.local_response_norm %x0 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 5.000000e-01 k = 0.000000e+00 : tensor<1x1x4xf32>
  // Squares below f32.
  // MAGNITUDES: result 1: 1x1x4xf32
  // MAGNITUDES: 0.4472{{ *}}0.8944{{ *}}{{-?}}0.{{ *}}-1.
  %x1 = arith.constant dense<[[[1.0e-30, 2.0e-30, 0.0, -1.0e-30]]]> : tensor<1x1x4xf32>
  %tiny = norm.local_response_norm %x1 channel_axis = 2 size = 3 alpha = 3.000000e+00 beta = 5.000000e-01 k = 0.000000e+00 : tensor<1x1x4xf32>
  // MAGNITUDES: result 2: 1x1x4xf64
  // MAGNITUDES: 1.{{ *}}{{-?}}0.{{ *}}0.5{{ *}}{{-?}}0.
  %x2 = arith.constant dense<[[[1.0, 0.0, 2.0, 0.0]]]> : tensor<1x1x4xf64>
  %type_f64 = norm.local_response_norm %x2 channel_axis = 2 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 0.000000e+00 : tensor<1x1x4xf64>
  // MAGNITUDES: result 3: 1x1x4xbf16
  // MAGNITUDES: 1.{{ *}}{{-?}}0.{{ *}}0.5{{ *}}{{-?}}0.
  %x3 = arith.constant dense<[[[1.0, 0.0, 2.0, 0.0]]]> : tensor<1x1x4xbf16>
  %type_bf16 = norm.local_response_norm %x3 channel_axis = 2 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 0.000000e+00 : tensor<1x1x4xbf16>
  // MAGNITUDES: result 4: 1x1x4xf16
  // MAGNITUDES: 1.{{ *}}{{-?}}0.{{ *}}0.5{{ *}}{{-?}}0.
  %x4 = arith.constant dense<[[[1.0, 0.0, 2.0, 0.0]]]> : tensor<1x1x4xf16>
  %type_f16 = norm.local_response_norm %x4 channel_axis = 2 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 0.000000e+00 : tensor<1x1x4xf16>
  // NaN and infinity reach the windows that hold them, and no other.
  // MAGNITUDES: result 5: 1x1x5xf32
  // MAGNITUDES: nan{{ *}}nan{{ *}}0.3333{{ *}}nan{{ *}}0.
  %x5 = arith.constant dense<[[[0x7FC00000, 1.0, 1.0, 0x7F800000, 1.0]]]> : tensor<1x1x5xf32>
  %not_finite = norm.local_response_norm %x5 channel_axis = 2 size = 2 alpha = 2.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<1x1x5xf32>
  return %huge, %tiny, %type_f64, %type_bf16, %type_f16, %not_finite : tensor<1x1x4xf32>, tensor<1x1x4xf32>, tensor<1x1x4xf64>, tensor<1x1x4xbf16>, tensor<1x1x4xf16>, tensor<1x1x5xf32>
}

// Windows summed in f32 whose squares exceed it, beside some that do not, at magnitudes
// down to those that f32 loses.
// ALL: {{^}}@beyond_f32_squares{{$}}
// ALL-COUNT-6: ok
func.func @beyond_f32_squares(%x: tensor<3x37x129xf32> {norm.input = "outliers:1e37,0,1,7"},
    %b: tensor<2x129x16xbf16> {norm.input = "outliers:1e25,3,2,11"}, %t: tensor<1x5x64xf32> {norm.input = "normal:0,1e-22"})
    -> (tensor<3x37x129xf32>, tensor<3x37x129xf32>, tensor<3x37x129xf32>, tensor<3x37x129xf32>, tensor<2x129x16xbf16>, tensor<1x5x64xf32>) {
  %0 = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<3x37x129xf32>
  %1 = norm.local_response_norm %x channel_axis = 2 size = 3 alpha = 1.0 beta = 0.5 k = 2.0 : tensor<3x37x129xf32>
  %2 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0e-3 beta = 1.0 k = 1.0e6 : tensor<3x37x129xf32>
  %3 = norm.local_response_norm %x channel_axis = 2 size = 5 alpha = 8.0 beta = 0.625 k = 1.0e-6 : tensor<3x37x129xf32>
  %4 = norm.local_response_norm %b channel_axis = 1 size = 65 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x129x16xbf16>
  %5 = norm.local_response_norm %t channel_axis = 1 size = 5 alpha = 1.0e4 beta = 0.75 k = 1.0e-8 : tensor<1x5x64xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<3x37x129xf32>, tensor<3x37x129xf32>, tensor<3x37x129xf32>, tensor<3x37x129xf32>, tensor<2x129x16xbf16>, tensor<1x5x64xf32>
}

// The largest number of f32, alone and with infinities and NaN.
// ALL: {{^}}@largest{{$}}
// ALL-COUNT-2: ok
func.func @largest() -> (tensor<1x1x5xf32>, tensor<1x1x5xf32>) {
  %x = arith.constant dense<[[[0x7F7FFFFF, 0xFF7FFFFF, 0x7F7FFFFF, 0x7F7FFFFF, 1.0]]]> : tensor<1x1x5xf32>
  %0 = norm.local_response_norm %x channel_axis = 2 size = 5 alpha = 5.0e-4 beta = 0.75 k = 1.0 : tensor<1x1x5xf32>
  %z = arith.constant dense<[[[0x7F7FFFFF, 0x7FC00000, 1.0, 0x7F800000, 0x7F7FFFFF]]]> : tensor<1x1x5xf32>
  %1 = norm.local_response_norm %z channel_axis = 2 size = 3 alpha = 5.0e-4 beta = 0.75 k = 1.0 : tensor<1x1x5xf32>
  return %0, %1 : tensor<1x1x5xf32>, tensor<1x1x5xf32>
}

// NHWC and NCHW of the same data give the same bits.
// ALL: {{^}}@layouts_agree_torch{{$}}
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
// LAYOUTS_AGREE_TORCH: 0.{{ *}}0.
func.func @layouts_agree_torch(%x: tensor<1x5x2x2xf32> {norm.input = "normal:0,1"}) -> tensor<1x5x2x2xf32> {
  %init = tensor.empty() : tensor<1x2x2x5xf32>
  %back = tensor.empty() : tensor<1x5x2x2xf32>
  %nhwc = linalg.transpose ins(%x : tensor<1x5x2x2xf32>) outs(%init : tensor<1x2x2x5xf32>) permutation = [0, 2, 3, 1]
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 2.000000e+00 : tensor<1x5x2x2xf32>
  %z = norm.local_response_norm %nhwc channel_axis = 3 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 2.000000e+00 : tensor<1x2x2x5xf32>
  %nchw = linalg.transpose ins(%z : tensor<1x2x2x5xf32>) outs(%back : tensor<1x5x2x2xf32>) permutation = [0, 3, 1, 2]
  %difference = arith.subf %y, %nchw : tensor<1x5x2x2xf32>
  return %difference : tensor<1x5x2x2xf32>
}

// NHWC and NCHW of the same data give the same bits.
// ALL: {{^}}@layouts_agree_onnx{{$}}
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
// LAYOUTS_AGREE_ONNX: 0.{{ *}}0.
func.func @layouts_agree_onnx(%x: tensor<1x5x2x2xf32> {norm.input = "normal:0,1"}) -> tensor<1x5x2x2xf32> {
  %init = tensor.empty() : tensor<1x2x2x5xf32>
  %back = tensor.empty() : tensor<1x5x2x2xf32>
  %nhwc = linalg.transpose ins(%x : tensor<1x5x2x2xf32>) outs(%init : tensor<1x2x2x5xf32>) permutation = [0, 2, 3, 1]
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<1x5x2x2xf32>
  %z = norm.local_response_norm %nhwc channel_axis = 3 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<1x2x2x5xf32>
  %nchw = linalg.transpose ins(%z : tensor<1x2x2x5xf32>) outs(%back : tensor<1x5x2x2xf32>) permutation = [0, 3, 1, 2]
  %difference = arith.subf %y, %nchw : tensor<1x5x2x2xf32>
  return %difference : tensor<1x5x2x2xf32>
}

// ALL: {{^}}@random_f64{{$}}
func.func @random_f64(%x: tensor<2x6x4x4xf64> {norm.input = "normal:0,10"}) -> tensor<2x6x4x4xf64> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x4x4xf64>
  return %y : tensor<2x6x4x4xf64>
}

// ALL: {{^}}@random_onnx_f64{{$}}
func.func @random_onnx_f64(%x: tensor<?x?x?x?xf64> {norm.input = "normal:0,10@2x3x5x7"}) -> tensor<?x?x?x?xf64> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 1.000000e+00 beta = 6.000000e-01 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<?x?x?x?xf64>
  return %y : tensor<?x?x?x?xf64>
}

// ALL: {{^}}@random_f32{{$}}
func.func @random_f32(%x: tensor<2x6x4x4xf32> {norm.input = "normal:0,10"}) -> tensor<2x6x4x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.000000e-04 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x4x4xf32>
  return %y : tensor<2x6x4x4xf32>
}

// ALL: {{^}}@random_onnx_f32{{$}}
func.func @random_onnx_f32(%x: tensor<?x?x?x?xf32> {norm.input = "normal:0,10@2x3x5x7"}) -> tensor<?x?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 1.000000e+00 beta = 6.000000e-01 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

// ALL: {{^}}@random_bf16{{$}}
func.func @random_bf16(%x: tensor<2x6x4x4xbf16> {norm.input = "normal:0,10"}) -> tensor<2x6x4x4xbf16> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x4x4xbf16>
  return %y : tensor<2x6x4x4xbf16>
}

// ALL: {{^}}@random_onnx_bf16{{$}}
func.func @random_onnx_bf16(%x: tensor<?x?x?x?xbf16> {norm.input = "normal:0,10@2x3x5x7"}) -> tensor<?x?x?x?xbf16> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 1.000000e+00 beta = 6.000000e-01 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<?x?x?x?xbf16>
  return %y : tensor<?x?x?x?xbf16>
}

// ALL: {{^}}@random_f16{{$}}
func.func @random_f16(%x: tensor<2x6x4x4xf16> {norm.input = "normal:0,10"}) -> tensor<2x6x4x4xf16> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x4x4xf16>
  return %y : tensor<2x6x4x4xf16>
}

// ALL: {{^}}@random_onnx_f16{{$}}
func.func @random_onnx_f16(%x: tensor<?x?x?x?xf16> {norm.input = "normal:0,10@2x3x5x7"}) -> tensor<?x?x?x?xf16> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 1.000000e+00 beta = 6.000000e-01 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<?x?x?x?xf16>
  return %y : tensor<?x?x?x?xf16>
}

// ALL: {{^}}@random_huge{{$}}
func.func @random_huge(%x: tensor<2x6x4x4xf32> {norm.input = "normal:0,1e30"}) -> tensor<2x6x4x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x4x4xf32>
  return %y : tensor<2x6x4x4xf32>
}

// ALL: {{^}}@random_tiny{{$}}
func.func @random_tiny(%x: tensor<2x6x4x4xf32> {norm.input = "normal:0,1e-30"}) -> tensor<2x6x4x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 7.500000e-01 k = 0.000000e+00 : tensor<2x6x4x4xf32>
  return %y : tensor<2x6x4x4xf32>
}

// ALL: {{^}}@random_lognormal{{$}}
func.func @random_lognormal(%x: tensor<2x6x33xf32> {norm.input = "lognormal:4"}) -> tensor<2x6x33xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.000000e+00 beta = 5.000000e-01 k = 1.000000e+00 : tensor<2x6x33xf32>
  return %y : tensor<2x6x33xf32>
}

// ALL: {{^}}@random_rank_5{{$}}
func.func @random_rank_5(%x: tensor<2x3x?x2x2xf32> {norm.input = "normal:0,1@2x3x4x2x2"}) -> tensor<2x3x?x2x2xf32> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 3 alpha = 1.000000e+00 beta = 1.000000e+00 k = 1.000000e+00 : tensor<2x3x?x2x2xf32>
  return %y : tensor<2x3x?x2x2xf32>
}

// ALL: {{^}}@wide_window{{$}}
func.func @wide_window(%x: tensor<1x3000x3xf32> {norm.input = "normal:0,1"}) -> tensor<1x3000x3xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 2000 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<1x3000x3xf32>
  return %y : tensor<1x3000x3xf32>
}

// Windows end where the axis does, so the loop does too.
// ALL: {{^}}@window_of_2_to_the_40_on_few_channels{{$}}
func.func @window_of_2_to_the_40_on_few_channels(%x: tensor<1x4x3xf32> {norm.input = "normal:0,1"}) -> tensor<1x4x3xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 1099511627776 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<1x4x3xf32>
  return %y : tensor<1x4x3xf32>
}

// ALL: {{^}}@empty_batch{{$}}
func.func @empty_batch(%x: tensor<?x3x4xf32> {norm.input = "normal:0,1@0x3x4"}) -> tensor<?x3x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<?x3x4xf32>
  return %y : tensor<?x3x4xf32>
}

// ALL: {{^}}@no_channels{{$}}
func.func @no_channels(%x: tensor<2x?x4xf32> {norm.input = "normal:0,1@2x0x4"}) -> tensor<2x?x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x?x4xf32>
  return %y : tensor<2x?x4xf32>
}

// ALL: {{^}}@static_zero{{$}}
func.func @static_zero(%x: tensor<2x0x4xf32> {norm.input = "normal:0,1"}) -> tensor<2x0x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x0x4xf32>
  return %y : tensor<2x0x4xf32>
}

// k and the sum nearly cancel; the bound knows.
// ALL: {{^}}@negative_alpha{{$}}
func.func @negative_alpha(%x: tensor<2x6x4xf32> {norm.input = "random"}) -> tensor<2x6x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = -1.000000e+00 beta = 7.500000e-01 k = 1.500000e+00 : tensor<2x6x4xf32>
  return %y : tensor<2x6x4xf32>
}

// Input and result are values in between.
// ALL: {{^}}@between_neighbours{{$}}
func.func @between_neighbours(%x: tensor<2x6x4xbf16> {norm.input = "normal:0,1"}) -> tensor<2x6x4xbf16> {
  %s = arith.addf %x, %x : tensor<2x6x4xbf16>
  %y = norm.local_response_norm %s channel_axis = 1 size = 5 alpha = 1.000000e+00 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x4xbf16>
  %z = arith.mulf %y, %s : tensor<2x6x4xbf16>
  return %z : tensor<2x6x4xbf16>
}

// ALL: {{^}}26 passed, 0 failed
