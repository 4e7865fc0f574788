// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s

// Every form of group and instance normalization is printed as it was written,
// through text, generic text and bytecode.

// CHECK-LABEL: func.func @group_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x6x4x5xf32>, %[[W:[^:]+]]: tensor<6xf32>, %[[B:[^:]+]]: tensor<6xf32>
func.func @group_norm_example(%x: tensor<2x6x4x5xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x4x5xf32> {
  // CHECK: norm.group_norm %[[X]] scale(%[[W]] : tensor<6xf32>) bias(%[[B]] : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x6x4x5xf32>
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x6x4x5xf32>
  return %y : tensor<2x6x4x5xf32>
}

// CHECK-LABEL: func.func @group_norm_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x6x4xf32>, %[[W:[^:]+]]: tensor<6xf32>, %[[B:[^:]+]]: tensor<6xf64>
func.func @group_norm_operands(%x: tensor<2x6x4xf32>, %w: tensor<6xf32>, %b: tensor<6xf64>) {
  // CHECK: norm.group_norm %[[X]] num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x6x4xf32>
  %0 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x6x4xf32>
  // CHECK: norm.group_norm %[[X]] scale(%[[W]] : tensor<6xf32>) num_groups = 6 channel_axis = 1 axes = [2] epsilon = 0.000000e+00 : tensor<2x6x4xf32>
  %1 = norm.group_norm %x scale(%w : tensor<6xf32>) num_groups = 6 channel_axis = 1 axes = [2] epsilon = 0.000000e+00 : tensor<2x6x4xf32>
  // CHECK: norm.group_norm %[[X]] bias(%[[B]] : tensor<6xf64>) num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {note = "kept"} : tensor<2x6x4xf32>
  %2 = norm.group_norm %x bias(%b : tensor<6xf64>) num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {note = "kept"} : tensor<2x6x4xf32>
  return
}

// CHECK-LABEL: func.func @group_norm_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x6x4xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[D:[^:]+]]: tensor<?xf32>
func.func @group_norm_attributes(%x: tensor<2x6x4xf32>, %w: tensor<3xf32>, %d: tensor<?xf32>) {
  // CHECK: norm.group_norm %[[X]] scale(%[[W]] : tensor<3xf32>) bias(%[[D]] : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {affine = #norm.affine<per_group>} : tensor<2x6x4xf32>
  %0 = norm.group_norm %x scale(%w : tensor<3xf32>) bias(%d : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {affine = #norm.affine<per_group>} : tensor<2x6x4xf32>
  // CHECK: norm.group_norm %[[X]] num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6x4xf32>
  %1:3 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6x4xf32>
  // CHECK: norm.group_norm %[[X]] num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x6x4xf32>
  %2 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x6x4xf32>
  return
}

// Saved statistics have the compute type.
// CHECK-LABEL: func.func @group_norm_element_types(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<2x6xf64>, %[[B:[^:]+]]: tensor<2x6xbf16>, %[[C:[^:]+]]: tensor<2x6xf16>,
// CHECK-SAME:    %[[D:[^:]+]]: tensor<6xf64>, %[[E:[^:]+]]: tensor<6xf32>, %[[F:[^:]+]]: tensor<6xbf16>
func.func @group_norm_element_types(%a: tensor<2x6xf64>, %b: tensor<2x6xbf16>, %c: tensor<2x6xf16>, %d: tensor<6xf64>, %e: tensor<6xf32>, %f: tensor<6xbf16>) -> (tensor<2x2xf64>, tensor<2x2xf32>) {
  // CHECK: norm.group_norm %[[A]] scale(%[[D]] : tensor<6xf64>) num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6xf64>
  %0:3 = norm.group_norm %a scale(%d : tensor<6xf64>) num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6xf64>
  // CHECK: norm.group_norm %[[B]] scale(%[[E]] : tensor<6xf32>) bias(%[[F]] : tensor<6xbf16>) num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6xbf16>
  %1:3 = norm.group_norm %b scale(%e : tensor<6xf32>) bias(%f : tensor<6xbf16>) num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6xbf16>
  // CHECK: norm.group_norm %[[C]] scale(%[[E]] : tensor<6xf32>) bias(%[[D]] : tensor<6xf64>) num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 : tensor<2x6xf16>
  %2 = norm.group_norm %c scale(%e : tensor<6xf32>) bias(%d : tensor<6xf64>) num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.000000e-05 : tensor<2x6xf16>
  return %0#1, %1#2 : tensor<2x2xf64>, tensor<2x2xf32>
}

// The channel may be any axis; the groups stand in its place among the batch
// axes.
// CHECK-LABEL: func.func @group_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<0x6x4xf32>, %[[B:[^:]+]]: tensor<?x4x?x?xf32>,
// CHECK-SAME:    %[[C:[^:]+]]: tensor<6x4xf32>, %[[D:[^:]+]]: tensor<2x3x6x4xf32>
func.func @group_norm_shapes(%a: tensor<0x6x4xf32>, %b: tensor<?x4x?x?xf32>, %c: tensor<6x4xf32>, %d: tensor<2x3x6x4xf32>) -> (tensor<0x2xf32>, tensor<?x2xf32>, tensor<2xf32>, tensor<2x3x2x4xf32>) {
  // CHECK: norm.group_norm %[[A]] num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<0x6x4xf32>
  %0:3 = norm.group_norm %a num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<0x6x4xf32>
  // CHECK: norm.group_norm %[[B]] num_groups = 2 channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 {return_statistics} : tensor<?x4x?x?xf32>
  %1:3 = norm.group_norm %b num_groups = 2 channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 {return_statistics} : tensor<?x4x?x?xf32>
  // CHECK: norm.group_norm %[[C]] num_groups = 2 channel_axis = 0 axes = [1] epsilon = 1.000000e-05 {return_statistics} : tensor<6x4xf32>
  %2:3 = norm.group_norm %c num_groups = 2 channel_axis = 0 axes = [1] epsilon = 1.000000e-05 {return_statistics} : tensor<6x4xf32>
  // CHECK: norm.group_norm %[[D]] num_groups = 2 channel_axis = 2 axes = [] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x6x4xf32>
  %3:3 = norm.group_norm %d num_groups = 2 channel_axis = 2 axes = [] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x6x4xf32>
  return %0#1, %1#1, %2#1, %3#1 : tensor<0x2xf32>, tensor<?x2xf32>, tensor<2xf32>, tensor<2x3x2x4xf32>
}

// CHECK-LABEL: func.func @instance_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VAR:[^:]+]]: tensor<3xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>
func.func @instance_norm_example(%x: tensor<2x3x4x5xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %mean: tensor<3xf32>, %var: tensor<3xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>) {
  // CHECK: %[[Y:.+]] = norm.instance_norm %[[X]] scale(%[[W]] : tensor<3xf32>) bias(%[[B]] : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  %y = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  // CHECK: norm.instance_norm %[[Y]] running_mean(%[[MEAN]] : tensor<3xf32>) running_variance(%[[VAR]] : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3x4x5xf32>
  %z, %new_mean, %new_var = norm.instance_norm %y running_mean(%mean : tensor<3xf32>) running_variance(%var : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3x4x5xf32>
  return %z, %new_mean, %new_var : tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @instance_norm_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>
func.func @instance_norm_operands(%x: tensor<2x3x4xf32>, %w: tensor<3xf32>, %b: tensor<3xf64>, %m: tensor<3xf32>, %v: tensor<3xf64>) {
  // CHECK: norm.instance_norm %[[X]] channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  %0 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  // CHECK: norm.instance_norm %[[X]] scale(%[[W]] : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 0.000000e+00 : tensor<2x3x4xf32>
  %1 = norm.instance_norm %x scale(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 0.000000e+00 : tensor<2x3x4xf32>
  // CHECK: norm.instance_norm %[[X]] bias(%[[B]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 1.000000e-01 {note = "kept"} : tensor<2x3x4xf32>
  %2 = norm.instance_norm %x bias(%b : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 1.000000e-01 {note = "kept"} : tensor<2x3x4xf32>
  // CHECK: norm.instance_norm %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  %3:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf32>
  // CHECK: norm.instance_norm %[[X]] scale(%[[W]] : tensor<3xf32>) bias(%[[B]] : tensor<3xf64>) running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 1.000000e-01 {update_running_stats = false, use_running_stats} : tensor<2x3x4xf32>
  %4 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 1.000000e-01 {update_running_stats = false, use_running_stats} : tensor<2x3x4xf32>
  return
}

// The order of the results: mean and rstd in the compute type, the running
// statistics in their own types.
// CHECK-LABEL: func.func @instance_norm_results(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xbf16>, %[[M:[^:]+]]: tensor<3xbf16>, %[[V:[^:]+]]: tensor<3xf64>
func.func @instance_norm_results(%x: tensor<2x3x4xbf16>, %m: tensor<3xbf16>, %v: tensor<3xf64>) -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xbf16>, tensor<3xf64>) {
  // CHECK: norm.instance_norm %[[X]] running_mean(%[[M]] : tensor<3xbf16>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 2.500000e-01 {return_statistics} : tensor<2x3x4xbf16>
  %0:5 = norm.instance_norm %x running_mean(%m : tensor<3xbf16>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 2.500000e-01 {return_statistics} : tensor<2x3x4xbf16>
  return %0#1, %0#2, %0#3, %0#4 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xbf16>, tensor<3xf64>
}

// CHECK-LABEL: func.func @instance_norm_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[M:[^:]+]]: tensor<3xf32>
func.func @instance_norm_attributes(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>) {
  // CHECK: norm.instance_norm %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[M]] : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 9.000000e-01 {momentum_convention = #norm.momentum_convention<onnx>} : tensor<2x3x4xf32>
  %0:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 9.000000e-01 {momentum_convention = #norm.momentum_convention<onnx>} : tensor<2x3x4xf32>
  // CHECK: norm.instance_norm %[[X]] channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x4xf32>
  %1:3 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x4xf32>
  // CHECK: norm.instance_norm %[[X]] channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3x4xf32>
  %2 = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3x4xf32>
  return
}

// CHECK-LABEL: func.func @instance_norm_element_types(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<2x3x4xf64>, %[[B:[^:]+]]: tensor<2x3x4xf16>,
// CHECK-SAME:    %[[D:[^:]+]]: tensor<3xf64>, %[[E:[^:]+]]: tensor<3xf32>, %[[G:[^:]+]]: tensor<3xf16>
func.func @instance_norm_element_types(%a: tensor<2x3x4xf64>, %b: tensor<2x3x4xf16>, %d: tensor<3xf64>, %e: tensor<3xf32>, %g: tensor<3xf16>) -> (tensor<2x3xf64>, tensor<2x3xf32>) {
  // CHECK: norm.instance_norm %[[A]] scale(%[[D]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x4xf64>
  %0:3 = norm.instance_norm %a scale(%d : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x4xf64>
  // CHECK: norm.instance_norm %[[B]] scale(%[[E]] : tensor<3xf32>) bias(%[[G]] : tensor<3xf16>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x4xf16>
  %1:3 = norm.instance_norm %b scale(%e : tensor<3xf32>) bias(%g : tensor<3xf16>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x3x4xf16>
  return %0#1, %1#2 : tensor<2x3xf64>, tensor<2x3xf32>
}

// There may be no batch axis, and no spatial one where nothing is averaged.
// CHECK-LABEL: func.func @instance_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<3x4xf32>, %[[B:[^:]+]]: tensor<?x?x?x?xf32>,
// CHECK-SAME:    %[[C:[^:]+]]: tensor<0x3x0xf32>, %[[S:[^:]+]]: tensor<3xf32>, %[[D:[^:]+]]: tensor<?xf32>
func.func @instance_norm_shapes(%a: tensor<3x4xf32>, %b: tensor<?x?x?x?xf32>, %c: tensor<0x3x0xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) -> (tensor<3xf32>, tensor<?x?xf32>, tensor<?xf32>, tensor<3xf32>, tensor<0x3xf32>) {
  // CHECK: norm.instance_norm %[[A]] channel_axis = 0 axes = [1] epsilon = 1.000000e-05 {return_statistics} : tensor<3x4xf32>
  %0:3 = norm.instance_norm %a channel_axis = 0 axes = [1] epsilon = 1.000000e-05 {return_statistics} : tensor<3x4xf32>
  // CHECK: norm.instance_norm %[[B]] running_mean(%[[D]] : tensor<?xf32>) running_variance(%[[S]] : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 {return_statistics} : tensor<?x?x?x?xf32>
  %1:5 = norm.instance_norm %b running_mean(%d : tensor<?xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 {return_statistics} : tensor<?x?x?x?xf32>
  // CHECK: norm.instance_norm %[[C]] channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<0x3x0xf32>
  %2:3 = norm.instance_norm %c channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<0x3x0xf32>
  // CHECK: norm.instance_norm %[[B]] running_mean(%[[D]] : tensor<?xf32>) running_variance(%[[S]] : tensor<3xf32>) channel_axis = 3 axes = [] epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<?x?x?x?xf32>
  %3 = norm.instance_norm %b running_mean(%d : tensor<?xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 3 axes = [] epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<?x?x?x?xf32>
  return %0#1, %1#1, %1#3, %1#4, %2#1 : tensor<3xf32>, tensor<?x?xf32>, tensor<?xf32>, tensor<3xf32>, tensor<0x3xf32>
}

// Running statistics that are used may be updated all the same.
// CHECK-LABEL: func.func @instance_norm_frozen(
// CHECK:         norm.instance_norm {{.*}} momentum = 5.000000e-01 {use_running_stats} : tensor<2x3x4xf32>
func.func @instance_norm_frozen(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>) -> tensor<3xf32> {
  %0:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.5 {use_running_stats} : tensor<2x3x4xf32>
  return %0#1 : tensor<3xf32>
}
