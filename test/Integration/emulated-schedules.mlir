// Schedules of GPU kernels that are written by hand: blocks of odd shapes, on sizes that do not fill them.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=shuffled | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=reverse | FileCheck %s
// CHECK-NOT: FAILED
// CHECK:     11 passed, 0 failed

#map = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// A block's threads all take points, whatever shares groups elsewhere.
func.func @points(%x: tensor<7x11xf32> {norm.input = "normal:1,2"}) -> tensor<7x11xf32> {
  %e = tensor.empty() : tensor<7x11xf32>
  %y = norm.kernel sizes = [7, 11] ins(%x : tensor<7x11xf32>) outs(%e : tensor<7x11xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 3, threads = 8, groups = 4> {
  ^bb0(%a: f32):
    %s = arith.mulf %a, %a : f32
    norm.yield %s : f32
  } -> tensor<7x11xf32>
  return %y : tensor<7x11xf32>
}

// Without a schedule: one warp.
func.func @cold_points(%x: tensor<77xf32> {norm.input = "normal:1,2"}) -> tensor<77xf32> {
  %e = tensor.empty() : tensor<77xf32>
  %y = norm.kernel sizes = [77] ins(%x : tensor<77xf32>) outs(%e : tensor<77xf32>) maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>] attributes {norm.cold} {
  ^bb0(%a: f32):
    %s = arith.mulf %a, %a : f32
    norm.yield %s : f32
  } -> tensor<77xf32>
  return %y : tensor<77xf32>
}

// Rows of 9 by 8 threads, four in a warp, of which the last one has no row.
func.func @short_rows(%x: tensor<7x9xf32> {norm.input = "normal:1,2"}) -> (tensor<7x9xf32>, tensor<7xf32>) {
  %e = tensor.empty() : tensor<7x9xf32>
  %f = tensor.empty() : tensor<7xf32>
  %y, %z = norm.kernel sizes = [7, 9] ins(%x : tensor<7x9xf32>) outs(%e, %f : tensor<7x9xf32>, tensor<7xf32>) maps = [#map, #map, #row] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 8, groups = 4> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    norm.yield %d, %s : f32, f32
  } -> tensor<7x9xf32>, tensor<7xf32>
  return %y, %z : tensor<7x9xf32>, tensor<7xf32>
}

