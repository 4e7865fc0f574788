// Long groups are reduced by blocks, in an order that does not depend on threads, and the blocks are added up.
// RUN: norm-opt %s -norm-block-reductions | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#row = affine_map<(d0, d1) -> (d0)>
#images = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#channels = affine_map<(d0, d1, d2, d3) -> (d3)>

// CHECK-DAG: #[[PARTS:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0 floordiv 128, d1)>
// CHECK-DAG: #[[SUM:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d2)>
// CHECK-DAG: #[[RESULT:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d2)>
// CHECK-DAG: #[[IMAGES:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (((d0 * s1 + d1) * s2 + d2) floordiv 128, d3)>

// CHECK-LABEL: func.func @columns(
// CHECK-SAME:    %[[X:[^:]+]]: memref<1000x8xf32>, %[[Y:[^:]+]]: memref<8xf32>)
// CHECK:         %[[BLOCKS:.+]] = memref.alloc() : memref<8x8xf32>
// CHECK:         norm.kernel sizes = [1000, 8] ins(%[[X]] : memref<1000x8xf32>) outs(%[[BLOCKS]] : memref<8x8xf32>) maps = [#[[MAP:.+]], #[[PARTS]]] {
// CHECK:           %[[S:.+]] = norm.reduce <add> %[[A:.+]] over [0] by 128 : f32
// CHECK:         norm.kernel sizes = [8, 1, 8] ins(%[[BLOCKS]] : memref<8x8xf32>) outs(%[[Y]] : memref<8xf32>) maps = [#[[SUM]], #[[RESULT]]] {
// CHECK:           %[[S:.+]] = norm.reduce <add> %[[A:.+]] over [0] : f32
// CHECK:         memref.dealloc %[[BLOCKS]]
func.func @columns(%x: memref<1000x8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}

// Points of images are counted as they lie in memory; how many blocks there are is known at run time.
// CHECK-LABEL: func.func @images(
// CHECK:         %[[COUNT:.+]] = affine.apply
// CHECK:         memref.alloc(%[[COUNT]]) : memref<?x8xf64>
// CHECK:         norm.kernel sizes = [%{{.+}}, %{{.+}}, %{{.+}}, 8] {{.+}} maps = [#{{.+}}, #[[IMAGES]]] {
// CHECK:           norm.reduce <max> %{{.+}} over [0, 1, 2] by 128 : f64
// CHECK:         norm.kernel sizes = [%[[COUNT]], 1, 1, 1, 8]
func.func @images(%n: index, %h: index, %w: index, %x: memref<?x?x?x8xf64>, %y: memref<8xf64>) {
  norm.kernel sizes = [%n, %h, %w, 8] ins(%x : memref<?x?x?x8xf64>) outs(%y : memref<8xf64>) maps = [#images, #channels] {
  ^bb0(%a: f64):
    %s = norm.reduce <max> %a over [0, 1, 2] : f64
    norm.yield %s : f64
  }
  return
}

// Sums over rows that leave a kernel of rows: 16 rows are summed in turn, in a buffer that stays in the cache.
// CHECK-LABEL: func.func @outer(
// CHECK:         %[[OUTER:.+]] = memref.alloc(%{{.+}}) : memref<?x8xf32>
// CHECK:         norm.kernel sizes = [%{{.+}}, 8] ins(%{{.+}} : memref<?x8xf32>) outs(%{{.+}}, %[[OUTER]] : memref<?x8xf32>, memref<?x8xf32>)
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f32
// CHECK:           norm.reduce <max> %{{.+}} over [0] by 16 : f32
// CHECK:         norm.kernel sizes = [%{{.+}}, 1, 8] ins(%[[OUTER]] : memref<?x8xf32>) outs(%{{.+}} : memref<8xf32>)
// CHECK:           norm.reduce <max> %{{.+}} over [0] : f32
func.func @outer(%n: index, %x: memref<?x8xf32>, %y: memref<?x8xf32>, %z: memref<8xf32>) {
  norm.kernel sizes = [%n, 8] ins(%x : memref<?x8xf32>) outs(%y, %z : memref<?x8xf32>, memref<8xf32>) maps = [#map, #map, #map1] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <max> %q over [0] : f32
    norm.yield %q, %t : f32, f32
  }
  return
}

// A schedule by hand is that of the blocks.
// CHECK-LABEL: func.func @by_hand(
// CHECK:         schedule = #norm.cpu_schedule<vector = 1, lanes = 4, unroll = 3> {
// CHECK:           by 128
// CHECK-NOT:     schedule
// CHECK:         return
func.func @by_hand(%x: memref<1000x8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map1] schedule = #norm.cpu_schedule<vector = 1, lanes = 4, unroll = 3> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}

// Left alone: few rows, rows that one thread sums, what does more than reduce, what hardly ever runs.
// CHECK-LABEL: func.func @short_columns(
// CHECK-NOT:     by
// CHECK-LABEL: func.func @rows(
// CHECK-NOT:     by
// CHECK-LABEL: func.func @two_sweeps(
// CHECK-NOT:     by
// CHECK-LABEL: func.func @cold(
// CHECK-NOT:     by
func.func @short_columns(%x: memref<511x8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [511, 8] ins(%x : memref<511x8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}
func.func @rows(%x: memref<8x1000xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [8, 1000] ins(%x : memref<8x1000xf32>) outs(%y : memref<8xf32>) maps = [#map, #row] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  }
  return
}
func.func @two_sweeps(%x: memref<1000x8xf32>, %y: memref<1000x8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<1000x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @cold(%x: memref<1000x8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<8xf32>) maps = [#map, #map1] attributes {norm.cold} {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}
