// The first result is of no elements, and the buffer that the second is computed in.
func.func @empty_and_computed_in(%x: tensor<0x3x8xf32>, %w: tensor<8xf32>) -> (tensor<0x1x3x8xf32>, tensor<0x1x3x8xf32>) {
  %v = tensor.expand_shape %x [[0], [1, 2], [3]] output_shape [0, 1, 3, 8] : tensor<0x3x8xf32> into tensor<0x1x3x8xf32>
  %y = norm.rms_norm %v scale(%w : tensor<8xf32>) axes = [3] epsilon = 1.0e-5 : tensor<0x1x3x8xf32>
  return %v, %y : tensor<0x1x3x8xf32>, tensor<0x1x3x8xf32>
}

func.func @returned_twice(%x: tensor<5x8xf32>) -> (tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<5x8xf32>
  return %y, %x, %y : tensor<5x8xf32>, tensor<5x8xf32>, tensor<5x8xf32>
}

func.func @cast_and_returned(%x: tensor<5x?xf32> {norm.input = "normal:0,1,7@5x31"}) -> (tensor<5x?xf32>, tensor<?x?xf32>, tensor<?xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<5x?xf32>
  %c = tensor.cast %y : tensor<5x?xf32> to tensor<?x?xf32>
  %f = tensor.collapse_shape %y [[0, 1]] : tensor<5x?xf32> into tensor<?xf32>
  return %y, %c, %f : tensor<5x?xf32>, tensor<?x?xf32>, tensor<?xf32>
}
