// A target of a few lines: the plan of any kernel as scalar loops.
// RUN: norm-opt %s -test-norm-emit-scalar -canonicalize -cse | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @rows(
// CHECK-SAME:    %[[X:[^:]+]]: memref<4x64xf32>, %[[Y:[^:]+]]: memref<4x64xf32>)
// CHECK:         scf.for %[[GROUP:.+]] = %c0 to %c4 step %c1 {
// CHECK-NEXT:      %[[SUM:.+]] = scf.for %[[I:.+]] = %c0 to %c64 step %c1 iter_args(%[[S:.+]] = %{{.+}}) -> (f64) {
// CHECK-NEXT:        %[[A:.+]] = memref.load %[[X]][%[[GROUP]], %[[I]]]
// CHECK-NEXT:        %[[B:.+]] = arith.extf %[[A]] : f32 to f64
// CHECK-NEXT:        %[[T:.+]] = arith.addf %[[S]], %[[B]]
// CHECK-NEXT:        scf.yield %[[T]] : f64
// CHECK:           arith.truncf %[[SUM]]
// CHECK:           scf.for %[[J:.+]] = %c0 to %c64 step %c1 {
// CHECK:             memref.store %{{.+}}, %[[Y]][%[[GROUP]], %[[J]]]
// CHECK-NOT:     vector
// CHECK:         return
func.func @rows(%x: memref<4x64xf32>, %y: memref<4x64xf32>) {
  norm.kernel sizes = [4, 64] ins(%x : memref<4x64xf32>) outs(%y : memref<4x64xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [1] : f64
    %t = arith.truncf %s : f64 to f32
    %q = arith.divf %a, %t : f32
    norm.yield %q : f32
  }
  return
}

// Sums that round are trees of short chains, as on any target; blocks are one more loop over groups.
// CHECK-LABEL: func.func @blocks(
// CHECK:         scf.for %{{.+}} = %c0 to %c4 step %c1 {
// CHECK:           scf.for %{{.+}} = %c0 to %c3 step %c1 {
// CHECK:             scf.for %{{.+}} step %c256 iter_args
// CHECK:               scf.for %{{.+}} step %c16 iter_args
// CHECK:                 scf.for %{{.+}} step %c1 iter_args
func.func @blocks(%x: memref<3x1000xf32>, %p: memref<4x3xf32>) {
  norm.kernel sizes = [3, 1000] ins(%x : memref<3x1000xf32>) outs(%p : memref<4x3xf32>) maps = [#map, affine_map<(d0, d1) -> (d1 floordiv 256, d0)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] by 256 : f32
    norm.yield %s : f32
  }
  return
}
