// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// Group and instance normalization in tiles of whole groups.

// Tiles of batch indices have all groups: their statistics and parameters are
// those of the tile.
// CHECK-LABEL: @group_norm_batch
// CHECK-SAME: %[[X:.+]]: tensor<?x6x?xf32>, %[[W:.+]]: tensor<6xf32>
// CHECK: scf.for %[[N:.+]] = %c0 to
// CHECK:   %[[SIZE:.+]] = affine.min
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][%[[N]], 0, 0] [%[[SIZE]], 6, %{{.+}}]
// CHECK:   %[[Y:.+]], %[[STATS:.+]]:2 = norm.group_norm %[[XT]] scale(%[[W]] : tensor<6xf32>) num_groups = 3
// CHECK-DAG: tensor.insert_slice %[[Y]] into %{{.+}}[%[[N]], 0, 0]
// CHECK-DAG: tensor.insert_slice %[[STATS]]#0 into %{{.+}}[%[[N]], 0] [%[[SIZE]], 3]
func.func @group_norm_batch(%x: tensor<?x6x?xf32>, %w: tensor<6xf32>) -> (tensor<?x6x?xf32>, tensor<?x3xf32>) {
  %y, %mean, %rstd = norm.group_norm %x scale(%w : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %y, %mean : tensor<?x6x?xf32>, tensor<?x3xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops = transform.structured.tile_using_for %op tile_sizes [4, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Parameters of groups are whole in a tile, as the channels are.
// CHECK-LABEL: @group_norm_per_group
// CHECK-SAME: %[[X:.+]]: tensor<8x4x6xf32>, %[[W:.+]]: tensor<3xf32>
// CHECK: scf.for
// CHECK:   norm.group_norm %{{.+}} scale(%[[W]] : tensor<3xf32>) num_groups = 3 channel_axis = 2 axes = [1] epsilon = 1.000000e-05 {affine = #norm.affine<per_group>} : tensor<2x4x6xf32>
func.func @group_norm_per_group(%x: tensor<8x4x6xf32>, %w: tensor<3xf32>) -> tensor<8x4x6xf32> {
  %y = norm.group_norm %x scale(%w : tensor<3xf32>) num_groups = 3 channel_axis = 2 axes = [1] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<8x4x6xf32>
  return %y : tensor<8x4x6xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops = transform.structured.tile_using_for %op tile_sizes [2, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A group cannot be cut, nor can the groups of a batch index be told apart by tiles.
func.func @group_norm_cut_channels(%x: tensor<8x6x4xf32>) -> tensor<8x6x4xf32> {
  // expected-error @below {{expects tiles of whole groups; got one that cuts axis 1}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<8x6x4xf32>
  return %y : tensor<8x6x4xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Instances are cut along the batch and the channels, and the parameters with
// them.
// CHECK-LABEL: @instance_norm_batch_and_channels
// CHECK-SAME: %[[X:.+]]: tensor<4x8x5xf32>, %[[W:.+]]: tensor<8xf32>
// CHECK: scf.for %[[N:.+]] = %c0
// CHECK:   scf.for %[[C:.+]] = %c0
// CHECK:     %[[XT:.+]] = tensor.extract_slice %[[X]][%[[N]], %[[C]], 0] [1, 2, 5]
// CHECK:     %[[WT:.+]] = tensor.extract_slice %[[W]][%[[C]]] [2]
// CHECK:     %[[Y:.+]], %[[STATS:.+]]:2 = norm.instance_norm %[[XT]] scale(%[[WT]] : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<1x2x5xf32>
// CHECK:     tensor.insert_slice %[[STATS]]#1 into %{{.+}}[%[[N]], %[[C]]] [1, 2]
func.func @instance_norm_batch_and_channels(%x: tensor<4x8x5xf32>, %w: tensor<8xf32>) -> (tensor<4x8x5xf32>, tensor<4x8xf32>) {
  %y, %mean, %rstd = norm.instance_norm %x scale(%w : tensor<8xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<4x8x5xf32>
  return %y, %rstd : tensor<4x8x5xf32>, tensor<4x8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.instance_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops:2 = transform.structured.tile_using_for %op tile_sizes [1, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Running statistics take in the whole batch; channels stay free.
// CHECK-LABEL: @instance_norm_running
// CHECK-SAME: %[[X:.+]]: tensor<4x8x5xf32>, %[[M:.+]]: tensor<8xf32>
// CHECK: scf.for %[[C:.+]] = %c0
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][0, %[[C]], 0] [4, 2, 5]
// CHECK:   %[[MT:.+]] = tensor.extract_slice %[[M]][%[[C]]] [2]
// CHECK:   %[[Y:.+]], %[[NEW:.+]]:2 = norm.instance_norm %[[XT]] running_mean(%[[MT]] : tensor<2xf32>)
// CHECK:   tensor.insert_slice %[[NEW]]#0 into %{{.+}}[%[[C]]] [2]
func.func @instance_norm_running(%x: tensor<4x8x5xf32>, %s: tensor<8xf32>) -> (tensor<4x8x5xf32>, tensor<8xf32>) {
  %y, %mean, %variance = norm.instance_norm %x running_mean(%s : tensor<8xf32>) running_variance(%s : tensor<8xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 : tensor<4x8x5xf32>
  return %y, %mean : tensor<4x8x5xf32>, tensor<8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.instance_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @instance_norm_cut_batch(%x: tensor<4x8x5xf32>, %s: tensor<8xf32>) -> tensor<8xf32> {
  // expected-error @below {{expects tiles of whole groups; got one that cuts axis 0}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y, %mean, %variance = norm.instance_norm %x running_mean(%s : tensor<8xf32>) running_variance(%s : tensor<8xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 : tensor<4x8x5xf32>
  return %mean : tensor<8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.instance_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops = transform.structured.tile_using_for %op tile_sizes [1, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Given statistics leave every axis free.
// CHECK-LABEL: @instance_norm_given
// CHECK: scf.for
// CHECK:   norm.batch_norm %{{.+}} mean(%{{.+}} : tensor<8xf32>) {{.*}} : tensor<4x8x1xf32>
func.func @instance_norm_given(%x: tensor<4x8x5xf32>, %s: tensor<8xf32>) -> tensor<4x8x5xf32> {
  %y = norm.instance_norm %x running_mean(%s : tensor<8xf32>) running_variance(%s : tensor<8xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {update_running_stats = false, use_running_stats} : tensor<4x8x5xf32>
  return %y : tensor<4x8x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.instance_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops = transform.structured.tile_using_for %op tile_sizes [0, 0, 1] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A consumer of the statistics takes the groups whole.
// CHECK-LABEL: @group_norm_statistics_into_consumer
// CHECK: scf.forall (%[[N:.+]]) in (8)
// CHECK:   %{{.+}}, %[[STATS:.+]]:2 = norm.group_norm %{{.+}} {return_statistics} : tensor<1x6x4xf32>
// CHECK:   linalg.exp ins(%[[STATS]]#1 : tensor<1x3xf32>)
func.func @group_norm_statistics_into_consumer(%x: tensor<8x6x4xf32>, %init: tensor<8x3xf32>) -> tensor<8x3xf32> {
  %y, %mean, %rstd = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<8x6x4xf32>
  %z = linalg.exp ins(%rstd : tensor<8x3xf32>) outs(%init : tensor<8x3xf32>) -> tensor<8x3xf32>
  return %z : tensor<8x3xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %norm = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp tile_sizes [1, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %fused, %into = transform.structured.fuse_into_containing_op %norm into %loop : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
