// torch-mlir 20261001, torch 2.13.0, to torch.
// self.norm = nn.BatchNorm2d(5)
// self.norm(x)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,7,11],f32>) -> (!torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[],si64>, !torch.vtensor<[3,5,7,11],f32>), sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,7,11],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 231 : i64}> : () -> !torch.int
    %3 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %4 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %5 = "torch.constant.none"() : () -> !torch.none
    %6 = "torch.vtensor.literal"() <{value = dense_resource<torch_tensor_5_torch.float32_3> : tensor<5xf32>}> : () -> !torch.vtensor<[5],f32>
    %7 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %8 = "torch.vtensor.literal"() <{value = dense_resource<torch_tensor_5_torch.float32_2> : tensor<5xf32>}> : () -> !torch.vtensor<[5],f32>
    %9 = "torch.vtensor.literal"() <{value = dense_resource<torch_tensor_5_torch.float32_1> : tensor<5xf32>}> : () -> !torch.vtensor<[5],f32>
    %10 = "torch.constant.float"() <{value = 1.0043478260869565 : f64}> : () -> !torch.float
    %11 = "torch.constant.float"() <{value = 9.000000e-01 : f64}> : () -> !torch.float
    %12 = "torch.vtensor.literal"() <{value = dense_resource<torch_tensor_5_torch.float32> : tensor<5xf32>}> : () -> !torch.vtensor<[5],f32>
    %13 = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
    %14 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %15 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %16 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %17 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %18 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
    %19 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %20 = "torch.vtensor.literal"() <{value = dense<1> : tensor<si64>}> : () -> !torch.vtensor<[],si64>
    %21 = "torch.prim.ListConstruct"(%18, %17, %16) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %22 = "torch.aten.to.dtype"(%arg0, %4, %3, %3, %5) : (!torch.vtensor<[3,5,7,11],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,7,11],f64>
    %23 = "torch.aten.sum.dim_IntList"(%22, %21, %15, %5) : (!torch.vtensor<[3,5,7,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f64>
    %24 = "torch.aten.div.Scalar"(%23, %2) : (!torch.vtensor<[1,5,1,1],f64>, !torch.int) -> !torch.vtensor<[1,5,1,1],f64>
    %25 = "torch.aten.sub.Tensor"(%22, %24, %1) : (!torch.vtensor<[3,5,7,11],f64>, !torch.vtensor<[1,5,1,1],f64>, !torch.float) -> !torch.vtensor<[3,5,7,11],f64>
    %26 = "torch.aten.mul.Tensor"(%25, %25) : (!torch.vtensor<[3,5,7,11],f64>, !torch.vtensor<[3,5,7,11],f64>) -> !torch.vtensor<[3,5,7,11],f64>
    %27 = "torch.aten.sum.dim_IntList"(%26, %21, %15, %5) : (!torch.vtensor<[3,5,7,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f64>
    %28 = "torch.aten.div.Scalar"(%27, %2) : (!torch.vtensor<[1,5,1,1],f64>, !torch.int) -> !torch.vtensor<[1,5,1,1],f64>
    %29 = "torch.aten.to.dtype"(%28, %0, %3, %3, %5) : (!torch.vtensor<[1,5,1,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f32>
    %30 = "torch.aten.sum.dim_IntList"(%arg0, %21, %15, %5) : (!torch.vtensor<[3,5,7,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f32>
    %31 = "torch.aten.div.Scalar"(%30, %2) : (!torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[1,5,1,1],f32>
    %32 = "torch.aten.add.Scalar"(%29, %14, %19) : (!torch.vtensor<[1,5,1,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[1,5,1,1],f32>
    %33 = "torch.aten.rsqrt"(%32) : (!torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %34 = "torch.aten.sub.Tensor"(%arg0, %31, %19) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,7,11],f32>
    %35 = "torch.aten.mul.Tensor"(%34, %33) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    %36 = "torch.aten.squeeze.dim"(%31, %16) : (!torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[1,5,1],f32>
    %37 = "torch.aten.squeeze.dim"(%36, %17) : (!torch.vtensor<[1,5,1],f32>, !torch.int) -> !torch.vtensor<[1,5],f32>
    %38 = "torch.aten.squeeze.dim"(%37, %18) : (!torch.vtensor<[1,5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %39 = "torch.aten.mul.Scalar"(%38, %13) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %40 = "torch.aten.mul.Scalar"(%12, %11) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %41 = "torch.aten.add.Tensor"(%39, %40, %19) : (!torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %42 = "torch.aten.squeeze.dim"(%29, %16) : (!torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[1,5,1],f32>
    %43 = "torch.aten.squeeze.dim"(%42, %17) : (!torch.vtensor<[1,5,1],f32>, !torch.int) -> !torch.vtensor<[1,5],f32>
    %44 = "torch.aten.squeeze.dim"(%43, %18) : (!torch.vtensor<[1,5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %45 = "torch.aten.mul.Scalar"(%44, %10) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %46 = "torch.aten.mul.Scalar"(%45, %13) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %47 = "torch.aten.mul.Scalar"(%9, %11) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %48 = "torch.aten.add.Tensor"(%46, %47, %19) : (!torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %49 = "torch.aten.unsqueeze"(%8, %7) : (!torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5,1],f32>
    %50 = "torch.aten.unsqueeze"(%49, %7) : (!torch.vtensor<[5,1],f32>, !torch.int) -> !torch.vtensor<[5,1,1],f32>
    %51 = "torch.aten.mul.Tensor"(%35, %50) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    %52 = "torch.aten.unsqueeze"(%6, %7) : (!torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5,1],f32>
    %53 = "torch.aten.unsqueeze"(%52, %7) : (!torch.vtensor<[5,1],f32>, !torch.int) -> !torch.vtensor<[5,1,1],f32>
    %54 = "torch.aten.add.Tensor"(%51, %53, %19) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,7,11],f32>
    "func.return"(%41, %48, %20, %54) : (!torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[],si64>, !torch.vtensor<[3,5,7,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_5_torch.float32_3: "0x040000000000000000000000000000000000000000000000",
      torch_tensor_5_torch.float32_2: "0x040000000000803F0000803F0000803F0000803F0000803F",
      torch_tensor_5_torch.float32_1: "0x040000000000803F0000803F0000803F0000803F0000803F",
      torch_tensor_5_torch.float32: "0x040000000000000000000000000000000000000000000000"
    }
  }
#-}
