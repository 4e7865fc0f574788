// The example of the pass's description.
// RUN: norm-opt %s -norm-raise -canonicalize -cse | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @layer_norm(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %[[X:.+]] axes = [1] epsilon = 9.9999997473787516E-6 : tensor<3x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @layer_norm(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %zero = arith.constant 0.0 : f32
  %four = arith.constant dense<4.0> : tensor<3xf32>
  %epsilon = arith.constant 1.0e-5 : f32
  %rows = tensor.empty() : tensor<3xf32>
  %empty = tensor.empty() : tensor<3x4xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%rows : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x4xf32>) outs(%zeros : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %four : tensor<3xf32>
  %centred = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%x, %mean : tensor<3x4xf32>, tensor<3xf32>) outs(%empty : tensor<3x4xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %d = arith.subf %a, %m : f32
    linalg.yield %d : f32
  } -> tensor<3x4xf32>
  %square = arith.mulf %centred, %centred : tensor<3x4xf32>
  %m2 = linalg.reduce { arith.addf } ins(%square : tensor<3x4xf32>) outs(%zeros : tensor<3xf32>) dimensions = [1]
  %variance = arith.divf %m2, %four : tensor<3xf32>
  %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%centred, %variance : tensor<3x4xf32>, tensor<3xf32>) outs(%empty : tensor<3x4xf32>) {
  ^bb0(%d: f32, %v: f32, %o: f32):
    %shifted = arith.addf %v, %epsilon : f32
    %rstd = math.rsqrt %shifted : f32
    %normalized = arith.mulf %d, %rstd : f32
    linalg.yield %normalized : f32
  } -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}
