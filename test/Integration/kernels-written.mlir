// RUN: norm-runner %s --route=kernels --all --verify | FileCheck %s
// RUN: norm-runner %s --route=upstream --all --verify | FileCheck %s
// RUN: not norm-runner %s --entry=whole_dynamic --input=ones@4x8 --input=ones@9 2>&1 | FileCheck %s --check-prefix=REQUIRED

// Kernels that a user wrote are an input like any other: maps and types that norm-form-kernels makes none of.

// CHECK: 16 passed, 0 failed
// REQUIRED: expects operands of norm.kernel to have the sizes that its maps walk; got 9 for 8

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// Windows along two dimensions, in steps of two.
func.func @pool(%x: tensor<9x33xf32> {norm.input = "normal:0,1"}) -> tensor<5x17xf32> {
  %e = tensor.empty() : tensor<5x17xf32>
  %y = norm.kernel sizes = [5, 17, 3, 3] ins(%x : tensor<9x33xf32>) outs(%e : tensor<5x17xf32>) maps = [affine_map<(d0, d1, d2, d3) -> (d0 * 2 + d2 - 1, d1 * 2 + d3 - 1)>, affine_map<(d0, d1, d2, d3) -> (d0, d1)>] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %q = arith.mulf %a, %a : f32
    %s = norm.reduce <add> %q over [2, 3] : f32
    norm.yield %s : f32
  } -> tensor<5x17xf32>
  return %y : tensor<5x17xf32>
}

// A constant index that may lie outside, and a dimension that begins two elements ahead.
func.func @shifted(%x: tensor<?x9xf32> {norm.input = "normal:0,1@5x9"}) -> (tensor<5x9xf32>, tensor<5xf32>) {
  %e = tensor.empty() : tensor<5x9xf32>
  %f = tensor.empty() : tensor<5xf32>
  %y, %z = norm.kernel sizes = [5, 9] ins(%x, %x : tensor<?x9xf32>, tensor<?x9xf32>) outs(%e, %f : tensor<5x9xf32>, tensor<5xf32>) maps = [affine_map<(d0, d1) -> (d0 + 2, d1)>, affine_map<(d0, d1) -> (7, 3)>, #id, #row] outside = [-1.0 : f32, 2.0 : f32] {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    %m = norm.reduce <max> %c over [1] : f32
    norm.yield %c, %m : f32, f32
  } -> tensor<5x9xf32>, tensor<5xf32>
  return %y, %z : tensor<5x9xf32>, tensor<5xf32>
}

// Backwards, every third, and the diagonal.
func.func @strides(%x: tensor<17x17xf32> {norm.input = "normal:0,1"}) -> tensor<17x5xf32> {
  %e = tensor.empty() : tensor<17x5xf32>
  %y = norm.kernel sizes = [17, 5] ins(%x, %x, %x : tensor<17x17xf32>, tensor<17x17xf32>, tensor<17x17xf32>) outs(%e : tensor<17x5xf32>) maps = [affine_map<(d0, d1) -> (-d0 + 16, d1 * 3 + 1)>, affine_map<(d0, d1) -> (d0, d0)>, affine_map<(d0, d1) -> (0, d1 + 4)>, #id] {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %s = arith.addf %a, %b : f32
    %t = arith.addf %s, %c : f32
    norm.yield %t : f32
  } -> tensor<17x5xf32>
  return %y : tensor<17x5xf32>
}

// The first of a dynamic number of columns, by index and by a dimension of size 1.
func.func @first(%x: tensor<?x?xf32> {norm.input = "normal:0,1@4x3"}) -> (tensor<?xf32>, tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf32>
  %e = tensor.empty(%m) : tensor<?xf32>
  %y = norm.kernel sizes = [%m] ins(%x : tensor<?x?xf32>) outs(%e : tensor<?xf32>) maps = [affine_map<(d0) -> (d0, 0)>, affine_map<(d0) -> (d0)>] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %t = math.absf %a : f32
    norm.yield %t : f32
  } -> tensor<?xf32>
  %z = norm.kernel sizes = [%m, 2] ins(%x : tensor<?x?xf32>) outs(%e : tensor<?xf32>) maps = [affine_map<(d0, d1) -> (d0, d1 + 1)>, #row] outside = [0.0 : f32] {
  ^bb0(%a: f32):
    %t = norm.reduce <add> %a over [1] : f32
    norm.yield %t : f32
  } -> tensor<?xf32>
  return %y, %z : tensor<?xf32>, tensor<?xf32>
}

