// jax 0.10.2, flax 0.12.8.
// jax.nn.relu(linen.BatchNorm(use_running_average=True).apply({'params': {'scale': w, 'bias': b}, 'batch_stats': {'mean': m, 'var': v}}, x))
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}, {}, {}], function_type = (tensor<8x28x28x64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>) -> tensor<8x28x28x64xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg1: tensor<8x28x28x64xf32>, %arg2: tensor<64xf32>, %arg3: tensor<64xf32>, %arg4: tensor<64xf32>, %arg5: tensor<64xf32>):
    %3 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64: 3>}> : (tensor<64xf32>) -> tensor<1x1x1x64xf32>
    %4 = "stablehlo.broadcast_in_dim"(%arg3) <{broadcast_dimensions = array<i64: 3>}> : (tensor<64xf32>) -> tensor<1x1x1x64xf32>
    %5 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x64xf32>) -> tensor<8x28x28x64xf32>
    %6 = "stablehlo.subtract"(%arg1, %5) : (tensor<8x28x28x64xf32>, tensor<8x28x28x64xf32>) -> tensor<8x28x28x64xf32>
    %7 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1x1x64xf32>
    %9 = "stablehlo.add"(%4, %8) : (tensor<1x1x1x64xf32>, tensor<1x1x1x64xf32>) -> tensor<1x1x1x64xf32>
    %10 = "stablehlo.rsqrt"(%9) : (tensor<1x1x1x64xf32>) -> tensor<1x1x1x64xf32>
    %11 = "stablehlo.reshape"(%arg4) : (tensor<64xf32>) -> tensor<1x1x1x64xf32>
    %12 = "stablehlo.multiply"(%10, %11) : (tensor<1x1x1x64xf32>, tensor<1x1x1x64xf32>) -> tensor<1x1x1x64xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x64xf32>) -> tensor<8x28x28x64xf32>
    %14 = "stablehlo.multiply"(%6, %13) : (tensor<8x28x28x64xf32>, tensor<8x28x28x64xf32>) -> tensor<8x28x28x64xf32>
    %15 = "stablehlo.reshape"(%arg5) : (tensor<64xf32>) -> tensor<1x1x1x64xf32>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x64xf32>) -> tensor<8x28x28x64xf32>
    %17 = "stablehlo.add"(%14, %16) : (tensor<8x28x28x64xf32>, tensor<8x28x28x64xf32>) -> tensor<8x28x28x64xf32>
    %18 = "func.call"(%17) <{callee = @relu}> : (tensor<8x28x28x64xf32>) -> tensor<8x28x28x64xf32>
    "func.return"(%18) : (tensor<8x28x28x64xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<8x28x28x64xf32>) -> tensor<8x28x28x64xf32>, res_attrs = [{}], sym_name = "relu", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<8x28x28x64xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<8x28x28x64xf32>
    %2 = "stablehlo.maximum"(%arg0, %1) : (tensor<8x28x28x64xf32>, tensor<8x28x28x64xf32>) -> tensor<8x28x28x64xf32>
    "func.return"(%2) : (tensor<8x28x28x64xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
