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

// Where the axis is empty nothing is read, and the extent is still legal.
// CHECK-LABEL: func.func @empty_axis(
// CHECK:         tensor.empty() : tensor<1xi1>
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
