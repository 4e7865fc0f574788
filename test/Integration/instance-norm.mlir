// InstanceNorm: the numbers of a public PyTorch tutorial, running statistics over several steps worked out by hand.
// RUN: norm-runner %s --entry=published --verify --precision=4 | FileCheck %s --check-prefix=PUBLISHED
// RUN: norm-runner %s --entry=running --verify --precision=6 | FileCheck %s --check-prefix=RUNNING
// RUN: norm-runner %s --entry=running_onnx --verify --precision=6 | FileCheck %s --check-prefix=RUNNING
// RUN: norm-runner %s --entry=running_nhwc --verify --precision=6 | FileCheck %s --check-prefix=RUNNING
// RUN: norm-runner %s --entry=no_momentum --verify --precision=6 | FileCheck %s --check-prefix=NO_MOMENTUM
// RUN: norm-runner %s --entry=unbatched --verify --precision=4 | FileCheck %s --check-prefix=UNBATCHED
// RUN: norm-runner %s --entry=given --verify --precision=4 | FileCheck %s --check-prefix=GIVEN
// RUN: norm-runner %s --entry=frozen --verify --precision=4 | FileCheck %s --check-prefix=FROZEN
// RUN: norm-runner %s --entry=dynamic --verify --precision=4 --input=zeros@0x3x4 --input=constant:2@3 --input=constant:5@3 | FileCheck %s --check-prefix=EMPTY
// RUN: norm-runner %s --entry=dynamic --verify --precision=4 --input=zeros@2x3x0 --input=constant:2@3 --input=constant:5@3 | FileCheck %s --check-prefix=EMPTY
// RUN: not norm-runner %s --entry=dynamic --input=zeros@2x3x1 --input=zeros@3 --input=zeros@3 2>&1 | FileCheck %s --check-prefix=ONE_ELEMENT
// RUN: not norm-runner %s --entry=dynamic --input=zeros@2x3x4 --input=zeros@3 --input=zeros@4 2>&1 | FileCheck %s --check-prefix=RUNNING_SIZE

// InstanceNorm2d(3) of the (2, 3, 4, 1) view.
// PUBLISHED: result 0: {{.*}}ok
// PUBLISHED: {{\[ *}}0.7475{{ *\]}}
// PUBLISHED: {{\[ *}}-1.7061{{ *\]}}
// PUBLISHED: {{\[ *}}0.6676{{ *\]}}
// PUBLISHED: {{\[ *}}0.291{{ *\]}}
// PUBLISHED: {{\[ *}}0.1144{{ *\]}}
// PUBLISHED: {{\[ *}}-0.6476{{ *\]}}
// PUBLISHED: {{\[ *}}1.5753{{ *\]}}
// PUBLISHED: {{\[ *}}-1.0421{{ *\]}}
// PUBLISHED: {{\[ *}}-1.0278{{ *\]}}
// PUBLISHED: {{\[ *}}-0.7498{{ *\]}}
// PUBLISHED: {{\[ *}}0.2559{{ *\]}}
// PUBLISHED: {{\[ *}}1.5218{{ *\]}}
// PUBLISHED: {{\[ *}}-1.0527{{ *\]}}
// PUBLISHED: {{\[ *}}-0.8723{{ *\]}}
// PUBLISHED: {{\[ *}}1.3354{{ *\]}}
// PUBLISHED: {{\[ *}}0.5895{{ *\]}}
// PUBLISHED: {{\[ *}}-0.6403{{ *\]}}
// PUBLISHED: {{\[ *}}-1.1399{{ *\]}}
// PUBLISHED: {{\[ *}}1.4842{{ *\]}}
// PUBLISHED: {{\[ *}}0.2961{{ *\]}}
// PUBLISHED: {{\[ *}}0.7352{{ *\]}}
// PUBLISHED: {{\[ *}}-0.8236{{ *\]}}
// PUBLISHED: {{\[ *}}-1.1342{{ *\]}}
// PUBLISHED: {{\[ *}}1.2226{{ *\]}}
func.func @published() -> tensor<2x3x4x1xf32> {
  %x = arith.constant dense<[[[[0.7475000023841858], [-1.7060999870300293], [0.6675999760627747], [0.29100000858306885]], [[0.1143999993801117], [-0.647599995136261], [1.5752999782562256], [-1.042099952697754]], [[-1.0277999639511108], [-0.7498000264167786], [0.25589999556541443], [1.5218000411987305]]], [[[-1.0527000427246094], [-0.8723000288009644], [1.3353999853134155], [0.5895000100135803]], [[-0.6402999758720398], [-1.1398999691009521], [1.4842000007629395], [0.296099990606308]], [[0.7351999878883362], [-0.8235999941825867], [-1.1341999769210815], [1.222599983215332]]]]> : tensor<2x3x4x1xf32>
  %y = norm.instance_norm %x channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x3x4x1xf32>
  return %y : tensor<2x3x4x1xf32>
}

