// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm -canonicalize -cse | FileCheck %s

// Sizes that StableHLO computes in tensors of integers are index values, each looked up once.

// What JAX writes for a mean over the last dim of a tensor of two unknown sizes: sizes are arguments of a function of its
// own, and an assertion says what they have to be.
// CHECK-LABEL: func.func public @main(
// CHECK-SAME:    %[[X:.+]]: tensor<?x?xf32>)
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[A:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[N:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[COUNT:.+]] = arith.index_cast %[[N]] : index to i32
// CHECK-DAG:     %[[IS_POSITIVE:.+]] = arith.cmpi sge, %[[COUNT]], %{{.+}} : i32
// CHECK:         norm.require %[[IS_POSITIVE]], "Expected value >= 1 for dimension variable 'n'. Got {0} of (braces) and {1}"(%[[N]], %[[A]] : index, index)
// CHECK:         %[[DIVISOR:.+]] = arith.sitofp %[[COUNT]] : i32 to f32
// CHECK:         %[[SUM:.+]] = linalg.reduce {{.*}} ins(%[[X]] : tensor<?x?xf32>) outs(%{{.+}} : tensor<?xf32>) dimensions = [1]
// CHECK:         %[[UNIT:.+]] = tensor.expand_shape %[[SUM]] {{\[}}[0, 1]] output_shape [%[[A]], 1] : tensor<?xf32> into tensor<?x1xf32>
// CHECK:         %[[EMPTY:.+]] = tensor.empty(%[[A]]) : tensor<?x1xf32>
// CHECK:         %[[DIVISORS:.+]] = linalg.fill ins(%[[DIVISOR]] : f32) outs(%[[EMPTY]] : tensor<?x1xf32>)
// CHECK:         %[[MEAN:.+]] = arith.divf %[[UNIT]], %[[DIVISORS]] : tensor<?x1xf32>
// CHECK:         %[[ROW:.+]] = tensor.collapse_shape %[[MEAN]] {{\[}}[0, 1]] : tensor<?x1xf32> into tensor<?xf32>
// CHECK:         %[[WHOLE:.+]] = tensor.empty(%[[A]], %[[N]]) : tensor<?x?xf32>
// CHECK:         %[[MEANS:.+]] = linalg.broadcast ins(%[[ROW]] : tensor<?xf32>) outs(%[[WHOLE]] : tensor<?x?xf32>) dimensions = [1]
// CHECK:         arith.subf %[[X]], %[[MEANS]] : tensor<?x?xf32>
// CHECK-NOT:     norm.require
// CHECK:         return
func.func public @main(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %one = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
  %a = "stablehlo.get_dimension_size"(%x) <{dimension = 0 : i64}> : (tensor<?x?xf32>) -> tensor<i32>
  %n = "stablehlo.get_dimension_size"(%x) <{dimension = 1 : i64}> : (tensor<?x?xf32>) -> tensor<i32>
  %0 = "stablehlo.compare"(%n, %one) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
  "stablehlo.custom_call"(%0, %one, %n, %a) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Expected value >= 1 for dimension variable 'n'. Got {1} of {braces} and {2}"} : (tensor<i1>, tensor<i32>, tensor<i32>, tensor<i32>) -> ()
  %1 = func.call @centre(%a, %n, %x) : (tensor<i32>, tensor<i32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}
// CHECK-NOT: @centre
func.func private @centre(%a: tensor<i32>, %n: tensor<i32>, %x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %one = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
  %zero = "stablehlo.constant"() <{value = dense<0.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.convert"(%n) : (tensor<i32>) -> tensor<f32>
  %1 = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%p: tensor<f32>, %q: tensor<f32>):
    %12 = "stablehlo.add"(%p, %q) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%12) : (tensor<f32>) -> ()
  }) : (tensor<?x?xf32>, tensor<f32>) -> tensor<?xf32>
  %2 = "stablehlo.reshape"(%a) : (tensor<i32>) -> tensor<1xi32>
  %3 = "stablehlo.concatenate"(%2, %one) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %4 = "stablehlo.dynamic_broadcast_in_dim"(%1, %3) <{broadcast_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<2xi32>) -> tensor<?x1xf32>
  %5 = "stablehlo.dynamic_broadcast_in_dim"(%0, %3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x1xf32>
  %6 = "stablehlo.divide"(%4, %5) : (tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
  %7 = "stablehlo.reshape"(%n) : (tensor<i32>) -> tensor<1xi32>
  %8 = "stablehlo.concatenate"(%2, %7) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %9 = "stablehlo.dynamic_broadcast_in_dim"(%6, %8) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x1xf32>, tensor<2xi32>) -> tensor<?x?xf32>
  %10 = "stablehlo.subtract"(%x, %9) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %10 : tensor<?x?xf32>
}

