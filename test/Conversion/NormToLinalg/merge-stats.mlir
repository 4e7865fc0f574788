// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -cse | FileCheck %s

// norm.merge_stats: sum of the counts, weighted sum of the means, sum of m2 and
// of the squared distances of the parts' means, three reductions in all.

// CHECK-DAG: #[[MOMENTS:.+]] = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-DAG: #[[COUNTS:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[KEPT:.+]] = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func.func @merge(
// CHECK-SAME:    %[[MEANS:[^:]+]]: tensor<4x8xf64>, %[[M2S:[^:]+]]: tensor<4x8xf64>, %[[N:[^:]+]]: tensor<4xi64>
// CHECK:         %[[TOTAL:.+]] = linalg.generic {{.*}}["reduction"]} ins(%[[N]] : tensor<4xi64>) outs({{.*}} : tensor<i64>)
// CHECK:           arith.addi
// CHECK:         %[[INTEGER:.+]] = tensor.extract %[[TOTAL]][] : tensor<i64>
// CHECK:         %[[FLOAT:.+]] = arith.sitofp %[[INTEGER]] : i64 to f64
// CHECK:         %[[ONE:.+]] = arith.constant 1.000000e+00 : f64
// CHECK:         %[[DIVISOR:.+]] = arith.maximumf %[[FLOAT]], %[[ONE]] : f64
// CHECK:         %[[SUM:.+]] = linalg.generic {indexing_maps = [#[[MOMENTS]], #[[COUNTS]], #[[KEPT]]], iterator_types = ["parallel", "reduction"]}
// CHECK-SAME:      ins(%[[MEANS]], %[[N]] : tensor<4x8xf64>, tensor<4xi64>) outs({{.*}} : tensor<8xf64>)
// CHECK-NEXT:    ^bb0(%[[PART:[^:]+]]: f64, %[[COUNT:[^:]+]]: i64, %[[ACC:[^:]+]]: f64):
// CHECK:           %[[WEIGHT:.+]] = arith.sitofp %[[COUNT]] : i64 to f64
// CHECK:           %[[PRODUCT:.+]] = arith.mulf %[[WEIGHT]], %[[PART]] : f64
// What an empty part holds is not used, not even a NaN.
// CHECK:           %[[EMPTY:.+]] = arith.cmpf oeq, %[[WEIGHT]], %[[ZERO:.+]] : f64
// CHECK:           %[[ADDEND:.+]] = arith.select %[[EMPTY]], %[[ZERO]], %[[PRODUCT]] : f64
// CHECK:           arith.addf %[[ACC]], %[[ADDEND]] fastmath<reassoc> : f64
// CHECK:         %[[MEAN:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[SUM]] : tensor<8xf64>)
// CHECK:           arith.divf %{{.+}}, %[[DIVISOR]] : f64
// CHECK:         %[[M2:.+]] = linalg.generic {indexing_maps = [#[[MOMENTS]], #[[MOMENTS]], #[[COUNTS]], #[[KEPT]], #[[KEPT]]], iterator_types = ["parallel", "reduction"]}
// CHECK-SAME:      ins(%[[MEANS]], %[[M2S]], %[[N]], %[[MEAN]] :
// CHECK-NEXT:    ^bb0(%[[PART_2:[^:]+]]: f64, %[[PART_M2:[^:]+]]: f64, %[[COUNT_2:[^:]+]]: i64, %[[WHOLE:[^:]+]]: f64, %[[ACC_2:[^:]+]]: f64):
// CHECK:           %[[WEIGHT_2:.+]] = arith.sitofp %[[COUNT_2]] : i64 to f64
// CHECK:           %[[D:.+]] = arith.subf %[[PART_2]], %[[WHOLE]] : f64
// CHECK:           %[[SQUARE:.+]] = arith.mulf %[[D]], %[[D]] : f64
// CHECK:           %[[BETWEEN:.+]] = arith.mulf %[[WEIGHT_2]], %[[SQUARE]] : f64
// CHECK:           %[[BOTH:.+]] = arith.addf %[[PART_M2]], %[[BETWEEN]] : f64
// CHECK:           %[[ADDEND_2:.+]] = arith.select %{{.+}}, %{{.+}}, %[[BOTH]] : f64
// CHECK:           arith.addf %[[ACC_2]], %[[ADDEND_2]] fastmath<reassoc> : f64
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[MEAN]], %[[M2]], %[[TOTAL]]
func.func @merge(%means: tensor<4x8xf64>, %m2s: tensor<4x8xf64>, %n: tensor<4xi64>) -> (tensor<8xf64>, tensor<8xf64>, tensor<i64>) {
  %0:3 = norm.merge_stats %means, %m2s counts(%n : tensor<4xi64>) axis = 0 : tensor<4x8xf64>
  return %0#0, %0#1, %0#2 : tensor<8xf64>, tensor<8xf64>, tensor<i64>
}

// -----

// Moments of rank 1 merge into scalars.
// CHECK-DAG: #[[PARTS:.+]] = affine_map<(d0) -> (d0)>
// CHECK-DAG: #[[SCALAR:.+]] = affine_map<(d0) -> ()>
// CHECK-LABEL: func.func @merge_to_scalars(
// CHECK:         linalg.generic {indexing_maps = [#[[PARTS]], #[[PARTS]], #[[SCALAR]]], iterator_types = ["reduction"]}
// CHECK:         linalg.generic {indexing_maps = [#[[PARTS]], #[[PARTS]], #[[PARTS]], #[[SCALAR]], #[[SCALAR]]], iterator_types = ["reduction"]}
// CHECK:         return {{.*}} : tensor<f64>, tensor<f64>
func.func @merge_to_scalars(%m: tensor<?xf64>, %n: tensor<?xi64>) -> (tensor<f64>, tensor<f64>) {
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<?xi64>) axis = 0 : tensor<?xf64>
  return %0#0, %0#1 : tensor<f64>, tensor<f64>
}

// -----

// Index counts stay index in the sum; the axis may be in the middle, sizes
// dynamic.
// CHECK-DAG: #[[MOMENTS:.+]] = affine_map<(d0, d1, d2) -> (d0, d2, d1)>
// CHECK-DAG: #[[COUNTS:.+]] = affine_map<(d0, d1, d2) -> (d2)>
// CHECK-LABEL: func.func @merge_middle_axis(
// CHECK-SAME:    %[[M:[^:]+]]: tensor<2x?x?xf64>, %[[N:[^:]+]]: tensor<?xindex>
// CHECK-DAG:     %[[LAST:.+]] = tensor.dim %[[M]]
// CHECK-DAG:     linalg.generic {{.*}} outs({{.*}} : tensor<index>)
// CHECK:           arith.addi {{.*}} : index
// CHECK:         tensor.empty(%[[LAST]]) : tensor<2x?xf64>
// CHECK:         linalg.generic {indexing_maps = [#[[MOMENTS]], #[[COUNTS]], #{{.+}}], iterator_types = ["parallel", "parallel", "reduction"]}
// CHECK:           arith.index_cast {{.*}} : index to i64
// CHECK:           arith.sitofp
func.func @merge_middle_axis(%m: tensor<2x?x?xf64>, %n: tensor<?xindex>) -> (tensor<2x?xf64>, tensor<index>) {
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<?xindex>) axis = 1 : tensor<2x?x?xf64>
  return %0#1, %0#2 : tensor<2x?xf64>, tensor<index>
}
