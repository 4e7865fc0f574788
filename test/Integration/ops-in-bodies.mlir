// Ops whose vector form differs from the scalar one, ops of two results, indices.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s

// CHECK: {{^}}14 passed, 0 failed

#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @fpowi_i64(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}, %n: tensor<4x6xi64> {norm.input = "random@4x6"}) -> tensor<4x6xf32> {
  %e = tensor.empty() : tensor<4x6xf32>
  %y = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %n : tensor<4x6xf32>, tensor<4x6xi64>) outs(%e : tensor<4x6xf32>) {
  ^bb0(%a: f32, %b: i64, %o: f32):
    %p = math.fpowi %a, %b : f32, i64
    linalg.yield %p : f32
  } -> tensor<4x6xf32>
  return %y : tensor<4x6xf32>
}

func.func @fpowi_tensor(%x: tensor<4x6xbf16> {norm.input = "normal:0,1@4x6"}, %n: tensor<4x6xi8> {norm.input = "random@4x6"}) -> tensor<4x6xbf16> {
  %p = math.fpowi %x, %n : tensor<4x6xbf16>, tensor<4x6xi8>
  return %p : tensor<4x6xbf16>
}

func.func @fpowi_f64(%x: tensor<4x6xf64> {norm.input = "normal:0,1@4x6"}, %n: tensor<4x6xi64> {norm.input = "random@4x6"}) -> tensor<4x6xf64> {
  %p = math.fpowi %x, %n : tensor<4x6xf64>, tensor<4x6xi64>
  return %p : tensor<4x6xf64>
}

func.func @fpowi3(%x: tensor<4x6xf16> {norm.input = "normal:0,1@4x6"}) -> tensor<4x6xf16> {
  %n = arith.constant dense<3> : tensor<4x6xi32>
  %p = math.fpowi %x, %n : tensor<4x6xf16>, tensor<4x6xi32>
  return %p : tensor<4x6xf16>
}

func.func @ipowi(%x: tensor<4x6xi32> {norm.input = "random@4x6"}, %n: tensor<4x6xi32> {norm.input = "random@4x6"}) -> tensor<4x6xi32> {
  %p = math.ipowi %x, %n : tensor<4x6xi32>
  return %p : tensor<4x6xi32>
}

func.func @extended(%x: tensor<4x6xi32> {norm.input = "random@4x6"}, %n: tensor<4x6xi32> {norm.input = "random@4x6"}) -> (tensor<4x6xi32>, tensor<4x6xi32>) {
  %e = tensor.empty() : tensor<4x6xi32>
  %y:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %n : tensor<4x6xi32>, tensor<4x6xi32>) outs(%e, %e : tensor<4x6xi32>, tensor<4x6xi32>) {
  ^bb0(%a: i32, %b: i32, %o: i32, %o2: i32):
    %l, %h = arith.mulsi_extended %a, %b : i32
    %l2, %h2 = arith.mului_extended %l, %h : i32
    %s, %c = arith.addui_extended %l2, %h2 : i32, i1
    %ce = arith.extui %c : i1 to i32
    linalg.yield %s, %ce : i32, i32
  } -> (tensor<4x6xi32>, tensor<4x6xi32>)
  return %y#0, %y#1 : tensor<4x6xi32>, tensor<4x6xi32>
}

func.func @extended_tensor(%x: tensor<4x6xi32> {norm.input = "random@4x6"}, %n: tensor<4x6xi32> {norm.input = "random@4x6"}) -> (tensor<4x6xi32>, tensor<4x6xi32>) {
  %l, %h = arith.mulsi_extended %x, %n : tensor<4x6xi32>
  return %l, %h : tensor<4x6xi32>, tensor<4x6xi32>
}

func.func @indices(%x: tensor<4x6xf32> {norm.input = "normal:0,1@4x6"}) -> (tensor<4x6xf32>, tensor<4x6xi64>) {
  %e = tensor.empty() : tensor<4x6xf32>
  %ei = tensor.empty() : tensor<4x6xindex>
  %y:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x6xf32>) outs(%e, %ei : tensor<4x6xf32>, tensor<4x6xindex>) {
  ^bb0(%a: f32, %o: f32, %o2: index):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %k = affine.apply affine_map<(d0, d1) -> (d0 * 3 + d1 floordiv 2)>(%i, %j)
    %l = index.add %k, %i
    %m = index.maxu %l, %j
    %c = index.castu %m : index to i32
    %f = arith.uitofp %c : i32 to f32
    %g = arith.addf %f, %a : f32
    linalg.yield %g, %m : f32, index
  } -> (tensor<4x6xf32>, tensor<4x6xindex>)
  %z = arith.index_cast %y#1 : tensor<4x6xindex> to tensor<4x6xi64>
  return %y#0, %z : tensor<4x6xf32>, tensor<4x6xi64>
}

