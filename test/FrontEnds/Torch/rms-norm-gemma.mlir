// torch-mlir 20261001, torch 2.13.0, to torch.
// h = x.float()
// h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6)
// return (h * (1.0 + w.float())).type_as(x)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,64],bf16>, !torch.vtensor<[64],bf16>) -> !torch.vtensor<[3,5,64],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,64],bf16>, %arg1: !torch.vtensor<[64],bf16>):
    %0 = "torch.constant.int"() <{value = 15 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 64 : i64}> : () -> !torch.int
    %2 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %3 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %4 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %5 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %6 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %7 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %8 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %9 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %10 = "torch.constant.none"() : () -> !torch.none
    %11 = "torch.aten.to.dtype"(%arg0, %9, %8, %8, %10) : (!torch.vtensor<[3,5,64],bf16>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,64],f32>
    %12 = "torch.aten.pow.Tensor_Scalar"(%11, %7) : (!torch.vtensor<[3,5,64],f32>, !torch.int) -> !torch.vtensor<[3,5,64],f32>
    %13 = "torch.prim.ListConstruct"(%6) : (!torch.int) -> !torch.list<int>
    %14 = "torch.aten.sum.dim_IntList"(%12, %13, %5, %10) : (!torch.vtensor<[3,5,64],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %15 = "torch.aten.div.Scalar"(%14, %1) : (!torch.vtensor<[3,5,1],f32>, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %16 = "torch.aten.add.Scalar"(%15, %4, %3) : (!torch.vtensor<[3,5,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %17 = "torch.aten.rsqrt"(%16) : (!torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,1],f32>
    %18 = "torch.aten.mul.Tensor"(%11, %17) : (!torch.vtensor<[3,5,64],f32>, !torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,64],f32>
    %19 = "torch.aten.to.dtype"(%arg1, %9, %8, %8, %10) : (!torch.vtensor<[64],bf16>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[64],f32>
    %20 = "torch.aten.add.Scalar"(%19, %2, %3) : (!torch.vtensor<[64],f32>, !torch.float, !torch.int) -> !torch.vtensor<[64],f32>
    %21 = "torch.aten.mul.Tensor"(%18, %20) : (!torch.vtensor<[3,5,64],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[3,5,64],f32>
    %22 = "torch.aten.to.dtype"(%21, %0, %8, %8, %10) : (!torch.vtensor<[3,5,64],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,64],bf16>
    "func.return"(%22) : (!torch.vtensor<[3,5,64],bf16>) -> ()
  }) : () -> ()
}) : () -> ()
