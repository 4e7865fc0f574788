// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.rms_norm(x, (11,), w, 1e-6)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x11xf32>, %arg1: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 1 : index}> : () -> index
    %3 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %4 = "arith.constant"() <{value = dense<9.9999999999999995E-7> : tensor<1xf64>}> : () -> tensor<1xf64>
    %5 = "shape.const_shape"() <{shape = dense<11> : tensor<1xindex>}> : () -> tensor<1xindex>
    %6 = "shape.shape_of"(%arg0) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %7 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %6) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %8 = "stablehlo.multiply"(%7, %7) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %9 = "stablehlo.reduce"(%8, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %39 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%39) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %10 = "tensor.dim"(%8, %1) : (tensor<?x?x11xf32>, index) -> index
    %11 = "tensor.dim"(%8, %2) : (tensor<?x?x11xf32>, index) -> index
    %12 = "tensor.from_elements"(%10, %11, %2) : (index, index, index) -> tensor<3xindex>
    %13 = "stablehlo.dynamic_reshape"(%9, %12) : (tensor<?x?xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %14 = "stablehlo.convert"(%3) : (tensor<1xi64>) -> tensor<1xf32>
    %15 = "stablehlo.reshape"(%14) : (tensor<1xf32>) -> tensor<f32>
    %16 = "shape.shape_of"(%13) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %17 = "stablehlo.dynamic_broadcast_in_dim"(%13, %16) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %18 = "stablehlo.dynamic_broadcast_in_dim"(%15, %16) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %19 = "stablehlo.divide"(%17, %18) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %20 = "stablehlo.convert"(%4) : (tensor<1xf64>) -> tensor<1xf32>
    %21 = "stablehlo.reshape"(%20) : (tensor<1xf32>) -> tensor<f32>
    %22 = "shape.shape_of"(%19) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %23 = "stablehlo.dynamic_broadcast_in_dim"(%19, %22) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %24 = "stablehlo.dynamic_broadcast_in_dim"(%21, %22) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %25 = "stablehlo.add"(%23, %24) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %26 = "stablehlo.rsqrt"(%25) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %27 = "shape.shape_of"(%26) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %28 = "shape.cstr_broadcastable"(%6, %27) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %29 = "shape.assuming"(%28) ({
      %35 = "shape.broadcast"(%6, %27) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %36 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %35) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %37 = "stablehlo.dynamic_broadcast_in_dim"(%26, %35) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %38 = "stablehlo.multiply"(%36, %37) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%38) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %30 = "shape.shape_of"(%29) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %31 = "shape.broadcast"(%30, %5) : (tensor<3xindex>, tensor<1xindex>) -> tensor<3xindex>
    %32 = "stablehlo.dynamic_broadcast_in_dim"(%29, %31) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %33 = "stablehlo.dynamic_broadcast_in_dim"(%arg1, %31) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %34 = "stablehlo.multiply"(%32, %33) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%34) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
