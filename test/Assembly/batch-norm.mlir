// Channels next to each other, with statistics that are given: nothing is summed.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --stores=ymm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, 0 with sums

func.func @batch_norm_relu(%x: tensor<32x56x56x64xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<32x56x56x64xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<64xf32>) variance(%v : tensor<64xf32>) scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<32x56x56x64xf32>
  %zero = arith.constant dense<0.0> : tensor<32x56x56x64xf32>
  %r = arith.maximumf %y, %zero : tensor<32x56x56x64xf32>
  return %r : tensor<32x56x56x64xf32>
}
