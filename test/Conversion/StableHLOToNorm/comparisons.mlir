// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | FileCheck %s

// Comparisons, selections and conversions.

// All but "not equal" are false with NaN. The words stand in any spelling.
// CHECK-LABEL: func.func @compare_floats(
// CHECK:         arith.cmpf oeq
// CHECK:         arith.cmpf une
// CHECK:         arith.cmpf olt
// CHECK:         arith.cmpf oge
func.func @compare_floats(%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xi1>, tensor<4xi1>, tensor<4xi1>, tensor<4xi1>) {
  %0 = "stablehlo.compare"(%x, %y) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  %1 = "stablehlo.compare"(%x, %y) {comparison_direction = #stablehlo.comparison_direction<NE>} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  %2 = "stablehlo.compare"(%x, %y) {comparison_direction = "LT"} : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  %3 = "stablehlo.compare"(%x, %y) <{comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  return %0, %1, %2, %3 : tensor<4xi1>, tensor<4xi1>, tensor<4xi1>, tensor<4xi1>
}

// CHECK-LABEL: func.func @compare_integers(
// CHECK:         arith.cmpi sgt, {{.*}} : tensor<4xi32>
// CHECK:         arith.cmpi ugt, {{.*}} : tensor<4xi32>
// CHECK:         arith.cmpi ule, {{.*}} : tensor<4xi1>
func.func @compare_integers(%x: tensor<4xi32>, %y: tensor<4xi32>, %p: tensor<4xi1>, %q: tensor<4xi1>) -> (tensor<4xi1>, tensor<4xi1>, tensor<4xi1>) {
  %0 = "stablehlo.compare"(%x, %y) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
  %1 = "stablehlo.compare"(%x, %y) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
  %2 = "stablehlo.compare"(%p, %q) <{compare_type = #stablehlo<comparison_type UNSIGNED>, comparison_direction = #stablehlo<comparison_direction LE>}> : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return %0, %1, %2 : tensor<4xi1>, tensor<4xi1>, tensor<4xi1>
}

// One condition and one pair of limits for all elements.
// CHECK-LABEL: func.func @scalars(
// CHECK-SAME:    %[[P:.+]]: tensor<i1>, %[[X:.+]]: tensor<2x3xf32>, %[[Y:.+]]: tensor<2x3xf32>, %[[LOW:.+]]: tensor<f32>)
// CHECK:         %[[CONDITION:.+]] = linalg.broadcast ins(%[[P]] : tensor<i1>) outs(%{{.+}} : tensor<2x3xi1>) dimensions = [0, 1]
// CHECK:         %[[SELECTED:.+]] = arith.select %[[CONDITION]], %[[X]], %[[Y]] : tensor<2x3xi1>, tensor<2x3xf32>
// CHECK:         %[[ONE:.+]] = arith.constant dense<1.000000e+00> : tensor<2x3xf32>
// CHECK:         %[[MOST:.+]] = arith.maximumf %[[SELECTED]], %{{.+}} : tensor<2x3xf32>
// CHECK:         arith.minimumf %[[MOST]], %[[ONE]] : tensor<2x3xf32>
func.func @scalars(%p: tensor<i1>, %x: tensor<2x3xf32>, %y: tensor<2x3xf32>, %low: tensor<f32>) -> tensor<2x3xf32> {
  %high = "stablehlo.constant"() <{value = dense<1.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.select"(%p, %x, %y) : (tensor<i1>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  %1 = "stablehlo.clamp"(%low, %0, %high) : (tensor<f32>, tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
  return %1 : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @convert(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4xf32>, %[[H:[^:]+]]: tensor<4xf16>, %[[I:[^:]+]]: tensor<4xi32>, %[[P:[^:]+]]: tensor<4xi1>)
// CHECK:         arith.extf %[[X]] : tensor<4xf32> to tensor<4xf64>
// CHECK:         %[[WIDE:.+]] = arith.extf %[[H]] : tensor<4xf16> to tensor<4xf32>
// CHECK:         arith.truncf %[[WIDE]] : tensor<4xf32> to tensor<4xbf16>
// CHECK:         arith.sitofp %[[I]] : tensor<4xi32> to tensor<4xf32>
// CHECK:         arith.trunci %[[I]] : tensor<4xi32> to tensor<4xi8>
// CHECK:         arith.cmpi ne, %[[I]], %{{.+}} : tensor<4xi32>
// CHECK:         arith.uitofp %[[P]] : tensor<4xi1> to tensor<4xf32>
// CHECK:         arith.extui %[[P]] : tensor<4xi1> to tensor<4xi64>
func.func @convert(%x: tensor<4xf32>, %h: tensor<4xf16>, %i: tensor<4xi32>, %p: tensor<4xi1>) -> (tensor<4xf64>, tensor<4xbf16>, tensor<4xf32>, tensor<4xi8>, tensor<4xi1>, tensor<4xf32>, tensor<4xi64>) {
  %0 = "stablehlo.convert"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  %1 = "stablehlo.convert"(%h) : (tensor<4xf16>) -> tensor<4xbf16>
  %2 = "stablehlo.convert"(%i) : (tensor<4xi32>) -> tensor<4xf32>
  %3 = "stablehlo.convert"(%i) : (tensor<4xi32>) -> tensor<4xi8>
  %4 = "stablehlo.convert"(%i) : (tensor<4xi32>) -> tensor<4xi1>
  %5 = "stablehlo.convert"(%p) : (tensor<4xi1>) -> tensor<4xf32>
  %6 = "stablehlo.convert"(%p) : (tensor<4xi1>) -> tensor<4xi64>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<4xf64>, tensor<4xbf16>, tensor<4xf32>, tensor<4xi8>, tensor<4xi1>, tensor<4xf32>, tensor<4xi64>
}

// arith.fptosi sees no NaN and nothing beyond the integers.
// CHECK-LABEL: func.func @to_integers(
// CHECK-SAME:    %[[X:.+]]: tensor<4xf32>)
// CHECK-DAG:     %[[IS_LOW:.+]] = arith.cmpf ole, %[[X]], %{{.+}} : tensor<4xf32>
// CHECK-DAG:     %[[IS_HIGH:.+]] = arith.cmpf oge, %[[X]], %{{.+}} : tensor<4xf32>
// CHECK-DAG:     %[[IS_NAN:.+]] = arith.cmpf une, %[[X]], %[[X]] : tensor<4xf32>
// CHECK:         %[[SAFE:.+]] = arith.select %{{.+}}, %{{.+}}, %[[X]] : tensor<4xi1>, tensor<4xf32>
// CHECK:         %[[INTEGER:.+]] = arith.fptosi %[[SAFE]] : tensor<4xf32> to tensor<4xi32>
// CHECK:         %[[LEAST:.+]] = arith.constant dense<-2147483648> : tensor<4xi32>
// CHECK:         %[[NOT_LOW:.+]] = arith.select %[[IS_LOW]], %[[LEAST]], %[[INTEGER]]
// CHECK:         %[[MOST:.+]] = arith.constant dense<2147483647> : tensor<4xi32>
// CHECK:         arith.select %[[IS_HIGH]], %[[MOST]], %[[NOT_LOW]]
func.func @to_integers(%x: tensor<4xf32>) -> tensor<4xi32> {
  %0 = "stablehlo.convert"(%x) : (tensor<4xf32>) -> tensor<4xi32>
  return %0 : tensor<4xi32>
}

// A constant is rounded once, also where arith leaves it because that is not exact.
// CHECK-LABEL: func.func @convert_constant(
// CHECK:         %[[EPSILON:.+]] = arith.constant dense<9.99999974E-6> : tensor<f32>
// CHECK:         return %[[EPSILON]]
func.func @convert_constant() -> tensor<f32> {
  %0 = "stablehlo.constant"() <{value = dense<1.0e-05> : tensor<f64>}> : () -> tensor<f64>
  %1 = "stablehlo.convert"(%0) : (tensor<f64>) -> tensor<f32>
  return %1 : tensor<f32>
}

// CHECK-LABEL: func.func @same_bits(
// CHECK:         arith.bitcast %{{.+}} : tensor<4xf32> to tensor<4xi32>
// CHECK:         math.isfinite %{{.+}} : tensor<4xf32>
func.func @same_bits(%x: tensor<4xf32>) -> (tensor<4xi32>, tensor<4xi1>) {
  %0 = "stablehlo.bitcast_convert"(%x) : (tensor<4xf32>) -> tensor<4xi32>
  %1 = "stablehlo.is_finite"(%x) : (tensor<4xf32>) -> tensor<4xi1>
  return %0, %1 : tensor<4xi32>, tensor<4xi1>
}
