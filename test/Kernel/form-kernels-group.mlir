// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Channels are split into groups: d1 * s2 + d2 walks them. x and y keep their own shape.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1 * 3 + d2, d3, d4)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1 * 3, 0, 0)>
// CHECK-DAG: #[[M2:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d1 * 3 + d2)>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1, d2, d3 * 3 + d4)>
// CHECK-DAG: #[[M4:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, 0, 0, d3 * 3)>
// CHECK-DAG: #[[M5:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d3 * 3 + d4)>
// CHECK-DAG: #[[M6:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1 * s2 + d2, d3, d4)>
// CHECK-DAG: #[[M7:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1 * s2, 0, 0)>
// CHECK-DAG: #[[M8:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d1 * s2 + d2)>
// CHECK-DAG: #[[M9:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, d1, d2, d3 * s4 + d4)>
// CHECK-DAG: #[[M10:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d0, 0, 0, d3 * s4)>
// CHECK-DAG: #[[M11:.+]] = affine_map<(d0, d1, d2, d3, d4)[s0, s1, s2, s3, s4] -> (d3 * s4 + d4)>
// CHECK-DAG: #[[M12:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1 * 3 + d2, d3)>
// CHECK-DAG: #[[M13:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1 * 3, 0)>
// CHECK-DAG: #[[M14:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1)>
// CHECK-DAG: #[[M15:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, d2, d3)>
// CHECK-DAG: #[[M16:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, 0, 0)>
// CHECK-DAG: #[[M17:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d1)>
// CHECK-DAG: #[[M18:.+]] = affine_map<(d0, d1)[s0, s1] -> (d1)>
// CHECK-DAG: #[[M19:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
// CHECK-DAG: #[[M20:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0)>

// CHECK-LABEL: func.func @nchw(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 4, 3, 5, 7] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x12x5x7xf32>, tensor<2x12x5x7xf32>, tensor<12xf32>, tensor<12xf32>) outs({{.+}} : tensor<2x12x5x7xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M2]], #[[M2]], #[[M0]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3, 4] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3, 4] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @nchw(%x: tensor<2x12x5x7xf32>, %w: tensor<12xf32>, %b: tensor<12xf32>) -> tensor<2x12x5x7xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x12x5x7xf32>
  %neg = arith.negf %y : tensor<2x12x5x7xf32>
  %exp = math.exp %neg : tensor<2x12x5x7xf32>
  %one = arith.constant dense<1.0> : tensor<2x12x5x7xf32>
  %den = arith.addf %exp, %one : tensor<2x12x5x7xf32>
  %z = arith.divf %y, %den : tensor<2x12x5x7xf32>
  return %z : tensor<2x12x5x7xf32>
}

// CHECK-LABEL: func.func @nhwc(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 5, 7, 4, 3] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x5x7x12xf16>, tensor<2x5x7x12xf16>, tensor<12xf16>, tensor<12xf16>) outs({{.+}} : tensor<2x5x7x12xf16>)
// CHECK-SAME:      maps = [#[[M3]], #[[M4]], #[[M5]], #[[M5]], #[[M3]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2, 4] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2, 4] : f64
// CHECK:           norm.yield %{{.+}} : f16
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @nhwc(%x: tensor<2x5x7x12xf16>, %w: tensor<12xf16>, %b: tensor<12xf16>) -> tensor<2x5x7x12xf16> {
  %y = norm.group_norm %x scale(%w : tensor<12xf16>) bias(%b : tensor<12xf16>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x12xf16>
  %neg = arith.negf %y : tensor<2x5x7x12xf16>
  %exp = math.exp %neg : tensor<2x5x7x12xf16>
  %one = arith.constant dense<1.0> : tensor<2x5x7x12xf16>
  %den = arith.addf %exp, %one : tensor<2x5x7x12xf16>
  %z = arith.divf %y, %den : tensor<2x5x7x12xf16>
  return %z : tensor<2x5x7x12xf16>
}

// The channels of a group are known at run time.
// CHECK-LABEL: func.func @dynamic(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, 4, %{{.+}}, %{{.+}}, %{{.+}}] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) outs({{.+}} : tensor<?x?x?x?xf32>)
// CHECK-SAME:      maps = [#[[M6]], #[[M7]], #[[M8]], #[[M8]], #[[M6]]] outside = [unit, 0.000000e+00 : f32, unit, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3, 4] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3, 4] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @dynamic(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  %neg = arith.negf %y : tensor<?x?x?x?xf32>
  %exp = math.exp %neg : tensor<?x?x?x?xf32>
  %n1 = arith.addf %y, %exp : tensor<?x?x?x?xf32>
  %z = arith.divf %y, %n1 : tensor<?x?x?x?xf32>
  return %z : tensor<?x?x?x?xf32>
}

