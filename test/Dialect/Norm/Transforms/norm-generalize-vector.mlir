// RUN: norm-opt %s -split-input-file -norm-generalize -canonicalize | FileCheck %s

// Division by a norm becomes the statistics of that norm, factors for each
// group, and one elementwise op that multiplies in f32: by a power of two, which
// is 1 unless f32 does not hold the factor, and by the rest.

// CHECK-DAG: #[[GROUP:.+]] = affine_map<(d0, d1, d2) -> (d1)>
// CHECK-LABEL: func.func @lp_normalize(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4x5xf32>
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1.000000e+00 : f64
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant 2.500000e-01 : f64
// CHECK:         %[[M2:.+]] = norm.stats <second_moment> %[[X]] axes = [0, 2] : tensor<3x4x5xf32>
// CHECK:         %[[FACTOR:.+]]:2 = linalg.generic {{.*}}["parallel"]} ins(%[[M2]] : tensor<4xf64>) outs(%{{.+}}, %{{.+}} : tensor<4xf32>, tensor<4xf32>)
// CHECK:           %[[NORM:.+]] = math.sqrt %{{.+}} : f64
// CHECK-NEXT:      %[[DIVISOR:.+]] = arith.maximumf %[[NORM]], %[[EPSILON]] : f64
// CHECK-NEXT:      %[[EXACT:.+]] = arith.divf %[[ONE]], %[[DIVISOR]] : f64
// CHECK:           arith.select %{{.+}}, %{{.+}}, %{{.+}} : f64
// CHECK:           %[[POWER:.+]] = arith.select %{{.+}}, %{{.+}}, %{{.+}} : f64
// CHECK-NEXT:      %[[REST:.+]] = arith.divf %[[EXACT]], %[[POWER]] : f64
// CHECK:           %[[BOUNDED:.+]] = arith.select %{{.+}}, %{{.+}}, %[[REST]] : f64
// CHECK:         %[[Y:.+]] = linalg.generic {indexing_maps = [#{{.+}}, #[[GROUP]], #[[GROUP]], #{{.+}}], {{.*}} ins(%[[X]], %[[FACTOR]]#0, %[[FACTOR]]#1 :
// CHECK-NEXT:    ^bb0(%[[XI:[^:]+]]: f32, %[[A:[^:]+]]: f32, %[[F:[^:]+]]: f32,
// CHECK-NEXT:      %[[SCALED:.+]] = arith.mulf %[[XI]], %[[A]] : f32
// CHECK-NEXT:      %[[PRODUCT:.+]] = arith.mulf %[[SCALED]], %[[F]] : f32
// CHECK-NEXT:      linalg.yield %[[PRODUCT]]
// CHECK:         return %[[Y]]
func.func @lp_normalize(%x: tensor<3x4x5xf32>) -> tensor<3x4x5xf32> {
  %y = norm.lp_normalize %x axes = [0, 2] p = 2.0 epsilon = 0.25 : tensor<3x4x5xf32>
  return %y : tensor<3x4x5xf32>
}

// -----

// A norm of f64 elements may have no reciprocal, so the elements are divided.
// CHECK-LABEL: func.func @lp_normalize_f64(
// CHECK:         norm.stats <abs_sum> %{{.+}} axes = [1] : tensor<3x4xf64>
// CHECK-NOT:     arith.divf
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]}
// CHECK:           arith.divf
func.func @lp_normalize_f64(%x: tensor<3x4xf64>) -> tensor<3x4xf64> {
  %y = norm.lp_normalize %x axes = [1] p = 1.0 epsilon = 0.25 : tensor<3x4xf64>
  return %y : tensor<3x4xf64>
}

// -----

