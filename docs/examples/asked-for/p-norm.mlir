// F.normalize with p = 3 over the first axis, of sizes that are not known.
func.func @normalize(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.lp_normalize %x axes = [0] p = 3.0 epsilon = 1.0e-12 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
