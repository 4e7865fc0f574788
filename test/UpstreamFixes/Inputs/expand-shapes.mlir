func.func @split(%x: tensor<?xf32> {norm.input = "iota@15"}, %sizes: tensor<?x?xf32> {norm.input = "zeros@3x5"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %sizes, %c0 : tensor<?x?xf32>
  %n = tensor.dim %sizes, %c1 : tensor<?x?xf32>
  %y = tensor.expand_shape %x [[0, 1]] output_shape [%m, %n] : tensor<?xf32> into tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @split_and_normalize(%x: tensor<?x?xf32> {norm.input = "normal@4x15"}, %sizes: tensor<?x?xf32> {norm.input = "zeros@3x5"}) -> tensor<?x?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %k = tensor.dim %x, %c0 : tensor<?x?xf32>
  %m = tensor.dim %sizes, %c0 : tensor<?x?xf32>
  %n = tensor.dim %sizes, %c1 : tensor<?x?xf32>
  %y = tensor.expand_shape %x [[0], [1, 2]] output_shape [%k, %m, %n] : tensor<?x?xf32> into tensor<?x?x?xf32>
  %z = norm.layer_norm %y axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}
