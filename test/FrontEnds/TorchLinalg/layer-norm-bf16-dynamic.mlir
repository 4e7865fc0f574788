// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.layer_norm(x, (11,), w, b)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x11xbf16>, tensor<11xbf16>, tensor<11xbf16>) -> tensor<?x?x11xbf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x11xbf16>, %arg1: tensor<11xbf16>, %arg2: tensor<11xbf16>):
    %0 = "arith.constant"() <{value = 1 : index}> : () -> index
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %5 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %6 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %7 = "tensor.dim"(%arg0, %1) : (tensor<?x?x11xbf16>, index) -> index
    %8 = "tensor.dim"(%arg0, %0) : (tensor<?x?x11xbf16>, index) -> index
    %9 = "tensor.empty"(%7, %8) : (index, index) -> tensor<?x?x11xf32>
    %10 = "linalg.generic"(%arg0, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg47: bf16, %arg48: f32):
      %54 = "arith.extf"(%arg47) : (bf16) -> f32
      "linalg.yield"(%54) : (f32) -> ()
    }) : (tensor<?x?x11xbf16>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %11 = "tensor.empty"(%7, %8) : (index, index) -> tensor<?x?x11xf64>
    %12 = "linalg.generic"(%10, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg45: f32, %arg46: f64):
      %53 = "arith.extf"(%arg45) : (f32) -> f64
      "linalg.yield"(%53) : (f64) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %13 = "tensor.empty"(%7, %8) : (index, index) -> tensor<?x?x1xf64>
    %14 = "linalg.fill"(%2, %13) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f64, %arg44: f64):
      "linalg.yield"(%arg43) : (f64) -> ()
    }) : (f64, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %15 = "linalg.generic"(%12, %14) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f64, %arg42: f64):
      %52 = "arith.addf"(%arg41, %arg42) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%52) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %16 = "linalg.generic"(%15, %13) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f64):
      %51 = "arith.divf"(%arg39, %5) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%51) : (f64) -> ()
    }) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %17 = "linalg.generic"(%12, %16, %11) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg36: f64, %arg37: f64, %arg38: f64):
      %50 = "arith.subf"(%arg36, %arg37) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%50) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x1xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %18 = "linalg.generic"(%17, %17, %11) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64, %arg35: f64):
      %49 = "arith.mulf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%49) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x11xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %19 = "linalg.generic"(%18, %14) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %48 = "arith.addf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %20 = "linalg.generic"(%19, %13) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %47 = "arith.divf"(%arg29, %5) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%47) : (f64) -> ()
    }) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %21 = "tensor.empty"(%7, %8) : (index, index) -> tensor<?x?x1xf32>
    %22 = "linalg.generic"(%20, %21) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f32):
      %46 = "arith.truncf"(%arg27) : (f64) -> f32
      "linalg.yield"(%46) : (f32) -> ()
    }) : (tensor<?x?x1xf64>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %23 = "linalg.fill"(%3, %21) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f32, %arg26: f32):
      "linalg.yield"(%arg25) : (f32) -> ()
    }) : (f32, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %24 = "linalg.generic"(%10, %23) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32):
      %45 = "arith.addf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%45) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %25 = "linalg.generic"(%24, %21) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      %44 = "arith.divf"(%arg21, %6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%44) : (f32) -> ()
    }) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %26 = "linalg.generic"(%22, %21) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %42 = "arith.truncf"(%4) : (f64) -> f32
      %43 = "arith.addf"(%arg19, %42) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%43) : (f32) -> ()
    }) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %27 = "linalg.generic"(%26, %21) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %41 = "math.rsqrt"(%arg17) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%41) : (f32) -> ()
    }) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %28 = "linalg.generic"(%10, %25, %9) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32, %arg16: f32):
      %40 = "arith.subf"(%arg14, %arg15) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x1xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %29 = "linalg.generic"(%28, %27, %9) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32, %arg13: f32):
      %39 = "arith.mulf"(%arg11, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x1xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %30 = "linalg.generic"(%29, %arg1, %9) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: bf16, %arg10: f32):
      %37 = "arith.extf"(%arg9) : (bf16) -> f32
      %38 = "arith.mulf"(%arg8, %37) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<11xbf16>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %31 = "linalg.generic"(%30, %arg2, %9) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: bf16, %arg7: f32):
      %35 = "arith.extf"(%arg6) : (bf16) -> f32
      %36 = "arith.addf"(%arg5, %35) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<11xbf16>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %32 = "tensor.empty"(%7, %8) : (index, index) -> tensor<?x?x11xbf16>
    %33 = "linalg.generic"(%31, %32) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg3: f32, %arg4: bf16):
      %34 = "arith.truncf"(%arg3) : (f32) -> bf16
      "linalg.yield"(%34) : (bf16) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x11xbf16>) -> tensor<?x?x11xbf16>
    "func.return"(%33) : (tensor<?x?x11xbf16>) -> ()
  }) : () -> ()
}) : () -> ()
