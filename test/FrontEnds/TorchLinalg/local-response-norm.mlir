// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.local_response_norm(x, 5, 1e-4, 0.75, 2.0)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1 + d5, d2 + d6, d3 + d7, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d5, d6, d7)>
#map3 = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d2, d3, d4)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<2x7x3x5xf32>):
    %0 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %1 = "arith.constant"() <{value = 1.000000e-04 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 5.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 2.000000e+00 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 7.500000e-01 : f32}> : () -> f32
    %5 = "tensor.empty"() : () -> tensor<2x7x3x5xf32>
    %6 = "linalg.generic"(%arg0, %arg0, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg26: f32, %arg27: f32, %arg28: f32):
      %30 = "arith.mulf"(%arg26, %arg27) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    %7 = "tensor.expand_shape"(%6) <{reassociation = [[0], [1, 2], [3], [4]], static_output_shape = array<i64: 2, 1, 7, 3, 5>}> : (tensor<2x7x3x5xf32>) -> tensor<2x1x7x3x5xf32>
    %8 = "tensor.pad"(%7) <{operandSegmentSizes = array<i32: 1, 0, 0>, static_high = array<i64: 0, 0, 2, 0, 0>, static_low = array<i64: 0, 0, 2, 0, 0>}> ({
    ^bb0(%arg21: index, %arg22: index, %arg23: index, %arg24: index, %arg25: index):
      "tensor.yield"(%0) : (f32) -> ()
    }) : (tensor<2x1x7x3x5xf32>) -> tensor<2x1x11x3x5xf32>
    %9 = "tensor.empty"() : () -> tensor<5x1x1xf32>
    %10 = "tensor.empty"() : () -> tensor<2x11x3x5x1xf32>
    %11 = "linalg.transpose"(%8, %10) <{permutation = array<i64: 0, 2, 3, 4, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      "linalg.yield"(%arg19) : (f32) -> ()
    }) : (tensor<2x1x11x3x5xf32>, tensor<2x11x3x5x1xf32>) -> tensor<2x11x3x5x1xf32>
    %12 = "tensor.empty"() : () -> tensor<2x7x3x5x1xf32>
    %13 = "linalg.fill"(%0, %12) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      "linalg.yield"(%arg17) : (f32) -> ()
    }) : (f32, tensor<2x7x3x5x1xf32>) -> tensor<2x7x3x5x1xf32>
    %14 = "linalg.pooling_ndhwc_sum"(%11, %9, %13) <{dilations = dense<1> : vector<3xi64>, operandSegmentSizes = array<i32: 2, 1>, strides = dense<1> : vector<3xi64>}> ({
    ^bb0(%arg14: f32, %arg15: f32, %arg16: f32):
      %29 = "arith.addf"(%arg16, %arg14) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) {linalg.memoized_indexing_maps = [#map1, #map2, #map3]} : (tensor<2x11x3x5x1xf32>, tensor<5x1x1xf32>, tensor<2x7x3x5x1xf32>) -> tensor<2x7x3x5x1xf32>
    %15 = "tensor.empty"() : () -> tensor<2x1x7x3x5xf32>
    %16 = "linalg.transpose"(%14, %15) <{permutation = array<i64: 0, 4, 1, 2, 3>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      "linalg.yield"(%arg12) : (f32) -> ()
    }) : (tensor<2x7x3x5x1xf32>, tensor<2x1x7x3x5xf32>) -> tensor<2x1x7x3x5xf32>
    %17 = "linalg.generic"(%16, %15) <{indexing_maps = [#map4, #map4], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %28 = "arith.divf"(%arg10, %2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%28) : (f32) -> ()
    }) : (tensor<2x1x7x3x5xf32>, tensor<2x1x7x3x5xf32>) -> tensor<2x1x7x3x5xf32>
    %18 = "tensor.collapse_shape"(%17) <{reassociation = [[0, 1], [2], [3], [4]]}> : (tensor<2x1x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    %19 = "linalg.generic"(%18, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32):
      %26 = "arith.truncf"(%1) : (f64) -> f32
      %27 = "arith.mulf"(%arg8, %26) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%27) : (f32) -> ()
    }) : (tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    %20 = "linalg.generic"(%19, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32):
      %25 = "arith.addf"(%arg6, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) : (tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    %21 = "linalg.generic"(%20, %5) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      %24 = "math.powf"(%arg4, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%24) : (f32) -> ()
    }) : (tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    %22 = "linalg.generic"(%arg0, %21, %5) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %23 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%23) : (f32) -> ()
    }) : (tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>, tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    "func.return"(%22) : (tensor<2x7x3x5xf32>) -> ()
  }) : () -> ()
}) : () -> ()
