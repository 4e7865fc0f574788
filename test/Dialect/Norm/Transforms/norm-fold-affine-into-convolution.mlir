// RUN: norm-opt %s -norm-fold-affine | FileCheck %s
// RUN: norm-opt %s -norm-fold-affine=relaxed | FileCheck %s --check-prefix=RELAXED

// Batch normalization disappears into the convolution or matmul before it.

// Constants are evaluated: factor = [4 / 2, 9 / 3] = [2, 3], shift =
// ([1, 1] - [3, 2]) * factor + [10, 20].
// CHECK-LABEL: func.func @conv_nhwc_hwcf_relu_constants(
// CHECK-SAME:    %[[IMAGE:.+]]: tensor<?x4x4x1xf32>)
// CHECK-DAG:     %[[FILTER:.+]] = arith.constant dense<{{\[\[\[\[}}2.000000e+00, 6.000000e+00{{\]\]\]\]}}> : tensor<1x1x1x2xf32>
// CHECK-DAG:     %[[SHIFT:.+]] = arith.constant dense<[6.000000e+00, 1.700000e+01]> : tensor<2xf32>
// CHECK-DAG:     %[[EMPTY:.+]] = tensor.empty(%{{.+}}) : tensor<?x4x4x2xf32>
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[SHIFT]] : tensor<2xf32>) outs(%[[EMPTY]] : tensor<?x4x4x2xf32>) dimensions = [0, 1, 2]
// CHECK-NEXT:    %[[C:.+]] = linalg.conv_2d_nhwc_hwcf ins(%[[IMAGE]], %[[FILTER]] : {{.*}}) outs(%[[INIT]] : tensor<?x4x4x2xf32>)
// CHECK-NEXT:    %[[ZEROS:.+]] = linalg.fill
// CHECK-NEXT:    %[[Y:.+]] = linalg.max ins(%[[C]], %[[ZEROS]] :
// CHECK-NEXT:    return %[[Y]]
func.func @conv_nhwc_hwcf_relu_constants(%image: tensor<?x4x4x1xf32>) -> tensor<?x4x4x2xf32> {
  %filter = arith.constant dense<[[[[1.0, 2.0]]]]> : tensor<1x1x1x2xf32>
  %ones = arith.constant dense<1.0> : tensor<2xf32>
  %mean = arith.constant dense<[3.0, 2.0]> : tensor<2xf32>
  %var = arith.constant dense<[3.0, 8.0]> : tensor<2xf32>
  %scale = arith.constant dense<[4.0, 9.0]> : tensor<2xf32>
  %bias = arith.constant dense<[10.0, 20.0]> : tensor<2xf32>
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %image, %c0 : tensor<?x4x4x1xf32>
  %empty = tensor.empty(%n) : tensor<?x4x4x2xf32>
  %init = linalg.broadcast ins(%ones : tensor<2xf32>) outs(%empty : tensor<?x4x4x2xf32>) dimensions = [0, 1, 2]
  %c = linalg.conv_2d_nhwc_hwcf ins(%image, %filter : tensor<?x4x4x1xf32>, tensor<1x1x1x2xf32>) outs(%init : tensor<?x4x4x2xf32>) -> tensor<?x4x4x2xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<2xf32>) variance(%var : tensor<2xf32>) scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) channel_axis = 3 epsilon = 1.0 : tensor<?x4x4x2xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x4x4x2xf32>) -> tensor<?x4x4x2xf32>
  %r = linalg.max ins(%y, %zeros : tensor<?x4x4x2xf32>, tensor<?x4x4x2xf32>) outs(%empty : tensor<?x4x4x2xf32>) -> tensor<?x4x4x2xf32>
  return %r : tensor<?x4x4x2xf32>
}

