// RUN: norm-opt %s -norm-form-kernels | FileCheck %s

// Linalg ops whose maps become maps of a kernel.

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#col = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0)>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1)[s0, s1] -> (0)>

// What a sum starts with is added to it once.
// CHECK-LABEL: func.func @start(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 8] ins(%{{.+}}, %{{.+}} : tensor<4x8xf32>, tensor<4xf32>) outs({{.+}} : tensor<4xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M1]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f32
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @start(%x: tensor<4x8xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  %y = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %s = arith.addf %a, %acc : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// Nothing is read.
// CHECK-LABEL: func.func @constant(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 8] ins() outs({{.+}} : tensor<4x8xf32>)
// CHECK-SAME:      maps = [#[[M0]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @constant(%e: tensor<4x8xf32>, %v: f32) -> tensor<4x8xf32> {
  %y = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<4x8xf32>) {
  ^bb0(%o: f32):
    linalg.yield %v : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// The axis of which one element is read is none of the space.
// CHECK-LABEL: func.func @fixed_element(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 8] ins(%{{.+}}, %{{.+}} : tensor<3xf32>, tensor<4x8xf32>) outs({{.+}} : tensor<4x8xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M0]], #[[M0]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @fixed_element(%w: tensor<3xf32>, %x: tensor<4x8xf32>, %e: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (0)>, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%w, %x : tensor<3xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// CHECK-LABEL: func.func @per_tensor_scale(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 8] ins(%{{.+}}, %{{.+}} : tensor<1xf32>, tensor<4x8xf32>) outs({{.+}} : tensor<4x8xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M0]], #[[M0]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @per_tensor_scale(%w: tensor<1xf32>, %x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = linalg.exp ins(%x : tensor<4x8xf32>) outs(%x : tensor<4x8xf32>) -> tensor<4x8xf32>
  %e = tensor.empty() : tensor<4x8xf32>
  %z = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (0)>, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%w, %y : tensor<1xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}
