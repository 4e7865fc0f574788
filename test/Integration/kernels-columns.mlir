// Vectors that run along a kept dimension: channel-last batch and instance normalization and layer normalization over
// leading axes, with channels that fill no vector, one or several, and columns of awkward lengths.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/f64/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/bf16/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/f16/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: {{^}}28 passed, 0 failed

func.func @training_2_1(%x: tensor<2x1xf32> {norm.input = "normal:3,2"}, %m: tensor<1xf32> {norm.input = "normal"}, %v: tensor<1xf32> {norm.input = "lognormal"}) -> (tensor<2x1xf32>, tensor<1xf32>, tensor<1xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<1xf32>) running_variance(%v : tensor<1xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<2x1xf32>
  return %0#0, %0#1, %0#2 : tensor<2x1xf32>, tensor<1xf32>, tensor<1xf32>
}

func.func @training_7_7(%x: tensor<7x7xf32> {norm.input = "normal:3,2"}, %m: tensor<7xf32> {norm.input = "normal"}, %v: tensor<7xf32> {norm.input = "lognormal"}) -> (tensor<7x7xf32>, tensor<7xf32>, tensor<7xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<7xf32>) running_variance(%v : tensor<7xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<7x7xf32>
  return %0#0, %0#1, %0#2 : tensor<7x7xf32>, tensor<7xf32>, tensor<7xf32>
}

func.func @training_33_17(%x: tensor<33x17xf32> {norm.input = "normal:3,2"}, %m: tensor<17xf32> {norm.input = "normal"}, %v: tensor<17xf32> {norm.input = "lognormal"}) -> (tensor<33x17xf32>, tensor<17xf32>, tensor<17xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<17xf32>) running_variance(%v : tensor<17xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<33x17xf32>
  return %0#0, %0#1, %0#2 : tensor<33x17xf32>, tensor<17xf32>, tensor<17xf32>
}

func.func @training_63_33(%x: tensor<63x33xf32> {norm.input = "normal:3,2"}, %m: tensor<33xf32> {norm.input = "normal"}, %v: tensor<33xf32> {norm.input = "lognormal"}) -> (tensor<63x33xf32>, tensor<33xf32>, tensor<33xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<33xf32>) running_variance(%v : tensor<33xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<63x33xf32>
  return %0#0, %0#1, %0#2 : tensor<63x33xf32>, tensor<33xf32>, tensor<33xf32>
}

func.func @training_1000_65(%x: tensor<1000x65xf32> {norm.input = "normal:3,2"}, %m: tensor<65xf32> {norm.input = "normal"}, %v: tensor<65xf32> {norm.input = "lognormal"}) -> (tensor<1000x65xf32>, tensor<65xf32>, tensor<65xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<65xf32>) running_variance(%v : tensor<65xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<1000x65xf32>
  return %0#0, %0#1, %0#2 : tensor<1000x65xf32>, tensor<65xf32>, tensor<65xf32>
}

func.func @training_1025_7(%x: tensor<1025x7xf32> {norm.input = "normal:3,2"}, %m: tensor<7xf32> {norm.input = "normal"}, %v: tensor<7xf32> {norm.input = "lognormal"}) -> (tensor<1025x7xf32>, tensor<7xf32>, tensor<7xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<7xf32>) running_variance(%v : tensor<7xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<1025x7xf32>
  return %0#0, %0#1, %0#2 : tensor<1025x7xf32>, tensor<7xf32>, tensor<7xf32>
}

func.func @training_4097_33(%x: tensor<4097x33xf32> {norm.input = "normal:3,2"}, %m: tensor<33xf32> {norm.input = "normal"}, %v: tensor<33xf32> {norm.input = "lognormal"}) -> (tensor<4097x33xf32>, tensor<33xf32>, tensor<33xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<33xf32>) running_variance(%v : tensor<33xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<4097x33xf32>
  return %0#0, %0#1, %0#2 : tensor<4097x33xf32>, tensor<33xf32>, tensor<33xf32>
}

