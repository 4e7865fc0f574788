// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -cse | FileCheck %s

// norm.apply: what is computed once per group, and one generic over the input
// that makes the result.

// A mean wider than the compute type becomes two values of it, the second of them times -rstd; rstd is rounded.
// CHECK-DAG: #[[SPACE:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[GROUP:.+]] = affine_map<(d0, d1) -> (d0)>
// CHECK-DAG: #[[ELEMENT:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-LABEL: func.func @wide_mean(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf64>, %[[RSTD:[^:]+]]: tensor<3xf64>, %[[W:[^:]+]]: tensor<4xf32>, %[[B:[^:]+]]: tensor<4xf64>
// CHECK:         %[[FACTORS:.+]]:3 = linalg.generic {{.*}}["parallel"]} ins(%[[RSTD]], %[[MEAN]] : tensor<3xf64>, tensor<3xf64>) outs({{.*}} : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
// CHECK-NEXT:    ^bb0(%[[R:[^:]+]]: f64, %[[M:[^:]+]]: f64,
// CHECK:           %[[FACTOR:.+]] = arith.truncf %[[R]] : f64 to f32
// CHECK:           %[[HIGH:.+]] = arith.truncf %[[M]] : f64 to f32
// CHECK:           %[[HIGH_WIDE:.+]] = arith.extf %[[HIGH]] : f32 to f64
// An infinite mean is exact; infinity - infinity would be NaN. So would be a rest times infinity beside it.
// CHECK:           %[[EXACT:.+]] = arith.cmpf oeq, %[[HIGH_WIDE]], %[[M]] : f64
// CHECK:           %[[INFINITE:.+]] = arith.cmpf oeq, %{{.+}}, %{{.+}} : f32
// CHECK:           %[[REST:.+]] = arith.subf %[[M]], %[[HIGH_WIDE]] : f64
// CHECK:           %[[LOW:.+]] = arith.truncf %[[REST]] : f64 to f32
// CHECK:           %[[LOST:.+]] = arith.mulf %[[LOW]], %[[FACTOR]] fastmath<contract> : f32
// CHECK:           %[[NONE:.+]] = arith.ori %[[EXACT]], %[[INFINITE]] : i1
// CHECK:           %[[KEPT:.+]] = arith.select %[[NONE]], %{{.+}}, %[[LOST]] : f32
// CHECK:           %[[SHIFT:.+]] = arith.negf %[[KEPT]] : f32
// CHECK:           linalg.yield %[[FACTOR]], %[[HIGH]], %[[SHIFT]] : f32, f32, f32
// CHECK:         %[[Y:.+]] = linalg.generic {indexing_maps = [#[[SPACE]], #[[GROUP]], #[[GROUP]], #[[GROUP]], #[[ELEMENT]], #[[ELEMENT]], #[[SPACE]]], iterator_types = ["parallel", "parallel"]}
// CHECK-SAME:      ins(%[[X]], %[[FACTORS]]#1, %[[FACTORS]]#0, %[[FACTORS]]#2, %[[W]], %[[B]] :
// CHECK-NEXT:    ^bb0(%[[A:[^:]+]]: f32, %[[HI:[^:]+]]: f32, %[[F:[^:]+]]: f32, %[[LO:[^:]+]]: f32, %[[S:[^:]+]]: f32, %[[T:[^:]+]]: f64,
// CHECK-NEXT:      %[[D1:.+]] = arith.subf %[[A]], %[[HI]] : f32
// CHECK-NEXT:      %[[D2:.+]] = arith.mulf %[[D1]], %[[F]] fastmath<contract> : f32
// CHECK-NEXT:      %[[NORMALIZED:.+]] = arith.addf %[[D2]], %[[LO]] fastmath<contract> : f32
// CHECK-NEXT:      %[[SCALED:.+]] = arith.mulf %[[NORMALIZED]], %[[S]] fastmath<contract> : f32
// CHECK-NEXT:      %[[BIAS:.+]] = arith.truncf %[[T]] : f64 to f32
// CHECK-NEXT:      %[[SUM:.+]] = arith.addf %[[SCALED]], %[[BIAS]] fastmath<contract> : f32
// CHECK-NEXT:      linalg.yield %[[SUM]] : f32
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[Y]]
func.func @wide_mean(%x: tensor<3x4xf32>, %m: tensor<3xf64>, %r: tensor<3xf64>, %w: tensor<4xf32>, %b: tensor<4xf64>) -> tensor<3x4xf32> {
  %y = norm.apply %x mean(%m : tensor<3xf64>) rstd(%r : tensor<3xf64>) scale(%w : tensor<4xf32>) bias(%b : tensor<4xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

// Statistics of the compute type need no work per group. A 16-bit input is
// widened, and the result rounded once.
// CHECK-LABEL: func.func @compute_type_statistics(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xbf16>, %[[S:[^:]+]]: tensor<3xf32>
// CHECK-NOT:     ["parallel"]
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]} ins(%[[X]], %[[S]], %[[S]] : tensor<3x4xbf16>, tensor<3xf32>, tensor<3xf32>) outs(%{{.+}} : tensor<3x4xbf16>)
// CHECK-NEXT:    ^bb0(%[[A:[^:]+]]: bf16, %[[M:[^:]+]]: f32, %[[R:[^:]+]]: f32,
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[A]] : bf16 to f32
// CHECK-NEXT:      %[[D:.+]] = arith.subf %[[WIDE]], %[[M]] : f32
// CHECK-NEXT:      %[[PRODUCT:.+]] = arith.mulf %[[D]], %[[R]] fastmath<contract> : f32
// CHECK-NEXT:      %[[ROUNDED:.+]] = arith.truncf %[[PRODUCT]] : f32 to bf16
// CHECK-NEXT:      linalg.yield %[[ROUNDED]] : bf16
func.func @compute_type_statistics(%x: tensor<3x4xbf16>, %s: tensor<3xf32>) -> tensor<3x4xbf16> {
  %y = norm.apply %x mean(%s : tensor<3xf32>) rstd(%s : tensor<3xf32>) statistics_axes = [0] affine_axes = [] : tensor<3x4xbf16>
  return %y : tensor<3x4xbf16>
}

