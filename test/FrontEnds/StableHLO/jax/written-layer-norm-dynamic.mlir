// jax 0.10.2.
// mean = x.mean(-1, keepdims=True)
// return (x - mean) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-5) * w + b
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg20: tensor<?x?x11xf32>, %arg21: tensor<11xf32>, %arg22: tensor<11xf32>):
    %90 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %91 = "stablehlo.get_dimension_size"(%arg20) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %92 = "stablehlo.get_dimension_size"(%arg20) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %93 = "stablehlo.compare"(%91, %90) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%93, %91) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %94 = "stablehlo.compare"(%92, %90) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%94, %91, %92) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[1] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %95 = "func.call"(%92, %91, %arg20, %arg21, %arg22) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%95) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg13: tensor<i32>, %arg14: tensor<i32>, %arg15: tensor<?x?x11xf32>, %arg16: tensor<11xf32>, %arg17: tensor<11xf32>):
    %44 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %45 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %46 = "stablehlo.constant"() <{value = dense<11> : tensor<1xi32>}> : () -> tensor<1xi32>
    %47 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %48 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %49 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %50 = "stablehlo.reduce"(%arg15, %49) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg18: tensor<f32>, %arg19: tensor<f32>):
      %89 = "stablehlo.add"(%arg18, %arg19) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%89) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %51 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %52 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %53 = "stablehlo.concatenate"(%51, %52, %48) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %54 = "stablehlo.dynamic_broadcast_in_dim"(%50, %53) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %55 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %56 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %57 = "stablehlo.concatenate"(%55, %56, %48) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %58 = "stablehlo.dynamic_broadcast_in_dim"(%47, %57) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %59 = "stablehlo.divide"(%54, %58) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %60 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %61 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %62 = "stablehlo.concatenate"(%60, %61, %46) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %63 = "stablehlo.dynamic_broadcast_in_dim"(%59, %62) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %64 = "stablehlo.subtract"(%arg15, %63) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %65 = "func.call"(%arg13, %arg14, %arg15, %45) <{callee = @_var}> : (tensor<i32>, tensor<i32>, tensor<?x?x11xf32>, tensor<i32>) -> tensor<?x?x1xf32>
    %66 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %67 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %68 = "stablehlo.concatenate"(%66, %67, %48) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %69 = "stablehlo.dynamic_broadcast_in_dim"(%44, %68) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %70 = "stablehlo.add"(%65, %69) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %71 = "stablehlo.sqrt"(%70) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %72 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %73 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %74 = "stablehlo.concatenate"(%72, %73, %46) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %75 = "stablehlo.dynamic_broadcast_in_dim"(%71, %74) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %76 = "stablehlo.divide"(%64, %75) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %77 = "stablehlo.broadcast_in_dim"(%arg16) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %78 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %79 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %80 = "stablehlo.concatenate"(%78, %79, %46) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %81 = "stablehlo.dynamic_broadcast_in_dim"(%77, %80) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %82 = "stablehlo.multiply"(%76, %81) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %83 = "stablehlo.broadcast_in_dim"(%arg17) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %84 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %85 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %86 = "stablehlo.concatenate"(%84, %85, %46) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %87 = "stablehlo.dynamic_broadcast_in_dim"(%83, %86) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %88 = "stablehlo.add"(%82, %87) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%88) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x?x11xf32>, tensor<i32>) -> tensor<?x?x1xf32>, res_attrs = [{}], sym_name = "_var", sym_visibility = "private"}> ({
  ^bb0(%arg5: tensor<i32>, %arg6: tensor<i32>, %arg7: tensor<?x?x11xf32>, %arg8: tensor<i32>):
    %7 = "stablehlo.constant"() <{value = dense<0x7FC00000> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.constant"() <{value = dense<11> : tensor<1xi32>}> : () -> tensor<1xi32>
    %9 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %10 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %11 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %12 = "stablehlo.reduce"(%arg7, %11) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg11: tensor<f32>, %arg12: tensor<f32>):
      %43 = "stablehlo.add"(%arg11, %arg12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%43) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %13 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %14 = "stablehlo.reshape"(%arg5) : (tensor<i32>) -> tensor<1xi32>
    %15 = "stablehlo.concatenate"(%13, %14, %10) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %16 = "stablehlo.dynamic_broadcast_in_dim"(%12, %15) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %17 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %18 = "stablehlo.reshape"(%arg5) : (tensor<i32>) -> tensor<1xi32>
    %19 = "stablehlo.concatenate"(%17, %18, %10) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %20 = "stablehlo.dynamic_broadcast_in_dim"(%9, %19) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %21 = "stablehlo.divide"(%16, %20) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %22 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %23 = "stablehlo.reshape"(%arg5) : (tensor<i32>) -> tensor<1xi32>
    %24 = "stablehlo.concatenate"(%22, %23, %8) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %25 = "stablehlo.dynamic_broadcast_in_dim"(%21, %24) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %26 = "stablehlo.subtract"(%arg7, %25) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %27 = "stablehlo.multiply"(%26, %26) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %28 = "stablehlo.convert"(%arg8) : (tensor<i32>) -> tensor<f32>
    %29 = "stablehlo.subtract"(%9, %28) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %30 = "stablehlo.reduce"(%27, %11) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg9: tensor<f32>, %arg10: tensor<f32>):
      %42 = "stablehlo.add"(%arg9, %arg10) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%42) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %31 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %32 = "stablehlo.reshape"(%arg5) : (tensor<i32>) -> tensor<1xi32>
    %33 = "stablehlo.concatenate"(%31, %32, %10) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %34 = "stablehlo.dynamic_broadcast_in_dim"(%30, %33) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %35 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %36 = "stablehlo.reshape"(%arg5) : (tensor<i32>) -> tensor<1xi32>
    %37 = "stablehlo.concatenate"(%35, %36, %10) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %38 = "stablehlo.dynamic_broadcast_in_dim"(%29, %37) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %39 = "stablehlo.divide"(%34, %38) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %40 = "stablehlo.compare"(%29, %11) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %41 = "func.call"(%arg5, %arg6, %40, %39, %7) <{callee = @_where}> : (tensor<i32>, tensor<i32>, tensor<i1>, tensor<?x?x1xf32>, tensor<f32>) -> tensor<?x?x1xf32>
    "func.return"(%41) : (tensor<?x?x1xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<i1>, tensor<?x?x1xf32>, tensor<f32>) -> tensor<?x?x1xf32>, res_attrs = [{}], sym_name = "_where", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<i1>, %arg3: tensor<?x?x1xf32>, %arg4: tensor<f32>):
    %0 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %1 = "stablehlo.convert"(%arg4) : (tensor<f32>) -> tensor<f32>
    %2 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %3 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %4 = "stablehlo.concatenate"(%2, %3, %0) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %5 = "stablehlo.dynamic_broadcast_in_dim"(%1, %4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %6 = "stablehlo.select"(%arg2, %arg3, %5) : (tensor<i1>, tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    "func.return"(%6) : (tensor<?x?x1xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
