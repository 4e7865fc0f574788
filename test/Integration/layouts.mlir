// REQUIRES: numpy
// NCHW and NHWC of the same data, each in its own memory: all results of every op that has a channel agree within twice
// what each promises, 16 eps of the largest value. In bf16 and f64 each layout is held to its promise by itself.

// A blank keeps saved statistics in the compute type.
// RUN: sed 's/xf32>/xbf16>/g' %s > %t.bf16.mlir && norm-runner %t.bf16.mlir --all --verify | FileCheck %s
// RUN: sed 's/xf32 *>/xf64>/g' %s > %t.f64.mlir && norm-runner %t.f64.mlir --all --verify | FileCheck %s
// CHECK: 22 passed, 0 failed

// No image is copied and no other is made, but by the function that is a copy.
// RUN: norm-opt %s -norm-cpu-pipeline -mlir-print-ir-before=norm-emit-cpu 2>&1 | sed '/func.func @nchw(/,/^}/d' \
// RUN:   | FileCheck %s --check-prefix=KERNELS --implicit-check-not='memref.alloc(){{.*}}memref<2x{{(6x5x7|5x7x6)}}x' --implicit-check-not='memref.copy{{.*}}memref<2x{{(6x5x7|5x7x6)}}x'
// KERNELS-LABEL: func.func @group_norm_nhwc(
// KERNELS:         norm.kernel
// KERNELS-LABEL: func.func @weight_norm_nhwc(
// KERNELS:         norm.kernel

// RUN: norm-runner %s --entry=nchw --input=normal:3,2@2x6x5x7 --output=%t.nchw.npy --verify
// RUN: norm-runner %s --entry=nhwc --input=%t.nchw.npy --output=%t.nhwc.npy --verify

// DEFINE: %{op} =
// DEFINE: %{one} = norm-runner %s --entry=%{op}_nchw --input=%t.nchw.npy --output=%t.y.npy && norm-runner %s --entry=%{op}_nhwc --input=%t.nhwc.npy --output=%t.z.npy
// DEFINE: %{three} = norm-runner %s --entry=%{op}_nchw --input=%t.nchw.npy --output=%t.y.npy --output=%t.y1.npy --output=%t.y2.npy && norm-runner %s --entry=%{op}_nhwc --input=%t.nhwc.npy --output=%t.z.npy --output=%t.z1.npy --output=%t.z2.npy
// DEFINE: %{results} = %S/../compare_npy.py --relative=1.9e-6 --transpose=0,3,1,2 %t.z.npy %t.y.npy
// DEFINE: %{first} = %S/../compare_npy.py --relative=1.9e-6 %t.z1.npy %t.y1.npy
// DEFINE: %{second} = %S/../compare_npy.py --relative=1.9e-6 %t.z2.npy %t.y2.npy

// REDEFINE: %{op} = batch_norm
// RUN: %{one} && %python %{results}
// REDEFINE: %{op} = batch_norm_training
// RUN: %{three} && %python %{results} && %python %{first} && %python %{second}
// REDEFINE: %{op} = group_norm
// RUN: %{three} && %python %{results} && %python %{first} && %python %{second}
// REDEFINE: %{op} = instance_norm
// RUN: %{three} && %python %{results} && %python %{first} && %python %{second}
// REDEFINE: %{op} = switchable_norm
// RUN: %{three} && %python %{results} && %python %{first} && %python %{second}
// REDEFINE: %{op} = layer_norm
// RUN: %{three} && %python %{results} && %python %{first} && %python %{second}
// REDEFINE: %{op} = rms_norm
// RUN: %{one} && %python %{results}
// REDEFINE: %{op} = lp_normalize
// RUN: %{one} && %python %{results}
// REDEFINE: %{op} = local_response_norm
// RUN: %{one} && %python %{results}
// REDEFINE: %{op} = weight_norm
// RUN: %{one} && %python %{results}

func.func @nchw(%x: tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32> {
  return %x : tensor<2x6x5x7xf32>
}

func.func @nhwc(%x: tensor<2x6x5x7xf32>) -> tensor<2x5x7x6xf32> {
  %init = tensor.empty() : tensor<2x5x7x6xf32>
  %y = linalg.transpose ins(%x : tensor<2x6x5x7xf32>) outs(%init : tensor<2x5x7x6xf32>) permutation = [0, 2, 3, 1]
  return %y : tensor<2x5x7x6xf32>
}

func.func @batch_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> tensor<2x6x5x7xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<6xf32>) variance(%v : tensor<6xf32>) scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x6x5x7xf32>
  return %y : tensor<2x6x5x7xf32>
}

func.func @batch_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> tensor<2x5x7x6xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<6xf32>) variance(%v : tensor<6xf32>) scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<2x5x7x6xf32>
  return %y : tensor<2x5x7x6xf32>
}

