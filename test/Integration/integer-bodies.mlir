// Integer arithmetic, indices and whole powers in the bodies of linalg ops.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}6 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>

func.func @whole_powers(%x: tensor<4x65xf32> {norm.input = "normal:0,1"}) -> tensor<4x65xf32> {
  %e = tensor.empty() : tensor<4x65xf32>
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant -3 : i32
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x65xf32>) outs(%e : tensor<4x65xf32>) {
  ^bb0(%a: f32, %o: f32):
    %one = arith.constant 1.0 : f32
    %p = math.fpowi %a, %c2 : f32, i64
    %q = arith.addf %p, %one : f32
    %r = math.fpowi %q, %c3 : f32, i32
    linalg.yield %r : f32
  } -> tensor<4x65xf32>
  %z = norm.layer_norm %y axes = [1] epsilon = 1.0e-05 : tensor<4x65xf32>
  return %z : tensor<4x65xf32>
}

func.func @positions(%x: tensor<?x?xf32> {norm.input = "normal:0,1@4x9"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) {
  ^bb0(%a: f32, %o: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %k = affine.apply affine_map<(d0)[s0] -> (d0 * 2 + s0)>(%i)[%j]
    %l = index.add %k, %j
    %p = arith.index_cast %l : index to i32
    %f = arith.sitofp %p : i32 to f32
    %r = arith.addf %a, %f : f32
    linalg.yield %r : f32
  } -> tensor<?x?xf32>
  %z = norm.layer_norm %y axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}

func.func @both_halves(%x: tensor<4x9xi32> {norm.input = "random"}) -> (tensor<4x9xi32>, tensor<4x9xi32>) {
  %e = tensor.empty() : tensor<4x9xi32>
  %y:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x9xi32>) outs(%e, %e : tensor<4x9xi32>, tensor<4x9xi32>) {
  ^bb0(%a: i32, %o: i32, %p: i32):
    %k = arith.constant 1000000007 : i32
    %low, %high = arith.mului_extended %a, %k : i32
    linalg.yield %low, %high : i32, i32
  } -> (tensor<4x9xi32>, tensor<4x9xi32>)
  return %y#0, %y#1 : tensor<4x9xi32>, tensor<4x9xi32>
}

func.func @both_halves_of_tensors(%x: tensor<?xi64> {norm.input = "random@7"}) -> tensor<?xi64> {
  %low, %high = arith.mului_extended %x, %x : tensor<?xi64>
  %y = arith.addi %low, %high : tensor<?xi64>
  return %y : tensor<?xi64>
}

// Elements that are not whole bytes stay in linalg.
func.func @four_bits(%x: tensor<4x9xi32> {norm.input = "random"}) -> (tensor<4x9xi32>, tensor<4x9xf32>) {
  %n = arith.trunci %x : tensor<4x9xi32> to tensor<4x9xi4>
  %s = arith.extsi %n : tensor<4x9xi4> to tensor<4x9xi32>
  %f = arith.uitofp %n : tensor<4x9xi4> to tensor<4x9xf32>
  return %s, %f : tensor<4x9xi32>, tensor<4x9xf32>
}

func.func @by_its_bits(%x: tensor<4x9xf32> {norm.input = "normal:0,1"}) -> tensor<4x9xf32> {
  %e = tensor.empty() : tensor<4x9xf32>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %o: f32):
    %mask = arith.constant 2147483647 : i32
    %b = arith.bitcast %a : f32 to i32
    %c = arith.andi %b, %mask : i32
    %d = arith.bitcast %c : i32 to f32
    linalg.yield %d : f32
  } -> tensor<4x9xf32>
  return %y : tensor<4x9xf32>
}
