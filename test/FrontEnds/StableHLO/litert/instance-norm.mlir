// litert-torch 0.10.0, litert-converter 0.5.0, torch 2.13.0.
// F.instance_norm(x, None, None, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<7.700000e+01> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<0> : tensor<i64>}> : () -> tensor<i64>
    %3 = "stablehlo.constant"() <{value = dense<0x7FF8000000000000> : tensor<f64>}> : () -> tensor<f64>
    %4 = "stablehlo.constant"() <{value = dense<9.99999974E-6> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<1x5xf32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>) -> tensor<3x5xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<3x5xf32>) -> tensor<15xf32>
    %8 = "stablehlo.reshape"(%arg2) : (tensor<5xf32>) -> tensor<1x5xf32>
    %9 = "stablehlo.broadcast_in_dim"(%8) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>) -> tensor<3x5xf32>
    %10 = "stablehlo.reshape"(%9) : (tensor<3x5xf32>) -> tensor<15xf32>
    %11 = "stablehlo.reshape"(%arg0) : (tensor<3x5x7x11xf32>) -> tensor<1x15x7x11xf32>
    %12 = "stablehlo.reduce"(%11, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %53 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%53) : (tensor<f32>) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<f32>) -> tensor<15xf32>
    %13 = "stablehlo.broadcast_in_dim"(%12) <{broadcast_dimensions = array<i64: 1>}> : (tensor<15xf32>) -> tensor<1x15x1x1xf32>
    %14 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %15 = "stablehlo.divide"(%13, %14) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %16 = "stablehlo.reduce"(%11, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %52 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%52) : (tensor<f32>) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<f32>) -> tensor<15xf32>
    %17 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64: 1>}> : (tensor<15xf32>) -> tensor<1x15x1x1xf32>
    %18 = "stablehlo.broadcast_in_dim"(%1) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %19 = "stablehlo.divide"(%17, %18) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %20 = "stablehlo.broadcast_in_dim"(%19) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %21 = "stablehlo.subtract"(%11, %20) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %22 = "stablehlo.multiply"(%21, %21) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %23 = "stablehlo.convert"(%2) : (tensor<i64>) -> tensor<f32>
    %24 = "stablehlo.subtract"(%1, %23) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %25 = "stablehlo.reduce"(%22, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %51 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%51) : (tensor<f32>) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<f32>) -> tensor<15xf32>
    %26 = "stablehlo.broadcast_in_dim"(%25) <{broadcast_dimensions = array<i64: 1>}> : (tensor<15xf32>) -> tensor<1x15x1x1xf32>
    %27 = "stablehlo.broadcast_in_dim"(%24) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %28 = "stablehlo.divide"(%26, %27) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %29 = "stablehlo.compare"(%24, %0) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %30 = "stablehlo.convert"(%3) : (tensor<f64>) -> tensor<f32>
    %31 = "stablehlo.broadcast_in_dim"(%30) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %32 = "stablehlo.select"(%29, %28, %31) : (tensor<i1>, tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %33 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %34 = "stablehlo.add"(%32, %33) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %35 = "stablehlo.rsqrt"(%34) : (tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %36 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %37 = "stablehlo.subtract"(%11, %36) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %38 = "stablehlo.broadcast_in_dim"(%35) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %39 = "stablehlo.multiply"(%37, %38) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %40 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64: 0>}> : (tensor<15xf32>) -> tensor<15x1xf32>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<15x1xf32>) -> tensor<15x1x1xf32>
    %42 = "stablehlo.broadcast_in_dim"(%41) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %43 = "stablehlo.broadcast_in_dim"(%42) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %44 = "stablehlo.multiply"(%39, %43) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %45 = "stablehlo.broadcast_in_dim"(%10) <{broadcast_dimensions = array<i64: 0>}> : (tensor<15xf32>) -> tensor<15x1xf32>
    %46 = "stablehlo.broadcast_in_dim"(%45) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<15x1xf32>) -> tensor<15x1x1xf32>
    %47 = "stablehlo.broadcast_in_dim"(%46) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %48 = "stablehlo.broadcast_in_dim"(%47) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %49 = "stablehlo.add"(%44, %48) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %50 = "stablehlo.reshape"(%49) : (tensor<1x15x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%50) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
