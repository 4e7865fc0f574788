// jax 0.10.2, flax 0.12.8.
// jax.nn.silu(linen.GroupNorm(num_groups=32).apply({'params': {'scale': w, 'bias': b}}, x))
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<2x32x32x64xf32>, tensor<64xf32>, tensor<64xf32>) -> tensor<2x32x32x64xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg1: tensor<2x32x32x64xf32>, %arg2: tensor<64xf32>, %arg3: tensor<64xf32>):
    %9 = "stablehlo.reshape"(%arg1) : (tensor<2x32x32x64xf32>) -> tensor<2x32x32x32x2xf32>
    %10 = "chlo.square"(%9) : (tensor<2x32x32x32x2xf32>) -> tensor<2x32x32x32x2xf32>
    %11 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %12 = "stablehlo.reduce"(%9, %11) <{dimensions = array<i64: 1, 2, 4>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %48 = "stablehlo.add"(%arg6, %arg7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%48) : (tensor<f32>) -> ()
    }) : (tensor<2x32x32x32x2xf32>, tensor<f32>) -> tensor<2x32xf32>
    %13 = "stablehlo.constant"() <{value = dense<2.048000e+03> : tensor<f32>}> : () -> tensor<f32>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x32xf32>
    %15 = "stablehlo.divide"(%12, %14) : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
    %16 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %17 = "stablehlo.reduce"(%10, %16) <{dimensions = array<i64: 1, 2, 4>}> ({
    ^bb0(%arg4: tensor<f32>, %arg5: tensor<f32>):
      %47 = "stablehlo.add"(%arg4, %arg5) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%47) : (tensor<f32>) -> ()
    }) : (tensor<2x32x32x32x2xf32>, tensor<f32>) -> tensor<2x32xf32>
    %18 = "stablehlo.constant"() <{value = dense<2.048000e+03> : tensor<f32>}> : () -> tensor<f32>
    %19 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x32xf32>
    %20 = "stablehlo.divide"(%17, %19) : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
    %21 = "chlo.square"(%15) : (tensor<2x32xf32>) -> tensor<2x32xf32>
    %22 = "stablehlo.subtract"(%20, %21) : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
    %23 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %24 = "stablehlo.broadcast_in_dim"(%23) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x32xf32>
    %25 = "stablehlo.maximum"(%24, %22) : (tensor<2x32xf32>, tensor<2x32xf32>) -> tensor<2x32xf32>
    %26 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x32xf32>) -> tensor<2x32x2xf32>
    %27 = "stablehlo.reshape"(%26) : (tensor<2x32x2xf32>) -> tensor<2x64xf32>
    %28 = "stablehlo.broadcast_in_dim"(%25) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x32xf32>) -> tensor<2x32x2xf32>
    %29 = "stablehlo.reshape"(%28) : (tensor<2x32x2xf32>) -> tensor<2x64xf32>
    %30 = "stablehlo.broadcast_in_dim"(%27) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<2x64xf32>) -> tensor<2x1x1x64xf32>
    %31 = "stablehlo.broadcast_in_dim"(%29) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<2x64xf32>) -> tensor<2x1x1x64xf32>
    %32 = "stablehlo.broadcast_in_dim"(%30) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x1x1x64xf32>) -> tensor<2x32x32x64xf32>
    %33 = "stablehlo.subtract"(%arg1, %32) : (tensor<2x32x32x64xf32>, tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %34 = "stablehlo.constant"() <{value = dense<9.99999997E-7> : tensor<f32>}> : () -> tensor<f32>
    %35 = "stablehlo.broadcast_in_dim"(%34) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x1x1x64xf32>
    %36 = "stablehlo.add"(%31, %35) : (tensor<2x1x1x64xf32>, tensor<2x1x1x64xf32>) -> tensor<2x1x1x64xf32>
    %37 = "stablehlo.rsqrt"(%36) : (tensor<2x1x1x64xf32>) -> tensor<2x1x1x64xf32>
    %38 = "stablehlo.reshape"(%arg2) : (tensor<64xf32>) -> tensor<1x1x1x64xf32>
    %39 = "stablehlo.broadcast_in_dim"(%38) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x64xf32>) -> tensor<2x1x1x64xf32>
    %40 = "stablehlo.multiply"(%37, %39) : (tensor<2x1x1x64xf32>, tensor<2x1x1x64xf32>) -> tensor<2x1x1x64xf32>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x1x1x64xf32>) -> tensor<2x32x32x64xf32>
    %42 = "stablehlo.multiply"(%33, %41) : (tensor<2x32x32x64xf32>, tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %43 = "stablehlo.reshape"(%arg3) : (tensor<64xf32>) -> tensor<1x1x1x64xf32>
    %44 = "stablehlo.broadcast_in_dim"(%43) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x64xf32>) -> tensor<2x32x32x64xf32>
    %45 = "stablehlo.add"(%42, %44) : (tensor<2x32x32x64xf32>, tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %46 = "func.call"(%45) <{callee = @silu}> : (tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    "func.return"(%46) : (tensor<2x32x32x64xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>, res_attrs = [{}], sym_name = "silu", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<2x32x32x64xf32>):
    %0 = "stablehlo.negate"(%arg0) : (tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %1 = "stablehlo.exponential"(%0) : (tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %2 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x32x32x64xf32>
    %4 = "stablehlo.add"(%3, %1) : (tensor<2x32x32x64xf32>, tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %5 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x32x32x64xf32>
    %7 = "stablehlo.divide"(%6, %4) : (tensor<2x32x32x64xf32>, tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    %8 = "stablehlo.multiply"(%arg0, %7) : (tensor<2x32x32x64xf32>, tensor<2x32x32x64xf32>) -> tensor<2x32x32x64xf32>
    "func.return"(%8) : (tensor<2x32x32x64xf32>) -> ()
  }) : () -> ()
}) {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
