// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// mean = x.mean(-1, keepdim=True)
// variance = x.var(-1, keepdim=True, unbiased=False)
// return (x - mean) / torch.sqrt(variance + 1e-5) * w + b
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %5 = "tensor.empty"() : () -> tensor<3x5x1xf32>
    %6 = "linalg.fill"(%0, %5) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f32, %arg44: f32):
      "linalg.yield"(%arg43) : (f32) -> ()
    }) : (f32, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %7 = "linalg.generic"(%arg0, %6) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f32, %arg42: f32):
      %43 = "arith.addf"(%arg41, %arg42) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%43) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %8 = "linalg.generic"(%7, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f32, %arg40: f32):
      %42 = "arith.divf"(%arg39, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%42) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %9 = "tensor.empty"() : () -> tensor<3x5x11xf64>
    %10 = "linalg.generic"(%arg0, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f32, %arg38: f64):
      %41 = "arith.extf"(%arg37) : (f32) -> f64
      "linalg.yield"(%41) : (f64) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %11 = "tensor.empty"() : () -> tensor<3x5x1xf64>
    %12 = "linalg.fill"(%1, %11) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f64, %arg36: f64):
      "linalg.yield"(%arg35) : (f64) -> ()
    }) : (f64, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %13 = "linalg.generic"(%10, %12) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64):
      %40 = "arith.addf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%40) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %14 = "linalg.generic"(%13, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %39 = "arith.divf"(%arg31, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%39) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %15 = "linalg.generic"(%10, %14, %9) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg28: f64, %arg29: f64, %arg30: f64):
      %38 = "arith.subf"(%arg28, %arg29) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%38) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %16 = "linalg.generic"(%15, %15, %9) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64, %arg27: f64):
      %37 = "arith.mulf"(%arg25, %arg26) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%37) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %17 = "linalg.generic"(%16, %12) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64):
      %36 = "arith.addf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%36) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %18 = "linalg.generic"(%17, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f64, %arg22: f64):
      %35 = "arith.divf"(%arg21, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%35) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %19 = "linalg.generic"(%18, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f64, %arg20: f32):
      %34 = "arith.truncf"(%arg19) : (f64) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %20 = "tensor.empty"() : () -> tensor<3x5x11xf32>
    %21 = "linalg.generic"(%arg0, %8, %20) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32, %arg18: f32):
      %33 = "arith.subf"(%arg16, %arg17) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%33) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x1xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %22 = "linalg.generic"(%19, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %31 = "arith.truncf"(%2) : (f64) -> f32
      %32 = "arith.addf"(%arg14, %31) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %23 = "linalg.generic"(%22, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      %30 = "math.sqrt"(%arg12) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %24 = "linalg.generic"(%21, %23, %20) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %29 = "arith.divf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<3x5x1xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %25 = "linalg.generic"(%24, %arg1, %20) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %28 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%28) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %26 = "linalg.generic"(%25, %arg2, %20) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %27 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%27) : (f32) -> ()
    }) : (tensor<3x5x11xf32>, tensor<11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%26) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
