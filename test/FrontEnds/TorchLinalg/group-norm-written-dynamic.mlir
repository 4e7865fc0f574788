// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// n, c, h, s = x.shape
// y = x.view(n, 3, -1)
// mean = y.mean(-1, keepdim=True)
// variance = y.var(-1, keepdim=True, unbiased=False)
// y = (y - mean) / torch.sqrt(variance + 1e-5)
// return y.view(n, c, h, s) * w.view(1, -1, 1, 1) + b.view(1, -1, 1, 1)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<?x6x5x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x6x5x7xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "arith.constant"() <{value = 1 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 3 : i64}> : () -> i64
    %3 = "arith.constant"() <{value = 0 : index}> : () -> index
    %4 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %5 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %6 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %7 = "arith.constant"() <{value = 210 : i64}> : () -> i64
    %8 = "arith.constant"() <{value = 7.000000e+01 : f32}> : () -> f32
    %9 = "arith.constant"() <{value = 7.000000e+01 : f64}> : () -> f64
    %10 = "tensor.dim"(%arg0, %3) : (tensor<?x6x5x7xf32>, index) -> index
    %11 = "arith.index_cast"(%10) : (index) -> i64
    %12 = "arith.cmpi"(%11, %1) <{predicate = 2 : i64}> : (i64, i64) -> i1
    %13 = "arith.select"(%12, %0, %11) : (i1, i64, i64) -> i64
    %14 = "arith.extui"(%12) : (i1) -> i64
    %15 = "arith.muli"(%13, %2) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %16 = "arith.addi"(%14, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %17 = "arith.cmpi"(%16, %0) <{predicate = 3 : i64}> : (i64, i64) -> i1
    "cf.assert"(%17) <{msg = "must have at most one inferred (negative) dimension"}> : (i1) -> ()
    %18 = "arith.muli"(%11, %7) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %19 = "arith.divsi"(%18, %15) : (i64, i64) -> i64
    %20 = "arith.select"(%12, %19, %11) : (i1, i64, i64) -> i64
    %21 = "tensor.from_elements"(%20, %2, %19) : (i64, i64, i64) -> tensor<3xi64>
    %22 = "tensor.reshape"(%arg0, %21) : (tensor<?x6x5x7xf32>, tensor<3xi64>) -> tensor<?x3x70xf32>
    %23 = "arith.index_cast"(%20) : (i64) -> index
    %24 = "tensor.empty"(%23) : (index) -> tensor<?x3x1xf32>
    %25 = "linalg.fill"(%4, %24) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f32, %arg44: f32):
      "linalg.yield"(%arg43) : (f32) -> ()
    }) : (f32, tensor<?x3x1xf32>) -> tensor<?x3x1xf32>
    %26 = "linalg.generic"(%22, %25) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f32, %arg42: f32):
      %68 = "arith.addf"(%arg41, %arg42) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%68) : (f32) -> ()
    }) : (tensor<?x3x70xf32>, tensor<?x3x1xf32>) -> tensor<?x3x1xf32>
    %27 = "linalg.generic"(%26, %24) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f32, %arg40: f32):
      %67 = "arith.divf"(%arg39, %8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%67) : (f32) -> ()
    }) : (tensor<?x3x1xf32>, tensor<?x3x1xf32>) -> tensor<?x3x1xf32>
    %28 = "tensor.empty"(%23) : (index) -> tensor<?x3x70xf64>
    %29 = "linalg.generic"(%22, %28) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f32, %arg38: f64):
      %66 = "arith.extf"(%arg37) : (f32) -> f64
      "linalg.yield"(%66) : (f64) -> ()
    }) : (tensor<?x3x70xf32>, tensor<?x3x70xf64>) -> tensor<?x3x70xf64>
    %30 = "tensor.empty"(%23) : (index) -> tensor<?x3x1xf64>
    %31 = "linalg.fill"(%5, %30) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f64, %arg36: f64):
      "linalg.yield"(%arg35) : (f64) -> ()
    }) : (f64, tensor<?x3x1xf64>) -> tensor<?x3x1xf64>
    %32 = "linalg.generic"(%29, %31) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f64, %arg34: f64):
      %65 = "arith.addf"(%arg33, %arg34) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%65) : (f64) -> ()
    }) : (tensor<?x3x70xf64>, tensor<?x3x1xf64>) -> tensor<?x3x1xf64>
    %33 = "linalg.generic"(%32, %30) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64):
      %64 = "arith.divf"(%arg31, %9) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%64) : (f64) -> ()
    }) : (tensor<?x3x1xf64>, tensor<?x3x1xf64>) -> tensor<?x3x1xf64>
    %34 = "linalg.generic"(%29, %33, %28) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg28: f64, %arg29: f64, %arg30: f64):
      %63 = "arith.subf"(%arg28, %arg29) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%63) : (f64) -> ()
    }) : (tensor<?x3x70xf64>, tensor<?x3x1xf64>, tensor<?x3x70xf64>) -> tensor<?x3x70xf64>
    %35 = "linalg.generic"(%34, %34, %28) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64, %arg27: f64):
      %62 = "arith.mulf"(%arg25, %arg26) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%62) : (f64) -> ()
    }) : (tensor<?x3x70xf64>, tensor<?x3x70xf64>, tensor<?x3x70xf64>) -> tensor<?x3x70xf64>
    %36 = "linalg.generic"(%35, %31) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f64):
      %61 = "arith.addf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%61) : (f64) -> ()
    }) : (tensor<?x3x70xf64>, tensor<?x3x1xf64>) -> tensor<?x3x1xf64>
    %37 = "linalg.generic"(%36, %30) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f64, %arg22: f64):
      %60 = "arith.divf"(%arg21, %9) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%60) : (f64) -> ()
    }) : (tensor<?x3x1xf64>, tensor<?x3x1xf64>) -> tensor<?x3x1xf64>
    %38 = "linalg.generic"(%37, %24) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f64, %arg20: f32):
      %59 = "arith.truncf"(%arg19) : (f64) -> f32
      "linalg.yield"(%59) : (f32) -> ()
    }) : (tensor<?x3x1xf64>, tensor<?x3x1xf32>) -> tensor<?x3x1xf32>
    %39 = "tensor.empty"(%23) : (index) -> tensor<?x3x70xf32>
    %40 = "linalg.generic"(%22, %27, %39) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32, %arg18: f32):
      %58 = "arith.subf"(%arg16, %arg17) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%58) : (f32) -> ()
    }) : (tensor<?x3x70xf32>, tensor<?x3x1xf32>, tensor<?x3x70xf32>) -> tensor<?x3x70xf32>
    %41 = "linalg.generic"(%38, %24) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %56 = "arith.truncf"(%6) : (f64) -> f32
      %57 = "arith.addf"(%arg14, %56) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%57) : (f32) -> ()
    }) : (tensor<?x3x1xf32>, tensor<?x3x1xf32>) -> tensor<?x3x1xf32>
    %42 = "linalg.generic"(%41, %24) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      %55 = "math.sqrt"(%arg12) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%55) : (f32) -> ()
    }) : (tensor<?x3x1xf32>, tensor<?x3x1xf32>) -> tensor<?x3x1xf32>
    %43 = "linalg.generic"(%40, %42, %39) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %54 = "arith.divf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%54) : (f32) -> ()
    }) : (tensor<?x3x70xf32>, tensor<?x3x1xf32>, tensor<?x3x70xf32>) -> tensor<?x3x70xf32>
    %44 = "tensor.collapse_shape"(%43) <{reassociation = [[0], [1, 2]]}> : (tensor<?x3x70xf32>) -> tensor<?x210xf32>
    %45 = "arith.index_cast"(%20) : (i64) -> index
    %46 = "tensor.expand_shape"(%44, %45) <{reassociation = [[0], [1, 2, 3]], static_output_shape = array<i64: -9223372036854775808, 6, 5, 7>}> : (tensor<?x210xf32>, index) -> tensor<?x6x5x7xf32>
    %47 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 6, 1, 1>}> : (tensor<6xf32>) -> tensor<1x6x1x1xf32>
    %48 = "tensor.empty"(%45) : (index) -> tensor<?x6x5x7xf32>
    %49 = "linalg.generic"(%46, %47, %48) <{indexing_maps = [#map2, #map3, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %53 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%53) : (f32) -> ()
    }) : (tensor<?x6x5x7xf32>, tensor<1x6x1x1xf32>, tensor<?x6x5x7xf32>) -> tensor<?x6x5x7xf32>
    %50 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 6, 1, 1>}> : (tensor<6xf32>) -> tensor<1x6x1x1xf32>
    %51 = "linalg.generic"(%49, %50, %48) <{indexing_maps = [#map2, #map3, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %52 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%52) : (f32) -> ()
    }) : (tensor<?x6x5x7xf32>, tensor<1x6x1x1xf32>, tensor<?x6x5x7xf32>) -> tensor<?x6x5x7xf32>
    "func.return"(%51) : (tensor<?x6x5x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()
