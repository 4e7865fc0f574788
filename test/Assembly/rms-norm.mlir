// bf16 rows of any length; what is left of pairs of vectors is half as wide on AVX2.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=ymm --stores=xmm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @rms_norm(%x: tensor<?x?xbf16>, %w: tensor<?xbf16>) -> tensor<?x?xbf16> {
  %y = norm.rms_norm %x scale(%w : tensor<?xbf16>) axes = [1] epsilon = 1.0e-6 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
