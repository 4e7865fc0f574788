// Norms of ONNX in functions that run as they are, against the reference: four types, both forms, open sizes.

// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: sed "s@xf32@xf64@g;s@,f32@,f64@g" %s | norm-opt -allow-unregistered-dialect -convert-onnx-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: sed "s@xf32@xbf16@g;s@,f32@,bf16@g" %s | norm-opt -allow-unregistered-dialect -convert-onnx-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: sed "s@xf32@xf16@g;s@,f32@,f16@g" %s | norm-opt -allow-unregistered-dialect -convert-onnx-to-norm | norm-runner - --all --verify --route=upstream | FileCheck %s
// CHECK: 11 passed, 0 failed

func.func @layer_norm(%x: tensor<?x5x11xf32> {norm.input = "normal:100,1@3x5x11"}, %w: tensor<11xf32>, %b: tensor<11xf32>) -> tensor<?x5x11xf32> {
  %y:3 = "onnx.LayerNormalization"(%x, %w, %b) <{axis = -1 : si64}> : (tensor<?x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> (tensor<?x5x11xf32>, none, none)
  "onnx.Return"(%y#0) : (tensor<?x5x11xf32>) -> ()
}

func.func @broadcast_parameters(%x: tensor<3x5x11xf32> {norm.input = "normal"}, %w: tensor<5x1xf32>, %b: tensor<1x1x11xf32>) -> tensor<3x5x11xf32> {
  %y = "onnx.LayerNormalization"(%x, %w, %b) : (tensor<3x5x11xf32>, tensor<5x1xf32>, tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
  return %y : tensor<3x5x11xf32>
}

func.func @rms_norm_gelu(%x: !torch.vtensor<[?,64],f32> {norm.input = "normal@3x64"}, %w: !torch.vtensor<[64],f32>) -> !torch.vtensor<[?,64],f32> attributes {torch.onnx_meta.opset_version = 23 : si64} {
  %y = "torch.operator"(%x, %w) <{name = "onnx.RMSNormalization"}> : (!torch.vtensor<[?,64],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[?,64],f32>
  %z = "torch.operator"(%y) <{name = "onnx.Gelu"}> {torch.onnx.approximate = "tanh"} : (!torch.vtensor<[?,64],f32>) -> !torch.vtensor<[?,64],f32>
  return %z : !torch.vtensor<[?,64],f32>
}

func.func @batch_norm_relu(%x: !torch.vtensor<[?,5,3],f32> {norm.input = "normal@2x5x3"}, %w: !torch.vtensor<[5],f32>, %v: !torch.vtensor<[5],f32> {norm.input = "constant:0.5"}) -> !torch.vtensor<[?,5,3],f32> attributes {torch.onnx_meta.opset_version = 15 : si64} {
  %y = "torch.operator"(%x, %w, %w, %w, %v) <{name = "onnx.BatchNormalization"}> : (!torch.vtensor<[?,5,3],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> !torch.vtensor<[?,5,3],f32>
  %z = "torch.operator"(%y) <{name = "onnx.Relu"}> : (!torch.vtensor<[?,5,3],f32>) -> !torch.vtensor<[?,5,3],f32>
  return %z : !torch.vtensor<[?,5,3],f32>
}

func.func @batch_norm_training(%x: !torch.vtensor<[?,5,3],f32> {norm.input = "normal@2x5x3"}, %w: !torch.vtensor<[5],f32>) -> (!torch.vtensor<[?,5,3],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) attributes {torch.onnx_meta.opset_version = 15 : si64} {
  %y:3 = "torch.operator"(%x, %w, %w, %w, %w) <{name = "onnx.BatchNormalization"}> {torch.onnx.training_mode = 1 : si64} : (!torch.vtensor<[?,5,3],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> (!torch.vtensor<[?,5,3],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[?,5,3],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>
}

func.func @group_norms(%x: tensor<?x6x5xf32> {norm.input = "normal@2x6x5"}, %g: tensor<3xf32>, %c: tensor<6xf32>) -> (tensor<?x6x5xf32>, tensor<?x6x5xf32>) {
  %0 = "onnx.GroupNormalizationV18"(%x, %g, %g) <{num_groups = 3 : si64}> : (tensor<?x6x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x6x5xf32>
  %1 = "onnx.GroupNormalization"(%x, %c, %c) <{num_groups = 3 : si64}> : (tensor<?x6x5xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<?x6x5xf32>
  return %0, %1 : tensor<?x6x5xf32>, tensor<?x6x5xf32>
}

func.func @instance_norm(%x: tensor<?x3x?xf32> {norm.input = "normal@2x3x13"}, %w: tensor<3xf32>) -> tensor<?x3x?xf32> {
  %y = "onnx.InstanceNormalization"(%x, %w, %w) : (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<?x3x?xf32>
  return %y : tensor<?x3x?xf32>
}

func.func @windows_and_vectors(%x: tensor<2x7x?x5xf32> {norm.input = "normal@2x7x3x5"}) -> (tensor<2x7x?x5xf32>, tensor<2x7x?x5xf32>, tensor<2x7x?x5xf32>) {
  %0 = "onnx.LRN"(%x) <{alpha = 5.000000e-01 : f32, size = 4 : si64}> : (tensor<2x7x?x5xf32>) -> tensor<2x7x?x5xf32>
  %1 = "onnx.LpNormalization"(%x) <{axis = 1 : si64, p = 1 : si64}> : (tensor<2x7x?x5xf32>) -> tensor<2x7x?x5xf32>
  %2 = "onnx.MeanVarianceNormalization"(%x) : (tensor<2x7x?x5xf32>) -> tensor<2x7x?x5xf32>
  return %0, %1, %2 : tensor<2x7x?x5xf32>, tensor<2x7x?x5xf32>, tensor<2x7x?x5xf32>
}

func.func @skip(%x: tensor<?x5x8xf32> {norm.input = "normal@2x5x8"}, %r: tensor<?x5x8xf32> {norm.input = "normal@2x5x8"}, %w: tensor<8xf32>) -> (tensor<?x5x8xf32>, tensor<?x5x8xf32>, tensor<?x5x8xf32>) {
  %0:4 = "onnx.Custom"(%x, %r, %w, %w, %w) <{domain_name = "com.microsoft", function_name = "SkipLayerNormalization"}> : (tensor<?x5x8xf32>, tensor<?x5x8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) -> (tensor<?x5x8xf32>, none, none, tensor<?x5x8xf32>)
  %1 = "onnx.Custom"(%x, %r, %w) <{domain_name = "com.microsoft", function_name = "SkipSimplifiedLayerNormalization"}> : (tensor<?x5x8xf32>, tensor<?x5x8xf32>, tensor<8xf32>) -> tensor<?x5x8xf32>
  return %0#0, %0#3, %1 : tensor<?x5x8xf32>, tensor<?x5x8xf32>, tensor<?x5x8xf32>
}

// A norm that is written out, as exporters did before there was an op.
func.func @written(%x: !torch.vtensor<[?,12],f32> {norm.input = "normal@3x12"}, %w: !torch.vtensor<[12],f32>) -> !torch.vtensor<[?,3,4],f32> attributes {torch.onnx_meta.opset_version = 18 : si64} {
  %axes = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<-1> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64>
  %shape = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<[0, 3, -1]> : tensor<3xsi64>} : () -> !torch.vtensor<[3],si64>
  %e = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value_float = 9.99999974E-6 : f32} : () -> !torch.vtensor<[],f32>
  %two = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value_float = 2.000000e+00 : f32} : () -> !torch.vtensor<[],f32>
  %mean = "torch.operator"(%x, %axes) <{name = "onnx.ReduceMean"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[1],si64>) -> !torch.vtensor<[?,1],f32>
  %d = "torch.operator"(%x, %mean) <{name = "onnx.Sub"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[?,1],f32>) -> !torch.vtensor<[?,12],f32>
  %dd = "torch.operator"(%d, %two) <{name = "onnx.Pow"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[?,12],f32>
  %v = "torch.operator"(%dd, %axes) <{name = "onnx.ReduceMean"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[1],si64>) -> !torch.vtensor<[?,1],f32>
  %ve = "torch.operator"(%v, %e) <{name = "onnx.Add"}> : (!torch.vtensor<[?,1],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[?,1],f32>
  %s = "torch.operator"(%ve) <{name = "onnx.Sqrt"}> : (!torch.vtensor<[?,1],f32>) -> !torch.vtensor<[?,1],f32>
  %n = "torch.operator"(%d, %s) <{name = "onnx.Div"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[?,1],f32>) -> !torch.vtensor<[?,12],f32>
  %nw = "torch.operator"(%n, %w) <{name = "onnx.Mul"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[12],f32>) -> !torch.vtensor<[?,12],f32>
  %y = "torch.operator"(%nw, %shape) <{name = "onnx.Reshape"}> : (!torch.vtensor<[?,12],f32>, !torch.vtensor<[3],si64>) -> !torch.vtensor<[?,3,4],f32>
  return %y : !torch.vtensor<[?,3,4],f32>
}

func.func @single_values(%x: !torch.vtensor<[1,5],f32>, %p: !torch.vtensor<[5],f32>) -> (!torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) attributes {torch.onnx_meta.opset_version = 15 : si64} {
  %y:3 = "torch.operator"(%x, %p, %p, %p, %p) <{name = "onnx.BatchNormalization"}> {torch.onnx.training_mode = 1 : si64} : (!torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> (!torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>
}
