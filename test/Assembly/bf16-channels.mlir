// Sums of bf16 over images: rows of channel-first ones, and columns, eight rows of which are added up first.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --widens=16 | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --widens=16 | FileCheck %s
// RUN: norm-compile %s --cpu=znver4 --emit=assembly -o %t.bf16.s && %python %S/../check_assembly.py %t.bf16.s --bits=512 --reduces --widens=16 | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @group_norm(%x: tensor<2x64x32x32xbf16>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<2x64x32x32xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) num_groups = 8 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x64x32x32xbf16>
  return %y : tensor<2x64x32x32xbf16>
}

func.func @batch_norm(%x: tensor<4x28x28x64xbf16>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<4x28x28x64xbf16> {
  %y = norm.batch_norm_training %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<4x28x28x64xbf16>
  return %y : tensor<4x28x28x64xbf16>
}
