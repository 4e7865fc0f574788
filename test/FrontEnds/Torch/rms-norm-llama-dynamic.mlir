// torch-mlir 20261001, torch 2.13.0, to torch.
// h = x.float()
// h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + 1e-6)
// return w * h.to(torch.bfloat16)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,?,64],bf16>, !torch.vtensor<[64],bf16>) -> !torch.vtensor<[?,?,64],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,?,64],bf16>, %arg1: !torch.vtensor<[64],bf16>):
    %0 = "torch.constant.int"() <{value = 64 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %2 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %3 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %4 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %5 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %6 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %7 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %8 = "torch.constant.none"() : () -> !torch.none
    %9 = "torch.constant.int"() <{value = 15 : i64}> : () -> !torch.int
    %10 = "torch.aten.to.dtype"(%arg0, %7, %6, %6, %8) : (!torch.vtensor<[?,?,64],bf16>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,?,64],f32>
    %11 = "torch.aten.pow.Tensor_Scalar"(%10, %5) : (!torch.vtensor<[?,?,64],f32>, !torch.int) -> !torch.vtensor<[?,?,64],f32>
    %12 = "torch.prim.ListConstruct"(%4) : (!torch.int) -> !torch.list<int>
    %13 = "torch.aten.sum.dim_IntList"(%11, %12, %3, %8) : (!torch.vtensor<[?,?,64],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,?,1],f32>
    %14 = "torch.aten.div.Scalar"(%13, %0) : (!torch.vtensor<[?,?,1],f32>, !torch.int) -> !torch.vtensor<[?,?,1],f32>
    %15 = "torch.aten.add.Scalar"(%14, %2, %1) : (!torch.vtensor<[?,?,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[?,?,1],f32>
    %16 = "torch.aten.rsqrt"(%15) : (!torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,1],f32>
    %17 = "torch.aten.mul.Tensor"(%10, %16) : (!torch.vtensor<[?,?,64],f32>, !torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,64],f32>
    %18 = "torch.aten.to.dtype"(%17, %9, %6, %6, %8) : (!torch.vtensor<[?,?,64],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,?,64],bf16>
    %19 = "torch.aten.mul.Tensor"(%arg1, %18) : (!torch.vtensor<[64],bf16>, !torch.vtensor<[?,?,64],bf16>) -> !torch.vtensor<[?,?,64],bf16>
    "func.return"(%19) : (!torch.vtensor<[?,?,64],bf16>) -> ()
  }) : () -> ()
}) : () -> ()
