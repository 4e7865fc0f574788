// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.rms_norm(x, (11,), w, 1e-6)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x11xbf16>, tensor<11xbf16>) -> tensor<?x5x11xbf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x11xbf16>, %arg1: tensor<11xbf16>):
    %0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %1 = "arith.constant"() <{value = 0.000000e+00 : bf16}> : () -> bf16
    %2 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 1.100000e+01 : bf16}> : () -> bf16
    %4 = "tensor.dim"(%arg0, %0) : (tensor<?x5x11xbf16>, index) -> index
    %5 = "tensor.empty"(%4) : (index) -> tensor<?x5x11xbf16>
    %6 = "linalg.generic"(%arg0, %arg0, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg18: bf16, %arg19: bf16, %arg20: bf16):
      %22 = "arith.mulf"(%arg18, %arg19) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%22) : (bf16) -> ()
    }) : (tensor<?x5x11xbf16>, tensor<?x5x11xbf16>, tensor<?x5x11xbf16>) -> tensor<?x5x11xbf16>
    %7 = "tensor.empty"(%4) : (index) -> tensor<?x5x1xbf16>
    %8 = "linalg.fill"(%1, %7) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: bf16, %arg17: bf16):
      "linalg.yield"(%arg16) : (bf16) -> ()
    }) : (bf16, tensor<?x5x1xbf16>) -> tensor<?x5x1xbf16>
    %9 = "linalg.generic"(%6, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: bf16, %arg15: bf16):
      %21 = "arith.addf"(%arg14, %arg15) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%21) : (bf16) -> ()
    }) : (tensor<?x5x11xbf16>, tensor<?x5x1xbf16>) -> tensor<?x5x1xbf16>
    %10 = "linalg.generic"(%9, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: bf16, %arg13: bf16):
      %20 = "arith.divf"(%arg12, %3) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%20) : (bf16) -> ()
    }) : (tensor<?x5x1xbf16>, tensor<?x5x1xbf16>) -> tensor<?x5x1xbf16>
    %11 = "linalg.generic"(%10, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: bf16, %arg11: bf16):
      %18 = "arith.truncf"(%2) : (f64) -> bf16
      %19 = "arith.addf"(%arg10, %18) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%19) : (bf16) -> ()
    }) : (tensor<?x5x1xbf16>, tensor<?x5x1xbf16>) -> tensor<?x5x1xbf16>
    %12 = "linalg.generic"(%11, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: bf16, %arg9: bf16):
      %17 = "math.rsqrt"(%arg8) <{fastmath = #arith.fastmath<none>}> : (bf16) -> bf16
      "linalg.yield"(%17) : (bf16) -> ()
    }) : (tensor<?x5x1xbf16>, tensor<?x5x1xbf16>) -> tensor<?x5x1xbf16>
    %13 = "linalg.generic"(%arg0, %12, %5) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: bf16, %arg6: bf16, %arg7: bf16):
      %16 = "arith.mulf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%16) : (bf16) -> ()
    }) : (tensor<?x5x11xbf16>, tensor<?x5x1xbf16>, tensor<?x5x11xbf16>) -> tensor<?x5x11xbf16>
    %14 = "linalg.generic"(%13, %arg1, %5) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg2: bf16, %arg3: bf16, %arg4: bf16):
      %15 = "arith.mulf"(%arg2, %arg3) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%15) : (bf16) -> ()
    }) : (tensor<?x5x11xbf16>, tensor<11xbf16>, tensor<?x5x11xbf16>) -> tensor<?x5x11xbf16>
    "func.return"(%14) : (tensor<?x5x11xbf16>) -> ()
  }) : () -> ()
}) : () -> ()
