// Switchable normalization against values computed with NumPy from the definition of
// the authors' SwitchNorm2d: instance statistics by mean and unbiased variance, the
// layer's and the batch's as avg(variance + mean^2) - mean^2.
// RUN: norm-runner %s --entry=two_steps --verify --precision=4 | FileCheck %s --check-prefix=TWO_STEPS
// RUN: norm-runner %s --entry=nhwc --verify --precision=4 | FileCheck %s --check-prefix=NHWC
// RUN: norm-runner %s --entry=evaluation --verify --precision=4 | FileCheck %s --check-prefix=EVALUATION
// RUN: norm-runner %s --entry=two_way_biased --verify --precision=4 | FileCheck %s --check-prefix=TWO_WAY_BIASED
// RUN: norm-runner %s --entry=instance_only --verify --precision=4 | FileCheck %s --check-prefix=INSTANCE_ONLY

// Two batches in training, momentum 0.9.
// TWO_STEPS: result 0: {{.*}}ok
// TWO_STEPS: result 1: {{.*}}ok
// TWO_STEPS: result 2: {{.*}}ok
// TWO_STEPS: 1.6138{{ *}}2.4075{{ *}}-2.3545
// TWO_STEPS: 0.3439{{ *}}-1.0847{{ *}}0.5027
// TWO_STEPS: 0.4594{{ *}}-0.3869{{ *}}-0.3869
// TWO_STEPS: -0.1612{{ *}}0.3465{{ *}}-0.1048
// TWO_STEPS: -0.8416{{ *}}-1.1844{{ *}}0.9868
// TWO_STEPS: -0.8416{{ *}}2.2438{{ *}}1.6725
// TWO_STEPS: 0.6106{{ *}}-0.4264{{ *}}0.1881
// TWO_STEPS: -0.3112{{ *}}-0.3496{{ *}}0.6106
// TWO_STEPS: 0.2727{{ *}}-1.0458
// TWO_STEPS: 2.9264{{ *}}1.503
func.func @two_steps() -> (tensor<2x2x2x3xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x0 = arith.constant dense<[[[[-0.5, -1.75, 0.5], [1.75, 3.25, 1.25]], [[-0.0, -0.5, 2.5], [4.25, 1.5, -1.5]]], [[[-1.0, 4.25, 1.5], [-2.5, 0.75, -1.25]], [[-0.25, 0.0, -0.5], [2.0, 0.75, -0.25]]]]> : tensor<2x2x2x3xf32>
  %x1 = arith.constant dense<[[[[0.25, 1.5, -6.0], [-1.75, -4.0, -1.5]], [[-4.75, -1.0, -1.0], [-2.0, -4.25, -2.25]]], [[[-4.25, -5.0, -0.25], [-4.25, 2.5, 1.25]], [[-7.0, -0.25, -4.25], [-1.0, -0.75, -7.0]]]]> : tensor<2x2x2x3xf32>
  %mw = arith.constant dense<[0.5, -0.25, 1.0]> : tensor<3xf32>
  %vw = arith.constant dense<[0.0, 2.0, -1.0]> : tensor<3xf32>
  %scale = arith.constant dense<[1.5, -0.5]> : tensor<2xf32>
  %bias = arith.constant dense<[0.25, 0.0]> : tensor<2xf32>
  %mean = arith.constant dense<[0.5, -1.0]> : tensor<2xf32>
  %variance = arith.constant dense<[2.0, 0.75]> : tensor<2xf32>
  %0:3 = norm.switchable_norm %x0 scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x2x2x3xf32>
  %1:3 = norm.switchable_norm %x1 scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%0#1 : tensor<2xf32>) running_variance(%0#2 : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x2x2x3xf32>
  return %1#0, %1#1, %1#2 : tensor<2x2x2x3xf32>, tensor<2xf32>, tensor<2xf32>
}

