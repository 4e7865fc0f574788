// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.instance_norm(x, eps=1e-6)
#map = affine_map<()[s0] -> (s0 * 5)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map2 = affine_map<(d0, d1, d2) -> (0, d1, 0)>
#map3 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x11xf32>) -> tensor<?x5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x11xf32>):
    %0 = "arith.constant"() <{value = 5 : index}> : () -> index
    %1 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 9.9999999999999995E-7 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %5 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %6 = "arith.constant"() <{value = 0 : index}> : () -> index
    %7 = "tensor.collapse_shape"(%arg0) <{reassociation = [[0, 1], [2]]}> : (tensor<?x5x11xf32>) -> tensor<?x11xf32>
    %8 = "tensor.dim"(%arg0, %6) : (tensor<?x5x11xf32>, index) -> index
    %9 = "affine.apply"(%8) <{map = #map}> : (index) -> index
    %10 = "tensor.expand_shape"(%7, %9) <{reassociation = [[0, 1], [2]], static_output_shape = array<i64: 1, -9223372036854775808, 11>}> : (tensor<?x11xf32>, index) -> tensor<1x?x11xf32>
    %11 = "tensor.empty"(%9) : (index) -> tensor<1x?x11xf64>
    %12 = "linalg.generic"(%10, %11) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f32, %arg36: f64):
      %48 = "arith.extf"(%arg35) : (f32) -> f64
      "linalg.yield"(%48) : (f64) -> ()
    }) : (tensor<1x?x11xf32>, tensor<1x?x11xf64>) -> tensor<1x?x11xf64>
    %13 = "tensor.empty"(%9) : (index) -> tensor<1x?x1xf64>
    %14 = "linalg.fill"(%1, %13) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64):
      "linalg.yield"(%arg33) : (f64) -> ()
    }) : (f64, tensor<1x?x1xf64>) -> tensor<1x?x1xf64>
    %15 = "linalg.generic"(%12, %14) <{indexing_maps = [#map1, #map2], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %47 = "arith.addf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%47) : (f64) -> ()
    }) : (tensor<1x?x11xf64>, tensor<1x?x1xf64>) -> tensor<1x?x1xf64>
    %16 = "linalg.generic"(%15, %13) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %46 = "arith.divf"(%arg29, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%46) : (f64) -> ()
    }) : (tensor<1x?x1xf64>, tensor<1x?x1xf64>) -> tensor<1x?x1xf64>
    %17 = "linalg.generic"(%12, %16, %11) <{indexing_maps = [#map1, #map3, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg26: f64, %arg27: f64, %arg28: f64):
      %45 = "arith.subf"(%arg26, %arg27) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%45) : (f64) -> ()
    }) : (tensor<1x?x11xf64>, tensor<1x?x1xf64>, tensor<1x?x11xf64>) -> tensor<1x?x11xf64>
    %18 = "linalg.generic"(%17, %17, %11) <{indexing_maps = [#map1, #map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64, %arg25: f64):
      %44 = "arith.mulf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%44) : (f64) -> ()
    }) : (tensor<1x?x11xf64>, tensor<1x?x11xf64>, tensor<1x?x11xf64>) -> tensor<1x?x11xf64>
    %19 = "linalg.generic"(%18, %14) <{indexing_maps = [#map1, #map2], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f64, %arg22: f64):
      %43 = "arith.addf"(%arg21, %arg22) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%43) : (f64) -> ()
    }) : (tensor<1x?x11xf64>, tensor<1x?x1xf64>) -> tensor<1x?x1xf64>
    %20 = "linalg.generic"(%19, %13) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f64, %arg20: f64):
      %42 = "arith.divf"(%arg19, %4) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%42) : (f64) -> ()
    }) : (tensor<1x?x1xf64>, tensor<1x?x1xf64>) -> tensor<1x?x1xf64>
    %21 = "tensor.empty"(%9) : (index) -> tensor<1x?x1xf32>
    %22 = "linalg.generic"(%20, %21) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f64, %arg18: f32):
      %41 = "arith.truncf"(%arg17) : (f64) -> f32
      "linalg.yield"(%41) : (f32) -> ()
    }) : (tensor<1x?x1xf64>, tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %23 = "linalg.fill"(%2, %21) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      "linalg.yield"(%arg15) : (f32) -> ()
    }) : (f32, tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %24 = "linalg.generic"(%10, %23) <{indexing_maps = [#map1, #map2], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f32, %arg14: f32):
      %40 = "arith.addf"(%arg13, %arg14) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<1x?x11xf32>, tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %25 = "linalg.generic"(%24, %21) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      %39 = "arith.divf"(%arg11, %5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<1x?x1xf32>, tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %26 = "linalg.generic"(%22, %21) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32):
      %37 = "arith.truncf"(%3) : (f64) -> f32
      %38 = "arith.addf"(%arg9, %37) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<1x?x1xf32>, tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %27 = "linalg.generic"(%26, %21) <{indexing_maps = [#map1, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32):
      %36 = "math.rsqrt"(%arg7) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%36) : (f32) -> ()
    }) : (tensor<1x?x1xf32>, tensor<1x?x1xf32>) -> tensor<1x?x1xf32>
    %28 = "tensor.empty"(%9) : (index) -> tensor<1x?x11xf32>
    %29 = "linalg.generic"(%10, %25, %28) <{indexing_maps = [#map1, #map3, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32, %arg6: f32):
      %35 = "arith.subf"(%arg4, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<1x?x11xf32>, tensor<1x?x1xf32>, tensor<1x?x11xf32>) -> tensor<1x?x11xf32>
    %30 = "linalg.generic"(%29, %27, %28) <{indexing_maps = [#map1, #map3, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %34 = "arith.mulf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<1x?x11xf32>, tensor<1x?x1xf32>, tensor<1x?x11xf32>) -> tensor<1x?x11xf32>
    %31 = "tensor.collapse_shape"(%30) <{reassociation = [[0, 1], [2]]}> : (tensor<1x?x11xf32>) -> tensor<?x11xf32>
    %32 = "arith.divsi"(%9, %0) : (index, index) -> index
    %33 = "tensor.expand_shape"(%31, %32) <{reassociation = [[0, 1], [2]], static_output_shape = array<i64: -9223372036854775808, 5, 11>}> : (tensor<?x11xf32>, index) -> tensor<?x5x11xf32>
    "func.return"(%33) : (tensor<?x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
