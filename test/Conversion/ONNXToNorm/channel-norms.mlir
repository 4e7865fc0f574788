// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -split-input-file | FileCheck %s

// Batch, group and instance normalization of ONNX.

// CHECK-LABEL: func.func @batch(
// CHECK:         norm.batch_norm %{{.+}} mean(%{{.+}} : tensor<5xf32>) variance(%{{.+}} : tensor<5xf32>) scale(%{{.+}} : tensor<5xf32>) bias(%{{.+}} : tensor<5xf32>) channel_axis = 1 epsilon = 9.9999997473787516E-6 : tensor<?x5x7xf32>
// CHECK:         norm.batch_norm
func.func @batch(%x: tensor<?x5x7xf32>, %p: tensor<5xf32>) -> (tensor<?x5x7xf32>, tensor<?x5x7xf32>) {
  %y:3 = "onnx.BatchNormalization"(%x, %p, %p, %p, %p) <{epsilon = 9.99999974E-6 : f32, momentum = 0.899999976 : f32}> : (tensor<?x5x7xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<?x5x7xf32>, none, none)
  %z = "onnx.BatchNormalizationInferenceMode"(%x, %p, %p, %p, %p) : (tensor<?x5x7xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7xf32>
  return %y#0, %z : tensor<?x5x7xf32>, tensor<?x5x7xf32>
}

// -----

// Momentum weighs the old value, and the running variance is the biased one. Statistics of a narrower type are widened.
// CHECK-LABEL: func.func @training(
// CHECK:         %[[MEAN:.+]] = arith.extf %{{.+}} : tensor<5xbf16> to tensor<5xf32>
// CHECK:         %[[Y:.+]], %[[UPDATED:.+]]:2 = norm.batch_norm_training %{{.+}} scale(%{{.+}}) bias(%{{.+}}) running_mean(%[[MEAN]] : tensor<5xf32>) running_variance(%{{.+}} : tensor<5xf32>) channel_axis = 1 epsilon = 9.9999997473787516E-6 momentum = 0.89999997615814208 {momentum_convention = #norm.momentum_convention<onnx>, unbiased_running_variance = false} : tensor<3x5x7xf32>
// CHECK:         arith.truncf %[[UPDATED]]#0 : tensor<5xf32> to tensor<5xbf16>
func.func @training(%x: !torch.vtensor<[3,5,7],f32>, %p: !torch.vtensor<[5],f32>, %s: !torch.vtensor<[5],bf16>) -> (!torch.vtensor<[3,5,7],f32>, !torch.vtensor<[5],bf16>, !torch.vtensor<[5],bf16>) attributes {torch.onnx_meta.opset_version = 15 : si64} {
  %y:3 = "torch.operator"(%x, %p, %p, %s, %s) <{name = "onnx.BatchNormalization"}> {torch.onnx.training_mode = 1 : si64} : (!torch.vtensor<[3,5,7],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],bf16>, !torch.vtensor<[5],bf16>) -> (!torch.vtensor<[3,5,7],f32>, !torch.vtensor<[5],bf16>, !torch.vtensor<[5],bf16>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[3,5,7],f32>, !torch.vtensor<[5],bf16>, !torch.vtensor<[5],bf16>
}

// -----

// One value per channel has variance 0: the bias. Its mean is the value.
// CHECK-LABEL: func.func @single_values(
// CHECK-NOT:     norm.
// CHECK:         linalg.generic
// CHECK:           arith.subf
// CHECK:           arith.mulf
// CHECK:           arith.addf
// CHECK:         return
func.func @single_values(%x: !torch.vtensor<[1,5],f32>, %p: !torch.vtensor<[5],f32>) -> (!torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) attributes {torch.onnx_meta.opset_version = 15 : si64} {
  %y:3 = "torch.operator"(%x, %p, %p, %p, %p) <{name = "onnx.BatchNormalization"}> {torch.onnx.training_mode = 1 : si64} : (!torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> (!torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[1,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>
}

// -----

// A tensor of rank 1 is one channel. In opset 7, each place of an image may have parameters of its own.
// CHECK-LABEL: func.func @old_forms(
// CHECK:         %[[VECTOR:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0, 1]] output_shape [7, 1]
// CHECK:         norm.batch_norm %[[VECTOR]] {{.*}} : tensor<7x1xf32>
// CHECK:         %[[PLACES:.+]] = tensor.collapse_shape %{{.+}} {{\[\[}}0], [1, 2]] : tensor<?x5x7xf32> into tensor<?x35xf32>
// CHECK:         %[[Y:.+]] = norm.batch_norm %[[PLACES]] {{.*}} : tensor<?x35xf32>
// CHECK:         tensor.expand_shape %[[Y]] {{\[\[}}0], [1, 2]]
func.func @old_forms(%v: !torch.vtensor<[7],f32>, %one: !torch.vtensor<[1],f32>, %x: !torch.vtensor<[?,5,7],f32>, %p: !torch.vtensor<[5,7],f32>) -> (!torch.vtensor<[7],f32>, !torch.vtensor<[?,5,7],f32>) attributes {torch.onnx_meta.opset_version = 8 : si64} {
  %y = "torch.operator"(%v, %one, %one, %one, %one) <{name = "onnx.BatchNormalization"}> : (!torch.vtensor<[7],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>, !torch.vtensor<[1],f32>) -> !torch.vtensor<[7],f32>
  %z = "torch.operator"(%x, %p, %p, %p, %p) <{name = "onnx.BatchNormalization"}> {torch.onnx.spatial = 0 : si64} : (!torch.vtensor<[?,5,7],f32>, !torch.vtensor<[5,7],f32>, !torch.vtensor<[5,7],f32>, !torch.vtensor<[5,7],f32>, !torch.vtensor<[5,7],f32>) -> !torch.vtensor<[?,5,7],f32>
  return %y, %z : !torch.vtensor<[7],f32>, !torch.vtensor<[?,5,7],f32>
}

// -----

// CHECK-LABEL: func.func @instance(
// CHECK:         norm.instance_norm %{{.+}} scale(%{{.+}} : tensor<5xf32>) bias(%{{.+}} : tensor<5xf32>) channel_axis = 1 axes = [2, 3] epsilon = 9.9999997473787516E-6 : tensor<?x5x?x3xf32>
func.func @instance(%x: tensor<?x5x?x3xf32>, %p: tensor<5xf32>) -> tensor<?x5x?x3xf32> {
  %y = "onnx.InstanceNormalization"(%x, %p, %p) : (tensor<?x5x?x3xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x?x3xf32>
  return %y : tensor<?x5x?x3xf32>
}

// -----

// The version is that of the opset: parameters of groups in 18, of channels from 21 on.
// CHECK-LABEL: func.func @group_18(
// CHECK:         norm.group_norm %{{.+}} scale(%{{.+}} : tensor<?xf32>) bias(%{{.+}} : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 9.9999997473787516E-6 {affine = #norm.affine<per_group>} : tensor<?x6x5xf32>
// CHECK-LABEL: func.func @group_21(
// CHECK:         norm.group_norm %{{.+}} scale(%{{.+}} : tensor<?xf32>) bias(%{{.+}} : tensor<?xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 9.9999997473787516E-6 : tensor<?x6x5xf32>
func.func @group_18(%x: !torch.vtensor<[?,6,5],f32>, %p: !torch.vtensor<[?],f32>) -> !torch.vtensor<[?,6,5],f32> attributes {torch.onnx_meta.opset_version = 20 : si64} {
  %y = "torch.operator"(%x, %p, %p) <{name = "onnx.GroupNormalization"}> {torch.onnx.num_groups = 3 : si64} : (!torch.vtensor<[?,6,5],f32>, !torch.vtensor<[?],f32>, !torch.vtensor<[?],f32>) -> !torch.vtensor<[?,6,5],f32>
  return %y : !torch.vtensor<[?,6,5],f32>
}
func.func @group_21(%x: !torch.vtensor<[?,6,5],f32>, %p: !torch.vtensor<[?],f32>) -> !torch.vtensor<[?,6,5],f32> attributes {torch.onnx_meta.opset_version = 28 : si64} {
  %y = "torch.operator"(%x, %p, %p) <{name = "onnx.GroupNormalization"}> {torch.onnx.num_groups = 3 : si64} : (!torch.vtensor<[?,6,5],f32>, !torch.vtensor<[?],f32>, !torch.vtensor<[?],f32>) -> !torch.vtensor<[?,6,5],f32>
  return %y : !torch.vtensor<[?,6,5],f32>
}

// -----

// In onnx-mlir it is that of the name, or what the parameters' sizes or stash_type tell.
// CHECK-LABEL: func.func @group_by_shape(
// CHECK:         norm.group_norm %{{.+}} {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
// CHECK:         norm.group_norm %{{.+}} {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
// CHECK:         norm.group_norm %{{.+}} epsilon = 9.9999997473787516E-6 : tensor<2x6x5xf32>
// CHECK:         norm.group_norm %{{.+}} epsilon = 9.9999997473787516E-6 : tensor<2x6x5xf32>
// Two stages: the normalized value is rounded before the scale.
// CHECK:         %[[N:.+]] = norm.group_norm %{{.+}} num_groups = 3 channel_axis = 1 axes = [2] epsilon = 9.9999997473787516E-6 : tensor<2x6x5xf32>
// CHECK:         arith.truncf %[[N]] : tensor<2x6x5xf32> to tensor<2x6x5xbf16>
func.func @group_by_shape(%x: tensor<2x6x5xf32>, %h: tensor<2x6x5xbf16>, %g: tensor<3xf32>, %c: tensor<6xf32>, %d: tensor<?xf32>, %b: tensor<6xbf16>) -> (tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xbf16>) {
  %0 = "onnx.GroupNormalizationV18"(%x, %g, %g) <{num_groups = 3 : si64}> : (tensor<2x6x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x6x5xf32>
  %1 = "onnx.GroupNormalization"(%x, %g, %g) <{num_groups = 3 : si64}> : (tensor<2x6x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x6x5xf32>
  %2 = "onnx.GroupNormalization"(%x, %c, %c) <{num_groups = 3 : si64}> : (tensor<2x6x5xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5xf32>
  %3 = "onnx.GroupNormalization"(%x, %d, %d) <{num_groups = 3 : si64, stash_type = 1 : si64}> : (tensor<2x6x5xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<2x6x5xf32>
  %4 = "onnx.GroupNormalization"(%h, %b, %b) <{num_groups = 3 : si64}> : (tensor<2x6x5xbf16>, tensor<6xbf16>, tensor<6xbf16>) -> tensor<2x6x5xbf16>
  return %0, %1, %2, %3, %4 : tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xbf16>
}
