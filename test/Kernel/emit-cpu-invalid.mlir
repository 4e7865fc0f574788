// Kernels on tensors are refused, with the reason; the verifier refuses schedules that cannot be obeyed.
// RUN: norm-opt %s -norm-emit-cpu -verify-diagnostics

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @tensors(%x: tensor<4x8xf32>, %init: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error@+1 {{expects buffers; got tensors, which one-shot-bufferize turns into buffers}}
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}
