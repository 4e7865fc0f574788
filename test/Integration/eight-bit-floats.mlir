// Results of 8-bit float types, by their bits, and values that were rounded to one.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}4 passed, 0 failed

func.func @e4m3(%x: tensor<4x9xf32> {norm.input = "normal:0,1"}) -> tensor<4x9xi8> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-3 : tensor<4x9xf32>
  %g = arith.truncf %y : tensor<4x9xf32> to tensor<4x9xf8E4M3FN>
  %r = arith.bitcast %g : tensor<4x9xf8E4M3FN> to tensor<4x9xi8>
  return %r : tensor<4x9xi8>
}

func.func @e5m2(%x: tensor<?x?xf32> {norm.input = "normal:0,1@3x65"}) -> tensor<?x?xi8> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-3 : tensor<?x?xf32>
  %g = arith.truncf %y : tensor<?x?xf32> to tensor<?x?xf8E5M2>
  %r = arith.bitcast %g : tensor<?x?xf8E5M2> to tensor<?x?xi8>
  return %r : tensor<?x?xi8>
}

func.func @of_bf16(%x: tensor<2x33xbf16> {norm.input = "lognormal:3"}) -> tensor<2x33xi8> {
  %g = arith.truncf %x : tensor<2x33xbf16> to tensor<2x33xf8E5M2>
  %r = arith.bitcast %g : tensor<2x33xf8E5M2> to tensor<2x33xi8>
  return %r : tensor<2x33xi8>
}

func.func @there_and_back(%x: tensor<2x33xf32> {norm.input = "normal:0,4"}) -> tensor<2x33xf32> {
  %g = arith.truncf %x : tensor<2x33xf32> to tensor<2x33xf8E4M3FN>
  %r = arith.extf %g : tensor<2x33xf8E4M3FN> to tensor<2x33xf32>
  %y = norm.layer_norm %r axes = [1] epsilon = 1.0e-3 : tensor<2x33xf32>
  return %y : tensor<2x33xf32>
}
