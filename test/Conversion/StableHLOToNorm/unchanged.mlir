// RUN: not norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm -mlir-print-ir-after-failure 2>&1 | FileCheck %s

// After an error the module is as it was, to the function that another one calls.

// CHECK:       error: 'stablehlo.add' op expects operands ['lhs', 'rhs']; got 1
// CHECK:       IR Dump After ConvertStableHLOToNormPass Failed
// CHECK-LABEL: func.func @main(
// CHECK-NEXT:    "stablehlo.abs"
// CHECK-NEXT:    call @callee
// CHECK-NEXT:    "stablehlo.add"(%{{.+}}) : (tensor<4xf32>) -> tensor<4xf32>
// CHECK:       func.func private @callee(
// CHECK-NEXT:    "stablehlo.negate"
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.abs"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = func.call @callee(%0) : (tensor<4xf32>) -> tensor<4xf32>
  %2 = "stablehlo.add"(%1) : (tensor<4xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}
func.func private @callee(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.negate"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
