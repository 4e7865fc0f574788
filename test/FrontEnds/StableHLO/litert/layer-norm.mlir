// litert-torch 0.10.0, litert-converter 0.5.0, torch 2.13.0.
// F.layer_norm(x, (11,), w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<15xf32>}> : () -> tensor<15xf32>
    %1 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<15xf32>}> : () -> tensor<15xf32>
    %2 = "stablehlo.reshape"(%arg0) : (tensor<3x5x11xf32>) -> tensor<1x15x11xf32>
    %3:3 = "stablehlo.batch_norm_training"(%2, %1, %0) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<1x15x11xf32>, tensor<15xf32>, tensor<15xf32>) -> (tensor<1x15x11xf32>, tensor<15xf32>, tensor<15xf32>)
    %4 = "stablehlo.reshape"(%3#0) : (tensor<1x15x11xf32>) -> tensor<3x5x11xf32>
    %5 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
    %6 = "stablehlo.multiply"(%5, %4) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %7 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
    %8 = "stablehlo.add"(%7, %6) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%8) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
