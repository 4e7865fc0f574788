// Scalars are arguments and results like any other.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}5 passed, 0 failed

func.func @factor(%x: tensor<4x3xf32> {norm.input = "normal:0,1"}, %s: f32 {norm.input = "constant:1.5"}) -> tensor<4x3xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<4x3xf32>
  %t = tensor.splat %s : tensor<4x3xf32>
  %z = arith.mulf %y, %t : tensor<4x3xf32>
  return %z : tensor<4x3xf32>
}

func.func @operand_of_a_generic(%x: tensor<?x?xf64> {norm.input = "normal:0,1@4x9"}, %s: f64 {norm.input = "constant:0.25"}) -> tensor<?x?xf64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf64>
  %n = tensor.dim %x, %c1 : tensor<?x?xf64>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<?x?xf64>
  %e = tensor.empty(%m, %n) : tensor<?x?xf64>
  %z = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%y, %s : tensor<?x?xf64>, f64) outs(%e : tensor<?x?xf64>) {
  ^bb0(%a: f64, %b: f64, %o: f64):
    %r = arith.mulf %a, %b : f64
    linalg.yield %r : f64
  } -> tensor<?x?xf64>
  return %z : tensor<?x?xf64>
}

func.func @offset(%x: tensor<?x9xf32> {norm.input = "normal:0,1@6x9"}, %i: index {norm.input = "constant:2"}) -> tensor<1x9xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-05 : tensor<?x9xf32>
  %s = tensor.extract_slice %y[%i, 0] [1, 9] [1, 1] : tensor<?x9xf32> to tensor<1x9xf32>
  %z = math.tanh %s : tensor<1x9xf32>
  return %z : tensor<1x9xf32>
}

func.func @flag_and_count(%x: tensor<4x9xbf16> {norm.input = "normal:0,1"}, %b: i1 {norm.input = "constant:1"}, %n: i64 {norm.input = "constant:3"}) -> tensor<4x9xbf16> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = arith.index_cast %n : i64 to index
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<4x9xbf16>
  %r = scf.for %i = %c0 to %m step %c1 iter_args(%s = %y) -> (tensor<4x9xbf16>) {
    %z = norm.rms_norm %s axes = [0] epsilon = 1.0e-3 : tensor<4x9xbf16>
    scf.yield %z : tensor<4x9xbf16>
  }
  %z = arith.select %b, %r, %x : tensor<4x9xbf16>
  return %z : tensor<4x9xbf16>
}

func.func @results(%x: tensor<?x9xf32> {norm.input = "normal:0,1@6x9"}) -> (f32, i64, tensor<?x9xf32>) {
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<?x9xf32>
  %e = tensor.extract %y[%c3, %c0] : tensor<?x9xf32>
  %n = tensor.dim %y, %c0 : tensor<?x9xf32>
  %m = arith.index_cast %n : index to i64
  return %e, %m, %y : f32, i64, tensor<?x9xf32>
}
