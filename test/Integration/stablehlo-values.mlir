// What StableHLO's arithmetic gives for signs of zero, NaN, infinities and what has no quotient: numbers that JAX 0.10.2 gave.
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | norm-runner - --verify --precision=4 | FileCheck %s

// CHECK-NOT:  FAILED
// CHECK:      result 0: 8xf32
// CHECK-NEXT: [ 2.  2.  0.  1. nan inf  1. nan]
// CHECK-NEXT: result 1: 8xf32
// CHECK-NEXT: [ 1.5 -2.5 -1.  -0.   nan  1.  -inf  nan]
// CHECK-NEXT: result 2: 8xf32
// CHECK-NEXT: [ 1.5 -0.5  0.  -0.   nan  nan  nan  nan]
// CHECK-NEXT: result 3: 8xf32
// CHECK-NEXT: [ 1. -1.  0. -0.  1.  1. -1. nan]
// CHECK-NEXT: result 4: 8xf32
// CHECK-NEXT: [  2.  -2.   0.  -0.   3.  inf -inf  nan]
// CHECK-NEXT: result 5: 8xf32
// CHECK-NEXT: [ 1.5 -1.   0.  -0.   2.   2.  -1.   nan]
// CHECK-NEXT: result 6: 8xi32
// CHECK-NEXT: [          2          -2           0  2147483647 -2147483648  2147483647
// CHECK-NEXT:  -2147483648           0]
// CHECK-NEXT: result 7: 8xi8
// CHECK-NEXT: [   2   -2    0  127 -128  127 -128    0]
// CHECK-NEXT: result 8: 8xi32
// CHECK-NEXT: [          3          -3          -3           3          -1 -2147483648
// CHECK-NEXT:           -1          -1]
// CHECK-NEXT: result 9: 8xi32
// CHECK-NEXT: [          1          -1           1          -1           5           0
// CHECK-NEXT:            0 -2147483648]
// CHECK-NEXT: result 10: 4xbf16
// CHECK-NEXT: [0.73   0.0474 0.523  1.    ]
func.func @values() -> (tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xi32>, tensor<8xi8>, tensor<8xi32>, tensor<8xi32>, tensor<4xbf16>) {
  %x = "stablehlo.constant"() <{value = dense<[1.5, -2.5, 0.0, -0.0, 3.0, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<8xf32>}> : () -> tensor<8xf32>
  %y = "stablehlo.constant"() <{value = dense<[2.0, 2.0, -1.0, 1.0, 0x7FC00000, 1.0, 1.0, 1.0]> : tensor<8xf32>}> : () -> tensor<8xf32>
  %max = "stablehlo.maximum"(%x, %y) : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  %min = "stablehlo.minimum"(%x, %y) : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  %rem = "stablehlo.remainder"(%x, %y) : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  %sign = "stablehlo.sign"(%x) : (tensor<8xf32>) -> tensor<8xf32>
  %round = "stablehlo.round_nearest_even"(%x) : (tensor<8xf32>) -> tensor<8xf32>
  %low = "stablehlo.constant"() <{value = dense<-1.0> : tensor<f32>}> : () -> tensor<f32>
  %high = "stablehlo.constant"() <{value = dense<2.0> : tensor<f32>}> : () -> tensor<f32>
  %clamp = "stablehlo.clamp"(%low, %x, %high) : (tensor<f32>, tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
  %large = "stablehlo.constant"() <{value = dense<[2.9, -2.9, 0x7FC00000, 3.0e+09, -3.0e+09, 2147483648.0, 0xFF800000, 0.5]> : tensor<8xf32>}> : () -> tensor<8xf32>
  %i32 = "stablehlo.convert"(%large) : (tensor<8xf32>) -> tensor<8xi32>
  %small = "stablehlo.constant"() <{value = dense<[2.9, -2.9, 0x7FC00000, 300.0, -300.0, 127.5, 0xFF800000, 0.5]> : tensor<8xf32>}> : () -> tensor<8xf32>
  %i8 = "stablehlo.convert"(%small) : (tensor<8xf32>) -> tensor<8xi8>
  %a = "stablehlo.constant"() <{value = dense<[7, -7, 7, -7, 5, -2147483648, 0, -2147483648]> : tensor<8xi32>}> : () -> tensor<8xi32>
  %b = "stablehlo.constant"() <{value = dense<[2, 2, -2, -2, 0, -1, 0, 0]> : tensor<8xi32>}> : () -> tensor<8xi32>
  %quotient = "stablehlo.divide"(%a, %b) : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi32>
  %rest = "stablehlo.remainder"(%a, %b) : (tensor<8xi32>, tensor<8xi32>) -> tensor<8xi32>
  %h = "stablehlo.constant"() <{value = dense<[1.0, -3.0, 0.1, 20.0]> : tensor<4xbf16>}> : () -> tensor<4xbf16>
  %logistic = "stablehlo.logistic"(%h) : (tensor<4xbf16>) -> tensor<4xbf16>
  return %max, %min, %rem, %sign, %round, %clamp, %i32, %i8, %quotient, %rest, %logistic : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xi32>, tensor<8xi8>, tensor<8xi32>, tensor<8xi32>, tensor<4xbf16>
}
