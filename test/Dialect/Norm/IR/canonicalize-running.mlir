// RUN: norm-opt %s -canonicalize | FileCheck %s

// Results of batch and switchable normalization that nobody reads go, and with
// them the operands that only they need. Every fold is exact.

// CHECK-LABEL: func.func @batch_norm_training_nothing_used(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 {note = "kept"} : tensor<2x3xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @batch_norm_training_nothing_used(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) -> tensor<2x3xf32> {
  %y:6 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 {return_statistics, note = "kept"} : tensor<2x3xf32>
  return %y#0 : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_saved_used(
// CHECK:         %{{.+}}, %[[S:.+]]:2 = norm.batch_norm_training %{{[^ ]+}} channel_axis = 1 epsilon = 1.000000e-05 {return_statistics}
// CHECK-NEXT:    return %[[S]]#1
func.func @batch_norm_training_saved_used(%x: tensor<2x3xf32>, %s: tensor<3xf32>) -> tensor<3xf32> {
  %y:5 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {return_statistics} : tensor<2x3xf32>
  return %y#2 : tensor<3xf32>
}

// Of two results one is read: both stay.
// CHECK-LABEL: func.func @batch_norm_training_update_used(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    %{{.+}}, %[[NEW:.+]]:2 = norm.batch_norm_training %[[X]] running_mean(%[[S]] : tensor<3xf32>) running_variance(%[[S]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 5.000000e-01 : tensor<2x3xf32>
// CHECK-NEXT:    return %[[NEW]]#1
func.func @batch_norm_training_update_used(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) -> tensor<3xf32> {
  %y:6 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {return_statistics} : tensor<2x3xf32>
  return %y#4 : tensor<3xf32>
}

// Without momentum the counter weighs the batch, used or not.
// CHECK-LABEL: func.func @batch_norm_training_counter_needed(
// CHECK:         %{{.+}}, %[[NEW:.+]]:3 = norm.batch_norm_training {{.*}} num_batches_tracked(
// CHECK-NEXT:    return %[[NEW]]#0
func.func @batch_norm_training_counter_needed(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) -> tensor<3xf32> {
  %y:4 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y#1 : tensor<3xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_counter_used(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %{{.+}}: tensor<3xf32>, %[[N:[^:]+]]: tensor<i64>
// CHECK-NEXT:    %{{.+}}, %[[COUNTER:.+]] = norm.batch_norm_training %[[X]] num_batches_tracked(%[[N]] : tensor<i64>) channel_axis = 1
// CHECK-NEXT:    return %[[COUNTER]]
func.func @batch_norm_training_counter_used(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) -> tensor<i64> {
  %y:4 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf32>
  return %y#3 : tensor<i64>
}

// Running statistics say how many channels there are, which a run-time check
// still has to find.
// CHECK-LABEL: func.func @batch_norm_training_unchecked_size(
// CHECK:         norm.batch_norm_training {{.*}} running_mean(
func.func @batch_norm_training_unchecked_size(%x: tensor<2x?xf32>, %s: tensor<3xf32>) -> tensor<2x?xf32> {
  %y:3 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<2x?xf32>
  return %y#0 : tensor<2x?xf32>
}

// Running statistics that are used and whose update nobody reads: evaluation.
// CHECK-LABEL: func.func @batch_norm_training_is_batch_norm(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm %[[X]] mean(%[[S]] : tensor<3xf32>) variance(%[[S]] : tensor<3xf32>) scale(%[[S]] : tensor<3xf32>) bias(%[[S]] : tensor<3xf32>) channel_axis = 1 epsilon = 2.500000e-01 {note = "kept"} : tensor<2x3xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @batch_norm_training_is_batch_norm(%x: tensor<2x3xf32>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
  %y:3 = norm.batch_norm_training %x scale(%s : tensor<3xf32>) bias(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 0.25 momentum = 0.5 {use_running_stats, note = "kept"} : tensor<2x3xf32>
  return %y#0 : tensor<2x3xf32>
}

// The saved statistics then are those of the running ones.
// CHECK-LABEL: func.func @batch_norm_training_only_read(
// CHECK:         norm.batch_norm_training {{.*}} {return_statistics, update_running_stats = false, use_running_stats}
func.func @batch_norm_training_only_read(%x: tensor<2x3xf32>, %s: tensor<3xf32>) -> tensor<3xf32> {
  %y:5 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {use_running_stats, return_statistics} : tensor<2x3xf32>
  return %y#2 : tensor<3xf32>
}

// A counter that is read counts updates.
// CHECK-LABEL: func.func @batch_norm_training_counted_update(
// CHECK:         norm.batch_norm_training {{.*}} num_batches_tracked({{.*}} {use_running_stats}
func.func @batch_norm_training_counted_update(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %n: tensor<i64>) -> (tensor<2x3xf32>, tensor<i64>) {
  %y:4 = norm.batch_norm_training %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 {use_running_stats} : tensor<2x3xf32>
  return %y#0, %y#3 : tensor<2x3xf32>, tensor<i64>
}

// CHECK-LABEL: func.func @switchable_norm_unit_scale_and_unused_update(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.switchable_norm %[[X]] mean_weights(%[[S]] : tensor<3xf32>) variance_weights(%[[S]] : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {note = "kept", unbiased_variance = false} : tensor<2x3x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @switchable_norm_unit_scale_and_unused_update(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y:3 = norm.switchable_norm %x scale(%one : tensor<3xf32>) mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {unbiased_variance = false, note = "kept"} : tensor<2x3x4xf32>
  return %y#0 : tensor<2x3x4xf32>
}

// CHECK-LABEL: func.func @switchable_norm_evaluation(
// CHECK:         norm.switchable_norm {{.*}} running_mean({{.*}} {update_running_stats = false, use_running_stats}
func.func @switchable_norm_evaluation(%x: tensor<2x?x4xf32>, %s: tensor<3xf32>) -> tensor<2x?x4xf32> {
  %y:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {use_running_stats} : tensor<2x?x4xf32>
  return %y#0 : tensor<2x?x4xf32>
}

// CHECK-LABEL: func.func @switchable_norm_used_or_unchecked(
// CHECK-COUNT-2: norm.switchable_norm {{.*}} running_mean(
func.func @switchable_norm_used_or_unchecked(%x: tensor<2x3x4xf32>, %z: tensor<2x?x4xf32>, %s: tensor<3xf32>) -> (tensor<3xf32>, tensor<2x?x4xf32>) {
  %0:3 = norm.switchable_norm %x mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  %1:3 = norm.switchable_norm %z mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x?x4xf32>
  return %0#2, %1#0 : tensor<3xf32>, tensor<2x?x4xf32>
}
