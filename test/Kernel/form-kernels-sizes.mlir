// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Sizes of 0 and 1, and results without dimensions.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0)[s0] -> (d0)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0)[s0] -> (0)>
// CHECK-DAG: #[[M2:.+]] = affine_map<(d0)[s0] -> ()>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M7:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, 0)>
// CHECK-DAG: #[[M8:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * 2 + d2, 0, 0)>
// CHECK-DAG: #[[M9:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * 2, 0, 0)>
// CHECK-DAG: #[[M10:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d1 * 2 + d2)>
// CHECK-DAG: #[[M14:.+]] = affine_map<() -> (0, 0)>
// CHECK-DAG: #[[M15:.+]] = affine_map<(d0)[s0] -> (d0, 0)>
// CHECK-DAG: #[[M11:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1, d2)>
// CHECK-DAG: #[[M12:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1, 0)>
// CHECK-DAG: #[[M13:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d1)>

// One group: statistics of rank 0.
// CHECK-LABEL: func.func @rank0(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [64] ins(%{{.+}}, %{{.+}} : tensor<64xf32>, tensor<64xf32>) outs({{.+}} : tensor<64xf32>, tensor<f32>, tensor<f32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]], #[[M2]], #[[M2]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}} : f32, f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @rank0(%x: tensor<64xf32>) -> (tensor<64xf32>, tensor<f32>, tensor<f32>) {
  %y:3 = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 {return_statistics} : tensor<64xf32>
  return %y#0, %y#1, %y#2 : tensor<64xf32>, tensor<f32>, tensor<f32>
}

// An axis of size 1 is no dimension of the space; a sum over it is its element.
// CHECK-LABEL: func.func @one(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [] ins(%{{.+}} : tensor<1x1xf32>) outs({{.+}} : tensor<1x1xf32>)
// CHECK-SAME:      maps = [#[[M14]], #[[M14]]] {
// CHECK-NOT:       norm.reduce
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @one(%x: tensor<1x1xf32>) -> tensor<1x1xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<1x1xf32>
  return %y : tensor<1x1xf32>
}

// CHECK-LABEL: func.func @unit_rows(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4] ins(%{{.+}} : tensor<4x1xf32>) outs({{.+}} : tensor<4x1xf32>)
// CHECK-SAME:      maps = [#[[M15]], #[[M15]]] {
// CHECK-NOT:       norm.reduce
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @unit_rows(%x: tensor<4x1xf32>) -> tensor<4x1xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x1xf32>
  return %y : tensor<4x1xf32>
}

// CHECK-LABEL: func.func @unit_channels(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 2, 2] ins(%{{.+}}, %{{.+}}, %{{.+}} : tensor<2x4x1x1xf32>, tensor<2x4x1x1xf32>, tensor<4xf32>) outs({{.+}} : tensor<2x4x1x1xf32>)
// CHECK-SAME:      maps = [#[[M8]], #[[M9]], #[[M10]], #[[M8]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @unit_channels(%x: tensor<2x4x1x1xf32>, %w: tensor<4xf32>) -> tensor<2x4x1x1xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x4x1x1xf32>
  return %y : tensor<2x4x1x1xf32>
}

// CHECK-LABEL: func.func @group_of_one(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 4, 3] ins(%{{.+}}, %{{.+}}, %{{.+}} : tensor<2x4x3xf32>, tensor<2x4x3xf32>, tensor<4xf32>) outs({{.+}} : tensor<2x4x3xf32>)
// CHECK-SAME:      maps = [#[[M11]], #[[M12]], #[[M13]], #[[M11]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @group_of_one(%x: tensor<2x4x3xf32>, %w: tensor<4xf32>) -> tensor<2x4x3xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x4x3xf32>
  return %y : tensor<2x4x3xf32>
}

// Sizes of a result are sizes of arguments.
// CHECK-LABEL: func.func @dim_of_result(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}] ins(%{{.+}}, %{{.+}} : tensor<?x?xf32>, tensor<?x?xf32>) outs({{.+}} : tensor<?x?xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M7]], #[[M3]]] outside = [unit, 0.000000e+00 : f32] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @dim_of_result(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %y, %c0 : tensor<?x?xf32>
  %n = tensor.dim %y, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %z = linalg.tanh ins(%y : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) -> tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}
