// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.batch_norm(x, m, v, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<5xf32>}> : () -> tensor<5xf32>
    %1 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %2 = "arith.constant"() <{value = dense<1> : tensor<1xi64>}> : () -> tensor<1xi64>
    %3 = "stablehlo.convert"(%1) : (tensor<1xf64>) -> tensor<1xf32>
    %4 = "stablehlo.reshape"(%3) : (tensor<1xf32>) -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %6 = "stablehlo.add"(%arg2, %5) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %7 = "stablehlo.sqrt"(%6) : (tensor<5xf32>) -> tensor<5xf32>
    %8 = "stablehlo.divide"(%0, %7) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %9 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf32>
    %10 = "stablehlo.reshape"(%9) : (tensor<1xf32>) -> tensor<f32>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %12 = "stablehlo.multiply"(%8, %11) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %13 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<5x1xf32>
    %14 = "stablehlo.reshape"(%13) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %15 = "stablehlo.reshape"(%12) : (tensor<5xf32>) -> tensor<5x1xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %17 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %18 = "stablehlo.subtract"(%arg0, %17) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %19 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %20 = "stablehlo.multiply"(%18, %19) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %21 = "stablehlo.reshape"(%arg3) : (tensor<5xf32>) -> tensor<5x1xf32>
    %22 = "stablehlo.reshape"(%21) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %23 = "stablehlo.broadcast_in_dim"(%22) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %24 = "stablehlo.multiply"(%20, %23) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %25 = "stablehlo.reshape"(%arg4) : (tensor<5xf32>) -> tensor<5x1xf32>
    %26 = "stablehlo.reshape"(%25) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %27 = "stablehlo.broadcast_in_dim"(%26) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %28 = "stablehlo.add"(%24, %27) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%28) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
