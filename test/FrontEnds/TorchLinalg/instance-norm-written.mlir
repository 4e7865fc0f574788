// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// mean = x.mean((2, 3), keepdim=True)
// variance = x.var((2, 3), keepdim=True, correction=0)
// return (x - mean) * torch.rsqrt(variance + 1e-5)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 7.700000e+01 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 7.700000e+01 : f64}> : () -> f64
    %5 = "tensor.empty"() : () -> tensor<3x5x1x1xf32>
    %6 = "linalg.fill"(%0, %5) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f32, %arg36: f32):
      "linalg.yield"(%arg35) : (f32) -> ()
    }) : (f32, tensor<3x5x1x1xf32>) -> tensor<3x5x1x1xf32>
    %7 = "linalg.generic"(%arg0, %6) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f32, %arg34: f32):
      %39 = "arith.addf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<3x5x1x1xf32>) -> tensor<3x5x1x1xf32>
    %8 = "linalg.generic"(%7, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f32, %arg32: f32):
      %38 = "arith.divf"(%arg31, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<3x5x1x1xf32>, tensor<3x5x1x1xf32>) -> tensor<3x5x1x1xf32>
    %9 = "tensor.empty"() : () -> tensor<3x5x7x11xf64>
    %10 = "linalg.generic"(%arg0, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f32, %arg30: f64):
      %37 = "arith.extf"(%arg29) : (f32) -> f64
      "linalg.yield"(%37) : (f64) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %11 = "tensor.empty"() : () -> tensor<3x5x1x1xf64>
    %12 = "linalg.fill"(%1, %11) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64):
      "linalg.yield"(%arg27) : (f64) -> ()
    }) : (f64, tensor<3x5x1x1xf64>) -> tensor<3x5x1x1xf64>
    %13 = "linalg.generic"(%10, %12) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64):
      %36 = "arith.addf"(%arg25, %arg26) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%36) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<3x5x1x1xf64>) -> tensor<3x5x1x1xf64>
    %14 = "linalg.generic"(%13, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64):
      %35 = "arith.divf"(%arg23, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%35) : (f64) -> ()
    }) : (tensor<3x5x1x1xf64>, tensor<3x5x1x1xf64>) -> tensor<3x5x1x1xf64>
    %15 = "linalg.generic"(%10, %14, %9) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg20: f64, %arg21: f64, %arg22: f64):
      %34 = "arith.subf"(%arg20, %arg21) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%34) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<3x5x1x1xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %16 = "linalg.generic"(%15, %15, %9) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg17: f64, %arg18: f64, %arg19: f64):
      %33 = "arith.mulf"(%arg17, %arg18) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%33) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %17 = "linalg.generic"(%16, %12) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f64, %arg16: f64):
      %32 = "arith.addf"(%arg15, %arg16) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%32) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<3x5x1x1xf64>) -> tensor<3x5x1x1xf64>
    %18 = "linalg.generic"(%17, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f64, %arg14: f64):
      %31 = "arith.divf"(%arg13, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%31) : (f64) -> ()
    }) : (tensor<3x5x1x1xf64>, tensor<3x5x1x1xf64>) -> tensor<3x5x1x1xf64>
    %19 = "linalg.generic"(%18, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f64, %arg12: f32):
      %30 = "arith.truncf"(%arg11) : (f64) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<3x5x1x1xf64>, tensor<3x5x1x1xf32>) -> tensor<3x5x1x1xf32>
    %20 = "tensor.empty"() : () -> tensor<3x5x7x11xf32>
    %21 = "linalg.generic"(%arg0, %8, %20) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %29 = "arith.subf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<3x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %22 = "linalg.generic"(%19, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32):
      %27 = "arith.truncf"(%2) : (f64) -> f32
      %28 = "arith.addf"(%arg6, %27) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%28) : (f32) -> ()
    }) : (tensor<3x5x1x1xf32>, tensor<3x5x1x1xf32>) -> tensor<3x5x1x1xf32>
    %23 = "linalg.generic"(%22, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      %26 = "math.rsqrt"(%arg4) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<3x5x1x1xf32>, tensor<3x5x1x1xf32>) -> tensor<3x5x1x1xf32>
    %24 = "linalg.generic"(%21, %23, %20) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %25 = "arith.mulf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<3x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%24) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