// Channel 0 has {1 3} and {5 9}: means 2 and 7, 4.5 on average; unbiased variances 2 and 8, 5 on average. Channel 1
// has {0 0} and {2 6}: 2 and 4 on average. The second step doubles the input: 9 and 4, 20 and 16. A quarter of each
// goes into running statistics that start at 0 and 1:
//   mean      0.25 * 4.5 = 1.125, 0.5               0.75 * 1.125 + 0.25 * 9 = 3.09375, 0.375 + 1 = 1.375
//   variance  0.75 + 0.25 * 5 = 2, 0.75 + 1 = 1.75  1.5 + 5 = 6.5, 1.3125 + 4 = 5.3125
// RUNNING: result 0: {{.*}}ok
// RUNNING: result 3: {{.*}}ok
// RUNNING: 1.125{{ *}}0.5
// RUNNING: 2.{{ *}}1.75
// RUNNING: 3.09375{{ *}}1.375
// RUNNING: 6.5{{ *}}5.3125
func.func @running() -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[1.0, 3.0], [0.0, 0.0]], [[5.0, 9.0], [2.0, 6.0]]]> : tensor<2x2x2xf32>
  %doubled = arith.addf %x, %x : tensor<2x2x2xf32>
  %mean = arith.constant dense<0.0> : tensor<2xf32>
  %variance = arith.constant dense<1.0> : tensor<2xf32>
  %y, %mean1, %variance1 = norm.instance_norm %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.25 : tensor<2x2x2xf32>
  %z, %mean2, %variance2 = norm.instance_norm %doubled running_mean(%mean1 : tensor<2xf32>) running_variance(%variance1 : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.25 : tensor<2x2x2xf32>
  return %mean1, %variance1, %mean2, %variance2 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// ONNX's momentum is the weight of what was there.
func.func @running_onnx() -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[1.0, 3.0], [0.0, 0.0]], [[5.0, 9.0], [2.0, 6.0]]]> : tensor<2x2x2xf32>
  %doubled = arith.addf %x, %x : tensor<2x2x2xf32>
  %mean = arith.constant dense<0.0> : tensor<2xf32>
  %variance = arith.constant dense<1.0> : tensor<2xf32>
  %y, %mean1, %variance1 = norm.instance_norm %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.75 {momentum_convention = #norm.momentum_convention<onnx>} : tensor<2x2x2xf32>
  %z, %mean2, %variance2 = norm.instance_norm %doubled running_mean(%mean1 : tensor<2xf32>) running_variance(%variance1 : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.75 {momentum_convention = #norm.momentum_convention<onnx>} : tensor<2x2x2xf32>
  return %mean1, %variance1, %mean2, %variance2 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// The same data with the channel last.
func.func @running_nhwc() -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[1.0, 0.0], [3.0, 0.0]], [[5.0, 2.0], [9.0, 6.0]]]> : tensor<2x2x2xf32>
  %doubled = arith.addf %x, %x : tensor<2x2x2xf32>
  %mean = arith.constant dense<0.0> : tensor<2xf32>
  %variance = arith.constant dense<1.0> : tensor<2xf32>
  %y, %mean1, %variance1 = norm.instance_norm %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 2 axes = [1] epsilon = 1.0e-5 momentum = 0.25 : tensor<2x2x2xf32>
  %z, %mean2, %variance2 = norm.instance_norm %doubled running_mean(%mean1 : tensor<2xf32>) running_variance(%variance1 : tensor<2xf32>) channel_axis = 2 axes = [1] epsilon = 1.0e-5 momentum = 0.25 : tensor<2x2x2xf32>
  return %mean1, %variance1, %mean2, %variance2 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// nn.InstanceNorm with momentum None never moves its running statistics.
// NO_MOMENTUM: result 0: {{.*}}ok
// NO_MOMENTUM: 3.{{ *}}4.
// NO_MOMENTUM: 5.{{ *}}6.
func.func @no_momentum() -> (tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[1.0, 3.0], [0.0, 0.0]], [[5.0, 9.0], [2.0, 6.0]]]> : tensor<2x2x2xf32>
  %mean = arith.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %variance = arith.constant dense<[5.0, 6.0]> : tensor<2xf32>
  %y, %mean1, %variance1 = norm.instance_norm %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x2x2xf32>
  return %mean1, %variance1 : tensor<2xf32>, tensor<2xf32>
}

