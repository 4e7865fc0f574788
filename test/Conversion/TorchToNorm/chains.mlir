// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file | FileCheck %s

// What torch.export leaves of F.normalize, weight_norm and local_response_norm.

// CHECK-LABEL: func.func @normalize(
// CHECK-SAME:    %[[X:.+]]: tensor<?x6x?xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %[[X]] axes = [1] p = 2.000000e+00 epsilon = 9.9999999999999998E-13 : tensor<?x6x?xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @normalize(%x: !torch.vtensor<[?,6,?],f32>) -> !torch.vtensor<[?,6,?],f32> {
  %p = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.linalg_vector_norm"(%x, %p, %dims, %true, %none) : (!torch.vtensor<[?,6,?],f32>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,?],f32>
  %eps = "torch.constant.float"() <{value = 9.9999999999999998E-13 : f64}> : () -> !torch.float
  %1 = "torch.aten.clamp_min"(%0, %eps) : (!torch.vtensor<[?,1,?],f32>, !torch.float) -> !torch.vtensor<[?,1,?],f32>
  %2 = "torch.aten.expand_as"(%1, %x) : (!torch.vtensor<[?,1,?],f32>, !torch.vtensor<[?,6,?],f32>) -> !torch.vtensor<[?,6,?],f32>
  %3 = "torch.aten.div.Tensor"(%x, %2) : (!torch.vtensor<[?,6,?],f32>, !torch.vtensor<[?,6,?],f32>) -> !torch.vtensor<[?,6,?],f32>
  return %3 : !torch.vtensor<[?,6,?],f32>
}

// -----

// Other axes, another p, other ops on the way; a bound that f32 can't hold is 0 in it.
// CHECK-LABEL: func.func @normalize_infinity(
// CHECK:         norm.lp_normalize %{{.+}} axes = [0, 2] p = inf epsilon = 0.000000e+00 : tensor<2x6x5xf32>
func.func @normalize_infinity(%x: !torch.vtensor<[2,6,5],f32>) -> !torch.vtensor<[2,6,5],f32> {
  %p = "torch.constant.float"() <{value = 0x7FF0000000000000 : f64}> : () -> !torch.float
  %last = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %first = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int6 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
  %int5 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%last, %first) : (!torch.int, !torch.int) -> !torch.list<int>
  %sizes = "torch.prim.ListConstruct"(%int2, %int6, %int5) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.norm.ScalarOpt_dim"(%x, %p, %dims, %true) : (!torch.vtensor<[2,6,5],f32>, !torch.float, !torch.list<int>, !torch.bool) -> !torch.vtensor<[1,6,1],f32>
  %eps = "torch.constant.float"() <{value = 1.000000e-60 : f64}> : () -> !torch.float
  %1 = "torch.aten.clamp"(%0, %eps, %none) : (!torch.vtensor<[1,6,1],f32>, !torch.float, !torch.none) -> !torch.vtensor<[1,6,1],f32>
  %2 = "torch.aten.broadcast_to"(%1, %sizes) : (!torch.vtensor<[1,6,1],f32>, !torch.list<int>) -> !torch.vtensor<[2,6,5],f32>
  %3 = "torch.aten.div.Tensor"(%x, %2) : (!torch.vtensor<[2,6,5],f32>, !torch.vtensor<[2,6,5],f32>) -> !torch.vtensor<[2,6,5],f32>
  return %3 : !torch.vtensor<[2,6,5],f32>
}

// -----

// In bf16 the chain rounds its norm, which the op does not.
// CHECK-LABEL: func.func @normalize_bf16(
// CHECK-NOT:     norm.lp_normalize
// CHECK:         norm.stats <second_moment>
// CHECK:         return
func.func @normalize_bf16(%x: !torch.vtensor<[2,6],bf16>) -> !torch.vtensor<[2,6],bf16> {
  %p = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.linalg_vector_norm"(%x, %p, %dims, %true, %none) : (!torch.vtensor<[2,6],bf16>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,1],bf16>
  %1 = "torch.aten.div.Tensor"(%x, %0) : (!torch.vtensor<[2,6],bf16>, !torch.vtensor<[2,1],bf16>) -> !torch.vtensor<[2,6],bf16>
  return %1 : !torch.vtensor<[2,6],bf16>
}

