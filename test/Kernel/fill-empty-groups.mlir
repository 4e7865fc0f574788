// Results that exist though the space of their kernel is empty.
// RUN: norm-opt %s -norm-fill-empty-groups | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#row = affine_map<(d0, d1) -> (d0)>
#space = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#second = affine_map<(d0, d1, d2) -> (d1)>
#two = affine_map<(d0, d1, d2) -> (d0, d1)>

// What varies along the columns only is written by loops over rows, of which there may be none.
// CHECK-LABEL: func.func @fewer(
// CHECK-SAME:    %[[M:[^:]+]]: index, %[[N:[^:]+]]: index, %[[X:[^:]+]]: memref<?x?xf32>, %[[W:[^:]+]]: memref<?xf32>,
// CHECK:         %[[EMPTY:.+]] = arith.cmpi eq, %[[M]], %c0
// CHECK:         scf.if %[[EMPTY]] {
// CHECK-NEXT:      norm.kernel sizes = [1, %[[N]]] ins(%[[W]] : memref<?xf32>) outs(%[[Z:.+]] : memref<?xf32>) maps = [#[[MAP1:.+]], #[[MAP1]]] attributes {norm.cold} {
// CHECK:         }
// CHECK:         norm.kernel sizes = [%[[M]], %[[N]]] ins(%[[X]], %[[W]] : memref<?x?xf32>, memref<?xf32>) outs(%[[Y:.+]], %[[Z]] : memref<?x?xf32>, memref<?xf32>) maps = [#[[MAP:.+]], #[[MAP1]], #[[MAP]], #[[MAP1]]] {
func.func @fewer(%m: index, %n: index, %x: memref<?x?xf32>, %w: memref<?xf32>, %y: memref<?x?xf32>, %z: memref<?xf32>) {
  norm.kernel sizes = [%m, %n] ins(%x, %w : memref<?x?xf32>, memref<?xf32>) outs(%y, %z : memref<?x?xf32>, memref<?xf32>) maps = [#map, #map1, #map, #map1] {
  ^bb0(%a: f32, %b: f32):
    %s = arith.mulf %a, %b : f32
    %t = math.exp %b : f32
    norm.yield %s, %t : f32, f32
  }
  return
}

// A group's result is written though it has no element.
// CHECK-LABEL: func.func @sums(
// CHECK-NOT:     scf.if
// CHECK:         return
func.func @sums(%m: index, %n: index, %x: memref<?x?xf32>, %y: memref<?xf32>) {
  norm.kernel sizes = [%m, %n] ins(%x : memref<?x?xf32>) outs(%y : memref<?xf32>) maps = [#map, #row] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  }
  return
}

// Where one of two reduced dimensions is empty, so is the sum over both: it is 0, without a reduction.
// CHECK-LABEL: func.func @beside_a_reduction(
// CHECK:         scf.if
// CHECK:           norm.kernel sizes = [%[[M:.+]], %[[N:.+]], 1] {{.+}} attributes {norm.cold} {
// CHECK:             arith.constant 0.000000e+00
// CHECK-NOT:         norm.reduce
// CHECK:         norm.kernel sizes = [%[[M]], %[[N]], %{{.+}}]
// CHECK:           norm.reduce
func.func @beside_a_reduction(%m: index, %n: index, %k: index, %x: memref<?x?x?xf32>, %w: memref<?xf32>, %y: memref<?x?xf32>) {
  norm.kernel sizes = [%m, %n, %k] ins(%x, %w : memref<?x?x?xf32>, memref<?xf32>) outs(%y : memref<?x?xf32>) maps = [#space, #second, #two] {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %a over [1, 2] : f32
    %t = arith.addf %s, %b : f32
    norm.yield %t : f32
  }
  return
}

// Sizes that are stated leave nothing to ask.
// CHECK-LABEL: func.func @stated(
// CHECK-NOT:     scf.if
// CHECK:         return
func.func @stated(%w: memref<8xf32>, %y: memref<4x8xf32>, %z: memref<8xf32>) {
  norm.kernel sizes = [4, 8] ins(%w : memref<8xf32>) outs(%y, %z : memref<4x8xf32>, memref<8xf32>) maps = [#map1, #map, #map1] {
  ^bb0(%b: f32):
    %t = math.exp %b : f32
    norm.yield %t, %t : f32, f32
  }
  return
}