// Channels become groups and back; the batch of unknown size stays.
// CHECK-LABEL: func.func @groups(
// CHECK-SAME:    %[[X:.+]]: tensor<?x5x?x6xf32>)
// CHECK:         %[[GROUPS:.+]] = tensor.expand_shape %[[X]] {{\[}}[0], [1], [2], [3, 4]] output_shape [%[[A:.+]], 5, %[[M:.+]], 3, 2] : tensor<?x5x?x6xf32> into tensor<?x5x?x3x2xf32>
// CHECK:         %[[EXP:.+]] = math.exp %[[GROUPS]]
// CHECK:         tensor.collapse_shape %[[EXP]] {{\[}}[0], [1], [2], [3, 4]] : tensor<?x5x?x3x2xf32> into tensor<?x5x?x6xf32>
func.func @groups(%x: tensor<?x5x?x6xf32>) -> tensor<?x5x?x6xf32> {
  %two = "stablehlo.constant"() <{value = dense<2> : tensor<1xi32>}> : () -> tensor<1xi32>
  %three = "stablehlo.constant"() <{value = dense<3> : tensor<1xi32>}> : () -> tensor<1xi32>
  %five = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
  %six = "stablehlo.constant"() <{value = dense<6> : tensor<1xi32>}> : () -> tensor<1xi32>
  %a = "stablehlo.get_dimension_size"(%x) <{dimension = 0 : i64}> : (tensor<?x5x?x6xf32>) -> tensor<i32>
  %m = "stablehlo.get_dimension_size"(%x) <{dimension = 2 : i64}> : (tensor<?x5x?x6xf32>) -> tensor<i32>
  %0 = "stablehlo.reshape"(%a) : (tensor<i32>) -> tensor<1xi32>
  %1 = "stablehlo.reshape"(%m) : (tensor<i32>) -> tensor<1xi32>
  %2 = "stablehlo.concatenate"(%0, %five, %1, %three, %two) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<5xi32>
  %3 = "stablehlo.dynamic_reshape"(%x, %2) : (tensor<?x5x?x6xf32>, tensor<5xi32>) -> tensor<?x5x?x3x2xf32>
  %4 = "stablehlo.exponential"(%3) : (tensor<?x5x?x3x2xf32>) -> tensor<?x5x?x3x2xf32>
  %5 = "stablehlo.concatenate"(%0, %five, %1, %six) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
  %6 = "stablehlo.dynamic_reshape"(%4, %5) : (tensor<?x5x?x3x2xf32>, tensor<4xi32>) -> tensor<?x5x?x6xf32>
  return %6 : tensor<?x5x?x6xf32>
}

// Sizes that are products of others.
// CHECK-LABEL: func.func @products(
// CHECK-SAME:    %[[X:.+]]: tensor<?x7xf32>)
// CHECK:         %[[JOINED:.+]] = tensor.collapse_shape %[[X]] {{\[}}[0, 1]] : tensor<?x7xf32> into tensor<?xf32>
// CHECK-NEXT:    return %[[JOINED]]
func.func @products(%x: tensor<?x7xf32>) -> tensor<?xf32> {
  %seven = "stablehlo.constant"() <{value = dense<7> : tensor<i32>}> : () -> tensor<i32>
  %a = "stablehlo.get_dimension_size"(%x) <{dimension = 0 : i64}> : (tensor<?x7xf32>) -> tensor<i32>
  %0 = "stablehlo.multiply"(%a, %seven) : (tensor<i32>, tensor<i32>) -> tensor<i32>
  %1 = "stablehlo.reshape"(%0) : (tensor<i32>) -> tensor<1xi32>
  %2 = "stablehlo.dynamic_reshape"(%x, %1) : (tensor<?x7xf32>, tensor<1xi32>) -> tensor<?xf32>
  return %2 : tensor<?xf32>
}

