// Groups of channels, windows, vector norms and mixed statistics through the kernels, in awkward sizes.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/f64/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/bf16/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s
// RUN: sed -e 's/f32/f16/g' %s | norm-runner - --route=kernels --all --verify | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: {{^}}32 passed, 0 failed

func.func @nchw(%x: tensor<2x12x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}, %b: tensor<12xf32> {norm.input = "normal"}) -> tensor<2x12x5x7xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x12x5x7xf32>
  return %y : tensor<2x12x5x7xf32>
}

func.func @nchw_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x14x5x3"}, %w: tensor<?xf32> {norm.input = "normal:1,1@14"}, %b: tensor<?xf32> {norm.input = "normal@14"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 7 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @nchw_one_group(%x: tensor<2x9x33xf32> {norm.input = "normal:3,2"}, %w: tensor<9xf32> {norm.input = "normal:1,1"}, %b: tensor<9xf32> {norm.input = "normal"}) -> tensor<2x9x33xf32> {
  %y = norm.group_norm %x scale(%w : tensor<9xf32>) bias(%b : tensor<9xf32>) num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x9x33xf32>
  return %y : tensor<2x9x33xf32>
}

func.func @nchw_groups_of_one(%x: tensor<2x9x33xf32> {norm.input = "normal:3,2"}, %w: tensor<9xf32> {norm.input = "normal:1,1"}, %b: tensor<9xf32> {norm.input = "normal"}) -> tensor<2x9x33xf32> {
  %y = norm.group_norm %x scale(%w : tensor<9xf32>) bias(%b : tensor<9xf32>) num_groups = 9 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x9x33xf32>
  return %y : tensor<2x9x33xf32>
}

func.func @nchw_no_images(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@0x14x5x3"}, %w: tensor<?xf32> {norm.input = "normal:1,1@14"}, %b: tensor<?xf32> {norm.input = "normal@14"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 7 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @nhwc(%x: tensor<2x5x7x12xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}, %b: tensor<12xf32> {norm.input = "normal"}) -> tensor<2x5x7x12xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x12xf32>
  return %y : tensor<2x5x7x12xf32>
}

func.func @nhwc_dynamic(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x5x3x21"}, %w: tensor<?xf32> {norm.input = "normal:1,1@21"}, %b: tensor<?xf32> {norm.input = "normal@21"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 7 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @nhwc_long(%x: tensor<2x1025x34xf32> {norm.input = "normal:3,2"}, %w: tensor<34xf32> {norm.input = "normal:1,1"}, %b: tensor<34xf32> {norm.input = "normal"}) -> tensor<2x1025x34xf32> {
  %y = norm.group_norm %x scale(%w : tensor<34xf32>) bias(%b : tensor<34xf32>) num_groups = 2 channel_axis = 2 axes = [1] epsilon = 1.0e-5 : tensor<2x1025x34xf32>
  return %y : tensor<2x1025x34xf32>
}

func.func @nhwc_one_group(%x: tensor<2x33x9xf32> {norm.input = "normal:3,2"}, %w: tensor<9xf32> {norm.input = "normal:1,1"}, %b: tensor<9xf32> {norm.input = "normal"}) -> tensor<2x33x9xf32> {
  %y = norm.group_norm %x scale(%w : tensor<9xf32>) bias(%b : tensor<9xf32>) num_groups = 1 channel_axis = 2 axes = [1] epsilon = 1.0e-5 : tensor<2x33x9xf32>
  return %y : tensor<2x33x9xf32>
}

func.func @nhwc_no_images(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@0x5x3x21"}, %w: tensor<?xf32> {norm.input = "normal:1,1@21"}, %b: tensor<?xf32> {norm.input = "normal@21"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 7 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @ncdhw(%x: tensor<2x6x3x2x5xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal:1,1"}, %b: tensor<6xf32> {norm.input = "normal"}) -> tensor<2x6x3x2x5xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3, 4] epsilon = 1.0e-5 : tensor<2x6x3x2x5xf32>
  return %y : tensor<2x6x3x2x5xf32>
}

func.func @response(%x: tensor<2x7x5x13xf32> {norm.input = "normal:1,2"}) -> tensor<2x7x5x13xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x7x5x13xf32>
  return %y : tensor<2x7x5x13xf32>
}

func.func @response_channels_last(%x: tensor<2x5x65xf32> {norm.input = "normal:1,2"}) -> tensor<2x5x65xf32> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 5 alpha = 0.5 beta = 0.6 k = 1.0 : tensor<2x5x65xf32>
  return %y : tensor<2x5x65xf32>
}

func.func @response_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:1,2@3x17x9"}) -> tensor<?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 0.5 beta = 0.5 k = 1.0 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @response_last_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:1,2@1x7x1023"}) -> tensor<?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 3 alpha = 0.5 beta = 1.0 k = 1.0 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @response_last_short(%x: tensor<1x7x2xf32> {norm.input = "normal:1,2"}) -> tensor<1x7x2xf32> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 5 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<1x7x2xf32>
  return %y : tensor<1x7x2xf32>
}

func.func @response_empty(%x: tensor<?x?x?xf32> {norm.input = "normal:1,2@0x17x2"}) -> tensor<?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @response_of_computed(%x: tensor<2x9x5xf32> {norm.input = "normal:1,2"}) -> tensor<2x9x5xf32> {
  %n = math.absf %x : tensor<2x9x5xf32>
  %y = norm.local_response_norm %n channel_axis = 1 size = 3 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x9x5xf32>
  return %y : tensor<2x9x5xf32>
}

