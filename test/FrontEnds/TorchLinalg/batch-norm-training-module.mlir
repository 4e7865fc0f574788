// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// self.norm = nn.BatchNorm2d(5)
// self.norm(x)
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
#map2 = affine_map<(d0) -> (d0)>
#map3 = affine_map<(d0, d1, d2, d3) -> (d1, 0, 0)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>) -> (tensor<5xf32>, tensor<5xf32>, tensor<i64>, tensor<3x5x7x11xf32>), sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>):
    %0 = "arith.constant"() <{value = dense<1> : tensor<i64>}> : () -> tensor<i64>
    %1 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = dense_resource<torch_tensor_5_torch.float32_3> : tensor<5xf32>}> : () -> tensor<5xf32>
    %4 = "arith.constant"() <{value = dense_resource<torch_tensor_5_torch.float32_2> : tensor<5xf32>}> : () -> tensor<5xf32>
    %5 = "arith.constant"() <{value = dense_resource<torch_tensor_5_torch.float32_1> : tensor<5xf32>}> : () -> tensor<5xf32>
    %6 = "arith.constant"() <{value = 1.0043478260869565 : f64}> : () -> f64
    %7 = "arith.constant"() <{value = 9.000000e-01 : f64}> : () -> f64
    %8 = "arith.constant"() <{value = dense_resource<torch_tensor_5_torch.float32> : tensor<5xf32>}> : () -> tensor<5xf32>
    %9 = "arith.constant"() <{value = 1.000000e-01 : f64}> : () -> f64
    %10 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %11 = "arith.constant"() <{value = 2.310000e+02 : f64}> : () -> f64
    %12 = "arith.constant"() <{value = 2.310000e+02 : f32}> : () -> f32
    %13 = "tensor.empty"() : () -> tensor<3x5x7x11xf64>
    %14 = "linalg.generic"(%arg0, %13) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg57: f32, %arg58: f64):
      %75 = "arith.extf"(%arg57) : (f32) -> f64
      "linalg.yield"(%75) : (f64) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %15 = "tensor.empty"() : () -> tensor<1x5x1x1xf64>
    %16 = "linalg.fill"(%1, %15) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg55: f64, %arg56: f64):
      "linalg.yield"(%arg55) : (f64) -> ()
    }) : (f64, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %17 = "linalg.generic"(%14, %16) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg53: f64, %arg54: f64):
      %74 = "arith.addf"(%arg53, %arg54) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%74) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %18 = "linalg.generic"(%17, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg51: f64, %arg52: f64):
      %73 = "arith.divf"(%arg51, %11) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%73) : (f64) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %19 = "linalg.generic"(%14, %18, %13) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg48: f64, %arg49: f64, %arg50: f64):
      %72 = "arith.subf"(%arg48, %arg49) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%72) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<1x5x1x1xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %20 = "linalg.generic"(%19, %19, %13) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg45: f64, %arg46: f64, %arg47: f64):
      %71 = "arith.mulf"(%arg45, %arg46) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%71) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %21 = "linalg.generic"(%20, %16) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg43: f64, %arg44: f64):
      %70 = "arith.addf"(%arg43, %arg44) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%70) : (f64) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %22 = "linalg.generic"(%21, %15) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f64, %arg42: f64):
      %69 = "arith.divf"(%arg41, %11) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%69) : (f64) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %23 = "tensor.empty"() : () -> tensor<1x5x1x1xf32>
    %24 = "linalg.generic"(%22, %23) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f32):
      %68 = "arith.truncf"(%arg39) : (f64) -> f32
      "linalg.yield"(%68) : (f32) -> ()
    }) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %25 = "linalg.fill"(%2, %23) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f32, %arg38: f32):
      "linalg.yield"(%arg37) : (f32) -> ()
    }) : (f32, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %26 = "linalg.generic"(%arg0, %25) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<reduction>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f32, %arg36: f32):
      %67 = "arith.addf"(%arg35, %arg36) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%67) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %27 = "linalg.generic"(%26, %23) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg33: f32, %arg34: f32):
      %66 = "arith.divf"(%arg33, %12) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%66) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %28 = "linalg.generic"(%24, %23) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg31: f32, %arg32: f32):
      %64 = "arith.truncf"(%10) : (f64) -> f32
      %65 = "arith.addf"(%arg31, %64) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%65) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %29 = "linalg.generic"(%28, %23) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg29: f32, %arg30: f32):
      %63 = "math.rsqrt"(%arg29) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%63) : (f32) -> ()
    }) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %30 = "tensor.empty"() : () -> tensor<3x5x7x11xf32>
    %31 = "linalg.generic"(%arg0, %27, %30) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg26: f32, %arg27: f32, %arg28: f32):
      %62 = "arith.subf"(%arg26, %arg27) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%62) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %32 = "linalg.generic"(%31, %29, %30) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg23: f32, %arg24: f32, %arg25: f32):
      %61 = "arith.mulf"(%arg23, %arg24) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%61) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<1x5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %33 = "tensor.collapse_shape"(%27) <{reassociation = [[0, 1, 2, 3]]}> : (tensor<1x5x1x1xf32>) -> tensor<5xf32>
    %34 = "tensor.empty"() : () -> tensor<5xf32>
    %35 = "linalg.generic"(%33, %34) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      %59 = "arith.truncf"(%9) : (f64) -> f32
      %60 = "arith.mulf"(%arg21, %59) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%60) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %36 = "linalg.generic"(%8, %34) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %57 = "arith.truncf"(%7) : (f64) -> f32
      %58 = "arith.mulf"(%arg19, %57) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%58) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %37 = "linalg.generic"(%35, %36, %34) <{indexing_maps = [#map2, #map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg16: f32, %arg17: f32, %arg18: f32):
      %56 = "arith.addf"(%arg16, %arg17) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%56) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %38 = "tensor.collapse_shape"(%24) <{reassociation = [[0, 1, 2, 3]]}> : (tensor<1x5x1x1xf32>) -> tensor<5xf32>
    %39 = "linalg.generic"(%38, %34) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg14: f32, %arg15: f32):
      %54 = "arith.truncf"(%6) : (f64) -> f32
      %55 = "arith.mulf"(%arg14, %54) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%55) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %40 = "linalg.generic"(%39, %34) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg12: f32, %arg13: f32):
      %52 = "arith.truncf"(%9) : (f64) -> f32
      %53 = "arith.mulf"(%arg12, %52) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%53) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %41 = "linalg.generic"(%5, %34) <{indexing_maps = [#map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32):
      %50 = "arith.truncf"(%7) : (f64) -> f32
      %51 = "arith.mulf"(%arg10, %50) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%51) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %42 = "linalg.generic"(%40, %41, %34) <{indexing_maps = [#map2, #map2, #map2], iterator_types = [#linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32, %arg9: f32):
      %49 = "arith.addf"(%arg7, %arg8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%49) : (f32) -> ()
    }) : (tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %43 = "tensor.expand_shape"(%4) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 5, 1, 1>}> : (tensor<5xf32>) -> tensor<5x1x1xf32>
    %44 = "linalg.generic"(%32, %43, %30) <{indexing_maps = [#map, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32, %arg6: f32):
      %48 = "arith.mulf"(%arg4, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%48) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %45 = "tensor.expand_shape"(%3) <{reassociation = [[0, 1, 2]], static_output_shape = array<i64: 5, 1, 1>}> : (tensor<5xf32>) -> tensor<5x1x1xf32>
    %46 = "linalg.generic"(%44, %45, %30) <{indexing_maps = [#map, #map3, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %47 = "arith.addf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%47) : (f32) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<5x1x1xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%37, %42, %0, %46) : (tensor<5xf32>, tensor<5xf32>, tensor<i64>, tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_5_torch.float32_3: "0x040000000000000000000000000000000000000000000000",
      torch_tensor_5_torch.float32_2: "0x040000000000803F0000803F0000803F0000803F0000803F",
      torch_tensor_5_torch.float32_1: "0x040000000000803F0000803F0000803F0000803F0000803F",
      torch_tensor_5_torch.float32: "0x040000000000000000000000000000000000000000000000"
    }
  }
#-}
