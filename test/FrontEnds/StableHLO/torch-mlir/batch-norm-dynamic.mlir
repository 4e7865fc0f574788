// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.batch_norm(x, m, v, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<5xf32>}> : () -> tensor<5xf32>
    %1 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %2 = "arith.constant"() <{value = dense<1> : tensor<1xi64>}> : () -> tensor<1xi64>
    %3 = "shape.const_shape"() <{shape = dense<[5, 1, 1]> : tensor<3xindex>}> : () -> tensor<3xindex>
    %4 = "stablehlo.convert"(%1) : (tensor<1xf64>) -> tensor<1xf32>
    %5 = "stablehlo.reshape"(%4) : (tensor<1xf32>) -> tensor<f32>
    %6 = "stablehlo.broadcast_in_dim"(%5) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %7 = "stablehlo.add"(%arg2, %6) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %8 = "stablehlo.sqrt"(%7) : (tensor<5xf32>) -> tensor<5xf32>
    %9 = "stablehlo.divide"(%0, %8) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %10 = "stablehlo.convert"(%2) : (tensor<1xi64>) -> tensor<1xf32>
    %11 = "stablehlo.reshape"(%10) : (tensor<1xf32>) -> tensor<f32>
    %12 = "stablehlo.broadcast_in_dim"(%11) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<5xf32>
    %13 = "stablehlo.multiply"(%9, %12) : (tensor<5xf32>, tensor<5xf32>) -> tensor<5xf32>
    %14 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<5x1xf32>
    %15 = "stablehlo.reshape"(%14) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %16 = "stablehlo.reshape"(%13) : (tensor<5xf32>) -> tensor<5x1xf32>
    %17 = "stablehlo.reshape"(%16) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %18 = "shape.shape_of"(%arg0) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %19 = "shape.broadcast"(%18, %3) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
    %20 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %19) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %21 = "stablehlo.dynamic_broadcast_in_dim"(%15, %19) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %22 = "stablehlo.subtract"(%20, %21) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %23 = "shape.shape_of"(%22) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %24 = "shape.broadcast"(%23, %3) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
    %25 = "stablehlo.dynamic_broadcast_in_dim"(%22, %24) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %26 = "stablehlo.dynamic_broadcast_in_dim"(%17, %24) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %27 = "stablehlo.multiply"(%25, %26) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %28 = "stablehlo.reshape"(%arg3) : (tensor<5xf32>) -> tensor<5x1xf32>
    %29 = "stablehlo.reshape"(%28) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %30 = "shape.shape_of"(%27) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %31 = "shape.broadcast"(%30, %3) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
    %32 = "stablehlo.dynamic_broadcast_in_dim"(%27, %31) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %33 = "stablehlo.dynamic_broadcast_in_dim"(%29, %31) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %34 = "stablehlo.multiply"(%32, %33) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    %35 = "stablehlo.reshape"(%arg4) : (tensor<5xf32>) -> tensor<5x1xf32>
    %36 = "stablehlo.reshape"(%35) : (tensor<5x1xf32>) -> tensor<5x1x1xf32>
    %37 = "shape.shape_of"(%34) : (tensor<?x5x7x?xf32>) -> tensor<4xindex>
    %38 = "shape.broadcast"(%37, %3) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
    %39 = "stablehlo.dynamic_broadcast_in_dim"(%34, %38) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x5x7x?xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %40 = "stablehlo.dynamic_broadcast_in_dim"(%36, %38) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<5x1x1xf32>, tensor<4xindex>) -> tensor<?x5x7x?xf32>
    %41 = "stablehlo.add"(%39, %40) : (tensor<?x5x7x?xf32>, tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%41) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
