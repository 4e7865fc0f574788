// RUN: norm-opt %s -norm-separate-results | FileCheck %s
// RUN: norm-runner %s --entry=sums --verify | FileCheck %s --check-prefix=SUMS

// CHECK-LABEL: func.func @twice(
// CHECK-SAME:    %[[Y:[^:]+]]: tensor<4xf32>
// CHECK-NEXT:    %[[COPY:.+]] = bufferization.alloc_tensor() copy(%[[Y]]) : tensor<4xf32>
// CHECK-NEXT:    return %[[Y]], %[[COPY]] : tensor<4xf32>, tensor<4xf32>
func.func @twice(%y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  return %y, %y : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @different(
// CHECK-NEXT:    return
func.func @different(%y: tensor<4xf32>, %z: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  return %y, %z : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @sums(
// SUMS: result 0: {{.*}}ok
// SUMS: result 1: {{.*}}ok
// SUMS: result 2: {{.*}}ok
func.func @sums(%x: tensor<?x8xf32> {norm.input = "normal@4x8"}) -> (tensor<?x8xf32>, tensor<?x8xf32>, tensor<?x8xf32>) {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x8xf32>
  %z = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x8xf32>
  return %y, %z, %y : tensor<?x8xf32>, tensor<?x8xf32>, tensor<?x8xf32>
}
