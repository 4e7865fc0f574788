// GroupNormalization of both opsets, of any rank, in any layout.
func.func @onnx_18(%x: tensor<2x6x4x4xf32> {norm.input = "normal"}, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x6x4x4xf32> {
  %y = norm.group_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x4x4xf32>
  return %y : tensor<2x6x4x4xf32>
}

func.func @onnx_21(%x: tensor<2x6x4x4xf32> {norm.input = "normal"}, %w: tensor<6xf32>, %b: tensor<6xf32>) -> tensor<2x6x4x4xf32> {
  %y = norm.group_norm %x scale(%w : tensor<6xf32>) bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x6x4x4xf32>
  return %y : tensor<2x6x4x4xf32>
}

func.func @rank_3(%x: tensor<2x6x9xf32> {norm.input = "normal"}) -> tensor<2x6x9xf32> {
  %y = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x9xf32>
  return %y : tensor<2x6x9xf32>
}

func.func @rank_5(%x: tensor<2x6x3x4x5xf32> {norm.input = "normal"}) -> tensor<2x6x3x4x5xf32> {
  %y = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2, 3, 4] epsilon = 1.0e-5 : tensor<2x6x3x4x5xf32>
  return %y : tensor<2x6x3x4x5xf32>
}

func.func @nhwc(%x: tensor<2x4x4x6xf32> {norm.input = "normal:1000,1"}) -> tensor<2x4x4x6xf32> {
  %y = norm.group_norm %x num_groups = 3 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x4x4x6xf32>
  return %y : tensor<2x4x4x6xf32>
}
