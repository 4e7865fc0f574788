// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.local_response_norm(x, 5, 1e-4, 0.75, 2.0)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1 + d5, d2 + d6, d3 + d7, d4)>
#map2 = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d5, d6, d7)>
#map3 = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d2, d3, d4)>
#map4 = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x7x3x?xf32>) -> tensor<?x7x3x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x7x3x?xf32>):
    %0 = "arith.constant"() <{value = 1 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 3 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 0 : i64}> : () -> i64
    %3 = "arith.constant"() <{value = 0 : index}> : () -> index
    %4 = "arith.constant"() <{value = 3 : index}> : () -> index
    %5 = "arith.constant"() <{value = 7 : i64}> : () -> i64
    %6 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %7 = "arith.constant"() <{value = 1.000000e-04 : f64}> : () -> f64
    %8 = "arith.constant"() <{value = 21 : i64}> : () -> i64
    %9 = "arith.constant"() <{value = 5.000000e+00 : f32}> : () -> f32
    %10 = "arith.constant"() <{value = 2.000000e+00 : f32}> : () -> f32
    %11 = "arith.constant"() <{value = 7.500000e-01 : f32}> : () -> f32
    %12 = "tensor.dim"(%arg0, %3) : (tensor<?x7x3x?xf32>, index) -> index
    %13 = "arith.index_cast"(%12) : (index) -> i64
    %14 = "tensor.dim"(%arg0, %4) : (tensor<?x7x3x?xf32>, index) -> index
    %15 = "arith.index_cast"(%14) : (index) -> i64
    %16 = "tensor.empty"(%12, %14) : (index, index) -> tensor<?x7x3x?xf32>
    %17 = "linalg.generic"(%arg0, %arg0, %16) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg26: f32, %arg27: f32, %arg28: f32):
      %71 = "arith.mulf"(%arg26, %arg27) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%71) : (f32) -> ()
    }) : (tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>) -> tensor<?x7x3x?xf32>
    %18 = "arith.cmpi"(%13, %2) <{predicate = 2 : i64}> : (i64, i64) -> i1
    %19 = "arith.select"(%18, %0, %13) : (i1, i64, i64) -> i64
    %20 = "arith.extui"(%18) : (i1) -> i64
    %21 = "arith.muli"(%19, %8) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %22 = "arith.addi"(%20, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %23 = "arith.cmpi"(%22, %0) <{predicate = 3 : i64}> : (i64, i64) -> i1
    "cf.assert"(%23) <{msg = "must have at most one inferred (negative) dimension"}> : (i1) -> ()
    %24 = "arith.muli"(%13, %8) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %25 = "arith.muli"(%24, %15) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %26 = "arith.divsi"(%25, %21) : (i64, i64) -> i64
    %27 = "arith.select"(%18, %26, %13) : (i1, i64, i64) -> i64
    %28 = "tensor.from_elements"(%27, %0, %5, %1, %26) : (i64, i64, i64, i64, i64) -> tensor<5xi64>
    %29 = "tensor.reshape"(%17, %28) : (tensor<?x7x3x?xf32>, tensor<5xi64>) -> tensor<?x1x7x3x?xf32>
    %30 = "tensor.pad"(%29) <{operandSegmentSizes = array<i32: 1, 0, 0>, static_high = array<i64: 0, 0, 2, 0, 0>, static_low = array<i64: 0, 0, 2, 0, 0>}> ({
    ^bb0(%arg21: index, %arg22: index, %arg23: index, %arg24: index, %arg25: index):
      "tensor.yield"(%6) : (f32) -> ()
    }) : (tensor<?x1x7x3x?xf32>) -> tensor<?x1x11x3x?xf32>
    %31 = "arith.index_cast"(%27) : (i64) -> index
    %32 = "arith.index_cast"(%26) : (i64) -> index
    %33 = "tensor.empty"() : () -> tensor<5x1x1xf32>
    %34 = "tensor.empty"(%31, %32) : (index, index) -> tensor<?x11x3x?x1xf32>
    %35 = "linalg.transpose"(%30, %34) <{permutation = array<i64: 0, 2, 3, 4, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      "linalg.yield"(%arg19) : (f32) -> ()
    }) : (tensor<?x1x11x3x?xf32>, tensor<?x11x3x?x1xf32>) -> tensor<?x11x3x?x1xf32>
    %36 = "tensor.empty"(%31, %32) : (index, index) -> tensor<?x7x3x?x1xf32>
    %37 = "linalg.fill"(%6, %36) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      "linalg.yield"(%arg17) : (f32) -> ()
    }) : (f32, tensor<?x7x3x?x1xf32>) -> tensor<?x7x3x?x1xf32>
    %38 = "linalg.pooling_ndhwc_sum"(%35, %33, %37) <{dilations = dense<1> : vector<3xi64>, operandSegmentSizes = array<i32: 2, 1>, strides = dense<1> : vector<3xi64>}> ({
    ^bb0(%arg14: f32, %arg15: f32, %arg16: f32):
      %70 = "arith.addf"(%arg16, %arg14) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%70) : (f32) -> ()
    }) {linalg.memoized_indexing_maps = [#map1, #map2, #map3]} : (tensor<?x11x3x?x1xf32>, tensor<5x1x1xf32>, tensor<?x7x3x?x1xf32>) -> tensor<?x7x3x?x1xf32>
    %39 = "tensor.empty"(%31, %32) : (index, index) -> tensor<?x1x7x3x?xf32>
    %40 = "linalg.transpose"(%38, %39) <{permutation = array<i64: 0, 4, 1, 2, 3>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      "linalg.yield"(%arg12) : (f32) -> ()
    }) : (tensor<?x7x3x?x1xf32>, tensor<?x1x7x3x?xf32>) -> tensor<?x1x7x3x?xf32>
    %41 = "linalg.generic"(%40, %39) <{indexing_maps = [#map4, #map4], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %69 = "arith.divf"(%arg10, %9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%69) : (f32) -> ()
    }) : (tensor<?x1x7x3x?xf32>, tensor<?x1x7x3x?xf32>) -> tensor<?x1x7x3x?xf32>
    %42 = "tensor.collapse_shape"(%41) <{reassociation = [[0, 1], [2], [3], [4]]}> : (tensor<?x1x7x3x?xf32>) -> tensor<?x7x3x?xf32>
    %43 = "arith.muli"(%21, %15) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %44 = "arith.cmpi"(%15, %2) <{predicate = 2 : i64}> : (i64, i64) -> i1
    %45 = "arith.select"(%44, %21, %43) : (i1, i64, i64) -> i64
    %46 = "arith.select"(%44, %22, %20) : (i1, i64, i64) -> i64
    %47 = "arith.cmpi"(%46, %0) <{predicate = 3 : i64}> : (i64, i64) -> i1
    "cf.assert"(%47) <{msg = "must have at most one inferred (negative) dimension"}> : (i1) -> ()
    %48 = "arith.muli"(%27, %8) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %49 = "arith.muli"(%48, %26) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %50 = "arith.divsi"(%49, %45) : (i64, i64) -> i64
    %51 = "arith.select"(%18, %50, %13) : (i1, i64, i64) -> i64
    %52 = "arith.select"(%44, %50, %15) : (i1, i64, i64) -> i64
    %53 = "tensor.from_elements"(%51, %5, %1, %52) : (i64, i64, i64, i64) -> tensor<4xi64>
    %54 = "tensor.reshape"(%42, %53) : (tensor<?x7x3x?xf32>, tensor<4xi64>) -> tensor<?x7x3x?xf32>
    %55 = "arith.index_cast"(%51) : (i64) -> index
    %56 = "arith.index_cast"(%52) : (i64) -> index
    %57 = "tensor.empty"(%55, %56) : (index, index) -> tensor<?x7x3x?xf32>
    %58 = "linalg.generic"(%54, %57) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg8: f32, %arg9: f32):
      %67 = "arith.truncf"(%7) : (f64) -> f32
      %68 = "arith.mulf"(%arg8, %67) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%68) : (f32) -> ()
    }) : (tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>) -> tensor<?x7x3x?xf32>
    %59 = "linalg.generic"(%58, %57) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32):
      %66 = "arith.addf"(%arg6, %10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%66) : (f32) -> ()
    }) : (tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>) -> tensor<?x7x3x?xf32>
    %60 = "linalg.generic"(%59, %57) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      %65 = "math.powf"(%arg4, %11) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%65) : (f32) -> ()
    }) : (tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>) -> tensor<?x7x3x?xf32>
    %61 = "arith.cmpi"(%12, %55) <{predicate = 0 : i64}> : (index, index) -> i1
    "cf.assert"(%61) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %62 = "arith.cmpi"(%14, %56) <{predicate = 0 : i64}> : (index, index) -> i1
    "cf.assert"(%62) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %63 = "linalg.generic"(%arg0, %60, %16) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %64 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%64) : (f32) -> ()
    }) : (tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>, tensor<?x7x3x?xf32>) -> tensor<?x7x3x?xf32>
    "func.return"(%63) : (tensor<?x7x3x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
