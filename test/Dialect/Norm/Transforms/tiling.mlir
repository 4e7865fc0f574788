// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// A tile of rows is a LayerNorm of those rows: whole groups, and their statistics.
// CHECK-LABEL: @layer_norm_rows
// CHECK-SAME: %[[X:.+]]: tensor<?x?xf32>, %[[W:.+]]: tensor<?xf32>
// CHECK: scf.for %[[ROW:.+]] = %c0 to
// CHECK:   %[[ROWS:.+]] = affine.min
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][%[[ROW]], 0] [%[[ROWS]], %{{.+}}]
// CHECK:   %[[Y:.+]], %[[STATS:.+]]:2 = norm.layer_norm %[[XT]] scale(
// CHECK:   tensor.insert_slice %[[Y]] into %{{.+}}[%[[ROW]], 0]
// CHECK:   tensor.insert_slice %[[STATS]]#0 into %{{.+}}[%[[ROW]]] [%[[ROWS]]]
func.func @layer_norm_rows(%x: tensor<?x?xf32>, %w: tensor<?xf32>) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %y, %mean, %rstd = norm.layer_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %y, %mean : tensor<?x?xf32>, tensor<?xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.layer_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Given statistics leave every axis free; parameters are cut along the channels.
// CHECK-LABEL: @batch_norm_all_axes
// CHECK: scf.for
// CHECK:   scf.for %[[C:.+]] =
// CHECK:     norm.batch_norm %{{.+}} mean(%{{.+}} : tensor<4xf32>) variance(%{{.+}} : tensor<4xf32>) channel_axis = 1 epsilon = 1.000000e-05 : tensor<1x4x6xf32>
func.func @batch_norm_all_axes(%x: tensor<2x8x6xf32>, %m: tensor<8xf32>, %v: tensor<8xf32>) -> tensor<2x8x6xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<8xf32>) variance(%v : tensor<8xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x8x6xf32>
  return %y : tensor<2x8x6xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.batch_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops:2 = transform.structured.tile_using_for %op tile_sizes [1, 4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A norm joins the tiles of what consumes it.
// CHECK-LABEL: @rms_norm_into_consumer
// CHECK: scf.forall (%[[ROW:.+]]) in (8)
// CHECK:   %[[Y:.+]] = norm.rms_norm %{{.+}} axes = [1] : tensor<1x16xf32>
// CHECK:   linalg.exp ins(%[[Y]]
// CHECK-NOT: norm.rms_norm
// CHECK: return
func.func @rms_norm_into_consumer(%x: tensor<8x16xf32>, %init: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %y = norm.rms_norm %x axes = [1] : tensor<8x16xf32>
  %z = linalg.exp ins(%y : tensor<8x16xf32>) outs(%init : tensor<8x16xf32>) -> tensor<8x16xf32>
  return %z : tensor<8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %norm = transform.structured.match ops{["norm.rms_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp tile_sizes [1, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %fused, %into = transform.structured.fuse_into_containing_op %norm into %loop : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A group cannot be cut.
func.func @cut_group(%x: tensor<8x16xf32>) -> tensor<8x16xf32> {
  // expected-error @below {{expects tiles that do not cut axes [1], which statistics are taken over; got tiles of 4 along axis 1 of size 16}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<8x16xf32>
  return %y : tensor<8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.layer_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop:2 = transform.structured.tile_using_for %op tile_sizes [4, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}