// Groups and their channels are one axis of the norm and two dims of the
// filter.
// CHECK-LABEL: func.func @conv_grouped(
// CHECK-SAME:    %[[IMAGE:.+]]: tensor<1x2x3x4x4xf32>, %[[FILTER:.+]]: tensor<2x5x3x3x3xf32>, %[[S:.+]]: tensor<10xf32>)
// CHECK:         %[[FACTOR:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0, 1{{\]\]}} output_shape [2, 5] : tensor<10xf32> into tensor<2x5xf32>
// CHECK:         %[[SHIFT:.+]] = tensor.expand_shape
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[FILTER]], %[[FACTOR]] : tensor<2x5x3x3x3xf32>, tensor<2x5xf32>)
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[SHIFT]] : tensor<2x5xf32>) outs(%{{.+}} : tensor<1x2x5x2x2xf32>) dimensions = [0, 3, 4]
// CHECK-NEXT:    %[[C:.+]] = linalg.conv_2d_ngchw_gfchw ins(%[[IMAGE]], %[[SCALED]] : {{.*}}) outs(%[[INIT]] : tensor<1x2x5x2x2xf32>)
// CHECK-NEXT:    %[[Y:.+]] = tensor.collapse_shape %[[C]] {{\[\[}}0], [1, 2], [3], [4]]
// CHECK-NEXT:    return %[[Y]]
func.func @conv_grouped(%image: tensor<1x2x3x4x4xf32>, %filter: tensor<2x5x3x3x3xf32>, %s: tensor<10xf32>) -> tensor<1x10x2x2xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x2x5x2x2xf32>
  %c = linalg.conv_2d_ngchw_gfchw ins(%image, %filter : tensor<1x2x3x4x4xf32>, tensor<2x5x3x3x3xf32>) outs(%zeros : tensor<1x2x5x2x2xf32>) -> tensor<1x2x5x2x2xf32>
  %joined = tensor.collapse_shape %c [[0], [1, 2], [3], [4]] : tensor<1x2x5x2x2xf32> into tensor<1x10x2x2xf32>
  %y = norm.batch_norm %joined mean(%s : tensor<10xf32>) variance(%s : tensor<10xf32>) scale(%s : tensor<10xf32>) bias(%s : tensor<10xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<1x10x2x2xf32>
  return %y : tensor<1x10x2x2xf32>
}

// CHECK-LABEL: func.func @conv_depthwise(
// CHECK-NOT:     norm.batch_norm
// CHECK:         linalg.depthwise_conv_2d_nhwc_hwc
// CHECK-NEXT:    return
func.func @conv_depthwise(%image: tensor<1x4x4x3xf32>, %filter: tensor<3x3x3xf32>, %s: tensor<3xf32>) -> tensor<1x2x2x3xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x2x2x3xf32>
  %c = linalg.depthwise_conv_2d_nhwc_hwc ins(%image, %filter : tensor<1x4x4x3xf32>, tensor<3x3x3xf32>) outs(%zeros : tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<1x2x2x3xf32>
  return %y : tensor<1x2x2x3xf32>
}

// CHECK-LABEL: func.func @conv_depthwise_multiplier(
// CHECK-NOT:     norm.batch_norm
// CHECK:         linalg.depthwise_conv_2d_nhwc_hwcm
// CHECK-NEXT:    tensor.collapse_shape
// CHECK-NEXT:    return
func.func @conv_depthwise_multiplier(%image: tensor<1x4x4x3xf32>, %filter: tensor<3x3x3x2xf32>, %s: tensor<6xf32>) -> tensor<1x2x2x6xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x2x2x3x2xf32>
  %c = linalg.depthwise_conv_2d_nhwc_hwcm ins(%image, %filter : tensor<1x4x4x3xf32>, tensor<3x3x3x2xf32>) outs(%zeros : tensor<1x2x2x3x2xf32>) -> tensor<1x2x2x3x2xf32>
  %joined = tensor.collapse_shape %c [[0], [1], [2], [3, 4]] : tensor<1x2x2x3x2xf32> into tensor<1x2x2x6xf32>
  %y = norm.batch_norm %joined mean(%s : tensor<6xf32>) variance(%s : tensor<6xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<1x2x2x6xf32>
  return %y : tensor<1x2x2x6xf32>
}

// CHECK-LABEL: func.func @conv_depthwise_nchw(
// CHECK-NOT:     norm.batch_norm
// CHECK:         linalg.depthwise_conv_2d_nchw_chw
// CHECK-NEXT:    return
func.func @conv_depthwise_nchw(%image: tensor<1x3x4x4xf32>, %filter: tensor<3x3x3xf32>, %s: tensor<3xf32>) -> tensor<1x3x2x2xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x3x2x2xf32>
  %c = linalg.depthwise_conv_2d_nchw_chw ins(%image, %filter : tensor<1x3x4x4xf32>, tensor<3x3x3xf32>) outs(%zeros : tensor<1x3x2x2xf32>) -> tensor<1x3x2x2xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<1x3x2x2xf32>
  return %y : tensor<1x3x2x2xf32>
}

