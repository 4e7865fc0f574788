func.func @lrn(%x: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x8x4x4xf32>
  return %y : tensor<2x8x4x4xf32>
}
func.func @lrn_dynamic(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}
func.func @lrn_last(%x: tensor<2x4x4x8xbf16>) -> tensor<2x4x4x8xbf16> {
  %y = norm.local_response_norm %x channel_axis = 3 size = 4 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x4x4x8xbf16>
  return %y : tensor<2x4x4x8xbf16>
}
func.func @lp_2(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @lp_3(%x: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4xf32>) {
  %y:2 = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-12 {return_statistics} : tensor<4x64xf32>
  return %y#0, %y#1 : tensor<4x64xf32>, tensor<4xf32>
}
func.func @weight_norm(%v: tensor<16x3x3x3xf32>, %g: tensor<16xf32>) -> tensor<16x3x3x3xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<16xf32>) axis = 0 : tensor<16x3x3x3xf32>
  return %w : tensor<16x3x3x3xf32>
}
func.func @weight_norm_all(%v: tensor<2x?x3xf32>, %g: tensor<f32>) -> tensor<2x?x3xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<f32>) : tensor<2x?x3xf32>
  return %w : tensor<2x?x3xf32>
}
func.func @lrn_of_computed(%x: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32> {
  %r = math.absf %x : tensor<2x8x4x4xf32>
  %y = norm.local_response_norm %r channel_axis = 1 size = 5 alpha = 1.0e-4 beta = 0.75 k = 1.0 : tensor<2x8x4x4xf32>
  return %y : tensor<2x8x4x4xf32>
}
