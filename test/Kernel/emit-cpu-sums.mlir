// RUN: norm-opt %s -norm-emit-cpu | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// One vector at a time, with a masked tail, is summed in chains of 16 too, and only what fills no vector is masked.
// CHECK-LABEL: func.func @one_vector(
// CHECK:         scf.for
// CHECK:           %[[BLOCK:.+]] = arith.constant 128 : index
// CHECK:           scf.for {{.*}} step %[[BLOCK]] iter_args
// CHECK:             scf.for {{.*}} iter_args
// CHECK:               vector.load
// CHECK-NOT:           llvm.intr.masked.load
// CHECK:               arith.addf
// CHECK:             arith.addf
// CHECK:           scf.for {{.*}} iter_args
// CHECK:             llvm.intr.masked.load
func.func @one_vector(%x: memref<4x1001xf32>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, 1001] ins(%x : memref<4x1001xf32>) outs(%y : memref<4xf32>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1, tail = masked> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  }
  return
}

// Where nothing is known of the cache, results go through it.
// CHECK-LABEL: func.func @unknown_cache(
// CHECK-NOT:     nontemporal
// CHECK:         return
func.func @unknown_cache(%x: memref<4x1024xf32>, %y: memref<4x1024xf32>) {
  norm.kernel sizes = [4, 1024] ins(%x : memref<4x1024xf32>) outs(%y : memref<4x1024xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, stores = auto, cache = 0> {
  ^bb0(%a: f32):
    %n = arith.negf %a : f32
    norm.yield %n : f32
  }
  return
}
