// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// h = x.float()
// h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6)
// return w * h.to(torch.bfloat16)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x64xbf16>, tensor<64xbf16>) -> tensor<3x5x64xbf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x64xbf16>, %arg1: tensor<64xbf16>):
    %0 = "arith.constant"() <{value = 2 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 6.400000e+01 : f32}> : () -> f32
    %4 = "tensor.empty"() : () -> tensor<3x5x64xf32>
    %5 = "linalg.generic"(%arg0, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg22: bf16, %arg23: f32):
      %26 = "arith.extf"(%arg22) : (bf16) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<3x5x64xbf16>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %6 = "linalg.generic"(%5, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg20: f32, %arg21: f32):
      %25 = "math.fpowi"(%arg20, %0) <{fastmath = #arith.fastmath<none>}> : (f32, i64) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %7 = "tensor.empty"() : () -> tensor<3x5x1xf32>
    %8 = "linalg.fill"(%1, %7) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32):
      "linalg.yield"(%arg18) : (f32) -> ()
    }) : (f32, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %9 = "linalg.generic"(%6, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32):
      %24 = "arith.addf"(%arg16, %arg17) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%24) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %10 = "linalg.generic"(%9, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %23 = "arith.divf"(%arg14, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%23) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %11 = "linalg.generic"(%10, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      %21 = "arith.truncf"(%2) : (f64) -> f32
      %22 = "arith.addf"(%arg12, %21) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%22) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %12 = "linalg.generic"(%11, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %20 = "math.rsqrt"(%arg10) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%20) : (f32) -> ()
    }) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %13 = "linalg.generic"(%5, %12, %4) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32, %arg9: f32):
      %19 = "arith.mulf"(%arg7, %arg8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%19) : (f32) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x1xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %14 = "tensor.empty"() : () -> tensor<3x5x64xbf16>
    %15 = "linalg.generic"(%13, %14) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg5: f32, %arg6: bf16):
      %18 = "arith.truncf"(%arg5) : (f32) -> bf16
      "linalg.yield"(%18) : (bf16) -> ()
    }) : (tensor<3x5x64xf32>, tensor<3x5x64xbf16>) -> tensor<3x5x64xbf16>
    %16 = "linalg.generic"(%arg1, %15, %14) <{indexing_maps = [#map2, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg2: bf16, %arg3: bf16, %arg4: bf16):
      %17 = "arith.mulf"(%arg2, %arg3) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%17) : (bf16) -> ()
    }) : (tensor<64xbf16>, tensor<3x5x64xbf16>, tensor<3x5x64xbf16>) -> tensor<3x5x64xbf16>
    "func.return"(%16) : (tensor<3x5x64xbf16>) -> ()
  }) : () -> ()
}) : () -> ()
