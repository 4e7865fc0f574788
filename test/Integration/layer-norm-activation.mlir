// LayerNorm with epsilon 0 and the activations after it, numbers of a public PyTorch tutorial.
// RUN: norm-runner %s --entry=epsilon_zero --verify --precision=4 | FileCheck %s --check-prefix=EPSILON_ZERO
// RUN: norm-runner %s --entry=relu --verify --precision=4 | FileCheck %s --check-prefix=RELU
// RUN: norm-runner %s --entry=prelu --verify --precision=4 | FileCheck %s --check-prefix=PRELU
// RUN: norm-runner %s --entry=leaky_relu --verify --precision=4 | FileCheck %s --check-prefix=LEAKY_RELU

// LayerNorm(10, eps=0).
// EPSILON_ZERO: result 0: {{.*}}ok
// EPSILON_ZERO: -1.6906{{ *}}0.0171{{ *}}-0.1537{{ *}}-0.3245{{ *}}1.3833{{ *}}-0.8368{{ *}}1.3833{{ *}}-1.0076{{ *}}1.2125
// EPSILON_ZERO: 0.0171
func.func @epsilon_zero() -> tensor<10xf32> {
  %x = arith.constant dense<[-0.8999999761581421, 0.10000000149011612, 0.0, -0.10000000149011612, 0.8999999761581421, -0.4000000059604645, 0.8999999761581421, -0.5, 0.800000011920929, 0.10000000149011612]> : tensor<10xf32>
  %scale = arith.constant dense<[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]> : tensor<10xf32>
  %bias = arith.constant dense<[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]> : tensor<10xf32>
  %y = norm.layer_norm %x scale(%scale : tensor<10xf32>) bias(%bias : tensor<10xf32>) axes = [0] epsilon = 0.000000e+00 : tensor<10xf32>
  return %y : tensor<10xf32>
}

// LayerNorm(10, eps=0) then relu.
// RELU: result 0: {{.*}}ok
// RELU: {{-?}}0.{{ *}}0.0171{{ *}}{{-?}}0.{{ *}}{{-?}}0.{{ *}}1.3833{{ *}}{{-?}}0.{{ *}}1.3833{{ *}}{{-?}}0.{{ *}}1.2125
// RELU: 0.0171
func.func @relu() -> tensor<10xf32> {
  %x = arith.constant dense<[-0.8999999761581421, 0.10000000149011612, 0.0, -0.10000000149011612, 0.8999999761581421, -0.4000000059604645, 0.8999999761581421, -0.5, 0.800000011920929, 0.10000000149011612]> : tensor<10xf32>
  %y = norm.layer_norm %x axes = [0] epsilon = 0.000000e+00 : tensor<10xf32>
  %zero = arith.constant dense<0.0> : tensor<10xf32>
  %z = arith.maximumf %y, %zero : tensor<10xf32>
  return %z : tensor<10xf32>
}

// LayerNorm(10, eps=0) then prelu.
// PRELU: result 0: {{.*}}ok
// PRELU: -0.4227{{ *}}0.0171{{ *}}-0.0384{{ *}}-0.0811{{ *}}1.3833{{ *}}-0.2092{{ *}}1.3833{{ *}}-0.2519{{ *}}1.2125
// PRELU: 0.0171
func.func @prelu() -> tensor<10xf32> {
  %x = arith.constant dense<[-0.8999999761581421, 0.10000000149011612, 0.0, -0.10000000149011612, 0.8999999761581421, -0.4000000059604645, 0.8999999761581421, -0.5, 0.800000011920929, 0.10000000149011612]> : tensor<10xf32>
  %y = norm.layer_norm %x axes = [0] epsilon = 0.000000e+00 : tensor<10xf32>
  %zero = arith.constant dense<0.0> : tensor<10xf32>
  %slope = arith.constant dense<0.25> : tensor<10xf32>
  %small = arith.mulf %slope, %y : tensor<10xf32>
  %keep = arith.cmpf oge, %y, %zero : tensor<10xf32>
  %z = arith.select %keep, %y, %small : tensor<10xi1>, tensor<10xf32>
  return %z : tensor<10xf32>
}

// LayerNorm(10, eps=0) then leaky_relu.
// LEAKY_RELU: result 0: {{.*}}ok
// LEAKY_RELU: -0.0169{{ *}}0.0171{{ *}}-0.0015{{ *}}-0.0032{{ *}}1.3833{{ *}}-0.0084{{ *}}1.3833{{ *}}-0.0101{{ *}}1.2125
// LEAKY_RELU: 0.0171
func.func @leaky_relu() -> tensor<10xf32> {
  %x = arith.constant dense<[-0.8999999761581421, 0.10000000149011612, 0.0, -0.10000000149011612, 0.8999999761581421, -0.4000000059604645, 0.8999999761581421, -0.5, 0.800000011920929, 0.10000000149011612]> : tensor<10xf32>
  %y = norm.layer_norm %x axes = [0] epsilon = 0.000000e+00 : tensor<10xf32>
  %zero = arith.constant dense<0.0> : tensor<10xf32>
  %slope = arith.constant dense<0.01> : tensor<10xf32>
  %small = arith.mulf %slope, %y : tensor<10xf32>
  %keep = arith.cmpf oge, %y, %zero : tensor<10xf32>
  %z = arith.select %keep, %y, %small : tensor<10xi1>, tensor<10xf32>
  return %z : tensor<10xf32>
}
