// Tensors that loops and branches carry, with norms inside: swapped, nested, no iteration at all.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}14 passed, 0 failed

func.func @for(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%s = %x) -> (tensor<6x33xf32>) {
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %n : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

func.func @for_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%s = %x) -> (tensor<?x?xf32>) {
    %n = norm.rms_norm %s axes = [1] epsilon = 1.0e-05 : tensor<?x?xf32>
    %m = arith.addf %n, %s : tensor<?x?xf32>
    scf.yield %m : tensor<?x?xf32>
  }
  return %r : tensor<?x?xf32>
}

func.func @zero_trips(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n0 = tensor.dim %x, %c0 : tensor<6x33xf32>
  %n = arith.subi %n0, %n0 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (tensor<6x33xf32>) {
    %y = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %y : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

func.func @swapped(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}, %y: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> (tensor<6x33xf32>, tensor<6x33xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r:2 = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %x, %t = %y) -> (tensor<6x33xf32>, tensor<6x33xf32>) {
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %t, %n : tensor<6x33xf32>, tensor<6x33xf32>
  }
  return %r#0, %r#1 : tensor<6x33xf32>, tensor<6x33xf32>
}

func.func @fibonacci(%x: tensor<6x3xf32> {norm.input = "normal:0,1@6x3"}, %y: tensor<6x3xf32> {norm.input = "normal:0,1@6x3"}) -> tensor<6x3xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 5 : index
  %r:2 = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %x, %t = %y) -> (tensor<6x3xf32>, tensor<6x3xf32>) {
    %n = arith.addf %s, %t : tensor<6x3xf32>
    scf.yield %t, %n : tensor<6x3xf32>, tensor<6x3xf32>
  }
  return %r#1 : tensor<6x3xf32>
}

func.func @nested(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %x) -> (tensor<6x33xf32>) {
    %q = scf.for %j = %c0 to %i step %c1 iter_args(%t = %s) -> (tensor<6x33xf32>) {
      %n = norm.layer_norm %t axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
      %m = arith.addf %n, %s : tensor<6x33xf32>
      scf.yield %m : tensor<6x33xf32>
    }
    %e = arith.negf %q : tensor<6x33xf32>
    scf.yield %e : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

func.func @while(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r:2 = scf.while (%i = %c0, %s = %x) : (index, tensor<6x33xf32>) -> (index, tensor<6x33xf32>) {
    %b = arith.cmpi ult, %i, %c3 : index
    scf.condition(%b) %i, %s : index, tensor<6x33xf32>
  } do {
  ^bb0(%i: index, %s: tensor<6x33xf32>):
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    %j = arith.addi %i, %c1 : index
    scf.yield %j, %n : index, tensor<6x33xf32>
  }
  return %r#1 : tensor<6x33xf32>
}

func.func @while_before(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %r:2 = scf.while (%i = %c0, %s = %x) : (index, tensor<6x33xf32>) -> (index, tensor<6x33xf32>) {
    %b = arith.cmpi ult, %i, %c3 : index
    %n = norm.layer_norm %s axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.condition(%b) %i, %n : index, tensor<6x33xf32>
  } do {
  ^bb0(%i: index, %s: tensor<6x33xf32>):
    %n = arith.negf %s : tensor<6x33xf32>
    %j = arith.addi %i, %c1 : index
    scf.yield %j, %n : index, tensor<6x33xf32>
  }
  return %r#1 : tensor<6x33xf32>
}

func.func @if(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<6x33xf32>
  %c3 = arith.constant 3 : index
  %v = tensor.extract %x[%c0, %c0] : tensor<6x33xf32>
  %z = arith.constant 0.5 : f32
  %b = arith.cmpf ult, %v, %z : f32
  %r = scf.if %b -> tensor<6x33xf32> {
    %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %y : tensor<6x33xf32>
  } else {
    scf.yield %x : tensor<6x33xf32>
  }
  %s = arith.addf %r, %x : tensor<6x33xf32>
  return %s : tensor<6x33xf32>
}

func.func @if_shapes(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}, %b: tensor<i1> {norm.input = "zeros"}) -> tensor<6x8xf32> {
  %c = tensor.extract %b[] : tensor<i1>
  %r = scf.if %c -> tensor<6x8xf32> {
    %y = tensor.extract_slice %x[0, 3] [6, 8] [1, 1] : tensor<6x33xf32> to tensor<6x8xf32>
    scf.yield %y : tensor<6x8xf32>
  } else {
    %y = tensor.extract_slice %x[0, 4] [6, 8] [1, 2] : tensor<6x33xf32> to tensor<6x8xf32>
    %n = norm.layer_norm %y axes = [1] epsilon = 1.0e-05 : tensor<6x8xf32>
    scf.yield %n : tensor<6x8xf32>
  }
  return %r : tensor<6x8xf32>
}

func.func @switch(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}, %k: tensor<i64> {norm.input = "ones"}) -> tensor<6x33xf32> {
  %i0 = tensor.extract %k[] : tensor<i64>
  %i = arith.index_cast %i0 : i64 to index
  %r = scf.index_switch %i -> tensor<6x33xf32>
  case 1 {
    %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %y : tensor<6x33xf32>
  }
  case 2 {
    %y = norm.rms_norm %x axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %y : tensor<6x33xf32>
  }
  default {
    scf.yield %x : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

func.func @execute(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %r = scf.execute_region -> tensor<6x33xf32> {
    %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %y : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

func.func @rows(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c6 = arith.constant 6 : index
  %e = tensor.empty() : tensor<6x33xf32>
  %r = scf.for %i = %c0 to %c6 step %c1 iter_args(%s = %e) -> (tensor<6x33xf32>) {
    %t = tensor.extract_slice %x[%i, 0] [1, 33] [1, 1] : tensor<6x33xf32> to tensor<1x33xf32>
    %n = norm.layer_norm %t axes = [1] epsilon = 1.0e-05 : tensor<1x33xf32>
    %u = tensor.insert_slice %n into %s[%i, 0] [1, 33] [1, 1] : tensor<1x33xf32> into tensor<6x33xf32>
    scf.yield %u : tensor<6x33xf32>
  }
  return %r : tensor<6x33xf32>
}

func.func @scalar_and_tensor(%x: tensor<6x33xf32> {norm.input = "normal:0,1@6x33"}) -> tensor<6x33xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c6 = arith.constant 6 : index
  %one = arith.constant 1.0 : f32
  %half = arith.constant 0.5 : f32
  %r:2 = scf.for %i = %c0 to %c6 step %c1 iter_args(%s = %x, %f = %one) -> (tensor<6x33xf32>, f32) {
    %g = arith.mulf %f, %half : f32
    %b = tensor.splat %g : tensor<6x33xf32>
    %m = arith.mulf %b, %s : tensor<6x33xf32>
    %n = norm.layer_norm %m axes = [1] epsilon = 1.0e-05 : tensor<6x33xf32>
    scf.yield %n, %g : tensor<6x33xf32>, f32
  }
  return %r#0 : tensor<6x33xf32>
}
