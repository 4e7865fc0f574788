// RUN: norm-opt %s --verify-roundtrip | FileCheck %s
// RUN: norm-opt %s | norm-opt | FileCheck %s

// Every clause of norm.kernel, norm.reduce and norm.yield, printed and parsed again; and the examples of their
// descriptions.

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0)>

// CHECK-DAG: #[[ALL:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[COLUMN:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[ROW:.+]] = affine_map<(d0, d1) -> (d0)>
// CHECK-DAG: #[[CHANNEL:.+]] = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d1 * s2 + d2)>
// CHECK-DAG: #[[WINDOW:.+]] = affine_map<(d0, d1) -> (d0 + d1 - 2)>
// CHECK-DAG: #[[NONE:.+]] = affine_map<() -> ()>

// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>, %[[W:[^:]+]]: tensor<?xf32>, %[[Y0:[^:]+]]: tensor<?x?xf32>, %[[R0:[^:]+]]: tensor<?xf32>, %[[M:[^:]+]]: index, %[[N:[^:]+]]: index
// CHECK:         norm.kernel sizes = [%[[M]], %[[N]]] ins(%[[X]], %[[W]] : tensor<?x?xf32>, tensor<?xf32>) outs(%[[Y0]], %[[R0]] : tensor<?x?xf32>, tensor<?xf32>) maps = [#[[ALL]], #[[COLUMN]], #[[ALL]], #[[ROW]]] {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: f32, %[[G:.+]]: f32):
// CHECK-NEXT:      %[[Q:.+]] = arith.mulf %[[A]], %[[A]] : f32
// CHECK-NEXT:      %[[S:.+]] = norm.reduce <add> %[[Q]] over [1] : f32
// CHECK:           norm.yield %{{.+}}, %{{.+}} : f32, f32
// CHECK-NEXT:    } -> tensor<?x?xf32>, tensor<?xf32>
func.func @dynamic(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %y0: tensor<?x?xf32>, %r0: tensor<?xf32>, %m: index, %n: index) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %y, %r = norm.kernel sizes = [%m, %n] ins(%x, %w : tensor<?x?xf32>, tensor<?xf32>) outs(%y0, %r0 : tensor<?x?xf32>, tensor<?xf32>) maps = [#map, #map1, #map, #map2] {
  ^bb0(%a: f32, %g: f32):
    %q = arith.mulf %a, %a : f32
    %s = norm.reduce <add> %q over [1] : f32
    %t = math.sqrt %s : f32
    %u = arith.divf %a, %t : f32
    %v = arith.mulf %u, %g : f32
    norm.yield %v, %t : f32, f32
  } -> tensor<?x?xf32>, tensor<?xf32>
  return %y, %r : tensor<?x?xf32>, tensor<?xf32>
}

// Every kind of reduction; an attribute of the op.
// CHECK-LABEL: func.func @reductions(
// CHECK:         norm.kernel sizes = [4, 8]
// CHECK-SAME:      attributes {note = "kept"}
// CHECK:           norm.reduce <max> %{{.+}} over [0, 1] : f32
// CHECK:           norm.reduce <min> %{{.+}} over [0, 1] : f32
// CHECK:           %[[WIDE:.+]] = arith.extf
// CHECK-NEXT:      norm.reduce <add> %[[WIDE]] over [0, 1] : f64
func.func @reductions(%x: tensor<4x8xf32>, %y0: tensor<f32>, %z0: tensor<f32>, %r0: tensor<f64>) -> (tensor<f32>, tensor<f32>, tensor<f64>) {
  %y, %z, %r = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0, %z0, %r0 : tensor<f32>, tensor<f32>, tensor<f64>) maps = [#map, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> ()>] attributes {note = "kept"} {
  ^bb0(%a: f32):
    %max = norm.reduce <max> %a over [0, 1] : f32
    %min = norm.reduce <min> %a over [0, 1] : f32
    %wide = arith.extf %a : f32 to f64
    %sum = norm.reduce <add> %wide over [0, 1] : f64
    norm.yield %max, %min, %sum : f32, f32, f64
  } -> tensor<f32>, tensor<f32>, tensor<f64>
  return %y, %z, %r : tensor<f32>, tensor<f32>, tensor<f64>
}

