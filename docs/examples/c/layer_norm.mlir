// Layer normalization of rows, with scale and bias; all sizes are the caller's.
func.func @layer_norm(%x: tensor<?x?xf32>, %scale: tensor<?xf32>, %bias: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%scale : tensor<?xf32>) bias(%bias : tensor<?xf32>) axes = [1] epsilon = 1.0e-5
       : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
