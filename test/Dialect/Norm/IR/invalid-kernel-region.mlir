// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of norm.kernel's region and norm.reduce refuse, in their words.

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_tensors(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got tensor.extract}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %i = arith.constant 0 : index
    %b = tensor.extract %x[%i, %i] : tensor<4x8xf32>
    norm.yield %b : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func private @f(%a: f32) -> f32

func.func @kernel_c5_effects(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got func.call}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %b = func.call @f(%a) : (f32) -> f32
    norm.yield %b : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_regions(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got scf.if}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %p = arith.constant true
    %b = scf.if %p -> f32 {
      scf.yield %a : f32
    } else {
      %c = arith.negf %a : f32
      scf.yield %c : f32
    }
    norm.yield %b : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c6_dimension_not_named(%x: tensor<4x8xf32>, %y0: tensor<4xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to name every dimension that its value varies over; got affine_map<(d0, d1) -> (d0)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d1)>

func.func @kernel_c6_second_result(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>, %r0: tensor<8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #2 to name every dimension that its value varies over; got affine_map<(d0, d1) -> (d1)>}}
  %0:2 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0, %r0 : tensor<4x8xf32>, tensor<8xf32>) maps = [#map, #map, #map2] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %a, %s : f32, f32
  } -> tensor<4x8xf32>, tensor<8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_dimension_twice(%x: tensor<4x8xf32>, %y0: tensor<4x8x4xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to name a dimension in one result at most; got affine_map<(d0, d1) -> (d0, d1, d0)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8x4xf32>) maps = [#map, affine_map<(d0, d1) -> (d0, d1, d0)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8x4xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_dimension_twice_in_a_sum(%x: tensor<4x8xf32>, %y0: tensor<28x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to name a dimension in one result at most; got affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d0, d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<28x8xf32>) maps = [#map, affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d0, d1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<28x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_quotient(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to give each result as a sum of dimensions; got affine_map<(d0, d1) -> (d0 floordiv 2, d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c7_none(%x: tensor<4x8xf32>, %y0: tensor<4xf32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    // expected-error@+1 {{'norm.reduce' op expects unique ascending dimensions below 2; got []}}
    %s = norm.reduce <add> %a over [] : f32
    norm.yield %s : f32
  } -> tensor<4xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c7_beyond(%x: tensor<4x8xf32>, %y0: tensor<4xf32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    // expected-error@+1 {{'norm.reduce' op expects unique ascending dimensions below 2; got [2]}}
    %s = norm.reduce <add> %a over [2] : f32
    norm.yield %s : f32
  } -> tensor<4xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c7_negative(%x: tensor<4x8xf32>, %y0: tensor<4xf32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    // expected-error@+1 {{'norm.reduce' op expects unique ascending dimensions below 2; got [-1, 1]}}
    %s = norm.reduce <add> %a over [-1, 1] : f32
    norm.yield %s : f32
  } -> tensor<4xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c7_repeated(%x: tensor<4x8xf32>, %y0: tensor<4xf32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    // expected-error@+1 {{'norm.reduce' op expects unique ascending dimensions below 2; got [1, 1]}}
    %s = norm.reduce <add> %a over [1, 1] : f32
    norm.yield %s : f32
  } -> tensor<4xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c7_descending(%x: tensor<4x8xf32>, %y0: tensor<4xf32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: f32):
    // expected-error@+1 {{'norm.reduce' op expects unique ascending dimensions below 2; got [1, 0]}}
    %s = norm.reduce <add> %a over [1, 0] : f32
    norm.yield %s : f32
  } -> tensor<4xf32>
  return
}

// -----

