// litert-torch 0.10.0, litert-converter 0.5.0, torch 2.13.0.
// self.norm = normalization.RMSNorm(11, 1e-6, enable_hlfb=True)
// self.norm(x)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>) -> tensor<3x5x11xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg4: tensor<3x5x11xf32>):
    %24 = "arith.constant"() <{value = dense<1.000000e+00> : tensor<11xf32>}> : () -> tensor<11xf32>
    %25 = "stablehlo.composite"(%arg4, %24) <{composite_attributes = {epsilon = 9.99999997E-7 : f32}, decomposition = @odml.rms_norm.impl, name = "odml.rms_norm", version = 0 : i32}> : (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%25) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "odml.rms_norm.impl", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<2.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.constant"() <{value = dense<9.99999997E-7> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<11xf32>
    %6 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x11xf32>
    %7 = "stablehlo.power"(%arg0, %6) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %8 = "stablehlo.reduce"(%7, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %23 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%23) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %10 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %11 = "stablehlo.divide"(%9, %10) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %12 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %13 = "stablehlo.add"(%11, %12) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %14 = "stablehlo.rsqrt"(%13) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %15 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %16 = "stablehlo.multiply"(%arg0, %15) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %17 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %18 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
    %19 = "stablehlo.multiply"(%16, %18) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %20 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %21 = "stablehlo.broadcast_in_dim"(%20) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
    %22 = "stablehlo.multiply"(%19, %21) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%22) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
