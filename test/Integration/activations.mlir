// A norm and each activation after it, in four types, and the activations
// alone where they are special.

// RUN: cat %S/../Inputs/activations.mlir %s | norm-runner - --all --verify | FileCheck %s
// RUN: cat %S/../Inputs/activations.mlir %s | sed s/f32/f64/g | norm-runner - --all --verify | FileCheck %s
// RUN: sed s/f32/bf16/g %s > %t.bf16.mlir
// RUN: cat %S/../Inputs/activations-16-bit.mlir %t.bf16.mlir | norm-runner - --all --verify | FileCheck %s
// RUN: cat %S/../Inputs/activations-16-bit.mlir %t.bf16.mlir | sed s/bf16/f16/g | norm-runner - --all --verify | FileCheck %s
// CHECK: 8 passed, 0 failed

// Large values of both signs, small ones and both zeros: nothing overflows.
// RUN: cat %S/../Inputs/activations.mlir %s | norm-runner - --entry=special_values --precision=4 | FileCheck %s --check-prefix=VALUES
// VALUES:      result 0
// VALUES-NEXT: {{0.e\+00 +0.e\+00 +0.e\+00 +0.e\+00 +0.e\+00 +5.e-01 +6.e\+04}}
// VALUES-NEXT: result 1
// VALUES-NEXT: {{-6.e\+02 +-8.e-01 +-5.e-03 +-0.e\+00 +0.e\+00 +5.e-01 +6.e\+04}}
// VALUES-NEXT: result 2
// VALUES-NEXT: {{-0.0*e\+00 +-1.4439e-33 +-1.8877e-01 +-0.0*e\+00 +0.0*e\+00$}}
// VALUES-NEXT: {{3.1123e-01 +6.0*e\+04}}
// VALUES-NEXT: result 3
// VALUES-NEXT: {{-0.0*e\+00 +-0.0*e\+00 +-1.5427e-01 +-0.0*e\+00 +0.0*e\+00$}}
// VALUES-NEXT: {{3.4573e-01 +6.0*e\+04}}
// VALUES-NEXT: result 4
// VALUES-NEXT: {{-0.0*e\+00 +-0.0*e\+00 +-1.5429e-01 +-0.0*e\+00 +0.0*e\+00$}}
// VALUES-NEXT: {{3.4571e-01 +6.0*e\+04}}

// NaN passes through all of them.
// RUN: cat %S/../Inputs/activations.mlir %s | norm-runner - --entry=special_values --input=constant:nan | FileCheck %s --check-prefix=NAN
// NAN-COUNT-5: {{\[nan nan nan nan nan nan nan\]}}

func.func @layer_norm_relu(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}) -> tensor<?x?x?xf32> {
  %y = norm.layer_norm %x axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = call @relu(%y) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

func.func @batch_norm_leaky_relu(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}, %s: tensor<?xf32> {norm.input = "random@3"}) -> tensor<?x?x?xf32> {
  %y = norm.batch_norm %x mean(%s : tensor<?xf32>) variance(%s : tensor<?xf32>) scale(%s : tensor<?xf32>) bias(%s : tensor<?xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = call @leaky_relu(%y) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

func.func @batch_norm_training_prelu_channel(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}, %slopes: tensor<?xf32> {norm.input = "random@3"}) -> tensor<?x?x?xf32> {
  %y = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = call @prelu_channel(%y, %slopes) : (tensor<?x?x?xf32>, tensor<?xf32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

func.func @layer_norm_prelu_scalar(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}, %slope: tensor<f32> {norm.input = "constant:0.25"}) -> tensor<?x?x?xf32> {
  %y = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = call @prelu_scalar(%y, %slope) : (tensor<?x?x?xf32>, tensor<f32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

func.func @layer_norm_gelu_erf(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}) -> tensor<?x?x?xf32> {
  %y = norm.layer_norm %x axes = [2] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = call @gelu_erf(%y) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

func.func @layer_norm_gelu_tanh(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}) -> tensor<?x?x?xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x?x?xf32>
  %z = call @gelu_tanh(%y) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

func.func @rms_norm_silu(%x: tensor<?x?x?xf32> {norm.input = "normal@2x3x17"}) -> tensor<?x?x?xf32> {
  %y = norm.rms_norm %x axes = [2] epsilon = 1.0e-6 : tensor<?x?x?xf32>
  %z = call @silu(%y) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %z : tensor<?x?x?xf32>
}

// On constants, or on the argument where that is NaN.
func.func @special_values(%nan: tensor<7xf32> {norm.input = "constant:0"}) -> (tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>) {
  %values = arith.constant dense<[-6.0e+4, -80.0, -0.5, -0.0, 0.0, 0.5, 6.0e+4]> : tensor<7xf32>
  %isNaN = arith.cmpf uno, %nan, %nan : tensor<7xf32>
  %chosen = arith.select %isNaN, %nan, %values : tensor<7xi1>, tensor<7xf32>
  %static = tensor.expand_shape %chosen [[0, 1, 2]] output_shape [1, 1, 7] : tensor<7xf32> into tensor<1x1x7xf32>
  %x = tensor.cast %static : tensor<1x1x7xf32> to tensor<?x?x?xf32>
  %0 = call @relu(%x) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %1 = call @leaky_relu(%x) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %2 = call @silu(%x) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %3 = call @gelu_erf(%x) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  %4 = call @gelu_tanh(%x) : (tensor<?x?x?xf32>) -> tensor<?x?x?xf32>
  return %0, %1, %2, %3, %4 : tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>
}
