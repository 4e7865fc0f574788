// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.batch_norm(x, None, None, w, b, training=True)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 7 : i64}> : () -> i64
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %2 = "arith.constant"() <{value = 0 : index}> : () -> index
    %3 = "arith.constant"() <{value = 3 : index}> : () -> index
    %4 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %5 = "shape.const_shape"() <{shape = dense<[1, 5, 1, 1]> : tensor<4xindex>}> : () -> tensor<4xindex>
    %6 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %7 = "shape.const_shape"() <{shape = dense<[5, 1, 1]> : tensor<3xindex>}> : () -> tensor<3xindex>
    %8 = "stablehlo.convert"(%arg0) : (tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf64>
    %9 = "stablehlo.reduce"(%8, %1) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg7: tensor<f64>, %arg8: tensor<f64>):
      %88 = "stablehlo.add"(%arg7, %arg8) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%88) : (tensor<f64>) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<f64>) -> tensor<5xf64>
    %10 = "stablehlo.reshape"(%9) : (tensor<5xf64>) -> tensor<1x5x1x1xf64>
    %11 = "tensor.dim"(%8, %2) : (tensor<?x5x7x?xf64>, index) -> index
    %12 = "arith.index_cast"(%11) : (index) -> i64
    %13 = "arith.muli"(%12, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %14 = "tensor.dim"(%8, %3) : (tensor<?x5x7x?xf64>, index) -> index
    %15 = "arith.index_cast"(%14) : (index) -> i64
    %16 = "arith.muli"(%13, %15) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %17 = "tensor.from_elements"(%16) : (i64) -> tensor<1xi64>
    %18 = "stablehlo.convert"(%17) : (tensor<1xi64>) -> tensor<1xf64>
    %19 = "stablehlo.reshape"(%18) : (tensor<1xf64>) -> tensor<f64>
    %20 = "stablehlo.broadcast_in_dim"(%19) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<1x5x1x1xf64>
    %21 = "stablehlo.divide"(%10, %20) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %22 = "shape.shape_of"(%8) : (tensor<?x5x7x?xf64>) -> tensor<4xindex>
    %23 = "shape.broadcast"(%22, %5) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
    %24 = "stablehlo.dynamic_broadcast_in_dim"(%8, %23) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf64>, tensor<4xindex>) -> tensor<?x5x7x?xf64>
    %25 = "stablehlo.dynamic_broadcast_in_dim"(%21, %23) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf64>, tensor<4xindex>) -> tensor<?x5x7x?xf64>
    %26 = "stablehlo.subtract"(%24, %25) : (tensor<?x5x7x?xf64>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %27 = "shape.shape_of"(%26) : (tensor<?x5x7x?xf64>) -> tensor<4xindex>
    %28 = "stablehlo.dynamic_broadcast_in_dim"(%26, %27) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf64>, tensor<4xindex>) -> tensor<?x5x7x?xf64>
    %29 = "stablehlo.multiply"(%28, %28) : (tensor<?x5x7x?xf64>, tensor<?x5x7x?xf64>) -> tensor<?x5x7x?xf64>
    %30 = "stablehlo.reduce"(%29, %1) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %87 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%87) : (tensor<f64>) -> ()
    }) : (tensor<?x5x7x?xf64>, tensor<f64>) -> tensor<5xf64>
    %31 = "stablehlo.reshape"(%30) : (tensor<5xf64>) -> tensor<1x5x1x1xf64>
    %32 = "tensor.dim"(%29, %2) : (tensor<?x5x7x?xf64>, index) -> index
    %33 = "arith.index_cast"(%32) : (index) -> i64
    %34 = "arith.muli"(%33, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %35 = "tensor.dim"(%29, %3) : (tensor<?x5x7x?xf64>, index) -> index
    %36 = "arith.index_cast"(%35) : (index) -> i64
    %37 = "arith.muli"(%34, %36) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %38 = "tensor.from_elements"(%37) : (i64) -> tensor<1xi64>
    %39 = "stablehlo.convert"(%38) : (tensor<1xi64>) -> tensor<1xf64>
    %40 = "stablehlo.reshape"(%39) : (tensor<1xf64>) -> tensor<f64>
    %41 = "stablehlo.broadcast_in_dim"(%40) <{broadcast_dimensions = array<i64>}> : (tensor<f64>) -> tensor<1x5x1x1xf64>
    %42 = "stablehlo.divide"(%31, %41) : (tensor<1x5x1x1xf64>, tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf64>
    %43 = "stablehlo.convert"(%42) : (tensor<1x5x1x1xf64>) -> tensor<1x5x1x1xf32>
    %44 = "stablehlo.reduce"(%arg0, %4) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %86 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%86) : (tensor<f32>) -> ()
    }) : (tensor<?x5x7x?xf32>, tensor<f32>) -> tensor<5xf32>
    %45 = "stablehlo.reshape"(%44) : (tensor<5xf32>) -> tensor<1x5x1x1xf32>
    %46 = "tensor.dim"(%arg0, %2) : (tensor<?x5x7x?xf32>, index) -> index
    %47 = "arith.index_cast"(%46) : (index) -> i64
    %48 = "arith.muli"(%47, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %49 = "tensor.dim"(%arg0, %3) : (tensor<?x5x7x?xf32>, index) -> index
    %50 = "arith.index_cast"(%49) : (index) -> i64
    %51 = "arith.muli"(%48, %50) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %52 = "tensor.from_elements"(%51) : (i64) -> tensor<1xi64>
    %53 = "stablehlo.convert"(%52) : (tensor<1xi64>) -> tensor<1xf32>
    %54 = "stablehlo.reshape"(%53) : (tensor<1xf32>) -> tensor<f32>
    %55 = "stablehlo.broadcast_in_dim"(%54) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5x1x1xf32>
    %56 = "stablehlo.divide"(%45, %55) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %57 = "stablehlo.convert"(%6) : (tensor<1xf64>) -> tensor<1xf32>
    %58 = "stablehlo.reshape"(%57) : (tensor<1xf32>) -> tensor<f32>
    %59 = "stablehlo.broadcast_in_dim"(%58) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<1x5x1x1xf32>
    %60 = "stablehlo.add"(%43, %59) : (tensor<1x5x1x1xf32>, tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %61 = "stablehlo.rsqrt"(%60) : (tensor<1x5x1x1xf32>) -> tensor<1x5x1x1xf32>
    %62 = "shape.shape_of"(%arg0) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %63 = "shape.broadcast"(%62, %5) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
    %64 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %63) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %65 = "stablehlo.dynamic_broadcast_in_dim"(%56, %63) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %66 = "stablehlo.subtract"(%64, %65) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %67 = "shape.shape_of"(%66) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %68 = "shape.broadcast"(%67, %5) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
    %69 = "stablehlo.dynamic_broadcast_in_dim"(%66, %68) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %70 = "stablehlo.dynamic_broadcast_in_dim"(%61, %68) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %71 = "stablehlo.multiply"(%69, %70) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %72 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<5x1xf32>
    %73 = "stablehlo.reshape"(%72) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %74 = "shape.shape_of"(%71) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %75 = "shape.broadcast"(%74, %7) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
    %76 = "stablehlo.dynamic_broadcast_in_dim"(%71, %75) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %77 = "stablehlo.dynamic_broadcast_in_dim"(%73, %75) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %78 = "stablehlo.multiply"(%76, %77) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %79 = "stablehlo.reshape"(%arg2) : (tensor<5xf32>) -> tensor<5x1xf32>
    %80 = "stablehlo.reshape"(%79) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %81 = "shape.shape_of"(%78) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %82 = "shape.broadcast"(%81, %7) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
    %83 = "stablehlo.dynamic_broadcast_in_dim"(%78, %82) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %84 = "stablehlo.dynamic_broadcast_in_dim"(%80, %82) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %85 = "stablehlo.add"(%83, %84) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%85) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
