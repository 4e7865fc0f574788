// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.layer_norm(x, (11,), w, b)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf64>, tensor<11xf64>, tensor<11xf64>) -> tensor<3x5x11xf64>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x11xf64>, %arg1: tensor<11xf64>, %arg2: tensor<11xf64>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %3 = "tensor.empty"() : () -> tensor<3x5x1xf64>
    %4 = "linalg.fill"(%0, %3) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg30: f64, %arg31: f64):
      "linalg.yield"(%arg30) : (f64) -> ()
    }) : (f64, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %5 = "linalg.generic"(%arg0, %4) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg28: f64, %arg29: f64):
      %27 = "arith.addf"(%arg28, %arg29) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%27) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %6 = "linalg.generic"(%5, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg26: f64, %arg27: f64):
      %26 = "arith.divf"(%arg26, %2) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%26) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %7 = "tensor.empty"() : () -> tensor<3x5x11xf64>
    %8 = "linalg.generic"(%arg0, %6, %7) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64, %arg25: f64):
      %25 = "arith.subf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%25) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %9 = "linalg.generic"(%8, %8, %7) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg20: f64, %arg21: f64, %arg22: f64):
      %24 = "arith.mulf"(%arg20, %arg21) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%24) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %10 = "linalg.generic"(%9, %4) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg18: f64, %arg19: f64):
      %23 = "arith.addf"(%arg18, %arg19) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%23) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %11 = "linalg.generic"(%10, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f64, %arg17: f64):
      %22 = "arith.divf"(%arg16, %2) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%22) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %12 = "linalg.generic"(%11, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f64, %arg15: f64):
      %21 = "arith.addf"(%arg14, %1) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%21) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %13 = "linalg.generic"(%12, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f64, %arg13: f64):
      %20 = "math.rsqrt"(%arg12) <{fastmath = #arith.fastmath<none>}> : (f64) -> f64
      "linalg.yield"(%20) : (f64) -> ()
    }) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %14 = "linalg.generic"(%8, %13, %7) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f64, %arg10: f64, %arg11: f64):
      %19 = "arith.mulf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%19) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<3x5x1xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %15 = "linalg.generic"(%14, %arg1, %7) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f64, %arg7: f64, %arg8: f64):
      %18 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%18) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %16 = "linalg.generic"(%15, %arg2, %7) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f64, %arg4: f64, %arg5: f64):
      %17 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%17) : (f64) -> ()
    }) : (tensor<3x5x11xf64>, tensor<11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    "func.return"(%16) : (tensor<3x5x11xf64>) -> ()
  }) : () -> ()
}) : () -> ()
