// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// Local response normalization is cut along every axis.
// CHECK-LABEL: @local_response_norm
// CHECK: scf.for
// CHECK:   scf.for
// CHECK:     norm.local_response_norm %{{.+}} channel_axis = 1 size = 5 {{.*}} : tensor<1x8x4xf32>
func.func @local_response_norm(%x: tensor<2x8x16xf32>) -> tensor<2x8x16xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<2x8x16xf32>
  return %y : tensor<2x8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.local_response_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loops:2 = transform.structured.tile_using_for %op tile_sizes [1, 0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Tiles of channels read what their windows hold, as far as it exists, and drop what
// comes of it.
// CHECK-DAG: #[[BEGIN:.+]] = affine_map<(d0) -> (0, d0 - 2)>
// CHECK-DAG: #[[END:.+]] = affine_map<(d0) -> (8, d0 + 5)>
// CHECK-LABEL: @cut_channels
// CHECK-SAME: %[[X:.+]]: tensor<2x8x16xf32>
// CHECK: scf.for %[[C:.+]] = %c0 to %c8 step %c4
// CHECK-DAG: %[[FIRST:.+]] = affine.max #[[BEGIN]](%[[C]])
// CHECK-DAG: %[[LAST:.+]] = affine.min #[[END]](%[[C]])
// CHECK:     %[[READ:.+]] = affine.apply #{{.+}}(%[[FIRST]], %[[LAST]])
// CHECK:     %[[XT:.+]] = tensor.extract_slice %[[X]][0, %[[FIRST]], 0] [2, %[[READ]], 16]
// CHECK:     %[[Y:.+]] = norm.local_response_norm %[[XT]] channel_axis = 1 size = 4 {{.*}} : tensor<2x?x16xf32>
// CHECK:     %[[SKIPPED:.+]] = affine.apply #{{.+}}(%[[C]], %[[FIRST]])
// CHECK:     %[[YT:.+]] = tensor.extract_slice %[[Y]][0, %[[SKIPPED]], 0] [2, 4, 16]
// CHECK:     tensor.insert_slice %[[YT]] into %{{.+}}[0, %[[C]], 0] [2, 4, 16]
func.func @cut_channels(%x: tensor<2x8x16xf32>) -> tensor<2x8x16xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<2x8x16xf32>
  return %y : tensor<2x8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.local_response_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// The norm of a tile's groups is a tile of the norms.
// CHECK-LABEL: @lp_normalize
// CHECK-SAME: %[[X:.+]]: tensor<3x8x5xf32>
// CHECK: scf.for %[[I:.+]] = %c0 to
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][0, %[[I]], 0] [3, 2, 5]
// CHECK:   %[[Y:.+]], %[[NORM:.+]] = norm.lp_normalize %[[XT]] axes = [0, 2] p = inf {{.*}} : tensor<3x2x5xf32>
// CHECK:   tensor.insert_slice %[[Y]] into %{{.+}}[0, %[[I]], 0]
// CHECK:   tensor.insert_slice %[[NORM]] into %{{.+}}[%[[I]]] [2]
func.func @lp_normalize(%x: tensor<3x8x5xf32>) -> (tensor<3x8x5xf32>, tensor<8xf32>) {
  %y, %n = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 1.0 {return_statistics} : tensor<3x8x5xf32>
  return %y, %n : tensor<3x8x5xf32>, tensor<8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.lp_normalize"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Slices of a weight take their lengths along.
// CHECK-LABEL: @weight_norm
// CHECK-SAME: %[[V:.+]]: tensor<8x?x5xf32>, %[[G:.+]]: tensor<8xf32>
// CHECK: scf.for %[[I:.+]] = %c0 to
// CHECK-DAG: %[[VT:.+]] = tensor.extract_slice %[[V]][%[[I]], 0, 0] [2, %{{.+}}, 5]
// CHECK-DAG: %[[GT:.+]] = tensor.extract_slice %[[G]][%[[I]]] [2]
// CHECK:     norm.weight_norm %[[VT]] scale(%[[GT]] : tensor<2xf32>) axis = 0 : tensor<2x?x5xf32>
func.func @weight_norm(%v: tensor<8x?x5xf32>, %g: tensor<8xf32>) -> tensor<8x?x5xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 : tensor<8x?x5xf32>
  return %w : tensor<8x?x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.weight_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [2, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

func.func @cut_the_one_norm(%v: tensor<8x5xf32>, %g: tensor<f32>) -> tensor<8x5xf32> {
  // expected-error @below {{expects tiles that do not cut axes [0, 1], which statistics are taken over; got tiles of 2 along axis 0 of size 8}}
  // expected-error @below {{tile operation}}
  // expected-error @below {{failed to generate tiling loops}}
  %w = norm.weight_norm %v scale(%g : tensor<f32>) : tensor<8x5xf32>
  return %w : tensor<8x5xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %op = transform.structured.match ops{["norm.weight_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_for %op tile_sizes [2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
