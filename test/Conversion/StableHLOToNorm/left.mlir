// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm -split-input-file -verify-diagnostics | FileCheck %s

// What is beyond the pass stays as it is, and a remark says why; what it doesn't know at all stays without a word.

// CHECK-LABEL: func.func @unknown_op(
// CHECK:         "stablehlo.sort"(
// CHECK:           "stablehlo.compare"(
// CHECK:         math.absf
func.func @unknown_op(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    // expected-remark@+1 {{'stablehlo.compare' is left as it is: it compares in total order}}
    %2 = "stablehlo.compare"(%a, %b) <{compare_type = #stablehlo<comparison_type TOTALORDER>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    "stablehlo.return"(%2) : (tensor<i1>) -> ()
  }) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = "stablehlo.abs"(%0) : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @elements(
// CHECK:         "stablehlo.add"
// CHECK:         "stablehlo.not"
func.func @elements(%x: tensor<4xui8>, %y: tensor<4xf32>) -> (tensor<4xui8>, tensor<4xf32>) {
  // expected-remark@+1 {{'stablehlo.add' is left as it is: its elements are not all f64, f32, bf16, f16 or signless integers}}
  %0 = "stablehlo.add"(%x, %x) : (tensor<4xui8>, tensor<4xui8>) -> tensor<4xui8>
  // expected-remark@+1 {{'stablehlo.not' is left as it is: it is not known for elements of type f32}}
  %1 = "stablehlo.not"(%y) : (tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xui8>, tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @body(
// CHECK:         "stablehlo.reduce"
func.func @body(%x: tensor<4xf32>, %zero: tensor<f32>) -> tensor<f32> {
  // expected-remark@+1 {{'stablehlo.reduce' is left as it is: its body is not one of add, and, maximum, minimum, multiply, or, xor of both values}}
  %0 = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 0>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.subtract"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<4xf32>, tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// -----

// CHECK-LABEL: func.func @shapes(
// CHECK:         "stablehlo.pad"
// CHECK:         "stablehlo.pad"
// CHECK:         "stablehlo.gather"
// CHECK:         "stablehlo.custom_call"
func.func @shapes(%x: tensor<4xf32>, %i: tensor<2x1xi64>, %zero: tensor<f32>) -> (tensor<3xf32>, tensor<7xf32>, tensor<2xf32>, tensor<4xf32>) {
  // expected-remark@+1 {{'stablehlo.pad' is left as it is: its padding takes elements away}}
  %0 = "stablehlo.pad"(%x, %zero) <{edge_padding_low = array<i64: 0>, edge_padding_high = array<i64: -1>, interior_padding = array<i64: 0>}> : (tensor<4xf32>, tensor<f32>) -> tensor<3xf32>
  // expected-remark@+1 {{'stablehlo.pad' is left as it is: it has padding between elements}}
  %1 = "stablehlo.pad"(%x, %zero) <{edge_padding_low = array<i64: 0>, edge_padding_high = array<i64: 0>, interior_padding = array<i64: 1>}> : (tensor<4xf32>, tensor<f32>) -> tensor<7xf32>
  // expected-remark@+1 {{'stablehlo.gather' is left as it is: it takes other elements than all in order}}
  %2 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1>}> : (tensor<4xf32>, tensor<2x1xi64>) -> tensor<2xf32>
  // expected-remark@+1 {{'stablehlo.custom_call' is left as it is: nothing is known of its target 'Sharding'}}
  %3 = "stablehlo.custom_call"(%x) <{call_target_name = "Sharding"}> {mhlo.sharding = "{replicated}"} : (tensor<4xf32>) -> tensor<4xf32>
  return %0, %1, %2, %3 : tensor<3xf32>, tensor<7xf32>, tensor<2xf32>, tensor<4xf32>
}

// -----

// A composite of another name stays, and so does a function that calls itself.
// CHECK-LABEL: func.func @composite(
// CHECK:         "stablehlo.composite"
// CHECK:         call @again
// CHECK:       func.func private @impl(
// CHECK:         math.absf
// CHECK:       func.func private @again(
// CHECK:         math.exp
// CHECK:         call @again
func.func @composite(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.composite"(%x) <{decomposition = @impl, name = "somebody.norm", version = 0 : i32}> : (tensor<4xf32>) -> tensor<4xf32>
  %1 = func.call @again(%0) : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
func.func private @impl(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.abs"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func private @again(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.exponential"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = func.call @again(%0) : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}
