// RUN: norm-opt %s -test-norm-sweeps -split-input-file -verify-diagnostics
// RUN: norm-opt %s -test-norm-kernel-cost -split-input-file 2>&1 | FileCheck %s

// What the analyses of a kernel say of it.

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// CHECK: short as rows, short as columns; expensive 1; 128 bits #norm.cpu_schedule<vector = 1, lanes = 4, unroll = 2>; 256 bits #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, tail = masked>; 512 bits
func.func @two_sweeps(%x: memref<4x8xf32>, %y: memref<4x8xf32>, %r: memref<4xf32>) {
  // expected-remark@+1 {{reduces [1]; sweep 0: reads [0], needs 2, reductions 1, writes [], bytes 128; sweep 1: reads [0], needs 2, reductions 0, writes [0], bytes 256; per group: needs 0, writes [1]}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y, %r : memref<4x8xf32>, memref<4xf32>) maps = [#map, #map, #row] {
  ^bb0(%a: f32):
    %q = arith.mulf %a, %a : f32
    %s = norm.reduce <add> %q over [1] : f32
    %d = arith.divf %a, %s : f32
    norm.yield %d, %s : f32, f32
  }
  return
}

// -----

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// More bytes than a number holds are not told, nor are blocks shorter than an element.
// CHECK: long as rows, long as columns; expensive 0;
func.func @no_number_of_bytes(%x: memref<4611686018427387904x4611686018427387904xf64>, %r: memref<4611686018427387904xf64>) {
  // expected-remark@+1 {{reduces [1]; sweep 0: reads [0], needs 1, reductions 1, writes []; per group: needs 0, writes [0]}}
  norm.kernel sizes = [4611686018427387904, 4611686018427387904] ins(%x : memref<4611686018427387904x4611686018427387904xf64>) outs(%r : memref<4611686018427387904xf64>) maps = [#map, #row] {
  ^bb0(%a: f64):
    %s = norm.reduce <add> %a over [1] : f64
    norm.yield %s : f64
  }
  return
}
