// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -verify-diagnostics

// A named op that is left makes the conversion fail; norm.require is left alone.

func.func @layer_norm(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  // expected-error@+1 {{failed to legalize operation 'norm.layer_norm' that was explicitly marked illegal}}
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

func.func @rms_norm(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  // expected-error@+1 {{failed to legalize operation 'norm.rms_norm' that was explicitly marked illegal}}
  %y = norm.rms_norm %x axes = [1] : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

func.func @batch_norm(%x: tensor<3x4xf32>, %s: tensor<4xf32>) -> tensor<3x4xf32> {
  // expected-error@+1 {{failed to legalize operation 'norm.batch_norm' that was explicitly marked illegal}}
  %y = norm.batch_norm %x mean(%s : tensor<4xf32>) variance(%s : tensor<4xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

func.func @batch_norm_training(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  // expected-error@+1 {{failed to legalize operation 'norm.batch_norm_training' that was explicitly marked illegal}}
  %y = norm.batch_norm_training %x channel_axis = 1 epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

func.func @require(%c: i1) {
  norm.require %c, "expects"
  return
}
