// jax 0.10.2.
// @functools.partial(lax.composite, name='tenstorrent.rms_norm', version=0)
// def rms_norm(x, w, *, epsilon, normalized_shape):
//     return x * lax.rsqrt(jnp.mean(jnp.square(x), -1, keepdims=True) + epsilon) * w
// rms_norm(x, w, epsilon=np.float32(1e-5), normalized_shape=np.array([11]))
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}], function_type = (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg4: tensor<3x5x11xf32>, %arg5: tensor<11xf32>):
    %17 = "stablehlo.composite"(%arg4, %arg5) <{composite_attributes = {epsilon = 9.99999974E-6 : f32, normalized_shape = dense<11> : tensor<1xi64>}, decomposition = @tenstorrent.rms_norm, name = "tenstorrent.rms_norm", version = 0 : i32}> : (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%17) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, res_attrs = [{}], sym_name = "tenstorrent.rms_norm", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>):
    %0 = "chlo.square"(%arg0) : (tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.reduce"(%0, %1) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %16 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%16) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %4 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %6 = "stablehlo.divide"(%3, %5) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %7 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %9 = "stablehlo.add"(%6, %8) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %10 = "stablehlo.rsqrt"(%9) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %11 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %12 = "stablehlo.multiply"(%arg0, %11) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %13 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>) -> tensor<3x5x11xf32>
    %15 = "stablehlo.multiply"(%12, %14) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%15) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
