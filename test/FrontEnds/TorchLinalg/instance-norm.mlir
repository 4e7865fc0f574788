// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.instance_norm(x, None, None, w, b)
#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map5 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 7.700000e+01 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 7.700000e+01 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<3x5xf32>
    %6 = "linalg.generic"(%arg1, %5) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg47: f32, %arg48: f32):
      "linalg.yield"(%arg47) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %7 = "tensor.collapse_shape"(%6) <{reassociation = [[0, 1]]}> : (tensor<3x5xf32>) -> tensor<15xf32>
    %8 = "linalg.generic"(%arg2, %5) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg45: f32, %arg46: f32):
      "linalg.yield"(%arg45) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %9 = "tensor.collapse_shape"(%8) <{reassociation = [[0, 1]]}> : (tensor<3x5xf32>) -> tensor<15xf32>
    %10 = "tensor.collapse_shape"(%arg0) <{reassociation = [[0, 1], [2], [3]]}> : (tensor<3x5x7x11xf32>) -> tensor<15x7x11xf32>
    %11 = "tensor.expand_shape"(%10) <{reassociation = [[0, 1], [2], [3]], static_output_shape = array<i64: 1, 15, 7, 11>}> : (tensor<15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %12 = "tensor.empty"() : () -> tensor<1x15x7x11xf64>
    %13 = "linalg.generic"(%11, %12) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f32, %arg44: f64):
      %54 = "arith.extf"(%arg43) : (f32) -> f64
      "linalg.yield"(%54) : (f64) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf64>) -> tensor<1x15x7x11xf64>
    %14 = "tensor.empty"() : () -> tensor<1x15x1x1xf64>
    %15 = "linalg.fill"(%0, %14) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f64, %arg42: f64):
      "linalg.yield"(%arg41) : (f64) -> ()
    }) : (f64, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %16 = "linalg.generic"(%13, %15) <{indexing_maps = [#map2, #map3], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f64):
      %53 = "arith.addf"(%arg39, %arg40) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%53) : (f64) -> ()
    }) : (tensor<1x15x7x11xf64>, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %17 = "linalg.generic"(%16, %14) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f64, %arg38: f64):
      %52 = "arith.divf"(%arg37, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%52) : (f64) -> ()
    }) : (tensor<1x15x1x1xf64>, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %18 = "linalg.generic"(%13, %17, %12) <{indexing_maps = [#map2, #map4, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg34: f64, %arg35: f64, %arg36: f64):
      %51 = "arith.subf"(%arg34, %arg35) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%51) : (f64) -> ()
    }) : (tensor<1x15x7x11xf64>, tensor<1x15x1x1xf64>, tensor<1x15x7x11xf64>) -> tensor<1x15x7x11xf64>
    %19 = "linalg.generic"(%18, %18, %12) <{indexing_maps = [#map2, #map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64, %arg33: f64):
      %50 = "arith.mulf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%50) : (f64) -> ()
    }) : (tensor<1x15x7x11xf64>, tensor<1x15x7x11xf64>, tensor<1x15x7x11xf64>) -> tensor<1x15x7x11xf64>
    %20 = "linalg.generic"(%19, %15) <{indexing_maps = [#map2, #map3], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %49 = "arith.addf"(%arg29, %arg30) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%49) : (f64) -> ()
    }) : (tensor<1x15x7x11xf64>, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %21 = "linalg.generic"(%20, %14) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64):
      %48 = "arith.divf"(%arg27, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<1x15x1x1xf64>, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %22 = "tensor.empty"() : () -> tensor<1x15x1x1xf32>
    %23 = "linalg.generic"(%21, %22) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f32):
      %47 = "arith.truncf"(%arg25) : (f64) -> f32
      "linalg.yield"(%47) : (f32) -> ()
    }) : (tensor<1x15x1x1xf64>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %24 = "linalg.fill"(%1, %22) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32):
      "linalg.yield"(%arg23) : (f32) -> ()
    }) : (f32, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %25 = "linalg.generic"(%11, %24) <{indexing_maps = [#map2, #map3], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      %46 = "arith.addf"(%arg21, %arg22) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%46) : (f32) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %26 = "linalg.generic"(%25, %22) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %45 = "arith.divf"(%arg19, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%45) : (f32) -> ()
    }) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %27 = "linalg.generic"(%23, %22) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %43 = "arith.truncf"(%2) : (f64) -> f32
      %44 = "arith.addf"(%arg17, %43) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%44) : (f32) -> ()
    }) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %28 = "linalg.generic"(%27, %22) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      %42 = "math.rsqrt"(%arg15) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%42) : (f32) -> ()
    }) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %29 = "tensor.empty"() : () -> tensor<1x15x7x11xf32>
    %30 = "linalg.generic"(%11, %26, %29) <{indexing_maps = [#map2, #map4, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32, %arg14: f32):
      %41 = "arith.subf"(%arg12, %arg13) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%41) : (f32) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<1x15x1x1xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %31 = "linalg.generic"(%30, %28, %29) <{indexing_maps = [#map2, #map4, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %40 = "arith.mulf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<1x15x1x1xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %32 = "tensor.expand_shape"(%7) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 15, 1, 1>}> : (tensor<15xf32>) -> tensor<15x1x1xf32>
    %33 = "linalg.generic"(%31, %32, %29) <{indexing_maps = [#map2, #map5, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %39 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<15x1x1xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %34 = "tensor.expand_shape"(%9) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 15, 1, 1>}> : (tensor<15xf32>) -> tensor<15x1x1xf32>
    %35 = "linalg.generic"(%33, %34, %29) <{indexing_maps = [#map2, #map5, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %38 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<15x1x1xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %36 = "tensor.collapse_shape"(%35) <{reassociation = [[0, 1], [2], [3]]}> : (tensor<1x15x7x11xf32>) -> tensor<15x7x11xf32>
    %37 = "tensor.expand_shape"(%36) <{reassociation = [[0, 1], [2], [3]], static_output_shape = array<i64: 3, 5, 7, 11>}> : (tensor<15x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%37) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
