// RUN: norm-opt %s -norm-fold-affine | FileCheck %s
// RUN: norm-opt %s -norm-fold-affine=relaxed | FileCheck %s --check-prefix=RELAXED

// Products and sums that stay, and those that only `relaxed` folds.

// RELAXED-LABEL: func.func @other_use(
// RELAXED:         arith.mulf
// CHECK-LABEL: func.func @other_use(
// CHECK:         arith.mulf
func.func @other_use(%x: tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<3x4xf32>) {
  %two = arith.constant dense<2.0> : tensor<3x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %0 = arith.mulf %y, %two : tensor<3x4xf32>
  return %0, %y : tensor<3x4xf32>, tensor<3x4xf32>
}

// CHECK-LABEL: func.func @square(
// CHECK:         arith.mulf
func.func @square(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %0 = arith.mulf %y, %y : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @not_a_product(
// CHECK:         arith.divf
func.func @not_a_product(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %two = arith.constant dense<2.0> : tensor<3x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %0 = arith.divf %y, %two : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// RMS normalization has no bias.
// CHECK-LABEL: func.func @rms_norm_add(
// CHECK:         arith.addf
func.func @rms_norm_add(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %two = arith.constant dense<2.0> : tensor<3x4xf32>
  %y = norm.rms_norm %x axes = [1] : tensor<3x4xf32>
  %0 = arith.addf %y, %two : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @tensor_operand(
// CHECK:         arith.addf
func.func @tensor_operand(%x: tensor<3x4xf32>, %r: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %0 = arith.addf %y, %r : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// The scale of a layer_norm over the rows has no columns.
// CHECK-LABEL: func.func @other_axis(
// CHECK:         arith.mulf
func.func @other_axis(%x: tensor<3x4xf32>, %v: tensor<3xf32>) -> tensor<3x4xf32> {
  %empty = tensor.empty() : tensor<3x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<3xf32>) outs(%empty : tensor<3x4xf32>) dimensions = [1]
  %0 = arith.mulf %y, %vs : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// The product is rounded to bf16 before the second one reads it.
// CHECK-LABEL: func.func @stated_rounding_of_scale(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xbf16>, %[[W:.+]]: tensor<4xbf16>, %[[V:.+]]: tensor<4xbf16>)
// CHECK:         norm.layer_norm %[[X]] scale(%[[W]] : tensor<4xbf16>)
// CHECK:         arith.mulf
// RELAXED-LABEL: func.func @stated_rounding_of_scale(
// RELAXED-SAME:    %[[X:.+]]: tensor<3x4xbf16>, %[[W:.+]]: tensor<4xbf16>, %[[V:.+]]: tensor<4xbf16>)
// RELAXED-DAG:     %[[W32:.+]] = arith.extf %[[W]] : tensor<4xbf16> to tensor<4xf32>
// RELAXED-DAG:     %[[V32:.+]] = arith.extf %[[V]] : tensor<4xbf16> to tensor<4xf32>
// RELAXED:         %[[SCALE:.+]] = arith.mulf %[[W32]], %[[V32]] : tensor<4xf32>
// RELAXED:         norm.layer_norm %[[X]] scale(%[[SCALE]] : tensor<4xf32>) axes = [1]
// RELAXED-NEXT:    return
func.func @stated_rounding_of_scale(%x: tensor<3x4xbf16>, %w: tensor<4xbf16>, %v: tensor<4xbf16>) -> tensor<3x4xbf16> {
  %empty = tensor.empty() : tensor<3x4xbf16>
  %y = norm.layer_norm %x scale(%w : tensor<4xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xbf16>
  %vs = linalg.broadcast ins(%v : tensor<4xbf16>) outs(%empty : tensor<3x4xbf16>) dimensions = [0]
  %0 = arith.mulf %y, %vs : tensor<3x4xbf16>
  return %0 : tensor<3x4xbf16>
}

// batch_norm has no form that rounds before the scale.
// CHECK-LABEL: func.func @stated_rounding_of_batch_norm(
// CHECK:         arith.mulf
// RELAXED-LABEL: func.func @stated_rounding_of_batch_norm(
// RELAXED-NOT:     arith.mulf
// RELAXED:         return
func.func @stated_rounding_of_batch_norm(%x: tensor<2x3xf16>, %s: tensor<3xf16>) -> tensor<2x3xf16> {
  %two = arith.constant dense<2.0> : tensor<2x3xf16>
  %y = norm.batch_norm %x mean(%s : tensor<3xf16>) variance(%s : tensor<3xf16>) channel_axis = 1 epsilon = 1.0e-5 : tensor<2x3xf16>
  %0 = arith.mulf %y, %two : tensor<2x3xf16>
  return %0 : tensor<2x3xf16>
}

// In the loop the norm would run again and again.
// CHECK-LABEL: func.func @other_block(
// CHECK:         norm.layer_norm
// CHECK:         scf.for
// CHECK:         arith.mulf
func.func @other_block(%x: tensor<3x4xf32>, %n: index) -> tensor<3x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %two = arith.constant dense<2.0> : tensor<3x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> tensor<3x4xf32> {
    %0 = arith.mulf %y, %two : tensor<3x4xf32>
    %1 = arith.subf %0, %a : tensor<3x4xf32>
    scf.yield %1 : tensor<3x4xf32>
  }
  return %r : tensor<3x4xf32>
}

// The operand needs the mean, so the op cannot move down to it.
// CHECK-LABEL: func.func @statistics_used_before(
// CHECK:         norm.layer_norm
// CHECK:         arith.mulf
func.func @statistics_used_before(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %c0 = arith.constant 0 : index
  %empty = tensor.empty() : tensor<3x4xf32>
  %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xf32>
  %m = tensor.extract %s#0[%c0] : tensor<3xf32>
  %vs = linalg.fill ins(%m : f32) outs(%empty : tensor<3x4xf32>) -> tensor<3x4xf32>
  %0 = arith.mulf %y, %vs : tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// The sizes of scale and operand are still to be compared at run time.
// CHECK-LABEL: func.func @unchecked_scale(
// CHECK:         linalg.generic
// RELAXED-LABEL: func.func @unchecked_scale(
// RELAXED:         linalg.generic
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
func.func @unchecked_scale(%x: tensor<3x?xf32>, %w: tensor<?xf32>, %v: tensor<4xf32>) -> tensor<3x?xf32> {
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<3x?xf32>
  %empty = tensor.empty(%n) : tensor<3x?xf32>
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x?xf32>
  %0 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%y, %v : tensor<3x?xf32>, tensor<4xf32>) outs(%empty : tensor<3x?xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.mulf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<3x?xf32>
  return %0 : tensor<3x?xf32>
}

// Likewise of scale and bias.
// CHECK-LABEL: func.func @unchecked_bias(
// CHECK:         linalg.fill
// CHECK:         arith.mulf %{{.+}}, %{{.+}} : tensor<3x?xf32>
func.func @unchecked_bias(%x: tensor<3x?xf32>, %w: tensor<?xf32>, %b: tensor<4xf32>, %s: f32) -> tensor<3x?xf32> {
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<3x?xf32>
  %empty = tensor.empty(%n) : tensor<3x?xf32>
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x?xf32>
  %vs = linalg.fill ins(%s : f32) outs(%empty : tensor<3x?xf32>) -> tensor<3x?xf32>
  %0 = arith.mulf %y, %vs : tensor<3x?xf32>
  return %0 : tensor<3x?xf32>
}

// That the tensor of twos has the rows of the other is still to be checked.
// CHECK-LABEL: func.func @unchecked_rows(
// CHECK:         linalg.fill
// CHECK:         arith.mulf
func.func @unchecked_rows(%x: tensor<?x4xf32>, %n: index) -> tensor<?x4xf32> {
  %two = arith.constant 2.0 : f32
  %empty = tensor.empty(%n) : tensor<?x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  %vs = linalg.fill ins(%two : f32) outs(%empty : tensor<?x4xf32>) -> tensor<?x4xf32>
  %0 = arith.mulf %y, %vs : tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// And that the result has them.
// CHECK-LABEL: func.func @unchecked_result(
// CHECK:         linalg.generic
func.func @unchecked_result(%x: tensor<?x4xf32>, %v: tensor<4xf32>, %init: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  %0 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%y, %v : tensor<?x4xf32>, tensor<4xf32>) outs(%init : tensor<?x4xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.mulf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// A transposed read is another product.
// CHECK-LABEL: func.func @transposed(
// CHECK:         linalg.generic
#transposed = affine_map<(d0, d1) -> (d1, d0)>
func.func @transposed(%x: tensor<4x4xf32>, %v: tensor<4xf32>) -> tensor<4x4xf32> {
  %empty = tensor.empty() : tensor<4x4xf32>
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<4x4xf32>
  %0 = linalg.generic {indexing_maps = [#transposed, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%y, %v : tensor<4x4xf32>, tensor<4xf32>) outs(%empty : tensor<4x4xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.mulf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// A vector along a part of the axes would have to be broadcast to sizes that
// are not known.
// CHECK-LABEL: func.func @part_of_dynamic_axes(
// CHECK:         linalg.generic
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map3 = affine_map<(d0, d1, d2) -> (d2)>
func.func @part_of_dynamic_axes(%x: tensor<3x?x4xf32>, %v: tensor<4xf32>) -> tensor<3x?x4xf32> {
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<3x?x4xf32>
  %empty = tensor.empty(%n) : tensor<3x?x4xf32>
  %y = norm.layer_norm %x axes = [1, 2] epsilon = 1.0e-5 : tensor<3x?x4xf32>
  %0 = linalg.generic {indexing_maps = [#map2, #map3, #map2], iterator_types = ["parallel", "parallel", "parallel"]} ins(%y, %v : tensor<3x?x4xf32>, tensor<4xf32>) outs(%empty : tensor<3x?x4xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %c = arith.mulf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<3x?x4xf32>
  return %0 : tensor<3x?x4xf32>
}

// A scale per group has no element for each channel, and a splat no size.
// CHECK-LABEL: func.func @group_norm_per_group(
// CHECK:         norm.group_norm
// CHECK:         arith.mulf
// CHECK:         norm.group_norm
// CHECK:         arith.addf
// RELAXED-LABEL: func.func @group_norm_per_group(
// RELAXED:         arith.mulf
// RELAXED:         arith.addf
func.func @group_norm_per_group(%x: tensor<2x6x5xf32>, %s: tensor<3xf32>, %v: tensor<6xf32>) -> tensor<2x6x5xf32> {
  %empty = tensor.empty() : tensor<2x6x5xf32>
  %half = arith.constant dense<0.5> : tensor<2x6x5xf32>
  %vs = linalg.broadcast ins(%v : tensor<6xf32>) outs(%empty : tensor<2x6x5xf32>) dimensions = [0, 2]
  %y = norm.group_norm %x scale(%s : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
  %0 = arith.mulf %y, %vs : tensor<2x6x5xf32>
  %z = norm.group_norm %0 scale(%s : tensor<3xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {affine = #norm.affine<per_group>} : tensor<2x6x5xf32>
  %1 = arith.addf %z, %half : tensor<2x6x5xf32>
  return %1 : tensor<2x6x5xf32>
}
