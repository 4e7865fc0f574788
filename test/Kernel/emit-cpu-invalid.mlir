// Schedules that cannot be obeyed are refused, with the reason.
// RUN: norm-opt %s -norm-emit-cpu -split-input-file -verify-diagnostics

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @no_such_dimension(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  // expected-error@+1 {{expects a schedule whose vector dimension is below 2; got 2}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = <vector = 2, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @block_of_more_than_sums(%x: memref<1000x8xf32>, %y: memref<1000x8xf32>) {
  // expected-error@+1 {{expects a block of 0 in the schedule of a kernel that does more than reduce; got 128}}
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<1000x8xf32>) maps = [#map, #map] schedule = <vector = 1, lanes = 8, unroll = 1, block = 128> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @tensors(%x: tensor<4x8xf32>, %init: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error@+1 {{expects buffers; got tensors, which one-shot-bufferize turns into buffers}}
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}
