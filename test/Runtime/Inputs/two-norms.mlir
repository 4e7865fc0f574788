// Two kernels that cannot be one, and scratch between them.
func.func @two_norms(%x: tensor<?x64xf32>) -> tensor<?x64xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x64xf32>
  %z = norm.layer_norm %y axes = [0] epsilon = 1.0e-5 : tensor<?x64xf32>
  return %z : tensor<?x64xf32>
}
