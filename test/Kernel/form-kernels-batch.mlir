func.func @inference(%x: tensor<2x3x5x7xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x5x7xf32> {
  %y = norm.batch_norm %x mean(%m : tensor<3xf32>) variance(%v : tensor<3xf32>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  %zero = arith.constant dense<0.0> : tensor<2x3x5x7xf32>
  %z = arith.maximumf %y, %zero : tensor<2x3x5x7xf32>
  return %z : tensor<2x3x5x7xf32>
}
func.func @training(%x: tensor<?x3x?xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64>) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %y:4 = norm.batch_norm_training %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<?x3x?xf32>
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %d0 = tensor.dim %x, %c0 : tensor<?x3x?xf32>
  %d2 = tensor.dim %x, %c2 : tensor<?x3x?xf32>
  %c = arith.constant 0.0 : f32
  %zero = tensor.splat %c[%d0, %d2] : tensor<?x3x?xf32>
  %z = arith.maximumf %y#0, %zero : tensor<?x3x?xf32>
  return %z, %y#1, %y#2, %y#3 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}
func.func @training_static(%x: tensor<4x5x3xbf16>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:5 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 2 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<4x5x3xbf16>
  return %y#0, %y#1, %y#2, %y#3, %y#4 : tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}
