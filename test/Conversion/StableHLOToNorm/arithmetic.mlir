// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | FileCheck %s

// Elementwise ops of StableHLO become one arith or math op each, where there is one.

// CHECK-LABEL: func.func @floats(
// CHECK-SAME:    %[[X:.+]]: tensor<3x5xf32>, %[[Y:.+]]: tensor<3x5xf32>)
// CHECK-NEXT:    %[[R0:.+]] = math.absf %[[X]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R1:.+]] = arith.addf %[[R0]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R2:.+]] = arith.subf %[[R1]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R3:.+]] = arith.mulf %[[R2]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R4:.+]] = arith.divf %[[R3]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R5:.+]] = arith.maximumf %[[R4]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R6:.+]] = arith.minimumf %[[R5]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R7:.+]] = math.powf %[[R6]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R8:.+]] = arith.remf %[[R7]], %[[Y]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R9:.+]] = arith.negf %[[R8]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R10:.+]] = math.exp %[[R9]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R11:.+]] = math.log1p %[[R10]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R12:.+]] = math.rsqrt %[[R11]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R13:.+]] = math.roundeven %[[R12]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R14:.+]] = math.erfc %[[R13]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R15:.+]] = arith.mulf %[[R14]], %[[R14]] : tensor<3x5xf32>
// CHECK-NEXT:    %[[R16:.+]] = math.erf %[[R15]] : tensor<3x5xf32>
// CHECK-NEXT:    return %[[R16]]
func.func @floats(%x: tensor<3x5xf32>, %y: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = "stablehlo.abs"(%x) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %1 = "stablehlo.add"(%0, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %2 = "stablehlo.subtract"(%1, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %3 = "stablehlo.multiply"(%2, %y) {mhlo.frontend_attributes = {}} : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %4 = "stablehlo.divide"(%3, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %5 = "stablehlo.maximum"(%4, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %6 = "stablehlo.minimum"(%5, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %7 = "stablehlo.power"(%6, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %8 = "stablehlo.remainder"(%7, %y) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  %9 = "stablehlo.negate"(%8) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %10 = "stablehlo.exponential"(%9) <{result_accuracy = #stablehlo.result_accuracy<mode = #stablehlo.result_accuracy_mode<DEFAULT>>}> : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %11 = "stablehlo.log_plus_one"(%10) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %12 = "stablehlo.rsqrt"(%11) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %13 = "stablehlo.round_nearest_even"(%12) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %14 = "chlo.erfc"(%13) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %15 = "chlo.square"(%14) : (tensor<3x5xf32>) -> tensor<3x5xf32>
  %16 = "stablehlo.custom_call"(%15) <{api_version = 1 : i32, call_target_name = "mhlo.erf", has_side_effect = false}> {mhlo.attributes = {}, mhlo.version = 1 : i64} : (tensor<3x5xf32>) -> tensor<3x5xf32>
  return %16 : tensor<3x5xf32>
}

// A logistic of 16-bit floats is rounded once, other ops are what they are.
// CHECK-LABEL: func.func @logistic_bf16(
// CHECK-SAME:    %[[X:.+]]: tensor<7xbf16>)
// CHECK:         %[[WIDE:.+]] = arith.extf %[[X]] : tensor<7xbf16> to tensor<7xf32>
// CHECK:         %[[NEGATED:.+]] = arith.negf %[[WIDE]] : tensor<7xf32>
// CHECK:         %[[POWER:.+]] = math.exp %[[NEGATED]] : tensor<7xf32>
// CHECK:         %[[SUM:.+]] = arith.addf %[[POWER]], %{{.+}} : tensor<7xf32>
// CHECK:         %[[QUOTIENT:.+]] = arith.divf %{{.+}}, %[[SUM]] : tensor<7xf32>
// CHECK:         %[[ROUNDED:.+]] = arith.truncf %[[QUOTIENT]] : tensor<7xf32> to tensor<7xbf16>
// CHECK:         math.tanh %[[ROUNDED]] : tensor<7xbf16>
func.func @logistic_bf16(%x: tensor<7xbf16>) -> tensor<7xbf16> {
  %0 = "stablehlo.logistic"(%x) : (tensor<7xbf16>) -> tensor<7xbf16>
  %1 = "stablehlo.tanh"(%0) : (tensor<7xbf16>) -> tensor<7xbf16>
  return %1 : tensor<7xbf16>
}

// Integers are divided by 1 where the quotient is not defined or overflows.
// CHECK-LABEL: func.func @divide_integers(
// CHECK-SAME:    %[[X:.+]]: tensor<4xi32>, %[[Y:.+]]: tensor<4xi32>)
// CHECK-DAG:     %[[LEAST:.+]] = arith.constant dense<-2147483648> : tensor<4xi32>
// CHECK-DAG:     %[[IS_ZERO:.+]] = arith.cmpi eq, %[[Y]], %{{.+}} : tensor<4xi32>
// CHECK-DAG:     %[[IS_LEAST:.+]] = arith.cmpi eq, %[[X]], %[[LEAST]] : tensor<4xi32>
// CHECK:         %[[OVERFLOWS:.+]] = arith.andi %[[IS_LEAST]], %{{.+}} : tensor<4xi1>
// CHECK:         %[[IS_UNSAFE:.+]] = arith.ori %[[IS_ZERO]], %[[OVERFLOWS]] : tensor<4xi1>
// CHECK:         %[[DIVISOR:.+]] = arith.select %[[IS_UNSAFE]], %{{.+}}, %[[Y]] : tensor<4xi1>, tensor<4xi32>
// CHECK:         %[[QUOTIENT:.+]] = arith.divsi %[[X]], %[[DIVISOR]] : tensor<4xi32>
// CHECK:         %[[RESULT:.+]] = arith.select %[[IS_ZERO]], %{{.+}}, %[[QUOTIENT]] : tensor<4xi1>, tensor<4xi32>
// CHECK:         return %[[RESULT]]
func.func @divide_integers(%x: tensor<4xi32>, %y: tensor<4xi32>) -> tensor<4xi32> {
  %0 = "stablehlo.divide"(%x, %y) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  return %0 : tensor<4xi32>
}

// A divisor that is known to be harmless needs none of it.
// CHECK-LABEL: func.func @divide_by_constant(
// CHECK-NEXT:    %[[THREE:.+]] = arith.constant dense<3> : tensor<4xi64>
// CHECK-NEXT:    %[[QUOTIENT:.+]] = arith.divsi %{{.+}}, %[[THREE]] : tensor<4xi64>
// CHECK-NEXT:    return %[[QUOTIENT]]
func.func @divide_by_constant(%x: tensor<4xi64>) -> tensor<4xi64> {
  %0 = "stablehlo.constant"() <{value = dense<3> : tensor<4xi64>}> : () -> tensor<4xi64>
  %1 = "stablehlo.divide"(%x, %0) : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi64>
  return %1 : tensor<4xi64>
}

// Of truth values, sums are "or" and products "and".
// CHECK-LABEL: func.func @truths(
// CHECK-SAME:    %[[X:.+]]: tensor<4xi1>, %[[Y:.+]]: tensor<4xi1>)
// CHECK:         %[[SUM:.+]] = arith.ori %[[X]], %[[Y]] : tensor<4xi1>
// CHECK:         %[[PRODUCT:.+]] = arith.andi %[[SUM]], %[[Y]] : tensor<4xi1>
// CHECK:         %[[ONE:.+]] = arith.constant dense<true> : tensor<4xi1>
// CHECK:         arith.xori %[[PRODUCT]], %[[ONE]] : tensor<4xi1>
func.func @truths(%x: tensor<4xi1>, %y: tensor<4xi1>) -> tensor<4xi1> {
  %0 = "stablehlo.add"(%x, %y) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  %1 = "stablehlo.multiply"(%0, %y) : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  %2 = "stablehlo.not"(%1) : (tensor<4xi1>) -> tensor<4xi1>
  return %2 : tensor<4xi1>
}

// Operands that know different sizes are of one shape nevertheless; that is required where it is not known.
// CHECK-LABEL: func.func @other_sizes(
// CHECK-SAME:    %[[X:.+]]: tensor<?x5xf32>, %[[Y:.+]]: tensor<3x?xf32>)
// CHECK:         norm.require %{{.+}}, "expects operands of stablehlo.add of size {0}; got {1}"
// CHECK:         %[[LEFT:.+]] = tensor.cast %[[X]] : tensor<?x5xf32> to tensor<3x5xf32>
// CHECK:         norm.require %{{.+}}, "expects operands of stablehlo.add of size {0}; got {1}"
// CHECK:         %[[RIGHT:.+]] = tensor.cast %[[Y]] : tensor<3x?xf32> to tensor<3x5xf32>
// CHECK:         %[[SUM:.+]] = arith.addf %[[LEFT]], %[[RIGHT]] : tensor<3x5xf32>
// CHECK:         tensor.cast %[[SUM]] : tensor<3x5xf32> to tensor<?x?xf32>
func.func @other_sizes(%x: tensor<?x5xf32>, %y: tensor<3x?xf32>) -> tensor<?x?xf32> {
  %0 = "stablehlo.add"(%x, %y) : (tensor<?x5xf32>, tensor<3x?xf32>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
