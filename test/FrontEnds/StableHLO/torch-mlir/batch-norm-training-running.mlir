// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// y, _, _, mean, variance = torch.ops.aten._native_batch_norm_legit_functional(x, w, b, m, v, True, 0.1, 1e-5)
// return y, mean, variance
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>), sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "arith.constant"() <{value = dense<231> : tensor<1xi64>}> : () -> tensor<1xi64>
    %3 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %4 = "arith.constant"() <{value = dense<1.000000e-01> : tensor<1xf64>}> : () -> tensor<1xf64>
    %5 = "arith.constant"() <{value = dense<9.000000e-01> : tensor<1xf64>}> : () -> tensor<1xf64>
    %6 = "arith.constant"() <{value = dense<1.0043478260869565> : tensor<1xf64>}> : () -> tensor<1xf64>
    %7 = "stablehlo.convert"(%arg0) : (tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf64>
    %8 = "stablehlo.reduce"(%7, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg9: tensor<f64>, %arg10: tensor<f64>):
      %68 = "stablehlo.add"(%arg9, %arg10) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%68) : (tensor<f64>) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<f64>) -> tensor<5xf64>
    %9 = "stablehlo.reshape"(%8) : (tensor<5xf64>) -> tensor<1x5x1x1xf64>
    %10 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf64>
    %11 = "stablehlo.reshape"(%10) : (tensor<1xf64>) -> tensor<f64>
    %12 = "stablehlo.broadcast_in_dim"(%11) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<1x5x1x1xf64>
    %13 = "stablehlo.divide"(%9, %12) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %14 = "stablehlo.broadcast_in_dim"(%13) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf64>) -> tensor<3x5x7x11xf64>
    %15 = "stablehlo.subtract"(%7, %14) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %16 = "stablehlo.multiply"(%15, %15) : (tensor<3x5x7x11xf64>, tensor<3x5x7x11xf64>) -> tensor<3x5x7x11xf64>
    %17 = "stablehlo.reduce"(%16, %0) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg7: tensor<f64>, %arg8: tensor<f64>):
      %67 = "stablehlo.add"(%arg7, %arg8) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%67) : (tensor<f64>) -> ()
    }) : (tensor<3x5x7x11xf64>, tensor<f64>) -> tensor<5xf64>
    %18 = "stablehlo.reshape"(%17) : (tensor<5xf64>) -> tensor<1x5x1x1xf64>
    %19 = "stablehlo.divide"(%18, %12) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %20 = "stablehlo.convert"(%19) : (tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf32>
    %21 = "stablehlo.reduce"(%arg0, %1) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %66 = "stablehlo.add"(%arg5, %arg6) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%66) : (tensor<f32>) -> ()
    }) : (tensor<3x5x7x11xf32>, tensor<f32>) -> tensor<5xf32>
    %22 = "stablehlo.reshape"(%21) : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %23 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf32>
    %24 = "stablehlo.reshape"(%23) : (tensor<1xf32>) -> tensor<f32>
    %25 = "stablehlo.broadcast_in_dim"(%24) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5x1x1xf32>
    %26 = "stablehlo.divide"(%22, %25) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %27 = "stablehlo.convert"(%3) : (tensor<1xf64>) -> tensor<1xf32>
    %28 = "stablehlo.reshape"(%27) : (tensor<1xf32>) -> tensor<f32>
    %29 = "stablehlo.broadcast_in_dim"(%28) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5x1x1xf32>
    %30 = "stablehlo.add"(%20, %29) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %31 = "stablehlo.rsqrt"(%30) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %32 = "stablehlo.broadcast_in_dim"(%26) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %33 = "stablehlo.subtract"(%arg0, %32) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %34 = "stablehlo.broadcast_in_dim"(%31) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %35 = "stablehlo.multiply"(%33, %34) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %36 = "stablehlo.reshape"(%26) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1xf32>
    %37 = "stablehlo.reshape"(%36) : (tensor<1x5x1xf32>) -> tensor<1x5xf32>
    %38 = "stablehlo.reshape"(%37) : (tensor<1x5xf32>) -> tensor<5xf32>
    %39 = "stablehlo.convert"(%4) : (tensor<1xf64>) -> tensor<1xf32>
    %40 = "stablehlo.reshape"(%39) : (tensor<1xf32>) -> tensor<f32>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %42 = "stablehlo.multiply"(%38, %41) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %43 = "stablehlo.convert"(%5) : (tensor<1xf64>) -> tensor<1xf32>
    %44 = "stablehlo.reshape"(%43) : (tensor<1xf32>) -> tensor<f32>
    %45 = "stablehlo.broadcast_in_dim"(%44) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %46 = "stablehlo.multiply"(%arg1, %45) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %47 = "stablehlo.add"(%42, %46) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %48 = "stablehlo.reshape"(%20) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1xf32>
    %49 = "stablehlo.reshape"(%48) : (tensor<1x5x1xf32>) -> tensor<1x5xf32>
    %50 = "stablehlo.reshape"(%49) : (tensor<1x5xf32>) -> tensor<5xf32>
    %51 = "stablehlo.convert"(%6) : (tensor<1xf64>) -> tensor<1xf32>
    %52 = "stablehlo.reshape"(%51) : (tensor<1xf32>) -> tensor<f32>
    %53 = "stablehlo.broadcast_in_dim"(%52) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %54 = "stablehlo.multiply"(%50, %53) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %55 = "stablehlo.multiply"(%54, %41) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %56 = "stablehlo.multiply"(%arg2, %45) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %57 = "stablehlo.add"(%55, %56) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %58 = "stablehlo.reshape"(%arg3) : (tensor<5xf32>) -> tensor<5x1xf32>
    %59 = "stablehlo.reshape"(%58) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %60 = "stablehlo.broadcast_in_dim"(%59) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %61 = "stablehlo.multiply"(%35, %60) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    %62 = "stablehlo.reshape"(%arg4) : (tensor<5xf32>) -> tensor<5x1xf32>
    %63 = "stablehlo.reshape"(%62) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %64 = "stablehlo.broadcast_in_dim"(%63) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>) -> tensor<3x5x7x11xf32>
    %65 = "stablehlo.add"(%61, %64) : (tensor<3x5x7x11xf32>, tensor<3x5x7x11xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%65, %47, %57) : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
}) : () -> ()
