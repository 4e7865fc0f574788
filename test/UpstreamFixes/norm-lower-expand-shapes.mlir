// RUN: norm-opt %s -norm-lower-expand-shapes | FileCheck %s
// RUN: norm-opt %s -norm-lower-expand-shapes -expand-strided-metadata -lower-affine -finalize-memref-to-llvm -convert-func-to-llvm -convert-arith-to-llvm -reconcile-unrealized-casts | FileCheck %s --check-prefix=LLVM

// CHECK-LABEL: func.func @two_unknown_sizes(
// CHECK-SAME:    %[[X:.+]]: memref<?xf32>, %[[M:.+]]: index, %[[N:.+]]: index)
// CHECK:         %[[BASE:.+]], %{{.+}}, %{{.+}}, %{{.+}} = memref.extract_strided_metadata %[[X]]
// CHECK:         %[[Y:.+]] = memref.reinterpret_cast %[[BASE]] to offset: [0], sizes: [%[[M]], %[[N]]], strides: [%[[STRIDE:.+]], 1] : memref<f32> to memref<?x?xf32>
// LLVM-LABEL: llvm.func @two_unknown_sizes(
// LLVM-NOT:     memref
func.func @two_unknown_sizes(%x: memref<?xf32>, %m: index, %n: index) -> memref<?x?xf32> {
  %y = memref.expand_shape %x [[0, 1]] output_shape [%m, %n] : memref<?xf32> into memref<?x?xf32>
  return %y : memref<?x?xf32>
}

// One unknown size in a group is upstream's to find.
// CHECK-LABEL: func.func @one_unknown_size(
// CHECK:         memref.expand_shape
func.func @one_unknown_size(%x: memref<?xf32>, %m: index) -> memref<?x4xf32> {
  %y = memref.expand_shape %x [[0, 1]] output_shape [%m, 4] : memref<?xf32> into memref<?x4xf32>
  return %y : memref<?x4xf32>
}
