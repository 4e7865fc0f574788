// Groups that many blocks of a GPU share: their sums are formed by blocks, which what reads them adds up.
// RUN: norm-opt %s -norm-split-kernels=target=nvvm -norm-block-reductions=target=nvvm | FileCheck %s --check-prefixes=CHECK,ANY
// RUN: norm-opt %s -norm-split-kernels="target=nvvm chip=sm_90" -norm-block-reductions=target=nvvm | FileCheck %s --check-prefixes=CHECK,CLUSTER

#map = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>
#image = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#group = affine_map<(d0, d1, d2) -> (d0)>

// ANY-DAG:   #[[PARTS:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> ((d1 * 2048 + d2) floordiv 4096, d0)>
// ANY-DAG:   #[[POINT:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1, d2)>
// ANY-DAG:   #[[SUM:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d3, d0)>
// CHECK-DAG: #[[COLUMNS:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0 floordiv 64, d1)>

// Two launches: five blocks of each group, and all points, of which each adds the five sums up. Where blocks form
// clusters, one launch.
// CHECK-LABEL:  func.func @images(
// ANY:            %[[PARTS_OF_X:.+]] = memref.alloc() : memref<5x4xf32>
// ANY-NEXT:       norm.kernel sizes = [4, 10, 2048] ins(%[[X:.+]] : memref<4x10x2048xf32>) outs(%[[PARTS_OF_X]] : memref<5x4xf32>) maps = [#{{.+}}, #[[PARTS]]] {
// ANY:              norm.reduce <add> %{{.+}} over [1, 2] by 4096 : f32
// ANY:            norm.kernel sizes = [4, 10, 2048, 5] ins(%[[X]], %[[PARTS_OF_X]] : memref<4x10x2048xf32>, memref<5x4xf32>) outs(%{{.+}} : memref<4x10x2048xf32>) maps = [#[[POINT]], #[[SUM]], #[[POINT]]] {
// ANY:              %[[S:.+]] = norm.reduce <add> %{{.+}} over [3] : f32
// ANY:              arith.divf %{{.+}}, %[[S]]
// ANY:            memref.dealloc %[[PARTS_OF_X]]
// CLUSTER:        norm.kernel sizes = [4, 10, 2048]
// CLUSTER:          norm.reduce <add> %{{.+}} over [1, 2] : f32
// CHECK-NOT:      norm.kernel
// CHECK:          return
func.func @images(%x: memref<4x10x2048xf32>, %y: memref<4x10x2048xf32>) {
  norm.kernel sizes = [4, 10, 2048] ins(%x : memref<4x10x2048xf32>) outs(%y : memref<4x10x2048xf32>) maps = [#image, #image] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1, 2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// However few points of a group follow each other.
// CHECK-LABEL:  func.func @short_channels(
// CHECK:          norm.kernel sizes = [4, 4096, 49] {{.+}} outs(%[[PARTS_OF_X:.+]] : memref<49x4xf32>)
// CHECK:            norm.reduce <add> %{{.+}} over [1, 2] by 4096 : f32
// CHECK:          norm.kernel sizes = [4, 4096, 49, 49] ins(%{{.+}}, %[[PARTS_OF_X]], %{{.+}} : memref<4x4096x49xf32>, memref<49x4xf32>, memref<4096xf32>)
// CHECK:            norm.reduce <add> %{{.+}} over [3] : f32
// CHECK-NOT:      norm.kernel
// CHECK:          return
func.func @short_channels(%x: memref<4x4096x49xf32>, %w: memref<4096xf32>, %y: memref<4x4096x49xf32>) {
  norm.kernel sizes = [4, 4096, 49] ins(%x, %w : memref<4x4096x49xf32>, memref<4096xf32>) outs(%y : memref<4x4096x49xf32>) maps = [#image, affine_map<(d0, d1, d2) -> (d1)>, #image] {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %a over [1, 2] : f32
    %d = arith.divf %a, %s : f32
    %q = arith.mulf %d, %b : f32
    norm.yield %q : f32
  }
  return
}

// Of long groups there are at most 64 blocks; a result of each group is written with the points.
// CHECK-LABEL:  func.func @statistics(
// CHECK:          norm.kernel sizes = [4, 1024, 1024] {{.+}} outs(%[[PARTS_OF_X:.+]] : memref<64x4xf32>)
// CHECK:            norm.reduce <add> %{{.+}} over [1, 2] by 16384 : f32
// CHECK:          norm.kernel sizes = [4, 1024, 1024, 64] {{.+}} outs(%{{.+}}, %{{.+}} : memref<4x1024x1024xf32>, memref<4xf32>)
// CHECK-NOT:      norm.kernel
// CHECK:          return
func.func @statistics(%x: memref<4x1024x1024xf32>, %y: memref<4x1024x1024xf32>, %z: memref<4xf32>) {
  norm.kernel sizes = [4, 1024, 1024] ins(%x : memref<4x1024x1024xf32>) outs(%y, %z : memref<4x1024x1024xf32>, memref<4xf32>) maps = [#image, #image, #group] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1, 2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q, %s : f32, f32
  }
  return
}

// Columns: so are theirs.
// CHECK-LABEL:  func.func @columns(
// CHECK:          norm.kernel sizes = [1000, 8] ins(%[[X:.+]] : memref<1000x8xf32>) outs(%[[PARTS_OF_X:.+]] : memref<16x8xf32>) maps = [#{{.+}}, #[[COLUMNS]]] {
// CHECK:            norm.reduce <add> %{{.+}} over [0] by 64 : f32
// CHECK:          norm.kernel sizes = [1000, 8, 16] ins(%[[X]], %[[PARTS_OF_X]] : memref<1000x8xf32>, memref<16x8xf32>) outs(%{{.+}}, %{{.+}} : memref<1000x8xf32>, memref<8xf32>)
// CHECK:            norm.reduce <add> %{{.+}} over [2] : f32
// CHECK:            math.sqrt
// CHECK:            arith.divf
// CHECK-NOT:      norm.kernel
// CHECK:          return
func.func @columns(%x: memref<1000x8xf32>, %y: memref<1000x8xf32>, %z: memref<8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y, %z : memref<1000x8xf32>, memref<8xf32>) maps = [#map, #map, #column] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %r = math.sqrt %s : f32
    %q = arith.divf %a, %r : f32
    norm.yield %q, %s : f32, f32
  }
  return
}

// Of columns of any length there are any number of parts, which a kernel in between adds up once.
// CHECK-LABEL:  func.func @dynamic_columns(
// CHECK:          norm.reduce <add> %{{.+}} over [0, 1] by 512 : f32
// CHECK:          norm.kernel sizes = [1, 1, 8, %{{.+}}] {{.+}} outs(%[[ROOTS:.+]] : memref<8xf32>)
// CHECK:            norm.reduce <add> %{{.+}} over [3] : f32
// CHECK:          norm.kernel sizes = [%{{.+}}, 100, 8] ins(%{{.+}}, %[[ROOTS]] : memref<?x100x8xf32>, memref<8xf32>)
// CHECK-NOT:        norm.reduce
// CHECK:          return
func.func @dynamic_columns(%n: index, %x: memref<?x100x8xf32>, %y: memref<?x100x8xf32>) {
  norm.kernel sizes = [%n, 100, 8] ins(%x : memref<?x100x8xf32>) outs(%y : memref<?x100x8xf32>) maps = [#image, #image] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0, 1] : f32
    %r = math.sqrt %s : f32
    %q = arith.divf %a, %r : f32
    norm.yield %q : f32
  }
  return
}

// Where one sum needs another, each is whole before the next one begins.
// CHECK-LABEL:  func.func @two_sums(
// CHECK:          norm.kernel sizes = [1000, 8]
// CHECK:            norm.reduce <add> %{{.+}} over [0] by 64 : f32
// CHECK:          norm.kernel sizes = [16, 1, 8]
// CHECK:          norm.kernel sizes = [1000, 8]
// CHECK:            norm.reduce <max> %{{.+}} over [0] by 64 : f32
// CHECK:          norm.kernel sizes = [16, 1, 8]
// CHECK:          norm.kernel sizes = [1000, 8]
// CHECK-NOT:        norm.reduce
// CHECK:          return
func.func @two_sums(%x: memref<1000x8xf32>, %y: memref<1000x8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<1000x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %d = arith.subf %a, %s : f32
    %m = norm.reduce <max> %d over [0] : f32
    %q = arith.divf %d, %m : f32
    norm.yield %q : f32
  }
  return
}

// Rows that are no image's stay whole up to 2^17 elements, columns up to 256.
// CHECK-LABEL:  func.func @whole(
// CHECK:          norm.kernel sizes = [2, 131072]
// CHECK:          norm.kernel sizes = [256, 8]
// CHECK-NOT:      norm.kernel
// CHECK:          return
func.func @whole(%x: memref<2x131072xf32>, %y: memref<2x131072xf32>, %a: memref<256x8xf32>, %b: memref<256x8xf32>) {
  norm.kernel sizes = [2, 131072] ins(%x : memref<2x131072xf32>) outs(%y : memref<2x131072xf32>) maps = [#map, #map] {
  ^bb0(%e: f32):
    %s = norm.reduce <add> %e over [1] : f32
    %q = arith.divf %e, %s : f32
    norm.yield %q : f32
  }
  norm.kernel sizes = [256, 8] ins(%a : memref<256x8xf32>) outs(%b : memref<256x8xf32>) maps = [#map, #map] {
  ^bb0(%e: f32):
    %s = norm.reduce <add> %e over [0] : f32
    %q = arith.divf %e, %s : f32
    norm.yield %q : f32
  }
  return
}
