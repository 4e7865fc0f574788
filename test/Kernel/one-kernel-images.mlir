// Normalizations of images with their neighbours are one kernel each; the remark states its sweeps over memory and what
// each of them reads and writes.
// RUN: norm-opt %s -norm-linalg-pipeline -resolve-shaped-type-result-dims -cse -norm-form-kernels -canonicalize -cse -norm-report-kernels -verify-diagnostics | FileCheck %s
// The same for a GPU.
// RUN: norm-opt %s -norm-linalg-pipeline -resolve-shaped-type-result-dims -cse -norm-form-kernels=target=nvvm -canonicalize -cse -norm-report-kernels -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @batch_norm_relu(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @batch_norm_relu(%x: tensor<32x64x56x56xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<32x64x56x56xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<64xf32>) variance(%v : tensor<64xf32>) scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<32x64x56x56xf32>
  %zero = arith.constant dense<0.0> : tensor<32x64x56x56xf32>
  // expected-remark@+1 {{points, 1 sweep: 1 result, 51381248 bytes}}
  %r = arith.maximumf %y, %zero : tensor<32x64x56x56xf32>
  return %r : tensor<32x64x56x56xf32>
}

// CHECK-LABEL: func.func @batch_norm_relu_nhwc(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @batch_norm_relu_nhwc(%x: tensor<?x?x?x64xbf16>, %zeros: tensor<?x?x?x64xbf16>, %m: tensor<64xf32>, %v: tensor<64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<?x?x?x64xbf16> {
  %y = norm.batch_norm %x mean(%m : tensor<64xf32>) variance(%v : tensor<64xf32>) scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<?x?x?x64xbf16>
  // expected-remark@+1 {{points, 1 sweep: 1 result}}
  %r = arith.maximumf %y, %zeros : tensor<?x?x?x64xbf16>
  return %r : tensor<?x?x?x64xbf16>
}

// The updated running statistics, and the statistics for the gradient, are results of one element per channel.
// CHECK-LABEL: func.func @batch_norm_training_relu(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @batch_norm_training_relu(%x: tensor<32x64x56x56xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>) -> (tensor<32x64x56x56xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>) {
  %y:5 = norm.batch_norm_training %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) running_mean(%m : tensor<64xf32>) running_variance(%v : tensor<64xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<32x64x56x56xf32>
  %zero = arith.constant dense<0.0> : tensor<32x64x56x56xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 25690112 bytes; 1 result, 51380224 bytes; 4 results per group, 1024 bytes}}
  %r = arith.maximumf %y#0, %zero : tensor<32x64x56x56xf32>
  return %r, %y#1, %y#2, %y#3, %y#4 : tensor<32x64x56x56xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>
}

// CHECK-LABEL: func.func @batch_norm_training_relu_nhwc(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @batch_norm_training_relu_nhwc(%x: tensor<32x56x56x64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>) -> (tensor<32x56x56x64xf32>, tensor<64xf32>, tensor<64xf32>) {
  %y:3 = norm.batch_norm_training %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) running_mean(%m : tensor<64xf32>) running_variance(%v : tensor<64xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 0.1 : tensor<32x56x56x64xf32>
  %zero = arith.constant dense<0.0> : tensor<32x56x56x64xf32>
  // expected-remark@+1 {{columns, 2 sweeps: 2 reductions, 25690112 bytes; 1 result, 51380224 bytes; 2 results per group, 512 bytes}}
  %r = arith.maximumf %y#0, %zero : tensor<32x56x56x64xf32>
  return %r, %y#1, %y#2 : tensor<32x56x56x64xf32>, tensor<64xf32>, tensor<64xf32>
}

