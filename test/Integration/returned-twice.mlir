// A result that is returned twice is written to both of the caller's buffers.
// RUN: norm-runner %s --route=kernels --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --verify | FileCheck %s

// CHECK: result 0: {{.*}}: ok
// CHECK: result 1: {{.*}}: ok

func.func @returned_twice(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<4x8xf32>
  return %y, %y : tensor<4x8xf32>, tensor<4x8xf32>
}
