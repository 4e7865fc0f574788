// Kernels that are formed, written as linalg ops again and run compute what the reference does: of each family, with
// neighbours that convert to and from narrow types.
// RUN: norm-runner %s --all --verify --route=upstream-through-kernels | FileCheck %s
// RUN: norm-runner %S/group-norm-forms.mlir --all --verify --route=upstream-through-kernels | FileCheck %s --check-prefix=FORMS
// RUN: norm-runner %S/instance-norm-forms.mlir --all --verify --route=upstream-through-kernels | FileCheck %s --check-prefix=FORMS
// RUN: norm-runner %S/batch-norm-training-types.mlir --all --verify --route=upstream-through-kernels | FileCheck %s --check-prefix=FORMS
// RUN: norm-runner %S/mean-variance-types.mlir --all --verify --route=upstream-through-kernels | FileCheck %s --check-prefix=FORMS
// RUN: norm-runner %S/switchable-norm-types.mlir --all --verify --route=upstream-through-kernels | FileCheck %s --check-prefix=FORMS
// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s --check-prefix=KERNELS

// FORMS-NOT: FAILED
// FORMS:     ok

// Every function is one kernel.
// KERNELS-LABEL:   func.func @residual(
// KERNELS-COUNT-1: norm.kernel
// KERNELS-NOT:     {{norm.kernel|linalg.generic}}
// KERNELS-LABEL:   func.func @int8_rows(
// KERNELS-COUNT-1: norm.kernel
// KERNELS-NOT:     {{norm.kernel|linalg.generic}}
// KERNELS-LABEL:   func.func @group_silu(
// KERNELS-COUNT-1: norm.kernel
// KERNELS-NOT:     {{norm.kernel|linalg.generic}}

// CHECK:      {{^}}@residual
// CHECK-NEXT: result 0: {{.*}}ok
// CHECK-NEXT: result 1: {{.*}}ok
func.func @residual(%x: tensor<?x?xbf16> {norm.input = "normal:1,2@7x40"}, %r: tensor<?x?xbf16> {norm.input = "normal@7x40"}, %w: tensor<?xbf16> {norm.input = "normal:1,1@40"}) -> (tensor<?x?xbf16>, tensor<?x?xbf16>) {
  %s = arith.addf %x, %r : tensor<?x?xbf16>
  %y = norm.layer_norm %s scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y, %s : tensor<?x?xbf16>, tensor<?x?xbf16>
}

// CHECK:      {{^}}@int8_rows
// CHECK-NEXT: result 0: {{.*}}ok
// CHECK-NEXT: result 1: {{.*}}ok
func.func @int8_rows(%x: tensor<7x40xf32> {norm.input = "normal:1,2"}) -> (tensor<7x40xi8>, tensor<7xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<7x40xf32>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<7xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<7xf32>) -> tensor<7xf32>
  %absmax = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<7x40xf32>) outs(%init : tensor<7xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %abs = math.absf %a : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<7xf32>
  %q0 = tensor.empty() : tensor<7x40xi8>
  %q = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%y, %absmax : tensor<7x40xf32>, tensor<7xf32>) outs(%q0 : tensor<7x40xi8>) {
  ^bb0(%a: f32, %s: f32, %o: i8):
    %hi = arith.constant 127.0 : f32
    %k = arith.divf %s, %hi : f32
    %d = arith.divf %a, %k : f32
    %r = math.roundeven %d : f32
    %i = arith.fptosi %r : f32 to i8
    linalg.yield %i : i8
  } -> tensor<7x40xi8>
  return %q, %absmax : tensor<7x40xi8>, tensor<7xf32>
}

// CHECK:      {{^}}@group_silu
// CHECK-NEXT: result 0: {{.*}}ok
func.func @group_silu(%x: tensor<?x?x?x?xf16> {norm.input = "normal:1,2@2x5x3x8"}, %w: tensor<?xf16> {norm.input = "normal:1,1@8"}, %b: tensor<?xf16> {norm.input = "normal@8"}) -> tensor<?x?x?x?xf16> {
  %y = norm.group_norm %x scale(%w : tensor<?xf16>) bias(%b : tensor<?xf16>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf16>
  %neg = arith.negf %y : tensor<?x?x?x?xf16>
  %exp = math.exp %neg : tensor<?x?x?x?xf16>
  %sum = arith.addf %y, %exp : tensor<?x?x?x?xf16>
  %z = arith.addf %sum, %y : tensor<?x?x?x?xf16>
  return %z : tensor<?x?x?x?xf16>
}
