// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -cse | FileCheck %s

// norm.stats with a chain: sums of f32 terms in f64, whose additions say how many of them may be in f32, and the same
// once more for groups in which they lose too much.

// About 0, about the mean, and of bf16 about the first element in f64.
// CHECK-LABEL: func.func @moments_bf16(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>
// CHECK:         %[[SUMS:.+]]:2 = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]] :
// CHECK-NEXT:    ^bb0(%[[A:[^:]+]]: bf16, %[[ACC:[^:]+]]: f64, %[[ACC_2:[^:]+]]: f64):
// CHECK-NEXT:      %[[NARROW:.+]] = arith.extf %[[A]] : bf16 to f32
// CHECK-NEXT:      %[[SQUARE:.+]] = arith.mulf %[[NARROW]], %[[NARROW]] : f32
// CHECK-DAG:       %[[TERM:.+]] = arith.extf %[[NARROW]] : f32 to f64
// CHECK-DAG:       %[[TERM_2:.+]] = arith.extf %[[SQUARE]] : f32 to f64
// CHECK-DAG:       %[[SUM:.+]] = arith.addf %[[ACC]], %[[TERM]] fastmath<reassoc> {norm.chain = 6 : i64} : f64
// CHECK-DAG:       %[[SUM_2:.+]] = arith.addf %[[ACC_2]], %[[TERM_2]] fastmath<reassoc> {norm.chain = 6 : i64} : f64
// CHECK:           linalg.yield %[[SUM]], %[[SUM_2]]
// Whether m2 is too small a part of the squares, and the mean.
// CHECK:         %[[NEXT:.+]]:2 = linalg.generic {{.*}} ins(%[[SUMS]]#0, %[[SUMS]]#1 : tensor<3xf64>, tensor<3xf64>) outs(%{{.+}}, %{{.+}} : tensor<3xi1>, tensor<3xf32>)
// CHECK:           arith.cmpf olt
// CHECK:           arith.cmpf ult
// CHECK:           arith.cmpf uge
// CHECK:         %[[CENTRED:.+]]:2 = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]], %[[NEXT]]#0, %[[NEXT]]#1 :
// CHECK:           %[[D:.+]] = arith.subf %{{.+}}, %{{.+}} : f32
// CHECK:           %[[KEPT:.+]] = arith.select %{{.+}}, %[[D]], %{{.+}} : f32
// CHECK:           arith.mulf %[[KEPT]], %[[KEPT]] : f32
// CHECK-COUNT-2:   {norm.chain = 6 : i64} : f64
// CHECK:         linalg.generic {{.*}} ins(%[[NEXT]]#0, %[[CENTRED]]#1 : tensor<3xi1>, tensor<3xf64>) outs(%{{.+}} : tensor<3xi1>)
// CHECK:         linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]],
// CHECK:           %[[D_WIDE:.+]] = arith.subf %{{.+}}, %{{.+}} : f64
// CHECK:           arith.select %{{.+}}, %[[D_WIDE]], %{{.+}} : f64
// CHECK-NOT:       norm.chain
// CHECK:         return
func.func @moments_bf16(%x: tensor<3x4xbf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
  return %mean, %m2 : tensor<3xf64>, tensor<3xf64>
}

// -----

// f32 holds the squares of all f16.
// CHECK-LABEL: func.func @moments_f16(
// CHECK-COUNT-4: {norm.chain = 3 : i64} : f64
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @moments_f16(%x: tensor<3x4xf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] {chain = 3 : i64} : tensor<3x4xf16>
  return %mean, %m2 : tensor<3xf64>, tensor<3xf64>
}

// -----

// CHECK-LABEL: func.func @second_moment(
// CHECK:         {norm.chain = 6 : i64} : f64
// CHECK:         linalg.generic {{.*}} outs(%{{.+}} : tensor<3xi1>)
// CHECK:         linalg.generic {{.*}}["parallel", "reduction"]}
// CHECK:           arith.extf %{{.+}} : bf16 to f64
// CHECK:           arith.select
// CHECK:         linalg.generic {{.*}}["parallel", "reduction"]}
// CHECK:           {norm.chain = 6 : i64} : f64
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @second_moment(%x: tensor<3x4xbf16>, %y: tensor<3x4xf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0 = norm.stats <second_moment> %x axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
  %1 = norm.stats <second_moment> %y axes = [1] {chain = 6 : i64} : tensor<3x4xf16>
  return %0, %1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// CHECK-LABEL: func.func @abs_sum(
// CHECK:         math.absf %{{.+}} : f32
// CHECK:         {norm.chain = 6 : i64} : f64
// CHECK:         arith.cmpf uge, %{{.+}}, %{{.+}} : f64
// CHECK:         math.absf %{{.+}} : f64
// CHECK:         return
func.func @abs_sum(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  %0 = norm.stats <abs_sum> %x axes = [1] {chain = 6 : i64} : tensor<3x4xbf16>
  return %0 : tensor<3xf64>
}
