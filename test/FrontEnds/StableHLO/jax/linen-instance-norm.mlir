// jax 0.10.2, flax 0.12.8.
// linen.InstanceNorm(epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3x7x11x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x7x11x5xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x7x11x5xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "chlo.square"(%arg0) : (tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%arg0, %1) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %33 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%33) : (tensor<f32>) -> ()
    }) : (tensor<3x7x11x5xf32>, tensor<f32>) -> tensor<3x5xf32>
    %3 = "stablehlo.constant"() <{value = dense<7.700000e+01> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5xf32>
    %5 = "stablehlo.divide"(%2, %4) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %6 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %7 = "stablehlo.reduce"(%0, %6) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %32 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%32) : (tensor<f32>) -> ()
    }) : (tensor<3x7x11x5xf32>, tensor<f32>) -> tensor<3x5xf32>
    %8 = "stablehlo.constant"() <{value = dense<7.700000e+01> : tensor<f32>}> : () -> tensor<f32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5xf32>
    %10 = "stablehlo.divide"(%7, %9) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %11 = "chlo.square"(%5) : (tensor<3x5xf32>) -> tensor<3x5xf32>
    %12 = "stablehlo.subtract"(%10, %11) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %13 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5xf32>
    %15 = "stablehlo.maximum"(%14, %12) : (tensor<3x5xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %16 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<3x5xf32>) -> tensor<3x1x1x5xf32>
    %17 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<3x5xf32>) -> tensor<3x1x1x5xf32>
    %18 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<3x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %19 = "stablehlo.subtract"(%arg0, %18) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %20 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %21 = "stablehlo.broadcast_in_dim"(%20) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x1x1x5xf32>
    %22 = "stablehlo.add"(%17, %21) : (tensor<3x1x1x5xf32>, tensor<3x1x1x5xf32>) -> tensor<3x1x1x5xf32>
    %23 = "stablehlo.rsqrt"(%22) : (tensor<3x1x1x5xf32>) -> tensor<3x1x1x5xf32>
    %24 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %25 = "stablehlo.broadcast_in_dim"(%24) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x1x1x5xf32>
    %26 = "stablehlo.multiply"(%23, %25) : (tensor<3x1x1x5xf32>, tensor<3x1x1x5xf32>) -> tensor<3x1x1x5xf32>
    %27 = "stablehlo.broadcast_in_dim"(%26) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<3x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %28 = "stablehlo.multiply"(%19, %27) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %29 = "stablehlo.reshape"(%arg2) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %30 = "stablehlo.broadcast_in_dim"(%29) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %31 = "stablehlo.add"(%28, %30) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    "func.return"(%31) : (tensor<3x7x11x5xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
