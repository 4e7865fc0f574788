// jax 0.10.2, flax 0.12.8.
// state = {'params': {'scale': w, 'bias': b}, 'batch_stats': {'mean': m, 'var': v}}
// y, new = linen.BatchNorm(use_running_average=False, epsilon=1e-5).apply(state, x, mutable=['batch_stats'])
// return y, new['batch_stats']['mean'], new['batch_stats']['var']
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}, {}, {}], function_type = (tensor<3x7x11x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x7x11x5xf32>, tensor<5xf32>, tensor<5xf32>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x7x11x5xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "chlo.square"(%arg0) : (tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%arg0, %1) <{dimensions = array<i64: 0, 1, 2>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %46 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%46) : (tensor<f32>) -> ()
    }) : (tensor<3x7x11x5xf32>, tensor<f32>) -> tensor<5xf32>
    %3 = "stablehlo.constant"() <{value = dense<2.310000e+02> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %5 = "stablehlo.divide"(%2, %4) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %6 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %7 = "stablehlo.reduce"(%0, %6) <{dimensions = array<i64: 0, 1, 2>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %45 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%45) : (tensor<f32>) -> ()
    }) : (tensor<3x7x11x5xf32>, tensor<f32>) -> tensor<5xf32>
    %8 = "stablehlo.constant"() <{value = dense<2.310000e+02> : tensor<f32>}> : () -> tensor<f32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %10 = "stablehlo.divide"(%7, %9) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %11 = "chlo.square"(%5) : (tensor<5xf32>) -> tensor<5xf32>
    %12 = "stablehlo.subtract"(%10, %11) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %13 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %15 = "stablehlo.maximum"(%14, %12) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %16 = "stablehlo.constant"() <{value = dense<9.900000e-01> : tensor<f32>}> : () -> tensor<f32>
    %17 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %18 = "stablehlo.multiply"(%17, %arg1) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %19 = "stablehlo.constant"() <{value = dense<0.00999999977> : tensor<f32>}> : () -> tensor<f32>
    %20 = "stablehlo.broadcast_in_dim"(%19) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %21 = "stablehlo.multiply"(%20, %5) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %22 = "stablehlo.add"(%18, %21) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %23 = "stablehlo.constant"() <{value = dense<9.900000e-01> : tensor<f32>}> : () -> tensor<f32>
    %24 = "stablehlo.broadcast_in_dim"(%23) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %25 = "stablehlo.multiply"(%24, %arg2) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %26 = "stablehlo.constant"() <{value = dense<0.00999999977> : tensor<f32>}> : () -> tensor<f32>
    %27 = "stablehlo.broadcast_in_dim"(%26) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %28 = "stablehlo.multiply"(%27, %15) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %29 = "stablehlo.add"(%25, %28) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %30 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 3>}> : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %31 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 3>}> : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %32 = "stablehlo.broadcast_in_dim"(%30) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %33 = "stablehlo.subtract"(%arg0, %32) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %34 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %35 = "stablehlo.broadcast_in_dim"(%34) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1x1x5xf32>
    %36 = "stablehlo.add"(%31, %35) : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %37 = "stablehlo.rsqrt"(%36) : (tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %38 = "stablehlo.reshape"(%arg3) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %39 = "stablehlo.multiply"(%37, %38) : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %40 = "stablehlo.broadcast_in_dim"(%39) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %41 = "stablehlo.multiply"(%33, %40) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %42 = "stablehlo.reshape"(%arg4) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %43 = "stablehlo.broadcast_in_dim"(%42) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %44 = "stablehlo.add"(%41, %43) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    "func.return"(%44, %22, %29) : (tensor<3x7x11x5xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
