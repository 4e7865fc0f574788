// Which statistics are used, whether running ones are updated, and by which variance, are separate attributes.
// With momentum 1 the new running variance is that of the batch: of 0, 1, 2, 3 here.
func.func @unbiased(%x: tensor<4x1xf32> {norm.input = "iota"}, %m: tensor<1xf32> {norm.input = "zeros"}, %v: tensor<1xf32> {norm.input = "ones"}) -> tensor<1xf32> {
  %y, %mean, %variance = norm.batch_norm_training %x running_mean(%m : tensor<1xf32>) running_variance(%v : tensor<1xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0 : tensor<4x1xf32>
  return %variance : tensor<1xf32>
}

func.func @biased(%x: tensor<4x1xf32> {norm.input = "iota"}, %m: tensor<1xf32> {norm.input = "zeros"}, %v: tensor<1xf32> {norm.input = "ones"}) -> tensor<1xf32> {
  %y, %mean, %variance = norm.batch_norm_training %x running_mean(%m : tensor<1xf32>) running_variance(%v : tensor<1xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 1.0 {unbiased_running_variance = false} : tensor<4x1xf32>
  return %variance : tensor<1xf32>
}

// Normalized with the running statistics, which stay.
func.func @frozen(%x: tensor<4x1xf32> {norm.input = "iota"}, %m: tensor<1xf32> {norm.input = "zeros"}, %v: tensor<1xf32> {norm.input = "ones"}) -> tensor<4x1xf32> {
  %y = norm.batch_norm_training %x running_mean(%m : tensor<1xf32>) running_variance(%v : tensor<1xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {use_running_stats, update_running_stats = false} : tensor<4x1xf32>
  return %y : tensor<4x1xf32>
}

// Normalized with the running statistics, which follow the data.
func.func @following(%x: tensor<4x1xf32> {norm.input = "iota"}, %m: tensor<1xf32> {norm.input = "zeros"}, %v: tensor<1xf32> {norm.input = "ones"}) -> (tensor<4x1xf32>, tensor<1xf32>) {
  %y, %mean, %variance = norm.batch_norm_training %x running_mean(%m : tensor<1xf32>) running_variance(%v : tensor<1xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {use_running_stats} : tensor<4x1xf32>
  return %y, %mean : tensor<4x1xf32>, tensor<1xf32>
}
