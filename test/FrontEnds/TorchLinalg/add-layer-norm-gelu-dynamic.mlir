// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// F.gelu(F.layer_norm(x + r, (11,), w, b))
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x11xf32>, %arg1: tensor<?x?x11xf32>, %arg2: tensor<11xf32>, %arg3: tensor<11xf32>):
    %0 = "arith.constant"() <{value = 1 : index}> : () -> index
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %3 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %4 = "arith.constant"() <{value = 1.000000e+00 : f32}> : () -> f32
    %5 = "arith.constant"() <{value = 5.000000e-01 : f32}> : () -> f32
    %6 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %7 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %8 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %9 = "arith.constant"() <{value = 1.41421354 : f32}> : () -> f32
    %10 = "tensor.dim"(%arg0, %1) : (tensor<?x?x11xf32>, index) -> index
    %11 = "tensor.dim"(%arg0, %0) : (tensor<?x?x11xf32>, index) -> index
    %12 = "tensor.dim"(%arg1, %1) : (tensor<?x?x11xf32>, index) -> index
    %13 = "arith.cmpi"(%10, %12) <{predicate = 0 : i64}> : (index, index) -> i1
    "cf.assert"(%13) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %14 = "tensor.dim"(%arg1, %0) : (tensor<?x?x11xf32>, index) -> index
    %15 = "arith.cmpi"(%11, %14) <{predicate = 0 : i64}> : (index, index) -> i1
    "cf.assert"(%15) <{msg = "mismatched size for broadcast"}> : (i1) -> ()
    %16 = "tensor.empty"(%10, %11) : (index, index) -> tensor<?x?x11xf32>
    %17 = "linalg.generic"(%arg0, %arg1, %16) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg48: f32, %arg49: f32, %arg50: f32):
      %62 = "arith.addf"(%arg48, %arg49) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%62) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %18 = "tensor.empty"(%10, %11) : (index, index) -> tensor<?x?x11xf64>
    %19 = "linalg.generic"(%17, %18) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg46: f32, %arg47: f64):
      %61 = "arith.extf"(%arg46) : (f32) -> f64
      "linalg.yield"(%61) : (f64) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %20 = "tensor.empty"(%10, %11) : (index, index) -> tensor<?x?x1xf64>
    %21 = "linalg.fill"(%2, %20) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg44: f64, %arg45: f64):
      "linalg.yield"(%arg44) : (f64) -> ()
    }) : (f64, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %22 = "linalg.generic"(%19, %21) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg42: f64, %arg43: f64):
      %60 = "arith.addf"(%arg42, %arg43) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%60) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %23 = "linalg.generic"(%22, %20) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg40: f64, %arg41: f64):
      %59 = "arith.divf"(%arg40, %7) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%59) : (f64) -> ()
    }) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %24 = "linalg.generic"(%19, %23, %18) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg37: f64, %arg38: f64, %arg39: f64):
      %58 = "arith.subf"(%arg37, %arg38) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%58) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x1xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %25 = "linalg.generic"(%24, %24, %18) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg34: f64, %arg35: f64, %arg36: f64):
      %57 = "arith.mulf"(%arg34, %arg35) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%57) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x11xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %26 = "linalg.generic"(%25, %21) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg32: f64, %arg33: f64):
      %56 = "arith.addf"(%arg32, %arg33) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%56) : (f64) -> ()
    }) : (tensor<?x?x11xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %27 = "linalg.generic"(%26, %20) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg30: f64, %arg31: f64):
      %55 = "arith.divf"(%arg30, %7) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%55) : (f64) -> ()
    }) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %28 = "tensor.empty"(%10, %11) : (index, index) -> tensor<?x?x1xf32>
    %29 = "linalg.generic"(%27, %28) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg28: f64, %arg29: f32):
      %54 = "arith.truncf"(%arg28) : (f64) -> f32
      "linalg.yield"(%54) : (f32) -> ()
    }) : (tensor<?x?x1xf64>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %30 = "linalg.fill"(%3, %28) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg26: f32, %arg27: f32):
      "linalg.yield"(%arg26) : (f32) -> ()
    }) : (f32, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %31 = "linalg.generic"(%17, %30) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg24: f32, %arg25: f32):
      %53 = "arith.addf"(%arg24, %arg25) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%53) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %32 = "linalg.generic"(%31, %28) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg22: f32, %arg23: f32):
      %52 = "arith.divf"(%arg22, %8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%52) : (f32) -> ()
    }) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %33 = "linalg.generic"(%29, %28) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg20: f32, %arg21: f32):
      %50 = "arith.truncf"(%6) : (f64) -> f32
      %51 = "arith.addf"(%arg20, %50) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%51) : (f32) -> ()
    }) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %34 = "linalg.generic"(%33, %28) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg18: f32, %arg19: f32):
      %49 = "math.rsqrt"(%arg18) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%49) : (f32) -> ()
    }) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %35 = "linalg.generic"(%17, %32, %16) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32, %arg17: f32):
      %48 = "arith.subf"(%arg15, %arg16) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%48) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x1xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %36 = "linalg.generic"(%35, %34, %16) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32, %arg14: f32):
      %47 = "arith.mulf"(%arg12, %arg13) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%47) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x1xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %37 = "linalg.generic"(%36, %arg2, %16) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg9: f32, %arg10: f32, %arg11: f32):
      %46 = "arith.mulf"(%arg9, %arg10) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%46) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %38 = "linalg.generic"(%37, %arg3, %16) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg6: f32, %arg7: f32, %arg8: f32):
      %45 = "arith.addf"(%arg6, %arg7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%45) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %39 = "linalg.generic"(%38, %16) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32):
      %40 = "arith.divf"(%arg4, %9) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %41 = "math.erf"(%40) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      %42 = "arith.addf"(%41, %4) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %43 = "arith.mulf"(%42, %5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      %44 = "arith.mulf"(%arg4, %43) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%44) : (f32) -> ()
    }) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%39) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
