// A residual sum that goes on, normalized.
func.func @residual(%h: tensor<?x4096xbf16> {norm.input = "normal@8x4096"}, %x: tensor<?x4096xbf16> {norm.input = "normal@8x4096"}, %w: tensor<4096xbf16>) -> (tensor<?x4096xbf16>, tensor<?x4096xbf16>) {
  %sum = arith.addf %h, %x : tensor<?x4096xbf16>
  %y = norm.rms_norm %sum scale(%w : tensor<4096xbf16>) axes = [1] epsilon = 1.0e-6 : tensor<?x4096xbf16>
  return %sum, %y : tensor<?x4096xbf16>, tensor<?x4096xbf16>
}
