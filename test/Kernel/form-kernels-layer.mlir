// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Groups along the last axes, with what stands beside them: one kernel each, and no linalg op is left.
// The second read of an input is its first element in each group, about which the sums are taken.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, 0)>
// CHECK-DAG: #[[M2:.+]] = affine_map<(d0, d1)[s0, s1] -> (d1)>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1, d2)>
// CHECK-DAG: #[[M4:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d2)>
// CHECK-DAG: #[[M5:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, d2, d3)>
// CHECK-DAG: #[[M6:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, 0, d2, d3)>
// CHECK-DAG: #[[M7:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d1)>
// CHECK-DAG: #[[M8:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0)>
// CHECK-DAG: #[[M9:.+]] = affine_map<(d0, d1)[s0, s1] -> (0)>
// CHECK-DAG: #[[M10:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, 0, 0)>

// The first element of a row may not exist, where its value is 0.
// CHECK-LABEL: func.func @layer_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) outs({{.+}} : tensor<?x?xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M2]], #[[M2]], #[[M0]]] outside = [unit, 0.000000e+00 : f32, unit, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// The sum of the residual stream and what is normalized both leave.
// CHECK-LABEL: func.func @residual(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>, tensor<4x64xf32>, tensor<4x64xf32>, tensor<64xf32>) outs({{.+}} : tensor<4x64xf32>, tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]], #[[M1]], #[[M1]], #[[M2]], #[[M0]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @residual(%x: tensor<4x64xf32>, %r: tensor<4x64xf32>, %w: tensor<64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %s = arith.addf %x, %r : tensor<4x64xf32>
  %y = norm.layer_norm %s scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y, %s : tensor<4x64xf32>, tensor<4x64xf32>
}

// A bf16 sum is rounded before it is squared, as the IR says.
// CHECK-LABEL: func.func @rms_residual(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, %{{.+}}, 64] ins(%{{.+}}, %{{.+}}, %{{.+}} : tensor<2x?x64xbf16>, tensor<2x?x64xbf16>, tensor<64xbf16>) outs({{.+}} : tensor<2x?x64xbf16>)
// CHECK-SAME:      maps = [#[[M3]], #[[M3]], #[[M4]], #[[M3]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2] : f64
// CHECK:           norm.yield %{{.+}} : bf16
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @rms_residual(%x: tensor<2x?x64xbf16>, %r: tensor<2x?x64xbf16>, %w: tensor<64xbf16>) -> tensor<2x?x64xbf16> {
  %s = arith.addf %x, %r : tensor<2x?x64xbf16>
  %y = norm.rms_norm %s scale(%w : tensor<64xbf16>) axes = [2] epsilon = 1.0e-6 : tensor<2x?x64xbf16>
  return %y : tensor<2x?x64xbf16>
}

// CHECK-LABEL: func.func @gelu(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>, tensor<64xf32>, tensor<64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M2]], #[[M2]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @gelu(%x: tensor<4x64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %half = arith.constant dense<0.5> : tensor<4x64xf32>
  %one = arith.constant dense<1.0> : tensor<4x64xf32>
  %k = arith.constant dense<0.707106769> : tensor<4x64xf32>
  %0 = arith.mulf %y, %k : tensor<4x64xf32>
  %1 = math.erf %0 : tensor<4x64xf32>
  %2 = arith.addf %1, %one : tensor<4x64xf32>
  %3 = arith.mulf %y, %half : tensor<4x64xf32>
  %4 = arith.mulf %3, %2 : tensor<4x64xf32>
  return %4 : tensor<4x64xf32>
}

// A slope for each channel, broadcast.
// CHECK-LABEL: func.func @prelu(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>, tensor<64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M2]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @prelu(%x: tensor<4x64xf32>, %a: tensor<64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %e = tensor.empty() : tensor<4x64xf32>
  %slope = linalg.broadcast ins(%a : tensor<64xf32>) outs(%e : tensor<4x64xf32>) dimensions = [0]
  %zero = arith.constant dense<0.0> : tensor<4x64xf32>
  %small = arith.mulf %slope, %y : tensor<4x64xf32>
  %keep = arith.cmpf oge, %y, %zero : tensor<4x64xf32>
  %z = arith.select %keep, %y, %small : tensor<4x64xi1>, tensor<4x64xf32>
  return %z : tensor<4x64xf32>
}

