// Every op that has a channel reads the caller's input in place and writes the caller's result, NCHW and NHWC alike:
// nothing moves, and no buffer of floats has the input's size. Only the windows of local_response_norm have their sums in
// two: of squares, and of scaled squares.
// DEFINE: %{bufferize} = -norm-protect-arguments -one-shot-bufferize="bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map unknown-type-conversion=identity-layout-map" -buffer-results-to-out-params="modify-public-functions hoist-static-allocs hoist-dynamic-allocs"
// DEFINE: %{nothing_moves} = --implicit-check-not=memref.copy --implicit-check-not=linalg.copy --implicit-check-not=linalg.transpose --implicit-check-not=bufferization.clone --implicit-check-not="memref.alloc{{[^%]*}}memref<2x{{6x32x31x|32x31x6x|3x2x32x31x|32x31x3x2x}}f"

// RUN: norm-opt %s -norm-linalg-pipeline | FileCheck %s --check-prefix=TENSORS --implicit-check-not=linalg.copy --implicit-check-not=linalg.transpose --implicit-check-not=tensor.pad --implicit-check-not=bufferization.
// RUN: norm-opt %s -norm-linalg-pipeline %{bufferize} | FileCheck %s %{nothing_moves}
// RUN: norm-opt %s -norm-linalg-pipeline -norm-fuse-elementwise -canonicalize %{bufferize} | FileCheck %s %{nothing_moves}

// TENSORS-LABEL: func.func @batch_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @batch_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @batch_norm_nchw(%x: tensor<2x6x32x31xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<6xf32>) variance(%v : tensor<6xf32>) scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @batch_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @batch_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @batch_norm_nhwc(%x: tensor<2x32x31x6xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<6xf32>) variance(%v : tensor<6xf32>) scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}

// TENSORS-LABEL: func.func @batch_norm_training_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @batch_norm_training_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @batch_norm_training_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>) -> (tensor<2x6x32x31xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.batch_norm_training %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.3 : tensor<2x6x32x31xf32>
  return %y, %p, %q : tensor<2x6x32x31xf32>, tensor<6xf32>, tensor<6xf32>
}

// TENSORS-LABEL: func.func @batch_norm_training_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @batch_norm_training_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @batch_norm_training_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>) -> (tensor<2x32x31x6xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.batch_norm_training %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 0.3 : tensor<2x32x31x6xf32>
  return %y, %p, %q : tensor<2x32x31x6xf32>, tensor<6xf32>, tensor<6xf32>
}

// TENSORS-LABEL: func.func @group_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @group_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @group_norm_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @group_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @group_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @group_norm_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}

// TENSORS-LABEL: func.func @instance_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @instance_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @instance_norm_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>) -> (tensor<2x6x32x31xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.instance_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.3 : tensor<2x6x32x31xf32>
  return %y, %p, %q : tensor<2x6x32x31xf32>, tensor<6xf32>, tensor<6xf32>
}

// TENSORS-LABEL: func.func @instance_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @instance_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @instance_norm_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>) -> (tensor<2x32x31x6xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.instance_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.3 : tensor<2x32x31x6xf32>
  return %y, %p, %q : tensor<2x32x31x6xf32>, tensor<6xf32>, tensor<6xf32>
}

// TENSORS-LABEL: func.func @switchable_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @switchable_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @switchable_norm_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>, %c: tensor<3xf32>, %d: tensor<3xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>) -> (tensor<2x6x32x31xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.switchable_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) mean_weights(%c : tensor<3xf32>) variance_weights(%d : tensor<3xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x32x31xf32>
  return %y, %p, %q : tensor<2x6x32x31xf32>, tensor<6xf32>, tensor<6xf32>
}

// TENSORS-LABEL: func.func @switchable_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @switchable_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @switchable_norm_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>, %c: tensor<3xf32>, %d: tensor<3xf32>, %m: tensor<6xf32>, %v: tensor<6xf32>) -> (tensor<2x32x31x6xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.switchable_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) mean_weights(%c : tensor<3xf32>) variance_weights(%d : tensor<3xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x32x31x6xf32>
  return %y, %p, %q : tensor<2x32x31x6xf32>, tensor<6xf32>, tensor<6xf32>
}

// TENSORS-LABEL: func.func @layer_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @layer_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @layer_norm_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @layer_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @layer_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @layer_norm_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) axes = [3] epsilon = 1.0e-5 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}

// TENSORS-LABEL: func.func @rms_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @rms_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @rms_norm_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<6xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @rms_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @rms_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @rms_norm_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<6xf32>) axes = [3] epsilon = 1.0e-5 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}

// TENSORS-LABEL: func.func @lp_normalize_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @lp_normalize_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @lp_normalize_nchw(%x: tensor<2x6x32x31xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-12 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @lp_normalize_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @lp_normalize_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @lp_normalize_nhwc(%x: tensor<2x32x31x6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.lp_normalize %x axes = [3] p = 3.0 epsilon = 1.0e-12 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}

// TENSORS-LABEL: func.func @local_response_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @local_response_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         memref.alloc() {{.*}} : memref<2x6x32x31xf32>
// CHECK:         memref.alloc() {{.*}} : memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @local_response_norm_nchw(%x: tensor<2x6x32x31xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @local_response_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @local_response_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         memref.alloc() {{.*}} : memref<2x32x31x6xf32>
// CHECK:         memref.alloc() {{.*}} : memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @local_response_norm_nhwc(%x: tensor<2x32x31x6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}

// TENSORS-LABEL: func.func @weight_norm_nchw(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x6x32x31xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @weight_norm_nchw(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x6x32x31xf32>{{.*}} %[[Y:[^:]+]]: memref<2x6x32x31xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x6x32x31xf32>)
// CHECK:         return
func.func @weight_norm_nchw(%x: tensor<2x6x32x31xf32>, %w: tensor<6xf32>) -> tensor<2x6x32x31xf32> {
  %y = norm.weight_norm %x scale(%w : tensor<6xf32>) axis = 1 : tensor<2x6x32x31xf32>
  return %y : tensor<2x6x32x31xf32>
}

// TENSORS-LABEL: func.func @weight_norm_nhwc(
// TENSORS-SAME:    %[[X:[^:]+]]: tensor<2x32x31x6xf32>
// TENSORS:         linalg.generic {{.*}} ins(%[[X]]
// TENSORS:         return
// CHECK-LABEL: func.func @weight_norm_nhwc(
// CHECK-SAME:    %[[X:[^:]+]]: memref<2x32x31x6xf32>{{.*}} %[[Y:[^:]+]]: memref<2x32x31x6xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[X]]{{[,: ].*}} outs(%[[Y]] : memref<2x32x31x6xf32>)
// CHECK:         return
func.func @weight_norm_nhwc(%x: tensor<2x32x31x6xf32>, %w: tensor<6xf32>) -> tensor<2x32x31x6xf32> {
  %y = norm.weight_norm %x scale(%w : tensor<6xf32>) axis = 3 : tensor<2x32x31x6xf32>
  return %y : tensor<2x32x31x6xf32>
}