func.func @training_dynamic_2_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@2x1"}, %m: tensor<?xf32> {norm.input = "normal@1"}, %v: tensor<?xf32> {norm.input = "lognormal@1"}) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @training_dynamic_17_1023(%x: tensor<?x?xf32> {norm.input = "normal:3,2@17x1023"}, %m: tensor<?xf32> {norm.input = "normal@1023"}, %v: tensor<?xf32> {norm.input = "lognormal@1023"}) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @training_dynamic_1023_65(%x: tensor<?x?xf32> {norm.input = "normal:3,2@1023x65"}, %m: tensor<?xf32> {norm.input = "normal@65"}, %v: tensor<?xf32> {norm.input = "lognormal@65"}) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @training_dynamic_4097_7(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4097x7"}, %m: tensor<?xf32> {norm.input = "normal@7"}, %v: tensor<?xf32> {norm.input = "lognormal@7"}) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @training_nchw(%x: tensor<3x5x7x9xf32> {norm.input = "normal:3,2"}, %m: tensor<5xf32> {norm.input = "normal"}, %v: tensor<5xf32> {norm.input = "lognormal"}) -> (tensor<3x5x7x9xf32>, tensor<5xf32>, tensor<5xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<5xf32>) running_variance(%v : tensor<5xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<3x5x7x9xf32>
  return %0#0, %0#1, %0#2 : tensor<3x5x7x9xf32>, tensor<5xf32>, tensor<5xf32>
}

func.func @training_nhwc_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@3x5x7x9"}, %m: tensor<?xf32> {norm.input = "normal@9"}, %v: tensor<?xf32> {norm.input = "lognormal@9"}) -> (tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?x?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @training_ncdhw(%x: tensor<2x3x4x5x7xf32> {norm.input = "normal:3,2"}, %m: tensor<3xf32> {norm.input = "normal"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<2x3x4x5x7xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<2x3x4x5x7xf32>
  return %0#0, %0#1, %0#2 : tensor<2x3x4x5x7xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @inference_3_1(%x: tensor<3x1xf32> {norm.input = "normal:3,2"}, %m: tensor<1xf32> {norm.input = "normal"}, %v: tensor<1xf32> {norm.input = "lognormal"}, %w: tensor<1xf32> {norm.input = "normal:1,1"}, %b: tensor<1xf32> {norm.input = "normal"}) -> tensor<3x1xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<1xf32>) variance(%v : tensor<1xf32>) scale(%w : tensor<1xf32>) bias(%b : tensor<1xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<3x1xf32>
  return %y : tensor<3x1xf32>
}

func.func @inference_7_65(%x: tensor<7x65xf32> {norm.input = "normal:3,2"}, %m: tensor<65xf32> {norm.input = "normal"}, %v: tensor<65xf32> {norm.input = "lognormal"}, %w: tensor<65xf32> {norm.input = "normal:1,1"}, %b: tensor<65xf32> {norm.input = "normal"}) -> tensor<7x65xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<65xf32>) variance(%v : tensor<65xf32>) scale(%w : tensor<65xf32>) bias(%b : tensor<65xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<7x65xf32>
  return %y : tensor<7x65xf32>
}

func.func @inference_65_1025(%x: tensor<65x1025xf32> {norm.input = "normal:3,2"}, %m: tensor<1025xf32> {norm.input = "normal"}, %v: tensor<1025xf32> {norm.input = "lognormal"}, %w: tensor<1025xf32> {norm.input = "normal:1,1"}, %b: tensor<1025xf32> {norm.input = "normal"}) -> tensor<65x1025xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<1025xf32>) variance(%v : tensor<1025xf32>) scale(%w : tensor<1025xf32>) bias(%b : tensor<1025xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<65x1025xf32>
  return %y : tensor<65x1025xf32>
}

