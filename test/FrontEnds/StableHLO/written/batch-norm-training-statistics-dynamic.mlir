// Written by hand, parsed by jax 0.10.2.
// %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) {epsilon = 1.0e-05 : f32, feature_index = 3 : i64} : (!x, !w, !b) -> (!x, !w, !w)
// return %0#0, %0#1, %0#2 : !x, !w, !w
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>), sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x7x?x5xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0:3 = "stablehlo.batch_norm_training"(%arg0, %arg1, %arg2) <{epsilon = 9.99999974E-6 : f32, feature_index = 3 : i64}> : (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>)
    "func.return"(%0#0, %0#1, %0#2) : (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
}) : () -> ()
