// Groups of images that many blocks share on an emulated GPU: sums by blocks, which points or a kernel in between add up.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=reverse | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=shuffled | FileCheck %s
// CHECK-NOT: FAILED
// CHECK:     18 passed, 0 failed

func.func @group_norm(%x: tensor<1x4x256x264xf32> {norm.input = "normal:3,2"}, %w: tensor<4xf32> {norm.input = "normal:1,1"}) -> tensor<1x4x256x264xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<1x4x256x264xf32>
  return %y : tensor<1x4x256x264xf32>
}
func.func @group_norm_statistics(%x: tensor<1x4x256x264xf32> {norm.input = "normal:3,2"}, %w: tensor<4xf32> {norm.input = "normal:1,1"}) -> (tensor<1x4x256x264xf32>, tensor<1x2xf32>, tensor<1x2xf32>) {
  %y, %m, %r = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<1x4x256x264xf32>
  return %y, %m, %r : tensor<1x4x256x264xf32>, tensor<1x2xf32>, tensor<1x2xf32>
}
func.func @group_norm_bf16(%x: tensor<1x4x256x264xbf16> {norm.input = "normal:3,2"}, %w: tensor<4xbf16> {norm.input = "normal:1,1"}) -> tensor<1x4x256x264xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<4xbf16>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<1x4x256x264xbf16>
  return %y : tensor<1x4x256x264xbf16>
}
func.func @group_norm_at_run_time(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x4x100x101"}, %w: tensor<?xf32> {norm.input = "normal:1,1@4"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}
func.func @group_norm_short_at_run_time(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x4x3x5"}, %w: tensor<?xf32> {norm.input = "normal:1,1@4"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}
func.func @group_norm_nhwc(%x: tensor<2x20x21x12xf32> {norm.input = "normal:3,2"}, %w: tensor<12xf32> {norm.input = "normal:1,1"}) -> tensor<2x20x21x12xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x20x21x12xf32>
  return %y : tensor<2x20x21x12xf32>
}
func.func @group_norm_nhwc_at_run_time(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@2x20x31x12"}, %w: tensor<?xf32> {norm.input = "normal:1,1@12"}) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}
func.func @batch_norm(%x: tensor<9x2x128x128xf32> {norm.input = "normal:3,2"}, %m: tensor<2xf32> {norm.input = "normal:1,1"}, %v: tensor<2xf32> {norm.input = "lognormal:0,1"}) -> (tensor<9x2x128x128xf32>, tensor<2xf32>, tensor<2xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<9x2x128x128xf32>
  return %y, %a, %b : tensor<9x2x128x128xf32>, tensor<2xf32>, tensor<2xf32>
}
func.func @batch_norm_odd(%x: tensor<41x2x57x59xf32> {norm.input = "normal:3,2"}, %m: tensor<2xf32> {norm.input = "normal:1,1"}, %v: tensor<2xf32> {norm.input = "lognormal:0,1"}) -> (tensor<41x2x57x59xf32>, tensor<2xf32>, tensor<2xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<41x2x57x59xf32>
  return %y, %a, %b : tensor<41x2x57x59xf32>, tensor<2xf32>, tensor<2xf32>
}
func.func @batch_norm_at_run_time(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@3x5x70x81"}, %m: tensor<?xf32> {norm.input = "normal:1,1@5"}, %v: tensor<?xf32> {norm.input = "lognormal:0,1@5"}) -> (tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?x?x?xf32>
  return %y, %a, %b : tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}
func.func @batch_norm_nhwc(%x: tensor<3x20x20x40xf32> {norm.input = "normal:3,2"}, %m: tensor<40xf32> {norm.input = "normal:1,1"}, %v: tensor<40xf32> {norm.input = "lognormal:0,1"}) -> (tensor<3x20x20x40xf32>, tensor<40xf32>, tensor<40xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<40xf32>) running_variance(%v : tensor<40xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<3x20x20x40xf32>
  return %y, %a, %b : tensor<3x20x20x40xf32>, tensor<40xf32>, tensor<40xf32>
}
func.func @batch_norm_nhwc_bf16(%x: tensor<3x20x20x40xbf16> {norm.input = "normal:3,2"}, %m: tensor<40xf32> {norm.input = "normal:1,1"}, %v: tensor<40xf32> {norm.input = "lognormal:0,1"}) -> (tensor<3x20x20x40xbf16>, tensor<40xf32>, tensor<40xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<40xf32>) running_variance(%v : tensor<40xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<3x20x20x40xbf16>
  return %y, %a, %b : tensor<3x20x20x40xbf16>, tensor<40xf32>, tensor<40xf32>
}
func.func @batch_norm_nhwc_at_run_time(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@3x20x20x5"}, %m: tensor<?xf32> {norm.input = "normal:1,1@5"}, %v: tensor<?xf32> {norm.input = "lognormal:0,1@5"}) -> (tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?x?x?xf32>
  return %y, %a, %b : tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}
func.func @batch_norm_nhwc_empty_at_run_time(%x: tensor<?x?x?x?xf32> {norm.input = "normal:3,2@0x20x20x5"}, %m: tensor<?xf32> {norm.input = "normal:1,1@5"}, %v: tensor<?xf32> {norm.input = "lognormal:0,1@5"}) -> (tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 1.0e-1 : tensor<?x?x?x?xf32>
  return %y, %a, %b : tensor<?x?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
}
func.func @instance_norm(%x: tensor<1x2x300x500xf32> {norm.input = "normal:1000,2"}) -> tensor<1x2x300x500xf32> {
  %y = norm.instance_norm %x channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<1x2x300x500xf32>
  return %y : tensor<1x2x300x500xf32>
}
func.func @two_pass(%x: tensor<1x2x300x500xf32> {norm.input = "normal:1000,2"}) -> tensor<1x2x300x500xf32> {
  %y = norm.instance_norm %x channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {estimator = #norm.estimator<two_pass>} : tensor<1x2x300x500xf32>
  return %y : tensor<1x2x300x500xf32>
}

// Sums that are read as they are, of columns and of channels with few neighbours.
func.func @columns(%x: tensor<1000x24xf32> {norm.input = "normal:3,2"}) -> tensor<1000x24xf32> {
  %e = tensor.empty() : tensor<1000x24xf32>
  %y = norm.kernel sizes = [1000, 24] ins(%x : tensor<1000x24xf32>) outs(%e : tensor<1000x24xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>] {
  ^bb0(%a: f32):
    %m = norm.reduce <max> %a over [0] : f32
    %d = arith.subf %a, %m : f32
    norm.yield %d : f32
  } -> tensor<1000x24xf32>
  return %y : tensor<1000x24xf32>
}
func.func @short_channels(%x: tensor<2x2700x49xf32> {norm.input = "normal:3,2"}, %w: tensor<2700xf32> {norm.input = "normal:1,1"}) -> tensor<2x2700x49xf32> {
  %e = tensor.empty() : tensor<2x2700x49xf32>
  %y = norm.kernel sizes = [2, 2700, 49] ins(%x, %w : tensor<2x2700x49xf32>, tensor<2700xf32>) outs(%e : tensor<2x2700x49xf32>) maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j)>, affine_map<(i, j, k) -> (i, j, k)>] {
  ^bb0(%a: f32, %b: f32):
    %m = norm.reduce <max> %a over [1, 2] : f32
    %d = arith.subf %a, %m : f32
    %q = arith.mulf %d, %b : f32
    norm.yield %q : f32
  } -> tensor<2x2700x49xf32>
  return %y : tensor<2x2700x49xf32>
}
