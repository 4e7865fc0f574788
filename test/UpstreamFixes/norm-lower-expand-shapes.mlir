// RUN: norm-opt %s -norm-lower-expand-shapes -split-input-file | FileCheck %s
// RUN: norm-runner %S/Inputs/expand-shapes.mlir --all --verify | FileCheck %s --check-prefix=EXECUTED
// RUN: norm-runner %S/Inputs/expand-shapes.mlir --all --verify --target=emulate | FileCheck %s --check-prefix=EXECUTED

// EXECUTED: 2 passed, 0 failed

// Sizes and strides are those that the op states.
// CHECK-LABEL: func.func @two_of_one(
// CHECK-SAME:    %[[X:.+]]: memref<?xf32>, %[[M:.+]]: index, %[[N:.+]]: index)
// CHECK:         %[[BASE:.+]], %{{.+}}, %{{.+}}, %{{.+}} = memref.extract_strided_metadata %[[X]]
// CHECK:         %[[STRIDE:.+]] = arith.muli %{{.+}}, %[[N]] : index
// CHECK:         %[[Y:.+]] = memref.reinterpret_cast %[[BASE]] to offset: [0], sizes: [%[[M]], %[[N]]], strides: [%[[STRIDE]], 1] : memref<f32> to memref<?x?xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @two_of_one(%x: memref<?xf32>, %m: index, %n: index) -> memref<?x?xf32> {
  %y = memref.expand_shape %x [[0, 1]] output_shape [%m, %n] : memref<?xf32> into memref<?x?xf32>
  return %y : memref<?x?xf32>
}

// -----

// With strides and an offset, beside a dimension that stays.
// CHECK-LABEL: func.func @strided(
// CHECK-SAME:    %[[X:.+]]: memref<5x?xf32, strided<[?, 2], offset: ?>>, %[[M:.+]]: index, %[[N:.+]]: index)
// CHECK:         %[[BASE:.+]], %[[OFFSET:.+]], %{{.+}}:2, %[[STRIDES:.+]]:2 = memref.extract_strided_metadata %[[X]]
// CHECK:         %[[INNER:.+]] = arith.muli %[[STRIDES]]#1, %{{.+}} : index
// CHECK:         %[[OUTER:.+]] = arith.muli %[[INNER]], %[[N]] : index
// CHECK:         memref.reinterpret_cast %[[BASE]] to offset: [%[[OFFSET]]], sizes: [5, %[[M]], %[[N]], 3], strides: [%[[STRIDES]]#0, %[[OUTER]], 6, 2]
func.func @strided(%x: memref<5x?xf32, strided<[?, 2], offset: ?>>, %m: index, %n: index) -> memref<5x?x?x3xf32, strided<[?, ?, 6, 2], offset: ?>> {
  %y = memref.expand_shape %x [[0], [1, 2, 3]] output_shape [5, %m, %n, 3] : memref<5x?xf32, strided<[?, 2], offset: ?>> into memref<5x?x?x3xf32, strided<[?, ?, 6, 2], offset: ?>>
  return %y : memref<5x?x?x3xf32, strided<[?, ?, 6, 2], offset: ?>>
}

// -----

// One unknown size is upstream's.
// CHECK-LABEL: func.func @one(
// CHECK:         memref.expand_shape
func.func @one(%x: memref<?xf32>, %m: index) -> memref<?x3xf32> {
  %y = memref.expand_shape %x [[0, 1]] output_shape [%m, 3] : memref<?xf32> into memref<?x3xf32>
  return %y : memref<?x3xf32>
}
