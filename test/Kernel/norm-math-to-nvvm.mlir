// Math becomes instructions, or an error: no library of the device is called.
// RUN: norm-opt %s -norm-math-to-nvvm -split-input-file -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @documented(
// CHECK:         %[[R:.+]] = llvm.call_intrinsic "llvm.sqrt"(%[[X:.+]]) : (f64) -> f64
func.func @documented(%x: f64) -> f64 {
  %r = math.sqrt %x : f64
  return %r : f64
}

// CHECK-LABEL: func.func @vectors(
// CHECK:         llvm.call_intrinsic "llvm.fabs"(%{{.+}}) : (vector<4xf32>) -> vector<4xf32>
// CHECK:         %[[ROOT:.+]] = llvm.call_intrinsic "llvm.sqrt"(%{{.+}}) : (vector<4xf32>) -> vector<4xf32>
// CHECK:         arith.divf %{{.+}}, %[[ROOT]] : vector<4xf32>
func.func @vectors(%x: vector<4xf32>) -> vector<4xf32> {
  %a = math.absf %x : vector<4xf32>
  %r = math.rsqrt %a : vector<4xf32>
  return %r : vector<4xf32>
}

// CHECK-LABEL: func.func @others(
// CHECK-DAG:     llvm.call_intrinsic "llvm.maxnum"
// CHECK-DAG:     llvm.call_intrinsic "llvm.ctlz"(%{{.+}}, %{{.+}}) : (i32, i1) -> i32
// CHECK-DAG:     llvm.intr.is.fpclass
func.func @others(%x: f32, %y: f32, %i: i32) -> (f32, i32, i1) {
  %m = arith.maxnumf %x, %y : f32
  %z = math.ctlz %i : i32
  %f = math.isfinite %x : f32
  return %m, %z, %f : f32, i32, i1
}

// -----

// What a library has is upstream's.
// CHECK-LABEL: func.func @of_library(
// CHECK:         arith.remf
// CHECK:         math.sin
func.func @of_library(%x: f32, %y: f32) -> f32 {
  %r = arith.remf %x, %y : f32
  %s = math.sin %r : f32
  return %s : f32
}

// -----

func.func @power(%x: f32, %i: i32) -> f32 {
  // expected-error@+1 {{expects math that a GPU has instructions or a library for; got math.fpowi}}
  %r = math.fpowi %x, %i : f32, i32
  return %r : f32
}
