// REQUIRES: numpy
// Each graph before and after norm-fold-affine, on the same data: both within
// the reference's bounds, and within 1e-5 of the largest value of each other
// (1e-13 in f64). What folds in bf16 is the same to the bit.

// RUN: norm-opt %s -norm-fold-affine -o %t.folded.mlir
// RUN: norm-runner %s --all --verify | FileCheck %s --check-prefix=RUN-ALL
// RUN: norm-runner %t.folded.mlir --all --verify | FileCheck %s --check-prefix=RUN-ALL
// RUN-ALL: 16 passed, 0 failed

// Nothing but activations is left after convolutions, and no affine step.
// RUN: FileCheck %s < %t.folded.mlir
// CHECK-NOT: norm.batch_norm %{{[a-z0-9]+}} {{.*}}channel_axis = {{[0-9]}} epsilon = 1.000000e-05
// CHECK-NOT: scale(%{{.+}} : tensor<16xf32>)
// One product stays, of what a scale per group made.
// RUN: FileCheck %s --check-prefix=PER-GROUP < %t.folded.mlir
// PER-GROUP-LABEL: func.func @multiply_add_group_norm_per_group(
// PER-GROUP:         arith.mulf %{{.+}}, %{{.+}} : tensor<2x6x5xf32>
// PER-GROUP-NOT:     arith.{{(mul|add)}}f {{.*}} : tensor<2x6x5xf32>
// PER-GROUP-LABEL: func.func @multiply_add_instance_norm(

// DEFINE: %{entry} =
// DEFINE: %{run} = norm-runner %s --entry=%{entry} --output=%t.before.npy && norm-runner %t.folded.mlir --entry=%{entry} --output=%t.after.npy

// REDEFINE: %{entry} = conv_nchw_relu
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = conv_nhwc_relu
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = conv_constants_relu
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = conv_grouped_relu
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = conv_depthwise_relu
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = matmul_batch_norm
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = matmul_rows_f64
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-13
// REDEFINE: %{entry} = layer_norm_matmul
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = rms_norm_batch_matmul
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_add
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_add_batch_norm
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_add_group_norm
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_add_group_norm_per_group
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_add_instance_norm
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_add_switchable_norm
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy --relative=1e-5
// REDEFINE: %{entry} = multiply_bf16
// RUN: %{run} && %python %S/../compare_npy.py %t.after.npy %t.before.npy

func.func @conv_nchw_relu(%image: tensor<2x3x9x9xf32> {norm.input = "normal"}, %filter: tensor<4x3x3x3xf32> {norm.input = "normal"}, %start: tensor<4xf32> {norm.input = "normal"}, %mean: tensor<4xf32> {norm.input = "normal"}, %var: tensor<4xf32>, %w: tensor<4xf32> {norm.input = "normal"}, %b: tensor<4xf32> {norm.input = "normal"}) -> tensor<2x4x7x7xf32> {
  %empty = tensor.empty() : tensor<2x4x7x7xf32>
  %init = linalg.broadcast ins(%start : tensor<4xf32>) outs(%empty : tensor<2x4x7x7xf32>) dimensions = [0, 2, 3]
  %c = linalg.conv_2d_nchw_fchw ins(%image, %filter : tensor<2x3x9x9xf32>, tensor<4x3x3x3xf32>) outs(%init : tensor<2x4x7x7xf32>) -> tensor<2x4x7x7xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<4xf32>) variance(%var : tensor<4xf32>) scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x4x7x7xf32>
  %zeros = arith.constant dense<0.0> : tensor<2x4x7x7xf32>
  %r = arith.maximumf %y, %zeros : tensor<2x4x7x7xf32>
  return %r : tensor<2x4x7x7xf32>
}

func.func @conv_nhwc_relu(%image: tensor<2x9x9x3xf32> {norm.input = "normal"}, %filter: tensor<3x3x3x4xf32> {norm.input = "normal"}, %mean: tensor<4xf32> {norm.input = "normal"}, %var: tensor<4xf32>, %w: tensor<4xf32> {norm.input = "normal"}) -> tensor<2x7x7x4xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x7x7x4xf32>
  %c = linalg.conv_2d_nhwc_hwcf ins(%image, %filter : tensor<2x9x9x3xf32>, tensor<3x3x3x4xf32>) outs(%zeros : tensor<2x7x7x4xf32>) -> tensor<2x7x7x4xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<4xf32>) variance(%var : tensor<4xf32>) scale(%w : tensor<4xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<2x7x7x4xf32>
  %r = arith.maximumf %y, %zeros : tensor<2x7x7x4xf32>
  return %r : tensor<2x7x7x4xf32>
}

