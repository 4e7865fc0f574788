// Norms of ONNX by hand, where its definitions are not PyTorch's.
// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -o %t.mlir
// RUN: norm-runner %t.mlir --entry=window --precision=6 --verify | FileCheck %s --check-prefix=WINDOW
// RUN: norm-runner %t.mlir --entry=training --precision=6 --verify | FileCheck %s --check-prefix=TRAINING
// RUN: norm-runner %t.mlir --entry=groups --precision=6 --verify | FileCheck %s --check-prefix=GROUPS
// RUN: norm-runner %t.mlir --entry=zeros --precision=6 --verify | FileCheck %s --check-prefix=ZEROS
// RUN: norm-runner %t.mlir --entry=two_stages --precision=6 --verify | FileCheck %s --check-prefix=STAGES
// RUN: norm-runner %t.mlir --entry=clip --precision=6 --verify | FileCheck %s --check-prefix=CLIP
// RUN: not norm-runner %t.mlir --entry=training_of_any --input=iota@1x2 2>&1 | FileCheck %s --check-prefix=ONE-VALUE

// The window of two is c and c + 1: 3 / (1 + (9 + 1) / 2), 1 / (1 + (1 + 4) / 2), 2 / (1 + (4 + 0) / 2).
// WINDOW: ok
// WINDOW-NEXT: {{\[\[\[}}0.5 {{ *}}]
// WINDOW-NEXT:   [0.285714]
// WINDOW-NEXT:   [0.666667]]]
func.func @window() -> tensor<1x3x1xf32> {
  %x = "onnx.Constant"() <{value = dense<[[[3.0], [1.0], [2.0]]]> : tensor<1x3x1xf32>}> : () -> tensor<1x3x1xf32>
  %y = "onnx.LRN"(%x) <{alpha = 1.000000e+00 : f32, beta = 1.000000e+00 : f32, bias = 1.000000e+00 : f32, size = 2 : si64}> : (tensor<1x3x1xf32>) -> tensor<1x3x1xf32>
  return %y : tensor<1x3x1xf32>
}

