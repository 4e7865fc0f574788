func.func @nchw(%x: tensor<2x12x5x7xf32>, %w: tensor<12xf32>, %b: tensor<12xf32>) -> tensor<2x12x5x7xf32> {
  %y = norm.group_norm %x scale(%w : tensor<12xf32>) bias(%b : tensor<12xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x12x5x7xf32>
  %neg = arith.negf %y : tensor<2x12x5x7xf32>
  %exp = math.exp %neg : tensor<2x12x5x7xf32>
  %one = arith.constant dense<1.0> : tensor<2x12x5x7xf32>
  %den = arith.addf %exp, %one : tensor<2x12x5x7xf32>
  %z = arith.divf %y, %den : tensor<2x12x5x7xf32>
  return %z : tensor<2x12x5x7xf32>
}
func.func @nhwc(%x: tensor<2x5x7x12xf16>, %w: tensor<12xf16>, %b: tensor<12xf16>) -> tensor<2x5x7x12xf16> {
  %y = norm.group_norm %x scale(%w : tensor<12xf16>) bias(%b : tensor<12xf16>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<2x5x7x12xf16>
  %neg = arith.negf %y : tensor<2x5x7x12xf16>
  %exp = math.exp %neg : tensor<2x5x7x12xf16>
  %one = arith.constant dense<1.0> : tensor<2x5x7x12xf16>
  %den = arith.addf %exp, %one : tensor<2x5x7x12xf16>
  %z = arith.divf %y, %den : tensor<2x5x7x12xf16>
  return %z : tensor<2x5x7x12xf16>
}
func.func @dynamic(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 4 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  %neg = arith.negf %y : tensor<?x?x?x?xf32>
  %exp = math.exp %neg : tensor<?x?x?x?xf32>
  %n1 = arith.addf %y, %exp : tensor<?x?x?x?xf32>
  %z = arith.divf %y, %n1 : tensor<?x?x?x?xf32>
  return %z : tensor<?x?x?x?xf32>
}
func.func @dynamic_nhwc(%x: tensor<?x?x?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?x?xf32> {
  %y = norm.group_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) num_groups = 4 channel_axis = 3 axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?x?xf32>
  %neg = arith.negf %y : tensor<?x?x?x?xf32>
  %exp = math.exp %neg : tensor<?x?x?x?xf32>
  %n1 = arith.addf %y, %exp : tensor<?x?x?x?xf32>
  %z = arith.divf %y, %n1 : tensor<?x?x?x?xf32>
  return %z : tensor<?x?x?x?xf32>
}
func.func @saved(%x: tensor<?x12x?xf32>) -> (tensor<?x12x?xf32>, tensor<?x4xf32>, tensor<?x4xf32>) {
  %y:3 = norm.group_norm %x num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x12x?xf32>
  return %y#0, %y#1, %y#2 : tensor<?x12x?xf32>, tensor<?x4xf32>, tensor<?x4xf32>
}
func.func @instance(%x: tensor<2x3x5x7xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x5x7xf32> {
  %y = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  return %y : tensor<2x3x5x7xf32>
}
func.func @instance_running(%x: tensor<2x3x5x7xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y:3 = norm.instance_norm %x scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) running_mean(%m : tensor<3xf32>) running_variance(%v : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 momentum = 0.1 : tensor<2x3x5x7xf32>
  return %y#0, %y#1, %y#2 : tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>
}
func.func @switchable(%x: tensor<2x3x5x7xf32>, %w: tensor<3xf32>, %mw: tensor<3xf32>, %vw: tensor<3xf32>) -> tensor<2x3x5x7xf32> {
  %y = norm.switchable_norm %x scale(%w : tensor<3xf32>) mean_weights(%mw : tensor<3xf32>) variance_weights(%vw : tensor<3xf32>) channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x3x5x7xf32>
  return %y : tensor<2x3x5x7xf32>
}
