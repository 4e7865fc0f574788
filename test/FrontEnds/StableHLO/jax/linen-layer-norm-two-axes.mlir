// jax 0.10.2, flax 0.12.8.
// linen.LayerNorm(reduction_axes=(-2, -1), feature_axes=(-2, -1), use_fast_variance=False).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3x7x11xf32>, tensor<7x11xf32>, tensor<7x11xf32>) -> tensor<3x7x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x7x11xf32>, %arg1: tensor<7x11xf32>, %arg2: tensor<7x11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.reduce"(%arg0, %0) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %31 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%31) : (tensor<f32>) -> ()
    }) : (tensor<3x7x11xf32>, tensor<f32>) -> tensor<3xf32>
    %2 = "stablehlo.constant"() <{value = dense<7.700000e+01> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3xf32>
    %4 = "stablehlo.divide"(%1, %3) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64: 0>}> : (tensor<3xf32>) -> tensor<3x1x1xf32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x1x1xf32>) -> tensor<3x7x11xf32>
    %7 = "stablehlo.subtract"(%arg0, %6) : (tensor<3x7x11xf32>, tensor<3x7x11xf32>) -> tensor<3x7x11xf32>
    %8 = "chlo.square"(%7) : (tensor<3x7x11xf32>) -> tensor<3x7x11xf32>
    %9 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %10 = "stablehlo.reduce"(%8, %9) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %30 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%30) : (tensor<f32>) -> ()
    }) : (tensor<3x7x11xf32>, tensor<f32>) -> tensor<3xf32>
    %11 = "stablehlo.constant"() <{value = dense<7.700000e+01> : tensor<f32>}> : () -> tensor<f32>
    %12 = "stablehlo.broadcast_in_dim"(%11) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3xf32>
    %13 = "stablehlo.divide"(%10, %12) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
    %14 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64: 0>}> : (tensor<3xf32>) -> tensor<3x1x1xf32>
    %15 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64: 0>}> : (tensor<3xf32>) -> tensor<3x1x1xf32>
    %16 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x1x1xf32>) -> tensor<3x7x11xf32>
    %17 = "stablehlo.subtract"(%arg0, %16) : (tensor<3x7x11xf32>, tensor<3x7x11xf32>) -> tensor<3x7x11xf32>
    %18 = "stablehlo.constant"() <{value = dense<9.99999997E-7> : tensor<f32>}> : () -> tensor<f32>
    %19 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x1x1xf32>
    %20 = "stablehlo.add"(%15, %19) : (tensor<3x1x1xf32>, tensor<3x1x1xf32>) -> tensor<3x1x1xf32>
    %21 = "stablehlo.rsqrt"(%20) : (tensor<3x1x1xf32>) -> tensor<3x1x1xf32>
    %22 = "stablehlo.reshape"(%arg1) : (tensor<7x11xf32>) -> tensor<1x7x11xf32>
    %23 = "stablehlo.broadcast_in_dim"(%21) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x1x1xf32>) -> tensor<3x7x11xf32>
    %24 = "stablehlo.broadcast_in_dim"(%22) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x7x11xf32>) -> tensor<3x7x11xf32>
    %25 = "stablehlo.multiply"(%23, %24) : (tensor<3x7x11xf32>, tensor<3x7x11xf32>) -> tensor<3x7x11xf32>
    %26 = "stablehlo.multiply"(%17, %25) : (tensor<3x7x11xf32>, tensor<3x7x11xf32>) -> tensor<3x7x11xf32>
    %27 = "stablehlo.reshape"(%arg2) : (tensor<7x11xf32>) -> tensor<1x7x11xf32>
    %28 = "stablehlo.broadcast_in_dim"(%27) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x7x11xf32>) -> tensor<3x7x11xf32>
    %29 = "stablehlo.add"(%26, %28) : (tensor<3x7x11xf32>, tensor<3x7x11xf32>) -> tensor<3x7x11xf32>
    "func.return"(%29) : (tensor<3x7x11xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
