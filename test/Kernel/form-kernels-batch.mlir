// RUN: norm-opt %s -norm-linalg-pipeline -norm-form-kernels | FileCheck %s

// Batch normalization: without statistics of its own, and with the batch's, which leave as the running ones.
// CHECK-DAG: #[[M0:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, d2, d3)>
// CHECK-DAG: #[[M1:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d1)>
// CHECK-DAG: #[[M2:.+]] = affine_map<() -> ()>
// CHECK-DAG: #[[M3:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d1)>
// CHECK-DAG: #[[M4:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (0, d1, 0)>
// CHECK-DAG: #[[M5:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1, d2)>
// CHECK-DAG: #[[M6:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (0, 0, d2)>
// CHECK-DAG: #[[M7:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d2)>

// CHECK-LABEL: func.func @inference(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [2, 3, 5, 7] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) outs({{.+}} : tensor<2x3x5x7xf32>)
// CHECK-SAME:      maps = [#[[M0]], #[[M1]], #[[M1]], #[[M1]], #[[M1]], #[[M0]]] {
// CHECK:           norm.yield %{{.+}} : f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @inference(%x: tensor<2x3x5x7xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x5x7xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<3xf32>) variance(%v : tensor<3xf32>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  %zero = arith.constant dense<0.0> : tensor<2x3x5x7xf32>
  %z = arith.maximumf %y, %zero : tensor<2x3x5x7xf32>
  return %z : tensor<2x3x5x7xf32>
}

// The count of batches is no part of the group: nothing that it is computed from or that reads it is.
// CHECK-LABEL: func.func @training(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [] ins(%{{.+}} : tensor<i64>) outs({{.+}} : tensor<i64>)
// CHECK-SAME:      maps = [#[[M2]], #[[M2]]] {
// CHECK:           norm.yield %{{.+}} : i64
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [%{{.+}}, 3, %{{.+}}] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<3xf32>, tensor<?x3x?xf32>, tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) outs({{.+}} : tensor<3xf32>, tensor<3xf32>, tensor<?x3x?xf32>)
// CHECK-SAME:      maps = [#[[M3]], #[[M4]], #[[M5]], #[[M3]], #[[M3]], #[[M3]], #[[M3]], #[[M3]], #[[M5]]] outside = [unit, 0.000000e+00 : f32, unit, unit, unit, unit] {
// CHECK:           norm.reduce <add> %{{.+}} over [0, 2] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [0, 2] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}} : f32, f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @training(%x: tensor<?x3x?xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64>) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %y:4 = norm.batch_norm_training %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<?x3x?xf32>
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x3x?xf32>
  %d2 = tensor.dim %x, %c2 : tensor<?x3x?xf32>
  %c = arith.constant 0.0 : f32
  %zero = tensor.splat %c[%d0, %d2] : tensor<?x3x?xf32>
  %z = arith.maximumf %y#0, %zero : tensor<?x3x?xf32>
  return %z, %y#1, %y#2, %y#3 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

// Channels last, saved statistics, running update: five results of one kernel.
// CHECK-LABEL: func.func @training_static(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [4, 5, 3] ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<4x5x3xbf16>, tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>) outs({{.+}} : tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
// CHECK-SAME:      maps = [#[[M5]], #[[M6]], #[[M7]], #[[M7]], #[[M5]], #[[M7]], #[[M7]], #[[M7]], #[[M7]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0, 1] : f64
// CHECK:           norm.reduce <add> %{{.+}} over [0, 1] : f64
// CHECK:           norm.yield %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : bf16, f32, f32, f32, f32
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @training_static(%x: tensor<4x5x3xbf16>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:5 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 2 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<4x5x3xbf16>
  return %y#0, %y#1, %y#2, %y#3, %y#4 : tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}
