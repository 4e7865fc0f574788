// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -canonicalize -cse | FileCheck %s

// norm.stats: how many reductions, what they sum, in which type. Statistics have
// the kept sizes; nothing of the input's size is made. Sizes known at run time
// only: stats-dynamic.mlir.

// The example of the pass.
// CHECK-DAG: #map = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #map1 = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func.func @second_moment(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
// CHECK:         %[[ZERO:.+]] = linalg.fill
// CHECK-NEXT:    %[[M2:.+]] = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<3x4xf32>) outs(%[[ZERO]] : tensor<3xf64>) {
// CHECK-NEXT:    ^bb0(%[[A:[^:]+]]: f32, %[[ACC:[^:]+]]: f64):
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[A]] : f32 to f64
// CHECK-NEXT:      %[[SQUARE:.+]] = arith.mulf %[[WIDE]], %[[WIDE]] : f64
// CHECK-NEXT:      %[[SUM:.+]] = arith.addf %[[ACC]], %[[SQUARE]] fastmath<reassoc> : f64
// CHECK-NEXT:      linalg.yield %[[SUM]] : f64
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[M2]]
func.func @second_moment(%x: tensor<3x4xf32>) -> tensor<3xf64> {
  %m2 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xf32>
  return %m2 : tensor<3xf64>
}

// -----

// Squares in f32, and of x scaled by 2^-80 (8.27180613E-25) and 2^80. The sum of the former times 2^160 stands in
// where the plain one overflowed, that of the latter times 2^-160 where it is below 2^-60.
// CHECK-LABEL: func.func @second_moment_f32(
// CHECK-DAG:     %[[DOWN:.+]] = arith.constant 8.27180613E-25 : f32
// CHECK-DAG:     %[[UP:.+]] = arith.constant 1.20892582E+24 : f32
// CHECK-DAG:     %[[BACK_UP:.+]] = arith.constant 1.4615016373309029E+48 : f64
// CHECK-DAG:     %[[BACK_DOWN:.+]] = arith.constant 6.8422776578360209E-49 : f64
// CHECK-DAG:     %[[LEAST:.+]] = arith.constant 8.67361737E-19 : f32
// CHECK-DAG:     %[[INFINITY:.+]] = arith.constant 0x7F800000 : f32
// CHECK:         %[[SUMS:.+]]:3 = linalg.generic {{.*}}"reduction"]} {{.*}} outs({{.*}} : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
// CHECK:           %[[LOW:.+]] = arith.mulf %[[X:.+]], %[[DOWN]] : f32
// CHECK:           arith.mulf %[[LOW]], %[[LOW]] : f32
// CHECK:           %[[HIGH:.+]] = arith.mulf %[[X]], %[[UP]] : f32
// CHECK:           arith.mulf %[[HIGH]], %[[HIGH]] : f32
// CHECK:         linalg.generic {{.*}}["parallel"]} ins(%[[SUMS]]#0, %[[SUMS]]#1, %[[SUMS]]#2 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) outs(%{{.+}} : tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[PLAIN:[^:]+]]: f32, %[[LOW_SUM:[^:]+]]: f32, %[[HIGH_SUM:[^:]+]]: f32,
// CHECK:           %[[IS_SMALL:.+]] = arith.cmpf olt, %[[PLAIN]], %[[LEAST]] : f32
// CHECK:           %[[WIDE_HIGH:.+]] = arith.extf %[[HIGH_SUM]] : f32 to f64
// CHECK:           %[[SMALL:.+]] = arith.mulf %[[WIDE_HIGH]], %[[BACK_DOWN]] : f64
// CHECK:           %[[WIDE_LOW:.+]] = arith.extf %[[LOW_SUM]] : f32 to f64
// CHECK:           %[[LARGE:.+]] = arith.mulf %[[WIDE_LOW]], %[[BACK_UP]] : f64
// CHECK:           %[[ABS:.+]] = math.absf %[[PLAIN]] : f32
// CHECK:           %[[IS_FINITE:.+]] = arith.cmpf olt, %[[ABS]], %[[INFINITY]] : f32
// CHECK:           %[[USUAL:.+]] = arith.extf %[[PLAIN]] : f32 to f64
// CHECK:           %[[REST:.+]] = arith.select %[[IS_FINITE]], %[[USUAL]], %[[LARGE]] : f64
// CHECK:           arith.select %[[IS_SMALL]], %[[SMALL]], %[[REST]] : f64
func.func @second_moment_f32(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  %m2 = norm.stats <second_moment> %x axes = [1] {accumulator = f32} : tensor<3x4xbf16>
  return %m2 : tensor<3xf64>
}

// -----

