// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -split-input-file | FileCheck %s

// Layer and RMS normalization of ONNX and onnxruntime, in both forms.

// An "onnx.Return" becomes func.return, and names of ONNX go with the entry point.
// CHECK-LABEL: func.func @main_graph(
// CHECK-SAME:    %[[X:.+]]: tensor<?x5x11xf32>, %[[W:.+]]: tensor<11xf32>, %[[B:.+]]: tensor<11xf32>) -> tensor<?x5x11xf32> {
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] scale(%[[W]] : tensor<11xf32>) bias(%[[B]] : tensor<11xf32>) axes = [2] epsilon = 9.9999997473787516E-6 : tensor<?x5x11xf32>
// CHECK-NEXT:    return %[[Y]]
// CHECK-NOT:     onnx
func.func @main_graph(%x: tensor<?x5x11xf32> {onnx.name = "x", onnx.dim_params = "0:batch"}, %w: tensor<11xf32>, %b: tensor<11xf32>) -> (tensor<?x5x11xf32> {onnx.name = "y"}) {
  %y:3 = "onnx.LayerNormalization"(%x, %w, %b) <{axis = -1 : si64, epsilon = 9.99999974E-6 : f32, stash_type = 1 : si64}> {onnx_node_name = "norm"} : (tensor<?x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> (tensor<?x5x11xf32>, none, none)
  "onnx.Return"(%y#0) : (tensor<?x5x11xf32>) -> ()
}
"onnx.EntryPoint"() <{func = @main_graph}> : () -> ()

// -----

// Defaults, and statistics with the axes that they are over.
// CHECK-LABEL: func.func @statistics(
// CHECK-SAME:    %[[X:.+]]: tensor<3x5x11xf32>, %[[W:.+]]: tensor<5x11xf32>) -> (tensor<3x5x11xf32>, tensor<3x1x1xf32>)
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]]:2 = norm.layer_norm %[[X]] scale(%[[W]] : tensor<5x11xf32>) axes = [1, 2] epsilon = 9.9999997473787516E-6 {return_statistics} : tensor<3x5x11xf32>
// CHECK:         %[[RSTD:.+]] = tensor.expand_shape %[[S]]#1 {{\[\[}}0, 1, 2]] output_shape [3, 1, 1]
// CHECK-NEXT:    return %[[Y]], %[[RSTD]]
func.func @statistics(%x: !torch.vtensor<[3,5,11],f32>, %w: !torch.vtensor<[5,11],f32>) -> (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,1,1],f32>) attributes {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} {
  %y:3 = "torch.operator"(%x, %w) <{name = "onnx.LayerNormalization"}> {torch.onnx.axis = 1 : si64} : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[5,11],f32>) -> (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,1,1],f32>, !torch.vtensor<[3,1,1],f32>)
  return %y#0, %y#2 : !torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,1,1],f32>
}

// -----

// In f16 the normalized value, the product and the sum are rounded each.
// CHECK-LABEL: func.func @two_stages(
// CHECK:         norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<11xf16>) bias(%{{.+}} : tensor<11xf16>) axes = [1] epsilon = 9.9999997473787516E-6 {cast_point = #norm.cast_point<before_scale>} : tensor<3x11xf16>
func.func @two_stages(%x: tensor<3x11xf16>, %w: tensor<11xf16>, %b: tensor<1x11xf16>) -> tensor<3x11xf16> {
  %y = "onnx.LayerNormalization"(%x, %w, %b) <{axis = 1 : si64}> : (tensor<3x11xf16>, tensor<11xf16>, tensor<1x11xf16>) -> tensor<3x11xf16>
  return %y : tensor<3x11xf16>
}

// -----

