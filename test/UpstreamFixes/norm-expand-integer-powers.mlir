// RUN: norm-opt %s -norm-expand-integer-powers -canonicalize | FileCheck %s

// CHECK-LABEL: func.func @square(
// CHECK:         %[[TWO:.+]] = arith.constant 2.000000e+00 : f32
// CHECK:         %[[Y:.+]] = math.powf %[[X:.+]], %[[TWO]] : f32
func.func @square(%x: f32) -> f32 {
  %c2 = arith.constant 2 : i32
  %y = math.fpowi %x, %c2 : f32, i32
  return %y : f32
}

// In f64, on the magnitude; the sign comes back for odd exponents.
// CHECK-LABEL: func.func @any(
// CHECK-SAME:    %[[X:.+]]: vector<4xf32>, %[[N:.+]]: vector<4xi32>)
// CHECK:         %[[WIDE:.+]] = arith.extf %[[X]] : vector<4xf32> to vector<4xf64>
// CHECK:         %[[ABS:.+]] = math.absf %[[WIDE]]
// CHECK:         %[[EXPONENT:.+]] = arith.sitofp %[[N]] : vector<4xi32> to vector<4xf64>
// CHECK:         %[[POWER:.+]] = math.powf %[[ABS]], %[[EXPONENT]]
// CHECK:         math.copysign %[[POWER]], %[[WIDE]]
// CHECK:         arith.truncf %{{.+}} : vector<4xf64> to vector<4xf32>
func.func @any(%x: vector<4xf32>, %n: vector<4xi32>) -> vector<4xf32> {
  %y = math.fpowi %x, %n : vector<4xf32>, vector<4xi32>
  return %y : vector<4xf32>
}

// f64 does not hold every i64: two powers.
// CHECK-LABEL: func.func @large(
// CHECK:         arith.remsi
// CHECK-COUNT-2: math.powf
func.func @large(%x: f64, %n: i64) -> f64 {
  %y = math.fpowi %x, %n : f64, i64
  return %y : f64
}

// CHECK-LABEL: func.func @integer(
// CHECK-SAME:    %[[X:.+]]: i32)
// CHECK-NEXT:    %[[SQUARE:.+]] = arith.muli %[[X]], %[[X]] : i32
// CHECK-NEXT:    %[[FOURTH:.+]] = arith.muli %[[SQUARE]], %[[SQUARE]] : i32
// CHECK-NEXT:    %[[Y:.+]] = arith.muli %[[X]], %[[FOURTH]] : i32
// CHECK-NEXT:    return %[[Y]]
func.func @integer(%x: i32) -> i32 {
  %c5 = arith.constant 5 : i32
  %y = math.ipowi %x, %c5 : i32
  return %y : i32
}
