// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.normalize(x, dim=-1)
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
#map2 = affine_map<(d0, d1) -> (d0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<5x64xbf16>) -> tensor<5x64xbf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<5x64xbf16>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : bf16}> : () -> bf16
    %1 = "arith.constant"() <{value = 9.9999999999999998E-13 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 5.000000e-01 : bf16}> : () -> bf16
    %3 = "arith.constant"() <{value = 2.000000e+00 : bf16}> : () -> bf16
    %4 = "tensor.empty"() : () -> tensor<5x1xbf16>
    %5 = "linalg.fill"(%0, %4) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: bf16, %arg13: bf16):
      "linalg.yield"(%arg12) : (bf16) -> ()
    }) : (bf16, tensor<5x1xbf16>) -> tensor<5x1xbf16>
    %6 = "linalg.generic"(%arg0, %5) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: bf16, %arg11: bf16):
      %18 = "math.absf"(%arg10) <{fastmath = #arith.fastmath<none>}> : (bf16) -> bf16
      %19 = "math.powf"(%18, %3) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      %20 = "arith.addf"(%19, %arg11) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%20) : (bf16) -> ()
    }) : (tensor<5x64xbf16>, tensor<5x1xbf16>) -> tensor<5x1xbf16>
    %7 = "linalg.generic"(%6, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: bf16, %arg9: bf16):
      %17 = "math.powf"(%arg8, %2) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%17) : (bf16) -> ()
    }) : (tensor<5x1xbf16>, tensor<5x1xbf16>) -> tensor<5x1xbf16>
    %8 = "linalg.generic"(%7, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: bf16, %arg7: bf16):
      %14 = "arith.truncf"(%1) : (f64) -> bf16
      %15 = "arith.cmpf"(%arg6, %14) <{fastmath = #arith.fastmath<none>, predicate = 11 : i64}> : (bf16, bf16) -> i1
      %16 = "arith.select"(%15, %14, %arg6) : (i1, bf16, bf16) -> bf16
      "linalg.yield"(%16) : (bf16) -> ()
    }) : (tensor<5x1xbf16>, tensor<5x1xbf16>) -> tensor<5x1xbf16>
    %9 = "tensor.empty"() : () -> tensor<5x64xbf16>
    %10 = "tensor.collapse_shape"(%8) <{reassociation = [[0, 1]]}> : (tensor<5x1xbf16>) -> tensor<5xbf16>
    %11 = "linalg.generic"(%10, %9) <{indexing_maps = [#map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: bf16, %arg5: bf16):
      "linalg.yield"(%arg4) : (bf16) -> ()
    }) : (tensor<5xbf16>, tensor<5x64xbf16>) -> tensor<5x64xbf16>
    %12 = "linalg.generic"(%arg0, %11, %9) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: bf16, %arg2: bf16, %arg3: bf16):
      %13 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (bf16, bf16) -> bf16
      "linalg.yield"(%13) : (bf16) -> ()
    }) : (tensor<5x64xbf16>, tensor<5x64xbf16>, tensor<5x64xbf16>) -> tensor<5x64xbf16>
    "func.return"(%12) : (tensor<5x64xbf16>) -> ()
  }) : () -> ()
}) : () -> ()
