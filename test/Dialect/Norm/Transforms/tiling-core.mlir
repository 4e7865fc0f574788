// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// The core ops in tiles.

// CHECK-LABEL: @stats
// CHECK-SAME: %[[X:.+]]: tensor<?x8x?xbf16>
// CHECK: scf.for %[[C:.+]] = %c0 to %c8 step %c2
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][0, %[[C]], 0] [%{{.+}}, 2, %{{.+}}]
// CHECK:   %[[S:.+]]:2 = norm.stats <moments> %[[XT]] axes = [0, 2] {chain = 6 : i64} : tensor<?x2x?xbf16>
// CHECK:   tensor.insert_slice %[[S]]#0 into %{{.+}}[%[[C]]] [2] [1] : tensor<2xf64> into tensor<8xf64>
// CHECK:   tensor.insert_slice %[[S]]#1 into
func.func @stats(%x: tensor<?x8x?xbf16>) -> (tensor<8xf64>, tensor<8xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [0, 2] {chain = 6 : i64} : tensor<?x8x?xbf16>
  return %mean, %m2 : tensor<8xf64>, tensor<8xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @cut_stats(%x: tensor<3x8xf32>) -> tensor<3xf64> {
  // expected-error @below {{expects tiles that do not cut axes [1], which statistics are taken over; got tiles of 4 along axis 1 of size 8}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %sum = norm.stats <abs_sum> %x axes = [1] : tensor<3x8xf32>
  return %sum : tensor<3xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Both results of a tile of windows leave out what lies around it.
// CHECK-LABEL: @window_stats
// CHECK: scf.for %[[C:.+]] = %c0
// CHECK:   %[[M2:.+]], %[[SCALED:.+]] = norm.window_stats %{{.+}} axis = 1 before = 2 after = 1 {accumulator = f32} : tensor<2x?xf32>
// CHECK:   %[[M2T:.+]] = tensor.extract_slice %[[M2]][0, %{{.+}}] [2, 4]
// CHECK:   %[[SCALEDT:.+]] = tensor.extract_slice %[[SCALED]][0, %{{.+}}] [2, 4]
// CHECK:   tensor.insert_slice %[[M2T]] into %{{.+}}[0, %[[C]]] [2, 4]
// CHECK:   tensor.insert_slice %[[SCALEDT]] into %{{.+}}[0, %[[C]]] [2, 4]
func.func @window_stats(%x: tensor<2x8xf32>) -> (tensor<2x8xf32>, tensor<2x8xf32>) {
  %m2, %scaled = norm.window_stats %x axis = 1 before = 2 after = 1 {accumulator = f32} : tensor<2x8xf32>
  return %m2, %scaled : tensor<2x8xf32>, tensor<2x8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.window_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// CHECK-LABEL: @merge_stats
// CHECK-SAME: %[[M:.+]]: tensor<4x?xf64>, %[[N:.+]]: tensor<4xi64>
// CHECK: scf.for %[[I:.+]] = %c0
// CHECK:   %[[MT:.+]] = tensor.extract_slice %[[M]][0, %[[I]]] [4, %{{.+}}]
// CHECK:   norm.merge_stats %[[MT]], %{{.+}} counts(%[[N]] : tensor<4xi64>) axis = 0 : tensor<4x?xf64>
func.func @merge_stats(%m: tensor<4x?xf64>, %n: tensor<4xi64>) -> (tensor<?xf64>, tensor<?xf64>) {
  %mean, %m2, %count = norm.merge_stats %m, %m counts(%n : tensor<4xi64>) axis = 0 : tensor<4x?xf64>
  return %mean, %m2 : tensor<?xf64>, tensor<?xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.merge_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @merge_stats_count(%m: tensor<4x8xf64>, %n: tensor<4xi64>) -> (tensor<8xf64>, tensor<i64>) {
  // expected-error @below {{expects tiles to cut axes of every result that is used; got tiles along axis 1, and result #2 without it}}
  // expected-error @below {{failed to generate tiling loops}}
  %mean, %m2, %count = norm.merge_stats %m, %m counts(%n : tensor<4xi64>) axis = 0 : tensor<4x8xf64>
  return %mean, %count : tensor<8xf64>, tensor<i64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.merge_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Statistics and parameters are cut along the axes that they run along.
// CHECK-LABEL: @apply
// CHECK-SAME: %[[X:.+]]: tensor<6x8xf32>, %[[S:.+]]: tensor<6xf64>, %[[W:.+]]: tensor<8xf32>
// CHECK: scf.forall (%[[TI:.+]], %[[TJ:.+]]) in (2, 2)
// CHECK-DAG: %[[I:.+]] = affine.apply #{{.+}}(%[[TI]])
// CHECK-DAG: %[[J:.+]] = affine.apply #{{.+}}(%[[TJ]])
// CHECK-DAG: %[[XT:.+]] = tensor.extract_slice %[[X]][%[[I]], %[[J]]] [3, 4]
// CHECK-DAG: %[[ST:.+]] = tensor.extract_slice %[[S]][%[[I]]] [3]
// CHECK-DAG: %[[WT:.+]] = tensor.extract_slice %[[W]][%[[J]]] [4]
// CHECK:   norm.apply %[[XT]] rstd(%[[ST]] : tensor<3xf64>) scale(%[[WT]] : tensor<4xf32>) bias(%{{.+}} : tensor<4xf32>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
func.func @apply(%x: tensor<6x8xf32>, %s: tensor<6xf64>, %w: tensor<8xf32>) -> tensor<6x8xf32> {
  %y = norm.apply %x rstd(%s : tensor<6xf64>) scale(%w : tensor<8xf32>) bias(%w : tensor<8xf32>) statistics_axes = [0] affine_axes = [1] : tensor<6x8xf32>
  return %y : tensor<6x8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.apply"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %op tile_sizes [3, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A whole decomposed norm: the statistics of a tile's rows are taken in the tile.
// CHECK-LABEL: @stats_and_apply
// CHECK: scf.for
// CHECK:   norm.stats
// CHECK:   linalg.generic
// CHECK:   norm.apply
// CHECK-NOT: norm.stats
// CHECK: return
func.func @stats_and_apply(%x: tensor<6x8xf32>) -> tensor<6x8xf32> {
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<6x8xf32>
  %empty = tensor.empty() : tensor<6xf64>
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%m2 : tensor<6xf64>) outs(%empty : tensor<6xf64>) {
  ^bb0(%a: f64, %o: f64):
    %0 = math.rsqrt %a : f64
    linalg.yield %0 : f64
  } -> tensor<6xf64>
  %y = norm.apply %x mean(%mean : tensor<6xf64>) rstd(%r : tensor<6xf64>) statistics_axes = [0] affine_axes = [] : tensor<6x8xf32>
  return %y : tensor<6x8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %apply = transform.structured.match ops{["norm.apply"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %apply tile_sizes [2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
