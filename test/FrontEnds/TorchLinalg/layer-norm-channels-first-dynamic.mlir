// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// mean = x.mean(1, keepdim=True)
// variance = (x - mean).pow(2).mean(1, keepdim=True)
// y = (x - mean) / torch.sqrt(variance + 1e-6)
// return w[:, None, None] * y + b[:, None, None]
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x6x5x?xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<?x6x5x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x6x5x?xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "arith.constant"() <{value = 2 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 0 : index}> : () -> index
    %3 = "arith.constant"() <{value = 3 : index}> : () -> index
    %4 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %5 = "arith.constant"() <{value = 6.000000e+00 : f32}> : () -> f32
    %6 = "tensor.dim"(%arg0, %2) : (tensor<?x6x5x?xf32>, index) -> index
    %7 = "tensor.dim"(%arg0, %3) : (tensor<?x6x5x?xf32>, index) -> index
    %8 = "tensor.empty"(%6, %7) : (index, index) -> tensor<?x1x5x?xf32>
    %9 = "linalg.fill"(%1, %8) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f32, %arg30: f32):
      "linalg.yield"(%arg29) : (f32) -> ()
    }) : (f32, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %10 = "linalg.generic"(%arg0, %9) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f32, %arg28: f32):
      %35 = "arith.addf"(%arg27, %arg28) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<?x6x5x?xf32>, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %11 = "linalg.generic"(%10, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f32, %arg26: f32):
      %34 = "arith.divf"(%arg25, %5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<?x1x5x?xf32>, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %12 = "tensor.empty"(%6, %7) : (index, index) -> tensor<?x6x5x?xf32>
    %13 = "linalg.generic"(%arg0, %11, %12) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg22: f32, %arg23: f32, %arg24: f32):
      %33 = "arith.subf"(%arg22, %arg23) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%33) : (f32) -> ()
    }) : (tensor<?x6x5x?xf32>, tensor<?x1x5x?xf32>, tensor<?x6x5x?xf32>) -> tensor<?x6x5x?xf32>
    %14 = "linalg.generic"(%13, %12) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg20: f32, %arg21: f32):
      %32 = "math.fpowi"(%arg20, %0) <{fastmath = #arith.fastmath<none>}> : (f32, i64) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<?x6x5x?xf32>, tensor<?x6x5x?xf32>) -> tensor<?x6x5x?xf32>
    %15 = "linalg.generic"(%14, %9) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32):
      %31 = "arith.addf"(%arg18, %arg19) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%31) : (f32) -> ()
    }) : (tensor<?x6x5x?xf32>, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %16 = "linalg.generic"(%15, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32):
      %30 = "arith.divf"(%arg16, %5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<?x1x5x?xf32>, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %17 = "linalg.generic"(%16, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %28 = "arith.truncf"(%4) : (f64) -> f32
      %29 = "arith.addf"(%arg14, %28) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<?x1x5x?xf32>, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %18 = "linalg.generic"(%17, %8) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      %27 = "math.sqrt"(%arg12) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%27) : (f32) -> ()
    }) : (tensor<?x1x5x?xf32>, tensor<?x1x5x?xf32>) -> tensor<?x1x5x?xf32>
    %19 = "linalg.generic"(%13, %18, %12) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %26 = "arith.divf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<?x6x5x?xf32>, tensor<?x1x5x?xf32>, tensor<?x6x5x?xf32>) -> tensor<?x6x5x?xf32>
    %20 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 6, 1, 1>}> : (tensor<6xf32>) -> tensor<6x1x1xf32>
    %21 = "linalg.generic"(%20, %19, %12) <{indexing_maps = [#map2, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %25 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) : (tensor<6x1x1xf32>, tensor<?x6x5x?xf32>, tensor<?x6x5x?xf32>) -> tensor<?x6x5x?xf32>
    %22 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 6, 1, 1>}> : (tensor<6xf32>) -> tensor<6x1x1xf32>
    %23 = "linalg.generic"(%21, %22, %12) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %24 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%24) : (f32) -> ()
    }) : (tensor<?x6x5x?xf32>, tensor<6x1x1xf32>, tensor<?x6x5x?xf32>) -> tensor<?x6x5x?xf32>
    "func.return"(%23) : (tensor<?x6x5x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