// -----

// The norm of another tensor normalizes nothing.
// CHECK-LABEL: func.func @other_tensor(
// CHECK-NOT:     norm.lp_normalize
// CHECK:         return
func.func @other_tensor(%x: !torch.vtensor<[2,6],f32>, %z: !torch.vtensor<[2,6],f32>) -> !torch.vtensor<[2,6],f32> {
  %p = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.linalg_vector_norm"(%z, %p, %dims, %true, %none) : (!torch.vtensor<[2,6],f32>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,1],f32>
  %1 = "torch.aten.div.Tensor"(%x, %0) : (!torch.vtensor<[2,6],f32>, !torch.vtensor<[2,1],f32>) -> !torch.vtensor<[2,6],f32>
  return %1 : !torch.vtensor<[2,6],f32>
}

// -----

// A module's weight may be written twice. What reads the norm besides keeps it.
// CHECK-LABEL: func.func @weight_norm(
// CHECK-SAME:    %[[G:.+]]: tensor<3x1xf32>)
// CHECK:         %[[SCALE:.+]] = tensor.collapse_shape %[[G]] {{\[\[}}0, 1]]
// CHECK:         norm.weight_norm %{{.+}} scale(%[[SCALE]] : tensor<3xf32>) axis = 0 : tensor<3x2xf32>
// CHECK-NOT:     torch.
// CHECK:         return
func.func @weight_norm(%g: !torch.vtensor<[3,1],f32>) -> (!torch.vtensor<[3,2],f32>, !torch.vtensor<[3,1],f32>) {
  %v = "torch.vtensor.literal"() <{value = dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>}> : () -> !torch.vtensor<[3,2],f32>
  %p = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.linalg_vector_norm"(%v, %p, %dims, %true, %none) : (!torch.vtensor<[3,2],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,1],f32>
  %1 = "torch.aten.div.Tensor"(%g, %0) : (!torch.vtensor<[3,1],f32>, !torch.vtensor<[3,1],f32>) -> !torch.vtensor<[3,1],f32>
  %again = "torch.vtensor.literal"() <{value = dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>}> : () -> !torch.vtensor<[3,2],f32>
  %2 = "torch.aten.mul.Tensor"(%again, %1) : (!torch.vtensor<[3,2],f32>, !torch.vtensor<[3,1],f32>) -> !torch.vtensor<[3,2],f32>
  return %2, %0 : !torch.vtensor<[3,2],f32>, !torch.vtensor<[3,1],f32>
}

// -----

