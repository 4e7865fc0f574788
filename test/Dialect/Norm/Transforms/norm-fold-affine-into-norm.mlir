// RUN: norm-opt %s -norm-fold-affine | FileCheck %s

// Products and sums with vectors along the affine axes become scale and bias.

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>

// A product scales the bias too; a sum joins it; constants are evaluated.
// CHECK-LABEL: func.func @layer_norm_multiply_add_constants(
// CHECK-SAME:    %[[X:.+]]: tensor<3x2xf32>)
// CHECK-DAG:     %[[SCALE:.+]] = arith.constant dense<[2.000000e+01, 6.000000e+01]> : tensor<2xf32>
// CHECK-DAG:     %[[BIAS:.+]] = arith.constant dense<[5.500000e+00, 1.550000e+01]> : tensor<2xf32>
// CHECK:         %[[Y:.+]] = norm.layer_norm %[[X]] scale(%[[SCALE]] : tensor<2xf32>) bias(%[[BIAS]] : tensor<2xf32>) axes = [1]
// CHECK-NEXT:    return %[[Y]]
func.func @layer_norm_multiply_add_constants(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %b = arith.constant dense<[0.5, 0.75]> : tensor<2xf32>
  %v = arith.constant dense<[10.0, 20.0]> : tensor<2xf32>
  %half = arith.constant dense<0.5> : tensor<3x2xf32>
  %empty = tensor.empty() : tensor<3x2xf32>
  %y = norm.layer_norm %x scale(%w : tensor<2xf32>) bias(%b : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x2xf32>
  %vs = linalg.broadcast ins(%v : tensor<2xf32>) outs(%empty : tensor<3x2xf32>) dimensions = [0]
  %0 = arith.mulf %vs, %y : tensor<3x2xf32>
  %1 = arith.addf %0, %half : tensor<3x2xf32>
  return %1 : tensor<3x2xf32>
}

// Named ops and ops on one scalar. The dynamic size of the splat is the scale's.
// CHECK-LABEL: func.func @rms_norm_multiply_named_and_scalar(
// CHECK-SAME:    %[[X:.+]]: tensor<?x?xf64>, %[[V:.+]]: tensor<?xf64>, %[[S:.+]]: f64)
// CHECK:         %[[EMPTY:.+]] = tensor.empty(%{{.+}}) : tensor<?xf64>
// CHECK:         %[[FILL:.+]] = linalg.fill ins(%[[S]] : f64) outs(%[[EMPTY]] : tensor<?xf64>)
// CHECK:         %[[SCALE:.+]] = arith.mulf %[[V]], %[[FILL]] : tensor<?xf64>
// CHECK:         norm.rms_norm %[[X]] scale(%[[SCALE]] : tensor<?xf64>) axes = [1] {accumulator = f64} : tensor<?x?xf64>
func.func @rms_norm_multiply_named_and_scalar(%x: tensor<?x?xf64>, %v: tensor<?xf64>, %s: f64) -> tensor<?x?xf64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf64>
  %m = tensor.dim %x, %c1 : tensor<?x?xf64>
  %empty = tensor.empty(%n, %m) : tensor<?x?xf64>
  %y = norm.rms_norm %x axes = [1] {accumulator = f64} : tensor<?x?xf64>
  %vs = linalg.broadcast ins(%v : tensor<?xf64>) outs(%empty : tensor<?x?xf64>) dimensions = [0]
  %0 = linalg.mul ins(%y, %vs : tensor<?x?xf64>, tensor<?x?xf64>) outs(%empty : tensor<?x?xf64>) -> tensor<?x?xf64>
  %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<?x?xf64>) outs(%empty : tensor<?x?xf64>) {
  ^bb0(%a: f64, %out: f64):
    %c = arith.mulf %s, %a : f64
    linalg.yield %c : f64
  } -> tensor<?x?xf64>
  return %1 : tensor<?x?xf64>
}

