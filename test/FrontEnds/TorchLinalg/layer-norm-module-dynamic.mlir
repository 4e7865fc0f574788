// torch-mlir 20261001, torch 2.13.0, to linalg-on-tensors.
// self.norm = nn.LayerNorm(11)
// self.norm.weight.data.copy_((torch.arange(11) + 4) / 8)
// self.norm.bias.data.copy_((torch.arange(11) - 5) / 4)
// self.norm(x)
#map = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, 0)>
#map2 = affine_map<(d0, d1, d2) -> (d2)>
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x11xf32>) -> tensor<?x5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x11xf32>):
    %0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %1 = "arith.constant"() <{value = 0.000000e+00 : f64}> : () -> f64
    %2 = "arith.constant"() <{value = 0.000000e+00 : f32}> : () -> f32
    %3 = "arith.constant"() <{value = dense_resource<torch_tensor_11_torch.float32_1> : tensor<11xf32>}> : () -> tensor<11xf32>
    %4 = "arith.constant"() <{value = dense_resource<torch_tensor_11_torch.float32> : tensor<11xf32>}> : () -> tensor<11xf32>
    %5 = "arith.constant"() <{value = 1.000000e-05 : f64}> : () -> f64
    %6 = "arith.constant"() <{value = 1.100000e+01 : f64}> : () -> f64
    %7 = "arith.constant"() <{value = 1.100000e+01 : f32}> : () -> f32
    %8 = "tensor.dim"(%arg0, %0) : (tensor<?x5x11xf32>, index) -> index
    %9 = "tensor.empty"(%8) : (index) -> tensor<?x5x11xf64>
    %10 = "linalg.generic"(%arg0, %9) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg41: f32, %arg42: f64):
      %47 = "arith.extf"(%arg41) : (f32) -> f64
      "linalg.yield"(%47) : (f64) -> ()
    }) : (tensor<?x5x11xf32>, tensor<?x5x11xf64>) -> tensor<?x5x11xf64>
    %11 = "tensor.empty"(%8) : (index) -> tensor<?x5x1xf64>
    %12 = "linalg.fill"(%1, %11) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg39: f64, %arg40: f64):
      "linalg.yield"(%arg39) : (f64) -> ()
    }) : (f64, tensor<?x5x1xf64>) -> tensor<?x5x1xf64>
    %13 = "linalg.generic"(%10, %12) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg37: f64, %arg38: f64):
      %46 = "arith.addf"(%arg37, %arg38) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%46) : (f64) -> ()
    }) : (tensor<?x5x11xf64>, tensor<?x5x1xf64>) -> tensor<?x5x1xf64>
    %14 = "linalg.generic"(%13, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg35: f64, %arg36: f64):
      %45 = "arith.divf"(%arg35, %6) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%45) : (f64) -> ()
    }) : (tensor<?x5x1xf64>, tensor<?x5x1xf64>) -> tensor<?x5x1xf64>
    %15 = "linalg.generic"(%10, %14, %9) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg32: f64, %arg33: f64, %arg34: f64):
      %44 = "arith.subf"(%arg32, %arg33) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%44) : (f64) -> ()
    }) : (tensor<?x5x11xf64>, tensor<?x5x1xf64>, tensor<?x5x11xf64>) -> tensor<?x5x11xf64>
    %16 = "linalg.generic"(%15, %15, %9) <{indexing_maps = [#map, #map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg29: f64, %arg30: f64, %arg31: f64):
      %43 = "arith.mulf"(%arg29, %arg30) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%43) : (f64) -> ()
    }) : (tensor<?x5x11xf64>, tensor<?x5x11xf64>, tensor<?x5x11xf64>) -> tensor<?x5x11xf64>
    %17 = "linalg.generic"(%16, %12) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg27: f64, %arg28: f64):
      %42 = "arith.addf"(%arg27, %arg28) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%42) : (f64) -> ()
    }) : (tensor<?x5x11xf64>, tensor<?x5x1xf64>) -> tensor<?x5x1xf64>
    %18 = "linalg.generic"(%17, %11) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg25: f64, %arg26: f64):
      %41 = "arith.divf"(%arg25, %6) <{fastmath = #arith.fastmath<none>}> : (f64, f64) -> f64
      "linalg.yield"(%41) : (f64) -> ()
    }) : (tensor<?x5x1xf64>, tensor<?x5x1xf64>) -> tensor<?x5x1xf64>
    %19 = "tensor.empty"(%8) : (index) -> tensor<?x5x1xf32>
    %20 = "linalg.generic"(%18, %19) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg23: f64, %arg24: f32):
      %40 = "arith.truncf"(%arg23) : (f64) -> f32
      "linalg.yield"(%40) : (f32) -> ()
    }) : (tensor<?x5x1xf64>, tensor<?x5x1xf32>) -> tensor<?x5x1xf32>
    %21 = "linalg.fill"(%2, %19) <{operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg21: f32, %arg22: f32):
      "linalg.yield"(%arg21) : (f32) -> ()
    }) : (f32, tensor<?x5x1xf32>) -> tensor<?x5x1xf32>
    %22 = "linalg.generic"(%arg0, %21) <{indexing_maps = [#map, #map1], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<reduction>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg19: f32, %arg20: f32):
      %39 = "arith.addf"(%arg19, %arg20) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%39) : (f32) -> ()
    }) : (tensor<?x5x11xf32>, tensor<?x5x1xf32>) -> tensor<?x5x1xf32>
    %23 = "linalg.generic"(%22, %19) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg17: f32, %arg18: f32):
      %38 = "arith.divf"(%arg17, %7) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%38) : (f32) -> ()
    }) : (tensor<?x5x1xf32>, tensor<?x5x1xf32>) -> tensor<?x5x1xf32>
    %24 = "linalg.generic"(%20, %19) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg15: f32, %arg16: f32):
      %36 = "arith.truncf"(%5) : (f64) -> f32
      %37 = "arith.addf"(%arg15, %36) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%37) : (f32) -> ()
    }) : (tensor<?x5x1xf32>, tensor<?x5x1xf32>) -> tensor<?x5x1xf32>
    %25 = "linalg.generic"(%24, %19) <{indexing_maps = [#map, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 1, 1>}> ({
    ^bb0(%arg13: f32, %arg14: f32):
      %35 = "math.rsqrt"(%arg13) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
      "linalg.yield"(%35) : (f32) -> ()
    }) : (tensor<?x5x1xf32>, tensor<?x5x1xf32>) -> tensor<?x5x1xf32>
    %26 = "tensor.empty"(%8) : (index) -> tensor<?x5x11xf32>
    %27 = "linalg.generic"(%arg0, %23, %26) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg10: f32, %arg11: f32, %arg12: f32):
      %34 = "arith.subf"(%arg10, %arg11) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%34) : (f32) -> ()
    }) : (tensor<?x5x11xf32>, tensor<?x5x1xf32>, tensor<?x5x11xf32>) -> tensor<?x5x11xf32>
    %28 = "linalg.generic"(%27, %25, %26) <{indexing_maps = [#map, #map1, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg7: f32, %arg8: f32, %arg9: f32):
      %33 = "arith.mulf"(%arg7, %arg8) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%33) : (f32) -> ()
    }) : (tensor<?x5x11xf32>, tensor<?x5x1xf32>, tensor<?x5x11xf32>) -> tensor<?x5x11xf32>
    %29 = "linalg.generic"(%28, %4, %26) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg4: f32, %arg5: f32, %arg6: f32):
      %32 = "arith.mulf"(%arg4, %arg5) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%32) : (f32) -> ()
    }) : (tensor<?x5x11xf32>, tensor<11xf32>, tensor<?x5x11xf32>) -> tensor<?x5x11xf32>
    %30 = "linalg.generic"(%29, %3, %26) <{indexing_maps = [#map, #map2, #map], iterator_types = [#linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>, #linalg.iterator_type<parallel>], operandSegmentSizes = array<i32: 2, 1>}> ({
    ^bb0(%arg1: f32, %arg2: f32, %arg3: f32):
      %31 = "arith.addf"(%arg1, %arg2) <{fastmath = #arith.fastmath<none>}> : (f32, f32) -> f32
      "linalg.yield"(%31) : (f32) -> ()
    }) : (tensor<?x5x11xf32>, tensor<11xf32>, tensor<?x5x11xf32>) -> tensor<?x5x11xf32>
    "func.return"(%30) : (tensor<?x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_11_torch.float32_1: "0x040000000000A0BF000080BF000040BF000000BF000080BE000000000000803E0000003F0000403F0000803F0000A03F",
      torch_tensor_11_torch.float32: "0x040000000000003F0000203F0000403F0000603F0000803F0000903F0000A03F0000B03F0000C03F0000D03F0000E03F"
    }
  }
#-}
