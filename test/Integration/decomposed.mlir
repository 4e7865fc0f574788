// Ops of linalg that have a decomposition.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}5 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @softmax(%x: tensor<4x64xf32> {norm.input = "normal:0,1@4x64"}) -> tensor<4x64xf32> {
  %e = tensor.empty() : tensor<4x64xf32>
  %y = linalg.softmax dimension(1) ins(%x : tensor<4x64xf32>) outs(%e : tensor<4x64xf32>) -> tensor<4x64xf32>
  return %y : tensor<4x64xf32>
}

func.func @softmax_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:0,1@4x6x5"}) -> tensor<?x?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c0 : tensor<?x?x?xf32>
  %m = tensor.dim %x, %c1 : tensor<?x?x?xf32>
  %k = tensor.dim %x, %c2 : tensor<?x?x?xf32>
  %e = tensor.empty(%n, %m, %k) : tensor<?x?x?xf32>
  %y = linalg.softmax dimension(1) ins(%x : tensor<?x?x?xf32>) outs(%e : tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}

func.func @pack(%x: tensor<7x12xf32> {norm.input = "normal:0,1@7x12"}) -> tensor<2x3x4x4xf32> {
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x3x4x4xf32>
  %y = linalg.pack %x padding_value(%z : f32) inner_dims_pos = [0, 1] inner_tiles = [4, 4] into %e : tensor<7x12xf32> -> tensor<2x3x4x4xf32>
  return %y : tensor<2x3x4x4xf32>
}

func.func @unpack(%x: tensor<2x3x4x4xf32> {norm.input = "normal:0,1@2x3x4x4"}) -> tensor<7x12xf32> {
  %e = tensor.empty() : tensor<7x12xf32>
  %y = linalg.unpack %x inner_dims_pos = [0, 1] inner_tiles = [4, 4] into %e : tensor<2x3x4x4xf32> -> tensor<7x12xf32>
  return %y : tensor<7x12xf32>
}

func.func @softmax_bf16(%x: tensor<4x64xbf16> {norm.input = "normal:0,1@4x64"}) -> tensor<4x64xbf16> {
  %e = tensor.empty() : tensor<4x64xbf16>
  %y = linalg.softmax dimension(1) ins(%x : tensor<4x64xbf16>) outs(%e : tensor<4x64xbf16>) -> tensor<4x64xbf16>
  return %y : tensor<4x64xbf16>
}
