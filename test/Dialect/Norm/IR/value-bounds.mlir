// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file | FileCheck %s

// Upstream's transform.structured.pad asks for constant bounds of sizes, and finds them
// on the far side of norms: results are as long as operands, and groups as many as stated.

// CHECK-LABEL: func.func @named(
// CHECK:         linalg.exp ins(%{{.+}} : tensor<4x6xf32>)
func.func @named(%x: tensor<8x6xf32>, %w: tensor<3xf32>, %n: index) -> tensor<?x6xf32> {
  %m = affine.min affine_map<(d0) -> (d0, 4)>(%n)
  %0 = tensor.extract_slice %x[0, 0] [%m, 6] [1, 1] : tensor<8x6xf32> to tensor<?x6xf32>
  %1 = norm.layer_norm %0 axes = [1] epsilon = 1.0e-5 : tensor<?x6xf32>
  %2 = norm.rms_norm %1 axes = [1] : tensor<?x6xf32>
  %3 = norm.group_norm %2 num_groups = 3 channel_axis = 1 axes = [] epsilon = 1.0e-5 : tensor<?x6xf32>
  %4 = norm.lp_normalize %3 axes = [1] p = 2.0 epsilon = 1.0 : tensor<?x6xf32>
  %5 = linalg.exp ins(%4 : tensor<?x6xf32>) outs(%4 : tensor<?x6xf32>) -> tensor<?x6xf32>
  return %5 : tensor<?x6xf32>
}

// CHECK-LABEL: func.func @statistics(
// CHECK:         linalg.exp ins(%{{.+}} : tensor<4x3xf32>)
func.func @statistics(%x: tensor<8x6x5xf32>, %n: index) -> tensor<?x3xf32> {
  %m = affine.min affine_map<(d0) -> (d0, 4)>(%n)
  %0 = tensor.extract_slice %x[0, 0, 0] [%m, 6, 5] [1, 1, 1] : tensor<8x6x5xf32> to tensor<?x6x5xf32>
  %y, %mean, %rstd = norm.group_norm %0 num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.0e-5 {return_statistics} : tensor<?x6x5xf32>
  %1 = linalg.exp ins(%rstd : tensor<?x3xf32>) outs(%rstd : tensor<?x3xf32>) -> tensor<?x3xf32>
  return %1 : tensor<?x3xf32>
}

// CHECK-LABEL: func.func @kernel(
// CHECK:         linalg.exp ins(%{{.+}} : tensor<4x6xf32>)
func.func @kernel(%x: tensor<8x6xf32>, %n: index) -> tensor<?x6xf32> {
  %m = affine.min affine_map<(d0) -> (d0, 4)>(%n)
  %0 = tensor.extract_slice %x[0, 0] [%m, 6] [1, 1] : tensor<8x6xf32> to tensor<?x6xf32>
  %init = tensor.empty(%m) : tensor<?x6xf32>
  %1 = norm.kernel sizes = [%m, 6] ins(%0 : tensor<?x6xf32>) outs(%init : tensor<?x6xf32>) maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  } -> tensor<?x6xf32>
  %2 = linalg.exp ins(%1 : tensor<?x6xf32>) outs(%1 : tensor<?x6xf32>) -> tensor<?x6xf32>
  return %2 : tensor<?x6xf32>
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %padded, %pad, %copy = transform.structured.pad %exp {padding_values = [0.0 : f32, 0.0 : f32], padding_dimensions = [0]} : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// CHECK-LABEL: func.func @core(
// CHECK:         linalg.exp ins(%{{.+}} : tensor<4xf64>)
func.func @core(%x: tensor<8x6xf32>, %c: tensor<3xi64>, %n: index) -> tensor<?xf64> {
  %m = affine.min affine_map<(d0) -> (d0, 4)>(%n)
  %0 = tensor.extract_slice %x[0, 0] [%m, 6] [1, 1] : tensor<8x6xf32> to tensor<?x6xf32>
  %s = norm.stats <second_moment> %0 axes = [1] : tensor<?x6xf32>
  %1 = norm.apply %0 rstd(%s : tensor<?xf64>) statistics_axes = [0] affine_axes = [] : tensor<?x6xf32>
  %2 = norm.window_stats %1 axis = 1 before = 1 after = 1 : tensor<?x6xf32>
  %3 = tensor.extract_slice %2[0, 0] [%m, 3] [1, 1] : tensor<?x6xf64> to tensor<?x3xf64>
  %mean, %m2, %count = norm.merge_stats %3, %3 counts(%c : tensor<3xi64>) axis = 1 : tensor<?x3xf64>
  %4 = linalg.exp ins(%m2 : tensor<?xf64>) outs(%m2 : tensor<?xf64>) -> tensor<?xf64>
  return %4 : tensor<?xf64>
}

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %padded, %pad, %copy = transform.structured.pad %exp {padding_values = [0.0 : f64, 0.0 : f64], padding_dimensions = [0]} : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}