func.func @conv_constants_relu(%image: tensor<2x2x4x4xf32> {norm.input = "normal"}) -> tensor<2x2x4x4xf32> {
  %filter = arith.constant dense<[[[[0.3]], [[-1.7]]], [[[2.1]], [[0.7]]]]> : tensor<2x2x1x1xf32>
  %mean = arith.constant dense<[0.3, -0.2]> : tensor<2xf32>
  %var = arith.constant dense<[0.7, 1.3]> : tensor<2xf32>
  %w = arith.constant dense<[1.1, -0.6]> : tensor<2xf32>
  %b = arith.constant dense<[0.1, 0.4]> : tensor<2xf32>
  %zeros = arith.constant dense<0.0> : tensor<2x2x4x4xf32>
  %c = linalg.conv_2d_nchw_fchw ins(%image, %filter : tensor<2x2x4x4xf32>, tensor<2x2x1x1xf32>) outs(%zeros : tensor<2x2x4x4xf32>) -> tensor<2x2x4x4xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<2xf32>) variance(%var : tensor<2xf32>) scale(%w : tensor<2xf32>) bias(%b : tensor<2xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x2x4x4xf32>
  %r = arith.maximumf %y, %zeros : tensor<2x2x4x4xf32>
  return %r : tensor<2x2x4x4xf32>
}

func.func @conv_grouped_relu(%image: tensor<1x2x3x5x5xf32> {norm.input = "normal"}, %filter: tensor<2x5x3x3x3xf32> {norm.input = "normal"}, %mean: tensor<10xf32> {norm.input = "normal"}, %var: tensor<10xf32>, %w: tensor<10xf32> {norm.input = "normal"}, %b: tensor<10xf32> {norm.input = "normal"}) -> tensor<1x10x3x3xf32> {
  %zeros = arith.constant dense<0.0> : tensor<1x2x5x3x3xf32>
  %c = linalg.conv_2d_ngchw_gfchw ins(%image, %filter : tensor<1x2x3x5x5xf32>, tensor<2x5x3x3x3xf32>) outs(%zeros : tensor<1x2x5x3x3xf32>) -> tensor<1x2x5x3x3xf32>
  %joined = tensor.collapse_shape %c [[0], [1, 2], [3], [4]] : tensor<1x2x5x3x3xf32> into tensor<1x10x3x3xf32>
  %y = norm.batch_norm %joined mean(%mean : tensor<10xf32>) variance(%var : tensor<10xf32>) scale(%w : tensor<10xf32>) bias(%b : tensor<10xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<1x10x3x3xf32>
  %zero = arith.constant dense<0.0> : tensor<1x10x3x3xf32>
  %r = arith.maximumf %y, %zero : tensor<1x10x3x3xf32>
  return %r : tensor<1x10x3x3xf32>
}

func.func @conv_depthwise_relu(%image: tensor<2x6x6x5xf32> {norm.input = "normal"}, %filter: tensor<3x3x5xf32> {norm.input = "normal"}, %mean: tensor<5xf32> {norm.input = "normal"}, %var: tensor<5xf32>, %b: tensor<5xf32> {norm.input = "normal"}) -> tensor<2x4x4x5xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x4x4x5xf32>
  %c = linalg.depthwise_conv_2d_nhwc_hwc ins(%image, %filter : tensor<2x6x6x5xf32>, tensor<3x3x5xf32>) outs(%zeros : tensor<2x4x4x5xf32>) -> tensor<2x4x4x5xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<5xf32>) variance(%var : tensor<5xf32>) bias(%b : tensor<5xf32>) channel_axis = 3 epsilon = 1.0e-5 : tensor<2x4x4x5xf32>
  %r = arith.maximumf %y, %zeros : tensor<2x4x4x5xf32>
  return %r : tensor<2x4x4x5xf32>
}

