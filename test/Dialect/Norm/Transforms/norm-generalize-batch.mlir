// RUN: norm-opt %s -norm-generalize -canonicalize | FileCheck %s

// Batch normalization with given and with its own statistics.

// The given mean stays in its type where that is the compute type or wider.
// CHECK-LABEL: func.func @batch_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf32>, %[[W:[^:]+]]: tensor<3xf32>
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[VARIANCE]] : tensor<3xf32>) outs(%{{.+}} : tensor<3xf64>)
// CHECK:           arith.extf
// CHECK-NEXT:      arith.addf
// CHECK-NEXT:      math.sqrt %{{.+}} : f64
// CHECK-NEXT:      arith.divf
// CHECK:         norm.apply %[[X]] mean(%[[MEAN]] : tensor<3xf32>) rstd(%[[RSTD]] : tensor<3xf64>) scale(%[[W]] : tensor<3xf32>) bias(%[[W]] : tensor<3xf32>) statistics_axes = [1] affine_axes = [1] : tensor<2x3x4xf32>
func.func @batch_norm(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %w: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<3xf32>) variance(%v : tensor<3xf32>) scale(%w : tensor<3xf32>) bias(%w : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// CHECK-LABEL: func.func @batch_norm_narrow_mean(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x4x3xf16>, %[[MEAN:[^:]+]]: tensor<3xf16>
// CHECK:         %[[WIDE:.+]] = linalg.generic {{.*}} ins(%[[MEAN]] : tensor<3xf16>) outs(%{{.+}} : tensor<3xf32>)
// CHECK:         norm.apply %[[X]] mean(%[[WIDE]] : tensor<3xf32>) {{.*}} statistics_axes = [2] affine_axes = [2]
func.func @batch_norm_narrow_mean(%x: tensor<2x4x3xf16>, %m: tensor<3xf16>, %v: tensor<3xf64>) -> tensor<2x4x3xf16> {
  %y = norm.batch_norm %x mean(%m : tensor<3xf16>) variance(%v : tensor<3xf64>) channel_axis = 2 epsilon = 1.0e-5 : tensor<2x4x3xf16>
  return %y : tensor<2x4x3xf16>
}

// running' = (1 - f) * running + f * batch, the variance by n - 1 = 7.
// CHECK-LABEL: func.func @running_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf64>
// CHECK-DAG:     %[[F:.+]] = arith.constant 2.500000e-01 : f64
// CHECK-DAG:     %[[OLD:.+]] = arith.constant 7.500000e-01 : f64
// CHECK-DAG:     %[[DIVISOR:.+]] = arith.constant 7.000000e+00 : f64
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [0, 2]
// CHECK:         %[[Y:.+]] = norm.apply %[[X]] {{.*}} statistics_axes = [1] affine_axes = [1]
// CHECK:         %[[NEW:.+]]:2 = linalg.generic {{.*}} ins(%[[MEAN]], %[[VARIANCE]], %[[STATS]]#0, %[[STATS]]#1 :
// CHECK-SAME:      outs({{.*}} : tensor<3xf32>, tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[R:[^:]+]]: f32, %[[V:[^:]+]]: f64, %[[M:[^:]+]]: f64, %[[M2:[^:]+]]: f64,
// CHECK-NEXT:      %[[UNBIASED:.+]] = arith.divf %[[M2]], %[[DIVISOR]] : f64
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[R]] : f32 to f64
// CHECK-NEXT:      %[[KEPT:.+]] = arith.mulf %[[WIDE]], %[[OLD]] : f64
// CHECK-NEXT:      %[[ADDED:.+]] = arith.mulf %[[M]], %[[F]] : f64
// CHECK-NEXT:      %[[MEAN_SUM:.+]] = arith.addf %[[KEPT]], %[[ADDED]] : f64
// CHECK-NEXT:      %[[NEW_MEAN:.+]] = arith.truncf %[[MEAN_SUM]] : f64 to f32
// CHECK-NEXT:      %[[KEPT_V:.+]] = arith.mulf %[[V]], %[[OLD]] : f64
// CHECK-NEXT:      %[[ADDED_V:.+]] = arith.mulf %[[UNBIASED]], %[[F]] : f64
// CHECK-NEXT:      %[[NEW_V:.+]] = arith.addf %[[KEPT_V]], %[[ADDED_V]] : f64
// CHECK-NEXT:      linalg.yield %[[NEW_MEAN]], %[[NEW_V]] : f32, f64
// CHECK:         return %[[Y]], %[[NEW]]#0, %[[NEW]]#1
func.func @running_statistics(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf64>) {
  %y:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.25 : tensor<2x3x4xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf64>
}

