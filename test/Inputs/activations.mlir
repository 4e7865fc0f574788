// The activations that follow a norm, on f32 tensors of rank 3; `sed s/f32/f64/`
// makes those on f64. A test puts this file before its own text:
//   cat %S/../Inputs/activations.mlir %s | norm-runner - --entry=...
// Sizes are those of %x; %slopes is along axis 1, the channels.

#activation = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#channel = affine_map<(d0, d1, d2) -> (d1)>
#scalar = affine_map<(d0, d1, d2) -> ()>

// max(x, 0); NaN passes through.
func.func private @relu(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#activation], iterator_types = ["parallel", "parallel", "parallel"]} outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%a: f32):
    %zero = arith.constant 0.0 : f32
    %y = arith.maximumf %a, %zero : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}

// x >= 0 ? x : 0.01 * x
func.func private @leaky_relu(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#activation], iterator_types = ["parallel", "parallel", "parallel"]} outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%a: f32):
    %zero = arith.constant 0.0 : f32
    %slope = arith.constant 0.01 : f32
    %keep = arith.cmpf oge, %a, %zero : f32
    %small = arith.mulf %slope, %a : f32
    %y = arith.select %keep, %a, %small : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}

// x >= 0 ? x : slopes[c] * x
func.func private @prelu_channel(%x: tensor<?x?x?xf32>, %slopes: tensor<?xf32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#channel, #activation], iterator_types = ["parallel", "parallel", "parallel"]} ins(%slopes : tensor<?xf32>) outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%slope: f32, %a: f32):
    %zero = arith.constant 0.0 : f32
    %keep = arith.cmpf oge, %a, %zero : f32
    %small = arith.mulf %slope, %a : f32
    %y = arith.select %keep, %a, %small : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}

// x >= 0 ? x : slope * x
func.func private @prelu_scalar(%x: tensor<?x?x?xf32>, %slope: tensor<f32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#scalar, #activation], iterator_types = ["parallel", "parallel", "parallel"]} ins(%slope : tensor<f32>) outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%s: f32, %a: f32):
    %zero = arith.constant 0.0 : f32
    %keep = arith.cmpf oge, %a, %zero : f32
    %small = arith.mulf %s, %a : f32
    %y = arith.select %keep, %a, %small : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}

// x * 0.5 * (1 + erf(x / sqrt(2)))
func.func private @gelu_erf(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#activation], iterator_types = ["parallel", "parallel", "parallel"]} outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%a: f32):
    %half = arith.constant 0.5 : f32
    %one = arith.constant 1.0 : f32
    %root = arith.constant 0.70710678118654752 : f32
    %scaled = arith.mulf %a, %root : f32
    %erf = math.erf %scaled : f32
    %sum = arith.addf %erf, %one : f32
    %part = arith.mulf %a, %half : f32
    %y = arith.mulf %part, %sum : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}

// 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))
func.func private @gelu_tanh(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#activation], iterator_types = ["parallel", "parallel", "parallel"]} outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%a: f32):
    %half = arith.constant 0.5 : f32
    %one = arith.constant 1.0 : f32
    %root = arith.constant 0.79788456080286536 : f32
    %cubic = arith.constant 0.044715 : f32
    %square = arith.mulf %a, %a : f32
    %cube = arith.mulf %square, %a : f32
    %term = arith.mulf %cubic, %cube : f32
    %inner = arith.addf %a, %term : f32
    %scaled = arith.mulf %root, %inner : f32
    %tanh = math.tanh %scaled : f32
    %sum = arith.addf %tanh, %one : f32
    %part = arith.mulf %a, %half : f32
    %y = arith.mulf %part, %sum : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}

// x * sigmoid(x), with e = exp(-|x|), which does not overflow: the sigmoid is
// 1 / (1 + e) for x >= 0 and e / (1 + e) below.
func.func private @silu(%x: tensor<?x?x?xf32>) -> tensor<?x?x?xf32> {
  %r = linalg.generic {indexing_maps = [#activation], iterator_types = ["parallel", "parallel", "parallel"]} outs(%x : tensor<?x?x?xf32>) {
  ^bb0(%a: f32):
    %zero = arith.constant 0.0 : f32
    %one = arith.constant 1.0 : f32
    %size = math.absf %a : f32
    %negated = arith.negf %size : f32
    %e = math.exp %negated : f32
    %isPositive = arith.cmpf oge, %a, %zero : f32
    %numerator = arith.select %isPositive, %one, %e : f32
    %sum = arith.addf %e, %one : f32
    %sigmoid = arith.divf %numerator, %sum : f32
    %y = arith.mulf %a, %sigmoid : f32
    linalg.yield %y : f32
  } -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
}
