// RUN: not norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -mlir-print-ir-after-failure 2>&1 | FileCheck %s

// After an error the module is as it was.

// CHECK:       error: 'onnx.LpNormalization' op expects p to be 1 or 2; got 7
// CHECK:       IR Dump After ConvertONNXToNormPass Failed
// CHECK-LABEL: func.func @main_graph(
// CHECK-SAME:    {onnx.name = "x"}
// CHECK-NEXT:    "onnx.LpNormalization"
// CHECK-NEXT:    "onnx.Relu"
// CHECK-NEXT:    "onnx.LpNormalization"
// CHECK-NEXT:    "onnx.Return"
// CHECK:       "onnx.EntryPoint"
func.func @main_graph(%x: tensor<3x4xf32> {onnx.name = "x"}) -> tensor<3x4xf32> {
  %0 = "onnx.LpNormalization"(%x) : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %1 = "onnx.Relu"(%0) : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %2 = "onnx.LpNormalization"(%1) <{p = 7 : si64}> : (tensor<3x4xf32>) -> tensor<3x4xf32>
  "onnx.Return"(%2) : (tensor<3x4xf32>) -> ()
}
"onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
