// Slices are normalized where they are: rows with a gap between them, and
// elements with one.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: 3 passed, 0 failed

func.func @rows_apart(%x: tensor<9x40xf32> {norm.input = "normal:1,2"}) -> tensor<7x33xf32> {
  %s = tensor.extract_slice %x[1, 3] [7, 33] [1, 1] : tensor<9x40xf32> to tensor<7x33xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.000000e-05 : tensor<7x33xf32>
  return %y : tensor<7x33xf32>
}

func.func @elements_apart(%x: tensor<9x40xf32> {norm.input = "normal:1,2"}) -> tensor<7x17xf32> {
  %s = tensor.extract_slice %x[1, 3] [7, 17] [1, 2] : tensor<9x40xf32> to tensor<7x17xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.000000e-05 : tensor<7x17xf32>
  return %y : tensor<7x17xf32>
}

func.func @images_apart(%x: tensor<4x6x5x7xbf16> {norm.input = "normal:1,2"}) -> tensor<2x4x5x6xbf16> {
  %s = tensor.extract_slice %x[1, 2, 0, 1] [2, 4, 5, 6] [1, 1, 1, 1] : tensor<4x6x5x7xbf16> to tensor<2x4x5x6xbf16>
  %y = norm.group_norm %s num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.000000e-05 : tensor<2x4x5x6xbf16>
  return %y : tensor<2x4x5x6xbf16>
}
