// RUN: norm-opt %s -canonicalize | FileCheck %s

// Inputs that the region does not read go, with their maps and their values outside.

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (d0)>

// CHECK-DAG: #[[ALL:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[ROW:.+]] = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @unused_input(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4x8xf32>, %{{[^:]+}}: tensor<8xf32>, %[[R:[^:]+]]: tensor<4xf32>, %[[Y0:[^:]+]]: tensor<4x8xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.kernel sizes = [4, 8] ins(%[[X]], %[[R]] : tensor<4x8xf32>, tensor<4xf32>) outs(%[[Y0]] : tensor<4x8xf32>) maps = [#[[ALL]], #[[ROW]], #[[ALL]]] {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: f32, %[[B:.+]]: f32):
// CHECK-NEXT:      %[[V:.+]] = arith.addf %[[A]], %[[B]]
// CHECK-NEXT:      norm.yield %[[V]]
func.func @unused_input(%x: tensor<4x8xf32>, %w: tensor<8xf32>, %r: tensor<4xf32>, %y0: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = norm.kernel sizes = [4, 8] ins(%w, %x, %w, %r : tensor<8xf32>, tensor<4x8xf32>, tensor<8xf32>, tensor<4xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map1, #map, #map1, #map2, #map] {
  ^bb0(%g: f32, %a: f32, %h: f32, %b: f32):
    %v = arith.addf %a, %b : f32
    norm.yield %v : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// CHECK-LABEL: func.func @unused_input_outside(
// CHECK:         maps = [#[[ALL]], #[[ROW]], #[[ALL]]] outside = [1.000000e+00 : f32, unit] {
func.func @unused_input_outside(%x: tensor<4x8xf32>, %w: tensor<8xf32>, %r: tensor<4xf32>, %y0: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = norm.kernel sizes = [4, 8] ins(%x, %w, %r : tensor<4x8xf32>, tensor<8xf32>, tensor<4xf32>) outs(%y0 : tensor<4x8xf32>) maps = [#map, #map1, #map2, #map] outside = [1.0 : f32, 2.0 : f32, unit] {
  ^bb0(%a: f32, %g: f32, %b: f32):
    %v = arith.addf %a, %b : f32
    norm.yield %v : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// Nothing is read any more.
// CHECK-LABEL: func.func @no_input_left(
// CHECK:         norm.kernel sizes = [4, 8] ins() outs(%{{.+}} : tensor<4x8xf32>) maps = [#[[ALL]]] {
// CHECK-NEXT:      norm.yield %{{.+}} : f32
func.func @no_input_left(%v: f32, %z0: tensor<4x8xf32>, %t: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %z = norm.kernel sizes = [4, 8] ins(%t : tensor<4x8xf32>) outs(%z0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %v : f32
  } -> tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}

// On buffers a kernel writes, and stays; a kernel on tensors that nobody uses goes.
// CHECK-LABEL: func.func @effects(
// CHECK-NEXT:    norm.kernel {{.*}} outs(%{{.+}} : memref<4x8xf32>)
// CHECK-NOT:     tensor<4x8xf32>)
// CHECK:         return
func.func @effects(%x: memref<4x8xf32>, %y: memref<4x8xf32>, %t: tensor<4x8xf32>, %z0: tensor<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  %z = norm.kernel sizes = [4, 8] ins(%t : tensor<4x8xf32>) outs(%z0 : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x8xf32>
  return
}
