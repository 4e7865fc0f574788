// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// m, v, w, b = (t.view(1, -1, 1, 1) for t in (m, v, w, b))
// return (x - m) * (v + 1e-5) ** -0.5 * w + b
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %1 = "arith.constant"() <{value = -5.000000e-01 : f32}> : () -> f32
    %2 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %3 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %4 = "tensor.expand_shape"(%arg3) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %5 = "tensor.expand_shape"(%arg4) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 5, 1, 1>}> : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %6 = "tensor.empty"() : () -> tensor<3x5x7x11xf32>
    %7 = "linalg.generic"(%arg0, %2, %6) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32, %arg20: f32):
      %20 = "arith.subf"(%arg18, %arg19) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%20) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %8 = "tensor.empty"() : () -> tensor<1x5x1x1xf32>
    %9 = "linalg.generic"(%3, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32):
      %18 = "arith.truncf"(%0) : (f64) -> f32
      %19 = "arith.addf"(%arg16, %18) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%19) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %10 = "linalg.generic"(%9, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %17 = "math.powf"(%arg14, %1) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%17) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %11 = "linalg.generic"(%7, %10, %6) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32, %arg13: f32):
      %16 = "arith.mulf"(%arg11, %arg12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%16) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %12 = "linalg.generic"(%11, %4, %6) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %15 = "arith.mulf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%15) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %13 = "linalg.generic"(%12, %5, %6) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32, %arg7: f32):
      %14 = "arith.addf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%14) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%13) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
