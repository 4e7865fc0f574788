// Functions of libm are called by their own names.
// RUN: norm-opt %s --norm-upstream-pipeline | FileCheck %s
// RUN: norm-runner %s --verify --threads=1 | FileCheck %s --check-prefix=RUN-RESULT

// CHECK-NOT: _mlir_ciface_erf
// CHECK: llvm.func @erff(f32) -> f32
// CHECK-NOT: _mlir_ciface_erf
// CHECK: llvm.call @erff(
// CHECK-NOT: _mlir_ciface_erf

// RUN-RESULT: result 0: {{.*}}: ok
func.func @gelu(%x: tensor<2x8xf32>) -> tensor<2x8xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<2x8xf32>
  %root = arith.constant dense<0.707106769> : tensor<2x8xf32>
  %scaled = arith.mulf %y, %root : tensor<2x8xf32>
  %erf = math.erf %scaled : tensor<2x8xf32>
  return %erf : tensor<2x8xf32>
}
