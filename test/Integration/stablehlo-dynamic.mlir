// StableHLO of unknown sizes, as JAX and torch-mlir write it: executed, and refused where the sizes do not fit.
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm -o %t.mlir
// RUN: norm-runner %t.mlir --all --verify | FileCheck %s
// RUN: not norm-runner %t.mlir --entry=layer_norm --input=normal@3x0 --input=normal@0 2>&1 | FileCheck %s --check-prefix=ASSERTION
// RUN: not norm-runner %t.mlir --entry=layer_norm --input=normal@3x5 --input=normal@4 2>&1 | FileCheck %s --check-prefix=INCONSISTENT
// RUN: not norm-runner %t.mlir --entry=unknown --input=normal@3x5 --input=normal@1 2>&1 | FileCheck %s --check-prefix=UNKNOWN

// CHECK: 4 passed, 0 failed
// ASSERTION: Expected value >= 1 for dimension variable 'n'; got 0
// INCONSISTENT: Found inconsistency between dimension size args[1].shape[0] (= 4) and the specification 'n' (= 5)
// UNKNOWN: expects an operand of size 5 along dimension 0 to be broadcast to that size; got 1

// Layer normalization by jax.export with symbolic sizes; the variance is a function of its own.
func.func public @layer_norm(%x: tensor<?x?xf32> {norm.input = "normal:100,1@7x31"}, %w: tensor<?xf32> {norm.input = "normal@31"}) -> tensor<?x?xf32> {
  %one = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
  %a = "stablehlo.get_dimension_size"(%x) <{dimension = 0 : i64}> : (tensor<?x?xf32>) -> tensor<i32>
  %n = "stablehlo.get_dimension_size"(%x) <{dimension = 1 : i64}> : (tensor<?x?xf32>) -> tensor<i32>
  %0 = "stablehlo.compare"(%n, %one) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
  "stablehlo.custom_call"(%0, %n) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Expected value >= 1 for dimension variable 'n'; got {0}"} : (tensor<i1>, tensor<i32>) -> ()
  %1 = "stablehlo.get_dimension_size"(%w) <{dimension = 0 : i64}> : (tensor<?xf32>) -> tensor<i32>
  %2 = "stablehlo.compare"(%1, %n) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
  "stablehlo.custom_call"(%2, %1, %n) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Found inconsistency between dimension size args[1].shape[0] (= {0}) and the specification 'n' (= {1})"} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
  %unit = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %epsilon = "stablehlo.constant"() <{value = dense<1.0e-05> : tensor<f32>}> : () -> tensor<f32>
  %count = "stablehlo.convert"(%n) : (tensor<i32>) -> tensor<f32>
  %3 = "stablehlo.reshape"(%a) : (tensor<i32>) -> tensor<1xi32>
  %4 = "stablehlo.reshape"(%n) : (tensor<i32>) -> tensor<1xi32>
  %kept = "stablehlo.concatenate"(%3, %unit) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %whole = "stablehlo.concatenate"(%3, %4) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %5 = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%p: tensor<f32>, %q: tensor<f32>):
    %19 = "stablehlo.add"(%p, %q) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%19) : (tensor<f32>) -> ()
  }) : (tensor<?x?xf32>, tensor<f32>) -> tensor<?xf32>
  %6 = "stablehlo.dynamic_broadcast_in_dim"(%5, %kept) <{broadcast_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<2xi32>) -> tensor<?x1xf32>
  %7 = "stablehlo.dynamic_broadcast_in_dim"(%count, %kept) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x1xf32>
  %8 = "stablehlo.divide"(%6, %7) : (tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  %9 = "stablehlo.dynamic_broadcast_in_dim"(%8, %whole) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x1xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  %10 = "stablehlo.subtract"(%x, %9) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  %11 = func.call @variance(%a, %n, %10) : (tensor<i32>, tensor<i32>, tensor<?x?xf32>) -> tensor<?x1xf32>
  %12 = "stablehlo.dynamic_broadcast_in_dim"(%epsilon, %kept) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x1xf32>
  %13 = "stablehlo.add"(%11, %12) : (tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  %14 = "stablehlo.rsqrt"(%13) : (tensor<?x1xf32>) -> tensor<?x1xf32>
  %15 = "stablehlo.dynamic_broadcast_in_dim"(%14, %whole) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x1xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  %16 = "stablehlo.multiply"(%10, %15) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  %17 = "stablehlo.dynamic_broadcast_in_dim"(%w, %whole) <{broadcast_dimensions = array<i64: 1>}> : (tensor<?xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  %18 = "stablehlo.multiply"(%16, %17) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %18 : tensor<?x?xf32>
}
func.func private @variance(%a: tensor<i32>, %n: tensor<i32>, %x: tensor<?x?xf32>) -> tensor<?x1xf32> {
  %unit = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %none = "stablehlo.constant"() <{value = dense<0x7FC00000> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reshape"(%a) : (tensor<i32>) -> tensor<1xi32>
  %kept = "stablehlo.concatenate"(%0, %unit) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %count = "stablehlo.convert"(%n) : (tensor<i32>) -> tensor<f32>
  %1 = "chlo.square"(%x) : (tensor<?x?xf32>) -> tensor<?x?xf32>
  %2 = "stablehlo.reduce"(%1, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%p: tensor<f32>, %q: tensor<f32>):
    %9 = "stablehlo.add"(%p, %q) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%9) : (tensor<f32>) -> ()
  }) : (tensor<?x?xf32>, tensor<f32>) -> tensor<?xf32>
  %3 = "stablehlo.dynamic_broadcast_in_dim"(%2, %kept) <{broadcast_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<2xi32>) -> tensor<?x1xf32>
  %4 = "stablehlo.dynamic_broadcast_in_dim"(%count, %kept) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x1xf32>
  %5 = "stablehlo.divide"(%3, %4) : (tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  %6 = "stablehlo.compare"(%count, %zero) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
  %7 = "stablehlo.dynamic_broadcast_in_dim"(%none, %kept) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x1xf32>
  %8 = "stablehlo.select"(%6, %5, %7) : (tensor<i1>, tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  return %8 : tensor<?x1xf32>
}

// Nothing says whether %w is repeated.
func.func @unknown(%x: tensor<?x?xf32> {norm.input = "normal@3x5"}, %w: tensor<?xf32> {norm.input = "normal@5"}) -> tensor<?x?xf32> {
  %0 = shape.shape_of %x : tensor<?x?xf32> -> tensor<2xindex>
  %1 = "stablehlo.dynamic_broadcast_in_dim"(%w, %0) <{broadcast_dimensions = array<i64: 1>}> : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  %2 = "stablehlo.multiply"(%x, %1) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %2 : tensor<?x?xf32>
}

// Group statistics in a view of channels, sizes of both kinds; a size as a number.
func.func @groups(%x: tensor<?x6x?xf32> {norm.input = "normal@5x6x7"}) -> (tensor<?x6x?xf32>, tensor<f32>) {
  %three = "stablehlo.constant"() <{value = dense<3> : tensor<1xi32>}> : () -> tensor<1xi32>
  %two = "stablehlo.constant"() <{value = dense<2> : tensor<1xi32>}> : () -> tensor<1xi32>
  %six = "stablehlo.constant"() <{value = dense<6> : tensor<1xi32>}> : () -> tensor<1xi32>
  %low = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
  %a = "stablehlo.get_dimension_size"(%x) <{dimension = 0 : i64}> : (tensor<?x6x?xf32>) -> tensor<i32>
  %m = "stablehlo.get_dimension_size"(%x) <{dimension = 2 : i64}> : (tensor<?x6x?xf32>) -> tensor<i32>
  %0 = "stablehlo.reshape"(%a) : (tensor<i32>) -> tensor<1xi32>
  %1 = "stablehlo.reshape"(%m) : (tensor<i32>) -> tensor<1xi32>
  %2 = "stablehlo.concatenate"(%0, %three, %two, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
  %3 = "stablehlo.dynamic_reshape"(%x, %2) : (tensor<?x6x?xf32>, tensor<4xi32>) -> tensor<?x3x2x?xf32>
  %4 = "stablehlo.reduce"(%3, %low) <{dimensions = array<i64: 2, 3>}> ({
  ^bb0(%p: tensor<f32>, %q: tensor<f32>):
    %11 = "stablehlo.maximum"(%p, %q) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%11) : (tensor<f32>) -> ()
  }) : (tensor<?x3x2x?xf32>, tensor<f32>) -> tensor<?x3xf32>
  %5 = "stablehlo.dynamic_broadcast_in_dim"(%4, %2) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x3xf32>, tensor<4xi32>) -> tensor<?x3x2x?xf32>
  %6 = "stablehlo.divide"(%3, %5) : (tensor<?x3x2x?xf32>, tensor<?x3x2x?xf32>) -> tensor<?x3x2x?xf32>
  %7 = "stablehlo.concatenate"(%0, %six, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
  %8 = "stablehlo.dynamic_reshape"(%6, %7) : (tensor<?x3x2x?xf32>, tensor<3xi32>) -> tensor<?x6x?xf32>
  %9 = "stablehlo.multiply"(%a, %m) : (tensor<i32>, tensor<i32>) -> tensor<i32>
  %10 = "stablehlo.convert"(%9) : (tensor<i32>) -> tensor<f32>
  return %8, %10 : tensor<?x6x?xf32>, tensor<f32>
}

// A pool over a dim of unknown size, and every second element of another.
func.func @windows(%x: tensor<?x?xf32> {norm.input = "normal@5x13"}) -> (tensor<?x?xf32>, tensor<2x3xf32>) {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce_window"(%x, %zero) <{window_dimensions = array<i64: 1, 3>, window_strides = array<i64: 1, 2>, padding = dense<[[0, 0], [1, 1]]> : tensor<2x2xi64>}> ({
  ^bb0(%p: tensor<f32>, %q: tensor<f32>):
    %2 = "stablehlo.add"(%p, %q) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%2) : (tensor<f32>) -> ()
  }) : (tensor<?x?xf32>, tensor<f32>) -> tensor<?x?xf32>
  %1 = "stablehlo.slice"(%x) <{start_indices = array<i64: 0, 1>, limit_indices = array<i64: 4, 6>, strides = array<i64: 2, 2>}> : (tensor<?x?xf32>) -> tensor<2x3xf32>
  return %0, %1 : tensor<?x?xf32>, tensor<2x3xf32>
}