// Nothing says that %w has one element, so it has to have as many as %x has columns; where the op says that it is
// repeated, it is.
// CHECK-LABEL: func.func @unknown(
// CHECK-SAME:    %[[X:.+]]: tensor<?x?xf32>, %[[W:.+]]: tensor<?xf32>, %[[S:.+]]: tensor<?xf32>)
// CHECK-DAG:     %[[ONE:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[N:.+]] = tensor.dim %[[X]], %[[ONE]]
// CHECK-DAG:     %[[SIZE:.+]] = tensor.dim %[[W]], %{{.+}}
// CHECK:         %[[IS_SAME:.+]] = arith.cmpi eq, %[[N]], %[[SIZE]] : index
// CHECK:         norm.require %[[IS_SAME]], "expects an operand of size {0} along dimension 0 to be broadcast to that size; got {1}"(%[[N]], %[[SIZE]] : index, index)
// CHECK:         linalg.broadcast ins(%[[W]] : tensor<?xf32>) outs(%{{.+}} : tensor<?x?xf32>) dimensions = [0]
// CHECK-NOT:     norm.require
// CHECK:         %[[UNIT:.+]] = tensor.cast %[[S]] : tensor<?xf32> to tensor<1xf32>
// CHECK:         %[[SCALAR:.+]] = tensor.collapse_shape %[[UNIT]] [] : tensor<1xf32> into tensor<f32>
// CHECK:         linalg.broadcast ins(%[[SCALAR]] : tensor<f32>) outs(%{{.+}} : tensor<?x?xf32>) dimensions = [0, 1]
func.func @unknown(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %s: tensor<?xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %0 = shape.shape_of %x : tensor<?x?xf32> -> tensor<2xindex>
  %1 = "stablehlo.dynamic_broadcast_in_dim"(%w, %0) <{broadcast_dimensions = array<i64: 1>}> : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  %2 = "stablehlo.dynamic_broadcast_in_dim"(%s, %0) <{broadcast_dimensions = array<i64: 1>, known_expanding_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  return %1, %2 : tensor<?x?xf32>, tensor<?x?xf32>
}

// torch-mlir computes shapes in the shape dialect, and states what it assumes.
// CHECK-LABEL: func.func @assuming(
// CHECK-SAME:    %[[X:.+]]: tensor<?x5xf32>, %[[M:.+]]: tensor<?x1xf32>)
// CHECK-NOT:     shape.
// CHECK:         norm.require
// CHECK:         %[[ROW:.+]] = tensor.collapse_shape %[[M]] {{\[}}[0, 1]] : tensor<?x1xf32> into tensor<?xf32>
// CHECK:         %[[ROWS:.+]] = linalg.broadcast ins(%[[ROW]] : tensor<?xf32>) outs(%{{.+}} : tensor<?x5xf32>) dimensions = [1]
// CHECK:         arith.mulf %[[X]], %[[ROWS]] : tensor<?x5xf32>
// CHECK-NOT:     shape.
func.func @assuming(%x: tensor<?x5xf32>, %m: tensor<?x1xf32>) -> tensor<?x5xf32> {
  %0 = shape.shape_of %x : tensor<?x5xf32> -> tensor<2xindex>
  %1 = shape.shape_of %m : tensor<?x1xf32> -> tensor<2xindex>
  %2 = shape.cstr_broadcastable %0, %1 : tensor<2xindex>, tensor<2xindex>
  %3 = shape.assuming %2 -> tensor<?x5xf32> {
    %4 = shape.broadcast %0, %1 : tensor<2xindex>, tensor<2xindex> -> tensor<2xindex>
    %5 = "stablehlo.dynamic_broadcast_in_dim"(%x, %4) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x5xf32>, tensor<2xindex>) -> tensor<?x5xf32>
    %6 = "stablehlo.dynamic_broadcast_in_dim"(%m, %4) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x1xf32>, tensor<2xindex>) -> tensor<?x5xf32>
    %7 = "stablehlo.multiply"(%5, %6) : (tensor<?x5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    shape.assuming_yield %7 : tensor<?x5xf32>
  }
  return %3 : tensor<?x5xf32>
}

// An assertion that holds whatever the sizes is none.
// CHECK-LABEL: func.func @no_assertion(
// CHECK-NEXT:    return
func.func @no_assertion(%x: tensor<4x?xf32>) {
  %four = "stablehlo.constant"() <{value = dense<4> : tensor<i32>}> : () -> tensor<i32>
  %0 = "stablehlo.get_dimension_size"(%x) <{dimension = 0 : i64}> : (tensor<4x?xf32>) -> tensor<i32>
  %1 = "stablehlo.compare"(%0, %four) <{comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
  "stablehlo.custom_call"(%1, %0) <{call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "four, not {0}"} : (tensor<i1>, tensor<i32>) -> ()
  return
}