// The first batch with its channels last.
// NHWC: result 0: {{.*}}ok
// NHWC: result 1: {{.*}}ok
// NHWC: result 2: {{.*}}ok
// NHWC: -0.6405{{ *}}0.2093
// NHWC: -1.6077{{ *}}0.3366
// NHWC: 0.1332{{ *}}-0.4276
// NHWC: 1.1003{{ *}}-0.8734
// NHWC: 2.2608{{ *}}-0.1728
// NHWC: 0.7134{{ *}}0.5914
// NHWC: -0.853{{ *}}0.2116
// NHWC: 3.2459{{ *}}0.1401
// NHWC: 1.0989{{ *}}0.2831
// NHWC: -2.0241{{ *}}-0.432
// NHWC: 0.5133{{ *}}-0.0744
// NHWC: -1.0481{{ *}}0.2116
// NHWC: 0.5021{{ *}}-0.8333
// NHWC: 2.2508{{ *}}0.9589
func.func @nhwc() -> (tensor<2x2x3x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[[-0.5, -0.0], [-1.75, -0.5], [0.5, 2.5]], [[1.75, 4.25], [3.25, 1.5], [1.25, -1.5]]], [[[-1.0, -0.25], [4.25, 0.0], [1.5, -0.5]], [[-2.5, 2.0], [0.75, 0.75], [-1.25, -0.25]]]]> : tensor<2x2x3x2xf32>
  %mw = arith.constant dense<[0.5, -0.25, 1.0]> : tensor<3xf32>
  %vw = arith.constant dense<[0.0, 2.0, -1.0]> : tensor<3xf32>
  %scale = arith.constant dense<[1.5, -0.5]> : tensor<2xf32>
  %bias = arith.constant dense<[0.25, 0.0]> : tensor<2xf32>
  %mean = arith.constant dense<[0.5, -1.0]> : tensor<2xf32>
  %variance = arith.constant dense<[2.0, 0.75]> : tensor<2xf32>
  %0:3 = norm.switchable_norm %x scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.000000e-05 : tensor<2x2x3x2xf32>
  return %0#0, %0#1, %0#2 : tensor<2x2x3x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// The running statistics stand for the batch's.
// EVALUATION: result 0: {{.*}}ok
// EVALUATION: -0.6446{{ *}}-1.6256{{ *}}0.1401
// EVALUATION: 1.1211{{ *}}2.2982{{ *}}0.7287
// EVALUATION: -0.0152{{ *}}0.1137{{ *}}-0.6594
// EVALUATION: -1.1104{{ *}}-0.4017{{ *}}0.3714
// EVALUATION: -0.8603{{ *}}3.2983{{ *}}1.12
// EVALUATION: -2.0485{{ *}}0.5259{{ *}}-1.0584
// EVALUATION: -0.0408{{ *}}-0.1134{{ *}}0.0317
// EVALUATION: -0.6938{{ *}}-0.331{{ *}}-0.0408
func.func @evaluation() -> tensor<2x2x2x3xf32> {
  %x = arith.constant dense<[[[[-0.5, -1.75, 0.5], [1.75, 3.25, 1.25]], [[-0.0, -0.5, 2.5], [4.25, 1.5, -1.5]]], [[[-1.0, 4.25, 1.5], [-2.5, 0.75, -1.25]], [[-0.25, 0.0, -0.5], [2.0, 0.75, -0.25]]]]> : tensor<2x2x2x3xf32>
  %mw = arith.constant dense<[0.5, -0.25, 1.0]> : tensor<3xf32>
  %vw = arith.constant dense<[0.0, 2.0, -1.0]> : tensor<3xf32>
  %scale = arith.constant dense<[1.5, -0.5]> : tensor<2xf32>
  %bias = arith.constant dense<[0.25, 0.0]> : tensor<2xf32>
  %mean = arith.constant dense<[0.5, -1.0]> : tensor<2xf32>
  %variance = arith.constant dense<[2.0, 0.75]> : tensor<2xf32>
  %0 = norm.switchable_norm %x scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {update_running_stats = false, use_running_stats} : tensor<2x2x2x3xf32>
  return %0 : tensor<2x2x2x3xf32>
}

