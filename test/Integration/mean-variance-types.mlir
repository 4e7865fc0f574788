// Mean-variance normalization of every element type and kind of data, dynamic sizes and after another op.
// RUN: norm-runner %s --all --verify | FileCheck %s

// CHECK-COUNT-8: result 0: {{.*}}ok

func.func @f64(%x: tensor<2x3x5x7xf64> {norm.input = "normal:1000,1@2x3x5x7"}) -> tensor<2x3x5x7xf64> {
  %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x3x5x7xf64>
  return %y : tensor<2x3x5x7xf64>
}

func.func @bf16(%x: tensor<2x3x5x7xbf16> {norm.input = "normal:0,1@2x3x5x7"}) -> tensor<2x3x5x7xbf16> {
  %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x3x5x7xbf16>
  return %y : tensor<2x3x5x7xbf16>
}

func.func @f16(%x: tensor<2x5x7x3xf16> {norm.input = "normal:3,1@2x5x7x3"}) -> tensor<2x5x7x3xf16> {
  %y = norm.layer_norm %x axes = [0, 1, 2] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x5x7x3xf16>
  return %y : tensor<2x5x7x3xf16>
}

func.func @large_mean(%x: tensor<?x3x?x?xf32> {norm.input = "normal:100000,1@2x3x5x700"}) -> tensor<?x3x?x?xf32> {
  %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<?x3x?x?xf32>
  return %y : tensor<?x3x?x?xf32>
}

func.func @tiny(%x: tensor<6x50xf32> {norm.input = "normal:0,1e-20@6x50"}) -> tensor<6x50xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<6x50xf32>
  return %y : tensor<6x50xf32>
}

func.func @huge(%x: tensor<?x?xf32> {norm.input = "normal:0,1e18@6x50"}) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

func.func @f32_accumulator(%x: tensor<3x2000xf32> {norm.input = "normal:0,1@3x2000"}) -> tensor<3x2000xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>, accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x2000xf32>
  return %y : tensor<3x2000xf32>
}

func.func @after_exp(%x: tensor<4x50xf32>) -> tensor<4x50xf32> {
  %0 = math.exp %x : tensor<4x50xf32>
  %y = norm.layer_norm %0 axes = [1] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<4x50xf32>
  return %y : tensor<4x50xf32>
}