func.func @matmul_batch_norm(%a: tensor<?x33xf32> {norm.input = "normal@9x33"}, %weights: tensor<33x7xf32> {norm.input = "normal"}, %mean: tensor<7xf32> {norm.input = "normal"}, %var: tensor<7xf32>, %w: tensor<7xf32> {norm.input = "normal"}, %b: tensor<7xf32> {norm.input = "normal"}) -> tensor<?x7xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : tensor<?x33xf32>
  %empty = tensor.empty(%n) : tensor<?x7xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x7xf32>) -> tensor<?x7xf32>
  %c = linalg.matmul ins(%a, %weights : tensor<?x33xf32>, tensor<33x7xf32>) outs(%zeros : tensor<?x7xf32>) -> tensor<?x7xf32>
  %y = norm.batch_norm %c mean(%mean : tensor<7xf32>) variance(%var : tensor<7xf32>) scale(%w : tensor<7xf32>) bias(%b : tensor<7xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x7xf32>
  return %y : tensor<?x7xf32>
}

func.func @matmul_rows_f64(%weights: tensor<7x33xf64> {norm.input = "normal"}, %a: tensor<33x9xf64> {norm.input = "normal"}, %s: tensor<7xf64>) -> tensor<7x9xf64> {
  %zeros = arith.constant dense<0.0> : tensor<7x9xf64>
  %c = linalg.matmul ins(%weights, %a : tensor<7x33xf64>, tensor<33x9xf64>) outs(%zeros : tensor<7x9xf64>) -> tensor<7x9xf64>
  %y = norm.batch_norm %c mean(%s : tensor<7xf64>) variance(%s : tensor<7xf64>) scale(%s : tensor<7xf64>) bias(%s : tensor<7xf64>) channel_axis = 0 epsilon = 1.0e-5 : tensor<7x9xf64>
  return %y : tensor<7x9xf64>
}

func.func @layer_norm_matmul(%x: tensor<?x16xf32> {norm.input = "normal:10,3@9x16"}, %w: tensor<16xf32> {norm.input = "normal"}, %b: tensor<16xf32> {norm.input = "normal"}, %weights: tensor<16x7xf32> {norm.input = "normal"}, %start: tensor<7xf32> {norm.input = "normal"}) -> tensor<?x7xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x16xf32>
  %empty = tensor.empty(%n) : tensor<?x7xf32>
  %init = linalg.broadcast ins(%start : tensor<7xf32>) outs(%empty : tensor<?x7xf32>) dimensions = [0]
  %y = norm.layer_norm %x scale(%w : tensor<16xf32>) bias(%b : tensor<16xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x16xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<?x16xf32>, tensor<16x7xf32>) outs(%init : tensor<?x7xf32>) -> tensor<?x7xf32>
  return %z : tensor<?x7xf32>
}

func.func @rms_norm_batch_matmul(%x: tensor<2x9x16xf32> {norm.input = "normal"}, %w: tensor<16xf32> {norm.input = "normal"}, %weights: tensor<2x16x7xf32> {norm.input = "normal"}) -> tensor<2x9x7xf32> {
  %zeros = arith.constant dense<0.0> : tensor<2x9x7xf32>
  %y = norm.rms_norm %x scale(%w : tensor<16xf32>) axes = [2] {scale_offset = 1.0 : f64} : tensor<2x9x16xf32>
  %z = linalg.batch_matmul ins(%y, %weights : tensor<2x9x16xf32>, tensor<2x16x7xf32>) outs(%zeros : tensor<2x9x7xf32>) -> tensor<2x9x7xf32>
  return %z : tensor<2x9x7xf32>
}

func.func @multiply_add(%x: tensor<?x17xf32> {norm.input = "normal@9x17"}, %w: tensor<17xf32> {norm.input = "normal"}, %b: tensor<17xf32> {norm.input = "normal"}, %v: tensor<17xf32> {norm.input = "normal"}, %u: tensor<17xf32> {norm.input = "normal"}) -> tensor<?x17xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x17xf32>
  %empty = tensor.empty(%n) : tensor<?x17xf32>
  %y = norm.layer_norm %x scale(%w : tensor<17xf32>) bias(%b : tensor<17xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x17xf32>
  %vs = linalg.broadcast ins(%v : tensor<17xf32>) outs(%empty : tensor<?x17xf32>) dimensions = [0]
  %us = linalg.broadcast ins(%u : tensor<17xf32>) outs(%empty : tensor<?x17xf32>) dimensions = [0]
  %0 = arith.mulf %y, %vs : tensor<?x17xf32>
  %1 = arith.addf %0, %us : tensor<?x17xf32>
  return %1 : tensor<?x17xf32>
}