// Without the batch, variances divided by n.
// TWO_WAY_BIASED: result 0: {{.*}}ok
// TWO_WAY_BIASED: -0.8362{{ *}}-1.8997{{ *}}0.0147
// TWO_WAY_BIASED: 1.0782{{ *}}2.3545{{ *}}0.6528
// TWO_WAY_BIASED: 0.2815{{ *}}0.4202{{ *}}-0.4118
// TWO_WAY_BIASED: -0.8971{{ *}}-0.1345{{ *}}0.6975
// TWO_WAY_BIASED: -0.8601{{ *}}3.6519{{ *}}1.2885
// TWO_WAY_BIASED: -2.1492{{ *}}0.6439{{ *}}-1.075
// TWO_WAY_BIASED: 0.1695{{ *}}0.0912{{ *}}0.2477
// TWO_WAY_BIASED: -0.5344{{ *}}-0.1434{{ *}}0.1695
func.func @two_way_biased() -> tensor<2x2x2x3xf32> {
  %x = arith.constant dense<[[[[-0.5, -1.75, 0.5], [1.75, 3.25, 1.25]], [[-0.0, -0.5, 2.5], [4.25, 1.5, -1.5]]], [[[-1.0, 4.25, 1.5], [-2.5, 0.75, -1.25]], [[-0.25, 0.0, -0.5], [2.0, 0.75, -0.25]]]]> : tensor<2x2x2x3xf32>
  %mw = arith.constant dense<[1.0, -0.5]> : tensor<2xf32>
  %vw = arith.constant dense<[0.0, 2.0]> : tensor<2xf32>
  %scale = arith.constant dense<[1.5, -0.5]> : tensor<2xf32>
  %bias = arith.constant dense<[0.25, 0.0]> : tensor<2xf32>
  %0 = norm.switchable_norm %x scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) mean_weights(%mw : tensor<2xf32>) variance_weights(%vw : tensor<2xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {unbiased_variance = false, use_batch = false} : tensor<2x2x2x3xf32>
  return %0 : tensor<2x2x2x3xf32>
}

// Weights of -infinity leave instance normalization.
// INSTANCE_ONLY: result 0: {{.*}}ok
// INSTANCE_ONLY: -0.7809{{ *}}-1.5617{{ *}}-0.1562
// INSTANCE_ONLY: 0.6247{{ *}}1.5617{{ *}}0.3123
// INSTANCE_ONLY: -0.5373{{ *}}-0.7952{{ *}}0.7522
// INSTANCE_ONLY: 1.6549{{ *}}0.2364{{ *}}-1.311
// INSTANCE_ONLY: -0.5857{{ *}}1.795{{ *}}0.548
// INSTANCE_ONLY: -1.266{{ *}}0.2078{{ *}}-0.6991
// INSTANCE_ONLY: -0.6306{{ *}}-0.3395{{ *}}-0.9216
// INSTANCE_ONLY: 1.9888{{ *}}0.5336{{ *}}-0.6306
func.func @instance_only() -> tensor<2x2x2x3xf32> {
  %x = arith.constant dense<[[[[-0.5, -1.75, 0.5], [1.75, 3.25, 1.25]], [[-0.0, -0.5, 2.5], [4.25, 1.5, -1.5]]], [[[-1.0, 4.25, 1.5], [-2.5, 0.75, -1.25]], [[-0.25, 0.0, -0.5], [2.0, 0.75, -0.25]]]]> : tensor<2x2x2x3xf32>
  %w = arith.constant dense<[0.0, 0xFF800000, 0xFF800000]> : tensor<3xf32>
  %0 = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 {unbiased_variance = false} : tensor<2x2x2x3xf32>
  return %0 : tensor<2x2x2x3xf32>
}
