// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -canonicalize -cse | FileCheck %s

// norm.window_stats: a reduction over (dims of the input, t) that reads the
// input at c + t - before, or takes a 0 where that is outside. The extent of t
// comes from an operand that nobody reads; the input is not copied.

// CHECK-DAG: #[[T:.+]] = affine_map<(d0, d1, d2, d3) -> (d3)>
// CHECK-DAG: #[[ELEMENT:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
// CHECK-LABEL: func.func @window(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x8x4xbf16>
// CHECK-DAG:     %[[OUTSIDE:.+]] = arith.constant 0.000000e+00 : bf16
// CHECK-DAG:     %[[BEFORE:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[CHANNELS:.+]] = arith.constant 8 : index
// CHECK-DAG:     %[[EXTENT:.+]] = tensor.empty() : tensor<4xi1>
// CHECK:         %[[ZEROS:.+]] = linalg.fill {{.*}} -> tensor<2x8x4xf64>
// CHECK:         linalg.generic {indexing_maps = [#[[T]], #[[ELEMENT]]], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
// CHECK-SAME:      ins(%[[EXTENT]] : tensor<4xi1>) outs(%[[ZEROS]] : tensor<2x8x4xf64>)
// CHECK-NEXT:    ^bb0(%{{.+}}: i1, %[[SUM:.+]]: f64):
// CHECK-NEXT:      %[[N:.+]] = linalg.index 0
// CHECK-NEXT:      %[[C:.+]] = linalg.index 1
// CHECK-NEXT:      %[[W:.+]] = linalg.index 2
// CHECK-NEXT:      %[[OFFSET:.+]] = linalg.index 3
// CHECK-NEXT:      %[[FIRST:.+]] = arith.subi %[[C]], %[[BEFORE]] : index
// CHECK-NEXT:      %[[POSITION:.+]] = arith.addi %[[FIRST]], %[[OFFSET]] : index
// CHECK-NEXT:      %[[INSIDE:.+]] = arith.cmpi ult, %[[POSITION]], %[[CHANNELS]] : index
// CHECK-NEXT:      %[[SAFE:.+]] = arith.select %[[INSIDE]], %[[POSITION]], %[[C]] : index
// CHECK-NEXT:      %[[READ:.+]] = tensor.extract %[[X]][%[[N]], %[[SAFE]], %[[W]]]
// CHECK-NEXT:      %[[VALUE:.+]] = arith.select %[[INSIDE]], %[[READ]], %[[OUTSIDE]] : bf16
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[VALUE]] : bf16 to f64
// CHECK-NEXT:      %[[SQUARE:.+]] = arith.mulf %[[WIDE]], %[[WIDE]] : f64
// CHECK-NEXT:      %[[NEXT:.+]] = arith.addf %[[SUM]], %[[SQUARE]] fastmath<reassoc> : f64
// CHECK-NEXT:      linalg.yield %[[NEXT]] : f64
// CHECK-NOT:     linalg
func.func @window(%x: tensor<2x8x4xbf16>) -> tensor<2x8x4xf64> {
  %m2 = norm.window_stats %x axis = 1 before = 1 after = 2 : tensor<2x8x4xbf16>
  return %m2 : tensor<2x8x4xf64>
}

// -----

// A window ends where the axis does: 1 element before and 2 after are all there
// can be around an element of 3.
// CHECK-LABEL: func.func @beyond_the_axis(
// CHECK-DAG:     %[[BEFORE:.+]] = arith.constant 1 : index
// CHECK-DAG:     tensor.empty() : tensor<4xi1>
// CHECK:         arith.subi %{{.+}}, %[[BEFORE]]
func.func @beyond_the_axis(%x: tensor<3x5xf32>) -> tensor<3x5xf64> {
  %m2 = norm.window_stats %x axis = 0 before = 1 after = 9223372036854775805 : tensor<3x5xf32>
  return %m2 : tensor<3x5xf64>
}

// -----

