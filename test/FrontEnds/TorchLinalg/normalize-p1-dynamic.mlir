// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.normalize(x, p=1.0, dim=-1)
#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x11xf32>) -> tensor<?x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x11xf32>):
    %0 = "arith.constant"() <{value = true}> : () -> i1
    %1 = "arith.constant"() <{value = 0 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = 1 : index}> : () -> index
    %4 = "arith.constant"() <{value = 0 : index}> : () -> index
    %5 = "arith.constant"() <{value = 1.000000e+00 : f32}> : () -> f32
    %6 = "arith.constant"() <{value = 9.9999999999999998E-13 : f64}> : () -> f64
    %7 = "tensor.dim"(%arg0, %4) : (tensor<?x11xf32>, index) -> index
    %8 = "arith.index_cast"(%7) : (index) -> i64
    %9 = "tensor.empty"(%7) : (index) -> tensor<?x1xf32>
    %10 = "linalg.fill"(%2, %9) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg11: f32, %arg12: f32):
      "linalg.yield"(%arg11) : (f32) -> ()
    }) : (f32, tensor<?x1xf32>) -> tensor<?x1xf32>
    %11 = "linalg.generic"(%arg0, %10) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32):
      %28 = "math.absf"(%arg9) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      %29 = "math.powf"(%28, %5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %30 = "arith.addf"(%29, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%30) : (f32) -> ()
    }) : (tensor<?x11xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
    %12 = "linalg.generic"(%11, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32):
      %27 = "math.powf"(%arg7, %5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%27) : (f32) -> ()
    }) : (tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
    %13 = "linalg.generic"(%12, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg5: f32, %arg6: f32):
      %24 = "arith.truncf"(%6) : (f64) -> f32
      %25 = "arith.cmpf"(%arg5, %24) <{fastmath = #arith.fastmath<none>, predicate = 11 : i64}> : (f32, f32) -> i1
      %26 = "arith.select"(%25, %24, %arg5) : (i1, f32, f32) -> f32
      "linalg.yield"(%26) : (f32) -> ()
    }) : (tensor<?x1xf32>, tensor<?x1xf32>) -> tensor<?x1xf32>
    %14 = "arith.cmpi"(%8, %1) <{predicate = 5 : i64}> : (i64, i64) -> i1
    "cf.assert"(%14) <{msg = "unimplemented: dynamic negative broadcast sizes"}> : (i1) -> ()
    %15 = "tensor.empty"(%7) : (index) -> tensor<?x11xf32>
    %16 = "linalg.generic"(%15) <{indexing_maps = [#map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 0, 1>}> ({
    ^bb0(%arg4: f32):
      %20 = "linalg.index"() <{dim = 0 : i64}> : () -> index
      %21 = "arith.cmpi"(%7, %3) <{predicate = 0 : i64}> : (index, index) -> i1
      %22 = "arith.select"(%21, %4, %20) : (i1, index, index) -> index
      %23 = "tensor.extract"(%13, %22, %4) : (tensor<?x1xf32>, index, index) -> f32
      "linalg.yield"(%23) : (f32) -> ()
    }) : (tensor<?x11xf32>) -> tensor<?x11xf32>
    "cf.assert"(%0) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %17 = "tensor.empty"(%7) : (index) -> tensor<?x11xf32>
    %18 = "linalg.generic"(%arg0, %16, %17) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %19 = "arith.divf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%19) : (f32) -> ()
    }) : (tensor<?x11xf32>, tensor<?x11xf32>, tensor<?x11xf32>) -> tensor<?x11xf32>
    "func.return"(%18) : (tensor<?x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
