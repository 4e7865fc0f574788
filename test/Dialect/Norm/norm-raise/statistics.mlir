// Spellings of mean and variance. Each becomes layer normalization.
// RUN: norm-opt %s --norm-raise=remarks=false --canonicalize --cse | FileCheck %s

#rows = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#unit = affine_map<(d0, d1) -> (d0, 0)>

// CHECK-LABEL: func.func @mean_of_squared_differences(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @mean_of_squared_differences(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %zero = arith.constant 0.0 : f32
  %five = arith.constant dense<5.0> : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %five : tensor<3xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%e2 : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %q = arith.mulf %d, %d : tensor<3x5xf32>
  %m2 = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %var = arith.divf %m2, %five : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%e2 : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// In generics, the mean by a product with 1 / n, squares in the body of the sum, and axes of one element.
// CHECK-LABEL: func.func @reciprocal_of_the_count(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x105xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @reciprocal_of_the_count(%x: tensor<3x105xf32>) -> tensor<3x105xf32> {
  %zero = arith.constant 0.0 : f32
  %reciprocal = arith.constant 0.00952380989 : f32
  %eps = arith.constant 0.125 : f32
  %e = tensor.empty() : tensor<3x1xf32>
  %e2 = tensor.empty() : tensor<3x105xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3x1xf32>) -> tensor<3x1xf32>
  %sum = linalg.generic {indexing_maps = [#rows, #unit], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<3x105xf32>) outs(%f : tensor<3x1xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %o : f32
    linalg.yield %s : f32
  } -> tensor<3x1xf32>
  %mean = linalg.generic {indexing_maps = [#rows, #rows], iterator_types = ["parallel", "parallel"]} ins(%sum : tensor<3x1xf32>) outs(%e : tensor<3x1xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.mulf %a, %reciprocal : f32
    linalg.yield %s : f32
  } -> tensor<3x1xf32>
  %d = linalg.generic {indexing_maps = [#rows, #unit, #rows], iterator_types = ["parallel", "parallel"]} ins(%x, %mean : tensor<3x105xf32>, tensor<3x1xf32>) outs(%e2 : tensor<3x105xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %s = arith.subf %a, %m : f32
    linalg.yield %s : f32
  } -> tensor<3x105xf32>
  %m2 = linalg.generic {indexing_maps = [#rows, #unit], iterator_types = ["parallel", "reduction"]} ins(%d : tensor<3x105xf32>) outs(%f : tensor<3x1xf32>) {
  ^bb0(%a: f32, %o: f32):
    %q = arith.mulf %a, %a : f32
    %s = arith.addf %o, %q : f32
    linalg.yield %s : f32
  } -> tensor<3x1xf32>
  %y = linalg.generic {indexing_maps = [#rows, #unit, #rows], iterator_types = ["parallel", "parallel"]} ins(%d, %m2 : tensor<3x105xf32>, tensor<3x1xf32>) outs(%e2 : tensor<3x105xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %var = arith.mulf %m, %reciprocal : f32
    %inside = arith.addf %var, %eps : f32
    %rstd = math.rsqrt %inside : f32
    %s = arith.mulf %a, %rstd : f32
    linalg.yield %s : f32
  } -> tensor<3x105xf32>
  return %y : tensor<3x105xf32>
}

// Torch-mlir's: the variance in f64, about a mean of its own in f64; what is subtracted is a mean in f32.
// CHECK-LABEL: func.func @variance_in_f64(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @variance_in_f64(%x: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %zero = arith.constant 0.0 : f32
  %zero64 = arith.constant 0.0 : f64
  %five = arith.constant dense<5.0> : tensor<3xf32>
  %five64 = arith.constant dense<5.0> : tensor<3xf64>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x5xf32>
  %e64 = tensor.empty() : tensor<3xf64>
  %e264 = tensor.empty() : tensor<3x5xf64>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %f64 = linalg.fill ins(%zero64 : f64) outs(%e64 : tensor<3xf64>) -> tensor<3xf64>
  %wide = arith.extf %x : tensor<3x5xf32> to tensor<3x5xf64>
  %sum64 = linalg.reduce { arith.addf } ins(%wide : tensor<3x5xf64>) outs(%f64 : tensor<3xf64>) dimensions = [1]
  %mean64 = arith.divf %sum64, %five64 : tensor<3xf64>
  %means64 = linalg.broadcast ins(%mean64 : tensor<3xf64>) outs(%e264 : tensor<3x5xf64>) dimensions = [1]
  %d64 = arith.subf %wide, %means64 : tensor<3x5xf64>
  %q = arith.mulf %d64, %d64 : tensor<3x5xf64>
  %m2 = linalg.reduce { arith.addf } ins(%q : tensor<3x5xf64>) outs(%f64 : tensor<3xf64>) dimensions = [1]
  %var64 = arith.divf %m2, %five64 : tensor<3xf64>
  %var = arith.truncf %var64 : tensor<3xf64> to tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x5xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %five : tensor<3xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%e2 : tensor<3x5xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x5xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%e2 : tensor<3x5xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x5xf32>
  return %y : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @of_squares(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x16xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @of_squares(%x: tensor<3x16xf32>) -> tensor<3x16xf32> {
  %zero = arith.constant 0.0 : f32
  %n = arith.constant dense<16.0> : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x16xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %n : tensor<3xf32>
  %q = arith.mulf %x, %x : tensor<3x16xf32>
  %squares = linalg.reduce { arith.addf } ins(%q : tensor<3x16xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %square = arith.divf %squares, %n : tensor<3xf32>
  %mean_square = arith.mulf %mean, %mean : tensor<3xf32>
  %var = arith.subf %square, %mean_square : tensor<3xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%e2 : tensor<3x16xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x16xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%e2 : tensor<3x16xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x16xf32>
  return %y : tensor<3x16xf32>
}

// Flax's: not below 0.
// CHECK-LABEL: func.func @of_squares_clamped(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x16xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @of_squares_clamped(%x: tensor<3x16xf32>) -> tensor<3x16xf32> {
  %zero = arith.constant 0.0 : f32
  %zeros = arith.constant dense<0.0> : tensor<3xf32>
  %n = arith.constant dense<16.0> : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x16xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %n : tensor<3xf32>
  %q = arith.mulf %x, %x : tensor<3x16xf32>
  %squares = linalg.reduce { arith.addf } ins(%q : tensor<3x16xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %square = arith.divf %squares, %n : tensor<3xf32>
  %mean_square = arith.mulf %mean, %mean : tensor<3xf32>
  %difference = arith.subf %square, %mean_square : tensor<3xf32>
  %var = arith.maximumf %zeros, %difference : tensor<3xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%e2 : tensor<3x16xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x16xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%e2 : tensor<3x16xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x16xf32>
  return %y : tensor<3x16xf32>
}

// E[x (x - mean)] is in no table: it is the variance once it is written out.
// CHECK-LABEL: func.func @written_out(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1] epsilon = 1.250000e-01 : tensor<3x16xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @written_out(%x: tensor<3x16xf32>) -> tensor<3x16xf32> {
  %zero = arith.constant 0.0 : f32
  %n = arith.constant dense<16.0> : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %e2 = tensor.empty() : tensor<3x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<3x16xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %n : tensor<3xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%e2 : tensor<3x16xf32>) dimensions = [1]
  %d = arith.subf %x, %means : tensor<3x16xf32>
  %q = arith.mulf %x, %d : tensor<3x16xf32>
  %products = linalg.reduce { arith.addf } ins(%q : tensor<3x16xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %var = arith.divf %products, %n : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%e2 : tensor<3x16xf32>) dimensions = [1]
  %y = arith.mulf %d, %rstds : tensor<3x16xf32>
  return %y : tensor<3x16xf32>
}

// Sums over one axis after the other.
// CHECK-LABEL: func.func @axis_by_axis(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1, 2] epsilon = 1.250000e-01 : tensor<3x4x5xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @axis_by_axis(%x: tensor<3x4x5xf32>) -> tensor<3x4x5xf32> {
  %zero = arith.constant 0.0 : f32
  %n = arith.constant dense<20.0> : tensor<3xf32>
  %eps = arith.constant dense<0.125> : tensor<3xf32>
  %e = tensor.empty() : tensor<3xf32>
  %e1 = tensor.empty() : tensor<3x4xf32>
  %e2 = tensor.empty() : tensor<3x4x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3xf32>) -> tensor<3xf32>
  %f1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<3x4xf32>) -> tensor<3x4xf32>
  %sums = linalg.reduce { arith.addf } ins(%x : tensor<3x4x5xf32>) outs(%f1 : tensor<3x4xf32>) dimensions = [2]
  %sum = linalg.reduce { arith.addf } ins(%sums : tensor<3x4xf32>) outs(%f : tensor<3xf32>) dimensions = [1]
  %mean = arith.divf %sum, %n : tensor<3xf32>
  %means = linalg.broadcast ins(%mean : tensor<3xf32>) outs(%e2 : tensor<3x4x5xf32>) dimensions = [1, 2]
  %d = arith.subf %x, %means : tensor<3x4x5xf32>
  %q = arith.mulf %d, %d : tensor<3x4x5xf32>
  %m2 = linalg.reduce { arith.addf } ins(%q : tensor<3x4x5xf32>) outs(%f : tensor<3xf32>) dimensions = [1, 2]
  %var = arith.divf %m2, %n : tensor<3xf32>
  %inside = arith.addf %var, %eps : tensor<3xf32>
  %rstd = math.rsqrt %inside : tensor<3xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<3xf32>) outs(%e2 : tensor<3x4x5xf32>) dimensions = [1, 2]
  %y = arith.mulf %d, %rstds : tensor<3x4x5xf32>
  return %y : tensor<3x4x5xf32>
}

