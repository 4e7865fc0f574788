// Written by hand, parsed by jax 0.10.2.
// %0:3 = "stablehlo.batch_norm_grad"(%x, %w, %m, %v, %g) {epsilon = 1.0e-05 : f32, feature_index = 1 : i64} : (!x, !w, !m, !v, !x) -> (!x, !w, !w)
// return %0#0, %0#1, %0#2 : !x, !w, !w
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<3x5x7x11xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>), sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<3x5x7x11xf32>):
    %0:3 = "stablehlo.batch_norm_grad"(%arg0, %arg1, %arg2, %arg3, %arg4) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<3x5x7x11xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>)
    "func.return"(%0#0, %0#1, %0#2) : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
}) : () -> ()
