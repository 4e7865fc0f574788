// jax 0.10.2, flax 0.12.8.
// linen.LayerNorm(dtype=jnp.bfloat16).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<?x?x11xbf16>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xbf16>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg9: tensor<?x?x11xbf16>, %arg10: tensor<11xf32>, %arg11: tensor<11xf32>):
    %66 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %67 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 0 : i64}> : (tensor<?x?x11xbf16>) -> tensor<i32>
    %68 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 1 : i64}> : (tensor<?x?x11xbf16>) -> tensor<i32>
    %69 = "stablehlo.compare"(%67, %66) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%69, %67) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %70 = "stablehlo.compare"(%68, %66) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%70, %67, %68) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[1] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %71 = "func.call"(%68, %67, %arg9, %arg10, %arg11) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x?x11xbf16>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xbf16>
    "func.return"(%71) : (tensor<?x?x11xbf16>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x?x11xbf16>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xbf16>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<?x?x11xbf16>, %arg3: tensor<11xf32>, %arg4: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<9.99999997E-7> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<11> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %3 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.convert"(%arg2) : (tensor<?x?x11xbf16>) -> tensor<?x?x11xf32>
    %6 = "stablehlo.multiply"(%5, %5) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %7 = "stablehlo.reduce"(%5, %4) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %65 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%65) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %8 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %9 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %10 = "stablehlo.concatenate"(%8, %9) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %11 = "stablehlo.dynamic_broadcast_in_dim"(%3, %10) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
    %12 = "stablehlo.divide"(%7, %11) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %13 = "stablehlo.reduce"(%6, %4) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %64 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%64) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %14 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %15 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %16 = "stablehlo.concatenate"(%14, %15) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %17 = "stablehlo.dynamic_broadcast_in_dim"(%3, %16) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
    %18 = "stablehlo.divide"(%13, %17) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %19 = "stablehlo.multiply"(%12, %12) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %20 = "stablehlo.subtract"(%18, %19) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %21 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %22 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %23 = "stablehlo.concatenate"(%21, %22) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %24 = "stablehlo.dynamic_broadcast_in_dim"(%4, %23) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
    %25 = "stablehlo.maximum"(%24, %20) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %26 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %27 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.concatenate"(%26, %27, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %29 = "stablehlo.dynamic_broadcast_in_dim"(%12, %28) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %30 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %31 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %32 = "stablehlo.concatenate"(%30, %31, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %33 = "stablehlo.dynamic_broadcast_in_dim"(%25, %32) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %34 = "stablehlo.convert"(%arg2) : (tensor<?x?x11xbf16>) -> tensor<?x?x11xf32>
    %35 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %36 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %37 = "stablehlo.concatenate"(%35, %36, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %38 = "stablehlo.dynamic_broadcast_in_dim"(%29, %37) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %39 = "stablehlo.subtract"(%34, %38) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %40 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %41 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %42 = "stablehlo.concatenate"(%40, %41, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %43 = "stablehlo.dynamic_broadcast_in_dim"(%0, %42) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %44 = "stablehlo.add"(%33, %43) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %45 = "stablehlo.rsqrt"(%44) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %46 = "stablehlo.reshape"(%arg3) : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %47 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %48 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %49 = "stablehlo.concatenate"(%47, %48, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %50 = "stablehlo.dynamic_broadcast_in_dim"(%45, %49) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %51 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %52 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %53 = "stablehlo.concatenate"(%51, %52, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %54 = "stablehlo.dynamic_broadcast_in_dim"(%46, %53) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %55 = "stablehlo.multiply"(%50, %54) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %56 = "stablehlo.multiply"(%39, %55) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %57 = "stablehlo.reshape"(%arg4) : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %58 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %59 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %60 = "stablehlo.concatenate"(%58, %59, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %61 = "stablehlo.dynamic_broadcast_in_dim"(%57, %60) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %62 = "stablehlo.add"(%56, %61) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %63 = "stablehlo.convert"(%62) : (tensor<?x?x11xf32>) -> tensor<?x?x11xbf16>
    "func.return"(%63) : (tensor<?x?x11xbf16>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
