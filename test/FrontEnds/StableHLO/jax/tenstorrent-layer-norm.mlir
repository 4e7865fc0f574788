// jax 0.10.2.
// @functools.partial(lax.composite, name='tenstorrent.layer_norm', version=0)
// def layer_norm(x, w, b, *, epsilon, normalized_shape):
//     centred = x - jnp.mean(x, -1, keepdims=True)
//     return centred * lax.rsqrt(jnp.mean(jnp.square(centred), -1, keepdims=True) + epsilon) * w + b
// layer_norm(x, w, b, epsilon=np.float32(1e-5), normalized_shape=np.array([11]))
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg7: tensor<3x5x11xf32>, %arg8: tensor<11xf32>, %arg9: tensor<11xf32>):
    %29 = "stablehlo.composite"(%arg7, %arg8, %arg9) <{composite_attributes = {epsilon = 9.99999974E-6 : f32, normalized_shape = dense<11> : tensor<1xi64>}, decomposition = @tenstorrent.layer_norm, name = "tenstorrent.layer_norm", version = 0 : i32}> : (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%29) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, res_attrs = [{}], sym_name = "tenstorrent.layer_norm", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.reduce"(%arg0, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %28 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%28) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %2 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %3 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %5 = "stablehlo.divide"(%2, %4) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %7 = "stablehlo.subtract"(%arg0, %6) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %8 = "chlo.square"(%7) : (tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %9 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %10 = "stablehlo.reduce"(%8, %9) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %27 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%27) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %12 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %14 = "stablehlo.divide"(%11, %13) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %15 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %17 = "stablehlo.add"(%14, %16) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %18 = "stablehlo.rsqrt"(%17) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %19 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %20 = "stablehlo.multiply"(%7, %19) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %21 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %22 = "stablehlo.broadcast_in_dim"(%21) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
    %23 = "stablehlo.multiply"(%20, %22) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %24 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %25 = "stablehlo.broadcast_in_dim"(%24) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
    %26 = "stablehlo.add"(%23, %25) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%26) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
