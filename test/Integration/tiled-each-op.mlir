// Each op in tiles that do not divide its axes, made by upstream's driver: all results have
// the bits that they have without tiles. (Others are in tiled-layer-norm and tiled-norms.)
//
// A program without a sanitizer's runtime cannot load a plugin with one.
// UNSUPPORTED: asan, ubsan, tsan
// REQUIRES: numpy
//
// RUN: split-file %s %t
// RUN: mlir-opt --load-dialect-plugin=%norm_plugin %t/whole.mlir --transform-preload-library=transform-library-paths=%t/tile.mlir --transform-interpreter --canonicalize --cse -o %t/tiled.mlir
// RUN: FileCheck %t/whole.mlir --input-file=%t/tiled.mlir
// RUN: norm-runner %t/tiled.mlir --all --verify | FileCheck %s --check-prefix=PASS
// PASS: {{^}}9 passed, 0 failed
//
// DEFINE: %{entry} =
// DEFINE: %{run} = norm-runner %t/whole.mlir --entry=%{entry} --output=%t/whole.0.npy --output=%t/whole.1.npy && norm-runner %t/tiled.mlir --entry=%{entry} --output=%t/tiled.0.npy --output=%t/tiled.1.npy
// REDEFINE: %{entry} = instance_norm
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = batch_norm_training
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = group_norm
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = switchable_norm
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = lp_normalize
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = weight_norm
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = window_stats
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = merge_stats
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy
// REDEFINE: %{entry} = apply
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.0.npy %t/whole.0.npy
// RUN: %python %S/../compare_npy.py %t/tiled.1.npy %t/whole.1.npy

//--- whole.mlir

