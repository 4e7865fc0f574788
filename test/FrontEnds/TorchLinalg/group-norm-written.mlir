// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// n, c, h, s = x.shape
// y = x.view(n, 3, -1)
// mean = y.mean(-1, keepdim=True)
// variance = y.var(-1, keepdim=True, unbiased=False)
// y = (y - mean) / torch.sqrt(variance + 1e-5)
// return y.view(n, c, h, s) * w.view(1, -1, 1, 1) + b.view(1, -1, 1, 1)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<2x6x5x7xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 7.000000e+01 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 7.000000e+01 : f64}> : () -> f64
    %5 = "tensor.collapse_shape"(%arg0) <{reassociation = [[0], [1, 2, 3]]}> : (tensor<2x6x5x7xf32>) -> tensor<2x210xf32>
    %6 = "tensor.expand_shape"(%5) <{reassociation = [[0], [1, 2]], static_output_shape = array<i64: 2, 3, 70>}> : (tensor<2x210xf32>) -> tensor<2x3x70xf32>
    %7 = "tensor.empty"() : () -> tensor<2x3x1xf32>
    %8 = "linalg.fill"(%0, %7) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f32, %arg44: f32):
      "linalg.yield"(%arg43) : (f32) -> ()
    }) : (f32, tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
    %9 = "linalg.generic"(%6, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f32, %arg42: f32):
      %50 = "arith.addf"(%arg41, %arg42) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%50) : (f32) -> ()
    }) : (tensor<2x3x70xf32>, tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
    %10 = "linalg.generic"(%9, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f32, %arg40: f32):
      %49 = "arith.divf"(%arg39, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%49) : (f32) -> ()
    }) : (tensor<2x3x1xf32>, tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
    %11 = "tensor.empty"() : () -> tensor<2x3x70xf64>
    %12 = "linalg.generic"(%6, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f32, %arg38: f64):
      %48 = "arith.extf"(%arg37) : (f32) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<2x3x70xf32>, tensor<2x3x70xf64>) -> tensor<2x3x70xf64>
    %13 = "tensor.empty"() : () -> tensor<2x3x1xf64>
    %14 = "linalg.fill"(%1, %13) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f64, %arg36: f64):
      "linalg.yield"(%arg35) : (f64) -> ()
    }) : (f64, tensor<2x3x1xf64>) -> tensor<2x3x1xf64>
    %15 = "linalg.generic"(%12, %14) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64):
      %47 = "arith.addf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%47) : (f64) -> ()
    }) : (tensor<2x3x70xf64>, tensor<2x3x1xf64>) -> tensor<2x3x1xf64>
    %16 = "linalg.generic"(%15, %13) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %46 = "arith.divf"(%arg31, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%46) : (f64) -> ()
    }) : (tensor<2x3x1xf64>, tensor<2x3x1xf64>) -> tensor<2x3x1xf64>
    %17 = "linalg.generic"(%12, %16, %11) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg28: f64, %arg29: f64, %arg30: f64):
      %45 = "arith.subf"(%arg28, %arg29) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%45) : (f64) -> ()
    }) : (tensor<2x3x70xf64>, tensor<2x3x1xf64>, tensor<2x3x70xf64>) -> tensor<2x3x70xf64>
    %18 = "linalg.generic"(%17, %17, %11) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64, %arg27: f64):
      %44 = "arith.mulf"(%arg25, %arg26) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%44) : (f64) -> ()
    }) : (tensor<2x3x70xf64>, tensor<2x3x70xf64>, tensor<2x3x70xf64>) -> tensor<2x3x70xf64>
    %19 = "linalg.generic"(%18, %14) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64):
      %43 = "arith.addf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%43) : (f64) -> ()
    }) : (tensor<2x3x70xf64>, tensor<2x3x1xf64>) -> tensor<2x3x1xf64>
    %20 = "linalg.generic"(%19, %13) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f64, %arg22: f64):
      %42 = "arith.divf"(%arg21, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%42) : (f64) -> ()
    }) : (tensor<2x3x1xf64>, tensor<2x3x1xf64>) -> tensor<2x3x1xf64>
    %21 = "linalg.generic"(%20, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f64, %arg20: f32):
      %41 = "arith.truncf"(%arg19) : (f64) -> f32
      "linalg.yield"(%41) : (f32) -> ()
    }) : (tensor<2x3x1xf64>, tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
    %22 = "tensor.empty"() : () -> tensor<2x3x70xf32>
    %23 = "linalg.generic"(%6, %10, %22) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32, %arg18: f32):
      %40 = "arith.subf"(%arg16, %arg17) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<2x3x70xf32>, tensor<2x3x1xf32>, tensor<2x3x70xf32>) -> tensor<2x3x70xf32>
    %24 = "linalg.generic"(%21, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %38 = "arith.truncf"(%2) : (f64) -> f32
      %39 = "arith.addf"(%arg14, %38) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<2x3x1xf32>, tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
    %25 = "linalg.generic"(%24, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      %37 = "math.sqrt"(%arg12) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%37) : (f32) -> ()
    }) : (tensor<2x3x1xf32>, tensor<2x3x1xf32>) -> tensor<2x3x1xf32>
    %26 = "linalg.generic"(%23, %25, %22) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %36 = "arith.divf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<2x3x70xf32>, tensor<2x3x1xf32>, tensor<2x3x70xf32>) -> tensor<2x3x70xf32>
    %27 = "tensor.collapse_shape"(%26) <{reassociation = [[0], [1, 2]]}> : (tensor<2x3x70xf32>) -> tensor<2x210xf32>
    %28 = "tensor.expand_shape"(%27) <{reassociation = [[0], [1, 2, 3]], static_output_shape = array<i64: 2, 6, 5, 7>}> : (tensor<2x210xf32>) -> tensor<2x6x5x7xf32>
    %29 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 6, 1, 1>}> : (tensor<6xf32>) -> tensor<1x6x1x1xf32>
    %30 = "tensor.empty"() : () -> tensor<2x6x5x7xf32>
    %31 = "linalg.generic"(%28, %29, %30) <{indexing_maps = [#map2, #map3, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %35 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<2x6x5x7xf32>, tensor<1x6x1x1xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %32 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 6, 1, 1>}> : (tensor<6xf32>) -> tensor<1x6x1x1xf32>
    %33 = "linalg.generic"(%31, %32, %30) <{indexing_maps = [#map2, #map3, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %34 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<2x6x5x7xf32>, tensor<1x6x1x1xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    "func.return"(%33) : (tensor<2x6x5x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()
