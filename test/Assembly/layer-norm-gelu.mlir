// bf16 rows: rounding and erf without a call; what is left of pairs of vectors is half as wide on AVX2.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=ymm --stores=xmm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @layer_norm_gelu(%x: tensor<16384x1024xbf16>, %w: tensor<1024xbf16>, %b: tensor<1024xbf16>) -> tensor<16384x1024xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<1024xbf16>) bias(%b : tensor<1024xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<16384x1024xbf16>
  %root = arith.constant dense<0.70710678> : tensor<16384x1024xbf16>
  %one = arith.constant dense<1.0> : tensor<16384x1024xbf16>
  %half = arith.constant dense<0.5> : tensor<16384x1024xbf16>
  %0 = arith.mulf %y, %root : tensor<16384x1024xbf16>
  %1 = math.erf %0 : tensor<16384x1024xbf16>
  %2 = arith.addf %1, %one : tensor<16384x1024xbf16>
  %3 = arith.mulf %y, %half : tensor<16384x1024xbf16>
  %4 = arith.mulf %3, %2 : tensor<16384x1024xbf16>
  return %4 : tensor<16384x1024xbf16>
}
