// Groups of channels that are apart, and exp without a call.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=ymm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @group_norm_silu(%x: tensor<16x320x64x64xf32>, %w: tensor<320xf32>, %b: tensor<320xf32>) -> tensor<16x320x64x64xf32> {
  %y = norm.group_norm %x scale(%w : tensor<320xf32>) bias(%b : tensor<320xf32>) num_groups = 32 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<16x320x64x64xf32>
  %one = arith.constant dense<1.0> : tensor<16x320x64x64xf32>
  %0 = arith.negf %y : tensor<16x320x64x64xf32>
  %1 = math.exp %0 : tensor<16x320x64x64xf32>
  %2 = arith.addf %1, %one : tensor<16x320x64x64xf32>
  %3 = arith.divf %y, %2 : tensor<16x320x64x64xf32>
  return %3 : tensor<16x320x64x64xf32>
}