// Where the axis is empty nothing is read.
// CHECK-LABEL: func.func @empty_axis(
// CHECK-NOT:     tensor.extract
// CHECK:         return
func.func @empty_axis(%x: tensor<0x5xf32>) -> tensor<0x5xf64> {
  %m2 = norm.window_stats %x axis = 0 before = 4 after = 4 : tensor<0x5xf32>
  return %m2 : tensor<0x5xf64>
}

// -----

// The size of the axis, when dynamic, is compared as it is at run time.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf64>
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[SIZE:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     tensor.empty() : tensor<9xi1>
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "reduction"]
// CHECK:           arith.cmpi ult, %{{.+}}, %[[SIZE]] : index
// CHECK-NOT:       arith.extf
// CHECK:           linalg.yield
func.func @dynamic(%x: tensor<?x?xf64>) -> tensor<?x?xf64> {
  %m2 = norm.window_stats %x axis = 1 before = 4 after = 4 : tensor<?x?xf64>
  return %m2 : tensor<?x?xf64>
}

// -----

// Sums in f32, and once more, of scaled elements, for windows that exceed it.
// CHECK-LABEL: func.func @narrow(
// CHECK-DAG:     %[[ZERO:.+]] = arith.constant 0.000000e+00 : f32
// CHECK-DAG:     %[[SCALE:.+]] = arith.constant 8.47032947E-22 : f32
// CHECK-DAG:     %[[INFINITY:.+]] = arith.constant 0x7F800000 : f32
// CHECK:         %[[M2:.+]] = linalg.generic {{.*}} outs(%{{.+}} : tensor<2x8x4xf32>)
// CHECK:           arith.extf %{{.+}} : bf16 to f32
// CHECK-NEXT:      arith.mulf
// CHECK-NEXT:      arith.addf %{{.+}}, %{{.+}} fastmath<reassoc> : f32
// CHECK:         %[[LARGE:.+]] = linalg.generic {{.*}} ins(%[[M2]] : tensor<2x8x4xf32>) outs(%{{.+}} : tensor<2x8x4xi1>)
// CHECK:           arith.cmpf uge, %{{.+}}, %[[INFINITY]] : f32
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%{{.+}}, %[[LARGE]] : tensor<4xi1>, tensor<2x8x4xi1>) outs(%{{.+}} : tensor<2x8x4xf32>)
// CHECK-NEXT:    ^bb0(%{{.+}}: i1, %[[NEEDED:.+]]: i1, %{{.+}}: f32):
// CHECK:           %[[SMALL:.+]] = arith.mulf %{{.+}}, %[[SCALE]] : f32
// CHECK-NEXT:      %[[TERM:.+]] = arith.select %[[NEEDED]], %[[SMALL]], %[[ZERO]] : f32
// CHECK-NEXT:      arith.mulf %[[TERM]], %[[TERM]] : f32
// CHECK:         return %[[M2]], %[[SCALED]]
func.func @narrow(%x: tensor<2x8x4xbf16>) -> (tensor<2x8x4xf32>, tensor<2x8x4xf32>) {
  %m2, %scaled = norm.window_stats %x axis = 1 before = 1 after = 2 {accumulator = f32} : tensor<2x8x4xbf16>
  return %m2, %scaled : tensor<2x8x4xf32>, tensor<2x8x4xf32>
}

// -----

// A window of one element, stated or where the axis has no more, is no reduction.
// CHECK-LABEL: func.func @one_element(
// CHECK-COUNT-2: linalg.generic {{.*}}iterator_types = ["parallel", "parallel"]
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @one_element(%x: tensor<2x?xf32>, %z: tensor<1x5xf32>) -> (tensor<2x?xf64>, tensor<1x5xf64>) {
  %0 = norm.window_stats %x axis = 1 before = 0 after = 0 : tensor<2x?xf32>
  %1 = norm.window_stats %z axis = 0 before = 2 after = 2 : tensor<1x5xf32>
  return %0, %1 : tensor<2x?xf64>, tensor<1x5xf64>
}
