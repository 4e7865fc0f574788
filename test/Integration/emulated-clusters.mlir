// Rows that no block holds in its registers: clusters of blocks, each with shared memory of its own, and loops.
// RUN: norm-runner %s --all --verify --target=emulate | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=reverse | FileCheck %s
// RUN: norm-runner %s --all --verify --target=emulate --thread-order=shuffled | FileCheck %s
// CHECK-NOT: FAILED
// CHECK:     10 passed, 0 failed

#map = affine_map<(d0, d1) -> (d0, d1)>

func.func @layer_norm_f32_32768(%x: tensor<2x32768xf32> {norm.input = "normal:3,2"}, %w: tensor<32768xf32> {norm.input = "normal:1,1"}, %b: tensor<32768xf32> {norm.input = "normal:1,1"}) -> tensor<2x32768xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<32768xf32>) bias(%b : tensor<32768xf32>) axes = [1] epsilon = 1.0e-5 : tensor<2x32768xf32>
  return %y : tensor<2x32768xf32>
}
func.func @layer_norm_bf16_40000(%x: tensor<1x40000xbf16> {norm.input = "normal:3,2"}, %w: tensor<40000xbf16> {norm.input = "normal:1,1"}, %b: tensor<40000xbf16> {norm.input = "normal:1,1"}) -> tensor<1x40000xbf16> {
  %y = norm.layer_norm %x scale(%w : tensor<40000xbf16>) bias(%b : tensor<40000xbf16>) axes = [1] epsilon = 1.0e-5 : tensor<1x40000xbf16>
  return %y : tensor<1x40000xbf16>
}
func.func @layer_norm_f32_65536(%x: tensor<1x65536xf32> {norm.input = "normal:3,2"}, %w: tensor<65536xf32> {norm.input = "normal:1,1"}, %b: tensor<65536xf32> {norm.input = "normal:1,1"}) -> tensor<1x65536xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<65536xf32>) bias(%b : tensor<65536xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1x65536xf32>
  return %y : tensor<1x65536xf32>
}
func.func @layer_norm_f32_131072(%x: tensor<1x131072xf32> {norm.input = "normal:3,2"}, %w: tensor<131072xf32> {norm.input = "normal:1,1"}, %b: tensor<131072xf32> {norm.input = "normal:1,1"}) -> tensor<1x131072xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<131072xf32>) bias(%b : tensor<131072xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1x131072xf32>
  return %y : tensor<1x131072xf32>
}
func.func @rms_norm_65537(%x: tensor<1x65537xf32> {norm.input = "normal:3,2"}, %w: tensor<65537xf32> {norm.input = "normal:1,1"}) -> tensor<1x65537xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<65537xf32>) axes = [1] epsilon = 1.0e-5 : tensor<1x65537xf32>
  return %y : tensor<1x65537xf32>
}

// What GPUs without clusters run.
func.func @loop_65536(%x: tensor<1x65536xf32> {norm.input = "normal:3,2"}) -> tensor<1x65536xf32> {
  %e = tensor.empty() : tensor<1x65536xf32>
  %y = norm.kernel sizes = [1, 65536] ins(%x : tensor<1x65536xf32>) outs(%e : tensor<1x65536xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 1024> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %w = arith.extf %a : f32 to f64
    %t = norm.reduce <add> %w over [1] : f64
    %n = arith.truncf %t : f64 to f32
    %d = arith.subf %a, %s : f32
    %q = arith.divf %d, %n : f32
    norm.yield %q : f32
  } -> tensor<1x65536xf32>
  return %y : tensor<1x65536xf32>
}

// What GPUs without clusters run.
func.func @loop_131072(%x: tensor<1x131072xf32> {norm.input = "normal:3,2"}) -> tensor<1x131072xf32> {
  %e = tensor.empty() : tensor<1x131072xf32>
  %y = norm.kernel sizes = [1, 131072] ins(%x : tensor<1x131072xf32>) outs(%e : tensor<1x131072xf32>) maps = [#map, #map] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 4, threads = 1024> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %w = arith.extf %a : f32 to f64
    %t = norm.reduce <add> %w over [1] : f64
    %n = arith.truncf %t : f64 to f32
    %d = arith.subf %a, %s : f32
    %q = arith.divf %d, %n : f32
    norm.yield %q : f32
  } -> tensor<1x131072xf32>
  return %y : tensor<1x131072xf32>
}

func.func @two_blocks(%x: tensor<3x1000xf32> {norm.input = "normal:3,2"}) -> (tensor<3x1000xf32>, tensor<3xf32>) {
  %e = tensor.empty() : tensor<3x1000xf32>
  %f = tensor.empty() : tensor<3xf32>
  %y, %z = norm.kernel sizes = [3, 1000] ins(%x : tensor<3x1000xf32>) outs(%e, %f : tensor<3x1000xf32>, tensor<3xf32>) maps = [#map, #map, affine_map<(d0, d1) -> (d0)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 32, cluster = 2> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    %w = arith.extf %d : f32 to f64
    %t = norm.reduce <add> %w over [1] : f64
    %n = arith.truncf %t : f64 to f32
    %q = arith.divf %d, %n : f32
    norm.yield %q, %n : f32, f32
  } -> tensor<3x1000xf32>, tensor<3xf32>
  return %y, %z : tensor<3x1000xf32>, tensor<3xf32>
}

func.func @eight_blocks(%x: tensor<3x3001xf32> {norm.input = "normal:3,2"}) -> (tensor<3x3001xf32>, tensor<3xf32>) {
  %e = tensor.empty() : tensor<3x3001xf32>
  %f = tensor.empty() : tensor<3xf32>
  %y, %z = norm.kernel sizes = [3, 3001] ins(%x : tensor<3x3001xf32>) outs(%e, %f : tensor<3x3001xf32>, tensor<3xf32>) maps = [#map, #map, affine_map<(d0, d1) -> (d0)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 96, cluster = 8> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    %w = arith.extf %d : f32 to f64
    %t = norm.reduce <add> %w over [1] : f64
    %n = arith.truncf %t : f64 to f32
    %q = arith.divf %d, %n : f32
    norm.yield %q, %n : f32, f32
  } -> tensor<3x3001xf32>, tensor<3xf32>
  return %y, %z : tensor<3x3001xf32>, tensor<3xf32>
}

func.func @four_blocks_in_a_loop(%x: tensor<3x9000xf32> {norm.input = "normal:3,2"}) -> (tensor<3x9000xf32>, tensor<3xf32>) {
  %e = tensor.empty() : tensor<3x9000xf32>
  %f = tensor.empty() : tensor<3xf32>
  %y, %z = norm.kernel sizes = [3, 9000] ins(%x : tensor<3x9000xf32>) outs(%e, %f : tensor<3x9000xf32>, tensor<3xf32>) maps = [#map, #map, affine_map<(d0, d1) -> (d0)>] schedule = #norm.gpu_schedule<vector = 1, lanes = 4, unroll = 2, threads = 64, cluster = 4> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    %d = arith.subf %a, %s : f32
    %w = arith.extf %d : f32 to f64
    %t = norm.reduce <add> %w over [1] : f64
    %n = arith.truncf %t : f64 to f32
    %q = arith.divf %d, %n : f32
    norm.yield %q, %n : f32, f32
  } -> tensor<3x9000xf32>, tensor<3xf32>
  return %y, %z : tensor<3x9000xf32>, tensor<3xf32>
}
