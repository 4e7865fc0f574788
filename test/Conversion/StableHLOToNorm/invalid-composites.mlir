// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm -split-input-file -verify-diagnostics

// Composites whose bodies are not what their names say, or that are malformed.

// LiteRT's layer normalization: the name says one group of the channels of axis 1, which would be other numbers.
func.func @layer_norm_as_group_norm(%x: tensor<3x5x11xf32>, %w: tensor<11xf32>, %b: tensor<11xf32>) -> tensor<3x5x11xf32> {
  // expected-error@+1 {{'stablehlo.composite' op expects the decomposition of 'odml.group_norm' to be norm.group_norm num_groups = 1 channel_axis = 1 axes = [2] epsilon = 1e-05 with scale and bias; got norm.layer_norm axes = [2] epsilon = 1e-05 with scale and bias}}
  %0 = "stablehlo.composite"(%x, %w, %b) <{composite_attributes = {channel_axis = 1 : i64, epsilon = 1.0e-05 : f32, num_groups = 1 : i64}, decomposition = @impl, name = "odml.group_norm", version = 0 : i32}> : (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>
  return %0 : tensor<3x5x11xf32>
}
func.func private @impl(%x: tensor<3x5x11xf32>, %w: tensor<11xf32>, %b: tensor<11xf32>) -> tensor<3x5x11xf32> {
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<15xf32>}> : () -> tensor<15xf32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<15xf32>}> : () -> tensor<15xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<3x5x11xf32>) -> tensor<1x15x11xf32>
  %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<1x15x11xf32>, tensor<15xf32>, tensor<15xf32>) -> (tensor<1x15x11xf32>, tensor<15xf32>, tensor<15xf32>)
  %2 = "stablehlo.reshape"(%1#0) : (tensor<1x15x11xf32>) -> tensor<3x5x11xf32>
  %3 = "stablehlo.broadcast_in_dim"(%w) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
  %4 = "stablehlo.multiply"(%3, %2) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
  %5 = "stablehlo.broadcast_in_dim"(%b) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
  %6 = "stablehlo.add"(%5, %4) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
  return %6 : tensor<3x5x11xf32>
}

// -----

// Another epsilon, another scale, and no norm at all.
func.func @bodies(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  // expected-error@+1 {{expects the decomposition of 'tenstorrent.layer_norm' to be norm.layer_norm axes = [1] epsilon = 0.001; got norm.layer_norm axes = [1] epsilon = 0.125}}
  %0 = "stablehlo.composite"(%x) <{composite_attributes = {epsilon = 1.0e-03 : f32, normalized_shape = [8]}, decomposition = @rows, name = "tenstorrent.layer_norm"}> : (tensor<3x8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{expects the decomposition of 'tenstorrent.layer_norm' to be norm.layer_norm axes = [0, 1] epsilon = 0.125; got norm.layer_norm axes = [1] epsilon = 0.125}}
  %1 = "stablehlo.composite"(%x) <{composite_attributes = {epsilon = 1.25e-01 : f32, normalized_shape = [3, 8]}, decomposition = @rows, name = "tenstorrent.layer_norm"}> : (tensor<3x8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{expects the decomposition of 'odml.rms_norm' to be norm.rms_norm axes = [1] epsilon = 0.125 with scale; got tensor.empty, linalg.broadcast, arith.mulf}}
  %2 = "stablehlo.composite"(%x, %w) <{composite_attributes = {epsilon = 1.25e-01 : f32}, decomposition = @scale, name = "odml.rms_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}
func.func private @rows(%x: tensor<3x8xf32>) -> tensor<3x8xf32> {
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<3xf32>}> : () -> tensor<3xf32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<3xf32>}> : () -> tensor<3xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<3x8xf32>) -> tensor<1x3x8xf32>
  %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<1x3x8xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<1x3x8xf32>, tensor<3xf32>, tensor<3xf32>)
  %2 = "stablehlo.reshape"(%1#0) : (tensor<1x3x8xf32>) -> tensor<3x8xf32>
  return %2 : tensor<3x8xf32>
}
func.func private @scale(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  %0 = "stablehlo.broadcast_in_dim"(%w) <{broadcast_dimensions = array<i64: 1>}> : (tensor<8xf32>) -> tensor<3x8xf32>
  %1 = "stablehlo.multiply"(%x, %0) : (tensor<3x8xf32>, tensor<3x8xf32>) -> tensor<3x8xf32>
  return %1 : tensor<3x8xf32>
}

