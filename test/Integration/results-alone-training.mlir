// Every choice of the six results of batch normalization in training, as
// results-alone.mlir has them of other ops.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: 63 passed, 0 failed

func.func @bnt_0(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0 : tensor<?x3x?xf32>
}

func.func @bnt_1(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1 : tensor<3xf32>
}

func.func @bnt_2(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2 : tensor<3xf32>
}

func.func @bnt_3(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#3 : tensor<3xf32>
}

func.func @bnt_4(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#4 : tensor<3xf32>
}

func.func @bnt_5(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#5 : tensor<i64>
}

func.func @bnt_01(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @bnt_02(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @bnt_03(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#3 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @bnt_04(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @bnt_05(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#5 : tensor<?x3x?xf32>, tensor<i64>
}

func.func @bnt_12(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2 : tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_13(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#3 : tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_14(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#4 : tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_15(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#5 : tensor<3xf32>, tensor<i64>
}

func.func @bnt_23(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#3 : tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_24(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#4 : tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_25(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#5 : tensor<3xf32>, tensor<i64>
}

func.func @bnt_34(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#3, %r#4 : tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_35(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#3, %r#5 : tensor<3xf32>, tensor<i64>
}

func.func @bnt_45(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#4, %r#5 : tensor<3xf32>, tensor<i64>
}

func.func @bnt_012(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_013(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#3 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_014(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_015(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_023(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#3 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_024(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_025(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_034(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_035(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#3, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_045(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_123(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#3 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_124(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#4 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_125(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_134(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#3, %r#4 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_135(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#3, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_145(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#3, %r#4 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_235(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#3, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_245(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#3, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_0123(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#3 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_0124(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_0125(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_0134(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_0135(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#3, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_0145(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_0234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_0235(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#3, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_0245(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_0345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#3, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_1234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#3, %r#4 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_1235(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#3, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_1245(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_1345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#3, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_2345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#3, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_01234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @bnt_01235(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#3, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_01245(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_01345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#3, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_02345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#3, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_12345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#3, %r#4, %r#5 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}

func.func @bnt_012345(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3"}) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>) {
  %r:6 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#3, %r#4, %r#5 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<i64>
}
