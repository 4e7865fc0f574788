// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file -verify-diagnostics

func.func @unknown_attribute(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects no attributes; got "axis"}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) {axis = 1 : i64} : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

func.func @unknown_attribute_of_operator(%v: !torch.vtensor<[3,4],f32>, %g: !torch.vtensor<[3,1],f32>) -> !torch.vtensor<[3,4],f32> {
  %dim = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  // expected-error@+1 {{'torch.operator' op expects attributes of ['name']; got "version"}}
  %y = "torch.operator"(%v, %g, %dim) <{name = "torch.aten._weight_norm", version = 2 : i64}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[3,1],f32>, !torch.int) -> !torch.vtensor<[3,4],f32>
  return %y : !torch.vtensor<[3,4],f32>
}

// -----

func.func @missing_operand(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.layer_norm' op expects operands ['input', 'normalized_shape', 'weight', 'bias', 'eps', 'cudnn_enable']; got 4}}
  %y = "torch.aten.layer_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

func.func @results(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects 1 result; got 2}}
  %y:2 = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> (!torch.vtensor<[2,8],f32>, !torch.vtensor<[2,1],f32>)
  return %y#0 : !torch.vtensor<[2,8],f32>
}

// -----

func.func @unknown_rank(%x: !torch.vtensor<*,f32>) -> !torch.vtensor<*,f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects input to be a ranked tensor; got '!torch.vtensor<*,f32>'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<*,f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<*,f32>
  return %y : !torch.vtensor<*,f32>
}

// -----

// A symbol of a size is no size.
func.func @symbol(%x: !torch.vtensor<[s0,8],f32>) -> !torch.vtensor<[s0,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects input to be a ranked tensor; got '!torch.vtensor<[s0,8],f32>'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[s0,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[s0,8],f32>
  return %y : !torch.vtensor<[s0,8],f32>
}

// -----

func.func @written_tensor(%x: !torch.tensor<[2,8],f32>) -> !torch.tensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects input to be a ranked tensor; got '!torch.tensor<[2,8],f32>'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.tensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.tensor<[2,8],f32>
  return %y : !torch.tensor<[2,8],f32>
}

// -----

func.func @integers(%x: !torch.vtensor<[2,8],si64>) -> !torch.vtensor<[2,8],si64> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects input of f64, f32, bf16 or f16; got 'tensor<2x8xi64>'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],si64>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],si64>
  return %y : !torch.vtensor<[2,8],si64>
}

// -----

func.func @normalized_shape(%x: !torch.vtensor<[2,?,8],f32>) -> !torch.vtensor<[2,?,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %int7 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8, %int7) : (!torch.int, !torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects an input whose sizes end in normalized_shape [8, 7]; got [2, ?, 8]}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,?,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,?,8],f32>
  return %y : !torch.vtensor<[2,?,8],f32>
}

// -----

func.func @empty_normalized_shape(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
  %shape = "torch.prim.ListConstruct"() : () -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects at least 1 axis; got 0}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

func.func @unknown_shape(%x: !torch.vtensor<[2,8],f32>, %shape: !torch.list<int>) -> !torch.vtensor<[2,8],f32> {
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects normalized_shape to be a list of integers; got an argument of type '!torch.list<int>'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

func.func @unknown_size(%x: !torch.vtensor<[2,?],f32>, %n: !torch.int) -> !torch.vtensor<[2,?],f32> {
  %shape = "torch.prim.ListConstruct"(%n) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects normalized_shape to be a list of constants and sizes; got a result of 'torch.prim.ListConstruct'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,?],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,?],f32>
  return %y : !torch.vtensor<[2,?],f32>
}

// -----

func.func @unknown_epsilon(%x: !torch.vtensor<[2,8],f32>, %eps: !torch.float) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects eps to be a constant number; got an argument of type '!torch.float'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %eps) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.float) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

// What the norm's verifier finds is reported at the op that the norm stands for.
func.func @parameter_shape(%x: !torch.vtensor<[2,8],f32>, %w: !torch.vtensor<[7],f32>) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects scale shape [8]; got [7]}}
  %y = "torch.aten.rms_norm"(%x, %shape, %w, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.vtensor<[7],f32>, !torch.none) -> !torch.vtensor<[2,8],f32>
  return %y : !torch.vtensor<[2,8],f32>
}

// -----

func.func @result_type(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f16> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  // expected-error@+1 {{'torch.aten.rms_norm' op expects result 0 of type 'tensor<2x8xf32>'; got '!torch.vtensor<[2,8],f16>'}}
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f16>
  return %y : !torch.vtensor<[2,8],f16>
}

// -----