func.func @inference_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:3,2@5x7x33"}, %m: tensor<?xf32> {norm.input = "normal@33"}, %v: tensor<?xf32> {norm.input = "lognormal@33"}, %w: tensor<?xf32> {norm.input = "normal:1,1@33"}, %b: tensor<?xf32> {norm.input = "normal@33"}) -> tensor<?x?x?xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 2 epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @inference_empty(%x: tensor<?x?x?xf32> {norm.input = "normal:3,2@0x7x33"}, %m: tensor<?xf32> {norm.input = "normal@33"}, %v: tensor<?xf32> {norm.input = "lognormal@33"}, %w: tensor<?xf32> {norm.input = "normal:1,1@33"}, %b: tensor<?xf32> {norm.input = "normal@33"}) -> tensor<?x?x?xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 2 epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @inference_nchw(%x: tensor<2x33x5x7xf32> {norm.input = "normal:3,2"}, %m: tensor<33xf32> {norm.input = "normal"}, %v: tensor<33xf32> {norm.input = "lognormal"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<2x33x5x7xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<33xf32>) variance(%v : tensor<33xf32>) scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x33x5x7xf32>
  return %y : tensor<2x33x5x7xf32>
}

func.func @instance_nhwc(%x: tensor<2x5x7x33xf32> {norm.input = "normal:3,2"}, %w: tensor<33xf32> {norm.input = "normal:1,1"}, %b: tensor<33xf32> {norm.input = "normal"}) -> tensor<2x5x7x33xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<33xf32>) bias(%b : tensor<33xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x33xf32>
  return %y : tensor<2x5x7x33xf32>
}

func.func @instance_nhwc_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x9x7x17"}, %w: tensor<?xf32> {norm.input = "normal:1,1@17"}, %b: tensor<?xf32> {norm.input = "normal@17"}) -> tensor<?x?x?x?xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @instance_nchw(%x: tensor<2x7x5x13xf32> {norm.input = "normal:3,2"}, %w: tensor<7xf32> {norm.input = "normal:1,1"}, %b: tensor<7xf32> {norm.input = "normal"}) -> tensor<2x7x5x13xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<7xf32>) bias(%b : tensor<7xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x7x5x13xf32>
  return %y : tensor<2x7x5x13xf32>
}

func.func @instance_long_columns(%x: tensor<2x1025x7xf32> {norm.input = "normal:3,2"}, %w: tensor<7xf32> {norm.input = "normal:1,1"}, %b: tensor<7xf32> {norm.input = "normal"}) -> tensor<2x1025x7xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<7xf32>) bias(%b : tensor<7xf32>) channel_axis = 2 axes = [1] epsilon = 1.0e-5 : tensor<2x1025x7xf32>
  return %y : tensor<2x1025x7xf32>
}

func.func @layer_over_rows(%x: tensor<17x65xf32> {norm.input = "normal:3,2"}, %w: tensor<17xf32> {norm.input = "normal:1,1"}, %b: tensor<17xf32> {norm.input = "normal"}) -> tensor<17x65xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<17xf32>) bias(%b : tensor<17xf32>) axes = [0] epsilon = 1.0e-5 : tensor<17x65xf32>
  return %y : tensor<17x65xf32>
}

func.func @layer_over_channels(%x: tensor<2x17x9x5xf32> {norm.input = "normal:3,2"}, %w: tensor<17xf32> {norm.input = "normal:1,1"}, %b: tensor<17xf32> {norm.input = "normal"}) -> tensor<2x17x9x5xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<17xf32>) bias(%b : tensor<17xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x17x9x5xf32>
  return %y : tensor<2x17x9x5xf32>
}

func.func @layer_over_channels_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:3,2@2x33x65"}, %w: tensor<?xf32> {norm.input = "normal:1,1@33"}, %b: tensor<?xf32> {norm.input = "normal@33"}) -> tensor<?x?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @rms_over_long_columns(%x: tensor<1025x7xf32> {norm.input = "normal:3,2"}, %w: tensor<1025xf32> {norm.input = "normal:1,1"}) -> tensor<1025x7xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<1025xf32>) axes = [0] epsilon = 1.0e-5 : tensor<1025x7xf32>
  return %y : tensor<1025x7xf32>
}