// Another type of the first stage: f64 becomes f32 and comes back. Parameters may be broadcast.
// CHECK-LABEL: func.func @stash(
// CHECK-SAME:    %[[X:.+]]: tensor<3x5x11xf64>, %[[W:.+]]: tensor<5x1xf64>)
// CHECK-NEXT:    %[[NARROW:.+]] = arith.truncf %[[X]] : tensor<3x5x11xf64> to tensor<3x5x11xf32>
// CHECK-NEXT:    %[[N:.+]] = norm.layer_norm %[[NARROW]] axes = [2] epsilon = 9.9999997473787516E-6 : tensor<3x5x11xf32>
// CHECK-NEXT:    %[[WIDE:.+]] = arith.extf %[[N]] : tensor<3x5x11xf32> to tensor<3x5x11xf64>
// CHECK:         linalg.generic {{.*}} ins(%[[WIDE]], %[[W]] : tensor<3x5x11xf64>, tensor<5x1xf64>)
// CHECK:           arith.mulf
func.func @stash(%x: tensor<3x5x11xf64>, %w: tensor<5x1xf64>) -> tensor<3x5x11xf64> {
  %none = "onnx.NoValue"() <{value}> : () -> none
  %y = "onnx.LayerNormalization"(%x, %w, %none) : (tensor<3x5x11xf64>, tensor<5x1xf64>, none) -> tensor<3x5x11xf64>
  return %y : tensor<3x5x11xf64>
}

// -----

// The result of RMS normalization has the scale's type.
// CHECK-LABEL: func.func @rms(
// CHECK:         norm.rms_norm %{{.+}} scale(%{{.+}} : tensor<64xbf16>) axes = [1] epsilon = 9.9999999747524271E-7 {cast_point = #norm.cast_point<before_scale>} : tensor<?x64xbf16>
// CHECK:         %[[N:.+]] = norm.rms_norm %{{.+}} axes = [1] epsilon = 9.9999997473787516E-6 : tensor<?x64xf32>
// CHECK:         %[[ROUNDED:.+]] = arith.truncf %[[N]] : tensor<?x64xf32> to tensor<?x64xbf16>
// CHECK:         %[[WIDE:.+]] = arith.extf %[[ROUNDED]] : tensor<?x64xbf16> to tensor<?x64xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[WIDE]], %{{.+}} : tensor<?x64xf32>, tensor<64xf32>)
func.func @rms(%x: !torch.vtensor<[?,64],bf16>, %w: !torch.vtensor<[64],bf16>, %wide: !torch.vtensor<[64],f32>) -> (!torch.vtensor<[?,64],bf16>, !torch.vtensor<[?,64],f32>) attributes {torch.onnx_meta.opset_version = 23 : si64} {
  %y = "torch.operator"(%x, %w) <{name = "onnx.RMSNormalization"}> {torch.onnx.epsilon = 9.99999997E-7 : f32} : (!torch.vtensor<[?,64],bf16>, !torch.vtensor<[64],bf16>) -> !torch.vtensor<[?,64],bf16>
  %z = "torch.operator"(%x, %wide) <{name = "onnx.RMSNormalization"}> : (!torch.vtensor<[?,64],bf16>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[?,64],f32>
  return %y, %z : !torch.vtensor<[?,64],bf16>, !torch.vtensor<[?,64],f32>
}

// -----

// onnx-mlir's own form has a bias and the inverse deviation.
// CHECK-LABEL: func.func @rms_layer(
// CHECK:         %[[Y:.+]], %[[RSTD:.+]] = norm.rms_norm %{{.+}} axes = [1] epsilon = 9.9999997473787516E-6 {return_statistics} : tensor<3x11xf32>
// CHECK:           arith.mulf
// CHECK:           arith.addf
// CHECK:         tensor.expand_shape %{{.+}} {{\[\[}}0, 1]] output_shape [3, 1]
func.func @rms_layer(%x: tensor<3x11xf32>, %w: tensor<11xf32>, %b: tensor<11xf32>) -> (tensor<3x11xf32>, tensor<3x1xf32>) {
  %y:2 = "onnx.RMSLayerNormalization"(%x, %w, %b) <{axis = -1 : si64}> : (tensor<3x11xf32>, tensor<11xf32>, tensor<11xf32>) -> (tensor<3x11xf32>, tensor<3x1xf32>)
  return %y#0, %y#1 : tensor<3x11xf32>, tensor<3x1xf32>
}

// -----

// onnxruntime's ops round once, and stay in f64. Before opset 17, layer normalization is its own.
// CHECK-LABEL: func.func @contrib(
// CHECK:         norm.rms_norm %{{.+}} scale(%{{.+}} : tensor<11xf16>) axes = [1] epsilon = 9.9999999747524271E-7 : tensor<3x11xf16>
// CHECK:         norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<11xf16>) axes = [1] epsilon = 9.9999997473787516E-6 : tensor<3x11xf16>
func.func @contrib(%x: !torch.vtensor<[3,11],f16>, %w: !torch.vtensor<[11],f16>) -> (!torch.vtensor<[3,11],f16>, !torch.vtensor<[3,11],f16>) attributes {torch.onnx_meta.opset_version = 14 : si64, torch.onnx_meta.opset_versions = {com.microsoft = 1 : si64}} {
  %y = "torch.operator"(%x, %w) <{name = "onnx.SimplifiedLayerNormalization"}> {torch.onnx.axis = -1 : si64, torch.onnx.epsilon = 9.99999997E-7 : f32} : (!torch.vtensor<[3,11],f16>, !torch.vtensor<[11],f16>) -> !torch.vtensor<[3,11],f16>
  %z = "torch.operator"(%x, %w) <{name = "onnx.LayerNormalization"}> : (!torch.vtensor<[3,11],f16>, !torch.vtensor<[11],f16>) -> !torch.vtensor<[3,11],f16>
  return %y, %z : !torch.vtensor<[3,11],f16>, !torch.vtensor<[3,11],f16>
}

// -----

// The sum of a skip connection is not rounded before it is normalized; results are.
// CHECK-LABEL: func.func @skip(
// CHECK-SAME:    %[[X:.+]]: tensor<?x5x8xf16>, %[[R:.+]]: tensor<?x5x8xf16>, %[[W:.+]]: tensor<8xf16>, %[[B:.+]]: tensor<8xf16>)
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}} ins(%[[X]], %[[R]], %[[B]] : tensor<?x5x8xf16>, tensor<?x5x8xf16>, tensor<8xf16>) outs(%{{.+}} : tensor<?x5x8xf32>)
// CHECK-DAG:     %[[SCALE:.+]] = arith.extf %[[W]] : tensor<8xf16> to tensor<8xf32>
// CHECK:         %[[Y:.+]] = norm.layer_norm %[[SUM]] scale(%[[SCALE]] : tensor<8xf32>) axes = [2] epsilon = 9.999999{{.*}}E-13 : tensor<?x5x8xf32>
// CHECK-DAG:     arith.truncf %[[Y]] : tensor<?x5x8xf32> to tensor<?x5x8xf16>
// CHECK-DAG:     arith.truncf %[[SUM]] : tensor<?x5x8xf32> to tensor<?x5x8xf16>
func.func @skip(%x: tensor<?x5x8xf16>, %r: tensor<?x5x8xf16>, %w: tensor<8xf16>, %b: tensor<8xf16>) -> (tensor<?x5x8xf16>, tensor<?x5x8xf16>) {
  %none = "onnx.NoValue"() <{value}> : () -> none
  %y:4 = "onnx.Custom"(%x, %r, %w, %none, %b) <{domain_name = "com.microsoft", function_name = "SkipLayerNormalization"}> : (tensor<?x5x8xf16>, tensor<?x5x8xf16>, tensor<8xf16>, none, tensor<8xf16>) -> (tensor<?x5x8xf16>, none, none, tensor<?x5x8xf16>)
  return %y#0, %y#3 : tensor<?x5x8xf16>, tensor<?x5x8xf16>
}

