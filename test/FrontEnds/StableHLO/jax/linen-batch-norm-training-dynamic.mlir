// jax 0.10.2, flax 0.12.8.
// state = {'params': {'scale': w, 'bias': b}, 'batch_stats': {'mean': m, 'var': v}}
// y, new = linen.BatchNorm(use_running_average=False, epsilon=1e-5).apply(state, x, mutable=['batch_stats'])
// return y, new['batch_stats']['mean'], new['batch_stats']['var']
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}, {}, {}], function_type = (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg11: tensor<?x7x?x5xf32>, %arg12: tensor<5xf32>, %arg13: tensor<5xf32>, %arg14: tensor<5xf32>, %arg15: tensor<5xf32>):
    %61 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %62 = "stablehlo.get_dimension_size"(%arg11) <{dimension = 0 : i64}> : (tensor<?x7x?x5xf32>) -> tensor<i32>
    %63 = "stablehlo.get_dimension_size"(%arg11) <{dimension = 2 : i64}> : (tensor<?x7x?x5xf32>) -> tensor<i32>
    %64 = "stablehlo.compare"(%62, %61) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%64, %62) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, 7, M, 5). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %65 = "stablehlo.compare"(%63, %61) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%65, %62, %63) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, 7, M, 5). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[2] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %66:3 = "func.call"(%63, %62, %arg11, %arg12, %arg13, %arg14, %arg15) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>)
    "func.return"(%66#0, %66#1, %66#2) : (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>), res_attrs = [{jax.result_info = "result[0]"}, {jax.result_info = "result[1]"}, {jax.result_info = "result[2]"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<?x7x?x5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>, %arg5: tensor<5xf32>, %arg6: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<5> : tensor<1xi32>}> : () -> tensor<1xi32>
    %2 = "stablehlo.constant"() <{value = dense<7> : tensor<1xi32>}> : () -> tensor<1xi32>
    %3 = "stablehlo.constant"() <{value = dense<0.00999999977> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.constant"() <{value = dense<9.900000e-01> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.constant"() <{value = dense<7> : tensor<i32>}> : () -> tensor<i32>
    %7 = "stablehlo.multiply"(%arg2, %arg2) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    %8 = "stablehlo.multiply"(%arg1, %arg0) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %9 = "stablehlo.convert"(%8) : (tensor<i32>) -> tensor<i32>
    %10 = "stablehlo.multiply"(%9, %6) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %11 = "stablehlo.convert"(%10) : (tensor<i32>) -> tensor<f32>
    %12 = "stablehlo.reduce"(%arg2, %5) <{dimensions = array<i64: 0, 1, 2>}> ({
    ^bb0(%arg9: tensor<f32>, %arg10: tensor<f32>):
      %60 = "stablehlo.add"(%arg9, %arg10) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%60) : (tensor<f32>) -> ()
    }) : (tensor<?x7x?x5xf32>, tensor<f32>) -> tensor<5xf32>
    %13 = "stablehlo.broadcast_in_dim"(%11) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %14 = "stablehlo.divide"(%12, %13) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %15 = "stablehlo.multiply"(%arg1, %arg0) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %16 = "stablehlo.convert"(%15) : (tensor<i32>) -> tensor<i32>
    %17 = "stablehlo.multiply"(%16, %6) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %18 = "stablehlo.convert"(%17) : (tensor<i32>) -> tensor<f32>
    %19 = "stablehlo.reduce"(%7, %5) <{dimensions = array<i64: 0, 1, 2>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %59 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%59) : (tensor<f32>) -> ()
    }) : (tensor<?x7x?x5xf32>, tensor<f32>) -> tensor<5xf32>
    %20 = "stablehlo.broadcast_in_dim"(%18) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %21 = "stablehlo.divide"(%19, %20) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %22 = "stablehlo.multiply"(%14, %14) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %23 = "stablehlo.subtract"(%21, %22) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %24 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %25 = "stablehlo.maximum"(%24, %23) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %26 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %27 = "stablehlo.multiply"(%26, %arg3) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %28 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %29 = "stablehlo.multiply"(%28, %14) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %30 = "stablehlo.add"(%27, %29) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %31 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %32 = "stablehlo.multiply"(%31, %arg4) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %33 = "stablehlo.broadcast_in_dim"(%3) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %34 = "stablehlo.multiply"(%33, %25) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %35 = "stablehlo.add"(%32, %34) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %36 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64: 3>}> : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %37 = "stablehlo.broadcast_in_dim"(%25) <{broadcast_dimensions = array<i64: 3>}> : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %38 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %39 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %40 = "stablehlo.concatenate"(%38, %2, %39, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %41 = "stablehlo.dynamic_broadcast_in_dim"(%36, %40) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>, tensor<4xi32>) -> tensor<?x7x?x5xf32>
    %42 = "stablehlo.subtract"(%arg2, %41) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    %43 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x1x1x5xf32>
    %44 = "stablehlo.add"(%37, %43) : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %45 = "stablehlo.rsqrt"(%44) : (tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %46 = "stablehlo.reshape"(%arg5) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %47 = "stablehlo.multiply"(%45, %46) : (tensor<1x1x1x5xf32>, tensor<1x1x1x5xf32>) -> tensor<1x1x1x5xf32>
    %48 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %49 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %50 = "stablehlo.concatenate"(%48, %2, %49, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %51 = "stablehlo.dynamic_broadcast_in_dim"(%47, %50) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>, tensor<4xi32>) -> tensor<?x7x?x5xf32>
    %52 = "stablehlo.multiply"(%42, %51) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    %53 = "stablehlo.reshape"(%arg6) : (tensor<5xf32>) -> tensor<1x1x1x5xf32>
    %54 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %55 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %56 = "stablehlo.concatenate"(%54, %2, %55, %1) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xi32>
    %57 = "stablehlo.dynamic_broadcast_in_dim"(%53, %56) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x1x1x5xf32>, tensor<4xi32>) -> tensor<?x7x?x5xf32>
    %58 = "stablehlo.add"(%52, %57) : (tensor<?x7x?x5xf32>, tensor<?x7x?x5xf32>) -> tensor<?x7x?x5xf32>
    "func.return"(%58, %30, %35) : (tensor<?x7x?x5xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
