// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.instance_norm(x, eps=1e-6)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>) -> tensor<3x5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %5 = "tensor.collapse_shape"(%arg0) <{reassociation = [[0, 1], [2]]}> : (tensor<3x5x11xf32>) -> tensor<15x11xf32>
    %6 = "tensor.expand_shape"(%5) <{reassociation = [[0, 1], [2]], static_output_shape = array<i64: 1, 15, 11>}> : (tensor<15x11xf32>) -> tensor<1x15x11xf32>
    %7 = "tensor.empty"() : () -> tensor<1x15x11xf64>
    %8 = "linalg.generic"(%6, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f32, %arg36: f64):
      %43 = "arith.extf"(%arg35) : (f32) -> f64
      "linalg.yield"(%43) : (f64) -> ()
    }) : (tensor<1x15x11xf32>, tensor<1x15x11xf64>) -> tensor<1x15x11xf64>
    %9 = "tensor.empty"() : () -> tensor<1x15x1xf64>
    %10 = "linalg.fill"(%0, %9) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64):
      "linalg.yield"(%arg33) : (f64) -> ()
    }) : (f64, tensor<1x15x1xf64>) -> tensor<1x15x1xf64>
    %11 = "linalg.generic"(%8, %10) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %42 = "arith.addf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%42) : (f64) -> ()
    }) : (tensor<1x15x11xf64>, tensor<1x15x1xf64>) -> tensor<1x15x1xf64>
    %12 = "linalg.generic"(%11, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %41 = "arith.divf"(%arg29, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%41) : (f64) -> ()
    }) : (tensor<1x15x1xf64>, tensor<1x15x1xf64>) -> tensor<1x15x1xf64>
    %13 = "linalg.generic"(%8, %12, %7) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg26: f64, %arg27: f64, %arg28: f64):
      %40 = "arith.subf"(%arg26, %arg27) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%40) : (f64) -> ()
    }) : (tensor<1x15x11xf64>, tensor<1x15x1xf64>, tensor<1x15x11xf64>) -> tensor<1x15x11xf64>
    %14 = "linalg.generic"(%13, %13, %7) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64, %arg25: f64):
      %39 = "arith.mulf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%39) : (f64) -> ()
    }) : (tensor<1x15x11xf64>, tensor<1x15x11xf64>, tensor<1x15x11xf64>) -> tensor<1x15x11xf64>
    %15 = "linalg.generic"(%14, %10) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f64, %arg22: f64):
      %38 = "arith.addf"(%arg21, %arg22) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%38) : (f64) -> ()
    }) : (tensor<1x15x11xf64>, tensor<1x15x1xf64>) -> tensor<1x15x1xf64>
    %16 = "linalg.generic"(%15, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f64, %arg20: f64):
      %37 = "arith.divf"(%arg19, %3) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%37) : (f64) -> ()
    }) : (tensor<1x15x1xf64>, tensor<1x15x1xf64>) -> tensor<1x15x1xf64>
    %17 = "tensor.empty"() : () -> tensor<1x15x1xf32>
    %18 = "linalg.generic"(%16, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f64, %arg18: f32):
      %36 = "arith.truncf"(%arg17) : (f64) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<1x15x1xf64>, tensor<1x15x1xf32>) -> tensor<1x15x1xf32>
    %19 = "linalg.fill"(%1, %17) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      "linalg.yield"(%arg15) : (f32) -> ()
    }) : (f32, tensor<1x15x1xf32>) -> tensor<1x15x1xf32>
    %20 = "linalg.generic"(%6, %19) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f32, %arg14: f32):
      %35 = "arith.addf"(%arg13, %arg14) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<1x15x11xf32>, tensor<1x15x1xf32>) -> tensor<1x15x1xf32>
    %21 = "linalg.generic"(%20, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      %34 = "arith.divf"(%arg11, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<1x15x1xf32>, tensor<1x15x1xf32>) -> tensor<1x15x1xf32>
    %22 = "linalg.generic"(%18, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32):
      %32 = "arith.truncf"(%2) : (f64) -> f32
      %33 = "arith.addf"(%arg9, %32) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%33) : (f32) -> ()
    }) : (tensor<1x15x1xf32>, tensor<1x15x1xf32>) -> tensor<1x15x1xf32>
    %23 = "linalg.generic"(%22, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32):
      %31 = "math.rsqrt"(%arg7) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%31) : (f32) -> ()
    }) : (tensor<1x15x1xf32>, tensor<1x15x1xf32>) -> tensor<1x15x1xf32>
    %24 = "tensor.empty"() : () -> tensor<1x15x11xf32>
    %25 = "linalg.generic"(%6, %21, %24) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32, %arg6: f32):
      %30 = "arith.subf"(%arg4, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<1x15x11xf32>, tensor<1x15x1xf32>, tensor<1x15x11xf32>) -> tensor<1x15x11xf32>
    %26 = "linalg.generic"(%25, %23, %24) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %29 = "arith.mulf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<1x15x11xf32>, tensor<1x15x1xf32>, tensor<1x15x11xf32>) -> tensor<1x15x11xf32>
    %27 = "tensor.collapse_shape"(%26) <{reassociation = [[0, 1], [2]]}> : (tensor<1x15x11xf32>) -> tensor<15x11xf32>
    %28 = "tensor.expand_shape"(%27) <{reassociation = [[0, 1], [2]], static_output_shape = array<i64: 3, 5, 11>}> : (tensor<15x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%28) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