// The number of elements is known at run time, as are the sizes.
// CHECK-LABEL: func.func @dynamic_count(
// CHECK-NEXT:    %[[Y:.+]] = norm.layer_norm %arg0 axes = [1, 2] epsilon = 1.250000e-01 : tensor<?x?x4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @dynamic_count(%x: tensor<?x?x4xf32> {norm.input = "normal:0,1,3@3x5x4"}) -> tensor<?x?x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %zero = arith.constant 0.0 : f32
  %eps = arith.constant 0.125 : f32
  %rows = tensor.dim %x, %c0 : tensor<?x?x4xf32>
  %columns = tensor.dim %x, %c1 : tensor<?x?x4xf32>
  %count = arith.muli %columns, %c4 : index
  %count64 = arith.index_cast %count : index to i64
  %number = arith.sitofp %count64 : i64 to f32
  %n = tensor.splat %number[%rows] : tensor<?xf32>
  %epsilons = tensor.splat %eps[%rows] : tensor<?xf32>
  %e = tensor.empty(%rows) : tensor<?xf32>
  %e2 = tensor.empty(%rows, %columns) : tensor<?x?x4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %sum = linalg.reduce { arith.addf } ins(%x : tensor<?x?x4xf32>) outs(%f : tensor<?xf32>) dimensions = [1, 2]
  %mean = arith.divf %sum, %n : tensor<?xf32>
  %means = linalg.broadcast ins(%mean : tensor<?xf32>) outs(%e2 : tensor<?x?x4xf32>) dimensions = [1, 2]
  %d = arith.subf %x, %means : tensor<?x?x4xf32>
  %q = arith.mulf %d, %d : tensor<?x?x4xf32>
  %m2 = linalg.reduce { arith.addf } ins(%q : tensor<?x?x4xf32>) outs(%f : tensor<?xf32>) dimensions = [1, 2]
  %var = arith.divf %m2, %n : tensor<?xf32>
  %inside = arith.addf %var, %epsilons : tensor<?xf32>
  %rstd = math.rsqrt %inside : tensor<?xf32>
  %rstds = linalg.broadcast ins(%rstd : tensor<?xf32>) outs(%e2 : tensor<?x?x4xf32>) dimensions = [1, 2]
  %y = arith.mulf %d, %rstds : tensor<?x?x4xf32>
  return %y : tensor<?x?x4xf32>
}
