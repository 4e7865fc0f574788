// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Windows and norms. A window is read at c + t - before, and is 0 outside of the input.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1, d2, d3)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1 + d4 - 2, d2, d3)>
// CHECK-DAG: #[[M2:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, d2)>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1 + d3 - 2, d2)>
// CHECK-DAG: #[[M4:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1, d2, d3 + d4 - 2)>
// CHECK-DAG: #[[M5:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M6:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0)>
// CHECK-DAG: #[[M7:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, d2, d3)>
// CHECK-DAG: #[[M8:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0)>
// CHECK-DAG: #[[M9:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1, d2)>
// CHECK-DAG: #[[M10:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> ()>

// CHECK-LABEL: func.func @lrn(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 8, 4, 4, 5] ins(%{{.+}}, %{{.+}} : tensor<2x8x4x4xf32>, tensor<2x8x4x4xf32>) outs({{.+}} : tensor<2x8x4x4xf32>)
// CHECK-SAME:      maps = [#[[M1]], #[[M0]], #[[M0]]] outside = [0.000000e+00 : f32, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [4] : f32
// CHECK:           norm.reduce <add> %{{.+}} over [4] : f32
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lrn(%x: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x8x4x4xf32>
  return %y : tensor<2x8x4x4xf32>
}

// CHECK-LABEL: func.func @lrn_dynamic(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}, %{{.+}}, 5] ins(%{{.+}}, %{{.+}} : tensor<?x?x?xf32>, tensor<?x?x?xf32>) outs({{.+}} : tensor<?x?x?xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M2]], #[[M2]]] outside = [0.000000e+00 : f32, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [3] : f32
// CHECK:           norm.reduce <add> %{{.+}} over [3] : f32
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lrn_dynamic(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

// CHECK-LABEL: func.func @lrn_last(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 4, 4, 8, 4] ins(%{{.+}}, %{{.+}} : tensor<2x4x4x8xbf16>, tensor<2x4x4x8xbf16>) outs({{.+}} : tensor<2x4x4x8xbf16>)
// CHECK-SAME:      maps = [#[[M4]], #[[M0]], #[[M0]]] outside = [0.000000e+00 : bf16, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [4] : f32
// CHECK:           norm.reduce <add> %{{.+}} over [4] : f32
// CHECK:           norm.yield %{{.+}} : bf16
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lrn_last(%x: tensor<2x4x4x8xbf16>) -> tensor<2x4x4x8xbf16> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x4x4x8xbf16>
  return %y : tensor<2x4x4x8xbf16>
}

// CHECK-LABEL: func.func @lp_2(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}] ins(%{{.+}} : tensor<?x?xf32>) outs({{.+}} : tensor<?x?xf32>)
// CHECK-SAME:      maps = [#[[M5]], #[[M5]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lp_2(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// The scale by which powers do not overflow is the row's largest magnitude.
// CHECK-LABEL: func.func @lp_3(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}} : tensor<4x64xf32>) outs({{.+}} : tensor<4xf32>, tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M5]], #[[M6]], #[[M5]]] {
// CHECK:           norm.reduce <max> %{{.+}} over [1] : f32
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lp_3(%x: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4xf32>) {
  %y:2 = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-12 {return_statistics} : tensor<4x64xf32>
  return %y#0, %y#1 : tensor<4x64xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @weight_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [16, 3, 3, 3] ins(%{{.+}}, %{{.+}} : tensor<16x3x3x3xf32>, tensor<16xf32>) outs({{.+}} : tensor<16x3x3x3xf32>)
// CHECK-SAME:      maps = [#[[M7]], #[[M8]], #[[M7]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2, 3] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @weight_norm(%v: tensor<16x3x3x3xf32>, %g: tensor<16xf32>) -> tensor<16x3x3x3xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<16xf32>) axis = 0 : tensor<16x3x3x3xf32>
  return %w : tensor<16x3x3x3xf32>
}

// CHECK-LABEL: func.func @weight_norm_all(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, %{{.+}}, 3] ins(%{{.+}}, %{{.+}} : tensor<2x?x3xf32>, tensor<f32>) outs({{.+}} : tensor<2x?x3xf32>)
// CHECK-SAME:      maps = [#[[M9]], #[[M10]], #[[M9]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0, 1, 2] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @weight_norm_all(%v: tensor<2x?x3xf32>, %g: tensor<f32>) -> tensor<2x?x3xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<f32>) : tensor<2x?x3xf32>
  return %w : tensor<2x?x3xf32>
}

// A window is of a tensor in memory: what computes that tensor is a kernel before.
// CHECK-LABEL: func.func @lrn_of_computed(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 8, 4, 4] ins(%{{.+}} : tensor<2x8x4x4xf32>) outs({{.+}} : tensor<2x8x4x4xf32>)
// CHECK-SAME:      maps = [#[[M7]], #[[M7]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 8, 4, 4, 5] ins(%{{.+}}, %{{.+}} : tensor<2x8x4x4xf32>, tensor<2x8x4x4xf32>) outs({{.+}} : tensor<2x8x4x4xf32>)
// CHECK-SAME:      maps = [#[[M1]], #[[M0]], #[[M0]]] outside = [0.000000e+00 : f32, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [4] : f32
// CHECK:           norm.reduce <add> %{{.+}} over [4] : f32
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lrn_of_computed(%x: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32> {
  %r = math.absf %x : tensor<2x8x4x4xf32>
  %y = norm.local_response_norm %r channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x8x4x4xf32>
  return %y : tensor<2x8x4x4xf32>
}
