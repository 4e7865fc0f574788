// RUN: norm-opt %s -split-input-file -convert-norm-to-linalg -canonicalize -cse | FileCheck %s

// norm.stats of the kinds that are made of magnitudes.

// CHECK-LABEL: func.func @abs_sum(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]] : tensor<3x4xf32>) outs({{.*}} : tensor<3xf64>)
// CHECK:           %[[WIDE:.+]] = arith.extf %{{.+}} : f32 to f64
// CHECK-NEXT:      %[[MAGNITUDE:.+]] = math.absf %[[WIDE]] : f64
// CHECK-NEXT:      arith.addf %{{.+}}, %[[MAGNITUDE]] fastmath<reassoc> : f64
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[SUM]]
func.func @abs_sum(%x: tensor<3x4xf32>) -> tensor<3xf64> {
  %0 = norm.stats <abs_sum> %x axes = [1] : tensor<3x4xf32>
  return %0 : tensor<3xf64>
}

// -----

// f32 sums have a twin of magnitudes scaled by 2^-80, for when they overflow.
// CHECK-LABEL: func.func @abs_sum_f32(
// CHECK-DAG:     %[[DOWN:.+]] = arith.constant 8.27180613E-25 : f32
// CHECK-DAG:     %[[UP:.+]] = arith.constant 1.2089258196146292E+24 : f64
// CHECK-DAG:     %[[INF:.+]] = arith.constant 0x7F800000 : f32
// CHECK:         %[[SUMS:.+]]:2 = linalg.generic {{.*}} outs({{.*}} : tensor<4xf32>, tensor<4xf32>)
// CHECK:           %[[MAGNITUDE:.+]] = math.absf %{{.+}} : f32
// CHECK-NEXT:      %[[SCALED:.+]] = arith.mulf %[[MAGNITUDE]], %[[DOWN]] : f32
// CHECK-DAG:       arith.addf %{{.+}}, %[[MAGNITUDE]] fastmath<reassoc> : f32
// CHECK-DAG:       arith.addf %{{.+}}, %[[SCALED]] fastmath<reassoc> : f32
// CHECK:         linalg.generic {{.*}} ins(%[[SUMS]]#0, %[[SUMS]]#1 :
// CHECK:           %[[UNSCALED:.+]] = arith.mulf %{{.+}}, %[[UP]] : f64
// CHECK:           %[[IS_FINITE:.+]] = arith.cmpf olt, %{{.+}}, %[[INF]] : f32
// CHECK:           arith.select %[[IS_FINITE]], %{{.+}}, %[[UNSCALED]] : f64
func.func @abs_sum_f32(%x: tensor<3x4xf16>) -> tensor<4xf64> {
  %0 = norm.stats <abs_sum> %x axes = [0] {accumulator = f32} : tensor<3x4xf16>
  return %0 : tensor<4xf64>
}

// -----

// The largest magnitude, found in the compute type; NaN propagates.
// CHECK-LABEL: func.func @abs_max(
// CHECK:         %[[LARGEST:.+]] = linalg.generic {{.*}}["parallel", "reduction"]} {{.*}} outs({{.*}} : tensor<3xf32>)
// CHECK:           %[[WIDE:.+]] = arith.extf %{{.+}} : bf16 to f32
// CHECK-NEXT:      %[[MAGNITUDE:.+]] = math.absf %[[WIDE]] : f32
// CHECK-NEXT:      arith.maximumf %{{.+}}, %[[MAGNITUDE]] : f32
// CHECK:         linalg.generic {{.*}} ins(%[[LARGEST]] : tensor<3xf32>) outs({{.*}} : tensor<3xf64>)
func.func @abs_max(%x: tensor<3x4xbf16>) -> tensor<3xf64> {
  %0 = norm.stats <abs_max> %x axes = [1] : tensor<3x4xbf16>
  return %0 : tensor<3xf64>
}

// -----

// Of f64 it is the result itself.
// CHECK-LABEL: func.func @abs_max_f64(
// CHECK:         %[[LARGEST:.+]] = linalg.generic {{.*}}["reduction", "reduction"]} {{.*}} outs({{.*}} : tensor<f64>)
// CHECK-NOT:     linalg.generic
// CHECK:         return %[[LARGEST]]
func.func @abs_max_f64(%x: tensor<3x?xf64>) -> tensor<f64> {
  %0 = norm.stats <abs_max> %x axes = [0, 1] : tensor<3x?xf64>
  return %0 : tensor<f64>
}

