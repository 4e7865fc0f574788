// jax 0.10.2, flax 0.12.8.
// linen.RMSNorm(epsilon=1e-5).apply({'params': {'scale': w}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<4x256x2048xf32>, tensor<2048xf32>) -> tensor<4x256x2048xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<4x256x2048xf32>, %arg1: tensor<2048xf32>):
    %0 = "chlo.square"(%arg0) : (tensor<4x256x2048xf32>) -> tensor<4x256x2048xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%0, %1) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %21 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%21) : (tensor<f32>) -> ()
    }) : (tensor<4x256x2048xf32>, tensor<f32>) -> tensor<4x256xf32>
    %3 = "stablehlo.constant"() <{value = dense<2.048000e+03> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4x256xf32>
    %5 = "stablehlo.divide"(%2, %4) : (tensor<4x256xf32>, tensor<4x256xf32>) -> tensor<4x256xf32>
    %6 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %7 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4x256xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<4x256xf32>) -> tensor<4x256x1xf32>
    %9 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<4x256xf32>) -> tensor<4x256x1xf32>
    %10 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<4x256x1xf32>) -> tensor<4x256x2048xf32>
    %11 = "stablehlo.subtract"(%arg0, %10) : (tensor<4x256x2048xf32>, tensor<4x256x2048xf32>) -> tensor<4x256x2048xf32>
    %12 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4x256x1xf32>
    %14 = "stablehlo.add"(%9, %13) : (tensor<4x256x1xf32>, tensor<4x256x1xf32>) -> tensor<4x256x1xf32>
    %15 = "stablehlo.rsqrt"(%14) : (tensor<4x256x1xf32>) -> tensor<4x256x1xf32>
    %16 = "stablehlo.reshape"(%arg1) : (tensor<2048xf32>) -> tensor<1x1x2048xf32>
    %17 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<4x256x1xf32>) -> tensor<4x256x2048xf32>
    %18 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x2048xf32>) -> tensor<4x256x2048xf32>
    %19 = "stablehlo.multiply"(%17, %18) : (tensor<4x256x2048xf32>, tensor<4x256x2048xf32>) -> tensor<4x256x2048xf32>
    %20 = "stablehlo.multiply"(%11, %19) : (tensor<4x256x2048xf32>, tensor<4x256x2048xf32>) -> tensor<4x256x2048xf32>
    "func.return"(%20) : (tensor<4x256x2048xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
