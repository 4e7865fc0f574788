// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.layer_norm(x, (13,), w, None, 1e-6)
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
#map2 = affine_map<(d0, d1) -> (d1)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<5x13xf32>, tensor<13xf32>) -> tensor<5x13xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<5x13xf32>, %arg1: tensor<13xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 1.300000e+01 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 1.300000e+01 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<5x13xf64>
    %6 = "linalg.generic"(%arg0, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f32, %arg40: f64):
      %41 = "arith.extf"(%arg39) : (f32) -> f64
      "linalg.yield"(%41) : (f64) -> ()
    }) : (tensor<5x13xf32>, tensor<5x13xf64>) -> tensor<5x13xf64>
    %7 = "tensor.empty"() : () -> tensor<5x1xf64>
    %8 = "linalg.fill"(%0, %7) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f64, %arg38: f64):
      "linalg.yield"(%arg37) : (f64) -> ()
    }) : (f64, tensor<5x1xf64>) -> tensor<5x1xf64>
    %9 = "linalg.generic"(%6, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f64, %arg36: f64):
      %40 = "arith.addf"(%arg35, %arg36) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%40) : (f64) -> ()
    }) : (tensor<5x13xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %10 = "linalg.generic"(%9, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64):
      %39 = "arith.divf"(%arg33, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%39) : (f64) -> ()
    }) : (tensor<5x1xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %11 = "linalg.generic"(%6, %10, %5) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg30: f64, %arg31: f64, %arg32: f64):
      %38 = "arith.subf"(%arg30, %arg31) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%38) : (f64) -> ()
    }) : (tensor<5x13xf64>, tensor<5x1xf64>, tensor<5x13xf64>) -> tensor<5x13xf64>
    %12 = "linalg.generic"(%11, %11, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64, %arg29: f64):
      %37 = "arith.mulf"(%arg27, %arg28) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%37) : (f64) -> ()
    }) : (tensor<5x13xf64>, tensor<5x13xf64>, tensor<5x13xf64>) -> tensor<5x13xf64>
    %13 = "linalg.generic"(%12, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64):
      %36 = "arith.addf"(%arg25, %arg26) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%36) : (f64) -> ()
    }) : (tensor<5x13xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %14 = "linalg.generic"(%13, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64):
      %35 = "arith.divf"(%arg23, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%35) : (f64) -> ()
    }) : (tensor<5x1xf64>, tensor<5x1xf64>) -> tensor<5x1xf64>
    %15 = "tensor.empty"() : () -> tensor<5x1xf32>
    %16 = "linalg.generic"(%14, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f64, %arg22: f32):
      %34 = "arith.truncf"(%arg21) : (f64) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<5x1xf64>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %17 = "linalg.fill"(%1, %15) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      "linalg.yield"(%arg19) : (f32) -> ()
    }) : (f32, tensor<5x1xf32>) -> tensor<5x1xf32>
    %18 = "linalg.generic"(%arg0, %17) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %33 = "arith.addf"(%arg17, %arg18) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%33) : (f32) -> ()
    }) : (tensor<5x13xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %19 = "linalg.generic"(%18, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      %32 = "arith.divf"(%arg15, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %20 = "linalg.generic"(%16, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f32, %arg14: f32):
      %30 = "arith.truncf"(%2) : (f64) -> f32
      %31 = "arith.addf"(%arg13, %30) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%31) : (f32) -> ()
    }) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %21 = "linalg.generic"(%20, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      %29 = "math.rsqrt"(%arg11) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %22 = "tensor.empty"() : () -> tensor<5x13xf32>
    %23 = "linalg.generic"(%arg0, %19, %22) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %28 = "arith.subf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%28) : (f32) -> ()
    }) : (tensor<5x13xf32>, tensor<5x1xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    %24 = "linalg.generic"(%23, %21, %22) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32, %arg7: f32):
      %27 = "arith.mulf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%27) : (f32) -> ()
    }) : (tensor<5x13xf32>, tensor<5x1xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    %25 = "linalg.generic"(%24, %arg1, %22) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg2: f32, %arg3: f32, %arg4: f32):
      %26 = "arith.mulf"(%arg2, %arg3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<5x13xf32>, tensor<13xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    "func.return"(%25) : (tensor<5x13xf32>) -> ()
  }) : () -> ()
}) : () -> ()
