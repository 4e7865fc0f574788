// Loops and conditions that carry tensors, with norms inside.
// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream-through-kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s

// RUN: norm-runner %s --target=emulate --all --verify | FileCheck %s

// CHECK: {{^}}9 passed, 0 failed

func.func @for(%x: tensor<6x33xf32> {norm.input = "normal:0,1"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%s = %x) -> (tensor<6x33xf32>) {
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %n : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

// Two tensors that change places; the number of steps is an input's size.
func.func @swapped(%x: tensor<?x?xf32> {norm.input = "normal:0,1@3x5"}, %y: tensor<?x?xf32> {norm.input = "normal:0,1@3x5"}) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %y) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
    %z = norm.rms_norm %a axes = [1] epsilon = 1.0e-03 : tensor<?x?xf32>
    %t = math.tanh %z : tensor<?x?xf32>
    scf.yield %b, %t : tensor<?x?xf32>, tensor<?x?xf32>
  }
  return %r#0, %r#1 : tensor<?x?xf32>, tensor<?x?xf32>
}

// No step is taken.
func.func @never(%x: tensor<4x9xbf16> {norm.input = "normal:0,1"}) -> tensor<4x9xbf16> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %c0 step %c1 iter_args(%s = %x) -> (tensor<4x9xbf16>) {
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<4x9xbf16>
    scf.yield %n : tensor<4x9xbf16>
  }
  return %r : tensor<4x9xbf16>
}

func.func @while(%x: tensor<?x9xf32> {norm.input = "normal:0,1@4x9"}) -> tensor<?x9xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r:2 = scf.while (%s = %x, %i = %c0) : (tensor<?x9xf32>, index) -> (tensor<?x9xf32>, index) {
    %more = arith.cmpi slt, %i, %c3 : index
    scf.condition(%more) %s, %i : tensor<?x9xf32>, index
  } do {
  ^bb0(%s: tensor<?x9xf32>, %i: index):
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<?x9xf32>
    %z = arith.addf %n, %s : tensor<?x9xf32>
    %j = arith.addi %i, %c1 : index
    scf.yield %z, %j : tensor<?x9xf32>, index
  }
  return %r#0 : tensor<?x9xf32>
}

func.func @if(%x: tensor<?x9xf32> {norm.input = "normal:0,1@4x9"}) -> tensor<?x9xf32> {
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %n = tensor.dim %x, %c0 : tensor<?x9xf32>
  %many = arith.cmpi sgt, %n, %c3 : index
  %r = scf.if %many -> (tensor<?x9xf32>) {
    %a = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<?x9xf32>
    scf.yield %a : tensor<?x9xf32>
  } else {
    %a = norm.rms_norm %x axes = [1] epsilon = 1.0e-05 : tensor<?x9xf32>
    scf.yield %a : tensor<?x9xf32>
  }
  %y = norm.lp_normalize %r axes = [1] p = 1.0 epsilon = 1.0e-3 : tensor<?x9xf32>
  return %y : tensor<?x9xf32>
}

// Row by row into a tensor.
func.func @rows(%x: tensor<?x17xf32> {norm.input = "normal:0,1@5x17"}) -> tensor<?x17xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %n = tensor.dim %x, %c0 : tensor<?x17xf32>
  %e = tensor.empty(%n) : tensor<?x17xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?x17xf32>) -> tensor<?x17xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %f) -> (tensor<?x17xf32>) {
    %row = tensor.extract_slice %x[%i, 0] [1, 17] [1, 1] : tensor<?x17xf32> to tensor<17xf32>
    %y = norm.layer_norm %row axes = [0] epsilon = 1.0e-05 : tensor<17xf32>
    %p = tensor.insert_slice %y into %s[%i, 0] [1, 17] [1, 1] : tensor<17xf32> into tensor<?x17xf32>
    scf.yield %p : tensor<?x17xf32>
  }
  return %r : tensor<?x17xf32>
}

// Parameters whose sizes are compared with the input's at run time, in each iteration: no element decides them, so that
// a GPU's host can.
func.func @checked(%x: tensor<?x?xf32> {norm.input = "normal:0,1@2x12"}, %b: tensor<?xf64> {norm.input = "normal:0,1@12"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r:2 = scf.while (%s = %x, %i = %c0) : (tensor<?x?xf32>, index) -> (tensor<?x?xf32>, index) {
    %more = arith.cmpi slt, %i, %c3 : index
    scf.condition(%more) %s, %i : tensor<?x?xf32>, index
  } do {
  ^bb0(%s: tensor<?x?xf32>, %i: index):
    %n = norm.group_norm %s bias(%b : tensor<?xf64>) num_groups = 1 channel_axis = 1 axes = [] epsilon = 1.0e-1 : tensor<?x?xf32>
    %j = arith.addi %i, %c1 : index
    scf.yield %n, %j : tensor<?x?xf32>, index
  }
  return %r#0 : tensor<?x?xf32>
}

func.func @checked_in_condition(%x: tensor<?x?xf32> {norm.input = "normal:0,1@2x12"}, %b: tensor<?xf32> {norm.input = "normal:0,1@12"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r:2 = scf.while (%s = %x, %i = %c0) : (tensor<?x?xf32>, index) -> (tensor<?x?xf32>, index) {
    %n = norm.layer_norm %s bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-1 : tensor<?x?xf32>
    %j = arith.addi %i, %c1 : index
    %more = arith.cmpi slt, %j, %c3 : index
    scf.condition(%more) %n, %j : tensor<?x?xf32>, index
  } do {
  ^bb0(%s: tensor<?x?xf32>, %i: index):
    %t = math.tanh %s : tensor<?x?xf32>
    scf.yield %t, %i : tensor<?x?xf32>, index
  }
  return %r#0 : tensor<?x?xf32>
}

func.func @checked_in_branch(%x: tensor<?x?xf32> {norm.input = "normal:0,1@2x12"}, %b: tensor<?xf32> {norm.input = "normal:0,1@12"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %n = tensor.dim %x, %c0 : tensor<?x?xf32>
  %many = arith.cmpi sgt, %n, %c3 : index
  %r = scf.if %many -> (tensor<?x?xf32>) {
    %a = norm.layer_norm %x bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
    scf.yield %a : tensor<?x?xf32>
  } else {
    %a = norm.rms_norm %x scale(%b : tensor<?xf32>) axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
    scf.yield %a : tensor<?x?xf32>
  }
  return %r : tensor<?x?xf32>
}