// Means 2 and 7, variances 1 and 4; rstd 1 / sqrt(1 + 0) and 1 / 2.
// UNBATCHED: result 0: {{.*}}ok
// UNBATCHED: {{\[ *}}0.{{ *}}2.
// UNBATCHED: -3.{{ *}}1.
// UNBATCHED: 2.{{ *}}7.
// UNBATCHED: 1.{{ *}}0.5
func.func @unbatched() -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[1.0, 3.0], [5.0, 9.0]]> : tensor<2x2xf32>
  %scale = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %bias = arith.constant dense<[1.0, -1.0]> : tensor<2xf32>
  %y, %mean, %rstd = norm.instance_norm %x scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) channel_axis = 0 axes = [1] epsilon = 0.0 {return_statistics} : tensor<2x2xf32>
  return %y, %mean, %rstd : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// (x - 1) / sqrt(3 + 1) and (x - 2) / sqrt(0 + 1).
// GIVEN: result 0: {{.*}}ok
// GIVEN: {{\[ *}}0.{{ *}}1.
// GIVEN: -2.{{ *}}-2.
// GIVEN: 2.{{ *}}4.
// GIVEN: 0.{{ *}}4.
func.func @given() -> tensor<2x2x2xf32> {
  %x = arith.constant dense<[[[1.0, 3.0], [0.0, 0.0]], [[5.0, 9.0], [2.0, 6.0]]]> : tensor<2x2x2xf32>
  %mean = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %variance = arith.constant dense<[3.0, 0.0]> : tensor<2xf32>
  %y = norm.instance_norm %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 {update_running_stats = false, use_running_stats} : tensor<2x2x2xf32>
  return %y : tensor<2x2x2xf32>
}

// Normalized as above; the instances' means average 4.5 and 2, their unbiased variances 5 and 4.
// FROZEN: result 2: {{.*}}ok
// FROZEN: {{\[ *}}0.{{ *}}1.
// FROZEN: -2.{{ *}}-2.
// FROZEN: 2.{{ *}}4.
// FROZEN: 0.{{ *}}4.
// FROZEN: [2.75 2.  ]
// FROZEN: [4. 2.]
func.func @frozen() -> (tensor<2x2x2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %x = arith.constant dense<[[[1.0, 3.0], [0.0, 0.0]], [[5.0, 9.0], [2.0, 6.0]]]> : tensor<2x2x2xf32>
  %mean = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %variance = arith.constant dense<[3.0, 0.0]> : tensor<2xf32>
  %y, %m, %v = norm.instance_norm %x running_mean(%mean : tensor<2xf32>) running_variance(%variance : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0 momentum = 0.5 {use_running_stats} : tensor<2x2x2xf32>
  return %y, %m, %v : tensor<2x2x2xf32>, tensor<2xf32>, tensor<2xf32>
}

// An empty input leaves the running statistics as they are.
// EMPTY: result 1: {{.*}}ok
// EMPTY: [2. 2. 2.]
// EMPTY: [5. 5. 5.]
// ONE_ELEMENT: expects more than 1 spatial element when training; got input size [2, 3, 1]
// RUNNING_SIZE: expects running_variance shape [3]; got [4]
func.func @dynamic(%x: tensor<?x?x?xf32>, %m: tensor<?xf32>, %v: tensor<?xf32>) -> (tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y, %mean, %variance = norm.instance_norm %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 : tensor<?x?x?xf32>
  return %y, %mean, %variance : tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}
