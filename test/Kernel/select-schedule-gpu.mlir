// How groups are shared by threads, blocks and clusters of blocks.
// RUN: norm-opt %s -norm-select-schedule=target=nvvm | FileCheck %s --check-prefixes=CHECK,ANY
// RUN: norm-opt %s -norm-select-schedule="target=nvvm chip=sm_80" | FileCheck %s --check-prefixes=CHECK,ANY
// RUN: norm-opt %s -norm-select-schedule="target=nvvm chip=sm_90a" | FileCheck %s --check-prefixes=CHECK,CLUSTER

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// Rows: parts of a warp, a warp, a block; beyond the registers of one a loop, or a cluster.
// CHECK-LABEL: func.func @row_8(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 1, groups = 128> {
// CHECK-LABEL: func.func @row_100(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 8, groups = 16> {
// CHECK-LABEL: func.func @row_512(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 32, groups = 4> {
// CHECK-LABEL: func.func @row_4096(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 256> {
// CHECK-LABEL: func.func @row_16384(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 1024> {
// CHECK-LABEL: func.func @row_32768(
// ANY:         schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 512> {
// CLUSTER:     schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 1024, cluster = 2> {
// CHECK-LABEL: func.func @row_100000(
// ANY:         schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 512> {
// CLUSTER:     schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 800, cluster = 8> {
// CHECK-LABEL: func.func @row_1000000(
// ANY:         schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 512> {
// CLUSTER:     schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 512, cluster = 8> {
func.func @row_8(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_100(%x: memref<4x100xf32>, %y: memref<4x100xf32>) {
  norm.kernel sizes = [4, 100] ins(%x : memref<4x100xf32>) outs(%y : memref<4x100xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_512(%x: memref<4x512xf32>, %y: memref<4x512xf32>) {
  norm.kernel sizes = [4, 512] ins(%x : memref<4x512xf32>) outs(%y : memref<4x512xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_4096(%x: memref<4x4096xf32>, %y: memref<4x4096xf32>) {
  norm.kernel sizes = [4, 4096] ins(%x : memref<4x4096xf32>) outs(%y : memref<4x4096xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_16384(%x: memref<4x16384xf32>, %y: memref<4x16384xf32>) {
  norm.kernel sizes = [4, 16384] ins(%x : memref<4x16384xf32>) outs(%y : memref<4x16384xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_32768(%x: memref<4x32768xf32>, %y: memref<4x32768xf32>) {
  norm.kernel sizes = [4, 32768] ins(%x : memref<4x32768xf32>) outs(%y : memref<4x32768xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_100000(%x: memref<4x100000xf32>, %y: memref<4x100000xf32>) {
  norm.kernel sizes = [4, 100000] ins(%x : memref<4x100000xf32>) outs(%y : memref<4x100000xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @row_1000000(%x: memref<4x1000000xf32>, %y: memref<4x1000000xf32>) {
  norm.kernel sizes = [4, 1000000] ins(%x : memref<4x1000000xf32>) outs(%y : memref<4x1000000xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Groups of images are few: more blocks share them.
// CHECK-LABEL: func.func @image(
// ANY:         schedule = #norm.gpu_schedule<vector = 2, lanes = 4, unroll = 4, threads = 640> {
// CLUSTER:     schedule = #norm.gpu_schedule<vector = 2, lanes = 4, unroll = 4, threads = 160, cluster = 4> {
func.func @image(%x: memref<4x10x1024xf32>, %w: memref<10xf32>, %y: memref<4x10x1024xf32>) {
  norm.kernel sizes = [4, 10, 1024] ins(%x, %w : memref<4x10x1024xf32>, memref<10xf32>) outs(%y : memref<4x10x1024xf32>) maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j)>, affine_map<(i, j, k) -> (i, j, k)>] {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %a over [1, 2] : f32
    %d = arith.divf %a, %s : f32
    %q = arith.mulf %d, %b : f32
    norm.yield %q : f32
  }
  return
}

// Lengths that are known at run time: eight threads, a warp, or a block for what these do not hold.
// CHECK-LABEL: func.func @row_at_run_time(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 8, groups = 16, longer = <vector = 1, lanes = 4, unroll = 2, threads = 32, groups = 4, longer = <vector = 1, lanes = 4, unroll = 2, threads = 256>>> {
func.func @row_at_run_time(%n: index, %x: memref<4x?xf32>, %y: memref<4x?xf32>) {
  norm.kernel sizes = [4, %n] ins(%x : memref<4x?xf32>) outs(%y : memref<4x?xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Columns: as many threads as there are neighbours, up to a warp; the others of a block share the rows.
// CHECK-LABEL: func.func @columns(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 16, groups = 16> {
func.func @columns(%x: memref<100x64xf32>, %y: memref<100x64xf32>) {
  norm.kernel sizes = [100, 64] ins(%x : memref<100x64xf32>) outs(%y : memref<100x64xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Points add up what four blocks have left of their row: vectors run along the results, several for each thread.
// CHECK-LABEL: func.func @merge(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 256, iterations = 1> {
func.func @merge(%x: memref<8x8192xf32>, %s: memref<4x8xf64>, %t: memref<4x8xf64>, %y: memref<8x8192xf32>) {
  norm.kernel sizes = [8, 8192, 4] ins(%x, %s, %t : memref<8x8192xf32>, memref<4x8xf64>, memref<4x8xf64>) outs(%y : memref<8x8192xf32>) maps = [affine_map<(i, j, b) -> (i, j)>, affine_map<(i, j, b) -> (b, i)>, affine_map<(i, j, b) -> (b, i)>, affine_map<(i, j, b) -> (i, j)>] {
  ^bb0(%a: f32, %p: f64, %q: f64):
    %r = norm.reduce <add> %p over [2] : f64
    %m = norm.reduce <max> %q over [2] : f64
    %d = arith.divf %r, %m : f64
    %f = arith.truncf %d : f64 to f32
    %z = arith.mulf %a, %f : f32
    norm.yield %z : f32
  }
  return
}

// The same of columns: sixteen threads beside each other, and as many points for each block as there are parts.
// CHECK-LABEL: func.func @merge_columns(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 16, groups = 16, iterations = 4> {
func.func @merge_columns(%x: memref<100352x64xf32>, %s: memref<121x64xf64>, %y: memref<100352x64xf32>) {
  norm.kernel sizes = [100352, 64, 121] ins(%x, %s : memref<100352x64xf32>, memref<121x64xf64>) outs(%y : memref<100352x64xf32>) maps = [affine_map<(i, j, b) -> (i, j)>, affine_map<(i, j, b) -> (b, j)>, affine_map<(i, j, b) -> (i, j)>] {
  ^bb0(%a: f32, %p: f64):
    %r = norm.reduce <add> %p over [2] : f64
    %f = arith.truncf %r : f64 to f32
    %z = arith.mulf %a, %f : f32
    norm.yield %z : f32
  }
  return
}

// A root of each column is computed once by each thread; products are not worth it.
// CHECK-LABEL: func.func @roots(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 16, groups = 16, iterations = 16> {
// CHECK-LABEL: func.func @products(
// CHECK:       schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 256> {
func.func @roots(%n: index, %x: memref<?x64xf32>, %w: memref<64xf32>, %y: memref<?x64xf32>) {
  norm.kernel sizes = [%n, 64] ins(%x, %w : memref<?x64xf32>, memref<64xf32>) outs(%y : memref<?x64xf32>) maps = [#map, #column, #map] {
  ^bb0(%a: f32, %b: f32):
    %r = math.sqrt %b : f32
    %q = arith.mulf %a, %r : f32
    norm.yield %q : f32
  }
  return
}
func.func @products(%n: index, %x: memref<?x64xf32>, %w: memref<64xf32>, %y: memref<?x64xf32>) {
  norm.kernel sizes = [%n, 64] ins(%x, %w : memref<?x64xf32>, memref<64xf32>) outs(%y : memref<?x64xf32>) maps = [#map, #column, #map] {
  ^bb0(%a: f32, %b: f32):
    %r = arith.mulf %b, %b : f32
    %q = arith.mulf %a, %r : f32
    norm.yield %q : f32
  }
  return
}

// Channels of a group, next to each other, are four elements: threads take eight groups beside each other, of which a
// warp reads 64 bytes from each row. A cluster, where there are any, makes up for runs of half a sector of 32 bytes.
// CHECK-LABEL: func.func @channels(
// ANY:         schedule = #norm.gpu_schedule<vector = 2, lanes = 4, unroll = 4, threads = 8, groups = 4, interleaved = true> {
// CLUSTER:     schedule = #norm.gpu_schedule<vector = 2, lanes = 4, unroll = 4, threads = 8, groups = 16> {
func.func @channels(%x: memref<25x128xf32>, %y: memref<25x128xf32>) {
  norm.kernel sizes = [25, 32, 4] ins(%x : memref<25x128xf32>) outs(%y : memref<25x128xf32>) maps = [affine_map<(i, g, k) -> (i, g * 4 + k)>, affine_map<(i, g, k) -> (i, g * 4 + k)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0, 2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
