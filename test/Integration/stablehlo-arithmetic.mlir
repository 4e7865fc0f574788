// Arithmetic, shapes and reductions of StableHLO, against the reference.
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | norm-runner - --all --verify --route=upstream | FileCheck %s

// CHECK: 9 passed, 0 failed

// GELU as JAX writes it, of numbers and what is none.
func.func @gelu(%x: tensor<67xf32> {norm.input = "special"}) -> tensor<67xf32> {
  %half = "stablehlo.constant"() <{value = dense<0.5> : tensor<f32>}> : () -> tensor<f32>
  %root = "stablehlo.constant"() <{value = dense<0.707106769> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.broadcast_in_dim"(%half) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<67xf32>
  %1 = "stablehlo.multiply"(%0, %x) : (tensor<67xf32>, tensor<67xf32>) -> tensor<67xf32>
  %2 = "stablehlo.negate"(%x) : (tensor<67xf32>) -> tensor<67xf32>
  %3 = "stablehlo.broadcast_in_dim"(%root) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<67xf32>
  %4 = "stablehlo.multiply"(%2, %3) : (tensor<67xf32>, tensor<67xf32>) -> tensor<67xf32>
  %5 = "chlo.erfc"(%4) : (tensor<67xf32>) -> tensor<67xf32>
  %6 = "stablehlo.multiply"(%1, %5) : (tensor<67xf32>, tensor<67xf32>) -> tensor<67xf32>
  return %6 : tensor<67xf32>
}

func.func @functions(%x: tensor<5x13xf32>, %h: tensor<5x13xbf16>) -> (tensor<5x13xf32>, tensor<5x13xbf16>) {
  %0 = "stablehlo.exponential_minus_one"(%x) : (tensor<5x13xf32>) -> tensor<5x13xf32>
  %1 = "stablehlo.cbrt"(%0) : (tensor<5x13xf32>) -> tensor<5x13xf32>
  %2 = "stablehlo.tanh"(%1) : (tensor<5x13xf32>) -> tensor<5x13xf32>
  %3 = "stablehlo.sine"(%2) : (tensor<5x13xf32>) -> tensor<5x13xf32>
  %4 = "stablehlo.logistic"(%h) : (tensor<5x13xbf16>) -> tensor<5x13xbf16>
  %5 = "stablehlo.log"(%4) : (tensor<5x13xbf16>) -> tensor<5x13xbf16>
  return %3, %5 : tensor<5x13xf32>, tensor<5x13xbf16>
}

func.func @softmax(%x: tensor<3x17xf32> {norm.input = "normal:0,50"}) -> tensor<3x17xf32> {
  %low = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce"(%x, %low) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %9 = "stablehlo.maximum"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%9) : (tensor<f32>) -> ()
  }) : (tensor<3x17xf32>, tensor<f32>) -> tensor<3xf32>
  %1 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64: 0>}> : (tensor<3xf32>) -> tensor<3x1xf32>
  %2 = "stablehlo.optimization_barrier"(%1) : (tensor<3x1xf32>) -> tensor<3x1xf32>
  %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x1xf32>) -> tensor<3x17xf32>
  %4 = "stablehlo.subtract"(%x, %3) : (tensor<3x17xf32>, tensor<3x17xf32>) -> tensor<3x17xf32>
  %5 = "stablehlo.exponential"(%4) : (tensor<3x17xf32>) -> tensor<3x17xf32>
  %6 = "stablehlo.reduce"(%5, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %9 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%9) : (tensor<f32>) -> ()
  }) : (tensor<3x17xf32>, tensor<f32>) -> tensor<3xf32>
  %7 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64: 0>}> : (tensor<3xf32>) -> tensor<3x17xf32>
  %8 = "stablehlo.divide"(%5, %7) : (tensor<3x17xf32>, tensor<3x17xf32>) -> tensor<3x17xf32>
  return %8 : tensor<3x17xf32>
}

// A pool of windows with gaps, at strides, beyond the edges.
func.func @pool(%x: tensor<2x7x11xf32>) -> tensor<2x4x5xf32> {
  %low = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce_window"(%x, %low) <{window_dimensions = array<i64: 1, 3, 3>, window_strides = array<i64: 1, 2, 2>, window_dilations = array<i64: 1, 1, 2>, padding = dense<[[0, 0], [1, 1], [1, 1]]> : tensor<3x2xi64>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.maximum"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<2x7x11xf32>, tensor<f32>) -> tensor<2x4x5xf32>
  return %0 : tensor<2x4x5xf32>
}

// Every third channel, turned, padded, beside its places.
func.func @parts(%x: tensor<2x3x8xf32>) -> (tensor<8x2x3xf32>, tensor<2x6x3xf32>) {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.transpose"(%x) <{permutation = array<i64: 2, 0, 1>}> : (tensor<2x3x8xf32>) -> tensor<8x2x3xf32>
  %1 = "stablehlo.slice"(%x) <{start_indices = array<i64: 0, 1, 1>, limit_indices = array<i64: 2, 3, 8>, strides = array<i64: 1, 1, 3>}> : (tensor<2x3x8xf32>) -> tensor<2x2x3xf32>
  %2 = "stablehlo.pad"(%1, %zero) <{edge_padding_low = array<i64: 0, 1, 0>, edge_padding_high = array<i64: 0, 1, 0>, interior_padding = array<i64: 0, 0, 0>}> : (tensor<2x2x3xf32>, tensor<f32>) -> tensor<2x4x3xf32>
  %3 = "stablehlo.iota"() <{iota_dimension = 2 : i64}> : () -> tensor<2x2x3xf32>
  %4 = "stablehlo.concatenate"(%2, %3) <{dimension = 1 : i64}> : (tensor<2x4x3xf32>, tensor<2x2x3xf32>) -> tensor<2x6x3xf32>
  return %0, %4 : tensor<8x2x3xf32>, tensor<2x6x3xf32>
}

