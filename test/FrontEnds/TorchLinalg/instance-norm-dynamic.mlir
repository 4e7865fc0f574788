// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.instance_norm(x, None, None, w, b)
#map = affine_map<(d0, d1) -> (d1)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, 0, 0)>
#map5 = affine_map<()[s0] -> (s0 * 5)>
#map6 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 1 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 0 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 5 : i64}> : () -> i64
    %3 = "arith.constant"() <{value = 0 : index}> : () -> index
    %4 = "arith.constant"() <{value = 1 : index}> : () -> index
    %5 = "arith.constant"() <{value = 7 : i64}> : () -> i64
    %6 = "arith.constant"() <{value = 3 : index}> : () -> index
    %7 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %8 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %9 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %10 = "arith.constant"() <{value = 35 : i64}> : () -> i64
    %11 = "tensor.dim"(%arg0, %3) : (tensor<?x5x7x?xf32>, index) -> index
    %12 = "arith.index_cast"(%11) : (index) -> i64
    %13 = "tensor.dim"(%arg0, %6) : (tensor<?x5x7x?xf32>, index) -> index
    %14 = "arith.index_cast"(%13) : (index) -> i64
    %15 = "arith.muli"(%12, %2) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %16 = "arith.cmpi"(%12, %1) <{predicate = 2 : i64}> : (i64, i64) -> i1
    %17 = "arith.select"(%16, %4, %11) : (i1, index, index) -> index
    %18 = "tensor.empty"(%17) : (index) -> tensor<?x5xf32>
    %19 = "linalg.generic"(%arg1, %18) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg47: f32, %arg48: f32):
      "linalg.yield"(%arg47) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %20 = "tensor.collapse_shape"(%19) <{reassociation = [[0, 1]]}> : (tensor<?x5xf32>) -> tensor<?xf32>
    %21 = "linalg.generic"(%arg2, %18) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg45: f32, %arg46: f32):
      "linalg.yield"(%arg45) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %22 = "tensor.collapse_shape"(%21) <{reassociation = [[0, 1]]}> : (tensor<?x5xf32>) -> tensor<?xf32>
    %23 = "arith.cmpi"(%15, %1) <{predicate = 2 : i64}> : (i64, i64) -> i1
    %24 = "arith.select"(%23, %0, %15) : (i1, i64, i64) -> i64
    %25 = "arith.extui"(%23) : (i1) -> i64
    %26 = "arith.muli"(%24, %5) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %27 = "arith.muli"(%26, %14) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %28 = "arith.addi"(%25, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %29 = "arith.cmpi"(%14, %1) <{predicate = 2 : i64}> : (i64, i64) -> i1
    %30 = "arith.select"(%29, %26, %27) : (i1, i64, i64) -> i64
    %31 = "arith.select"(%29, %28, %25) : (i1, i64, i64) -> i64
    %32 = "arith.cmpi"(%31, %0) <{predicate = 3 : i64}> : (i64, i64) -> i1
    "cf.assert"(%32) <{msg = "must have at most one inferred (negative) dimension"}> : (i1) -> ()
    %33 = "arith.muli"(%12, %10) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %34 = "arith.muli"(%33, %14) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %35 = "arith.divsi"(%34, %30) : (i64, i64) -> i64
    %36 = "arith.select"(%23, %35, %15) : (i1, i64, i64) -> i64
    %37 = "arith.select"(%29, %35, %14) : (i1, i64, i64) -> i64
    %38 = "tensor.from_elements"(%0, %36, %5, %37) : (i64, i64, i64, i64) -> tensor<4xi64>
    %39 = "tensor.reshape"(%arg0, %38) : (tensor<?x5x7x?xf32>, tensor<4xi64>) -> tensor<1x?x7x?xf32>
    %40 = "arith.index_cast"(%36) : (i64) -> index
    %41 = "arith.index_cast"(%37) : (i64) -> index
    %42 = "tensor.empty"(%40, %41) : (index, index) -> tensor<1x?x7x?xf64>
    %43 = "linalg.generic"(%39, %42) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f32, %arg44: f64):
      %103 = "arith.extf"(%arg43) : (f32) -> f64
      "linalg.yield"(%103) : (f64) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<1x?x7x?xf64>) -> tensor<1x?x7x?xf64>
    %44 = "tensor.empty"(%40) : (index) -> tensor<1x?x1x1xf64>
    %45 = "linalg.fill"(%7, %44) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f64, %arg42: f64):
      "linalg.yield"(%arg41) : (f64) -> ()
    }) : (f64, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %46 = "linalg.generic"(%43, %45) <{indexing_maps = [#map2, #map3], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f64):
      %102 = "arith.addf"(%arg39, %arg40) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%102) : (f64) -> ()
    }) : (tensor<1x?x7x?xf64>, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %47 = "arith.muli"(%37, %5) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %48 = "linalg.generic"(%46, %44) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f64, %arg38: f64):
      %100 = "arith.sitofp"(%47) : (i64) -> f64
      %101 = "arith.divf"(%arg37, %100) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%101) : (f64) -> ()
    }) : (tensor<1x?x1x1xf64>, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %49 = "linalg.generic"(%43, %48, %42) <{indexing_maps = [#map2, #map4, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg34: f64, %arg35: f64, %arg36: f64):
      %99 = "arith.subf"(%arg34, %arg35) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%99) : (f64) -> ()
    }) : (tensor<1x?x7x?xf64>, tensor<1x?x1x1xf64>, tensor<1x?x7x?xf64>) -> tensor<1x?x7x?xf64>
    %50 = "linalg.generic"(%49, %49, %42) <{indexing_maps = [#map2, #map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg31: f64, %arg32: f64, %arg33: f64):
      %98 = "arith.mulf"(%arg31, %arg32) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%98) : (f64) -> ()
    }) : (tensor<1x?x7x?xf64>, tensor<1x?x7x?xf64>, tensor<1x?x7x?xf64>) -> tensor<1x?x7x?xf64>
    %51 = "linalg.generic"(%50, %45) <{indexing_maps = [#map2, #map3], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64):
      %97 = "arith.addf"(%arg29, %arg30) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%97) : (f64) -> ()
    }) : (tensor<1x?x7x?xf64>, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %52 = "linalg.generic"(%51, %44) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64):
      %95 = "arith.sitofp"(%47) : (i64) -> f64
      %96 = "arith.divf"(%arg27, %95) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%96) : (f64) -> ()
    }) : (tensor<1x?x1x1xf64>, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %53 = "tensor.empty"(%40) : (index) -> tensor<1x?x1x1xf32>
    %54 = "linalg.generic"(%52, %53) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f32):
      %94 = "arith.truncf"(%arg25) : (f64) -> f32
      "linalg.yield"(%94) : (f32) -> ()
    }) : (tensor<1x?x1x1xf64>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %55 = "linalg.fill"(%8, %53) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32):
      "linalg.yield"(%arg23) : (f32) -> ()
    }) : (f32, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %56 = "linalg.generic"(%39, %55) <{indexing_maps = [#map2, #map3], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      %93 = "arith.addf"(%arg21, %arg22) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%93) : (f32) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %57 = "linalg.generic"(%56, %53) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %91 = "arith.sitofp"(%47) : (i64) -> f32
      %92 = "arith.divf"(%arg19, %91) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%92) : (f32) -> ()
    }) : (tensor<1x?x1x1xf32>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %58 = "linalg.generic"(%54, %53) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %89 = "arith.truncf"(%9) : (f64) -> f32
      %90 = "arith.addf"(%arg17, %89) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%90) : (f32) -> ()
    }) : (tensor<1x?x1x1xf32>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %59 = "linalg.generic"(%58, %53) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      %88 = "math.rsqrt"(%arg15) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%88) : (f32) -> ()
    }) : (tensor<1x?x1x1xf32>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %60 = "tensor.empty"(%40, %41) : (index, index) -> tensor<1x?x7x?xf32>
    %61 = "linalg.generic"(%39, %57, %60) <{indexing_maps = [#map2, #map4, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32, %arg14: f32):
      %87 = "arith.subf"(%arg12, %arg13) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%87) : (f32) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<1x?x1x1xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
    %62 = "linalg.generic"(%61, %59, %60) <{indexing_maps = [#map2, #map4, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %86 = "arith.mulf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%86) : (f32) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<1x?x1x1xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
    %63 = "affine.apply"(%17) <{map = #map5}> : (index) -> index
    %64 = "tensor.expand_shape"(%20, %63) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: -9223372036854775808, 1, 1>}> : (tensor<?xf32>, index) -> tensor<?x1x1xf32>
    %65 = "arith.cmpi"(%40, %63) <{predicate = 0 : i64}> : (index, index) -> i1
    "cf.assert"(%65) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %66 = "linalg.generic"(%62, %64, %60) <{indexing_maps = [#map2, #map6, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %85 = "arith.mulf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%85) : (f32) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<?x1x1xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
    %67 = "tensor.expand_shape"(%22, %63) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: -9223372036854775808, 1, 1>}> : (tensor<?xf32>, index) -> tensor<?x1x1xf32>
    "cf.assert"(%65) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %68 = "linalg.generic"(%66, %67, %60) <{indexing_maps = [#map2, #map6, #map2], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg3: f32, %arg4: f32, %arg5: f32):
      %84 = "arith.addf"(%arg3, %arg4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%84) : (f32) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<?x1x1xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
    %69 = "arith.select"(%16, %0, %12) : (i1, i64, i64) -> i64
    %70 = "arith.extui"(%16) : (i1) -> i64
    %71 = "arith.muli"(%69, %10) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %72 = "arith.muli"(%71, %14) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %73 = "arith.addi"(%70, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %74 = "arith.select"(%29, %71, %72) : (i1, i64, i64) -> i64
    %75 = "arith.select"(%29, %73, %70) : (i1, i64, i64) -> i64
    %76 = "arith.cmpi"(%75, %0) <{predicate = 3 : i64}> : (i64, i64) -> i1
    "cf.assert"(%76) <{msg = "must have at most one inferred (negative) dimension"}> : (i1) -> ()
    %77 = "arith.muli"(%36, %5) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %78 = "arith.muli"(%77, %37) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %79 = "arith.divsi"(%78, %74) : (i64, i64) -> i64
    %80 = "arith.select"(%16, %79, %12) : (i1, i64, i64) -> i64
    %81 = "arith.select"(%29, %79, %14) : (i1, i64, i64) -> i64
    %82 = "tensor.from_elements"(%80, %2, %5, %81) : (i64, i64, i64, i64) -> tensor<4xi64>
    %83 = "tensor.reshape"(%68, %82) : (tensor<1x?x7x?xf32>, tensor<4xi64>) -> tensor<?x5x7x?xf32>
    "func.return"(%83) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
