// RUN: norm-opt %s -inline | FileCheck %s --check-prefix=INLINE
// RUN: norm-opt %s -cse | FileCheck %s --check-prefix=CSE
// RUN: norm-opt %s -canonicalize | FileCheck %s --check-prefix=DEAD
// RUN: norm-opt %s -loop-invariant-code-motion | FileCheck %s --check-prefix=HOIST

// What upstream's passes do by the ops' interfaces: inline every op, merge equal
// ones, erase dead ones, move them out of loops. Only norm.require stays put.

func.func private @callee(%x: tensor<3x4xf32>, %s: tensor<4xf32>, %w: tensor<3xf32>, %n: tensor<3xi64>, %c: i1) -> (tensor<3x4xf32>, tensor<4xf64>) {
  norm.require %c, "expects"
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %1 = norm.rms_norm %0 axes = [1] : tensor<3x4xf32>
  %2 = norm.batch_norm %1 mean(%s : tensor<4xf32>) variance(%s : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<3x4xf32>
  %3 = norm.batch_norm_training %2 channel_axis = 1 epsilon = 1.0e-5 : tensor<3x4xf32>
  %g = norm.group_norm %3 num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<3x4xf32>
  %i = norm.instance_norm %g channel_axis = 1 axes = [0] epsilon = 1.0e-5 : tensor<3x4xf32>
  %8 = norm.switchable_norm %i mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 0 axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %4:2 = norm.stats <moments> %8 axes = [1] : tensor<3x4xf32>
  %5 = norm.apply %8 rstd(%4#1 : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  %6 = arith.constant dense<0.0> : tensor<3x4xf64>
  %7:3 = norm.merge_stats %6, %6 counts(%n : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %5, %7#0 : tensor<3x4xf32>, tensor<4xf64>
}

// INLINE-LABEL: func.func @inline(
// INLINE-NOT:     call
// INLINE:         norm.require
// INLINE:         norm.layer_norm
// INLINE:         norm.rms_norm
// INLINE:         norm.batch_norm %
// INLINE:         norm.batch_norm_training
// INLINE:         norm.group_norm
// INLINE:         norm.instance_norm
// INLINE:         norm.switchable_norm
// INLINE:         norm.stats
// INLINE:         norm.apply
// INLINE:         norm.merge_stats
// INLINE-NOT:     call
// INLINE:         return
func.func @inline(%x: tensor<3x4xf32>, %s: tensor<4xf32>, %w: tensor<3xf32>, %n: tensor<3xi64>, %c: i1) -> (tensor<3x4xf32>, tensor<4xf64>) {
  %0:2 = call @callee(%x, %s, %w, %n, %c) : (tensor<3x4xf32>, tensor<4xf32>, tensor<3xf32>, tensor<3xi64>, i1) -> (tensor<3x4xf32>, tensor<4xf64>)
  return %0#0, %0#1 : tensor<3x4xf32>, tensor<4xf64>
}

// Ops that differ in one attribute only do not merge.
// CSE-LABEL:  func.func @cse(
// CSE:          norm.layer_norm
// CSE-NOT:      norm.layer_norm
// CSE:          norm.batch_norm_training
// CSE-NOT:      norm.batch_norm_training
// CSE:          norm.stats
// CSE-NEXT:     norm.stats {{.*}}two_pass
// CSE-NOT:      norm.stats
// CSE:          return
func.func @cse(%x: tensor<3x4xf32>, %s: tensor<4xf32>) -> (tensor<3x4xf32>, tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>) {
  %0 = norm.layer_norm %x scale(%s : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %1 = norm.layer_norm %x scale(%s : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %2:3 = norm.batch_norm_training %x running_mean(%s : tensor<4xf32>) running_variance(%s : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<3x4xf32>
  %3:3 = norm.batch_norm_training %x running_mean(%s : tensor<4xf32>) running_variance(%s : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<3x4xf32>
  %4:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf32>
  %5:2 = norm.stats <moments> %x axes = [1] {estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
  %6:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf32>
  return %0, %1, %2#1, %3#2, %4#0, %5#0, %6#1 : tensor<3x4xf32>, tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>
}

// DEAD-LABEL: func.func @dead(
// DEAD-NEXT:    norm.require
// DEAD-NEXT:    return
func.func @dead(%x: tensor<3x4xf32>, %z: tensor<2x3x4xf32>, %s: tensor<4xf32>, %m: tensor<3x4xf64>, %n: tensor<3xi64>, %c: i1) {
  norm.require %c, "expects"
  %0:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xf32>
  %1 = norm.rms_norm %x axes = [1] : tensor<3x4xf32>
  %2 = norm.batch_norm %x mean(%s : tensor<4xf32>) variance(%s : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<3x4xf32>
  %3:3 = norm.batch_norm_training %x running_mean(%s : tensor<4xf32>) running_variance(%s : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<3x4xf32>
  %4:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf32>
  %5:3 = norm.merge_stats %m, %m counts(%n : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  %6 = norm.apply %x rstd(%4#0 : tensor<3xf64>) statistics_axes = [0] affine_axes = [] : tensor<3x4xf32>
  %7:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xf32>
  %8:3 = norm.instance_norm %x running_mean(%s : tensor<4xf32>) running_variance(%s : tensor<4xf32>) channel_axis = 1 axes = [0] epsilon = 1.0e-5 momentum = 0.5 : tensor<3x4xf32>
  %17:2 = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0 {return_statistics} : tensor<3x4xf32>
  %18 = norm.weight_norm %x scale(%s : tensor<4xf32>) axis = 1 : tensor<3x4xf32>
  %19 = norm.local_response_norm %z channel_axis = 1 size = 3 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<2x3x4xf32>
  %20 = norm.window_stats %z axis = 1 before = 1 after = 1 : tensor<2x3x4xf32>
  return
}

// HOIST-LABEL: func.func @hoist(
// HOIST:         norm.rms_norm
// HOIST:         scf.for
// HOIST-NEXT:      norm.require
func.func @hoist(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %n: index, %c: i1) -> tensor<?x?xf32> {
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %0 = scf.for %i = %zero to %n step %one iter_args(%a = %x) -> tensor<?x?xf32> {
    norm.require %c, "expects"
    %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] : tensor<?x?xf32>
    %sum = arith.addf %a, %y : tensor<?x?xf32>
    scf.yield %sum : tensor<?x?xf32>
  }
  return %0 : tensor<?x?xf32>
}
