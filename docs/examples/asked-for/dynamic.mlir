// Sizes that are known when the function is called.
func.func @layer_norm_nhwc(%x: tensor<?x?x?x8xf32> {norm.input = "normal@1x37x19x8"}, %w: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<?x?x?x8xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<8xf32>) bias(%b : tensor<8xf32>) axes = [3] epsilon = 1.0e-3 : tensor<?x?x?x8xf32>
  return %y : tensor<?x?x?x8xf32>
}

func.func @group_norm(%x: tensor<?x?x?xf32> {norm.input = "normal@2x12x31"}) -> tensor<?x?x?xf32> {
  %y = norm.group_norm %x num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}
