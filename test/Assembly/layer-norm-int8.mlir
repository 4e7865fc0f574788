// Rows to int8: one vector of bytes is what AVX-512 has registers to fill, half of one on AVX2; a rest goes as it comes.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=xmm --stores=scalar | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

#space = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @layer_norm_int8(%x: tensor<16384x1024xf32>, %w: tensor<1024xf32>, %b: tensor<1024xf32>) -> (tensor<16384x1024xi8>, tensor<16384xf32>) {
  %y = norm.layer_norm %x scale(%w : tensor<1024xf32>) bias(%b : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<16384x1024xf32>
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<16384xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<16384xf32>) -> tensor<16384xf32>
  %absmax = linalg.generic {indexing_maps = [#space, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<16384x1024xf32>) outs(%init : tensor<16384xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %abs = math.absf %a : f32
    %max = arith.maximumf %acc, %abs : f32
    linalg.yield %max : f32
  } -> tensor<16384xf32>
  %scale = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%absmax : tensor<16384xf32>) outs(%e : tensor<16384xf32>) {
  ^bb0(%a: f32, %o: f32):
    %k = arith.constant 127.0 : f32
    %s = arith.divf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<16384xf32>
  %q0 = tensor.empty() : tensor<16384x1024xi8>
  %q = linalg.generic {indexing_maps = [#space, #row, #space], iterator_types = ["parallel", "parallel"]} ins(%y, %scale : tensor<16384x1024xf32>, tensor<16384xf32>) outs(%q0 : tensor<16384x1024xi8>) {
  ^bb0(%a: f32, %s: f32, %o: i8):
    %lo = arith.constant -128.0 : f32
    %hi = arith.constant 127.0 : f32
    %d = arith.divf %a, %s : f32
    %r = math.roundeven %d : f32
    %c = arith.maximumf %r, %lo : f32
    %c2 = arith.minimumf %c, %hi : f32
    %i = arith.fptosi %c2 : f32 to i8
    linalg.yield %i : i8
  } -> tensor<16384x1024xi8>
  return %q, %scale : tensor<16384x1024xi8>, tensor<16384xf32>
}
