// Running statistics and parameters that come through casts, of dynamic sizes.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}4 passed, 0 failed

func.func @widened(%x: tensor<?x?x?xf32> {norm.input = "normal:0,1@2x3x4"}, %w: tensor<3xf32>, %rm: tensor<?xf32> {norm.input = "normal:0,1@3"}, %rv: tensor<?xf32> {norm.input = "ones@3"}) -> (tensor<?xf64>, tensor<?xf64>) {
  %m0 = arith.extf %rm : tensor<?xf32> to tensor<?xf64>
  %v0 = arith.extf %rv : tensor<?xf32> to tensor<?xf64>
  %y, %m, %v = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) running_mean(%m0 : tensor<?xf64>) running_variance(%v0 : tensor<?xf64>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.0 : tensor<?x?x?xf32>
  return %m, %v : tensor<?xf64>, tensor<?xf64>
}

func.func @of_a_batch(%x: tensor<?x?xbf16> {norm.input = "normal:0,1@7x3"}, %rm: tensor<?xbf16> {norm.input = "normal:0,1@3"}, %rv: tensor<?xbf16> {norm.input = "ones@3"}) -> (tensor<?x?xbf16>, tensor<?xf32>) {
  %m0 = arith.extf %rm : tensor<?xbf16> to tensor<?xf32>
  %v0 = arith.extf %rv : tensor<?xbf16> to tensor<?xf32>
  %y, %m, %v = norm.batch_norm_training %x running_mean(%m0 : tensor<?xf32>) running_variance(%v0 : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?xbf16>
  return %y, %v : tensor<?x?xbf16>, tensor<?xf32>
}

func.func @narrowed(%x: tensor<?x3x?xf16> {norm.input = "normal:0,1@2x3x5"}, %rm: tensor<?xf64> {norm.input = "normal:0,1@3"}, %rv: tensor<?xf64> {norm.input = "ones@3"}) -> tensor<?xf32> {
  %m0 = arith.truncf %rm : tensor<?xf64> to tensor<?xf32>
  %v0 = arith.truncf %rv : tensor<?xf64> to tensor<?xf32>
  %y, %m, %v = norm.instance_norm %x running_mean(%m0 : tensor<?xf32>) running_variance(%v0 : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x3x?xf16>
  return %m : tensor<?xf32>
}

// A cast of the sizes instead of the type.
func.func @of_stated_sizes(%x: tensor<128x31xbf16> {norm.input = "normal:0,1"}, %b: tensor<31xf64>) -> tensor<?x?xbf16> {
  %d = tensor.cast %x : tensor<128x31xbf16> to tensor<?x?xbf16>
  %y = norm.group_norm %d bias(%b : tensor<31xf64>) num_groups = 31 channel_axis = 1 axes = [] epsilon = 1.0e-3 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
