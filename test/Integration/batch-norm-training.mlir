// Running statistics of batch normalization over several steps, against values computed
// with NumPy from the formulas of nn.BatchNorm and ONNX BatchNormalization-15.
// RUN: norm-runner %s --entry=torch --verify --precision=4 | FileCheck %s --check-prefix=TORCH
// RUN: norm-runner %s --entry=cumulative --verify --precision=4 | FileCheck %s --check-prefix=CUMULATIVE
// RUN: norm-runner %s --entry=onnx --verify --precision=4 | FileCheck %s --check-prefix=ONNX
// RUN: norm-runner %s --entry=used_and_updated --verify --precision=4 | FileCheck %s --check-prefix=USED_AND_UPDATED
// RUN: norm-runner %s --entry=only_read --verify --precision=4 | FileCheck %s --check-prefix=ONLY_READ
// RUN: norm-runner %s --entry=nchw --verify --precision=4 | FileCheck %s --check-prefix=NCHW
// RUN: norm-runner %s --entry=nhwc --verify --precision=4 | FileCheck %s --check-prefix=NHWC

// Momentum 0.1 in torch's sense: three batches.
// TORCH: result 0: {{.*}}ok
// TORCH: result 1: {{.*}}ok
// TORCH: result 2: {{.*}}ok
// TORCH: -1.063{{ *}}-0.7977
// TORCH: 1.2891{{ *}}1.7094
// TORCH: -0.882{{ *}}-0.5698
// TORCH: 0.6559{{ *}}-0.3419
// TORCH: 0.3367{{ *}}-0.0937
// TORCH: 1.8674{{ *}}1.0628
func.func @torch() -> (tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x0 = arith.constant dense<[[0.75, 0.75], [-0.5, -0.0], [1.25, -0.5], [0.25, -0.0]]> : tensor<4x2xf32>
  %x1 = arith.constant dense<[[2.25, 0.25], [0.75, 1.5], [1.25, -0.75], [2.75, -1.5]]> : tensor<4x2xf32>
  %x2 = arith.constant dense<[[-1.5, -1.75], [5.0, 1.0], [-1.0, -1.5], [3.25, -1.25]]> : tensor<4x2xf32>
  %m = arith.constant dense<0.0> : tensor<2xf32>
  %v = arith.constant dense<1.0> : tensor<2xf32>
  %0:3 = norm.batch_norm_training %x0 running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<4x2xf32>
  %1:3 = norm.batch_norm_training %x1 running_mean(%0#1 : tensor<2xf32>) running_variance(%0#2 : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<4x2xf32>
  %2:3 = norm.batch_norm_training %x2 running_mean(%1#1 : tensor<2xf32>) running_variance(%1#2 : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<4x2xf32>
  return %2#0, %2#1, %2#2 : tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// No momentum: the average of all batches, by the counter.
// CUMULATIVE: result 0: {{.*}}ok
// CUMULATIVE: result 1: {{.*}}ok
// CUMULATIVE: result 2: {{.*}}ok
// CUMULATIVE: -1.063{{ *}}-0.7977
// CUMULATIVE: 1.2891{{ *}}1.7094
// CUMULATIVE: -0.882{{ *}}-0.5698
// CUMULATIVE: 0.6559{{ *}}-0.3419
// CUMULATIVE: 1.2083{{ *}}-0.3125
// CUMULATIVE: 3.8576{{ *}}1.1858
// CUMULATIVE: 3
func.func @cumulative() -> (tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<i64>) {
  %x0 = arith.constant dense<[[0.75, 0.75], [-0.5, -0.0], [1.25, -0.5], [0.25, -0.0]]> : tensor<4x2xf32>
  %x1 = arith.constant dense<[[2.25, 0.25], [0.75, 1.5], [1.25, -0.75], [2.75, -1.5]]> : tensor<4x2xf32>
  %x2 = arith.constant dense<[[-1.5, -1.75], [5.0, 1.0], [-1.0, -1.5], [3.25, -1.25]]> : tensor<4x2xf32>
  %m = arith.constant dense<0.0> : tensor<2xf32>
  %v = arith.constant dense<1.0> : tensor<2xf32>
  %n = arith.constant dense<0> : tensor<i64>
  %0:4 = norm.batch_norm_training %x0 running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<4x2xf32>
  %1:4 = norm.batch_norm_training %x1 running_mean(%0#1 : tensor<2xf32>) running_variance(%0#2 : tensor<2xf32>) num_batches_tracked(%0#3 : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<4x2xf32>
  %2:4 = norm.batch_norm_training %x2 running_mean(%1#1 : tensor<2xf32>) running_variance(%1#2 : tensor<2xf32>) num_batches_tracked(%1#3 : tensor<i64>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<4x2xf32>
  return %2#0, %2#1, %2#2, %2#3 : tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<i64>
}

// Momentum 0.75 in ONNX's sense, and the population variance.
// ONNX: result 0: {{.*}}ok
// ONNX: result 1: {{.*}}ok
// ONNX: result 2: {{.*}}ok
// ONNX: -1.063{{ *}}-0.7977
// ONNX: 1.2891{{ *}}1.7094
// ONNX: -0.882{{ *}}-0.5698
// ONNX: 0.6559{{ *}}-0.3419
// ONNX: 0.749{{ *}}-0.2334
// ONNX: 2.507{{ *}}0.988
func.func @onnx() -> (tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x0 = arith.constant dense<[[0.75, 0.75], [-0.5, -0.0], [1.25, -0.5], [0.25, -0.0]]> : tensor<4x2xf32>
  %x1 = arith.constant dense<[[2.25, 0.25], [0.75, 1.5], [1.25, -0.75], [2.75, -1.5]]> : tensor<4x2xf32>
  %x2 = arith.constant dense<[[-1.5, -1.75], [5.0, 1.0], [-1.0, -1.5], [3.25, -1.25]]> : tensor<4x2xf32>
  %m = arith.constant dense<0.0> : tensor<2xf32>
  %v = arith.constant dense<1.0> : tensor<2xf32>
  %0:3 = norm.batch_norm_training %x0 running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 7.500000e-01 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<4x2xf32>
  %1:3 = norm.batch_norm_training %x1 running_mean(%0#1 : tensor<2xf32>) running_variance(%0#2 : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 7.500000e-01 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<4x2xf32>
  %2:3 = norm.batch_norm_training %x2 running_mean(%1#1 : tensor<2xf32>) running_variance(%1#2 : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 7.500000e-01 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<4x2xf32>
  return %2#0, %2#1, %2#2 : tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// Normalized with the running statistics before the update, which goes on.
// USED_AND_UPDATED: result 0: {{.*}}ok
// USED_AND_UPDATED: result 1: {{.*}}ok
// USED_AND_UPDATED: result 2: {{.*}}ok
// USED_AND_UPDATED: -2.7673{{ *}}-1.5812
// USED_AND_UPDATED: 4.4729{{ *}}0.9719
// USED_AND_UPDATED: -2.2103{{ *}}-1.3491
// USED_AND_UPDATED: 2.5236{{ *}}-1.117
// USED_AND_UPDATED: 1.2109{{ *}}-0.4609
// USED_AND_UPDATED: 5.4941{{ *}}1.3822
func.func @used_and_updated() -> (tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x0 = arith.constant dense<[[0.75, 0.75], [-0.5, -0.0], [1.25, -0.5], [0.25, -0.0]]> : tensor<4x2xf32>
  %x1 = arith.constant dense<[[2.25, 0.25], [0.75, 1.5], [1.25, -0.75], [2.75, -1.5]]> : tensor<4x2xf32>
  %x2 = arith.constant dense<[[-1.5, -1.75], [5.0, 1.0], [-1.0, -1.5], [3.25, -1.25]]> : tensor<4x2xf32>
  %m = arith.constant dense<0.0> : tensor<2xf32>
  %v = arith.constant dense<1.0> : tensor<2xf32>
  %0:3 = norm.batch_norm_training %x0 running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 5.000000e-01 {use_running_stats} : tensor<4x2xf32>
  %1:3 = norm.batch_norm_training %x1 running_mean(%0#1 : tensor<2xf32>) running_variance(%0#2 : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 5.000000e-01 {use_running_stats} : tensor<4x2xf32>
  %2:3 = norm.batch_norm_training %x2 running_mean(%1#1 : tensor<2xf32>) running_variance(%1#2 : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 5.000000e-01 {use_running_stats} : tensor<4x2xf32>
  return %2#0, %2#1, %2#2 : tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// Evaluation; the saved statistics are the running ones.
// ONLY_READ: result 0: {{.*}}ok
// ONLY_READ: result 1: {{.*}}ok
// ONLY_READ: result 2: {{.*}}ok
// ONLY_READ: 0.875{{ *}}0.8839
// ONLY_READ: 0.125{{ *}}1.7678
// ONLY_READ: 0.375{{ *}}0.1768
// ONLY_READ: 1.125{{ *}}-0.3536
// ONLY_READ: 0.5{{ *}}-1.
// ONLY_READ: 0.5{{ *}}0.7071
func.func @only_read() -> (tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[2.25, 0.25], [0.75, 1.5], [1.25, -0.75], [2.75, -1.5]]> : tensor<4x2xf32>
  %m = arith.constant dense<[0.5, -1.0]> : tensor<2xf32>
  %v = arith.constant dense<[4.0, 2.0]> : tensor<2xf32>
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, update_running_stats = false, use_running_stats} : tensor<4x2xf32>
  return %0#0, %0#1, %0#2 : tensor<4x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// Four axes, the channel second.
// NCHW: result 0: {{.*}}ok
// NCHW: result 1: {{.*}}ok
// NCHW: result 2: {{.*}}ok
// NCHW: -1.4105{{ *}}1.3195
// NCHW: -1.2556{{ *}}-0.3304
// NCHW: 0.4095{{ *}}-0.3185
// NCHW: 0.0661{{ *}}1.5199
// NCHW: -0.5625{{ *}}-0.125
// NCHW: 0.728{{ *}}0.5287
func.func @nchw() -> (tensor<2x2x1x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[[-2.5, 1.25]], [[-2.5, -0.75]]], [[[-0.0, -1.0]], [[-0.0, 2.75]]]]> : tensor<2x2x1x2xf32>
  %0:3 = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.000000e-05 {return_statistics} : tensor<2x2x1x2xf32>
  return %0#0, %0#1, %0#2 : tensor<2x2x1x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// Four axes, the channel last.
// NHWC: result 0: {{.*}}ok
// NHWC: result 1: {{.*}}ok
// NHWC: result 2: {{.*}}ok
// NHWC: -1.4105{{ *}}-1.2556
// NHWC: 1.3195{{ *}}-0.3304
// NHWC: 0.4095{{ *}}0.0661
// NHWC: -0.3185{{ *}}1.5199
// NHWC: -0.5625{{ *}}-0.125
// NHWC: 0.728{{ *}}0.5287
func.func @nhwc() -> (tensor<2x1x2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[[-2.5, -2.5], [1.25, -0.75]]], [[[-0.0, -0.0], [-1.0, 2.75]]]]> : tensor<2x1x2x2xf32>
  %0:3 = norm.batch_norm_training %x channel_axis = 3 epsilon = 1.000000e-05 {return_statistics} : tensor<2x1x2x2xf32>
  return %0#0, %0#1, %0#2 : tensor<2x1x2x2xf32>, tensor<2xf32>, tensor<2xf32>
}