// -----

// Two reductions: the maximum, then powers of what is divided by it. The scale
// is 1 where nothing can be divided by the maximum.
// CHECK-LABEL: func.func @abs_power_sum(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
// CHECK-DAG:     %[[P:.+]] = arith.constant 2.500000e+00 : f64
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1.000000e+00 : f64
// CHECK-DAG:     %[[INF:.+]] = arith.constant 0x7FF0000000000000 : f64
// CHECK:         %[[LARGEST:.+]] = linalg.generic {{.*}}["parallel", "reduction"]}
// CHECK:           arith.maximumf
// CHECK:         %[[SCALE:.+]] = linalg.generic {{.*}}["parallel"]} ins(%[[LARGEST]] : tensor<3xf32>)
// CHECK:           %[[WIDE:.+]] = arith.extf
// CHECK-DAG:       %[[IS_ZERO:.+]] = arith.cmpf oeq, %[[WIDE]], %{{.+}} : f64
// CHECK-DAG:       %[[IS_INFINITE:.+]] = arith.cmpf oeq, %[[WIDE]], %[[INF]] : f64
// CHECK:           %[[EXTREME:.+]] = arith.ori %[[IS_ZERO]], %[[IS_INFINITE]] : i1
// CHECK-NEXT:      arith.select %[[EXTREME]], %[[ONE]], %[[WIDE]] : f64
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}}["parallel", "reduction"]} ins(%[[X]], %[[SCALE]] :
// CHECK:           %[[RATIO:.+]] = arith.divf %{{.+}}, %{{.+}} : f64
// CHECK-NEXT:      %[[POWER:.+]] = math.powf %[[RATIO]], %[[P]] : f64
// CHECK-NEXT:      arith.addf %{{.+}}, %[[POWER]] fastmath<reassoc> : f64
// CHECK:         return %[[SCALE]], %[[SUM]]
func.func @abs_power_sum(%x: tensor<3x4xf32>) -> (tensor<3xf64>, tensor<3xf64>) {
  %0:2 = norm.stats <abs_power_sum> %x axes = [1] {p = 2.5 : f64} : tensor<3x4xf32>
  return %0#0, %0#1 : tensor<3xf64>, tensor<3xf64>
}

// -----

// Powers that are products or roots need no library; sums may be f32.
// CHECK-LABEL: func.func @exact_powers(
// CHECK-NOT:     math.powf
// CHECK:         %[[RATIO:.+]] = arith.divf %{{.+}}, %{{.+}} : f64
// CHECK-NEXT:    %[[SQUARE:.+]] = arith.mulf %[[RATIO]], %[[RATIO]] : f64
// CHECK-NEXT:    arith.mulf %[[SQUARE]], %[[RATIO]] : f64
// CHECK-NOT:     math.powf
// CHECK:         %[[RATIO_2:.+]] = arith.divf %{{.+}}, %{{.+}} : f64
// CHECK-NEXT:    math.sqrt %[[RATIO_2]] : f64
// CHECK-NOT:     math.powf
// CHECK:         %[[RATIO_3:.+]] = arith.divf %{{.+}}, %{{.+}} : f32
// CHECK-NEXT:    arith.mulf %[[RATIO_3]], %[[RATIO_3]] : f32
// CHECK-NOT:     math.powf
// CHECK:         return
func.func @exact_powers(%x: tensor<4xf32>) -> (tensor<f64>, tensor<f64>, tensor<f64>) {
  %0:2 = norm.stats <abs_power_sum> %x axes = [0] {p = 3.0 : f64} : tensor<4xf32>
  %1:2 = norm.stats <abs_power_sum> %x axes = [0] {p = 0.5 : f64} : tensor<4xf32>
  %2:2 = norm.stats <abs_power_sum> %x axes = [0] {accumulator = f32, p = 2.0 : f64} : tensor<4xf32>
  return %0#1, %1#1, %2#1 : tensor<f64>, tensor<f64>, tensor<f64>
}
