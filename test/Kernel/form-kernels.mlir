// RUN: norm-opt %s -norm-form-kernels | FileCheck %s

// The example of the pass's description.

// CHECK-DAG: #[[ALL:.+]] = affine_map<(d0, d1)[s0, s1] -> (d0, d1)>
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4x8xf32>)
// CHECK-NEXT:    %[[INIT:.+]] = tensor.empty() : tensor<4x8xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.kernel sizes = [4, 8] ins(%[[X]] : tensor<4x8xf32>) outs(%[[INIT]] : tensor<4x8xf32>) maps = [#[[ALL]], #[[ALL]]] {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: f32):
// CHECK-NEXT:      %[[S:.+]] = norm.reduce <add> %[[A]] over [1] : f32
// CHECK-NEXT:      %[[Q:.+]] = arith.divf %[[A]], %[[S]] : f32
// CHECK-NEXT:      norm.yield %[[Q]] : f32
// CHECK-NEXT:    } -> tensor<4x8xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @example(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %c0 = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4xf32>
  %zero = linalg.fill ins(%c0 : f32) outs(%empty : tensor<4xf32>) -> tensor<4xf32>
  %sum = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%zero : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %s = arith.addf %acc, %a : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %init = tensor.empty() : tensor<4x8xf32>
  %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%x, %sum : tensor<4x8xf32>, tensor<4xf32>) outs(%init : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %q = arith.divf %a, %b : f32
    linalg.yield %q : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}
