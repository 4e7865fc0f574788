// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | FileCheck %s

// Reductions, windows and products of matrices.

// CHECK-DAG:   #[[PLACE:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2 + d3)>
// CHECK-DAG:   #[[EXTENT:.+]] = affine_map<(d0, d1, d2, d3) -> (d3)>
// CHECK-DAG:   #[[POOL:.+]] = affine_map<(d0, d1, d2) -> (d0, d1 * 3 + d2 * 2)>
// CHECK-DAG:   #[[COUNT:.+]] = affine_map<()[s0] -> (s0 floordiv 3, 0)>

// CHECK-LABEL: func.func @sum(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x8xf32>)
// CHECK:         %[[ZERO:.+]] = arith.constant 0.000000e+00 : f32
// CHECK:         %[[START:.+]] = linalg.fill ins(%[[ZERO]] : f32) outs(%{{.+}} : tensor<3xf32>) -> tensor<3xf32>
// CHECK:         linalg.reduce { arith.addf {fastmath = #arith.fastmath<reassoc>} } ins(%[[X]] : tensor<2x3x8xf32>) outs(%[[START]] : tensor<3xf32>) dimensions = [0, 2]
func.func @sum(%x: tensor<2x3x8xf32>) -> tensor<3xf32> {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 2, 0>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%b, %a) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<2x3x8xf32>, tensor<f32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}

// Two reductions in one op; NaN makes an extreme NaN. The initial value is an argument.
// CHECK-LABEL: func.func @extremes(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3xf32>, %[[INITIAL:.+]]: tensor<f32>)
// CHECK:         %[[SCALAR:.+]] = tensor.extract %[[INITIAL]][] : tensor<f32>
// CHECK:         %[[START:.+]] = linalg.fill ins(%[[SCALAR]] : f32)
// CHECK:         linalg.reduce { arith.maximumf } ins(%[[X]] : tensor<2x3xf32>) outs(%[[START]] : tensor<2xf32>) dimensions = [1]
// CHECK:         linalg.reduce { arith.minimumf } ins(%[[X]] : tensor<2x3xf32>)
func.func @extremes(%x: tensor<2x3xf32>, %initial: tensor<f32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %0:2 = "stablehlo.reduce"(%x, %x, %initial, %initial) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<f32>, %d: tensor<f32>):
    %1 = "stablehlo.maximum"(%a, %c) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %2 = "stablehlo.minimum"(%b, %d) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1, %2) : (tensor<f32>, tensor<f32>) -> ()
  }) : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<f32>, tensor<f32>) -> (tensor<2xf32>, tensor<2xf32>)
  return %0#0, %0#1 : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @all(
// CHECK:         linalg.reduce { arith.andi }
func.func @all(%x: tensor<2x3xi1>) -> tensor<2xi1> {
  %true = "stablehlo.constant"() <{value = dense<true> : tensor<i1>}> : () -> tensor<i1>
  %0 = "stablehlo.reduce"(%x, %true) ({
  ^bb0(%a: tensor<i1>, %b: tensor<i1>):
    %1 = "stablehlo.and"(%a, %b) : (tensor<i1>, tensor<i1>) -> tensor<i1>
    "stablehlo.return"(%1) : (tensor<i1>) -> ()
  }) {dimensions = dense<1> : tensor<1xi64>} : (tensor<2x3xi1>, tensor<i1>) -> tensor<2xi1>
  return %0 : tensor<2xi1>
}

// Windows of five channels, as in local response normalization; dims of windows of 1 are no loops.
// CHECK-LABEL: func.func @windows(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x8xf32>)
// CHECK:         %[[PADDED:.+]] = tensor.pad %[[X]] low[0, 0, 2] high[0, 0, 2]
// CHECK:         linalg.generic {indexing_maps = [#[[PLACE]], #[[EXTENT]], #{{.+}}], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%[[PADDED]], %{{.+}} : tensor<2x3x12xf32>, tensor<5xf32>) outs(%{{.+}} : tensor<2x3x8xf32>)
// CHECK:           arith.addf {{.*}} fastmath<reassoc> : f32
func.func @windows(%x: tensor<2x3x8xf32>) -> tensor<2x3x8xf32> {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce_window"(%x, %zero) <{window_dimensions = array<i64: 1, 1, 5>, window_strides = array<i64: 1, 1, 1>, base_dilations = array<i64: 1, 1, 1>, window_dilations = array<i64: 1, 1, 1>, padding = dense<[[0, 0], [0, 0], [2, 2]]> : tensor<3x2xi64>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<2x3x8xf32>, tensor<f32>) -> tensor<2x3x8xf32>
  return %0 : tensor<2x3x8xf32>
}

