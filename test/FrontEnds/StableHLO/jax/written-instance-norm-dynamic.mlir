// jax 0.10.2.
// mean, variance = x.mean((2, 3), keepdims=True), x.var((2, 3), keepdims=True)
// return (x - mean) / jnp.sqrt(variance + 1e-5)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}], function_type = (tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg18: tensor<?x5x7x?xf32>):
    %82 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %83 = "stablehlo.get_dimension_size"(%arg18) <{dimension = 0 : i64}> : (tensor<?x5x7x?xf32>) -> tensor<i32>
    %84 = "stablehlo.get_dimension_size"(%arg18) <{dimension = 3 : i64}> : (tensor<?x5x7x?xf32>) -> tensor<i32>
    %85 = "stablehlo.compare"(%83, %82) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%85, %83) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, 5, 7, M). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %86 = "stablehlo.compare"(%84, %82) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%86, %83, %84) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, 5, 7, M). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[3] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %87 = "func.call"(%84, %83, %arg18) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%87) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg13: tensor<i32>, %arg14: tensor<i32>, %arg15: tensor<?x5x7x?xf32>):
    %47 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %48 = "stablehlo.constant"() <{value = dense<7> : tensor<1xi32>}> : () -> tensor<1xi32>
    %49 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
    %50 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %51 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %52 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %53 = "stablehlo.constant"() <{value = dense<7> : tensor<i32>}> : () -> tensor<i32>
    %54 = "stablehlo.convert"(%arg13) : (tensor<i32>) -> tensor<i32>
    %55 = "stablehlo.multiply"(%54, %53) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %56 = "stablehlo.convert"(%55) : (tensor<i32>) -> tensor<f32>
    %57 = "stablehlo.reduce"(%arg15, %52) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg16: tensor<f32>, %arg17: tensor<f32>):
      %81 = "stablehlo.add"(%arg16, %arg17) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%81) : (tensor<f32>) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<f32>) -> tensor<?x5xf32>
    %58 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %59 = "stablehlo.concatenate"(%58, %51, %50, %50) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %60 = "stablehlo.dynamic_broadcast_in_dim"(%57, %59) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x5xf32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %61 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %62 = "stablehlo.concatenate"(%61, %51, %50, %50) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %63 = "stablehlo.dynamic_broadcast_in_dim"(%56, %62) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %64 = "stablehlo.divide"(%60, %63) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %65 = "func.call"(%arg13, %arg14, %arg15, %49) <{callee = @_var}> : (tensor<i32>, tensor<i32>, tensor<?x5x7x?xf32>, tensor<i32>) -> tensor<?x5x1x1xf32>
    %66 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %67 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %68 = "stablehlo.concatenate"(%66, %51, %48, %67) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %69 = "stablehlo.dynamic_broadcast_in_dim"(%64, %68) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x1x1xf32>, tensor<4xi32>) -> tensor<?x5x7x?xf32>
    %70 = "stablehlo.subtract"(%arg15, %69) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %71 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %72 = "stablehlo.concatenate"(%71, %51, %50, %50) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %73 = "stablehlo.dynamic_broadcast_in_dim"(%47, %72) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %74 = "stablehlo.add"(%65, %73) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %75 = "stablehlo.sqrt"(%74) : (tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %76 = "stablehlo.reshape"(%arg14) : (tensor<i32>) -> tensor<1xi32>
    %77 = "stablehlo.reshape"(%arg13) : (tensor<i32>) -> tensor<1xi32>
    %78 = "stablehlo.concatenate"(%76, %51, %48, %77) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %79 = "stablehlo.dynamic_broadcast_in_dim"(%75, %78) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x1x1xf32>, tensor<4xi32>) -> tensor<?x5x7x?xf32>
    %80 = "stablehlo.divide"(%70, %79) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%80) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x5x7x?xf32>, tensor<i32>) -> tensor<?x5x1x1xf32>, res_attrs = [{}], sym_name = "_var", sym_visibility = "private"}> ({
  ^bb0(%arg5: tensor<i32>, %arg6: tensor<i32>, %arg7: tensor<?x5x7x?xf32>, %arg8: tensor<i32>):
    %7 = "stablehlo.constant"() <{value = dense<0x7FC00000> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.constant"() <{value = dense<7> : tensor<1xi32>}> : () -> tensor<1xi32>
    %9 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %10 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %11 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %12 = "stablehlo.constant"() <{value = dense<7> : tensor<i32>}> : () -> tensor<i32>
    %13 = "stablehlo.convert"(%arg5) : (tensor<i32>) -> tensor<i32>
    %14 = "stablehlo.multiply"(%13, %12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %15 = "stablehlo.convert"(%14) : (tensor<i32>) -> tensor<f32>
    %16 = "stablehlo.reduce"(%arg7, %11) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg11: tensor<f32>, %arg12: tensor<f32>):
      %46 = "stablehlo.add"(%arg11, %arg12) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%46) : (tensor<f32>) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<f32>) -> tensor<?x5xf32>
    %17 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %18 = "stablehlo.concatenate"(%17, %10, %9, %9) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %19 = "stablehlo.dynamic_broadcast_in_dim"(%16, %18) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x5xf32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %20 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %21 = "stablehlo.concatenate"(%20, %10, %9, %9) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %22 = "stablehlo.dynamic_broadcast_in_dim"(%15, %21) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %23 = "stablehlo.divide"(%19, %22) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %24 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %25 = "stablehlo.reshape"(%arg5) : (tensor<i32>) -> tensor<1xi32>
    %26 = "stablehlo.concatenate"(%24, %10, %8, %25) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %27 = "stablehlo.dynamic_broadcast_in_dim"(%23, %26) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x1x1xf32>, tensor<4xi32>) -> tensor<?x5x7x?xf32>
    %28 = "stablehlo.subtract"(%arg7, %27) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %29 = "stablehlo.multiply"(%28, %28) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %30 = "stablehlo.convert"(%arg5) : (tensor<i32>) -> tensor<i32>
    %31 = "stablehlo.multiply"(%30, %12) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %32 = "stablehlo.convert"(%31) : (tensor<i32>) -> tensor<f32>
    %33 = "stablehlo.convert"(%arg8) : (tensor<i32>) -> tensor<f32>
    %34 = "stablehlo.subtract"(%32, %33) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %35 = "stablehlo.reduce"(%29, %11) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg9: tensor<f32>, %arg10: tensor<f32>):
      %45 = "stablehlo.add"(%arg9, %arg10) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%45) : (tensor<f32>) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<f32>) -> tensor<?x5xf32>
    %36 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %37 = "stablehlo.concatenate"(%36, %10, %9, %9) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %38 = "stablehlo.dynamic_broadcast_in_dim"(%35, %37) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x5xf32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %39 = "stablehlo.reshape"(%arg6) : (tensor<i32>) -> tensor<1xi32>
    %40 = "stablehlo.concatenate"(%39, %10, %9, %9) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %41 = "stablehlo.dynamic_broadcast_in_dim"(%34, %40) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %42 = "stablehlo.divide"(%38, %41) : (tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    %43 = "stablehlo.compare"(%34, %11) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %44 = "func.call"(%arg5, %arg6, %43, %42, %7) <{callee = @_where}> : (tensor<i32>, tensor<i32>, tensor<i1>, tensor<?x5x1x1xf32>, tensor<f32>) -> tensor<?x5x1x1xf32>
    "func.return"(%44) : (tensor<?x5x1x1xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<i1>, tensor<?x5x1x1xf32>, tensor<f32>) -> tensor<?x5x1x1xf32>, res_attrs = [{}], sym_name = "_where", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<i1>, %arg3: tensor<?x5x1x1xf32>, %arg4: tensor<f32>):
    %0 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %1 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.convert"(%arg4) : (tensor<f32>) -> tensor<f32>
    %3 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %4 = "stablehlo.concatenate"(%3, %1, %0, %0) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %5 = "stablehlo.dynamic_broadcast_in_dim"(%2, %4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x5x1x1xf32>
    %6 = "stablehlo.select"(%arg2, %arg3, %5) : (tensor<i1>, tensor<?x5x1x1xf32>, tensor<?x5x1x1xf32>) -> tensor<?x5x1x1xf32>
    "func.return"(%6) : (tensor<?x5x1x1xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
