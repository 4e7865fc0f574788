// The worked example of docs/Numerics.md: a mean much larger than the deviation.
// RUN: norm-runner %s --verify | FileCheck %s

// CHECK:      result 0: max abs 1.19e-07, max relative 7.6e-08, max ulp 1, at most 0.078 of the bound 1.53e-06: ok
// CHECK-NEXT: {{\[\[-1.3727074  -0.39220208  0.58830315 -0.39220208  1.5688083 \]\]}}
func.func @large_mean() -> tensor<1x5xf32> {
  %x = arith.constant dense<[[4000.25, 4000.5, 4000.75, 4000.5, 4001.0]]> : tensor<1x5xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<1x5xf32>
  return %y : tensor<1x5xf32>
}
