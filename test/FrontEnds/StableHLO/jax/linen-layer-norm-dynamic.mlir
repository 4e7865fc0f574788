// jax 0.10.2, flax 0.12.8.
// linen.LayerNorm(epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<?x5x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x5x?x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg9: tensor<?x5x?x11xf32>, %arg10: tensor<11xf32>, %arg11: tensor<11xf32>):
    %64 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %65 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 0 : i64}> : (tensor<?x5x?x11xf32>) -> tensor<i32>
    %66 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 2 : i64}> : (tensor<?x5x?x11xf32>) -> tensor<i32>
    %67 = "stablehlo.compare"(%65, %64) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%67, %65) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, 5, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %68 = "stablehlo.compare"(%66, %64) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%68, %65, %66) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, 5, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[2] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %69 = "func.call"(%66, %65, %arg9, %arg10, %arg11) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x5x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x5x?x11xf32>
    "func.return"(%69) : (tensor<?x5x?x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x5x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x5x?x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<?x5x?x11xf32>, %arg3: tensor<11xf32>, %arg4: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<11> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %3 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %4 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.multiply"(%arg2, %arg2) : (tensor<?x5x?x11xf32>, tensor<?x5x?x11xf32>) -> tensor<?x5x?x11xf32>
    %7 = "stablehlo.reduce"(%arg2, %5) <{dimensions = array<i64: 3>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %63 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%63) : (tensor<f32>) -> ()
    }) : (tensor<?x5x?x11xf32>, tensor<f32>) -> tensor<?x5x?xf32>
    %8 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %9 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %10 = "stablehlo.concatenate"(%8, %3, %9) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %11 = "stablehlo.dynamic_broadcast_in_dim"(%4, %10) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x5x?xf32>
    %12 = "stablehlo.divide"(%7, %11) : (tensor<?x5x?xf32>, tensor<?x5x?xf32>) -> tensor<?x5x?xf32>
    %13 = "stablehlo.reduce"(%6, %5) <{dimensions = array<i64: 3>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %62 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%62) : (tensor<f32>) -> ()
    }) : (tensor<?x5x?x11xf32>, tensor<f32>) -> tensor<?x5x?xf32>
    %14 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %15 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %16 = "stablehlo.concatenate"(%14, %3, %15) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %17 = "stablehlo.dynamic_broadcast_in_dim"(%4, %16) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x5x?xf32>
    %18 = "stablehlo.divide"(%13, %17) : (tensor<?x5x?xf32>, tensor<?x5x?xf32>) -> tensor<?x5x?xf32>
    %19 = "stablehlo.multiply"(%12, %12) : (tensor<?x5x?xf32>, tensor<?x5x?xf32>) -> tensor<?x5x?xf32>
    %20 = "stablehlo.subtract"(%18, %19) : (tensor<?x5x?xf32>, tensor<?x5x?xf32>) -> tensor<?x5x?xf32>
    %21 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %22 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %23 = "stablehlo.concatenate"(%21, %3, %22) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %24 = "stablehlo.dynamic_broadcast_in_dim"(%5, %23) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x5x?xf32>
    %25 = "stablehlo.maximum"(%24, %20) : (tensor<?x5x?xf32>, tensor<?x5x?xf32>) -> tensor<?x5x?xf32>
    %26 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %27 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.concatenate"(%26, %3, %27, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %29 = "stablehlo.dynamic_broadcast_in_dim"(%12, %28) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x5x?xf32>, tensor<4xi32>) -> tensor<?x5x?x1xf32>
    %30 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %31 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %32 = "stablehlo.concatenate"(%30, %3, %31, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %33 = "stablehlo.dynamic_broadcast_in_dim"(%25, %32) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x5x?xf32>, tensor<4xi32>) -> tensor<?x5x?x1xf32>
    %34 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %35 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %36 = "stablehlo.concatenate"(%34, %3, %35, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %37 = "stablehlo.dynamic_broadcast_in_dim"(%29, %36) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x?x1xf32>, tensor<4xi32>) -> tensor<?x5x?x11xf32>
    %38 = "stablehlo.subtract"(%arg2, %37) : (tensor<?x5x?x11xf32>, tensor<?x5x?x11xf32>) -> tensor<?x5x?x11xf32>
    %39 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %40 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %41 = "stablehlo.concatenate"(%39, %3, %40, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %42 = "stablehlo.dynamic_broadcast_in_dim"(%0, %41) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x5x?x1xf32>
    %43 = "stablehlo.add"(%33, %42) : (tensor<?x5x?x1xf32>, tensor<?x5x?x1xf32>) -> tensor<?x5x?x1xf32>
    %44 = "stablehlo.rsqrt"(%43) : (tensor<?x5x?x1xf32>) -> tensor<?x5x?x1xf32>
    %45 = "stablehlo.reshape"(%arg3) : (tensor<11xf32>) -> tensor<1x1x1x11xf32>
    %46 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %47 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %48 = "stablehlo.concatenate"(%46, %3, %47, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %49 = "stablehlo.dynamic_broadcast_in_dim"(%44, %48) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x?x1xf32>, tensor<4xi32>) -> tensor<?x5x?x11xf32>
    %50 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %51 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %52 = "stablehlo.concatenate"(%50, %3, %51, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %53 = "stablehlo.dynamic_broadcast_in_dim"(%45, %52) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x11xf32>, tensor<4xi32>) -> tensor<?x5x?x11xf32>
    %54 = "stablehlo.multiply"(%49, %53) : (tensor<?x5x?x11xf32>, tensor<?x5x?x11xf32>) -> tensor<?x5x?x11xf32>
    %55 = "stablehlo.multiply"(%38, %54) : (tensor<?x5x?x11xf32>, tensor<?x5x?x11xf32>) -> tensor<?x5x?x11xf32>
    %56 = "stablehlo.reshape"(%arg4) : (tensor<11xf32>) -> tensor<1x1x1x11xf32>
    %57 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %58 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %59 = "stablehlo.concatenate"(%57, %3, %58, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %60 = "stablehlo.dynamic_broadcast_in_dim"(%56, %59) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x11xf32>, tensor<4xi32>) -> tensor<?x5x?x11xf32>
    %61 = "stablehlo.add"(%55, %60) : (tensor<?x5x?x11xf32>, tensor<?x5x?x11xf32>) -> tensor<?x5x?x11xf32>
    "func.return"(%61) : (tensor<?x5x?x11xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
