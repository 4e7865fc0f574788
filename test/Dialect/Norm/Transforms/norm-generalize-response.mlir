// RUN: norm-opt %s -split-input-file -norm-generalize -canonicalize | FileCheck %s

// Local response normalization becomes the squares of windows and one
// elementwise op.

// CHECK-LABEL: func.func @local_response_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4xf32>
// CHECK-DAG:     %[[K:.+]] = arith.constant 2.000000e+00 : f64
// CHECK-DAG:     %[[WEIGHT:.+]] = arith.constant 2.500000e-01 : f64
// CHECK:         %[[M2:.+]] = norm.window_stats %[[X]] axis = 1 before = 2 after = 1 : tensor<2x8x4xf32>
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}}["parallel", "parallel", "parallel"]} ins(%[[X]], %[[M2]] : tensor<2x8x4xf32>, tensor<2x8x4xf64>) outs(%{{.+}} : tensor<2x8x4xf32>)
// CHECK-NEXT:    ^bb0(%[[ELEMENT:[^:]+]]: f32, %[[SQUARES:[^:]+]]: f64, %{{.+}}: f32):
// CHECK-NEXT:      %[[SHARE:.+]] = arith.mulf %[[SQUARES]], %[[WEIGHT]] : f64
// CHECK-NEXT:      %[[BASE:.+]] = arith.addf %[[SHARE]], %[[K]] : f64
// CHECK-NEXT:      %[[ROOT:.+]] = math.sqrt %[[BASE]] : f64
// CHECK-NEXT:      %[[FOURTH:.+]] = math.sqrt %[[ROOT]] : f64
// CHECK-NEXT:      %[[POWER:.+]] = arith.mulf %[[ROOT]], %[[FOURTH]] : f64
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[ELEMENT]] : f32 to f64
// CHECK-NEXT:      %[[QUOTIENT:.+]] = arith.divf %[[WIDE]], %[[POWER]] : f64
// CHECK-NEXT:      %[[RESULT:.+]] = arith.truncf %[[QUOTIENT]] : f64 to f32
// CHECK-NEXT:      linalg.yield %[[RESULT]]
// CHECK:         return %[[Y]]
func.func @local_response_norm(%x: tensor<2x8x4xf32>) -> tensor<2x8x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.75 k = 2.0 : tensor<2x8x4xf32>
  return %y : tensor<2x8x4xf32>
}

// -----

// The mirrored window of ONNX, and an exponent that is no root. 16-bit results
// are rounded once as well.
// CHECK-LABEL: func.func @onnx(
// CHECK:         norm.window_stats %{{.+}} axis = 2 before = 1 after = 2
// CHECK:         math.powf %{{.+}}, %{{.+}} : f64
// CHECK:         arith.divf
// CHECK-NEXT:    arith.truncf %{{.+}} : f64 to bf16
func.func @onnx(%x: tensor<?x?x?xbf16>) -> tensor<?x?x?xbf16> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 4 alpha = 1.0 beta = 0.6 k = 2.0 {window = #norm.window<onnx>} : tensor<?x?x?xbf16>
  return %y : tensor<?x?x?xbf16>
}

// -----

// Exponents that are products or roots need no library.
// CHECK-LABEL: func.func @exact_powers(
// CHECK-NOT:     math.powf
// CHECK-COUNT-1: math.sqrt
// CHECK-NOT:     math.powf
// CHECK:         return
func.func @exact_powers(%x: tensor<2x8x4xf64>) -> (tensor<2x8x4xf64>, tensor<2x8x4xf64>, tensor<2x8x4xf64>, tensor<2x8x4xf64>) {
  %0 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.5 k = 2.0 : tensor<2x8x4xf64>
  %1 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 1.0 k = 2.0 : tensor<2x8x4xf64>
  %2 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 2.0 k = 2.0 : tensor<2x8x4xf64>
  %3 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 3.0 k = 2.0 : tensor<2x8x4xf64>
  return %0, %1, %2, %3 : tensor<2x8x4xf64>, tensor<2x8x4xf64>, tensor<2x8x4xf64>, tensor<2x8x4xf64>
}
