// RUN: norm-opt %s -norm-fuse-elementwise | FileCheck %s

// CHECK-DAG: #[[ROWS:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[ROW:.+]] = affine_map<(d0, d1) -> (d0)>
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

// The sum joins the product; the reshape of the scale stays in front of it.
// CHECK-LABEL: @sum_and_product
// CHECK-SAME: %[[X:.+]]: tensor<6x4xf32>, %[[FACTORS:.+]]: tensor<3x2xf32>
func.func @sum_and_product(%x: tensor<6x4xf32>, %factors: tensor<3x2xf32>) -> tensor<6x4xf32> {
  // CHECK-NEXT: %[[INIT:.+]] = tensor.empty() : tensor<6x4xf32>
  // CHECK-NEXT: %[[SCALE:.+]] = tensor.collapse_shape %[[FACTORS]] {{\[\[}}0, 1]] : tensor<3x2xf32> into tensor<6xf32>
  // CHECK-NEXT: %[[Y:.+]] = linalg.generic {indexing_maps = [#[[ROWS]], #[[ROW]], #[[ROWS]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[SCALE]] : tensor<6x4xf32>, tensor<6xf32>) outs(%[[INIT]] : tensor<6x4xf32>) {
  // CHECK:        arith.addf
  // CHECK-NEXT:   arith.mulf
  // CHECK-NEXT:   linalg.yield
  // CHECK-NEXT: }
  // CHECK-NEXT: return %[[Y]]
  %init = tensor.empty() : tensor<6x4xf32>
  %scale = tensor.collapse_shape %factors [[0, 1]] : tensor<3x2xf32> into tensor<6xf32>
  %sum = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<6x4xf32>) outs(%init : tensor<6x4xf32>) {
  ^bb0(%a: f32, %out: f32):
    %s = arith.addf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<6x4xf32>
  %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%sum, %scale : tensor<6x4xf32>, tensor<6xf32>) outs(%init : tensor<6x4xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %p = arith.mulf %a, %b : f32
    linalg.yield %p : f32
  } -> tensor<6x4xf32>
  return %y : tensor<6x4xf32>
}

// A producer with two uses would be computed twice.
// CHECK-LABEL: @two_uses
// CHECK-COUNT-2: linalg.generic
func.func @two_uses(%x: tensor<6x4xf32>, %init: tensor<6x4xf32>) -> (tensor<6x4xf32>, tensor<6x4xf32>) {
  %sum = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<6x4xf32>) outs(%init : tensor<6x4xf32>) {
  ^bb0(%a: f32, %out: f32):
    %s = arith.addf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<6x4xf32>
  %y = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%sum : tensor<6x4xf32>) outs(%init : tensor<6x4xf32>) {
  ^bb0(%a: f32, %out: f32):
    %p = arith.mulf %a, %a : f32
    linalg.yield %p : f32
  } -> tensor<6x4xf32>
  return %sum, %y : tensor<6x4xf32>, tensor<6x4xf32>
}
