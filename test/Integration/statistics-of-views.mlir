// Statistics of views: an argument that is split, of which only a statistic is used, and a static tensor of a dynamic
// type.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}2 passed, 0 failed

func.func @split(%x: tensor<2176xf32> {norm.input = "normal:1,0.1@2176"}, %b: tensor<34xf64>) -> tensor<34xf32> {
  %s = tensor.expand_shape %x [[0, 1]] output_shape [64, 34] : tensor<2176xf32> into tensor<64x34xf32>
  %y, %mean, %rstd = norm.instance_norm %s bias(%b : tensor<34xf64>) channel_axis = 1 axes = [0] epsilon = 1.0e-3 {return_statistics} : tensor<64x34xf32>
  return %rstd : tensor<34xf32>
}

func.func @cast(%x: tensor<128x31xbf16>, %b: tensor<31xf64>) -> tensor<?x?xbf16> {
  %c = tensor.cast %x : tensor<128x31xbf16> to tensor<?x?xbf16>
  %y = norm.group_norm %c bias(%b : tensor<31xf64>) num_groups = 31 channel_axis = 1 axes = [] epsilon = 1.0e-3 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}