func.func @groups(%x: !torch.vtensor<[2,4,3],f32>) -> !torch.vtensor<[2,4,3],f32> {
  %groups = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %none = "torch.constant.none"() : () -> !torch.none
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  // expected-error@+1 {{'torch.aten.group_norm' op expects num_groups of at least 1; got -1}}
  %y = "torch.aten.group_norm"(%x, %groups, %none, %none, %eps, %false) : (!torch.vtensor<[2,4,3],f32>, !torch.int, !torch.none, !torch.none, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  return %y : !torch.vtensor<[2,4,3],f32>
}

// -----

// All ops that are refused are reported.
func.func @batch_norm(%x: !torch.vtensor<[2,4,3],f32>, %s: !torch.vtensor<[4],f32>, %flag: !torch.bool) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[2,4,3],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %number = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  // expected-error@+1 {{'torch.aten.batch_norm' op expects training to be a constant truth value; got an argument of type '!torch.bool'}}
  %0 = "torch.aten.batch_norm"(%x, %none, %none, %s, %s, %flag, %number, %number, %false) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  // expected-error@+1 {{'torch.aten.batch_norm' op expects running_mean and running_var with training false; got none}}
  %1 = "torch.aten.batch_norm"(%x, %none, %none, %none, %none, %false, %number, %number, %false) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  // expected-error@+1 {{'torch.aten.batch_norm' op expects running_mean and running_var both or neither; got only running_var}}
  %2 = "torch.aten.batch_norm"(%x, %none, %none, %none, %s, %false, %number, %number, %false) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  // What is saved in evaluation differs from device to device.
  // expected-error@+1 {{'torch.aten.native_batch_norm' op expects result 1 not to be read; got a use of it}}
  %3:3 = "torch.aten.native_batch_norm"(%x, %none, %none, %s, %s, %false, %number, %number) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.bool, !torch.float, !torch.float) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>)
  // expected-error@+1 {{'torch.aten.instance_norm' op expects running_mean and running_var with use_input_stats false; got none}}
  %4 = "torch.aten.instance_norm"(%x, %none, %none, %none, %none, %false, %number, %number, %false) : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[2,4,3],f32>
  return %0, %1, %2, %3#1, %4 : !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[2,4,3],f32>
}

// -----

func.func @no_stats(%x: !torch.vtensor<[2,4,3],f32>) -> !torch.vtensor<[2,4,3],f32> {
  %none = "torch.constant.none"() : () -> !torch.none
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %number = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  // expected-error@+1 {{'torch.operator' op expects training to be true without running statistics; got false}}
  %y:3 = "torch.operator"(%x, %none, %none, %false, %number, %number) <{name = "torch.aten._native_batch_norm_legit.no_stats"}> : (!torch.vtensor<[2,4,3],f32>, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float) -> (!torch.vtensor<[2,4,3],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>)
  return %y#0 : !torch.vtensor<[2,4,3],f32>
}

// -----

func.func @lengths(%v: !torch.vtensor<[3,4],f32>, %g: !torch.vtensor<[3,4],f32>) -> (!torch.vtensor<[3,4],f32>, !torch.vtensor<[3,4],f32>) {
  %dim = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %other = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  // expected-error@+1 {{'torch.operator' op expects g to have size 1 along all dims but dim; got 'tensor<3x4xf32>'}}
  %0 = "torch.operator"(%v, %g, %dim) <{name = "torch.aten._weight_norm"}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[3,4],f32>, !torch.int) -> !torch.vtensor<[3,4],f32>
  // expected-error@+1 {{'torch.operator' op expects dim within rank 2; got 2}}
  %1 = "torch.operator"(%v, %g, %other) <{name = "torch.aten._weight_norm"}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[3,4],f32>, !torch.int) -> !torch.vtensor<[3,4],f32>
  return %0, %1 : !torch.vtensor<[3,4],f32>, !torch.vtensor<[3,4],f32>
}

// -----

// Symbolic shapes that are not those of their tensors.
func.func @symbolic_shapes(%x: !torch.vtensor<[?,8],f32>, %y: !torch.vtensor<*,f32>) {
  %s = "torch.symbolic_int"() <{symbol_name = "s0"}> : () -> !torch.int
  // expected-error@+1 {{'torch.bind_symbolic_shape' op expects 2 sizes, one for each dim of '!torch.vtensor<[?,8],f32>'; got affine_map<()[s0] -> (s0)>}}
  "torch.bind_symbolic_shape"(%x, %s) <{shape_expressions = affine_map<()[s0] -> (s0)>}> : (!torch.vtensor<[?,8],f32>, !torch.int) -> ()
  // expected-error@+1 {{'torch.bind_symbolic_shape' op expects the sizes of '!torch.vtensor<[?,8],f32>'; got affine_map<()[s0] -> (s0, 7)>}}
  "torch.bind_symbolic_shape"(%x, %s) <{shape_expressions = affine_map<()[s0] -> (s0, 7)>}> : (!torch.vtensor<[?,8],f32>, !torch.int) -> ()
  // expected-error@+1 {{'torch.bind_symbolic_shape' op expects an affine map of 1 symbols, as many as there are operands; got affine_map<()[s0, s1] -> (s0, s1)>}}
  "torch.bind_symbolic_shape"(%x, %s) <{shape_expressions = affine_map<()[s0, s1] -> (s0, s1)>}> : (!torch.vtensor<[?,8],f32>, !torch.int) -> ()
  // expected-error@+1 {{'torch.bind_symbolic_shape' op expects a ranked tensor and an affine map of its sizes; got '!torch.vtensor<*,f32>', '!torch.int'}}
  "torch.bind_symbolic_shape"(%y, %s) <{shape_expressions = affine_map<()[s0] -> (s0, 8)>}> : (!torch.vtensor<*,f32>, !torch.int) -> ()
  return
}