// Nothing to read; a constant, a scalar from outside, and how many points there are.
func.func @no_inputs() -> (tensor<3x5xi64>, tensor<f32>, tensor<3xf64>) {
  %v = arith.constant 2.5 : f32
  %e = tensor.empty() : tensor<3x5xi64>
  %f = tensor.empty() : tensor<f32>
  %g = tensor.empty() : tensor<3xf64>
  %y = norm.kernel sizes = [3, 5] ins() outs(%e : tensor<3x5xi64>) maps = [#id] {
    %a = arith.constant 7 : i64
    norm.yield %a : i64
  } -> tensor<3x5xi64>
  %z = norm.kernel sizes = [] ins() outs(%f : tensor<f32>) maps = [affine_map<() -> ()>] {
    norm.yield %v : f32
  } -> tensor<f32>
  %n = norm.kernel sizes = [3, 5] ins() outs(%g : tensor<3xf64>) maps = [#row] {
    %one = arith.constant 1.0 : f64
    %s = norm.reduce <add> %one over [1] : f64
    norm.yield %s : f64
  } -> tensor<3xf64>
  return %y, %z, %n : tensor<3x5xi64>, tensor<f32>, tensor<3xf64>
}

// An input that is a result, in another order.
func.func @transposed(%x: tensor<7x19xi8> {norm.input = "random"}) -> tensor<19x7xi8> {
  %e = tensor.empty() : tensor<19x7xi8>
  %y = norm.kernel sizes = [7, 19] ins(%x : tensor<7x19xi8>) outs(%e : tensor<19x7xi8>) maps = [#id, affine_map<(d0, d1) -> (d1, d0)>] {
  ^bb0(%a: i8):
    norm.yield %a : i8
  } -> tensor<19x7xi8>
  return %y : tensor<19x7xi8>
}

// Integers, truth values and indices, in and out, between kernels.
func.func @integers(%x: tensor<5x21xi16> {norm.input = "random"}, %p: tensor<21xi1> {norm.input = "random"}) -> (tensor<5x21xi64>, tensor<5x21xi1>) {
  %e = tensor.empty() : tensor<5x21xindex>
  %f = tensor.empty() : tensor<5x21xi64>
  %g = tensor.empty() : tensor<5x21xi1>
  %i = norm.kernel sizes = [5, 21] ins(%x, %p : tensor<5x21xi16>, tensor<21xi1>) outs(%e : tensor<5x21xindex>) maps = [#id, #column, #id] {
  ^bb0(%a: i16, %q: i1):
    %two = arith.constant 2 : index
    %b = arith.index_cast %a : i16 to index
    %c = arith.muli %b, %two : index
    %d = arith.select %q, %c, %b : index
    norm.yield %d : index
  } -> tensor<5x21xindex>
  %y, %z = norm.kernel sizes = [5, 21] ins(%i, %i : tensor<5x21xindex>, tensor<5x21xindex>) outs(%f, %g : tensor<5x21xi64>, tensor<5x21xi1>) maps = [#id, affine_map<(d0, d1) -> (0, d1)>, #id, #id] {
  ^bb0(%a: index, %k: index):
    %b = arith.index_cast %a : index to i64
    %c = arith.cmpi slt, %k, %a : index
    norm.yield %b, %c : i64, i1
  } -> tensor<5x21xi64>, tensor<5x21xi1>
  return %y, %z : tensor<5x21xi64>, tensor<5x21xi1>
}

// Nothing is read of an empty space; its sums are 0, its maxima -inf.
func.func @empty(%x: tensor<3x0xf32> {norm.input = "zeros"}, %w: tensor<0x3xf32> {norm.input = "zeros"}) -> (tensor<3xf32>, tensor<3xf32>, tensor<0x3xf32>) {
  %e = tensor.empty() : tensor<3xf32>
  %f = tensor.empty() : tensor<0x3xf32>
  %y, %z = norm.kernel sizes = [3, 0] ins(%x : tensor<3x0xf32>) outs(%e, %e : tensor<3xf32>, tensor<3xf32>) maps = [#id, #row, #row] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %m = norm.reduce <max> %a over [1] : f32
    norm.yield %s, %m : f32, f32
  } -> tensor<3xf32>, tensor<3xf32>
  %v = norm.kernel sizes = [0, 3] ins(%w : tensor<0x3xf32>) outs(%f : tensor<0x3xf32>) maps = [#id, #id] {
  ^bb0(%a: f32):
    %t = math.tanh %a : f32
    norm.yield %t : f32
  } -> tensor<0x3xf32>
  return %y, %z, %v : tensor<3xf32>, tensor<3xf32>, tensor<0x3xf32>
}