// CHECK-LABEL: func.func @instance_norm(
// CHECK:         scf.for
// CHECK:           norm.instance_norm %
func.func @instance_norm(%x: tensor<3x?x7xf32> {norm.input = "normal:3,1@3x5x7"}, %w: tensor<?xf32> {norm.input = "normal:1,1,3@5"}, %m: tensor<?xf32> {norm.input = "normal:1,1,4@5"}, %v: tensor<?xf32> {norm.input = "lognormal@5"}) -> (tensor<3x?x7xf32>, tensor<?xf32>) {
  %y:3 = norm.instance_norm %x scale(%w : tensor<?xf32>) running_mean(%m : tensor<?xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 : tensor<3x?x7xf32>
  return %y#0, %y#2 : tensor<3x?x7xf32>, tensor<?xf32>
}

// CHECK-LABEL: func.func @batch_norm_training(
// CHECK:         scf.for
// CHECK:           norm.batch_norm_training %
func.func @batch_norm_training(%x: tensor<4x7x3xbf16> {norm.input = "normal:3,1"}, %m: tensor<7xf32> {norm.input = "normal:1,1,4"}, %v: tensor<7xf32> {norm.input = "lognormal"}) -> (tensor<4x7x3xbf16>, tensor<7xf32>) {
  %y:5 = norm.batch_norm_training %x running_mean(%m : tensor<7xf32>) running_variance(%v : tensor<7xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<4x7x3xbf16>
  return %y#0, %y#3 : tensor<4x7x3xbf16>, tensor<7xf32>
}

// CHECK-LABEL: func.func @group_norm(
// CHECK:         scf.for
// CHECK:           norm.group_norm %
func.func @group_norm(%x: tensor<?x12x5xf32> {norm.input = "normal:3,1@2x12x5"}, %w: tensor<4xf32> {norm.input = "normal:1,1,3"}) -> (tensor<?x12x5xf32>, tensor<?x4xf32>) {
  %y, %mean, %rstd = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>, return_statistics} : tensor<?x12x5xf32>
  return %y, %rstd : tensor<?x12x5xf32>, tensor<?x4xf32>
}

// CHECK-LABEL: func.func @switchable_norm(
// CHECK:         scf.for
// CHECK:           norm.switchable_norm %
func.func @switchable_norm(%x: tensor<5x3x4xf32> {norm.input = "normal:3,1"}, %w: tensor<3xf32> {norm.input = "normal:1,1,3"}, %v: tensor<2xf32> {norm.input = "normal:0,1,4"}) -> (tensor<5x3x4xf32>, tensor<3xf32>) {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%v : tensor<2xf32>) variance_weights(%v : tensor<2xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 {use_batch = false} : tensor<5x3x4xf32>
  return %y, %w : tensor<5x3x4xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @lp_normalize(
// CHECK:         scf.for
// CHECK:           norm.lp_normalize %
func.func @lp_normalize(%x: tensor<3x?x5xf32> {norm.input = "normal:0,1@3x7x5"}) -> (tensor<3x?x5xf32>, tensor<?xf32>) {
  %y, %n = norm.lp_normalize %x axes = [0, 2] p = 3.0 epsilon = 1.0e-12 {return_statistics} : tensor<3x?x5xf32>
  return %y, %n : tensor<3x?x5xf32>, tensor<?xf32>
}

// CHECK-LABEL: func.func @weight_norm(
// CHECK:         scf.for
// CHECK:           norm.weight_norm %
func.func @weight_norm(%x: tensor<7x6xf32> {norm.input = "normal:0,1"}, %g: tensor<7xf32> {norm.input = "normal:1,1,3"}) -> (tensor<7x6xf32>, tensor<7xf32>) {
  %y = norm.weight_norm %x scale(%g : tensor<7xf32>) axis = 0 : tensor<7x6xf32>
  return %y, %g : tensor<7x6xf32>, tensor<7xf32>
}

// CHECK-LABEL: func.func @window_stats(
// CHECK:         scf.for
// CHECK:           norm.window_stats %
func.func @window_stats(%x: tensor<2x?xf32> {norm.input = "normal:0,1@2x13"}) -> (tensor<2x?xf32>, tensor<2x?xf32>) {
  %m2, %scaled = norm.window_stats %x axis = 1 before = 3 after = 1 {accumulator = f32} : tensor<2x?xf32>
  return %m2, %scaled : tensor<2x?xf32>, tensor<2x?xf32>
}

// CHECK-LABEL: func.func @merge_stats(
// CHECK:         scf.for
// CHECK:           norm.merge_stats %
func.func @merge_stats(%m: tensor<3x?xf64> {norm.input = "normal:5,1@3x7"}, %s: tensor<3x?xf64> {norm.input = "lognormal@3x7"}) -> (tensor<?xf64>, tensor<?xf64>) {
  %n = arith.constant dense<[4, 0, 9]> : tensor<3xi64>
  %mean, %m2, %count = norm.merge_stats %m, %s counts(%n : tensor<3xi64>) axis = 0 : tensor<3x?xf64>
  return %mean, %m2 : tensor<?xf64>, tensor<?xf64>
}

// CHECK-LABEL: func.func @apply(
// CHECK:         scf.for
// CHECK:           norm.apply %
func.func @apply(%x: tensor<?x9xf32> {norm.input = "normal:5,1@7x9"}, %w: tensor<9xf32> {norm.input = "normal:1,1,3"}) -> (tensor<?x9xf32>, tensor<?xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<?x9xf32>
  %y = norm.apply %x mean(%mean : tensor<?xf64>) rstd(%m2 : tensor<?xf64>) scale(%w : tensor<9xf32>) bias(%w : tensor<9xf32>) statistics_axes = [0] affine_axes = [1] : tensor<?x9xf32>
  return %y, %mean : tensor<?x9xf32>, tensor<?xf64>
}

//--- tile.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %instance_norm = transform.structured.match ops{["norm.instance_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %0:2 = transform.structured.tile_using_for %instance_norm tile_sizes [0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %batch_norm_training = transform.structured.match ops{["norm.batch_norm_training"]} in %root : (!transform.any_op) -> !transform.any_op
    %1:2 = transform.structured.tile_using_for %batch_norm_training tile_sizes [0, 3, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %group_norm = transform.structured.match ops{["norm.group_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %2:3 = transform.structured.tile_using_for %group_norm tile_sizes [1, 6, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    %switchable_norm = transform.structured.match ops{["norm.switchable_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %3:2 = transform.structured.tile_using_for %switchable_norm tile_sizes [2, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %lp_normalize = transform.structured.match ops{["norm.lp_normalize"]} in %root : (!transform.any_op) -> !transform.any_op
    %4:2 = transform.structured.tile_using_for %lp_normalize tile_sizes [0, 4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %weight_norm = transform.structured.match ops{["norm.weight_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %5:2 = transform.structured.tile_using_for %weight_norm tile_sizes [3, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %window_stats = transform.structured.match ops{["norm.window_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %6:2 = transform.structured.tile_using_for %window_stats tile_sizes [0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %merge_stats = transform.structured.match ops{["norm.merge_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %7:2 = transform.structured.tile_using_for %merge_stats tile_sizes [0, 2] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %apply = transform.structured.match ops{["norm.apply"]} in %root : (!transform.any_op) -> !transform.any_op
    %8:3 = transform.structured.tile_using_for %apply tile_sizes [4, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}
