// Rows that share scale and bias, and pixels that share statistics: each is read once for two rows, or four, or eight.
// Of a row alone three, or, of f32 in two registers for one of bf16, seven would be read for one that is stored.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --loads=4 | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --loads=1.75 | FileCheck %s
// RUN: norm-compile %s --cpu=znver4 --emit=assembly -o %t.bf16.s && %python %S/../check_assembly.py %t.bf16.s --bits=512 --loads=1.75 | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops

// Two pairs of registers are rounded and looked at together.
// RUN: FileCheck %s --check-prefix=ROUND < %t.bf16.s
// ROUND-LABEL: layer_norm:
// ROUND-COUNT-2: vcvtne2ps2bf16
// ROUND-COUNT-2: vptestnmw
// ROUND:         kortestd

func.func @layer_norm(%x: tensor<1024x768xbf16>, %w: tensor<768xbf16>, %b: tensor<768xbf16>) -> tensor<1024x768xbf16> attributes {norm.serial} {
  %y = norm.layer_norm %x scale(%w : tensor<768xbf16>) bias(%b : tensor<768xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1024x768xbf16>
  return %y : tensor<1024x768xbf16>
}

func.func @batch_norm(%x: tensor<8x28x28x256xbf16>, %m: tensor<256xf32>, %v: tensor<256xf32>, %w: tensor<256xf32>, %b: tensor<256xf32>) -> tensor<8x28x28x256xbf16> attributes {norm.serial} {
  %y = norm.batch_norm %x mean(%m : tensor<256xf32>) variance(%v : tensor<256xf32>) scale(%w : tensor<256xf32>) bias(%b : tensor<256xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<8x28x28x256xbf16>
  return %y : tensor<8x28x28x256xbf16>
}
