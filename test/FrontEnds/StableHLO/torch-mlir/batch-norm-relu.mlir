// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.relu(F.batch_norm(x, m, v, w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<8x64x28x28xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>) -> tensor<8x64x28x28xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<8x64x28x28xf32>, %arg1: tensor<64xf32>, %arg2: tensor<64xf32>, %arg3: tensor<64xf32>, %arg4: tensor<64xf32>):
    %0 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<64xf32>}> : () -> tensor<64xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<8x64x28x28xf32>}> : () -> tensor<8x64x28x28xf32>
    %2 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %3 = "arith.constant"() <{value = dense<1> : tensor<1xi64>}> : () -> tensor<1xi64>
    %4 = "stablehlo.convert"(%2) : (tensor<1xf64>) -> tensor<1xf32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xf32>) -> tensor<f32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<64xf32>
    %7 = "stablehlo.add"(%arg2, %6) : (tensor<64xf32>, tensor<64xf32>) -> tensor<64xf32>
    %8 = "stablehlo.sqrt"(%7) : (tensor<64xf32>) -> tensor<64xf32>
    %9 = "stablehlo.divide"(%0, %8) : (tensor<64xf32>, tensor<64xf32>) -> tensor<64xf32>
    %10 = "stablehlo.convert"(%3) : (tensor<1xi64>) -> tensor<1xf32>
    %11 = "stablehlo.reshape"(%10) : (tensor<1xf32>) -> tensor<f32>
    %12 = "stablehlo.broadcast_in_dim"(%11) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<64xf32>
    %13 = "stablehlo.multiply"(%9, %12) : (tensor<64xf32>, tensor<64xf32>) -> tensor<64xf32>
    %14 = "stablehlo.reshape"(%arg1) : (tensor<64xf32>) -> tensor<64x1xf32>
    %15 = "stablehlo.reshape"(%14) : (tensor<64x1xf32>) -> tensor<64x1x1xf32>
    %16 = "stablehlo.reshape"(%13) : (tensor<64xf32>) -> tensor<64x1xf32>
    %17 = "stablehlo.reshape"(%16) : (tensor<64x1xf32>) -> tensor<64x1x1xf32>
    %18 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<64x1x1xf32>) -> tensor<8x64x28x28xf32>
    %19 = "stablehlo.subtract"(%arg0, %18) : (tensor<8x64x28x28xf32>, tensor<8x64x28x28xf32>) -> tensor<8x64x28x28xf32>
    %20 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<64x1x1xf32>) -> tensor<8x64x28x28xf32>
    %21 = "stablehlo.multiply"(%19, %20) : (tensor<8x64x28x28xf32>, tensor<8x64x28x28xf32>) -> tensor<8x64x28x28xf32>
    %22 = "stablehlo.reshape"(%arg3) : (tensor<64xf32>) -> tensor<64x1xf32>
    %23 = "stablehlo.reshape"(%22) : (tensor<64x1xf32>) -> tensor<64x1x1xf32>
    %24 = "stablehlo.broadcast_in_dim"(%23) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<64x1x1xf32>) -> tensor<8x64x28x28xf32>
    %25 = "stablehlo.multiply"(%21, %24) : (tensor<8x64x28x28xf32>, tensor<8x64x28x28xf32>) -> tensor<8x64x28x28xf32>
    %26 = "stablehlo.reshape"(%arg4) : (tensor<64xf32>) -> tensor<64x1xf32>
    %27 = "stablehlo.reshape"(%26) : (tensor<64x1xf32>) -> tensor<64x1x1xf32>
    %28 = "stablehlo.broadcast_in_dim"(%27) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<64x1x1xf32>) -> tensor<8x64x28x28xf32>
    %29 = "stablehlo.add"(%25, %28) : (tensor<8x64x28x28xf32>, tensor<8x64x28x28xf32>) -> tensor<8x64x28x28xf32>
    %30 = "stablehlo.maximum"(%29, %1) : (tensor<8x64x28x28xf32>, tensor<8x64x28x28xf32>) -> tensor<8x64x28x28xf32>
    "func.return"(%30) : (tensor<8x64x28x28xf32>) -> ()
  }) : () -> ()
}) : () -> ()
