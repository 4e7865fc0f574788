// Norms of torch-mlir in functions that run as they are, against the reference: four types, open and awkward sizes.

// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: sed s/f32/f64/g %s | norm-opt -allow-unregistered-dialect -convert-torch-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: sed s/f32/bf16/g %s | norm-opt -allow-unregistered-dialect -convert-torch-to-norm | norm-runner - --all --verify | FileCheck %s
// RUN: sed s/f32/f16/g %s | norm-opt -allow-unregistered-dialect -convert-torch-to-norm | norm-runner - --all --verify --route=upstream | FileCheck %s
// CHECK: 10 passed, 0 failed

// Residual, norm, activation and a mean beside them.
func.func @block(%x: !torch.vtensor<[?,17],f32> {norm.input = "normal:100,1@5x17"}, %r: !torch.vtensor<[?,17],f32> {norm.input = "normal@5x17"}, %w: !torch.vtensor<[17],f32>, %b: !torch.vtensor<[17],f32>) -> (!torch.vtensor<[?,17],f32>, !torch.vtensor<[?,17],f32>) {
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %last = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %int17 = "torch.constant.int"() <{value = 17 : i64}> : () -> !torch.int
  %two = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %erf = "torch.constant.str"() <{value = "none"}> : () -> !torch.str
  %shape = "torch.prim.ListConstruct"(%int17) : (!torch.int) -> !torch.list<int>
  %dims = "torch.prim.ListConstruct"(%last) : (!torch.int) -> !torch.list<int>
  %0 = "torch.aten.add.Tensor"(%x, %r, %int1) : (!torch.vtensor<[?,17],f32>, !torch.vtensor<[?,17],f32>, !torch.int) -> !torch.vtensor<[?,17],f32>
  %1 = "torch.aten.layer_norm"(%0, %shape, %w, %b, %eps, %true) : (!torch.vtensor<[?,17],f32>, !torch.list<int>, !torch.vtensor<[17],f32>, !torch.vtensor<[17],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[?,17],f32>
  %2 = "torch.aten.gelu"(%1, %erf) : (!torch.vtensor<[?,17],f32>, !torch.str) -> !torch.vtensor<[?,17],f32>
  %3 = "torch.aten.mul.Scalar"(%2, %two) : (!torch.vtensor<[?,17],f32>, !torch.float) -> !torch.vtensor<[?,17],f32>
  %4 = "torch.aten.mean.dim"(%0, %dims, %true, %none) : (!torch.vtensor<[?,17],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1],f32>
  %5 = "torch.aten.add.Tensor"(%3, %4, %int1) : (!torch.vtensor<[?,17],f32>, !torch.vtensor<[?,1],f32>, !torch.int) -> !torch.vtensor<[?,17],f32>
  return %5, %0 : !torch.vtensor<[?,17],f32>, !torch.vtensor<[?,17],f32>
}

func.func @saved_statistics(%x: !torch.vtensor<[?,3,7],f32> {norm.input = "normal@4x3x7"}) -> (!torch.vtensor<[?,3,7],f32>, !torch.vtensor<[?,1,1],f32>, !torch.vtensor<[?,1,1],f32>) {
  %int3 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
  %int7 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int3, %int7) : (!torch.int, !torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:3 = "torch.aten.native_layer_norm"(%x, %shape, %none, %none, %eps) : (!torch.vtensor<[?,3,7],f32>, !torch.list<int>, !torch.none, !torch.none, !torch.float) -> (!torch.vtensor<[?,3,7],f32>, !torch.vtensor<[?,1,1],f32>, !torch.vtensor<[?,1,1],f32>)
  return %y#0, %y#1, %y#2 : !torch.vtensor<[?,3,7],f32>, !torch.vtensor<[?,1,1],f32>, !torch.vtensor<[?,1,1],f32>
}

// Heads: views, transposes and a norm between them.
func.func @heads(%x: !torch.vtensor<[?,?,32],f32> {norm.input = "normal@2x3x32"}, %w: !torch.vtensor<[8],f32>) -> !torch.vtensor<[?,?,32],f32> {
  %int0 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %int4 = "torch.constant.int"() <{value = 4 : i64}> : () -> !torch.int
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %last = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %none = "torch.constant.none"() : () -> !torch.none
  %n = "torch.aten.size.int"(%x, %int0) : (!torch.vtensor<[?,?,32],f32>, !torch.int) -> !torch.int
  %m = "torch.aten.size.int"(%x, %int1) : (!torch.vtensor<[?,?,32],f32>, !torch.int) -> !torch.int
  %sizes = "torch.prim.ListConstruct"(%n, %m, %int4, %int8) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %0 = "torch.aten.view"(%x, %sizes) : (!torch.vtensor<[?,?,32],f32>, !torch.list<int>) -> !torch.vtensor<[?,?,4,8],f32>
  %1 = "torch.aten.transpose.int"(%0, %int1, %int2) : (!torch.vtensor<[?,?,4,8],f32>, !torch.int, !torch.int) -> !torch.vtensor<[?,4,?,8],f32>
  %2 = "torch.aten.rms_norm"(%1, %shape, %w, %none) : (!torch.vtensor<[?,4,?,8],f32>, !torch.list<int>, !torch.vtensor<[8],f32>, !torch.none) -> !torch.vtensor<[?,4,?,8],f32>
  %3 = "torch.aten.transpose.int"(%2, %int1, %int2) : (!torch.vtensor<[?,4,?,8],f32>, !torch.int, !torch.int) -> !torch.vtensor<[?,?,4,8],f32>
  %4 = "torch.aten.flatten.using_ints"(%3, %int2, %last) : (!torch.vtensor<[?,?,4,8],f32>, !torch.int, !torch.int) -> !torch.vtensor<[?,?,32],f32>
  return %4 : !torch.vtensor<[?,?,32],f32>
}

func.func @group_norm_silu(%x: !torch.vtensor<[?,6,?,3],f32> {norm.input = "normal@2x6x5x3"}, %w: !torch.vtensor<[6],f32>, %b: !torch.vtensor<[6],f32>) -> !torch.vtensor<[?,6,?,3],f32> {
  %groups = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %0 = "torch.aten.group_norm"(%x, %groups, %w, %b, %eps, %true) : (!torch.vtensor<[?,6,?,3],f32>, !torch.int, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[?,6,?,3],f32>
  %1 = "torch.aten.silu"(%0) : (!torch.vtensor<[?,6,?,3],f32>) -> !torch.vtensor<[?,6,?,3],f32>
  return %1 : !torch.vtensor<[?,6,?,3],f32>
}

func.func @batch_norm_relu(%x: !torch.vtensor<[?,5,3],f32> {norm.input = "normal@2x5x3"}, %w: !torch.vtensor<[5],f32>, %b: !torch.vtensor<[5],f32>, %v: !torch.vtensor<[5],f32> {norm.input = "constant:0.5"}) -> !torch.vtensor<[?,5,3],f32> {
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %0 = "torch.aten.batch_norm"(%x, %w, %b, %b, %v, %false, %momentum, %eps, %false) : (!torch.vtensor<[?,5,3],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[?,5,3],f32>
  %1 = "torch.aten.relu"(%0) : (!torch.vtensor<[?,5,3],f32>) -> !torch.vtensor<[?,5,3],f32>
  return %1 : !torch.vtensor<[?,5,3],f32>
}

func.func @batch_norm_training(%x: !torch.vtensor<[?,5],f32> {norm.input = "normal@7x5"}, %m: !torch.vtensor<[5],f32>, %v: !torch.vtensor<[5],f32>) -> (!torch.vtensor<[?,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) {
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %momentum = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
  %eps = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y:5 = "torch.operator"(%x, %none, %none, %m, %v, %true, %momentum, %eps) <{name = "torch.aten._native_batch_norm_legit_functional"}> : (!torch.vtensor<[?,5],f32>, !torch.none, !torch.none, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.bool, !torch.float, !torch.float) -> (!torch.vtensor<[?,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>)
  return %y#0, %y#2, %y#3, %y#4 : !torch.vtensor<[?,5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>
}

func.func @instance_norm(%x: !torch.vtensor<[?,3,?],f32> {norm.input = "normal@2x3x11"}) -> !torch.vtensor<[?,3,?],f32> {
  %none = "torch.constant.none"() : () -> !torch.none
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %number = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
  %y = "torch.aten.instance_norm"(%x, %none, %none, %none, %none, %true, %number, %number, %true) : (!torch.vtensor<[?,3,?],f32>, !torch.none, !torch.none, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[?,3,?],f32>
  return %y : !torch.vtensor<[?,3,?],f32>
}

// In f32 and f64 one op, in bf16 and f16 the ops of the chain.
func.func @normalize(%x: !torch.vtensor<[?,6],f32> {norm.input = "normal@3x6"}) -> !torch.vtensor<[?,6],f32> {
  %p = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%p) : (!torch.int) -> !torch.list<int>
  %true = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %eps = "torch.constant.float"() <{value = 1.000000e-03 : f64}> : () -> !torch.float
  %0 = "torch.aten.linalg_vector_norm"(%x, %p, %dims, %true, %none) : (!torch.vtensor<[?,6],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1],f32>
  %1 = "torch.aten.clamp_min"(%0, %eps) : (!torch.vtensor<[?,1],f32>, !torch.float) -> !torch.vtensor<[?,1],f32>
  %2 = "torch.aten.expand_as"(%1, %x) : (!torch.vtensor<[?,1],f32>, !torch.vtensor<[?,6],f32>) -> !torch.vtensor<[?,6],f32>
  %3 = "torch.aten.div.Tensor"(%x, %2) : (!torch.vtensor<[?,6],f32>, !torch.vtensor<[?,6],f32>) -> !torch.vtensor<[?,6],f32>
  return %3 : !torch.vtensor<[?,6],f32>
}

func.func @weight_norm(%v: !torch.vtensor<[3,5,7],f32> {norm.input = "normal"}, %g: !torch.vtensor<[3,1,1],f32>) -> !torch.vtensor<[3,5,7],f32> {
  %dim = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  %y = "torch.operator"(%v, %g, %dim) <{name = "torch.aten._weight_norm"}> : (!torch.vtensor<[3,5,7],f32>, !torch.vtensor<[3,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,7],f32>
  return %y : !torch.vtensor<[3,5,7],f32>
}

func.func @projected(%x: !torch.vtensor<[?,3,8],f32> {norm.input = "normal@2x3x8"}, %w: !torch.vtensor<[4,8],f32>, %b: !torch.vtensor<[4],f32>) -> (!torch.vtensor<[?,3,4],f32>, !torch.vtensor<[?,3],f32>) {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %last = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
  %dims = "torch.prim.ListConstruct"(%last) : (!torch.int) -> !torch.list<int>
  %false = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[?,3,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[?,3,8],f32>
  %1 = "torch.aten.linear"(%0, %w, %b) : (!torch.vtensor<[?,3,8],f32>, !torch.vtensor<[4,8],f32>, !torch.vtensor<[4],f32>) -> !torch.vtensor<[?,3,4],f32>
  %2 = "torch.aten.var.correction"(%1, %dims, %none, %false) : (!torch.vtensor<[?,3,4],f32>, !torch.list<int>, !torch.none, !torch.bool) -> !torch.vtensor<[?,3],f32>
  return %1, %2 : !torch.vtensor<[?,3,4],f32>, !torch.vtensor<[?,3],f32>
}
