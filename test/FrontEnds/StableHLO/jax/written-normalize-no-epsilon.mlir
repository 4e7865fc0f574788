// jax 0.10.2.
// x / jnp.linalg.norm(x, axis=-1, keepdims=True)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<5x11xf32>) -> tensor<5x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg3: tensor<5x11xf32>):
    %6 = "func.call"(%arg3) <{callee = @norm}> : (tensor<5x11xf32>) -> tensor<5x1xf32>
    %7 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<5x1xf32>) -> tensor<5x11xf32>
    %8 = "stablehlo.divide"(%arg3, %7) : (tensor<5x11xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    "func.return"(%8) : (tensor<5x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<5x11xf32>) -> tensor<5x1xf32>, res_attrs = [{}], sym_name = "norm", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<5x11xf32>):
    %0 = "stablehlo.multiply"(%arg0, %arg0) : (tensor<5x11xf32>, tensor<5x11xf32>) -> tensor<5x11xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%0, %1) <{dimensions = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %5 = "stablehlo.add"(%arg1, %arg2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%5) : (tensor<f32>) -> ()
    }) : (tensor<5x11xf32>, tensor<f32>) -> tensor<5xf32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 0>}> : (tensor<5xf32>) -> tensor<5x1xf32>
    %4 = "stablehlo.sqrt"(%3) : (tensor<5x1xf32>) -> tensor<5x1xf32>
    "func.return"(%4) : (tensor<5x1xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
