// jax 0.10.2.
// mean = x.mean(-1, keepdims=True)
// variance = jnp.square(x - mean).mean(-1, keepdims=True)
// return (x - mean) * lax.rsqrt(variance + 1e-5)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<3x5x11xf64>) -> tensor<3x5x11xf64>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x5x11xf64>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "stablehlo.reduce"(%arg0, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg3: tensor<f64>, %arg4: tensor<f64>):
      %24 = "stablehlo.add"(%arg3, %arg4) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%24) : (tensor<f64>) -> ()
    }) : (tensor<3x5x11xf64>, tensor<f64>) -> tensor<3x5xf64>
    %2 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf64>) -> tensor<3x5x1xf64>
    %3 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f64>}> : () -> tensor<f64>
    %4 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<3x5x1xf64>
    %5 = "stablehlo.divide"(%2, %4) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf64>) -> tensor<3x5x11xf64>
    %7 = "stablehlo.subtract"(%arg0, %6) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %8 = "chlo.square"(%7) : (tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %9 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %10 = "stablehlo.reduce"(%8, %9) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg1: tensor<f64>, %arg2: tensor<f64>):
      %23 = "stablehlo.add"(%arg1, %arg2) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%23) : (tensor<f64>) -> ()
    }) : (tensor<3x5x11xf64>, tensor<f64>) -> tensor<3x5xf64>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf64>) -> tensor<3x5x1xf64>
    %12 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f64>}> : () -> tensor<f64>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<3x5x1xf64>
    %14 = "stablehlo.divide"(%11, %13) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %15 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf64>) -> tensor<3x5x11xf64>
    %16 = "stablehlo.subtract"(%arg0, %15) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %17 = "stablehlo.constant"() <{value = dense<1.000000e-05> : tensor<f64>}> : () -> tensor<f64>
    %18 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<3x5x1xf64>
    %19 = "stablehlo.add"(%14, %18) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %20 = "stablehlo.rsqrt"(%19) : (tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %21 = "stablehlo.broadcast_in_dim"(%20) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf64>) -> tensor<3x5x11xf64>
    %22 = "stablehlo.multiply"(%16, %21) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    "func.return"(%22) : (tensor<3x5x11xf64>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
