// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | FileCheck %s

// What adds, splits or joins dims is a view; what repeats elements is a linalg.broadcast of the dims that are repeated.

// CHECK-LABEL: func.func @keep_dims(
// CHECK-SAME:    %[[X:.+]]: tensor<4xf32>)
// CHECK-NEXT:    %[[UNIT:.+]] = tensor.expand_shape %[[X]] {{\[}}[0, 1]] output_shape [4, 1] : tensor<4xf32> into tensor<4x1xf32>
// CHECK:         %[[EMPTY:.+]] = tensor.empty() : tensor<4x8xf32>
// CHECK-NEXT:    %[[WHOLE:.+]] = linalg.broadcast ins(%[[X]] : tensor<4xf32>) outs(%[[EMPTY]] : tensor<4x8xf32>) dimensions = [1]
// CHECK-NEXT:    return %[[UNIT]], %[[WHOLE]]
func.func @keep_dims(%x: tensor<4xf32>) -> (tensor<4x1xf32>, tensor<4x8xf32>) {
  %0 = "stablehlo.broadcast_in_dim"(%x) <{broadcast_dimensions = array<i64: 0>}> : (tensor<4xf32>) -> tensor<4x1xf32>
  %1 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<4x1xf32>) -> tensor<4x8xf32>
  return %0, %1 : tensor<4x1xf32>, tensor<4x8xf32>
}

// Dims in another order, and the older spelling of the attribute.
// CHECK-LABEL: func.func @in_another_order(
// CHECK-SAME:    %[[X:.+]]: tensor<3x1x2xf32>)
// CHECK:         %[[MATRIX:.+]] = tensor.collapse_shape %[[X]] {{\[}}[0, 1], [2]] : tensor<3x1x2xf32> into tensor<3x2xf32>
// CHECK:         %[[TURNED:.+]] = linalg.transpose ins(%[[MATRIX]] : tensor<3x2xf32>) outs(%{{.+}} : tensor<2x3xf32>) permutation = [1, 0]
// CHECK:         linalg.broadcast ins(%[[TURNED]] : tensor<2x3xf32>) outs(%{{.+}} : tensor<2x5x3xf32>) dimensions = [1]
func.func @in_another_order(%x: tensor<3x1x2xf32>) -> tensor<2x5x3xf32> {
  %0 = "stablehlo.broadcast_in_dim"(%x) {broadcast_dimensions = dense<[2, 1, 0]> : tensor<3xi64>} : (tensor<3x1x2xf32>) -> tensor<2x5x3xf32>
  return %0 : tensor<2x5x3xf32>
}

