// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.layer_norm(x, (11,), w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x7x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x7x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x7x11xf32>, %arg1: tensor<11xf32>, %arg2: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 1 : index}> : () -> index
    %3 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %4 = "arith.constant"() <{value = 7 : index}> : () -> index
    %5 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %6 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %7 = "shape.const_shape"() <{shape = dense<11> : tensor<1xindex>}> : () -> tensor<1xindex>
    %8 = "stablehlo.convert"(%arg0) : (tensor<?x?x7x11xf32>) -> tensor<?x?x7x11xf64>
    %9 = "stablehlo.reduce"(%8, %0) <{dimensions = array<i64: 3>}> ({
    ^bb0(%arg7: tensor<f64>, %arg8: tensor<f64>):
      %87 = "stablehlo.add"(%arg7, %arg8) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%87) : (tensor<f64>) -> ()
    }) : (tensor<?x?x7x11xf64>, tensor<f64>) -> tensor<?x?x7xf64>
    %10 = "tensor.dim"(%8, %1) : (tensor<?x?x7x11xf64>, index) -> index
    %11 = "tensor.dim"(%8, %2) : (tensor<?x?x7x11xf64>, index) -> index
    %12 = "tensor.from_elements"(%10, %11, %4, %2) : (index, index, index, index) -> tensor<4xindex>
    %13 = "stablehlo.dynamic_reshape"(%9, %12) : (tensor<?x?x7xf64>, tensor<4xindex>) -> tensor<?x?x7x1xf64>
    %14 = "stablehlo.convert"(%5) : (tensor<1xi64>) -> tensor<1xf64>
    %15 = "stablehlo.reshape"(%14) : (tensor<1xf64>) -> tensor<f64>
    %16 = "shape.shape_of"(%13) : (tensor<?x?x7x1xf64>) -> tensor<4xindex>
    %17 = "stablehlo.dynamic_broadcast_in_dim"(%13, %16) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf64>, tensor<4xindex>) -> tensor<?x?x7x1xf64>
    %18 = "stablehlo.dynamic_broadcast_in_dim"(%15, %16) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<4xindex>) -> tensor<?x?x7x1xf64>
    %19 = "stablehlo.divide"(%17, %18) : (tensor<?x?x7x1xf64>, tensor<?x?x7x1xf64>) -> tensor<?x?x7x1xf64>
    %20 = "shape.shape_of"(%8) : (tensor<?x?x7x11xf64>) -> tensor<4xindex>
    %21 = "shape.shape_of"(%19) : (tensor<?x?x7x1xf64>) -> tensor<4xindex>
    %22 = "shape.cstr_broadcastable"(%20, %21) : (tensor<4xindex>, tensor<4xindex>) -> !shape.witness
    %23 = "shape.assuming"(%22) ({
      %83 = "shape.broadcast"(%20, %21) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
      %84 = "stablehlo.dynamic_broadcast_in_dim"(%8, %83) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x11xf64>, tensor<4xindex>) -> tensor<?x?x7x11xf64>
      %85 = "stablehlo.dynamic_broadcast_in_dim"(%19, %83) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf64>, tensor<4xindex>) -> tensor<?x?x7x11xf64>
      %86 = "stablehlo.subtract"(%84, %85) : (tensor<?x?x7x11xf64>, tensor<?x?x7x11xf64>) -> tensor<?x?x7x11xf64>
      "shape.assuming_yield"(%86) : (tensor<?x?x7x11xf64>) -> ()
    }) : (!shape.witness) -> tensor<?x?x7x11xf64>
    %24 = "shape.shape_of"(%23) : (tensor<?x?x7x11xf64>) -> tensor<4xindex>
    %25 = "stablehlo.dynamic_broadcast_in_dim"(%23, %24) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x11xf64>, tensor<4xindex>) -> tensor<?x?x7x11xf64>
    %26 = "stablehlo.multiply"(%25, %25) : (tensor<?x?x7x11xf64>, tensor<?x?x7x11xf64>) -> tensor<?x?x7x11xf64>
    %27 = "stablehlo.reduce"(%26, %0) <{dimensions = array<i64: 3>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %82 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%82) : (tensor<f64>) -> ()
    }) : (tensor<?x?x7x11xf64>, tensor<f64>) -> tensor<?x?x7xf64>
    %28 = "tensor.dim"(%26, %1) : (tensor<?x?x7x11xf64>, index) -> index
    %29 = "tensor.dim"(%26, %2) : (tensor<?x?x7x11xf64>, index) -> index
    %30 = "tensor.from_elements"(%28, %29, %4, %2) : (index, index, index, index) -> tensor<4xindex>
    %31 = "stablehlo.dynamic_reshape"(%27, %30) : (tensor<?x?x7xf64>, tensor<4xindex>) -> tensor<?x?x7x1xf64>
    %32 = "shape.shape_of"(%31) : (tensor<?x?x7x1xf64>) -> tensor<4xindex>
    %33 = "stablehlo.dynamic_broadcast_in_dim"(%31, %32) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf64>, tensor<4xindex>) -> tensor<?x?x7x1xf64>
    %34 = "stablehlo.dynamic_broadcast_in_dim"(%15, %32) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<4xindex>) -> tensor<?x?x7x1xf64>
    %35 = "stablehlo.divide"(%33, %34) : (tensor<?x?x7x1xf64>, tensor<?x?x7x1xf64>) -> tensor<?x?x7x1xf64>
    %36 = "stablehlo.convert"(%35) : (tensor<?x?x7x1xf64>) -> tensor<?x?x7x1xf32>
    %37 = "stablehlo.reduce"(%arg0, %3) <{dimensions = array<i64: 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %81 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%81) : (tensor<f32>) -> ()
    }) : (tensor<?x?x7x11xf32>, tensor<f32>) -> tensor<?x?x7xf32>
    %38 = "tensor.dim"(%arg0, %1) : (tensor<?x?x7x11xf32>, index) -> index
    %39 = "tensor.dim"(%arg0, %2) : (tensor<?x?x7x11xf32>, index) -> index
    %40 = "tensor.from_elements"(%38, %39, %4, %2) : (index, index, index, index) -> tensor<4xindex>
    %41 = "stablehlo.dynamic_reshape"(%37, %40) : (tensor<?x?x7xf32>, tensor<4xindex>) -> tensor<?x?x7x1xf32>
    %42 = "stablehlo.convert"(%5) : (tensor<1xi64>) -> tensor<1xf32>
    %43 = "stablehlo.reshape"(%42) : (tensor<1xf32>) -> tensor<f32>
    %44 = "shape.shape_of"(%41) : (tensor<?x?x7x1xf32>) -> tensor<4xindex>
    %45 = "stablehlo.dynamic_broadcast_in_dim"(%41, %44) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf32>, tensor<4xindex>) -> tensor<?x?x7x1xf32>
    %46 = "stablehlo.dynamic_broadcast_in_dim"(%43, %44) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xindex>) -> tensor<?x?x7x1xf32>
    %47 = "stablehlo.divide"(%45, %46) : (tensor<?x?x7x1xf32>, tensor<?x?x7x1xf32>) -> tensor<?x?x7x1xf32>
    %48 = "stablehlo.convert"(%6) : (tensor<1xf64>) -> tensor<1xf32>
    %49 = "stablehlo.reshape"(%48) : (tensor<1xf32>) -> tensor<f32>
    %50 = "shape.shape_of"(%36) : (tensor<?x?x7x1xf32>) -> tensor<4xindex>
    %51 = "stablehlo.dynamic_broadcast_in_dim"(%36, %50) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf32>, tensor<4xindex>) -> tensor<?x?x7x1xf32>
    %52 = "stablehlo.dynamic_broadcast_in_dim"(%49, %50) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xindex>) -> tensor<?x?x7x1xf32>
    %53 = "stablehlo.add"(%51, %52) : (tensor<?x?x7x1xf32>, tensor<?x?x7x1xf32>) -> tensor<?x?x7x1xf32>
    %54 = "stablehlo.rsqrt"(%53) : (tensor<?x?x7x1xf32>) -> tensor<?x?x7x1xf32>
    %55 = "shape.shape_of"(%arg0) : (tensor<?x?x7x11xf32>) -> tensor<4xindex>
    %56 = "shape.shape_of"(%47) : (tensor<?x?x7x1xf32>) -> tensor<4xindex>
    %57 = "shape.cstr_broadcastable"(%55, %56) : (tensor<4xindex>, tensor<4xindex>) -> !shape.witness
    %58 = "shape.assuming"(%57) ({
      %77 = "shape.broadcast"(%55, %56) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
      %78 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %77) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x11xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
      %79 = "stablehlo.dynamic_broadcast_in_dim"(%47, %77) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
      %80 = "stablehlo.subtract"(%78, %79) : (tensor<?x?x7x11xf32>, tensor<?x?x7x11xf32>) -> tensor<?x?x7x11xf32>
      "shape.assuming_yield"(%80) : (tensor<?x?x7x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x7x11xf32>
    %59 = "shape.shape_of"(%58) : (tensor<?x?x7x11xf32>) -> tensor<4xindex>
    %60 = "shape.shape_of"(%54) : (tensor<?x?x7x1xf32>) -> tensor<4xindex>
    %61 = "shape.cstr_broadcastable"(%59, %60) : (tensor<4xindex>, tensor<4xindex>) -> !shape.witness
    %62 = "shape.assuming"(%61) ({
      %73 = "shape.broadcast"(%59, %60) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
      %74 = "stablehlo.dynamic_broadcast_in_dim"(%58, %73) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x11xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
      %75 = "stablehlo.dynamic_broadcast_in_dim"(%54, %73) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x1xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
      %76 = "stablehlo.multiply"(%74, %75) : (tensor<?x?x7x11xf32>, tensor<?x?x7x11xf32>) -> tensor<?x?x7x11xf32>
      "shape.assuming_yield"(%76) : (tensor<?x?x7x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x7x11xf32>
    %63 = "shape.shape_of"(%62) : (tensor<?x?x7x11xf32>) -> tensor<4xindex>
    %64 = "shape.broadcast"(%63, %7) : (tensor<4xindex>, tensor<1xindex>) -> tensor<4xindex>
    %65 = "stablehlo.dynamic_broadcast_in_dim"(%62, %64) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x11xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
    %66 = "stablehlo.dynamic_broadcast_in_dim"(%arg1, %64) <{broadcast_dimensions = array<i64: 3>}> : (tensor<11xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
    %67 = "stablehlo.multiply"(%65, %66) : (tensor<?x?x7x11xf32>, tensor<?x?x7x11xf32>) -> tensor<?x?x7x11xf32>
    %68 = "shape.shape_of"(%67) : (tensor<?x?x7x11xf32>) -> tensor<4xindex>
    %69 = "shape.broadcast"(%68, %7) : (tensor<4xindex>, tensor<1xindex>) -> tensor<4xindex>
    %70 = "stablehlo.dynamic_broadcast_in_dim"(%67, %69) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<?x?x7x11xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
    %71 = "stablehlo.dynamic_broadcast_in_dim"(%arg2, %69) <{broadcast_dimensions = array<i64: 3>}> : (tensor<11xf32>, tensor<4xindex>) -> tensor<?x?x7x11xf32>
    %72 = "stablehlo.add"(%70, %71) : (tensor<?x?x7x11xf32>, tensor<?x?x7x11xf32>) -> tensor<?x?x7x11xf32>
    "func.return"(%72) : (tensor<?x?x7x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
