// RUN: norm-opt %s -norm-generalize -canonicalize -cse | FileCheck %s

// Switchable normalization takes one statistic of the input; the layer's and the
// batch's are merged from it.

// CHECK-DAG: #[[INSTANCE:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[LAYER:.+]] = affine_map<(d0, d1) -> (d0)>
// CHECK-DAG: #[[BATCH:.+]] = affine_map<(d0, d1) -> (d1)>

// n = 20: the unbiased variance scales m2 by 20 / 19 before it is merged.
// CHECK-LABEL: func.func @switchable_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[S:[^:]+]]: tensor<3xf32>, %[[MW:[^:]+]]: tensor<3xf32>, %[[VW:[^:]+]]: tensor<3xf32>
// CHECK-DAG:     %[[N:.+]] = arith.constant 20 : i64
// CHECK-DAG:     %[[N_IN:.+]] = arith.constant 2.000000e+01 : f64
// CHECK-DAG:     %[[N_LN:.+]] = arith.constant 6.000000e+01 : f64
// CHECK-DAG:     %[[N_BN:.+]] = arith.constant 4.000000e+01 : f64
// CHECK-DAG:     %[[UNBIASED:.+]] = arith.constant 1.0526315789473684 : f64
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant 1.000000e-05 : f64
// CHECK:         %[[IN:.+]]:2 = norm.stats <moments> %[[X]] axes = [2, 3]
// CHECK:         %[[M2:.+]] = linalg.generic {{.*}} ins(%[[IN]]#1 : tensor<2x3xf64>)
// CHECK:           arith.mulf %{{.+}}, %[[UNBIASED]] : f64
// CHECK:         %[[LN_COUNTS:.+]] = linalg.fill ins(%[[N]] : i64) outs(%{{.+}} : tensor<3xi64>)
// CHECK:         %[[LN_MEAN:.+]], %[[LN_M2:.+]], %{{.+}} = norm.merge_stats %[[IN]]#0, %[[M2]] counts(%[[LN_COUNTS]] : tensor<3xi64>) axis = 1
// CHECK:         %[[BN_COUNTS:.+]] = linalg.fill ins(%[[N]] : i64) outs(%{{.+}} : tensor<2xi64>)
// CHECK:         %[[BN_MEAN:.+]], %[[BN_M2:.+]], %{{.+}} = norm.merge_stats %[[IN]]#0, %[[M2]] counts(%[[BN_COUNTS]] : tensor<2xi64>) axis = 0
// The softmax of each set of weights, less the largest of them.
// CHECK:         %[[MEAN_MIX:.+]] = linalg.generic {{.*}} ins(%[[MW]], %[[MW]], %[[MW]], %[[MW]] :
// CHECK:           %[[PAIR:.+]] = arith.maximumf
// CHECK:           %[[LARGEST:.+]] = arith.maximumf %[[PAIR]]
// CHECK-COUNT-3:   math.exp
// CHECK:           %[[SUM:.+]] = arith.addf
// CHECK:           arith.subf %{{.+}}, %[[LARGEST]] : f64
// CHECK:           %[[OWN:.+]] = math.exp
// CHECK:           arith.divf %[[OWN]], %[[SUM]] : f64
// CHECK:         %[[VARIANCE_MIX:.+]] = linalg.generic {{.*}} ins(%[[VW]], %[[VW]], %[[VW]], %[[VW]] :
// Per instance: the mixed mean and rstd.
// CHECK:         %[[MIXED:.+]]:2 = linalg.generic {indexing_maps = [#[[INSTANCE]], #[[INSTANCE]], #[[LAYER]], #[[LAYER]], #[[BATCH]], #[[BATCH]],
// CHECK-SAME:      ins(%[[IN]]#0, %[[M2]], %[[LN_MEAN]], %[[LN_M2]], %[[BN_MEAN]], %[[BN_M2]], %[[MEAN_MIX]], %[[MEAN_MIX]], %[[MEAN_MIX]], %[[VARIANCE_MIX]], %[[VARIANCE_MIX]], %[[VARIANCE_MIX]] :
// CHECK:           arith.divf %{{.+}}, %[[N_IN]] : f64
// CHECK:           arith.divf %{{.+}}, %[[N_LN]] : f64
// CHECK:           arith.divf %{{.+}}, %[[N_BN]] : f64
// CHECK:           %[[SHIFTED:.+]] = arith.addf %{{.+}}, %[[EPSILON]] : f64
// CHECK:           math.sqrt %[[SHIFTED]] : f64
// CHECK:         %[[Y:.+]] = norm.apply %[[X]] mean(%[[MIXED]]#0 : tensor<2x3xf64>) rstd(%[[MIXED]]#1 : tensor<2x3xf64>) scale(%[[S]] : tensor<3xf32>) bias(%[[S]] : tensor<3xf32>) statistics_axes = [0, 1] affine_axes = [1]
// CHECK-NEXT:    return %[[Y]]
func.func @switchable_norm(%x: tensor<2x3x4x5xf32>, %s: tensor<3xf32>, %mw: tensor<3xf32>, %vw: tensor<3xf32>) -> tensor<2x3x4x5xf32> {
  %y = norm.switchable_norm %x scale(%s : tensor<3xf32>) bias(%s : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x4x5xf32>
  return %y : tensor<2x3x4x5xf32>
}

// Biased variances merge as they are. With the channel last and two batch axes
// the batch is merged one axis after the other: 5, then 5 * 2 elements a part.
// CHECK-LABEL: func.func @two_batch_axes(
// CHECK-DAG:     %[[N:.+]] = arith.constant 5 : i64
// CHECK-DAG:     %[[N2:.+]] = arith.constant 10 : i64
// CHECK:         %[[IN:.+]]:2 = norm.stats <moments> %{{.+}} axes = [2] {accumulator = f32, estimator = #norm.estimator<two_pass>}
// CHECK:         norm.merge_stats %[[IN]]#0, %[[IN]]#1 counts({{.*}} : tensor<4xi64>) axis = 2 : tensor<2x3x4xf64>
// CHECK:         linalg.fill ins(%[[N]] : i64) outs(%{{.+}} : tensor<2xi64>)
// CHECK:         %[[MEAN:.+]], %[[M2:.+]], %{{.+}} = norm.merge_stats %[[IN]]#0, %[[IN]]#1 counts({{.*}} : tensor<2xi64>) axis = 0 : tensor<2x3x4xf64>
// CHECK:         %[[COUNTS:.+]] = linalg.fill ins(%[[N2]] : i64) outs(%{{.+}} : tensor<3xi64>)
// CHECK:         norm.merge_stats %[[MEAN]], %[[M2]] counts(%[[COUNTS]] : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
// CHECK:         norm.apply {{.*}} statistics_axes = [0, 1, 3] affine_axes = [3]
func.func @two_batch_axes(%x: tensor<2x3x5x4xbf16>, %w: tensor<3xf32>) -> tensor<2x3x5x4xbf16> {
  %y = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 3 axes = [2] epsilon = 1.0e-5 {accumulator = f32, estimator = #norm.estimator<two_pass>, unbiased_variance = false} : tensor<2x3x5x4xbf16>
  return %y : tensor<2x3x5x4xbf16>
}

// The two-way form merges over the channels only.
// CHECK-LABEL: func.func @without_batch(
// CHECK:         norm.merge_stats {{.*}} axis = 1
// CHECK-NOT:     norm.merge_stats
// CHECK:         norm.apply
func.func @without_batch(%x: tensor<2x3x4xf32>, %w: tensor<2xf32>) -> tensor<2x3x4xf32> {
  %y = norm.switchable_norm %x mean_weights(%w : tensor<2xf32>) variance_weights(%w : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {use_batch = false} : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// In evaluation the running statistics stand for the batch's.
// CHECK-LABEL: func.func @evaluation(
// CHECK-SAME:    %{{.+}}: tensor<2x3x4xf32>, %{{.+}}: tensor<3xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf64>
// CHECK:         norm.merge_stats {{.*}} axis = 1
// CHECK-NOT:     norm.merge_stats
// CHECK:         linalg.generic {{.*}} %[[MEAN]], %[[VARIANCE]],
// CHECK:         norm.apply
func.func @evaluation(%x: tensor<2x3x4xf32>, %w: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>) -> tensor<2x3x4xf32> {
  %y = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {use_running_stats, update_running_stats = false} : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// running' = 0.75 * running + 0.25 * batch; the batch has 2 * 4 elements.
// CHECK-LABEL: func.func @training(
// CHECK-SAME:    %{{.+}}: tensor<2x3x4xf32>, %{{.+}}: tensor<3xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf64>
// CHECK-DAG:     %[[OLD:.+]] = arith.constant 7.500000e-01 : f64
// CHECK-DAG:     %[[F:.+]] = arith.constant 2.500000e-01 : f64
// CHECK-DAG:     %[[N:.+]] = arith.constant 8.000000e+00 : f64
// CHECK:         %[[BN_MEAN:.+]], %[[BN_M2:.+]], %{{.+}} = norm.merge_stats {{.*}} axis = 0
// CHECK:         norm.apply
// CHECK:         %[[NEW:.+]]:2 = linalg.generic {{.*}} ins(%[[MEAN]], %[[VARIANCE]], %[[BN_MEAN]], %[[BN_M2]] :
// CHECK:           arith.divf %{{.+}}, %[[N]] : f64
// CHECK:           arith.mulf %{{.+}}, %[[OLD]] : f64
// CHECK:           arith.mulf %{{.+}}, %[[F]] : f64
// CHECK:         return %{{.+}}, %[[NEW]]#0, %[[NEW]]#1
func.func @training(%x: tensor<2x3x4xf32>, %w: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf64>) {
  %y:3 = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.75 : tensor<2x3x4xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf64>
}

// Without axes the layer's and the batch's statistics are those of elements;
// unbiased ones divide by 5 - 1 and by 4 - 1.
// CHECK-LABEL: func.func @switchable_norm_rows(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4x5xf32>
// CHECK-DAG:     %[[BN:.+]] = arith.constant 3.000000e+00 : f64
// CHECK-DAG:     %[[LN:.+]] = arith.constant 4.000000e+00 : f64
// CHECK:         %[[LAYER_STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1]
// CHECK:         %[[BATCH_STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [0]
// CHECK-NOT:     norm.merge_stats
// CHECK:         linalg.generic {{.*}} ins(%[[LAYER_STATS]]#0, %[[LAYER_STATS]]#1, %[[BATCH_STATS]]#0, %[[BATCH_STATS]]#1,
// CHECK:           arith.divf %{{.+}}, %[[LN]] : f64
// CHECK:           arith.divf %{{.+}}, %[[BN]] : f64
// CHECK:         norm.apply %[[X]] {{.*}} statistics_axes = [0, 1] affine_axes = [1] : tensor<4x5xf32>
func.func @switchable_norm_rows(%x: tensor<4x5xf32>, %w: tensor<2xf32>) -> tensor<4x5xf32> {
  %y = norm.switchable_norm %x mean_weights(%w : tensor<2xf32>) variance_weights(%w : tensor<2xf32>) channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<4x5xf32>
  return %y : tensor<4x5xf32>
}
