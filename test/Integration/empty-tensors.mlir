// Reshapes, slices, pads and concatenations of tensors without elements.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}17 passed, 0 failed

func.func @collapse(%x: tensor<?x0x?xf32> {norm.input = "normal:0,1@9x0x3"}) -> tensor<?x?xf32> {
  %s = tensor.collapse_shape %x [[0], [1, 2]] : tensor<?x0x?xf32> into tensor<?x?xf32>
  %y = norm.rms_norm %s axes = [1] epsilon = 1.0e-6 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @collapse_static(%x: tensor<4x0x3xf32> {norm.input = "normal:0,1@4x0x3"}) -> tensor<4x0xf32> {
  %s = tensor.collapse_shape %x [[0], [1, 2]] : tensor<4x0x3xf32> into tensor<4x0xf32>
  %y = norm.rms_norm %s axes = [1] epsilon = 1.0e-6 : tensor<4x0xf32>
  return %y : tensor<4x0xf32>
}

func.func @expand(%x: tensor<?x0xf32> {norm.input = "normal:0,1@9x0"}) -> tensor<?x0x3xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x0xf32>
  %s = tensor.expand_shape %x [[0], [1, 2]] output_shape [%n, 0, 3] : tensor<?x0xf32> into tensor<?x0x3xf32>
  return %s : tensor<?x0x3xf32>
}

func.func @expand_norm(%x: tensor<?x?xf32> {norm.input = "normal:0,1@9x0"}) -> tensor<?x0x?xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %s = tensor.expand_shape %x [[0], [1, 2]] output_shape [%n, 0, %n] : tensor<?x?xf32> into tensor<?x0x?xf32>
  %y = norm.rms_norm %s axes = [1, 2] epsilon = 1.0e-6 : tensor<?x0x?xf32>
  return %y : tensor<?x0x?xf32>
}

func.func @pad(%x: tensor<0x4xf32> {norm.input = "normal:0,1@0x4"}) -> tensor<2x6xf32> {
  %c = arith.constant 1.0 : f32
  %v = tensor.pad %x low[1, 1] high[1, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x4xf32> to tensor<2x6xf32>
  return %v : tensor<2x6xf32>
}

func.func @pad_nothing(%x: tensor<0x4xf32> {norm.input = "normal:0,1@0x4"}) -> tensor<0x6xf32> {
  %c = arith.constant 1.0 : f32
  %v = tensor.pad %x low[0, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x4xf32> to tensor<0x6xf32>
  return %v : tensor<0x6xf32>
}

func.func @pad_zero(%x: tensor<0xf32> {norm.input = "normal:0,1@0"}) -> tensor<4xf32> {
  %c = arith.constant 1.0 : f32
  %v = tensor.pad %x low[0] high[4] {
  ^bb0(%i: index):
    tensor.yield %c : f32
  } : tensor<0xf32> to tensor<4xf32>
  return %v : tensor<4xf32>
}

func.func @pad_high(%x: tensor<0xf32> {norm.input = "normal:0,1@0"}) -> tensor<4xf32> {
  %c = arith.constant 1.0 : f32
  %v = tensor.pad %x low[4] high[0] {
  ^bb0(%i: index):
    tensor.yield %c : f32
  } : tensor<0xf32> to tensor<4xf32>
  return %v : tensor<4xf32>
}

func.func @pad_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1@0x3"}) -> tensor<?x?xf32> {
  %c = arith.constant 1.0 : f32
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %v = tensor.pad %x low[%n, 1] high[%n, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  return %v : tensor<?x?xf32>
}

func.func @slice(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<0x6xf32> {
  %v = tensor.extract_slice %x[3, 0] [0, 6] [1, 1] : tensor<4x6xf32> to tensor<0x6xf32>
  return %v : tensor<0x6xf32>
}

func.func @slice_columns(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<4x0xf32> {
  %v = tensor.extract_slice %x[0, 5] [4, 0] [1, 1] : tensor<4x6xf32> to tensor<4x0xf32>
  %y = norm.rms_norm %v axes = [1] epsilon = 1.0e-6 : tensor<4x0xf32>
  return %y : tensor<4x0xf32>
}

func.func @slice_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1@0x6"}) -> tensor<?x2xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %v = tensor.extract_slice %x[%n, 1] [%n, 2] [1, 1] : tensor<?x?xf32> to tensor<?x2xf32>
  return %v : tensor<?x2xf32>
}

func.func @insert(%x: tensor<0x6xf32> {norm.input = "normal:0,1@0x6"}, %y: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<4x6xf32> {
  %v = tensor.insert_slice %x into %y[3, 0] [0, 6] [1, 1] : tensor<0x6xf32> into tensor<4x6xf32>
  return %v : tensor<4x6xf32>
}

func.func @concat(%x: tensor<0x6xf32> {norm.input = "normal:0,1@0x6"}, %y: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<4x6xf32> {
  %v = tensor.concat dim(0) %x, %y : (tensor<0x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  return %v : tensor<4x6xf32>
}

func.func @concat_after(%x: tensor<0x6xf32> {norm.input = "normal:0,1@0x6"}, %y: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<4x6xf32> {
  %v = tensor.concat dim(0) %y, %x : (tensor<4x6xf32>, tensor<0x6xf32>) -> tensor<4x6xf32>
  return %v : tensor<4x6xf32>
}

func.func @concat_columns(%x: tensor<4x0xf32> {norm.input = "normal:0,1@4x0"}, %y: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> tensor<4x6xf32> {
  %v = tensor.concat dim(1) %y, %x : (tensor<4x6xf32>, tensor<4x0xf32>) -> tensor<4x6xf32>
  return %v : tensor<4x6xf32>
}

func.func @reshape(%x: tensor<0x6xf32> {norm.input = "normal:0,1@0x6"}) -> tensor<3x0xf32> {
  %s = arith.constant dense<[3, 0]> : tensor<2xindex>
  %v = tensor.reshape %x(%s) : (tensor<0x6xf32>, tensor<2xindex>) -> tensor<3x0xf32>
  return %v : tensor<3x0xf32>
}
