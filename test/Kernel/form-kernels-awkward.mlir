func.func @rank0(%x: tensor<64xf32>) -> (tensor<64xf32>, tensor<f32>, tensor<f32>) {
  %y:3 = norm.layer_norm %x axes = [0] epsilon = 1.0e-5 {return_statistics} : tensor<64xf32>
  return %y#0, %y#1, %y#2 : tensor<64xf32>, tensor<f32>, tensor<f32>
}
func.func @empty_rows(%x: tensor<0x64xf32>) -> tensor<0x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<0x64xf32>
  return %y : tensor<0x64xf32>
}
func.func @empty_groups(%x: tensor<4x0xf32>) -> (tensor<4x0xf32>, tensor<4xf32>, tensor<4xf32>) {
  %y:3 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<4x0xf32>
  return %y#0, %y#1, %y#2 : tensor<4x0xf32>, tensor<4xf32>, tensor<4xf32>
}
func.func @one(%x: tensor<1x1xf32>) -> tensor<1x1xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<1x1xf32>
  return %y : tensor<1x1xf32>
}
func.func @unit_rows(%x: tensor<4x1xf32>) -> tensor<4x1xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x1xf32>
  return %y : tensor<4x1xf32>
}
func.func @unit_channels(%x: tensor<2x4x1x1xf32>, %w: tensor<4xf32>) -> tensor<2x4x1x1xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2, 3] epsilon = 1.0e-5 : tensor<2x4x1x1xf32>
  return %y : tensor<2x4x1x1xf32>
}
func.func @group_of_one(%x: tensor<2x4x3xf32>, %w: tensor<4xf32>) -> tensor<2x4x3xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 4 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x4x3xf32>
  return %y : tensor<2x4x3xf32>
}
func.func @two_inputs(%a: tensor<4x64xf32>, %b: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.layer_norm %b axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y, %z : tensor<4x64xf32>, tensor<4x64xf32>
}
func.func @two_inputs_added(%a: tensor<4x64xf32>, %b: tensor<4x64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.rms_norm %b axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %s = arith.addf %y, %z : tensor<4x64xf32>
  return %s : tensor<4x64xf32>
}
func.func @same_input(%a: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %y = norm.layer_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = norm.rms_norm %a axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  return %y, %z : tensor<4x64xf32>, tensor<4x64xf32>
}
func.func @transposed(%x: tensor<8x8xf32>, %e: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %t = linalg.transpose ins(%x : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %y = norm.layer_norm %t axes = [1] epsilon = 1.0e-5 : tensor<8x8xf32>
  return %y : tensor<8x8xf32>
}
func.func @plus_transposed(%x: tensor<8x8xf32>, %e: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %t = linalg.transpose ins(%x : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %s = arith.addf %t, %x : tensor<8x8xf32>
  %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-5 : tensor<8x8xf32>
  return %y : tensor<8x8xf32>
}
func.func @returned_and_used(%x: tensor<4x64xf32>) -> (tensor<4x64xf32>, tensor<4x64xf32>) {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = math.tanh %y : tensor<4x64xf32>
  return %y, %z : tensor<4x64xf32>, tensor<4x64xf32>
}
func.func @between(%x: tensor<4x64xf32>, %w: tensor<64x64xf32>, %e: tensor<4x64xf32>) -> tensor<4x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x64xf32>
  %z = linalg.matmul ins(%y, %w : tensor<4x64xf32>, tensor<64x64xf32>) outs(%e : tensor<4x64xf32>) -> tensor<4x64xf32>
  %s = arith.addf %y, %z : tensor<4x64xf32>
  return %s : tensor<4x64xf32>
}
func.func @matmul(%x: tensor<64x64xf32>, %w: tensor<64x64xf32>, %e: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<64x64xf32>
  %p = linalg.matmul ins(%y, %w : tensor<64x64xf32>, tensor<64x64xf32>) outs(%e : tensor<64x64xf32>) -> tensor<64x64xf32>
  %z = norm.layer_norm %p axes = [1] epsilon = 1.0e-5 : tensor<64x64xf32>
  return %z : tensor<64x64xf32>
}
func.func @dim_of_result(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?xf32>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %y, %c0 : tensor<?x?xf32>
  %n = tensor.dim %y, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %z = linalg.tanh ins(%y : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) -> tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}
func.func @empty_batch(%x: tensor<0x4x3xf32>, %w: tensor<4xf32>) -> tensor<0x4x3xf32> {
  %y = norm.group_norm %x scale(%w : tensor<4xf32>) num_groups = 2 channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<0x4x3xf32>
  return %y : tensor<0x4x3xf32>
}
