// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// w * (x * torch.rsqrt(x.to(torch.float32).pow(2).mean(-1, keepdim=True) + 1e-6))
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x11xf32>, %arg1: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 1 : index}> : () -> index
    %3 = "arith.constant"() <{value = dense<2> : tensor<1xi64>}> : () -> tensor<1xi64>
    %4 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %5 = "arith.constant"() <{value = dense<9.9999999999999995E-7> : tensor<1xf64>}> : () -> tensor<1xf64>
    %6 = "shape.const_shape"() <{shape = dense<11> : tensor<1xindex>}> : () -> tensor<1xindex>
    %7 = "stablehlo.convert"(%3) : (tensor<1xi64>) -> tensor<1xf32>
    %8 = "stablehlo.reshape"(%7) : (tensor<1xf32>) -> tensor<f32>
    %9 = "shape.shape_of"(%arg0) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %10 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %9) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %11 = "stablehlo.dynamic_broadcast_in_dim"(%8, %9) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %12 = "stablehlo.power"(%10, %11) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %13 = "stablehlo.reduce"(%12, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %43 = "stablehlo.add"(%arg2, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%43) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %14 = "tensor.dim"(%12, %1) : (tensor<?x?x11xf32>, index) -> index
    %15 = "tensor.dim"(%12, %2) : (tensor<?x?x11xf32>, index) -> index
    %16 = "tensor.from_elements"(%14, %15, %2) : (index, index, index) -> tensor<3xindex>
    %17 = "stablehlo.dynamic_reshape"(%13, %16) : (tensor<?x?xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %18 = "stablehlo.convert"(%4) : (tensor<1xi64>) -> tensor<1xf32>
    %19 = "stablehlo.reshape"(%18) : (tensor<1xf32>) -> tensor<f32>
    %20 = "shape.shape_of"(%17) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %21 = "stablehlo.dynamic_broadcast_in_dim"(%17, %20) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %22 = "stablehlo.dynamic_broadcast_in_dim"(%19, %20) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %23 = "stablehlo.divide"(%21, %22) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %24 = "stablehlo.convert"(%5) : (tensor<1xf64>) -> tensor<1xf32>
    %25 = "stablehlo.reshape"(%24) : (tensor<1xf32>) -> tensor<f32>
    %26 = "shape.shape_of"(%23) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %27 = "stablehlo.dynamic_broadcast_in_dim"(%23, %26) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %28 = "stablehlo.dynamic_broadcast_in_dim"(%25, %26) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %29 = "stablehlo.add"(%27, %28) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %30 = "stablehlo.rsqrt"(%29) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %31 = "shape.shape_of"(%30) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %32 = "shape.cstr_broadcastable"(%9, %31) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %33 = "shape.assuming"(%32) ({
      %39 = "shape.broadcast"(%9, %31) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %40 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %39) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %41 = "stablehlo.dynamic_broadcast_in_dim"(%30, %39) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %42 = "stablehlo.multiply"(%40, %41) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%42) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %34 = "shape.shape_of"(%33) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %35 = "shape.broadcast"(%34, %6) : (tensor<3xindex>, tensor<1xindex>) -> tensor<3xindex>
    %36 = "stablehlo.dynamic_broadcast_in_dim"(%arg1, %35) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %37 = "stablehlo.dynamic_broadcast_in_dim"(%33, %35) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %38 = "stablehlo.multiply"(%36, %37) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%38) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
