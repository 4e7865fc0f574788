// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | FileCheck %s
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm=inline-composites | FileCheck %s --check-prefix=INLINED

// A composite that is named after a norm is that norm where its decomposition is.

// CHECK-LABEL: func.func @rms_norm(
// CHECK-SAME:    %[[X:.+]]: tensor<3x8xf32>, %[[W:.+]]: tensor<8xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %[[X]] scale(%[[W]] : tensor<8xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x8xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @rms_norm(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  %0 = "stablehlo.composite"(%x, %w) <{composite_attributes = {epsilon = 1.25e-01 : f32}, decomposition = @rms, name = "odml.rms_norm", version = 0 : i32}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}

// The same decomposition under Tenstorrent's name; no epsilon is none to compare.
// CHECK-LABEL: func.func @tenstorrent_rms_norm(
// CHECK-NEXT:    norm.rms_norm
// CHECK-NEXT:    return
func.func @tenstorrent_rms_norm(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  %0 = "stablehlo.composite"(%x, %w) <{composite_attributes = {normalized_shape = dense<8> : tensor<1xi64>}, decomposition = @rms, name = "tenstorrent.rms_norm", version = 0 : i32}> : (tensor<3x8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}

// CHECK-LABEL: func.func @tenstorrent_layer_norm(
// CHECK-SAME:    %[[X:.+]]: tensor<3x8xf32>, %[[W:.+]]: tensor<8xf32>, %[[B:.+]]: tensor<8xf32>)
// CHECK-NEXT:    norm.layer_norm %[[X]] scale(%[[W]] : tensor<8xf32>) bias(%[[B]] : tensor<8xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x8xf32>
// CHECK-NEXT:    return
func.func @tenstorrent_layer_norm(%x: tensor<3x8xf32>, %w: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<3x8xf32> {
  %0 = "stablehlo.composite"(%x, %w, %b) <{composite_attributes = {epsilon = 1.25e-01 : f32, normalized_shape = [8]}, decomposition = @layer, name = "tenstorrent.layer_norm", version = 0 : i32}> : (tensor<3x8xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}

// LiteRT's name for layer normalization, where it says so.
// CHECK-LABEL: func.func @sub_type(
// CHECK-NEXT:    norm.layer_norm
// CHECK-NEXT:    return
func.func @sub_type(%x: tensor<3x8xf32>, %w: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<3x8xf32> {
  %0 = "stablehlo.composite"(%x, %w, %b) <{composite_attributes = {epsilon = 1.25e-01 : f32, sub_type = 1 : i64}, decomposition = @layer, name = "odml.group_norm", version = 0 : i32}> : (tensor<3x8xf32>, tensor<8xf32>, tensor<8xf32>) -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}

// Channels last; reduction_axes is the channel there. A composite may stand in the decomposition of another.
// CHECK-LABEL: func.func @group_norm(
// CHECK-NEXT:    norm.group_norm %{{.+}} num_groups = 2 channel_axis = 2 axes = [1] epsilon = 1.250000e-01 : tensor<3x5x4xf32>
// CHECK-NEXT:    return
// CHECK-LABEL: func.func @other(
// CHECK:         "stablehlo.composite"
// CHECK:       func.func private @group(
// CHECK-NEXT:    norm.group_norm
// INLINED-LABEL: func.func @other(
// INLINED-NEXT:    norm.group_norm
// INLINED-NEXT:    return
// INLINED-NOT:   func.func
func.func @group_norm(%x: tensor<3x5x4xf32>) -> tensor<3x5x4xf32> {
  %0 = "stablehlo.composite"(%x) <{composite_attributes = {channel_axis = 2 : i64, epsilon = 1.25e-01 : f32, num_groups = 2 : i64, reduction_axes = dense<2> : tensor<1xi64>}, decomposition = @groups, name = "odml.group_norm", version = 0 : i32}> : (tensor<3x5x4xf32>) -> tensor<3x5x4xf32>
  return %0 : tensor<3x5x4xf32>
}
func.func @other(%x: tensor<3x5x4xf32>) -> tensor<3x5x4xf32> {
  %0 = "stablehlo.composite"(%x) <{decomposition = @group, name = "somebody.group_norm", version = 0 : i32}> : (tensor<3x5x4xf32>) -> tensor<3x5x4xf32>
  return %0 : tensor<3x5x4xf32>
}
func.func private @group(%x: tensor<3x5x4xf32>) -> tensor<3x5x4xf32> {
  %0 = "stablehlo.composite"(%x) <{composite_attributes = {channel_axis = 2 : i64, epsilon = 1.25e-01 : f32, num_groups = 2 : i64}, decomposition = @groups, name = "odml.group_norm", version = 0 : i32}> : (tensor<3x5x4xf32>) -> tensor<3x5x4xf32>
  return %0 : tensor<3x5x4xf32>
}

// Decompositions that nobody names are gone.
// CHECK-NOT: func.func private @rms(
func.func private @rms(%x: tensor<3x8xf32>, %w: tensor<8xf32>) -> tensor<3x8xf32> {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %n = "stablehlo.constant"() <{value = dense<8.0> : tensor<3x1xf32>}> : () -> tensor<3x1xf32>
  %epsilon = "stablehlo.constant"() <{value = dense<1.25e-01> : tensor<3x1xf32>}> : () -> tensor<3x1xf32>
  %0 = "chlo.square"(%x) : (tensor<3x8xf32>) -> tensor<3x8xf32>
  %1 = "stablehlo.reduce"(%0, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %10 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%10) : (tensor<f32>) -> ()
  }) : (tensor<3x8xf32>, tensor<f32>) -> tensor<3xf32>
  %2 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64: 0>}> : (tensor<3xf32>) -> tensor<3x1xf32>
  %3 = "stablehlo.divide"(%2, %n) : (tensor<3x1xf32>, tensor<3x1xf32>) -> tensor<3x1xf32>
  %4 = "stablehlo.add"(%3, %epsilon) : (tensor<3x1xf32>, tensor<3x1xf32>) -> tensor<3x1xf32>
  %5 = "stablehlo.rsqrt"(%4) : (tensor<3x1xf32>) -> tensor<3x1xf32>
  %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x1xf32>) -> tensor<3x8xf32>
  %7 = "stablehlo.multiply"(%x, %6) : (tensor<3x8xf32>, tensor<3x8xf32>) -> tensor<3x8xf32>
  %8 = "stablehlo.broadcast_in_dim"(%w) <{broadcast_dimensions = array<i64: 1>}> : (tensor<8xf32>) -> tensor<3x8xf32>
  %9 = "stablehlo.multiply"(%7, %8) : (tensor<3x8xf32>, tensor<3x8xf32>) -> tensor<3x8xf32>
  return %9 : tensor<3x8xf32>
}
func.func private @layer(%x: tensor<3x8xf32>, %w: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<3x8xf32> {
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<3xf32>}> : () -> tensor<3xf32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<3xf32>}> : () -> tensor<3xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<3x8xf32>) -> tensor<1x3x8xf32>
  %1:3 = "stablehlo.batch_norm_training"(%0, %one, %zero) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<1x3x8xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<1x3x8xf32>, tensor<3xf32>, tensor<3xf32>)
  %2 = "stablehlo.reshape"(%1#0) : (tensor<1x3x8xf32>) -> tensor<3x8xf32>
  %3 = "stablehlo.broadcast_in_dim"(%w) <{broadcast_dimensions = array<i64: 1>}> : (tensor<8xf32>) -> tensor<3x8xf32>
  %4 = "stablehlo.multiply"(%3, %2) : (tensor<3x8xf32>, tensor<3x8xf32>) -> tensor<3x8xf32>
  %5 = "stablehlo.broadcast_in_dim"(%b) <{broadcast_dimensions = array<i64: 1>}> : (tensor<8xf32>) -> tensor<3x8xf32>
  %6 = "stablehlo.add"(%5, %4) : (tensor<3x8xf32>, tensor<3x8xf32>) -> tensor<3x8xf32>
  return %6 : tensor<3x8xf32>
}
func.func private @groups(%x: tensor<3x5x4xf32>) -> tensor<3x5x4xf32> {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %n = "stablehlo.constant"() <{value = dense<10.0> : tensor<3x2xf32>}> : () -> tensor<3x2xf32>
  %epsilon = "stablehlo.constant"() <{value = dense<1.25e-01> : tensor<3x2xf32>}> : () -> tensor<3x2xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<3x5x4xf32>) -> tensor<3x5x2x2xf32>
  %1 = "stablehlo.reduce"(%0, %zero) <{dimensions = array<i64: 1, 3>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %13 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%13) : (tensor<f32>) -> ()
  }) : (tensor<3x5x2x2xf32>, tensor<f32>) -> tensor<3x2xf32>
  %2 = "stablehlo.divide"(%1, %n) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 0, 2>}> : (tensor<3x2xf32>) -> tensor<3x5x2x2xf32>
  %4 = "stablehlo.subtract"(%0, %3) : (tensor<3x5x2x2xf32>, tensor<3x5x2x2xf32>) -> tensor<3x5x2x2xf32>
  %5 = "stablehlo.multiply"(%4, %4) : (tensor<3x5x2x2xf32>, tensor<3x5x2x2xf32>) -> tensor<3x5x2x2xf32>
  %6 = "stablehlo.reduce"(%5, %zero) <{dimensions = array<i64: 1, 3>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %13 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%13) : (tensor<f32>) -> ()
  }) : (tensor<3x5x2x2xf32>, tensor<f32>) -> tensor<3x2xf32>
  %7 = "stablehlo.divide"(%6, %n) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  %8 = "stablehlo.add"(%7, %epsilon) : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  %9 = "stablehlo.sqrt"(%8) : (tensor<3x2xf32>) -> tensor<3x2xf32>
  %10 = "stablehlo.broadcast_in_dim"(%9) <{broadcast_dimensions = array<i64: 0, 2>}> : (tensor<3x2xf32>) -> tensor<3x5x2x2xf32>
  %11 = "stablehlo.divide"(%4, %10) : (tensor<3x5x2x2xf32>, tensor<3x5x2x2xf32>) -> tensor<3x5x2x2xf32>
  %12 = "stablehlo.reshape"(%11) : (tensor<3x5x2x2xf32>) -> tensor<3x5x4xf32>
  return %12 : tensor<3x5x4xf32>
}
