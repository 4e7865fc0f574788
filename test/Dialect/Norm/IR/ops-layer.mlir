// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s
// RUN: norm-opt %s -norm-generalize -convert-norm-to-linalg -canonicalize | FileCheck %s --check-prefix=LOWERED

// Every form of layer and RMS normalization is printed as it was written,
// through text, generic text and bytecode. All of them lower to linalg:
// nothing but norm.require is left.
// LOWERED-NOT: = norm.

// CHECK-LABEL: func.func @layer_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[W:[^:]+]]: tensor<4xf32>, %[[B:[^:]+]]: tensor<4xf32>
func.func @layer_norm_example(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<3x4xf32> {
  // CHECK: norm.layer_norm %[[X]] scale(%[[W]] : tensor<4xf32>) bias(%[[B]] : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @layer_norm_operands(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[W:[^:]+]]: tensor<4xf32>, %[[B:[^:]+]]: tensor<4xf64>
func.func @layer_norm_operands(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %b: tensor<4xf64>) {
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  %0 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  // CHECK: norm.layer_norm %[[X]] scale(%[[W]] : tensor<4xf32>) axes = [1] epsilon = 0.000000e+00 : tensor<3x4xf32>
  %1 = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 0.000000e+00 : tensor<3x4xf32>
  // CHECK: norm.layer_norm %[[X]] bias(%[[B]] : tensor<4xf64>) axes = [1] epsilon = 2.500000e-01 : tensor<3x4xf32>
  %2 = norm.layer_norm %x bias(%b : tensor<4xf64>) axes = [1] epsilon = 2.500000e-01 : tensor<3x4xf32>
  return
}

// CHECK-LABEL: func.func @layer_norm_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf16>, %[[W:[^:]+]]: tensor<4xf16>
func.func @layer_norm_attributes(%x: tensor<3x4xf16>, %w: tensor<4xf16>) {
  // CHECK: norm.layer_norm %[[X]] scale(%[[W]] : tensor<4xf16>) axes = [1] epsilon = 1.000000e-05 {scale_offset = 1.000000e+00 : f64} : tensor<3x4xf16>
  %0 = norm.layer_norm %x scale(%w : tensor<4xf16>) axes = [1] epsilon = 1.000000e-05 {scale_offset = 1.000000e+00 : f64} : tensor<3x4xf16>
  // CHECK: norm.layer_norm %[[X]] scale(%[[W]] : tensor<4xf16>) axes = [1] epsilon = 1.000000e-05 {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
  %1 = norm.layer_norm %x scale(%w : tensor<4xf16>) axes = [1] epsilon = 1.000000e-05 {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xf16>
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 {estimator = #norm.estimator<shifted>} : tensor<3x4xf16>
  %2 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {estimator = #norm.estimator<shifted>} : tensor<3x4xf16>
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf16>
  %3 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf16>
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 {accumulator = f64} : tensor<3x4xf16>
  %4 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {accumulator = f64} : tensor<3x4xf16>
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 {note = "kept"} : tensor<3x4xf16>
  %5 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {note = "kept"} : tensor<3x4xf16>
  return
}

// What is equal to the default is not printed.
// CHECK-LABEL: func.func @layer_norm_defaults(
func.func @layer_norm_defaults(%x: tensor<3x4xf32>, %w: tensor<4xf32>) -> tensor<3x4xf32> {
  // CHECK: norm.layer_norm %{{.+}} scale(%{{.+}} : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xf32>
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 {cast_point = #norm.cast_point<result>, scale_offset = 0.0 : f64} : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// Statistics have the compute type and the sizes of the kept axes.
// CHECK-LABEL: func.func @layer_norm_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>,
// CHECK-SAME:    %[[Z:[^:]+]]: tensor<?x4x?xf64>) -> (tensor<3x4xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<?x?xf64>
func.func @layer_norm_statistics(%x: tensor<3x4xbf16>, %z: tensor<?x4x?xf64>) -> (tensor<3x4xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<?x?xf64>) {
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 {return_statistics} : tensor<3x4xbf16>
  %0:3 = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {return_statistics} : tensor<3x4xbf16>
  // CHECK: norm.layer_norm %[[Z]] axes = [1] epsilon = 1.000000e-05 {estimator = #norm.estimator<two_pass>, return_statistics} : tensor<?x4x?xf64>
  %1:3 = norm.layer_norm %z axes = [1] epsilon = 1.000000e-05 {estimator = #norm.estimator<two_pass>, return_statistics} : tensor<?x4x?xf64>
  return %0#0, %0#1, %0#2, %1#2 : tensor<3x4xbf16>, tensor<3xf32>, tensor<3xf32>, tensor<?x?xf64>
}

// CHECK-LABEL: func.func @layer_norm_element_types(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<4xf64>, %[[B:[^:]+]]: tensor<4xf32>, %[[C:[^:]+]]: tensor<4xbf16>,
// CHECK-SAME:    %[[D:[^:]+]]: tensor<4xf16>
func.func @layer_norm_element_types(%a: tensor<4xf64>, %b: tensor<4xf32>, %c: tensor<4xbf16>, %d: tensor<4xf16>) {
  // CHECK: norm.layer_norm %[[A]] scale(%[[A]] : tensor<4xf64>) axes = [0] epsilon = 1.000000e-05 : tensor<4xf64>
  %0 = norm.layer_norm %a scale(%a : tensor<4xf64>) axes = [0] epsilon = 1.000000e-05 : tensor<4xf64>
  // CHECK: norm.layer_norm %[[B]] scale(%[[A]] : tensor<4xf64>) bias(%[[B]] : tensor<4xf32>) axes = [0] epsilon = 1.000000e-05 : tensor<4xf32>
  %1 = norm.layer_norm %b scale(%a : tensor<4xf64>) bias(%b : tensor<4xf32>) axes = [0] epsilon = 1.000000e-05 : tensor<4xf32>
  // CHECK: norm.layer_norm %[[C]] scale(%[[B]] : tensor<4xf32>) bias(%[[C]] : tensor<4xbf16>) axes = [0] epsilon = 1.000000e-05 : tensor<4xbf16>
  %2 = norm.layer_norm %c scale(%b : tensor<4xf32>) bias(%c : tensor<4xbf16>) axes = [0] epsilon = 1.000000e-05 : tensor<4xbf16>
  // CHECK: norm.layer_norm %[[D]] scale(%[[D]] : tensor<4xf16>) bias(%[[A]] : tensor<4xf64>) axes = [0] epsilon = 1.000000e-05 : tensor<4xf16>
  %3 = norm.layer_norm %d scale(%d : tensor<4xf16>) bias(%a : tensor<4xf64>) axes = [0] epsilon = 1.000000e-05 : tensor<4xf16>
  return
}

// Axes need be neither the last ones nor adjacent; sizes may be dynamic, 0 or 1.
// CHECK-LABEL: func.func @layer_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<?xf32>, %[[B:[^:]+]]: tensor<2x3x?x5xf32>, %[[S:[^:]+]]: tensor<3xf32>,
// CHECK-SAME:    %[[C:[^:]+]]: tensor<1x0x3x4x5x?xf32>, %[[T:[^:]+]]: tensor<1x3x?xf32>, %[[U:[^:]+]]: tensor<?xf32>
func.func @layer_norm_shapes(%a: tensor<?xf32>, %b: tensor<2x3x?x5xf32>, %s: tensor<3xf32>, %c: tensor<1x0x3x4x5x?xf32>, %t: tensor<1x3x?xf32>, %u: tensor<?xf32>) {
  // CHECK: norm.layer_norm %[[A]] axes = [0] epsilon = 1.000000e-05 : tensor<?xf32>
  %0 = norm.layer_norm %a axes = [0] epsilon = 1.000000e-05 : tensor<?xf32>
  // CHECK: norm.layer_norm %[[B]] scale(%[[S]] : tensor<3xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<2x3x?x5xf32>
  %1 = norm.layer_norm %b scale(%s : tensor<3xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<2x3x?x5xf32>
  // CHECK: norm.layer_norm %[[B]] scale(%[[U]] : tensor<?xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<2x3x?x5xf32>
  %2 = norm.layer_norm %b scale(%u : tensor<?xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<2x3x?x5xf32>
  // CHECK: norm.layer_norm %[[C]] scale(%[[T]] : tensor<1x3x?xf32>) bias(%[[T]] : tensor<1x3x?xf32>) axes = [0, 2, 5] epsilon = 1.000000e-05 : tensor<1x0x3x4x5x?xf32>
  %3 = norm.layer_norm %c scale(%t : tensor<1x3x?xf32>) bias(%t : tensor<1x3x?xf32>) axes = [0, 2, 5] epsilon = 1.000000e-05 : tensor<1x0x3x4x5x?xf32>
  // CHECK: norm.layer_norm %[[C]] axes = [0, 1, 2, 3, 4, 5] epsilon = 1.000000e-05 {return_statistics} : tensor<1x0x3x4x5x?xf32>
  %4:3 = norm.layer_norm %c axes = [0, 1, 2, 3, 4, 5] epsilon = 1.000000e-05 {return_statistics} : tensor<1x0x3x4x5x?xf32>
  return
}

// CHECK-LABEL: func.func @rms_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>, %[[W:[^:]+]]: tensor<4xf32>
func.func @rms_norm_example(%x: tensor<3x4xbf16>, %w: tensor<4xf32>) -> tensor<3x4xbf16> {
  // CHECK: norm.rms_norm %[[X]] scale(%[[W]] : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xbf16>
  %y = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// CHECK-LABEL: func.func @rms_norm_operands_and_epsilon(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[W:[^:]+]]: tensor<4xf32>
func.func @rms_norm_operands_and_epsilon(%x: tensor<3x4xf32>, %w: tensor<4xf32>) {
  // CHECK: norm.rms_norm %[[X]] axes = [1] : tensor<3x4xf32>
  %0 = norm.rms_norm %x axes = [1] : tensor<3x4xf32>
  // CHECK: norm.rms_norm %[[X]] axes = [1] epsilon = 0.000000e+00 : tensor<3x4xf32>
  %1 = norm.rms_norm %x axes = [1] epsilon = 0.000000e+00 : tensor<3x4xf32>
  // CHECK: norm.rms_norm %[[X]] scale(%[[W]] : tensor<4xf32>) axes = [1] : tensor<3x4xf32>
  %2 = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] : tensor<3x4xf32>
  return
}

// CHECK-LABEL: func.func @rms_norm_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>, %[[W:[^:]+]]: tensor<4xbf16>
func.func @rms_norm_attributes(%x: tensor<3x4xbf16>, %w: tensor<4xbf16>) {
  // CHECK: norm.rms_norm %[[X]] scale(%[[W]] : tensor<4xbf16>) axes = [1] {scale_offset = 1.000000e+00 : f64} : tensor<3x4xbf16>
  %0 = norm.rms_norm %x scale(%w : tensor<4xbf16>) axes = [1] {scale_offset = 1.000000e+00 : f64} : tensor<3x4xbf16>
  // CHECK: norm.rms_norm %[[X]] scale(%[[W]] : tensor<4xbf16>) axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xbf16>
  %1 = norm.rms_norm %x scale(%w : tensor<4xbf16>) axes = [1] {cast_point = #norm.cast_point<before_scale>} : tensor<3x4xbf16>
  // CHECK: norm.rms_norm %[[X]] axes = [1] epsilon = 9.9999999999999995E-7 {accumulator = f32} : tensor<3x4xbf16>
  %2 = norm.rms_norm %x axes = [1] epsilon = 1.000000e-06 {accumulator = f32} : tensor<3x4xbf16>
  // CHECK: norm.rms_norm %[[X]] axes = [1] {accumulator = f64} : tensor<3x4xbf16>
  %3 = norm.rms_norm %x axes = [1] {accumulator = f64} : tensor<3x4xbf16>
  return
}

// CHECK-LABEL: func.func @rms_norm_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf16>, %[[Z:[^:]+]]: tensor<?x2xf64>) -> (tensor<3xf32>, tensor<f64>
func.func @rms_norm_statistics(%x: tensor<3x4xf16>, %z: tensor<?x2xf64>) -> (tensor<3xf32>, tensor<f64>) {
  // CHECK: norm.rms_norm %[[X]] axes = [1] {return_statistics} : tensor<3x4xf16>
  %0:2 = norm.rms_norm %x axes = [1] {return_statistics} : tensor<3x4xf16>
  // CHECK: norm.rms_norm %[[Z]] axes = [0, 1] {return_statistics} : tensor<?x2xf64>
  %1:2 = norm.rms_norm %z axes = [0, 1] {return_statistics} : tensor<?x2xf64>
  return %0#1, %1#1 : tensor<3xf32>, tensor<f64>
}

// CHECK-LABEL: func.func @rms_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<5xf64>, %[[B:[^:]+]]: tensor<2x?x4x5x6xf32>, %[[S:[^:]+]]: tensor<?x6xf64>
func.func @rms_norm_shapes(%a: tensor<5xf64>, %b: tensor<2x?x4x5x6xf32>, %s: tensor<?x6xf64>) {
  // CHECK: norm.rms_norm %[[A]] scale(%[[A]] : tensor<5xf64>) axes = [0] : tensor<5xf64>
  %0 = norm.rms_norm %a scale(%a : tensor<5xf64>) axes = [0] : tensor<5xf64>
  // CHECK: norm.rms_norm %[[B]] scale(%[[S]] : tensor<?x6xf64>) axes = [1, 4] : tensor<2x?x4x5x6xf32>
  %1 = norm.rms_norm %b scale(%s : tensor<?x6xf64>) axes = [1, 4] : tensor<2x?x4x5x6xf32>
  return
}

// Mean-variance normalization.
// CHECK-LABEL: func.func @layer_norm_epsilon_mode(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>
func.func @layer_norm_epsilon_mode(%x: tensor<2x3x4x5xf32>) {
  // CHECK: norm.layer_norm %[[X]] axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x3x4x5xf32>
  %y = norm.layer_norm %x axes = [0, 2, 3] epsilon = 1.000000e-09 {epsilon_mode = #norm.epsilon_mode<outside_sqrt>} : tensor<2x3x4x5xf32>
  // CHECK: norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 : tensor<2x3x4x5xf32>
  %z = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 {epsilon_mode = #norm.epsilon_mode<inside_sqrt>} : tensor<2x3x4x5xf32>
  return
}
