// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -canonicalize -cse | FileCheck %s

// norm.stats where sizes are known at run time, or are 0. A group then may have
// no first element, which a slice of min(n, 1) elements does not read.

// CHECK-LABEL: func.func @dynamic_reduced(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x?xf32>
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK:         %[[SIZE:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[AT_LEAST:.+]] = arith.maxui %[[SIZE]], %[[C1]] : index
// CHECK-DAG:     %[[INTEGER:.+]] = arith.index_cast %[[AT_LEAST]] : index to i64
// CHECK-DAG:     %[[COUNT:.+]] = arith.sitofp %[[INTEGER]] : i64 to f64
// CHECK-DAG:     %[[AT_MOST:.+]] = arith.minui %[[SIZE]], %[[C1]] : index
// CHECK-DAG:     %[[OFFSET:.+]] = arith.subi %[[AT_MOST]], %[[C1]] : index
// CHECK:         %[[SLICE:.+]] = tensor.extract_slice %[[X]][0, %[[OFFSET]]] [3, %[[AT_MOST]]] [1, 1] : tensor<3x?xf32> to tensor<3x?xf32>
// CHECK:         %[[K:.+]] = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[SLICE]] : tensor<3x?xf32>) outs({{.*}} : tensor<3xf64>)
// CHECK:           arith.extf
// CHECK:           arith.addf
// CHECK:         %[[SUMS:.+]]:2 = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]], %[[K]] : tensor<3x?xf32>, tensor<3xf64>)
// CHECK:         linalg.generic {{.*}} ins(%[[SUMS]]#0, %[[SUMS]]#1, %[[K]] :
// CHECK:           arith.divf %{{.+}}, %[[COUNT]] : f64
// CHECK-NOT:     tensor.empty(%[[SIZE]])
// CHECK:         return
func.func @dynamic_reduced(%x: tensor<3x?xf32>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<3x?xf32>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// Of several reduced axes only the dynamic ones are cut at run time; the number
// of elements is their product.
// CHECK-LABEL: func.func @partly_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x3x?xf16>
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[C3:.+]] = arith.constant 3 : index
// CHECK-DAG:     %[[KEPT:.+]] = tensor.dim %[[X]], %{{.+}}
// CHECK-DAG:     %[[SIZE:.+]] = tensor.dim %[[X]], %{{.+}}
// CHECK:         %[[PRODUCT:.+]] = arith.muli %[[SIZE]], %[[C3]] : index
// CHECK:         arith.maxui %[[PRODUCT]], %[[C1]] : index
// CHECK-DAG:     %[[AT_MOST:.+]] = arith.minui %[[SIZE]], %[[C1]] : index
// CHECK:         tensor.extract_slice %[[X]][%{{.+}}, 0, %{{.+}}] [%[[KEPT]], 1, %[[AT_MOST]]] [1, 1, 1]
// CHECK:         linalg.generic {{.*}}["parallel", "reduction", "reduction"]
func.func @partly_dynamic(%x: tensor<?x3x?xf16>) -> tensor<?xf64> {
  %0:2 = norm.stats <moments> %x axes = [1, 2] : tensor<?x3x?xf16>
  return %0#1 : tensor<?xf64>
}

// -----

// Where the reduced sizes are known every group has a first element, which is read in place.
// CHECK-LABEL: func.func @dynamic_kept(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x4xf32>
// CHECK:         %[[ROWS:.+]] = tensor.dim %[[X]]
// CHECK:         tensor.empty(%[[ROWS]]) : tensor<?xf64>
// CHECK-NOT:     tensor.extract_slice
// CHECK:         %[[K:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[X]] : tensor<?x4xf32>)
// CHECK:         linalg.generic {{.*}}"reduction"]} ins(%{{.+}}, %[[K]] : tensor<?x4xf32>, tensor<?xf64>)
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @dynamic_kept(%x: tensor<?x4xf32>) -> tensor<?xf64> {
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<?x4xf32>
  return %0#1 : tensor<?xf64>
}

// -----

// The second moment asks for no first element.
// CHECK-LABEL: func.func @second_moment(
// CHECK-NOT:     tensor.extract_slice
// CHECK:         linalg.generic {{.*}}"reduction"]}
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @second_moment(%x: tensor<?x?xf32>) -> tensor<?xf64> {
  %0 = norm.stats <second_moment> %x axes = [0] : tensor<?x?xf32>
  return %0 : tensor<?xf64>
}

// -----

// Groups that are empty by their type: every sum runs over nothing, K is 0 and
// the number of elements 1, so that the mean is 0.
// CHECK-LABEL: func.func @empty_groups(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x0xf32>
// CHECK-DAG:     %[[ZERO:.+]] = arith.constant 0.000000e+00 : f64
// CHECK-NOT:     tensor.extract_slice
// CHECK:         %[[K:.+]] = linalg.fill ins(%[[ZERO]] : f64) outs(%{{.+}} : tensor<3xf64>)
// CHECK:         linalg.generic {{.*}}"reduction"]} ins(%[[X]], %[[K]] : tensor<3x0xf32>, tensor<3xf64>)
// CHECK:         linalg.generic {{.*}}["parallel"]}
// CHECK-NOT:       arith.divf
// CHECK:           arith.maximumf
func.func @empty_groups(%x: tensor<3x0xf32>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<3x0xf32>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// CHECK-LABEL: func.func @empty_groups_of_two_axes(
// CHECK-NOT:     tensor.extract_slice
// CHECK:         return
func.func @empty_groups_of_two_axes(%x: tensor<2x0x?xf64>) -> (tensor<2xf64>, tensor<2xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1, 2] : tensor<2x0x?xf64>
  return %0#0, %0#1 : tensor<2xf64>, tensor<2xf64>
}

// -----

// No groups at all.
// CHECK-LABEL: func.func @no_groups(
// CHECK-NOT:     tensor.extract_slice
// CHECK:         return %{{.+}} : tensor<0xf64>
func.func @no_groups(%x: tensor<0x4xbf16>) -> tensor<0xf64> {
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<0x4xbf16>
  return %0#0 : tensor<0xf64>
}

// -----

// Sizes of 1 that only folds find do not change which axis is dropped.
// CHECK-LABEL: func.func @unit_sizes(
// CHECK-NOT:     tensor.extract_slice
// CHECK:         return
func.func @unit_sizes(%x: tensor<1x2x?x4xf32>) -> tensor<?x2x?xf64> {
  %cast = tensor.cast %x : tensor<1x2x?x4xf32> to tensor<?x2x?x4xf32>
  %0:2 = norm.stats <moments> %cast axes = [3] : tensor<?x2x?x4xf32>
  return %0#1 : tensor<?x2x?xf64>
}

// -----

// Nor does a size of 0 that only folds find make a slice out of bounds.
// CHECK-LABEL: func.func @empty_found_later(
// CHECK:         tensor.extract_slice
// CHECK:         return
func.func @empty_found_later(%x: tensor<3x0xf32>) -> tensor<?xf64> {
  %cast = tensor.cast %x : tensor<3x0xf32> to tensor<?x?xf32>
  %0:2 = norm.stats <moments> %cast axes = [1] : tensor<?x?xf32>
  return %0#1 : tensor<?xf64>
}
