// 1e-12 is 0 in f16: a row of zeros would be 0 / 0.
func.func @normalize(%x: tensor<2x4xf16>) -> tensor<2x4xf16> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 : tensor<2x4xf16>
  return %y : tensor<2x4xf16>
}
