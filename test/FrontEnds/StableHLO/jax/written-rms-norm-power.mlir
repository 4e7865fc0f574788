// jax 0.10.2.
// x * (jnp.mean(x ** 2, -1, keepdims=True) + 1e-5) ** -0.5 * w
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<5x13xf32>, tensor<13xf32>) -> tensor<5x13xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<5x13xf32>, %arg1: tensor<13xf32>):
    %0 = "stablehlo.multiply"(%arg0, %arg0) : (tensor<5x13xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%0, %1) <{dimensions = array<i64: 1>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %18 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%18) : (tensor<f32>) -> ()
    }) : (tensor<5x13xf32>, tensor<f32>) -> tensor<5xf32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 0>}> : (tensor<5xf32>) -> tensor<5x1xf32>
    %4 = "stablehlo.constant"() <{value = dense<1.300000e+01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5x1xf32>
    %6 = "stablehlo.divide"(%3, %5) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %7 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5x1xf32>
    %9 = "stablehlo.add"(%6, %8) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %10 = "stablehlo.constant"() <{value = dense<-5.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5x1xf32>
    %12 = "stablehlo.power"(%9, %11) : (tensor<5x1xf32>, tensor<5x1xf32>) -> tensor<5x1xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<5x1xf32>) -> tensor<5x13xf32>
    %14 = "stablehlo.multiply"(%arg0, %13) : (tensor<5x13xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    %15 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 1>}> : (tensor<13xf32>) -> tensor<1x13xf32>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x13xf32>) -> tensor<5x13xf32>
    %17 = "stablehlo.multiply"(%14, %16) : (tensor<5x13xf32>, tensor<5x13xf32>) -> tensor<5x13xf32>
    "func.return"(%17) : (tensor<5x13xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
