// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.normalize(x, 2.0, 1, 1e-12)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x11x7xf32>) -> tensor<3x11x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x11x7xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<0x7F800000> : tensor<f32>}> : () -> tensor<f32>
    %3 = "arith.constant"() <{value = dense<2.000000e+00> : tensor<1xf64>}> : () -> tensor<1xf64>
    %4 = "arith.constant"() <{value = dense<9.9999999999999998E-13> : tensor<1xf64>}> : () -> tensor<1xf64>
    %5 = "stablehlo.convert"(%3) : (tensor<1xf64>) -> tensor<1xf32>
    %6 = "stablehlo.reshape"(%5) : (tensor<1xf32>) -> tensor<f32>
    %7 = "stablehlo.abs"(%arg0) : (tensor<3x11x7xf32>) -> tensor<3x11x7xf32>
    %8 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x11x7xf32>
    %9 = "stablehlo.power"(%7, %8) : (tensor<3x11x7xf32>, tensor<3x11x7xf32>) -> tensor<3x11x7xf32>
    %10 = "stablehlo.reduce"(%9, %0) <{dimensions = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %20 = "stablehlo.add"(%arg1, %arg2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%20) : (tensor<f32>) -> ()
    }) : (tensor<3x11x7xf32>, tensor<f32>) -> tensor<3x7xf32>
    %11 = "stablehlo.divide"(%1, %6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %12 = "stablehlo.broadcast_in_dim"(%11) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x7xf32>
    %13 = "stablehlo.power"(%10, %12) : (tensor<3x7xf32>, tensor<3x7xf32>) -> tensor<3x7xf32>
    %14 = "stablehlo.reshape"(%13) : (tensor<3x7xf32>) -> tensor<3x1x7xf32>
    %15 = "stablehlo.convert"(%4) : (tensor<1xf64>) -> tensor<1xf32>
    %16 = "stablehlo.reshape"(%15) : (tensor<1xf32>) -> tensor<f32>
    %17 = "stablehlo.clamp"(%16, %14, %2) : (tensor<f32>, tensor<3x1x7xf32>, tensor<f32>) -> tensor<3x1x7xf32>
    %18 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x1x7xf32>) -> tensor<3x11x7xf32>
    %19 = "stablehlo.divide"(%arg0, %18) : (tensor<3x11x7xf32>, tensor<3x11x7xf32>) -> tensor<3x11x7xf32>
    "func.return"(%19) : (tensor<3x11x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()
