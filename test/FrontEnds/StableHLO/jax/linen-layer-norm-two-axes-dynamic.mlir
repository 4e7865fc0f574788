// jax 0.10.2, flax 0.12.8.
// linen.LayerNorm(reduction_axes=(-2, -1), feature_axes=(-2, -1), use_fast_variance=False).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<?x7x11xf32>, tensor<7x11xf32>, tensor<7x11xf32>) -> tensor<?x7x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg8: tensor<?x7x11xf32>, %arg9: tensor<7x11xf32>, %arg10: tensor<7x11xf32>):
    %53 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %54 = "stablehlo.get_dimension_size"(%arg8) <{dimension = 0 : i64}> : (tensor<?x7x11xf32>) -> tensor<i32>
    %55 = "stablehlo.compare"(%54, %53) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%55, %54) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, 7, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %56 = "func.call"(%54, %arg8, %arg9, %arg10) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<?x7x11xf32>, tensor<7x11xf32>, tensor<7x11xf32>) -> tensor<?x7x11xf32>
    "func.return"(%56) : (tensor<?x7x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<?x7x11xf32>, tensor<7x11xf32>, tensor<7x11xf32>) -> tensor<?x7x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<?x7x11xf32>, %arg2: tensor<7x11xf32>, %arg3: tensor<7x11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<9.99999997E-7> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<11> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.constant"() <{value = dense<7> : tensor<1xi32>}> : () -> tensor<1xi32>
    %3 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %4 = "stablehlo.constant"() <{value = dense<7.700000e+01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.reduce"(%arg1, %5) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %52 = "stablehlo.add"(%arg6, %arg7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%52) : (tensor<f32>) -> ()
    }) : (tensor<?x7x11xf32>, tensor<f32>) -> tensor<?xf32>
    %7 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %8 = "stablehlo.dynamic_broadcast_in_dim"(%4, %7) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %9 = "stablehlo.divide"(%6, %8) : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
    %10 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %11 = "stablehlo.concatenate"(%10, %3, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %12 = "stablehlo.dynamic_broadcast_in_dim"(%9, %11) <{broadcast_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<3xi32>) -> tensor<?x1x1xf32>
    %13 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %14 = "stablehlo.concatenate"(%13, %2, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %15 = "stablehlo.dynamic_broadcast_in_dim"(%12, %14) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x1x1xf32>, tensor<3xi32>) -> tensor<?x7x11xf32>
    %16 = "stablehlo.subtract"(%arg1, %15) : (tensor<?x7x11xf32>, tensor<?x7x11xf32>) -> tensor<?x7x11xf32>
    %17 = "stablehlo.multiply"(%16, %16) : (tensor<?x7x11xf32>, tensor<?x7x11xf32>) -> tensor<?x7x11xf32>
    %18 = "stablehlo.reduce"(%17, %5) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg4: tensor<f32>, %arg5: tensor<f32>):
      %51 = "stablehlo.add"(%arg4, %arg5) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%51) : (tensor<f32>) -> ()
    }) : (tensor<?x7x11xf32>, tensor<f32>) -> tensor<?xf32>
    %19 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %20 = "stablehlo.dynamic_broadcast_in_dim"(%4, %19) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<1xi32>) -> tensor<?xf32>
    %21 = "stablehlo.divide"(%18, %20) : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
    %22 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %23 = "stablehlo.concatenate"(%22, %3, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %24 = "stablehlo.dynamic_broadcast_in_dim"(%9, %23) <{broadcast_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<3xi32>) -> tensor<?x1x1xf32>
    %25 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %26 = "stablehlo.concatenate"(%25, %3, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %27 = "stablehlo.dynamic_broadcast_in_dim"(%21, %26) <{broadcast_dimensions = array<i64: 0>}> : (tensor<?xf32>, tensor<3xi32>) -> tensor<?x1x1xf32>
    %28 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %29 = "stablehlo.concatenate"(%28, %2, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %30 = "stablehlo.dynamic_broadcast_in_dim"(%24, %29) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x1x1xf32>, tensor<3xi32>) -> tensor<?x7x11xf32>
    %31 = "stablehlo.subtract"(%arg1, %30) : (tensor<?x7x11xf32>, tensor<?x7x11xf32>) -> tensor<?x7x11xf32>
    %32 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %33 = "stablehlo.concatenate"(%32, %3, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %34 = "stablehlo.dynamic_broadcast_in_dim"(%0, %33) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x1x1xf32>
    %35 = "stablehlo.add"(%27, %34) : (tensor<?x1x1xf32>, tensor<?x1x1xf32>) -> tensor<?x1x1xf32>
    %36 = "stablehlo.rsqrt"(%35) : (tensor<?x1x1xf32>) -> tensor<?x1x1xf32>
    %37 = "stablehlo.reshape"(%arg2) : (tensor<7x11xf32>) -> tensor<1x7x11xf32>
    %38 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %39 = "stablehlo.concatenate"(%38, %2, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %40 = "stablehlo.dynamic_broadcast_in_dim"(%36, %39) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x1x1xf32>, tensor<3xi32>) -> tensor<?x7x11xf32>
    %41 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %42 = "stablehlo.concatenate"(%41, %2, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %43 = "stablehlo.dynamic_broadcast_in_dim"(%37, %42) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x7x11xf32>, tensor<3xi32>) -> tensor<?x7x11xf32>
    %44 = "stablehlo.multiply"(%40, %43) : (tensor<?x7x11xf32>, tensor<?x7x11xf32>) -> tensor<?x7x11xf32>
    %45 = "stablehlo.multiply"(%31, %44) : (tensor<?x7x11xf32>, tensor<?x7x11xf32>) -> tensor<?x7x11xf32>
    %46 = "stablehlo.reshape"(%arg3) : (tensor<7x11xf32>) -> tensor<1x7x11xf32>
    %47 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %48 = "stablehlo.concatenate"(%47, %2, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %49 = "stablehlo.dynamic_broadcast_in_dim"(%46, %48) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x7x11xf32>, tensor<3xi32>) -> tensor<?x7x11xf32>
    %50 = "stablehlo.add"(%45, %49) : (tensor<?x7x11xf32>, tensor<?x7x11xf32>) -> tensor<?x7x11xf32>
    "func.return"(%50) : (tensor<?x7x11xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
