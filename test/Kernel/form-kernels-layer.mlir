func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @residual(%x: tensor<4x64xf32>, %r: tensor<4x64xf32>, %w: tensor<64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %s = arith.addf %x, %r : tensor<4x64xf32>
  %y = norm.layer_norm %s scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y, %s : tensor<4x64xf32>, tensor<4x64xf32>
}
func.func @rms_residual(%x: tensor<2x?x64xbf16>, %r: tensor<2x?x64xbf16>, %w: tensor<64xbf16>) -> tensor<2x?x64xbf16> {
  %s = arith.addf %x, %r : tensor<2x?x64xbf16>
  %y = norm.rms_norm %s scale(%w : tensor<64xbf16>) axes = [2] epsilon = 1.0e-6 : tensor<2x?x64xbf16>
  return %y : tensor<2x?x64xbf16>
}
func.func @gelu(%x: tensor<4x64xf32>, %w: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) bias(%b : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %half = arith.constant dense<0.5> : tensor<4x64xf32>
  %one = arith.constant dense<1.0> : tensor<4x64xf32>
  %k = arith.constant dense<0.707106769> : tensor<4x64xf32>
  %0 = arith.mulf %y, %k : tensor<4x64xf32>
  %1 = math.erf %0 : tensor<4x64xf32>
  %2 = arith.addf %1, %one : tensor<4x64xf32>
  %3 = arith.mulf %y, %half : tensor<4x64xf32>
  %4 = arith.mulf %3, %2 : tensor<4x64xf32>
  return %4 : tensor<4x64xf32>
}
func.func @prelu(%x: tensor<4x64xf32>, %a: tensor<64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %e = tensor.empty() : tensor<4x64xf32>
  %slope = linalg.broadcast ins(%a : tensor<64xf32>) outs(%e : tensor<4x64xf32>) dimensions = [0]
  %zero = arith.constant dense<0.0> : tensor<4x64xf32>
  %small = arith.mulf %slope, %y : tensor<4x64xf32>
  %keep = arith.cmpf oge, %y, %zero : tensor<4x64xf32>
  %z = arith.select %keep, %y, %small : tensor<4x64xi1>, tensor<4x64xf32>
  return %z : tensor<4x64xf32>
}
func.func @axis_1(%x: tensor<2x16x5x7xf16>, %w: tensor<16xf16>, %b: tensor<16xf16>) -> tensor<2x16x5x7xf16> {
  %y = norm.layer_norm %x scale(%w : tensor<16xf16>) bias(%b : tensor<16xf16>) axes = [1] epsilon = 1.0e-5 : tensor<2x16x5x7xf16>
  return %y : tensor<2x16x5x7xf16>
}
func.func @saved_statistics(%x: tensor<?x64xf32>) -> (tensor<?x64xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x64xf32>
  return %y#0, %y#1, %y#2 : tensor<?x64xf32>, tensor<?xf32>, tensor<?xf32>
}
func.func @bias_add(%x: tensor<4x64xf32>, %b: tensor<64xf32>) -> tensor<4x64xf32> {
  %e = tensor.empty() : tensor<4x64xf32>
  %bias = linalg.broadcast ins(%b : tensor<64xf32>) outs(%e : tensor<4x64xf32>) dimensions = [0]
  %s = arith.addf %x, %bias : tensor<4x64xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y : tensor<4x64xf32>
}
func.func @dropout_mask(%x: tensor<4x64xf32>, %mask: tensor<4x64xi1>) -> tensor<4x64xf32> {
  %zero = arith.constant dense<0.0> : tensor<4x64xf32>
  %keep = arith.constant dense<1.25> : tensor<4x64xf32>
  %scaled = arith.mulf %x, %keep : tensor<4x64xf32>
  %d = arith.select %mask, %scaled, %zero : tensor<4x64xi1>, tensor<4x64xf32>
  %y = norm.layer_norm %d axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y : tensor<4x64xf32>
}
func.func @mean_variance(%x: tensor<2x?x?xf32>) -> tensor<2x?x?xf32> {
  %y = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-9 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x?x?xf32>
  return %y : tensor<2x?x?xf32>
}
func.func @chain(%x: tensor<4x64xf32>, %w: tensor<64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.layer_norm %y scale(%w : tensor<64xf32>) axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %z : tensor<4x64xf32>
}
