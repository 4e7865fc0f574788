// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s

// CHECK: result 2: {{.*}}: ok
// CHECK: {{^}}1 passed, 0 failed

// A result per channel is there though the channels are empty.
func.func @empty_channels(%x: tensor<2x?x5xf32> {norm.input = "normal:0,1,7@2x0x5"}, %m: tensor<2xf32> {norm.input = "normal:0,1,8@2"}, %v: tensor<2xf32> {norm.input = "lognormal:1,9@2"}, %n: tensor<i64> {norm.input = "constant:1@"}) -> (tensor<2x?x5xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<i64>) {
  %y:6 = norm.batch_norm_training %x running_mean(%m : tensor<2xf32>) running_variance(%v : tensor<2xf32>) num_batches_tracked(%n : tensor<i64>) channel_axis = 0 epsilon = 1.0e-3 momentum = 0.1 {return_statistics, use_running_stats} : tensor<2x?x5xf32>
  return %y#0, %y#1, %y#2, %y#3, %y#4, %y#5 : tensor<2x?x5xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<i64>
}
