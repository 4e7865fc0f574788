// RUN: norm-opt %s -split-input-file -norm-generalize -canonicalize | FileCheck %s

// Local response normalization becomes the squares of windows and one
// elementwise op.

// In f32, where what that loses is within the bound; windows whose squares are beyond f32
// take those of scaled elements.
// CHECK-LABEL: func.func @local_response_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4xf32>
// CHECK-DAG:     %[[K:.+]] = arith.constant 2.000000e+00 : f32
// CHECK-DAG:     %[[WEIGHT:.+]] = arith.constant 2.500000e-01 : f32
// CHECK-DAG:     %[[INFINITY:.+]] = arith.constant 0x7F800000 : f32
// CHECK-DAG:     %[[DOWN:.+]] = arith.constant 2.32830644E-10 : f32
// CHECK-DAG:     %[[UP:.+]] = arith.constant 1.05879118E-22 : f32
// CHECK:         %[[M2:.+]], %[[SCALED:.+]] = norm.window_stats %[[X]] axis = 1 before = 2 after = 1 {accumulator = f32} : tensor<2x8x4xf32>
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}}["parallel", "parallel", "parallel"]} ins(%[[X]], %[[M2]], %[[SCALED]] : tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>) outs(%{{.+}} : tensor<2x8x4xf32>)
// CHECK-NEXT:    ^bb0(%[[ELEMENT:[^:]+]]: f32, %[[SQUARES:[^:]+]]: f32, %[[OTHER:[^:]+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:      %[[SHARE:.+]] = arith.mulf %[[SQUARES]], %[[WEIGHT]] : f32
// CHECK-NEXT:      %[[PLAIN:.+]] = arith.addf %[[SHARE]], %[[K]] : f32
// CHECK-NEXT:      %[[LARGE:.+]] = arith.cmpf uge, %[[SQUARES]], %[[INFINITY]] : f32
// CHECK-NEXT:      %[[OF_LARGE:.+]] = arith.mulf %[[OTHER]], %[[WEIGHT]] : f32
// CHECK-NEXT:      %[[BASE:.+]] = arith.select %[[LARGE]], %[[OF_LARGE]], %[[PLAIN]] : f32
// CHECK-NEXT:      %[[ROOT:.+]] = math.sqrt %[[BASE]] : f32
// CHECK-NEXT:      %[[FOURTH:.+]] = math.sqrt %[[ROOT]] : f32
// CHECK-NEXT:      %[[POWER:.+]] = arith.mulf %[[ROOT]], %[[FOURTH]] : f32
// CHECK-NEXT:      %[[SMALL:.+]] = arith.mulf %[[ELEMENT]], %[[DOWN]] : f32
// CHECK-NEXT:      %[[DIVIDEND:.+]] = arith.select %[[LARGE]], %[[SMALL]], %[[ELEMENT]] : f32
// CHECK-NEXT:      %[[QUOTIENT:.+]] = arith.divf %[[DIVIDEND]], %[[POWER]] {norm.estimated} : f32
// CHECK-NEXT:      %[[BACK:.+]] = arith.mulf %[[QUOTIENT]], %[[UP]] : f32
// CHECK-NEXT:      %[[RESULT:.+]] = arith.select %[[LARGE]], %[[BACK]], %[[QUOTIENT]] : f32
// CHECK-NEXT:      linalg.yield %[[RESULT]]
// CHECK:         return %[[Y]]
func.func @local_response_norm(%x: tensor<2x8x4xf32>) -> tensor<2x8x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.75 k = 2.0 : tensor<2x8x4xf32>
  return %y : tensor<2x8x4xf32>
}

// -----

// Squares of f16 are all within f32.
// CHECK-LABEL: func.func @f16(
// CHECK:         %[[M2:.+]], %{{.+}} = norm.window_stats %{{.+}} {accumulator = f32}
// CHECK:         ins(%{{.+}}, %[[M2]] : tensor<2x8x4xf16>, tensor<2x8x4xf32>)
// CHECK-NOT:     arith.select
// CHECK:         arith.truncf %{{.+}} : f32 to f16
func.func @f16(%x: tensor<2x8x4xf16>) -> tensor<2x8x4xf16> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.75 k = 2.0 : tensor<2x8x4xf16>
  return %y : tensor<2x8x4xf16>
}

// -----

// In f64: f64 itself, windows of many elements, sums in which k and the squares
// may cancel, no k beside which small squares are nothing, other exponents.
// CHECK-LABEL: func.func @wide(
// CHECK-COUNT-7: norm.window_stats %{{.+}} axis = 1 before = {{[0-9]+}} after = {{[0-9]+}} : tensor
func.func @wide(%d: tensor<2x8x4xf64>, %x: tensor<2x8x4xf32>) -> (tensor<2x8x4xf64>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>) {
  %0 = norm.local_response_norm %d channel_axis = 1 size = 3 alpha = 1.0 beta = 0.75 k = 2.0 : tensor<2x8x4xf64>
  %1 = norm.local_response_norm %x channel_axis = 1 size = 9 alpha = 1.0 beta = 0.75 k = 2.0 : tensor<2x8x4xf32>
  %2 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = -1.0 beta = 0.75 k = 2.0 : tensor<2x8x4xf32>
  %3 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.75 k = 0.0 : tensor<2x8x4xf32>
  %4 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 2.0 k = 2.0 : tensor<2x8x4xf32>
  %5 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.2 k = 2.0 : tensor<2x8x4xf32>
  %6 = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.6 k = 2.0 : tensor<2x8x4xf32>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<2x8x4xf64>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>, tensor<2x8x4xf32>
}

// -----

// The mirrored window of ONNX, and an exponent that is no root. 16-bit results
// are rounded once as well.
// CHECK-LABEL: func.func @onnx(
// CHECK:         norm.window_stats %{{.+}} axis = 2 before = 1 after = 2
// CHECK:         math.powf %{{.+}}, %{{.+}} : f32
// CHECK:         arith.divf
// CHECK:         arith.truncf %{{.+}} : f32 to bf16
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
