// Group norm of channels that are innermost, few of which make a group: neighbouring threads take neighbouring groups.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --chip=sm_80 --thread-order=shuffled | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --chip=sm_89 --thread-order=reverse | FileCheck %s
// CHECK-NOT: FAILED
// CHECK:     8 passed, 0 failed

func.func @small(%x: tensor<3x5x7x12xf32> {norm.input = "normal:1,2"}, %w: tensor<12xf32>, %b: tensor<12xf32>) -> tensor<3x5x7x12xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 6 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<3x5x7x12xf32>
  return %y : tensor<3x5x7x12xf32>
}

// Sums by blocks, of groups of four channels that are a quarter of what memory moves at once.
func.func @long(%x: tensor<2x72x73x20xbf16> {norm.input = "normal:100,2"}, %w: tensor<20xbf16>, %b: tensor<20xbf16>) -> tensor<2x72x73x20xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<20xbf16>) bias(%b : tensor<20xbf16>) num_groups = 5 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x72x73x20xbf16>
  return %y : tensor<2x72x73x20xbf16>
}

func.func @odd_channels(%x: tensor<1x80x81x9xf16> {norm.input = "normal:1,2"}) -> tensor<1x80x81x9xf16> {
  %y = norm.group_norm %x num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<1x80x81x9xf16>
  return %y : tensor<1x80x81x9xf16>
}

func.func @statistics(%x: tensor<2x70x75x8xf32> {norm.input = "normal:1,2"}) -> (tensor<2x70x75x8xf32>, tensor<2x4xf32>, tensor<2x4xf32>) {
  %y, %m, %r = norm.group_norm %x num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<2x70x75x8xf32>
  return %y, %m, %r : tensor<2x70x75x8xf32>, tensor<2x4xf32>, tensor<2x4xf32>
}

func.func @dynamic(%x: tensor<?x?x?x8xf32> {norm.input = "normal:1,2@2x30x31x8"}, %w: tensor<8xf32>) -> tensor<?x?x?x8xf32> {
  %y = norm.group_norm %x scale(%w : tensor<8xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x8xf32>
  return %y : tensor<?x?x?x8xf32>
}

// With an activation after it.
func.func @silu(%x: tensor<2x40x41x64xbf16> {norm.input = "normal:1,2"}, %w: tensor<64xbf16>, %b: tensor<64xbf16>) -> tensor<2x40x41x64xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<64xbf16>) bias(%b : tensor<64xbf16>) num_groups = 32 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x40x41x64xbf16>
  %n = arith.negf %y : tensor<2x40x41x64xbf16>
  %e = math.exp %n : tensor<2x40x41x64xbf16>
  %one = arith.constant dense<1.0> : tensor<2x40x41x64xbf16>
  %d = arith.addf %e, %one : tensor<2x40x41x64xbf16>
  %z = arith.divf %y, %d : tensor<2x40x41x64xbf16>
  return %z : tensor<2x40x41x64xbf16>
}

// Statistics alone, of which there is one for each group, of sizes known at run time.
func.func @only_statistics(%x: tensor<?x?x?x?xf32> {norm.input = "normal:100,1@2x6x150x151"}) -> (tensor<?x2xf32>, tensor<?x2xf32>) {
  %y, %m, %r = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {return_statistics} : tensor<?x?x?x?xf32>
  return %m, %r : tensor<?x2xf32>, tensor<?x2xf32>
}

// A window that only results of a group read.
func.func @window(%x: tensor<4x128xf32> {norm.input = "normal:1,2"}, %b: tensor<6xf32> {norm.input = "normal:1,2"}) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %z = norm.kernel sizes = [4, 128] ins(%x, %b : tensor<4x128xf32>, tensor<6xf32>) outs(%e : tensor<4xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i + 2)>, affine_map<(i, j) -> (i)>] {
  ^bb0(%a: f32, %c: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %q = arith.addf %s, %c : f32
    norm.yield %q : f32
  } -> tensor<4xf32>
  return %z : tensor<4xf32>
}
