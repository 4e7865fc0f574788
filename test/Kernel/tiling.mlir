// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// Kernels in tiles: all that is reduced, and one slice of each operand.

#map = affine_map<(d0, d1) -> (d0, d1)>
#first = affine_map<(d0, d1) -> (d0, 0)>
#column = affine_map<(d0, d1) -> (d1)>
#row = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: @rows
// CHECK-SAME: %[[X:.+]]: tensor<?x?xf32>, %[[W:.+]]: tensor<?xf32>, %[[Y:.+]]: tensor<?x?xf32>, %[[R:.+]]: tensor<?xf32>, %[[M:.+]]: index, %[[N:.+]]: index
// CHECK: scf.for %[[I:.+]] = %c0 to %[[M]] step %c4 iter_args(%[[YS:.+]] = %[[Y]], %[[RS:.+]] = %[[R]])
// CHECK:   %[[ROWS:.+]] = affine.min
// CHECK-DAG: %[[XT:.+]] = tensor.extract_slice %[[X]][%[[I]], 0] [%[[ROWS]], %[[N]]]
// CHECK-DAG: %[[YT:.+]] = tensor.extract_slice %[[YS]][%[[I]], 0] [%[[ROWS]], %[[N]]]
// CHECK-DAG: %[[RT:.+]] = tensor.extract_slice %[[RS]][%[[I]]] [%[[ROWS]]]
// CHECK:   %[[K:.+]]:2 = norm.kernel sizes = [%[[ROWS]], %[[N]]] ins(%[[XT]], %{{.+}}, %[[W]] : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?xf32>) outs(%[[YT]], %[[RT]] : tensor<?x?xf32>, tensor<?xf32>)
// CHECK-DAG: tensor.insert_slice %[[K]]#0 into %[[YS]][%[[I]], 0] [%[[ROWS]], %[[N]]]
// CHECK-DAG: tensor.insert_slice %[[K]]#1 into %[[RS]][%[[I]]] [%[[ROWS]]]
func.func @rows(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %y: tensor<?x?xf32>, %r: tensor<?xf32>, %m: index, %n: index) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %k:2 = norm.kernel sizes = [%m, %n] ins(%x, %x, %w : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?xf32>) outs(%y, %r : tensor<?x?xf32>, tensor<?xf32>) maps = [#map, #first, #column, #map, #row] outside = [unit, 0.0 : f32, unit] {
  ^bb0(%a: f32, %f: f32, %g: f32):
    %d = arith.subf %a, %f : f32
    %s = norm.reduce <add> %d over [1] : f32
    %q = arith.divf %d, %s : f32
    %v = arith.mulf %q, %g : f32
    norm.yield %v, %s : f32, f32
  } -> tensor<?x?xf32>, tensor<?xf32>
  return %k#0, %k#1 : tensor<?x?xf32>, tensor<?xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @cut_reduced(%x: tensor<8x16xf32>, %y: tensor<8x16xf32>) -> tensor<8x16xf32> {
  // expected-error @below {{expects tiles that do not cut the reduced dimension d1 of size 16; got tiles of 4}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %k = norm.kernel sizes = [8, 16] ins(%x : tensor<8x16xf32>) outs(%y : tensor<8x16xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  } -> tensor<8x16xf32>
  return %k : tensor<8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>

// What is summed over the groups is of all of them.
func.func @cut_outer(%x: tensor<8x16xf32>, %y: tensor<8x16xf32>, %c: tensor<16xf32>) -> (tensor<8x16xf32>, tensor<16xf32>) {
  // expected-error @below {{expects tiles that do not cut the reduced dimension d0 of size 8; got tiles of 2}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %k:2 = norm.kernel sizes = [8, 16] ins(%x : tensor<8x16xf32>) outs(%y, %c : tensor<8x16xf32>, tensor<16xf32>) maps = [#map, #map, #column] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <add> %q over [0] : f32
    norm.yield %q, %t : f32, f32
  } -> tensor<8x16xf32>, tensor<16xf32>
  return %k#0, %k#1 : tensor<8x16xf32>, tensor<16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#groups = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2 + d2)>
#of_group = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d1)>

