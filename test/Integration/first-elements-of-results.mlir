// The first element along an axis of another op's result: whatever the sizes are, index 0 is read with the strides of
// the whole.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}9 passed, 0 failed

func.func @first_column(%x: tensor<?x?xf32> {norm.input = "normal:0,1@5x7"}) -> tensor<?x1xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  %c0 = arith.constant 0 : index
  %n = tensor.dim %y, %c0 : tensor<?x?xf32>
  %s = tensor.extract_slice %y[0, 0] [%n, 1] [1, 1] : tensor<?x?xf32> to tensor<?x1xf32>
  %z = math.absf %s : tensor<?x1xf32>
  return %z : tensor<?x1xf32>
}

func.func @first_row(%x: tensor<?x?xf64> {norm.input = "normal:0,1@5x7"}) -> tensor<1x?xf64> {
  %y = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 : tensor<?x?xf64>
  %c1 = arith.constant 1 : index
  %n = tensor.dim %y, %c1 : tensor<?x?xf64>
  %s = tensor.extract_slice %y[0, 0] [1, %n] [1, 1] : tensor<?x?xf64> to tensor<1x?xf64>
  %z = arith.addf %s, %s : tensor<1x?xf64>
  return %z : tensor<1x?xf64>
}

// A class token, with its axis and without.
func.func @first_token(%x: tensor<3x?x4xbf16> {norm.input = "normal:0,1@3x5x4"}) -> (tensor<3x1x4xbf16>, tensor<3x4xbf16>) {
  %y = norm.layer_norm %x axes = [2] epsilon = 1.0e-5 : tensor<3x?x4xbf16>
  %s = tensor.extract_slice %y[0, 0, 0] [3, 1, 4] [1, 1, 1] : tensor<3x?x4xbf16> to tensor<3x1x4xbf16>
  %t = tensor.extract_slice %y[0, 0, 0] [3, 1, 4] [1, 1, 1] : tensor<3x?x4xbf16> to tensor<3x4xbf16>
  %a = math.tanh %s : tensor<3x1x4xbf16>
  %b = norm.layer_norm %t axes = [1] epsilon = 1.0e-3 : tensor<3x4xbf16>
  return %a, %b : tensor<3x1x4xbf16>, tensor<3x4xbf16>
}

func.func @first_of_all(%x: tensor<?x?x?xf32> {norm.input = "normal:0,1@3x5x7"}) -> tensor<1x1x1xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-3 : tensor<?x?x?xf32>
  %s = tensor.extract_slice %y[0, 0, 0] [1, 1, 1] [1, 1, 1] : tensor<?x?x?xf32> to tensor<1x1x1xf32>
  %z = math.exp %s : tensor<1x1x1xf32>
  return %z : tensor<1x1x1xf32>
}

// Beside the whole.
func.func @first_subtracted(%x: tensor<?x?xf32> {norm.input = "normal:0,1@6x9"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %y, %c0 : tensor<?x?xf32>
  %n = tensor.dim %y, %c1 : tensor<?x?xf32>
  %s = tensor.extract_slice %y[0, 0] [%m, 1] [1, 1] : tensor<?x?xf32> to tensor<?xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %z = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%y, %s : tensor<?x?xf32>, tensor<?xf32>) outs(%e : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.subf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}

// The estimator of group normalization reads the first element of each group.
func.func @one_group_after_another_norm(%x: tensor<?x6x?xf32> {norm.input = "normal:3,1@2x6x5"}) -> tensor<?x6x?xf32> {
  %y = norm.rms_norm %x axes = [2] epsilon = 1.0e-5 : tensor<?x6x?xf32>
  %z = norm.group_norm %y num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x6x?xf32>
  return %z : tensor<?x6x?xf32>
}

func.func @shifted_by_a_result(%x: tensor<?x?x?xf32> {norm.input = "normal:3,1@2x6x5"}) -> tensor<?x?x?xf32> {
  %y = norm.instance_norm %x channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = norm.layer_norm %y axes = [0, 2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

// The first row of an argument, with an axis of one more.
func.func @first_row_expanded(%x: tensor<64x?xf32> {norm.input = "normal:0,1@64x33"}) -> tensor<1x1x?xf32> {
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<64x?xf32>
  %s = tensor.extract_slice %x[0, 0] [1, %n] [1, 1] : tensor<64x?xf32> to tensor<1x?xf32>
  %t = tensor.expand_shape %s [[0, 1], [2]] output_shape [1, 1, %n] : tensor<1x?xf32> into tensor<1x1x?xf32>
  %z = arith.addf %t, %t : tensor<1x1x?xf32>
  return %z : tensor<1x1x?xf32>
}

// Two statistics of one tensor, over one axis and over two, in one function.
func.func @reductions_over_one_axis_and_two(%x: tensor<?x?x?xf32> {norm.input = "normal:0,1@3x4x5"}) -> (tensor<?x?x?xf32>, tensor<?x?x?xf32>) {
  %y = norm.layer_norm %x axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %y, %z : tensor<?x?x?xf32>, tensor<?x?x?xf32>
}
