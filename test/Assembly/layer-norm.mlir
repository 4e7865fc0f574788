// Rows: sums in full registers, results past the cache where they exceed it.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=ymm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @layer_norm(%x: tensor<?x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> tensor<?x1024xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x1024xf32>
  return %y : tensor<?x1024xf32>
}
