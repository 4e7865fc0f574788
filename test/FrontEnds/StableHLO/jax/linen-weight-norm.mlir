// jax 0.10.2, flax 0.12.8.
// linen.normalization._l2_normalize(x, axis=(0,), eps=1e-12) * g
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<7x5xf32>, tensor<5xf32>) -> tensor<7x5xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<7x5xf32>, %arg1: tensor<5xf32>):
    %0 = "stablehlo.multiply"(%arg0, %arg0) : (tensor<7x5xf32>, tensor<7x5xf32>) -> tensor<7x5xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%0, %1) <{dimensions = array<i64: 0>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %13 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) : (tensor<7x5xf32>, tensor<f32>) -> tensor<5xf32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 1>}> : (tensor<5xf32>) -> tensor<1x5xf32>
    %4 = "stablehlo.constant"() <{value = dense<9.99999996E-13> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5xf32>
    %6 = "stablehlo.add"(%3, %5) : (tensor<1x5xf32>, tensor<1x5xf32>) -> tensor<1x5xf32>
    %7 = "stablehlo.rsqrt"(%6) : (tensor<1x5xf32>) -> tensor<1x5xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>) -> tensor<7x5xf32>
    %9 = "stablehlo.multiply"(%arg0, %8) : (tensor<7x5xf32>, tensor<7x5xf32>) -> tensor<7x5xf32>
    %10 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 1>}> : (tensor<5xf32>) -> tensor<1x5xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>) -> tensor<7x5xf32>
    %12 = "stablehlo.multiply"(%9, %11) : (tensor<7x5xf32>, tensor<7x5xf32>) -> tensor<7x5xf32>
    "func.return"(%12) : (tensor<7x5xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
