// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of #norm.cpu_schedule and #norm.gpu_schedule refuse, in their words.

// expected-error@+1 {{expects vector to be a dimension; got -1}}
func.func private @schedule_vector() attributes {s = #norm.cpu_schedule<vector = -1, lanes = 8, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got 0}}
func.func private @schedule_lanes_0() attributes {s = #norm.cpu_schedule<vector = 1, lanes = 0, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got 3}}
func.func private @schedule_lanes_3() attributes {s = #norm.cpu_schedule<vector = 1, lanes = 3, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got 128}}
func.func private @schedule_lanes_128() attributes {s = #norm.cpu_schedule<vector = 1, lanes = 128, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got -8}}
func.func private @schedule_lanes_minus_8() attributes {s = #norm.cpu_schedule<vector = 1, lanes = -8, unroll = 4>}

// -----

// expected-error@+1 {{expects unroll from 1 to 16; got 0}}
func.func private @schedule_unroll_0() attributes {s = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 0>}

// -----

// expected-error@+1 {{expects unroll from 1 to 16; got 17}}
func.func private @schedule_unroll_17() attributes {s = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 17>}

// -----

// expected-error@+1 {{expects cache to be at least 0; got -1}}
func.func private @schedule_cache() attributes {s = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 4, cache = -1>}

// -----

// expected-error@+1 {{expects vector to be a dimension; got -1}}
func.func private @gpu_schedule_vector() attributes {s = #norm.gpu_schedule<vector = -1, lanes = 4, unroll = 1, threads = 32>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 16; got 3}}
func.func private @gpu_schedule_lanes() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 3, unroll = 1, threads = 32>}

// -----

// expected-error@+1 {{expects unroll from 1 to 32; got 33}}
func.func private @gpu_schedule_unroll() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 33, threads = 32>}

// -----

// expected-error@+1 {{expects threads to be a power of 2 below 32, or a multiple of 32 up to 1024; got 24}}
func.func private @gpu_schedule_threads_few() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 24>}

// -----

// expected-error@+1 {{expects threads to be a power of 2 below 32, or a multiple of 32 up to 1024; got 1056}}
func.func private @gpu_schedule_threads_many() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 1056>}

// -----

// expected-error@+1 {{expects groups from 1 to 1024 / threads; got 33}}
func.func private @gpu_schedule_groups() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, groups = 33>}

// -----

// expected-error@+1 {{expects threads of one warp to share one of several groups; got 64 threads}}
func.func private @gpu_schedule_warps() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 64, groups = 2>}

// -----

// expected-error@+1 {{expects whole warps in a block; got 24 threads}}
func.func private @gpu_schedule_block() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 8, groups = 3>}

// -----

// expected-error@+1 {{expects a cluster of 1, 2, 4 or 8 blocks; got 3}}
func.func private @gpu_schedule_cluster() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, cluster = 3>}

// -----

// expected-error@+1 {{expects a cluster of blocks to share one group; got 2 groups}}
func.func private @gpu_schedule_cluster_groups() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, groups = 2, cluster = 2>}

// -----

// expected-error@+1 {{expects longer groups to have vectors of 4 lanes along dimension 0; got 2 along 0}}
func.func private @gpu_schedule_longer() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, longer = <vector = 0, lanes = 2, unroll = 1, threads = 64>>}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @gpu_schedule_longer_columns(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  // expected-error@+1 {{expects a schedule with a cluster, or with another one for longer groups, to have vectors along a reduced dimension; got 1}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 32, longer = <vector = 1, lanes = 1, unroll = 1, threads = 64>> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @gpu_schedule_cluster_outer(%x: memref<4x8xf32>, %y: memref<4x8xf32>, %z: memref<8xf32>) {
  // expected-error@+1 {{expects one block for each of the groups that outer reductions combine; got a cluster of 2}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y, %z : memref<4x8xf32>, memref<8xf32>) maps = [#map, #map, affine_map<(d0, d1) -> (d1)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 32, cluster = 2> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <max> %q over [0] : f32
    norm.yield %q, %t : f32, f32
  }
  return
}

// -----

// expected-error@+1 {{expects iterations from 0 to 1048576; got -1}}
func.func private @gpu_schedule_iterations() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, iterations = -1>}

// -----

// expected-error@+1 {{expects iterations from 0 to 1048576; got 1048577}}
func.func private @gpu_schedule_iterations_many() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, iterations = 1048577>}

// -----

// expected-error@+1 {{expects a cluster of blocks to take the points of a group once; got 2 iterations}}
func.func private @gpu_schedule_iterations_cluster() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, cluster = 2, iterations = 2>}

// -----

// expected-error@+1 {{expects several groups of threads that are interleaved; got 1}}
func.func private @gpu_schedule_interleaved() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, interleaved = true>}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
func.func @gpu_schedule_interleaved_outer(%x: memref<4x8xf32>, %y: memref<4x8xf32>, %z: memref<8xf32>) {
  // expected-error@+1 {{expects the groups that outer reductions combine to be taken in turn; got 2 interleaved ones}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y, %z : memref<4x8xf32>, memref<8xf32>) maps = [#map, #map, affine_map<(d0, d1) -> (d1)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 64, groups = 2, interleaved = true> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    %t = norm.reduce <add> %d over [0] : f32
    norm.yield %d, %t : f32, f32
  }
  return
}

// -----

// expected-error@+1 {{expects longer groups to have iterations where shorter ones do; got 0 and 1}}
func.func private @gpu_schedule_longer_iterations() attributes {s = #norm.gpu_schedule<vector = 0, lanes = 4, unroll = 1, threads = 32, iterations = 1, longer = <vector = 0, lanes = 4, unroll = 1, threads = 64>>}