func.func @response_of_computed_last(%x: tensor<2x9x33xf32> {norm.input = "normal:1,2"}) -> tensor<2x9x33xf32> {
  %n = math.absf %x : tensor<2x9x33xf32>
  %y = norm.local_response_norm %n channel_axis = 2 size = 3 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<2x9x33xf32>
  return %y : tensor<2x9x33xf32>
}

func.func @l2_rows(%x: tensor<3x1023xf32> {norm.input = "normal:0,2"}) -> tensor<3x1023xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-6 : tensor<3x1023xf32>
  return %y : tensor<3x1023xf32>
}

func.func @l1_columns(%x: tensor<33x65xf32> {norm.input = "normal:0,2"}) -> tensor<33x65xf32> {
  %y = norm.lp_normalize %x axes = [0] p = 1.0 epsilon = 1.0e-6 : tensor<33x65xf32>
  return %y : tensor<33x65xf32>
}

func.func @l3_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:0,2@2x17x9"}) -> tensor<?x?x?xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-6 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @l2_all_of_one(%x: tensor<?xf32> {norm.input = "normal:0,2@1"}) -> tensor<?xf32> {
  %y = norm.lp_normalize %x axes = [0] p = 2.0 epsilon = 1.0e-6 : tensor<?xf32>
  return %y : tensor<?xf32>
}

func.func @l2_nothing(%x: tensor<?x?xf32> {norm.input = "normal:0,2@3x0"}) -> tensor<?x?xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-6 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @weights_rows(%x: tensor<7x3x33xf32> {norm.input = "normal:0,2"}, %g: tensor<7xf32> {norm.input = "normal"}) -> tensor<7x3x33xf32> {
  %y = norm.weight_norm %x scale(%g : tensor<7xf32>) axis = 0 : tensor<7x3x33xf32>
  return %y : tensor<7x3x33xf32>
}

func.func @weights_columns(%x: tensor<63x17xf32> {norm.input = "normal:0,2"}, %g: tensor<17xf32> {norm.input = "normal"}) -> tensor<63x17xf32> {
  %y = norm.weight_norm %x scale(%g : tensor<17xf32>) axis = 1 : tensor<63x17xf32>
  return %y : tensor<63x17xf32>
}

func.func @weights_middle_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:0,2@5x33x9"}, %g: tensor<?xf32> {norm.input = "normal@33"}) -> tensor<?x?x?xf32> {
  %y = norm.weight_norm %x scale(%g : tensor<?xf32>) axis = 1 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @weights_single_elements(%x: tensor<?xf32> {norm.input = "normal:0,2@17"}, %g: tensor<?xf32> {norm.input = "normal@17"}) -> tensor<?xf32> {
  %y = norm.weight_norm %x scale(%g : tensor<?xf32>) axis = 0 : tensor<?xf32>
  return %y : tensor<?xf32>
}

func.func @switchable_nchw(%x: tensor<2x3x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal:1,1"}, %b: tensor<3xf32> {norm.input = "normal"}, %mw: tensor<3xf32> {norm.input = "normal"}, %vw: tensor<3xf32> {norm.input = "normal"}, %m: tensor<3xf32> {norm.input = "normal"}, %v: tensor<3xf32> {norm.input = "lognormal"}) -> (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.switchable_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  return %0#0, %0#1, %0#2 : tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @switchable_nhwc(%x: tensor<2x5x7x17xf32> {norm.input = "normal:3,2"}, %w: tensor<17xf32> {norm.input = "normal:1,1"}, %b: tensor<17xf32> {norm.input = "normal"}, %mw: tensor<3xf32> {norm.input = "normal"}, %vw: tensor<3xf32> {norm.input = "normal"}, %m: tensor<17xf32> {norm.input = "normal"}, %v: tensor<17xf32> {norm.input = "lognormal"}) -> (tensor<2x5x7x17xf32>, tensor<17xf32>, tensor<17xf32>) {
  %0:3 = norm.switchable_norm %x scale(%w : tensor<17xf32>) bias(%b : tensor<17xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%m : tensor<17xf32>) running_variance(%v : tensor<17xf32>) channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x17xf32>
  return %0#0, %0#1, %0#2 : tensor<2x5x7x17xf32>, tensor<17xf32>, tensor<17xf32>
}

func.func @switchable_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:3,2@3x9x33"}, %w: tensor<?xf32> {norm.input = "normal:1,1@9"}, %b: tensor<?xf32> {norm.input = "normal@9"}, %mw: tensor<3xf32> {norm.input = "normal"}, %vw: tensor<3xf32> {norm.input = "normal"}, %m: tensor<?xf32> {norm.input = "normal@9"}, %v: tensor<?xf32> {norm.input = "lognormal@9"}) -> (tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.switchable_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

// The statistics of the only element of each row are read where they vary.
func.func @rows_of_one(%x: tensor<2x33x31xf32> {norm.input = "normal:0,1,10@2x33x31"}) -> tensor<2x33x31xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 1.0 epsilon = 1.0e-6 : tensor<2x33x31xf32>
  %z = norm.layer_norm %y axes = [2] epsilon = 1.0e-3 : tensor<2x33x31xf32>
  return %z : tensor<2x33x31xf32>
}
