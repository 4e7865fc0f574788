// RUN: norm-opt %s -split-input-file -verify-diagnostics

// What the verifier of norm.kernel refuses of its operands, in their words.

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_map_count(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects 2 maps, one per input and init; got 1}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_map_dimensions(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects maps of 2 dimensions; got affine_map<(d0) -> (d0, d0)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0) -> (d0, d0)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_map_symbols(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects maps of 0 or 2 symbols; got affine_map<(d0, d1)[s0] -> (d0 + s0, d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1)[s0] -> (d0 + s0, d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

func.func @kernel_c1_map_results(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects a map with 2 results for 'tensor<4x8xf32>'; got affine_map<(d0, d1) -> (d0)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map1, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_unranked(%x: tensor<*xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects ranked operands; got 'tensor<*xf32>'}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<*xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_negative_size(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects sizes of at least 0; got [4, -8]}}
  %0 = norm.kernel sizes = [4, -8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_size_operands(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects 1 size operands for sizes [4, ?]; got 0}}
  %0 = "norm.kernel"(%x, %y0) <{static_sizes = array<i64: 4, -9223372036854775808>, maps = [#map, #map], operandSegmentSizes = array<i32: 0, 1, 1>}> ({
  ^bb0(%a: f32):
    norm.yield %a : f32
  }) : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c2_count(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects one value outside per input, 1; got 2}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] outside = [unit, unit] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c2_type(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects unit or a value of type 'f32' outside of an input; got 0 : i32}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] outside = [0 : i32] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c2_no_value(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects unit or a value of type 'f32' outside of an input; got "zero"}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] outside = ["zero"] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c3_arguments(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects region arguments of types ('f32'); got ('f64')}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f64):
    %b = arith.truncf %a : f64 to f32
    norm.yield %b : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c3_no_arguments(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects region arguments of types ('f32'); got ()}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
    %b = arith.constant 0.0 : f32
    norm.yield %b : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c3_yielded_type(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects yielded types ('f32'); got ('f64')}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    norm.yield %b : f64
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c3_yielded_count(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects yielded types ('f32'); got ('f32', 'f32')}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a, %a : f32, f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c3_terminator(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects the region to end with norm.yield; got llvm.unreachable}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    llvm.unreachable
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_mixed_kinds(%x: memref<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects operands to be all tensors or all buffers; got both}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_result_type(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects results of types ('tensor<4x8xf32>'); got ('tensor<?x8xf32>')}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<?x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_no_results(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects results of types ('tensor<4x8xf32>'); got ()}}
  norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_results_of_buffers(%x: memref<4x8xf32>, %y0: memref<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects results of types (); got ('tensor<4x8xf32>')}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y0 : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_vectors(%x: vector<4x8xf32>, %y0: memref<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects operands to be all tensors or all buffers; got 'vector<4x8xf32>'}}
  norm.kernel sizes = [4, 8] ins(%x : vector<4x8xf32>) outs(%y0 : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_no_inits(%x: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects at least 1 init; got 0}}
  "norm.kernel"(%x) <{static_sizes = array<i64: 4, 8>, maps = [#map], operandSegmentSizes = array<i32: 0, 1, 0>}> ({
  ^bb0(%a: f32):
    norm.yield
  }) : (tensor<4x8xf32>) -> ()
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_quotient(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to give each index as a sum of different dimensions, each times numbers and sizes, and of an offset; got affine_map<(d0, d1) -> (d0 floordiv 2, d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0 floordiv 2, d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_remainder(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to give each index as a sum of different dimensions, each times numbers and sizes, and of an offset; got affine_map<(d0, d1) -> (d0 mod 2, d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0 mod 2, d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_twice(%x: tensor<?x8xf32>, %y0: tensor<4x?xf32>, %n: index) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to give each index as a sum of different dimensions, each times numbers and sizes, and of an offset; got affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d0, d1)>}}
  %0 = norm.kernel sizes = [4, %n] ins(%x : tensor<?x8xf32>) outs(%y0 : tensor<4x?xf32>) maps = [affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d0, d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x?xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c1_sum_of_sizes(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to give each index as a sum of different dimensions, each times numbers and sizes, and of an offset; got affine_map<(d0, d1)[s0, s1] -> (d0 * (s0 + s1), d1)>}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1)[s0, s1] -> (d0 * (s0 + s1), d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c4_no_strides(%x: memref<4x8xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d0 mod 2, d1)>>, %y0: memref<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects buffers whose elements lie in strides; got 'memref<4x8xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d0 mod 2, d1)>>'}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d0 mod 2, d1)>>) outs(%y0 : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c8_i4(%x: tensor<4x8xi4>, %y0: tensor<4x8xi4>) {
  // expected-error@+1 {{'norm.kernel' op expects elements of type i1 or index, or of 8, 16, 32 or 64 bits; got 'i4'}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi4>) outs(%y0 : tensor<4x8xi4>) maps = [#map, #map] {
  ^bb0(%a: i4):
    norm.yield %a : i4
  } -> tensor<4x8xi4>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c8_i24(%x: tensor<4x8xi24>, %y0: tensor<4x8xi24>) {
  // expected-error@+1 {{'norm.kernel' op expects elements of type i1 or index, or of 8, 16, 32 or 64 bits; got 'i24'}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi24>) outs(%y0 : tensor<4x8xi24>) maps = [#map, #map] {
  ^bb0(%a: i24):
    norm.yield %a : i24
  } -> tensor<4x8xi24>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c8_i128(%x: tensor<4x8xi128>, %y0: tensor<4x8xi128>) {
  // expected-error@+1 {{'norm.kernel' op expects elements of type i1 or index, or of 8, 16, 32 or 64 bits; got 'i128'}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xi128>) outs(%y0 : tensor<4x8xi128>) maps = [#map, #map] {
  ^bb0(%a: i128):
    norm.yield %a : i128
  } -> tensor<4x8xi128>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c8_fp4(%x: tensor<4x8xf4E2M1FN>, %y0: tensor<4x8xf4E2M1FN>) {
  // expected-error@+1 {{'norm.kernel' op expects elements of type i1 or index, or of 8, 16, 32 or 64 bits; got 'f4E2M1FN'}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf4E2M1FN>) outs(%y0 : tensor<4x8xf4E2M1FN>) maps = [#map, #map] {
  ^bb0(%a: f4E2M1FN):
    norm.yield %a : f4E2M1FN
  } -> tensor<4x8xf4E2M1FN>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c8_f80(%x: tensor<4x8xf80>, %y0: tensor<4x8xf80>) {
  // expected-error@+1 {{'norm.kernel' op expects elements of type i1 or index, or of 8, 16, 32 or 64 bits; got 'f80'}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf80>) outs(%y0 : tensor<4x8xf80>) maps = [#map, #map] {
  ^bb0(%a: f80):
    norm.yield %a : f80
  } -> tensor<4x8xf80>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_whole(%x: tensor<4x12xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x12xf32>'; got parts of 8 for a size of 12}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x12xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_unit(%x: tensor<1x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<1x8xf32>'; got parts of 4 for a size of 1}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<1x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_empty(%x: tensor<4x8xf32>, %y0: tensor<0x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x8xf32>'; got parts of 0 for a size of 4}}
  %0 = norm.kernel sizes = [0, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<0x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<0x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_split(%x: tensor<31xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<31xf32>'; got parts of 32 for a size of 31}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<31xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0 * 8 + d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_constant(%x: tensor<4x8x2xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x8x2xf32>'; got an index of 2 for a size of 2}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8x2xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0, d1, 2)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_negative(%x: tensor<4x8x2xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x8x2xf32>'; got an index of -1}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8x2xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0, d1, -1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_before(%x: tensor<4x?xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x?xf32>'; got an index of -1}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x?xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0, d1 - 1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_window(%x: tensor<10xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<10xf32>'; got an index of 10 for a size of 10}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<10xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0 + d1)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_reversed(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x8xf32>'; got an index of -1}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0, -d1 + 6)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @kernel_c9_first_of_none(%x: tensor<4x8x0xf32>, %y0: tensor<4x8xf32>) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<4x8x0xf32>'; got an index of 0 for a size of 0}}
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8x0xf32>) outs(%y0 : tensor<4x8xf32>) maps = [affine_map<(d0, d1) -> (d0, d1, 0)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0 * 4 + d1)>

func.func @kernel_c9_dynamic_parts(%x: tensor<10xf32>, %y0: tensor<10xf32>, %n: index) {
  // expected-error@+1 {{'norm.kernel' op expects map #0 to agree with the sizes of 'tensor<10xf32>'; got parts of 4 for a size of 10}}
  %0 = norm.kernel sizes = [%n, 4] ins(%x : tensor<10xf32>) outs(%y0 : tensor<10xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<10xf32>
  return
}
