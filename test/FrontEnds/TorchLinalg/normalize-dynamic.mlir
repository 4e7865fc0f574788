// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.normalize(x, 2.0, 1, 1e-12)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, 0, d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x11x7xf32>) -> tensor<?x11x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x11x7xf32>):
    %0 = "arith.constant"() <{value = true}> : () -> i1
    %1 = "arith.constant"() <{value = 0 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 1 : index}> : () -> index
    %4 = "arith.constant"() <{value = 0 : index}> : () -> index
    %5 = "arith.constant"() <{value = 9.9999999999999998E-13 : f64}> : () -> f64
    %6 = "arith.constant"() <{value = 5.000000e-01 : f32}> : () -> f32
    %7 = "arith.constant"() <{value = 2.000000e+00 : f32}> : () -> f32
    %8 = "tensor.dim"(%arg0, %4) : (tensor<?x11x7xf32>, index) -> index
    %9 = "arith.index_cast"(%8) : (index) -> i64
    %10 = "tensor.empty"(%8) : (index) -> tensor<?x1x7xf32>
    %11 = "linalg.fill"(%2, %10) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      "linalg.yield"(%arg11) : (f32) -> ()
    }) : (f32, tensor<?x1x7xf32>) -> tensor<?x1x7xf32>
    %12 = "linalg.generic"(%arg0, %11) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32):
      %30 = "math.absf"(%arg9) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      %31 = "math.powf"(%30, %7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %32 = "arith.addf"(%31, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<?x11x7xf32>, tensor<?x1x7xf32>) -> tensor<?x1x7xf32>
    %13 = "linalg.generic"(%12, %10) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32):
      %29 = "math.powf"(%arg7, %6) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%29) : (f32) -> ()
    }) : (tensor<?x1x7xf32>, tensor<?x1x7xf32>) -> tensor<?x1x7xf32>
    %14 = "linalg.generic"(%13, %10) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32):
      %26 = "arith.truncf"(%5) : (f64) -> f32
      %27 = "arith.cmpf"(%arg5, %26) <{fastmath = #arith.fastmath<none>, predicate = 11 : i64}> : (f32, f32) -> i1
      %28 = "arith.select"(%27, %26, %arg5) : (i1, f32, f32) -> f32
      "linalg.yield"(%28) : (f32) -> ()
    }) : (tensor<?x1x7xf32>, tensor<?x1x7xf32>) -> tensor<?x1x7xf32>
    %15 = "arith.cmpi"(%9, %1) <{predicate = 5 : i64}> : (i64, i64) -> i1
    "cf.assert"(%15) <{msg = "unimplemented: dynamic negative broadcast sizes"}> : (i1) -> ()
    %16 = "tensor.empty"(%8) : (index) -> tensor<?x11x7xf32>
    %17 = "linalg.generic"(%16) <{indexing_maps = [#map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 0, 1>}> ({
    ^bb0(%arg4: f32):
      %21 = "linalg.index"() <{dim = 0 : i64}> : () -> index
      %22 = "linalg.index"() <{dim = 2 : i64}> : () -> index
      %23 = "arith.cmpi"(%8, %3) <{predicate = 0 : i64}> : (index, index) -> i1
      %24 = "arith.select"(%23, %4, %21) : (i1, index, index) -> index
      %25 = "tensor.extract"(%14, %24, %4, %22) : (tensor<?x1x7xf32>, index, index, index) -> f32
      "linalg.yield"(%25) : (f32) -> ()
    }) : (tensor<?x11x7xf32>) -> tensor<?x11x7xf32>
    "cf.assert"(%0) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %18 = "tensor.empty"(%8) : (index) -> tensor<?x11x7xf32>
    %19 = "linalg.generic"(%arg0, %17, %18) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %20 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%20) : (f32) -> ()
    }) : (tensor<?x11x7xf32>, tensor<?x11x7xf32>, tensor<?x11x7xf32>) -> tensor<?x11x7xf32>
    "func.return"(%19) : (tensor<?x11x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()
