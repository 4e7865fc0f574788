// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.batch_norm(x, None, None, w, b, training=True)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 7 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 3 : index}> : () -> index
    %3 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %5 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %6 = "tensor.dim"(%arg0, %1) : (tensor<?x5x7x?xf32>, index) -> index
    %7 = "tensor.dim"(%arg0, %2) : (tensor<?x5x7x?xf32>, index) -> index
    %8 = "tensor.empty"(%6, %7) : (index, index) -> tensor<?x5x7x?xf64>
    %9 = "linalg.generic"(%arg0, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f32, %arg44: f64):
      %55 = "arith.extf"(%arg43) : (f32) -> f64
      "linalg.yield"(%55) : (f64) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %10 = "tensor.empty"() : () -> tensor<1x5x1x1xf64>
    %11 = "linalg.fill"(%3, %10) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f64, %arg42: f64):
      "linalg.yield"(%arg41) : (f64) -> ()
    }) : (f64, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %12 = "linalg.generic"(%9, %11) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f64):
      %54 = "arith.addf"(%arg39, %arg40) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%54) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %13 = "arith.index_cast"(%6) : (index) -> i64
    %14 = "arith.muli"(%13, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %15 = "arith.index_cast"(%7) : (index) -> i64
    %16 = "arith.muli"(%14, %15) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %17 = "linalg.generic"(%12, %10) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f64, %arg38: f64):
      %52 = "arith.sitofp"(%16) : (i64) -> f64
      %53 = "arith.divf"(%arg37, %52) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%53) : (f64) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %18 = "linalg.generic"(%9, %17, %8) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg34: f64, %arg35: f64, %arg36: f64):
      %51 = "arith.subf"(%arg34, %arg35) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%51) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<1x5x1x1xf64>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %19 = "linalg.generic"(%18, %18, %8) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64, %arg33: f64):
      %50 = "arith.mulf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%50) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<?x5x7x?xf64>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %20 = "linalg.generic"(%19, %11) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %49 = "arith.addf"(%arg29, %arg30) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%49) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %21 = "linalg.generic"(%20, %10) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64):
      %47 = "arith.sitofp"(%16) : (i64) -> f64
      %48 = "arith.divf"(%arg27, %47) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %22 = "tensor.empty"() : () -> tensor<1x5x1x1xf32>
    %23 = "linalg.generic"(%21, %22) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f32):
      %46 = "arith.truncf"(%arg25) : (f64) -> f32
      "linalg.yield"(%46) : (f32) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %24 = "linalg.fill"(%4, %22) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32):
      "linalg.yield"(%arg23) : (f32) -> ()
    }) : (f32, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %25 = "linalg.generic"(%arg0, %24) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      %45 = "arith.addf"(%arg21, %arg22) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%45) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %26 = "linalg.generic"(%25, %22) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %43 = "arith.sitofp"(%16) : (i64) -> f32
      %44 = "arith.divf"(%arg19, %43) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%44) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %27 = "linalg.generic"(%23, %22) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %41 = "arith.truncf"(%5) : (f64) -> f32
      %42 = "arith.addf"(%arg17, %41) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%42) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %28 = "linalg.generic"(%27, %22) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      %40 = "math.rsqrt"(%arg15) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %29 = "tensor.empty"(%6, %7) : (index, index) -> tensor<?x5x7x?xf32>
    %30 = "linalg.generic"(%arg0, %26, %29) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32, %arg14: f32):
      %39 = "arith.subf"(%arg12, %arg13) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %31 = "linalg.generic"(%30, %28, %29) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %38 = "arith.mulf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %32 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 5, 1, 1>}> : (tensor<5xf32>) -> tensor<5x1x1xf32>
    %33 = "linalg.generic"(%31, %32, %29) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %37 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%37) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %34 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 5, 1, 1>}> : (tensor<5xf32>) -> tensor<5x1x1xf32>
    %35 = "linalg.generic"(%33, %34, %29) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %36 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%35) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
