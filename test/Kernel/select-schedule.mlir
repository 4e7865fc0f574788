// The dimension that vectors run along, and how many lanes, vectors and rows of a block there are.
// RUN: norm-opt %s -norm-select-schedule | FileCheck %s --check-prefixes=CHECK,B256
// RUN: norm-opt %s -norm-select-schedule=vector-bits=128 | FileCheck %s --check-prefixes=CHECK,B128
// RUN: norm-opt %s -norm-select-schedule=vector-bits=512 | FileCheck %s --check-prefixes=CHECK,B512
// RUN: norm-opt %s -norm-select-schedule=cache-bytes=0 | FileCheck %s --check-prefix=DOC
// RUN: norm-opt %s -norm-select-schedule=cache-bytes=1000 | FileCheck %s --check-prefix=CACHE

#map = affine_map<(d0, d1) -> (d0, d1)>
#columns = affine_map<(d0, d1) -> (d1)>
#transposed = affine_map<(d0, d1) -> (d1, d0)>
#space = affine_map<(d0, d1, d2) -> (d0, d1)>
#window = affine_map<(d0, d1, d2) -> (d0 + d2 - 1, d1)>

// DOC:        #[[MAP:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// DOC-LABEL:  func.func @rows(
// DOC:        norm.kernel sizes = [4, 8] ins(%[[X:.+]] : memref<4x8xf32>) outs(%[[Y:.+]] : memref<4x8xf32>) maps = [#[[MAP]], #[[MAP]]] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, tail = masked> {
// CACHE-LABEL: func.func @rows(
// CACHE:       schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, cache = 1000, tail = masked> {
// CHECK-LABEL: func.func @rows(
// B128:        schedule = #norm.cpu_schedule<vector = 1, lanes = 4, unroll = 2, cache = 33554432>
// B256:        schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, cache = 33554432, tail = masked>
// B512:        schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 4, cache = 33554432, tail = masked>
func.func @rows(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// The widest element of what varies over the space decides; 16-bit elements are computed in f32.
// CHECK-LABEL: func.func @doubles(
// B128:        lanes = 2,
// B256:        lanes = 4,
// B512:        lanes = 8,
// CHECK-LABEL: func.func @halves(
// B128:        lanes = 4,
// B256:        lanes = 8, unroll = 2, cache = 33554432> {
// B512:        lanes = 16, unroll = {{[24]}}, cache = 33554432, tail = masked> {
func.func @doubles(%x: memref<4x8xf64>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf64>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f64):
    %q = arith.truncf %a : f64 to f32
    norm.yield %q : f32
  }
  return
}
func.func @halves(%x: memref<4x8xbf16>, %y: memref<4x8xbf16>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xbf16>) outs(%y : memref<4x8xbf16>) maps = [#map, #map] {
  ^bb0(%a: bf16):
    %q = arith.negf %a : bf16
    norm.yield %q : bf16
  }
  return
}

// Four vectors of bytes are stored as one where there are registers for their sums.
// CHECK-LABEL: func.func @bytes(
// B128:        lanes = 4, unroll = 2,
// B256:        lanes = 8, unroll = 2,
// B512:        lanes = 16, unroll = 4,
func.func @bytes(%x: memref<4x8xf32>, %y: memref<4x8xi8>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xi8>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %d = arith.divf %a, %s : f32
    %q = arith.fptosi %d : f32 to i8
    norm.yield %q : i8
  }
  return
}

// Elements that go through a function wait for it; what is computed once per group does not count.
// CHECK-LABEL: func.func @functions(
// B256:        lanes = 8, unroll = 2,
// B512:        lanes = 16, unroll = 4,
// B512:        lanes = 16, unroll = 2,
func.func @functions(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %t = math.tanh %a : f32
    norm.yield %t : f32
  }
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %t = math.tanh %s : f32
    %p = arith.mulf %a, %t : f32
    norm.yield %p : f32
  }
  return
}

// Columns keep their vectors apart; more registers take more of them.
// CHECK-LABEL: func.func @columns(
// B128:        schedule = #norm.cpu_schedule<vector = 1, lanes = 4, unroll = 2, cache
// B256:        schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, cache
// B512:        schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 4, cache
func.func @columns(%x: memref<1000x8xf32>, %y: memref<1000x8xf32>) {
  norm.kernel sizes = [1000, 8] ins(%x : memref<1000x8xf32>) outs(%y : memref<1000x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// What hardly ever runs gets none.
// CHECK-LABEL: func.func @cold(
// CHECK-NOT:   schedule
// CHECK:       return
func.func @cold(%x: memref<512x8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [512, 8] ins(%x : memref<512x8xf32>) outs(%y : memref<8xf32>) maps = [#map, #columns] attributes {norm.cold} {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    norm.yield %s : f32
  }
  return
}

// Vectors run along what most operands walk element by element, not along the window.
// CHECK-LABEL: func.func @transposed(
// CHECK:       schedule = #norm.cpu_schedule<vector = 1,
// CHECK-LABEL: func.func @window(
// CHECK:       schedule = #norm.cpu_schedule<vector = 1,
func.func @transposed(%x: memref<4x8xf32>, %t: memref<8x4xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x, %t : memref<4x8xf32>, memref<8x4xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #transposed, #map] {
  ^bb0(%a: f32, %b: f32):
    %q = arith.addf %a, %b : f32
    norm.yield %q : f32
  }
  return
}
func.func @window(%x: memref<6x16xf32>, %y: memref<6x16xf32>) {
  norm.kernel sizes = [6, 16, 3] ins(%x, %x : memref<6x16xf32>, memref<6x16xf32>) outs(%y : memref<6x16xf32>) maps = [#space, #window, #space] outside = [unit, 0.0 : f32] {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %b over [2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// A schedule by hand stays; one element needs none.
// CHECK-LABEL: func.func @by_hand(
// CHECK:       schedule = #norm.cpu_schedule<vector = 0, lanes = 2, unroll = 1, stores = regular> {
// CHECK-LABEL: func.func @one_element(
// CHECK-NOT:   schedule
// CHECK:       return
func.func @by_hand(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 0, lanes = 2, unroll = 1, stores = regular> {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}
func.func @one_element(%x: memref<1x1xf32>, %y: memref<1x1xf32>) {
  norm.kernel sizes = [1, 1] ins(%x : memref<1x1xf32>) outs(%y : memref<1x1xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}
