// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// h = x.float()
// h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6)
// return (h * (1.0 + w.float())).type_as(x)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x64xbf16>, tensor<64xbf16>) -> tensor<3x5x64xbf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x64xbf16>, %arg1: tensor<64xbf16>):
    %0 = "arith.constant"() <{value = 2 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 6.400000e+01 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 1.000000e+00 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<3x5x64xf32>
    %6 = "linalg.generic"(%arg0, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg26: bf16, %arg27: f32):
      %32 = "arith.extf"(%arg26) : (bf16) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<3x5x64xbf16>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %7 = "linalg.generic"(%6, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg24: f32, %arg25: f32):
      %31 = "math.fpowi"(%arg24, %0) <{fastmath = #arith.fastmath<none>}> : (f32, i64) -> f32
      "linalg.yield"(%31) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %8 = "tensor.empty"() : () -> tensor<3x5x1xf32>
    %9 = "linalg.fill"(%1, %8) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg22: f32, %arg23: f32):
      "linalg.yield"(%arg22) : (f32) -> ()
    }) : (f32, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %10 = "linalg.generic"(%7, %9) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg20: f32, %arg21: f32):
      %30 = "arith.addf"(%arg20, %arg21) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %11 = "linalg.generic"(%10, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32):
      %29 = "arith.divf"(%arg18, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %12 = "linalg.generic"(%11, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32):
      %27 = "arith.truncf"(%2) : (f64) -> f32
      %28 = "arith.addf"(%arg16, %27) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%28) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %13 = "linalg.generic"(%12, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %26 = "math.rsqrt"(%arg14) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %14 = "linalg.generic"(%6, %13, %5) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32, %arg13: f32):
      %25 = "arith.mulf"(%arg11, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x1xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %15 = "tensor.empty"() : () -> tensor<64xf32>
    %16 = "linalg.generic"(%arg1, %15) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: bf16, %arg10: f32):
      %24 = "arith.extf"(%arg9) : (bf16) -> f32
      "linalg.yield"(%24) : (f32) -> ()
    }) : (tensor<64xbf16>, tensor<64xf32>) -> tensor<64xf32>
    %17 = "linalg.generic"(%16, %15) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32):
      %23 = "arith.addf"(%arg7, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%23) : (f32) -> ()
    }) : (tensor<64xf32>, tensor<64xf32>) -> tensor<64xf32>
    %18 = "linalg.generic"(%14, %17, %5) <{indexing_maps = [#map, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32, %arg6: f32):
      %22 = "arith.mulf"(%arg4, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%22) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<64xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %19 = "tensor.empty"() : () -> tensor<3x5x64xbf16>
    %20 = "linalg.generic"(%18, %19) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg2: f32, %arg3: bf16):
      %21 = "arith.truncf"(%arg2) : (f32) -> bf16
      "linalg.yield"(%21) : (bf16) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x64xbf16>) -> tensor<3x5x64xbf16>
    "func.return"(%20) : (tensor<3x5x64xbf16>) -> ()
  }) : () -> ()
}) : () -> ()
