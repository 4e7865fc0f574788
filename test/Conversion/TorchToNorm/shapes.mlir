// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -canonicalize -cse -split-input-file | FileCheck %s

// Views, repetition and products of matrices.

// Sizes that are looked up in the tensor itself are known to fit.
// CHECK-LABEL: func.func @view(
// CHECK-SAME:    %[[X:.+]]: tensor<?x?x32xf32>) -> tensor<?x4x?x8xf32>
// CHECK:         %[[HEADS:.+]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1], [2, 3]] output_shape [%{{.+}}, %{{.+}}, 4, 8]
// CHECK-NOT:     norm.require
// CHECK:         linalg.transpose ins(%[[HEADS]] : tensor<?x?x4x8xf32>) outs(%{{.+}}) permutation = [0, 2, 1, 3]
func.func @view(%x: !torch.vtensor<[?,?,32],f32>) -> !torch.vtensor<[?,4,?,8],f32> {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int4 = "torch.constant.int"() <{value = 4 : i64}> : () -> !torch.int
  %rest = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %n = "torch.aten.size.int"(%x, %int0) : (!torch.vtensor<[?,?,32],f32>, !torch.int) -> !torch.int
  %m = "torch.aten.size.int"(%x, %int1) : (!torch.vtensor<[?,?,32],f32>, !torch.int) -> !torch.int
  %sizes = "torch.prim.ListConstruct"(%n, %m, %int4, %rest) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %0 = "torch.aten.view"(%x, %sizes) : (!torch.vtensor<[?,?,32],f32>, !torch.list<int>) -> !torch.vtensor<[?,?,4,8],f32>
  %1 = "torch.aten.transpose.int"(%0, %int1, %int2) : (!torch.vtensor<[?,?,4,8],f32>, !torch.int, !torch.int) -> !torch.vtensor<[?,4,?,8],f32>
  return %1 : !torch.vtensor<[?,4,?,8],f32>
}

// -----

// Those of another tensor are not.
// CHECK-LABEL: func.func @view_of_other_sizes(
// CHECK:         norm.require %{{.+}}, "expects a reshape to keep the number of elements, {0} of the new sizes; got {1}"
// CHECK:         tensor.expand_shape
func.func @view_of_other_sizes(%x: !torch.vtensor<[?],f32>, %other: !torch.vtensor<[?,?],f32>) -> !torch.vtensor<[?,?],f32> {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %n = "torch.aten.size.int"(%other, %int0) : (!torch.vtensor<[?,?],f32>, !torch.int) -> !torch.int
  %m = "torch.aten.size.int"(%other, %int1) : (!torch.vtensor<[?,?],f32>, !torch.int) -> !torch.int
  %sizes = "torch.prim.ListConstruct"(%n, %m) : (!torch.int, !torch.int) -> !torch.list<int>
  %0 = "torch.aten.view"(%x, %sizes) : (!torch.vtensor<[?],f32>, !torch.list<int>) -> !torch.vtensor<[?,?],f32>
  return %0 : !torch.vtensor<[?,?],f32>
}

// -----

// CHECK-LABEL: func.func @units(
// CHECK-SAME:    %[[X:.+]]: tensor<2x1x3xf32>) -> (tensor<1x2x1x3xf32>, tensor<2x3xf32>, tensor<2x1x3xf32>, tensor<2x3xf32>)
// CHECK-DAG:     %[[MORE:.+]] = tensor.expand_shape %[[X]] {{\[\[}}0, 1], [2], [3]]
// CHECK-DAG:     %[[LESS:.+]] = tensor.collapse_shape %[[X]] {{\[\[}}0], [1, 2]]
// An axis of another size is not dropped.
// CHECK:         return %[[MORE]], %[[LESS]], %[[X]], %[[LESS]]
func.func @units(%x: !torch.vtensor<[2,1,3],f32>) -> (!torch.vtensor<[1,2,1,3],f32>, !torch.vtensor<[2,3],f32>, !torch.vtensor<[2,1,3],f32>, !torch.vtensor<[2,3],f32>) {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %0 = "torch.aten.unsqueeze"(%x, %int0) : (!torch.vtensor<[2,1,3],f32>, !torch.int) -> !torch.vtensor<[1,2,1,3],f32>
  %1 = "torch.aten.squeeze.dim"(%x, %int1) : (!torch.vtensor<[2,1,3],f32>, !torch.int) -> !torch.vtensor<[2,3],f32>
  %2 = "torch.aten.squeeze.dim"(%x, %int2) : (!torch.vtensor<[2,1,3],f32>, !torch.int) -> !torch.vtensor<[2,1,3],f32>
  %3 = "torch.aten.squeeze"(%x) : (!torch.vtensor<[2,1,3],f32>) -> !torch.vtensor<[2,3],f32>
  return %0, %1, %2, %3 : !torch.vtensor<[1,2,1,3],f32>, !torch.vtensor<[2,3],f32>, !torch.vtensor<[2,1,3],f32>, !torch.vtensor<[2,3],f32>
}

// -----

