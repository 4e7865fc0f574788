// DEFINE: %{bufferize} = -norm-protect-arguments -one-shot-bufferize="bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map unknown-type-conversion=identity-layout-map" -buffer-results-to-out-params="modify-public-functions hoist-static-allocs hoist-dynamic-allocs"
// RUN: norm-opt %s -norm-linalg-pipeline %{bufferize} | FileCheck %s
// RUN: norm-opt %s -norm-linalg-pipeline -norm-fuse-elementwise -canonicalize %{bufferize} | FileCheck %s

// Whatever the layout, group and instance normalization read the caller's input
// in place and write the caller's result: no buffer of the input's size, no copy.

// CHECK-LABEL: func.func @group_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x32xf32>, %[[W:[^:]+]]: memref<6xf32>, %[[B:[^:]+]]: memref<6xf32>, %[[Y:[^:]+]]: memref<2x6x32x32xf32>
// CHECK-NOT:     memref.alloc{{.*}}x32
// CHECK-NOT:     memref.copy
// CHECK:         %[[GROUPED:.+]] = memref.expand_shape %[[X]] {{.*}} into memref<2x3x2x32x32xf32>
// CHECK-NOT:     memref.alloc{{.*}}x32
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}}"reduction"]} ins(%[[GROUPED]],
// CHECK-NOT:     memref.alloc{{.*}}x32
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} ins(%[[X]], {{.*}}) outs(%[[Y]] : memref<2x6x32x32xf32>)
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @group_norm_nchw(%x: tensor<2x6x32x32xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x32x32xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x32x32xf32>
  return %y : tensor<2x6x32x32xf32>
}

// CHECK-LABEL: func.func @group_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x32x6xbf16>, %{{.+}}, %[[Y:[^:]+]]: memref<2x32x32x6xbf16>
// CHECK-NOT:     memref.alloc{{.*}}x32
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} ins(%[[X]], {{.*}}) outs(%[[Y]] : memref<2x32x32x6xbf16>)
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @group_norm_nhwc(%x: tensor<2x32x32x6xbf16>, %w: tensor<3xf32>) -> tensor<2x32x32x6xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<3xf32>) num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x32x32x6xbf16>
  return %y : tensor<2x32x32x6xbf16>
}

// CHECK-LABEL: func.func @group_norm_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: memref<?x?x?x?xf32>, %[[Y:[^:]+]]: memref<?x?x?x?xf32>
// CHECK-NOT:     memref.alloc{{.*}}memref<?x?x?x?xf32>
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} ins(%[[X]], {{.*}}) outs(%[[Y]] : memref<?x?x?x?xf32>)
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @group_norm_dynamic(%x: tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

// CHECK-LABEL: func.func @instance_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x32x3xf32>, %[[M:[^:]+]]: memref<3xf32>, %[[V:[^:]+]]: memref<3xf32>, %[[Y:[^:]+]]: memref<2x32x32x3xf32>, %[[NEW_M:[^:]+]]: memref<3xf32>, %[[NEW_V:[^:]+]]: memref<3xf32>
// CHECK-NOT:     memref.alloc{{.*}}x32
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} ins(%[[X]], {{.*}}) outs(%[[Y]] : memref<2x32x32x3xf32>)
// CHECK-NOT:     memref.copy
// CHECK:         linalg.generic {{.*}} outs(%[[NEW_M]], %[[NEW_V]] : memref<3xf32>, memref<3xf32>)
// CHECK-NOT:     memref.copy
// CHECK:         return
func.func @instance_norm_nhwc(%x: tensor<2x32x32x3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<2x32x32x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.1 : tensor<2x32x32x3xf32>
  return %y#0, %y#1, %y#2 : tensor<2x32x32x3xf32>, tensor<3xf32>, tensor<3xf32>
}
