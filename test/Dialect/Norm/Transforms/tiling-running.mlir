// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// Norms with running statistics in tiles: what is updated is updated once.

// Channels take their running statistics along.
// CHECK-LABEL: @training_channels
// CHECK-SAME: %[[X:.+]]: tensor<4x8x5xf32>, %[[M:.+]]: tensor<8xf32>
// CHECK: scf.for %[[C:.+]] = %c0
// CHECK:   %[[MT:.+]] = tensor.extract_slice %[[M]][%[[C]]] [2]
// CHECK:   %[[Y:.+]], %[[NEW:.+]]:4 = norm.batch_norm_training %{{.+}} running_mean(%[[MT]] : tensor<2xf32>) {{.*}} {return_statistics} : tensor<4x2x5xf32>
// CHECK-DAG: tensor.insert_slice %[[NEW]]#1 into %{{.+}}[%[[C]]] [2]
// CHECK-DAG: tensor.insert_slice %[[NEW]]#2 into %{{.+}}[%[[C]]] [2]
func.func @training_channels(%x: tensor<4x8x5xf32>, %s: tensor<8xf32>) -> (tensor<4x8x5xf32>, tensor<8xf32>, tensor<8xf32>) {
  %y:5 = norm.batch_norm_training %x running_mean(%s : tensor<8xf32>) running_variance(%s : tensor<8xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<4x8x5xf32>
  return %y#0, %y#2, %y#3 : tensor<4x8x5xf32>, tensor<8xf32>, tensor<8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.batch_norm_training"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @training_batch(%x: tensor<4x8x5xf32>) -> tensor<4x8x5xf32> {
  // expected-error @below {{expects tiles that do not cut axes [0, 2], which statistics are taken over; got tiles of 2 along axis 0 of size 4}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<4x8x5xf32>
  return %y : tensor<4x8x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.batch_norm_training"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [2, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A counter counts once, not once for each tile.
func.func @training_counter(%x: tensor<4x8x5xf32>, %s: tensor<8xf32>, %n: tensor<i64>) -> (tensor<4x8x5xf32>, tensor<i64>) {
  // expected-error @below {{expects tiles to cut axes of every result that is used; got tiles along axis 1, and result #3 without it}}
  // expected-error @below {{failed to generate tiling loops}}
  %y:4 = norm.batch_norm_training %x running_mean(%s : tensor<8xf32>) running_variance(%s : tensor<8xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<4x8x5xf32>
  return %y#0, %y#3 : tensor<4x8x5xf32>, tensor<i64>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.batch_norm_training"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// One that nothing reads does not count.
// CHECK-LABEL: @training_unread_counter
// CHECK-SAME: %{{.+}}: tensor<4x8x5xf32>, %{{.+}}: tensor<8xf32>, %[[N:.+]]: tensor<i64>
// CHECK: scf.for
// CHECK:   norm.batch_norm_training {{.*}} num_batches_tracked(%[[N]] : tensor<i64>) {{.*}} : tensor<4x2x5xf32>
func.func @training_unread_counter(%x: tensor<4x8x5xf32>, %s: tensor<8xf32>, %n: tensor<i64>) -> tensor<8xf32> {
  %y:4 = norm.batch_norm_training %x running_mean(%s : tensor<8xf32>) running_variance(%s : tensor<8xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<4x8x5xf32>
  return %y#1 : tensor<8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.batch_norm_training"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Without a batch among its statistics, switchable normalization is cut along it.
// CHECK-LABEL: @switchable_batch
// CHECK-SAME: %[[X:.+]]: tensor<4x3x5xf32>, %[[W:.+]]: tensor<3xf32>, %[[V:.+]]: tensor<2xf32>
// CHECK: scf.for %[[N:.+]] = %c0
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][%[[N]], 0, 0] [1, 3, 5]
// CHECK:   norm.switchable_norm %[[XT]] scale(%[[W]] : tensor<3xf32>) mean_weights(%[[V]] : tensor<2xf32>) variance_weights(%[[V]] : tensor<2xf32>) {{.*}} : tensor<1x3x5xf32>
func.func @switchable_batch(%x: tensor<4x3x5xf32>, %w: tensor<3xf32>, %v: tensor<2xf32>) -> tensor<4x3x5xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%v : tensor<2xf32>) variance_weights(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {use_batch = false} : tensor<4x3x5xf32>
  return %y : tensor<4x3x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.switchable_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [1, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @switchable_training(%x: tensor<4x3x5xf32>, %v: tensor<3xf32>) -> tensor<4x3x5xf32> {
  // expected-error @below {{expects tiles that do not cut axes [0, 1, 2], which statistics are taken over; got tiles of 1 along axis 0 of size 4}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %y = norm.switchable_norm %x mean_weights(%v : tensor<3xf32>) variance_weights(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<4x3x5xf32>
  return %y : tensor<4x3x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.switchable_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [1, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