// CHECK-LABEL: func.func @group_norm_silu_nchw(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @group_norm_silu_nchw(%x: tensor<2x320x64x64xf32>, %w: tensor<320xf32>, %b: tensor<320xf32>) -> tensor<2x320x64x64xf32> {
  %y = norm.group_norm %x scale(%w : tensor<320xf32>) bias(%b : tensor<320xf32>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x320x64x64xf32>
  %one = arith.constant dense<1.0> : tensor<2x320x64x64xf32>
  %0 = arith.negf %y : tensor<2x320x64x64xf32>
  %1 = math.exp %0 : tensor<2x320x64x64xf32>
  %2 = arith.addf %1, %one : tensor<2x320x64x64xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 10485760 bytes; 1 result, 20974080 bytes}}
  %3 = arith.divf %y, %2 : tensor<2x320x64x64xf32>
  return %3 : tensor<2x320x64x64xf32>
}

// CHECK-LABEL: func.func @group_norm_silu_nchw_dynamic(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @group_norm_silu_nchw_dynamic(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  %0 = arith.negf %y : tensor<?x?x?x?xf32>
  %1 = math.exp %0 : tensor<?x?x?x?xf32>
  %2 = math.log1p %1 : tensor<?x?x?x?xf32>
  %3 = math.exp %2 : tensor<?x?x?x?xf32>
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions; 1 result}}
  %4 = arith.divf %y, %3 : tensor<?x?x?x?xf32>
  return %4 : tensor<?x?x?x?xf32>
}

// CHECK-LABEL: func.func @group_norm_silu_nhwc(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @group_norm_silu_nhwc(%x: tensor<2x64x64x320xf32>, %w: tensor<320xf32>, %b: tensor<320xf32>) -> tensor<2x64x64x320xf32> {
  %y = norm.group_norm %x scale(%w : tensor<320xf32>) bias(%b : tensor<320xf32>) num_groups = 32 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x64x64x320xf32>
  %one = arith.constant dense<1.0> : tensor<2x64x64x320xf32>
  %0 = arith.negf %y : tensor<2x64x64x320xf32>
  %1 = math.exp %0 : tensor<2x64x64x320xf32>
  %2 = arith.addf %1, %one : tensor<2x64x64x320xf32>
  // expected-remark@+1 {{lanes, 2 sweeps: 2 reductions, 10485760 bytes; 1 result, 20974080 bytes}}
  %3 = arith.divf %y, %2 : tensor<2x64x64x320xf32>
  return %3 : tensor<2x64x64x320xf32>
}

// CHECK-LABEL: func.func @instance_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @instance_norm(%x: tensor<1x32x256x256xf32>, %w: tensor<32xf32>, %b: tensor<32xf32>) -> tensor<1x32x256x256xf32> {
  // expected-remark@+1 {{rows, 2 sweeps: 2 reductions, 8388608 bytes; 1 result, 16777216 bytes}}
  %y = norm.instance_norm %x scale(%w : tensor<32xf32>) bias(%b : tensor<32xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<1x32x256x256xf32>
  return %y : tensor<1x32x256x256xf32>
}

// CHECK-LABEL: func.func @instance_norm_nhwc(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @instance_norm_nhwc(%x: tensor<?x?x?x32xf32>, %w: tensor<32xf32>, %b: tensor<32xf32>) -> tensor<?x?x?x32xf32> {
  // expected-remark@+1 {{columns, 2 sweeps: 2 reductions; 1 result}}
  %y = norm.instance_norm %x scale(%w : tensor<32xf32>) bias(%b : tensor<32xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x32xf32>
  return %y : tensor<?x?x?x32xf32>
}

// Layer normalization over the channels of NCHW.
// CHECK-LABEL: func.func @layer_norm_channels(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @layer_norm_channels(%x: tensor<8x96x56x56xf32>, %w: tensor<96xf32>, %b: tensor<96xf32>) -> tensor<8x96x56x56xf32> {
  // expected-remark@+1 {{columns, 2 sweeps: 2 reductions, 9633792 bytes; 1 result, 19268352 bytes}}
  %y = norm.layer_norm %x scale(%w : tensor<96xf32>) bias(%b : tensor<96xf32>) axes = [1] epsilon = 1.0e-6 : tensor<8x96x56x56xf32>
  return %y : tensor<8x96x56x56xf32>
}