// Mean 2 and biased variance 1 weigh 0.25; the old ones, 0 and 4, 0.75.
// TRAINING-COUNT-3: ok
// TRAINING: result 0
// TRAINING-NEXT: {{\[\[}}-1.]
// TRAINING-NEXT: [ 1.]]
// TRAINING-NEXT: result 1
// TRAINING-NEXT: [0.5]
// TRAINING-NEXT: result 2
// TRAINING-NEXT: [3.25]
func.func @training() -> (tensor<2x1xf32>, tensor<1xf32>, tensor<1xf32>) {
  %x = "onnx.Constant"() <{value = dense<[[1.0], [3.0]]> : tensor<2x1xf32>}> : () -> tensor<2x1xf32>
  %one = "onnx.Constant"() <{value = dense<1.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %zero = "onnx.Constant"() <{value = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %four = "onnx.Constant"() <{value = dense<4.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %y:3 = "onnx.BatchNormalization"(%x, %one, %zero, %zero, %four) <{epsilon = 1.000000e-12 : f32, momentum = 7.500000e-01 : f32, training_mode = 1 : si64}> : (tensor<2x1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<2x1xf32>, tensor<1xf32>, tensor<1xf32>)
  return %y#0, %y#1, %y#2 : tensor<2x1xf32>, tensor<1xf32>, tensor<1xf32>
}

// Version 18 has a scale of each group, 10 and 20; version 21 of each channel.
// GROUPS-COUNT-2: ok
// GROUPS: result 0
// GROUPS-NEXT: {{\[\[}}-10. 10. -20. 20.]]
// GROUPS-NEXT: result 1
// GROUPS-NEXT: {{\[\[}}-1. 2. -3. 4.]]
func.func @groups() -> (tensor<1x4xf32>, tensor<1x4xf32>) {
  %x = "onnx.Constant"() <{value = dense<[[1.0, 3.0, 5.0, 7.0]]> : tensor<1x4xf32>}> : () -> tensor<1x4xf32>
  %of_groups = "onnx.Constant"() <{value = dense<[10.0, 20.0]> : tensor<2xf32>}> : () -> tensor<2xf32>
  %none = "onnx.Constant"() <{value = dense<0.0> : tensor<2xf32>}> : () -> tensor<2xf32>
  %of_channels = "onnx.Constant"() <{value = dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>}> : () -> tensor<4xf32>
  %no = "onnx.Constant"() <{value = dense<0.0> : tensor<4xf32>}> : () -> tensor<4xf32>
  %0 = "onnx.GroupNormalization"(%x, %of_groups, %none) <{epsilon = 1.000000e-12 : f32, num_groups = 2 : si64}> : (tensor<1x4xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x4xf32>
  %1 = "onnx.GroupNormalization"(%x, %of_channels, %no) <{epsilon = 1.000000e-12 : f32, num_groups = 2 : si64}> : (tensor<1x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4xf32>
  return %0, %1 : tensor<1x4xf32>, tensor<1x4xf32>
}

// Vectors of zeros stay, and planes of one value are 0.
// ZEROS-COUNT-2: ok
// ZEROS: result 0
// ZEROS-NEXT: {{\[\[}}0. {{ *}}0. {{ *}}]
// ZEROS-NEXT: [0.6 0.8]]
// ZEROS-NEXT: result 1
// ZEROS-NEXT: {{\[\[}}0. 0.]
// ZEROS-NEXT: [0. 0.]]
func.func @zeros() -> (tensor<2x2xf32>, tensor<2x2xf32>) {
  %x = "onnx.Constant"() <{value = dense<[[0.0, 0.0], [3.0, 4.0]]> : tensor<2x2xf32>}> : () -> tensor<2x2xf32>
  %0 = "onnx.LpNormalization"(%x) : (tensor<2x2xf32>) -> tensor<2x2xf32>
  %plane = "onnx.Constant"() <{value = dense<1.2345E+4> : tensor<2x2xf32>}> : () -> tensor<2x2xf32>
  %1 = "onnx.MeanVarianceNormalization"(%plane) <{axes = [0, 1]}> : (tensor<2x2xf32>) -> tensor<2x2xf32>
  return %0, %1 : tensor<2x2xf32>, tensor<2x2xf32>
}

// x / sqrt(mean(x^2)), 0.632456 and 1.264911, is 0.632324 and 1.264648 in f16; 3 times these, rounded again. Once would
// be 1.897 and 3.795.
// STAGES: ok
// STAGES-NEXT: {{\[\[}}1.896 3.793]]
func.func @two_stages() -> tensor<1x2xf16> {
  %x = "onnx.Constant"() <{value = dense<[[1.0, 2.0]]> : tensor<1x2xf16>}> : () -> tensor<1x2xf16>
  %w = "onnx.Constant"() <{value = dense<3.0> : tensor<2xf16>}> : () -> tensor<2xf16>
  %y = "onnx.RMSNormalization"(%x, %w) <{epsilon = 0.000000e+00 : f32}> : (tensor<1x2xf16>, tensor<2xf16>) -> tensor<1x2xf16>
  return %y : tensor<1x2xf16>
}

// Without a limit, infinity becomes the last number.
// CLIP: ok
// CLIP-NEXT: [ nan -1.00e+00 6.55e+04]
func.func @clip() -> tensor<3xf16> {
  %x = "onnx.Constant"() <{value = dense<[0x7E00, 0xFC00, 0x7C00]> : tensor<3xf16>}> : () -> tensor<3xf16>
  %low = "onnx.Constant"() <{value = dense<-1.0> : tensor<f16>}> : () -> tensor<f16>
  %y = "onnx.Clip"(%x, %low) : (tensor<3xf16>, tensor<f16>) -> tensor<3xf16>
  return %y : tensor<3xf16>
}

// That there is one value per channel is known only when code runs: norm.batch_norm_training has PyTorch's condition.
// ONE-VALUE: expects more than 1 value per channel
func.func @training_of_any(%x: tensor<?x2xf32>) -> tensor<?x2xf32> {
  %p = "onnx.Constant"() <{value = dense<1.0> : tensor<2xf32>}> : () -> tensor<2xf32>
  %y = "onnx.BatchNormalization"(%x, %p, %p, %p, %p) <{training_mode = 1 : si64}> : (tensor<?x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
