// jax 0.10.2, flax 0.12.8.
// jax.nn.gelu(linen.LayerNorm(epsilon=1e-5).apply({'params': {'scale': w, 'bias': b}}, x + r), approximate=False)
"builtin.module"() <{sym_name = "jit_function"}> ({
  "func.func"() <{arg_attrs = [{}, {}, {}, {}], function_type = (tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg10: tensor<?x?x11xf32>, %arg11: tensor<?x?x11xf32>, %arg12: tensor<11xf32>, %arg13: tensor<11xf32>):
    %400 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %401 = "stablehlo.get_dimension_size"(%arg10) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %402 = "stablehlo.get_dimension_size"(%arg10) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %403 = "stablehlo.get_dimension_size"(%arg11) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %404 = "stablehlo.get_dimension_size"(%arg11) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %405 = "stablehlo.compare"(%401, %400) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%405, %401) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'N'. Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11),args[1].shape = (N, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>) -> ()
    %406 = "stablehlo.compare"(%402, %400) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%406, %401, %402) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Expected value >= 1 for dimension variable 'M'. Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11),args[1].shape = (N, M, 11). Obtained dimension variables: 'N' = {0} from specification 'N' for dimension args[0].shape[0] (= {0}), 'M' = {1} from specification 'M' for dimension args[0].shape[1] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>) -> ()
    %407 = "stablehlo.compare"(%403, %401) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%407, %403, %401, %402) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Found inconsistency between dimension size args[1].shape[0] (= {0}) and the specification 'N' (= {1}). Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11),args[1].shape = (N, M, 11). Obtained dimension variables: 'N' = {1} from specification 'N' for dimension args[0].shape[0] (= {1}), 'M' = {2} from specification 'M' for dimension args[0].shape[1] (= {2}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>, tensor<i32>) -> ()
    %408 = "stablehlo.compare"(%404, %402) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.custom_call"(%408, %404, %402, %401) <{api_version = 2 : i32, call_target_name = "shape_assertion", has_side_effect = true}> {error_message = "Input shapes do not match the polymorphic shapes specification. Found inconsistency between dimension size args[1].shape[1] (= {0}) and the specification 'M' (= {1}). Using the following polymorphic shapes specifications: args[0].shape = (N, M, 11),args[1].shape = (N, M, 11). Obtained dimension variables: 'N' = {2} from specification 'N' for dimension args[0].shape[0] (= {2}), 'M' = {1} from specification 'M' for dimension args[0].shape[1] (= {1}), . Please see https://docs.jax.dev/en/latest/export/shape_poly.html#shape-assertion-errors for more details."} : (tensor<i1>, tensor<i32>, tensor<i32>, tensor<i32>) -> ()
    %409 = "func.call"(%402, %401, %arg10, %arg11, %arg12, %arg13) <{callee = @_wrapped_jax_export_main}> : (tensor<i32>, tensor<i32>, tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%409) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
  "func.func"() <{arg_attrs = [{jax.global_constant = "M"}, {jax.global_constant = "N"}, {}, {}, {}, {}], function_type = (tensor<i32>, tensor<i32>, tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, res_attrs = [{jax.result_info = "result"}], sym_name = "_wrapped_jax_export_main", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<i32>, %arg1: tensor<i32>, %arg2: tensor<?x?x11xf32>, %arg3: tensor<?x?x11xf32>, %arg4: tensor<11xf32>, %arg5: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<1.12837911> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<-0.37612626> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<0.112835854> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.constant"() <{value = dense<-0.0268538129> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.constant"() <{value = dense<0.00518832775> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.constant"() <{value = dense<-8.0101937E-4> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.constant"() <{value = dense<7.85386146E-5> : tensor<f32>}> : () -> tensor<f32>
    %7 = "stablehlo.constant"() <{value = dense<-88.7228394> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.constant"() <{value = dense<0.564189494> : tensor<f32>}> : () -> tensor<f32>
    %9 = "stablehlo.constant"() <{value = dense<-0.282076746> : tensor<f32>}> : () -> tensor<f32>
    %10 = "stablehlo.constant"() <{value = dense<0.42184633> : tensor<f32>}> : () -> tensor<f32>
    %11 = "stablehlo.constant"() <{value = dense<-1.01526523> : tensor<f32>}> : () -> tensor<f32>
    %12 = "stablehlo.constant"() <{value = dense<2.92101908> : tensor<f32>}> : () -> tensor<f32>
    %13 = "stablehlo.constant"() <{value = dense<-7.49551868> : tensor<f32>}> : () -> tensor<f32>
    %14 = "stablehlo.constant"() <{value = dense<1.297720e+01> : tensor<f32>}> : () -> tensor<f32>
    %15 = "stablehlo.constant"() <{value = dense<-10.477664> : tensor<f32>}> : () -> tensor<f32>
    %16 = "stablehlo.constant"() <{value = dense<0.563825965> : tensor<f32>}> : () -> tensor<f32>
    %17 = "stablehlo.constant"() <{value = dense<-0.274112701> : tensor<f32>}> : () -> tensor<f32>
    %18 = "stablehlo.constant"() <{value = dense<3.404880e-01> : tensor<f32>}> : () -> tensor<f32>
    %19 = "stablehlo.constant"() <{value = dense<-0.494451523> : tensor<f32>}> : () -> tensor<f32>
    %20 = "stablehlo.constant"() <{value = dense<0.621000468> : tensor<f32>}> : () -> tensor<f32>
    %21 = "stablehlo.constant"() <{value = dense<-0.582473278> : tensor<f32>}> : () -> tensor<f32>
    %22 = "stablehlo.constant"() <{value = dense<0.368742466> : tensor<f32>}> : () -> tensor<f32>
    %23 = "stablehlo.constant"() <{value = dense<-0.138703942> : tensor<f32>}> : () -> tensor<f32>
    %24 = "stablehlo.constant"() <{value = dense<2.326820e-02> : tensor<f32>}> : () -> tensor<f32>
    %25 = "stablehlo.constant"() <{value = dense<2.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %26 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %27 = "stablehlo.constant"() <{value = dense<0.707106769> : tensor<f32>}> : () -> tensor<f32>
    %28 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %29 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %30 = "stablehlo.constant"() <{value = dense<11> : tensor<1xi32>}> : () -> tensor<1xi32>
    %31 = "stablehlo.constant"() <{value = dense<1> : tensor<1xi32>}> : () -> tensor<1xi32>
    %32 = "stablehlo.constant"() <{value = dense<1.100000e+01> : tensor<f32>}> : () -> tensor<f32>
    %33 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %34 = "stablehlo.add"(%arg2, %arg3) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %35 = "stablehlo.multiply"(%34, %34) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %36 = "stablehlo.reduce"(%34, %33) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg8: tensor<f32>, %arg9: tensor<f32>):
      %399 = "stablehlo.add"(%arg8, %arg9) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%399) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %37 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %38 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %39 = "stablehlo.concatenate"(%37, %38) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %40 = "stablehlo.dynamic_broadcast_in_dim"(%32, %39) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
    %41 = "stablehlo.divide"(%36, %40) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %42 = "stablehlo.reduce"(%35, %33) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %398 = "stablehlo.add"(%arg6, %arg7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%398) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %43 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %44 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %45 = "stablehlo.concatenate"(%43, %44) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %46 = "stablehlo.dynamic_broadcast_in_dim"(%32, %45) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
    %47 = "stablehlo.divide"(%42, %46) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %48 = "stablehlo.multiply"(%41, %41) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %49 = "stablehlo.subtract"(%47, %48) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %50 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %51 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %52 = "stablehlo.concatenate"(%50, %51) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %53 = "stablehlo.dynamic_broadcast_in_dim"(%33, %52) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
    %54 = "stablehlo.maximum"(%53, %49) : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
    %55 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %56 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %57 = "stablehlo.concatenate"(%55, %56, %31) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %58 = "stablehlo.dynamic_broadcast_in_dim"(%41, %57) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %59 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %60 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %61 = "stablehlo.concatenate"(%59, %60, %31) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %62 = "stablehlo.dynamic_broadcast_in_dim"(%54, %61) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x?xf32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %63 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %64 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %65 = "stablehlo.concatenate"(%63, %64, %30) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %66 = "stablehlo.dynamic_broadcast_in_dim"(%58, %65) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %67 = "stablehlo.subtract"(%34, %66) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %68 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %69 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %70 = "stablehlo.concatenate"(%68, %69, %31) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %71 = "stablehlo.dynamic_broadcast_in_dim"(%29, %70) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x1xf32>
    %72 = "stablehlo.add"(%62, %71) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %73 = "stablehlo.rsqrt"(%72) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %74 = "stablehlo.reshape"(%arg4) : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %75 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %76 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %77 = "stablehlo.concatenate"(%75, %76, %30) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %78 = "stablehlo.dynamic_broadcast_in_dim"(%73, %77) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %79 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %80 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %81 = "stablehlo.concatenate"(%79, %80, %30) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %82 = "stablehlo.dynamic_broadcast_in_dim"(%74, %81) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %83 = "stablehlo.multiply"(%78, %82) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %84 = "stablehlo.multiply"(%67, %83) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %85 = "stablehlo.reshape"(%arg5) : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %86 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %87 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %88 = "stablehlo.concatenate"(%86, %87, %30) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %89 = "stablehlo.dynamic_broadcast_in_dim"(%85, %88) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<1x1x11xf32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %90 = "stablehlo.add"(%84, %89) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %91 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %92 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %93 = "stablehlo.concatenate"(%91, %92, %30) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %94 = "stablehlo.dynamic_broadcast_in_dim"(%28, %93) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %95 = "stablehlo.multiply"(%94, %90) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %96 = "stablehlo.negate"(%90) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %97 = "stablehlo.reshape"(%arg1) : (tensor<i32>) -> tensor<1xi32>
    %98 = "stablehlo.reshape"(%arg0) : (tensor<i32>) -> tensor<1xi32>
    %99 = "stablehlo.concatenate"(%97, %98, %30) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %100 = "stablehlo.dynamic_broadcast_in_dim"(%27, %99) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %101 = "stablehlo.multiply"(%96, %100) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %102 = "stablehlo.multiply"(%101, %101) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %103 = "stablehlo.negate"(%102) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %104 = "stablehlo.abs"(%101) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %105 = "stablehlo.get_dimension_size"(%101) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %106 = "stablehlo.reshape"(%105) : (tensor<i32>) -> tensor<1xi32>
    %107 = "stablehlo.get_dimension_size"(%101) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %108 = "stablehlo.reshape"(%107) : (tensor<i32>) -> tensor<1xi32>
    %109 = "stablehlo.get_dimension_size"(%101) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %110 = "stablehlo.reshape"(%109) : (tensor<i32>) -> tensor<1xi32>
    %111 = "stablehlo.concatenate"(%106, %108, %110) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %112 = "stablehlo.dynamic_broadcast_in_dim"(%26, %111) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %113 = "stablehlo.divide"(%112, %102) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %114 = "stablehlo.exponential"(%103) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %115 = "stablehlo.divide"(%112, %104) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %116 = "stablehlo.multiply"(%114, %115) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %117 = "stablehlo.get_dimension_size"(%101) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %118 = "stablehlo.reshape"(%117) : (tensor<i32>) -> tensor<1xi32>
    %119 = "stablehlo.get_dimension_size"(%101) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %120 = "stablehlo.reshape"(%119) : (tensor<i32>) -> tensor<1xi32>
    %121 = "stablehlo.get_dimension_size"(%101) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %122 = "stablehlo.reshape"(%121) : (tensor<i32>) -> tensor<1xi32>
    %123 = "stablehlo.concatenate"(%118, %120, %122) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %124 = "stablehlo.dynamic_broadcast_in_dim"(%25, %123) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %125 = "stablehlo.compare"(%104, %124) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xi1>
    %126 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %127 = "stablehlo.reshape"(%126) : (tensor<i32>) -> tensor<1xi32>
    %128 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %129 = "stablehlo.reshape"(%128) : (tensor<i32>) -> tensor<1xi32>
    %130 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %131 = "stablehlo.reshape"(%130) : (tensor<i32>) -> tensor<1xi32>
    %132 = "stablehlo.concatenate"(%127, %129, %131) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %133 = "stablehlo.dynamic_broadcast_in_dim"(%24, %132) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %134 = "stablehlo.multiply"(%133, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %135 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %136 = "stablehlo.reshape"(%135) : (tensor<i32>) -> tensor<1xi32>
    %137 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %138 = "stablehlo.reshape"(%137) : (tensor<i32>) -> tensor<1xi32>
    %139 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %140 = "stablehlo.reshape"(%139) : (tensor<i32>) -> tensor<1xi32>
    %141 = "stablehlo.concatenate"(%136, %138, %140) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %142 = "stablehlo.dynamic_broadcast_in_dim"(%23, %141) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %143 = "stablehlo.add"(%134, %142) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %144 = "stablehlo.multiply"(%143, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %145 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %146 = "stablehlo.reshape"(%145) : (tensor<i32>) -> tensor<1xi32>
    %147 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %148 = "stablehlo.reshape"(%147) : (tensor<i32>) -> tensor<1xi32>
    %149 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %150 = "stablehlo.reshape"(%149) : (tensor<i32>) -> tensor<1xi32>
    %151 = "stablehlo.concatenate"(%146, %148, %150) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %152 = "stablehlo.dynamic_broadcast_in_dim"(%22, %151) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %153 = "stablehlo.add"(%144, %152) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %154 = "stablehlo.multiply"(%153, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %155 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %156 = "stablehlo.reshape"(%155) : (tensor<i32>) -> tensor<1xi32>
    %157 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %158 = "stablehlo.reshape"(%157) : (tensor<i32>) -> tensor<1xi32>
    %159 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %160 = "stablehlo.reshape"(%159) : (tensor<i32>) -> tensor<1xi32>
    %161 = "stablehlo.concatenate"(%156, %158, %160) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %162 = "stablehlo.dynamic_broadcast_in_dim"(%21, %161) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %163 = "stablehlo.add"(%154, %162) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %164 = "stablehlo.multiply"(%163, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %165 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %166 = "stablehlo.reshape"(%165) : (tensor<i32>) -> tensor<1xi32>
    %167 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %168 = "stablehlo.reshape"(%167) : (tensor<i32>) -> tensor<1xi32>
    %169 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %170 = "stablehlo.reshape"(%169) : (tensor<i32>) -> tensor<1xi32>
    %171 = "stablehlo.concatenate"(%166, %168, %170) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %172 = "stablehlo.dynamic_broadcast_in_dim"(%20, %171) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %173 = "stablehlo.add"(%164, %172) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %174 = "stablehlo.multiply"(%173, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %175 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %176 = "stablehlo.reshape"(%175) : (tensor<i32>) -> tensor<1xi32>
    %177 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %178 = "stablehlo.reshape"(%177) : (tensor<i32>) -> tensor<1xi32>
    %179 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %180 = "stablehlo.reshape"(%179) : (tensor<i32>) -> tensor<1xi32>
    %181 = "stablehlo.concatenate"(%176, %178, %180) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %182 = "stablehlo.dynamic_broadcast_in_dim"(%19, %181) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %183 = "stablehlo.add"(%174, %182) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %184 = "stablehlo.multiply"(%183, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %185 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %186 = "stablehlo.reshape"(%185) : (tensor<i32>) -> tensor<1xi32>
    %187 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %188 = "stablehlo.reshape"(%187) : (tensor<i32>) -> tensor<1xi32>
    %189 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %190 = "stablehlo.reshape"(%189) : (tensor<i32>) -> tensor<1xi32>
    %191 = "stablehlo.concatenate"(%186, %188, %190) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %192 = "stablehlo.dynamic_broadcast_in_dim"(%18, %191) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %193 = "stablehlo.add"(%184, %192) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %194 = "stablehlo.multiply"(%193, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %195 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %196 = "stablehlo.reshape"(%195) : (tensor<i32>) -> tensor<1xi32>
    %197 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %198 = "stablehlo.reshape"(%197) : (tensor<i32>) -> tensor<1xi32>
    %199 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %200 = "stablehlo.reshape"(%199) : (tensor<i32>) -> tensor<1xi32>
    %201 = "stablehlo.concatenate"(%196, %198, %200) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %202 = "stablehlo.dynamic_broadcast_in_dim"(%17, %201) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %203 = "stablehlo.add"(%194, %202) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %204 = "stablehlo.multiply"(%203, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %205 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %206 = "stablehlo.reshape"(%205) : (tensor<i32>) -> tensor<1xi32>
    %207 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %208 = "stablehlo.reshape"(%207) : (tensor<i32>) -> tensor<1xi32>
    %209 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %210 = "stablehlo.reshape"(%209) : (tensor<i32>) -> tensor<1xi32>
    %211 = "stablehlo.concatenate"(%206, %208, %210) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %212 = "stablehlo.dynamic_broadcast_in_dim"(%16, %211) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %213 = "stablehlo.add"(%204, %212) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %214 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %215 = "stablehlo.reshape"(%214) : (tensor<i32>) -> tensor<1xi32>
    %216 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %217 = "stablehlo.reshape"(%216) : (tensor<i32>) -> tensor<1xi32>
    %218 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %219 = "stablehlo.reshape"(%218) : (tensor<i32>) -> tensor<1xi32>
    %220 = "stablehlo.concatenate"(%215, %217, %219) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %221 = "stablehlo.dynamic_broadcast_in_dim"(%15, %220) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %222 = "stablehlo.multiply"(%221, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %223 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %224 = "stablehlo.reshape"(%223) : (tensor<i32>) -> tensor<1xi32>
    %225 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %226 = "stablehlo.reshape"(%225) : (tensor<i32>) -> tensor<1xi32>
    %227 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %228 = "stablehlo.reshape"(%227) : (tensor<i32>) -> tensor<1xi32>
    %229 = "stablehlo.concatenate"(%224, %226, %228) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %230 = "stablehlo.dynamic_broadcast_in_dim"(%14, %229) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %231 = "stablehlo.add"(%222, %230) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %232 = "stablehlo.multiply"(%231, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %233 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %234 = "stablehlo.reshape"(%233) : (tensor<i32>) -> tensor<1xi32>
    %235 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %236 = "stablehlo.reshape"(%235) : (tensor<i32>) -> tensor<1xi32>
    %237 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %238 = "stablehlo.reshape"(%237) : (tensor<i32>) -> tensor<1xi32>
    %239 = "stablehlo.concatenate"(%234, %236, %238) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %240 = "stablehlo.dynamic_broadcast_in_dim"(%13, %239) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %241 = "stablehlo.add"(%232, %240) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %242 = "stablehlo.multiply"(%241, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %243 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %244 = "stablehlo.reshape"(%243) : (tensor<i32>) -> tensor<1xi32>
    %245 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %246 = "stablehlo.reshape"(%245) : (tensor<i32>) -> tensor<1xi32>
    %247 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %248 = "stablehlo.reshape"(%247) : (tensor<i32>) -> tensor<1xi32>
    %249 = "stablehlo.concatenate"(%244, %246, %248) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %250 = "stablehlo.dynamic_broadcast_in_dim"(%12, %249) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %251 = "stablehlo.add"(%242, %250) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %252 = "stablehlo.multiply"(%251, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %253 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %254 = "stablehlo.reshape"(%253) : (tensor<i32>) -> tensor<1xi32>
    %255 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %256 = "stablehlo.reshape"(%255) : (tensor<i32>) -> tensor<1xi32>
    %257 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %258 = "stablehlo.reshape"(%257) : (tensor<i32>) -> tensor<1xi32>
    %259 = "stablehlo.concatenate"(%254, %256, %258) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %260 = "stablehlo.dynamic_broadcast_in_dim"(%11, %259) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %261 = "stablehlo.add"(%252, %260) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %262 = "stablehlo.multiply"(%261, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %263 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %264 = "stablehlo.reshape"(%263) : (tensor<i32>) -> tensor<1xi32>
    %265 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %266 = "stablehlo.reshape"(%265) : (tensor<i32>) -> tensor<1xi32>
    %267 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %268 = "stablehlo.reshape"(%267) : (tensor<i32>) -> tensor<1xi32>
    %269 = "stablehlo.concatenate"(%264, %266, %268) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %270 = "stablehlo.dynamic_broadcast_in_dim"(%10, %269) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %271 = "stablehlo.add"(%262, %270) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %272 = "stablehlo.multiply"(%271, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %273 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %274 = "stablehlo.reshape"(%273) : (tensor<i32>) -> tensor<1xi32>
    %275 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %276 = "stablehlo.reshape"(%275) : (tensor<i32>) -> tensor<1xi32>
    %277 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %278 = "stablehlo.reshape"(%277) : (tensor<i32>) -> tensor<1xi32>
    %279 = "stablehlo.concatenate"(%274, %276, %278) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %280 = "stablehlo.dynamic_broadcast_in_dim"(%9, %279) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %281 = "stablehlo.add"(%272, %280) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %282 = "stablehlo.multiply"(%281, %113) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %283 = "stablehlo.get_dimension_size"(%113) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %284 = "stablehlo.reshape"(%283) : (tensor<i32>) -> tensor<1xi32>
    %285 = "stablehlo.get_dimension_size"(%113) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %286 = "stablehlo.reshape"(%285) : (tensor<i32>) -> tensor<1xi32>
    %287 = "stablehlo.get_dimension_size"(%113) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %288 = "stablehlo.reshape"(%287) : (tensor<i32>) -> tensor<1xi32>
    %289 = "stablehlo.concatenate"(%284, %286, %288) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %290 = "stablehlo.dynamic_broadcast_in_dim"(%8, %289) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %291 = "stablehlo.add"(%282, %290) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %292 = "stablehlo.select"(%125, %213, %291) : (tensor<?x?x11xi1>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %293 = "stablehlo.multiply"(%116, %292) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %294 = "stablehlo.get_dimension_size"(%101) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %295 = "stablehlo.reshape"(%294) : (tensor<i32>) -> tensor<1xi32>
    %296 = "stablehlo.get_dimension_size"(%101) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %297 = "stablehlo.reshape"(%296) : (tensor<i32>) -> tensor<1xi32>
    %298 = "stablehlo.get_dimension_size"(%101) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %299 = "stablehlo.reshape"(%298) : (tensor<i32>) -> tensor<1xi32>
    %300 = "stablehlo.concatenate"(%295, %297, %299) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %301 = "stablehlo.dynamic_broadcast_in_dim"(%7, %300) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %302 = "stablehlo.compare"(%103, %301) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xi1>
    %303 = "stablehlo.get_dimension_size"(%101) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %304 = "stablehlo.reshape"(%303) : (tensor<i32>) -> tensor<1xi32>
    %305 = "stablehlo.get_dimension_size"(%101) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %306 = "stablehlo.reshape"(%305) : (tensor<i32>) -> tensor<1xi32>
    %307 = "stablehlo.get_dimension_size"(%101) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %308 = "stablehlo.reshape"(%307) : (tensor<i32>) -> tensor<1xi32>
    %309 = "stablehlo.concatenate"(%304, %306, %308) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %310 = "stablehlo.dynamic_broadcast_in_dim"(%33, %309) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %311 = "stablehlo.select"(%302, %310, %293) : (tensor<?x?x11xi1>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %312 = "stablehlo.compare"(%101, %310) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xi1>
    %313 = "stablehlo.subtract"(%124, %311) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %314 = "stablehlo.select"(%312, %313, %311) : (tensor<?x?x11xi1>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %315 = "stablehlo.get_dimension_size"(%101) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %316 = "stablehlo.reshape"(%315) : (tensor<i32>) -> tensor<1xi32>
    %317 = "stablehlo.get_dimension_size"(%101) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %318 = "stablehlo.reshape"(%317) : (tensor<i32>) -> tensor<1xi32>
    %319 = "stablehlo.get_dimension_size"(%101) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %320 = "stablehlo.reshape"(%319) : (tensor<i32>) -> tensor<1xi32>
    %321 = "stablehlo.concatenate"(%316, %318, %320) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %322 = "stablehlo.dynamic_broadcast_in_dim"(%26, %321) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %323 = "stablehlo.multiply"(%101, %101) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %324 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %325 = "stablehlo.reshape"(%324) : (tensor<i32>) -> tensor<1xi32>
    %326 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %327 = "stablehlo.reshape"(%326) : (tensor<i32>) -> tensor<1xi32>
    %328 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %329 = "stablehlo.reshape"(%328) : (tensor<i32>) -> tensor<1xi32>
    %330 = "stablehlo.concatenate"(%325, %327, %329) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %331 = "stablehlo.dynamic_broadcast_in_dim"(%6, %330) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %332 = "stablehlo.multiply"(%331, %323) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %333 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %334 = "stablehlo.reshape"(%333) : (tensor<i32>) -> tensor<1xi32>
    %335 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %336 = "stablehlo.reshape"(%335) : (tensor<i32>) -> tensor<1xi32>
    %337 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %338 = "stablehlo.reshape"(%337) : (tensor<i32>) -> tensor<1xi32>
    %339 = "stablehlo.concatenate"(%334, %336, %338) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %340 = "stablehlo.dynamic_broadcast_in_dim"(%5, %339) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %341 = "stablehlo.add"(%332, %340) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %342 = "stablehlo.multiply"(%341, %323) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %343 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %344 = "stablehlo.reshape"(%343) : (tensor<i32>) -> tensor<1xi32>
    %345 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %346 = "stablehlo.reshape"(%345) : (tensor<i32>) -> tensor<1xi32>
    %347 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %348 = "stablehlo.reshape"(%347) : (tensor<i32>) -> tensor<1xi32>
    %349 = "stablehlo.concatenate"(%344, %346, %348) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %350 = "stablehlo.dynamic_broadcast_in_dim"(%4, %349) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %351 = "stablehlo.add"(%342, %350) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %352 = "stablehlo.multiply"(%351, %323) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %353 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %354 = "stablehlo.reshape"(%353) : (tensor<i32>) -> tensor<1xi32>
    %355 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %356 = "stablehlo.reshape"(%355) : (tensor<i32>) -> tensor<1xi32>
    %357 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %358 = "stablehlo.reshape"(%357) : (tensor<i32>) -> tensor<1xi32>
    %359 = "stablehlo.concatenate"(%354, %356, %358) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %360 = "stablehlo.dynamic_broadcast_in_dim"(%3, %359) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %361 = "stablehlo.add"(%352, %360) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %362 = "stablehlo.multiply"(%361, %323) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %363 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %364 = "stablehlo.reshape"(%363) : (tensor<i32>) -> tensor<1xi32>
    %365 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %366 = "stablehlo.reshape"(%365) : (tensor<i32>) -> tensor<1xi32>
    %367 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %368 = "stablehlo.reshape"(%367) : (tensor<i32>) -> tensor<1xi32>
    %369 = "stablehlo.concatenate"(%364, %366, %368) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %370 = "stablehlo.dynamic_broadcast_in_dim"(%2, %369) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %371 = "stablehlo.add"(%362, %370) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %372 = "stablehlo.multiply"(%371, %323) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %373 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %374 = "stablehlo.reshape"(%373) : (tensor<i32>) -> tensor<1xi32>
    %375 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %376 = "stablehlo.reshape"(%375) : (tensor<i32>) -> tensor<1xi32>
    %377 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %378 = "stablehlo.reshape"(%377) : (tensor<i32>) -> tensor<1xi32>
    %379 = "stablehlo.concatenate"(%374, %376, %378) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %380 = "stablehlo.dynamic_broadcast_in_dim"(%1, %379) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %381 = "stablehlo.add"(%372, %380) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %382 = "stablehlo.multiply"(%381, %323) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %383 = "stablehlo.get_dimension_size"(%323) <{dimension = 0 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %384 = "stablehlo.reshape"(%383) : (tensor<i32>) -> tensor<1xi32>
    %385 = "stablehlo.get_dimension_size"(%323) <{dimension = 1 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %386 = "stablehlo.reshape"(%385) : (tensor<i32>) -> tensor<1xi32>
    %387 = "stablehlo.get_dimension_size"(%323) <{dimension = 2 : i64}> : (tensor<?x?x11xf32>) -> tensor<i32>
    %388 = "stablehlo.reshape"(%387) : (tensor<i32>) -> tensor<1xi32>
    %389 = "stablehlo.concatenate"(%384, %386, %388) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
    %390 = "stablehlo.dynamic_broadcast_in_dim"(%0, %389) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xi32>) -> tensor<?x?x11xf32>
    %391 = "stablehlo.add"(%382, %390) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %392 = "stablehlo.multiply"(%101, %391) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %393 = "stablehlo.subtract"(%322, %392) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %394 = "stablehlo.abs"(%101) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %395 = "stablehlo.compare"(%394, %322) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xi1>
    %396 = "stablehlo.select"(%395, %393, %314) : (tensor<?x?x11xi1>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %397 = "stablehlo.multiply"(%95, %396) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%397) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
}) {jax.uses_shape_polymorphism = true, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()
