// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s
// RUN: norm-opt %s -norm-generalize -convert-norm-to-linalg -canonicalize | FileCheck %s --check-prefix=LOWERED

// Every form of the core ops is printed as it was written, through text,
// generic text and bytecode. All of them lower to linalg:
// nothing but norm.require is left.
// LOWERED-NOT: = norm.

// CHECK-LABEL: func.func @stats_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>
func.func @stats_example(%x: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>) {
  // CHECK: norm.stats <moments> %[[X]] axes = [1] : tensor<3x4xf32>
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf32>
  return %mean, %m2 : tensor<3xf64>, tensor<3xf64>
}

// CHECK-LABEL: func.func @stats_second_moment(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
func.func @stats_second_moment(%x: tensor<3x4xf32>) -> tensor<4xf64> {
  // CHECK: norm.stats <second_moment> %[[X]] axes = [0] : tensor<3x4xf32>
  %m2 = norm.stats <second_moment> %x axes = [0] : tensor<3x4xf32>
  return %m2 : tensor<4xf64>
}

// CHECK-LABEL: func.func @stats_estimators(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>
func.func @stats_estimators(%x: tensor<3x4xbf16>) {
  // CHECK: norm.stats <moments> %[[X]] axes = [1] {estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  %0:2 = norm.stats <moments> %x axes = [1] {estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  // CHECK: norm.stats <moments> %[[X]] axes = [1] {estimator = #norm.estimator<two_pass>} : tensor<3x4xbf16>
  %1:2 = norm.stats <moments> %x axes = [1] {estimator = #norm.estimator<two_pass>} : tensor<3x4xbf16>
  // CHECK: norm.stats <moments> %[[X]] axes = [1] {accumulator = f64, estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  %2:2 = norm.stats <moments> %x axes = [1] {accumulator = f64, estimator = #norm.estimator<shifted>} : tensor<3x4xbf16>
  // CHECK: norm.stats <moments> %[[X]] axes = [1] {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xbf16>
  %3:2 = norm.stats <moments> %x axes = [1] {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xbf16>
  // CHECK: norm.stats <moments> %[[X]] axes = [1] {accumulator = f64, estimator = #norm.estimator<two_pass>} : tensor<3x4xbf16>
  %4:2 = norm.stats <moments> %x axes = [1] {accumulator = f64, estimator = #norm.estimator<two_pass>} : tensor<3x4xbf16>
  // CHECK: norm.stats <second_moment> %[[X]] axes = [1] {accumulator = f32} : tensor<3x4xbf16>
  %5 = norm.stats <second_moment> %x axes = [1] {accumulator = f32} : tensor<3x4xbf16>
  // CHECK: norm.stats <second_moment> %[[X]] axes = [1] {accumulator = f64} : tensor<3x4xbf16>
  %6 = norm.stats <second_moment> %x axes = [1] {accumulator = f64} : tensor<3x4xbf16>
  return
}

// CHECK-LABEL: func.func @stats_element_types(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf16>, %[[Y:[^:]+]]: tensor<3x4xf64>
func.func @stats_element_types(%x: tensor<3x4xf16>, %y: tensor<3x4xf64>) {
  // CHECK: norm.stats <moments> %[[X]] axes = [1] : tensor<3x4xf16>
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf16>
  // CHECK: norm.stats <moments> %[[Y]] axes = [1] : tensor<3x4xf64>
  %1:2 = norm.stats <moments> %y axes = [1] : tensor<3x4xf64>
  // CHECK: norm.stats <second_moment> %[[Y]] axes = [1] {accumulator = f64} : tensor<3x4xf64>
  %2 = norm.stats <second_moment> %y axes = [1] {accumulator = f64} : tensor<3x4xf64>
  return
}

// All axes reduced leaves scalars, sizes may be dynamic or 0, and axes need be
// neither the last ones nor adjacent.
// CHECK-LABEL: func.func @stats_shapes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<7xf32>, %[[Y:[^:]+]]: tensor<2x?x4x?x6x1xf32>,
// CHECK-SAME:    %[[Z:[^:]+]]: tensor<0x?xf32>) -> (tensor<f64>, tensor<2x4x6xf64>, tensor<?xf64>
func.func @stats_shapes(%x: tensor<7xf32>, %y: tensor<2x?x4x?x6x1xf32>, %z: tensor<0x?xf32>) -> (tensor<f64>, tensor<2x4x6xf64>, tensor<?xf64>) {
  // CHECK: norm.stats <moments> %[[X]] axes = [0] : tensor<7xf32>
  %0:2 = norm.stats <moments> %x axes = [0] : tensor<7xf32>
  // CHECK: norm.stats <moments> %[[Y]] axes = [1, 3, 5] : tensor<2x?x4x?x6x1xf32>
  %1:2 = norm.stats <moments> %y axes = [1, 3, 5] : tensor<2x?x4x?x6x1xf32>
  // CHECK: norm.stats <second_moment> %[[Z]] axes = [0] : tensor<0x?xf32>
  %2 = norm.stats <second_moment> %z axes = [0] : tensor<0x?xf32>
  return %0#0, %1#1, %2 : tensor<f64>, tensor<2x4x6xf64>, tensor<?xf64>
}

// CHECK-LABEL: func.func @merge_stats_example(
// CHECK-SAME:    %[[MEANS:[^:]+]]: tensor<4x8xf64>, %[[M2S:[^:]+]]: tensor<4x8xf64>,
// CHECK-SAME:    %[[COUNTS:[^:]+]]: tensor<4xi64>) -> (tensor<8xf64>, tensor<8xf64>, tensor<i64>
func.func @merge_stats_example(%means: tensor<4x8xf64>, %m2s: tensor<4x8xf64>, %counts: tensor<4xi64>) -> (tensor<8xf64>, tensor<8xf64>, tensor<i64>) {
  // CHECK: norm.merge_stats %[[MEANS]], %[[M2S]] counts(%[[COUNTS]] : tensor<4xi64>) axis = 0 : tensor<4x8xf64>
  %mean, %m2, %count = norm.merge_stats %means, %m2s counts(%counts : tensor<4xi64>) axis = 0 : tensor<4x8xf64>
  return %mean, %m2, %count : tensor<8xf64>, tensor<8xf64>, tensor<i64>
}

// CHECK-LABEL: func.func @merge_stats_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<2x?x3xf64>, %[[B:[^:]+]]: tensor<?xf64>,
// CHECK-SAME:    %[[N:[^:]+]]: tensor<?xindex>) -> (tensor<2x3xf64>, tensor<f64>, tensor<index>
func.func @merge_stats_shapes(%a: tensor<2x?x3xf64>, %b: tensor<?xf64>, %n: tensor<?xindex>) -> (tensor<2x3xf64>, tensor<f64>, tensor<index>) {
  // CHECK: norm.merge_stats %[[A]], %[[A]] counts(%[[N]] : tensor<?xindex>) axis = 1 : tensor<2x?x3xf64>
  %0:3 = norm.merge_stats %a, %a counts(%n : tensor<?xindex>) axis = 1 : tensor<2x?x3xf64>
  // CHECK: norm.merge_stats %[[B]], %[[B]] counts(%[[N]] : tensor<?xindex>) axis = 0 : tensor<?xf64>
  %1:3 = norm.merge_stats %b, %b counts(%n : tensor<?xindex>) axis = 0 : tensor<?xf64>
  return %0#0, %1#1, %1#2 : tensor<2x3xf64>, tensor<f64>, tensor<index>
}

// CHECK-LABEL: func.func @apply_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf64>, %[[RSTD:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[W:[^:]+]]: tensor<4xf32>
func.func @apply_example(%x: tensor<3x4xf32>, %mean: tensor<3xf64>, %rstd: tensor<3xf64>, %w: tensor<4xf32>) -> tensor<3x4xf32> {
  // CHECK: norm.apply %[[X]] mean(%[[MEAN]] : tensor<3xf64>) rstd(%[[RSTD]] : tensor<3xf64>) scale(%[[W]] : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  %y = norm.apply %x mean(%mean : tensor<3xf64>) rstd(%rstd : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @apply_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[RSTD:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[W:[^:]+]]: tensor<4xf32>, %[[B:[^:]+]]: tensor<4xf64>
func.func @apply_operands(%x: tensor<3x4xf32>, %mean: tensor<3xf32>, %rstd: tensor<3xf64>, %w: tensor<4xf32>, %b: tensor<4xf64>) {
  // CHECK: norm.apply %[[X]] rstd(%[[RSTD]] : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  %0 = norm.apply %x rstd(%rstd : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  // CHECK: norm.apply %[[X]] mean(%[[MEAN]] : tensor<3xf32>) rstd(%[[RSTD]] : tensor<3xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  %1 = norm.apply %x mean(%mean : tensor<3xf32>) rstd(%rstd : tensor<3xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  // CHECK: norm.apply %[[X]] rstd(%[[RSTD]] : tensor<3xf64>) scale(%[[W]] : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  %2 = norm.apply %x rstd(%rstd : tensor<3xf64>) scale(%w : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  // CHECK: norm.apply %[[X]] rstd(%[[RSTD]] : tensor<3xf64>) bias(%[[B]] : tensor<4xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  %3 = norm.apply %x rstd(%rstd : tensor<3xf64>) bias(%b : tensor<4xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  // CHECK: norm.apply %[[X]] mean(%[[MEAN]] : tensor<3xf32>) rstd(%[[RSTD]] : tensor<3xf64>) scale(%[[W]] : tensor<4xf32>) bias(%[[B]] : tensor<4xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  %4 = norm.apply %x mean(%mean : tensor<3xf32>) rstd(%rstd : tensor<3xf64>) scale(%w : tensor<4xf32>) bias(%b : tensor<4xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  return
}

// CHECK-LABEL: func.func @apply_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf16>, %[[R:[^:]+]]: tensor<3xf32>, %[[W:[^:]+]]: tensor<4xf16>
func.func @apply_attributes(%x: tensor<3x4xf16>, %r: tensor<3xf32>, %w: tensor<4xf16>) {
  // CHECK: norm.apply %[[X]] rstd(%[[R]] : tensor<3xf32>) scale(%[[W]] : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {scale_offset = 1.000000e+00 : f64} : tensor<3x4xf16>
  %0 = norm.apply %x rstd(%r : tensor<3xf32>) scale(%w : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {scale_offset = 1.000000e+00 : f64} : tensor<3x4xf16>
  // CHECK: norm.apply %[[X]] rstd(%[[R]] : tensor<3xf32>) scale(%[[W]] : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
  %1 = norm.apply %x rstd(%r : tensor<3xf32>) scale(%w : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
  // CHECK: norm.apply %[[X]] rstd(%[[R]] : tensor<3xf32>) scale(%[[W]] : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {cast_point = #norm.cast_point<before_scale>, scale_offset = -5.000000e-01 : f64} : tensor<3x4xf16>
  %2 = norm.apply %x rstd(%r : tensor<3xf32>) scale(%w : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {cast_point = #norm.cast_point<before_scale>, scale_offset = -5.000000e-01 : f64} : tensor<3x4xf16>
  return
}

// Scalars, several axes, and axes of statistics and parameters that overlap.
// CHECK-LABEL: func.func @apply_shapes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x?x4xbf16>, %[[Y:[^:]+]]: tensor<f64>, %[[S:[^:]+]]: tensor<f64>,
// CHECK-SAME:    %[[R:[^:]+]]: tensor<2x?xf32>, %[[C:[^:]+]]: tensor<?xbf16>
func.func @apply_shapes(%x: tensor<2x?x4xbf16>, %y: tensor<f64>, %s: tensor<f64>, %r: tensor<2x?xf32>, %c: tensor<?xbf16>) {
  // CHECK: norm.apply %[[Y]] rstd(%[[S]] : tensor<f64>) scale(%[[S]] : tensor<f64>) statistics_axes = [] affine_axes = [] : tensor<f64>
  %0 = norm.apply %y rstd(%s : tensor<f64>) scale(%s : tensor<f64>) statistics_axes = [] affine_axes = [] : tensor<f64>
  // CHECK: norm.apply %[[X]] rstd(%[[R]] : tensor<2x?xf32>) scale(%[[C]] : tensor<?xbf16>) statistics_axes = [0, 1] affine_axes = [1] : tensor<2x?x4xbf16>
  %1 = norm.apply %x rstd(%r : tensor<2x?xf32>) scale(%c : tensor<?xbf16>) statistics_axes = [0, 1] affine_axes = [1] : tensor<2x?x4xbf16>
  // CHECK: norm.apply %[[X]] rstd(%[[S]] : tensor<f64>) bias(%[[C]] : tensor<?xbf16>) statistics_axes = [] affine_axes = [2] : tensor<2x?x4xbf16>
  %2 = norm.apply %x rstd(%s : tensor<f64>) bias(%c : tensor<?xbf16>) statistics_axes = [] affine_axes = [2] : tensor<2x?x4xbf16>
  return
}

// CHECK-LABEL: func.func @require_example(
// CHECK-SAME:    %[[OK:[^:]+]]: i1, %[[N:[^:]+]]: index, %[[M:[^:]+]]: index
func.func @require_example(%ok: i1, %n: index, %m: index) {
  // CHECK: norm.require %[[OK]], "expects {0} channels; got {1}"(%[[N]], %[[M]] : index, index)
  norm.require %ok, "expects {0} channels; got {1}"(%n, %m : index, index)
  return
}

// CHECK-LABEL: func.func @require_values(
// CHECK-SAME:    %[[OK:[^:]+]]: i1, %[[N:[^:]+]]: i64, %[[M:[^:]+]]: index
func.func @require_values(%ok: i1, %n: i64, %m: index) {
  // CHECK: norm.require %[[OK]], "expects a batch"
  norm.require %ok, "expects a batch"
  // CHECK: norm.require %[[OK]], ""
  norm.require %ok, ""
  // CHECK: norm.require %[[OK]], "100% of {1}, {0} and {1} again"(%[[N]], %[[M]] : i64, index)
  norm.require %ok, "100% of {1}, {0} and {1} again"(%n, %m : i64, index)
  // CHECK: norm.require %[[OK]], "{0}"(%[[N]] : i64) {note = "kept"}
  norm.require %ok, "{0}"(%n : i64) {note = "kept"}
  return
}
