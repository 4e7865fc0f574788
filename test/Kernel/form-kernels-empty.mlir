// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s
// RUN: norm-opt %s -norm-form-kernels | FileCheck %s --check-prefix=SPLIT

// Kernels without a point, which norm-kernels-to-linalg writes without an op.
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M4:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0)>
// SPLIT-DAG: #[[M0:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// SPLIT-DAG: #[[M2:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d1)>

#id = affine_map<(d0, d1) -> (d0, d1)>

// Where a part is empty, its size stays a symbol: times 0, the map would not name the other part.
// SPLIT-LABEL: func.func @empty_split(
// SPLIT-NOT:     linalg
// SPLIT:         norm.kernel sizes = [2, 0] ins(%{{.+}} : tensor<0xf32>) outs({{.+}} : tensor<2x0xf32>)
// SPLIT-SAME:      maps = [#[[M2]], #[[M0]]] {
// SPLIT:           norm.yield %{{.+}} : f32
// SPLIT-NOT:     {{linalg|norm.kernel}}
// SPLIT:         return
func.func @empty_split(%x: tensor<0xf32>) -> tensor<2x0xf32> {
  %v = tensor.expand_shape %x [[0, 1]] output_shape [2, 0] : tensor<0xf32> into tensor<2x0xf32>
  %e = tensor.empty() : tensor<2x0xf32>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%v : tensor<2x0xf32>) outs(%e : tensor<2x0xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<2x0xf32>
  return %y : tensor<2x0xf32>
}

// CHECK-LABEL: func.func @empty_rows(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [0, 64] ins(%{{.+}} : tensor<0x64xf32>) outs({{.+}} : tensor<0x64xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M3]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @empty_rows(%x: tensor<0x64xf32>) -> tensor<0x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<0x64xf32>
  return %y : tensor<0x64xf32>
}

// Without a batch there are no statistics: what is left applies those that nothing gives.
// CHECK-LABEL: func.func @empty_batch(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [0, 4, 3] ins({{.+}} : tensor<0x4x3xf32>, tensor<0x4xf64>, tensor<0x4xf64>, tensor<4xf32>) outs({{.+}} : tensor<0x4x3xf32>)
// CHECK-NOT:       norm.reduce
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @empty_batch(%x: tensor<0x4x3xf32>, %w: tensor<4xf32>) -> tensor<0x4x3xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<0x4x3xf32>
  return %y : tensor<0x4x3xf32>
}

// No element in a group: the first one is 0, the sums are 0.
// CHECK-LABEL: func.func @empty_groups(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 0] ins(%{{.+}} : tensor<4x0xf32>) outs({{.+}} : tensor<4x0xf32>, tensor<4xf32>, tensor<4xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M3]], #[[M4]], #[[M4]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}} : f32, f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @empty_groups(%x: tensor<4x0xf32>) -> (tensor<4x0xf32>, tensor<4xf32>, tensor<4xf32>) {
  %y:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<4x0xf32>
  return %y#0, %y#1, %y#2 : tensor<4x0xf32>, tensor<4xf32>, tensor<4xf32>
}
