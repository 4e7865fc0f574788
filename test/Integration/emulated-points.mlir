// Points that share sums, on a GPU: blocks take ranges of them that fill neither threads nor vectors.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=reverse | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=shuffled | FileCheck %s
// CHECK-NOT: FAILED
// CHECK:     13 passed, 0 failed

#points = affine_map<(i, j, b) -> (i, j)>
#row_parts = affine_map<(i, j, b) -> (b, i)>
#column_parts = affine_map<(i, j, b) -> (b, j)>
#column = affine_map<(i, j, b) -> (j)>
#row = affine_map<(i, j, b) -> (i)>

// Columns, a vector of 2 for each thread; four threads share the parts, and take three rows each in one of two iterations.
func.func @columns(%x: tensor<37x10xf32> {norm.input = "normal:1,2"}, %p: tensor<5x10xf64> {norm.input = "normal:3,1"}) -> (tensor<37x10xf32>, tensor<10xf64>) {
  %e = tensor.empty() : tensor<37x10xf32>
  %f = tensor.empty() : tensor<10xf64>
  %y, %z = norm.kernel sizes = [37, 10, 5] ins(%x, %p : tensor<37x10xf32>, tensor<5x10xf64>) outs(%e, %f : tensor<37x10xf32>, tensor<10xf64>) maps = [#points, #column_parts, #points, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 3, threads = 4, groups = 8, iterations = 2> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <add> %q over [2] : f64
    %w = arith.extf %a : f32 to f64
    %d = arith.divf %w, %s : f64
    %o = arith.truncf %d : f64 to f32
    norm.yield %o, %s : f32, f64
  } -> tensor<37x10xf32>, tensor<10xf64>
  return %y, %z : tensor<37x10xf32>, tensor<10xf64>
}

// Vectors that do not divide the columns: element by element.
func.func @odd_columns(%x: tensor<13x9xf32> {norm.input = "normal:1,2"}, %p: tensor<3x9xf64> {norm.input = "normal:3,1"}) -> (tensor<13x9xf32>, tensor<9xf64>) {
  %e = tensor.empty() : tensor<13x9xf32>
  %f = tensor.empty() : tensor<9xf64>
  %y, %z = norm.kernel sizes = [13, 9, 3] ins(%x, %p : tensor<13x9xf32>, tensor<3x9xf64>) outs(%e, %f : tensor<13x9xf32>, tensor<9xf64>) maps = [#points, #column_parts, #points, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 4, groups = 8, iterations = 1> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <add> %q over [2] : f64
    %w = arith.extf %a : f32 to f64
    %d = arith.divf %w, %s : f64
    %o = arith.truncf %d : f64 to f32
    norm.yield %o, %s : f32, f64
  } -> tensor<13x9xf32>, tensor<9xf64>
  return %y, %z : tensor<13x9xf32>, tensor<9xf64>
}

// Ranges that are whole, of bf16.
func.func @whole_columns(%x: tensor<64x32xbf16> {norm.input = "normal:1,2"}, %p: tensor<7x32xf32> {norm.input = "normal:3,1"}) -> (tensor<64x32xbf16>, tensor<32xf32>) {
  %e = tensor.empty() : tensor<64x32xbf16>
  %f = tensor.empty() : tensor<32xf32>
  %y, %z = norm.kernel sizes = [64, 32, 7] ins(%x, %p : tensor<64x32xbf16>, tensor<7x32xf32>) outs(%e, %f : tensor<64x32xbf16>, tensor<32xf32>) maps = [#points, #column_parts, #points, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 8, unroll = 2, threads = 8, groups = 4, iterations = 4> {
  ^bb0(%a: bf16, %q: f32):
    %s = norm.reduce <add> %q over [2] : f32
    %w = arith.extf %a : bf16 to f32
    %d = arith.divf %w, %s : f32
    %o = arith.truncf %d : f32 to bf16
    norm.yield %o, %s : bf16, f32
  } -> tensor<64x32xbf16>, tensor<32xf32>
  return %y, %z : tensor<64x32xbf16>, tensor<32xf32>
}

// One thread for each column: it adds up all parts itself.
func.func @many_parts(%x: tensor<5x64xf32> {norm.input = "normal:1,2"}, %p: tensor<33x64xf64> {norm.input = "normal:3,1"}) -> (tensor<5x64xf32>, tensor<64xf64>) {
  %e = tensor.empty() : tensor<5x64xf32>
  %f = tensor.empty() : tensor<64xf64>
  %y, %z = norm.kernel sizes = [5, 64, 33] ins(%x, %p : tensor<5x64xf32>, tensor<33x64xf64>) outs(%e, %f : tensor<5x64xf32>, tensor<64xf64>) maps = [#points, #column_parts, #points, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 1, threads = 1, groups = 32, iterations = 3> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <add> %q over [2] : f64
    %w = arith.extf %a : f32 to f64
    %d = arith.divf %w, %s : f64
    %o = arith.truncf %d : f64 to f32
    norm.yield %o, %s : f32, f64
  } -> tensor<5x64xf32>, tensor<64xf64>
  return %y, %z : tensor<5x64xf32>, tensor<64xf64>
}

