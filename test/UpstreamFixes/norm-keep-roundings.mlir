// RUN: norm-opt %s -norm-keep-roundings -canonicalize | FileCheck %s
// RUN: norm-opt %s --pass-pipeline="builtin.module(func.func(arith-emulate-unsupported-floats{source-types=bf16 target-type=f32}, norm-keep-roundings, canonicalize))" | FileCheck %s --check-prefix=EMULATED

// CHECK-LABEL: func.func @conversions(
// CHECK-SAME:    %[[X:.+]]: f32)
// CHECK-NEXT:    %[[Y:.+]] = arith.truncf %[[X]] : f32 to bf16
// CHECK-NEXT:    %[[Z:.+]] = arith.extf %[[Y]] : bf16 to f32
// CHECK-NEXT:    return %[[Z]]
func.func @conversions(%x: f32) -> f32 {
  %y = arith.truncf %x fastmath<contract> : f32 to bf16
  %z = arith.extf %y fastmath<contract> : bf16 to f32
  return %z : f32
}

// The product is rounded before the sum.
// EMULATED-LABEL: func.func @product_and_sum(
// EMULATED:         arith.mulf
// EMULATED-NEXT:    %[[ROUNDED:.+]] = arith.truncf %{{.+}} : f32 to bf16
// EMULATED-NEXT:    arith.extf %[[ROUNDED]] : bf16 to f32
// EMULATED:         arith.addf
func.func @product_and_sum(%x: bf16, %v: bf16) -> bf16 {
  %0 = arith.mulf %x, %v : bf16
  %1 = arith.addf %0, %v : bf16
  return %1 : bf16
}