// Three warps, vectors of 4 that do not fill the last iteration.
func.func @three_warps(%x: tensor<3x1000xf32> {norm.input = "normal:1,2"}) -> tensor<3x1000xf32> {
  %e = tensor.empty() : tensor<3x1000xf32>
  %y = norm.kernel sizes = [3, 1000] ins(%x : tensor<3x1000xf32>) outs(%e : tensor<3x1000xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 96> {
  ^bb0(%a: f32):
    %s = norm.reduce <min> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    norm.yield %d : f32
  } -> tensor<3x1000xf32>
  return %y : tensor<3x1000xf32>
}

// Vectors that do not divide the row are taken element by element.
func.func @odd_rows(%x: tensor<3x101xf32> {norm.input = "normal:1,2"}) -> tensor<3x101xf32> {
  %e = tensor.empty() : tensor<3x101xf32>
  %y = norm.kernel sizes = [3, 101] ins(%x : tensor<3x101xf32>) outs(%e : tensor<3x101xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 32> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    norm.yield %d : f32
  } -> tensor<3x101xf32>
  return %y : tensor<3x101xf32>
}

// Columns: 2 threads for each of 16 vectors of 2, of 38 columns.
func.func @columns(%x: tensor<31x38xf64> {norm.input = "normal:1,2"}) -> (tensor<31x38xf64>, tensor<38xf64>) {
  %e = tensor.empty() : tensor<31x38xf64>
  %f = tensor.empty() : tensor<38xf64>
  %y, %z = norm.kernel sizes = [31, 38] ins(%x : tensor<31x38xf64>) outs(%e, %f : tensor<31x38xf64>, tensor<38xf64>) maps = [#map, #map, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 1, threads = 2, groups = 16> {
  ^bb0(%a: f64):
    %s = norm.reduce <add> %a over [0] : f64
    %d = arith.divf %a, %s : f64
    norm.yield %d, %s : f64, f64
  } -> tensor<31x38xf64>, tensor<38xf64>
  return %y, %z : tensor<31x38xf64>, tensor<38xf64>
}

// One point, and nothing to reduce it with.
func.func @one(%x: tensor<1x1xf32> {norm.input = "normal:1,2"}) -> tensor<1xf32> {
  %e = tensor.empty() : tensor<1xf32>
  %y = norm.kernel sizes = [1, 1] ins(%x : tensor<1x1xf32>) outs(%e : tensor<1xf32>) maps = [#map, #row] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 1, threads = 32> {
  ^bb0(%a: f32):
    %s = norm.reduce <add> %a over [1] : f32
    norm.yield %s : f32
  } -> tensor<1xf32>
  return %y : tensor<1xf32>
}

// A group without elements, in a loop and in one iteration.
func.func @empty_rows(%x: tensor<5x0xf32>, %w: tensor<5xf32> {norm.input = "normal:1,2"}) -> tensor<5xf32> {
  %e = tensor.empty() : tensor<5xf32>
  %y = norm.kernel sizes = [5, 0] ins(%x, %w : tensor<5x0xf32>, tensor<5xf32>) outs(%e : tensor<5xf32>) maps = [#map, #row, #row] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 1, threads = 32, groups = 2> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <add> %a over [1] : f32
    %t = arith.addf %s, %b : f32
    norm.yield %t : f32
  } -> tensor<5xf32>
  return %y : tensor<5xf32>
}

// Three vectors of columns for a thread, of which the last ones have none.
func.func @unrolled_columns(%x: tensor<21x37xf32> {norm.input = "normal:1,2"}) -> (tensor<21x37xf32>, tensor<37xf32>) {
  %e = tensor.empty() : tensor<21x37xf32>
  %f = tensor.empty() : tensor<37xf32>
  %y, %z = norm.kernel sizes = [21, 37] ins(%x : tensor<21x37xf32>) outs(%e, %f : tensor<21x37xf32>, tensor<37xf32>) maps = [#map, #map, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 1, unroll = 3, threads = 4, groups = 8> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [0] : f32
    %d = arith.subf %a, %s : f32
    norm.yield %d, %s : f32, f32
  } -> tensor<21x37xf32>, tensor<37xf32>
  return %y, %z : tensor<21x37xf32>, tensor<37xf32>
}

// The same with vectors of two.
func.func @unrolled_vectors(%x: tensor<13x70xf32> {norm.input = "normal:1,2"}) -> (tensor<13x70xf32>, tensor<70xf32>) {
  %e = tensor.empty() : tensor<13x70xf32>
  %f = tensor.empty() : tensor<70xf32>
  %y, %z = norm.kernel sizes = [13, 70] ins(%x : tensor<13x70xf32>) outs(%e, %f : tensor<13x70xf32>, tensor<70xf32>) maps = [#map, #map, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 2, unroll = 2, threads = 8, groups = 8> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [0] : f32
    %d = arith.subf %a, %s : f32
    norm.yield %d, %s : f32, f32
  } -> tensor<13x70xf32>, tensor<70xf32>
  return %y, %z : tensor<13x70xf32>, tensor<70xf32>
}

// And with vectors that do not divide the columns.
func.func @unrolled_odd(%x: tensor<13x71xf32> {norm.input = "normal:1,2"}) -> (tensor<13x71xf32>, tensor<71xf32>) {
  %e = tensor.empty() : tensor<13x71xf32>
  %f = tensor.empty() : tensor<71xf32>
  %y, %z = norm.kernel sizes = [13, 71] ins(%x : tensor<13x71xf32>) outs(%e, %f : tensor<13x71xf32>, tensor<71xf32>) maps = [#map, #map, #column] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 8, groups = 8> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [0] : f32
    %d = arith.subf %a, %s : f32
    norm.yield %d, %s : f32, f32
  } -> tensor<13x71xf32>, tensor<71xf32>
  return %y, %z : tensor<13x71xf32>, tensor<71xf32>
}
