// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -split-input-file | FileCheck %s

// What stands around norms, and what stays.

// CHECK-DAG:   #[[ALL:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG:   #[[FIRST:.+]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-DAG:   #[[ONE:.+]] = affine_map<(d0, d1) -> ()>
// CHECK-LABEL: func.func @arithmetic(
// CHECK-SAME:    %[[X:.+]]: tensor<?x4xf16>)
// CHECK:         %[[SUMS:.+]] = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]] : tensor<?x4xf16>) outs(%{{.+}} : tensor<?xf64>)
// CHECK:         %[[MEAN:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0, 1]]
// CHECK:         %[[D:.+]] = linalg.generic {indexing_maps = [#[[ALL]], #[[FIRST]], #[[ALL]]], {{.*}}} ins(%[[X]], %[[MEAN]] : tensor<?x4xf16>, tensor<?x1xf16>)
// CHECK:           arith.subf %{{.+}}, %{{.+}} : f32
// CHECK:         linalg.generic {{.*}} ins(%[[D]] : tensor<?x4xf16>)
// CHECK:           %[[A:.+]] = arith.extf %{{.+}} : f16 to f32
// CHECK-NEXT:      arith.mulf %[[A]], %[[A]] : f32
// CHECK:         linalg.generic {indexing_maps = [#[[ALL]], #[[ONE]], #[[ALL]]]
// CHECK:           math.powf
// CHECK:           math.erf
func.func @arithmetic(%x: !torch.vtensor<[?,4],f16>) -> !torch.vtensor<[?,4],f16> attributes {torch.onnx_meta.opset_version = 20 : si64} {
  %axes = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<-1> : tensor<1xsi64>} : () -> !torch.vtensor<[1],si64>
  %two = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value_float = 2.000000e+00 : f32} : () -> !torch.vtensor<[],f32>
  %mean = "torch.operator"(%x, %axes) <{name = "onnx.ReduceMean"}> : (!torch.vtensor<[?,4],f16>, !torch.vtensor<[1],si64>) -> !torch.vtensor<[?,1],f16>
  %0 = "torch.operator"(%x, %mean) <{name = "onnx.Sub"}> : (!torch.vtensor<[?,4],f16>, !torch.vtensor<[?,1],f16>) -> !torch.vtensor<[?,4],f16>
  %1 = "torch.operator"(%0, %two) <{name = "onnx.Pow"}> : (!torch.vtensor<[?,4],f16>, !torch.vtensor<[],f32>) -> !torch.vtensor<[?,4],f16>
  %sum = "torch.operator"(%mean) <{name = "onnx.ReduceSum"}> {torch.onnx.keepdims = 0 : si64} : (!torch.vtensor<[?,1],f16>) -> !torch.vtensor<[],f16>
  %2 = "torch.operator"(%1, %sum) <{name = "onnx.Pow"}> : (!torch.vtensor<[?,4],f16>, !torch.vtensor<[],f16>) -> !torch.vtensor<[?,4],f16>
  %3 = "torch.operator"(%2) <{name = "onnx.Gelu"}> : (!torch.vtensor<[?,4],f16>) -> !torch.vtensor<[?,4],f16>
  return %3 : !torch.vtensor<[?,4],f16>
}

// -----

// 0 is the input's own size, -1 what is left.
// CHECK-LABEL: func.func @views(
// CHECK-SAME:    %[[X:.+]]: tensor<?x12xf32>)
// CHECK:         %[[SPLIT:.+]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [%{{.+}}, 3, 4]
// CHECK:         linalg.transpose ins(%{{.+}} : tensor<?x3x4xf32>) outs(%{{.+}}) permutation = [2, 0, 1]
// CHECK:         linalg.broadcast
// CHECK-NOT:     onnx
// CHECK:         return
func.func @views(%x: tensor<?x12xf32>) -> (tensor<?x3x4xf32>, tensor<4x?x3xf32>, tensor<1x?x12xf32>, tensor<?x12xf32>, tensor<2x?x12xf32>) {
  %shape = "onnx.Constant"() <{value = dense<[0, 3, -1]> : tensor<3xi64>}> : () -> tensor<3xi64>
  %axes = "onnx.Constant"() <{value_ints = [0 : si64]}> : () -> tensor<1xi64>
  %sizes = "onnx.Constant"() <{value = dense<[2, 1, 12]> : tensor<3xi64>}> : () -> tensor<3xi64>
  %0 = "onnx.Reshape"(%x, %shape) <{allowzero = 0 : si64}> : (tensor<?x12xf32>, tensor<3xi64>) -> tensor<?x3x4xf32>
  %1 = "onnx.Transpose"(%0) <{perm = [2, 0, 1]}> : (tensor<?x3x4xf32>) -> tensor<4x?x3xf32>
  %2 = "onnx.Unsqueeze"(%x, %axes) : (tensor<?x12xf32>, tensor<1xi64>) -> tensor<1x?x12xf32>
  %3 = "onnx.SqueezeV11"(%2) <{axes = [0]}> : (tensor<1x?x12xf32>) -> tensor<?x12xf32>
  %4 = "onnx.Expand"(%x, %sizes) : (tensor<?x12xf32>, tensor<3xi64>) -> tensor<2x?x12xf32>
  return %0, %1, %2, %3, %4 : tensor<?x3x4xf32>, tensor<4x?x3xf32>, tensor<1x?x12xf32>, tensor<?x12xf32>, tensor<2x?x12xf32>
}