// ONNX weighs the old value by momentum and keeps the population variance: f is
// 0.75, the divisor n = 8.
// CHECK-LABEL: func.func @running_statistics_onnx(
// CHECK-DAG:     %[[OLD:.+]] = arith.constant 2.500000e-01 : f64
// CHECK-DAG:     %[[F:.+]] = arith.constant 7.500000e-01 : f64
// CHECK-DAG:     %[[N:.+]] = arith.constant 8.000000e+00 : f64
// CHECK:         ^bb0(%[[R:[^:]+]]: f32, %[[V:[^:]+]]: f32, %[[M:[^:]+]]: f64, %[[M2:[^:]+]]: f64,
// CHECK:           arith.divf %[[M2]], %[[N]] : f64
// CHECK:           %[[WIDE:.+]] = arith.extf %[[R]]
// CHECK:           arith.mulf %[[WIDE]], %[[OLD]] : f64
// CHECK:           arith.mulf %[[M]], %[[F]] : f64
func.func @running_statistics_onnx(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.25 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<2x3x4xf32>
  return %y#1, %y#2 : tensor<3xf32>, tensor<3xf32>
}

// Without momentum f = 1 / (tracked + 1), the counter before the increment.
// CHECK-LABEL: func.func @cumulative_average(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[S:[^:]+]]: tensor<3xf32>, %[[TRACKED:[^:]+]]: tensor<i64>
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1.000000e+00 : f64
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : i64
// CHECK:         %[[BEFORE:.+]] = tensor.extract %[[TRACKED]][] : tensor<i64>
// CHECK:         %[[AFTER:.+]] = arith.addi %[[BEFORE]], %[[C1]] : i64
// CHECK:         %[[NUMBER:.+]] = arith.sitofp %[[AFTER]] : i64 to f64
// CHECK:         %[[F:.+]] = arith.divf %[[ONE]], %[[NUMBER]] : f64
// CHECK:         %[[OLD:.+]] = arith.subf %[[ONE]], %[[F]] : f64
// CHECK:         linalg.generic
// CHECK:           arith.mulf {{.*}}%[[OLD]]
// CHECK:         %[[COUNTER:.+]] = linalg.generic {{.*}} ins(%[[TRACKED]] : tensor<i64>)
// CHECK:           arith.addi %{{.+}}, %[[C1]] : i64
// CHECK:         return %{{.+}}, %{{.+}}, %[[COUNTER]]
func.func @cumulative_average(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %y:4 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y#1, %y#2, %y#3 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

// A batch that may be empty leaves the running statistics as they are.
// CHECK-LABEL: func.func @empty_batch(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x3xf32>
// CHECK:         %[[ZERO:.+]] = arith.constant 0 : i64
// CHECK:         norm.stats
// CHECK:         %[[BATCH:.+]] = tensor.dim %[[X]]
// CHECK:         %[[N:.+]] = arith.index_cast %[[BATCH]]
// CHECK:         %[[EMPTY:.+]] = arith.cmpi eq, %[[N]], %[[ZERO]] : i64
// CHECK:         ^bb0(%[[M:[^:]+]]: f32, %[[V:[^:]+]]: f32,
// CHECK:           %[[NEW_M:.+]] = arith.select %[[EMPTY]], %[[M]], %{{.+}} : f32
// CHECK:           %[[NEW_V:.+]] = arith.select %[[EMPTY]], %[[V]], %{{.+}} : f32
// CHECK:           linalg.yield %[[NEW_M]], %[[NEW_V]]
func.func @empty_batch(%x: tensor<?x3xf32>, %s: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<?x3xf32>
  return %y#1, %y#2 : tensor<3xf32>, tensor<3xf32>
}

// One running statistic states the number of channels, the other does not; each
// keeps its type.
// CHECK-LABEL: func.func @running_statistics_sizes(
// CHECK:         return %{{.+}}, %{{.+}} : tensor<?xf32>, tensor<3xf32>
func.func @running_statistics_sizes(%x: tensor<2x?xf32>, %m: tensor<?xf32>, %v: tensor<3xf32>) -> (tensor<?xf32>, tensor<3xf32>) {
  %y:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<2x?xf32>
  return %y#1, %y#2 : tensor<?xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @training_statistics(
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %{{.+}} axes = [1, 2] {accumulator = f32, estimator = #norm.estimator<two_pass>}
// CHECK:         linalg.generic {{.*}} ins(%[[STATS]]#0 : tensor<3xf64>) outs(%{{.+}} : tensor<3xf32>)
// CHECK-NOT:     norm.
// CHECK:         return
func.func @training_statistics(%x: tensor<3x2x4xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.batch_norm_training %x channel_axis = 0 epsilon = 1.0e-5 {accumulator = f32, estimator = #norm.estimator<two_pass>, process_group = array<i64: 0, 1>, return_statistics} : tensor<3x2x4xf32>
  return %y#1, %y#2 : tensor<3xf32>, tensor<3xf32>
}

// Given statistics normalize, those of the batch only go into the running ones.
// CHECK-LABEL: func.func @used_and_updated(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf64>
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [0]
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[VARIANCE]] : tensor<3xf64>)
// CHECK:         norm.apply %[[X]] mean(%[[MEAN]] : tensor<3xf32>) rstd(%[[RSTD]] : tensor<3xf64>) statistics_axes = [1] affine_axes = [1]
// CHECK:         linalg.generic {{.*}} ins(%[[RSTD]] : tensor<3xf64>) outs(%{{.+}} : tensor<3xf32>)
// CHECK:         %[[NEW:.+]]:2 = linalg.generic {{.*}} ins(%[[MEAN]], %[[VARIANCE]], %[[STATS]]#0, %[[STATS]]#1 :
// CHECK:         return %{{.+}}, %[[MEAN]], %{{.+}}, %[[NEW]]#0, %[[NEW]]#1
func.func @used_and_updated(%x: tensor<2x3xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf64>) {
  %y:5 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {use_running_stats, return_statistics} : tensor<2x3xf32>
  return %y#0, %y#1, %y#2, %y#3, %y#4 : tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf64>
}

// CHECK-LABEL: func.func @only_read(
// CHECK-NOT:     norm.stats
// CHECK:         norm.apply
// CHECK-NOT:     norm.stats
// CHECK:         return
func.func @only_read(%x: tensor<2x3xf32>, %m: tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>) {
  %y:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 {use_running_stats, update_running_stats = false, return_statistics} : tensor<2x3xf32>
  return %y#0, %y#2 : tensor<2x3xf32>, tensor<3xf32>
}

// Running statistics state a size that the input does not.
// CHECK-LABEL: func.func @only_read_mixed_sizes(
// CHECK:         norm.apply
// CHECK:         %[[MEAN:.+]] = tensor.cast %{{.+}} : tensor<3xf32> to tensor<?xf32>
// CHECK:         %[[RSTD:.+]] = tensor.cast %{{.+}} : tensor<3xf32> to tensor<?xf32>
// CHECK:         return %{{.+}}, %[[MEAN]], %[[RSTD]]
func.func @only_read_mixed_sizes(%x: tensor<2x?xf32>, %m: tensor<3xf32>) -> (tensor<2x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 {use_running_stats, update_running_stats = false, return_statistics} : tensor<2x?xf32>
  return %y#0, %y#1, %y#2 : tensor<2x?xf32>, tensor<?xf32>, tensor<?xf32>
}
