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
