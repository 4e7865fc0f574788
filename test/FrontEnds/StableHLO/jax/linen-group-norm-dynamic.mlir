// jax 0.10.2, flax 0.12.8.
// linen.GroupNorm(num_groups=3, epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<?x5x?x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<?x5x?x6xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg9: tensor<?x5x?x6xf32>, %arg10: tensor<6xf32>, %arg11: tensor<6xf32>):
    %81 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %82 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 0 : i64}> : (tensor<?x5x?x6xf32>) -> tensor<i32>
    %83 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 2 : i64}> : (tensor<?x5x?x6xf32>) -> tensor<i32>
    %84 = "stablehlo.compare"(%82, %81) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%84, %82) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, 5, M, 6). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %85 = "stablehlo.compare"(%83, %81) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%85, %82, %83) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, 5, M, 6). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[2] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %86 = "func.call"(%83, %82, %arg9, %arg10, %arg11) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x5x?x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<?x5x?x6xf32>
    "func.return"(%86) : (tensor<?x5x?x6xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x5x?x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<?x5x?x6xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<?x5x?x6xf32>, %arg3: tensor<6xf32>, %arg4: tensor<6xf32>):
    %0 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.constant"() <{value = dense<6> : tensor<1xi32>}> : () -> tensor<1xi32>
    %3 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.constant"() <{value = dense<10> : tensor<i32>}> : () -> tensor<i32>
    %5 = "stablehlo.constant"() <{value = dense<2> : tensor<1xi32>}> : () -> tensor<1xi32>
    %6 = "stablehlo.constant"() <{value = dense<3> : tensor<1xi32>}> : () -> tensor<1xi32>
    %7 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %8 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %9 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %10 = "stablehlo.concatenate"(%8, %7, %9, %6, %5) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<5xi32>
    %11 = "stablehlo.dynamic_reshape"(%arg2, %10) : (tensor<?x5x?x6xf32>, tensor<5xi32>) -> tensor<?x5x?x3x2xf32>
    %12 = "stablehlo.multiply"(%11, %11) : (tensor<?x5x?x3x2xf32>, tensor<?x5x?x3x2xf32>) -> tensor<?x5x?x3x2xf32>
    %13 = "stablehlo.convert"(%arg0) : (tensor<i32>) -> tensor<i32>
    %14 = "stablehlo.multiply"(%13, %4) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %15 = "stablehlo.convert"(%14) : (tensor<i32>) -> tensor<f32>
    %16 = "stablehlo.reduce"(%11, %3) <{dimensions = array<i64: 1, 2, 4>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %80 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%80) : (tensor<f32>) -> ()
    }) : (tensor<?x5x?x3x2xf32>, tensor<f32>) -> tensor<?x3xf32>
    %17 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %18 = "stablehlo.concatenate"(%17, %6) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %19 = "stablehlo.dynamic_broadcast_in_dim"(%15, %18) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x3xf32>
    %20 = "stablehlo.divide"(%16, %19) : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %21 = "stablehlo.convert"(%arg0) : (tensor<i32>) -> tensor<i32>
    %22 = "stablehlo.multiply"(%21, %4) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %23 = "stablehlo.convert"(%22) : (tensor<i32>) -> tensor<f32>
    %24 = "stablehlo.reduce"(%12, %3) <{dimensions = array<i64: 1, 2, 4>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %79 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%79) : (tensor<f32>) -> ()
    }) : (tensor<?x5x?x3x2xf32>, tensor<f32>) -> tensor<?x3xf32>
    %25 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %26 = "stablehlo.concatenate"(%25, %6) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %27 = "stablehlo.dynamic_broadcast_in_dim"(%23, %26) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x3xf32>
    %28 = "stablehlo.divide"(%24, %27) : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %29 = "stablehlo.multiply"(%20, %20) : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %30 = "stablehlo.subtract"(%28, %29) : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %31 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %32 = "stablehlo.concatenate"(%31, %6) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %33 = "stablehlo.dynamic_broadcast_in_dim"(%3, %32) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x3xf32>
    %34 = "stablehlo.maximum"(%33, %30) : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %35 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %36 = "stablehlo.concatenate"(%35, %6, %5) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %37 = "stablehlo.dynamic_broadcast_in_dim"(%20, %36) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x3xf32>, tensor<3xi32>) -> tensor<?x3x2xf32>
    %38 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %39 = "stablehlo.concatenate"(%38, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %40 = "stablehlo.dynamic_reshape"(%37, %39) : (tensor<?x3x2xf32>, tensor<2xi32>) -> tensor<?x6xf32>
    %41 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %42 = "stablehlo.concatenate"(%41, %6, %5) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %43 = "stablehlo.dynamic_broadcast_in_dim"(%34, %42) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x3xf32>, tensor<3xi32>) -> tensor<?x3x2xf32>
    %44 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %45 = "stablehlo.concatenate"(%44, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %46 = "stablehlo.dynamic_reshape"(%43, %45) : (tensor<?x3x2xf32>, tensor<2xi32>) -> tensor<?x6xf32>
    %47 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %48 = "stablehlo.concatenate"(%47, %1, %1, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %49 = "stablehlo.dynamic_broadcast_in_dim"(%40, %48) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<?x6xf32>, tensor<4xi32>) -> tensor<?x1x1x6xf32>
    %50 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %51 = "stablehlo.concatenate"(%50, %1, %1, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %52 = "stablehlo.dynamic_broadcast_in_dim"(%46, %51) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<?x6xf32>, tensor<4xi32>) -> tensor<?x1x1x6xf32>
    %53 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %54 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %55 = "stablehlo.concatenate"(%53, %7, %54, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %56 = "stablehlo.dynamic_broadcast_in_dim"(%49, %55) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x1x1x6xf32>, tensor<4xi32>) -> tensor<?x5x?x6xf32>
    %57 = "stablehlo.subtract"(%arg2, %56) : (tensor<?x5x?x6xf32>, tensor<?x5x?x6xf32>) -> tensor<?x5x?x6xf32>
    %58 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %59 = "stablehlo.concatenate"(%58, %1, %1, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %60 = "stablehlo.dynamic_broadcast_in_dim"(%0, %59) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x1x1x6xf32>
    %61 = "stablehlo.add"(%52, %60) : (tensor<?x1x1x6xf32>, tensor<?x1x1x6xf32>) -> tensor<?x1x1x6xf32>
    %62 = "stablehlo.rsqrt"(%61) : (tensor<?x1x1x6xf32>) -> tensor<?x1x1x6xf32>
    %63 = "stablehlo.reshape"(%arg3) : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %64 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %65 = "stablehlo.concatenate"(%64, %1, %1, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %66 = "stablehlo.dynamic_broadcast_in_dim"(%63, %65) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x6xf32>, tensor<4xi32>) -> tensor<?x1x1x6xf32>
    %67 = "stablehlo.multiply"(%62, %66) : (tensor<?x1x1x6xf32>, tensor<?x1x1x6xf32>) -> tensor<?x1x1x6xf32>
    %68 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %69 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %70 = "stablehlo.concatenate"(%68, %7, %69, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %71 = "stablehlo.dynamic_broadcast_in_dim"(%67, %70) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x1x1x6xf32>, tensor<4xi32>) -> tensor<?x5x?x6xf32>
    %72 = "stablehlo.multiply"(%57, %71) : (tensor<?x5x?x6xf32>, tensor<?x5x?x6xf32>) -> tensor<?x5x?x6xf32>
    %73 = "stablehlo.reshape"(%arg4) : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %74 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %75 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %76 = "stablehlo.concatenate"(%74, %7, %75, %2) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %77 = "stablehlo.dynamic_broadcast_in_dim"(%73, %76) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x6xf32>, tensor<4xi32>) -> tensor<?x5x?x6xf32>
    %78 = "stablehlo.add"(%72, %77) : (tensor<?x5x?x6xf32>, tensor<?x5x?x6xf32>) -> tensor<?x5x?x6xf32>
    "func.return"(%78) : (tensor<?x5x?x6xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