// CHECK-LABEL: func.func @reduce_example(
// CHECK:         norm.reduce <add> %{{.+}} over [1] : f64
func.func @reduce_example(%x: tensor<4x8xf64>, %y0: tensor<4xf64>) -> tensor<4xf64> {
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf64>) outs(%y0 : tensor<4xf64>) maps = [#map, #map2] {
  ^bb0(%q: f64):
    %s = norm.reduce <add> %q over [1] : f64
    norm.yield %s : f64
  } -> tensor<4xf64>
  return %y : tensor<4xf64>
}

// On buffers there are no results. A dimension that is split is walked by two of the space; sizes are mixed.
// CHECK-LABEL: func.func @buffers(
// CHECK-SAME:    %[[X:[^:]+]]: memref<?xbf16>, %[[Y:[^:]+]]: memref<2x?xbf16>, %[[G:[^:]+]]: index
// CHECK:         norm.kernel sizes = [2, 3, %[[G]]] ins(%[[X]] : memref<?xbf16>) outs(%[[Y]] : memref<2x?xbf16>) maps = [#[[CHANNEL]], #{{.+}}] {
// CHECK:           norm.yield %{{.+}} : bf16
// CHECK-NEXT:    }
// CHECK-NEXT:    return
func.func @buffers(%x: memref<?xbf16>, %y: memref<2x?xbf16>, %g: index) {
  norm.kernel sizes = [2, 3, %g] ins(%x : memref<?xbf16>) outs(%y : memref<2x?xbf16>) maps = [affine_map<(d0, d1, d2)[s0, s1, s2] -> (d1 * s2 + d2)>, affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2 + d2)>] {
  ^bb0(%a: bf16):
    norm.yield %a : bf16
  }
  return
}

// A window of five elements, 0 beyond the ends; the second input has no value outside.
// CHECK-LABEL: func.func @outside(
// CHECK:         maps = [#[[WINDOW]], #[[ROW]], #[[ROW]]] outside = [0.000000e+00 : f32, unit] {
func.func @outside(%x: tensor<16xf32>, %y0: tensor<16xf32>) -> tensor<16xf32> {
  %y = norm.kernel sizes = [16, 5] ins(%x, %x : tensor<16xf32>, tensor<16xf32>) outs(%y0 : tensor<16xf32>) maps = [affine_map<(d0, d1) -> (d0 + d1 - 2)>, #map2, #map2] outside = [0.0 : f32, unit] {
  ^bb0(%a: f32, %c: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %v = arith.subf %c, %s : f32
    norm.yield %v : f32
  } -> tensor<16xf32>
  return %y : tensor<16xf32>
}

// No input and no dimension: one point.
// CHECK-LABEL: func.func @point(
// CHECK:         norm.kernel sizes = [] ins() outs(%{{.+}} : tensor<f32>) maps = [#[[NONE]]] {
func.func @point(%v: f32, %y0: tensor<f32>) -> tensor<f32> {
  %y = norm.kernel sizes = [] ins() outs(%y0 : tensor<f32>) maps = [affine_map<() -> ()>] {
    norm.yield %v : f32
  } -> tensor<f32>
  return %y : tensor<f32>
}

// What a schedule leaves out has its default, which is not printed.
// CHECK-LABEL: func.func @schedule(
// CHECK:         schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 4> {
// CHECK:         schedule = #norm.cpu_schedule<vector = 0, lanes = 64, unroll = 16, stores = nontemporal, cache = 33554432> {
// CHECK:         attributes {alternatives = [#norm.cpu_schedule<vector = 0, lanes = 1, unroll = 1, stores = regular>]} {
func.func @schedule(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>, %s0: tensor<8xf32>) -> (tensor<4x8xf32>, tensor<8xf32>, tensor<4x8xf32>) {
  %0 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 4, stores = auto, cache = 0> {
  ^bb0(%v: f32):
    norm.yield %v : f32
  } -> tensor<4x8xf32>
  %1 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%s0 : tensor<8xf32>) maps = [#map, #map1] schedule = #norm.cpu_schedule<vector = 0, lanes = 64, unroll = 16, stores = nontemporal, cache = 33554432> {
  ^bb0(%v: f32):
    %s = norm.reduce <add> %v over [0] : f32
    norm.yield %s : f32
  } -> tensor<8xf32>
  %2 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map] attributes {alternatives = [#norm.cpu_schedule<vector = 0, lanes = 1, unroll = 1, stores = regular>]} {
  ^bb0(%v: f32):
    norm.yield %v : f32
  } -> tensor<4x8xf32>
  return %0, %1, %2 : tensor<4x8xf32>, tensor<8xf32>, tensor<4x8xf32>
}

