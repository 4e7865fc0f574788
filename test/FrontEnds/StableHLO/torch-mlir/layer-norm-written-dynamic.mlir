// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// mean = x.mean(-1, keepdim=True)
// variance = x.var(-1, keepdim=True, unbiased=False)
// return (x - mean) / torch.sqrt(variance + 1e-5) * w + b
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 1 : index}> : () -> index
    %3 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %4 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %5 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %6 = "shape.const_shape"() <{shape = dense<11> : tensor<1xindex>}> : () -> tensor<1xindex>
    %7 = "stablehlo.reduce"(%arg0, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %86 = "stablehlo.add"(%arg7, %arg8) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%86) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %8 = "tensor.dim"(%arg0, %1) : (tensor<?x?x11xf32>, index) -> index
    %9 = "tensor.dim"(%arg0, %2) : (tensor<?x?x11xf32>, index) -> index
    %10 = "tensor.from_elements"(%8, %9, %2) : (index, index, index) -> tensor<3xindex>
    %11 = "stablehlo.dynamic_reshape"(%7, %10) : (tensor<?x?xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %12 = "stablehlo.convert"(%4) : (tensor<1xi64>) -> tensor<1xf32>
    %13 = "stablehlo.reshape"(%12) : (tensor<1xf32>) -> tensor<f32>
    %14 = "shape.shape_of"(%11) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %15 = "stablehlo.dynamic_broadcast_in_dim"(%11, %14) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %16 = "stablehlo.dynamic_broadcast_in_dim"(%13, %14) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %17 = "stablehlo.divide"(%15, %16) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %18 = "stablehlo.convert"(%arg0) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf64>
    %19 = "stablehlo.reduce"(%18, %3) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %85 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%85) : (tensor<f64>) -> ()
    }) : (tensor<?x?x11xf64>, tensor<f64>) -> tensor<?x?xf64>
    %20 = "tensor.dim"(%18, %1) : (tensor<?x?x11xf64>, index) -> index
    %21 = "tensor.dim"(%18, %2) : (tensor<?x?x11xf64>, index) -> index
    %22 = "tensor.from_elements"(%20, %21, %2) : (index, index, index) -> tensor<3xindex>
    %23 = "stablehlo.dynamic_reshape"(%19, %22) : (tensor<?x?xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %24 = "stablehlo.convert"(%4) : (tensor<1xi64>) -> tensor<1xf64>
    %25 = "stablehlo.reshape"(%24) : (tensor<1xf64>) -> tensor<f64>
    %26 = "shape.shape_of"(%23) : (tensor<?x?x1xf64>) -> tensor<3xindex>
    %27 = "stablehlo.dynamic_broadcast_in_dim"(%23, %26) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %28 = "stablehlo.dynamic_broadcast_in_dim"(%25, %26) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %29 = "stablehlo.divide"(%27, %28) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %30 = "shape.shape_of"(%18) : (tensor<?x?x11xf64>) -> tensor<3xindex>
    %31 = "shape.shape_of"(%29) : (tensor<?x?x1xf64>) -> tensor<3xindex>
    %32 = "shape.cstr_broadcastable"(%30, %31) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %33 = "shape.assuming"(%32) ({
      %81 = "shape.broadcast"(%30, %31) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %82 = "stablehlo.dynamic_broadcast_in_dim"(%18, %81) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf64>, tensor<3xindex>) -> tensor<?x?x11xf64>
      %83 = "stablehlo.dynamic_broadcast_in_dim"(%29, %81) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf64>, tensor<3xindex>) -> tensor<?x?x11xf64>
      %84 = "stablehlo.subtract"(%82, %83) : (tensor<?x?x11xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
      "shape.assuming_yield"(%84) : (tensor<?x?x11xf64>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf64>
    %34 = "shape.shape_of"(%33) : (tensor<?x?x11xf64>) -> tensor<3xindex>
    %35 = "stablehlo.dynamic_broadcast_in_dim"(%33, %34) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf64>, tensor<3xindex>) -> tensor<?x?x11xf64>
    %36 = "stablehlo.multiply"(%35, %35) : (tensor<?x?x11xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %37 = "stablehlo.reduce"(%36, %3) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg3: tensor<f64>, %arg4: tensor<f64>):
      %80 = "stablehlo.add"(%arg3, %arg4) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%80) : (tensor<f64>) -> ()
    }) : (tensor<?x?x11xf64>, tensor<f64>) -> tensor<?x?xf64>
    %38 = "tensor.dim"(%36, %1) : (tensor<?x?x11xf64>, index) -> index
    %39 = "tensor.dim"(%36, %2) : (tensor<?x?x11xf64>, index) -> index
    %40 = "tensor.from_elements"(%38, %39, %2) : (index, index, index) -> tensor<3xindex>
    %41 = "stablehlo.dynamic_reshape"(%37, %40) : (tensor<?x?xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %42 = "shape.shape_of"(%41) : (tensor<?x?x1xf64>) -> tensor<3xindex>
    %43 = "stablehlo.dynamic_broadcast_in_dim"(%41, %42) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %44 = "stablehlo.dynamic_broadcast_in_dim"(%25, %42) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %45 = "stablehlo.divide"(%43, %44) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %46 = "stablehlo.convert"(%45) : (tensor<?x?x1xf64>) -> tensor<?x?x1xf32>
    %47 = "shape.shape_of"(%arg0) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %48 = "shape.shape_of"(%17) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %49 = "shape.cstr_broadcastable"(%47, %48) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %50 = "shape.assuming"(%49) ({
      %76 = "shape.broadcast"(%47, %48) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %77 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %76) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %78 = "stablehlo.dynamic_broadcast_in_dim"(%17, %76) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %79 = "stablehlo.subtract"(%77, %78) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%79) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %51 = "stablehlo.convert"(%5) : (tensor<1xf64>) -> tensor<1xf32>
    %52 = "stablehlo.reshape"(%51) : (tensor<1xf32>) -> tensor<f32>
    %53 = "shape.shape_of"(%46) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %54 = "stablehlo.dynamic_broadcast_in_dim"(%46, %53) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %55 = "stablehlo.dynamic_broadcast_in_dim"(%52, %53) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %56 = "stablehlo.add"(%54, %55) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %57 = "stablehlo.sqrt"(%56) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %58 = "shape.shape_of"(%50) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %59 = "shape.shape_of"(%57) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %60 = "shape.cstr_broadcastable"(%58, %59) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %61 = "shape.assuming"(%60) ({
      %72 = "shape.broadcast"(%58, %59) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %73 = "stablehlo.dynamic_broadcast_in_dim"(%50, %72) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %74 = "stablehlo.dynamic_broadcast_in_dim"(%57, %72) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %75 = "stablehlo.divide"(%73, %74) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%75) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %62 = "shape.shape_of"(%61) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %63 = "shape.broadcast"(%62, %6) : (tensor<3xindex>, tensor<1xindex>) -> tensor<3xindex>
    %64 = "stablehlo.dynamic_broadcast_in_dim"(%61, %63) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %65 = "stablehlo.dynamic_broadcast_in_dim"(%arg1, %63) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %66 = "stablehlo.multiply"(%64, %65) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %67 = "shape.shape_of"(%66) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %68 = "shape.broadcast"(%67, %6) : (tensor<3xindex>, tensor<1xindex>) -> tensor<3xindex>
    %69 = "stablehlo.dynamic_broadcast_in_dim"(%66, %68) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %70 = "stablehlo.dynamic_broadcast_in_dim"(%arg2, %68) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %71 = "stablehlo.add"(%69, %70) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%71) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