// A sum over no point that is spread along one of its dimensions; the first of parts that are two long, beside no rows.
func.func @empty_and_spread(%x: tensor<i64> {norm.input = "random"}, %z: tensor<f32> {norm.input = "normal:3,1"}, %p: tensor<6xf32> {norm.input = "normal:0,1"}, %none: tensor<?xi8> {norm.input = "zeros@0"}, %two: tensor<?xi8> {norm.input = "zeros@2"}) -> (tensor<4xi64>, tensor<4xf32>, tensor<3xf32>) {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %none, %c0 : tensor<?xi8>
  %k = tensor.dim %two, %c0 : tensor<?xi8>
  %e = tensor.empty() : tensor<4xi64>
  %f = tensor.empty() : tensor<4xf32>
  %g = tensor.empty() : tensor<3xf32>
  %y, %v = norm.kernel sizes = [4, %n] ins(%x, %z : tensor<i64>, tensor<f32>) outs(%e, %f : tensor<4xi64>, tensor<4xf32>) maps = [affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> ()>, #row, #row] {
  ^bb0(%a: i64, %b: f32):
    %s = norm.reduce <add> %b over [0, 1] : f32
    %t = arith.addf %s, %b : f32
    norm.yield %a, %t : i64, f32
  } -> tensor<4xi64>, tensor<4xf32>
  %w = norm.kernel sizes = [3, %k, %n] ins(%p : tensor<6xf32>) outs(%g : tensor<3xf32>) maps = [affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0 * s1)>, affine_map<(d0, d1, d2) -> (d0)>] {
  ^bb0(%a: f32):
    %t = math.absf %a : f32
    norm.yield %t : f32
  } -> tensor<3xf32>
  return %y, %v, %w : tensor<4xi64>, tensor<4xf32>, tensor<3xf32>
}

// All sizes are 1; the map of the init leaves one out.
func.func @ones(%x: tensor<1x1xf32> {norm.input = "normal:0,1"}) -> tensor<1xf32> {
  %e = tensor.empty() : tensor<1xf32>
  %y = norm.kernel sizes = [1, 1] ins(%x : tensor<1x1xf32>) outs(%e : tensor<1xf32>) maps = [#id, affine_map<(d0, d1) -> (0)>] {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [0] : f32
    %t = arith.subf %a, %s : f32
    norm.yield %t : f32
  } -> tensor<1xf32>
  return %y : tensor<1xf32>
}

// Groups of channels that are next to each other, of dynamic sizes; one result per group.
func.func @groups(%x: tensor<?x?x12xf32> {norm.input = "normal:3,1@2x5x12"}) -> (tensor<?x?x12xf32>, tensor<?x4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?x12xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?x12xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?x12xf32>
  %f = tensor.empty(%m) : tensor<?x4xf32>
  %y, %s = norm.kernel sizes = [%m, %n, 4, 3] ins(%x : tensor<?x?x12xf32>) outs(%e, %f : tensor<?x?x12xf32>, tensor<?x4xf32>) maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2 * 3 + d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2 * 3 + d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d2)>] {
  ^bb0(%a: f32):
    %t = norm.reduce <max> %a over [1, 3] : f32
    %d = arith.divf %a, %t : f32
    norm.yield %d, %t : f32, f32
  } -> tensor<?x?x12xf32>, tensor<?x4xf32>
  return %y, %s : tensor<?x?x12xf32>, tensor<?x4xf32>
}

