// Reshapes, broadcasts and reads by index, sizes that are known at run time, and bodies of many ops.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

#rows = affine_map<(d0, d1) -> (d0, d1)>
#unit = affine_map<(d0, d1) -> (d0, 0)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// What is normalized is computed in two bodies, and nowhere else: it becomes a tensor.
// CHECK-LABEL: func.func @in_bodies(
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}} ins(%arg0, %arg1 : tensor<3x5xf32>, tensor<3x5xf32>)
// CHECK-NEXT:    ^bb0(%[[A:.+]]: f32, %[[B:.+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:      %[[ADD:.+]] = arith.addf %[[A]], %[[B]]
// CHECK-NEXT:      linalg.yield %[[ADD]]
// CHECK:         %[[Y:.+]] = norm.rms_norm %[[SUM]] scale(%arg2 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @in_bodies(%x: tensor<3x5xf32>, %residual: tensor<3x5xf32>, %w: tensor<5xf32>) -> tensor<3x5xf32> {
  %zero = arith.constant 0.0 : f32
  %n = arith.constant 5.0 : f32
  %eps = arith.constant 0.125 : f32
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %squares = linalg.generic {indexing_maps = [#rows, #rows, #row], iterator_types = ["parallel", "reduction"]} ins(%x, %residual : tensor<3x5xf32>, tensor<3x5xf32>) outs(%f : tensor<3xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %u = arith.addf %a, %b : f32
    %q = arith.mulf %u, %u : f32
    %s = arith.addf %o, %q : f32
    linalg.yield %s : f32
  } -> tensor<3xf32>
  %y = linalg.generic {indexing_maps = [#rows, #rows, #row, #column, #rows], iterator_types = ["parallel", "parallel"]} ins(%x, %residual, %squares, %w : tensor<3x5xf32>, tensor<3x5xf32>, tensor<3xf32>, tensor<5xf32>) outs(%e2 : tensor<3x5xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32, %o: f32):
    %u = arith.addf %a, %b : f32
    %m = arith.divf %c, %n : f32
    %i = arith.addf %m, %eps : f32
    %r = math.rsqrt %i : f32
    %p = arith.mulf %u, %r : f32
    %s = arith.mulf %p, %d : f32
    linalg.yield %s : f32
  } -> tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// With an addition in the same body that is no part of the norm.
// CHECK-LABEL: func.func @with_residual(
// CHECK-NEXT:    %[[N:.+]] = norm.rms_norm %arg0 scale(%arg1 : tensor<5xf32>) axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}} ins(%arg0, %[[N]] : tensor<3x5xf32>, tensor<3x5xf32>) outs
// CHECK:           arith.addf
// CHECK:         return %[[Y]]
func.func @with_residual(%x: tensor<3x5xf32>, %w: tensor<5xf32>) -> tensor<3x5xf32> {
  %zero = arith.constant 0.0 : f32
  %n = arith.constant 5.0 : f32
  %eps = arith.constant 0.125 : f32
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %squares = linalg.generic {indexing_maps = [#rows, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<3x5xf32>) outs(%f : tensor<3xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = math.fma %a, %a, %o : f32
    linalg.yield %s : f32
  } -> tensor<3xf32>
  %y = linalg.generic {indexing_maps = [#rows, #row, #column, #rows], iterator_types = ["parallel", "parallel"]} ins(%x, %squares, %w : tensor<3x5xf32>, tensor<3xf32>, tensor<5xf32>) outs(%e2 : tensor<3x5xf32>) {
  ^bb0(%a: f32, %c: f32, %d: f32, %o: f32):
    %m = arith.divf %c, %n : f32
    %i = arith.addf %m, %eps : f32
    %r = math.rsqrt %i : f32
    %p = arith.mulf %a, %r : f32
    %q = arith.mulf %p, %d : f32
    %s = arith.addf %q, %a : f32
    linalg.yield %s : f32
  } -> tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// Torch-mlir's broadcast of a dimension that might have size 1.
// CHECK-LABEL: func.func @broadcast_by_index(
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %arg0 axes = [1] epsilon = 0.000000e+00 : tensor<?x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @broadcast_by_index(%x: tensor<?x5xf32> {norm.input = "normal:0,1,5@3x5"}) -> tensor<?x5xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %n = arith.constant 5.0 : f32
  %size = tensor.dim %x, %c0 : tensor<?x5xf32>
  %e = tensor.empty(%size) : tensor<?x1xf32>
  %e2 = tensor.empty(%size) : tensor<?x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?x1xf32>) -> tensor<?x1xf32>
  %squares = linalg.generic {indexing_maps = [#rows, #unit], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<?x5xf32>) outs(%f : tensor<?x1xf32>) {
  ^bb0(%a: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %s = arith.addf %o, %q : f32
    linalg.yield %s : f32
  } -> tensor<?x1xf32>
  %rms = linalg.generic {indexing_maps = [#rows, #rows], iterator_types = ["parallel", "parallel"]} ins(%squares : tensor<?x1xf32>) outs(%e : tensor<?x1xf32>) {
  ^bb0(%a: f32, %o: f32):
    %m = arith.divf %a, %n : f32
    %s = math.sqrt %m : f32
    linalg.yield %s : f32
  } -> tensor<?x1xf32>
  %spread = linalg.generic {indexing_maps = [#rows], iterator_types = ["parallel", "parallel"]} outs(%e2 : tensor<?x5xf32>) {
  ^bb0(%o: f32):
    %i = linalg.index 0 : index
    %is_one = arith.cmpi eq, %size, %c1 : index
    %place = arith.select %is_one, %c0, %i : index
    %r = tensor.extract %rms[%place, %c0] : tensor<?x1xf32>
    linalg.yield %r : f32
  } -> tensor<?x5xf32>
  %y = arith.divf %x, %spread : tensor<?x5xf32>
  return %y : tensor<?x5xf32>
}

// Torch-mlir's reshape of the factors of group normalization: indices from constants.
// CHECK-LABEL: func.func @reshape_by_index(
// CHECK-NEXT:    %[[Y:.+]] = norm.group_norm %arg0 scale(%arg1 : tensor<6xf32>) num_groups = 3 channel_axis = 1 axes = [2] epsilon = 1.250000e-01 : tensor<2x6x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @reshape_by_index(%x: tensor<2x6x5xf32>, %w: tensor<6xf32>) -> tensor<2x6x5xf32> {
  %batch = arith.constant dense<[[0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]]> : tensor<2x6xi64>
  %group = arith.constant dense<[[0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 2, 2]]> : tensor<2x6xi64>
  %within = arith.constant dense<[[0, 1, 0, 1, 0, 1], [0, 1, 0, 1, 0, 1]]> : tensor<2x6xi64>
  %zero = arith.constant 0.0 : f32
  %n = arith.constant dense<10.0> : tensor<2x3xf32>
  %eps = arith.constant dense<0.125> : tensor<2x3xf32>
  %e = tensor.empty() : tensor<2x3xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x3xf32>) -> tensor<2x3xf32>
  %g = tensor.expand_shape %x [[0], [1, 2], [3]] output_shape [2, 3, 2, 5] : tensor<2x6x5xf32> into tensor<2x3x2x5xf32>
  %sum = linalg.reduce { arith.addf } ins(%g : tensor<2x3x2x5xf32>) outs(%f : tensor<2x3xf32>) dimensions = [2, 3]
  %mean = arith.divf %sum, %n : tensor<2x3xf32>
  %e4 = tensor.empty() : tensor<2x3x2x5xf32>
  %means = linalg.broadcast ins(%mean : tensor<2x3xf32>) outs(%e4 : tensor<2x3x2x5xf32>) dimensions = [2, 3]
  %d = arith.subf %g, %means : tensor<2x3x2x5xf32>
  %q = arith.mulf %d, %d : tensor<2x3x2x5xf32>
  %m2 = linalg.reduce { arith.addf } ins(%q : tensor<2x3x2x5xf32>) outs(%f : tensor<2x3xf32>) dimensions = [2, 3]
  %var = arith.divf %m2, %n : tensor<2x3xf32>
  %inside = arith.addf %var, %eps : tensor<2x3xf32>
  %rstd = math.rsqrt %inside : tensor<2x3xf32>
  %e3 = tensor.empty() : tensor<2x3x2xf32>
  %wg = tensor.expand_shape %w [[0, 1]] output_shape [3, 2] : tensor<6xf32> into tensor<3x2xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<2x3xf32>) outs(%e3 : tensor<2x3x2xf32>) dimensions = [2]
  %ws = linalg.broadcast ins(%wg : tensor<3x2xf32>) outs(%e3 : tensor<2x3x2xf32>) dimensions = [0]
  %means2 = linalg.broadcast ins(%mean : tensor<2x3xf32>) outs(%e3 : tensor<2x3x2xf32>) dimensions = [2]
  %scale = arith.mulf %rstds, %ws : tensor<2x3x2xf32>
  %ms = arith.mulf %means2, %scale : tensor<2x3x2xf32>
  %shift = arith.negf %ms : tensor<2x3x2xf32>
  %e2 = tensor.empty() : tensor<2x6xf32>
  %scales = linalg.generic {indexing_maps = [#rows, #rows, #rows, #rows], iterator_types = ["parallel", "parallel"]} ins(%batch, %group, %within : tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xi64>) outs(%e2 : tensor<2x6xf32>) {
  ^bb0(%i: i64, %j: i64, %k: i64, %o: f32):
    %i0 = arith.index_cast %i : i64 to index
    %j0 = arith.index_cast %j : i64 to index
    %k0 = arith.index_cast %k : i64 to index
    %s = tensor.extract %scale[%i0, %j0, %k0] : tensor<2x3x2xf32>
    linalg.yield %s : f32
  } -> tensor<2x6xf32>
  %shifts = linalg.generic {indexing_maps = [#rows, #rows, #rows, #rows], iterator_types = ["parallel", "parallel"]} ins(%batch, %group, %within : tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xi64>) outs(%e2 : tensor<2x6xf32>) {
  ^bb0(%i: i64, %j: i64, %k: i64, %o: f32):
    %i0 = arith.index_cast %i : i64 to index
    %j0 = arith.index_cast %j : i64 to index
    %k0 = arith.index_cast %k : i64 to index
    %s = tensor.extract %shift[%i0, %j0, %k0] : tensor<2x3x2xf32>
    linalg.yield %s : f32
  } -> tensor<2x6xf32>
  %ex = tensor.empty() : tensor<2x6x5xf32>
  %ss = linalg.broadcast ins(%scales : tensor<2x6xf32>) outs(%ex : tensor<2x6x5xf32>) dimensions = [2]
  %ts = linalg.broadcast ins(%shifts : tensor<2x6xf32>) outs(%ex : tensor<2x6x5xf32>) dimensions = [2]
  %p = arith.mulf %x, %ss : tensor<2x6x5xf32>
  %y = arith.addf %p, %ts : tensor<2x6x5xf32>
  return %y : tensor<2x6x5xf32>
}

// Instance normalization as batch normalization of [1, N * C, W], with sizes that are computed. What is asserted of
// them holds.
// CHECK-LABEL: func.func @reshape_by_sizes(
// CHECK-NOT:     cf.assert
// CHECK:         %[[Y:.+]] = norm.layer_norm %arg0 axes = [2] epsilon = 1.250000e-01 : tensor<?x4x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @reshape_by_sizes(%x: tensor<?x4x5xf32> {norm.input = "normal:0,1,7@3x4x5"}) -> tensor<?x4x5xf32> {
  %c0 = arith.constant 0 : index
  %i0 = arith.constant 0 : i64
  %i1 = arith.constant 1 : i64
  %i4 = arith.constant 4 : i64
  %i5 = arith.constant 5 : i64
  %zero = arith.constant 0.0 : f32
  %n = arith.constant 5.0 : f32
  %eps = arith.constant 0.125 : f32
  %size = tensor.dim %x, %c0 : tensor<?x4x5xf32>
  %batch = arith.index_cast %size : index to i64
  %product = arith.muli %batch, %i4 : i64
  %is_negative = arith.cmpi slt, %product, %i0 : i64
  %channels = arith.select %is_negative, %i1, %product : i64
  %is_whole = arith.cmpi eq, %channels, %product : i64
  cf.assert %is_whole, "expects a size"
  %shape = tensor.from_elements %i1, %channels, %i5 : tensor<3xi64>
  %joined = tensor.reshape %x(%shape) : (tensor<?x4x5xf32>, tensor<3xi64>) -> tensor<1x?x5xf32>
  %rows = tensor.collapse_shape %joined [[0, 1], [2]] : tensor<1x?x5xf32> into tensor<?x5xf32>
  %count = arith.index_cast %channels : i64 to index
  %e = tensor.empty(%count) : tensor<?xf32>
  %e2 = tensor.empty(%count) : tensor<?x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %sum = linalg.reduce { arith.addf } ins(%rows : tensor<?x5xf32>) outs(%f : tensor<?xf32>) dimensions = [1]
  %d = linalg.generic {indexing_maps = [#rows, #row, #rows], iterator_types = ["parallel", "parallel"]} ins(%rows, %sum : tensor<?x5xf32>, tensor<?xf32>) outs(%e2 : tensor<?x5xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %m = arith.divf %b, %n : f32
    %s = arith.subf %a, %m : f32
    linalg.yield %s : f32
  } -> tensor<?x5xf32>
  %q = arith.mulf %d, %d : tensor<?x5xf32>
  %m2 = linalg.reduce { arith.addf } ins(%q : tensor<?x5xf32>) outs(%f : tensor<?xf32>) dimensions = [1]
  %normalized = linalg.generic {indexing_maps = [#rows, #row, #rows], iterator_types = ["parallel", "parallel"]} ins(%d, %m2 : tensor<?x5xf32>, tensor<?xf32>) outs(%e2 : tensor<?x5xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %v = arith.divf %b, %n : f32
    %i = arith.addf %v, %eps : f32
    %r = math.rsqrt %i : f32
    %s = arith.mulf %a, %r : f32
    linalg.yield %s : f32
  } -> tensor<?x5xf32>
  %back = tensor.from_elements %batch, %i4, %i5 : tensor<3xi64>
  %y = tensor.reshape %normalized(%back) : (tensor<?x5xf32>, tensor<3xi64>) -> tensor<?x4x5xf32>
  %one = arith.constant 1.0 : f32
  %ey = tensor.empty(%size) : tensor<?x4x5xf32>
  %z = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%y : tensor<?x4x5xf32>) outs(%ey : tensor<?x4x5xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.mulf %a, %one : f32
    linalg.yield %s : f32
  } -> tensor<?x4x5xf32>
  return %z : tensor<?x4x5xf32>
}
