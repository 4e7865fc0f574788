// The window of two channels holds the channel before (PyTorch), or the one behind (ONNX).
func.func @torch(%x: tensor<1x4x1xf32> {norm.input = "iota"}) -> tensor<1x4x1xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 2 alpha = 2.0 beta = 1.0 k = 1.0 : tensor<1x4x1xf32>
  return %y : tensor<1x4x1xf32>
}

func.func @onnx(%x: tensor<1x4x1xf32> {norm.input = "iota"}) -> tensor<1x4x1xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 2 alpha = 2.0 beta = 1.0 k = 1.0 {window = #norm.window<onnx>} : tensor<1x4x1xf32>
  return %y : tensor<1x4x1xf32>
}
