// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// x * (g / x.norm(2, dim=(1, 2), keepdim=True))
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<7x5x3xf32>, tensor<7x1x1xf32>) -> tensor<7x5x3xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<7x5x3xf32>, %arg1: tensor<7x1x1xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 5.000000e-01 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 2.000000e+00 : f32}> : () -> f32
    %3 = "tensor.empty"() : () -> tensor<7x1x1xf32>
    %4 = "linalg.fill"(%0, %3) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      "linalg.yield"(%arg12) : (f32) -> ()
    }) : (f32, tensor<7x1x1xf32>) -> tensor<7x1x1xf32>
    %5 = "linalg.generic"(%arg0, %4) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %13 = "math.absf"(%arg10) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      %14 = "math.powf"(%13, %2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %15 = "arith.addf"(%14, %arg11) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%15) : (f32) -> ()
    }) : (tensor<7x5x3xf32>, tensor<7x1x1xf32>) -> tensor<7x1x1xf32>
    %6 = "linalg.generic"(%5, %3) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32):
      %12 = "math.powf"(%arg8, %1) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%12) : (f32) -> ()
    }) : (tensor<7x1x1xf32>, tensor<7x1x1xf32>) -> tensor<7x1x1xf32>
    %7 = "linalg.generic"(%arg1, %6, %3) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32, %arg7: f32):
      %11 = "arith.divf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%11) : (f32) -> ()
    }) : (tensor<7x1x1xf32>, tensor<7x1x1xf32>, tensor<7x1x1xf32>) -> tensor<7x1x1xf32>
    %8 = "tensor.empty"() : () -> tensor<7x5x3xf32>
    %9 = "linalg.generic"(%arg0, %7, %8) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg2: f32, %arg3: f32, %arg4: f32):
      %10 = "arith.mulf"(%arg2, %arg3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%10) : (f32) -> ()
    }) : (tensor<7x5x3xf32>, tensor<7x1x1xf32>, tensor<7x5x3xf32>) -> tensor<7x5x3xf32>
    "func.return"(%9) : (tensor<7x5x3xf32>) -> ()
  }) : () -> ()
}) : () -> ()
