// GroupNorm of small tensors whose statistics are whole numbers, worked out by hand; and of every form, type and
// layout against the reference.
// RUN: norm-runner %s --entry=per_channel --verify --precision=4 | FileCheck %s --check-prefix=PER_CHANNEL
// RUN: norm-runner %s --entry=per_group --verify --precision=4 | FileCheck %s --check-prefix=PER_GROUP
// RUN: norm-runner %s --entry=channels_last --verify --precision=4 | FileCheck %s --check-prefix=CHANNELS_LAST
// RUN: norm-runner %s --entry=no_spatial_axes --verify --precision=4 | FileCheck %s --check-prefix=NO_SPATIAL_AXES
// RUN: norm-runner %s --entry=dynamic_nhwc --verify --input=normal:3,2@2x4x5x12 --input=normal@12 --input=normal@12 | FileCheck %s --check-prefix=OK
// RUN: norm-runner %s --entry=dynamic_nhwc --verify --input=zeros@0x4x5x12 --input=normal@12 --input=normal@12 | FileCheck %s --check-prefix=OK
// RUN: not norm-runner %s --entry=dynamic_nhwc --input=zeros@2x4x5x10 --input=zeros@10 --input=zeros@10 2>&1 | FileCheck %s --check-prefix=DIVISIBLE
// RUN: not norm-runner %s --entry=dynamic_nhwc --input=zeros@2x4x5x0 --input=zeros@0 --input=zeros@0 2>&1 | FileCheck %s --check-prefix=NO_CHANNELS
// RUN: not norm-runner %s --entry=dynamic_nhwc --input=zeros@2x4x0x6 --input=zeros@6 --input=zeros@6 2>&1 | FileCheck %s --check-prefix=NO_ELEMENTS
// RUN: not norm-runner %s --entry=dynamic_nhwc --input=zeros@1x1x1x3 --input=zeros@3 --input=zeros@3 2>&1 | FileCheck %s --check-prefix=ONE_VALUE
// RUN: not norm-runner %s --entry=dynamic_nhwc --input=zeros@2x4x5x6 --input=zeros@6 --input=zeros@3 2>&1 | FileCheck %s --check-prefix=BIAS

// Groups {1 1 3 3} and {7 9 9 7}: mean 2 and 8, variance 1, rstd 1 / sqrt(1 + 3).
// Scale and bias of channels (ONNX GroupNormalization-21).
// PER_CHANNEL: result 0: {{.*}}ok
// PER_CHANNEL: result 1: {{.*}}ok
// PER_CHANNEL: result 2: {{.*}}ok
// PER_CHANNEL: -0.5{{ *}}-0.5
// PER_CHANNEL: 2.{{ *}}2.
// PER_CHANNEL: -1.5{{ *}}1.5
// PER_CHANNEL: 1.{{ *}}-3.
// PER_CHANNEL: 2.{{ *}}8.
// PER_CHANNEL: 0.5{{ *}}0.5
func.func @per_channel() -> (tensor<1x4x2xf32>, tensor<1x2xf32>, tensor<1x2xf32>) {
  %x = arith.constant dense<[[[1.0, 1.0], [3.0, 3.0], [7.0, 9.0], [9.0, 7.0]]]> : tensor<1x4x2xf32>
  %scale = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %bias = arith.constant dense<[0.0, 1.0, 0.0, -1.0]> : tensor<4xf32>
  %y, %mean, %rstd = norm.group_norm %x scale(%scale : tensor<4xf32>) bias(%bias : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 3.0 {return_statistics} : tensor<1x4x2xf32>
  return %y, %mean, %rstd : tensor<1x4x2xf32>, tensor<1x2xf32>, tensor<1x2xf32>
}

// Scale and bias of groups (ONNX GroupNormalization-18).
// PER_GROUP: result 0: {{.*}}ok
// PER_GROUP: {{\[ *}}0.{{ *}}0.
// PER_GROUP: 2.{{ *}}2.
// PER_GROUP: -3.{{ *}}1.
// PER_GROUP: 1.{{ *}}-3.
func.func @per_group() -> tensor<1x4x2xf32> {
  %x = arith.constant dense<[[[1.0, 1.0], [3.0, 3.0], [7.0, 9.0], [9.0, 7.0]]]> : tensor<1x4x2xf32>
  %scale = arith.constant dense<[2.0, 4.0]> : tensor<2xf32>
  %bias = arith.constant dense<[1.0, -1.0]> : tensor<2xf32>
  %y = norm.group_norm %x scale(%scale : tensor<2xf32>) bias(%bias : tensor<2xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 3.0 {affine = #norm.affine<per_group>} : tensor<1x4x2xf32>
  return %y : tensor<1x4x2xf32>
}

// The data of @per_channel with the channel last.
// CHANNELS_LAST: result 0: {{.*}}ok
// CHANNELS_LAST: -0.5{{ *}}2.{{ *}}-1.5{{ *}}1.
// CHANNELS_LAST: -0.5{{ *}}2.{{ *}}1.5{{ *}}-3.
func.func @channels_last() -> tensor<1x2x4xf32> {
  %x = arith.constant dense<[[[1.0, 3.0, 7.0, 9.0], [1.0, 3.0, 9.0, 7.0]]]> : tensor<1x2x4xf32>
  %scale = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %bias = arith.constant dense<[0.0, 1.0, 0.0, -1.0]> : tensor<4xf32>
  %y = norm.group_norm %x scale(%scale : tensor<4xf32>) bias(%bias : tensor<4xf32>) num_groups = 2 channel_axis = 2 axes = [1] epsilon = 3.0 : tensor<1x2x4xf32>
  return %y : tensor<1x2x4xf32>
}

// Two batch axes, and groups of two channels without spatial axes.
// NO_SPATIAL_AXES: result 0: {{.*}}ok
// NO_SPATIAL_AXES: -0.5{{ *}}0.5{{ *}}0.5{{ *}}-0.5
// NO_SPATIAL_AXES: {{\[ *}}0.{{ *}}0.{{ *}}-0.5{{ *}}0.5
func.func @no_spatial_axes() -> tensor<1x2x4xf32> {
  %x = arith.constant dense<[[[1.0, 3.0, 9.0, 7.0], [5.0, 5.0, -1.0, 1.0]]]> : tensor<1x2x4xf32>
  %y = norm.group_norm %x num_groups = 2 channel_axis = 2 axes = [] epsilon = 3.0 : tensor<1x2x4xf32>
  return %y : tensor<1x2x4xf32>
}

// OK: result 0: {{.*}}ok
// DIVISIBLE: expects a number of channels divisible by num_groups = 3; got 10
// NO_CHANNELS: expects sizes of more than 0 along channel_axis and axes; got input size [2, 4, 5, 0]
// NO_ELEMENTS: expects sizes of more than 0 along channel_axis and axes; got input size [2, 4, 0, 6]
// ONE_VALUE: expects more than 1 value per group over the batch with num_groups = 3; got input size [1, 1, 1, 3]
// BIAS: expects bias shape [6]; got [3]
func.func @dynamic_nhwc(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}
