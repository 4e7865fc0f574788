// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s
// RUN: norm-opt %s -norm-generalize -convert-norm-to-linalg -canonicalize | FileCheck %s --check-prefix=LOWERED

// Every form of batch normalization is printed as it was written, through text,
// generic text and bytecode. All of them lower to linalg:
// nothing but norm.require is left.
// LOWERED-NOT: = norm.

// CHECK-LABEL: func.func @batch_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[VAR:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>
func.func @batch_norm_example(%x: tensor<2x3x4x5xf32>, %mean: tensor<3xf32>, %var: tensor<3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x4x5xf32> {
  // CHECK: norm.batch_norm %[[X]] mean(%[[MEAN]] : tensor<3xf32>) variance(%[[VAR]] : tensor<3xf32>) scale(%[[W]] : tensor<3xf32>) bias(%[[B]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  %y = norm.batch_norm %x mean(%mean : tensor<3xf32>) variance(%var : tensor<3xf32>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  return %y : tensor<2x3x4x5xf32>
}

// CHECK-LABEL: func.func @batch_norm_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>
func.func @batch_norm_operands(%x: tensor<2x3xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>, %w: tensor<3xf32>, %b: tensor<3xf32>) {
  // CHECK: norm.batch_norm %[[X]] mean(%[[M]] : tensor<3xf32>) variance(%[[V]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  %0 = norm.batch_norm %x mean(%m : tensor<3xf32>) variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  // CHECK: norm.batch_norm %[[X]] mean(%[[M]] : tensor<3xf32>) variance(%[[V]] : tensor<3xf64>) scale(%[[W]] : tensor<3xf32>) channel_axis = 1 epsilon = 0.000000e+00 : tensor<2x3xf32>
  %1 = norm.batch_norm %x mean(%m : tensor<3xf32>) variance(%v : tensor<3xf64>) scale(%w : tensor<3xf32>) channel_axis = 1 epsilon = 0.000000e+00 : tensor<2x3xf32>
  // CHECK: norm.batch_norm %[[X]] mean(%[[M]] : tensor<3xf32>) variance(%[[V]] : tensor<3xf64>) bias(%[[B]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 {note = "kept"} : tensor<2x3xf32>
  %2 = norm.batch_norm %x mean(%m : tensor<3xf32>) variance(%v : tensor<3xf64>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 {note = "kept"} : tensor<2x3xf32>
  return
}

// CHECK-LABEL: func.func @batch_norm_element_types(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<2x3xf64>, %[[B:[^:]+]]: tensor<2x3xbf16>, %[[C:[^:]+]]: tensor<2x3xf16>,
// CHECK-SAME:    %[[D:[^:]+]]: tensor<3xf64>, %[[E:[^:]+]]: tensor<3xf32>, %[[F:[^:]+]]: tensor<3xbf16>,
// CHECK-SAME:    %[[G:[^:]+]]: tensor<3xf16>
func.func @batch_norm_element_types(%a: tensor<2x3xf64>, %b: tensor<2x3xbf16>, %c: tensor<2x3xf16>, %d: tensor<3xf64>, %e: tensor<3xf32>, %f: tensor<3xbf16>, %g: tensor<3xf16>) {
  // CHECK: norm.batch_norm %[[A]] mean(%[[D]] : tensor<3xf64>) variance(%[[D]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf64>
  %0 = norm.batch_norm %a mean(%d : tensor<3xf64>) variance(%d : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf64>
  // CHECK: norm.batch_norm %[[B]] mean(%[[F]] : tensor<3xbf16>) variance(%[[E]] : tensor<3xf32>) scale(%[[F]] : tensor<3xbf16>) bias(%[[D]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xbf16>
  %1 = norm.batch_norm %b mean(%f : tensor<3xbf16>) variance(%e : tensor<3xf32>) scale(%f : tensor<3xbf16>) bias(%d : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xbf16>
  // CHECK: norm.batch_norm %[[C]] mean(%[[G]] : tensor<3xf16>) variance(%[[G]] : tensor<3xf16>) scale(%[[E]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf16>
  %2 = norm.batch_norm %c mean(%g : tensor<3xf16>) variance(%g : tensor<3xf16>) scale(%e : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf16>
  return
}

// The channel may be the first, a middle or the last axis.
// CHECK-LABEL: func.func @batch_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<3x0xf32>, %[[B:[^:]+]]: tensor<2x?x?x3xf32>,
// CHECK-SAME:    %[[C:[^:]+]]: tensor<1x2x3x?x5x6xf32>, %[[S:[^:]+]]: tensor<3xf32>, %[[D:[^:]+]]: tensor<?xf32>
func.func @batch_norm_shapes(%a: tensor<3x0xf32>, %b: tensor<2x?x?x3xf32>, %c: tensor<1x2x3x?x5x6xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) {
  // CHECK: norm.batch_norm %[[A]] mean(%[[S]] : tensor<3xf32>) variance(%[[S]] : tensor<3xf32>) channel_axis = 0 epsilon = 1.000000e-05 : tensor<3x0xf32>
  %0 = norm.batch_norm %a mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 0 epsilon = 1.000000e-05 : tensor<3x0xf32>
  // CHECK: norm.batch_norm %[[B]] mean(%[[S]] : tensor<3xf32>) variance(%[[D]] : tensor<?xf32>) channel_axis = 3 epsilon = 1.000000e-05 : tensor<2x?x?x3xf32>
  %1 = norm.batch_norm %b mean(%s : tensor<3xf32>) variance(%d : tensor<?xf32>) channel_axis = 3 epsilon = 1.000000e-05 : tensor<2x?x?x3xf32>
  // CHECK: norm.batch_norm %[[C]] mean(%[[D]] : tensor<?xf32>) variance(%[[S]] : tensor<3xf32>) channel_axis = 3 epsilon = 1.000000e-05 : tensor<1x2x3x?x5x6xf32>
  %2 = norm.batch_norm %c mean(%d : tensor<?xf32>) variance(%s : tensor<3xf32>) channel_axis = 3 epsilon = 1.000000e-05 : tensor<1x2x3x?x5x6xf32>
  return
}

// CHECK-LABEL: func.func @batch_norm_training_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[VAR:[^:]+]]: tensor<3xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>
func.func @batch_norm_training_example(%x: tensor<2x3x4x5xf32>, %mean: tensor<3xf32>, %var: tensor<3xf32>) -> (tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>) {
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[MEAN]] : tensor<3xf32>) running_variance(%[[VAR]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3x4x5xf32>
  %y, %new_mean, %new_var = norm.batch_norm_training %x running_mean(%mean : tensor<3xf32>) running_variance(%var : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3x4x5xf32>
  return %y, %new_mean, %new_var : tensor<2x3x4x5xf32>, tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>, %[[N:[^:]+]]: tensor<i64>
func.func @batch_norm_training_operands(%x: tensor<2x3xf32>, %w: tensor<3xf32>, %b: tensor<3xf64>, %m: tensor<3xf32>, %v: tensor<3xf64>, %n: tensor<i64>) {
  // CHECK: norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  %0 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] scale(%[[W]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  %1 = norm.batch_norm_training %x scale(%w : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] bias(%[[B]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3xf32>
  %2 = norm.batch_norm_training %x bias(%b : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] num_batches_tracked(%[[N]] : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  %3:2 = norm.batch_norm_training %x num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) num_batches_tracked(%[[N]] : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  %4:4 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] scale(%[[W]] : tensor<3xf32>) bias(%[[B]] : tensor<3xf64>) running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) num_batches_tracked(%[[N]] : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3xf32>
  %5:4 = norm.batch_norm_training %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf64>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3xf32>
  return
}

// The order of the results: mean and rstd in the compute type, the running
// statistics in their own types, the counter.
// CHECK-LABEL: func.func @batch_norm_training_results(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xbf16>, %[[M:[^:]+]]: tensor<3xbf16>, %[[V:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[N:[^:]+]]: tensor<i64>) -> (tensor<2x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xbf16>, tensor<3xf64>, tensor<i64>
func.func @batch_norm_training_results(%x: tensor<2x3xbf16>, %m: tensor<3xbf16>, %v: tensor<3xf64>, %n: tensor<i64>) -> (tensor<2x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xbf16>, tensor<3xf64>, tensor<i64>) {
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<3xbf16>) running_variance(%[[V]] : tensor<3xf64>) num_batches_tracked(%[[N]] : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xbf16>
  %0:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xbf16>) running_variance(%v : tensor<3xf64>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xbf16>
  return %0#0, %0#1, %0#2, %0#3, %0#4, %0#5 : tensor<2x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xbf16>, tensor<3xf64>, tensor<i64>
}

// CHECK-LABEL: func.func @batch_norm_training_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[M:[^:]+]]: tensor<3xf32>
func.func @batch_norm_training_attributes(%x: tensor<2x3xf32>, %m: tensor<3xf32>) {
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[M]] : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 9.000000e-01 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<2x3xf32>
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%m : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 9.000000e-01 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xf32>
  %1:3 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 {process_group = array<i64: 3, 0, 7>} : tensor<2x3xf32>
  %2 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 {process_group = array<i64: 3, 0, 7>} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 {process_group = array<i64>} : tensor<2x3xf32>
  %3 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 {process_group = array<i64>} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3xf32>
  %4 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] channel_axis = 1 epsilon = 1.000000e-05 {accumulator = f64, estimator = #norm.estimator<shifted>} : tensor<2x3xf32>
  %5 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 {accumulator = f64, estimator = #norm.estimator<shifted>} : tensor<2x3xf32>
  return
}

// CHECK-LABEL: func.func @batch_norm_training_element_types(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<2x3xf64>, %[[B:[^:]+]]: tensor<2x3xf16>, %[[D:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[E:[^:]+]]: tensor<3xf32>, %[[G:[^:]+]]: tensor<3xf16>) -> (tensor<3xf64>, tensor<3xf32>
func.func @batch_norm_training_element_types(%a: tensor<2x3xf64>, %b: tensor<2x3xf16>, %d: tensor<3xf64>, %e: tensor<3xf32>, %g: tensor<3xf16>) -> (tensor<3xf64>, tensor<3xf32>) {
  // CHECK: norm.batch_norm_training %[[A]] scale(%[[D]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xf64>
  %0:3 = norm.batch_norm_training %a scale(%d : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xf64>
  // CHECK: norm.batch_norm_training %[[B]] scale(%[[E]] : tensor<3xf32>) bias(%[[G]] : tensor<3xf16>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xf16>
  %1:3 = norm.batch_norm_training %b scale(%e : tensor<3xf32>) bias(%g : tensor<3xf16>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x3xf16>
  return %0#1, %1#2 : tensor<3xf64>, tensor<3xf32>
}

// The channel may be the first, a middle or the last axis, and a running
// statistic keeps its own type where the input states less or more.
// CHECK-LABEL: func.func @batch_norm_training_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<3x0xf32>, %[[B:[^:]+]]: tensor<2x?x?x?xf32>,
// CHECK-SAME:    %[[C:[^:]+]]: tensor<1x2x3x4x5x6xf32>, %[[S:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[D:[^:]+]]: tensor<?xf32>) -> (tensor<3xf32>, tensor<?xf32>, tensor<?xf32>, tensor<3xf32>
func.func @batch_norm_training_shapes(%a: tensor<3x0xf32>, %b: tensor<2x?x?x?xf32>, %c: tensor<1x2x3x4x5x6xf32>, %s: tensor<3xf32>, %d: tensor<?xf32>) -> (tensor<3xf32>, tensor<?xf32>, tensor<?xf32>, tensor<3xf32>) {
  // CHECK: norm.batch_norm_training %[[A]] channel_axis = 0 epsilon = 1.000000e-05 {return_statistics} : tensor<3x0xf32>
  %0:3 = norm.batch_norm_training %a channel_axis = 0 epsilon = 1.000000e-05 {return_statistics} : tensor<3x0xf32>
  // CHECK: norm.batch_norm_training %[[B]] running_mean(%[[D]] : tensor<?xf32>) running_variance(%[[S]] : tensor<3xf32>) channel_axis = 3 epsilon = 1.000000e-05 momentum = 1.000000e-01 {return_statistics} : tensor<2x?x?x?xf32>
  %1:5 = norm.batch_norm_training %b running_mean(%d : tensor<?xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 3 epsilon = 1.000000e-05 momentum = 1.000000e-01 {return_statistics} : tensor<2x?x?x?xf32>
  // CHECK: norm.batch_norm_training %[[C]] scale(%[[S]] : tensor<3xf32>) channel_axis = 2 epsilon = 1.000000e-05 : tensor<1x2x3x4x5x6xf32>
  %2 = norm.batch_norm_training %c scale(%s : tensor<3xf32>) channel_axis = 2 epsilon = 1.000000e-05 : tensor<1x2x3x4x5x6xf32>
  return %0#1, %1#1, %1#3, %1#4 : tensor<3xf32>, tensor<?xf32>, tensor<?xf32>, tensor<3xf32>
}

// Which statistics are used and whether running ones are updated.
// CHECK-LABEL: func.func @batch_norm_training_running_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3xf32>, %[[M:[^:]+]]: tensor<3xf32>, %[[V:[^:]+]]: tensor<3xf64>,
// CHECK-SAME:    %[[N:[^:]+]]: tensor<i64>, %[[Z:[^:]+]]: tensor<1x3xf32>
func.func @batch_norm_training_running_statistics(%x: tensor<2x3xf32>, %m: tensor<3xf32>, %v: tensor<3xf64>, %n: tensor<i64>, %z: tensor<1x3xf32>) {
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) num_batches_tracked(%[[N]] : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, use_running_stats} : tensor<2x3xf32>
  %0:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, use_running_stats} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<2x3xf32>
  %1:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 {update_running_stats = true} : tensor<2x3xf32>
  // CHECK: norm.batch_norm_training %[[X]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, update_running_stats = false, use_running_stats} : tensor<2x3xf32>
  %2:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, update_running_stats = false, use_running_stats} : tensor<2x3xf32>
  // What is only read needs no second value.
  // CHECK: norm.batch_norm_training %[[Z]] running_mean(%[[M]] : tensor<3xf32>) running_variance(%[[V]] : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<1x3xf32>
  %3 = norm.batch_norm_training %z running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<1x3xf32>
  return
}