// -----

func.func @attributes(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  // expected-error@+1 {{'stablehlo.composite' op expects attributes of ['composite_attributes', 'decomposition', 'name', 'version']; got "fallback"}}
  %0 = "stablehlo.composite"(%x, %w) <{composite_attributes = {epsilon = 1.25e-01 : f32}, decomposition = @impl, fallback = @impl, name = "odml.rms_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{'stablehlo.composite' op 'odml.rms_norm' expects attribute 'epsilon'; got {}}}
  %1 = "stablehlo.composite"(%x, %w) <{decomposition = @impl, name = "odml.rms_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{'stablehlo.composite' op 'odml.rms_norm' expects no attribute "axes"; got 1 : i64}}
  %2 = "stablehlo.composite"(%x, %w) <{composite_attributes = {axes = 1 : i64, epsilon = 1.25e-01 : f32}, decomposition = @impl, name = "odml.rms_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{'stablehlo.composite' op 'tenstorrent.rms_norm' expects normalized_shape to be the last sizes of 'tensor<3x8xf32>'; got [3]}}
  %3 = "stablehlo.composite"(%x, %w) <{composite_attributes = {normalized_shape = [3]}, decomposition = @impl, name = "tenstorrent.rms_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{'stablehlo.composite' op 'odml.group_norm' expects channel_axis from 1 to 1; got 2}}
  %4 = "stablehlo.composite"(%x, %w) <{composite_attributes = {channel_axis = 2 : i64, epsilon = 1.25e-01 : f32, num_groups = 2 : i64}, decomposition = @impl, name = "odml.group_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{'stablehlo.composite' op expects decomposition to name a function of one block; got @nobody}}
  %5 = "stablehlo.composite"(%x, %w) <{composite_attributes = {epsilon = 1.25e-01 : f32}, decomposition = @nobody, name = "odml.rms_norm"}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  // expected-error@+1 {{'stablehlo.composite' op expects a decomposition of type '(tensor<3x8xf32>) -> tensor<3x8xf32>'; got '(tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>'}}
  %6 = "stablehlo.composite"(%x) <{composite_attributes = {epsilon = 1.25e-01 : f32}, decomposition = @impl, name = "odml.rms_norm"}> : (tensor<3x8xf32>) -> tensor<3x8xf32>
  return %x : tensor<3x8xf32>
}
func.func private @impl(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  return %x : tensor<3x8xf32>
}

// -----

// LiteRT's RMS normalization with weights: they are constants of the body, and the operand is a tensor of ones.
func.func @weights_inside(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %ones = arith.constant dense<1.0> : tensor<2xf32>
  // expected-error@+1 {{expects the decomposition of 'tenstorrent.layer_norm' to be norm.layer_norm axes = [1] epsilon = 0.125 with scale; got norm.layer_norm axes = [1] epsilon = 0.125 with scale of values that are computed first}}
  %0 = "stablehlo.composite"(%x, %ones) <{composite_attributes = {epsilon = 1.25e-01 : f32, normalized_shape = [2]}, decomposition = @impl, name = "tenstorrent.layer_norm"}> : (tensor<3x2xf32>, tensor<2xf32>) -> tensor<3x2xf32>
  return %0 : tensor<3x2xf32>
}
func.func private @impl(%x: tensor<3x2xf32>, %w: tensor<2xf32>) -> tensor<3x2xf32> {
  %own = "stablehlo.constant"() <{value = dense<[0.5, 2.0]> : tensor<2xf32>}> : () -> tensor<2xf32>
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<3xf32>}> : () -> tensor<3xf32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<3xf32>}> : () -> tensor<3xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<3x2xf32>) -> tensor<1x3x2xf32>
  %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<1x3x2xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<1x3x2xf32>, tensor<3xf32>, tensor<3xf32>)
  %2 = "stablehlo.reshape"(%1#0) : (tensor<1x3x2xf32>) -> tensor<3x2xf32>
  %3 = "stablehlo.broadcast_in_dim"(%own) <{broadcast_dimensions = array<i64: 1>}> : (tensor<2xf32>) -> tensor<3x2xf32>
  %4 = "stablehlo.multiply"(%2, %3) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  %5 = "stablehlo.broadcast_in_dim"(%w) <{broadcast_dimensions = array<i64: 1>}> : (tensor<2xf32>) -> tensor<3x2xf32>
  %6 = "stablehlo.multiply"(%4, %5) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  return %6 : tensor<3x2xf32>
}
