// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.local_response_norm(x, 4)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2 + d4, d3 + d5)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d4, d5)>
#map3 = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2x7x5xf32>) -> tensor<2x7x5xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<2x7x5xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 1.000000e-04 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 4.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 1.000000e+00 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 7.500000e-01 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<2x7x5xf32>
    %6 = "linalg.generic"(%arg0, %arg0, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32, %arg23: f32):
      %26 = "arith.mulf"(%arg21, %arg22) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<2x7x5xf32>, tensor<2x7x5xf32>, tensor<2x7x5xf32>) -> tensor<2x7x5xf32>
    %7 = "tensor.expand_shape"(%6) <{reassociation = [[0], [1, 2], [3]], static_output_shape = array<i64: 2, 1, 7, 5>}> : (tensor<2x7x5xf32>) -> tensor<2x1x7x5xf32>
    %8 = "tensor.pad"(%7) <{operandSegmentSizes = array<i32: 1, 0, 0>, static_high = array<i64: 0, 0, 1, 0>, static_low = array<i64: 0, 0, 2, 0>}> ({
    ^bb0(%arg17: index, %arg18: index, %arg19: index, %arg20: index):
      "tensor.yield"(%0) : (f32) -> ()
    }) : (tensor<2x1x7x5xf32>) -> tensor<2x1x10x5xf32>
    %9 = "tensor.empty"() : () -> tensor<2x1x7x5xf32>
    %10 = "linalg.fill"(%0, %9) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      "linalg.yield"(%arg15) : (f32) -> ()
    }) : (f32, tensor<2x1x7x5xf32>) -> tensor<2x1x7x5xf32>
    %11 = "tensor.empty"() : () -> tensor<4x1xf32>
    %12 = "linalg.pooling_nchw_sum"(%8, %11, %10) <{dilations = dense<1> : vector<2xi64>, operandSegmentSizes = array<i32: 2, 1>, strides = dense<1> : vector<2xi64>}> ({
    ^bb0(%arg12: f32, %arg13: f32, %arg14: f32):
      %25 = "arith.addf"(%arg14, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) {linalg.memoized_indexing_maps = [#map1, #map2, #map3]} : (tensor<2x1x10x5xf32>, tensor<4x1xf32>, tensor<2x1x7x5xf32>) -> tensor<2x1x7x5xf32>
    %13 = "linalg.generic"(%12, %9) <{indexing_maps = [#map4, #map4], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %24 = "arith.divf"(%arg10, %2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%24) : (f32) -> ()
    }) : (tensor<2x1x7x5xf32>, tensor<2x1x7x5xf32>) -> tensor<2x1x7x5xf32>
    %14 = "tensor.collapse_shape"(%13) <{reassociation = [[0, 1], [2], [3]]}> : (tensor<2x1x7x5xf32>) -> tensor<2x7x5xf32>
    %15 = "linalg.generic"(%14, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32):
      %22 = "arith.truncf"(%1) : (f64) -> f32
      %23 = "arith.mulf"(%arg8, %22) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%23) : (f32) -> ()
    }) : (tensor<2x7x5xf32>, tensor<2x7x5xf32>) -> tensor<2x7x5xf32>
    %16 = "linalg.generic"(%15, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32):
      %21 = "arith.addf"(%arg6, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%21) : (f32) -> ()
    }) : (tensor<2x7x5xf32>, tensor<2x7x5xf32>) -> tensor<2x7x5xf32>
    %17 = "linalg.generic"(%16, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      %20 = "math.powf"(%arg4, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%20) : (f32) -> ()
    }) : (tensor<2x7x5xf32>, tensor<2x7x5xf32>) -> tensor<2x7x5xf32>
    %18 = "linalg.generic"(%arg0, %17, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %19 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%19) : (f32) -> ()
    }) : (tensor<2x7x5xf32>, tensor<2x7x5xf32>, tensor<2x7x5xf32>) -> tensor<2x7x5xf32>
    "func.return"(%18) : (tensor<2x7x5xf32>) -> ()
  }) : () -> ()
}) : () -> ()
