// Products of matrices of 16 bits beside norms, and slices with steps that drop one of several dimensions of size 1.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: 3 passed, 0 failed

func.func @matmul_bf16(%x: tensor<2x65xbf16>, %w: tensor<65x7xbf16>) -> tensor<2x7xbf16> {
  %zero = arith.constant 0.0 : bf16
  %n = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<2x65xbf16>
  %e = tensor.empty() : tensor<2x7xbf16>
  %f = linalg.fill ins(%zero : bf16) outs(%e : tensor<2x7xbf16>) -> tensor<2x7xbf16>
  %y = linalg.matmul ins(%n, %w : tensor<2x65xbf16>, tensor<65x7xbf16>) outs(%f : tensor<2x7xbf16>) -> tensor<2x7xbf16>
  return %y : tensor<2x7xbf16>
}

func.func @steps(%x: tensor<31x1x1xf32>) -> tensor<15x1xf32> {
  %y = tensor.extract_slice %x[1, 0, 0] [15, 1, 1] [2, 1, 1] : tensor<31x1x1xf32> to tensor<15x1xf32>
  return %y : tensor<15x1xf32>
}

func.func @normalized_steps(%x: tensor<31x1x?xf32> {norm.input = "normal:0,1@31x1x9"}) -> tensor<15x?xf32> {
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c2 : tensor<31x1x?xf32>
  %s = tensor.extract_slice %x[1, 0, 0] [15, 1, %n] [2, 1, 1] : tensor<31x1x?xf32> to tensor<15x?xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : tensor<15x?xf32>
  return %y : tensor<15x?xf32>
}
