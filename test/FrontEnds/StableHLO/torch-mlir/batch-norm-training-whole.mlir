// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.batch_norm(x, None, None, w, b, training=True)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0:3 = "stablehlo.batch_norm_training"(%arg0, %arg1, %arg2) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>)
    "func.return"(%0#0) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
