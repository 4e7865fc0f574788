// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// y, _, _, mean, variance = torch.ops.aten._native_batch_norm_legit_functional(x, w, b, m, v, True, 0.1, 1e-5)
// return y, mean, variance
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>), sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 1.0043478260869565 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 9.000000e-01 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 1.000000e-01 : f64}> : () -> f64
    %5 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %6 = "arith.constant"() <{value = 2.310000e+02 : f64}> : () -> f64
    %7 = "arith.constant"() <{value = 2.310000e+02 : f32}> : () -> f32
    %8 = "tensor.empty"() : () -> tensor<3x5x7x11xf64>
    %9 = "linalg.generic"(%arg0, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg61: f32, %arg62: f64):
      %70 = "arith.extf"(%arg61) : (f32) -> f64
      "linalg.yield"(%70) : (f64) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %10 = "tensor.empty"() : () -> tensor<1x5x1x1xf64>
    %11 = "linalg.fill"(%0, %10) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg59: f64, %arg60: f64):
      "linalg.yield"(%arg59) : (f64) -> ()
    }) : (f64, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %12 = "linalg.generic"(%9, %11) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg57: f64, %arg58: f64):
      %69 = "arith.addf"(%arg57, %arg58) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%69) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %13 = "linalg.generic"(%12, %10) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg55: f64, %arg56: f64):
      %68 = "arith.divf"(%arg55, %6) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%68) : (f64) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %14 = "linalg.generic"(%9, %13, %8) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg52: f64, %arg53: f64, %arg54: f64):
      %67 = "arith.subf"(%arg52, %arg53) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%67) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<1x5x1x1xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %15 = "linalg.generic"(%14, %14, %8) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg49: f64, %arg50: f64, %arg51: f64):
      %66 = "arith.mulf"(%arg49, %arg50) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%66) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %16 = "linalg.generic"(%15, %11) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg47: f64, %arg48: f64):
      %65 = "arith.addf"(%arg47, %arg48) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%65) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %17 = "linalg.generic"(%16, %10) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg45: f64, %arg46: f64):
      %64 = "arith.divf"(%arg45, %6) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%64) : (f64) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %18 = "tensor.empty"() : () -> tensor<1x5x1x1xf32>
    %19 = "linalg.generic"(%17, %18) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f64, %arg44: f32):
      %63 = "arith.truncf"(%arg43) : (f64) -> f32
      "linalg.yield"(%63) : (f32) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %20 = "linalg.fill"(%1, %18) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f32, %arg42: f32):
      "linalg.yield"(%arg41) : (f32) -> ()
    }) : (f32, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %21 = "linalg.generic"(%arg0, %20) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f32, %arg40: f32):
      %62 = "arith.addf"(%arg39, %arg40) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%62) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %22 = "linalg.generic"(%21, %18) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f32, %arg38: f32):
      %61 = "arith.divf"(%arg37, %7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%61) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %23 = "linalg.generic"(%19, %18) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f32, %arg36: f32):
      %59 = "arith.truncf"(%5) : (f64) -> f32
      %60 = "arith.addf"(%arg35, %59) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%60) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %24 = "linalg.generic"(%23, %18) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f32, %arg34: f32):
      %58 = "math.rsqrt"(%arg33) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%58) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %25 = "tensor.empty"() : () -> tensor<3x5x7x11xf32>
    %26 = "linalg.generic"(%arg0, %22, %25) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg30: f32, %arg31: f32, %arg32: f32):
      %57 = "arith.subf"(%arg30, %arg31) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%57) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %27 = "linalg.generic"(%26, %24, %25) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg27: f32, %arg28: f32, %arg29: f32):
      %56 = "arith.mulf"(%arg27, %arg28) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%56) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %28 = "tensor.collapse_shape"(%22) <{reassociation = [[0, 1, 2, 3]]}> : (tensor<1x5x1x1xf32>) -> tensor<5xf32>
    %29 = "tensor.empty"() : () -> tensor<5xf32>
    %30 = "linalg.generic"(%28, %29) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f32, %arg26: f32):
      %54 = "arith.truncf"(%4) : (f64) -> f32
      %55 = "arith.mulf"(%arg25, %54) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%55) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %31 = "linalg.generic"(%arg1, %29) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32):
      %52 = "arith.truncf"(%3) : (f64) -> f32
      %53 = "arith.mulf"(%arg23, %52) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%53) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %32 = "linalg.generic"(%30, %31, %29) <{indexing_maps = [#map2, #map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg20: f32, %arg21: f32, %arg22: f32):
      %51 = "arith.addf"(%arg20, %arg21) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%51) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %33 = "tensor.collapse_shape"(%19) <{reassociation = [[0, 1, 2, 3]]}> : (tensor<1x5x1x1xf32>) -> tensor<5xf32>
    %34 = "linalg.generic"(%33, %29) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32):
      %49 = "arith.truncf"(%2) : (f64) -> f32
      %50 = "arith.mulf"(%arg18, %49) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%50) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %35 = "linalg.generic"(%34, %29) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32):
      %47 = "arith.truncf"(%4) : (f64) -> f32
      %48 = "arith.mulf"(%arg16, %47) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%48) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %36 = "linalg.generic"(%arg2, %29) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %45 = "arith.truncf"(%3) : (f64) -> f32
      %46 = "arith.mulf"(%arg14, %45) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%46) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %37 = "linalg.generic"(%35, %36, %29) <{indexing_maps = [#map2, #map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32, %arg13: f32):
      %44 = "arith.addf"(%arg11, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%44) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %38 = "tensor.expand_shape"(%arg3) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 5, 1, 1>}> : (tensor<5xf32>) -> tensor<5x1x1xf32>
    %39 = "linalg.generic"(%27, %38, %25) <{indexing_maps = [#map, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %43 = "arith.mulf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%43) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %40 = "tensor.expand_shape"(%arg4) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 5, 1, 1>}> : (tensor<5xf32>) -> tensor<5x1x1xf32>
    %41 = "linalg.generic"(%39, %40, %25) <{indexing_maps = [#map, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32, %arg7: f32):
      %42 = "arith.addf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%42) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%41, %32, %37) : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
}) : () -> ()
