// linalg.softmax along any axis, alone and beside norms.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}4 passed, 0 failed

func.func @alone(%x: tensor<4x65xf32> {norm.input = "normal:0,3"}) -> tensor<4x65xf32> {
  %e = tensor.empty() : tensor<4x65xf32>
  %y = linalg.softmax dimension(1) ins(%x : tensor<4x65xf32>) outs(%e : tensor<4x65xf32>) -> tensor<4x65xf32>
  return %y : tensor<4x65xf32>
}

func.func @columns(%x: tensor<?x?xf64> {norm.input = "normal:0,3@7x9"}) -> tensor<?x?xf64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf64>
  %n = tensor.dim %x, %c1 : tensor<?x?xf64>
  %e = tensor.empty(%m, %n) : tensor<?x?xf64>
  %y = linalg.softmax dimension(0) ins(%x : tensor<?x?xf64>) outs(%e : tensor<?x?xf64>) -> tensor<?x?xf64>
  return %y : tensor<?x?xf64>
}

func.func @of_a_norm(%x: tensor<2x3x33xf16> {norm.input = "normal:0,3"}) -> (tensor<2x3x33xf16>, tensor<2x3x33xf16>) {
  %n = norm.layer_norm %x axes = [2] epsilon = 1.0e-3 : tensor<2x3x33xf16>
  %e = tensor.empty() : tensor<2x3x33xf16>
  %y = linalg.softmax dimension(1) ins(%n : tensor<2x3x33xf16>) outs(%e : tensor<2x3x33xf16>) -> tensor<2x3x33xf16>
  %z = norm.rms_norm %y axes = [2] epsilon = 1.0e-3 : tensor<2x3x33xf16>
  return %y, %z : tensor<2x3x33xf16>, tensor<2x3x33xf16>
}

// Attention of one head.
func.func @attention(%q: tensor<5x8xf32> {norm.input = "normal:0,1"}, %k: tensor<8x5xf32> {norm.input = "normal:0,1"}, %v: tensor<5x8xf32> {norm.input = "normal:0,1"}) -> tensor<5x8xf32> {
  %zero = arith.constant 0.0 : f32
  %n = norm.rms_norm %q axes = [1] epsilon = 1.0e-3 : tensor<5x8xf32>
  %e = tensor.empty() : tensor<5x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5x5xf32>) -> tensor<5x5xf32>
  %s = linalg.matmul ins(%n, %k : tensor<5x8xf32>, tensor<8x5xf32>) outs(%f : tensor<5x5xf32>) -> tensor<5x5xf32>
  %p = linalg.softmax dimension(1) ins(%s : tensor<5x5xf32>) outs(%e : tensor<5x5xf32>) -> tensor<5x5xf32>
  %e8 = tensor.empty() : tensor<5x8xf32>
  %f8 = linalg.fill ins(%zero : f32) outs(%e8 : tensor<5x8xf32>) -> tensor<5x8xf32>
  %o = linalg.matmul ins(%p, %v : tensor<5x5xf32>, tensor<5x8xf32>) outs(%f8 : tensor<5x8xf32>) -> tensor<5x8xf32>
  return %o : tensor<5x8xf32>
}
