// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file | FileCheck %s

// Layer norm, RMS norm and weight norm of torch-mlir, whole.

// CHECK-LABEL: func.func @layer_norm(
// CHECK-SAME:    %[[X:.+]]: tensor<2x8xf32>, %[[W:.+]]: tensor<8xf32>, %[[B:.+]]: tensor<8xf32>) -> tensor<2x8xf32> {
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] scale(%[[W]] : tensor<8xf32>) bias(%[[B]] : tensor<8xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<2x8xf32>
// CHECK-NEXT:    return %[[Y]] : tensor<2x8xf32>
func.func @layer_norm(%x: !torch.vtensor<[2,8],f32>, %w: !torch.vtensor<[8],f32>, %b: !torch.vtensor<[8],f32>) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %y = "torch.aten.layer_norm"(%x, %shape, %w, %b, %eps, %false) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.vtensor<[8],f32>, !torch.vtensor<[8],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

// Two axes, of which the list knows a size that the type does not, and looks up the other; parameters are literals, one
// of them in the older form, and the bias is missing.
// CHECK-LABEL: func.func @layer_norm_dynamic(
// CHECK-SAME:    %[[X:.+]]: tensor<?x?x?xf64>) -> tensor<?x?x4xf64> {
// CHECK:         %[[CAST:.+]] = tensor.cast %[[X]] : tensor<?x?x?xf64> to tensor<?x?x4xf64>
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[CAST]] axes = [1, 2] epsilon = 0.000000e+00 : tensor<?x?x4xf64>
// CHECK-NEXT:    return %[[Y]]
func.func @layer_norm_dynamic(%x: !torch.vtensor<[?,?,?],f64>) -> !torch.vtensor<[?,?,4],f64> {
  %int1 = "torch.constant.int"() {value = 1 : i64} : () -> !torch.int
  %int4 = "torch.constant.int"() {value = 4 : i64} : () -> !torch.int
  %size = "torch.aten.size.int"(%x, %int1) : (!torch.vtensor<[?,?,?],f64>, !torch.int) -> !torch.int
  %shape = "torch.prim.ListConstruct"(%size, %int4) : (!torch.int, !torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %optional = "torch.derefine"(%none) : (!torch.none) -> !torch.optional<vtensor>
  %eps = "torch.constant.int"() {value = 0 : i64} : () -> !torch.int
  %true = "torch.constant.bool"() {value = true} : () -> !torch.bool
  %y = "torch.aten.layer_norm"(%x, %shape, %none, %optional, %eps, %true) : (!torch.vtensor<[?,?,?],f64>, !torch.list<int>, !torch.none, !torch.optional<vtensor>, !torch.int, !torch.bool) -> !torch.vtensor<[?,?,4],f64>
  return %y : !torch.vtensor<[?,?,4],f64>
}

// -----

// Statistics come in the type that PyTorch saves them in, with the reduced axes.
// CHECK-LABEL: func.func @native_layer_norm(
// CHECK:         %[[Y:.+]], %[[STATISTICS:.+]]:2 = norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<5xbf16>) axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<?x3x5xbf16>
// CHECK-DAG:     arith.truncf %[[STATISTICS]]#0 : tensor<?x3xf32> to tensor<?x3xbf16>
// CHECK-DAG:     arith.truncf %[[STATISTICS]]#1 : tensor<?x3xf32> to tensor<?x3xbf16>
// CHECK:         return %[[Y]], %{{.+}}, %{{.+}} : tensor<?x3x5xbf16>, tensor<?x3x1xbf16>, tensor<?x3x1xbf16>
func.func @native_layer_norm(%x: !torch.vtensor<[?,3,5],bf16>, %w: !torch.vtensor<[5],bf16>) -> (!torch.vtensor<[?,3,5],bf16>, !torch.vtensor<[?,3,1],bf16>, !torch.vtensor<[?,3,1],bf16>) {
  %int5 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int5) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:3 = "torch.aten.native_layer_norm"(%x, %shape, %w, %none, %eps) : (!torch.vtensor<[?,3,5],bf16>, !torch.list<int>, !torch.vtensor<[5],bf16>, !torch.none, !torch.float) -> (!torch.vtensor<[?,3,5],bf16>, !torch.vtensor<[?,3,1],bf16>, !torch.vtensor<[?,3,1],bf16>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[?,3,5],bf16>, !torch.vtensor<[?,3,1],bf16>, !torch.vtensor<[?,3,1],bf16>
}

// -----

// CHECK-LABEL: func.func @rms_norm(
// CHECK-SAME:    %[[X:.+]]: tensor<?x8xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %[[X]] axes = [1] epsilon = 1.000000e-05 : tensor<?x8xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @rms_norm(%x: !torch.vtensor<[?,8],f32>) -> !torch.vtensor<[?,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %epsilon = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %epsilon) : (!torch.vtensor<[?,8],f32>, !torch.list<int>, !torch.none, !torch.float) -> !torch.vtensor<[?,8],f32>
  return %y : !torch.vtensor<[?,8],f32>
}