// Vectors along the points: all warps of a block share the parts, of which there are fewer than threads.
func.func @rows(%x: tensor<3x1000xf32> {norm.input = "normal:1,2"}, %p: tensor<7x3xf64> {norm.input = "normal:3,1"}) -> (tensor<3x1000xf32>, tensor<3xf64>) {
  %e = tensor.empty() : tensor<3x1000xf32>
  %f = tensor.empty() : tensor<3xf64>
  %y, %z = norm.kernel sizes = [3, 1000, 7] ins(%x, %p : tensor<3x1000xf32>, tensor<7x3xf64>) outs(%e, %f : tensor<3x1000xf32>, tensor<3xf64>) maps = [#points, #row_parts, #points, #row] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 64, iterations = 1> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <max> %q over [2] : f64
    %w = arith.extf %a : f32 to f64
    %d = arith.divf %w, %s : f64
    %o = arith.truncf %d : f64 to f32
    norm.yield %o, %s : f32, f64
  } -> tensor<3x1000xf32>, tensor<3xf64>
  return %y, %z : tensor<3x1000xf32>, tensor<3xf64>
}

// More parts than threads, lengths that vectors do not divide, several rows in a block.
func.func @odd_rows(%x: tensor<5x101xf32> {norm.input = "normal:1,2"}, %p: tensor<41x5xf64> {norm.input = "normal:3,1"}) -> (tensor<5x101xf32>, tensor<5xf64>) {
  %e = tensor.empty() : tensor<5x101xf32>
  %f = tensor.empty() : tensor<5xf64>
  %y, %z = norm.kernel sizes = [5, 101, 41] ins(%x, %p : tensor<5x101xf32>, tensor<41x5xf64>) outs(%e, %f : tensor<5x101xf32>, tensor<5xf64>) maps = [#points, #row_parts, #points, #row] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 8, groups = 8, iterations = 2> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <max> %q over [2] : f64
    %w = arith.extf %a : f32 to f64
    %d = arith.divf %w, %s : f64
    %o = arith.truncf %d : f64 to f32
    norm.yield %o, %s : f32, f64
  } -> tensor<5x101xf32>, tensor<5xf64>
  return %y, %z : tensor<5x101xf32>, tensor<5xf64>
}

// Without reductions: what a column has one of is computed once by each of its threads.
func.func @roots(%x: tensor<37x6xf32> {norm.input = "normal:1,2"}, %v: tensor<6xf32> {norm.input = "lognormal:1"}) -> tensor<37x6xf32> {
  %e = tensor.empty() : tensor<37x6xf32>
  %y = norm.kernel sizes = [37, 6] ins(%x, %v : tensor<37x6xf32>, tensor<6xf32>) outs(%e : tensor<37x6xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 2, threads = 8, groups = 4, iterations = 1> {
  ^bb0(%a: f32, %b: f32):
    %r = math.sqrt %b : f32
    %o = arith.divf %a, %r : f32
    norm.yield %o : f32
  } -> tensor<37x6xf32>
  return %y : tensor<37x6xf32>
}

// The same along rows.
func.func @root_rows(%x: tensor<6x37xf32> {norm.input = "normal:1,2"}, %v: tensor<6xf32> {norm.input = "lognormal:1"}) -> tensor<6x37xf32> {
  %e = tensor.empty() : tensor<6x37xf32>
  %y = norm.kernel sizes = [6, 37] ins(%x, %v : tensor<6x37xf32>, tensor<6xf32>) outs(%e : tensor<6x37xf32>) maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 2, threads = 8, groups = 4, iterations = 2> {
  ^bb0(%a: f32, %b: f32):
    %r = math.sqrt %b : f32
    %q = arith.divf %a, %r : f32
    norm.yield %q : f32
  } -> tensor<6x37xf32>
  return %y : tensor<6x37xf32>
}

// Vectors along the sums, whose points lie elsewhere: each thread takes one of them after the other.
func.func @beside(%x: tensor<3x1000xf32> {norm.input = "normal:1,2"}, %t: tensor<3x45xf32> {norm.input = "normal:1,2"}) -> (tensor<3x1000xf32>, tensor<3x45xf32>) {
  %e = tensor.empty() : tensor<3x1000xf32>
  %f = tensor.empty() : tensor<3x45xf32>
  %y, %z = norm.kernel sizes = [3, 45, 1000] ins(%x, %t : tensor<3x1000xf32>, tensor<3x45xf32>) outs(%e, %f : tensor<3x1000xf32>, tensor<3x45xf32>) maps = [affine_map<(i, h, j) -> (i, j)>, affine_map<(i, h, j) -> (i, h)>, affine_map<(i, h, j) -> (i, j)>, affine_map<(i, h, j) -> (i, h)>] schedule = #norm.gpu_schedule<vector = 2, lanes = 4, unroll = 1, threads = 32, iterations = 1> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <max> %a over [2] : f32
    %o = arith.divf %a, %s : f32
    %q = arith.mulf %b, %s : f32
    norm.yield %o, %q : f32, f32
  } -> tensor<3x1000xf32>, tensor<3x45xf32>
  return %y, %z : tensor<3x1000xf32>, tensor<3x45xf32>
}