// The offset is part of the scale that is multiplied.
// CHECK-LABEL: func.func @rms_norm_multiply_offset(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xf32>, %[[W:.+]]: tensor<4xf32>, %[[V:.+]]: tensor<4xf32>)
// CHECK-DAG:     %[[ONE:.+]] = arith.constant dense<1.000000e+00> : tensor<4xf32>
// CHECK:         %[[SUM:.+]] = arith.addf %[[W]], %[[ONE]] : tensor<4xf32>
// CHECK:         %[[SCALE:.+]] = arith.mulf %[[SUM]], %[[V]] : tensor<4xf32>
// CHECK:         norm.rms_norm %[[X]] scale(%[[SCALE]] : tensor<4xf32>) axes = [1] : tensor<3x4xf32>
func.func @rms_norm_multiply_offset(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<3x4xf32> {
  %empty = tensor.empty() : tensor<3x4xf32>
  %y = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] {scale_offset = 1.0 : f64} : tensor<3x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<4xf32>) outs(%empty : tensor<3x4xf32>) dimensions = [0]
  %0 = arith.mulf %y, %vs : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// Wider parameters stay wide.
// CHECK-LABEL: func.func @layer_norm_multiply_wide_scale(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xf32>, %[[W:.+]]: tensor<4xf64>, %[[V:.+]]: tensor<4xf32>)
// CHECK:         %[[WIDE:.+]] = arith.extf %[[V]] : tensor<4xf32> to tensor<4xf64>
// CHECK:         %[[SCALE:.+]] = arith.mulf %[[W]], %[[WIDE]] : tensor<4xf64>
// CHECK:         norm.layer_norm %[[X]] scale(%[[SCALE]] : tensor<4xf64>)
func.func @layer_norm_multiply_wide_scale(%x: tensor<3x4xf32>, %w: tensor<4xf64>, %v: tensor<4xf32>) -> tensor<3x4xf32> {
  %empty = tensor.empty() : tensor<3x4xf32>
  %y = norm.layer_norm %x scale(%w : tensor<4xf64>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<4xf32>) outs(%empty : tensor<3x4xf32>) dimensions = [0]
  %0 = arith.mulf %y, %vs : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// A vector along one of two affine axes is broadcast to both.
// CHECK-LABEL: func.func @layer_norm_add_along_one_of_two_axes(
// CHECK-SAME:    %[[X:.+]]: tensor<?x2x4xf32>, %[[B:.+]]: tensor<2x4xf32>, %[[V:.+]]: tensor<4xf32>)
// CHECK:         %[[VS:.+]] = linalg.broadcast ins(%[[V]] : tensor<4xf32>) outs(%{{.+}} : tensor<2x4xf32>) dimensions = [0]
// CHECK:         %[[BIAS:.+]] = arith.addf %[[B]], %[[VS]] : tensor<2x4xf32>
// CHECK:         norm.layer_norm %[[X]] bias(%[[BIAS]] : tensor<2x4xf32>) axes = [1, 2]
func.func @layer_norm_add_along_one_of_two_axes(%x: tensor<?x2x4xf32>, %b: tensor<2x4xf32>, %v: tensor<4xf32>) -> tensor<?x2x4xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x2x4xf32>
  %empty = tensor.empty(%n) : tensor<?x2x4xf32>
  %y = norm.layer_norm %x bias(%b : tensor<2x4xf32>) axes = [1, 2] epsilon = 1.0e-5 : tensor<?x2x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<4xf32>) outs(%empty : tensor<?x2x4xf32>) dimensions = [0, 1]
  %0 = arith.addf %y, %vs : tensor<?x2x4xf32>
  return %0 : tensor<?x2x4xf32>
}

