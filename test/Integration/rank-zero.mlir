// Tensors of rank 0, made by reshapes and given.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// CHECK: {{^}}5 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>
#scalar = affine_map<(d0, d1) -> ()>

// PReLU's one slope.
func.func @prelu(%x: tensor<4x9xf32> {norm.input = "normal:0,1"}, %w: tensor<1xf32>) -> tensor<4x9xf32> {
  %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-6 : tensor<4x9xf32>
  %s = tensor.collapse_shape %w [] : tensor<1xf32> into tensor<f32>
  %e = tensor.empty() : tensor<4x9xf32>
  %z = linalg.generic {indexing_maps = [#id, #scalar, #id], iterator_types = ["parallel", "parallel"]} ins(%y, %s : tensor<4x9xf32>, tensor<f32>) outs(%e : tensor<4x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %zero = arith.constant 0.0 : f32
    %m = arith.mulf %a, %b : f32
    %c = arith.cmpf oge, %a, %zero : f32
    %r = arith.select %c, %a, %m : f32
    linalg.yield %r : f32
  } -> tensor<4x9xf32>
  return %z : tensor<4x9xf32>
}

// Weight normalization with one length for everything.
func.func @scalar_length(%v: tensor<?x?xbf16> {norm.input = "normal:0,1@4x9"}, %g: tensor<1x1xf32>) -> tensor<?x?xbf16> {
  %s = tensor.collapse_shape %g [] : tensor<1x1xf32> into tensor<f32>
  %w = norm.weight_norm %v scale(%s : tensor<f32>) : tensor<?x?xbf16>
  return %w : tensor<?x?xbf16>
}

func.func @sum_of_one(%x: tensor<1xf64>) -> tensor<f64> {
  %s = tensor.collapse_shape %x [] : tensor<1xf64> into tensor<f64>
  %y = arith.addf %s, %s : tensor<f64>
  return %y : tensor<f64>
}

func.func @statistics_of_everything(%x: tensor<?x?xf32> {norm.input = "normal:0,1@4x9"}) -> (tensor<f32>, tensor<1x1xf32>) {
  %y, %m, %r = norm.layer_norm %x axes = [0, 1] epsilon = 1.0e-5 {return_statistics} : tensor<?x?xf32>
  %t = math.tanh %m : tensor<f32>
  %u = tensor.expand_shape %r [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
  %v = math.log %u : tensor<1x1xf32>
  return %t, %v : tensor<f32>, tensor<1x1xf32>
}

func.func @rank_zero_argument(%x: tensor<4x9xf32> {norm.input = "normal:0,1"}, %w: tensor<f32>) -> tensor<4x9xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-6 : tensor<4x9xf32>
  %e = tensor.empty() : tensor<4x9xf32>
  %b = linalg.broadcast ins(%w : tensor<f32>) outs(%e : tensor<4x9xf32>) dimensions = [0, 1]
  %z = arith.mulf %y, %b : tensor<4x9xf32>
  return %z : tensor<4x9xf32>
}
