// jax 0.10.2, flax 0.12.8.
// linen.BatchNorm(use_running_average=True, epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}, 'batch_stats': {'mean': m, 'var': v}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}, {}, {}], function_type = (tensor<3x7x11x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x7x11x5xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x7x11x5xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 3>}> : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %1 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64: 3>}> : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %2 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %3 = "stablehlo.subtract"(%arg0, %2) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %4 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1x1x5xf32>
    %6 = "stablehlo.add"(%1, %5) : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %7 = "stablehlo.rsqrt"(%6) : (tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %8 = "stablehlo.reshape"(%arg3) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %9 = "stablehlo.multiply"(%7, %8) : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %10 = "stablehlo.broadcast_in_dim"(%9) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %11 = "stablehlo.multiply"(%3, %10) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    %12 = "stablehlo.reshape"(%arg4) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>) -> tensor<3x7x11x5xf32>
    %14 = "stablehlo.add"(%11, %13) : (tensor<3x7x11x5xf32>, tensor<3x7x11x5xf32>) -> tensor<3x7x11x5xf32>
    "func.return"(%14) : (tensor<3x7x11x5xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
