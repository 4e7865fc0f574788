// RUN: norm-opt %s -norm-expand-truncations | FileCheck %s
// RUN: norm-runner %s --entry=values | FileCheck %s --check-prefix=VALUES
// RUN: norm-runner %s --entry=random --verify | FileCheck %s --check-prefix=RANDOM

// CHECK-LABEL: @once
func.func @once(%x: f64) -> bf16 {
  // CHECK: %[[NEAR:.+]] = arith.truncf %[[X:.+]] : f64 to f32
  // CHECK: %[[BACK:.+]] = arith.extf %[[NEAR]] : f32 to f64
  // CHECK: arith.cmpf one, %[[BACK]], %[[X]]
  // CHECK: %[[ODD:.+]] = arith.bitcast %[[BITS:.+]] : i32 to f32
  // CHECK: %[[Y:.+]] = arith.truncf %[[ODD]] : f32 to bf16
  %y = arith.truncf %x : f64 to bf16
  return %y : bf16
}

// CHECK-LABEL: @others
func.func @others(%x: f64, %z: f32) -> (f32, f16) {
  // CHECK-NEXT: arith.truncf %{{.+}} : f64 to f32
  // CHECK-NEXT: arith.truncf %{{.+}} : f32 to f16
  // CHECK-NEXT: return
  %a = arith.truncf %x : f64 to f32
  %b = arith.truncf %z : f32 to f16
  return %a, %b : f32, f16
}

// Just above the middle of 1 and the next bf16, by less than f32 can say: two roundings would give 1. Then overflow,
// infinities, NaN, zeros.
func.func @values() -> tensor<7xbf16> {
  %x = arith.constant dense<[1.00390625000001, -1.00390625000001, 1.0e300, 0xFFF0000000000000, 0x7FF8000000000000, 0.0, -0.0]> : tensor<7xf64>
  // VALUES: {{^\[ *1.01 -1.01 +inf +-inf +nan +0. +-0. *\]$}}
  %y = arith.truncf %x : tensor<7xf64> to tensor<7xbf16>
  return %y : tensor<7xbf16>
}

// RANDOM: result 0: {{.+}}: ok
// RANDOM: result 1: {{.+}}: ok
func.func @random(%x: tensor<4096xf64> {norm.input = "normal"}) -> (tensor<4096xbf16>, tensor<4096xf16>) {
  %y = arith.truncf %x : tensor<4096xf64> to tensor<4096xbf16>
  %z = arith.truncf %x : tensor<4096xf64> to tensor<4096xf16>
  return %y, %z : tensor<4096xbf16>, tensor<4096xf16>
}
