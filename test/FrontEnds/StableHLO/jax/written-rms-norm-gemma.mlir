// jax 0.10.2.
// h = x.astype(jnp.float32)
// h = h * jnp.reciprocal(jnp.sqrt(jnp.mean(jnp.square(h), -1, keepdims=True) + 1e-6))
// return (h * (1 + w.astype(jnp.float32))).astype(x.dtype)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<3x5x64xbf16>, tensor<64xbf16>) -> tensor<3x5x64xbf16>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x5x64xbf16>, %arg1: tensor<64xbf16>):
    %0 = "stablehlo.convert"(%arg0) : (tensor<3x5x64xbf16>) -> tensor<3x5x64xf32>
    %1 = "chlo.square"(%0) : (tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %2 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.reduce"(%1, %2) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %25 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%25) : (tensor<f32>) -> ()
    }) : (tensor<3x5x64xf32>, tensor<f32>) -> tensor<3x5xf32>
    %4 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %5 = "stablehlo.constant"() <{value = dense<6.400000e+01> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %7 = "stablehlo.divide"(%4, %6) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %8 = "stablehlo.constant"() <{value = dense<9.99999997E-7> : tensor<f32>}> : () -> tensor<f32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %10 = "stablehlo.add"(%7, %9) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %11 = "stablehlo.sqrt"(%10) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %12 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %14 = "stablehlo.divide"(%13, %11) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %15 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x64xf32>
    %16 = "stablehlo.multiply"(%0, %15) : (tensor<3x5x64xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %17 = "stablehlo.convert"(%arg1) : (tensor<64xbf16>) -> tensor<64xf32>
    %18 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %19 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<64xf32>
    %20 = "stablehlo.add"(%19, %17) : (tensor<64xf32>, tensor<64xf32>) -> tensor<64xf32>
    %21 = "stablehlo.broadcast_in_dim"(%20) <{broadcast_dimensions = array<i64: 2>}> : (tensor<64xf32>) -> tensor<1x1x64xf32>
    %22 = "stablehlo.broadcast_in_dim"(%21) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x64xf32>) -> tensor<3x5x64xf32>
    %23 = "stablehlo.multiply"(%16, %22) : (tensor<3x5x64xf32>, tensor<3x5x64xf32>) -> tensor<3x5x64xf32>
    %24 = "stablehlo.convert"(%23) : (tensor<3x5x64xf32>) -> tensor<3x5x64xbf16>
    "func.return"(%24) : (tensor<3x5x64xbf16>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
