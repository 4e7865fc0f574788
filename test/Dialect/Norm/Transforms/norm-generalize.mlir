// RUN: norm-opt %s -norm-generalize -canonicalize | FileCheck %s

// Layer and RMS normalization become statistics, one generic that makes rstd of
// them, and one norm.apply. Batch normalization: norm-generalize-batch.mlir.

// The example of the pass, and the formula of rstd.
// CHECK-LABEL: func.func @layer_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[W:[^:]+]]: tensor<4xf32>
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1.000000e+00 : f64
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant 1.000000e-05 : f64
// CHECK-DAG:     %[[COUNT:.+]] = arith.constant 4.000000e+00 : f64
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1] : tensor<3x4xf32>
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[STATS]]#1 : tensor<3xf64>) outs(%{{.+}} : tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[M2:[^:]+]]: f64,
// CHECK-NEXT:      %[[VARIANCE:.+]] = arith.divf %[[M2]], %[[COUNT]] : f64
// CHECK-NEXT:      %[[SUM:.+]] = arith.addf %[[VARIANCE]], %[[EPSILON]] : f64
// CHECK-NEXT:      %[[ROOT:.+]] = math.sqrt %[[SUM]] : f64
// CHECK-NEXT:      %[[INVERSE:.+]] = arith.divf %[[ONE]], %[[ROOT]] : f64
// CHECK-NEXT:      linalg.yield %[[INVERSE]]
// CHECK:         %[[Y:.+]] = norm.apply %[[X]] mean(%[[STATS]]#0 : tensor<3xf64>) rstd(%[[RSTD]] : tensor<3xf64>) scale(%[[W]] : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @layer_norm(%x: tensor<3x4xf32>, %w: tensor<4xf32>) -> tensor<3x4xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// Attributes go to the core op that they are about.
// CHECK-LABEL: func.func @layer_norm_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf16>, %[[W:[^:]+]]: tensor<4xf32>
// CHECK:         norm.stats <moments> %[[X]] axes = [1] {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf16>
// CHECK:         norm.apply %[[X]] mean({{.*}}) rstd({{.*}}) scale(%[[W]] : tensor<4xf32>) bias(%[[W]] : tensor<4xf32>)
// CHECK-SAME:      {cast_point = #norm.cast_point<before_scale>, scale_offset = 1.000000e+00 : f64}
func.func @layer_norm_attributes(%x: tensor<3x4xf16>, %w: tensor<4xf32>) -> tensor<3x4xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%w : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 {accumulator = f32, estimator = #norm.estimator<two_pass>, cast_point = #norm.cast_point<before_scale>, scale_offset = 1.0 : f64} : tensor<3x4xf16>
  return %y : tensor<3x4xf16>
}

// The wide mean and rstd go on to norm.apply; copies in the compute type leave.
// CHECK-LABEL: func.func @layer_norm_statistics(
// CHECK:         %[[STATS:.+]]:2 = norm.stats
// CHECK:         %[[RSTD:.+]] = linalg.generic
// CHECK:         %[[Y:.+]] = norm.apply %{{.+}} mean(%[[STATS]]#0 : tensor<3xf64>) rstd(%[[RSTD]] : tensor<3xf64>)
// CHECK:         %[[MEAN_OUT:.+]] = linalg.generic {{.*}} ins(%[[STATS]]#0 : tensor<3xf64>) outs(%{{.+}} : tensor<3xf32>)
// CHECK:           arith.truncf
// CHECK:         %[[RSTD_OUT:.+]] = linalg.generic {{.*}} ins(%[[RSTD]] : tensor<3xf64>) outs(%{{.+}} : tensor<3xf32>)
// CHECK:           arith.truncf
// CHECK:         return %[[Y]], %[[MEAN_OUT]], %[[RSTD_OUT]]
func.func @layer_norm_statistics(%x: tensor<3x4xbf16>) -> (tensor<3x4xbf16>, tensor<3xf32>, tensor<3xf32>) {
  %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xbf16>
  return %y, %s#0, %s#1 : tensor<3x4xbf16>, tensor<3xf32>, tensor<3xf32>
}

// Of f64 inputs the statistics are returned as they are.
// CHECK-LABEL: func.func @layer_norm_statistics_f64(
// CHECK:         %[[STATS:.+]]:2 = norm.stats
// CHECK:         %[[RSTD:.+]] = linalg.generic
// CHECK-NOT:     linalg.generic
// CHECK:         return %{{.+}}, %[[STATS]]#0, %[[RSTD]]
func.func @layer_norm_statistics_f64(%x: tensor<3x4xf64>) -> (tensor<3x4xf64>, tensor<3xf64>, tensor<3xf64>) {
  %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xf64>
  return %y, %s#0, %s#1 : tensor<3x4xf64>, tensor<3xf64>, tensor<3xf64>
}

