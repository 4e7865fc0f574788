// RUN: norm-opt %s -norm-fold-affine | FileCheck %s
// RUN: norm-opt %s -norm-fold-affine --statistics -o /dev/null 2>&1 | FileCheck %s --check-prefix=STATS

// The examples of the pass, and its counters.

// STATS-DAG: 1 norm-fold-affine {{.*}}Products and sums folded into scale and bias
// STATS-DAG: 1 norm-fold-affine {{.*}}Batch normalizations folded into convolutions and matmuls

// A product with a vector becomes part of the scale.
// CHECK-LABEL: func.func @layer_norm_multiply_generic(
// CHECK-SAME:    %[[X:.+]]: tensor<?x4xf32>, %[[W:.+]]: tensor<4xf32>, %[[V:.+]]: tensor<4xf32>)
// CHECK-NEXT:    %[[SCALE:.+]] = arith.mulf %[[W]], %[[V]] : tensor<4xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] scale(%[[SCALE]] : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<?x4xf32>
// CHECK-NEXT:    return %[[Y]]
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
func.func @layer_norm_multiply_generic(%x: tensor<?x4xf32>, %w: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%n) : tensor<?x4xf32>
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  %scaled = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%y, %v : tensor<?x4xf32>, tensor<4xf32>) outs(%empty : tensor<?x4xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.mulf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<?x4xf32>
  return %scaled : tensor<?x4xf32>
}

// The product becomes part of the weights, the rest what the convolution starts
// from.
// CHECK-LABEL: func.func @conv_nchw_fchw(
// CHECK-SAME:    %[[IMAGE:.+]]: tensor<1x2x4x4xf32>, %[[FILTER:.+]]: tensor<2x2x3x3xf32>, %[[MEAN:.+]]: tensor<2xf32>, %[[VAR:.+]]: tensor<2xf32>)
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant dense<1.000000e-05> : tensor<2xf64>
// CHECK-DAG:     %[[ONE:.+]] = arith.constant dense<1.000000e+00> : tensor<2xf64>
// CHECK-DAG:     %[[EMPTY:.+]] = tensor.empty() : tensor<1x2x2x2xf32>
// CHECK-DAG:     %[[VAR64:.+]] = arith.extf %[[VAR]] : tensor<2xf32> to tensor<2xf64>
// CHECK-DAG:     %[[SUM:.+]] = arith.addf %[[VAR64]], %[[EPSILON]] : tensor<2xf64>
// CHECK-DAG:     %[[ROOT:.+]] = math.sqrt %[[SUM]] : tensor<2xf64>
// CHECK-DAG:     %[[RSTD:.+]] = arith.divf %[[ONE]], %[[ROOT]] : tensor<2xf64>
// CHECK-DAG:     %[[MEAN64:.+]] = arith.extf %[[MEAN]] : tensor<2xf32> to tensor<2xf64>
// CHECK-DAG:     %[[CENTRED:.+]] = arith.negf %[[MEAN64]] : tensor<2xf64>
// CHECK-DAG:     %[[SHIFT64:.+]] = arith.mulf %[[CENTRED]], %[[RSTD]] : tensor<2xf64>
// CHECK-DAG:     %[[FACTOR:.+]] = arith.truncf %[[RSTD]] : tensor<2xf64> to tensor<2xf32>
// CHECK-DAG:     %[[SHIFT:.+]] = arith.truncf %[[SHIFT64]] : tensor<2xf64> to tensor<2xf32>
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[FILTER]], %[[FACTOR]] : tensor<2x2x3x3xf32>, tensor<2xf32>)
// CHECK:           arith.mulf
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[SHIFT]] : tensor<2xf32>) outs(%[[EMPTY]] : tensor<1x2x2x2xf32>) dimensions = [0, 2, 3]
// CHECK-NEXT:    %[[Y:.+]] = linalg.conv_2d_nchw_fchw ins(%[[IMAGE]], %[[SCALED]] : tensor<1x2x4x4xf32>, tensor<2x2x3x3xf32>) outs(%[[INIT]] : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @conv_nchw_fchw(%image: tensor<1x2x4x4xf32>, %filter: tensor<2x2x3x3xf32>, %mean: tensor<2xf32>, %var: tensor<2xf32>) -> tensor<1x2x2x2xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x2x2x2xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  %c = linalg.conv_2d_nchw_fchw ins(%image, %filter : tensor<1x2x4x4xf32>, tensor<2x2x3x3xf32>) outs(%zeros : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<2xf32>) variance(%var : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<1x2x2x2xf32>
  return %y : tensor<1x2x2x2xf32>
}