// CHECK-LABEL: func.func @repeated(
// CHECK-SAME:    %[[X:.+]]: tensor<?x1xf32>, %[[ROW:.+]]: tensor<3xf32>)
// CHECK:         linalg.broadcast ins(%{{.+}} : tensor<?xf32>) outs(%{{.+}} : tensor<?x5xf32>) dimensions = [1]
// CHECK:         %[[COPIES:.+]] = linalg.broadcast ins(%[[ROW]] : tensor<3xf32>) outs(%{{.+}} : tensor<2x3xf32>) dimensions = [0]
// CHECK:         tensor.collapse_shape %[[COPIES]] {{\[\[}}0, 1]] : tensor<2x3xf32> into tensor<6xf32>
func.func @repeated(%x: !torch.vtensor<[?,1],f32>, %row: !torch.vtensor<[3],f32>) -> (!torch.vtensor<[?,5],f32>, !torch.vtensor<[6],f32>) {
  %own = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int5 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %sizes = "torch.prim.ListConstruct"(%own, %int5) : (!torch.int, !torch.int) -> !torch.list<int>
  %0 = "torch.aten.expand"(%x, %sizes, %false) : (!torch.vtensor<[?,1],f32>, !torch.list<int>, !torch.bool) -> !torch.vtensor<[?,5],f32>
  %times = "torch.prim.ListConstruct"(%int2) : (!torch.int) -> !torch.list<int>
  %1 = "torch.aten.repeat"(%row, %times) : (!torch.vtensor<[3],f32>, !torch.list<int>) -> !torch.vtensor<[6],f32>
  return %0, %1 : !torch.vtensor<[?,5],f32>, !torch.vtensor<[6],f32>
}

// -----

// CHECK-LABEL: func.func @conversions(
// CHECK-SAME:    %[[BYTES:.+]]: tensor<3xi8>, %[[X:.+]]: tensor<3xf32>)
// CHECK-DAG:     %[[FLOATS:.+]] = arith.uitofp %[[BYTES]] : tensor<3xi8> to tensor<3xf32>
// CHECK-DAG:     %[[NARROW:.+]] = arith.truncf %[[X]] : tensor<3xf32> to tensor<3xbf16>
// CHECK:         return %[[FLOATS]], %[[NARROW]], %[[X]]
func.func @conversions(%bytes: !torch.vtensor<[3],ui8>, %x: !torch.vtensor<[3],f32>) -> (!torch.vtensor<[3],f32>, !torch.vtensor<[3],bf16>, !torch.vtensor<[3],f32>) {
  %f32 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
  %bf16 = "torch.constant.int"() <{value = 15 : i64}> : () -> !torch.int
  %p = "torch.constant.float"() <{value = 5.000000e-01 : f64}> : () -> !torch.float
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.to.dtype"(%bytes, %f32, %false, %false, %none) : (!torch.vtensor<[3],ui8>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3],f32>
  %1 = "torch.prims.convert_element_type"(%x, %bf16) : (!torch.vtensor<[3],f32>, !torch.int) -> !torch.vtensor<[3],bf16>
  %2 = "torch.aten.dropout"(%x, %p, %false) : (!torch.vtensor<[3],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[3],f32>
  return %0, %1, %2 : !torch.vtensor<[3],f32>, !torch.vtensor<[3],bf16>, !torch.vtensor<[3],f32>
}

// -----

// The bias joins before the result is rounded.
// CHECK-LABEL: func.func @linear(
// CHECK-SAME:    %[[X:.+]]: tensor<?x3x8xbf16>, %[[W:.+]]: tensor<4x8xbf16>, %[[B:.+]]: tensor<4xbf16>)
// CHECK:         %[[PRODUCT:.+]] = linalg.matmul ins(%{{.+}}, %{{.+}} : tensor<?x8xf32>, tensor<8x4xf32>) outs(%{{.+}} : tensor<?x4xf32>)
// CHECK:         %[[ROWS:.+]] = tensor.expand_shape %[[PRODUCT]] {{\[\[}}0, 1], [2]]
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}} ins(%[[ROWS]], %{{.+}} : tensor<?x3x4xf32>, tensor<4xf32>)
// CHECK:         arith.truncf %[[SUM]] : tensor<?x3x4xf32> to tensor<?x3x4xbf16>
func.func @linear(%x: !torch.vtensor<[?,3,8],bf16>, %w: !torch.vtensor<[4,8],bf16>, %b: !torch.vtensor<[4],bf16>) -> !torch.vtensor<[?,3,4],bf16> {
  %0 = "torch.aten.linear"(%x, %w, %b) : (!torch.vtensor<[?,3,8],bf16>, !torch.vtensor<[4,8],bf16>, !torch.vtensor<[4],bf16>) -> !torch.vtensor<[?,3,4],bf16>
  return %0 : !torch.vtensor<[?,3,4],bf16>
}

// -----

// A view that does not fit, a drop in training, bytes from floats, and an axis of unknown size stay.
// CHECK-LABEL: func.func @left(
// CHECK:         "torch.aten.view"
// CHECK:         "torch.aten.dropout"
// CHECK:         "torch.aten.to.dtype"
// CHECK:         "torch.aten.squeeze.dim"
func.func @left(%x: !torch.vtensor<[3],f32>, %z: !torch.vtensor<[?,2],f32>) {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int4 = "torch.constant.int"() <{value = 4 : i64}> : () -> !torch.int
  %sizes = "torch.prim.ListConstruct"(%int4) : (!torch.int) -> !torch.list<int>
  %p = "torch.constant.float"() <{value = 5.000000e-01 : f64}> : () -> !torch.float
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.view"(%x, %sizes) : (!torch.vtensor<[3],f32>, !torch.list<int>) -> !torch.vtensor<[4],f32>
  %1 = "torch.aten.dropout"(%x, %p, %true) : (!torch.vtensor<[3],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[3],f32>
  %2 = "torch.aten.to.dtype"(%x, %int0, %true, %true, %none) : (!torch.vtensor<[3],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3],ui8>
  %3 = "torch.aten.squeeze.dim"(%z, %int0) : (!torch.vtensor<[?,2],f32>, !torch.int) -> !torch.vtensor<[?,2],f32>
  "other.use"(%0, %1, %2, %3) : (!torch.vtensor<[4],f32>, !torch.vtensor<[3],f32>, !torch.vtensor<[3],ui8>, !torch.vtensor<[?,2],f32>) -> ()
  return
}