// CHECK-LABEL: func.func @conv_1d_and_3d(
// CHECK-NOT:     norm.batch_norm
// CHECK:         linalg.conv_1d_ncw_fcw
// CHECK-NOT:     norm.batch_norm
// CHECK:         linalg.conv_3d_ndhwc_dhwcf
// CHECK-NEXT:    return
func.func @conv_1d_and_3d(%i1: tensor<1x3x4xf64>, %f1: tensor<2x3x3xf64>, %i3: tensor<1x4x4x4x3xf64>, %f3: tensor<3x3x3x3x2xf64>, %s: tensor<2xf64>) -> (tensor<1x2x2xf64>, tensor<1x2x2x2x2xf64>) {
  %zeros1 = arith.constant dense<0.0> : tensor<1x2x2xf64>
  %c1 = linalg.conv_1d_ncw_fcw ins(%i1, %f1 : tensor<1x3x4xf64>, tensor<2x3x3xf64>) outs(%zeros1 : tensor<1x2x2xf64>) -> tensor<1x2x2xf64>
  %y1 = norm.batch_norm %c1 mean(%s : tensor<2xf64>) variance(%s : tensor<2xf64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<1x2x2xf64>
  %zeros3 = arith.constant dense<0.0> : tensor<1x2x2x2x2xf64>
  %c3 = linalg.conv_3d_ndhwc_dhwcf ins(%i3, %f3 : tensor<1x4x4x4x3xf64>, tensor<3x3x3x3x2xf64>) outs(%zeros3 : tensor<1x2x2x2x2xf64>) -> tensor<1x2x2x2x2xf64>
  %y3 = norm.batch_norm %c3 mean(%s : tensor<2xf64>) variance(%s : tensor<2xf64>) channel_axis = 4 epsilon = 1.0e-5 : tensor<1x2x2x2x2xf64>
  return %y1, %y3 : tensor<1x2x2xf64>, tensor<1x2x2x2x2xf64>
}

// A matmul's channels are its columns, and the right side is scaled.
// CHECK-LABEL: func.func @matmul_columns(
// CHECK-SAME:    %[[A:.+]]: tensor<?x4xf32>, %[[B:.+]]: tensor<4x3xf32>
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[B]], %{{.+}} : tensor<4x3xf32>, tensor<3xf32>)
// CHECK:         linalg.matmul ins(%[[A]], %[[SCALED]] :
// CHECK-NEXT:    return
func.func @matmul_columns(%a: tensor<?x4xf32>, %b: tensor<4x3xf32>, %s: tensor<3xf32>, %start: f32) -> tensor<?x3xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%n) : tensor<?x3xf32>
  %init = linalg.fill ins(%start : f32) outs(%empty : tensor<?x3xf32>) -> tensor<?x3xf32>
  %c = linalg.matmul ins(%a, %b : tensor<?x4xf32>, tensor<4x3xf32>) outs(%init : tensor<?x3xf32>) -> tensor<?x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Or its rows, and the left side is.
// CHECK-LABEL: func.func @batch_matmul_rows(
// CHECK-SAME:    %[[A:.+]]: tensor<2x3x4xf32>, %[[B:.+]]: tensor<2x4x5xf32>
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[A]], %{{.+}} : tensor<2x3x4xf32>, tensor<3xf32>)
// CHECK:         linalg.batch_matmul ins(%[[SCALED]], %[[B]] :
// CHECK-NEXT:    return
func.func @batch_matmul_rows(%a: tensor<2x3x4xf32>, %b: tensor<2x4x5xf32>, %s: tensor<3xf32>) -> tensor<2x3x5xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x3x5xf32>
  %c = linalg.batch_matmul ins(%a, %b : tensor<2x3x4xf32>, tensor<2x4x5xf32>) outs(%zeros : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3x5xf32>
  return %y : tensor<2x3x5xf32>
}

