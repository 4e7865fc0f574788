// torch-mlir 20261001, torch 2.13.0, to torch.
// mean = x.mean(1, keepdim=True)
// variance = (x - mean).pow(2).mean(1, keepdim=True)
// y = (x - mean) / torch.sqrt(variance + 1e-6)
// return w[:, None, None] * y + b[:, None, None]
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>) -> !torch.vtensor<[?,6,5,?],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,6,5,?],f32>, %arg1: !torch.vtensor<[6],f32>, %arg2: !torch.vtensor<[6],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %3 = "torch.constant.none"() : () -> !torch.none
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %6 = "torch.prim.ListConstruct"(%5) : (!torch.int) -> !torch.list<int>
    %7 = "torch.aten.sum.dim_IntList"(%arg0, %6, %4, %3) : (!torch.vtensor<[?,6,5,?],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,5,?],f32>
    %8 = "torch.aten.div.Scalar"(%7, %0) : (!torch.vtensor<[?,1,5,?],f32>, !torch.int) -> !torch.vtensor<[?,1,5,?],f32>
    %9 = "torch.aten.sub.Tensor"(%arg0, %8, %5) : (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[?,1,5,?],f32>, !torch.int) -> !torch.vtensor<[?,6,5,?],f32>
    %10 = "torch.aten.pow.Tensor_Scalar"(%9, %2) : (!torch.vtensor<[?,6,5,?],f32>, !torch.int) -> !torch.vtensor<[?,6,5,?],f32>
    %11 = "torch.prim.ListConstruct"(%5) : (!torch.int) -> !torch.list<int>
    %12 = "torch.aten.sum.dim_IntList"(%10, %11, %4, %3) : (!torch.vtensor<[?,6,5,?],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,5,?],f32>
    %13 = "torch.aten.div.Scalar"(%12, %0) : (!torch.vtensor<[?,1,5,?],f32>, !torch.int) -> !torch.vtensor<[?,1,5,?],f32>
    %14 = "torch.aten.sub.Tensor"(%arg0, %8, %5) : (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[?,1,5,?],f32>, !torch.int) -> !torch.vtensor<[?,6,5,?],f32>
    %15 = "torch.aten.add.Scalar"(%13, %1, %5) : (!torch.vtensor<[?,1,5,?],f32>, !torch.float, !torch.int) -> !torch.vtensor<[?,1,5,?],f32>
    %16 = "torch.aten.sqrt"(%15) : (!torch.vtensor<[?,1,5,?],f32>) -> !torch.vtensor<[?,1,5,?],f32>
    %17 = "torch.aten.div.Tensor"(%14, %16) : (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[?,1,5,?],f32>) -> !torch.vtensor<[?,6,5,?],f32>
    %18 = "torch.aten.unsqueeze"(%arg1, %5) : (!torch.vtensor<[6],f32>, !torch.int) -> !torch.vtensor<[6,1],f32>
    %19 = "torch.aten.unsqueeze"(%18, %2) : (!torch.vtensor<[6,1],f32>, !torch.int) -> !torch.vtensor<[6,1,1],f32>
    %20 = "torch.aten.mul.Tensor"(%19, %17) : (!torch.vtensor<[6,1,1],f32>, !torch.vtensor<[?,6,5,?],f32>) -> !torch.vtensor<[?,6,5,?],f32>
    %21 = "torch.aten.unsqueeze"(%arg2, %5) : (!torch.vtensor<[6],f32>, !torch.int) -> !torch.vtensor<[6,1],f32>
    %22 = "torch.aten.unsqueeze"(%21, %2) : (!torch.vtensor<[6,1],f32>, !torch.int) -> !torch.vtensor<[6,1,1],f32>
    %23 = "torch.aten.add.Tensor"(%20, %22, %5) : (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[6,1,1],f32>, !torch.int) -> !torch.vtensor<[?,6,5,?],f32>
    "func.return"(%23) : (!torch.vtensor<[?,6,5,?],f32>) -> ()
  }) : () -> ()
}) : () -> ()
