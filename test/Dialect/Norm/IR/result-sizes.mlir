// RUN: norm-opt %s -resolve-ranked-shaped-type-result-dims -canonicalize -cse | FileCheck %s

// The sizes of results are sizes of operands, so an op that only tells sizes is
// dead.

// CHECK-LABEL: func.func @layer_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x?x?xf32>
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C2:.+]] = arith.constant 2 : index
// CHECK-DAG:     %[[MIDDLE:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[LAST:.+]] = tensor.dim %[[X]], %[[C2]]
// CHECK-NOT:     norm.layer_norm
// CHECK:         return %[[C2]], %[[MIDDLE]], %[[C2]], %[[LAST]]
func.func @layer_norm_sizes(%x: tensor<2x?x?xf32>) -> (index, index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<2x?x?xf32>
  %0 = tensor.dim %y, %c0 : tensor<2x?x?xf32>
  %1 = tensor.dim %y, %c1 : tensor<2x?x?xf32>
  %2 = tensor.dim %s#0, %c0 : tensor<2x?xf32>
  %3 = tensor.dim %s#1, %c1 : tensor<2x?xf32>
  return %0, %1, %2, %3 : index, index, index, index
}

// CHECK-LABEL: func.func @rms_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xbf16>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[ROWS:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[COLUMNS:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-NOT:     norm.rms_norm
// CHECK:         return %[[ROWS]], %[[COLUMNS]]
func.func @rms_norm_sizes(%x: tensor<?x?xbf16>) -> (index, index) {
  %c0 = arith.constant 0 : index
  %y, %s = norm.rms_norm %x axes = [0] {return_statistics} : tensor<?x?xbf16>
  %0 = tensor.dim %y, %c0 : tensor<?x?xbf16>
  %1 = tensor.dim %s, %c0 : tensor<?xf32>
  return %0, %1 : index, index
}

// Updated running statistics have the sizes of the given ones.
// CHECK-LABEL: func.func @batch_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>, %[[MEAN:[^:]+]]: tensor<?xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C3:.+]] = arith.constant 3 : index
// CHECK-DAG:     %[[BATCH:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[CHANNELS:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[RUNNING:.+]] = tensor.dim %[[MEAN]], %[[C0]]
// CHECK-NOT:     norm.batch_norm
// CHECK:         return %[[BATCH]], %[[BATCH]], %[[CHANNELS]], %[[RUNNING]], %[[C3]]
func.func @batch_norm_sizes(%x: tensor<?x?xf32>, %m: tensor<?xf32>, %v: tensor<3xf32>) -> (index, index, index, index, index) {
  %c0 = arith.constant 0 : index
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?xf32>
  %z:5 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {return_statistics} : tensor<?x?xf32>
  %0 = tensor.dim %y, %c0 : tensor<?x?xf32>
  %1 = tensor.dim %z#0, %c0 : tensor<?x?xf32>
  %2 = tensor.dim %z#2, %c0 : tensor<?xf32>
  %3 = tensor.dim %z#3, %c0 : tensor<?xf32>
  %4 = tensor.dim %z#4, %c0 : tensor<3xf32>
  return %0, %1, %2, %3, %4 : index, index, index, index, index
}

// The groups stand where the input has its channels.
// CHECK-LABEL: func.func @group_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?x?xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C2:.+]] = arith.constant 2 : index
// CHECK-DAG:     %[[C4:.+]] = arith.constant 4 : index
// CHECK-DAG:     %[[BATCH:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[SECOND:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[CHANNELS:.+]] = tensor.dim %[[X]], %[[C2]]
// CHECK-NOT:     norm.group_norm
// CHECK:         return %[[CHANNELS]], %[[BATCH]], %[[SECOND]], %[[C4]]
func.func @group_norm_sizes(%x: tensor<?x?x?xf32>) -> (index, index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %y, %s:2 = norm.group_norm %x num_groups = 4 channel_axis = 2 axes = [] epsilon = 1.0e-5 {return_statistics} : tensor<?x?x?xf32>
  %0 = tensor.dim %y, %c2 : tensor<?x?x?xf32>
  %1 = tensor.dim %s#0, %c0 : tensor<?x?x4xf32>
  %2 = tensor.dim %s#0, %c1 : tensor<?x?x4xf32>
  %3 = tensor.dim %s#1, %c2 : tensor<?x?x4xf32>
  return %0, %1, %2, %3 : index, index, index, index
}