// Sums of blocks of the reduced space: the first index of the result is the block's number.
// CHECK-LABEL: func.func @blocks(
// CHECK:         outs(%{{.+}} : memref<?x8xf32>) maps = [#{{.+}}, #{{.+}}] {
// CHECK:           norm.reduce <add> %{{.+}} over [0, 1] by 128 : f32
// CHECK:         norm.kernel sizes = [%{{.+}}, 8]
// CHECK:           %[[S:.+]] = norm.reduce <add> %[[Q:.+]] over [0] by 128 : f64
func.func @blocks(%n: index, %m: index, %x: memref<?x?x8xf32>, %p: memref<?x8xf32>, %z: memref<?x8xf64>, %r: memref<?x8xf64>) {
  norm.kernel sizes = [%n, %m, 8] ins(%x : memref<?x?x8xf32>) outs(%p : memref<?x8xf32>) maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2)[s0, s1, s2] -> ((d0 * s1 + d1) floordiv 128, d2)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0, 1] by 128 : f32
    norm.yield %s : f32
  }
  norm.kernel sizes = [%n, 8] ins(%z : memref<?x8xf64>) outs(%r : memref<?x8xf64>) maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0 floordiv 128, d1)>] {
  ^bb0(%q: f64):
    %s = norm.reduce <add> %q over [0] by 128 : f64
    norm.yield %s : f64
  }
  return
}

// A sum over rows leaves the kernel beside what is divided by a sum over columns.
// CHECK-LABEL: func.func @outer(
// CHECK:         norm.reduce <add> %{{.+}} over [1] : f32
// CHECK:         norm.reduce <max> %{{.+}} over [0] : f32
func.func @outer(%x: tensor<4x8xf32>, %y0: tensor<4x8xf32>, %s0: tensor<8xf32>) -> (tensor<4x8xf32>, tensor<8xf32>) {
  %0:2 = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0, %s0 : tensor<4x8xf32>, tensor<8xf32>) maps = [#map, #map, #map1] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    %t = norm.reduce <max> %q over [0] : f32
    norm.yield %q, %t : f32, f32
  } -> tensor<4x8xf32>, tensor<8xf32>
  return %0#0, %0#1 : tensor<4x8xf32>, tensor<8xf32>
}

// CHECK-LABEL: func.func @chain(
// CHECK:         norm.reduce <add> %{{.+}} over [1] chain = 6 : f64
func.func @chain(%x: memref<4x8xf32>, %y: memref<4xf64>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4xf64>) maps = [#map, #map2] {
  ^bb0(%a: f32):
    %wide = arith.extf %a : f32 to f64
    %t = norm.reduce <add> %wide over [1] chain = 6 : f64
    norm.yield %t : f64
  }
  return
}
