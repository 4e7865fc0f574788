// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s

// Every form of switchable normalization is printed as it was written, through
// text, generic text and bytecode.

// CHECK-LABEL: func.func @switchable_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[MW:[^:]+]]: tensor<3xf32>, %[[VW:[^:]+]]: tensor<3xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[VAR:[^:]+]]: tensor<3xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>
func.func @switchable_norm_example(%x: tensor<2x3x4x5xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %mw: tensor<3xf32>, %vw: tensor<3xf32>, %mean: tensor<3xf32>, %var: tensor<3xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>) {
  // CHECK: norm.switchable_norm %[[X]] scale(%[[W]] : tensor<3xf32>) bias(%[[B]] : tensor<3xf32>) mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf32>) running_mean(%[[MEAN]] : tensor<3xf32>) running_variance(%[[VAR]] : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 7.500000e-01 : tensor<2x3x4x5xf32>
  %y, %new_mean, %new_var = norm.switchable_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%mean : tensor<3xf32>) running_variance(%var : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 7.500000e-01 : tensor<2x3x4x5xf32>
  return %y, %new_mean, %new_var : tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @switchable_norm_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[MW:[^:]+]]: tensor<3xf32>, %[[VW:[^:]+]]: tensor<3xf64>
func.func @switchable_norm_operands(%x: tensor<2x3x4x5xf32>, %w: tensor<3xf32>, %b: tensor<3xf64>, %mw: tensor<3xf32>, %vw: tensor<3xf64>) {
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  %0 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] scale(%[[W]] : tensor<3xf32>) mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 0.000000e+00 : tensor<2x3x4x5xf32>
  %1 = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 0.000000e+00 : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] bias(%[[B]] : tensor<3xf64>) mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {note = "kept"} : tensor<2x3x4x5xf32>
  %2 = norm.switchable_norm %x bias(%b : tensor<3xf64>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {note = "kept"} : tensor<2x3x4x5xf32>
  return
}

