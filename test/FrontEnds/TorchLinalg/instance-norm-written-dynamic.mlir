// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// mean = x.mean((2, 3), keepdim=True)
// variance = x.var((2, 3), keepdim=True, correction=0)
// return (x - mean) * torch.rsqrt(variance + 1e-5)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>):
    %0 = "arith.constant"() <{value = 7 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %2 = "arith.constant"() <{value = 0 : index}> : () -> index
    %3 = "arith.constant"() <{value = 3 : index}> : () -> index
    %4 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %5 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %6 = "tensor.dim"(%arg0, %2) : (tensor<?x5x7x?xf32>, index) -> index
    %7 = "tensor.empty"(%6) : (index) -> tensor<?x5x1x1xf32>
    %8 = "linalg.fill"(%1, %7) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f32, %arg36: f32):
      "linalg.yield"(%arg35) : (f32) -> ()
    }) : (f32, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %9 = "linalg.generic"(%arg0, %8) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f32, %arg34: f32):
      %47 = "arith.addf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%47) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %10 = "tensor.dim"(%arg0, %3) : (tensor<?x5x7x?xf32>, index) -> index
    %11 = "arith.index_cast"(%10) : (index) -> i64
    %12 = "arith.muli"(%11, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %13 = "linalg.generic"(%9, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f32, %arg32: f32):
      %45 = "arith.sitofp"(%12) : (i64) -> f32
      %46 = "arith.divf"(%arg31, %45) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%46) : (f32) -> ()
    }) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %14 = "tensor.empty"(%6, %10) : (index, index) -> tensor<?x5x7x?xf64>
    %15 = "linalg.generic"(%arg0, %14) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f32, %arg30: f64):
      %44 = "arith.extf"(%arg29) : (f32) -> f64
      "linalg.yield"(%44) : (f64) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %16 = "tensor.empty"(%6) : (index) -> tensor<?x5x1x1xf64>
    %17 = "linalg.fill"(%4, %16) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64):
      "linalg.yield"(%arg27) : (f64) -> ()
    }) : (f64, tensor<?x5x1x1xf64>) -> tensor<?x5x1x1xf64>
    %18 = "linalg.generic"(%15, %17) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64):
      %43 = "arith.addf"(%arg25, %arg26) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%43) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<?x5x1x1xf64>) -> tensor<?x5x1x1xf64>
    %19 = "linalg.generic"(%18, %16) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64):
      %41 = "arith.sitofp"(%12) : (i64) -> f64
      %42 = "arith.divf"(%arg23, %41) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%42) : (f64) -> ()
    }) : (tensor<?x5x1x1xf64>, tensor<?x5x1x1xf64>) -> tensor<?x5x1x1xf64>
    %20 = "linalg.generic"(%15, %19, %14) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg20: f64, %arg21: f64, %arg22: f64):
      %40 = "arith.subf"(%arg20, %arg21) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%40) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<?x5x1x1xf64>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %21 = "linalg.generic"(%20, %20, %14) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg17: f64, %arg18: f64, %arg19: f64):
      %39 = "arith.mulf"(%arg17, %arg18) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%39) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<?x5x7x?xf64>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %22 = "linalg.generic"(%21, %17) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f64, %arg16: f64):
      %38 = "arith.addf"(%arg15, %arg16) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%38) : (f64) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<?x5x1x1xf64>) -> tensor<?x5x1x1xf64>
    %23 = "linalg.generic"(%22, %16) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f64, %arg14: f64):
      %36 = "arith.sitofp"(%12) : (i64) -> f64
      %37 = "arith.divf"(%arg13, %36) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%37) : (f64) -> ()
    }) : (tensor<?x5x1x1xf64>, tensor<?x5x1x1xf64>) -> tensor<?x5x1x1xf64>
    %24 = "linalg.generic"(%23, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f64, %arg12: f32):
      %35 = "arith.truncf"(%arg11) : (f64) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<?x5x1x1xf64>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %25 = "tensor.empty"(%6, %10) : (index, index) -> tensor<?x5x7x?xf32>
    %26 = "linalg.generic"(%arg0, %13, %25) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %34 = "arith.subf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<?x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %27 = "linalg.generic"(%24, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32):
      %32 = "arith.truncf"(%5) : (f64) -> f32
      %33 = "arith.addf"(%arg6, %32) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%33) : (f32) -> ()
    }) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %28 = "linalg.generic"(%27, %7) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      %31 = "math.rsqrt"(%arg4) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%31) : (f32) -> ()
    }) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %29 = "linalg.generic"(%26, %28, %25) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %30 = "arith.mulf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<?x5x1x1xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%29) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
