// RUN: norm-opt %s -norm-generalize -canonicalize -cse | FileCheck %s

// Group and instance normalization in core ops.

// Only the statistics read the channels as 3 groups of 2. Their 2x3 results are
// spread to 2x6 channels, and norm.apply works on the input as it is.
// CHECK-DAG:     #[[ID:.+]] = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
// CHECK-DAG:     #[[GROUPS:.+]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-LABEL: func.func @group_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x6x4x5xf32>, %[[W:[^:]+]]: tensor<6xf32>, %[[B:[^:]+]]: tensor<6xf32>
// CHECK-DAG:     %[[N:.+]] = arith.constant 4.000000e+01 : f64
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant 1.000000e-05 : f64
// CHECK:         %[[GROUPED:.+]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2], [3], [4]] output_shape [2, 3, 2, 4, 5]
// CHECK-NEXT:    %[[STATS:.+]]:2 = norm.stats <moments> %[[GROUPED]] axes = [2, 3, 4] : tensor<2x3x2x4x5xf32>
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[STATS]]#1 : tensor<2x3xf64>)
// CHECK:           arith.divf %{{.+}}, %[[N]]
// CHECK:           arith.addf %{{.+}}, %[[EPSILON]]
// CHECK:         %[[SPREAD:.+]]:2 = linalg.generic {indexing_maps = [#[[GROUPS]], #[[GROUPS]], #[[ID]], #[[ID]]], {{.*}} ins(%[[STATS]]#0, %[[RSTD]] : tensor<2x3xf64>, tensor<2x3xf64>)
// CHECK-DAG:     %[[MEAN:.+]] = tensor.collapse_shape %[[SPREAD]]#0 {{\[\[}}0], [1, 2]] : tensor<2x3x2xf64> into tensor<2x6xf64>
// CHECK-DAG:     %[[RSTDS:.+]] = tensor.collapse_shape %[[SPREAD]]#1 {{\[\[}}0], [1, 2]] : tensor<2x3x2xf64> into tensor<2x6xf64>
// CHECK:         %[[Y:.+]] = norm.apply %[[X]] mean(%[[MEAN]] : tensor<2x6xf64>) rstd(%[[RSTDS]] : tensor<2x6xf64>) scale(%[[W]] : tensor<6xf32>) bias(%[[B]] : tensor<6xf32>) statistics_axes = [0, 1] affine_axes = [1] : tensor<2x6x4x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @group_norm(%x: tensor<2x6x4x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x4x5xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x4x5xf32>
  return %y : tensor<2x6x4x5xf32>
}

// The channel last, one scale per group, which is spread as the statistics are.
// CHECK-LABEL: func.func @group_norm_per_group(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x4x6xbf16>, %[[W:[^:]+]]: tensor<3xbf16>, %[[B:[^:]+]]: tensor<3xf32>
// CHECK:         %[[GROUPED:.+]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1], [2, 3]] output_shape [2, 4, 3, 2]
// CHECK:         norm.stats <moments> %[[GROUPED]] axes = [1, 3] {accumulator = f32, estimator = #norm.estimator<two_pass>}
// CHECK:         %[[SPREAD_W:.+]] = linalg.generic {{.*}} ins(%[[W]] : tensor<3xbf16>) outs(%{{.+}} : tensor<3x2xbf16>)
// CHECK:         %[[SCALE:.+]] = tensor.collapse_shape %[[SPREAD_W]] {{\[\[}}0, 1]] : tensor<3x2xbf16> into tensor<6xbf16>
// CHECK:         %[[SPREAD_B:.+]] = linalg.generic {{.*}} ins(%[[B]] : tensor<3xf32>) outs(%{{.+}} : tensor<3x2xf32>)
// CHECK:         %[[BIAS:.+]] = tensor.collapse_shape %[[SPREAD_B]] {{\[\[}}0, 1]] : tensor<3x2xf32> into tensor<6xf32>
// CHECK:         norm.apply %[[X]] {{.*}} scale(%[[SCALE]] : tensor<6xbf16>) bias(%[[BIAS]] : tensor<6xf32>) statistics_axes = [0, 2] affine_axes = [2]
func.func @group_norm_per_group(%x: tensor<2x4x6xbf16>, %w: tensor<3xbf16>, %b: tensor<3xf32>) -> tensor<2x4x6xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<3xbf16>) bias(%b : tensor<3xf32>) num_groups = 3 channel_axis = 2 axes = [1] epsilon = 1.0e-5 {accumulator = f32, affine = #norm.affine<per_group>, estimator = #norm.estimator<two_pass>} : tensor<2x4x6xbf16>
  return %y : tensor<2x4x6xbf16>
}

