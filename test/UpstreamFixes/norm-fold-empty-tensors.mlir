// RUN: norm-opt %s -norm-fold-empty-tensors -lower-affine -cse | FileCheck %s

// CHECK-LABEL: func.func @collapse(
// CHECK-SAME:    %[[X:.+]]: tensor<?x0x?xf32>)
// CHECK:         %[[N:.+]] = tensor.dim %[[X]], %{{.+}} : tensor<?x0x?xf32>
// CHECK:         %[[Y:.+]] = tensor.empty(%[[N]], %[[C0:.+]]) : tensor<?x?xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @collapse(%x: tensor<?x0x?xf32>) -> tensor<?x?xf32> {
  %y = tensor.collapse_shape %x [[0], [1, 2]] : tensor<?x0x?xf32> into tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @expand(
// CHECK-NOT:     tensor.expand_shape
// CHECK:         tensor.empty(%{{.+}}) : tensor<?x0x3xf32>
func.func @expand(%x: tensor<?x0xf32>, %n: index) -> tensor<?x0x3xf32> {
  %y = tensor.expand_shape %x [[0], [1, 2]] output_shape [%n, 0, 3] : tensor<?x0xf32> into tensor<?x0x3xf32>
  return %y : tensor<?x0x3xf32>
}

// CHECK-LABEL: func.func @slice(
// CHECK-NEXT:    %[[Y:.+]] = tensor.empty() : tensor<0x6xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @slice(%x: tensor<4x6xf32>) -> tensor<0x6xf32> {
  %y = tensor.extract_slice %x[3, 0] [0, 6] [1, 1] : tensor<4x6xf32> to tensor<0x6xf32>
  return %y : tensor<0x6xf32>
}

// CHECK-LABEL: func.func @pad(
// CHECK-DAG:     %[[C:.+]] = arith.constant 1.0
// CHECK-DAG:     %[[E:.+]] = tensor.empty() : tensor<4x6xf32>
// CHECK:         %[[Y:.+]] = linalg.fill ins(%[[C]] : f32) outs(%[[E]] : tensor<4x6xf32>)
// CHECK-NEXT:    return %[[Y]]
func.func @pad(%x: tensor<0x4xf32>) -> tensor<4x6xf32> {
  %y = tensor.pad %x low[4, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    %c = arith.constant 1.0 : f32
    tensor.yield %c : f32
  } : tensor<0x4xf32> to tensor<4x6xf32>
  return %y : tensor<4x6xf32>
}

// CHECK-LABEL: func.func @pad_with_indices(
// CHECK:         tensor.generate {
// CHECK-NEXT:    ^bb0(%[[I:.+]]: index):
// CHECK-NEXT:      arith.index_cast %[[I]]
func.func @pad_with_indices(%x: tensor<0xi32>) -> tensor<4xi32> {
  %y = tensor.pad %x low[4] high[0] {
  ^bb0(%i: index):
    %c = arith.index_cast %i : index to i32
    tensor.yield %c : i32
  } : tensor<0xi32> to tensor<4xi32>
  return %y : tensor<4xi32>
}

// CHECK-LABEL: func.func @pad_to_nothing(
// CHECK-NEXT:    tensor.empty() : tensor<0x6xf32>
// CHECK-NEXT:    return
func.func @pad_to_nothing(%x: tensor<0x4xf32>, %c: f32) -> tensor<0x6xf32> {
  %y = tensor.pad %x low[0, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x4xf32> to tensor<0x6xf32>
  return %y : tensor<0x6xf32>
}

// CHECK-LABEL: func.func @insert(
// CHECK-SAME:    , %[[Y:.+]]: tensor<4x6xf32>)
// CHECK-NEXT:    return %[[Y]]
func.func @insert(%x: tensor<0x6xf32>, %y: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %z = tensor.insert_slice %x into %y[3, 0] [0, 6] [1, 1] : tensor<0x6xf32> into tensor<4x6xf32>
  return %z : tensor<4x6xf32>
}

// CHECK-LABEL: func.func @concat(
// CHECK-NEXT:    tensor.concat dim(0) %{{.+}}, %{{.+}} : (tensor<4x6xf32>, tensor<2x6xf32>) -> tensor<6x6xf32>
func.func @concat(%x: tensor<4x6xf32>, %y: tensor<2x6xf32>, %z: tensor<0x6xf32>) -> tensor<6x6xf32> {
  %r = tensor.concat dim(0) %x, %y, %z : (tensor<4x6xf32>, tensor<2x6xf32>, tensor<0x6xf32>) -> tensor<6x6xf32>
  return %r : tensor<6x6xf32>
}

// What may have elements stays.
// CHECK-LABEL: func.func @others(
// CHECK-NEXT:    tensor.collapse_shape
// CHECK-NEXT:    return
func.func @others(%x: tensor<?x1x?xf32>) -> tensor<?x?xf32> {
  %y = tensor.collapse_shape %x [[0], [1, 2]] : tensor<?x1x?xf32> into tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
