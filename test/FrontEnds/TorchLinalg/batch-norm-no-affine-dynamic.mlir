// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.batch_norm(x, m, v, eps=1e-3)
#map = affine_map<(d0) -> (d0)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d1)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x13xf32>, tensor<13xf32>, tensor<13xf32>) -> tensor<?x13xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x13xf32>, %arg1: tensor<13xf32>, %arg2: tensor<13xf32>):
    %0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 1.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 1.000000e-03 : f64}> : () -> f64
    %4 = "tensor.empty"() : () -> tensor<13xf32>
    %5 = "linalg.generic"(%arg2, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f32, %arg14: f32):
      %17 = "arith.truncf"(%3) : (f64) -> f32
      %18 = "arith.addf"(%arg13, %17) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%18) : (f32) -> ()
    }) : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %6 = "linalg.generic"(%5, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      %16 = "math.sqrt"(%arg11) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%16) : (f32) -> ()
    }) : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %7 = "linalg.generic"(%6, %4) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32):
      %14 = "arith.cmpf"(%arg9, %1) <{fastmath = #arith.fastmath<none>, predicate = 6 : i64}> : (f32, f32) -> i1
      "cf.assert"(%14) <{msg = "unimplemented: tensor with zero element"}> : (i1) -> ()
      %15 = "arith.divf"(%2, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%15) : (f32) -> ()
    }) : (tensor<13xf32>, tensor<13xf32>) -> tensor<13xf32>
    %8 = "tensor.dim"(%arg0, %0) : (tensor<?x13xf32>, index) -> index
    %9 = "tensor.empty"(%8) : (index) -> tensor<?x13xf32>
    %10 = "linalg.generic"(%arg0, %arg1, %9) <{indexing_maps = [#map1, #map2, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %13 = "arith.subf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%13) : (f32) -> ()
    }) : (tensor<?x13xf32>, tensor<13xf32>, tensor<?x13xf32>) -> tensor<?x13xf32>
    %11 = "linalg.generic"(%10, %7, %9) <{indexing_maps = [#map1, #map2, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %12 = "arith.mulf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%12) : (f32) -> ()
    }) : (tensor<?x13xf32>, tensor<13xf32>, tensor<?x13xf32>) -> tensor<?x13xf32>
    "func.return"(%11) : (tensor<?x13xf32>) -> ()
  }) : () -> ()
}) : () -> ()
