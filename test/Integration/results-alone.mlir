// Every choice of the results of each op that has several: what nobody reads costs
// nothing and breaks nothing. The digits of a name are the results that are returned.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK-NOT: FAILED
// CHECK: 71 passed, 0 failed

func.func @ln_0(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#0 : tensor<?x?xf32>
}

func.func @ln_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#1 : tensor<?xf32>
}

func.func @ln_2(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#2 : tensor<?xf32>
}

func.func @ln_01(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#0, %r#1 : tensor<?x?xf32>, tensor<?xf32>
}

func.func @ln_02(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#0, %r#2 : tensor<?x?xf32>, tensor<?xf32>
}

func.func @ln_12(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf32>, tensor<?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#1, %r#2 : tensor<?xf32>, tensor<?xf32>
}

func.func @ln_012(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %r:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#0, %r#1, %r#2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>
}

func.func @rms_0(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>) {
  %r:2 = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#0 : tensor<?x?xf32>
}

func.func @rms_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf32>) {
  %r:2 = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#1 : tensor<?xf32>
}

func.func @rms_01(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %r:2 = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  return %r#0, %r#1 : tensor<?x?xf32>, tensor<?xf32>
}

func.func @gn_0(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x6x?xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#0 : tensor<?x6x?xf32>
}

func.func @gn_1(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x2xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#1 : tensor<?x2xf32>
}

func.func @gn_2(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x2xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#2 : tensor<?x2xf32>
}

func.func @gn_01(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x6x?xf32>, tensor<?x2xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#0, %r#1 : tensor<?x6x?xf32>, tensor<?x2xf32>
}

func.func @gn_02(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x6x?xf32>, tensor<?x2xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#0, %r#2 : tensor<?x6x?xf32>, tensor<?x2xf32>
}

func.func @gn_12(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x2xf32>, tensor<?x2xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#1, %r#2 : tensor<?x2xf32>, tensor<?x2xf32>
}

func.func @gn_012(%x: tensor<?x6x?xf32> {norm.input = "normal:3,2@4x6x5"}) -> (tensor<?x6x?xf32>, tensor<?x2xf32>, tensor<?x2xf32>) {
  %r:3 = norm.group_norm %x num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x?xf32>
  return %r#0, %r#1, %r#2 : tensor<?x6x?xf32>, tensor<?x2xf32>, tensor<?x2xf32>
}

func.func @in_0(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0 : tensor<?x3x?xf32>
}

func.func @in_1(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1 : tensor<?x3xf32>
}

func.func @in_2(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2 : tensor<?x3xf32>
}

func.func @in_3(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#3 : tensor<3xf32>
}

func.func @in_4(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#4 : tensor<3xf32>
}

func.func @in_01(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1 : tensor<?x3x?xf32>, tensor<?x3xf32>
}

func.func @in_02(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2 : tensor<?x3x?xf32>, tensor<?x3xf32>
}

func.func @in_03(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#3 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @in_04(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @in_12(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<?x3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2 : tensor<?x3xf32>, tensor<?x3xf32>
}

func.func @in_13(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#3 : tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_14(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#4 : tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_23(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#3 : tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_24(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#4 : tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_34(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#3, %r#4 : tensor<3xf32>, tensor<3xf32>
}

func.func @in_012(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>
}

func.func @in_013(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#3 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_014(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#4 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_023(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#3 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_024(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#4 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_034(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @in_123(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#3 : tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_124(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#4 : tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_134(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#3, %r#4 : tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @in_234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#2, %r#3, %r#4 : tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @in_0123(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#3 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_0124(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#4 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>
}

func.func @in_0134(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @in_0234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#2, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @in_1234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#1, %r#2, %r#3, %r#4 : tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @in_01234(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:5 = norm.instance_norm %x running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.1 {return_statistics} : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2, %r#3, %r#4 : tensor<?x3x?xf32>, tensor<?x3xf32>, tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @sn_0(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#0 : tensor<?x3x?xf32>
}

