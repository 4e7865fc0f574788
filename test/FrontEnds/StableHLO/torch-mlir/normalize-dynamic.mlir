// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.normalize(x, 2.0, 1, 1e-12)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x11x7xf32>) -> tensor<?x11x7xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x11x7xf32>):
    %0 = "arith.constant"() <{value = 0 : index}> : () -> index
    %1 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %2 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %3 = "arith.constant"() <{value = 1 : index}> : () -> index
    %4 = "stablehlo.constant"() <{value = dense<0x7F800000> : tensor<f32>}> : () -> tensor<f32>
    %5 = "arith.constant"() <{value = dense<2.000000e+00> : tensor<1xf64>}> : () -> tensor<1xf64>
    %6 = "arith.constant"() <{value = 7 : index}> : () -> index
    %7 = "arith.constant"() <{value = dense<9.9999999999999998E-13> : tensor<1xf64>}> : () -> tensor<1xf64>
    %8 = "arith.constant"() <{value = 11 : index}> : () -> index
    %9 = "tensor.dim"(%arg0, %0) : (tensor<?x11x7xf32>, index) -> index
    %10 = "stablehlo.convert"(%5) : (tensor<1xf64>) -> tensor<1xf32>
    %11 = "stablehlo.reshape"(%10) : (tensor<1xf32>) -> tensor<f32>
    %12 = "stablehlo.abs"(%arg0) : (tensor<?x11x7xf32>) -> tensor<?x11x7xf32>
    %13 = "shape.shape_of"(%12) : (tensor<?x11x7xf32>) -> tensor<3xindex>
    %14 = "stablehlo.dynamic_broadcast_in_dim"(%12, %13) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x11x7xf32>, tensor<3xindex>) -> tensor<?x11x7xf32>
    %15 = "stablehlo.dynamic_broadcast_in_dim"(%11, %13) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x11x7xf32>
    %16 = "stablehlo.power"(%14, %15) : (tensor<?x11x7xf32>, tensor<?x11x7xf32>) -> tensor<?x11x7xf32>
    %17 = "stablehlo.reduce"(%16, %1) <{dimensions = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      %38 = "stablehlo.add"(%arg1, %arg2) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%38) : (tensor<f32>) -> ()
    }) : (tensor<?x11x7xf32>, tensor<f32>) -> tensor<?x7xf32>
    %18 = "stablehlo.divide"(%2, %11) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %19 = "shape.shape_of"(%17) : (tensor<?x7xf32>) -> tensor<2xindex>
    %20 = "stablehlo.dynamic_broadcast_in_dim"(%17, %19) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x7xf32>, tensor<2xindex>) -> tensor<?x7xf32>
    %21 = "stablehlo.dynamic_broadcast_in_dim"(%18, %19) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<2xindex>) -> tensor<?x7xf32>
    %22 = "stablehlo.power"(%20, %21) : (tensor<?x7xf32>, tensor<?x7xf32>) -> tensor<?x7xf32>
    %23 = "tensor.from_elements"(%9, %3, %6) : (index, index, index) -> tensor<3xindex>
    %24 = "stablehlo.dynamic_reshape"(%22, %23) : (tensor<?x7xf32>, tensor<3xindex>) -> tensor<?x1x7xf32>
    %25 = "stablehlo.convert"(%7) : (tensor<1xf64>) -> tensor<1xf32>
    %26 = "stablehlo.reshape"(%25) : (tensor<1xf32>) -> tensor<f32>
    %27 = "stablehlo.clamp"(%26, %24, %4) : (tensor<f32>, tensor<?x1x7xf32>, tensor<f32>) -> tensor<?x1x7xf32>
    %28 = "tensor.from_elements"(%9, %8, %6) : (index, index, index) -> tensor<3xindex>
    %29 = "stablehlo.dynamic_broadcast_in_dim"(%27, %28) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x1x7xf32>, tensor<3xindex>) -> tensor<?x11x7xf32>
    %30 = "shape.shape_of"(%arg0) : (tensor<?x11x7xf32>) -> tensor<3xindex>
    %31 = "shape.shape_of"(%29) : (tensor<?x11x7xf32>) -> tensor<3xindex>
    %32 = "shape.cstr_broadcastable"(%30, %31) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %33 = "shape.assuming"(%32) ({
      %34 = "shape.broadcast"(%30, %31) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %35 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %34) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x11x7xf32>, tensor<3xindex>) -> tensor<?x11x7xf32>
      %36 = "stablehlo.dynamic_broadcast_in_dim"(%29, %34) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x11x7xf32>, tensor<3xindex>) -> tensor<?x11x7xf32>
      %37 = "stablehlo.divide"(%35, %36) : (tensor<?x11x7xf32>, tensor<?x11x7xf32>) -> tensor<?x11x7xf32>
      "shape.assuming_yield"(%37) : (tensor<?x11x7xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x11x7xf32>
    "func.return"(%33) : (tensor<?x11x7xf32>) -> ()
  }) : () -> ()
}) : () -> ()