func.func @bits(%x: tensor<4x6xi32> {norm.input = "random@4x6"}) -> (tensor<4x6xi32>, tensor<4x6xi32>, tensor<4x6xi32>, tensor<4x6xi32>) {
  %a = math.ctlz %x : tensor<4x6xi32>
  %b = math.cttz %x : tensor<4x6xi32>
  %c = math.ctpop %x : tensor<4x6xi32>
  %d = math.absi %x : tensor<4x6xi32>
  return %a, %b, %c, %d : tensor<4x6xi32>, tensor<4x6xi32>, tensor<4x6xi32>, tensor<4x6xi32>
}

func.func @divisions(%x: tensor<4x6xi32> {norm.input = "random@4x6"}) -> (tensor<4x6xi32>, tensor<4x6xi32>, tensor<4x6xi32>) {
  %n = arith.constant dense<3> : tensor<4x6xi32>
  %a = arith.ceildivsi %x, %n : tensor<4x6xi32>
  %b = arith.floordivsi %x, %n : tensor<4x6xi32>
  %c = arith.ceildivui %x, %n : tensor<4x6xi32>
  return %a, %b, %c : tensor<4x6xi32>, tensor<4x6xi32>, tensor<4x6xi32>
}

func.func @clamp(%x: tensor<5x7xf32> {norm.input = "normal:0,1"}) -> tensor<5x7xf32> {
  %e = tensor.empty() : tensor<5x7xf32>
  %low = arith.constant -0.5 : f32
  %high = arith.constant 1.0 : f32
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<5x7xf32>) outs(%e : tensor<5x7xf32>) {
  ^bb0(%a: f32, %o: f32):
    %r = math.clampf %a to [%low, %high] : f32
    linalg.yield %r : f32
  } -> tensor<5x7xf32>
  return %y : tensor<5x7xf32>
}

func.func @classes(%x: tensor<16x16xbf16> {norm.input = "special"}) -> (tensor<16x16xi1>, tensor<16x16xi1>, tensor<16x16xi1>, tensor<16x16xi1>) {
  %i = math.isinf %x : tensor<16x16xbf16>
  %f = math.isfinite %x : tensor<16x16xbf16>
  %n = math.isnan %x : tensor<16x16xbf16>
  %r = math.isnormal %x : tensor<16x16xbf16>
  return %i, %f, %n, %r : tensor<16x16xi1>, tensor<16x16xi1>, tensor<16x16xi1>, tensor<16x16xi1>
}

// Lanes without an element divide by nothing: 7 elements are no vector's.
func.func @remainders(%x: tensor<5x7xi32> {norm.input = "random"}, %y: tensor<5x7xi32> {norm.input = "constant:3"}) -> (tensor<5x7xi32>, tensor<5x7xi32>, tensor<5x7xi32>) {
  %e = tensor.empty() : tensor<5x7xi32>
  %c7 = arith.constant 7 : i32
  %r, %u, %f = linalg.generic {indexing_maps = [#id, #id, #id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %y : tensor<5x7xi32>, tensor<5x7xi32>) outs(%e, %e, %e : tensor<5x7xi32>, tensor<5x7xi32>, tensor<5x7xi32>) {
  ^bb0(%a: i32, %b: i32, %o: i32, %p: i32, %q: i32):
    %0 = arith.remsi %a, %b : i32
    %1 = arith.remui %a, %b : i32
    %2 = arith.floordivsi %a, %b : i32
    %3 = arith.remsi %0, %c7 : i32
    linalg.yield %3, %1, %2 : i32, i32, i32
  } -> (tensor<5x7xi32>, tensor<5x7xi32>, tensor<5x7xi32>)
  return %r, %u, %f : tensor<5x7xi32>, tensor<5x7xi32>, tensor<5x7xi32>
}

// Infinities stay.
func.func @roundings(%x: tensor<4x33xf32> {norm.input = "special"}) -> (tensor<4x33xf32>, tensor<4x33xf32>, tensor<4x33xf32>, tensor<4x33xf32>, tensor<4x33xf32>) {
  %roundeven = math.roundeven %x : tensor<4x33xf32>
  %round = math.round %x : tensor<4x33xf32>
  %trunc = math.trunc %x : tensor<4x33xf32>
  %floor = math.floor %x : tensor<4x33xf32>
  %ceil = math.ceil %x : tensor<4x33xf32>
  return %roundeven, %round, %trunc, %floor, %ceil : tensor<4x33xf32>, tensor<4x33xf32>, tensor<4x33xf32>, tensor<4x33xf32>, tensor<4x33xf32>
}