// CHECK-LABEL: func.func @local_response_norm(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @local_response_norm(%x: tensor<32x96x55x55xf32>) -> tensor<32x96x55x55xf32> {
  // expected-remark@+1 {{window, 2 sweeps: 1 reduction, 37171200 bytes; 1 reduction, 37171200 bytes; 1 result per group, 37171200 bytes}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<32x96x55x55xf32>
  return %y : tensor<32x96x55x55xf32>
}

// CHECK-LABEL: func.func @local_response_norm_dynamic(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @local_response_norm_dynamic(%x: tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32> {
  // expected-remark@+1 {{window, 2 sweeps: 1 reduction; 1 reduction; 1 result per group}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

// The statistics of instances are mixed with those of layers and of the batch, which are over other axes: one kernel
// reads the images for the former, one reads and normalizes them. Between them stand the small ops that merge and mix.
// CHECK-LABEL: func.func @switchable_norm(
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         norm.kernel sizes = [32, 64, 56, 56] ins(%{{.+}}, %{{.+}} : tensor<32x64x56x56xf32>, tensor<32x64x56x56xf32>) outs({{.+}} : tensor<32x64xf64>, tensor<32x64xf64>)
// CHECK:         norm.kernel sizes = [32, 64] ins({{.+}} : tensor<32x64xf64>, tensor<32x64xf64>) outs({{.+}} : tensor<32xf64>, tensor<32xf64>)
// CHECK:         norm.kernel sizes = [32, 64] ins({{.+}} : tensor<32x64xf64>, tensor<32x64xf64>) outs({{.+}} : tensor<64xf64>, tensor<64xf64>)
// CHECK-NOT:     {{norm.kernel|tensor<32x64x56x56xf32>}}
// CHECK:         linalg.generic
// CHECK-NOT:     norm.kernel
// CHECK:         norm.kernel sizes = [32, 64, 56, 56] ins({{.+}} : tensor<32x64x56x56xf32>, tensor<32x64xf64>, tensor<32x64xf64>, tensor<64xf32>, tensor<64xf32>) outs({{.+}} : tensor<32x64x56x56xf32>)
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @switchable_norm(%x: tensor<32x64x56x56xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>, %mw: tensor<3xf32>, %vw: tensor<3xf32>) -> tensor<32x64x56x56xf32> {
  // expected-remark@+4 {{rows, 1 sweep: 2 reductions, 25690112 bytes; 2 results per group, 32768 bytes}}
  // expected-remark@+3 {{rows, 2 sweeps: 1 reduction, 16384 bytes; 1 reduction, 32768 bytes; 2 results per group, 512 bytes}}
  // expected-remark@+2 {{columns, 2 sweeps: 1 reduction, 16384 bytes; 1 reduction, 32768 bytes; 2 results per group, 1024 bytes}}
  // expected-remark@+1 {{points, 1 sweep: 1 result, 51413504 bytes}}
  %y = norm.switchable_norm %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<32x64x56x56xf32>
  return %y : tensor<32x64x56x56xf32>
}

// Dimensions of one index beside the window, which canonicalization reads at 0.
// CHECK-LABEL: func.func @lrn_of_one_image(
// CHECK-NOT:     linalg
// CHECK:         norm.kernel sizes = [96, 55, 5]
// CHECK-NOT:     {{linalg|norm.kernel}}
// CHECK:         return
func.func @lrn_of_one_image(%x: tensor<1x96x1x55xf32>) -> tensor<1x96x1x55xf32> {
  // expected-remark@+1 {{window, 2 sweeps: 1 reduction, 21120 bytes; 1 reduction, 21120 bytes; 1 result per group, 21120 bytes}}
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<1x96x1x55xf32>
  return %y : tensor<1x96x1x55xf32>
}
