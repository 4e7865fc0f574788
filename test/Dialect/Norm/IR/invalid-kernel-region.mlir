// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifiers of norm.kernel's region, norm.reduce and #norm.schedule refuse, in their words.

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c5_tensors(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects pure ops on scalars in its region; got tensor.extract}}
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
  // expected-error@+1 {{'norm.kernel' op expects pure ops on scalars in its region; got func.call}}
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
  // expected-error@+1 {{'norm.kernel' op expects pure ops on scalars in its region; got scf.if}}
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

func.func @kernel_c6_dimension_twice_in_a_sum(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #1 to name a dimension in one result at most; got affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d0, d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d0, d1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
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

func.func @reduce_integers(%x: tensor<4x8xi32>, %y0: tensor<4xi32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi32>) outs(%y0 : tensor<4xi32>) maps = [#map, #map1] {
  ^bb0(%a: i32):
    // expected-error@+1 {{invalid kind of type specified}}
    %s = norm.reduce <add> %a over [1] : i32
    norm.yield %s : i32
  } -> tensor<4xi32>
  return
}

// -----

// expected-error@+1 {{expects vector to be a dimension; got -1}}
func.func private @schedule_vector() attributes {s = #norm.schedule<vector = -1, lanes = 8, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got 0}}
func.func private @schedule_lanes_0() attributes {s = #norm.schedule<vector = 1, lanes = 0, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got 3}}
func.func private @schedule_lanes_3() attributes {s = #norm.schedule<vector = 1, lanes = 3, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got 128}}
func.func private @schedule_lanes_128() attributes {s = #norm.schedule<vector = 1, lanes = 128, unroll = 4>}

// -----

// expected-error@+1 {{expects lanes to be a power of 2 from 1 to 64; got -8}}
func.func private @schedule_lanes_minus_8() attributes {s = #norm.schedule<vector = 1, lanes = -8, unroll = 4>}

// -----

// expected-error@+1 {{expects unroll from 1 to 16; got 0}}
func.func private @schedule_unroll_0() attributes {s = #norm.schedule<vector = 1, lanes = 8, unroll = 0>}

// -----

// expected-error@+1 {{expects unroll from 1 to 16; got 17}}
func.func private @schedule_unroll_17() attributes {s = #norm.schedule<vector = 1, lanes = 8, unroll = 17>}

// -----

// expected-error@+1 {{expects block to be at least 0; got -1}}
func.func private @schedule_block() attributes {s = #norm.schedule<vector = 1, lanes = 8, unroll = 4, block = -1>}

// -----

// expected-error@+1 {{expects cache to be at least 0; got -1}}
func.func private @schedule_cache() attributes {s = #norm.schedule<vector = 1, lanes = 8, unroll = 4, cache = -1>}