// Rank 3: an even window, that of PyTorch, from an average pool over padded squares.
// CHECK-LABEL: func.func @local_response_norm(
// CHECK-SAME:    %[[X:.+]]: tensor<2x6x3xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.local_response_norm %[[X]] channel_axis = 1 size = 4 alpha = 5.000000e-01 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x6x3xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @local_response_norm(%x: !torch.vtensor<[2,6,3],f32>) -> !torch.vtensor<[2,6,3],f32> {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int4 = "torch.constant.int"() <{value = 4 : i64}> : () -> !torch.int
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %constant = "torch.constant.str"() <{value = "constant"}> : () -> !torch.str
  %alpha = "torch.constant.float"() <{value = 5.000000e-01 : f64}> : () -> !torch.float
  %k = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
  %beta = "torch.constant.float"() <{value = 7.500000e-01 : f64}> : () -> !torch.float
  %0 = "torch.aten.mul.Tensor"(%x, %x) : (!torch.vtensor<[2,6,3],f32>, !torch.vtensor<[2,6,3],f32>) -> !torch.vtensor<[2,6,3],f32>
  %1 = "torch.aten.unsqueeze"(%0, %int1) : (!torch.vtensor<[2,6,3],f32>, !torch.int) -> !torch.vtensor<[2,1,6,3],f32>
  %pads = "torch.prim.ListConstruct"(%int0, %int0, %int2, %int1) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %2 = "torch.aten.pad"(%1, %pads, %constant, %none) : (!torch.vtensor<[2,1,6,3],f32>, !torch.list<int>, !torch.str, !torch.none) -> !torch.vtensor<[2,1,9,3],f32>
  %kernel = "torch.prim.ListConstruct"(%int4, %int1) : (!torch.int, !torch.int) -> !torch.list<int>
  %stride = "torch.prim.ListConstruct"(%int1, %int1) : (!torch.int, !torch.int) -> !torch.list<int>
  %padding = "torch.prim.ListConstruct"(%int0, %int0) : (!torch.int, !torch.int) -> !torch.list<int>
  %3 = "torch.aten.avg_pool2d"(%2, %kernel, %stride, %padding, %false, %true, %none) : (!torch.vtensor<[2,1,9,3],f32>, !torch.list<int>, !torch.list<int>, !torch.list<int>, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[2,1,6,3],f32>
  %4 = "torch.aten.squeeze.dim"(%3, %int1) : (!torch.vtensor<[2,1,6,3],f32>, !torch.int) -> !torch.vtensor<[2,6,3],f32>
  %5 = "torch.aten.mul.Scalar"(%4, %alpha) : (!torch.vtensor<[2,6,3],f32>, !torch.float) -> !torch.vtensor<[2,6,3],f32>
  %6 = "torch.aten.add.Scalar"(%5, %k, %int1) : (!torch.vtensor<[2,6,3],f32>, !torch.float, !torch.int) -> !torch.vtensor<[2,6,3],f32>
  %7 = "torch.aten.pow.Tensor_Scalar"(%6, %beta) : (!torch.vtensor<[2,6,3],f32>, !torch.float) -> !torch.vtensor<[2,6,3],f32>
  %8 = "torch.aten.div.Tensor"(%x, %7) : (!torch.vtensor<[2,6,3],f32>, !torch.vtensor<[2,6,3],f32>) -> !torch.vtensor<[2,6,3],f32>
  return %8 : !torch.vtensor<[2,6,3],f32>
}

// -----

