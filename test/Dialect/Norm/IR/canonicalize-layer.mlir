// RUN: norm-opt %s -canonicalize | FileCheck %s

// What layer and RMS normalization fold: a scale of ones, a bias of -0.0 and
// statistics that nobody reads. Every fold is exact.

// CHECK-LABEL: func.func @layer_norm_unit_scale(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[BIAS:[^:]+]]: tensor<4xf32>)
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X]] bias(%[[BIAS]] : tensor<4xf32>) axes = [1]
// CHECK-NEXT:    return %[[Y]]
func.func @layer_norm_unit_scale(%x: tensor<3x4xf32>, %b: tensor<4xf32>) -> tensor<3x4xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%one : tensor<4xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// Both rewrites apply, one after the other.
// CHECK-LABEL: func.func @layer_norm_unit_scale_and_unused_statistics(
// CHECK-NEXT:    norm.layer_norm %{{[^ ]+}} axes = [1] epsilon = 1.000000e-05 : tensor<3x4xbf16>
// CHECK-NEXT:    return
func.func @layer_norm_unit_scale_and_unused_statistics(%x: tensor<3x4xbf16>) -> tensor<3x4xbf16> {
  %one = arith.constant dense<1.0> : tensor<4xf64>
  %y, %s:2 = norm.layer_norm %x scale(%one : tensor<4xf64>) axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// With before_scale every step is rounded to the input's type already.
// CHECK-LABEL: func.func @layer_norm_unit_scale_before_scale(
// CHECK-NEXT:    norm.layer_norm %{{[^ ]+}} axes = [1] epsilon = 1.000000e-05 {cast_point = #norm.cast_point<before_scale>}
func.func @layer_norm_unit_scale_before_scale(%x: tensor<3x4xf16>) -> tensor<3x4xf16> {
  %one = arith.constant dense<1.0> : tensor<4xf16>
  %y = norm.layer_norm %x scale(%one : tensor<4xf16>) axes = [1] epsilon = 1.0e-5 {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
  return %y : tensor<3x4xf16>
}

// CHECK-LABEL: func.func @layer_norm_offset_keeps_scale(
// CHECK:         norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<4xf32>) {{.*}} {scale_offset = 1.000000e+00 : f64}
func.func @layer_norm_offset_keeps_scale(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%one : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 {scale_offset = 1.0 : f64} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @layer_norm_other_scales_stay(
// CHECK-COUNT-3: norm.layer_norm %{{.+}} scale(
func.func @layer_norm_other_scales_stay(%x: tensor<2x2xf32>, %w: tensor<2xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) {
  %two = arith.constant dense<2.0> : tensor<2xf32>
  %mixed = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %0 = norm.layer_norm %x scale(%two : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x2xf32>
  %1 = norm.layer_norm %x scale(%mixed : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x2xf32>
  %2 = norm.layer_norm %x scale(%w : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x2xf32>
  return %0, %1, %2 : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
}

// The scale says that the last axis has 4 elements, which a run-time check
// still has to find.
// CHECK-LABEL: func.func @layer_norm_unit_scale_of_unchecked_size(
// CHECK:         norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<4xf32>)
func.func @layer_norm_unit_scale_of_unchecked_size(%x: tensor<3x?xf32>) -> tensor<3x?xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%one : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x?xf32>
  return %y : tensor<3x?xf32>
}

// Dynamic sizes along other axes do not matter.
// CHECK-LABEL: func.func @layer_norm_unit_scale_dynamic_batch(
// CHECK-NEXT:    norm.layer_norm %{{[^ ]+}} axes = [1]
func.func @layer_norm_unit_scale_dynamic_batch(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%one : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// Every other attribute, also one that the op does not know, survives.
// CHECK-LABEL: func.func @layer_norm_unused_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[SCALE:[^:]+]]: tensor<4xf32>
// CHECK-NEXT:    %[[Y:[^:,]+]] = norm.layer_norm %[[X]] scale(%[[SCALE]] : tensor<4xf32>) bias(%[[SCALE]] : tensor<4xf32>) axes = [1]
// CHECK-SAME:      epsilon = 2.500000e-01 {accumulator = f32, estimator = #norm.estimator<two_pass>, note = "kept", scale_offset = 1.000000e+00 : f64}
// CHECK-NEXT:    return %[[Y]]
func.func @layer_norm_unused_statistics(%x: tensor<3x4xf32>, %w: tensor<4xf32>) -> tensor<3x4xf32> {
  %y, %s:2 = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%w : tensor<4xf32>) axes = [1] epsilon = 0.25 {return_statistics, note = "kept", scale_offset = 1.0 : f64, accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @layer_norm_used_statistics(
// CHECK-COUNT-2: norm.layer_norm {{.*}} {return_statistics}
func.func @layer_norm_used_statistics(%x: tensor<3x4xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %y, %s:2 = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<3x4xf32>
  %z, %t:2 = norm.layer_norm %x axes = [1] epsilon = 0.5 {return_statistics} : tensor<3x4xf32>
  return %s#0, %t#1 : tensor<3xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @rms_norm_unit_scale(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
// CHECK-NEXT:    norm.rms_norm %[[X]] axes = [1] : tensor<3x4xf32>
func.func @rms_norm_unit_scale(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.rms_norm %x scale(%one : tensor<4xf32>) axes = [1] : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// A zero-centred scale of ones doubles.
// CHECK-LABEL: func.func @rms_norm_offset_keeps_scale(
// CHECK:         norm.rms_norm %{{.+}} scale(%{{.+}} : tensor<4xf32>) {{.*}}scale_offset = 1.000000e+00
func.func @rms_norm_offset_keeps_scale(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.rms_norm %x scale(%one : tensor<4xf32>) axes = [1] {scale_offset = 1.0 : f64} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @rms_norm_unit_scale_of_unchecked_size(
// CHECK:         norm.rms_norm %{{.+}} scale(
func.func @rms_norm_unit_scale_of_unchecked_size(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %y = norm.rms_norm %x scale(%one : tensor<4xf32>) axes = [1] : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @rms_norm_unused_statistics(
// CHECK-NEXT:    norm.rms_norm %{{[^ ]+}} axes = [1] {accumulator = f32} : tensor<3x4xbf16>
func.func @rms_norm_unused_statistics(%x: tensor<3x4xbf16>) -> tensor<3x4xbf16> {
  %y, %s = norm.rms_norm %x axes = [1] {accumulator = f32, return_statistics} : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// CHECK-LABEL: func.func @rms_norm_used_statistics(
// CHECK:         norm.rms_norm {{.*}} {return_statistics}
func.func @rms_norm_used_statistics(%x: tensor<3x4xf32>) -> tensor<3xf32> {
  %y, %s = norm.rms_norm %x axes = [1] {return_statistics} : tensor<3x4xf32>
  return %s : tensor<3xf32>
}

// The offset is part of the scale.
// CHECK-LABEL: func.func @layer_norm_unit_scale_by_offset(
// CHECK-NEXT:    norm.layer_norm %{{[^ ]+}} axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
func.func @layer_norm_unit_scale_by_offset(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %zero = arith.constant dense<0.0> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%zero : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 {scale_offset = 1.0 : f64} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @rms_norm_unit_scale_by_offset(
// CHECK-NEXT:    norm.rms_norm %{{[^ ]+}} axes = [1] : tensor<3x4xbf16>
func.func @rms_norm_unit_scale_by_offset(%x: tensor<3x4xbf16>) -> tensor<3x4xbf16> {
  %half = arith.constant dense<0.5> : tensor<4xbf16>
  %y = norm.rms_norm %x scale(%half : tensor<4xbf16>) axes = [1] {scale_offset = 0.5 : f64} : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// 1e-30 + 1 is 1 in f32.
// CHECK-LABEL: func.func @layer_norm_unit_scale_of_elements(
// CHECK-NEXT:    norm.layer_norm %{{[^ ]+}} axes = [1] epsilon
func.func @layer_norm_unit_scale_of_elements(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = arith.constant dense<[0.0, 1.0e-30]> : tensor<2xf32>
  %y = norm.layer_norm %x scale(%w : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 {scale_offset = 1.0 : f64} : tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// CHECK-LABEL: func.func @layer_norm_scale_beside_one_stays(
// CHECK:         norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<2xf32>) {{.*}}scale_offset = 1.000000e+00
func.func @layer_norm_scale_beside_one_stays(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = arith.constant dense<[0.0, 1.0e-6]> : tensor<2xf32>
  %y = norm.layer_norm %x scale(%w : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 {scale_offset = 1.0 : f64} : tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// x + -0.0 is x.
// CHECK-LABEL: func.func @layer_norm_neutral_bias(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x4xf32>, %[[SCALE:[^:]+]]: tensor<4xf32>
// CHECK-NEXT:    norm.layer_norm %[[X]] scale(%[[SCALE]] : tensor<4xf32>) axes = [1]
func.func @layer_norm_neutral_bias(%x: tensor<?x4xf32>, %w: tensor<4xf32>) -> tensor<?x4xf32> {
  %b = arith.constant dense<-0.0> : tensor<4xf32>
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -0.0 + 0.0 is 0.0.
// CHECK-LABEL: func.func @layer_norm_zero_bias_stays(
// CHECK:         norm.layer_norm %{{.+}} bias(
func.func @layer_norm_zero_bias_stays(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %b = arith.constant dense<0.0> : tensor<4xf32>
  %y = norm.layer_norm %x bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @layer_norm_neutral_bias_of_unchecked_size(
// CHECK:         norm.layer_norm %{{.+}} bias(
func.func @layer_norm_neutral_bias_of_unchecked_size(%x: tensor<3x?xf32>) -> tensor<3x?xf32> {
  %b = arith.constant dense<-0.0> : tensor<4xf32>
  %y = norm.layer_norm %x bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x?xf32>
  return %y : tensor<3x?xf32>
}
