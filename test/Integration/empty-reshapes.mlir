// Reshapes and pads of tensors without elements.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}4 passed, 0 failed

func.func @collapsed(%x: tensor<?x0x?xf32> {norm.input = "normal:0,1@9x0x3"}) -> tensor<?x?xf32> {
  %s = tensor.collapse_shape %x [[0], [1, 2]] : tensor<?x0x?xf32> into tensor<?x?xf32>
  %y = norm.rms_norm %s axes = [1] epsilon = 1.0e-6 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @collapsed_to_a_vector(%x: tensor<?x0x4xf16> {norm.input = "normal:0,1@7x0x4"}) -> tensor<?xf16> {
  %s = tensor.collapse_shape %x [[0, 1, 2]] : tensor<?x0x4xf16> into tensor<?xf16>
  return %s : tensor<?xf16>
}

func.func @expanded(%x: tensor<?x?xf32> {norm.input = "normal:0,1@0x6"}) -> tensor<?x2x3xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %t = tensor.cast %x : tensor<?x?xf32> to tensor<?x6xf32>
  %s = tensor.expand_shape %t [[0], [1, 2]] output_shape [%n, 2, 3] : tensor<?x6xf32> into tensor<?x2x3xf32>
  %y = norm.layer_norm %s axes = [2] epsilon = 1.0e-6 : tensor<?x2x3xf32>
  return %y : tensor<?x2x3xf32>
}

func.func @padded(%x: tensor<0x4xf32> {norm.input = "normal:0,1"}) -> tensor<2x5xf32> {
  %c = arith.constant 1.5 : f32
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<0x4xf32>
  %z = tensor.pad %y low[1, 0] high[1, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x4xf32> to tensor<2x5xf32>
  return %z : tensor<2x5xf32>
}
