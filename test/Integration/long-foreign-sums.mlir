// Long sums that are written as linalg reductions stay within the bound of blocked ones.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}3 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

func.func @rows(%x: tensor<4x65536xf32> {norm.input = "random"}) -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x65536xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %c, %a : f32
    linalg.yield %p : f32
  } -> tensor<4xf32>
  return %s : tensor<4xf32>
}

func.func @columns(%x: tensor<?x?xf32> {norm.input = "random@65536x3"}) -> tensor<?xf32> {
  %zero = arith.constant 0.0 : f32
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%n) : tensor<?xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %s = linalg.generic {indexing_maps = [#id, #column], iterator_types = ["reduction", "parallel"]} ins(%x : tensor<?x?xf32>) outs(%f : tensor<?xf32>) {
  ^bb0(%a: f32, %c: f32):
    %p = arith.addf %a, %c : f32
    linalg.yield %p : f32
  } -> tensor<?xf32>
  return %s : tensor<?xf32>
}

func.func @named(%x: tensor<2x100003xf32> {norm.input = "random"}) -> tensor<2xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2xf32>) -> tensor<2xf32>
  %s = linalg.reduce { arith.addf } ins(%x : tensor<2x100003xf32>) outs(%f : tensor<2xf32>) dimensions = [1]
  return %s : tensor<2xf32>
}
