// Functions have names that PTX does not take, and names that differ in such letters alone.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-opt %s -norm-nvvm-pipeline | FileCheck %s --check-prefix=NAMES
// CHECK: 4 passed, 0 failed

// NAMES-DAG: .entry layer_norm_1_kernel(
// NAMES-DAG: .entry layer_norm_1_kernel_{{[0-9]+}}(
// NAMES-DAG: .entry _2_kernel(
func.func @"layer norm-1"(%x: tensor<3x8xf32>) -> tensor<3x8xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x8xf32>
  return %y : tensor<3x8xf32>
}
func.func @layer.norm.1(%x: tensor<3x8xf32>) -> tensor<3x8xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x8xf32>
  return %y : tensor<3x8xf32>
}
func.func @"2"(%x: tensor<3x8xf32>) -> tensor<3x8xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x8xf32>
  return %y : tensor<3x8xf32>
}
func.func @"größe"(%x: tensor<3x8xf32>) -> tensor<3x8xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x8xf32>
  return %y : tensor<3x8xf32>
}
