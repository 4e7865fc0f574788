// The sign of one element of bf16 that a whole row takes, in a function that also reads it in its tail.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}2 passed, 0 failed

func.func @static(%x: tensor<2x257xbf16> {norm.input = "normal:0,1,5"}, %g: tensor<2x1xbf16> {norm.input = "normal:0,1,6"}) -> tensor<2x257xbf16> {
  %e = tensor.empty() : tensor<2x257xbf16>
  %y = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%x, %g : tensor<2x257xbf16>, tensor<2x1xbf16>) outs(%e : tensor<2x257xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %o: bf16):
    %t = math.copysign %a, %b : bf16
    linalg.yield %t : bf16
  } -> tensor<2x257xbf16>
  %z = norm.rms_norm %y axes = [1] epsilon = 1.0e-5 : tensor<2x257xbf16>
  return %z : tensor<2x257xbf16>
}

func.func @dynamic(%x: tensor<?x?xbf16> {norm.input = "normal:0,1,5@3x65"}, %g: tensor<?xbf16> {norm.input = "normal:0,1,6@3"}) -> tensor<?x?xbf16> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xbf16>
  %n = tensor.dim %x, %c1 : tensor<?x?xbf16>
  %e = tensor.empty(%m, %n) : tensor<?x?xbf16>
  %y = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%x, %g : tensor<?x?xbf16>, tensor<?xbf16>) outs(%e : tensor<?x?xbf16>) {
  ^bb0(%a: bf16, %b: bf16, %o: bf16):
    %t = math.copysign %a, %b : bf16
    linalg.yield %t : bf16
  } -> tensor<?x?xbf16>
  %z = norm.layer_norm %y axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %z : tensor<?x?xbf16>
}
