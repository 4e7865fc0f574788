// RUN: norm-opt %s -canonicalize | FileCheck %s

// What group and instance normalization fold: a scale of ones, statistics that
// nobody reads, groups of one channel, given statistics.

// CHECK-LABEL: func.func @group_norm_unit_scale(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x6x?xf32>, %[[B:[^:]+]]: tensor<6xf32>
// CHECK-NEXT:    norm.group_norm %[[X]] bias(%[[B]] : tensor<6xf32>) num_groups = 3
func.func @group_norm_unit_scale(%x: tensor<?x6x?xf32>, %b: tensor<6xf32>) -> tensor<?x6x?xf32> {
  %one = arith.constant dense<1.0> : tensor<6xf32>
  %y = norm.group_norm %x scale(%one : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x6x?xf32>
  return %y : tensor<?x6x?xf32>
}

// The scale says that there are 6 channels, which a run-time check still has to
// find.
// CHECK-LABEL: func.func @group_norm_unit_scale_of_unchecked_size(
// CHECK:         norm.group_norm {{.*}} scale(%{{.+}} : tensor<6xf32>)
func.func @group_norm_unit_scale_of_unchecked_size(%x: tensor<2x?x4xf32>) -> tensor<2x?x4xf32> {
  %one = arith.constant dense<1.0> : tensor<6xf32>
  %y = norm.group_norm %x scale(%one : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x?x4xf32>
  return %y : tensor<2x?x4xf32>
}

// CHECK-LABEL: func.func @group_norm_unused_statistics(
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %{{.+}} num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {estimator = #norm.estimator<two_pass>} : tensor<2x6x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @group_norm_unused_statistics(%x: tensor<2x6x4xf32>) -> tensor<2x6x4xf32> {
  %y:3 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {estimator = #norm.estimator<two_pass>, return_statistics} : tensor<2x6x4xf32>
  return %y#0 : tensor<2x6x4xf32>
}

// CHECK-LABEL: func.func @group_norm_used_statistics(
// CHECK:         norm.group_norm {{.*}} {return_statistics}
func.func @group_norm_used_statistics(%x: tensor<2x6x4xf32>) -> tensor<2x3xf32> {
  %y:3 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x4xf32>
  return %y#2 : tensor<2x3xf32>
}

// Channels that are groups of their own are instances.
// CHECK-LABEL: func.func @group_norm_of_channels(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x4x6xf32>, %[[W:[^:]+]]: tensor<6xf32>, %[[B:[^:]+]]: tensor<?xf32>
// CHECK-NEXT:    %[[Y:.+]], %[[S:.+]]:2 = norm.instance_norm %[[X]] scale(%[[W]] : tensor<6xf32>) bias(%[[B]] : tensor<?xf32>) channel_axis = 2 axes = [1] epsilon = 1.000000e-03 {accumulator = f32, estimator = #norm.estimator<two_pass>, return_statistics} : tensor<?x4x6xf32>
// CHECK-NEXT:    return %[[Y]], %[[S]]#0
func.func @group_norm_of_channels(%x: tensor<?x4x6xf32>, %w: tensor<6xf32>, %b: tensor<?xf32>) -> (tensor<?x4x6xf32>, tensor<?x6xf32>) {
  %y:3 = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<?xf32>) num_groups = 6 channel_axis = 2 axes = [1] epsilon = 1.0e-3 {accumulator = f32, affine = #norm.affine<per_group>, estimator = #norm.estimator<two_pass>, return_statistics} : tensor<?x4x6xf32>
  return %y#0, %y#1 : tensor<?x4x6xf32>, tensor<?x6xf32>
}

// What others attached to the op stays with it.
// CHECK-LABEL: func.func @group_norm_of_channels_keeps_attributes(
// CHECK:         norm.instance_norm {{.*}} {layer.name = "stem"}
func.func @group_norm_of_channels_keeps_attributes(%x: tensor<2x6x4xf32>) -> tensor<2x6x4xf32> {
  %y = norm.group_norm %x num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {layer.name = "stem"} : tensor<2x6x4xf32>
  return %y : tensor<2x6x4xf32>
}

// Instance normalization refuses a single spatial element, and takes none; group
// normalization does not.
// CHECK-LABEL: func.func @group_norm_of_channels_stays(
// CHECK-COUNT-3: norm.group_norm
func.func @group_norm_of_channels_stays(%x: tensor<2x6x1xf32>, %y: tensor<2x6x?xf32>, %z: tensor<2x?x4xf32>) -> (tensor<2x6x1xf32>, tensor<2x6x?xf32>, tensor<2x?x4xf32>) {
  %0 = norm.group_norm %x num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x1xf32>
  %1 = norm.group_norm %y num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x?xf32>
  %2 = norm.group_norm %z num_groups = 6 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x?x4xf32>
  return %0, %1, %2 : tensor<2x6x1xf32>, tensor<2x6x?xf32>, tensor<2x?x4xf32>
}

// One group is no layer normalization: its scale and bias run along the
// channels only.
// CHECK-LABEL: func.func @group_norm_of_one_group_stays(
// CHECK:         norm.group_norm
func.func @group_norm_of_one_group_stays(%x: tensor<2x6x4xf32>, %w: tensor<6xf32>) -> tensor<2x6x4xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return %y : tensor<2x6x4xf32>
}

// CHECK-LABEL: func.func @instance_norm_unit_scale(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x3x?xf32>
// CHECK-NEXT:    norm.instance_norm %[[X]] channel_axis = 1
func.func @instance_norm_unit_scale(%x: tensor<?x3x?xf32>) -> tensor<?x3x?xf32> {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y = norm.instance_norm %x scale(%one : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x3x?xf32>
  return %y : tensor<?x3x?xf32>
}

// CHECK-LABEL: func.func @instance_norm_unit_scale_of_unchecked_size(
// CHECK:         norm.instance_norm {{.*}} scale(%{{.+}} : tensor<3xf32>)
func.func @instance_norm_unit_scale_of_unchecked_size(%x: tensor<2x?x4xf32>) -> tensor<2x?x4xf32> {
  %one = arith.constant dense<1.0> : tensor<3xf32>
  %y = norm.instance_norm %x scale(%one : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x?x4xf32>
  return %y : tensor<2x?x4xf32>
}

// The updated running statistics stay when the saved ones go.
// CHECK-LABEL: func.func @instance_norm_unused_statistics(
// CHECK-NEXT:    %[[Y:.+]], %[[NEW:.+]]:2 = norm.instance_norm {{.*}} momentum = 5.000000e-01 : tensor<2x3x4xf32>
// CHECK-NEXT:    return %[[Y]], %[[NEW]]#0, %[[NEW]]#1
func.func @instance_norm_unused_statistics(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:5 = norm.instance_norm %x running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.5 {return_statistics} : tensor<2x3x4xf32>
  return %y#0, %y#3, %y#4 : tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @instance_norm_given_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x?xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>, %[[W:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    norm.batch_norm %[[X]] mean(%[[M]] : tensor<3xf32>) variance(%[[V]] : tensor<3xf64>) scale(%[[W]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-03 : tensor<2x3x?xf32>
func.func @instance_norm_given_statistics(%x: tensor<2x3x?xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>, %w: tensor<3xf32>) -> tensor<2x3x?xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.0e-3 momentum = 0.5 {update_running_stats = false, use_running_stats} : tensor<2x3x?xf32>
  return %y : tensor<2x3x?xf32>
}

// Used running statistics whose update nobody reads: evaluation.
// CHECK-LABEL: func.func @instance_norm_unused_update(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[M:[^:]+]]: tensor<3xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.batch_norm %[[X]] mean(%[[M]] : tensor<3xf32>) variance(%[[M]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-03 {note = "kept"} : tensor<2x3x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @instance_norm_unused_update(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %y:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-3 momentum = 0.5 {note = "kept", use_running_stats} : tensor<2x3x4xf32>
  return %y#0 : tensor<2x3x4xf32>
}

// CHECK-LABEL: func.func @instance_norm_used_update(
// CHECK:         norm.instance_norm {{.*}} {use_running_stats}
func.func @instance_norm_used_update(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-3 momentum = 0.5 {use_running_stats} : tensor<2x3x4xf32>
  return %y#0, %y#2 : tensor<2x3x4xf32>, tensor<3xf32>
}

// x + -0.0 is x to the bit; x + 0.0 is not where x is -0.0.
// CHECK-LABEL: func.func @neutral_bias(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x6x4xf32>
// CHECK:         %[[Y:.+]] = norm.group_norm %[[X]] num_groups = 3
// CHECK:         %[[Z:.+]] = norm.instance_norm %[[Y]] channel_axis = 1
// CHECK:         norm.instance_norm %[[Z]] bias(
func.func @neutral_bias(%x: tensor<2x6x4xf32>) -> tensor<2x6x4xf32> {
  %minus = arith.constant dense<-0.0> : tensor<6xf32>
  %plus = arith.constant dense<0.0> : tensor<6xf32>
  %y = norm.group_norm %x bias(%minus : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  %z = norm.instance_norm %y bias(%minus : tensor<6xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  %u = norm.instance_norm %z bias(%plus : tensor<6xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x4xf32>
  return %u : tensor<2x6x4xf32>
}