// Saved statistics are those of the groups, in the compute type.
// CHECK-LABEL: func.func @group_norm_statistics(
// CHECK:         %[[STATS:.+]]:2 = norm.stats
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[STATS]]#1 : tensor<2x5x3xf64>)
// CHECK:         %[[MEAN32:.+]] = linalg.generic {{.*}} ins(%[[STATS]]#0 : tensor<2x5x3xf64>) outs(%{{.+}} : tensor<2x5x3xf32>)
// CHECK:         %[[RSTD32:.+]] = linalg.generic {{.*}} ins(%[[RSTD]] : tensor<2x5x3xf64>) outs(%{{.+}} : tensor<2x5x3xf32>)
// CHECK:         return %[[MEAN32]], %[[RSTD32]]
func.func @group_norm_statistics(%x: tensor<2x5x6x4xf16>) -> (tensor<2x5x3xf32>, tensor<2x5x3xf32>) {
  %y:3 = norm.group_norm %x num_groups = 3 channel_axis = 2 axes = [3] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x6x4xf16>
  return %y#1, %y#2 : tensor<2x5x3xf32>, tensor<2x5x3xf32>
}

// A dynamic number of channels is divided at run time, after it has been
// checked.
// CHECK-LABEL: func.func @group_norm_c5_c6_c7_c8_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?x?xf32>, %[[W:[^:]+]]: tensor<?xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C2:.+]] = arith.constant 2 : index
// CHECK-DAG:     %[[C3:.+]] = arith.constant 3 : index
// CHECK:         %[[C:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK:         %[[REST:.+]] = arith.remui %[[C]], %[[C3]]
// CHECK:         %[[DIVIDES:.+]] = arith.cmpi eq, %[[REST]], %[[C0]]
// CHECK:         norm.require %[[DIVIDES]], "expects a number of channels divisible by num_groups = 3; got {0}"(%[[C]] : index)
// CHECK:         %[[HAS_CHANNELS:.+]] = arith.cmpi ne, %[[C]], %[[C0]]
// CHECK:         %[[L:.+]] = tensor.dim %[[X]], %[[C2]]
// CHECK:         %[[HAS_ELEMENTS:.+]] = arith.cmpi ne, %[[L]], %[[C0]]
// CHECK:         %[[NOT_EMPTY:.+]] = arith.andi %[[HAS_CHANNELS]], %[[HAS_ELEMENTS]]
// CHECK:         %[[N:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK:         norm.require %[[NOT_EMPTY]], "expects sizes of more than 0 along channel_axis and axes; got input size [{0}, {1}, {2}]"(%[[N]], %[[C]], %[[L]] :
// CHECK-DAG:     arith.cmpi ne, %[[N]], %[[C1]]
// CHECK-DAG:     arith.cmpi ne, %[[C]], %[[C3]]
// CHECK-DAG:     arith.cmpi ne, %[[L]], %[[C1]]
// CHECK:         norm.require %{{.+}}, "expects more than 1 value per group over the batch with num_groups = 3; got input size [{0}, {1}, {2}]"
// CHECK:         norm.require %{{.+}}, "expects scale shape [{0}]; got [{1}]"
// CHECK-NOT:     norm.require
// CHECK:         %[[K:.+]] = arith.divui %[[C]], %[[C3]]
// CHECK:         tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2], [3]] output_shape [%[[N]], 3, %[[K]], %[[L]]] : tensor<?x?x?xf32> into tensor<?x3x?x?xf32>
func.func @group_norm_c5_c6_c7_c8_dynamic(%x: tensor<?x?x?xf32>, %w: tensor<?xf32>) -> tensor<?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

