// Kernels in tiles, made by upstream's driver and its transform ops: what they give has the
// bits of what the whole function gives.
//
// A program without a sanitizer's runtime cannot load a plugin with one.
// UNSUPPORTED: asan, ubsan, tsan
// REQUIRES: numpy
//
// RUN: split-file %s %t
// RUN: mlir-opt --load-dialect-plugin=%norm_plugin --load-pass-plugin=%norm_plugin %t/whole.mlir --pass-pipeline='builtin.module(norm-generalize,convert-norm-to-linalg,canonicalize,cse,func.func(norm-form-kernels),canonicalize,cse,transform-preload-library{transform-library-paths=%t/tile.mlir},transform-interpreter,canonicalize,cse)' -o %t/tiled.mlir
// RUN: FileCheck %t/whole.mlir --input-file=%t/tiled.mlir
// RUN: norm-runner %t/tiled.mlir --all --verify | FileCheck %s --check-prefix=PASS
// RUN: norm-runner %t/tiled.mlir --all --verify --route=upstream-through-kernels | FileCheck %s --check-prefix=PASS
// PASS: {{^}}5 passed, 0 failed
//
// DEFINE: %{entry} =
// DEFINE: %{run} = norm-runner %t/whole.mlir --entry=%{entry} --output=%t/whole.npy && norm-runner %t/tiled.mlir --entry=%{entry} --output=%t/tiled.npy
// REDEFINE: %{entry} = rows
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = groups
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = channels_last
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = windows
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy
// REDEFINE: %{entry} = pixels
// RUN: %{run} && %python %S/../compare_npy.py %t/tiled.npy %t/whole.npy

//--- whole.mlir

// CHECK-LABEL: func.func @rows(
// CHECK:         scf.for
// CHECK:           norm.kernel sizes = [%{{[^,]+}}, %{{[^,]+}}] ins(%{{.*}}) outs(%{{.*}} : tensor<?x?xf32>, tensor<?xf32>)
func.func @rows(%x: tensor<?x?xf32> {norm.input = "normal:3,1@7x33"}, %w: tensor<?xf32> {norm.input = "normal:1,1,3@33"}) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %y, %m, %r = norm.layer_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %y, %m : tensor<?x?xf32>, tensor<?xf32>
}

// The space is (batch, group, channel of a group, pixel), the tensor has one dimension of channels.
// CHECK-LABEL: func.func @groups(
// CHECK:         scf.forall
// CHECK:           tensor.extract_slice %{{.+}}[%{{.+}}, %{{.+}}, 0] [%{{.+}}, %{{.+}}, %{{.+}}]
// CHECK:           norm.kernel sizes = [%{{.+}}, %{{.+}}, 2, %{{.+}}]
func.func @groups(%x: tensor<?x6x?xbf16> {norm.input = "normal:3,1@5x6x7"}, %w: tensor<6xf32> {norm.input = "normal:1,1,3"}) -> tensor<?x6x?xbf16> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x6x?xbf16>
  return %y : tensor<?x6x?xbf16>
}

// CHECK-LABEL: func.func @channels_last(
// CHECK:         scf.for
// CHECK:           scf.for
// CHECK:             scf.for
// CHECK:               norm.kernel
func.func @channels_last(%x: tensor<2x7x5xf32> {norm.input = "normal:3,1"}, %m: tensor<5xf32> {norm.input = "normal:1,1,3"}, %v: tensor<5xf32> {norm.input = "lognormal"}) -> tensor<2x7x5xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<5xf32>) variance(%v : tensor<5xf32>) channel_axis = 2 epsilon = 1.0e-5 : tensor<2x7x5xf32>
  return %y : tensor<2x7x5xf32>
}

// CHECK-LABEL: func.func @windows(
// CHECK:         scf.forall
// CHECK:           norm.kernel sizes = [%{{.+}}, 8, %{{.+}}, 3]
func.func @windows(%x: tensor<3x8x5xf32> {norm.input = "normal:0,20"}) -> tensor<3x8x5xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 3 alpha = 1.0 beta = 0.75 k = 1.0 : tensor<3x8x5xf32>
  return %y : tensor<3x8x5xf32>
}

// CHECK-LABEL: func.func @pixels(
// CHECK:         scf.for
// CHECK:           norm.kernel sizes = [2, 5, %{{.+}}] ins(%{{.*}}) outs(%{{.*}} : tensor<2x5x?xf16>)
func.func @pixels(%x: tensor<2x5x11xf16> {norm.input = "normal:3,1"}) -> tensor<2x5x11xf16> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<2x5x11xf16>
  return %y : tensor<2x5x11xf16>
}

//--- tile.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %kernels = transform.structured.match ops{["norm.kernel"]} in %root : (!transform.any_op) -> !transform.any_op
    %rows, %groups, %last, %windows, %pixels = transform.split_handle %kernels : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %0:2 = transform.structured.tile_using_for %rows tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %1:2 = transform.structured.tile_using_forall %groups tile_sizes [2, 2, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %2:4 = transform.structured.tile_using_for %last tile_sizes [1, 3, 2] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %3:2 = transform.structured.tile_using_forall %windows tile_sizes [2, 0, 2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %4:2 = transform.structured.tile_using_for %pixels tile_sizes [0, 0, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
