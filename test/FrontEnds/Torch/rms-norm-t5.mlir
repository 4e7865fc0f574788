// torch-mlir 20261001, torch 2.13.0, to torch.
// w * (x * torch.rsqrt(x.to(torch.float32).pow(2).mean(-1, keepdim=True) + 1e-6))
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %2 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %3 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %4 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %5 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %6 = "torch.constant.none"() : () -> !torch.none
    %7 = "torch.aten.pow.Tensor_Scalar"(%arg0, %5) : (!torch.vtensor<[3,5,11],f32>, !torch.int) -> !torch.vtensor<[3,5,11],f32>
    %8 = "torch.prim.ListConstruct"(%4) : (!torch.int) -> !torch.list<int>
    %9 = "torch.aten.sum.dim_IntList"(%7, %8, %3, %6) : (!torch.vtensor<[3,5,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %10 = "torch.aten.div.Scalar"(%9, %0) : (!torch.vtensor<[3,5,1],f32>, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %11 = "torch.aten.add.Scalar"(%10, %2, %1) : (!torch.vtensor<[3,5,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %12 = "torch.aten.rsqrt"(%11) : (!torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,1],f32>
    %13 = "torch.aten.mul.Tensor"(%arg0, %12) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,11],f32>
    %14 = "torch.aten.mul.Tensor"(%arg1, %13) : (!torch.vtensor<[11],f32>, !torch.vtensor<[3,5,11],f32>) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%14) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