// The number of elements is the product of the reduced sizes, whichever axes
// they are; here 3 * size 1.
// CHECK-LABEL: func.func @layer_norm_middle_axes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x?x3x4xf32>
// CHECK:         %[[C3:.+]] = arith.constant 3 : index
// CHECK:         norm.stats <moments> %[[X]] axes = [1, 2]
// CHECK:         %[[SIZE:.+]] = tensor.dim %[[X]]
// CHECK:         %[[COUNT:.+]] = arith.muli %[[SIZE]], %[[C3]] : index
// CHECK:         %[[INTEGER:.+]] = arith.index_cast %[[COUNT]]
// CHECK:         %[[FLOAT:.+]] = arith.sitofp %[[INTEGER]] : i64 to f64
// CHECK:         arith.divf %{{.+}}, %[[FLOAT]] : f64
// CHECK:         norm.apply {{.*}}statistics_axes = [0, 3] affine_axes = [1, 2]
func.func @layer_norm_middle_axes(%x: tensor<2x?x3x4xf32>) -> tensor<2x?x3x4xf32> {
  %y = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-5 : tensor<2x?x3x4xf32>
  return %y : tensor<2x?x3x4xf32>
}

// CHECK-LABEL: func.func @rms_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>, %[[W:[^:]+]]: tensor<4xf32>
// CHECK:         %[[EPSILON:.+]] = arith.constant 2.500000e-01 : f64
// CHECK:         %[[M2:.+]] = norm.stats <second_moment> %[[X]] axes = [1] {accumulator = f32} : tensor<3x4xbf16>
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[M2]] : tensor<3xf64>)
// CHECK:           arith.addf %{{.+}}, %[[EPSILON]] : f64
// CHECK:         %[[Y:.+]] = norm.apply %[[X]] rstd(%[[RSTD]] : tensor<3xf64>) scale(%[[W]] : tensor<4xf32>)
// CHECK-SAME:      {cast_point = #norm.cast_point<before_scale>, scale_offset = 1.000000e+00 : f64}
// CHECK:         %[[RSTD_OUT:.+]] = linalg.generic {{.*}} ins(%[[RSTD]] : tensor<3xf64>) outs(%{{.+}} : tensor<3xf32>)
// CHECK:         return %[[Y]], %[[RSTD_OUT]]
func.func @rms_norm(%x: tensor<3x4xbf16>, %w: tensor<4xf32>) -> (tensor<3x4xbf16>, tensor<3xf32>) {
  %y, %r = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 0.25 {accumulator = f32, cast_point = #norm.cast_point<before_scale>, return_statistics, scale_offset = 1.0 : f64} : tensor<3x4xbf16>
  return %y, %r : tensor<3x4xbf16>, tensor<3xf32>
}

// An absent epsilon is that of the compute type: 2^-23, also for 16-bit inputs,
// and 2^-52.
// CHECK-LABEL: func.func @rms_norm_default_epsilon(
// CHECK-DAG:     arith.constant 1.1920928955078125E-7 : f64
// CHECK-DAG:     arith.constant 2.2204460492503131E-16 : f64
// CHECK-NOT:     arith.constant {{.*}}E-
// CHECK:         return
func.func @rms_norm_default_epsilon(%a: tensor<3x4xf16>, %b: tensor<3x4xf32>, %c: tensor<3x4xf64>) -> (tensor<3x4xf16>, tensor<3x4xf32>, tensor<3x4xf64>) {
  %0 = norm.rms_norm %a axes = [1] : tensor<3x4xf16>
  %1 = norm.rms_norm %b axes = [1] : tensor<3x4xf32>
  %2 = norm.rms_norm %c axes = [1] : tensor<3x4xf64>
  return %0, %1, %2 : tensor<3x4xf16>, tensor<3x4xf32>, tensor<3x4xf64>
}

// Named ops in regions are found; core ops stay as they are.
// CHECK-LABEL: func.func @regions(
// CHECK:         scf.for
// CHECK:           norm.stats
// CHECK:           norm.apply
// CHECK-NOT:     norm.rms_norm
func.func @regions(%x: tensor<3x4xf32>, %n: index) -> tensor<3x4xf32> {
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %0 = scf.for %i = %zero to %n step %one iter_args(%a = %x) -> tensor<3x4xf32> {
    %y = norm.rms_norm %a axes = [1] : tensor<3x4xf32>
    scf.yield %y : tensor<3x4xf32>
  }
  return %0 : tensor<3x4xf32>
}

// Epsilon may join the root of the variance.
// CHECK-LABEL: func.func @mean_variance(
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant 1.000000e-09 : f64
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1.000000e+00 : f64
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %{{.+}} axes = [0, 2, 3]
// CHECK:         %[[VARIANCE:.+]] = arith.divf
// CHECK-NEXT:    %[[ROOT:.+]] = math.sqrt %[[VARIANCE]] : f64
// CHECK-NEXT:    %[[SUM:.+]] = arith.addf %[[ROOT]], %[[EPSILON]] : f64
// CHECK-NEXT:    arith.divf %[[ONE]], %[[SUM]] : f64
// CHECK:         norm.apply %{{.+}} mean(%[[STATS]]#0 : tensor<3xf64>) {{.*}} statistics_axes = [1]
func.func @mean_variance(%x: tensor<2x3x4x5xf32>) -> tensor<2x3x4x5xf32> {
  %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x3x4x5xf32>
  return %y : tensor<2x3x4x5xf32>
}
