// litert-torch 0.10.0, litert-converter 0.5.0, torch 2.13.0.
// F.group_norm(x, 3, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5x7xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg9: tensor<2x6x5x7xf32>, %arg10: tensor<6xf32>, %arg11: tensor<6xf32>):
    %59 = "stablehlo.transpose"(%arg9) <{permutation = array<i64: 0, 2, 3, 1>}> : (tensor<2x6x5x7xf32>) -> tensor<2x5x7x6xf32>
    %60 = "stablehlo.composite"(%59, %arg10, %arg11) <{composite_attributes = {channel_axis = 3 : i64, epsilon = 9.99999974E-6 : f32, num_groups = 3 : i64, reduction_axes = dense<3> : tensor<1xi64>}, decomposition = @odml.group_norm.impl, name = "odml.group_norm", version = 0 : i32}> : (tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x5x7x6xf32>
    %61 = "stablehlo.transpose"(%60) <{permutation = array<i64: 0, 3, 1, 2>}> : (tensor<2x5x7x6xf32>) -> tensor<2x6x5x7xf32>
    "func.return"(%61) : (tensor<2x6x5x7xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<2x5x7x6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x5x7x6xf32>, sym_name = "odml.group_norm.impl", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<2x5x7x6xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "stablehlo.constant"() <{value = dense<-1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<7.000000e+01> : tensor<f32>}> : () -> tensor<f32>
    %3 = "stablehlo.constant"() <{value = dense<0> : tensor<i64>}> : () -> tensor<i64>
    %4 = "stablehlo.constant"() <{value = dense<0x7FF8000000000000> : tensor<f64>}> : () -> tensor<f64>
    %5 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.transpose"(%arg0) <{permutation = array<i64: 0, 3, 1, 2>}> : (tensor<2x5x7x6xf32>) -> tensor<2x6x5x7xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<2x6x5x7xf32>) -> tensor<2x3x2x35xf32>
    %8 = "stablehlo.reduce"(%7, %1) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %58 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%58) : (tensor<f32>) -> ()
    }) : (tensor<2x3x2x35xf32>, tensor<f32>) -> tensor<2x3xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>) -> tensor<2x3x1x1xf32>
    %10 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %11 = "stablehlo.divide"(%9, %10) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %12 = "stablehlo.reduce"(%7, %1) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %57 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%57) : (tensor<f32>) -> ()
    }) : (tensor<2x3x2x35xf32>, tensor<f32>) -> tensor<2x3xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>) -> tensor<2x3x1x1xf32>
    %14 = "stablehlo.broadcast_in_dim"(%2) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %15 = "stablehlo.divide"(%13, %14) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x3x1x1xf32>) -> tensor<2x3x2x35xf32>
    %17 = "stablehlo.subtract"(%7, %16) : (tensor<2x3x2x35xf32>, tensor<2x3x2x35xf32>) -> tensor<2x3x2x35xf32>
    %18 = "stablehlo.multiply"(%17, %17) : (tensor<2x3x2x35xf32>, tensor<2x3x2x35xf32>) -> tensor<2x3x2x35xf32>
    %19 = "stablehlo.convert"(%3) : (tensor<i64>) -> tensor<f32>
    %20 = "stablehlo.subtract"(%2, %19) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %21 = "stablehlo.reduce"(%18, %1) <{dimensions = array<i64: 2, 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %56 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%56) : (tensor<f32>) -> ()
    }) : (tensor<2x3x2x35xf32>, tensor<f32>) -> tensor<2x3xf32>
    %22 = "stablehlo.broadcast_in_dim"(%21) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>) -> tensor<2x3x1x1xf32>
    %23 = "stablehlo.broadcast_in_dim"(%20) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %24 = "stablehlo.divide"(%22, %23) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %25 = "stablehlo.compare"(%20, %1) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %26 = "stablehlo.convert"(%4) : (tensor<f64>) -> tensor<f32>
    %27 = "stablehlo.broadcast_in_dim"(%26) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %28 = "stablehlo.select"(%25, %24, %27) : (tensor<i1>, tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %29 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %30 = "stablehlo.add"(%28, %29) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %31 = "stablehlo.rsqrt"(%30) : (tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %32 = "stablehlo.reshape"(%arg1) : (tensor<6xf32>) -> tensor<1x3x2x1xf32>
    %33 = "stablehlo.broadcast_in_dim"(%31) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x3x1x1xf32>) -> tensor<2x3x2x1xf32>
    %34 = "stablehlo.broadcast_in_dim"(%32) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %35 = "stablehlo.multiply"(%33, %34) : (tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %36 = "stablehlo.broadcast_in_dim"(%0) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<2x3x1x1xf32>
    %37 = "stablehlo.multiply"(%36, %11) : (tensor<2x3x1x1xf32>, tensor<2x3x1x1xf32>) -> tensor<2x3x1x1xf32>
    %38 = "stablehlo.broadcast_in_dim"(%37) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x3x1x1xf32>) -> tensor<2x3x2x1xf32>
    %39 = "stablehlo.multiply"(%38, %35) : (tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %40 = "stablehlo.reshape"(%arg2) : (tensor<6xf32>) -> tensor<1x3x2x1xf32>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %42 = "stablehlo.add"(%39, %41) : (tensor<2x3x2x1xf32>, tensor<2x3x2x1xf32>) -> tensor<2x3x2x1xf32>
    %43 = "stablehlo.reshape"(%35) : (tensor<2x3x2x1xf32>) -> tensor<12xf32>
    %44 = "stablehlo.reshape"(%43) : (tensor<12xf32>) -> tensor<2x6xf32>
    %45 = "stablehlo.reshape"(%42) : (tensor<2x3x2x1xf32>) -> tensor<12xf32>
    %46 = "stablehlo.reshape"(%45) : (tensor<12xf32>) -> tensor<2x6xf32>
    %47 = "stablehlo.broadcast_in_dim"(%44) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x6xf32>) -> tensor<2x6x1xf32>
    %48 = "stablehlo.broadcast_in_dim"(%47) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<2x6x1xf32>) -> tensor<2x6x1x1xf32>
    %49 = "stablehlo.broadcast_in_dim"(%46) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<2x6xf32>) -> tensor<2x6x1xf32>
    %50 = "stablehlo.broadcast_in_dim"(%49) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<2x6x1xf32>) -> tensor<2x6x1x1xf32>
    %51 = "stablehlo.broadcast_in_dim"(%48) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x6x1x1xf32>) -> tensor<2x6x5x7xf32>
    %52 = "stablehlo.multiply"(%6, %51) : (tensor<2x6x5x7xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %53 = "stablehlo.broadcast_in_dim"(%50) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<2x6x1x1xf32>) -> tensor<2x6x5x7xf32>
    %54 = "stablehlo.add"(%52, %53) : (tensor<2x6x5x7xf32>, tensor<2x6x5x7xf32>) -> tensor<2x6x5x7xf32>
    %55 = "stablehlo.transpose"(%54) <{permutation = array<i64: 0, 2, 3, 1>}> : (tensor<2x6x5x7xf32>) -> tensor<2x5x7x6xf32>
    "func.return"(%55) : (tensor<2x5x7x6xf32>) -> ()
  }) : () -> ()
}) : () -> ()
