// Statistics of channels that are apart.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=ymm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @batch_norm_training(%x: tensor<32x64x56x56xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>) -> (tensor<32x64x56x56xf32>, tensor<64xf32>, tensor<64xf32>) {
  %y:3 = norm.batch_norm_training %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) running_mean(%m : tensor<64xf32>) running_variance(%v : tensor<64xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<32x64x56x56xf32>
  return %y#0, %y#1, %y#2 : tensor<32x64x56x56xf32>, tensor<64xf32>, tensor<64xf32>
}