// The norm that is returned is the one before epsilon bounds it.
// CHECK-LABEL: func.func @lp_normalize_statistics(
// CHECK-DAG:     %[[EPSILON:.+]] = arith.constant 2.500000e-01 : f64
// CHECK-DAG:     %[[THIRD:.+]] = arith.constant 0.33333333333333331 : f64
// CHECK:         %[[STATS:.+]]:2 = norm.stats <abs_power_sum> %{{.+}} axes = [1] {accumulator = f32, p = 3.000000e+00 : f64} : tensor<3x?xbf16>
// CHECK:         %[[GROUPS:.+]]:3 = linalg.generic {{.*}} ins(%[[STATS]]#0, %[[STATS]]#1 : tensor<3xf64>, tensor<3xf64>) outs(%{{.+}}, %{{.+}}, %{{.+}} : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
// CHECK:           %[[ROOT:.+]] = math.powf %{{.+}}, %[[THIRD]] : f64
// CHECK-NEXT:      %[[NORM:.+]] = arith.mulf %{{.+}}, %[[ROOT]] : f64
// CHECK-NEXT:      %[[DIVISOR:.+]] = arith.maximumf %[[NORM]], %[[EPSILON]] : f64
// CHECK-NEXT:      arith.divf %{{.+}}, %[[DIVISOR]] : f64
// CHECK:           %[[SAVED:.+]] = arith.truncf %[[NORM]] : f64 to f32
// CHECK-NEXT:      linalg.yield %{{.+}}, %{{.+}}, %[[SAVED]]
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}} ins(%{{.+}}, %[[GROUPS]]#0, %[[GROUPS]]#1 :
// CHECK:           arith.truncf %{{.+}} : f32 to bf16
// CHECK:         return %[[Y]], %[[GROUPS]]#2
func.func @lp_normalize_statistics(%x: tensor<3x?xbf16>) -> (tensor<3x?xbf16>, tensor<3xf32>) {
  %y, %n = norm.lp_normalize %x axes = [1] p = 3.0 epsilon = 0.25 {accumulator = f32, return_statistics} : tensor<3x?xbf16>
  return %y, %n : tensor<3x?xbf16>, tensor<3xf32>
}

// -----

// Without epsilon the norm itself divides; a norm of 0 that is to give 0 counts
// as infinite.
// CHECK-LABEL: func.func @lp_normalize_zero_norm(
// CHECK-DAG:     %[[INF:.+]] = arith.constant 0x7FF0000000000000 : f64
// CHECK-NOT:     arith.maximumf
// CHECK:         norm.stats <abs_max>
// CHECK:         linalg.generic {{.*}}["parallel"]}
// CHECK-NEXT:    ^bb0(%[[NORM:[^:]+]]: f64,
// CHECK-NEXT:      arith.divf %{{.+}}, %[[NORM]]
// CHECK:         norm.stats <abs_max>
// CHECK:         linalg.generic {{.*}}["parallel"]}
// CHECK-NEXT:    ^bb0(%[[NORM_2:[^:]+]]: f64,
// CHECK-NEXT:      %[[IS_ZERO:.+]] = arith.cmpf oeq, %[[NORM_2]], %{{.+}} : f64
// CHECK-NEXT:      %[[DIVISOR:.+]] = arith.select %[[IS_ZERO]], %[[INF]], %[[NORM_2]] : f64
// CHECK-NEXT:      arith.divf %{{.+}}, %[[DIVISOR]] : f64
func.func @lp_normalize_zero_norm(%x: tensor<3x4xf16>) -> (tensor<3x4xf16>, tensor<3x4xf16>) {
  %0 = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.0 : tensor<3x4xf16>
  %1 = norm.lp_normalize %x axes = [1] p = inf epsilon = 0.0 {zero_norm = #norm.zero_norm<zero>} : tensor<3x4xf16>
  return %0, %1 : tensor<3x4xf16>, tensor<3x4xf16>
}

// -----

// CHECK-LABEL: func.func @weight_norm_c3_dynamic(
// CHECK-SAME:    %[[V:[^:]+]]: tensor<?x4xf32>, %[[G:[^:]+]]: tensor<?xf64>
// CHECK:         norm.require %{{.+}}, "expects scale shape [{0}]; got [{1}]"
// CHECK:         %[[M2:.+]] = norm.stats <second_moment> %[[V]] axes = [1] {accumulator = f32} : tensor<?x4xf32>
// CHECK:         %[[FACTOR:.+]]:3 = linalg.generic {{.*}} ins(%[[M2]], %[[G]] : tensor<?xf64>, tensor<?xf64>) outs(%{{.+}}, %{{.+}}, %{{.+}} : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>)
// CHECK-NEXT:    ^bb0(%[[SQUARES:[^:]+]]: f64, %[[LENGTH:[^:]+]]: f64,
// CHECK-NEXT:      %[[NORM:.+]] = math.sqrt %[[SQUARES]] : f64
// CHECK-NEXT:      arith.divf %[[LENGTH]], %[[NORM]] : f64
// CHECK:         %[[W:.+]] = linalg.generic {{.*}} ins(%[[V]], %[[FACTOR]]#0, %[[FACTOR]]#1, %[[FACTOR]]#2 :
// CHECK-COUNT-3:   arith.mulf %{{.+}}, %{{.+}} : f32
// CHECK:         return %[[W]]
func.func @weight_norm_c3_dynamic(%v: tensor<?x4xf32>, %g: tensor<?xf64>) -> tensor<?x4xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf64>) axis = 0 {accumulator = f32} : tensor<?x4xf32>
  return %w : tensor<?x4xf32>
}

// -----

// One norm over everything leaves no axis, and so no size, to check.
// CHECK-LABEL: func.func @weight_norm_no_axis(
// CHECK-NOT:     norm.require
// CHECK:         norm.stats <second_moment> %{{.+}} axes = [0, 1] : tensor<?x?xbf16>
// CHECK:         linalg.generic {{.*}}iterator_types = []} ins(%{{.+}}, %{{.+}} : tensor<f64>, tensor<bf16>) outs(
// CHECK:           arith.extf %{{.+}} : bf16 to f64
func.func @weight_norm_no_axis(%v: tensor<?x?xbf16>, %g: tensor<bf16>) -> tensor<?x?xbf16> {
  %w = norm.weight_norm %v scale(%g : tensor<bf16>) : tensor<?x?xbf16>
  return %w : tensor<?x?xbf16>
}

// Single elements are groups along an axis of size 1, which a view adds.
// CHECK-LABEL: func.func @weight_norm_vector(
// CHECK-SAME:    %[[V:[^:]+]]: tensor<?xf32>
// CHECK:         %[[VIEW:.+]] = tensor.expand_shape %[[V]] {{\[\[}}0, 1]] output_shape [%{{.+}}, 1] : tensor<?xf32> into tensor<?x1xf32>
// CHECK:         norm.stats <second_moment> %[[VIEW]] axes = [1] : tensor<?x1xf32>
func.func @weight_norm_vector(%v: tensor<?xf32>, %g: tensor<?xf32>) -> tensor<?xf32> {
  %w = norm.weight_norm %v scale(%g : tensor<?xf32>) axis = 0 : tensor<?xf32>
  return %w : tensor<?xf32>
}
