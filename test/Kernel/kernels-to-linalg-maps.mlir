// RUN: norm-opt %s -norm-kernels-to-linalg | FileCheck %s
// RUN: norm-opt %s -norm-kernels-to-linalg | norm-runner - --entry=values --precision=0 | FileCheck %s --check-prefix=VALUES

// Maps of operands: reshapes, slices of first elements, windows, and any others as reads in the body.

// CHECK-DAG: #[[FIRST_OF_4:.+]] = affine_map<(d0) -> (d0, 0)>
#map = affine_map<(d0) -> (d0)>

// Channels that two dimensions walk, and the first element of each group, which may not exist.
// CHECK-LABEL: func.func @groups(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>, %[[Y0:[^:]+]]: tensor<?x?xf32>, %[[N:[^:]+]]: index, %[[K:[^:]+]]: index
// CHECK-DAG:     %[[PARTS:.+]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [%{{.+}}, 4, %[[K]]] : tensor<?x?xf32> into tensor<?x4x?xf32>
// CHECK-DAG:     tensor.expand_shape %[[Y0]]
// CHECK:         %[[SLICE:.+]] = tensor.extract_slice %{{.+}}[%{{.+}}, 0, %{{.+}}] [%{{.+}}, 4, %{{.+}}] [1, 1, 1] : tensor<?x4x?xf32> to tensor<?x4x?xf32>
// CHECK:         %[[FIRST:.+]] = linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[SLICE]] : tensor<?x4x?xf32>)
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "parallel"]} ins(%{{.+}}, %[[FIRST]] : tensor<?x4x?xf32>, tensor<?x4xf32>)
// CHECK:         tensor.collapse_shape %{{.+}} {{\[\[}}0], [1, 2]] : tensor<?x4x?xf32> into tensor<?x?xf32>
func.func @groups(%x: tensor<?x?xf32>, %y0: tensor<?x?xf32>, %n: index, %k: index) -> tensor<?x?xf32> {
  %y = norm.kernel sizes = [%n, 4, %k] ins(%x, %x : tensor<?x?xf32>, tensor<?x?xf32>) outs(%y0 : tensor<?x?xf32>) maps = [affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2 + d2)>, affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2)>, affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0, d1 * s2 + d2)>] outside = [unit, 0.0 : f32] {
  ^bb0(%a: f32, %first: f32):
    %d = arith.subf %a, %first : f32
    norm.yield %d : f32
  } -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// Of a dimension of 12, the first of every four elements.
// CHECK-LABEL: func.func @static_first(
// CHECK:         %[[PARTS:.+]] = tensor.expand_shape %{{.+}} {{\[\[}}0, 1]] output_shape [3, 4]
// CHECK:         linalg.generic {indexing_maps = [#[[FIRST_OF_4]], #{{.+}}], iterator_types = ["parallel"]} ins(%[[PARTS]] :
func.func @static_first(%x: tensor<12xf32>, %y0: tensor<3xf32>) -> tensor<3xf32> {
  %y = norm.kernel sizes = [3] ins(%x : tensor<12xf32>) outs(%y0 : tensor<3xf32>) maps = [affine_map<(d0) -> (d0 * 4)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// A window, read at its centre where it is outside.
// CHECK-LABEL: func.func @window(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<16xf32>
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%{{.+}} : tensor<5xi1>)
// CHECK:           %[[C:.+]] = linalg.index 0
// CHECK-NEXT:      %[[T:.+]] = linalg.index 1
// CHECK:           %[[START:.+]] = arith.subi %[[C]], %{{.+}} : index
// CHECK-NEXT:      %[[I:.+]] = arith.addi %[[START]], %[[T]] : index
// CHECK-NEXT:      %[[INSIDE:.+]] = arith.cmpi ult, %[[I]], %{{.+}} : index
// CHECK-NEXT:      %[[SAFE:.+]] = arith.select %[[INSIDE]], %[[I]], %[[C]] : index
// CHECK-NEXT:      %[[READ:.+]] = tensor.extract %[[X]][%[[SAFE]]] : tensor<16xf32>
// CHECK:           arith.select %[[INSIDE]], %[[READ]], %{{.+}} : f32
func.func @window(%x: tensor<16xf32>, %y0: tensor<16xf32>) -> tensor<16xf32> {
  %y = norm.kernel sizes = [16, 5] ins(%x : tensor<16xf32>) outs(%y0 : tensor<16xf32>) maps = [affine_map<(d0, d1) -> (d0 + d1 - 2)>, affine_map<(d0, d1) -> (d0)>] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  } -> tensor<16xf32>
  return %y : tensor<16xf32>
}

