// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.normalize(x, 2.0, 1, 1e-12)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, 0, d2)>
#map2 = affine_map<(d0, d1, d2) -> (d0, d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x11x7xf32>) -> tensor<3x11x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x11x7xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 9.9999999999999998E-13 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 5.000000e-01 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 2.000000e+00 : f32}> : () -> f32
    %4 = "tensor.empty"() : () -> tensor<3x1x7xf32>
    %5 = "linalg.fill"(%0, %4) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      "linalg.yield"(%arg12) : (f32) -> ()
    }) : (f32, tensor<3x1x7xf32>) -> tensor<3x1x7xf32>
    %6 = "linalg.generic"(%arg0, %5) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %18 = "math.absf"(%arg10) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      %19 = "math.powf"(%18, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %20 = "arith.addf"(%19, %arg11) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%20) : (f32) -> ()
    }) : (tensor<3x11x7xf32>, tensor<3x1x7xf32>) -> tensor<3x1x7xf32>
    %7 = "linalg.generic"(%6, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32):
      %17 = "math.powf"(%arg8, %2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%17) : (f32) -> ()
    }) : (tensor<3x1x7xf32>, tensor<3x1x7xf32>) -> tensor<3x1x7xf32>
    %8 = "linalg.generic"(%7, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32):
      %14 = "arith.truncf"(%1) : (f64) -> f32
      %15 = "arith.cmpf"(%arg6, %14) <{fastmath = #arith.fastmath<none>, predicate = 11 : i64}> : (f32, f32) -> i1
      %16 = "arith.select"(%15, %14, %arg6) : (i1, f32, f32) -> f32
      "linalg.yield"(%16) : (f32) -> ()
    }) : (tensor<3x1x7xf32>, tensor<3x1x7xf32>) -> tensor<3x1x7xf32>
    %9 = "tensor.empty"() : () -> tensor<3x11x7xf32>
    %10 = "tensor.collapse_shape"(%8) <{reassociation = [[0, 1], [2]]}> : (tensor<3x1x7xf32>) -> tensor<3x7xf32>
    %11 = "linalg.generic"(%10, %9) <{indexing_maps = [#map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      "linalg.yield"(%arg4) : (f32) -> ()
    }) : (tensor<3x7xf32>, tensor<3x11x7xf32>) -> tensor<3x11x7xf32>
    %12 = "linalg.generic"(%arg0, %11, %9) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %13 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%13) : (f32) -> ()
    }) : (tensor<3x11x7xf32>, tensor<3x11x7xf32>, tensor<3x11x7xf32>) -> tensor<3x11x7xf32>
    "func.return"(%12) : (tensor<3x11x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()