// A pool with strides and dilations, of a tensor of unknown size.
// CHECK-LABEL: func.func @pool(
// CHECK:         affine.max #[[COUNT]]()[%{{.+}}]
// CHECK:         linalg.generic {indexing_maps = [#[[POOL]],
// CHECK:           arith.maximumf
func.func @pool(%x: tensor<4x?xf32>) -> tensor<4x?xf32> {
  %low = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce_window"(%x, %low) <{window_dimensions = array<i64: 1, 2>, window_strides = array<i64: 1, 3>, window_dilations = array<i64: 1, 2>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.maximum"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<4x?xf32>, tensor<f32>) -> tensor<4x?xf32>
  return %0 : tensor<4x?xf32>
}

// A dense layer on a batch of sequences; 16-bit products are summed in f32.
// CHECK-LABEL: func.func @dense_layer(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x8xbf16>, %[[W:.+]]: tensor<4x8xbf16>)
// CHECK:         %[[ROWS:.+]] = tensor.collapse_shape %[[X]] {{\[}}[0, 1], [2]] : tensor<2x3x8xbf16> into tensor<6x8xbf16>
// CHECK:         %[[TURNED:.+]] = linalg.transpose ins(%[[W]] : tensor<4x8xbf16>) outs(%{{.+}} : tensor<8x4xbf16>) permutation = [1, 0]
// CHECK:         %[[PRODUCT:.+]] = linalg.matmul ins(%[[ROWS]], %[[TURNED]] : tensor<6x8xbf16>, tensor<8x4xbf16>) outs(%{{.+}} : tensor<6x4xf32>) -> tensor<6x4xf32>
// CHECK:         %[[ROUNDED:.+]] = arith.truncf %[[PRODUCT]] : tensor<6x4xf32> to tensor<6x4xbf16>
// CHECK:         tensor.expand_shape %[[ROUNDED]] {{\[}}[0, 1], [2]] output_shape [2, 3, 4] : tensor<6x4xbf16> into tensor<2x3x4xbf16>
func.func @dense_layer(%x: tensor<2x3x8xbf16>, %w: tensor<4x8xbf16>) -> tensor<2x3x4xbf16> {
  %0 = "stablehlo.dot_general"(%x, %w) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}> : (tensor<2x3x8xbf16>, tensor<4x8xbf16>) -> tensor<2x3x4xbf16>
  return %0 : tensor<2x3x4xbf16>
}

// CHECK-LABEL: func.func @batches(
// CHECK:         linalg.batch_matmul ins(%{{.+}}, %{{.+}} : tensor<5x2x3xf32>, tensor<5x3x4xf32>) outs(%{{.+}} : tensor<5x2x4xf32>)
func.func @batches(%x: tensor<5x2x3xf32>, %y: tensor<5x3x4xf32>) -> tensor<5x2x4xf32> {
  %0 = "stablehlo.dot_general"(%x, %y) <{dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>}> : (tensor<5x2x3xf32>, tensor<5x3x4xf32>) -> tensor<5x2x4xf32>
  return %0 : tensor<5x2x4xf32>
}

// The op before dot_general.
// CHECK-LABEL: func.func @dot(
// CHECK:         linalg.matmul ins(%{{.+}}, %{{.+}} : tensor<?x3xf64>, tensor<3x4xf64>) outs(%{{.+}} : tensor<?x4xf64>)
func.func @dot(%x: tensor<?x3xf64>, %y: tensor<3x4xf64>) -> tensor<?x4xf64> {
  %0 = "stablehlo.dot"(%x, %y) : (tensor<?x3xf64>, tensor<3x4xf64>) -> tensor<?x4xf64>
  return %0 : tensor<?x4xf64>
}
