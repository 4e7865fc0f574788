// RUN: norm-opt %s -norm-report-kernels -verify-diagnostics | FileCheck %s --check-prefix=DOC

// How kernels walk over memory, one of each class.

#map = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>

// DOC-LABEL: func.func @rows(
// DOC:       norm.kernel sizes = [4, 8] ins(%[[X:.+]] : memref<4x8xf32>) outs(%[[Y:.+]] : memref<4x8xf32>) maps = [#[[MAP:.+]], #[[MAP]]] {
func.func @rows(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  // expected-remark@+1 {{rows, 2 sweeps: 1 reduction, 128 bytes; 1 result, 256 bytes}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

func.func @columns(%x: memref<4x8xbf16>, %y: memref<4x8xbf16>, %z: memref<8xbf16>) {
  // expected-remark@+1 {{columns, 2 sweeps: 1 reduction, 64 bytes; 1 result, 128 bytes; 1 result per group, 16 bytes}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xbf16>) outs(%y, %z : memref<4x8xbf16>, memref<8xbf16>) maps = [#map, #map, #column] {
  ^bb0(%a: bf16):
    %s = norm.reduce <max> %a over [0] : bf16
    %q = arith.subf %a, %s : bf16
    norm.yield %q, %s : bf16, bf16
  }
  return
}

// Rows of three channels of a group.
#image = affine_map<(n, i, g, k) -> (n, i, g * 3 + k)>
func.func @lanes(%x: memref<2x5x12xf32>, %y: memref<2x5x12xf32>) {
  // expected-remark@+1 {{lanes, 2 sweeps: 1 reduction, 480 bytes; 1 result, 960 bytes}}
  norm.kernel sizes = [2, 5, 4, 3] ins(%x : memref<2x5x12xf32>) outs(%y : memref<2x5x12xf32>) maps = [#image, #image] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1, 3] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// Every element is a group of its own, of the neighbours in its window.
#space = affine_map<(d0, d1, d2) -> (d0, d1)>
#window = affine_map<(d0, d1, d2) -> (d0 + d2 - 1, d1)>
func.func @window(%x: memref<6x8xf32>, %y: memref<6x8xf32>) {
  // expected-remark@+1 {{window, 1 sweep: 1 reduction, 192 bytes; 1 result per group, 192 bytes}}
  norm.kernel sizes = [6, 8, 3] ins(%x : memref<6x8xf32>) outs(%y : memref<6x8xf32>) maps = [#window, #space] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [2] : f32
    norm.yield %s : f32
  }
  return
}

// Sizes that are not known are not counted.
func.func @points(%x: memref<?x8xf32>, %y: memref<?x8xf32>, %n: index) {
  // expected-remark@+1 {{points, 1 sweep: 1 result}}
  norm.kernel sizes = [%n, 8] ins(%x : memref<?x8xf32>) outs(%y : memref<?x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %q = math.tanh %a : f32
    norm.yield %q : f32
  }
  return
}

// Neither tensor has neighbours along a dimension of the space.
func.func @scattered(%x: memref<4x8x2xf32>, %y: memref<f32>) {
  // expected-remark@+1 {{scattered, 1 sweep: 1 reduction, 256 bytes; 1 result per group, 4 bytes}}
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8x2xf32>) outs(%y : memref<f32>) maps = [affine_map<(d0, d1) -> (d0, d1, 0)>, affine_map<(d0, d1) -> ()>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0, 1] : f32
    norm.yield %s : f32
  }
  return
}
