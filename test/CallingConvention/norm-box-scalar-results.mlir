// RUN: norm-opt %s -norm-box-scalar-results | FileCheck %s

// Results keep their order; a tensor of rank 0 is no scalar.
// CHECK-LABEL: func.func @f(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4xf32>, %[[S:[^:]+]]: f32, %[[T:[^:]+]]: tensor<f32>)
// CHECK-SAME:    -> (tensor<f32> {norm.scalar}, tensor<4xf32>, tensor<f32>, tensor<index> {norm.scalar})
// CHECK:         %[[BOXED:.+]] = tensor.from_elements %[[S]] : tensor<f32>
// CHECK:         %[[SIZE:.+]] = tensor.from_elements %{{.+}} : tensor<index>
// CHECK:         return %[[BOXED]], %[[X]], %[[T]], %[[SIZE]]
func.func @f(%x: tensor<4xf32>, %s: f32, %t: tensor<f32>) -> (f32, tensor<4xf32>, tensor<f32>, index) {
  %c = arith.constant 4 : index
  return %s, %x, %t, %c : f32, tensor<4xf32>, tensor<f32>, index
}

// CHECK-LABEL: func.func private @local(%{{.+}}: f32) -> f32
func.func private @local(%s: f32) -> f32 {
  return %s : f32
}

// CHECK-LABEL: func.func @f__prepare(
// CHECK-SAME:    -> i32
func.func @f__prepare(%s: f32) -> i32 {
  %c = arith.constant 0 : i32
  return %c : i32
}

// The example of the pass.
// CHECK: func.func @g(%[[X:.+]]: tensor<4xf32>, %[[S:.+]]: f32) -> (tensor<f32> {norm.scalar}, tensor<4xf32>) {
// CHECK:   %[[BOXED:.+]] = tensor.from_elements %[[S]] : tensor<f32>
func.func @g(%x: tensor<4xf32>, %s: f32) -> (f32, tensor<4xf32>) {
  return %s, %x : f32, tensor<4xf32>
}
