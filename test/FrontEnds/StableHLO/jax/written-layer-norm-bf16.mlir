// jax 0.10.2.
// mean = x.mean(-1, keepdims=True)
// variance = jnp.square(x - mean).mean(-1, keepdims=True)
// return (x - mean) * lax.rsqrt(variance + 1e-5)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<3x5x11xbf16>) -> tensor<3x5x11xbf16>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x5x11xbf16>):
    %0 = "stablehlo.convert"(%arg0) : (tensor<3x5x11xbf16>) -> tensor<3x5x11xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%0, %1) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %28 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%28) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %4 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %6 = "stablehlo.divide"(%3, %5) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %7 = "stablehlo.convert"(%6) : (tensor<3x5x1xf32>) -> tensor<3x5x1xbf16>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xbf16>) -> tensor<3x5x11xbf16>
    %9 = "stablehlo.subtract"(%arg0, %8) : (tensor<3x5x11xbf16>, tensor<3x5x11xbf16>) -> tensor<3x5x11xbf16>
    %10 = "chlo.square"(%9) : (tensor<3x5x11xbf16>) -> tensor<3x5x11xbf16>
    %11 = "stablehlo.convert"(%10) : (tensor<3x5x11xbf16>) -> tensor<3x5x11xf32>
    %12 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %13 = "stablehlo.reduce"(%11, %12) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %27 = "stablehlo.add"(%arg1, %arg2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%27) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %15 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %17 = "stablehlo.divide"(%14, %16) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %18 = "stablehlo.convert"(%17) : (tensor<3x5x1xf32>) -> tensor<3x5x1xbf16>
    %19 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xbf16>) -> tensor<3x5x11xbf16>
    %20 = "stablehlo.subtract"(%arg0, %19) : (tensor<3x5x11xbf16>, tensor<3x5x11xbf16>) -> tensor<3x5x11xbf16>
    %21 = "stablehlo.constant"() <{value = dense<1.001360e-05> : tensor<bf16>}> : () -> tensor<bf16>
    %22 = "stablehlo.broadcast_in_dim"(%21) <{broadcast_dimensions = array<i64>}> : (tensor<bf16>) -> tensor<3x5x1xbf16>
    %23 = "stablehlo.add"(%18, %22) : (tensor<3x5x1xbf16>, tensor<3x5x1xbf16>) -> tensor<3x5x1xbf16>
    %24 = "stablehlo.rsqrt"(%23) : (tensor<3x5x1xbf16>) -> tensor<3x5x1xbf16>
    %25 = "stablehlo.broadcast_in_dim"(%24) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xbf16>) -> tensor<3x5x11xbf16>
    %26 = "stablehlo.multiply"(%20, %25) : (tensor<3x5x11xbf16>, tensor<3x5x11xbf16>) -> tensor<3x5x11xbf16>
    "func.return"(%26) : (tensor<3x5x11xbf16>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
