// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm -split-input-file -verify-diagnostics

// Ops that are not what StableHLO's are get an error each, which names what was expected and what was given.

func.func @attributes(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4x2xf32>, tensor<4xf32>) {
  // expected-error@+1 {{'stablehlo.abs' op expects attributes of ['result_accuracy']; got "rounding"}}
  %0 = "stablehlo.abs"(%x) <{rounding = 1 : i64}> : (tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.broadcast_in_dim' op expects attribute 'broadcast_dimensions'; got none}}
  %1 = "stablehlo.broadcast_in_dim"(%x) : (tensor<4xf32>) -> tensor<4x2xf32>
  // expected-error@+1 {{'stablehlo.compare' op expects comparison_direction EQ, NE, LT, LE, GT or GE; got ABOUT}}
  %2 = "stablehlo.compare"(%x, %x) <{comparison_direction = #stablehlo<comparison_direction ABOUT>}> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  return %0, %1, %0 : tensor<4xf32>, tensor<4x2xf32>, tensor<4xf32>
}

// -----

func.func @operands(%x: tensor<4xf32>, %y: tensor<4xf64>, %z: tensor<3xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'stablehlo.add' op expects operands ['lhs', 'rhs']; got 1}}
  %0 = "stablehlo.add"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.add' op expects operands of one element type; got 'f32' and 'f64'}}
  %1 = "stablehlo.add"(%x, %y) : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.add' op expects operands of one shape; got 'tensor<4xf32>' and 'tensor<3xf32>'}}
  %2 = "stablehlo.add"(%x, %z) : (tensor<4xf32>, tensor<3xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.add' op expects a result of type 'tensor<4xf32>'; got 'tensor<5xf32>'}}
  %3 = "stablehlo.add"(%x, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<5xf32>
  // expected-error@+1 {{'stablehlo.select' op expects a condition of i1; got 'tensor<4xf32>'}}
  %4 = "stablehlo.select"(%x, %x, %x) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.constant' op expects attribute 'value' to be elements of 'tensor<4xf32>'; got dense<1.000000e+00> : tensor<3xf32>}}
  %5 = "stablehlo.constant"() <{value = dense<1.0> : tensor<3xf32>}> : () -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @unranked(%x: tensor<*xf32>, %y: tensor<?xf32, #stablehlo.bounds<4>>) -> tensor<*xf32> {
  // expected-error@+1 {{'stablehlo.abs' op expects operand to be a ranked tensor; got 'tensor<*xf32>'}}
  %0 = "stablehlo.abs"(%x) : (tensor<*xf32>) -> tensor<*xf32>
  // expected-error@+1 {{'stablehlo.abs' op expects operand to be a ranked tensor; got 'tensor<?xf32, #stablehlo.bounds<4>>'}}
  %1 = "stablehlo.abs"(%y) : (tensor<?xf32, #stablehlo.bounds<4>>) -> tensor<?xf32>
  return %0 : tensor<*xf32>
}

// -----

func.func @shapes(%x: tensor<4xf32>, %s: tensor<3xi32>, %u: tensor<?xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'stablehlo.broadcast_in_dim' op expects broadcast_dimensions without repetition within rank 2; got [2]}}
  %0 = "stablehlo.broadcast_in_dim"(%x) <{broadcast_dimensions = array<i64: 2>}> : (tensor<4xf32>) -> tensor<4x2xf32>
  // expected-error@+1 {{'stablehlo.broadcast_in_dim' op expects a broadcast dimension for each of the operand's 1; got 0}}
  %1 = "stablehlo.broadcast_in_dim"(%x) <{broadcast_dimensions = array<i64>}> : (tensor<4xf32>) -> tensor<4x2xf32>
  // expected-error@+1 {{'stablehlo.broadcast_in_dim' op expects an operand of size 1 or 2 along dimension 0; got 4}}
  %2 = "stablehlo.broadcast_in_dim"(%x) <{broadcast_dimensions = array<i64: 1>}> : (tensor<4xf32>) -> tensor<4x2xf32>
  // expected-error@+1 {{'stablehlo.reshape' op expects a result of 4 elements; got 'tensor<5xf32>'}}
  %3 = "stablehlo.reshape"(%x) : (tensor<4xf32>) -> tensor<5xf32>
  // expected-error@+1 {{'stablehlo.reshape' op expects a result of static sizes; got 'tensor<?xf32>'}}
  %4 = "stablehlo.reshape"(%x) : (tensor<4xf32>) -> tensor<?xf32>
  // expected-error@+1 {{'stablehlo.dynamic_reshape' op expects sizes of type tensor<2xi32>; got 'tensor<3xi32>'}}
  %5 = "stablehlo.dynamic_reshape"(%x, %s) : (tensor<4xf32>, tensor<3xi32>) -> tensor<?x?xf32>
  // expected-error@+1 {{'stablehlo.transpose' op expects a permutation of 1 dimensions; got [0, 1]}}
  %6 = "stablehlo.transpose"(%x) <{permutation = array<i64: 0, 1>}> : (tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.slice' op expects a slice within 'tensor<4xf32>'; got 1 to 5 along dimension 0}}
  %7 = "stablehlo.slice"(%x) <{start_indices = array<i64: 1>, limit_indices = array<i64: 5>, strides = array<i64: 1>}> : (tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.slice' op expects strides to be 1 integers not less than 1; got [0]}}
  %8 = "stablehlo.slice"(%x) <{start_indices = array<i64: 1>, limit_indices = array<i64: 4>, strides = array<i64: 0>}> : (tensor<4xf32>) -> tensor<3xf32>
  // expected-error@+1 {{'stablehlo.iota' op expects iota_dimension within rank 1; got 1}}
  %9 = "stablehlo.iota"() <{iota_dimension = 1 : i64}> : () -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.get_dimension_size' op expects dimension within rank 1; got 1}}
  %10 = "stablehlo.get_dimension_size"(%u) <{dimension = 1 : i64}> : (tensor<?xf32>) -> tensor<i32>
  return %x : tensor<4xf32>
}

// -----

func.func @reductions(%x: tensor<4x2xf32>, %zero: tensor<f64>, %w: tensor<3x2xf32>) -> tensor<4x2xf32> {
  // expected-error@+1 {{'stablehlo.reduce' op expects an initial value of type 'tensor<f32>'; got 'tensor<f64>'}}
  %0 = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %2 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%2) : (tensor<f32>) -> ()
  }) : (tensor<4x2xf32>, tensor<f64>) -> tensor<4xf32>
  // expected-error@+1 {{'stablehlo.dot_general' op expects one size of lhs and rhs; got 4 and 3 along dimensions 0 and 0}}
  %1 = "stablehlo.dot_general"(%x, %w) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>}> : (tensor<4x2xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>
  return %x : tensor<4x2xf32>
}

// -----

func.func @batch_norm(%x: tensor<2x3xf32>, %w: tensor<3xf32>, %v: tensor<2xf32>, %i: tensor<2x3xi32>) -> tensor<2x3xf32> {
  // expected-error@+1 {{'stablehlo.batch_norm_training' op expects feature_index within rank 2; got 2}}
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %w) <{epsilon = 1.0e-05 : f32, feature_index = 2 : i64}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  // expected-error@+1 {{'stablehlo.batch_norm_training' op expects operand #2 of type 'tensor<3xf32>'; got 'tensor<2xf32>'}}
  %1:3 = "stablehlo.batch_norm_training"(%x, %w, %v) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<2xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  // expected-error@+1 {{'stablehlo.batch_norm_training' op expects a finite positive epsilon; got -1}}
  %2:3 = "stablehlo.batch_norm_training"(%x, %w, %w) <{epsilon = -1.0 : f32, feature_index = 1 : i64}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  // expected-error@+1 {{'stablehlo.batch_norm_inference' op expects operands ['operand', 'scale', 'offset', 'mean', 'variance']; got 4}}
  %3 = "stablehlo.batch_norm_inference"(%x, %w, %w, %w) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  // expected-error@+1 {{'stablehlo.batch_norm_grad' op expects grad_output of type 'tensor<2x3xf32>'; got 'tensor<3xf32>'}}
  %4:3 = "stablehlo.batch_norm_grad"(%x, %w, %w, %w, %w) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return %x : tensor<2x3xf32>
}

// -----

func.func @assertions(%p: tensor<i1>, %x: tensor<4xf32>) {
  // expected-error@+1 {{'stablehlo.custom_call' op expects a condition of type tensor<i1> and sizes of integers; got 'tensor<4xf32>'}}
  "stablehlo.custom_call"(%p, %x) <{call_target_name = "shape_assertion"}> {error_message = "{0}"} : (tensor<i1>, tensor<4xf32>) -> ()
  // expected-error@+1 {{'stablehlo.custom_call' op expects attribute 'call_target_name'; got none}}
  "stablehlo.custom_call"(%p) : (tensor<i1>) -> ()
  return
}
