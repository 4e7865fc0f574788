// Batch normalization with the batch's or running statistics, every element type, dynamic sizes.
// RUN: norm-runner %s --all --verify | FileCheck %s

// CHECK-COUNT-30: result {{.*}}ok

func.func @f64(%x: tensor<4x3x5xf64> {norm.input = "normal:1000,1@4x3x5"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "ones"}) -> (tensor<4x3x5xf64>, tensor<3xf64>, tensor<3xf64>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<4x3x5xf64>
  return %0#0, %0#1, %0#2 : tensor<4x3x5xf64>, tensor<3xf64>, tensor<3xf64>
}

func.func @bf16(%x: tensor<4x5x3xbf16> {norm.input = "normal:0,1@4x5x3"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "ones"}) -> (tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 2 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<4x5x3xbf16>
  return %0#0, %0#1, %0#2 : tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>
}

func.func @f16(%x: tensor<4x3x5xf16> {norm.input = "normal:2,1@4x3x5"}, %m: tensor<3xf16> {norm.input = "normal:0,1"}, %v: tensor<3xf16> {norm.input = "ones"}) -> (tensor<4x3x5xf16>, tensor<3xf16>, tensor<3xf16>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf16>) running_variance(%v : tensor<3xf16>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 : tensor<4x3x5xf16>
  return %0#0, %0#1, %0#2 : tensor<4x3x5xf16>, tensor<3xf16>, tensor<3xf16>
}

func.func @used_f64(%x: tensor<4x3x5xf64> {norm.input = "normal:0,1@4x3x5"}, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "ones"}) -> (tensor<4x3x5xf64>, tensor<3xf64>, tensor<3xf64>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 {use_running_stats} : tensor<4x3x5xf64>
  return %0#0, %0#1, %0#2 : tensor<4x3x5xf64>, tensor<3xf64>, tensor<3xf64>
}

func.func @used_bf16(%x: tensor<4x5x3xbf16> {norm.input = "normal:0,1@4x5x3"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "ones"}) -> (tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 2 epsilon = 1.000000e-05 momentum = 1.000000e-01 {use_running_stats} : tensor<4x5x3xbf16>
  return %0#0, %0#1, %0#2 : tensor<4x5x3xbf16>, tensor<3xf32>, tensor<3xf32>
}

func.func @used_dynamic(%x: tensor<?x?x?xf32> {norm.input = "normal:1000,1@7x3x9"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "ones"}) -> (tensor<?x?x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 {use_running_stats} : tensor<?x?x?xf32>
  return %0#0, %0#1, %0#2 : tensor<?x?x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @used_empty(%x: tensor<?x3x9xf32> {norm.input = "zeros@0x3x9"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "ones"}) -> (tensor<?x3x9xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 momentum = 1.000000e-01 {use_running_stats} : tensor<?x3x9xf32>
  return %0#0, %0#1, %0#2 : tensor<?x3x9xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @saved(%x: tensor<4x3xbf16>, %m: tensor<3xf64> {norm.input = "normal:0,1"}, %v: tensor<3xf64> {norm.input = "ones"}) -> (tensor<4x3xbf16>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf64>) running_variance(%v : tensor<3xf64>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, update_running_stats = false, use_running_stats} : tensor<4x3xbf16>
  return %0#0, %0#1, %0#2 : tensor<4x3xbf16>, tensor<3xf32>, tensor<3xf32>
}

// The input and the running statistics state other sizes.
func.func @saved_mixed(%x: tensor<4x?xf32> {norm.input = "normal:0,1@4x3"}, %m: tensor<3xf32> {norm.input = "normal:0,1"}, %v: tensor<3xf32> {norm.input = "ones"}) -> (tensor<4x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, update_running_stats = false, use_running_stats} : tensor<4x?xf32>
  return %0#0, %0#1, %0#2 : tensor<4x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @saved_mixed_f16(%x: tensor<?x3xf16> {norm.input = "normal:0,1@4x3"}, %m: tensor<?xf16> {norm.input = "normal:0,1@3"}, %v: tensor<?xf16> {norm.input = "ones@3"}) -> (tensor<?x3xf16>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = norm.batch_norm_training %x running_mean(%m : tensor<?xf16>) running_variance(%v : tensor<?xf16>) channel_axis = 1 epsilon = 1.000000e-05 {return_statistics, update_running_stats = false, use_running_stats} : tensor<?x3xf16>
  return %0#0, %0#1, %0#2 : tensor<?x3xf16>, tensor<3xf32>, tensor<3xf32>
}