func.func @sn_1(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#1 : tensor<3xf32>
}

func.func @sn_2(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#2 : tensor<3xf32>
}

func.func @sn_01(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#0, %r#1 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @sn_02(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<3xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#0, %r#2 : tensor<?x3x?xf32>, tensor<3xf32>
}

func.func @sn_12(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#1, %r#2 : tensor<3xf32>, tensor<3xf32>
}

func.func @sn_012(%x: tensor<?x3x?xf32> {norm.input = "normal:3,2@4x3x5"}, %mw: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>) {
  %r:3 = norm.switchable_norm %x mean_weights(%mw : tensor<3xf32>) variance_weights(%mw : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.9 : tensor<?x3x?xf32>
  return %r#0, %r#1, %r#2 : tensor<?x3x?xf32>, tensor<3xf32>, tensor<3xf32>
}

func.func @lp_0(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>) {
  %r:2 = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 {return_statistics} : tensor<?x?xf32>
  return %r#0 : tensor<?x?xf32>
}

func.func @lp_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf32>) {
  %r:2 = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 {return_statistics} : tensor<?x?xf32>
  return %r#1 : tensor<?xf32>
}

func.func @lp_01(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %r:2 = norm.lp_normalize %x axes = [1] p = 2.0 epsilon = 1.0e-12 {return_statistics} : tensor<?x?xf32>
  return %r#0, %r#1 : tensor<?x?xf32>, tensor<?xf32>
}

func.func @stats_0(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf64>) {
  %r:2 = norm.stats <moments> %x axes = [1] : tensor<?x?xf32>
  return %r#0 : tensor<?xf64>
}

func.func @stats_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf64>) {
  %r:2 = norm.stats <moments> %x axes = [1] : tensor<?x?xf32>
  return %r#1 : tensor<?xf64>
}

func.func @stats_01(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf64>, tensor<?xf64>) {
  %r:2 = norm.stats <moments> %x axes = [1] : tensor<?x?xf32>
  return %r#0, %r#1 : tensor<?xf64>, tensor<?xf64>
}

func.func @merge_0(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<4xf64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#0 : tensor<4xf64>
}

func.func @merge_1(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<4xf64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#1 : tensor<4xf64>
}

func.func @merge_2(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<i64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#2 : tensor<i64>
}

func.func @merge_01(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<4xf64>, tensor<4xf64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#0, %r#1 : tensor<4xf64>, tensor<4xf64>
}

func.func @merge_02(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<4xf64>, tensor<i64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#0, %r#2 : tensor<4xf64>, tensor<i64>
}

func.func @merge_12(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<4xf64>, tensor<i64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#1, %r#2 : tensor<4xf64>, tensor<i64>
}

func.func @merge_012(%m: tensor<3x4xf64>, %q: tensor<3x4xf64>, %c: tensor<3xi64> {norm.input = "constant:3"}) -> (tensor<4xf64>, tensor<4xf64>, tensor<i64>) {
  %r:3 = norm.merge_stats %m, %q counts(%c : tensor<3xi64>) axis = 0 : tensor<3x4xf64>
  return %r#0, %r#1, %r#2 : tensor<4xf64>, tensor<4xf64>, tensor<i64>
}

func.func @stats3_0(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf64>) {
  %r:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 3.0 : f64} : tensor<?x?xf32>
  return %r#0 : tensor<?xf64>
}

func.func @stats3_1(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf64>) {
  %r:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 3.0 : f64} : tensor<?x?xf32>
  return %r#1 : tensor<?xf64>
}

func.func @stats3_01(%x: tensor<?x?xf32> {norm.input = "normal:3,2@4x6"}) -> (tensor<?xf64>, tensor<?xf64>) {
  %r:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 3.0 : f64} : tensor<?x?xf32>
  return %r#0, %r#1 : tensor<?xf64>, tensor<?xf64>
}
