// torch-mlir 20261001, torch 2.13.0, to stablehlo.
// F.gelu(F.layer_norm(x + r, (11,), w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<11xf32>, tensor<11xf32>) -> tensor<?x?x11xf32>, sym_name = "main"}> ({
  ^bb0(%arg0: tensor<?x?x11xf32>, %arg1: tensor<?x?x11xf32>, %arg2: tensor<11xf32>, %arg3: tensor<11xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f64>}> : () -> tensor<f64>
    %1 = "arith.constant"() <{value = 0 : index}> : () -> index
    %2 = "arith.constant"() <{value = 1 : index}> : () -> index
    %3 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %4 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %5 = "stablehlo.constant"() <{value = dense<2.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %6 = "stablehlo.constant"() <{value = dense<5.000000e-01> : tensor<f32>}> : () -> tensor<f32>
    %7 = "stablehlo.constant"() <{value = dense<-4.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %8 = "stablehlo.constant"() <{value = dense<4.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %9 = "stablehlo.constant"() <{value = dense<-2.72614237E-10> : tensor<f32>}> : () -> tensor<f32>
    %10 = "stablehlo.constant"() <{value = dense<2.77068146E-8> : tensor<f32>}> : () -> tensor<f32>
    %11 = "stablehlo.constant"() <{value = dense<-2.10102394E-6> : tensor<f32>}> : () -> tensor<f32>
    %12 = "stablehlo.constant"() <{value = dense<-5.69250624E-5> : tensor<f32>}> : () -> tensor<f32>
    %13 = "stablehlo.constant"() <{value = dense<-7.34990637E-4> : tensor<f32>}> : () -> tensor<f32>
    %14 = "stablehlo.constant"() <{value = dense<-2.954600e-03> : tensor<f32>}> : () -> tensor<f32>
    %15 = "stablehlo.constant"() <{value = dense<-0.0160960332> : tensor<f32>}> : () -> tensor<f32>
    %16 = "stablehlo.constant"() <{value = dense<-1.45660715E-5> : tensor<f32>}> : () -> tensor<f32>
    %17 = "stablehlo.constant"() <{value = dense<-2.13374049E-4> : tensor<f32>}> : () -> tensor<f32>
    %18 = "stablehlo.constant"() <{value = dense<-0.00168282702> : tensor<f32>}> : () -> tensor<f32>
    %19 = "stablehlo.constant"() <{value = dense<-0.00737332925> : tensor<f32>}> : () -> tensor<f32>
    %20 = "stablehlo.constant"() <{value = dense<-0.0142647391> : tensor<f32>}> : () -> tensor<f32>
    %21 = "stablehlo.constant"() <{value = dense<-1.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %22 = "arith.constant"() <{value = dense<11> : tensor<1xi64>}> : () -> tensor<1xi64>
    %23 = "arith.constant"() <{value = dense<1.000000e-05> : tensor<1xf64>}> : () -> tensor<1xf64>
    %24 = "shape.const_shape"() <{shape = dense<11> : tensor<1xindex>}> : () -> tensor<1xindex>
    %25 = "shape.shape_of"(%arg0) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %26 = "shape.shape_of"(%arg1) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %27 = "shape.cstr_broadcastable"(%25, %26) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %28 = "shape.assuming"(%27) ({
      %162 = "shape.broadcast"(%25, %26) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %163 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %162) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %164 = "stablehlo.dynamic_broadcast_in_dim"(%arg1, %162) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %165 = "stablehlo.add"(%163, %164) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%165) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %29 = "stablehlo.convert"(%28) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf64>
    %30 = "stablehlo.reduce"(%29, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg8: tensor<f64>, %arg9: tensor<f64>):
      %161 = "stablehlo.add"(%arg8, %arg9) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%161) : (tensor<f64>) -> ()
    }) : (tensor<?x?x11xf64>, tensor<f64>) -> tensor<?x?xf64>
    %31 = "tensor.dim"(%29, %1) : (tensor<?x?x11xf64>, index) -> index
    %32 = "tensor.dim"(%29, %2) : (tensor<?x?x11xf64>, index) -> index
    %33 = "tensor.from_elements"(%31, %32, %2) : (index, index, index) -> tensor<3xindex>
    %34 = "stablehlo.dynamic_reshape"(%30, %33) : (tensor<?x?xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %35 = "stablehlo.convert"(%22) : (tensor<1xi64>) -> tensor<1xf64>
    %36 = "stablehlo.reshape"(%35) : (tensor<1xf64>) -> tensor<f64>
    %37 = "shape.shape_of"(%34) : (tensor<?x?x1xf64>) -> tensor<3xindex>
    %38 = "stablehlo.dynamic_broadcast_in_dim"(%34, %37) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %39 = "stablehlo.dynamic_broadcast_in_dim"(%36, %37) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %40 = "stablehlo.divide"(%38, %39) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %41 = "shape.shape_of"(%29) : (tensor<?x?x11xf64>) -> tensor<3xindex>
    %42 = "shape.shape_of"(%40) : (tensor<?x?x1xf64>) -> tensor<3xindex>
    %43 = "shape.cstr_broadcastable"(%41, %42) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %44 = "shape.assuming"(%43) ({
      %157 = "shape.broadcast"(%41, %42) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %158 = "stablehlo.dynamic_broadcast_in_dim"(%29, %157) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf64>, tensor<3xindex>) -> tensor<?x?x11xf64>
      %159 = "stablehlo.dynamic_broadcast_in_dim"(%40, %157) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf64>, tensor<3xindex>) -> tensor<?x?x11xf64>
      %160 = "stablehlo.subtract"(%158, %159) : (tensor<?x?x11xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
      "shape.assuming_yield"(%160) : (tensor<?x?x11xf64>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf64>
    %45 = "shape.shape_of"(%44) : (tensor<?x?x11xf64>) -> tensor<3xindex>
    %46 = "stablehlo.dynamic_broadcast_in_dim"(%44, %45) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf64>, tensor<3xindex>) -> tensor<?x?x11xf64>
    %47 = "stablehlo.multiply"(%46, %46) : (tensor<?x?x11xf64>, tensor<?x?x11xf64>) -> tensor<?x?x11xf64>
    %48 = "stablehlo.reduce"(%47, %0) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg6: tensor<f64>, %arg7: tensor<f64>):
      %156 = "stablehlo.add"(%arg6, %arg7) : (tensor<f64>, tensor<f64>) -> tensor<f64>
      "stablehlo.return"(%156) : (tensor<f64>) -> ()
    }) : (tensor<?x?x11xf64>, tensor<f64>) -> tensor<?x?xf64>
    %49 = "tensor.dim"(%47, %1) : (tensor<?x?x11xf64>, index) -> index
    %50 = "tensor.dim"(%47, %2) : (tensor<?x?x11xf64>, index) -> index
    %51 = "tensor.from_elements"(%49, %50, %2) : (index, index, index) -> tensor<3xindex>
    %52 = "stablehlo.dynamic_reshape"(%48, %51) : (tensor<?x?xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %53 = "shape.shape_of"(%52) : (tensor<?x?x1xf64>) -> tensor<3xindex>
    %54 = "stablehlo.dynamic_broadcast_in_dim"(%52, %53) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %55 = "stablehlo.dynamic_broadcast_in_dim"(%36, %53) <{broadcast_dimensions = array<i64>}> : (tensor<f64>, tensor<3xindex>) -> tensor<?x?x1xf64>
    %56 = "stablehlo.divide"(%54, %55) : (tensor<?x?x1xf64>, tensor<?x?x1xf64>) -> tensor<?x?x1xf64>
    %57 = "stablehlo.convert"(%56) : (tensor<?x?x1xf64>) -> tensor<?x?x1xf32>
    %58 = "stablehlo.reduce"(%28, %3) <{dimensions = array<i64: 2>}> ({
    ^bb0(%arg4: tensor<f32>, %arg5: tensor<f32>):
      %155 = "stablehlo.add"(%arg4, %arg5) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%155) : (tensor<f32>) -> ()
    }) : (tensor<?x?x11xf32>, tensor<f32>) -> tensor<?x?xf32>
    %59 = "tensor.dim"(%28, %1) : (tensor<?x?x11xf32>, index) -> index
    %60 = "tensor.dim"(%28, %2) : (tensor<?x?x11xf32>, index) -> index
    %61 = "tensor.from_elements"(%59, %60, %2) : (index, index, index) -> tensor<3xindex>
    %62 = "stablehlo.dynamic_reshape"(%58, %61) : (tensor<?x?xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %63 = "stablehlo.convert"(%22) : (tensor<1xi64>) -> tensor<1xf32>
    %64 = "stablehlo.reshape"(%63) : (tensor<1xf32>) -> tensor<f32>
    %65 = "shape.shape_of"(%62) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %66 = "stablehlo.dynamic_broadcast_in_dim"(%62, %65) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %67 = "stablehlo.dynamic_broadcast_in_dim"(%64, %65) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %68 = "stablehlo.divide"(%66, %67) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %69 = "stablehlo.convert"(%23) : (tensor<1xf64>) -> tensor<1xf32>
    %70 = "stablehlo.reshape"(%69) : (tensor<1xf32>) -> tensor<f32>
    %71 = "shape.shape_of"(%57) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %72 = "stablehlo.dynamic_broadcast_in_dim"(%57, %71) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %73 = "stablehlo.dynamic_broadcast_in_dim"(%70, %71) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x1xf32>
    %74 = "stablehlo.add"(%72, %73) : (tensor<?x?x1xf32>, tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %75 = "stablehlo.rsqrt"(%74) : (tensor<?x?x1xf32>) -> tensor<?x?x1xf32>
    %76 = "shape.shape_of"(%28) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %77 = "shape.shape_of"(%68) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %78 = "shape.cstr_broadcastable"(%76, %77) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %79 = "shape.assuming"(%78) ({
      %151 = "shape.broadcast"(%76, %77) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %152 = "stablehlo.dynamic_broadcast_in_dim"(%28, %151) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %153 = "stablehlo.dynamic_broadcast_in_dim"(%68, %151) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %154 = "stablehlo.subtract"(%152, %153) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%154) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %80 = "shape.shape_of"(%79) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %81 = "shape.shape_of"(%75) : (tensor<?x?x1xf32>) -> tensor<3xindex>
    %82 = "shape.cstr_broadcastable"(%80, %81) : (tensor<3xindex>, tensor<3xindex>) -> !shape.witness
    %83 = "shape.assuming"(%82) ({
      %147 = "shape.broadcast"(%80, %81) : (tensor<3xindex>, tensor<3xindex>) -> tensor<3xindex>
      %148 = "stablehlo.dynamic_broadcast_in_dim"(%79, %147) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %149 = "stablehlo.dynamic_broadcast_in_dim"(%75, %147) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x1xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
      %150 = "stablehlo.multiply"(%148, %149) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
      "shape.assuming_yield"(%150) : (tensor<?x?x11xf32>) -> ()
    }) : (!shape.witness) -> tensor<?x?x11xf32>
    %84 = "shape.shape_of"(%83) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %85 = "shape.broadcast"(%84, %24) : (tensor<3xindex>, tensor<1xindex>) -> tensor<3xindex>
    %86 = "stablehlo.dynamic_broadcast_in_dim"(%83, %85) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %87 = "stablehlo.dynamic_broadcast_in_dim"(%arg2, %85) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %88 = "stablehlo.multiply"(%86, %87) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %89 = "shape.shape_of"(%88) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %90 = "shape.broadcast"(%89, %24) : (tensor<3xindex>, tensor<1xindex>) -> tensor<3xindex>
    %91 = "stablehlo.dynamic_broadcast_in_dim"(%88, %90) <{broadcast_dimensions = array<i64: 0, 1, 2>}> : (tensor<?x?x11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %92 = "stablehlo.dynamic_broadcast_in_dim"(%arg3, %90) <{broadcast_dimensions = array<i64: 2>}> : (tensor<11xf32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %93 = "stablehlo.add"(%91, %92) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %94 = "shape.shape_of"(%93) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %95 = "stablehlo.dynamic_broadcast_in_dim"(%4, %94) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %96 = "stablehlo.dynamic_broadcast_in_dim"(%5, %94) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %97 = "stablehlo.dynamic_broadcast_in_dim"(%6, %94) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %98 = "stablehlo.multiply"(%93, %97) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %99 = "stablehlo.rsqrt"(%96) : (tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %100 = "stablehlo.multiply"(%93, %99) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %101 = "shape.shape_of"(%100) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %102 = "stablehlo.dynamic_broadcast_in_dim"(%7, %101) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %103 = "stablehlo.dynamic_broadcast_in_dim"(%8, %101) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %104 = "stablehlo.clamp"(%102, %100, %103) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %105 = "stablehlo.multiply"(%104, %104) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %106 = "shape.shape_of"(%105) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %107 = "stablehlo.dynamic_broadcast_in_dim"(%9, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %108 = "stablehlo.multiply"(%107, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %109 = "stablehlo.dynamic_broadcast_in_dim"(%10, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %110 = "stablehlo.add"(%108, %109) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %111 = "stablehlo.multiply"(%110, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %112 = "stablehlo.dynamic_broadcast_in_dim"(%11, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %113 = "stablehlo.add"(%111, %112) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %114 = "stablehlo.multiply"(%113, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %115 = "stablehlo.dynamic_broadcast_in_dim"(%12, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %116 = "stablehlo.add"(%114, %115) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %117 = "stablehlo.multiply"(%116, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %118 = "stablehlo.dynamic_broadcast_in_dim"(%13, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %119 = "stablehlo.add"(%117, %118) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %120 = "stablehlo.multiply"(%119, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %121 = "stablehlo.dynamic_broadcast_in_dim"(%14, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %122 = "stablehlo.add"(%120, %121) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %123 = "stablehlo.multiply"(%122, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %124 = "stablehlo.dynamic_broadcast_in_dim"(%15, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %125 = "stablehlo.add"(%123, %124) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %126 = "stablehlo.dynamic_broadcast_in_dim"(%16, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %127 = "stablehlo.multiply"(%126, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %128 = "stablehlo.dynamic_broadcast_in_dim"(%17, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %129 = "stablehlo.add"(%127, %128) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %130 = "stablehlo.multiply"(%129, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %131 = "stablehlo.dynamic_broadcast_in_dim"(%18, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %132 = "stablehlo.add"(%130, %131) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %133 = "stablehlo.multiply"(%132, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %134 = "stablehlo.dynamic_broadcast_in_dim"(%19, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %135 = "stablehlo.add"(%133, %134) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %136 = "stablehlo.multiply"(%135, %105) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %137 = "stablehlo.dynamic_broadcast_in_dim"(%20, %106) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %138 = "stablehlo.add"(%136, %137) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %139 = "stablehlo.multiply"(%104, %125) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %140 = "stablehlo.divide"(%139, %138) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %141 = "shape.shape_of"(%104) : (tensor<?x?x11xf32>) -> tensor<3xindex>
    %142 = "stablehlo.dynamic_broadcast_in_dim"(%21, %141) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %143 = "stablehlo.dynamic_broadcast_in_dim"(%4, %141) <{broadcast_dimensions = array<i64>}> : (tensor<f32>, tensor<3xindex>) -> tensor<?x?x11xf32>
    %144 = "stablehlo.clamp"(%142, %140, %143) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %145 = "stablehlo.add"(%144, %95) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    %146 = "stablehlo.multiply"(%145, %98) : (tensor<?x?x11xf32>, tensor<?x?x11xf32>) -> tensor<?x?x11xf32>
    "func.return"(%146) : (tensor<?x?x11xf32>) -> ()
  }) : () -> ()
}) : () -> ()
