// RUN: norm-opt %s -norm-free-reductions | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#map1 = affine_map<(d0, d1) -> (d1)>

// CHECK-DAG: #[[SWAPPED:.+]] = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-DAG: #[[KEPT:.+]] = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @columns(
// CHECK:         linalg.generic {indexing_maps = [#[[SWAPPED]], #[[KEPT]]], iterator_types = ["parallel", "reduction"]} ins(%[[X:.+]] : memref<65536x4xf32>) outs(%[[Y:.+]] : memref<4xf32>) {
// CHECK:           %[[SUM:.+]] = arith.addf %out, %in fastmath<reassoc> : f32
func.func @columns(%x: memref<65536x4xf32>, %y: memref<4xf32>) {
  linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel"]} ins(%x : memref<65536x4xf32>) outs(%y : memref<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %sum = arith.addf %out, %in : f32
    linalg.yield %sum : f32
  }
  return
}

// CHECK-LABEL: func.func @named(
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel", "reduction"]} ins(%{{.+}} : memref<?x4xf32>) outs(%{{.+}} : memref<4xf32>) {
// CHECK:           arith.addf %{{.+}}, %{{.+}} fastmath<reassoc> : f32
func.func @named(%x: memref<?x4xf32>, %y: memref<4xf32>) {
  linalg.reduce { arith.addf } ins(%x : memref<?x4xf32>) outs(%y : memref<4xf32>) dimensions = [0]
  return
}

// Short sums, other combinations, and sums whose accumulator something else reads, stay as they are.
// CHECK-LABEL: func.func @others(
// CHECK-NOT:     reassoc
func.func @others(%short: memref<8x4xf32>, %x: memref<4x?xf32>, %y: memref<4xf32>, %z: memref<4xf32>) {
  linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel"]} ins(%short : memref<8x4xf32>) outs(%y : memref<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %sum = arith.addf %out, %in : f32
    linalg.yield %sum : f32
  }
  linalg.generic {indexing_maps = [#map, #row], iterator_types = ["parallel", "reduction"]} ins(%x : memref<4x?xf32>) outs(%y : memref<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %product = arith.mulf %out, %in : f32
    linalg.yield %product : f32
  }
  linalg.generic {indexing_maps = [#map, #row], iterator_types = ["parallel", "reduction"]} ins(%x : memref<4x?xf32>) outs(%y : memref<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %term = arith.mulf %out, %in : f32
    %sum = arith.addf %out, %term : f32
    linalg.yield %sum : f32
  }
  return
}
