// RUN: norm-opt %s | FileCheck %s
// RUN: norm-opt %s | norm-opt -mlir-print-op-generic | norm-opt | FileCheck %s
// RUN: norm-opt %s -emit-bytecode | norm-opt | FileCheck %s

// Every form of local response normalization, and of the statistics of windows
// under it, is printed as it was written, through text, generic text and
// bytecode.

// CHECK-LABEL: func.func @local_response_norm_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4x4xf32>
func.func @local_response_norm_example(%x: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf32> {
  // CHECK: norm.local_response_norm %[[X]] channel_axis = 1 size = 5 alpha = 1.000000e-04 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x8x4x4xf32>
  %y = norm.local_response_norm %x channel_axis = 1 size = 5 alpha = 1.000000e-04 beta = 7.500000e-01 k = 1.000000e+00 : tensor<2x8x4x4xf32>
  return %y : tensor<2x8x4x4xf32>
}

// What is equal to the default is not printed.
// CHECK-LABEL: func.func @local_response_norm_window(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4x4xf32>
func.func @local_response_norm_window(%x: tensor<2x8x4x4xf32>) {
  // CHECK: norm.local_response_norm %[[X]] channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 5.000000e-01 k = 0.000000e+00 {window = #norm.window<onnx>} : tensor<2x8x4x4xf32>
  %0 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.5 k = 0.0 {window = #norm.window<onnx>} : tensor<2x8x4x4xf32>
  // CHECK: norm.local_response_norm %[[X]] channel_axis = 1 size = 4 alpha = 1.000000e+00 beta = 5.000000e-01 k = 0.000000e+00 : tensor<2x8x4x4xf32>
  %1 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = 1.0 beta = 0.5 k = 0.0 {window = #norm.window<torch>} : tensor<2x8x4x4xf32>
  // CHECK: norm.local_response_norm %[[X]] channel_axis = 1 size = 4 alpha = -1.000000e+00 beta = -5.000000e-01 k = -2.000000e+00 {note = "kept"} : tensor<2x8x4x4xf32>
  %2 = norm.local_response_norm %x channel_axis = 1 size = 4 alpha = -1.0 beta = -0.5 k = -2.0 {note = "kept"} : tensor<2x8x4x4xf32>
  return
}

// Any rank from 3, any channel, any size of the window, dynamic sizes and 0.
// CHECK-LABEL: func.func @local_response_norm_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<?x?x?xf64>, %[[B:[^:]+]]: tensor<2x0x4xbf16>, %[[C:[^:]+]]: tensor<1x2x?x4x5x6xf16>
func.func @local_response_norm_shapes(%a: tensor<?x?x?xf64>, %b: tensor<2x0x4xbf16>, %c: tensor<1x2x?x4x5x6xf16>) {
  // CHECK: norm.local_response_norm %[[A]] channel_axis = 0 size = 1 {{.*}} : tensor<?x?x?xf64>
  %0 = norm.local_response_norm %a channel_axis = 0 size = 1 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<?x?x?xf64>
  // CHECK: norm.local_response_norm %[[B]] channel_axis = 1 size = 9223372036854775807 {{.*}} : tensor<2x0x4xbf16>
  %1 = norm.local_response_norm %b channel_axis = 1 size = 9223372036854775807 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<2x0x4xbf16>
  // CHECK: norm.local_response_norm %[[C]] channel_axis = 5 size = 2 {{.*}} : tensor<1x2x?x4x5x6xf16>
  %2 = norm.local_response_norm %c channel_axis = 5 size = 2 alpha = 1.0 beta = 0.5 k = 1.0 : tensor<1x2x?x4x5x6xf16>
  return
}

// CHECK-LABEL: func.func @window_stats_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf64>
func.func @window_stats_example(%x: tensor<2x8x4x4xf32>) -> tensor<2x8x4x4xf64> {
  // CHECK: norm.window_stats %[[X]] axis = 1 before = 2 after = 2 : tensor<2x8x4x4xf32>
  %m2 = norm.window_stats %x axis = 1 before = 2 after = 2 : tensor<2x8x4x4xf32>
  return %m2 : tensor<2x8x4x4xf64>
}

// CHECK-LABEL: func.func @window_stats_shapes(
// CHECK-SAME:    %[[A:[^:]+]]: tensor<?xbf16>, %[[B:[^:]+]]: tensor<0x?x3xf64>) -> (tensor<?xf64>, tensor<0x?x3xf64>)
func.func @window_stats_shapes(%a: tensor<?xbf16>, %b: tensor<0x?x3xf64>) -> (tensor<?xf64>, tensor<0x?x3xf64>) {
  // CHECK: norm.window_stats %[[A]] axis = 0 before = 0 after = 0 : tensor<?xbf16>
  %0 = norm.window_stats %a axis = 0 before = 0 after = 0 : tensor<?xbf16>
  // CHECK: norm.window_stats %[[B]] axis = 2 before = 0 after = 9223372036854775806 : tensor<0x?x3xf64>
  %1 = norm.window_stats %b axis = 2 before = 0 after = 9223372036854775806 : tensor<0x?x3xf64>
  return %0, %1 : tensor<?xf64>, tensor<0x?x3xf64>
}

// CHECK-LABEL: func.func @window_stats_accumulators(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x?xbf16>
func.func @window_stats_accumulators(%x: tensor<2x?xbf16>) -> (tensor<2x?xf32>, tensor<2x?xf32>, tensor<2x?xf64>) {
  // CHECK: %{{.+}}, %{{.+}} = norm.window_stats %[[X]] axis = 1 before = 2 after = 2 {accumulator = f32} : tensor<2x?xbf16>
  %m2, %scaled = norm.window_stats %x axis = 1 before = 2 after = 2 {accumulator = f32} : tensor<2x?xbf16>
  // CHECK: %{{.+}} = norm.window_stats %[[X]] axis = 1 before = 2 after = 2 {accumulator = f64} : tensor<2x?xbf16>
  %wide = norm.window_stats %x axis = 1 before = 2 after = 2 {accumulator = f64} : tensor<2x?xbf16>
  return %m2, %scaled, %wide : tensor<2x?xf32>, tensor<2x?xf32>, tensor<2x?xf64>
}

// CHECK-LABEL: func.func @window_stats_narrow_example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4x4xf32>
func.func @window_stats_narrow_example(%x: tensor<2x8x4x4xf32>) -> (tensor<2x8x4x4xf32>, tensor<2x8x4x4xf32>) {
  // CHECK: %{{.+}}, %{{.+}} = norm.window_stats %[[X]] axis = 1 before = 2 after = 2 {accumulator = f32} : tensor<2x8x4x4xf32>
  %m2, %scaled = norm.window_stats %x axis = 1 before = 2 after = 2 {accumulator = f32} : tensor<2x8x4x4xf32>
  return %m2, %scaled : tensor<2x8x4x4xf32>, tensor<2x8x4x4xf32>
}
