// litert-torch 0.10.0, litert-converter 0.5.0, torch 2.13.0.
// asr_model.AsrRMSNorm(1e-5, w)(x)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg4: tensor<3x5x11xf32>, %arg5: tensor<11xf32>):
    %19 = "stablehlo.composite"(%arg4, %arg5) <{composite_attributes = {epsilon = 9.99999974E-6 : f32}, decomposition = @odml.rms_norm.impl, name = "odml.rms_norm", version = 0 : i32}> : (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%19) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "odml.rms_norm.impl", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<2.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x11xf32>
    %5 = "stablehlo.power"(%arg0, %4) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %6 = "stablehlo.reduce"(%5, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %18 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%18) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %7 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %8 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %9 = "stablehlo.divide"(%7, %8) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %10 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %11 = "stablehlo.add"(%9, %10) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %12 = "stablehlo.rsqrt"(%11) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %14 = "stablehlo.multiply"(%arg0, %13) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %15 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
    %17 = "stablehlo.multiply"(%14, %16) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%17) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
