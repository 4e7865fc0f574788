// RUN: norm-opt %s -test-norm-fusions -split-input-file -verify-diagnostics -o /dev/null

// Which linalg ops would become one kernel, and which of its dimensions their loops walk.

#all = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// A reduction and what its result is spread along are one fusion of two sweeps.
func.func @row_sums(%x: tensor<4x8xf32>, %zero: tensor<4xf32>, %e: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // expected-remark@+1 {{fusion 0 of 2 ops, sizes [4, 8], outputs 1; loops [0] [1]}}
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%zero : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = arith.addf %b, %a : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  // expected-remark@+1 {{fusion 0 of 2 ops, sizes [4, 8], outputs 1; loops [0] [1]}}
  %y = linalg.generic {indexing_maps = [#all, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<4x8xf32>, tensor<4xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %t = arith.divf %a, %b : f32
    linalg.yield %t : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// -----

#line = affine_map<(d0) -> (d0)>
#all = affine_map<(d0, d1) -> (d0, d1)>

// One axis that is split in two ways: by what refines both.
func.func @two_splits(%x: tensor<12xf32>, %e: tensor<12xf32>, %f: tensor<2x6xf32>, %g: tensor<4x3xf32>) -> (tensor<2x6xf32>, tensor<4x3xf32>) {
  // expected-remark@+1 {{fusion 0 of 3 ops, sizes [2, 2, 3], outputs 2; loops [0, 1, 2]}}
  %y = linalg.generic {indexing_maps = [#line, #line], iterator_types = ["parallel"]} ins(%x : tensor<12xf32>) outs(%e : tensor<12xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = math.exp %a : f32
    linalg.yield %t : f32
  } -> tensor<12xf32>
  %p = tensor.expand_shape %y [[0, 1]] output_shape [2, 6] : tensor<12xf32> into tensor<2x6xf32>
  // expected-remark@+1 {{fusion 0 of 3 ops, sizes [2, 2, 3], outputs 2; loops [0] [1, 2]}}
  %u = linalg.generic {indexing_maps = [#all, #all], iterator_types = ["parallel", "parallel"]} ins(%p : tensor<2x6xf32>) outs(%f : tensor<2x6xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = arith.negf %a : f32
    linalg.yield %t : f32
  } -> tensor<2x6xf32>
  %q = tensor.expand_shape %y [[0, 1]] output_shape [4, 3] : tensor<12xf32> into tensor<4x3xf32>
  // expected-remark@+1 {{fusion 0 of 3 ops, sizes [2, 2, 3], outputs 2; loops [0, 1] [2]}}
  %v = linalg.generic {indexing_maps = [#all, #all], iterator_types = ["parallel", "parallel"]} ins(%q : tensor<4x3xf32>) outs(%g : tensor<4x3xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = arith.mulf %a, %a : f32
    linalg.yield %t : f32
  } -> tensor<4x3xf32>
  return %u, %v : tensor<2x6xf32>, tensor<4x3xf32>
}

// -----

#all = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#row = affine_map<(d0, d1, d2) -> (d0, 0, 0)>

// Axes of size 1 are no dimensions; sizes that are not stated are "?".
func.func @unit_axes(%x: tensor<?x1x8xf32>, %zero: tensor<?x1x1xf32>, %e: tensor<?x1x8xf32>) -> tensor<?x1x8xf32> {
  // expected-remark@+1 {{fusion 0 of 1 ops, sizes [?, 8], outputs 1; loops [0] [] [1]}}
  %y = linalg.generic {indexing_maps = [#all, #all], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x : tensor<?x1x8xf32>) outs(%e : tensor<?x1x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = arith.negf %a : f32
    linalg.yield %t : f32
  } -> tensor<?x1x8xf32>
  return %y : tensor<?x1x8xf32>
}

// -----

#all = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// Reductions over different dimensions are two fusions.
func.func @rows_and_columns(%x: tensor<4x8xf32>, %e: tensor<4x8xf32>, %r: tensor<4xf32>, %c: tensor<8xf32>) -> (tensor<4xf32>, tensor<8xf32>) {
  // expected-remark@+1 {{loops [0] [1]}}
  %y = linalg.generic {indexing_maps = [#all, #all], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = math.exp %a : f32
    linalg.yield %t : f32
  } -> tensor<4x8xf32>
  // expected-remark@+1 {{fusion 0 of 2 ops}}
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<4x8xf32>) outs(%r : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = arith.addf %b, %a : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  // expected-remark@+2 {{not fused with what produces its operands: }}
  // expected-remark@+1 {{fusion 1 of 1 ops}}
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<4x8xf32>) outs(%c : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %t = arith.addf %b, %a : f32
    linalg.yield %t : f32
  } -> tensor<8xf32>
  return %s, %t : tensor<4xf32>, tensor<8xf32>
}