// Two sizes of one dimension are not known: it is read in the body, and written into a tensor of its own.
// CHECK-LABEL: func.func @two_dynamic_parts(
// CHECK-NOT:     tensor.expand_shape
// CHECK:         tensor.extract
// CHECK:         tensor.collapse_shape
func.func @two_dynamic_parts(%x: tensor<?xf32>, %y0: tensor<?xf32>, %m: index, %n: index) -> tensor<?xf32> {
  %y = norm.kernel sizes = [%m, %n] ins(%x : tensor<?xf32>) outs(%y0 : tensor<?xf32>) maps = [affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d1)>, affine_map<(d0, d1)[s0, s1] -> (d0 * s1 + d1)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// Elements 0 to 7: shifted by two with -1 before them; the upper half reversed in steps; the fourth; a window whose
// value outside is 9; the sum of windows of three that start at an element.
// CHECK-LABEL: func.func @values(
// CHECK:           scf.if
// CHECK:           tensor.extract
// CHECK:           scf.yield
// CHECK:           tensor.extract
// VALUES: -1. -1. 0. 1. 2. 3. 4. 5.]
// VALUES: 4. 6.]
// VALUES: 3. 4. 5. 6. 7. 8. 9. 10.]
// VALUES: 10. 3. 6. 9. 12. 15. 18. 22.]
// VALUES: 3. 6. 9. 12. 15. 18. 13. 7.]
func.func @values() -> (tensor<8xf32>, tensor<2xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) {
  %x = arith.constant dense<[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]> : tensor<8xf32>
  %e8 = tensor.empty() : tensor<8xf32>
  %e2 = tensor.empty() : tensor<2xf32>
  %shifted = norm.kernel sizes = [8] ins(%x : tensor<8xf32>) outs(%e8 : tensor<8xf32>) maps = [affine_map<(d0) -> (d0 - 2)>, #map] outside = [-1.0 : f32] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<8xf32>
  %half = norm.kernel sizes = [2] ins(%x : tensor<8xf32>) outs(%e2 : tensor<2xf32>) maps = [affine_map<(d0) -> (d0 * 2 + 4)>, #map] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  } -> tensor<2xf32>
  %fourth = norm.kernel sizes = [8] ins(%x, %x : tensor<8xf32>, tensor<8xf32>) outs(%e8 : tensor<8xf32>) maps = [#map, affine_map<(d0) -> (3)>, #map] {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    norm.yield %s : f32
  } -> tensor<8xf32>
  %centred = norm.kernel sizes = [8, 3] ins(%x : tensor<8xf32>) outs(%e8 : tensor<8xf32>) maps = [affine_map<(d0, d1) -> (d0 + d1 - 1)>, affine_map<(d0, d1) -> (d0)>] outside = [9.0 : f32] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  } -> tensor<8xf32>
  %ahead = norm.kernel sizes = [8, 3] ins(%x : tensor<8xf32>) outs(%e8 : tensor<8xf32>) maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d0)>] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  } -> tensor<8xf32>
  return %shifted, %half, %fourth, %centred, %ahead : tensor<8xf32>, tensor<2xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>
}
