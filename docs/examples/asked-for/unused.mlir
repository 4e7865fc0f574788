// Nothing uses the statistics.
func.func @unused(%x: tensor<4x8xf32>, %w: tensor<8xf32>) -> tensor<4x8xf32> {
  %a = math.exp %x : tensor<4x8xf32>
  %b = norm.rms_norm %a scale(%w : tensor<8xf32>) axes = [1] epsilon = 1.0e-6 : tensor<4x8xf32>
  %c = math.tanh %b : tensor<4x8xf32>
  %d = arith.addf %c, %x : tensor<4x8xf32>
  %mean, %m2 = norm.stats <moments> %d axes = [1] : tensor<4x8xf32>
  %e = math.erf %d : tensor<4x8xf32>
  %f = arith.mulf %e, %a : tensor<4x8xf32>
  return %f : tensor<4x8xf32>
}
