// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.batch_norm(x, m, v, eps=1e-3)
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d1)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<5x13xf32>, tensor<13xf32>, tensor<13xf32>) -> tensor<5x13xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<5x13xf32>, %arg1: tensor<13xf32>, %arg2: tensor<13xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 1.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 1.000000e-03 : f64}> : () -> f64
    %3 = "tensor.empty"() : () -> tensor<13xf32>
    %4 = "linalg.generic"(%arg2, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f32, %arg14: f32):
      %15 = "arith.truncf"(%2) : (f64) -> f32
      %16 = "arith.addf"(%arg13, %15) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%16) : (f32) -> ()
    }) : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %5 = "linalg.generic"(%4, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      %14 = "math.sqrt"(%arg11) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%14) : (f32) -> ()
    }) : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %6 = "linalg.generic"(%5, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32):
      %12 = "arith.cmpf"(%arg9, %0) <{fastmath = #arith.fastmath<none>, predicate = 6 : i64}> : (f32, f32) -> i1
      "cf.assert"(%12) <{msg = "unimplemented: tensor with zero element"}> : (i1) -> ()
      %13 = "arith.divf"(%1, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%13) : (f32) -> ()
    }) : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %7 = "tensor.empty"() : () -> tensor<5x13xf32>
    %8 = "linalg.generic"(%arg0, %arg1, %7) <{indexing_maps = [#map1, #map2, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %11 = "arith.subf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%11) : (f32) -> ()
    }) : (tensor<5x13xf32>, tensor<13xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    %9 = "linalg.generic"(%8, %6, %7) <{indexing_maps = [#map1, #map2, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %10 = "arith.mulf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%10) : (f32) -> ()
    }) : (tensor<5x13xf32>, tensor<13xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    "func.return"(%9) : (tensor<5x13xf32>) -> ()
  }) : () -> ()
}) : () -> ()