// -----

// Without limits, Clip has the last numbers of the type.
// CHECK-LABEL: func.func @clip(
// CHECK:           %[[LOW:.+]] = arith.constant -6.550400e+04 : f32
// CHECK:           arith.maximumf %{{.+}}, %[[LOW]] : f32
// CHECK:           arith.minimumf
// CHECK:         linalg.generic {{.*}} ins(%{{.+}}, %{{.+}} : tensor<3xf16>, tensor<f16>)
// CHECK:           %[[HIGH:.+]] = arith.constant 6.550400e+04 : f32
// CHECK:           arith.minimumf %{{.+}}, %[[HIGH]] : f32
func.func @clip(%x: tensor<3xf16>, %low: tensor<f16>) -> tensor<3xf16> {
  %none = "onnx.NoValue"() <{value}> : () -> none
  %six = "onnx.Constant"() <{value = dense<6.0> : tensor<f16>}> : () -> tensor<f16>
  %0 = "onnx.Clip"(%x, %none, %six) : (tensor<3xf16>, none, tensor<f16>) -> tensor<3xf16>
  %1 = "onnx.Clip"(%0, %low, %none) : (tensor<3xf16>, tensor<f16>, none) -> tensor<3xf16>
  return %1 : tensor<3xf16>
}

// -----

// Nodes that are not in the table or whose form is not known stay, and functions of them keep their form.
// CHECK-LABEL: func.func @left(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xf32> {onnx.name = "x"}
// CHECK:         "onnx.Add"
// CHECK:         "onnx.Reshape"
// CHECK:         "onnx.Cast"
// CHECK:         "onnx.Relu"
// CHECK:         "onnx.Dropout"
// CHECK:         %[[Z:.+]] = "onnx.Softmax"(%[[X]])
// CHECK:         %[[Y:.+]] = norm.lp_normalize %[[Z]]
// CHECK-NEXT:    "onnx.Return"(%[[Y]])
// CHECK:       "onnx.EntryPoint"() <{func = @left}>
func.func @left(%x: tensor<3x4xf32> {onnx.name = "x"}, %n: tensor<1xi64>, %h: tensor<4xf16>) -> tensor<3x4xf32> {
  %0 = "onnx.Add"(%x, %h) : (tensor<3x4xf32>, tensor<4xf16>) -> tensor<3x4xf32>
  %1 = "onnx.Reshape"(%x, %n) : (tensor<3x4xf32>, tensor<1xi64>) -> tensor<12xf32>
  %2 = "onnx.Cast"(%x) <{to = i64}> : (tensor<3x4xf32>) -> tensor<3x4xi64>
  %3 = "onnx.Relu"(%x) {other = 1 : i64} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %4:2 = "onnx.Dropout"(%x) : (tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<3x4xi1>)
  "other.use"(%0, %1, %2, %3, %4#1) : (tensor<3x4xf32>, tensor<12xf32>, tensor<3x4xi64>, tensor<3x4xf32>, tensor<3x4xi1>) -> ()
  %z = "onnx.Softmax"(%x) : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %y = "onnx.LpNormalization"(%z) : (tensor<3x4xf32>) -> tensor<3x4xf32>
  "onnx.Return"(%y) : (tensor<3x4xf32>) -> ()
}
"onnx.EntryPoint"() <{func = @left}> : () -> ()

// -----

// Between them and torch-mlir's form stand its casts; opsets of which nothing is known keep their nodes.
// CHECK-LABEL: func.func @left_of_torch(
// CHECK-SAME:    !torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 6 : si64} {
// CHECK-NEXT:    %[[SUM:.+]] = "torch.operator"(%{{.+}}, %{{.+}}) <{name = "onnx.Add"}>
// CHECK-NEXT:    %[[IN:.+]] = "torch_c.to_builtin_tensor"(%[[SUM]]) : (!torch.vtensor<[3,4],f32>) -> tensor<3x4xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.lp_normalize %[[IN]]
// CHECK-NEXT:    %[[OUT:.+]] = "torch_c.from_builtin_tensor"(%[[Y]]) : (tensor<3x4xf32>) -> !torch.vtensor<[3,4],f32>
// CHECK-NEXT:    return %[[OUT]]
func.func @left_of_torch(%x: !torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 6 : si64} {
  %0 = "torch.operator"(%x, %x) <{name = "onnx.Add"}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32>
  %1 = "torch.operator"(%0) <{name = "onnx.LpNormalization"}> : (!torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32>
  return %1 : !torch.vtensor<[3,4],f32>
}