func.func @multiply_add_batch_norm(%x: tensor<3x4x5xf32> {norm.input = "normal"}, %v: tensor<4xf32> {norm.input = "normal"}) -> tensor<3x4x5xf32> {
  %empty = tensor.empty() : tensor<3x4x5xf32>
  %half = arith.constant dense<0.5> : tensor<3x4x5xf32>
  %y = norm.batch_norm_training %x scale(%v : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<3x4x5xf32>
  %vs = linalg.broadcast ins(%v : tensor<4xf32>) outs(%empty : tensor<3x4x5xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y, %vs : tensor<3x4x5xf32>
  %1 = arith.addf %0, %half : tensor<3x4x5xf32>
  return %1 : tensor<3x4x5xf32>
}

func.func @multiply_add_group_norm(%x: tensor<2x5x6xf32> {norm.input = "normal:3,2"}, %w: tensor<6xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "normal"}) -> tensor<2x5x6xf32> {
  %empty = tensor.empty() : tensor<2x5x6xf32>
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%v : tensor<6xf32>) num_groups = 3 channel_axis = 2 axes = [1] epsilon = 1.0e-5 : tensor<2x5x6xf32>
  %vs = linalg.broadcast ins(%v : tensor<6xf32>) outs(%empty : tensor<2x5x6xf32>) dimensions = [0, 1]
  %0 = arith.mulf %y, %vs : tensor<2x5x6xf32>
  %1 = arith.addf %0, %vs : tensor<2x5x6xf32>
  return %1 : tensor<2x5x6xf32>
}

func.func @multiply_add_group_norm_per_group(%x: tensor<2x6x5xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal"}, %v: tensor<6xf32> {norm.input = "normal"}) -> tensor<2x6x5xf32> {
  %empty = tensor.empty() : tensor<2x6x5xf32>
  %y = norm.group_norm %x scale(%w : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
  %vs = linalg.broadcast ins(%v : tensor<6xf32>) outs(%empty : tensor<2x6x5xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y, %vs : tensor<2x6x5xf32>
  %z = norm.group_norm %0 num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
  %1 = arith.mulf %z, %vs : tensor<2x6x5xf32>
  %2 = arith.addf %1, %vs : tensor<2x6x5xf32>
  return %2 : tensor<2x6x5xf32>
}

func.func @multiply_add_instance_norm(%x: tensor<2x3x?xf32> {norm.input = "normal:3,2@2x3x7"}, %w: tensor<3xf32> {norm.input = "normal"}, %v: tensor<3xf32> {norm.input = "normal"}) -> tensor<2x3x?xf32> {
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c2 : tensor<2x3x?xf32>
  %empty = tensor.empty(%n) : tensor<2x3x?xf32>
  %y = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x?xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<2x3x?xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y, %vs : tensor<2x3x?xf32>
  %1 = arith.addf %0, %vs : tensor<2x3x?xf32>
  return %1 : tensor<2x3x?xf32>
}

func.func @multiply_add_switchable_norm(%x: tensor<2x3x5xf32> {norm.input = "normal:3,2"}, %w: tensor<3xf32> {norm.input = "normal"}, %v: tensor<3xf32> {norm.input = "normal"}) -> tensor<2x3x5xf32> {
  %empty = tensor.empty() : tensor<2x3x5xf32>
  %y = norm.switchable_norm %x bias(%w : tensor<3xf32>) mean_weights(%w : tensor<3xf32>) variance_weights(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x5xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<2x3x5xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y, %vs : tensor<2x3x5xf32>
  %1 = arith.addf %0, %vs : tensor<2x3x5xf32>
  return %1 : tensor<2x3x5xf32>
}

func.func @multiply_bf16(%x: tensor<9x16xbf16> {norm.input = "normal"}, %v: tensor<16xbf16> {norm.input = "normal"}) -> tensor<9x16xbf16> {
  %empty = tensor.empty() : tensor<9x16xbf16>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<9x16xbf16>
  %vs = linalg.broadcast ins(%v : tensor<16xbf16>) outs(%empty : tensor<9x16xbf16>) dimensions = [0]
  %0 = arith.mulf %y, %vs : tensor<9x16xbf16>
  %1 = arith.addf %0, %vs : tensor<9x16xbf16>
  return %1 : tensor<9x16xbf16>
}
