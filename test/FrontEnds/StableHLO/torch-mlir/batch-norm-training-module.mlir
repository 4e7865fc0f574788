// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// self.norm = nn.BatchNorm2d(5)
// self.norm(x)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>) -> (tensor<5xf32>, tensor<5xf32>, tensor<i64>, tensor<3x5x7x11xf32>), sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>):
    %0 = "arith.constant"() <{value = dense<1> : tensor<i64>}> : () -> tensor<i64>
    %1 = "stablehlo.constant"() <{value = dense_resource<torch_tensor_5_torch.float32_3> : tensor<5xf32>}> : () -> tensor<5xf32>
    %2 = "stablehlo.constant"() <{value = dense_resource<torch_tensor_5_torch.float32_2> : tensor<5xf32>}> : () -> tensor<5xf32>
    %3 = "stablehlo.constant"() <{value = dense_resource<torch_tensor_5_torch.float32_1> : tensor<5xf32>}> : () -> tensor<5xf32>
    %4 = "stablehlo.constant"() <{value = dense_resource<torch_tensor_5_torch.float32> : tensor<5xf32>}> : () -> tensor<5xf32>
    %5 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %6 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %7 = "arith.constant"() <{value = dense<231> : tensor<1xi64>}> : () -> tensor<1xi64>
    %8 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %9 = "arith.constant"() <{value = dense<1.000000e-01> : tensor<1xf64>}> : () -> tensor<1xf64>
    %10 = "arith.constant"() <{value = dense<9.000000e-01> : tensor<1xf64>}> : () -> tensor<1xf64>
    %11 = "arith.constant"() <{value = dense<1.0043478260869565> : tensor<1xf64>}> : () -> tensor<1xf64>
    %12 = "stablehlo.convert"(%arg0) : (tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf64>
    %13 = "stablehlo.reduce"(%12, %5) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %73 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%73) : (tensor<f64>) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<f64>) -> tensor<5xf64>
    %14 = "stablehlo.reshape"(%13) : (tensor<5xf64>) -> tensor<1x5x1x1xf64>
    %15 = "stablehlo.convert"(%7) : (tensor<1xi64>) -> tensor<1xf64>
    %16 = "stablehlo.reshape"(%15) : (tensor<1xf64>) -> tensor<f64>
    %17 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<1x5x1x1xf64>
    %18 = "stablehlo.divide"(%14, %17) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %19 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf64>) -> tensor<3x5x7x11xf64>
    %20 = "stablehlo.subtract"(%12, %19) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %21 = "stablehlo.multiply"(%20, %20) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %22 = "stablehlo.reduce"(%21, %5) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg3: tensor<f64>, %arg4: tensor<f64>):
      %72 = "stablehlo.add"(%arg3, %arg4) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%72) : (tensor<f64>) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<f64>) -> tensor<5xf64>
    %23 = "stablehlo.reshape"(%22) : (tensor<5xf64>) -> tensor<1x5x1x1xf64>
    %24 = "stablehlo.divide"(%23, %17) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %25 = "stablehlo.convert"(%24) : (tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf32>
    %26 = "stablehlo.reduce"(%arg0, %6) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %71 = "stablehlo.add"(%arg1, %arg2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%71) : (tensor<f32>) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<f32>) -> tensor<5xf32>
    %27 = "stablehlo.reshape"(%26) : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %28 = "stablehlo.convert"(%7) : (tensor<1xi64>) -> tensor<1xf32>
    %29 = "stablehlo.reshape"(%28) : (tensor<1xf32>) -> tensor<f32>
    %30 = "stablehlo.broadcast_in_dim"(%29) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5x1x1xf32>
    %31 = "stablehlo.divide"(%27, %30) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %32 = "stablehlo.convert"(%8) : (tensor<1xf64>) -> tensor<1xf32>
    %33 = "stablehlo.reshape"(%32) : (tensor<1xf32>) -> tensor<f32>
    %34 = "stablehlo.broadcast_in_dim"(%33) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5x1x1xf32>
    %35 = "stablehlo.add"(%25, %34) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %36 = "stablehlo.rsqrt"(%35) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %37 = "stablehlo.broadcast_in_dim"(%31) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %38 = "stablehlo.subtract"(%arg0, %37) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %39 = "stablehlo.broadcast_in_dim"(%36) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %40 = "stablehlo.multiply"(%38, %39) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %41 = "stablehlo.reshape"(%31) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1xf32>
    %42 = "stablehlo.reshape"(%41) : (tensor<1x5x1xf32>) -> tensor<1x5xf32>
    %43 = "stablehlo.reshape"(%42) : (tensor<1x5xf32>) -> tensor<5xf32>
    %44 = "stablehlo.convert"(%9) : (tensor<1xf64>) -> tensor<1xf32>
    %45 = "stablehlo.reshape"(%44) : (tensor<1xf32>) -> tensor<f32>
    %46 = "stablehlo.broadcast_in_dim"(%45) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %47 = "stablehlo.multiply"(%43, %46) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %48 = "stablehlo.convert"(%10) : (tensor<1xf64>) -> tensor<1xf32>
    %49 = "stablehlo.reshape"(%48) : (tensor<1xf32>) -> tensor<f32>
    %50 = "stablehlo.broadcast_in_dim"(%49) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %51 = "stablehlo.multiply"(%50, %4) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %52 = "stablehlo.add"(%47, %51) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %53 = "stablehlo.reshape"(%25) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1xf32>
    %54 = "stablehlo.reshape"(%53) : (tensor<1x5x1xf32>) -> tensor<1x5xf32>
    %55 = "stablehlo.reshape"(%54) : (tensor<1x5xf32>) -> tensor<5xf32>
    %56 = "stablehlo.convert"(%11) : (tensor<1xf64>) -> tensor<1xf32>
    %57 = "stablehlo.reshape"(%56) : (tensor<1xf32>) -> tensor<f32>
    %58 = "stablehlo.broadcast_in_dim"(%57) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %59 = "stablehlo.multiply"(%55, %58) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %60 = "stablehlo.multiply"(%59, %46) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %61 = "stablehlo.multiply"(%50, %3) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %62 = "stablehlo.add"(%60, %61) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %63 = "stablehlo.reshape"(%2) : (tensor<5xf32>) -> tensor<5x1xf32>
    %64 = "stablehlo.reshape"(%63) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %65 = "stablehlo.broadcast_in_dim"(%64) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %66 = "stablehlo.multiply"(%40, %65) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %67 = "stablehlo.reshape"(%1) : (tensor<5xf32>) -> tensor<5x1xf32>
    %68 = "stablehlo.reshape"(%67) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %69 = "stablehlo.broadcast_in_dim"(%68) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %70 = "stablehlo.add"(%66, %69) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%52, %62, %0, %70) : (tensor<5xf32>, tensor<5xf32>, tensor<i64>, tensor<3x5x7x11xf32>) -> ()
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
