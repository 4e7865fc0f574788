// Every result of an op may be the only one that is used.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}12 passed, 0 failed

func.func @mean(%x: tensor<4x8xf32>) -> tensor<4xf32> {
  %y, %mean, %rstd = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<4x8xf32>
  return %mean : tensor<4xf32>
}

func.func @rstd(%x: tensor<?x?x?xbf16> {norm.input = "normal:0,1@3x4x5"}) -> tensor<?xf32> {
  %y, %mean, %rstd = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-5 {return_statistics} : tensor<?x?x?xbf16>
  return %rstd : tensor<?xf32>
}

func.func @statistics(%x: tensor<4x?xf64> {norm.input = "normal:0,1@4x9"}) -> (tensor<?xf64>, tensor<?xf64>) {
  %y, %mean, %rstd = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 {return_statistics} : tensor<4x?xf64>
  return %mean, %rstd : tensor<?xf64>, tensor<?xf64>
}

func.func @new_running_mean(%x: tensor<4x3x5xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> tensor<3xf32> {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 : tensor<4x3x5xf32>
  return %a : tensor<3xf32>
}

func.func @new_running_variance(%x: tensor<4x5x?xf16> {norm.input = "normal:0,1@4x5x3"}, %m: tensor<3xf32>, %v: tensor<?xf32> {norm.input = "ones@3"}) -> tensor<?xf32> {
  %y, %a, %b = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<?xf32>) channel_axis = 2 epsilon = 1.0e-5 momentum = 0.1 : tensor<4x5x?xf16>
  return %b : tensor<?xf32>
}

func.func @counter(%x: tensor<4x3xf32> {norm.input = "normal:0,1"}, %m: tensor<3xf32>, %v: tensor<3xf32>, %n: tensor<i64> {norm.input = "constant:3@"}) -> tensor<i64> {
  %y, %a, %b, %c = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 1 epsilon = 1.0e-5 : tensor<4x3xf32>
  return %c : tensor<i64>
}

func.func @two_of_four(%x: tensor<?x3x?xf32> {norm.input = "normal:0,1@4x3x6"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y:5 = norm.batch_norm_training %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %y#1, %y#4 : tensor<3xf32>, tensor<3xf32>
}

func.func @group_means(%x: tensor<2x6x5xf32> {norm.input = "normal:2,1"}) -> tensor<2x3xf32> {
  %y, %mean, %rstd = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<2x6x5xf32>
  return %mean : tensor<2x3xf32>
}

func.func @instance_variance(%x: tensor<?x?x?xf32> {norm.input = "normal:0,1@2x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> tensor<3xf32> {
  %y, %a, %b = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 : tensor<?x?x?xf32>
  return %b : tensor<3xf32>
}

func.func @second_moment(%x: tensor<?x?xf32> {norm.input = "normal:3,1@4x9"}) -> tensor<?xf64> {
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<?x?xf32>
  return %m2 : tensor<?xf64>
}

func.func @sum_of_powers(%x: tensor<4x9xf32> {norm.input = "normal:3,1"}) -> tensor<4xf64> {
  %scale, %sum = norm.stats <abs_power_sum> %x axes = [1] {p = 3.000000e+00 : f64} : tensor<4x9xf32>
  return %sum : tensor<4xf64>
}

// Of a linalg op, too.
func.func @second_of_two(%x: tensor<4x9xf32> {norm.input = "normal:1,1"}) -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %s:2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x9xf32>) outs(%f, %f : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%a: f32, %p: f32, %q: f32):
    %b = arith.mulf %a, %a : f32
    %r = arith.addf %p, %a : f32
    %t = arith.addf %q, %b : f32
    linalg.yield %r, %t : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %s#1 : tensor<4xf32>
}
