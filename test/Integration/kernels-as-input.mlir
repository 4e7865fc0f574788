// Kernels that somebody has written are an input like any other, in regions too.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream-through-kernels | FileCheck %s
// RUN: norm-opt %s -norm-linalg-pipeline | FileCheck %s --check-prefix=LINALG --implicit-check-not="norm.kernel sizes"

// CHECK: {{^}}2 passed, 0 failed
#map = affine_map<(d0, d1) -> (d0, d1)>

// LINALG-LABEL: func.func @rows(
// LINALG:         linalg.generic
func.func @rows(%x: tensor<?x?xf32> {norm.input = "lognormal:1@5x37"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %m = tensor.dim %x, %c1 : tensor<?x?xf32>
  %init = tensor.empty(%n, %m) : tensor<?x?xf32>
  %y = norm.kernel sizes = [%n, %m] ins(%x : tensor<?x?xf32>) outs(%init : tensor<?x?xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  } -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// LINALG-LABEL: func.func @in_a_loop(
// LINALG:         scf.for
// LINALG:           linalg.generic
func.func @in_a_loop(%x: tensor<5x37xf32> {norm.input = "lognormal:1@5x37"}) -> tensor<5x37xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%t = %x) -> (tensor<5x37xf32>) {
    %init = tensor.empty() : tensor<5x37xf32>
    %y = norm.kernel sizes = [5, 37] ins(%t : tensor<5x37xf32>) outs(%init : tensor<5x37xf32>) maps = [#map, #map] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %q = arith.divf %a, %s : f32
      norm.yield %q : f32
    } -> tensor<5x37xf32>
    scf.yield %y : tensor<5x37xf32>
  }
  return %r : tensor<5x37xf32>
}
