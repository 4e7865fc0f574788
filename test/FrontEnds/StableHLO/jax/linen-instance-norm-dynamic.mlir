// jax 0.10.2, flax 0.12.8.
// linen.InstanceNorm(epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}}, x)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}], function_type = (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x7x?x5xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg9: tensor<?x7x?x5xf32>, %arg10: tensor<5xf32>, %arg11: tensor<5xf32>):
    %63 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %64 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 0 : i64}> : (tensor<?x7x?x5xf32>) -> tensor<i32>
    %65 = "stablehlo.get_dimension_size"(%arg9) <{dimension = 2 : i64}> : (tensor<?x7x?x5xf32>) -> tensor<i32>
    %66 = "stablehlo.compare"(%64, %63) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%66, %64) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, 7, M, 5). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %67 = "stablehlo.compare"(%65, %63) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%67, %64, %65) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, 7, M, 5). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[2] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %68 = "func.call"(%65, %64, %arg9, %arg10, %arg11) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x7x?x5xf32>
    "func.return"(%68) : (tensor<?x7x?x5xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x7x?x5xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<?x7x?x5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<7> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %3 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %4 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.constant"() <{value = dense<7> : tensor<i32>}> : () -> tensor<i32>
    %6 = "stablehlo.multiply"(%arg2, %arg2) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    %7 = "stablehlo.convert"(%arg0) : (tensor<i32>) -> tensor<i32>
    %8 = "stablehlo.multiply"(%7, %5) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %9 = "stablehlo.convert"(%8) : (tensor<i32>) -> tensor<f32>
    %10 = "stablehlo.reduce"(%arg2, %4) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %62 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%62) : (tensor<f32>) -> ()
    }) : (tensor<?x7x?x5xf32>, tensor<f32>) -> tensor<?x5xf32>
    %11 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %12 = "stablehlo.concatenate"(%11, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %13 = "stablehlo.dynamic_broadcast_in_dim"(%9, %12) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x5xf32>
    %14 = "stablehlo.divide"(%10, %13) : (tensor<?x5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %15 = "stablehlo.convert"(%arg0) : (tensor<i32>) -> tensor<i32>
    %16 = "stablehlo.multiply"(%15, %5) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %17 = "stablehlo.convert"(%16) : (tensor<i32>) -> tensor<f32>
    %18 = "stablehlo.reduce"(%6, %4) <{dimensions = array<i64: 1, 2>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %61 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%61) : (tensor<f32>) -> ()
    }) : (tensor<?x7x?x5xf32>, tensor<f32>) -> tensor<?x5xf32>
    %19 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %20 = "stablehlo.concatenate"(%19, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %21 = "stablehlo.dynamic_broadcast_in_dim"(%17, %20) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x5xf32>
    %22 = "stablehlo.divide"(%18, %21) : (tensor<?x5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %23 = "stablehlo.multiply"(%14, %14) : (tensor<?x5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %24 = "stablehlo.subtract"(%22, %23) : (tensor<?x5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %25 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %26 = "stablehlo.concatenate"(%25, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %27 = "stablehlo.dynamic_broadcast_in_dim"(%4, %26) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x5xf32>
    %28 = "stablehlo.maximum"(%27, %24) : (tensor<?x5xf32>, tensor<?x5xf32>) -> tensor<?x5xf32>
    %29 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %30 = "stablehlo.concatenate"(%29, %2, %2, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %31 = "stablehlo.dynamic_broadcast_in_dim"(%14, %30) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<?x5xf32>, tensor<4xi32>) -> tensor<?x1x1x5xf32>
    %32 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %33 = "stablehlo.concatenate"(%32, %2, %2, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %34 = "stablehlo.dynamic_broadcast_in_dim"(%28, %33) <{broadcast_dimensions = array<i64: 0, 3>}> : (tensor<?x5xf32>, tensor<4xi32>) -> tensor<?x1x1x5xf32>
    %35 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %36 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %37 = "stablehlo.concatenate"(%35, %1, %36, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %38 = "stablehlo.dynamic_broadcast_in_dim"(%31, %37) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x1x1x5xf32>, tensor<4xi32>) -> tensor<?x7x?x5xf32>
    %39 = "stablehlo.subtract"(%arg2, %38) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    %40 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %41 = "stablehlo.concatenate"(%40, %2, %2, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %42 = "stablehlo.dynamic_broadcast_in_dim"(%0, %41) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xi32>) -> tensor<?x1x1x5xf32>
    %43 = "stablehlo.add"(%34, %42) : (tensor<?x1x1x5xf32>, tensor<?x1x1x5xf32>) -> tensor<?x1x1x5xf32>
    %44 = "stablehlo.rsqrt"(%43) : (tensor<?x1x1x5xf32>) -> tensor<?x1x1x5xf32>
    %45 = "stablehlo.reshape"(%arg3) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %46 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %47 = "stablehlo.concatenate"(%46, %2, %2, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %48 = "stablehlo.dynamic_broadcast_in_dim"(%45, %47) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>, tensor<4xi32>) -> tensor<?x1x1x5xf32>
    %49 = "stablehlo.multiply"(%44, %48) : (tensor<?x1x1x5xf32>, tensor<?x1x1x5xf32>) -> tensor<?x1x1x5xf32>
    %50 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %51 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %52 = "stablehlo.concatenate"(%50, %1, %51, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %53 = "stablehlo.dynamic_broadcast_in_dim"(%49, %52) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x1x1x5xf32>, tensor<4xi32>) -> tensor<?x7x?x5xf32>
    %54 = "stablehlo.multiply"(%39, %53) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    %55 = "stablehlo.reshape"(%arg4) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %56 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %57 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %58 = "stablehlo.concatenate"(%56, %1, %57, %3) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %59 = "stablehlo.dynamic_broadcast_in_dim"(%55, %58) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>, tensor<4xi32>) -> tensor<?x7x?x5xf32>
    %60 = "stablehlo.add"(%54, %59) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    "func.return"(%60) : (tensor<?x7x?x5xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
