// Two groups of ops, each of which reads what the other one makes: two kernels in an order.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}3 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#unit = affine_map<(d0, d1) -> (d0, 0)>
#v = affine_map<(d0) -> (d0)>

func.func @through_a_column(%v: tensor<4xf32>, %z: tensor<4x9xf32> {norm.input = "normal:0,1"}) -> (tensor<4x9xf32>, tensor<4xf32>) {
  %zero = arith.constant 0.0 : f32
  %e1 = tensor.empty() : tensor<4xf32>
  %e2 = tensor.empty() : tensor<4x9xf32>
  %a = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]} ins(%v : tensor<4xf32>) outs(%e1 : tensor<4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %r = math.sqrt %i : f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  %p = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%z : tensor<4x9xf32>) outs(%e2 : tensor<4x9xf32>) {
  ^bb0(%i: f32, %o: f32):
    %r = math.exp %i : f32
    linalg.yield %r : f32
  } -> tensor<4x9xf32>
  %x = tensor.expand_shape %a [[0, 1]] output_shape [4, 1] : tensor<4xf32> into tensor<4x1xf32>
  %q = linalg.generic {indexing_maps = [#id, #unit, #id], iterator_types = ["parallel", "parallel"]} ins(%p, %x : tensor<4x9xf32>, tensor<4x1xf32>) outs(%e2 : tensor<4x9xf32>) {
  ^bb0(%i: f32, %j: f32, %o: f32):
    %r = arith.mulf %i, %j : f32
    linalg.yield %r : f32
  } -> tensor<4x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e1 : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.generic {indexing_maps = [#id, #row, #row], iterator_types = ["parallel", "reduction"]} ins(%p, %a : tensor<4x9xf32>, tensor<4xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%i: f32, %j: f32, %o: f32):
    %m = arith.mulf %i, %j : f32
    %r = arith.addf %o, %m : f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %q, %s : tensor<4x9xf32>, tensor<4xf32>
}

// x + transpose(x), with a norm on either side.
func.func @with_its_transpose(%x: tensor<?x?xf32> {norm.input = "normal:0,1@9x9"}) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
  %e = tensor.empty(%n, %m) : tensor<?x?xf32>
  %t = linalg.transpose ins(%y : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) permutation = [1, 0]
  %s = arith.addf %y, %t : tensor<?x?xf32>
  %z = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
  %u = arith.mulf %t, %z : tensor<?x?xf32>
  return %u, %s : tensor<?x?xf32>, tensor<?x?xf32>
}

// Rows wait for columns, which wait for rows.
func.func @rows_and_columns(%x: tensor<9x9xf64> {norm.input = "normal:0,1"}) -> tensor<9x9xf64> {
  %a = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<9x9xf64>
  %b = norm.layer_norm %x axes = [0] epsilon = 1.0e-05 : tensor<9x9xf64>
  %c = arith.addf %a, %b : tensor<9x9xf64>
  %d = norm.layer_norm %c axes = [1] epsilon = 1.0e-05 : tensor<9x9xf64>
  %e = norm.layer_norm %c axes = [0] epsilon = 1.0e-05 : tensor<9x9xf64>
  %f = arith.mulf %d, %e : tensor<9x9xf64>
  return %f : tensor<9x9xf64>
}
