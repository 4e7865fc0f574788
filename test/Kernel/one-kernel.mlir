// Normalizations of rows with their neighbours are one kernel each; the remark states its sweeps over memory and what
// each of them reads and writes.
// RUN: norm-opt %s -norm-linalg-pipeline -resolve-shaped-type-result-dims -cse -norm-form-kernels -canonicalize -cse -norm-report-kernels -verify-diagnostics | FileCheck %s
// The same for a GPU.
// RUN: norm-opt %s -norm-linalg-pipeline -resolve-shaped-type-result-dims -cse -norm-form-kernels=target=nvvm -canonicalize -cse -norm-report-kernels -verify-diagnostics | FileCheck %s

#space = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @layer_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm(%x: tensor<4096x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> tensor<4096x1024xf32> {
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 16777216 bytes; 1 result, 33562624 bytes}}
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4096x1024xf32>
  return %y : tensor<4096x1024xf32>
}

// CHECK-LABEL: func.func @layer_norm_dynamic(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm_dynamic(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions; 1 result; 2 results per group}}
  %y:3 = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %y#0, %y#1, %y#2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

// f64 has no wider accumulator: the mean comes first.
// CHECK-LABEL: func.func @layer_norm_two_pass(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm_two_pass(%x: tensor<64x1000xf64>) -> tensor<64x1000xf64> {
  // expected-remark@+1 {{rows, 3 sweeps: 1 reduction, 512000 bytes; 2 reductions, 512000 bytes; 1 result, 1024000 bytes}}
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<64x1000xf64>
  return %y : tensor<64x1000xf64>
}

// Both outputs: the sum and the normalized sum.
// CHECK-LABEL: func.func @residual_layer_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @residual_layer_norm(%x: tensor<4096x1024xf32>, %r: tensor<4096x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> (tensor<4096x1024xf32>, tensor<4096x1024xf32>) {
  %s = arith.addf %x, %r : tensor<4096x1024xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 1 result, 50331648 bytes; 1 result, 50339840 bytes}}
  %y = norm.layer_norm %s scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4096x1024xf32>
  return %y, %s : tensor<4096x1024xf32>, tensor<4096x1024xf32>
}

// CHECK-LABEL: func.func @residual_layer_norm_dynamic(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @residual_layer_norm_dynamic(%x: tensor<?x1024xbf16>, %r: tensor<?x1024xbf16>, %w: tensor<1024xbf16>, %b: tensor<1024xbf16>) -> (tensor<?x1024xbf16>, tensor<?x1024xbf16>) {
  %s = arith.addf %x, %r : tensor<?x1024xbf16>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 1 result; 1 result}}
  %y = norm.layer_norm %s scale(%w : tensor<1024xbf16>) bias(%b : tensor<1024xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x1024xbf16>
  return %y, %s : tensor<?x1024xbf16>, tensor<?x1024xbf16>
}

// CHECK-LABEL: func.func @residual_rms_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @residual_rms_norm(%x: tensor<?x4096xbf16>, %r: tensor<?x4096xbf16>, %w: tensor<4096xbf16>) -> (tensor<?x4096xbf16>, tensor<?x4096xbf16>) {
  %s = arith.addf %x, %r : tensor<?x4096xbf16>
  // expected-remark@+1 {{rows, 2 sweeps: 1 reduction, 1 result; 1 result}}
  %y = norm.rms_norm %s scale(%w : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-6 : tensor<?x4096xbf16>
  return %y, %s : tensor<?x4096xbf16>, tensor<?x4096xbf16>
}

// CHECK-LABEL: func.func @residual_rms_norm_static(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @residual_rms_norm_static(%x: tensor<512x4096xf32>, %r: tensor<512x4096xf32>, %w: tensor<4096xf32>) -> (tensor<512x4096xf32>, tensor<512x4096xf32>) {
  %s = arith.addf %x, %r : tensor<512x4096xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 1 reduction, 1 result, 25165824 bytes; 1 result, 25182208 bytes}}
  %y = norm.rms_norm %s scale(%w : tensor<4096xf32>) axes = [1] epsilon = 1.0e-6 : tensor<512x4096xf32>
  return %y, %s : tensor<512x4096xf32>, tensor<512x4096xf32>
}

// CHECK-LABEL: func.func @layer_norm_gelu(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm_gelu(%x: tensor<4096x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> tensor<4096x1024xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4096x1024xf32>
  %root = arith.constant dense<0.70710678> : tensor<4096x1024xf32>
  %one = arith.constant dense<1.0> : tensor<4096x1024xf32>
  %half = arith.constant dense<0.5> : tensor<4096x1024xf32>
  %0 = arith.mulf %y, %root : tensor<4096x1024xf32>
  %1 = math.erf %0 : tensor<4096x1024xf32>
  %2 = arith.addf %1, %one : tensor<4096x1024xf32>
  %3 = arith.mulf %y, %half : tensor<4096x1024xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 16777216 bytes; 1 result, 33562624 bytes}}
  %4 = arith.mulf %3, %2 : tensor<4096x1024xf32>
  return %4 : tensor<4096x1024xf32>
}

// One slope for each element of a row.
// CHECK-LABEL: func.func @layer_norm_prelu(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm_prelu(%x: tensor<4096x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>, %slopes: tensor<1024xf32>) -> tensor<4096x1024xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4096x1024xf32>
  %e = tensor.empty() : tensor<4096x1024xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 16777216 bytes; 1 result, 33566720 bytes}}
  %p = linalg.generic {indexing_maps = [#space, affine_map<(d0, d1) -> (d1)>, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %slopes : tensor<4096x1024xf32>, tensor<1024xf32>) outs(%e : tensor<4096x1024xf32>) {
  ^bb0(%a: f32, %slope: f32, %o: f32):
    %zero = arith.constant 0.0 : f32
    %positive = arith.cmpf oge, %a, %zero : f32
    %scaled = arith.mulf %a, %slope : f32
    %r = arith.select %positive, %a, %scaled : f32
    linalg.yield %r : f32
  } -> tensor<4096x1024xf32>
  return %p : tensor<4096x1024xf32>
}

// The largest magnitude of a normalized row needs a sweep of its own; the quotients and the scales leave the kernel.
// CHECK-LABEL: func.func @layer_norm_int8(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm_int8(%x: tensor<4096x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> (tensor<4096x1024xi8>, tensor<4096xf32>) {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4096x1024xf32>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4096xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<4096xf32>) -> tensor<4096xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<4096x1024xf32>) outs(%init : tensor<4096xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %abs = math.absf %a : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<4096xf32>
  %scale = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%absmax : tensor<4096xf32>) outs(%e : tensor<4096xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 127.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<4096xf32>
  %q0 = tensor.empty() : tensor<4096x1024xi8>
  // expected-remark@+1 {{rows, 3 sweeps: 2 reductions, 16777216 bytes; 1 reduction, 16785408 bytes; 1 result, 20979712 bytes; 1 result per group, 16384 bytes}}
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<4096x1024xf32>, tensor<4096xf32>) outs(%q0 : tensor<4096x1024xi8>) {
  ^bb0(%a: f32, %s: f32, %o: i8):
    %lo = arith.constant -128.0 : f32
    %hi = arith.constant 127.0 : f32
    %d = arith.divf %a, %s : f32
    %r = math.roundeven %d : f32
    %c = arith.maximumf %r, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.fptosi %c2 : f32 to i8
    linalg.yield %i : i8
  } -> tensor<4096x1024xi8>
  return %q, %scale : tensor<4096x1024xi8>, tensor<4096xf32>
}
