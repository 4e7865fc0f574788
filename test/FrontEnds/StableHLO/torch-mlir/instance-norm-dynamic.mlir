// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.instance_norm(x, None, None, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x5x7x?xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<?x5x7x?xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "arith.constant"() <{value = 7 : i64}> : () -> i64
    %1 = "arith.constant"() <{value = 1 : i64}> : () -> i64
    %2 = "arith.constant"() <{value = 5 : i64}> : () -> i64
    %3 = "arith.constant"() <{value = 0 : index}> : () -> index
    %4 = "arith.constant"() <{value = 3 : index}> : () -> index
    %5 = "arith.constant"() <{value = 1 : index}> : () -> index
    %6 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %7 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %8 = "arith.constant"() <{value = 5 : index}> : () -> index
    %9 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %10 = "tensor.dim"(%arg0, %3) : (tensor<?x5x7x?xf32>, index) -> index
    %11 = "arith.index_cast"(%10) : (index) -> i64
    %12 = "tensor.dim"(%arg0, %4) : (tensor<?x5x7x?xf32>, index) -> index
    %13 = "arith.index_cast"(%12) : (index) -> i64
    %14 = "arith.muli"(%11, %2) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %15 = "stablehlo.reshape"(%arg1) : (tensor<5xf32>) -> tensor<1x5xf32>
    %16 = "tensor.from_elements"(%10, %8) : (index, index) -> tensor<2xindex>
    %17 = "stablehlo.dynamic_broadcast_in_dim"(%15, %16) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>, tensor<2xindex>) -> tensor<?x5xf32>
    %18 = "shape.shape_of"(%17) : (tensor<?x5xf32>) -> tensor<2xindex>
    %19 = "shape.num_elements"(%18) : (tensor<2xindex>) -> index
    %20 = "arith.index_cast"(%19) : (index) -> i64
    %21 = "tensor.from_elements"(%20) : (i64) -> tensor<1xi64>
    %22 = "stablehlo.dynamic_reshape"(%17, %21) : (tensor<?x5xf32>, tensor<1xi64>) -> tensor<?xf32>
    %23 = "stablehlo.reshape"(%arg2) : (tensor<5xf32>) -> tensor<1x5xf32>
    %24 = "stablehlo.dynamic_broadcast_in_dim"(%23, %16) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<1x5xf32>, tensor<2xindex>) -> tensor<?x5xf32>
    %25 = "shape.shape_of"(%24) : (tensor<?x5xf32>) -> tensor<2xindex>
    %26 = "shape.num_elements"(%25) : (tensor<2xindex>) -> index
    %27 = "arith.index_cast"(%26) : (index) -> i64
    %28 = "tensor.from_elements"(%27) : (i64) -> tensor<1xi64>
    %29 = "stablehlo.dynamic_reshape"(%24, %28) : (tensor<?x5xf32>, tensor<1xi64>) -> tensor<?xf32>
    %30 = "tensor.from_elements"(%1, %14, %0, %13) : (i64, i64, i64, i64) -> tensor<4xi64>
    %31 = "stablehlo.dynamic_reshape"(%arg0, %30) : (tensor<?x5x7x?xf32>, tensor<4xi64>) -> tensor<1x?x7x?xf32>
    %32 = "stablehlo.convert"(%31) : (tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf64>
    %33 = "stablehlo.reduce"(%32, %6) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg7: tensor<f64>, %arg8: tensor<f64>):
      %142 = "stablehlo.add"(%arg7, %arg8) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%142) : (tensor<f64>) -> ()
    }) : (tensor<1x?x7x?xf64>, tensor<f64>) -> tensor<?xf64>
    %34 = "tensor.dim"(%32, %5) : (tensor<1x?x7x?xf64>, index) -> index
    %35 = "tensor.from_elements"(%5, %34, %5, %5) : (index, index, index, index) -> tensor<4xindex>
    %36 = "stablehlo.dynamic_reshape"(%33, %35) : (tensor<?xf64>, tensor<4xindex>) -> tensor<1x?x1x1xf64>
    %37 = "tensor.dim"(%32, %4) : (tensor<1x?x7x?xf64>, index) -> index
    %38 = "arith.index_cast"(%37) : (index) -> i64
    %39 = "arith.muli"(%38, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %40 = "tensor.from_elements"(%39) : (i64) -> tensor<1xi64>
    %41 = "stablehlo.convert"(%40) : (tensor<1xi64>) -> tensor<1xf64>
    %42 = "stablehlo.reshape"(%41) : (tensor<1xf64>) -> tensor<f64>
    %43 = "shape.shape_of"(%36) : (tensor<1x?x1x1xf64>) -> tensor<4xindex>
    %44 = "stablehlo.dynamic_broadcast_in_dim"(%36, %43) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf64>, tensor<4xindex>) -> tensor<1x?x1x1xf64>
    %45 = "stablehlo.dynamic_broadcast_in_dim"(%42, %43) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<4xindex>) -> tensor<1x?x1x1xf64>
    %46 = "stablehlo.divide"(%44, %45) : (tensor<1x?x1x1xf64>, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %47 = "shape.shape_of"(%32) : (tensor<1x?x7x?xf64>) -> tensor<4xindex>
    %48 = "shape.shape_of"(%46) : (tensor<1x?x1x1xf64>) -> tensor<4xindex>
    %49 = "shape.cstr_broadcastable"(%47, %48) : (tensor<4xindex>, tensor<4xindex>) -> !shape.witness
    %50 = "shape.assuming"(%49) ({
      %138 = "shape.broadcast"(%47, %48) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
      %139 = "stablehlo.dynamic_broadcast_in_dim"(%32, %138) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x7x?xf64>, tensor<4xindex>) -> tensor<1x?x7x?xf64>
      %140 = "stablehlo.dynamic_broadcast_in_dim"(%46, %138) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf64>, tensor<4xindex>) -> tensor<1x?x7x?xf64>
      %141 = "stablehlo.subtract"(%139, %140) : (tensor<1x?x7x?xf64>, tensor<1x?x7x?xf64>) -> tensor<1x?x7x?xf64>
      "shape.assuming_yield"(%141) : (tensor<1x?x7x?xf64>) -> ()
    }) : (!shape.witness) -> tensor<1x?x7x?xf64>
    %51 = "shape.shape_of"(%50) : (tensor<1x?x7x?xf64>) -> tensor<4xindex>
    %52 = "stablehlo.dynamic_broadcast_in_dim"(%50, %51) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x7x?xf64>, tensor<4xindex>) -> tensor<1x?x7x?xf64>
    %53 = "stablehlo.multiply"(%52, %52) : (tensor<1x?x7x?xf64>, tensor<1x?x7x?xf64>) -> tensor<1x?x7x?xf64>
    %54 = "stablehlo.reduce"(%53, %6) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg5: tensor<f64>, %arg6: tensor<f64>):
      %137 = "stablehlo.add"(%arg5, %arg6) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%137) : (tensor<f64>) -> ()
    }) : (tensor<1x?x7x?xf64>, tensor<f64>) -> tensor<?xf64>
    %55 = "tensor.dim"(%53, %5) : (tensor<1x?x7x?xf64>, index) -> index
    %56 = "tensor.from_elements"(%5, %55, %5, %5) : (index, index, index, index) -> tensor<4xindex>
    %57 = "stablehlo.dynamic_reshape"(%54, %56) : (tensor<?xf64>, tensor<4xindex>) -> tensor<1x?x1x1xf64>
    %58 = "tensor.dim"(%53, %4) : (tensor<1x?x7x?xf64>, index) -> index
    %59 = "arith.index_cast"(%58) : (index) -> i64
    %60 = "arith.muli"(%59, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %61 = "tensor.from_elements"(%60) : (i64) -> tensor<1xi64>
    %62 = "stablehlo.convert"(%61) : (tensor<1xi64>) -> tensor<1xf64>
    %63 = "stablehlo.reshape"(%62) : (tensor<1xf64>) -> tensor<f64>
    %64 = "shape.shape_of"(%57) : (tensor<1x?x1x1xf64>) -> tensor<4xindex>
    %65 = "stablehlo.dynamic_broadcast_in_dim"(%57, %64) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf64>, tensor<4xindex>) -> tensor<1x?x1x1xf64>
    %66 = "stablehlo.dynamic_broadcast_in_dim"(%63, %64) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<4xindex>) -> tensor<1x?x1x1xf64>
    %67 = "stablehlo.divide"(%65, %66) : (tensor<1x?x1x1xf64>, tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf64>
    %68 = "stablehlo.convert"(%67) : (tensor<1x?x1x1xf64>) -> tensor<1x?x1x1xf32>
    %69 = "stablehlo.reduce"(%31, %7) <{dimensions = array<i64: 0, 2, 3>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %136 = "stablehlo.add"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%136) : (tensor<f32>) -> ()
    }) : (tensor<1x?x7x?xf32>, tensor<f32>) -> tensor<?xf32>
    %70 = "tensor.dim"(%31, %5) : (tensor<1x?x7x?xf32>, index) -> index
    %71 = "tensor.from_elements"(%5, %70, %5, %5) : (index, index, index, index) -> tensor<4xindex>
    %72 = "stablehlo.dynamic_reshape"(%69, %71) : (tensor<?xf32>, tensor<4xindex>) -> tensor<1x?x1x1xf32>
    %73 = "tensor.dim"(%31, %4) : (tensor<1x?x7x?xf32>, index) -> index
    %74 = "arith.index_cast"(%73) : (index) -> i64
    %75 = "arith.muli"(%74, %0) <{overflowFlags = #arith.overflow<none>}> : (i64, i64) -> i64
    %76 = "tensor.from_elements"(%75) : (i64) -> tensor<1xi64>
    %77 = "stablehlo.convert"(%76) : (tensor<1xi64>) -> tensor<1xf32>
    %78 = "stablehlo.reshape"(%77) : (tensor<1xf32>) -> tensor<f32>
    %79 = "shape.shape_of"(%72) : (tensor<1x?x1x1xf32>) -> tensor<4xindex>
    %80 = "stablehlo.dynamic_broadcast_in_dim"(%72, %79) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf32>, tensor<4xindex>) -> tensor<1x?x1x1xf32>
    %81 = "stablehlo.dynamic_broadcast_in_dim"(%78, %79) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xindex>) -> tensor<1x?x1x1xf32>
    %82 = "stablehlo.divide"(%80, %81) : (tensor<1x?x1x1xf32>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %83 = "stablehlo.convert"(%9) : (tensor<1xf64>) -> tensor<1xf32>
    %84 = "stablehlo.reshape"(%83) : (tensor<1xf32>) -> tensor<f32>
    %85 = "shape.shape_of"(%68) : (tensor<1x?x1x1xf32>) -> tensor<4xindex>
    %86 = "stablehlo.dynamic_broadcast_in_dim"(%68, %85) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf32>, tensor<4xindex>) -> tensor<1x?x1x1xf32>
    %87 = "stablehlo.dynamic_broadcast_in_dim"(%84, %85) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<4xindex>) -> tensor<1x?x1x1xf32>
    %88 = "stablehlo.add"(%86, %87) : (tensor<1x?x1x1xf32>, tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %89 = "stablehlo.rsqrt"(%88) : (tensor<1x?x1x1xf32>) -> tensor<1x?x1x1xf32>
    %90 = "shape.shape_of"(%31) : (tensor<1x?x7x?xf32>) -> tensor<4xindex>
    %91 = "shape.shape_of"(%82) : (tensor<1x?x1x1xf32>) -> tensor<4xindex>
    %92 = "shape.cstr_broadcastable"(%90, %91) : (tensor<4xindex>, tensor<4xindex>) -> !shape.witness
    %93 = "shape.assuming"(%92) ({
      %132 = "shape.broadcast"(%90, %91) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
      %133 = "stablehlo.dynamic_broadcast_in_dim"(%31, %132) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x7x?xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %134 = "stablehlo.dynamic_broadcast_in_dim"(%82, %132) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %135 = "stablehlo.subtract"(%133, %134) : (tensor<1x?x7x?xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
      "shape.assuming_yield"(%135) : (tensor<1x?x7x?xf32>) -> ()
    }) : (!shape.witness) -> tensor<1x?x7x?xf32>
    %94 = "shape.shape_of"(%93) : (tensor<1x?x7x?xf32>) -> tensor<4xindex>
    %95 = "shape.shape_of"(%89) : (tensor<1x?x1x1xf32>) -> tensor<4xindex>
    %96 = "shape.cstr_broadcastable"(%94, %95) : (tensor<4xindex>, tensor<4xindex>) -> !shape.witness
    %97 = "shape.assuming"(%96) ({
      %128 = "shape.broadcast"(%94, %95) : (tensor<4xindex>, tensor<4xindex>) -> tensor<4xindex>
      %129 = "stablehlo.dynamic_broadcast_in_dim"(%93, %128) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x7x?xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %130 = "stablehlo.dynamic_broadcast_in_dim"(%89, %128) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x1x1xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %131 = "stablehlo.multiply"(%129, %130) : (tensor<1x?x7x?xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
      "shape.assuming_yield"(%131) : (tensor<1x?x7x?xf32>) -> ()
    }) : (!shape.witness) -> tensor<1x?x7x?xf32>
    %98 = "tensor.dim"(%22, %3) : (tensor<?xf32>, index) -> index
    %99 = "tensor.from_elements"(%98, %5) : (index, index) -> tensor<2xindex>
    %100 = "stablehlo.dynamic_reshape"(%22, %99) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x1xf32>
    %101 = "tensor.dim"(%100, %3) : (tensor<?x1xf32>, index) -> index
    %102 = "tensor.from_elements"(%101, %5, %5) : (index, index, index) -> tensor<3xindex>
    %103 = "stablehlo.dynamic_reshape"(%100, %102) : (tensor<?x1xf32>, tensor<3xindex>) -> tensor<?x1x1xf32>
    %104 = "shape.shape_of"(%97) : (tensor<1x?x7x?xf32>) -> tensor<4xindex>
    %105 = "shape.shape_of"(%103) : (tensor<?x1x1xf32>) -> tensor<3xindex>
    %106 = "shape.cstr_broadcastable"(%104, %105) : (tensor<4xindex>, tensor<3xindex>) -> !shape.witness
    %107 = "shape.assuming"(%106) ({
      %124 = "shape.broadcast"(%104, %105) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
      %125 = "stablehlo.dynamic_broadcast_in_dim"(%97, %124) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x7x?xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %126 = "stablehlo.dynamic_broadcast_in_dim"(%103, %124) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<?x1x1xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %127 = "stablehlo.multiply"(%125, %126) : (tensor<1x?x7x?xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
      "shape.assuming_yield"(%127) : (tensor<1x?x7x?xf32>) -> ()
    }) : (!shape.witness) -> tensor<1x?x7x?xf32>
    %108 = "tensor.dim"(%29, %3) : (tensor<?xf32>, index) -> index
    %109 = "tensor.from_elements"(%108, %5) : (index, index) -> tensor<2xindex>
    %110 = "stablehlo.dynamic_reshape"(%29, %109) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x1xf32>
    %111 = "tensor.dim"(%110, %3) : (tensor<?x1xf32>, index) -> index
    %112 = "tensor.from_elements"(%111, %5, %5) : (index, index, index) -> tensor<3xindex>
    %113 = "stablehlo.dynamic_reshape"(%110, %112) : (tensor<?x1xf32>, tensor<3xindex>) -> tensor<?x1x1xf32>
    %114 = "shape.shape_of"(%107) : (tensor<1x?x7x?xf32>) -> tensor<4xindex>
    %115 = "shape.shape_of"(%113) : (tensor<?x1x1xf32>) -> tensor<3xindex>
    %116 = "shape.cstr_broadcastable"(%114, %115) : (tensor<4xindex>, tensor<3xindex>) -> !shape.witness
    %117 = "shape.assuming"(%116) ({
      %120 = "shape.broadcast"(%114, %115) : (tensor<4xindex>, tensor<3xindex>) -> tensor<4xindex>
      %121 = "stablehlo.dynamic_broadcast_in_dim"(%107, %120) <{broadcast_dimensions = array<i64: 0, 1, 2, 3>}> : (tensor<1x?x7x?xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %122 = "stablehlo.dynamic_broadcast_in_dim"(%113, %120) <{broadcast_dimensions = array<i64: 1, 2, 3>}> : (tensor<?x1x1xf32>, tensor<4xindex>) -> tensor<1x?x7x?xf32>
      %123 = "stablehlo.add"(%121, %122) : (tensor<1x?x7x?xf32>, tensor<1x?x7x?xf32>) -> tensor<1x?x7x?xf32>
      "shape.assuming_yield"(%123) : (tensor<1x?x7x?xf32>) -> ()
    }) : (!shape.witness) -> tensor<1x?x7x?xf32>
    %118 = "tensor.from_elements"(%11, %2, %0, %13) : (i64, i64, i64, i64) -> tensor<4xi64>
    %119 = "stablehlo.dynamic_reshape"(%117, %118) : (tensor<1x?x7x?xf32>, tensor<4xi64>) -> tensor<?x5x7x?xf32>
    "func.return"(%119) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
}) : () -> ()
