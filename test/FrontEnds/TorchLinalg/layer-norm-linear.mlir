// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// x + F.linear(F.layer_norm(x, (11,), w, b), m)
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
#map2 = affine_map<(d0, d1) -> (d1)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d2)>
#map4 = affine_map<(d0, d1, d2) -> (d2, d1)>
#map5 = affine_map<(d0, d1, d2) -> (d0, d1)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<5x11xf32>, tensor<11xf32>, tensor<11xf32>, tensor<11x11xf32>) -> tensor<5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<5x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>, %arg3: tensor<11x11xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<5x11xf64>
    %6 = "linalg.generic"(%arg0, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg54: f32, %arg55: f64):
      %51 = "arith.extf"(%arg54) : (f32) -> f64
      "linalg.yield"(%51) : (f64) -> ()
    }) : (tensor<5x11xf32>, tensor<5x11xf64>) -> tensor<5x11xf64>
    %7 = "tensor.empty"() : () -> tensor<5x1xf64>
    %8 = "linalg.fill"(%0, %7) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg52: f64, %arg53: f64):
      "linalg.yield"(%arg52) : (f64) -> ()
    }) : (f64, tensor<5x1xf64>) -> tensor<5x1xf64>
    %9 = "linalg.generic"(%6, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg50: f64, %arg51: f64):
      %50 = "arith.addf"(%arg50, %arg51) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%50) : (f64) -> ()
    }) : (tensor<5x11xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %10 = "linalg.generic"(%9, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg48: f64, %arg49: f64):
      %49 = "arith.divf"(%arg48, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%49) : (f64) -> ()
    }) : (tensor<5x1xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %11 = "linalg.generic"(%6, %10, %5) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg45: f64, %arg46: f64, %arg47: f64):
      %48 = "arith.subf"(%arg45, %arg46) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<5x11xf64>, tensor<5x1xf64>, tensor<5x11xf64>) -> tensor<5x11xf64>
    %12 = "linalg.generic"(%11, %11, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg42: f64, %arg43: f64, %arg44: f64):
      %47 = "arith.mulf"(%arg42, %arg43) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%47) : (f64) -> ()
    }) : (tensor<5x11xf64>, tensor<5x11xf64>, tensor<5x11xf64>) -> tensor<5x11xf64>
    %13 = "linalg.generic"(%12, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg40: f64, %arg41: f64):
      %46 = "arith.addf"(%arg40, %arg41) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%46) : (f64) -> ()
    }) : (tensor<5x11xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %14 = "linalg.generic"(%13, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg38: f64, %arg39: f64):
      %45 = "arith.divf"(%arg38, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%45) : (f64) -> ()
    }) : (tensor<5x1xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %15 = "tensor.empty"() : () -> tensor<5x1xf32>
    %16 = "linalg.generic"(%14, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg36: f64, %arg37: f32):
      %44 = "arith.truncf"(%arg36) : (f64) -> f32
      "linalg.yield"(%44) : (f32) -> ()
    }) : (tensor<5x1xf64>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %17 = "linalg.fill"(%1, %15) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg34: f32, %arg35: f32):
      "linalg.yield"(%arg34) : (f32) -> ()
    }) : (f32, tensor<5x1xf32>) -> tensor<5x1xf32>
    %18 = "linalg.generic"(%arg0, %17) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg32: f32, %arg33: f32):
      %43 = "arith.addf"(%arg32, %arg33) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%43) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %19 = "linalg.generic"(%18, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg30: f32, %arg31: f32):
      %42 = "arith.divf"(%arg30, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%42) : (f32) -> ()
    }) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %20 = "linalg.generic"(%16, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg28: f32, %arg29: f32):
      %40 = "arith.truncf"(%2) : (f64) -> f32
      %41 = "arith.addf"(%arg28, %40) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%41) : (f32) -> ()
    }) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %21 = "linalg.generic"(%20, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg26: f32, %arg27: f32):
      %39 = "math.rsqrt"(%arg26) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %22 = "tensor.empty"() : () -> tensor<5x11xf32>
    %23 = "linalg.generic"(%arg0, %19, %22) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32, %arg25: f32):
      %38 = "arith.subf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<5x1xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    %24 = "linalg.generic"(%23, %21, %22) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg20: f32, %arg21: f32, %arg22: f32):
      %37 = "arith.mulf"(%arg20, %arg21) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%37) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<5x1xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    %25 = "linalg.generic"(%24, %arg1, %22) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32, %arg19: f32):
      %36 = "arith.mulf"(%arg17, %arg18) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<11xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    %26 = "linalg.generic"(%25, %arg2, %22) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32, %arg16: f32):
      %35 = "arith.addf"(%arg14, %arg15) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<11xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    %27 = "tensor.empty"() : () -> tensor<11x11xf32>
    %28 = "linalg.transpose"(%arg3, %27) <{permutation = array<i64: 1, 0>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      "linalg.yield"(%arg12) : (f32) -> ()
    }) : (tensor<11x11xf32>, tensor<11x11xf32>) -> tensor<11x11xf32>
    %29 = "linalg.fill"(%1, %22) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      "linalg.yield"(%arg10) : (f32) -> ()
    }) : (f32, tensor<5x11xf32>) -> tensor<5x11xf32>
    %30 = "linalg.matmul"(%26, %28, %29) <{indexing_maps = [#map3, #map4, #map5], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32, %arg9: f32):
      %33 = "arith.mulf"(%arg7, %arg8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %34 = "arith.addf"(%arg9, %33) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<11x11xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    %31 = "linalg.generic"(%arg0, %30, %22) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32, %arg6: f32):
      %32 = "arith.addf"(%arg4, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<5x11xf32>, tensor<5x11xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    "func.return"(%31) : (tensor<5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
