// The module's description of its processor goes before the options.
// RUN: norm-opt %s -norm-select-schedule="vector-bits=256 cache-bytes=1000" -split-input-file -verify-diagnostics | FileCheck %s

#map = affine_map<(i, j) -> (i, j)>

// CHECK: schedule = #norm.cpu_schedule<vector = 1, lanes = 16, unroll = 2, cache = 4096, tail = masked>
module attributes {dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"max_vector_op_width" = 512 : i64, "L2_cache_size_in_bytes" = 2048 : i64, "L3_cache_size_in_bytes" = 4096 : i64>>} {
  func.func @wide(%x: memref<4x8xf32>, %y: memref<4xf32>) {
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4xf32>) maps = [#map, affine_map<(i, j) -> (i)>] {
    ^bb0(%a: f32):
      %n = norm.reduce <max> %a over [1] : f32
      norm.yield %n : f32
    }
    return
  }
}

// -----

#map = affine_map<(i, j) -> (i, j)>

// What it does not say is as the options say.
// CHECK: schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, cache = 2048, tail = masked>
module attributes {dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"L2_cache_size_in_bytes" = 2048 : i64>>} {
  func.func @small(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
    norm.kernel sizes = [4, 8] ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) maps = [#map, #map] {
    ^bb0(%a: f32):
      %n = arith.negf %a : f32
      norm.yield %n : f32
    }
    return
  }
}

// -----

module attributes {dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"max_vector_op_width" = 384 : i64>>} {
  // expected-error @below {{expects a vector width that is a power of 2 up to 2048 bits; got 384}}
  func.func @odd() {
    return
  }
}

// -----

module attributes {dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"L3_cache_size_in_bytes" = -4096 : i64>>} {
  // expected-error @below {{expects a cache of at least 0 bytes; got -4096}}
  func.func @negative() {
    return
  }
}
