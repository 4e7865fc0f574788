// RUN: norm-opt %s -norm-expand-small-floats | FileCheck %s
// RUN: norm-opt %s -norm-expand-truncations -norm-expand-small-floats | FileCheck %s --check-prefix=DOUBLE

// CHECK-LABEL: func.func @round(
// CHECK:         %[[BITS:.+]] = arith.trunci %[[ROUNDED:.+]] : i32 to i8
// CHECK:         %[[Y:.+]] = arith.bitcast %[[BITS]] : i8 to f8E4M3FN
func.func @round(%x: f32) -> f8E4M3FN {
  %y = arith.truncf %x : f32 to f8E4M3FN
  return %y : f8E4M3FN
}

// CHECK-LABEL: func.func @round_half(
// CHECK:         arith.extf %{{.+}} : vector<8xf16> to vector<8xf32>
// CHECK-NOT:     arith.truncf
func.func @round_half(%x: vector<8xf16>) -> vector<8xf8E5M2> {
  %y = arith.truncf %x : vector<8xf16> to vector<8xf8E5M2>
  return %y : vector<8xf8E5M2>
}

// Through f32, rounded to odd, so that the value is rounded once.
// CHECK-LABEL: func.func @round_double(
// CHECK:         arith.truncf %{{.+}} : f64 to f8E4M3FN
// DOUBLE-LABEL: func.func @round_double(
// DOUBLE:         arith.truncf %{{.+}} : f64 to f32
// DOUBLE:         arith.cmpf one
// DOUBLE-NOT:     f64 to f8E4M3FN
func.func @round_double(%x: f64) -> f8E4M3FN {
  %y = arith.truncf %x : f64 to f8E4M3FN
  return %y : f8E4M3FN
}

// CHECK-LABEL: func.func @extend(
// CHECK:         arith.bitcast %{{.+}} : f8E5M2 to i8
// CHECK-NOT:     : f8E5M2 to f16
// CHECK:         arith.truncf %{{.+}} : f32 to f16
func.func @extend(%x: f8E5M2) -> f16 {
  %y = arith.extf %x : f8E5M2 to f16
  return %y : f16
}

// CHECK-LABEL: func.func @constants(
// CHECK:         %[[BITS:.+]] = arith.constant dense<[60, -63]> : vector<2xi8>
// CHECK:         %[[K:.+]] = arith.bitcast %[[BITS]] : vector<2xi8> to vector<2xf8E4M3FN>
// CHECK:         arith.select %{{.+}}, %{{.+}}, %{{.+}} : vector<2xi1>, vector<2xi8>
func.func @constants(%x: vector<2xf8E4M3FN>, %c: vector<2xi1>) -> vector<2xf8E4M3FN> {
  %k = arith.constant dense<[1.5, -2.25]> : vector<2xf8E4M3FN>
  %y = arith.select %c, %k, %x : vector<2xi1>, vector<2xf8E4M3FN>
  return %y : vector<2xf8E4M3FN>
}

// A format without NaN is left alone.
// CHECK-LABEL: func.func @other(
// CHECK-NEXT:    arith.truncf %{{.+}} : f32 to f4E2M1FN
func.func @other(%x: f32) -> f4E2M1FN {
  %y = arith.truncf %x : f32 to f4E2M1FN
  return %y : f4E2M1FN
}
