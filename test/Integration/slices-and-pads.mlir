// Copies into and out of parts of rows: slices, pads, concatenations.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}11 passed, 0 failed

func.func @returned_columns(%x: tensor<7x64xf32> {norm.input = "normal:0,1"}) -> tensor<7x16xf32> {
  %v = tensor.extract_slice %x[0, 48] [7, 16] [1, 1] : tensor<7x64xf32> to tensor<7x16xf32>
  return %v : tensor<7x16xf32>
}

func.func @every_third(%x: tensor<?x?xbf16> {norm.input = "normal:0,1@5x31"}) -> tensor<?x11xbf16> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xbf16>
  %v = tensor.extract_slice %x[0, 0] [%n, 11] [1, 3] : tensor<?x?xbf16> to tensor<?x11xbf16>
  return %v : tensor<?x11xbf16>
}

// Q, K and V of one projection; V leaves as it is.
func.func @projections(%x: tensor<5x48xf32> {norm.input = "normal:0,1"}) -> (tensor<5x16xf32>, tensor<5x16xf32>, tensor<5x16xf32>) {
  %q = tensor.extract_slice %x[0, 0] [5, 16] [1, 1] : tensor<5x48xf32> to tensor<5x16xf32>
  %k = tensor.extract_slice %x[0, 16] [5, 16] [1, 1] : tensor<5x48xf32> to tensor<5x16xf32>
  %v = tensor.extract_slice %x[0, 32] [5, 16] [1, 1] : tensor<5x48xf32> to tensor<5x16xf32>
  %qn = norm.rms_norm %q axes = [1] epsilon = 1.0e-6 : tensor<5x16xf32>
  %kn = norm.rms_norm %k axes = [1] epsilon = 1.0e-6 : tensor<5x16xf32>
  return %qn, %kn, %v : tensor<5x16xf32>, tensor<5x16xf32>, tensor<5x16xf32>
}

func.func @padded_columns(%x: tensor<7x33xf32> {norm.input = "normal:0,1"}) -> tensor<7x40xf32> {
  %c = arith.constant -1.0 : f32
  %z = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<7x33xf32>
  %v = tensor.pad %z low[0, 2] high[0, 5] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<7x33xf32> to tensor<7x40xf32>
  return %v : tensor<7x40xf32>
}

func.func @padded_all_around(%x: tensor<?x?x3xf64> {norm.input = "normal:0,1@2x5x3"}) -> tensor<?x?x5xf64> {
  %c = arith.constant 0.0 : f64
  %v = tensor.pad %x low[1, 0, 1] high[0, 2, 1] {
  ^bb0(%i: index, %j: index, %k: index):
    tensor.yield %c : f64
  } : tensor<?x?x3xf64> to tensor<?x?x5xf64>
  %y = norm.layer_norm %v axes = [1] epsilon = 1.0e-05 : tensor<?x?x5xf64>
  return %y : tensor<?x?x5xf64>
}

func.func @beside_each_other(%x: tensor<5x?xf32> {norm.input = "normal:0,1@5x9"}, %y: tensor<5x4xf32>) -> tensor<5x?xf32> {
  %n = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<5x?xf32>
  %c = tensor.concat dim(1) %n, %y, %n : (tensor<5x?xf32>, tensor<5x4xf32>, tensor<5x?xf32>) -> tensor<5x?xf32>
  return %c : tensor<5x?xf32>
}

func.func @below_each_other(%x: tensor<2x3x4xf16> {norm.input = "normal:0,1"}, %y: tensor<2x1x4xf16>) -> tensor<2x4x4xf16> {
  %c = tensor.concat dim(1) %y, %x : (tensor<2x1x4xf16>, tensor<2x3x4xf16>) -> tensor<2x4x4xf16>
  %n = norm.layer_norm %c axes = [1, 2] epsilon = 1.0e-03 : tensor<2x4x4xf16>
  return %n : tensor<2x4x4xf16>
}

func.func @inserted_columns(%x: tensor<5x4xf32> {norm.input = "normal:0,1"}, %y: tensor<5x?xf32> {norm.input = "random@5x19"}) -> tensor<5x?xf32> {
  %n = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<5x4xf32>
  %z = tensor.insert_slice %n into %y[0, 3] [5, 4] [1, 2] : tensor<5x4xf32> into tensor<5x?xf32>
  return %z : tensor<5x?xf32>
}

func.func @an_inserted_column(%x: tensor<?xf32> {norm.input = "normal:0,1@6"}, %y: tensor<?x?xf32> {norm.input = "random@6x5"}) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?xf32>
  %z = tensor.insert_slice %x into %y[0, 1] [%n, 1] [1, 1] : tensor<?xf32> into tensor<?x?xf32>
  %m = norm.layer_norm %z axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
  return %z, %m : tensor<?x?xf32>, tensor<?x?xf32>
}

// Of three dimensions of size 1, the slice drops the second.
func.func @one_of_several_ones(%x: tensor<?x?x1x?xf32> {norm.input = "normal:0,1@3x17x1x1"}) -> tensor<1x?xf32> {
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %m = tensor.dim %x, %c1 : tensor<?x?x1x?xf32>
  %n = tensor.dim %x, %c3 : tensor<?x?x1x?xf32>
  %s = tensor.extract_slice %x[0, 0, 0, 0] [1, %m, 1, %n] [1, 1, 1, 1] : tensor<?x?x1x?xf32> to tensor<1x?x?xf32>
  %y, %mean, %rstd = norm.layer_norm %s axes = [1] epsilon = 1.0e-3 {return_statistics} : tensor<1x?x?xf32>
  return %mean : tensor<1x?xf32>
}

// That the channels are none is known from the variances only.
func.func @padded_nothing(%x: tensor<?x?x16xf32> {norm.input = "normal:0,1@7x0x16"}, %mean: tensor<?xf32> {norm.input = "zeros@0"}, %variance: tensor<0xf32>) -> tensor<?x?x23xf32> {
  %zero = arith.constant 0.0 : f32
  %y = norm.batch_norm %x mean(%mean : tensor<?xf32>) variance(%variance : tensor<0xf32>) channel_axis = 1 epsilon = 1.0e-1 : tensor<?x?x16xf32>
  %p = tensor.pad %y low[0, 0, 2] high[0, 0, 5] {
  ^bb0(%i: index, %j: index, %k: index):
    tensor.yield %zero : f32
  } : tensor<?x?x16xf32> to tensor<?x?x23xf32>
  return %p : tensor<?x?x23xf32>
}
