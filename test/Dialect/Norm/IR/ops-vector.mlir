// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s

// Every form of division by a norm, and of the statistics under it, is printed
// as it was written, through text, generic text and bytecode.

// CHECK-LABEL: func.func @lp_normalize_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
func.func @lp_normalize_example(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  // CHECK: norm.lp_normalize %[[X]] axes = [1] p = 2.000000e+00 epsilon = 9.9999999999999998E-13 : tensor<3x4xf32>
  %y = norm.lp_normalize %x axes = [1] p = 2.000000e+00 epsilon = 1.000000e-12 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @lp_normalize_example_inf(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4x5xf16>
func.func @lp_normalize_example_inf(%x: tensor<3x4x5xf16>) -> tensor<3x4x5xf16> {
  // CHECK: norm.lp_normalize %[[X]] axes = [0, 2] p = inf epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4x5xf16>
  %y = norm.lp_normalize %x axes = [0, 2] p = inf epsilon = 0.000000e+00 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4x5xf16>
  return %y : tensor<3x4x5xf16>
}

// CHECK-LABEL: func.func @lp_normalize_attributes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
func.func @lp_normalize_attributes(%x: tensor<3x4xf32>) {
  // CHECK: norm.lp_normalize %[[X]] axes = [1] p = 1.000000e+00 epsilon = -0.000000e+00 {accumulator = f32} : tensor<3x4xf32>
  %0 = norm.lp_normalize %x axes = [1] p = 1.0 epsilon = -0.0 {accumulator = f32} : tensor<3x4xf32>
  // CHECK: norm.lp_normalize %[[X]] axes = [1] p = 5.000000e-01 epsilon = 1.000000e+00 {accumulator = f64, note = "kept"} : tensor<3x4xf32>
  %1 = norm.lp_normalize %x axes = [1] p = 0.5 epsilon = 1.0 {accumulator = f64, note = "kept"} : tensor<3x4xf32>
  // CHECK: norm.lp_normalize %[[X]] axes = [1] p = inf epsilon = 1.000000e+00 : tensor<3x4xf32>
  %2 = norm.lp_normalize %x axes = [1] p = 0x7FF0000000000000 epsilon = 1.0 {zero_norm = #norm.zero_norm<nan>} : tensor<3x4xf32>
  // CHECK: norm.lp_normalize %[[X]] axes = [1] p = 4.940660e-324 epsilon = 1.4012984643248171E-45 : tensor<3x4xf32>
  %3 = norm.lp_normalize %x axes = [1] p = 4.9406564584124654E-324 epsilon = 1.401298464324817E-45 : tensor<3x4xf32>
  return
}

// The least epsilon of each type is its smallest denormal.
// CHECK-LABEL: func.func @lp_normalize_least_epsilon(
func.func @lp_normalize_least_epsilon(%a: tensor<4xf64>, %b: tensor<4xbf16>, %c: tensor<4xf16>) {
  // CHECK: norm.lp_normalize {{.*}} epsilon = 4.940660e-324 : tensor<4xf64>
  %0 = norm.lp_normalize %a axes = [0] p = 2.0 epsilon = 4.9406564584124654E-324 : tensor<4xf64>
  // CHECK: norm.lp_normalize {{.*}} epsilon = 9.1835496157991212E-41 : tensor<4xbf16>
  %1 = norm.lp_normalize %b axes = [0] p = 2.0 epsilon = 9.1835496157991212E-41 : tensor<4xbf16>
  // CHECK: norm.lp_normalize {{.*}} epsilon = 5.9604644775390625E-8 : tensor<4xf16>
  %2 = norm.lp_normalize %c axes = [0] p = 2.0 epsilon = 5.9604644775390625E-8 : tensor<4xf16>
  return
}

// The norm has the compute type and the sizes of the kept axes.
// CHECK-LABEL: func.func @lp_normalize_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x?x5xbf16>, %[[Z:[^:]+]]: tensor<?x4xf64>) -> (tensor<?xf32>, tensor<f64>)
func.func @lp_normalize_statistics(%x: tensor<3x?x5xbf16>, %z: tensor<?x4xf64>) -> (tensor<?xf32>, tensor<f64>) {
  // CHECK: norm.lp_normalize %[[X]] axes = [0, 2] p = 3.000000e+00 epsilon = 1.000000e+00 {return_statistics} : tensor<3x?x5xbf16>
  %0:2 = norm.lp_normalize %x axes = [0, 2] p = 3.0 epsilon = 1.0 {return_statistics} : tensor<3x?x5xbf16>
  // CHECK: norm.lp_normalize %[[Z]] axes = [0, 1] p = inf epsilon = 1.000000e+00 {return_statistics} : tensor<?x4xf64>
  %1:2 = norm.lp_normalize %z axes = [0, 1] p = inf epsilon = 1.0 {return_statistics} : tensor<?x4xf64>
  return %0#1, %1#1 : tensor<?xf32>, tensor<f64>
}

// CHECK-LABEL: func.func @weight_norm_example(
// CHECK-SAME:    %[[V:[^:]+]]: tensor<8x3x5x5xf32>, %[[G:[^:]+]]: tensor<8xf32>
func.func @weight_norm_example(%v: tensor<8x3x5x5xf32>, %g: tensor<8xf32>) -> tensor<8x3x5x5xf32> {
  // CHECK: norm.weight_norm %[[V]] scale(%[[G]] : tensor<8xf32>) axis = 0 : tensor<8x3x5x5xf32>
  %w = norm.weight_norm %v scale(%g : tensor<8xf32>) axis = 0 : tensor<8x3x5x5xf32>
  return %w : tensor<8x3x5x5xf32>
}

// CHECK-LABEL: func.func @weight_norm_forms(
// CHECK-SAME:    %[[V:[^:]+]]: tensor<?x?xbf16>, %[[G:[^:]+]]: tensor<?xf64>, %[[ONE:[^:]+]]: tensor<f32>, %[[U:[^:]+]]: tensor<3xf32>
func.func @weight_norm_forms(%v: tensor<?x?xbf16>, %g: tensor<?xf64>, %one: tensor<f32>, %u: tensor<3xf32>) {
  // CHECK: norm.weight_norm %[[V]] scale(%[[G]] : tensor<?xf64>) axis = 1 : tensor<?x?xbf16>
  %0 = norm.weight_norm %v scale(%g : tensor<?xf64>) axis = 1 : tensor<?x?xbf16>
  // CHECK: norm.weight_norm %[[V]] scale(%[[ONE]] : tensor<f32>) {accumulator = f32} : tensor<?x?xbf16>
  %1 = norm.weight_norm %v scale(%one : tensor<f32>) {accumulator = f32} : tensor<?x?xbf16>
  // CHECK: norm.weight_norm %[[U]] scale(%[[ONE]] : tensor<f32>) : tensor<3xf32>
  %2 = norm.weight_norm %u scale(%one : tensor<f32>) : tensor<3xf32>
  // CHECK: norm.weight_norm %[[U]] scale(%[[U]] : tensor<3xf32>) axis = 0 : tensor<3xf32>
  %3 = norm.weight_norm %u scale(%u : tensor<3xf32>) axis = 0 : tensor<3xf32>
  return
}

// CHECK-LABEL: func.func @stats_power_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>)
func.func @stats_power_example(%x: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>) {
  // CHECK: norm.stats <abs_power_sum> %[[X]] axes = [1] {p = 3.000000e+00 : f64} : tensor<3x4xf32>
  %scale, %sum = norm.stats <abs_power_sum> %x axes = [1] {p = 3.000000e+00 : f64} : tensor<3x4xf32>
  return %scale, %sum : tensor<3xf64>, tensor<3xf64>
}

// CHECK-LABEL: func.func @stats_magnitudes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x?xf16>) -> (tensor<?xf64>, tensor<3xf64>)
func.func @stats_magnitudes(%x: tensor<3x?xf16>) -> (tensor<?xf64>, tensor<3xf64>) {
  // CHECK: norm.stats <abs_sum> %[[X]] axes = [0] {accumulator = f32} : tensor<3x?xf16>
  %0 = norm.stats <abs_sum> %x axes = [0] {accumulator = f32} : tensor<3x?xf16>
  // CHECK: norm.stats <abs_max> %[[X]] axes = [1] : tensor<3x?xf16>
  %1 = norm.stats <abs_max> %x axes = [1] : tensor<3x?xf16>
  // CHECK: norm.stats <abs_power_sum> %[[X]] axes = [0, 1] {accumulator = f64, p = 5.000000e-01 : f64} : tensor<3x?xf16>
  %2:2 = norm.stats <abs_power_sum> %x axes = [0, 1] {accumulator = f64, p = 0.5 : f64} : tensor<3x?xf16>
  return %0, %1 : tensor<?xf64>, tensor<3xf64>
}
