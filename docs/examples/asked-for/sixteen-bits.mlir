// Rows of 16 bits: computed in f32 and f64, rounded once. Parameters may be wider.
func.func @f16(%x: tensor<3x10xf16> {norm.input = "iota"}) -> tensor<3x10xf16> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x10xf16>
  return %y : tensor<3x10xf16>
}

func.func @bf16_with_f32_parameters(%x: tensor<16x768xbf16> {norm.input = "normal:2,1"}, %w: tensor<768xf32>, %b: tensor<768xf32>) -> tensor<16x768xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<768xf32>) bias(%b : tensor<768xf32>) axes = [1] epsilon = 1.0e-5 : tensor<16x768xbf16>
  return %y : tensor<16x768xbf16>
}