// CHECK-LABEL: func.func @instance_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?x?xf32>, %[[MEAN:[^:]+]]: tensor<?xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C2:.+]] = arith.constant 2 : index
// CHECK-DAG:     %[[C3:.+]] = arith.constant 3 : index
// CHECK-DAG:     %[[BATCH:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[CHANNELS:.+]] = tensor.dim %[[X]], %[[C2]]
// CHECK-DAG:     %[[RUNNING:.+]] = tensor.dim %[[MEAN]], %[[C0]]
// CHECK-NOT:     norm.instance_norm
// CHECK:         return %[[BATCH]], %[[CHANNELS]], %[[RUNNING]], %[[C3]]
func.func @instance_norm_sizes(%x: tensor<?x?x?xf32>, %m: tensor<?xf32>, %v: tensor<3xf32>) -> (index, index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %y, %s:4 = norm.instance_norm %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 2 axes = [1] epsilon = 1.0e-5 momentum = 0.5 {return_statistics} : tensor<?x?x?xf32>
  %0 = tensor.dim %y, %c0 : tensor<?x?x?xf32>
  %1 = tensor.dim %s#1, %c1 : tensor<?x?xf32>
  %2 = tensor.dim %s#2, %c0 : tensor<?xf32>
  %3 = tensor.dim %s#3, %c0 : tensor<3xf32>
  return %0, %1, %2, %3 : index, index, index, index
}

// CHECK-LABEL: func.func @core_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?x?xf32>, %[[M:[^:]+]]: tensor<?x?x?xf64>
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C2:.+]] = arith.constant 2 : index
// CHECK-DAG:     %[[STATS:.+]] = tensor.dim %[[X]], %[[C2]]
// CHECK-DAG:     %[[MERGED:.+]] = tensor.dim %[[M]], %[[C2]]
// CHECK-DAG:     %[[APPLIED:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-NOT:     norm.
// CHECK:         return %[[STATS]], %[[MERGED]], %[[APPLIED]]
func.func @core_sizes(%x: tensor<?x?x?xf32>, %m: tensor<?x?x?xf64>, %n: tensor<?xi64>) -> (index, index, index) {
  %c1 = arith.constant 1 : index
  %s:2 = norm.stats <moments> %x axes = [1] : tensor<?x?x?xf32>
  %t:3 = norm.merge_stats %m, %m counts(%n : tensor<?xi64>) axis = 0 : tensor<?x?x?xf64>
  %y = norm.apply %x rstd(%s#1 : tensor<?x?xf64>) statistics_axes = [0, 2] affine_axes = [] : tensor<?x?x?xf32>
  %0 = tensor.dim %s#0, %c1 : tensor<?x?xf64>
  %1 = tensor.dim %t#1, %c1 : tensor<?x?xf64>
  %2 = tensor.dim %y, %c1 : tensor<?x?x?xf32>
  return %0, %1, %2 : index, index, index
}

// CHECK-LABEL: func.func @switchable_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x?x?xf32>, %[[MEAN:[^:]+]]: tensor<?xf32>, %[[VARIANCE:[^:]+]]: tensor<3xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C3:.+]] = arith.constant 3 : index
// CHECK-DAG:     %[[CHANNELS:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[RUNNING:.+]] = tensor.dim %[[MEAN]], %[[C0]]
// CHECK-NOT:     norm.switchable_norm
// CHECK:         return %[[CHANNELS]], %[[RUNNING]], %[[C3]]
func.func @switchable_norm_sizes(%x: tensor<2x?x?xf32>, %m: tensor<?xf32>, %v: tensor<3xf32>) -> (index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %y:3 = norm.switchable_norm %x mean_weights(%v : tensor<3xf32>) variance_weights(%v : tensor<3xf32>) running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x?x?xf32>
  %0 = tensor.dim %y#0, %c1 : tensor<2x?x?xf32>
  %1 = tensor.dim %y#1, %c0 : tensor<?xf32>
  %2 = tensor.dim %y#2, %c0 : tensor<3xf32>
  return %0, %1, %2 : index, index, index
}

// CHECK-LABEL: func.func @window_and_norm_sizes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?x4xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[BATCH:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[CHANNELS:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-NOT:     norm.
// CHECK:         return %[[BATCH]], %[[CHANNELS]], %[[BATCH]], %[[CHANNELS]], %[[CHANNELS]], %[[BATCH]], %[[BATCH]]
func.func @window_and_norm_sizes(%x: tensor<?x?x4xf32>, %g: tensor<f32>) -> (index, index, index, index, index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<?x?x4xf32>
  %w = norm.window_stats %x axis = 0 before = 1 after = 1 : tensor<?x?x4xf32>
  %y, %n = norm.lp_normalize %x axes = [0] p = 2.0 epsilon = 1.0 {return_statistics} : tensor<?x?x4xf32>
  %v = norm.weight_norm %x scale(%g : tensor<f32>) : tensor<?x?x4xf32>
  %s:2 = norm.stats <abs_power_sum> %x axes = [1, 2] {p = 3.0 : f64} : tensor<?x?x4xf32>
  %0 = tensor.dim %r, %c0 : tensor<?x?x4xf32>
  %1 = tensor.dim %r, %c1 : tensor<?x?x4xf32>
  %2 = tensor.dim %w, %c0 : tensor<?x?x4xf64>
  %3 = tensor.dim %y, %c1 : tensor<?x?x4xf32>
  %4 = tensor.dim %n, %c0 : tensor<?x4xf32>
  %5 = tensor.dim %v, %c0 : tensor<?x?x4xf32>
  %6 = tensor.dim %s#1, %c0 : tensor<?xf64>
  return %0, %1, %2, %3, %4, %5, %6 : index, index, index, index, index, index, index
}