// One group divides every number of channels, and one static size that is not 1
// is more than one value.
// CHECK-LABEL: func.func @group_norm_decided_by_types(
// CHECK-COUNT-1: norm.require {{.*}}"expects sizes of more than 0
// CHECK-NOT:     norm.require
// CHECK:         norm.stats
func.func @group_norm_decided_by_types(%x: tensor<?x?x4xf32>) -> tensor<?x?x4xf32> {
  %y = norm.group_norm %x num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x?x4xf32>
  return %y : tensor<?x?x4xf32>
}

// CHECK-LABEL: func.func @group_norm_c8_per_group_dynamic(
// CHECK:         norm.require %{{.+}}, "expects bias shape [3]; got [{0}]"
func.func @group_norm_c8_per_group_dynamic(%x: tensor<2x6x4xf32>, %b: tensor<?xf32>) -> tensor<2x6x4xf32> {
  %y = norm.group_norm %x bias(%b : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x4xf32>
  return %y : tensor<2x6x4xf32>
}

// CHECK-LABEL: func.func @instance_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x4x5x3xf32>, %[[W:[^:]+]]: tensor<3xf32>
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1, 2]
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[STATS]]#1 : tensor<2x3xf64>)
// CHECK:         norm.apply %[[X]] mean(%[[STATS]]#0 : tensor<2x3xf64>) rstd(%[[RSTD]] : tensor<2x3xf64>) scale(%[[W]] : tensor<3xf32>) statistics_axes = [0, 3] affine_axes = [3]
func.func @instance_norm(%x: tensor<2x4x5x3xf32>, %w: tensor<3xf32>) -> tensor<2x4x5x3xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x4x5x3xf32>
  return %y : tensor<2x4x5x3xf32>
}

// Averages over the batch of 2 go into the running statistics, the variance by
// n - 1 = 3.
// CHECK-LABEL: func.func @instance_norm_running(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>
// CHECK-DAG:     %[[TWO:.+]] = arith.constant 2.000000e+00 : f64
// CHECK-DAG:     %[[DIVISOR:.+]] = arith.constant 3.000000e+00 : f64
// CHECK-DAG:     %[[F:.+]] = arith.constant 2.500000e-01 : f64
// CHECK-DAG:     %[[OLD:.+]] = arith.constant 7.500000e-01 : f64
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [2]
// CHECK:         %[[AVERAGES:.+]]:2 = linalg.generic {{.*}}iterator_types = ["parallel", "reduction"]} ins(%[[STATS]]#0, %[[STATS]]#1 : tensor<2x3xf64>, tensor<2x3xf64>) outs({{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK:           arith.divf %{{.+}}, %[[TWO]]
// CHECK:         linalg.generic {{.*}} ins(%[[M]], %[[V]], %[[AVERAGES]]#0, %[[AVERAGES]]#1 :
// CHECK-SAME:      outs({{.*}} : tensor<3xf32>, tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[R:[^:]+]]: f32, %{{[^:]+}}: f64, %[[MEAN:[^:]+]]: f64, %[[M2:[^:]+]]: f64,
// CHECK:           arith.divf %[[M2]], %[[DIVISOR]] : f64
// CHECK:           %[[WIDE:.+]] = arith.extf %[[R]]
// CHECK:           arith.mulf %[[WIDE]], %[[OLD]] : f64
// CHECK:           arith.mulf %[[MEAN]], %[[F]] : f64
func.func @instance_norm_running(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf64>) {
  %y:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.25 : tensor<2x3x4xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf64>
}