// The sum is rounded to bf16 before the norm reads it.
// CHECK-LABEL: func.func @stated_rounding_of_result(
// CHECK:         linalg.matmul
// CHECK:         norm.batch_norm
// RELAXED-LABEL: func.func @stated_rounding_of_result(
// RELAXED:         linalg.generic {{.*}} ins(%{{.+}}, %{{.+}} : tensor<4x3xbf16>, tensor<3xf32>)
// RELAXED:           arith.truncf %{{.+}} : f32 to bf16
// RELAXED-NOT:     norm.batch_norm
// RELAXED:         return
func.func @stated_rounding_of_result(%a: tensor<2x4xbf16>, %b: tensor<4x3xbf16>, %s: tensor<3xbf16>) -> tensor<2x3xbf16> {
  %zeros = arith.constant dense<0.0> : tensor<2x3xbf16>
  %c = linalg.matmul ins(%a, %b : tensor<2x4xbf16>, tensor<4x3xbf16>) outs(%zeros : tensor<2x3xbf16>) -> tensor<2x3xbf16>
  %y = norm.batch_norm %c mean(%s : tensor<3xbf16>) variance(%s : tensor<3xbf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xbf16>
  return %y : tensor<2x3xbf16>
}

// Scaled weights would be rounded to bf16.
// CHECK-LABEL: func.func @narrow_weights(
// CHECK:         norm.batch_norm
// RELAXED-LABEL: func.func @narrow_weights(
// RELAXED-NOT:     norm.batch_norm
// RELAXED:         return
func.func @narrow_weights(%a: tensor<2x4xbf16>, %b: tensor<4x3xbf16>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x3xf32>
  %c = linalg.matmul ins(%a, %b : tensor<2x4xbf16>, tensor<4x3xbf16>) outs(%zeros : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @other_use_of_result(
// CHECK:         norm.batch_norm
func.func @other_use_of_result(%a: tensor<2x4xf32>, %b: tensor<4x3xf32>, %s: tensor<3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
  %zeros = arith.constant dense<0.0> : tensor<2x3xf32>
  %c = linalg.matmul ins(%a, %b : tensor<2x4xf32>, tensor<4x3xf32>) outs(%zeros : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y, %c : tensor<2x3xf32>, tensor<2x3xf32>
}

// In the loop the matmul would run again and again.
// CHECK-LABEL: func.func @other_block(
// CHECK:         linalg.matmul
// CHECK:         scf.for
// CHECK:         norm.batch_norm
func.func @other_block(%a: tensor<2x4xf32>, %b: tensor<4x3xf32>, %s: tensor<3xf32>, %n: index) -> tensor<2x3xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zeros = arith.constant dense<0.0> : tensor<2x3xf32>
  %c = linalg.matmul ins(%a, %b : tensor<2x4xf32>, tensor<4x3xf32>) outs(%zeros : tensor<2x3xf32>) -> tensor<2x3xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%acc = %zeros) -> tensor<2x3xf32> {
    %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
    %sum = arith.addf %y, %acc : tensor<2x3xf32>
    scf.yield %sum : tensor<2x3xf32>
  }
  return %r : tensor<2x3xf32>
}

// The run-time check of the number of channels would go with the norm.
// CHECK-LABEL: func.func @unchecked_channels(
// CHECK:         norm.batch_norm
// RELAXED-LABEL: func.func @unchecked_channels(
// RELAXED:         norm.batch_norm
func.func @unchecked_channels(%a: tensor<2x4xf32>, %b: tensor<4x3xf32>, %s: tensor<?xf32>) -> tensor<2x3xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x3xf32>
  %c = linalg.matmul ins(%a, %b : tensor<2x4xf32>, tensor<4x3xf32>) outs(%zeros : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<?xf32>) variance(%s : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// A variance of 0 would make weights infinite, and NaN of zeros in the image.
// CHECK-LABEL: func.func @epsilon_zero(
// CHECK:         norm.batch_norm
func.func @epsilon_zero(%a: tensor<2x4xf32>, %b: tensor<4x3xf32>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x3xf32>
  %c = linalg.matmul ins(%a, %b : tensor<2x4xf32>, tensor<4x3xf32>) outs(%zeros : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 0.0 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// What is added to the sum does not depend on the channel alone.
// CHECK-LABEL: func.func @other_init(
// CHECK:         norm.batch_norm
func.func @other_init(%a: tensor<2x4xf32>, %b: tensor<4x3xf32>, %init: tensor<2x3xf32>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
  %c = linalg.matmul ins(%a, %b : tensor<2x4xf32>, tensor<4x3xf32>) outs(%init : tensor<2x3xf32>) -> tensor<2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// A pooling has a window, not weights.
// CHECK-LABEL: func.func @pooling(
// CHECK:         norm.batch_norm
func.func @pooling(%image: tensor<1x4x4x3xf32>, %s: tensor<3xf32>) -> tensor<1x2x2x3xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x2x2x3xf32>
  %window = tensor.empty() : tensor<3x3xf32>
  %c = linalg.pooling_nhwc_sum ins(%image, %window : tensor<1x4x4x3xf32>, tensor<3x3xf32>) outs(%zeros : tensor<1x2x2x3xf32>) -> tensor<1x2x2x3xf32>
  %y = norm.batch_norm %c mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<1x2x2x3xf32>
  return %y : tensor<1x2x2x3xf32>
}

// The rows of an image are no channels of the filter.
// CHECK-LABEL: func.func @spatial_axis(
// CHECK:         norm.batch_norm
func.func @spatial_axis(%image: tensor<1x2x4x4xf32>, %filter: tensor<2x2x3x3xf32>, %s: tensor<2xf32>) -> tensor<1x2x2x2xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x2x2x2xf32>
  %c = linalg.conv_2d_nchw_fchw ins(%image, %filter : tensor<1x2x4x4xf32>, tensor<2x2x3x3xf32>) outs(%zeros : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  %y = norm.batch_norm %c mean(%s : tensor<2xf32>) variance(%s : tensor<2xf32>) channel_axis = 2 epsilon = 1.0e-5 : tensor<1x2x2x2xf32>
  return %y : tensor<1x2x2x2xf32>
}