// -----

// CHECK-LABEL: func.func @skip_simplified(
// CHECK:         %[[SUM:.+]] = linalg.generic
// CHECK:         %[[Y:.+]], %[[RSTD:.+]] = norm.rms_norm %[[SUM]] scale(%{{.+}} : tensor<8xf32>) axes = [1] epsilon = 9.9999997473787516E-6 {return_statistics} : tensor<3x8xf32>
func.func @skip_simplified(%x: !torch.vtensor<[3,8],f32>, %w: !torch.vtensor<[8],f32>) -> (!torch.vtensor<[3,8],f32>, !torch.vtensor<[3,1],f32>) attributes {torch.onnx_meta.opset_version = 17 : si64} {
  %y:4 = "torch.operator"(%x, %x, %w) <{name = "onnx.SkipSimplifiedLayerNormalization"}> {torch.onnx.epsilon = 9.99999974E-6 : f32} : (!torch.vtensor<[3,8],f32>, !torch.vtensor<[3,8],f32>, !torch.vtensor<[8],f32>) -> (!torch.vtensor<[3,8],f32>, !torch.none, !torch.vtensor<[3,1],f32>, !torch.none)
  return %y#0, %y#2 : !torch.vtensor<[3,8],f32>, !torch.vtensor<[3,1],f32>
}
