// RUN: norm-opt %s -norm-kernels-to-linalg -verify-diagnostics

// Linalg ops write whole results; here only the first column is.
func.func @column(%x: tensor<4xf32>, %y0: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error@+1 {{'norm.kernel' op expects results that are written whole, in the order of their maps}}
  %y = norm.kernel sizes = [4] ins(%x : tensor<4xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0, 0)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}