// CHECK-LABEL: func.func @constants(
// CHECK:         arith.constant dense<2.000000e+00> : tensor<2x3xf32>
// CHECK:         %[[S:.+]] = linalg.broadcast ins(%{{.+}} : tensor<f32>) outs(%{{.+}} : tensor<2x3xf32>) dimensions = [0, 1]
func.func @constants(%s: tensor<f32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
  %two = "stablehlo.constant"() <{value = dense<2.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.broadcast_in_dim"(%two) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3xf32>
  %1 = "stablehlo.broadcast_in_dim"(%s) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3xf32>
  return %0, %1 : tensor<2x3xf32>, tensor<2x3xf32>
}

// Groups of dims are as small as they can be: the batch stays, channels are split, the image is joined.
// CHECK-LABEL: func.func @reshape(
// CHECK-SAME:    %[[X:.+]]: tensor<2x6x5x7xf32>, %[[Y:.+]]: tensor<4x6xf32>)
// CHECK:         %[[JOINED:.+]] = tensor.collapse_shape %[[X]] {{\[}}[0], [1], [2, 3]] : tensor<2x6x5x7xf32> into tensor<2x6x35xf32>
// CHECK:         tensor.expand_shape %[[JOINED]] {{\[}}[0], [1, 2], [3]] output_shape [2, 3, 2, 35] : tensor<2x6x35xf32> into tensor<2x3x2x35xf32>
// CHECK:         %[[ALL:.+]] = tensor.collapse_shape %[[Y]] {{\[}}[0, 1]] : tensor<4x6xf32> into tensor<24xf32>
// CHECK:         tensor.expand_shape %[[ALL]] {{\[}}[0, 1]] output_shape [3, 8] : tensor<24xf32> into tensor<3x8xf32>
func.func @reshape(%x: tensor<2x6x5x7xf32>, %y: tensor<4x6xf32>) -> (tensor<2x3x2x35xf32>, tensor<3x8xf32>) {
  %0 = "stablehlo.reshape"(%x) : (tensor<2x6x5x7xf32>) -> tensor<2x3x2x35xf32>
  %1 = "stablehlo.reshape"(%y) : (tensor<4x6xf32>) -> tensor<3x8xf32>
  return %0, %1 : tensor<2x3x2x35xf32>, tensor<3x8xf32>
}

// There and back again is nothing; a scalar is a tensor of ones; no elements are any no elements.
// CHECK-LABEL: func.func @reshape_ends(
// CHECK-SAME:    %[[X:.+]]: tensor<2x6xf32>, %[[S:.+]]: tensor<1x1xf32>, %{{.+}}: tensor<0x3xf32>)
// CHECK-DAG:     %[[SCALAR:.+]] = tensor.collapse_shape %[[S]] [] : tensor<1x1xf32> into tensor<f32>
// CHECK-DAG:     %[[NONE:.+]] = tensor.empty() : tensor<5x0xf32>
// CHECK:         return %[[X]], %[[SCALAR]], %[[NONE]]
func.func @reshape_ends(%x: tensor<2x6xf32>, %s: tensor<1x1xf32>, %e: tensor<0x3xf32>) -> (tensor<2x6xf32>, tensor<f32>, tensor<5x0xf32>) {
  %0 = "stablehlo.reshape"(%x) : (tensor<2x6xf32>) -> tensor<3x4xf32>
  %1 = "stablehlo.reshape"(%0) : (tensor<3x4xf32>) -> tensor<2x6xf32>
  %2 = "stablehlo.reshape"(%s) : (tensor<1x1xf32>) -> tensor<f32>
  %3 = "stablehlo.reshape"(%e) : (tensor<0x3xf32>) -> tensor<5x0xf32>
  return %1, %2, %3 : tensor<2x6xf32>, tensor<f32>, tensor<5x0xf32>
}

// CHECK-LABEL: func.func @parts(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x8xf32>)
// CHECK:         linalg.transpose ins(%[[X]] : tensor<2x3x8xf32>) outs(%{{.+}} : tensor<8x2x3xf32>) permutation = [2, 0, 1]
// CHECK:         %[[SLICE:.+]] = tensor.extract_slice %[[X]][0, 1, 1] [2, 2, 3] [1, 1, 3] : tensor<2x3x8xf32> to tensor<2x2x3xf32>
// CHECK:         tensor.concat dim(1) %[[SLICE]], %[[SLICE]] : (tensor<2x2x3xf32>, tensor<2x2x3xf32>) -> tensor<2x4x3xf32>
// CHECK:         tensor.pad %[[X]] low[0, 2, 0] high[0, 1, 0]
func.func @parts(%x: tensor<2x3x8xf32>) -> (tensor<8x2x3xf32>, tensor<2x4x3xf32>, tensor<2x6x8xf32>) {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.transpose"(%x) <{permutation = array<i64: 2, 0, 1>}> : (tensor<2x3x8xf32>) -> tensor<8x2x3xf32>
  %1 = "stablehlo.slice"(%x) <{start_indices = array<i64: 0, 1, 1>, limit_indices = array<i64: 2, 3, 8>, strides = array<i64: 1, 1, 3>}> : (tensor<2x3x8xf32>) -> tensor<2x2x3xf32>
  %2 = "stablehlo.concatenate"(%1, %1) <{dimension = 1 : i64}> : (tensor<2x2x3xf32>, tensor<2x2x3xf32>) -> tensor<2x4x3xf32>
  %3 = "stablehlo.pad"(%x, %zero) <{edge_padding_low = array<i64: 0, 2, 0>, edge_padding_high = array<i64: 0, 1, 0>, interior_padding = array<i64: 0, 0, 0>}> : (tensor<2x3x8xf32>, tensor<f32>) -> tensor<2x6x8xf32>
  return %0, %2, %3 : tensor<8x2x3xf32>, tensor<2x4x3xf32>, tensor<2x6x8xf32>
}

// CHECK-LABEL: func.func @iota(
// CHECK:         linalg.generic {{.*}} outs(%{{.+}} : tensor<3x4xf32>)
// CHECK:           %[[INDEX:.+]] = linalg.index 1 : index
// CHECK:           %[[INTEGER:.+]] = arith.index_cast %[[INDEX]] : index to i64
// CHECK:           arith.sitofp %[[INTEGER]] : i64 to f32
func.func @iota() -> tensor<3x4xf32> {
  %0 = "stablehlo.iota"() <{iota_dimension = 1 : i64}> : () -> tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// Constant indices that name every element in order are a reshape.
// CHECK-LABEL: func.func @gather(
// CHECK-SAME:    %[[X:.+]]: tensor<2x2x1xf32>)
// CHECK-NEXT:    %[[ROW:.+]] = tensor.collapse_shape %[[X]] {{\[}}[0, 1, 2]] : tensor<2x2x1xf32> into tensor<4xf32>
// CHECK-NEXT:    return %[[ROW]]
func.func @gather(%x: tensor<2x2x1xf32>) -> tensor<4xf32> {
  %indices = "stablehlo.constant"() <{value = dense<[[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]]> : tensor<4x3xi64>}> : () -> tensor<4x3xi64>
  %0 = "stablehlo.gather"(%x, %indices) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0, 1, 2], start_index_map = [0, 1, 2], index_vector_dim = 1>, slice_sizes = array<i64: 1, 1, 1>}> : (tensor<2x2x1xf32>, tensor<4x3xi64>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
