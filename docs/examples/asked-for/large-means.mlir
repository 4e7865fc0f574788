// Means much larger than deviations.
func.func @mean_of_2000(%x: tensor<5x4xf32> {norm.input = "normal:2000,1"}) -> tensor<5x4xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<5x4xf32>
  return %y : tensor<5x4xf32>
}

func.func @equal_and_large(%x: tensor<1x3xf32> {norm.input = "constant:1e10"}) -> tensor<1x3xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<1x3xf32>
  return %y : tensor<1x3xf32>
}