// CHECK-LABEL: func.func @batch_norm_multiply_add(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x?xf32>, %[[S:.+]]: tensor<3xf32>, %[[V:.+]]: tensor<3xf32>)
// CHECK-NEXT:    norm.batch_norm %[[X]] mean(%[[S]] : tensor<3xf32>) variance(%[[S]] : tensor<3xf32>) scale(%[[V]] : tensor<3xf32>) bias(%[[V]] : tensor<3xf32>) channel_axis = 1
// CHECK-NEXT:    return
func.func @batch_norm_multiply_add(%x: tensor<2x3x?xf32>, %s: tensor<3xf32>, %v: tensor<3xf32>) -> tensor<2x3x?xf32> {
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c2 : tensor<2x3x?xf32>
  %empty = tensor.empty(%n) : tensor<2x3x?xf32>
  %y = norm.batch_norm %x mean(%s : tensor<3xf32>) variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3x?xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<2x3x?xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y, %vs : tensor<2x3x?xf32>
  %1 = linalg.add ins(%vs, %0 : tensor<2x3x?xf32>, tensor<2x3x?xf32>) outs(%empty : tensor<2x3x?xf32>) -> tensor<2x3x?xf32>
  return %1 : tensor<2x3x?xf32>
}

// Statistics of training are those of the input, whatever the scale.
// CHECK-LABEL: func.func @batch_norm_training_multiply(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x4xf32>, %[[S:.+]]: tensor<3xf32>, %[[V:.+]]: tensor<3xf32>)
// CHECK:         %[[SCALE:.+]] = arith.mulf %[[S]], %[[V]] : tensor<3xf32>
// CHECK:         %[[BIAS:.+]] = arith.mulf %[[S]], %[[V]] : tensor<3xf32>
// CHECK:         %[[Y:.+]], %[[STATS:.+]]:2 = norm.batch_norm_training %[[X]] scale(%[[SCALE]] : tensor<3xf32>) bias(%[[BIAS]] : tensor<3xf32>) running_mean(%[[S]] : tensor<3xf32>) running_variance(%[[S]] : tensor<3xf32>)
// CHECK-NEXT:    return %[[Y]], %[[STATS]]#0, %[[STATS]]#1
func.func @batch_norm_training_multiply(%x: tensor<2x3x4xf32>, %s: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>) {
  %empty = tensor.empty() : tensor<2x3x4xf32>
  %y:3 = norm.batch_norm_training %x scale(%s : tensor<3xf32>) bias(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 epsilon = 1.0e-5 momentum = 0.5 : tensor<2x3x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<2x3x4xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y#0, %vs : tensor<2x3x4xf32>
  return %0, %y#1, %y#2 : tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>
}

// The product of a 16-bit normalized value: the form that rounds before it.
// CHECK-LABEL: func.func @rms_norm_multiply_bf16(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xbf16>, %[[V:.+]]: tensor<4xbf16>)
// CHECK-NEXT:    norm.rms_norm %[[X]] scale(%[[V]] : tensor<4xbf16>) axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xbf16>
func.func @rms_norm_multiply_bf16(%x: tensor<3x4xbf16>, %v: tensor<4xbf16>) -> tensor<3x4xbf16> {
  %empty = tensor.empty() : tensor<3x4xbf16>
  %y = norm.rms_norm %x axes = [1] : tensor<3x4xbf16>
  %vs = linalg.broadcast ins(%v : tensor<4xbf16>) outs(%empty : tensor<3x4xbf16>) dimensions = [0]
  %0 = arith.mulf %vs, %y : tensor<3x4xbf16>
  return %0 : tensor<3x4xbf16>
}

// CHECK-LABEL: func.func @layer_norm_multiply_add_f16(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xf16>, %[[V:.+]]: tensor<4xf16>)
// CHECK-NEXT:    norm.layer_norm %[[X]] scale(%[[V]] : tensor<4xf16>) bias(%[[V]] : tensor<4xf16>) axes = [1] epsilon = 1.000000e-05 {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
func.func @layer_norm_multiply_add_f16(%x: tensor<3x4xf16>, %v: tensor<4xf16>) -> tensor<3x4xf16> {
  %empty = tensor.empty() : tensor<3x4xf16>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf16>
  %vs = linalg.broadcast ins(%v : tensor<4xf16>) outs(%empty : tensor<3x4xf16>) dimensions = [0]
  %0 = arith.mulf %y, %vs : tensor<3x4xf16>
  %1 = arith.addf %0, %vs : tensor<3x4xf16>
  return %1 : tensor<3x4xf16>
}

// A bias of zeros goes, and changes at most the sign of a zero.
// CHECK-LABEL: func.func @layer_norm_zero_bias(
// CHECK-NOT:     bias(
// CHECK:         return
func.func @layer_norm_zero_bias(%x: tensor<?x4xbf16>) -> tensor<?x4xbf16> {
  %b = arith.constant dense<0.0> : tensor<4xbf16>
  %y = norm.layer_norm %x bias(%b : tensor<4xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xbf16>
  return %y : tensor<?x4xbf16>
}

// A bias whose size is still to be checked keeps the check.
// CHECK-LABEL: func.func @layer_norm_zero_bias_of_unchecked_size(
// CHECK:         bias(
func.func @layer_norm_zero_bias_of_unchecked_size(%x: tensor<?x?xbf16>) -> tensor<?x?xbf16> {
  %b = arith.constant dense<0.0> : tensor<4xbf16>
  %y = norm.layer_norm %x bias(%b : tensor<4xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<?x?xbf16>
  return %y : tensor<?x?xbf16>
}

// Groups of channels: the vectors run along the channels, wherever they stand.
// Without scale and bias, what would run along the groups may run there too.
// CHECK-LABEL: func.func @group_norm_multiply_add(
// CHECK-SAME:    %[[X:.+]]: tensor<2x5x6xf32>, %[[B:.+]]: tensor<6xf32>, %[[V:.+]]: tensor<6xf32>)
// CHECK:         %[[BIAS:.+]] = arith.mulf %[[B]], %[[V]] : tensor<6xf32>
// CHECK:         %[[SUM:.+]] = arith.addf %[[BIAS]], %[[V]] : tensor<6xf32>
// CHECK:         %[[Y:.+]] = norm.group_norm %[[X]] scale(%[[V]] : tensor<6xf32>) bias(%[[SUM]] : tensor<6xf32>) num_groups = 3 channel_axis = 2 axes = [1] epsilon = 1.000000e-05 : tensor<2x5x6xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @group_norm_multiply_add(%x: tensor<2x5x6xf32>, %b: tensor<6xf32>, %v: tensor<6xf32>) -> tensor<2x5x6xf32> {
  %empty = tensor.empty() : tensor<2x5x6xf32>
  %y = norm.group_norm %x bias(%b : tensor<6xf32>) num_groups = 3 channel_axis = 2 axes = [1] epsilon = 1.0e-5 : tensor<2x5x6xf32>
  %vs = linalg.broadcast ins(%v : tensor<6xf32>) outs(%empty : tensor<2x5x6xf32>) dimensions = [0, 1]
  %0 = arith.mulf %y, %vs : tensor<2x5x6xf32>
  %1 = arith.addf %0, %vs : tensor<2x5x6xf32>
  return %1 : tensor<2x5x6xf32>
}

// CHECK-LABEL: func.func @group_norm_without_vectors(
// CHECK-SAME:    %[[X:.+]]: tensor<2x6x5xf32>, %[[V:.+]]: tensor<6xf32>)
// CHECK:         %[[Y:.+]], %[[STATS:.+]]:2 = norm.group_norm %[[X]] scale(%[[V]] : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.000000e-05 {return_statistics} : tensor<2x6x5xf32>
// CHECK-NEXT:    return %[[Y]], %[[STATS]]#1
func.func @group_norm_without_vectors(%x: tensor<2x6x5xf32>, %v: tensor<6xf32>) -> (tensor<2x6x5xf32>, tensor<2x3xf32>) {
  %empty = tensor.empty() : tensor<2x6x5xf32>
  %y:3 = norm.group_norm %x num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>, return_statistics} : tensor<2x6x5xf32>
  %vs = linalg.broadcast ins(%v : tensor<6xf32>) outs(%empty : tensor<2x6x5xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y#0, %vs : tensor<2x6x5xf32>
  return %0, %y#2 : tensor<2x6x5xf32>, tensor<2x3xf32>
}

// CHECK-LABEL: func.func @instance_norm_multiply_add(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x?xf32>, %[[S:.+]]: tensor<3xf32>, %[[V:.+]]: tensor<3xf32>)
// CHECK:         %[[SCALE:.+]] = arith.mulf %[[S]], %[[V]] : tensor<3xf32>
// CHECK:         %[[Y:.+]], %[[NEW:.+]]:2 = norm.instance_norm %[[X]] scale(%[[SCALE]] : tensor<3xf32>) bias(%[[V]] : tensor<3xf32>) running_mean(%[[S]] : tensor<3xf32>) running_variance(%[[S]] : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.000000e-05 momentum = 5.000000e-01 : tensor<2x3x?xf32>
// CHECK-NEXT:    return %[[Y]], %[[NEW]]#0
func.func @instance_norm_multiply_add(%x: tensor<2x3x?xf32>, %s: tensor<3xf32>, %v: tensor<3xf32>) -> (tensor<2x3x?xf32>, tensor<3xf32>) {
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c2 : tensor<2x3x?xf32>
  %empty = tensor.empty(%n) : tensor<2x3x?xf32>
  %y:3 = norm.instance_norm %x scale(%s : tensor<3xf32>) running_mean(%s : tensor<3xf32>) running_variance(%s : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 momentum = 0.5 : tensor<2x3x?xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<2x3x?xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y#0, %vs : tensor<2x3x?xf32>
  %1 = arith.addf %vs, %0 : tensor<2x3x?xf32>
  return %1, %y#1 : tensor<2x3x?xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @switchable_norm_multiply_add(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x4xf32>, %[[W:.+]]: tensor<3xf32>, %[[V:.+]]: tensor<3xf32>)
// CHECK:         %[[Y:.+]] = norm.switchable_norm %[[X]] scale(%[[V]] : tensor<3xf32>) bias(%[[V]] : tensor<3xf32>) mean_weights(%[[W]] : tensor<3xf32>)
// CHECK-NEXT:    return %[[Y]]
func.func @switchable_norm_multiply_add(%x: tensor<2x3x4xf32>, %w: tensor<3xf32>, %v: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %empty = tensor.empty() : tensor<2x3x4xf32>
  %y = norm.switchable_norm %x mean_weights(%w : tensor<3xf32>) variance_weights(%w : tensor<3xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x3x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<2x3x4xf32>) dimensions = [0, 2]
  %0 = arith.mulf %y, %vs : tensor<2x3x4xf32>
  %1 = arith.addf %0, %vs : tensor<2x3x4xf32>
  return %1 : tensor<2x3x4xf32>
}

// CHECK-LABEL: func.func @group_norm_zero_bias(
// CHECK-SAME:    %[[X:.+]]: tensor<2x6x5xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %[[X]] num_groups = 3
// CHECK-NEXT:    %[[Z:.+]] = norm.instance_norm %[[Y]] channel_axis = 1
// CHECK-NEXT:    return %[[Z]]
func.func @group_norm_zero_bias(%x: tensor<2x6x5xf32>) -> tensor<2x6x5xf32> {
  %groups = arith.constant dense<0.0> : tensor<3xf32>
  %channels = arith.constant dense<0.0> : tensor<6xf32>
  %y = norm.group_norm %x bias(%groups : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
  %z = norm.instance_norm %y bias(%channels : tensor<6xf32>) channel_axis = 1 axes = [2] epsilon = 1.0e-5 : tensor<2x6x5xf32>
  return %z : tensor<2x6x5xf32>
}
