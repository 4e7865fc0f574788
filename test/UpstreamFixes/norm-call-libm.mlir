// RUN: norm-opt %s -norm-call-libm | FileCheck %s
// RUN: norm-runner %s --entry=small --verify --route=upstream
// RUN: norm-runner %s --entry=small --verify --route=upstream-through-kernels
// RUN: norm-runner %s --entry=small --verify

// What LLVM's lowering computes with cancellation is libm's; the rest stays.

// CHECK-DAG: func.func private @expm1f(f32) -> f32
// CHECK-DAG: func.func private @expm1(f64) -> f64
// CHECK-DAG: func.func private @log1pf(f32) -> f32

// CHECK-LABEL: @scalars
func.func private @scalars(%a: f32, %b: f64) -> (f32, f32, f64, f32) {
  // CHECK: %[[Y:.+]] = call @expm1f(%[[X:.+]]) : (f32) -> f32
  %0 = math.expm1 %a : f32
  // CHECK: call @log1pf(%{{.*}}) : (f32) -> f32
  %1 = math.log1p %a : f32
  // CHECK: call @expm1(%{{.*}}) : (f64) -> f64
  %2 = math.expm1 %b : f64
  // CHECK: math.exp %
  %3 = math.exp %a : f32
  return %0, %1, %2, %3 : f32, f32, f64, f32
}

// CHECK-LABEL: @vectors
func.func private @vectors(%a: vector<2xf32>) -> vector<2xf32> {
  // CHECK-COUNT-2: call @expm1f
  %0 = math.expm1 %a : vector<2xf32>
  return %0 : vector<2xf32>
}

// CHECK-LABEL: @half
func.func private @half(%a: f16) -> f16 {
  // CHECK: arith.extf
  // CHECK: call @log1pf
  // CHECK: arith.truncf
  %0 = math.log1p %a : f16
  return %0 : f16
}

// With x near 1e-6, exp(x) - 1 in f32 is off by a tenth.
func.func @small(%x: tensor<257xf32> {norm.input = "normal:0,1e-6,7"}) -> (tensor<257xf32>, tensor<257xf32>) {
  %e = tensor.empty() : tensor<257xf32>
  %0, %1 = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<257xf32>) outs(%e, %e : tensor<257xf32>, tensor<257xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %l = math.log1p %a : f32
    %m = math.expm1 %a : f32
    linalg.yield %l, %m : f32, f32
  } -> (tensor<257xf32>, tensor<257xf32>)
  return %0, %1 : tensor<257xf32>, tensor<257xf32>
}
