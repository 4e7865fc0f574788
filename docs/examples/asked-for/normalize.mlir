// Rows of zeros, and rows whose squares are beyond f32.
func.func @zeros_in_f16(%x: tensor<2x4xf16> {norm.input = "zeros"}) -> tensor<2x4xf16> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0.0 {zero_norm = #norm.zero_norm<zero>} : tensor<2x4xf16>
  return %y : tensor<2x4xf16>
}

func.func @large(%x: tensor<1x2xf32> {norm.input = "constant:1e30"}) -> tensor<1x2xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0.0 : tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}

func.func @small(%x: tensor<1x2xf32> {norm.input = "constant:1e-30"}) -> tensor<1x2xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 0.0 : tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}