// Groups are cut between channels that lie side by side; parts of a group are cut in
// one group at a time.
// CHECK-LABEL: @parts
// CHECK-SAME: %[[X:.+]]: tensor<4x?xf32>, %[[G:.+]]: tensor<?xf32>, %[[Y:.+]]: tensor<4x?xf32>, %[[M:.+]]: index, %[[K:.+]]: index
// CHECK: scf.for %[[I:.+]] = %c0 to %[[M]] step %c1
// CHECK:   scf.for %[[J:.+]] = %c0 to %[[K]] step %c8
// CHECK:     %[[SIZE:.+]] = affine.min
// CHECK:     %[[AT:.+]] = affine.apply #{{.+}}(%[[I]], %[[J]])[%[[K]]]
// CHECK-DAG: tensor.extract_slice %[[X]][0, %[[AT]]] [4, %[[SIZE]]]
// CHECK-DAG: tensor.extract_slice %[[G]][%[[I]]] [1]
// CHECK:     norm.kernel sizes = [4, 1, %[[SIZE]]] ins(%{{.+}}, %{{.+}} : tensor<4x?xf32>, tensor<1xf32>)
func.func @parts(%x: tensor<4x?xf32>, %g: tensor<?xf32>, %y: tensor<4x?xf32>, %m: index, %k: index) -> tensor<4x?xf32> {
  %r = norm.kernel sizes = [4, %m, %k] ins(%x, %g : tensor<4x?xf32>, tensor<?xf32>) outs(%y : tensor<4x?xf32>) maps = [#groups, #of_group, #groups] {
  ^bb0(%a: f32, %b: f32):
    %v = arith.mulf %a, %b : f32
    norm.yield %v : f32
  } -> tensor<4x?xf32>
  return %r : tensor<4x?xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop:2 = transform.structured.tile_using_for %op tile_sizes [0, 1, 8] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#groups = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2 + d2)>

func.func @parts_of_many(%x: tensor<4x6xf32>, %y: tensor<4x6xf32>) -> tensor<4x6xf32> {
  // expected-error @below {{expects tiles of 1 along d1 that cut d2, which lies inside of it in operand #0; got tiles of 3}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %r = norm.kernel sizes = [4, 3, 2] ins(%x : tensor<4x6xf32>) outs(%y : tensor<4x6xf32>) maps = [#groups, #groups] {
  ^bb0(%a: f32):
    %v = arith.negf %a : f32
    norm.yield %v : f32
  } -> tensor<4x6xf32>
  return %r : tensor<4x6xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 0, 1] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#window = affine_map<(d0, d1, d2) -> (d0, d1 + d2 - 1)>
#map = affine_map<(d0, d1, d2) -> (d0, d1)>

func.func @cut_windows(%x: tensor<4x8xf32>, %y: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-error @below {{expects tiles that do not cut d1, along which operand #0 has windows; got tiles of 2}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %r = norm.kernel sizes = [4, 8, 3] ins(%x : tensor<4x8xf32>) outs(%y : tensor<4x8xf32>) maps = [#window, #map] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [2] : f32
    norm.yield %s : f32
  } -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>

// The sum of the columns is not of one row.
func.func @repeated(%x: tensor<8x16xf32>, %w: tensor<16xf32>, %y: tensor<8x16xf32>, %c: tensor<16xf32>) -> (tensor<8x16xf32>, tensor<16xf32>) {
  // expected-error @below {{expects tiles to cut dimensions of every result that is used; got tiles along d0, and result #1 without it}}
  // expected-error @below {{failed to generate tiling loops}}
  %k:2 = norm.kernel sizes = [8, 16] ins(%x, %w : tensor<8x16xf32>, tensor<16xf32>) outs(%y, %c : tensor<8x16xf32>, tensor<16xf32>) maps = [#map, #column, #map, #column] {
  ^bb0(%a: f32, %b: f32):
    %q = arith.mulf %a, %b : f32
    %t = arith.negf %b : f32
    norm.yield %q, %t : f32, f32
  } -> tensor<8x16xf32>, tensor<16xf32>
  return %k#0, %k#1 : tensor<8x16xf32>, tensor<16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

// On buffers, tiles are subviews.
// CHECK-LABEL: @buffers
// CHECK-SAME: %[[X:.+]]: memref<8x16xf32>, %[[Y:.+]]: memref<8x16xf32>
// CHECK: scf.for %[[I:.+]] = %c0
// CHECK-DAG: %[[XT:.+]] = memref.subview %[[X]][%[[I]], 0] [2, 16]
// CHECK-DAG: %[[YT:.+]] = memref.subview %[[Y]][%[[I]], 0] [2, 16]
// CHECK:   norm.kernel sizes = [2, 16] ins(%[[XT]] : memref<2x16xf32, strided<[16, 1], offset: ?>>) outs(%[[YT]] : memref<2x16xf32, strided<[16, 1], offset: ?>>)
func.func @buffers(%x: memref<8x16xf32>, %y: memref<8x16xf32>) {
  norm.kernel sizes = [8, 16] ins(%x : memref<8x16xf32>) outs(%y : memref<8x16xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

#groups = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2 + d2)>
#map = affine_map<(d0, d1) -> (d0, d1)>

// A consumer that takes whole groups has the kernel among its tiles.
// CHECK-LABEL: @into_consumer
// CHECK: scf.forall
// CHECK:   norm.kernel sizes = [8, 2, 3] ins(%{{.+}} : tensor<8x6xf32>)
// CHECK:   linalg.exp ins(%{{.+}} : tensor<8x6xf32>)
// CHECK-NOT: norm.kernel
// CHECK: return
func.func @into_consumer(%x: tensor<8x12xf32>, %y: tensor<8x12xf32>) -> tensor<8x12xf32> {
  %k = norm.kernel sizes = [8, 4, 3] ins(%x : tensor<8x12xf32>) outs(%y : tensor<8x12xf32>) maps = [#groups, #groups] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  } -> tensor<8x12xf32>
  %z = linalg.exp ins(%k : tensor<8x12xf32>) outs(%y : tensor<8x12xf32>) -> tensor<8x12xf32>
  return %z : tensor<8x12xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %kernel = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp tile_sizes [0, 6] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %fused, %into = transform.structured.fuse_into_containing_op %kernel into %loop : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