// Rank 4 and open sizes: views that are the same tensor again, and the mirrored window. A pool with pads of its own, beside
// it, is none of these, and stays.
// CHECK-LABEL: func.func @local_response_norm_dynamic(
// CHECK:         norm.local_response_norm %{{.+}} channel_axis = 1 size = 2 alpha = 5.000000e-01 beta = 1.000000e+00 k = 2.000000e+00 {window = #norm.window<onnx>} : tensor<?x6x?x3xf32>
// CHECK:         "torch.aten.avg_pool3d"
// CHECK-NOT:     norm.local_response_norm
// CHECK:         return
func.func @local_response_norm_dynamic(%x: !torch.vtensor<[?,6,?,3],f32>) -> (!torch.vtensor<[?,6,?,3],f32>, !torch.vtensor<[?,6,?,3],f32>) {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int3 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
  %int6 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
  %rest = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %half = "torch.constant.float"() <{value = 5.000000e-01 : f64}> : () -> !torch.float
  %n = "torch.aten.size.int"(%x, %int0) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int) -> !torch.int
  %h = "torch.aten.size.int"(%x, %int2) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int) -> !torch.int
  %0 = "torch.aten.square"(%x) : (!torch.vtensor<[?,6,?,3],f32>) -> !torch.vtensor<[?,6,?,3],f32>
  %spread = "torch.prim.ListConstruct"(%n, %int1, %int6, %h, %rest) : (!torch.int, !torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %1 = "torch.aten.view"(%0, %spread) : (!torch.vtensor<[?,6,?,3],f32>, !torch.list<int>) -> !torch.vtensor<[?,1,6,?,3],f32>
  %pads = "torch.prim.ListConstruct"(%int0, %int0, %int0, %int0, %int0, %int1) : (!torch.int, !torch.int, !torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %2 = "torch.aten.constant_pad_nd"(%1, %pads, %int0) : (!torch.vtensor<[?,1,6,?,3],f32>, !torch.list<int>, !torch.int) -> !torch.vtensor<[?,1,7,?,3],f32>
  %kernel = "torch.prim.ListConstruct"(%int2, %int1, %int1) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %stride = "torch.prim.ListConstruct"(%int1, %int1, %int1) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %padding = "torch.prim.ListConstruct"(%int0, %int0, %int0) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %3 = "torch.aten.avg_pool3d"(%2, %kernel, %stride, %padding, %false, %true, %none) : (!torch.vtensor<[?,1,7,?,3],f32>, !torch.list<int>, !torch.list<int>, !torch.list<int>, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,6,?,3],f32>
  %dims = "torch.prim.ListConstruct"(%int1) : (!torch.int) -> !torch.list<int>
  %4 = "torch.operator"(%3, %dims) <{name = "torch.aten.squeeze.dims"}> : (!torch.vtensor<[?,1,6,?,3],f32>, !torch.list<int>) -> !torch.vtensor<[?,6,?,3],f32>
  %sizes = "torch.prim.ListConstruct"(%n, %int6, %h, %int3) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %5 = "torch.aten.view"(%4, %sizes) : (!torch.vtensor<[?,6,?,3],f32>, !torch.list<int>) -> !torch.vtensor<[?,6,?,3],f32>
  %6 = "torch.aten.mul.Scalar"(%5, %half) : (!torch.vtensor<[?,6,?,3],f32>, !torch.float) -> !torch.vtensor<[?,6,?,3],f32>
  %7 = "torch.aten.add.Scalar"(%6, %int2, %int1) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int, !torch.int) -> !torch.vtensor<[?,6,?,3],f32>
  %8 = "torch.aten.pow.Tensor_Scalar"(%7, %int1) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int) -> !torch.vtensor<[?,6,?,3],f32>
  %9 = "torch.aten.div.Tensor"(%x, %8) : (!torch.vtensor<[?,6,?,3],f32>, !torch.vtensor<[?,6,?,3],f32>) -> !torch.vtensor<[?,6,?,3],f32>
  %10 = "torch.aten.avg_pool3d"(%1, %kernel, %stride, %stride, %false, %true, %none) : (!torch.vtensor<[?,1,6,?,3],f32>, !torch.list<int>, !torch.list<int>, !torch.list<int>, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,6,?,3],f32>
  %11 = "torch.aten.squeeze.dim"(%10, %int1) : (!torch.vtensor<[?,1,6,?,3],f32>, !torch.int) -> !torch.vtensor<[?,6,?,3],f32>
  %12 = "torch.aten.mul.Scalar"(%11, %half) : (!torch.vtensor<[?,6,?,3],f32>, !torch.float) -> !torch.vtensor<[?,6,?,3],f32>
  %13 = "torch.aten.add.Scalar"(%12, %int2, %int1) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int, !torch.int) -> !torch.vtensor<[?,6,?,3],f32>
  %14 = "torch.aten.pow.Tensor_Scalar"(%13, %int1) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int) -> !torch.vtensor<[?,6,?,3],f32>
  %15 = "torch.aten.div.Tensor"(%x, %14) : (!torch.vtensor<[?,6,?,3],f32>, !torch.vtensor<[?,6,?,3],f32>) -> !torch.vtensor<[?,6,?,3],f32>
  return %9, %15 : !torch.vtensor<[?,6,?,3],f32>, !torch.vtensor<[?,6,?,3],f32>
}