func.func @batch_norm_training_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}) -> (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.batch_norm_training %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.3 : tensor<2x6x5x7xf32>
  return %y, %p, %q : tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>
}

func.func @batch_norm_training_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}) -> (tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.batch_norm_training %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 0.3 : tensor<2x5x7x6xf32>
  return %y, %p, %q : tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>
}

func.func @group_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> (tensor<2x6x5x7xf32>, tensor<2x3xf32 >, tensor<2x3xf32 >) {
  %y, %p, %q = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x5x7xf32>
  return %y, %p, %q : tensor<2x6x5x7xf32>, tensor<2x3xf32 >, tensor<2x3xf32 >
}

func.func @group_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> (tensor<2x5x7x6xf32>, tensor<2x3xf32 >, tensor<2x3xf32 >) {
  %y, %p, %q = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x6xf32>
  return %y, %p, %q : tensor<2x5x7x6xf32>, tensor<2x3xf32 >, tensor<2x3xf32 >
}

func.func @instance_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}) -> (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.instance_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.3 : tensor<2x6x5x7xf32>
  return %y, %p, %q : tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>
}

func.func @instance_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}) -> (tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.instance_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 momentum = 0.3 : tensor<2x5x7x6xf32>
  return %y, %p, %q : tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>
}

func.func @switchable_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}, %c: tensor<3xf32> {norm.input = "normal"}, %d: tensor<3xf32> {norm.input = "normal"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}) -> (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.switchable_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) mean_weights(%c : tensor<3xf32>) variance_weights(%d : tensor<3xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x5x7xf32>
  return %y, %p, %q : tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>
}

func.func @switchable_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}, %c: tensor<3xf32> {norm.input = "normal"}, %d: tensor<3xf32> {norm.input = "normal"}, %m: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "lognormal"}) -> (tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>) {
  %y, %p, %q = norm.switchable_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) mean_weights(%c : tensor<3xf32>) variance_weights(%d : tensor<3xf32>) running_mean(%m : tensor<6xf32>) running_variance(%v : tensor<6xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x6xf32>
  return %y, %p, %q : tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>
}

func.func @layer_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> (tensor<2x6x5x7xf32>, tensor<2x5x7xf32 >, tensor<2x5x7xf32 >) {
  %y, %p, %q = norm.layer_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x5x7xf32>
  return %y, %p, %q : tensor<2x6x5x7xf32>, tensor<2x5x7xf32 >, tensor<2x5x7xf32 >
}

func.func @layer_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> (tensor<2x5x7x6xf32>, tensor<2x5x7xf32 >, tensor<2x5x7xf32 >) {
  %y, %p, %q = norm.layer_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) axes = [3] epsilon = 1.0e-5 {return_statistics} : tensor<2x5x7x6xf32>
  return %y, %p, %q : tensor<2x5x7x6xf32>, tensor<2x5x7xf32 >, tensor<2x5x7xf32 >
}

func.func @rms_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}) -> tensor<2x6x5x7xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<6xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x6x5x7xf32>
  return %y : tensor<2x6x5x7xf32>
}

func.func @rms_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}) -> tensor<2x5x7x6xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<6xf32>) axes = [3] epsilon = 1.0e-5 : tensor<2x5x7x6xf32>
  return %y : tensor<2x5x7x6xf32>
}

func.func @lp_normalize_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}) -> tensor<2x6x5x7xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-12 : tensor<2x6x5x7xf32>
  return %y : tensor<2x6x5x7xf32>
}

func.func @lp_normalize_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}) -> tensor<2x5x7x6xf32> {
  %y = norm.lp_normalize %x axes = [3] p = 3.0 epsilon = 1.0e-12 : tensor<2x5x7x6xf32>
  return %y : tensor<2x5x7x6xf32>
}

func.func @local_response_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}) -> tensor<2x6x5x7xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x6x5x7xf32>
  return %y : tensor<2x6x5x7xf32>
}

func.func @local_response_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}) -> tensor<2x5x7x6xf32> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x5x7x6xf32>
  return %y : tensor<2x5x7x6xf32>
}

func.func @weight_norm_nchw(%x: tensor<2x6x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}) -> tensor<2x6x5x7xf32> {
  %y = norm.weight_norm %x scale(%w : tensor<6xf32>) axis = 1 : tensor<2x6x5x7xf32>
  return %y : tensor<2x6x5x7xf32>
}

func.func @weight_norm_nhwc(%x: tensor<2x5x7x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}) -> tensor<2x5x7x6xf32> {
  %y = norm.weight_norm %x scale(%w : tensor<6xf32>) axis = 3 : tensor<2x5x7x6xf32>
  return %y : tensor<2x5x7x6xf32>
}
