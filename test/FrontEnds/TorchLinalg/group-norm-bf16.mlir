// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.group_norm(x, 3, w, b)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, d2, d3)>
#map4 = affine_map<(d0, d1) -> (d0, d1)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2x6x5x7xbf16>, tensor<6xbf16>, tensor<6xbf16>) -> tensor<2x6x5x7xbf16>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<2x6x5x7xbf16>, %arg1: tensor<6xbf16>, %arg2: tensor<6xbf16>):
    %0 = "arith.constant"() <{value = 1 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 2 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 3 : i64}> : () -> i64
    %3 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %4 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %5 = "arith.constant"() <{value = 0 : i64}> : () -> i64
    %6 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %7 = "arith.constant"() <{value = 7.000000e+01 : f64}> : () -> f64
    %8 = "arith.constant"() <{value = 7.000000e+01 : f32}> : () -> f32
    %9 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %10 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_1> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %11 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_2> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %12 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_3> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %13 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_4> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %14 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_5> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %15 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_6> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %16 = "arith.constant"() <{value = dense_resource<torch_tensor_2_6_torch.int64_7> : tensor<2x6xi64>}> : () -> tensor<2x6xi64>
    %17 = "tensor.empty"() : () -> tensor<2x6x5x7xf32>
    %18 = "linalg.generic"(%arg0, %17) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg62: bf16, %arg63: f32):
      %110 = "arith.extf"(%arg62) : (bf16) -> f32
      "linalg.yield"(%110) : (f32) -> ()
    }) : (tensor<2x6x5x7xbf16>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %19 = "tensor.collapse_shape"(%18) <{reassociation = [[0], [1], [2, 3]]}> : (tensor<2x6x5x7xf32>) -> tensor<2x6x35xf32>
    %20 = "tensor.expand_shape"(%19) <{reassociation = [[0], [1, 2], [3]], static_output_shape = array<i64: 2, 3, 2, 35>}> : (tensor<2x6x35xf32>) -> tensor<2x3x2x35xf32>
    %21 = "tensor.empty"() : () -> tensor<2x3x2x35xf64>
    %22 = "linalg.generic"(%20, %21) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg60: f32, %arg61: f64):
      %109 = "arith.extf"(%arg60) : (f32) -> f64
      "linalg.yield"(%109) : (f64) -> ()
    }) : (tensor<2x3x2x35xf32>, tensor<2x3x2x35xf64>) -> tensor<2x3x2x35xf64>
    %23 = "tensor.empty"() : () -> tensor<2x3x1x1xf64>
    %24 = "linalg.fill"(%3, %23) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg58: f64, %arg59: f64):
      "linalg.yield"(%arg58) : (f64) -> ()
    }) : (f64, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %25 = "linalg.generic"(%22, %24) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg56: f64, %arg57: f64):
      %108 = "arith.addf"(%arg56, %arg57) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%108) : (f64) -> ()
    }) : (tensor<2x3x2x35xf64>, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %26 = "linalg.generic"(%25, %23) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg54: f64, %arg55: f64):
      %107 = "arith.divf"(%arg54, %7) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%107) : (f64) -> ()
    }) : (tensor<2x3x1x1xf64>, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %27 = "linalg.generic"(%22, %26, %21) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg51: f64, %arg52: f64, %arg53: f64):
      %106 = "arith.subf"(%arg51, %arg52) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%106) : (f64) -> ()
    }) : (tensor<2x3x2x35xf64>, tensor<2x3x1x1xf64>, tensor<2x3x2x35xf64>) -> tensor<2x3x2x35xf64>
    %28 = "linalg.generic"(%27, %27, %21) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg48: f64, %arg49: f64, %arg50: f64):
      %105 = "arith.mulf"(%arg48, %arg49) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%105) : (f64) -> ()
    }) : (tensor<2x3x2x35xf64>, tensor<2x3x2x35xf64>, tensor<2x3x2x35xf64>) -> tensor<2x3x2x35xf64>
    %29 = "linalg.generic"(%28, %24) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg46: f64, %arg47: f64):
      %104 = "arith.addf"(%arg46, %arg47) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%104) : (f64) -> ()
    }) : (tensor<2x3x2x35xf64>, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %30 = "linalg.generic"(%29, %23) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg44: f64, %arg45: f64):
      %103 = "arith.divf"(%arg44, %7) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%103) : (f64) -> ()
    }) : (tensor<2x3x1x1xf64>, tensor<2x3x1x1xf64>) -> tensor<2x3x1x1xf64>
    %31 = "tensor.empty"() : () -> tensor<2x3x1x1xf32>
    %32 = "linalg.generic"(%30, %31) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg42: f64, %arg43: f32):
      %102 = "arith.truncf"(%arg42) : (f64) -> f32
      "linalg.yield"(%102) : (f32) -> ()
    }) : (tensor<2x3x1x1xf64>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %33 = "linalg.fill"(%4, %31) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg40: f32, %arg41: f32):
      "linalg.yield"(%arg40) : (f32) -> ()
    }) : (f32, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %34 = "linalg.generic"(%20, %33) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg38: f32, %arg39: f32):
      %101 = "arith.addf"(%arg38, %arg39) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%101) : (f32) -> ()
    }) : (tensor<2x3x2x35xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %35 = "linalg.generic"(%34, %31) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg36: f32, %arg37: f32):
      %100 = "arith.divf"(%arg36, %8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%100) : (f32) -> ()
    }) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %36 = "linalg.generic"(%32, %31) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg34: f32, %arg35: f32):
      %98 = "arith.truncf"(%6) : (f64) -> f32
      %99 = "arith.addf"(%arg34, %98) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%99) : (f32) -> ()
    }) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %37 = "linalg.generic"(%36, %31) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg32: f32, %arg33: f32):
      %97 = "math.rsqrt"(%arg32) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%97) : (f32) -> ()
    }) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %38 = "tensor.expand_shape"(%arg1) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 3, 2, 1>}> : (tensor<6xbf16>) -> tensor<1x3x2x1xbf16>
    %39 = "tensor.empty"() : () -> tensor<2x3x2x1xf32>
    %40 = "linalg.generic"(%37, %38, %39) <{indexing_maps = [#map2, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg29: f32, %arg30: bf16, %arg31: f32):
      %95 = "arith.extf"(%arg30) : (bf16) -> f32
      %96 = "arith.mulf"(%arg29, %95) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%96) : (f32) -> ()
    }) : (tensor<2x3x1x1xf32>, tensor<1x3x2x1xbf16>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %41 = "linalg.generic"(%35, %31) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f32, %arg28: f32):
      %94 = "arith.negf"(%arg27) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%94) : (f32) -> ()
    }) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %42 = "linalg.generic"(%41, %40, %39) <{indexing_maps = [#map2, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg24: f32, %arg25: f32, %arg26: f32):
      %93 = "arith.mulf"(%arg24, %arg25) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%93) : (f32) -> ()
    }) : (tensor<2x3x1x1xf32>, tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %43 = "tensor.expand_shape"(%arg2) <{reassociation = [[0, 1, 2, 3]], static_output_shape = array<i64: 1, 3, 2, 1>}> : (tensor<6xbf16>) -> tensor<1x3x2x1xbf16>
    %44 = "linalg.generic"(%42, %43, %39) <{indexing_maps = [#map, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg21: f32, %arg22: bf16, %arg23: f32):
      %91 = "arith.extf"(%arg22) : (bf16) -> f32
      %92 = "arith.addf"(%arg21, %91) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%92) : (f32) -> ()
    }) : (tensor<2x3x2x1xf32>, tensor<1x3x2x1xbf16>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %45 = "tensor.empty"() : () -> tensor<2x6xf32>
    %46 = "linalg.generic"(%9, %10, %11, %12, %45) <{indexing_maps = [#map4, #map4, #map4, #map4, #map4], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 4, 1>}> ({
    ^bb0(%arg16: i64, %arg17: i64, %arg18: i64, %arg19: i64, %arg20: f32):
      %74 = "arith.cmpi"(%arg16, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %75 = "arith.addi"(%arg16, %1) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %76 = "arith.select"(%74, %75, %arg16) : (i1, i64, i64) -> i64
      %77 = "arith.index_cast"(%76) : (i64) -> index
      %78 = "arith.cmpi"(%arg17, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %79 = "arith.addi"(%arg17, %2) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %80 = "arith.select"(%78, %79, %arg17) : (i1, i64, i64) -> i64
      %81 = "arith.index_cast"(%80) : (i64) -> index
      %82 = "arith.cmpi"(%arg18, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %83 = "arith.addi"(%arg18, %1) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %84 = "arith.select"(%82, %83, %arg18) : (i1, i64, i64) -> i64
      %85 = "arith.index_cast"(%84) : (i64) -> index
      %86 = "arith.cmpi"(%arg19, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %87 = "arith.addi"(%arg19, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %88 = "arith.select"(%86, %87, %arg19) : (i1, i64, i64) -> i64
      %89 = "arith.index_cast"(%88) : (i64) -> index
      %90 = "tensor.extract"(%40, %77, %81, %85, %89) : (tensor<2x3x2x1xf32>, index, index, index, index) -> f32
      "linalg.yield"(%90) : (f32) -> ()
    }) : (tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xf32>) -> tensor<2x6xf32>
    %47 = "linalg.generic"(%13, %14, %15, %16, %45) <{indexing_maps = [#map4, #map4, #map4, #map4, #map4], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 4, 1>}> ({
    ^bb0(%arg11: i64, %arg12: i64, %arg13: i64, %arg14: i64, %arg15: f32):
      %57 = "arith.cmpi"(%arg11, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %58 = "arith.addi"(%arg11, %1) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %59 = "arith.select"(%57, %58, %arg11) : (i1, i64, i64) -> i64
      %60 = "arith.index_cast"(%59) : (i64) -> index
      %61 = "arith.cmpi"(%arg12, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %62 = "arith.addi"(%arg12, %2) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %63 = "arith.select"(%61, %62, %arg12) : (i1, i64, i64) -> i64
      %64 = "arith.index_cast"(%63) : (i64) -> index
      %65 = "arith.cmpi"(%arg13, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %66 = "arith.addi"(%arg13, %1) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %67 = "arith.select"(%65, %66, %arg13) : (i1, i64, i64) -> i64
      %68 = "arith.index_cast"(%67) : (i64) -> index
      %69 = "arith.cmpi"(%arg14, %5) <{predicate = 2 : i64}> : (i64, i64) -> i1
      %70 = "arith.addi"(%arg14, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
      %71 = "arith.select"(%69, %70, %arg14) : (i1, i64, i64) -> i64
      %72 = "arith.index_cast"(%71) : (i64) -> index
      %73 = "tensor.extract"(%44, %60, %64, %68, %72) : (tensor<2x3x2x1xf32>, index, index, index, index) -> f32
      "linalg.yield"(%73) : (f32) -> ()
    }) : (tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xi64>, tensor<2x6xf32>) -> tensor<2x6xf32>
    %48 = "tensor.expand_shape"(%46) <{reassociation = [[0], [1, 2, 3]], static_output_shape = array<i64: 2, 6, 1, 1>}> : (tensor<2x6xf32>) -> tensor<2x6x1x1xf32>
    %49 = "tensor.expand_shape"(%47) <{reassociation = [[0], [1, 2, 3]], static_output_shape = array<i64: 2, 6, 1, 1>}> : (tensor<2x6xf32>) -> tensor<2x6x1x1xf32>
    %50 = "linalg.generic"(%18, %48, %17) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32, %arg10: f32):
      %56 = "arith.mulf"(%arg8, %arg9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%56) : (f32) -> ()
    }) : (tensor<2x6x5x7xf32>, tensor<2x6x1x1xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %51 = "linalg.generic"(%50, %49, %17) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32, %arg7: f32):
      %55 = "arith.addf"(%arg5, %arg6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%55) : (f32) -> ()
    }) : (tensor<2x6x5x7xf32>, tensor<2x6x1x1xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %52 = "tensor.empty"() : () -> tensor<2x6x5x7xbf16>
    %53 = "linalg.generic"(%51, %52) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg3: f32, %arg4: bf16):
      %54 = "arith.truncf"(%arg3) : (f32) -> bf16
      "linalg.yield"(%54) : (bf16) -> ()
    }) : (tensor<2x6x5x7xf32>, tensor<2x6x5x7xbf16>) -> tensor<2x6x5x7xbf16>
    "func.return"(%53) : (tensor<2x6x5x7xbf16>) -> ()
  }) : () -> ()
}) : () -> ()

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_2_6_torch.int64: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000010000000000000001000000000000000100000000000000010000000000000001000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_1: "0x08000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000",
      torch_tensor_2_6_torch.int64_2: "0x08000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_3: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      torch_tensor_2_6_torch.int64_4: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000010000000000000001000000000000000100000000000000010000000000000001000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_5: "0x08000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000000000000000000000000000000000000100000000000000010000000000000002000000000000000200000000000000",
      torch_tensor_2_6_torch.int64_6: "0x08000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000000000000000000001000000000000000000000000000000010000000000000000000000000000000100000000000000",
      torch_tensor_2_6_torch.int64_7: "0x08000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    }
  }
#-}