// Without batch axes the statistics are the averages; absent momentum weighs the
// new ones with 0.
// CHECK-LABEL: func.func @instance_norm_unbatched(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-DAG:     %[[ZERO:.+]] = arith.constant 0.000000e+00 : f64
// CHECK:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1]
// CHECK-NOT:     "reduction"
// CHECK:         linalg.generic {{.*}} ins(%[[S]], %[[S]], %[[STATS]]#0, %[[STATS]]#1 :
// CHECK:           arith.mulf %{{.+}}, %[[ZERO]] : f64
// CHECK:         return
func.func @instance_norm_unbatched(%x: tensor<3x4xf32>, %s: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 0 axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y#1, %y#2 : tensor<3xf32>, tensor<3xf32>
}

// An input that may be empty leaves the running statistics as they are.
// CHECK-LABEL: func.func @instance_norm_empty(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x3x4xf32>
// CHECK:         %[[EMPTY:.+]] = arith.cmpi eq, %{{.+}}, %{{.+}} : index
// CHECK:         ^bb0(%[[M:[^:]+]]: f32, %[[V:[^:]+]]: f32,
// CHECK:           arith.select %[[EMPTY]], %[[M]], %{{.+}} : f32
// CHECK:           arith.select %[[EMPTY]], %[[V]], %{{.+}} : f32
func.func @instance_norm_empty(%x: tensor<?x3x4xf32>, %s: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.5 : tensor<?x3x4xf32>
  return %y#1, %y#2 : tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @instance_norm_c4_c5_c10_dynamic(
// CHECK:         norm.require {{.*}}, "expects scale shape [{0}]; got [3]"
// CHECK:         norm.require {{.*}}, "expects bias shape [{0}]; got [{1}]"
// CHECK:         norm.require {{.*}}, "expects running_mean shape [{0}]; got [3]"
// CHECK:         norm.require {{.*}}, "expects running_variance shape [{0}]; got [{1}]"
// CHECK:         norm.require {{.*}}, "expects more than 1 spatial element when training; got input size [2, {0}, {1}]"
func.func @instance_norm_c4_c5_c10_dynamic(%x: tensor<2x?x?xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) -> tensor<2x?x?xf32> {
  %y:3 = norm.instance_norm %x scale(%s : tensor<3xf32>) bias(%d : tensor<?xf32>) running_mean(%s : tensor<3xf32>) running_variance(%d : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.5 : tensor<2x?x?xf32>
  return %y#0 : tensor<2x?x?xf32>
}

// Given statistics need no spatial axes, and nothing is updated.
// CHECK-LABEL: func.func @instance_norm_given(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf32>
// CHECK-NOT:     norm.stats
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[V]] : tensor<3xf32>) outs(%{{.+}} : tensor<3xf64>)
// CHECK:         norm.apply %[[X]] mean(%[[M]] : tensor<3xf32>) rstd(%[[RSTD]] : tensor<3xf64>) statistics_axes = [1] affine_axes = [1]
func.func @instance_norm_given(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %y = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// Given statistics normalize; the instance's only update the running ones.
// CHECK-LABEL: func.func @instance_norm_frozen(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf32>
// CHECK:         norm.stats <moments> %[[X]] axes = [2]
// CHECK:         %[[RSTD:.+]] = linalg.generic {{.*}} ins(%[[V]] : tensor<3xf32>) outs(%{{.+}} : tensor<3xf64>)
// CHECK:         %[[Y:.+]] = norm.apply %[[X]] mean(%[[M]] : tensor<3xf32>) rstd(%[[RSTD]] : tensor<3xf64>) statistics_axes = [1] affine_axes = [1]
// CHECK:         %[[NEW:.+]]:2 = linalg.generic {{.*}} ins(%[[M]], %[[V]],
// CHECK:         return %[[Y]], %[[NEW]]#0, %[[NEW]]#1
func.func @instance_norm_frozen(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.5 {use_running_stats} : tensor<2x3x4xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>
}
