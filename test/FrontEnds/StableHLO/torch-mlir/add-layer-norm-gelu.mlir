// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.gelu(F.layer_norm(x + r, (11,), w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<3x5x11xf32>, tensor<3x5x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<3x5x11xf32>, %arg2: tensor<11xf32>, %arg3: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %3 = "stablehlo.constant"() <{value = dense<2.000000e+00> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %4 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %5 = "stablehlo.constant"() <{value = dense<-4.000000e+00> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %6 = "stablehlo.constant"() <{value = dense<4.000000e+00> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %7 = "stablehlo.constant"() <{value = dense<-2.72614237E-10> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %8 = "stablehlo.constant"() <{value = dense<2.77068146E-8> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %9 = "stablehlo.constant"() <{value = dense<-2.10102394E-6> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %10 = "stablehlo.constant"() <{value = dense<-5.69250624E-5> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %11 = "stablehlo.constant"() <{value = dense<-7.34990637E-4> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %12 = "stablehlo.constant"() <{value = dense<-2.954600e-03> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %13 = "stablehlo.constant"() <{value = dense<-0.0160960332> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %14 = "stablehlo.constant"() <{value = dense<-1.45660715E-5> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %15 = "stablehlo.constant"() <{value = dense<-2.13374049E-4> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %16 = "stablehlo.constant"() <{value = dense<-0.00168282702> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %17 = "stablehlo.constant"() <{value = dense<-0.00737332925> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %18 = "stablehlo.constant"() <{value = dense<-0.0142647391> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %19 = "stablehlo.constant"() <{value = dense<-1.000000e+00> : tensor<3x5x11xf32>}> : () -> tensor<3x5x11xf32>
    %20 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %21 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %22 = "stablehlo.add"(%arg0, %arg1) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %23 = "stablehlo.convert"(%22) : (tensor<3x5x11xf32>) -> tensor<3x5x11xf64>
    %24 = "stablehlo.reduce"(%23, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg8: tensor<f64>, %arg9: tensor<f64>):
      %88 = "stablehlo.add"(%arg8, %arg9) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%88) : (tensor<f64>) -> ()
    }) : (tensor<3x5x11xf64>, tensor<f64>) -> tensor<3x5xf64>
    %25 = "stablehlo.reshape"(%24) : (tensor<3x5xf64>) -> tensor<3x5x1xf64>
    %26 = "stablehlo.convert"(%20) : (tensor<1xi64>) -> tensor<1xf64>
    %27 = "stablehlo.reshape"(%26) : (tensor<1xf64>) -> tensor<f64>
    %28 = "stablehlo.broadcast_in_dim"(%27) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<3x5x1xf64>
    %29 = "stablehlo.divide"(%25, %28) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %30 = "stablehlo.broadcast_in_dim"(%29) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf64>) -> tensor<3x5x11xf64>
    %31 = "stablehlo.subtract"(%23, %30) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %32 = "stablehlo.multiply"(%31, %31) : (tensor<3x5x11xf64>, tensor<3x5x11xf64>) -> tensor<3x5x11xf64>
    %33 = "stablehlo.reduce"(%32, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg6: tensor<f64>, %arg7: tensor<f64>):
      %87 = "stablehlo.add"(%arg6, %arg7) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%87) : (tensor<f64>) -> ()
    }) : (tensor<3x5x11xf64>, tensor<f64>) -> tensor<3x5xf64>
    %34 = "stablehlo.reshape"(%33) : (tensor<3x5xf64>) -> tensor<3x5x1xf64>
    %35 = "stablehlo.divide"(%34, %28) : (tensor<3x5x1xf64>, tensor<3x5x1xf64>) -> tensor<3x5x1xf64>
    %36 = "stablehlo.convert"(%35) : (tensor<3x5x1xf64>) -> tensor<3x5x1xf32>
    %37 = "stablehlo.reduce"(%22, %1) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg4: tensor<f32>, %arg5: tensor<f32>):
      %86 = "stablehlo.add"(%arg4, %arg5) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%86) : (tensor<f32>) -> ()
    }) : (tensor<3x5x11xf32>, tensor<f32>) -> tensor<3x5xf32>
    %38 = "stablehlo.reshape"(%37) : (tensor<3x5xf32>) -> tensor<3x5x1xf32>
    %39 = "stablehlo.convert"(%20) : (tensor<1xi64>) -> tensor<1xf32>
    %40 = "stablehlo.reshape"(%39) : (tensor<1xf32>) -> tensor<f32>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %42 = "stablehlo.divide"(%38, %41) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %43 = "stablehlo.convert"(%21) : (tensor<1xf64>) -> tensor<1xf32>
    %44 = "stablehlo.reshape"(%43) : (tensor<1xf32>) -> tensor<f32>
    %45 = "stablehlo.broadcast_in_dim"(%44) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<3x5x1xf32>
    %46 = "stablehlo.add"(%36, %45) : (tensor<3x5x1xf32>, tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %47 = "stablehlo.rsqrt"(%46) : (tensor<3x5x1xf32>) -> tensor<3x5x1xf32>
    %48 = "stablehlo.broadcast_in_dim"(%42) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %49 = "stablehlo.subtract"(%22, %48) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %50 = "stablehlo.broadcast_in_dim"(%47) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<3x5x1xf32>) -> tensor<3x5x11xf32>
    %51 = "stablehlo.multiply"(%49, %50) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %52 = "stablehlo.broadcast_in_dim"(%arg2) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
    %53 = "stablehlo.multiply"(%51, %52) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %54 = "stablehlo.broadcast_in_dim"(%arg3) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>) -> tensor<3x5x11xf32>
    %55 = "stablehlo.add"(%53, %54) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %56 = "stablehlo.multiply"(%55, %4) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %57 = "stablehlo.rsqrt"(%3) : (tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %58 = "stablehlo.multiply"(%55, %57) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %59 = "stablehlo.clamp"(%5, %58, %6) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %60 = "stablehlo.multiply"(%59, %59) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %61 = "stablehlo.multiply"(%7, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %62 = "stablehlo.add"(%61, %8) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %63 = "stablehlo.multiply"(%62, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %64 = "stablehlo.add"(%63, %9) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %65 = "stablehlo.multiply"(%64, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %66 = "stablehlo.add"(%65, %10) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %67 = "stablehlo.multiply"(%66, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %68 = "stablehlo.add"(%67, %11) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %69 = "stablehlo.multiply"(%68, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %70 = "stablehlo.add"(%69, %12) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %71 = "stablehlo.multiply"(%70, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %72 = "stablehlo.add"(%71, %13) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %73 = "stablehlo.multiply"(%14, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %74 = "stablehlo.add"(%73, %15) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %75 = "stablehlo.multiply"(%74, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %76 = "stablehlo.add"(%75, %16) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %77 = "stablehlo.multiply"(%76, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %78 = "stablehlo.add"(%77, %17) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %79 = "stablehlo.multiply"(%78, %60) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %80 = "stablehlo.add"(%79, %18) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %81 = "stablehlo.multiply"(%59, %72) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %82 = "stablehlo.divide"(%81, %80) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %83 = "stablehlo.clamp"(%19, %82, %2) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %84 = "stablehlo.add"(%83, %2) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    %85 = "stablehlo.multiply"(%84, %56) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%85) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
