// pow without a call. On AVX2, f64 results are rounded to two halves of a vector, and LLVM stores each as it is.
// RUN: norm-compile %s --cpu=x86-64-v3 --emit=assembly -o %t.v3.s && %python %S/../check_assembly.py %t.v3.s --bits=256 --reduces --stores=ymm | FileCheck %s
// RUN: norm-compile %s --cpu=x86-64-v4 --emit=assembly -o %t.v4.s && %python %S/../check_assembly.py %t.v4.s --bits=512 --reduces --stores=zmm | FileCheck %s
// CHECK: {{[1-9][0-9]*}} hot loops, {{[1-9][0-9]*}} with sums

func.func @lp_normalize(%x: tensor<?x1000xf32>) -> tensor<?x1000xf32> {
  %y = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 1.0e-12 : tensor<?x1000xf32>
  return %y : tensor<?x1000xf32>
}
