// Sums of bf16 are formed in f32: two of them are widened, two registers each, once in an iteration.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --widens=4 | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --widens=4 | FileCheck %s
// RUN: norm-compile %s --cpu=znver4 --emit=assembly -o %t.bf16.s && %python %S/../check_assembly.py %t.bf16.s --bits=512 --reduces --widens=4 | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

// Where the processor adds up products of bf16, elements are not even converted; and it rounds them.
// RUN: FileCheck %s --check-prefix=BF16 < %t.bf16.s
// BF16-LABEL: layer_norm:
// BF16-COUNT-16: vdpbf16ps
// BF16:          vfpclassps
// BF16:          vcvtneps2bf16
// BF16-LABEL: rms_norm:
// BF16-COUNT-8:  vdpbf16ps
// BF16:          vcvtne2ps2bf16
// BF16:          vptestnmw

func.func @layer_norm(%x: tensor<16x4096xbf16>, %w: tensor<4096xf32>, %b: tensor<4096xf32>) -> tensor<16x4096xbf16> attributes {norm.serial} {
  %y = norm.layer_norm %x scale(%w : tensor<4096xf32>) bias(%b : tensor<4096xf32>) axes = [1] epsilon = 1.0e-5 : tensor<16x4096xbf16>
  return %y : tensor<16x4096xbf16>
}

func.func @rms_norm(%x: tensor<16x4096xbf16>, %w: tensor<4096xbf16>) -> tensor<16x4096xbf16> attributes {norm.serial} {
  %y = norm.rms_norm %x scale(%w : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<16x4096xbf16>
  return %y : tensor<16x4096xbf16>
}
