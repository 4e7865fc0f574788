// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.instance_norm(x, None, None, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "arith.constant"() <{value = dense<77> : tensor<1xi64>}> : () -> tensor<1xi64>
    %3 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %4 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<1x5xf32>
    %5 = "stablehlo.broadcast_in_dim"(%4) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>) -> tensor<3x5xf32>
    %6 = "stablehlo.reshape"(%5) : (tensor<3x5xf32>) -> tensor<15xf32>
    %7 = "stablehlo.reshape"(%arg2) : (tensor<5xf32>) -> tensor<1x5xf32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>) -> tensor<3x5xf32>
    %9 = "stablehlo.reshape"(%8) : (tensor<3x5xf32>) -> tensor<15xf32>
    %10 = "stablehlo.reshape"(%arg0) : (tensor<3x5x7x11xf32>) -> tensor<1x15x7x11xf32>
    %11 = "stablehlo.convert"(%10) : (tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf64>
    %12 = "stablehlo.reduce"(%11, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg7: tensor<f64>, %arg8: tensor<f64>):
      %51 = "stablehlo.add"(%arg7, %arg8) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%51) : (tensor<f64>) -> ()
    }) : (tensor<1x15x7x11xf64>, tensor<f64>) -> tensor<15xf64>
    %13 = "stablehlo.reshape"(%12) : (tensor<15xf64>) -> tensor<1x15x1x1xf64>
    %14 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf64>
    %15 = "stablehlo.reshape"(%14) : (tensor<1xf64>) -> tensor<f64>
    %16 = "stablehlo.broadcast_in_dim"(%15) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<1x15x1x1xf64>
    %17 = "stablehlo.divide"(%13, %16) : (tensor<1x15x1x1xf64>, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %18 = "stablehlo.broadcast_in_dim"(%17) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf64>) -> tensor<1x15x7x11xf64>
    %19 = "stablehlo.subtract"(%11, %18) : (tensor<1x15x7x11xf64>, tensor<1x15x7x11xf64>) -> tensor<1x15x7x11xf64>
    %20 = "stablehlo.multiply"(%19, %19) : (tensor<1x15x7x11xf64>, tensor<1x15x7x11xf64>) -> tensor<1x15x7x11xf64>
    %21 = "stablehlo.reduce"(%20, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %50 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%50) : (tensor<f64>) -> ()
    }) : (tensor<1x15x7x11xf64>, tensor<f64>) -> tensor<15xf64>
    %22 = "stablehlo.reshape"(%21) : (tensor<15xf64>) -> tensor<1x15x1x1xf64>
    %23 = "stablehlo.divide"(%22, %16) : (tensor<1x15x1x1xf64>, tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf64>
    %24 = "stablehlo.convert"(%23) : (tensor<1x15x1x1xf64>) -> tensor<1x15x1x1xf32>
    %25 = "stablehlo.reduce"(%10, %1) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %49 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%49) : (tensor<f32>) -> ()
    }) : (tensor<1x15x7x11xf32>, tensor<f32>) -> tensor<15xf32>
    %26 = "stablehlo.reshape"(%25) : (tensor<15xf32>) -> tensor<1x15x1x1xf32>
    %27 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf32>
    %28 = "stablehlo.reshape"(%27) : (tensor<1xf32>) -> tensor<f32>
    %29 = "stablehlo.broadcast_in_dim"(%28) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %30 = "stablehlo.divide"(%26, %29) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %31 = "stablehlo.convert"(%3) : (tensor<1xf64>) -> tensor<1xf32>
    %32 = "stablehlo.reshape"(%31) : (tensor<1xf32>) -> tensor<f32>
    %33 = "stablehlo.broadcast_in_dim"(%32) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x15x1x1xf32>
    %34 = "stablehlo.add"(%24, %33) : (tensor<1x15x1x1xf32>, tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %35 = "stablehlo.rsqrt"(%34) : (tensor<1x15x1x1xf32>) -> tensor<1x15x1x1xf32>
    %36 = "stablehlo.broadcast_in_dim"(%30) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %37 = "stablehlo.subtract"(%10, %36) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %38 = "stablehlo.broadcast_in_dim"(%35) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %39 = "stablehlo.multiply"(%37, %38) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %40 = "stablehlo.reshape"(%6) : (tensor<15xf32>) -> tensor<15x1xf32>
    %41 = "stablehlo.reshape"(%40) : (tensor<15x1xf32>) -> tensor<15x1x1xf32>
    %42 = "stablehlo.broadcast_in_dim"(%41) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %43 = "stablehlo.multiply"(%39, %42) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %44 = "stablehlo.reshape"(%9) : (tensor<15xf32>) -> tensor<15x1xf32>
    %45 = "stablehlo.reshape"(%44) : (tensor<15x1xf32>) -> tensor<15x1x1xf32>
    %46 = "stablehlo.broadcast_in_dim"(%45) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<15x1x1xf32>) -> tensor<1x15x7x11xf32>
    %47 = "stablehlo.add"(%43, %46) : (tensor<1x15x7x11xf32>, tensor<1x15x7x11xf32>) -> tensor<1x15x7x11xf32>
    %48 = "stablehlo.reshape"(%47) : (tensor<1x15x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%48) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
