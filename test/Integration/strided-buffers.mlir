// REQUIRES: numpy
// The kernels take the caller's slices where they are: strides and addresses are looked at when they are called.
// RUN: norm-compile %s --serial -o %t.so
// RUN: %python %S/Inputs/strided_buffers.py %t.so layer_norm:7x33,33=7x33 rows:5x1024,1024=5x1024 sum:9x65,9x65=9x65,9x65 batch_norm:3x4x5x17,4,4=3x4x5x17 group_norm:2x5x7x12=2x5x7x12 channels:3x17x5x7=3x17x5x7 response:3x17x5x7=3x17x5x7 | FileCheck %s

// CHECK: 7 functions agree in 49 layouts

func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @rows(%x: tensor<5x1024xf32>, %w: tensor<1024xf32>) -> tensor<5x1024xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<1024xf32>) axes = [1] epsilon = 1.0e-5 : tensor<5x1024xf32>
  return %y : tensor<5x1024xf32>
}

func.func @sum(%x: tensor<?x65xf32>, %r: tensor<?x65xf32>) -> (tensor<?x65xf32>, tensor<?x65xf32>) {
  %s = arith.addf %x, %r : tensor<?x65xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : tensor<?x65xf32>
  return %y, %s : tensor<?x65xf32>, tensor<?x65xf32>
}

func.func @batch_norm(%x: tensor<?x?x?x?xf32>, %m: tensor<?xf32>, %v: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<?xf32>) variance(%v : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

// Channels that are next to each other.
func.func @group_norm(%x: tensor<2x5x7x12xf32>) -> tensor<2x5x7x12xf32> {
  %y = norm.group_norm %x num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x12xf32>
  return %y : tensor<2x5x7x12xf32>
}

func.func @channels(%x: tensor<?x?x?x?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

func.func @response(%x: tensor<3x17x5x7xf32>) -> tensor<3x17x5x7xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 0.5 beta = 0.75 k = 1.0 : tensor<3x17x5x7xf32>
  return %y : tensor<3x17x5x7xf32>
}
