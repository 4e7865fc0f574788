// What a GPU does not run is refused, with the reason.
// RUN: norm-opt %s -norm-emit-gpu -split-input-file -verify-diagnostics

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @tensors(%x: tensor<4x8xf32>, %init: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error@+1 {{expects buffers; got tensors, which one-shot-bufferize turns into buffers}}
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @schedule_for_a_cpu(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  // expected-error@+1 {{expects a schedule for nvvm; got one for cpu}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @outer(%x: memref<4x8xf32>, %y: memref<4x8xf32>, %z: memref<8xf32>) {
  // expected-error@+1 {{expects outer reductions by blocks, which norm-block-reductions makes; got all of result #1}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y, %z : memref<4x8xf32>, memref<8xf32>) maps = [#map, #map, affine_map<(d0, d1) -> (d1)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <max> %q over [0] : f32
    norm.yield %q, %t : f32, f32
  }
  return
}

// -----

func.func @linalg_on_tensors(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{expects buffers; got tensors, which one-shot-bufferize turns into buffers}}
  %z = linalg.copy ins(%x : tensor<4xf32>) outs(%y : tensor<4xf32>) -> tensor<4xf32>
  return %z : tensor<4xf32>
}

// -----

func.func @too_many_sums(%x: memref<500x512xf64>, %y: memref<500x512xf64>) {
  // expected-error@+1 {{expects at most 49152 bytes of shared memory for the sums of a block; got 131072, of which a schedule of fewer threads, groups or lanes takes less}}
  norm.kernel sizes = [500, 512] ins(%x : memref<500x512xf64>) outs(%y : memref<500x512xf64>) maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 16, unroll = 1, threads = 8, groups = 128> {
  ^bb0(%a: f64):
    %s = norm.reduce <max> %a over [0] : f64
    norm.yield %s : f64
  }
  return
}
