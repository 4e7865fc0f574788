// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// Statistics of an axis in parts, by upstream's transform ops for split reductions.

// Parts in parallel: each has its place, its mean, its m2 and its number of elements.
// CHECK-LABEL: @moments_in_parallel
// CHECK-SAME: %[[X:.+]]: tensor<?x1000xf32>
// CHECK: %[[ALL:.+]]:3 = scf.forall (%[[T:.+]]) in (7) shared_outs(%[[MEANS:.+]] = %{{.+}}, %[[M2S:.+]] = %{{.+}}, %[[COUNTS:.+]] = %{{.+}}) -> (tensor<?x7xf64>, tensor<?x7xf64>, tensor<7xindex>)
// CHECK:   %[[AT:.+]] = affine.apply #{{.+}}(%[[T]])
// CHECK:   %[[SIZE:.+]] = affine.min #{{.+}}(%[[T]])
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][0, %[[AT]]] [%{{.+}}, %[[SIZE]]]
// CHECK:   %[[S:.+]]:2 = norm.stats <moments> %[[XT]] axes = [1] : tensor<?x?xf32>
// CHECK-DAG: %[[MEAN:.+]] = tensor.expand_shape %[[S]]#0 {{\[\[}}0, 1]]
// CHECK-DAG: %[[M2:.+]] = tensor.expand_shape %[[S]]#1 {{\[\[}}0, 1]]
// CHECK-DAG: %[[COUNT:.+]] = tensor.from_elements %[[SIZE]]
// CHECK-DAG: tensor.parallel_insert_slice %[[MEAN]] into %[[MEANS]][0, %[[T]]]
// CHECK-DAG: tensor.parallel_insert_slice %[[M2]] into %[[M2S]][0, %[[T]]]
// CHECK-DAG: tensor.parallel_insert_slice %[[COUNT]] into %[[COUNTS]][%[[T]]]
// CHECK: norm.merge_stats %[[ALL]]#0, %[[ALL]]#1 counts(%[[ALL]]#2 : tensor<7xindex>) axis = 1 : tensor<?x7xf64>
func.func @moments_in_parallel(%x: tensor<?x1000xf32>) -> (tensor<?xf64>, tensor<?xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<?x1000xf32>
  return %mean, %m2 : tensor<?xf64>, tensor<?xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %means, %m2s, %counts, %part, %merge, %loop = transform.structured.tile_reduction_using_forall %op by num_threads = [0, 7] tile_sizes = [] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Parts in turn: each is merged with what came before it. One of several axes is split.
// CHECK-LABEL: @moments_in_turn
// CHECK: scf.for %[[I:.+]] = %c0 to %{{.+}} step %c64
// CHECK:   %[[S:.+]]:2 = norm.stats <moments> %{{.+}} axes = [0, 2] : tensor<5x3x?xbf16>
// CHECK:   %[[N:.+]] = tensor.from_elements
// CHECK:   norm.merge_stats %{{.+}}, %{{.+}} counts(%{{.+}} : tensor<2xindex>) axis = 1 : tensor<3x2xf64>
// CHECK: norm.merge_stats %{{.+}} axis = 1 : tensor<3x64xf64>
func.func @moments_in_turn(%x: tensor<5x3x?xbf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [0, 2] : tensor<5x3x?xbf16>
  return %mean, %m2 : tensor<3xf64>, tensor<3xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %means, %m2s, %counts, %part, %merge, %loop = transform.structured.tile_reduction_using_for %op reduction_dims = [2] by tile_sizes = [0, 0, 64] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Sums and maxima of parts are summed and compared.
// CHECK-LABEL: @sum
// CHECK: scf.forall
// CHECK:   norm.stats <second_moment> %{{.+}} {accumulator = f32}
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]
// CHECK:   arith.addf
func.func @sum(%x: tensor<4x100xf32>) -> tensor<4xf64> {
  %m2 = norm.stats <second_moment> %x axes = [1] {accumulator = f32} : tensor<4x100xf32>
  return %m2 : tensor<4xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %sums, %part, %merge, %loop = transform.structured.tile_reduction_using_forall %op by num_threads = [] tile_sizes = [0, 30] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @two_axes(%x: tensor<5x3x8xf32>) -> tensor<3xf64> {
  // expected-error @below {{expects one of the normalized axes [0, 2] to be split; got [0, 2]}}
  %sum = norm.stats <abs_sum> %x axes = [0, 2] : tensor<5x3x8xf32>
  return %sum : tensor<3xf64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    // expected-error @below {{could not tile reduction}}
    %sums, %part, %merge, %loop = transform.structured.tile_reduction_using_forall %op by num_threads = [] tile_sizes = [2, 0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}
