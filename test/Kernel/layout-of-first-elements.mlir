// RUN: norm-opt %s -test-norm-kernel-layout -verify-diagnostics

// Strides from maps: which map may say how long a dimension is whose size its type does not state.

#map = affine_map<(d0, d1) -> (d0, d1)>

// A map that walks all of it.
func.func @whole(%x: memref<?x?xf32>, %y: memref<?x?xf32>, %m: index, %n: index) {
  // expected-remark@+1 {{axes [0, 1] of s0*s1; vectors [0, 1]; operand 0: 1; operand 1: 1}}
  norm.kernel sizes = [%m, %n] ins(%x : memref<?x?xf32>) outs(%y : memref<?x?xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// The first column of a wider buffer: the rows lie nobody knows how far apart.
func.func @first_column(%x: memref<?x?xf32>, %y: memref<?x1xf32>, %m: index) {
  // expected-remark@+1 {{axes [0] of s0; vectors [0]; operand 0: ?; operand 1: 1}}
  norm.kernel sizes = [%m, 1] ins(%x : memref<?x?xf32>) outs(%y : memref<?x1xf32>) maps = [affine_map<(d0, d1) -> (d0, 0)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// Named by a dimension of size 1, it looks the same.
func.func @first_by_a_unit(%x: memref<?x?xf32>, %y: memref<?x1xf32>, %m: index) {
  // expected-remark@+1 {{axes [0] of s0; vectors [0]; operand 0: ?; operand 1: 1}}
  norm.kernel sizes = [%m, 1] ins(%x : memref<?x?xf32>) outs(%y : memref<?x1xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}

// Another map of the same buffer says it.
func.func @said_by_another(%x: memref<?x?xf32>, %y: memref<?x?xf32>, %m: index, %n: index) {
  // expected-remark@+1 {{axes [0] of s0, [1] of s1; vectors [1]; operand 0: s1 0; operand 1: s1 1; operand 2: s1 1}}
  norm.kernel sizes = [%m, %n] ins(%x, %x : memref<?x?xf32>, memref<?x?xf32>) outs(%y : memref<?x?xf32>) maps = [affine_map<(d0, d1) -> (d0, 0)>, #map, #map] {
  ^bb0(%k: f32, %a: f32):
    %d = arith.subf %a, %k : f32
    norm.yield %d : f32
  }
  return
}

// Two maps that disagree say nothing.
func.func @disagreeing(%x: memref<?x?xf32>, %y: memref<?x?xf32>, %m: index, %n: index) {
  // expected-remark@+1 {{axes [0] of s0, [1] of s1; vectors [1]; operand 0: ? 1; operand 1: 1 ?; operand 2: s1 1}}
  norm.kernel sizes = [%m, %n] ins(%x, %x : memref<?x?xf32>, memref<?x?xf32>) outs(%y : memref<?x?xf32>) maps = [#map, affine_map<(d0, d1) -> (d1, d0)>, #map] {
  ^bb0(%b: f32, %a: f32):
    %d = arith.subf %a, %b : f32
    norm.yield %d : f32
  }
  return
}

// The first channels of groups do not say how many channels there are, nor does a window.
func.func @groups_and_windows(%x: memref<?x?xf32>, %z: memref<?x?xf32>, %y: memref<?x?xf32>, %m: index, %n: index) {
  // expected-remark@+1 {{axes [0] of s0, [1] of s1; vectors [1]; operand 0: ? 4; operand 1: ? 1 windows [1]; operand 2: s1 1}}
  norm.kernel sizes = [%m, %n] ins(%x, %z : memref<?x?xf32>, memref<?x?xf32>) outs(%y : memref<?x?xf32>) maps = [affine_map<(d0, d1) -> (d0, d1 * 4)>, affine_map<(d0, d1) -> (d0, d1 - 1)>, #map] outside = [unit, 0.0 : f32] {
  ^bb0(%a: f32, %b: f32):
    %d = arith.subf %a, %b : f32
    norm.yield %d : f32
  }
  return
}

// Windows along two dimensions.
func.func @pool(%x: memref<8x8xf32>, %y: memref<8x8xf32>) {
  // expected-remark@+1 {{axes [0] of 8, [1] of 8, [2] of 3 reduced, [3] of 3 reduced; vectors [1]; operand 0: 8 1 8 1 windows [0, 1]; operand 1: 8 1 0 0}}
  norm.kernel sizes = [8, 8, 3, 3] ins(%x : memref<8x8xf32>) outs(%y : memref<8x8xf32>) maps = [affine_map<(d0, d1, d2, d3) -> (d0 + d2 - 1, d1 + d3 - 1)>, affine_map<(d0, d1, d2, d3) -> (d0, d1)>] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [2, 3] : f32
    norm.yield %s : f32
  }
  return
}
