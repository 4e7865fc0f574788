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

// Tiles of channels are whole groups, of which there are then fewer; parameters of
// groups and statistics are cut with them.
// CHECK-DAG: #[[GROUP:.+]] = affine_map<(d0) -> (d0 floordiv 3)>
// CHECK-LABEL: @group_norm_channels
// CHECK-SAME: %[[X:.+]]: tensor<?x12x?xf32>, %[[W:.+]]: tensor<4xf32>
// CHECK: scf.for %[[C:.+]] = %c0 to %c12 step %c6
// CHECK-DAG: %[[XT:.+]] = tensor.extract_slice %[[X]][0, %[[C]], 0] [%{{.+}}, 6, %{{.+}}]
// CHECK-DAG: %[[G:.+]] = affine.apply #[[GROUP]](%[[C]])
// CHECK-DAG: %[[WT:.+]] = tensor.extract_slice %[[W]][%[[G]]] [2] [1]
// CHECK:     %[[Y:.+]], %[[STATS:.+]]:2 = norm.group_norm %[[XT]] scale(%[[WT]] : tensor<2xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {affine = #norm.affine<per_group>, return_statistics} : tensor<?x6x?xf32>
// CHECK-DAG: tensor.insert_slice %[[Y]] into %{{.+}}[0, %[[C]], 0]
// CHECK-DAG: tensor.insert_slice %[[STATS]]#0 into %{{.+}}[0, %{{.+}}] [%{{.+}}, 2]
func.func @group_norm_channels(%x: tensor<?x12x?xf32>, %w: tensor<4xf32>) -> (tensor<?x12x?xf32>, tensor<?x4xf32>) {
  %y, %mean, %rstd = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>, return_statistics} : tensor<?x12x?xf32>
  return %y, %mean : tensor<?x12x?xf32>, tensor<?x4xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 6, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// As many channels to each of several threads.
// CHECK-LABEL: @group_norm_threads
// CHECK-SAME: %[[X:.+]]: tensor<2x12x5xf32>, %[[W:.+]]: tensor<12xf32>
// CHECK: scf.forall (%[[T:.+]]) in (2)
// CHECK:   %[[C:.+]] = affine.apply #{{.+}}(%[[T]])
// CHECK:   %[[WT:.+]] = tensor.extract_slice %[[W]][%[[C]]] [6] [1]
// CHECK:   norm.group_norm %{{.+}} scale(%[[WT]] : tensor<6xf32>) num_groups = 2 {{.*}} : tensor<2x6x5xf32>
func.func @group_norm_threads(%x: tensor<2x12x5xf32>, %w: tensor<12xf32>) -> tensor<2x12x5xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x12x5xf32>
  return %y : tensor<2x12x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %op num_threads [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @group_norm_cut_groups(%x: tensor<8x6x4xf32>) -> tensor<8x6x4xf32> {
  // expected-error @below {{expects tiles of whole groups of 2 along axis 1, all of one size; got tiles of 3}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<8x6x4xf32>
  return %y : tensor<8x6x4xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 3, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// An attribute says how many groups there are, so that the last tile cannot have fewer.
func.func @group_norm_uneven(%x: tensor<8x6x4xf32>) -> tensor<8x6x4xf32> {
  // expected-error @below {{expects tiles of whole groups of 2 along axis 1, all of one size; got tiles of ?}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<8x6x4xf32>
  return %y : tensor<8x6x4xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @group_norm_unknown_channels(%x: tensor<8x?x4xf32>) -> tensor<8x?x4xf32> {
  // expected-error @below {{expects a static size of axis 1, whose 3 groups are cut by tiles; got ?}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<8x?x4xf32>
  return %y : tensor<8x?x4xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @group_norm_cut_pixels(%x: tensor<8x6x4xf32>) -> tensor<8x6x4xf32> {
  // expected-error @below {{expects tiles that do not cut axes [2], which statistics are taken over; got tiles of 2 along axis 2 of size 4}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<8x6x4xf32>
  return %y : tensor<8x6x4xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 0, 2] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// What a batch of rows of one element each may be, one such row may not.
func.func @group_norm_single_values(%x: tensor<8x3xf32>) -> tensor<8x3xf32> {
  // expected-error @below {{expects more than 1 value per group over the batch with num_groups = 3; got input size [1, 3] in a tile}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<8x3xf32>
  return %y : tensor<8x3xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [1, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
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
  // expected-error @below {{expects tiles that do not cut axes [0, 2], which statistics are taken over; got tiles of 1 along axis 0 of size 4}}
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

// -----

// Statistics of some of the groups are those of their channels.
// CHECK-LABEL: @group_norm_statistics_of_groups
// CHECK: scf.forall (%[[G:.+]]) in (3)
// CHECK:   %[[C:.+]] = affine.apply #{{.+}}(%[[G]])
// CHECK:   tensor.extract_slice %{{.+}}[0, %[[C]], 0] [8, 2, 4]
// CHECK:   norm.group_norm %{{.+}} num_groups = 1 {{.*}} : tensor<8x2x4xf32>
// CHECK:   linalg.exp ins(%{{.+}} : tensor<8x1xf32>)
func.func @group_norm_statistics_of_groups(%x: tensor<8x6x4xf32>, %init: tensor<8x3xf32>) -> tensor<8x3xf32> {
  %y, %mean, %rstd = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<8x6x4xf32>
  %z = linalg.exp ins(%rstd : tensor<8x3xf32>) outs(%init : tensor<8x3xf32>) -> tensor<8x3xf32>
  return %z : tensor<8x3xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %norm = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp tile_sizes [0, 1] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %fused, %into = transform.structured.fuse_into_containing_op %norm into %loop : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