func.func @products(%x: tensor<2x3x8xbf16>, %w: tensor<5x8xbf16>, %y: tensor<2x3x8xf32>) -> (tensor<2x3x5xbf16>, tensor<2x3x3xf32>) {
  %0 = "stablehlo.dot_general"(%x, %w) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1]>}> : (tensor<2x3x8xbf16>, tensor<5x8xbf16>) -> tensor<2x3x5xbf16>
  %1 = "stablehlo.dot_general"(%y, %y) <{dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [2]>}> : (tensor<2x3x8xf32>, tensor<2x3x8xf32>) -> tensor<2x3x3xf32>
  return %0, %1 : tensor<2x3x5xbf16>, tensor<2x3x3xf32>
}

// bf16 as JAX computes it: the mean in f32, rounded before epsilon is added. The roundings stay.
func.func @rms_norm_bf16(%x: tensor<5x13xbf16>) -> tensor<5x13xbf16> {
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %n = "stablehlo.constant"() <{value = dense<13.0> : tensor<5xf32>}> : () -> tensor<5xf32>
  %epsilon = "stablehlo.constant"() <{value = dense<1.0e-02> : tensor<5xbf16>}> : () -> tensor<5xbf16>
  %0 = "chlo.square"(%x) : (tensor<5x13xbf16>) -> tensor<5x13xbf16>
  %1 = "stablehlo.convert"(%0) : (tensor<5x13xbf16>) -> tensor<5x13xf32>
  %2 = "stablehlo.reduce"(%1, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %9 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%9) : (tensor<f32>) -> ()
  }) : (tensor<5x13xf32>, tensor<f32>) -> tensor<5xf32>
  %3 = "stablehlo.divide"(%2, %n) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
  %4 = "stablehlo.convert"(%3) : (tensor<5xf32>) -> tensor<5xbf16>
  %5 = "stablehlo.add"(%4, %epsilon) : (tensor<5xbf16>, tensor<5xbf16>) -> tensor<5xbf16>
  %6 = "stablehlo.rsqrt"(%5) : (tensor<5xbf16>) -> tensor<5xbf16>
  %7 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64: 0>}> : (tensor<5xbf16>) -> tensor<5x13xbf16>
  %8 = "stablehlo.multiply"(%x, %7) : (tensor<5x13xbf16>, tensor<5x13xbf16>) -> tensor<5x13xbf16>
  return %8 : tensor<5x13xbf16>
}

// Reductions of nothing give the initial value.
func.func @empty(%x: tensor<3x0xf32>, %y: tensor<0x3xf32>) -> (tensor<3xf32>, tensor<0xf32>, tensor<5x0xf32>) {
  %seven = "stablehlo.constant"() <{value = dense<7.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.reduce"(%x, %seven) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %9 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%9) : (tensor<f32>) -> ()
  }) : (tensor<3x0xf32>, tensor<f32>) -> tensor<3xf32>
  %1 = "stablehlo.reduce"(%y, %seven) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %9 = "stablehlo.multiply"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%9) : (tensor<f32>) -> ()
  }) : (tensor<0x3xf32>, tensor<f32>) -> tensor<0xf32>
  %2 = "stablehlo.reshape"(%x) : (tensor<3x0xf32>) -> tensor<5x0xf32>
  return %0, %1, %2 : tensor<3xf32>, tensor<0xf32>, tensor<5x0xf32>
}

// Any number above 1, all below: a reduction of truths, and a choice by one.
func.func @truths(%x: tensor<4x9xf32>) -> (tensor<4xi1>, tensor<4x9xf32>) {
  %false = "stablehlo.constant"() <{value = dense<false> : tensor<i1>}> : () -> tensor<i1>
  %one = "stablehlo.constant"() <{value = dense<1.0> : tensor<4x9xf32>}> : () -> tensor<4x9xf32>
  %0 = "stablehlo.compare"(%x, %one) <{comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<4x9xf32>, tensor<4x9xf32>) -> tensor<4x9xi1>
  %1 = "stablehlo.reduce"(%0, %false) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<i1>, %b: tensor<i1>):
    %9 = "stablehlo.or"(%a, %b) : (tensor<i1>, tensor<i1>) -> tensor<i1>
    "stablehlo.return"(%9) : (tensor<i1>) -> ()
  }) : (tensor<4x9xi1>, tensor<i1>) -> tensor<4xi1>
  %2 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64: 0>}> : (tensor<4xi1>) -> tensor<4x9xi1>
  %3 = "stablehlo.select"(%2, %x, %one) : (tensor<4x9xi1>, tensor<4x9xf32>, tensor<4x9xf32>) -> tensor<4x9xf32>
  return %1, %3 : tensor<4xi1>, tensor<4x9xf32>
}
