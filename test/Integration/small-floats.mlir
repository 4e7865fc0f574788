// Floats of 8 bits: results, inputs, arithmetic, tables.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}5 passed, 0 failed

func.func @from_f32(%x: tensor<4096xf32> {norm.input = "normal:0,200@4096"}) -> (tensor<4096xi8>, tensor<4096xi8>) {
  %a = arith.truncf %x : tensor<4096xf32> to tensor<4096xf8E4M3FN>
  %b = arith.truncf %x : tensor<4096xf32> to tensor<4096xf8E5M2>
  %c = arith.bitcast %a : tensor<4096xf8E4M3FN> to tensor<4096xi8>
  %d = arith.bitcast %b : tensor<4096xf8E5M2> to tensor<4096xi8>
  return %c, %d : tensor<4096xi8>, tensor<4096xi8>
}

func.func @back(%x: tensor<256xi8> {norm.input = "random@256"}) -> (tensor<256xf32>, tensor<256xf32>, tensor<256xf16>) {
  %c = arith.bitcast %x : tensor<256xi8> to tensor<256xf8E4M3FN>
  %d = arith.bitcast %x : tensor<256xi8> to tensor<256xf8E5M2>
  %a = arith.extf %c : tensor<256xf8E4M3FN> to tensor<256xf32>
  %b = arith.extf %d : tensor<256xf8E5M2> to tensor<256xf32>
  %e = arith.extf %d : tensor<256xf8E5M2> to tensor<256xf16>
  return %a, %b, %e : tensor<256xf32>, tensor<256xf32>, tensor<256xf16>
}

func.func @arithmetic(%x: tensor<256xi8> {norm.input = "random@256"}) -> tensor<256xi8> {
  %k = arith.constant dense<1.5> : tensor<256xf8E4M3FN>
  %c = arith.bitcast %x : tensor<256xi8> to tensor<256xf8E4M3FN>
  %s = arith.addf %c, %k : tensor<256xf8E4M3FN>
  %n = arith.negf %s : tensor<256xf8E4M3FN>
  %m = arith.maximumf %n, %c : tensor<256xf8E4M3FN>
  %p = math.absf %m : tensor<256xf8E4M3FN>
  %r = arith.bitcast %p : tensor<256xf8E4M3FN> to tensor<256xi8>
  return %r : tensor<256xi8>
}

func.func @table(%x: tensor<4xi8> {norm.input = "random@4"}) -> tensor<4xi8> {
  %k = arith.constant dense<[1.5, 2.0, -3.0, 0.5]> : tensor<4xf8E5M2>
  %c = arith.bitcast %x : tensor<4xi8> to tensor<4xf8E5M2>
  %s = arith.addf %c, %k : tensor<4xf8E5M2>
  %r = arith.bitcast %s : tensor<4xf8E5M2> to tensor<4xi8>
  return %r : tensor<4xi8>
}

func.func @quantized(%x: tensor<4x64xf32> {norm.input = "normal:0,1@4x64"}) -> tensor<4x64xi8> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-3 : tensor<4x64xf32>
  %g = arith.truncf %y : tensor<4x64xf32> to tensor<4x64xf8E4M3FN>
  %r = arith.bitcast %g : tensor<4x64xf8E4M3FN> to tensor<4x64xi8>
  return %r : tensor<4x64xi8>
}
