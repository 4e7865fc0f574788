// litert-torch 0.10.0, litert-converter 0.5.0, torch 2.13.0.
// F.relu(F.batch_norm(x, m, v, w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.batch_norm_inference"(%arg0, %arg3, %arg4, %arg1, %arg2) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>
    %2 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x7x11xf32>
    %3 = "stablehlo.maximum"(%1, %2) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%3) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
