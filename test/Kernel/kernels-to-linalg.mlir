// RUN: norm-opt %s -norm-kernels-to-linalg | FileCheck %s

// Every part of a kernel as linalg ops.

// CHECK-DAG: #[[ALL:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[ROW:.+]] = affine_map<(d0, d1) -> (d0)>
// CHECK-DAG: #[[COLUMN:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[SWAPPED:.+]] = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-DAG: #[[ONE:.+]] = affine_map<(d0) -> (d0)>
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0)>
#map2 = affine_map<(d0, d1) -> (d1)>

// The example of the pass's description; the schedule goes.
// CHECK-LABEL: func.func @example(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4x8xf32>, %[[INIT:[^:]+]]: tensor<4x8xf32>)
// CHECK:         %[[ZERO:.+]] = linalg.fill
// CHECK-NEXT:    %[[SUM:.+]] = linalg.generic {indexing_maps = [#[[ALL]], #[[ROW]]], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<4x8xf32>) outs(%[[ZERO]] : tensor<4xf32>) {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: f32, %[[ACC:.+]]: f32):
// CHECK-NEXT:      %[[S:.+]] = arith.addf %[[ACC]], %[[A]] fastmath<reassoc> : f32
// CHECK-NEXT:      linalg.yield %[[S]]
// CHECK:         %[[Y:.+]] = linalg.generic {indexing_maps = [#[[ALL]], #[[ROW]], #[[ALL]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[SUM]] : tensor<4x8xf32>, tensor<4xf32>) outs(%[[INIT]] : tensor<4x8xf32>) {
// CHECK-NEXT:    ^bb0(%[[A:.+]]: f32, %[[B:.+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:      %[[Q:.+]] = arith.divf %[[A]], %[[B]] : f32
// CHECK-NEXT:      linalg.yield %[[Q]]
// CHECK:         return %[[Y]]
func.func @example(%x: tensor<4x8xf32>, %init: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  } -> tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// Both extremes in one op; the range once per row; a conversion where it is used; results of two spaces in two ops.
// CHECK-LABEL: func.func @stages(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4x8xf32>, %[[W:[^:]+]]: tensor<8xf16>
// CHECK:         linalg.fill ins(%{{.+}} : f32)
// CHECK:         linalg.fill ins(%{{.+}} : f32)
// CHECK:         %[[EXTREMES:.+]]:2 = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[X]] :
// CHECK:           arith.maximumf
// CHECK-NEXT:      arith.minimumf
// CHECK:         %[[RANGE:.+]] = linalg.generic {indexing_maps = [#[[ONE]], #[[ONE]], #[[ONE]]], iterator_types = ["parallel"]} ins(%[[EXTREMES]]#0, %[[EXTREMES]]#1 :
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[X]], %[[RANGE]] :
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      arith.divf
// CHECK-NEXT:      arith.addf
// CHECK:         %[[Y:.+]] = linalg.generic {indexing_maps = [#[[ALL]], #[[ROW]], #[[COLUMN]], #[[ROW]], #[[ALL]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[RANGE]], %[[W]], %[[SUM]] :
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      arith.divf
// CHECK-NEXT:      arith.extf
// CHECK:         %[[M:.+]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<4xf32>)
// CHECK:         return %[[Y]], %[[M]]
func.func @stages(%x: tensor<4x8xf32>, %w: tensor<8xf16>, %y0: tensor<4x8xf32>, %m0: tensor<4xf32>) -> (tensor<4x8xf32>, tensor<4xf32>) {
  %y, %m = norm.kernel sizes = [4, 8] ins(%x, %w : tensor<4x8xf32>, tensor<8xf16>) outs(%y0, %m0 : tensor<4x8xf32>, tensor<4xf32>) maps = [#map, #map2, #map, #map1] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 4> {
  ^bb0(%a: f32, %g: f16):
    %max = norm.reduce <max> %a over [1] : f32
    %min = norm.reduce <min> %a over [1] : f32
    %range = arith.subf %max, %min : f32
    %d = arith.divf %a, %range : f32
    %s = norm.reduce <add> %d over [1] : f32
    %wide = arith.extf %g : f16 to f32
    %v = arith.mulf %d, %wide : f32
    %o = arith.addf %v, %s : f32
    norm.yield %o, %s : f32, f32
  } -> tensor<4x8xf32>, tensor<4xf32>
  return %y, %m : tensor<4x8xf32>, tensor<4xf32>
}

// What is reduced is last, whatever its place in the space.
// CHECK-LABEL: func.func @columns(
// CHECK:         linalg.generic {indexing_maps = [#[[SWAPPED]], #[[ROW]]], iterator_types = ["parallel", "reduction"]}
func.func @columns(%x: tensor<4x8xf32>, %y0: tensor<8xf32>) -> tensor<8xf32> {
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%y0 : tensor<8xf32>) maps = [#map, #map2] {
  ^bb0(%a: f32):
    %c = norm.reduce <add> %a over [0] : f32
    norm.yield %c : f32
  } -> tensor<8xf32>
  return %y : tensor<8xf32>
}

// Nothing walks the space: an operand that nobody reads has its sizes. A value from outside is read as it is.
// CHECK-LABEL: func.func @count(
// CHECK-SAME:    %[[Y0:[^:]+]]: tensor<f32>, %[[V:[^:]+]]: f32
// CHECK:         %[[EXTENT:.+]] = tensor.empty() : tensor<4x8xi1>
// CHECK:         linalg.generic {{.*}} iterator_types = ["reduction", "reduction"]} ins(%[[EXTENT]] : tensor<4x8xi1>)
// CHECK:         linalg.generic {{.*}} iterator_types = []} {{.*}} outs(%[[Y0]] : tensor<f32>)
// CHECK:           arith.addf %{{.+}}, %[[V]]
func.func @count(%y0: tensor<f32>, %v: f32) -> tensor<f32> {
  %y = norm.kernel sizes = [4, 8] ins() outs(%y0 : tensor<f32>) maps = [affine_map<(d0, d1) -> ()>] {
    %one = arith.constant 1.0 : f32
    %s = norm.reduce <add> %one over [0, 1] : f32
    %t = arith.addf %s, %v : f32
    norm.yield %t : f32
  } -> tensor<f32>
  return %y : tensor<f32>
}

// A dimension of size 1 that nothing walks is put back.
// CHECK-LABEL: func.func @unit_dimension(
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}} outs(%{{.+}} : tensor<4x8xf32>)
// CHECK:         tensor.expand_shape %[[Y]] {{\[\[}}0, 1], [2]] output_shape [4, 1, 8]
func.func @unit_dimension(%x: tensor<4xf32>, %y0: tensor<4x1x8xf32>) -> tensor<4x1x8xf32> {
  %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4xf32>) outs(%y0 : tensor<4x1x8xf32>) maps = [#map1, affine_map<(d0, d1) -> (d0, 0, d1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<4x1x8xf32>
  return %y : tensor<4x1x8xf32>
}

// CHECK-LABEL: func.func @buffers(
// CHECK:         norm.kernel
func.func @buffers(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}
