func.func @rms_norm(%x: tensor<?x1000xf32>) -> tensor<?x1000xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-6 : tensor<?x1000xf32>
  return %y : tensor<?x1000xf32>
}