// One reduction of d = x - K and d * d in f64, K being the first element of each group.
// CHECK-DAG: #[[FIRST:.+]] = affine_map<(d0) -> (d0, 0)>
// CHECK-DAG: #[[SPACE:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[KEPT:.+]] = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func.func @shifted(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>
// CHECK-DAG:     %[[COUNT:.+]] = arith.constant 4.000000e+00 : f64
// CHECK-DAG:     %[[ZERO:.+]] = arith.constant 0.000000e+00 : f64
// CHECK-NOT:     tensor<3x4x{{.+}}> to tensor<3x4x
// CHECK:         %[[K:.+]] = linalg.generic {indexing_maps = [#[[FIRST]], #{{.+}}], iterator_types = ["parallel"]} ins(%[[X]] : tensor<3x4xbf16>) outs({{.*}} : tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[E:[^:]+]]: bf16,
// CHECK-NEXT:      %[[WIDE_E:.+]] = arith.extf %[[E]] : bf16 to f64
// CHECK-NEXT:      linalg.yield %[[WIDE_E]] : f64
// CHECK-NOT:     tensor.empty() : tensor<3x4x
// CHECK:         %[[SUMS:.+]]:2 = linalg.generic {indexing_maps = [#[[SPACE]], #[[KEPT]], #[[KEPT]], #[[KEPT]]], iterator_types = ["parallel", "reduction"]}
// CHECK-SAME:      ins(%[[X]], %[[K]] : tensor<3x4xbf16>, tensor<3xf64>) outs({{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[A:[^:]+]]: bf16, %[[B:[^:]+]]: f64, %[[S:[^:]+]]: f64, %[[Q:[^:]+]]: f64):
// CHECK-NEXT:      %[[WIDE_A:.+]] = arith.extf %[[A]] : bf16 to f64
// CHECK-NEXT:      %[[D:.+]] = arith.subf %[[WIDE_A]], %[[B]] : f64
// CHECK-NEXT:      %[[SQUARE:.+]] = arith.mulf %[[D]], %[[D]] : f64
// CHECK-NEXT:      arith.addf %[[S]], %[[D]] fastmath<reassoc> : f64
// CHECK-NEXT:      arith.addf %[[Q]], %[[SQUARE]] fastmath<reassoc> : f64
// CHECK:         linalg.generic {{.*}}["parallel"]} ins(%[[SUMS]]#0, %[[SUMS]]#1, %[[K]] : tensor<3xf64>, tensor<3xf64>, tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%[[SUM:[^:]+]]: f64, %[[SQUARES:[^:]+]]: f64, %[[FIRST_ELEMENT:[^:]+]]: f64,
// CHECK-NEXT:      %[[AVERAGE:.+]] = arith.divf %[[SUM]], %[[COUNT]] : f64
// CHECK-NEXT:      %[[MEAN:.+]] = arith.addf %[[FIRST_ELEMENT]], %[[AVERAGE]] : f64
// CHECK-NEXT:      %[[CORRECTION:.+]] = arith.mulf %[[SUM]], %[[AVERAGE]] : f64
// CHECK-NEXT:      %[[DIFFERENCE:.+]] = arith.subf %[[SQUARES]], %[[CORRECTION]] : f64
// CHECK-NEXT:      %[[M2:.+]] = arith.maximumf %[[DIFFERENCE]], %[[ZERO]] : f64
// CHECK-NEXT:      linalg.yield %[[MEAN]], %[[M2]] : f64, f64
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @shifted(%x: tensor<3x4xbf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xbf16>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// The default for f64: a provisional mean about the first element, then sum(d)/n
// and sum(d * d) in one reduction.
// CHECK-LABEL: func.func @two_pass_f64(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf64>
// CHECK-DAG:     %[[INVERSE:.+]] = arith.constant 2.500000e-01 : f64
// CHECK-DAG:     %[[COUNT:.+]] = arith.constant 4.000000e+00 : f64
// CHECK:         %[[K:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[X]] : {{.*}} outs({{.*}} : tensor<3xf64>)
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}}"reduction"]} ins(%[[X]], %[[K]] : {{.*}} outs({{.*}} : tensor<3xf64>)
// CHECK:           arith.mulf %{{.+}}, %[[INVERSE]] : f64
// CHECK:           arith.mulf %{{.+}}, %[[INVERSE]] : f64
// CHECK:           arith.subf
// CHECK:         %[[PROVISIONAL:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[SUM]], %[[K]] :
// CHECK:         %[[SUMS:.+]]:2 = linalg.generic {{.*}}"reduction"]} ins(%[[X]], %[[PROVISIONAL]] : {{.*}} outs({{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK-NOT:     "reduction"
// CHECK:         linalg.generic {{.*}}["parallel"]} ins(%[[SUMS]]#0, %[[SUMS]]#1, %[[PROVISIONAL]] :
// CHECK-NEXT:    ^bb0(%[[DELTA:[^:]+]]: f64, %[[SQUARES:[^:]+]]: f64, %[[P:[^:]+]]: f64,
// CHECK-NEXT:      %[[MEAN:.+]] = arith.addf %[[P]], %[[DELTA]] : f64
// CHECK-NEXT:      %[[DELTA_2:.+]] = arith.mulf %[[DELTA]], %[[DELTA]] : f64
// CHECK-NEXT:      %[[CORRECTION:.+]] = arith.mulf %[[DELTA_2]], %[[COUNT]] : f64
// CHECK-NEXT:      arith.subf %[[SQUARES]], %[[CORRECTION]] : f64
// CHECK-NEXT:      arith.maximumf
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @two_pass_f64(%x: tensor<3x4xf64>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1] : tensor<3x4xf64>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// With f32 accumulators sums are of differences, not of averages, and what is scaled comes along: of the first pass
// d and 2^-80 d, of the second three squares too. The correction joins the mean in f64.
// CHECK-LABEL: func.func @two_pass_f32(
// CHECK:         %[[FIRST:.+]]:2 = linalg.generic {{.*}}"reduction"]} {{.*}} outs({{.*}} : tensor<3xf32>, tensor<3xf32>)
// CHECK:         %[[PROVISIONAL:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[FIRST]]#0, %[[FIRST]]#1, %{{.+}} : {{.*}} outs({{.*}} : tensor<3xf32>)
// CHECK:           arith.select
// CHECK:           arith.truncf %{{.+}} : f64 to f32
// CHECK:         %[[SUMS:.+]]:5 = linalg.generic {{.*}}"reduction"]} ins(%{{.+}}, %[[PROVISIONAL]] : {{.*}} outs({{.*}} : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
// CHECK:         linalg.generic {{.*}} ins(%[[SUMS]]#0, %[[SUMS]]#1, %[[SUMS]]#2, %[[SUMS]]#3, %[[SUMS]]#4, %[[PROVISIONAL]] : {{.*}} outs({{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK-NEXT:    ^bb0(%{{[^:]+}}: f32, %{{[^:]+}}: f32, %{{[^:]+}}: f32, %{{[^:]+}}: f32, %{{[^:]+}}: f32, %[[P:[^:]+]]: f32,
// CHECK:           %[[DELTA_SUM:.+]] = arith.select
// CHECK:           %[[DELTA:.+]] = arith.mulf %[[DELTA_SUM]], %{{.+}} : f64
// CHECK:           %[[WIDE:.+]] = arith.extf %[[P]] : f32 to f64
// CHECK:           arith.addf %[[WIDE]], %[[DELTA]] : f64
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @two_pass_f32(%x: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1] {accumulator = f32, estimator = #norm.estimator<two_pass>} : tensor<3x4xf32>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// CHECK-LABEL: func.func @two_pass_f64_sums_of_f16(
// CHECK:         linalg.generic {{.*}}"reduction"]} {{.*}} outs({{.*}} : tensor<3xf64>)
// CHECK:         linalg.generic {{.*}}"reduction"]} {{.*}} outs({{.*}} : tensor<3xf64>, tensor<3xf64>)
// CHECK-NOT:     "reduction"
// CHECK:         return
func.func @two_pass_f64_sums_of_f16(%x: tensor<3x4xf16>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <moments> %x axes = [1] {estimator = #norm.estimator<two_pass>} : tensor<3x4xf16>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// The iteration space is (kept, reduced), whichever axes are which.
// CHECK-DAG: #[[FIRST:.+]] = affine_map<(d0, d1) -> (0, d0, 0, d1)>
// CHECK-DAG: #[[SPACE:.+]] = affine_map<(d0, d1, d2, d3) -> (d2, d0, d3, d1)>
// CHECK-DAG: #[[KEPT:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1)>
// CHECK-LABEL: func.func @axes(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4x5xf32>
// CHECK-DAG:     %[[COUNT:.+]] = arith.constant 8.000000e+00 : f64
// CHECK:         linalg.generic {indexing_maps = [#[[FIRST]], #{{.+}}], iterator_types = ["parallel", "parallel"]} ins(%[[X]] : tensor<2x3x4x5xf32>)
// CHECK:         linalg.generic {indexing_maps = [#[[SPACE]], #[[KEPT]], #[[KEPT]], #[[KEPT]]], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
// CHECK:           arith.divf %{{.+}}, %[[COUNT]] : f64
func.func @axes(%x: tensor<2x3x4x5xf32>) -> tensor<3x5xf64> {
  %0:2 = norm.stats <moments> %x axes = [0, 2] : tensor<2x3x4x5xf32>
  return %0#0 : tensor<3x5xf64>
}

// -----

// Statistics of a whole tensor are scalars.
// CHECK-DAG: #[[FIRST:.+]] = affine_map<() -> (0, 0)>
// CHECK-DAG: #[[SPACE:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[NONE:.+]] = affine_map<(d0, d1) -> ()>
// CHECK-LABEL: func.func @all_axes(
// CHECK:         linalg.generic {indexing_maps = [#[[FIRST]], #{{.+}}], iterator_types = []} ins(%{{.+}} : tensor<3x4xf32>)
// CHECK:         linalg.generic {indexing_maps = [#[[SPACE]], #[[NONE]], #[[NONE]], #[[NONE]]], iterator_types = ["reduction", "reduction"]}
func.func @all_axes(%x: tensor<3x4xf32>) -> (tensor<f64>, tensor<f64>) {
  %0:2 = norm.stats <moments> %x axes = [0, 1] : tensor<3x4xf32>
  return %0#0, %0#1 : tensor<f64>, tensor<f64>
}