// CHECK-LABEL: func.func @switchable_norm_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[MW:[^:]+]]: tensor<3xf32>, %[[VW:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[TW:[^:]+]]: tensor<2xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>
func.func @switchable_norm_attributes(%x: tensor<2x3x4x5xf32>, %mw: tensor<3xf32>, %vw: tensor<3xf32>, %tw: tensor<2xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>) {
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[TW]] : tensor<2xf32>) variance_weights(%[[TW]] : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {use_batch = false} : tensor<2x3x4x5xf32>
  %0 = norm.switchable_norm %x mean_weights(%tw : tensor<2xf32>) variance_weights(%tw : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {use_batch = false} : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {unbiased_variance = false} : tensor<2x3x4x5xf32>
  %1 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {unbiased_variance = false} : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf32>) running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 1.000000e-01 {momentum_convention = #norm.momentum_convention<torch>} : tensor<2x3x4x5xf32>
  %2:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 momentum = 1.000000e-01 {momentum_convention = #norm.momentum_convention<torch>} : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf32>) running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {use_running_stats} : tensor<2x3x4x5xf32>
  %3:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {use_running_stats} : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf32>) running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<2x3x4x5xf32>
  %4 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<2x3x4x5xf32>
  // CHECK: norm.switchable_norm %[[X]] mean_weights(%[[MW]] : tensor<3xf32>) variance_weights(%[[VW]] : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3x4x5xf32>
  %5 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3x4x5xf32>
  return
}

// What is equal to the default is not printed.
// CHECK-LABEL: func.func @switchable_norm_defaults(
func.func @switchable_norm_defaults(%x: tensor<2x3x4x5xf32>, %w: tensor<3xf32>) -> tensor<3xf32> {
  // CHECK: norm.switchable_norm {{.*}} channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  %0:3 = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) running_mean(%w : tensor<3xf32>) running_variance(%w : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.9 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_variance = true, use_batch = true, update_running_stats = true} : tensor<2x3x4x5xf32>
  return %0#1 : tensor<3xf32>
}

// A running statistic comes back in its own type.
// CHECK-LABEL: func.func @switchable_norm_element_types(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<2x3x4xf64>, %[[B:[^:]+]]: tensor<2x3x4xbf16>, %[[C:[^:]+]]: tensor<2x3x4xf16>,
// CHECK-SAME:    %[[D:[^:]+]]: tensor<3xf64>, %[[E:[^:]+]]: tensor<3xf32>, %[[F:[^:]+]]: tensor<3xbf16>,
// CHECK-SAME:    %[[G:[^:]+]]: tensor<3xf16>) -> (tensor<3xbf16>, tensor<3xf64>
func.func @switchable_norm_element_types(%a: tensor<2x3x4xf64>, %b: tensor<2x3x4xbf16>, %c: tensor<2x3x4xf16>, %d: tensor<3xf64>, %e: tensor<3xf32>, %f: tensor<3xbf16>, %g: tensor<3xf16>) -> (tensor<3xbf16>, tensor<3xf64>) {
  // CHECK: norm.switchable_norm %[[A]] mean_weights(%[[D]] : tensor<3xf64>) variance_weights(%[[D]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf64>
  %0 = norm.switchable_norm %a mean_weights(%d : tensor<3xf64>) variance_weights(%d : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf64>
  // CHECK: norm.switchable_norm %[[B]] scale(%[[F]] : tensor<3xbf16>) mean_weights(%[[E]] : tensor<3xf32>) variance_weights(%[[F]] : tensor<3xbf16>) running_mean(%[[F]] : tensor<3xbf16>) running_variance(%[[D]] : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xbf16>
  %1:3 = norm.switchable_norm %b scale(%f : tensor<3xbf16>) mean_weights(%e : tensor<3xf32>) variance_weights(%f : tensor<3xbf16>) running_mean(%f : tensor<3xbf16>) running_variance(%d : tensor<3xf64>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xbf16>
  // CHECK: norm.switchable_norm %[[C]] bias(%[[G]] : tensor<3xf16>) mean_weights(%[[G]] : tensor<3xf16>) variance_weights(%[[E]] : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf16>
  %2 = norm.switchable_norm %c bias(%g : tensor<3xf16>) mean_weights(%g : tensor<3xf16>) variance_weights(%e : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 : tensor<2x3x4xf16>
  return %1#1, %1#2 : tensor<3xbf16>, tensor<3xf64>
}

// Any axis may be the channel; the batch has no axis, one or several.
// CHECK-LABEL: func.func @switchable_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<3x0xf32>, %[[B:[^:]+]]: tensor<2x?x?x?xf32>, %[[C:[^:]+]]: tensor<?x2x3x4x5x6xf32>,
// CHECK-SAME:    %[[S:[^:]+]]: tensor<3xf32>, %[[D:[^:]+]]: tensor<?xf32>) -> (tensor<?xf32>, tensor<3xf32>
func.func @switchable_norm_shapes(%a: tensor<3x0xf32>, %b: tensor<2x?x?x?xf32>, %c: tensor<?x2x3x4x5x6xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) -> (tensor<?xf32>, tensor<3xf32>) {
  // CHECK: norm.switchable_norm %[[A]] mean_weights(%[[S]] : tensor<3xf32>) variance_weights(%[[S]] : tensor<3xf32>) channel_axis = 0 axes = [1] epsilon = 1.000000e-05 : tensor<3x0xf32>
  %0 = norm.switchable_norm %a mean_weights(%s : tensor<3xf32>) variance_weights(%s : tensor<3xf32>) channel_axis = 0 axes = [1] epsilon = 1.000000e-05 : tensor<3x0xf32>
  // CHECK: norm.switchable_norm %[[B]] mean_weights(%[[D]] : tensor<?xf32>) variance_weights(%[[S]] : tensor<3xf32>) running_mean(%[[D]] : tensor<?xf32>) running_variance(%[[S]] : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 : tensor<2x?x?x?xf32>
  %1:3 = norm.switchable_norm %b mean_weights(%d : tensor<?xf32>) variance_weights(%s : tensor<3xf32>) running_mean(%d : tensor<?xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 : tensor<2x?x?x?xf32>
  // CHECK: norm.switchable_norm %[[C]] mean_weights(%[[S]] : tensor<3xf32>) variance_weights(%[[D]] : tensor<?xf32>) channel_axis = 2 axes = [1, 4] epsilon = 1.000000e-05 : tensor<?x2x3x4x5x6xf32>
  %2 = norm.switchable_norm %c mean_weights(%s : tensor<3xf32>) variance_weights(%d : tensor<?xf32>) channel_axis = 2 axes = [1, 4] epsilon = 1.000000e-05 : tensor<?x2x3x4x5x6xf32>
  return %1#1, %1#2 : tensor<?xf32>, tensor<3xf32>
}

// Rows of features have no instance: the layer and the batch are mixed.
// CHECK-LABEL: func.func @switchable_norm_rows(
// CHECK:         norm.switchable_norm %{{.+}} mean_weights(%{{.+}} : tensor<2xf32>) variance_weights(%{{.+}} : tensor<2xf32>) channel_axis = 1 axes = [] epsilon = 1.000000e-05 : tensor<4x3xf32>
func.func @switchable_norm_rows(%x: tensor<4x3xf32>, %w: tensor<2xf32>) -> tensor<4x3xf32> {
  %y = norm.switchable_norm %x mean_weights(%w : tensor<2xf32>) variance_weights(%w : tensor<2xf32>) channel_axis = 1 axes = [] epsilon = 1.000000e-05 : tensor<4x3xf32>
  return %y : tensor<4x3xf32>
}