// An image of a size known at run time, without iterations: each point is a group of its own.
func.func @own(%x: tensor<?x6xf32> {norm.input = "normal:1,2@37x6"}, %p: tensor<4x6xf64> {norm.input = "normal:3,1"}) -> tensor<?x6xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x6xf32>
  %e = tensor.empty(%n) : tensor<?x6xf32>
  %y = norm.kernel sizes = [%n, 6, 4] ins(%x, %p : tensor<?x6xf32>, tensor<4x6xf64>) outs(%e : tensor<?x6xf32>) maps = [#points, #column_parts, #points] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 1, threads = 4, groups = 8> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <add> %q over [2] : f64
    %w = arith.truncf %s : f64 to f32
    %o = arith.divf %a, %w : f32
    norm.yield %o : f32
  } -> tensor<?x6xf32>
  return %y : tensor<?x6xf32>
}

// More columns than a block takes beside each other, with results of each column.
func.func @tiles(%x: tensor<37x40xf32> {norm.input = "normal:1,2"}, %p: tensor<5x40xf64> {norm.input = "normal:3,1"}) -> (tensor<37x40xf32>, tensor<40xf64>) {
  %e = tensor.empty() : tensor<37x40xf32>
  %f = tensor.empty() : tensor<40xf64>
  %y, %z = norm.kernel sizes = [37, 40, 5] ins(%x, %p : tensor<37x40xf32>, tensor<5x40xf64>) outs(%e, %f : tensor<37x40xf32>, tensor<40xf64>) maps = [#points, #column_parts, #points, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 4, threads = 4, groups = 8, iterations = 1> {
  ^bb0(%a: f32, %q: f64):
    %s = norm.reduce <add> %q over [2] : f64
    %w = arith.truncf %s : f64 to f32
    %o = arith.divf %a, %w : f32
    norm.yield %o, %s : f32, f64
  } -> tensor<37x40xf32>, tensor<40xf64>
  return %y, %z : tensor<37x40xf32>, tensor<40xf64>
}

// Two blocks of 128 channels beside each other, and running statistics.
func.func @channels(%x: tensor<8x24x24x256xf32> {norm.input = "normal:1,2"}, %m: tensor<256xf32>, %v: tensor<256xf32> {norm.input = "lognormal:1"}) -> (tensor<8x24x24x256xf32>, tensor<256xf32>, tensor<256xf32>) {
  %y:3 = norm.batch_norm_training %x running_mean(%m : tensor<256xf32>) running_variance(%v : tensor<256xf32>) channel_axis = 3 epsilon = 1.0e-5 momentum = 0.1 : tensor<8x24x24x256xf32>
  return %y#0, %y#1, %y#2 : tensor<8x24x24x256xf32>, tensor<256xf32>, tensor<256xf32>
}

// A sweep that writes beside points that share its sums.
func.func @both(%x: tensor<21x40xf32> {norm.input = "normal:1,2"}, %t: tensor<9x40xf32> {norm.input = "normal:1,2"}) -> (tensor<21x40xf32>, tensor<9x40xf32>) {
  %e = tensor.empty() : tensor<21x40xf32>
  %f = tensor.empty() : tensor<9x40xf32>
  %y, %z = norm.kernel sizes = [9, 40, 21] ins(%x, %t : tensor<21x40xf32>, tensor<9x40xf32>) outs(%e, %f : tensor<21x40xf32>, tensor<9x40xf32>) maps = [affine_map<(k, j, h) -> (h, j)>, affine_map<(k, j, h) -> (k, j)>, affine_map<(k, j, h) -> (h, j)>, affine_map<(k, j, h) -> (k, j)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 2, threads = 4, groups = 8, iterations = 1> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <max> %a over [2] : f32
    %o = arith.divf %a, %s : f32
    %q = arith.mulf %b, %s : f32
    norm.yield %o, %q : f32, f32
  } -> tensor<21x40xf32>, tensor<9x40xf32>
  return %y, %z : tensor<21x40xf32>, tensor<9x40xf32>
}