func.func @reduce_outside_of_a_kernel(%x: f32) {
  // expected-error@+1 {{'norm.reduce' op expects parent op 'norm.kernel'}}
  %0 = norm.reduce <add> %x over [0] : f32
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c8_reduced_integers(%x: tensor<4x8xi32>, %y0: tensor<4xi32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi32>) outs(%y0 : tensor<4xi32>) maps = [#map, #map1] {
  ^bb0(%a: i32):
    // expected-error@+1 {{'norm.reduce' op operand #0 must be bfloat16 type or 16-bit float or 32-bit float or 64-bit float, but got 'i32'}}
    %s = norm.reduce <add> %a over [1] : i32
    norm.yield %s : i32
  } -> tensor<4xi32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_not_elementwise(%x: tensor<4x8xindex>, %y0: tensor<4x8xindex>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got index.add}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xindex>) outs(%y0 : tensor<4x8xindex>) maps = [#map, #map] {
  ^bb0(%a: index):
    %b = index.add %a, %a
    norm.yield %b : index
  } -> tensor<4x8xindex>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_may_divide_by_zero(%x: tensor<4x8xi32>, %y0: tensor<4x8xi32>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got arith.remsi}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi32>) outs(%y0 : tensor<4x8xi32>) maps = [#map, #map] {
  ^bb0(%a: i32):
    %c7 = arith.constant 7 : i32
    %b = arith.remsi %a, %c7 : i32
    %c = arith.remsi %b, %a : i32
    norm.yield %c : i32
  } -> tensor<4x8xi32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_two_results(%x: tensor<4x8xi32>, %y0: tensor<4x8xi32>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got arith.mului_extended}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi32>) outs(%y0 : tensor<4x8xi32>) maps = [#map, #map] {
  ^bb0(%a: i32):
    %b, %c = arith.mului_extended %a, %a : i32
    norm.yield %b : i32
  } -> tensor<4x8xi32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_division_by_zero(%x: tensor<4x8xi32>, %y0: tensor<4x8xi32>) {
  // expected-error@+1 {{'norm.kernel' op expects constants, reductions, and pure elementwise ops of one result on scalars in its region; got arith.divsi}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi32>) outs(%y0 : tensor<4x8xi32>) maps = [#map, #map] {
  ^bb0(%a: i32):
    %b = arith.divsi %a, %a : i32
    norm.yield %b : i32
  } -> tensor<4x8xi32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_offset(%x: tensor<4x8xf32>, %y0: tensor<4x9xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to walk all of its operand; got affine_map<(d0, d1) -> (d0, d1 + 1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x9xf32>) maps = [#map, affine_map<(d0, d1) -> (d0, d1 + 1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x9xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_negative_factor(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to walk all of its operand; got affine_map<(d0, d1) -> (d0, -d1 + 7)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, affine_map<(d0, d1) -> (d0, -d1 + 7)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_parts_missing(%x: tensor<4x8xf32>, %y0: tensor<4x16xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to walk all of its operand; got affine_map<(d0, d1) -> (d0, d1 * 2)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x16xf32>) maps = [#map, affine_map<(d0, d1) -> (d0, d1 * 2)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x16xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_one_column(%x: tensor<4x8xf32>, %y0: tensor<4x8x2xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to walk all of its operand; got affine_map<(d0, d1) -> (d0, d1, 1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8x2xf32>) maps = [#map, affine_map<(d0, d1) -> (d0, d1, 1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8x2xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c6_first_of_dynamic(%x: tensor<4x8xf32>, %y0: tensor<4x8x?xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to walk all of its operand; got affine_map<(d0, d1) -> (d0, d1, 0)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8x?xf32>) maps = [#map, affine_map<(d0, d1) -> (d0, d1, 0)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8x?xf32>
  return
}

// -----

#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>

func.func @kernel_c7_two_sets(%x: tensor<4x8x2xf32>, %y0: tensor<4x8x2xf32>) {
  %0 = norm.kernel sizes = [4, 8, 2] ins(%x : tensor<4x8x2xf32>) outs(%y0 : tensor<4x8x2xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [2] : f32
    %b = arith.subf %a, %s : f32
    // expected-error@+1 {{'norm.reduce' op expects the dimensions of the kernel's other reductions, [2]; got [1, 2]}}
    %t = norm.reduce <add> %b over [1, 2] : f32
    %c = arith.subf %b, %t : f32
    norm.yield %c : f32
  } -> tensor<4x8x2xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c8_reduced_fp8(%x: tensor<4x8xf8E4M3FN>, %y0: tensor<4xf8E4M3FN>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf8E4M3FN>) outs(%y0 : tensor<4xf8E4M3FN>) maps = [#map, #map1] {
  ^bb0(%a: f8E4M3FN):
    // expected-error@+1 {{'norm.reduce' op operand #0 must be bfloat16 type or 16-bit float or 32-bit float or 64-bit float, but got 'f8E4M3FN'}}
    %s = norm.reduce <add> %a over [1] : f8E4M3FN
    norm.yield %s : f8E4M3FN
  } -> tensor<4xf8E4M3FN>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c10_vector(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects a schedule whose vector dimension is below 2; got 2}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 2, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>

func.func @kernel_c7_outer_overlaps(%x: tensor<4x8x3xf32>, %y0: tensor<4x8x3xf32>, %s0: tensor<3xf32>) {
  %0:2 = norm.kernel sizes = [4, 8, 3] ins(%x : tensor<4x8x3xf32>) outs(%y0, %s0 : tensor<4x8x3xf32>, tensor<3xf32>) maps = [#map, #map, affine_map<(d0, d1, d2) -> (d2)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1, 2] : f32
    %q = arith.divf %a, %s : f32
    // expected-error@+1 {{'norm.reduce' op expects the dimensions of the kernel's inner reductions, [1, 2], or none of them; got [0, 1]}}
    %t = norm.reduce <add> %q over [0, 1] : f32
    norm.yield %q, %t : f32, f32
  } -> tensor<4x8x3xf32>, tensor<3xf32>
  return
}

// -----

#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>

func.func @kernel_c7_two_outer(%x: tensor<4x8x3xf32>, %y0: tensor<4x8x3xf32>, %s0: tensor<8x3xf32>, %t0: tensor<4x3xf32>) {
  %0:3 = norm.kernel sizes = [4, 8, 3] ins(%x : tensor<4x8x3xf32>) outs(%y0, %s0, %t0 : tensor<4x8x3xf32>, tensor<8x3xf32>, tensor<4x3xf32>) maps = [#map, #map, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d2)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [2] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <add> %q over [0] : f32
    // expected-error@+1 {{'norm.reduce' op expects the dimensions of the kernel's other outer reductions, [0]; got [1]}}
    %u = norm.reduce <add> %q over [1] : f32
    norm.yield %q, %t, %u : f32, f32, f32
  } -> tensor<4x8x3xf32>, tensor<8x3xf32>, tensor<4x3xf32>
  return
}

// -----

#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>

func.func @kernel_c7_outer_map(%x: tensor<4x8x3xf32>, %w: tensor<4x3xf32>, %y0: tensor<4x8x3xf32>, %s0: tensor<3xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #3 to name every dimension that its outer reduction is not over, d1 too; got affine_map<(d0, d1, d2) -> (d2)>}}
  %0:2 = norm.kernel sizes = [4, 8, 3] ins(%x, %w : tensor<4x8x3xf32>, tensor<4x3xf32>) outs(%y0, %s0 : tensor<4x8x3xf32>, tensor<3xf32>) maps = [#map, affine_map<(d0, d1, d2) -> (d0, d2)>, #map, affine_map<(d0, d1, d2) -> (d2)>] {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %a over [2] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <add> %b over [0] : f32
    norm.yield %q, %t : f32, f32
  } -> tensor<4x8x3xf32>, tensor<3xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c7_outer_read(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>, %s0: tensor<4x8xf32>) {
  %0:2 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0, %s0 : tensor<4x8xf32>, tensor<4x8xf32>) maps = [#map, #map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    // expected-error@+1 {{'norm.reduce' op expects the dimensions of the kernel's other reductions, [1]; got [0]}}
    %t = norm.reduce <add> %q over [0] : f32
    %u = math.sqrt %t : f32
    norm.yield %q, %u : f32, f32
  } -> tensor<4x8xf32>, tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c7_outer_spread(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>, %s0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #2 to name no dimension that its outer reduction is over; got affine_map<(d0, d1) -> (d0, d1)>}}
  %0:2 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0, %s0 : tensor<4x8xf32>, tensor<4x8xf32>) maps = [#map, #map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <add> %q over [0] : f32
    norm.yield %q, %t : f32, f32
  } -> tensor<4x8xf32>, tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#parts = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>

func.func @kernel_c11_tensors(%x: tensor<1000x8xf32>, %p: tensor<8x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects buffers where it reduces by blocks; got tensors}}
  %0 = norm.kernel sizes = [1000, 8] ins(%x : tensor<1000x8xf32>) outs(%p : tensor<8x8xf32>) maps = [#map, #parts] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] by 128 : f32
    norm.yield %s : f32
  } -> tensor<8x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#parts = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>

func.func @kernel_c11_two_sizes(%x: memref<1000x8xf32>, %p: memref<8x8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%p, %p : memref<8x8xf32>, memref<8x8xf32>) maps = [#map, #parts, #parts] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] by 128 : f32
    // expected-error@+1 {{'norm.reduce' op expects blocks of 128, as the kernel's other reductions; got 0}}
    %t = norm.reduce <max> %a over [0] : f32
    norm.yield %s, %t : f32, f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#parts = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>

func.func @kernel_c11_used(%x: memref<1000x8xf32>, %p: memref<8x8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%p : memref<8x8xf32>) maps = [#map, #parts] {
  ^bb0(%a: f32):
    // expected-error@+1 {{'norm.reduce' op expects a reduction by blocks to be yielded; got a use in the region}}
    %s = norm.reduce <add> %a over [0] by 128 : f32
    %q = math.sqrt %s : f32
    norm.yield %q : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#parts = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>

func.func @kernel_c11_more(%x: memref<1000x8xf32>, %p: memref<8x8xf32>, %y: memref<1000x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects to yield nothing but reductions where it reduces by blocks; got another value as #1}}
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%p, %y : memref<8x8xf32>, memref<1000x8xf32>) maps = [#map, #parts, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] by 128 : f32
    norm.yield %s, %a : f32, f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#parts = affine_map<(d0, d1) -> (d0 floordiv 64, d1)>

func.func @kernel_c11_map(%x: memref<1000x8xf32>, %p: memref<8x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to begin with the number of a block, as in affine_map<(d0, d1) -> (d0 floordiv 128, d0 floordiv 64, d1)>; got affine_map<(d0, d1) -> (d0 floordiv 64, d1)>}}
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%p : memref<8x8xf32>) maps = [#map, #parts] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] by 128 : f32
    norm.yield %s : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#parts = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>

func.func @kernel_c11_count(%x: memref<1000x8xf32>, %p: memref<7x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to agree with the sizes of 'memref<7x8xf32>'; got 8 blocks for a size of 7}}
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%p : memref<7x8xf32>) maps = [#map, #parts] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] by 128 : f32
    norm.yield %s : f32
  }
  return
}

// -----

#blocks = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>

func.func @kernel_c1_blocks_of_an_input(%x: memref<8x8xf32>, %y: memref<8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to give each index as a sum of different dimensions, each times numbers and sizes, and of an offset; got affine_map<(d0, d1) -> (d0 floordiv 128, d1)>}}
  norm.kernel sizes = [1000, 8] ins(%x : memref<8x8xf32>) outs(%y : memref<8xf32>) maps = [#blocks, #map1] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @reduce_c1_kind(%x: memref<4x8xf64>, %y: memref<4xf64>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf64>) outs(%y : memref<4xf64>) maps = [#map, #map1] {
  ^bb0(%a: f64):
    // expected-error@+1 {{'norm.reduce' op expects chain with add of f64; got max of 'f64'}}
    %s = norm.reduce <max> %a over [1] chain = 6 : f64
    norm.yield %s : f64
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @reduce_c1_type(%x: memref<4x8xbf16>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xbf16>) outs(%y : memref<4xf32>) maps = [#map, #map1] {
  ^bb0(%a: bf16):
    %wide = arith.extf %a : bf16 to f32
    // expected-error@+1 {{'norm.reduce' op expects chain with add of f64; got add of 'f32'}}
    %s = norm.reduce <add> %wide over [1] chain = 6 : f32
    norm.yield %s : f32
  }
  return
}
