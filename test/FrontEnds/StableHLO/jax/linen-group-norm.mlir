// jax 0.10.2, flax 0.12.8.
// linen.GroupNorm(num_groups=3, epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x5x7x6xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<2x5x7x6xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "stablehlo.reshape"(%arg0) : (tensor<2x5x7x6xf32>) -> tensor<2x5x7x3x2xf32>
    %1 = "chlo.square"(%0) : (tensor<2x5x7x3x2xf32>) -> tensor<2x5x7x3x2xf32>
    %2 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.reduce"(%0, %2) <{dimensions = array<i64: 1, 2, 4>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %38 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%38) : (tensor<f32>) -> ()
    }) : (tensor<2x5x7x3x2xf32>, tensor<f32>) -> tensor<2x3xf32>
    %4 = "stablehlo.constant"() <{value = dense<7.000000e+01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3xf32>
    %6 = "stablehlo.divide"(%3, %5) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %7 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.reduce"(%1, %7) <{dimensions = array<i64: 1, 2, 4>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %37 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%37) : (tensor<f32>) -> ()
    }) : (tensor<2x5x7x3x2xf32>, tensor<f32>) -> tensor<2x3xf32>
    %9 = "stablehlo.constant"() <{value = dense<7.000000e+01> : tensor<f32>}> : () -> tensor<f32>
    %10 = "stablehlo.broadcast_in_dim"(%9) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3xf32>
    %11 = "stablehlo.divide"(%8, %10) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %12 = "chlo.square"(%6) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %13 = "stablehlo.subtract"(%11, %12) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %14 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %15 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3xf32>
    %16 = "stablehlo.maximum"(%15, %13) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %17 = "stablehlo.broadcast_in_dim"(%6) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>) -> tensor<2x3x2xf32>
    %18 = "stablehlo.reshape"(%17) : (tensor<2x3x2xf32>) -> tensor<2x6xf32>
    %19 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>) -> tensor<2x3x2xf32>
    %20 = "stablehlo.reshape"(%19) : (tensor<2x3x2xf32>) -> tensor<2x6xf32>
    %21 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<2x6xf32>) -> tensor<2x1x1x6xf32>
    %22 = "stablehlo.broadcast_in_dim"(%20) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<2x6xf32>) -> tensor<2x1x1x6xf32>
    %23 = "stablehlo.broadcast_in_dim"(%21) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x1x1x6xf32>) -> tensor<2x5x7x6xf32>
    %24 = "stablehlo.subtract"(%arg0, %23) : (tensor<2x5x7x6xf32>, tensor<2x5x7x6xf32>) -> tensor<2x5x7x6xf32>
    %25 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %26 = "stablehlo.broadcast_in_dim"(%25) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x1x1x6xf32>
    %27 = "stablehlo.add"(%22, %26) : (tensor<2x1x1x6xf32>, tensor<2x1x1x6xf32>) -> tensor<2x1x1x6xf32>
    %28 = "stablehlo.rsqrt"(%27) : (tensor<2x1x1x6xf32>) -> tensor<2x1x1x6xf32>
    %29 = "stablehlo.reshape"(%arg1) : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %30 = "stablehlo.broadcast_in_dim"(%29) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x6xf32>) -> tensor<2x1x1x6xf32>
    %31 = "stablehlo.multiply"(%28, %30) : (tensor<2x1x1x6xf32>, tensor<2x1x1x6xf32>) -> tensor<2x1x1x6xf32>
    %32 = "stablehlo.broadcast_in_dim"(%31) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x1x1x6xf32>) -> tensor<2x5x7x6xf32>
    %33 = "stablehlo.multiply"(%24, %32) : (tensor<2x5x7x6xf32>, tensor<2x5x7x6xf32>) -> tensor<2x5x7x6xf32>
    %34 = "stablehlo.reshape"(%arg2) : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %35 = "stablehlo.broadcast_in_dim"(%34) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x6xf32>) -> tensor<2x5x7x6xf32>
    %36 = "stablehlo.add"(%33, %35) : (tensor<2x5x7x6xf32>, tensor<2x5x7x6xf32>) -> tensor<2x5x7x6xf32>
    "func.return"(%36) : (tensor<2x5x7x6xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
