// Written by hand, parsed by jax 0.10.2.
// %0 = "stablehlo.batch_norm_inference"(%x, %w, %b, %m, %v) {epsilon = 1.0e-05 : f32, feature_index = 1 : i64} : (!x, !w, !b, !m, !v) -> !x
// return %0 : !x
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7xf64>, tensor<5xf64>, tensor<5xf64>, tensor<5xf64>, tensor<5xf64>) -> tensor<3x5x7xf64>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7xf64>, %arg1: tensor<5xf64>, %arg2: tensor<5xf64>, %arg3: tensor<5xf64>, %arg4: tensor<5xf64>):
    %0 = "stablehlo.batch_norm_inference"(%arg0, %arg1, %arg2, %arg3, %arg4) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<3x5x7xf64>, tensor<5xf64>, tensor<5xf64>, tensor<5xf64>, tensor<5xf64>) -> tensor<3x5x7xf64>
    "func.return"(%0) : (tensor<3x5x7xf64>) -> ()
  }) : () -> ()
}) : () -> ()