// -----

// Without an epsilon, the norm's own default is PyTorch's; parameters may be wider.
// CHECK-LABEL: func.func @rms_norm_no_epsilon(
// CHECK:         norm.rms_norm %{{.+}} scale(%{{.+}} : tensor<8xf32>) axes = [1] : tensor<2x8xf16>
func.func @rms_norm_no_epsilon(%x: !torch.vtensor<[2,8],f16>, %w: !torch.vtensor<[8],f32>) -> !torch.vtensor<[2,8],f16> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %y = "torch.aten.rms_norm"(%x, %shape, %w, %none) : (!torch.vtensor<[2,8],f16>, !torch.list<int>, !torch.vtensor<[8],f32>, !torch.none) -> !torch.vtensor<[2,8],f16>
  return %y : !torch.vtensor<[2,8],f16>
}

// -----

// What torch-mlir does not know is a torch.operator there.
// CHECK-LABEL: func.func @fused_rms_norm(
// CHECK:         %[[Y:.+]], %[[RSTD:.+]] = norm.rms_norm %{{.+}} axes = [1] {return_statistics} : tensor<2x8xf32>
// CHECK:         %[[KEPT:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0, 1]] output_shape [2, 1]
// CHECK-NEXT:    return %[[Y]], %[[KEPT]]
func.func @fused_rms_norm(%x: !torch.vtensor<[2,8],f32>) -> (!torch.vtensor<[2,8],f32>, !torch.vtensor<[2,1],f32>) {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %y:2 = "torch.operator"(%x, %shape, %none, %none) <{name = "torch.aten._fused_rms_norm"}> : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> (!torch.vtensor<[2,8],f32>, !torch.vtensor<[2,1],f32>)
  return %y#0, %y#1 : !torch.vtensor<[2,8],f32>, !torch.vtensor<[2,1],f32>
}

// -----

// PyTorch keeps axes of size 1 beside the lengths; -1 is one norm over everything.
// CHECK-LABEL: func.func @weight_norm(
// CHECK-SAME:    %[[V:.+]]: tensor<3x4x5xf32>, %[[G:.+]]: tensor<1x4x1xf32>, %[[LENGTH:.+]]: tensor<f32>)
// CHECK:         %[[SCALE:.+]] = tensor.collapse_shape %[[G]] {{\[\[}}0, 1, 2]]
// CHECK-NEXT:    norm.weight_norm %[[V]] scale(%[[SCALE]] : tensor<4xf32>) axis = 1 : tensor<3x4x5xf32>
// CHECK-NEXT:    norm.weight_norm %[[V]] scale(%[[LENGTH]] : tensor<f32>) : tensor<3x4x5xf32>
func.func @weight_norm(%v: !torch.vtensor<[3,4,5],f32>, %g: !torch.vtensor<[1,4,1],f32>, %length: !torch.vtensor<[],f32>) -> (!torch.vtensor<[3,4,5],f32>, !torch.vtensor<[3,4,5],f32>) {
  %dim = "torch.constant.int"() <{value = -2 : i64}> : () -> !torch.int
  %all = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %w = "torch.operator"(%v, %g, %dim) <{name = "torch.aten._weight_norm"}> : (!torch.vtensor<[3,4,5],f32>, !torch.vtensor<[1,4,1],f32>, !torch.int) -> !torch.vtensor<[3,4,5],f32>
  %u:2 = "torch.operator"(%v, %length, %all) <{name = "torch.aten._weight_norm_interface"}> : (!torch.vtensor<[3,4,5],f32>, !torch.vtensor<[],f32>, !torch.int) -> (!torch.vtensor<[3,4,5],f32>, !torch.vtensor<[],f32>)
  return %w, %u#0 : !torch.vtensor<[3,4,5],f32>, !torch.vtensor<[3,4,5],f32>
}