// CHECK-LABEL: func.func @dynamic_nhwc(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}, %{{.+}}, 4, %{{.+}}] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) outs({{.+}} : tensor<?x?x?x?xf32>)
// CHECK-SAME:      maps = [#[[M9]], #[[M10]], #[[M11]], #[[M11]], #[[M9]]] outside = [unit, 0.000000e+00 : f32, unit, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2, 4] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1, 2, 4] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @dynamic_nhwc(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  %neg = arith.negf %y : tensor<?x?x?x?xf32>
  %exp = math.exp %neg : tensor<?x?x?x?xf32>
  %n1 = arith.addf %y, %exp : tensor<?x?x?x?xf32>
  %z = arith.divf %y, %n1 : tensor<?x?x?x?xf32>
  return %z : tensor<?x?x?x?xf32>
}

// CHECK-LABEL: func.func @saved(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, 4, 3, %{{.+}}] ins(%{{.+}}, %{{.+}} : tensor<?x12x?xf32>, tensor<?x12x?xf32>) outs({{.+}} : tensor<?x12x?xf32>, tensor<?x4xf32>, tensor<?x4xf32>)
// CHECK-SAME:      maps = [#[[M12]], #[[M13]], #[[M12]], #[[M14]], #[[M14]]] outside = [unit, 0.000000e+00 : f32] {
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}} : f32, f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @saved(%x: tensor<?x12x?xf32>) -> (tensor<?x12x?xf32>, tensor<?x4xf32>, tensor<?x4xf32>) {
  %y:3 = norm.group_norm %x num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x12x?xf32>
  return %y#0, %y#1, %y#2 : tensor<?x12x?xf32>, tensor<?x4xf32>, tensor<?x4xf32>
}

// CHECK-LABEL: func.func @instance(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 3, 5, 7] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x3x5x7xf32>, tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>) outs({{.+}} : tensor<2x3x5x7xf32>)
// CHECK-SAME:      maps = [#[[M15]], #[[M16]], #[[M17]], #[[M17]], #[[M15]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @instance(%x: tensor<2x3x5x7xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x5x7xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  return %y : tensor<2x3x5x7xf32>
}

// The running update reduces the batch, the statistics of an instance do not: two kernels.
// CHECK-LABEL: func.func @instance_running(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 3, 5, 7] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x3x5x7xf32>, tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>) outs({{.+}} : tensor<2x3xf64>, tensor<2x3xf64>, tensor<2x3x5x7xf32>)
// CHECK-SAME:      maps = [#[[M16]], #[[M15]], #[[M17]], #[[M17]], #[[M14]], #[[M14]], #[[M15]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}} : f64, f64, f32
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 3] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<3xf32>, tensor<2x3xf64>, tensor<3xf32>, tensor<2x3xf64>) outs({{.+}} : tensor<3xf32>, tensor<3xf32>)
// CHECK-SAME:      maps = [#[[M18]], #[[M19]], #[[M18]], #[[M19]], #[[M18]], #[[M18]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @instance_running(%x: tensor<2x3x5x7xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3x5x7xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>
}

// Three kinds of statistics over different axes, and what merges them: fixed elements of the weights are no
// projection, and counts are sums of integers.
// CHECK-LABEL: func.func @switchable(
// CHECK:         norm.kernel sizes = [2, 3, 5, 7] ins(%{{.+}}, %{{.+}} : tensor<2x3x5x7xf32>, tensor<2x3x5x7xf32>) outs({{.+}} : tensor<2x3xf64>, tensor<2x3xf64>)
// CHECK-SAME:      maps = [#[[M16]], #[[M15]], #[[M14]], #[[M14]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [2, 3] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f64, f64
// CHECK:         linalg.generic
// CHECK:         norm.kernel sizes = [2, 3] ins(%{{.+}}, %{{.+}} : tensor<2x3xf64>, tensor<2x3xf64>) outs({{.+}} : tensor<2xf64>, tensor<2xf64>)
// CHECK-SAME:      maps = [#[[M19]], #[[M19]], #[[M20]], #[[M20]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f64, f64
// CHECK:         linalg.generic
// CHECK:         norm.kernel sizes = [2, 3] ins(%{{.+}}, %{{.+}} : tensor<2x3xf64>, tensor<2x3xf64>) outs({{.+}} : tensor<3xf64>, tensor<3xf64>)
// CHECK-SAME:      maps = [#[[M19]], #[[M19]], #[[M18]], #[[M18]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f64, f64
// CHECK:         linalg.generic
// CHECK:         linalg.generic
// CHECK:         linalg.generic
// CHECK:         norm.kernel sizes = [2, 3, 5, 7] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x3x5x7xf32>, tensor<2x3xf64>, tensor<2x3xf64>, tensor<3xf32>) outs({{.+}} : tensor<2x3x5x7xf32>)
// CHECK-SAME:      maps = [#[[M15]], #[[M14]], #[[M14]], #[[M17]], #[[M15]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @switchable(%x: tensor<2x3x5x7xf32>, %w: tensor<3xf32>, %mw: tensor<3xf32>, %vw: tensor<3xf32>) -> tensor<2x3x5x7xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  return %y : tensor<2x3x5x7xf32>
}
