// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// mean = x.mean(-1, keepdim=True)
// variance = x.var(-1, keepdim=True, unbiased=False)
// return (x - mean) / torch.sqrt(variance + 1e-5) * w + b
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %2 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %3 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %4 = "stablehlo.reduce"(%arg0, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %39 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%39) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %5 = "stablehlo.reshape"(%4) : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %6 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf32>
    %7 = "stablehlo.reshape"(%6) : (tensor<1xf32>) -> tensor<f32>
    %8 = "stablehlo.broadcast_in_dim"(%7) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %9 = "stablehlo.divide"(%5, %8) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %10 = "stablehlo.convert"(%arg0) : (tensor<3x5x11xf32>) -> tensor<3x5x11xf64>
    %11 = "stablehlo.reduce"(%10, %1) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %38 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%38) : (tensor<f64>) -> ()
    }) : (tensor<3x5x11xf64>, tensor<f64>) -> tensor<3x5xf64>
    %12 = "stablehlo.reshape"(%11) : (tensor<3x5xf64>) -> tensor<3x5x1xf64>
    %13 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf64>
    %14 = "stablehlo.reshape"(%13) : (tensor<1xf64>) -> tensor<f64>
    %15 = "stablehlo.broadcast_in_dim"(%14) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<3x5x1xf64>
    %16 = "stablehlo.divide"(%12, %15) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %17 = "stablehlo.broadcast_in_dim"(%16) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf64>) -> tensor<3x5x11xf64>
    %18 = "stablehlo.subtract"(%10, %17) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %19 = "stablehlo.multiply"(%18, %18) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %20 = "stablehlo.reduce"(%19, %1) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg3: tensor<f64>, %arg4: tensor<f64>):
      %37 = "stablehlo.add"(%arg3, %arg4) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%37) : (tensor<f64>) -> ()
    }) : (tensor<3x5x11xf64>, tensor<f64>) -> tensor<3x5xf64>
    %21 = "stablehlo.reshape"(%20) : (tensor<3x5xf64>) -> tensor<3x5x1xf64>
    %22 = "stablehlo.divide"(%21, %15) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %23 = "stablehlo.convert"(%22) : (tensor<3x5x1xf64>) -> tensor<3x5x1xf32>
    %24 = "stablehlo.broadcast_in_dim"(%9) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %25 = "stablehlo.subtract"(%arg0, %24) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %26 = "stablehlo.convert"(%3) : (tensor<1xf64>) -> tensor<1xf32>
    %27 = "stablehlo.reshape"(%26) : (tensor<1xf32>) -> tensor<f32>
    %28 = "stablehlo.broadcast_in_dim"(%27) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %29 = "stablehlo.add"(%23, %28) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %30 = "stablehlo.sqrt"(%29) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %31 = "stablehlo.broadcast_in_dim"(%30) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %32 = "stablehlo.divide"(%25, %31) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %33 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
    %34 = "stablehlo.multiply"(%32, %33) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %35 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
    %36 = "stablehlo.add"(%34, %35) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%36) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
