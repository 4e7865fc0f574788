// Which kernels become several, and what stands between them.
// RUN: norm-opt %s -norm-split-kernels | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#row = affine_map<(d0, d1) -> (d0)>
#nhwc = affine_map<(n, i, g, k) -> (n, i, g * 3 + k)>
#first = affine_map<(n, i, g, k) -> (n, 0, g * 3)>
#group = affine_map<(n, i, g, k) -> (n, g)>

// CHECK-DAG: #[[MAP:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[MAP1:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[LANES:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
// CHECK-DAG: #[[GROUP:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d2)>

// Long columns are read from memory twice anyway.
// CHECK-LABEL: func.func @columns(
// CHECK-SAME:    %[[X:.+]]: memref<4096x8xf32>, %[[Y:.+]]: memref<4096x8xf32>)
// CHECK:         %[[SUMS:.+]] = memref.alloc() : memref<8xf32>
// CHECK-NEXT:    norm.kernel sizes = [4096, 8] ins(%[[X]] : memref<4096x8xf32>) outs(%[[SUMS]] : memref<8xf32>) maps = [#[[MAP]], #[[MAP1]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [0] : f32
// CHECK:         norm.kernel sizes = [4096, 8] ins(%[[X]], %[[SUMS]] : memref<4096x8xf32>, memref<8xf32>) outs(%[[Y]] : memref<4096x8xf32>) maps = [#[[MAP]], #[[MAP1]], #[[MAP]]] {
// CHECK-NOT:       norm.reduce
// CHECK:           arith.divf
// CHECK-NOT:     norm.kernel
// CHECK:         memref.dealloc %[[SUMS]]
// CHECK-NEXT:    return
func.func @columns(%x: memref<4096x8xf32>, %y: memref<4096x8xf32>) {
  norm.kernel sizes = [4096, 8] ins(%x : memref<4096x8xf32>) outs(%y : memref<4096x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// What is computed from the sums is computed once per channel; results of a channel leave there too.
// CHECK-LABEL: func.func @training(
// CHECK:         %[[SUMS:.+]] = memref.alloc(%{{.+}}) : memref<?xf32>
// CHECK:         norm.kernel sizes = [2000, %{{.+}}] ins(%{{.+}} : memref<2000x?xf32>) outs(%[[SUMS]] : memref<?xf32>)
// CHECK:           norm.reduce
// CHECK:         %[[ROOTS:.+]] = memref.alloc(%{{.+}}) : memref<?xf32>
// CHECK:         norm.kernel sizes = [1, %{{.+}}] ins(%[[SUMS]], %{{.+}} : memref<?xf32>, memref<?xf32>) outs(%[[ROOTS]], %{{.+}} : memref<?xf32>, memref<?xf32>)
// CHECK:           math.sqrt
// CHECK:         norm.kernel sizes = [2000, %{{.+}}] ins(%{{.+}}, %[[ROOTS]] : memref<2000x?xf32>, memref<?xf32>)
// CHECK-NOT:       math.sqrt
// CHECK:           arith.divf
// CHECK-DAG:     memref.dealloc %[[SUMS]]
// CHECK-DAG:     memref.dealloc %[[ROOTS]]
func.func @training(%c: index, %x: memref<2000x?xf32>, %old: memref<?xf32>, %y: memref<2000x?xf32>, %new: memref<?xf32>) {
  norm.kernel sizes = [2000, %c] ins(%x, %old : memref<2000x?xf32>, memref<?xf32>) outs(%y, %new : memref<2000x?xf32>, memref<?xf32>) maps = [#map, #map1, #map, #map1] {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %r = math.sqrt %s : f32
    %q = arith.divf %a, %r : f32
    %n = arith.addf %b, %s : f32
    norm.yield %q, %n : f32, f32
  }
  return
}

// Channels of a group, next to each other, stay in lanes of their own until the parts are combined.
// CHECK-LABEL: func.func @groups(
// CHECK:         norm.kernel sizes = [2, 35, 4, 3] ins(%{{.+}} : memref<2x35x12xf32>) outs(%[[PARTS:.+]] : memref<2x4x3xf32>) maps = [#{{.+}}, #[[LANES]]] {
// CHECK:           norm.reduce <add> %{{.+}} over [1] : f32
// CHECK:         norm.kernel sizes = [2, 1, 4, 3] ins(%[[PARTS]] : memref<2x4x3xf32>) outs(%[[SUMS:.+]] : memref<2x4x3xf32>)
// CHECK:           norm.reduce <add> %{{.+}} over [3] : f32
// CHECK:         norm.kernel sizes = [2, 35, 4, 3] ins(%{{.+}}, %[[SUMS]] :
// CHECK-NOT:       norm.reduce
// CHECK:           arith.divf
// CHECK:         return
func.func @groups(%x: memref<2x35x12xf32>, %y: memref<2x35x12xf32>) {
  norm.kernel sizes = [2, 35, 4, 3] ins(%x : memref<2x35x12xf32>) outs(%y : memref<2x35x12xf32>) maps = [#nhwc, #nhwc] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1, 3] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// A result with one element per group is written by a kernel of its own, which combines the lanes again: there may be
// none.
// CHECK-LABEL: func.func @group_results(
// CHECK:         norm.kernel sizes = [2, 1, 4, 3] {{.*}} outs(%[[FIRSTS:.+]] : memref<2x4x3xf32>)
// CHECK:         norm.kernel sizes = [2, 1, 4, 3] ins(%{{.+}}, %{{.+}} : memref<2x35x12xf32>, memref<2x4x3xf32>) outs(%{{.+}} : memref<2x4xf32>)
// CHECK-SAME:      #[[GROUP]]]
// CHECK:           norm.reduce <add> %{{.+}} over [3] : f32
func.func @group_results(%x: memref<2x35x12xf32>, %y: memref<2x35x12xf32>, %m: memref<2x4xf32>) {
  norm.kernel sizes = [2, 35, 4, 3] ins(%x, %x : memref<2x35x12xf32>, memref<2x35x12xf32>) outs(%y, %m : memref<2x35x12xf32>, memref<2x4xf32>) maps = [#nhwc, #first, #nhwc, #group] {
  ^bb0(%a: f32, %k: f32):
    %d = arith.subf %a, %k : f32
    %s = norm.reduce <add> %d over [1, 3] : f32
    %m0 = arith.addf %k, %s : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q, %m0 : f32, f32
  }
  return
}

// Rows of channels would compute the same root again and again.
// CHECK-LABEL: func.func @inference(
// CHECK:         %[[ROOTS:.+]] = memref.alloc() : memref<33xf32>
// CHECK:         norm.kernel sizes = [1, 33] ins(%{{.+}} : memref<33xf32>) outs(%[[ROOTS]] : memref<33xf32>)
// CHECK:           math.sqrt
// CHECK:         norm.kernel sizes = [64, 33] ins(%{{.+}}, %[[ROOTS]] :
// CHECK-NOT:       math.sqrt
// CHECK:         return
func.func @inference(%x: memref<64x33xf32>, %v: memref<33xf32>, %y: memref<64x33xf32>) {
  norm.kernel sizes = [64, 33] ins(%x, %v : memref<64x33xf32>, memref<33xf32>) outs(%y : memref<64x33xf32>) maps = [#map, #map1, #map] {
  ^bb0(%a: f32, %b: f32):
    %r = math.sqrt %b : f32
    %q = arith.mulf %a, %r : f32
    norm.yield %q : f32
  }
  return
}

// Not split: rows, which the second sweep finds in the cache; short columns; a cheap computation per channel; values
// along rows; and what has a schedule.
// CHECK-LABEL: func.func @rows(
// CHECK:         norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK-LABEL: func.func @short_columns(
// CHECK:         norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK-LABEL: func.func @cheap(
// CHECK:         norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK-LABEL: func.func @per_row(
// CHECK:         norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK-LABEL: func.func @scheduled(
// CHECK:         norm.kernel
// CHECK-NOT:     norm.kernel
func.func @rows(%x: memref<8x4096xf32>, %y: memref<8x4096xf32>) {
  norm.kernel sizes = [8, 4096] ins(%x : memref<8x4096xf32>) outs(%y : memref<8x4096xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @short_columns(%x: memref<1024x8xf32>, %y: memref<1024x8xf32>) {
  norm.kernel sizes = [1024, 8] ins(%x : memref<1024x8xf32>) outs(%y : memref<1024x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
func.func @cheap(%x: memref<64x33xf32>, %v: memref<33xf32>, %y: memref<64x33xf32>) {
  norm.kernel sizes = [64, 33] ins(%x, %v : memref<64x33xf32>, memref<33xf32>) outs(%y : memref<64x33xf32>) maps = [#map, #map1, #map] {
  ^bb0(%a: f32, %b: f32):
    %r = arith.addf %b, %b : f32
    %q = arith.mulf %a, %r : f32
    norm.yield %q : f32
  }
  return
}
func.func @per_row(%x: memref<64x33xf32>, %v: memref<64xf32>, %y: memref<64x33xf32>) {
  norm.kernel sizes = [64, 33] ins(%x, %v : memref<64x33xf32>, memref<64xf32>) outs(%y : memref<64x33xf32>) maps = [#map, #row, #map] {
  ^bb0(%a: f32, %b: f32):
    %r = math.sqrt %b : f32
    %q = arith.mulf %a, %r : f32
    norm.yield %q : f32
  }
  return
}
func.func @scheduled(%x: memref<4096x8xf32>, %y: memref<4096x8xf32>) {
  norm.kernel sizes = [4096, 8] ins(%x : memref<4096x8xf32>) outs(%y : memref<4096x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
