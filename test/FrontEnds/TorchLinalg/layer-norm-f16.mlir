// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.layer_norm(x, (11,), w, b)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf16>, tensor<11xf16>, tensor<11xf16>) -> tensor<3x5x11xf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x11xf16>, %arg1: tensor<11xf16>, %arg2: tensor<11xf16>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<3x5x11xf32>
    %6 = "linalg.generic"(%arg0, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg47: f16, %arg48: f32):
      %50 = "arith.extf"(%arg47) : (f16) -> f32
      "linalg.yield"(%50) : (f32) -> ()
    }) : (tensor<3x5x11xf16>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %7 = "tensor.empty"() : () -> tensor<3x5x11xf64>
    %8 = "linalg.generic"(%6, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg45: f32, %arg46: f64):
      %49 = "arith.extf"(%arg45) : (f32) -> f64
      "linalg.yield"(%49) : (f64) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %9 = "tensor.empty"() : () -> tensor<3x5x1xf64>
    %10 = "linalg.fill"(%0, %9) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f64, %arg44: f64):
      "linalg.yield"(%arg43) : (f64) -> ()
    }) : (f64, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %11 = "linalg.generic"(%8, %10) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f64, %arg42: f64):
      %48 = "arith.addf"(%arg41, %arg42) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %12 = "linalg.generic"(%11, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f64):
      %47 = "arith.divf"(%arg39, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%47) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %13 = "linalg.generic"(%8, %12, %7) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg36: f64, %arg37: f64, %arg38: f64):
      %46 = "arith.subf"(%arg36, %arg37) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%46) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %14 = "linalg.generic"(%13, %13, %7) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64, %arg35: f64):
      %45 = "arith.mulf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%45) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %15 = "linalg.generic"(%14, %10) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %44 = "arith.addf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%44) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %16 = "linalg.generic"(%15, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %43 = "arith.divf"(%arg29, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%43) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %17 = "tensor.empty"() : () -> tensor<3x5x1xf32>
    %18 = "linalg.generic"(%16, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f32):
      %42 = "arith.truncf"(%arg27) : (f64) -> f32
      "linalg.yield"(%42) : (f32) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %19 = "linalg.fill"(%1, %17) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f32, %arg26: f32):
      "linalg.yield"(%arg25) : (f32) -> ()
    }) : (f32, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %20 = "linalg.generic"(%6, %19) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32):
      %41 = "arith.addf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%41) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %21 = "linalg.generic"(%20, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      %40 = "arith.divf"(%arg21, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %22 = "linalg.generic"(%18, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %38 = "arith.truncf"(%2) : (f64) -> f32
      %39 = "arith.addf"(%arg19, %38) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %23 = "linalg.generic"(%22, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %37 = "math.rsqrt"(%arg17) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%37) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %24 = "linalg.generic"(%6, %21, %5) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32, %arg16: f32):
      %36 = "arith.subf"(%arg14, %arg15) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x1xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %25 = "linalg.generic"(%24, %23, %5) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32, %arg13: f32):
      %35 = "arith.mulf"(%arg11, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x1xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %26 = "linalg.generic"(%25, %arg1, %5) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f16, %arg10: f32):
      %33 = "arith.extf"(%arg9) : (f16) -> f32
      %34 = "arith.mulf"(%arg8, %33) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<11xf16>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %27 = "linalg.generic"(%26, %arg2, %5) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f16, %arg7: f32):
      %31 = "arith.extf"(%arg6) : (f16) -> f32
      %32 = "arith.addf"(%arg5, %31) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<11xf16>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %28 = "tensor.empty"() : () -> tensor<3x5x11xf16>
    %29 = "linalg.generic"(%27, %28) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f16):
      %30 = "arith.truncf"(%arg3) : (f32) -> f16
      "linalg.yield"(%30) : (f16) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x11xf16>) -> tensor<3x5x11xf16>
    "func.return"(%29) : (tensor<3x5x11xf16>) -> ()
  }) : () -> ()
}) : () -> ()
