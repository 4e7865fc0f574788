// Any axes, in any layout, without a transpose.
func.func @channels_of_nchw(%x: tensor<2x8x5x7xf32> {norm.input = "normal:3,2"}, %w: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<2x8x5x7xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<8xf32>) bias(%b : tensor<8xf32>) axes = [1] epsilon = 1.0e-6 : tensor<2x8x5x7xf32>
  return %y : tensor<2x8x5x7xf32>
}

func.func @batch_and_length(%x: tensor<4x8x10xf32> {norm.input = "normal:3,2"}) -> tensor<4x8x10xf32> {
  %y = norm.layer_norm %x axes = [0, 2] epsilon = 1.0e-5 : tensor<4x8x10xf32>
  return %y : tensor<4x8x10xf32>
}

func.func @batch_norm_of_channels_first(%x: tensor<8x10x4xf32> {norm.input = "normal:3,2"}, %m: tensor<8xf32>, %v: tensor<8xf32>) -> tensor<8x10x4xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<8xf32>) variance(%v : tensor<8xf32>) channel_axis = 0 epsilon = 1.0e-5 : tensor<8x10x4xf32>
  return %y : tensor<8x10x4xf32>
}
