// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// m, v, w, b = (t.view(1, -1, 1, 1) for t in (m, v, w, b))
// return (x - m) * (v + 1e-5) ** -0.5 * w + b
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %1 = "arith.constant"() <{value = 3 : index}> : () -> index
    %2 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = -5.000000e-01 : f32}> : () -> f32
    %4 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %5 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %6 = "tensor.expand_shape"(%arg3) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %7 = "tensor.expand_shape"(%arg4) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %8 = "tensor.dim"(%arg0, %0) : (tensor<?x5x7x?xf32>, index) -> index
    %9 = "tensor.dim"(%arg0, %1) : (tensor<?x5x7x?xf32>, index) -> index
    %10 = "tensor.empty"(%8, %9) : (index, index) -> tensor<?x5x7x?xf32>
    %11 = "linalg.generic"(%arg0, %4, %10) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32, %arg20: f32):
      %24 = "arith.subf"(%arg18, %arg19) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%24) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %12 = "tensor.empty"() : () -> tensor<1x5x1x1xf32>
    %13 = "linalg.generic"(%5, %12) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32):
      %22 = "arith.truncf"(%2) : (f64) -> f32
      %23 = "arith.addf"(%arg16, %22) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%23) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %14 = "linalg.generic"(%13, %12) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %21 = "math.powf"(%arg14, %3) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%21) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %15 = "linalg.generic"(%11, %14, %10) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32, %arg13: f32):
      %20 = "arith.mulf"(%arg11, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%20) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %16 = "linalg.generic"(%15, %6, %10) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %19 = "arith.mulf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%19) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %17 = "linalg.generic"(%16, %7, %10) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32, %arg7: f32):
      %18 = "arith.addf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%18) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<1x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%17) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