// The channels of NCHW: the reduced dimension is not the last.
// CHECK-LABEL: func.func @axis_1(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 16, 5, 7] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x16x5x7xf16>, tensor<2x16x5x7xf16>, tensor<16xf16>, tensor<16xf16>) outs({{.+}} : tensor<2x16x5x7xf16>)
// CHECK-SAME:      maps = [#[[M5]], #[[M6]], #[[M7]], #[[M7]], #[[M5]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f16
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @axis_1(%x: tensor<2x16x5x7xf16>, %w: tensor<16xf16>, %b: tensor<16xf16>) -> tensor<2x16x5x7xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<16xf16>) bias(%b : tensor<16xf16>) axes = [1] epsilon = 1.0e-5 : tensor<2x16x5x7xf16>
  return %y : tensor<2x16x5x7xf16>
}

// CHECK-LABEL: func.func @saved_statistics(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, 64] ins(%{{.+}}, %{{.+}} : tensor<?x64xf32>, tensor<?x64xf32>) outs({{.+}} : tensor<?x64xf32>, tensor<?xf32>, tensor<?xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M0]], #[[M8]], #[[M8]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}} : f32, f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @saved_statistics(%x: tensor<?x64xf32>) -> (tensor<?x64xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x64xf32>
  return %y#0, %y#1, %y#2 : tensor<?x64xf32>, tensor<?xf32>, tensor<?xf32>
}

// CHECK-LABEL: func.func @bias_add(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<64xf32>, tensor<4x64xf32>, tensor<64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M2]], #[[M1]], #[[M9]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @bias_add(%x: tensor<4x64xf32>, %b: tensor<64xf32>) -> tensor<4x64xf32> {
  %e = tensor.empty() : tensor<4x64xf32>
  %bias = linalg.broadcast ins(%b : tensor<64xf32>) outs(%e : tensor<4x64xf32>) dimensions = [0]
  %s = arith.addf %x, %bias : tensor<4x64xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y : tensor<4x64xf32>
}

// The mask is a tensor of i1.
// CHECK-LABEL: func.func @dropout_mask(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xi1>, tensor<4x64xf32>, tensor<4x64xi1>, tensor<4x64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M0]], #[[M1]], #[[M1]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @dropout_mask(%x: tensor<4x64xf32>, %mask: tensor<4x64xi1>) -> tensor<4x64xf32> {
  %zero = arith.constant dense<0.0> : tensor<4x64xf32>
  %keep = arith.constant dense<1.25> : tensor<4x64xf32>
  %scaled = arith.mulf %x, %keep : tensor<4x64xf32>
  %d = arith.select %mask, %scaled, %zero : tensor<4x64xi1>, tensor<4x64xf32>
  %y = norm.layer_norm %d axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y : tensor<4x64xf32>
}

// CHECK-LABEL: func.func @mean_variance(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, %{{.+}}, %{{.+}}] ins(%{{.+}}, %{{.+}} : tensor<2x?x?xf32>, tensor<2x?x?xf32>) outs({{.+}} : tensor<2x?x?xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M10]], #[[M3]]] outside = [unit, 0.000000e+00 : f32] {
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @mean_variance(%x: tensor<2x?x?xf32>) -> tensor<2x?x?xf32> {
  %y = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-9 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x?x?xf32>
  return %y : tensor<2x?x?xf32>
}

// Both reduce the same dimension of the same space, so they are one kernel: the first result is never stored.
// CHECK-LABEL: func.func @chain(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 64] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<4x64xf32>, tensor<4x64xf32>, tensor<64xf32>, tensor<64xf32>) outs({{.+}} : tensor<4x64xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M2]], #[[M9]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @chain(%x: tensor<4x64xf32>, %w: tensor<64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.layer_norm %y scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %z : tensor<4x64xf32>
}