// -----

// f64 is its own compute type: nothing is split or rounded.
// CHECK-LABEL: func.func @f64(
// CHECK-NOT:     arith.truncf
// CHECK:         linalg.generic {{.*}} ins(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : tensor<3x4xf64>, tensor<3xf64>, tensor<3xf64>, tensor<4xf64>)
// CHECK-NOT:     arith.truncf
// CHECK-NOT:     linalg.generic
// CHECK:         return
func.func @f64(%x: tensor<3x4xf64>, %s: tensor<3xf64>, %w: tensor<4xf64>) -> tensor<3x4xf64> {
  %y = norm.apply %x mean(%s : tensor<3xf64>) rstd(%s : tensor<3xf64>) scale(%w : tensor<4xf64>) statistics_axes = [0] affine_axes = [1] : tensor<3x4xf64>
  return %y : tensor<3x4xf64>
}

// -----

// A scale along the statistics' axes is folded into rstd once per group, in the
// type of rstd, and does not reach the elements. A mean of the compute type stays.
// CHECK-LABEL: func.func @scale_per_group(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf32>, %[[RSTD:[^:]+]]: tensor<3xf64>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>
// CHECK:         %[[FACTOR:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[RSTD]], %[[W]] : tensor<3xf64>, tensor<3xf32>) outs(%{{.+}} : tensor<3xf32>)
// CHECK-NEXT:    ^bb0(%[[R:[^:]+]]: f64, %[[S:[^:]+]]: f32,
// CHECK-NEXT:      %[[WIDE:.+]] = arith.extf %[[S]] : f32 to f64
// CHECK-NEXT:      %[[PRODUCT:.+]] = arith.mulf %[[R]], %[[WIDE]] : f64
// CHECK-NEXT:      arith.truncf %[[PRODUCT]] : f64 to f32
// CHECK:         linalg.generic {{.*}} ins(%[[X]], %[[MEAN]], %[[FACTOR]], %[[B]] :
// CHECK:           arith.subf
// CHECK-NEXT:      arith.mulf
// CHECK-NEXT:      arith.addf
// CHECK-NEXT:      linalg.yield
func.func @scale_per_group(%x: tensor<2x3x4xf32>, %m: tensor<3xf32>, %r: tensor<3xf64>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %y = norm.apply %x mean(%m : tensor<3xf32>) rstd(%r : tensor<3xf64>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) statistics_axes = [1] affine_axes = [1] : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// -----

// So is a bias where the mean leaves a rest, which it joins.
// CHECK-LABEL: func.func @bias_per_group(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x3x4xf32>, %[[MEAN:[^:]+]]: tensor<3xf64>, %[[RSTD:[^:]+]]: tensor<3xf64>, %[[W:[^:]+]]: tensor<3xf32>, %[[B:[^:]+]]: tensor<3xf32>
// CHECK:         %[[FACTORS:.+]]:3 = linalg.generic {{.*}}["parallel"]} ins(%[[RSTD]], %[[W]], %[[MEAN]], %[[B]] :
// CHECK:           %[[FACTOR_WIDE:.+]] = arith.mulf %{{.+}}, %{{.+}} : f64
// CHECK:           %[[FACTOR:.+]] = arith.truncf %[[FACTOR_WIDE]] : f64 to f32
// CHECK:           %[[LOST:.+]] = arith.mulf %{{.+}}, %[[FACTOR]] fastmath<contract> : f32
// CHECK:           %[[REST:.+]] = arith.select %{{.+}}, %{{.+}}, %[[LOST]] : f32
// CHECK:           arith.subf %{{.+}}, %[[REST]] fastmath<contract> : f32
// CHECK:         linalg.generic {{.*}} ins(%[[X]], %[[FACTORS]]#1, %[[FACTORS]]#0, %[[FACTORS]]#2 :
// CHECK:           arith.subf
// CHECK-NEXT:      arith.mulf
// CHECK-NEXT:      arith.addf
// CHECK-NEXT:      linalg.yield
func.func @bias_per_group(%x: tensor<2x3x4xf32>, %m: tensor<3xf64>, %r: tensor<3xf64>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %y = norm.apply %x mean(%m : tensor<3xf64>) rstd(%r : tensor<3xf64>) scale(%w : tensor<3xf32>) bias(%b : tensor<3xf32>) statistics_axes = [1] affine_axes = [1] : tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}

// -----

// So it is where it runs along some of these axes only.
// CHECK-DAG: #[[GROUP:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[CHANNEL:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-LABEL: func.func @scale_per_part_of_group(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<2x5x3xf32>, %[[R:[^:]+]]: tensor<2x3xf32>, %[[W:[^:]+]]: tensor<3xf32>
// CHECK:         %[[FACTOR:.+]] = linalg.generic {indexing_maps = [#[[GROUP]], #[[CHANNEL]], #[[GROUP]]], {{.*}} ins(%[[R]], %[[W]] :
// CHECK:           arith.mulf
// CHECK:         linalg.generic {{.*}} ins(%[[X]], %[[FACTOR]] :
func.func @scale_per_part_of_group(%x: tensor<2x5x3xf32>, %r: tensor<2x3xf32>, %w: tensor<3xf32>) -> tensor<2x5x3xf32> {
  %y = norm.apply %x rstd(%r : tensor<2x3xf32>) scale(%w : tensor<3xf32>) statistics_axes = [0, 2] affine_axes = [2] : tensor<2x5x3xf32>
  return %y : tensor<2x5x3xf32>
}

// -----

// The offset joins the scale in the type that the two are multiplied in.
// CHECK-LABEL: func.func @offset_per_element(
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]
// CHECK:         ^bb0(%{{[^:]+}}: f16, %{{[^:]+}}: f32, %[[S:[^:]+]]: f16,
// CHECK:           %[[WIDE:.+]] = arith.extf %[[S]] : f16 to f32
// CHECK:           %[[ONE:.+]] = arith.constant 1.000000e+00 : f32
// CHECK:           %[[SCALE:.+]] = arith.addf %[[WIDE]], %[[ONE]] : f32
// CHECK:           arith.mulf %{{.+}}, %[[SCALE]] fastmath<contract> : f32
func.func @offset_per_element(%x: tensor<3x4xf16>, %r: tensor<3xf32>, %w: tensor<4xf16>) -> tensor<3x4xf16> {
  %y = norm.apply %x rstd(%r : tensor<3xf32>) scale(%w : tensor<4xf16>) statistics_axes = [0] affine_axes = [1] {scale_offset = 1.0 : f64} : tensor<3x4xf16>
  return %y : tensor<3x4xf16>
}

// -----

// CHECK-LABEL: func.func @offset_per_group(
// CHECK:         linalg.generic {{.*}}["parallel"]
// CHECK:           %[[SCALE:.+]] = arith.addf %{{.+}}, %{{.+}} : f64
// CHECK:           arith.mulf %{{.+}}, %[[SCALE]] : f64
func.func @offset_per_group(%x: tensor<3x4xf16>, %r: tensor<3xf64>, %w: tensor<3xf16>) -> tensor<3x4xf16> {
  %y = norm.apply %x rstd(%r : tensor<3xf64>) scale(%w : tensor<3xf16>) statistics_axes = [0] affine_axes = [0] {scale_offset = 1.0 : f64} : tensor<3x4xf16>
  return %y : tensor<3x4xf16>
}
