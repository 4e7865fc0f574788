// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -cse | FileCheck %s

// norm.apply that rounds to the input's type after every step, and its shapes.

// The normalized value, its product with the scale, and the sum are rounded.
// CHECK-LABEL: func.func @before_scale(
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]
// CHECK-NEXT:    ^bb0(%{{[^:]+}}: bf16, %[[M:[^:]+]]: f32, %[[R:[^:]+]]: f32, %[[W:[^:]+]]: f32, %[[B:[^:]+]]: bf16,
// CHECK:           %[[D:.+]] = arith.subf
// CHECK-NEXT:      %[[NORMALIZED:.+]] = arith.mulf %[[D]], %[[R]] fastmath<contract> : f32
// CHECK-NEXT:      %[[ROUNDED_1:.+]] = arith.truncf %[[NORMALIZED]] : f32 to bf16
// CHECK-NEXT:      %[[WIDE_1:.+]] = arith.extf %[[ROUNDED_1]] : bf16 to f32
// CHECK-NEXT:      %[[SCALED:.+]] = arith.mulf %[[WIDE_1]], %[[W]] fastmath<contract> : f32
// CHECK-NEXT:      %[[ROUNDED_2:.+]] = arith.truncf %[[SCALED]] : f32 to bf16
// CHECK-NEXT:      %[[WIDE_2:.+]] = arith.extf %[[ROUNDED_2]] : bf16 to f32
// CHECK-NEXT:      %[[BIAS:.+]] = arith.extf %[[B]] : bf16 to f32
// CHECK-NEXT:      %[[SUM:.+]] = arith.addf %[[WIDE_2]], %[[BIAS]] fastmath<contract> : f32
// CHECK-NEXT:      %[[ROUNDED_3:.+]] = arith.truncf %[[SUM]] : f32 to bf16
// CHECK-NEXT:      linalg.yield %[[ROUNDED_3]] : bf16
func.func @before_scale(%x: tensor<3x4xbf16>, %s: tensor<3xf32>, %w: tensor<4xf32>, %b: tensor<4xbf16>) -> tensor<3x4xbf16> {
  %y = norm.apply %x mean(%s : tensor<3xf32>) rstd(%s : tensor<3xf32>) scale(%w : tensor<4xf32>) bias(%b : tensor<4xbf16>) statistics_axes = [0] affine_axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// -----

// Then a scale per group does not fold into rstd: a rounding stands between.
// CHECK-LABEL: func.func @before_scale_per_group(
// CHECK-NOT:     ["parallel"]
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]
// CHECK:           arith.mulf
// CHECK-NEXT:      arith.truncf
// CHECK-NEXT:      arith.extf
// CHECK:           arith.mulf
// CHECK-NEXT:      arith.truncf
func.func @before_scale_per_group(%x: tensor<3x4xf16>, %r: tensor<3xf32>, %w: tensor<3xf32>) -> tensor<3x4xf16> {
  %y = norm.apply %x rstd(%r : tensor<3xf32>) scale(%w : tensor<3xf32>) statistics_axes = [0] affine_axes = [0] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
  return %y : tensor<3x4xf16>
}

// -----

// In f32 every step is rounded to f32 anyway.
// CHECK-LABEL: func.func @before_scale_f32(
// CHECK-NOT:     arith.truncf
// CHECK:         return
func.func @before_scale_f32(%x: tensor<3x4xf32>, %r: tensor<3xf32>, %w: tensor<4xf32>) -> tensor<3x4xf32> {
  %y = norm.apply %x rstd(%r : tensor<3xf32>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

// Dynamic sizes: the result has the input's, what is made per group has the
// input's along the statistics' axes.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x4x?xf32>, %[[M:[^:]+]]: tensor<?x?xf64>
// CHECK-DAG:     %[[N0:.+]] = tensor.dim %[[X]], %{{.+}}
// CHECK-DAG:     %[[N2:.+]] = tensor.dim %[[X]], %{{.+}}
// CHECK:         tensor.empty(%[[N0]], %[[N2]]) : tensor<?x?xf32>
// CHECK:         tensor.empty(%[[N0]], %[[N2]]) : tensor<?x4x?xf32>
// CHECK:         linalg.generic {{.*}}["parallel", "parallel", "parallel"]
func.func @dynamic(%x: tensor<?x4x?xf32>, %m: tensor<?x?xf64>) -> tensor<?x4x?xf32> {
  %y = norm.apply %x mean(%m : tensor<?x?xf64>) rstd(%m : tensor<?x?xf64>) statistics_axes = [0, 2] affine_axes = [] : tensor<?x4x?xf32>
  return %y : tensor<?x4x?xf32>
}

// -----

// One group: statistics are scalars. One element: so is everything.
// CHECK-DAG: #[[ALL:.+]] = affine_map<(d0, d1) -> ()>
// CHECK-LABEL: func.func @scalars(
// CHECK:         linalg.generic {{.*}} iterator_types = []} ins(%{{.+}} : tensor<f64>) outs(%{{.+}} : tensor<f32>)
// CHECK:         linalg.generic {indexing_maps = [#{{.+}}, #[[ALL]], #{{.+}}], iterator_types = ["parallel", "parallel"]}
// CHECK:         linalg.generic {{.*}} iterator_types = []} ins(%{{.+}}, %{{.+}} : tensor<f64>, tensor<f64>)
func.func @scalars(%x: tensor<3x4xf32>, %r: tensor<f64>) -> (tensor<3x4xf32>, tensor<f64>) {
  %y = norm.apply %x rstd(%r : tensor<f64>) statistics_axes = [] affine_axes = [] : tensor<3x4xf32>
  %z = norm.apply %r rstd(%r : tensor<f64>) statistics_axes = [] affine_axes = [] : tensor<f64>
  return %y, %z : tensor<3x4xf32>, tensor<f64>
}