// In the body of a loop, with a tensor that it carries.
func.func @in_a_loop(%x: tensor<4x9xf32> {norm.input = "normal:0,1"}) -> tensor<4x9xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %e = tensor.empty() : tensor<4x9xf32>
  %y = scf.for %i = %c0 to %c3 step %c1 iter_args(%carried = %x) -> tensor<4x9xf32> {
    %z = norm.kernel sizes = [4, 9] ins(%carried : tensor<4x9xf32>) outs(%e : tensor<4x9xf32>) maps = [#id, #id] {
    ^bb0(%a: f32):
      %q = arith.mulf %a, %a : f32
      %s = norm.reduce <add> %q over [1] : f32
      %r = math.sqrt %s : f32
      %d = arith.divf %a, %r : f32
      norm.yield %d : f32
    } -> tensor<4x9xf32>
    scf.yield %z : tensor<4x9xf32>
  }
  return %y : tensor<4x9xf32>
}

// Beside ops that become kernels, which read and are read.
func.func @beside_a_norm(%x: tensor<?x16xf32> {norm.input = "normal:0,1@5x16"}) -> tensor<?x16xf32> {
  %c0 = arith.constant 0 : index
  %m = tensor.dim %x, %c0 : tensor<?x16xf32>
  %n = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<?x16xf32>
  %e = tensor.empty(%m) : tensor<?x16xf32>
  %y = norm.kernel sizes = [%m, 16] ins(%n, %x : tensor<?x16xf32>, tensor<?x16xf32>) outs(%e : tensor<?x16xf32>) maps = [#id, affine_map<(d0, d1) -> (d0, -d1 + 15)>, #id] {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    norm.yield %s : f32
  } -> tensor<?x16xf32>
  %z = math.tanh %y : tensor<?x16xf32>
  return %z : tensor<?x16xf32>
}

// Schedules as a user writes them: one vector at a time with a masked tail, across rows, in blocks, past the cache.
func.func @schedules(%x: tensor<37x1001xf32> {norm.input = "normal:0,1"}) -> (tensor<37xf32>, tensor<1001xf32>, tensor<37x1001xf32>) {
  %e = tensor.empty() : tensor<37xf32>
  %f = tensor.empty() : tensor<1001xf32>
  %g = tensor.empty() : tensor<37x1001xf32>
  %y = norm.kernel sizes = [37, 1001] ins(%x : tensor<37x1001xf32>) outs(%e : tensor<37xf32>) maps = [#id, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1, tail = masked> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  } -> tensor<37xf32>
  %z = norm.kernel sizes = [37, 1001] ins(%x : tensor<37x1001xf32>) outs(%f : tensor<1001xf32>) maps = [#id, #column] schedule = #norm.cpu_schedule<vector = 0, lanes = 4, unroll = 3> {
  ^bb0(%a: f32):
    %s = norm.reduce <min> %a over [0] : f32
    norm.yield %s : f32
  } -> tensor<1001xf32>
  %v = norm.kernel sizes = [37, 1001] ins(%x : tensor<37x1001xf32>) outs(%g : tensor<37x1001xf32>) maps = [#id, #id] schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, stores = nontemporal> {
  ^bb0(%a: f32):
    %s = arith.negf %a : f32
    norm.yield %s : f32
  } -> tensor<37x1001xf32>
  return %y, %z, %v : tensor<37xf32>, tensor<1001xf32>, tensor<37x1001xf32>
}

// What the types leave open is required of a call.
func.func @whole_dynamic(%x: tensor<?x?xf32> {norm.input = "normal:0,1@4x8"}, %w: tensor<?xf32> {norm.input = "normal:0,1@8"}) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = tensor.dim %x, %c0 : tensor<?x?xf32>
  %n = tensor.dim %x, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %y = norm.kernel sizes = [%m, %n] ins(%x, %w : tensor<?x?xf32>, tensor<?xf32>) outs(%e : tensor<?x?xf32>) maps = [#id, #column, #id] {
  ^bb0(%a: f32, %b: f32):
    %s = arith.mulf %a, %b : f32
    norm.yield %s : f32
  } -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// fp8 is one byte.
func.func @bytes(%x: tensor<5x33xf32> {norm.input = "normal:0,1"}) -> tensor<5x33xf8E4M3FN> {
  %e = tensor.empty() : tensor<5x33xf8E4M3FN>
  %y = norm.kernel sizes = [5, 33] ins(%x : tensor<5x33xf32>) outs(%e : tensor<5x33xf8E4M3FN>) maps = [#id, #id] {
  ^bb0(%a: f32):
    %b = arith.truncf %a : f32 to f8E4M3FN
    norm.yield %b : f8E4M3FN
  } -> tensor<5x33xf8E4M3FN>
  return %y : tensor<5x33xf8E4M3FN>
}
