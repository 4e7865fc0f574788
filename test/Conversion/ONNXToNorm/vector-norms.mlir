// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -split-input-file | FileCheck %s

// LRN, LpNormalization and MeanVarianceNormalization.

// CHECK-LABEL: func.func @lrn(
// CHECK:         norm.local_response_norm %{{.+}} channel_axis = 1 size = 4 alpha = 9.9999997473787516E-5 beta = 7.500000e-01 k = 1.000000e+00 {window = #norm.window<onnx>} : tensor<2x7x?x5xf32>
// A matrix has no spatial axes.
// CHECK:         %[[SPREAD:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0], [1, 2]] output_shape [3, 7, 1]
// CHECK:         %[[Y:.+]] = norm.local_response_norm %[[SPREAD]] channel_axis = 1 size = 3 alpha = 5.000000e-01 beta = 1.000000e+00 k = 2.000000e+00 {window = #norm.window<onnx>}
// CHECK:         tensor.collapse_shape %[[Y]] {{\[\[}}0], [1, 2]]
func.func @lrn(%x: tensor<2x7x?x5xf32>, %m: tensor<3x7xf32>) -> (tensor<2x7x?x5xf32>, tensor<3x7xf32>) {
  %y = "onnx.LRN"(%x) <{size = 4 : si64}> : (tensor<2x7x?x5xf32>) -> tensor<2x7x?x5xf32>
  %z = "onnx.LRN"(%m) <{alpha = 5.000000e-01 : f32, beta = 1.000000e+00 : f32, bias = 2.000000e+00 : f32, size = 3 : si64}> : (tensor<3x7xf32>) -> tensor<3x7xf32>
  return %y, %z : tensor<2x7x?x5xf32>, tensor<3x7xf32>
}

// -----

// A vector of zeros stays one.
// CHECK-LABEL: func.func @lp(
// CHECK-SAME:    %[[X:.+]]: tensor<?x11xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %[[X]] axes = [1] p = 2.000000e+00 epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<?x11xf32>
// CHECK-NEXT:    %[[Z:.+]] = norm.lp_normalize %[[Y]] axes = [0] p = 1.000000e+00 epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<?x11xf32>
// CHECK-NEXT:    return %[[Z]]
func.func @lp(%x: tensor<?x11xf32>) -> tensor<?x11xf32> {
  %y = "onnx.LpNormalization"(%x) <{axis = -1 : si64, p = 2 : si64}> : (tensor<?x11xf32>) -> tensor<?x11xf32>
  %z = "onnx.LpNormalization"(%y) <{axis = 0 : si64, p = 1 : si64}> : (tensor<?x11xf32>) -> tensor<?x11xf32>
  return %z : tensor<?x11xf32>
}

// -----

// 1e-9 is added to the deviation.
// CHECK-LABEL: func.func @mvn(
// CHECK:         norm.layer_norm %{{.+}} axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<3x5x7x?xf32>
// CHECK:         norm.layer_norm %{{.+}} axes = [1, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<3x5x7x?xf32>
func.func @mvn(%x: !torch.vtensor<[3,5,7,?],f32>) -> (!torch.vtensor<[3,5,7,?],f32>, !torch.vtensor<[3,5,7,?],f32>) attributes {torch.onnx_meta.opset_version = 13 : si64} {
  %y = "torch.operator"(%x) <{name = "onnx.MeanVarianceNormalization"}> : (!torch.vtensor<[3,5,7,?],f32>) -> !torch.vtensor<[3,5,7,?],f32>
  %z = "torch.operator"(%x) <{name = "onnx.MeanVarianceNormalization"}> {torch.onnx.axes = [-1 : si64, 1 : si64]} : (!torch.vtensor<[3,5,7,?],f32>) -> !torch.vtensor<[3,5,7,?],f32>
  return %y, %z : !torch.vtensor<[3,5,7,?],f32>, !torch.vtensor<[3,5,7,?],f32>
}
