// REQUIRES: numpy
// The first element of a row of windows is one window, which does not move: edges outside of the row are not read; nor
// is what lies outside where the windows run across the rows. In a slice it is NaN.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s
// RUN: %python -c 'import numpy, sys; x = numpy.arange(630, dtype="f4").reshape(9, 10, 7); x[::8] = numpy.nan; numpy.save(sys.argv[1], x)' %t.npy
// RUN: norm-runner %s --entry=across_beside_nan --input=%t.npy --verify | FileCheck %s --check-prefix=NAN

// CHECK: 5 passed, 0 failed
// NAN: result 0: {{.+}}: ok

func.func @whole(%x: tensor<7x3x31xf32> {norm.input = "normal:1,2"}) -> tensor<7x3x31xf32> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 11 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<7x3x31xf32>
  %n = norm.layer_norm %y axes = [2] epsilon = 1.0e-3 : tensor<7x3x31xf32>
  return %n : tensor<7x3x31xf32>
}

func.func @dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:1,2@7x3x31"}) -> tensor<?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 2 size = 11 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<?x?x?xf32>
  %n = norm.layer_norm %y axes = [2] epsilon = 1.0e-3 : tensor<?x?x?xf32>
  return %n : tensor<?x?x?xf32>
}

func.func @slice(%x: tensor<7x3x34xf32> {norm.input = "normal:1,2"}) -> tensor<7x3x31xf32> {
  %s = tensor.extract_slice %x[0, 0, 1] [7, 3, 31] [1, 1, 1] : tensor<7x3x34xf32> to tensor<7x3x31xf32>
  %y = norm.local_response_norm %s channel_axis = 2 size = 11 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<7x3x31xf32>
  %n = norm.layer_norm %y axes = [2] epsilon = 1.0e-3 : tensor<7x3x31xf32>
  return %n : tensor<7x3x31xf32>
}

func.func @beside_nan() -> tensor<1x1x4xf32> {
  %x = arith.constant dense<[[[0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, 1.0, 2.0, -3.0, 4.0]]]> : tensor<1x1x8xf32>
  %s = tensor.extract_slice %x[0, 0, 4] [1, 1, 4] [1, 1, 1] : tensor<1x1x8xf32> to tensor<1x1x4xf32>
  %y = norm.local_response_norm %s channel_axis = 2 size = 5 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<1x1x4xf32>
  %n = norm.layer_norm %y axes = [2] epsilon = 1.0e-3 : tensor<1x1x4xf32>
  return %n : tensor<1x1x4xf32>
}

func.func @across_beside_nan(%x: tensor<9x10x7xf32>) -> tensor<7x10x7xf32> {
  %s = tensor.extract_slice %x[1, 0, 0] [7, 10, 7] [1, 1, 1] : tensor<9x10x7xf32> to tensor<7x10x7xf32>
  %y = norm.local_response_norm %s channel_axis = 0 size = 3 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<7x10x7xf32>
  %n = norm.layer_norm %y axes = [2] epsilon = 1.0e-3 : tensor<7x10x7xf32>
  return %n : tensor<7x10x7xf32>
}
