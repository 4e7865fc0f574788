// torch-mlir 20261001, torch 2.13.0, to torch.
// mean = x.mean(-1, keepdim=True)
// variance = (x * x).mean(-1, keepdim=True) - mean * mean
// return (x - mean) * torch.rsqrt(variance + 1e-5) * w + b
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,?,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,?,11],f32>, %arg1: !torch.vtensor<[11],f32>, %arg2: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %3 = "torch.constant.none"() : () -> !torch.none
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %6 = "torch.prim.ListConstruct"(%5) : (!torch.int) -> !torch.list<int>
    %7 = "torch.aten.sum.dim_IntList"(%arg0, %6, %4, %3) : (!torch.vtensor<[?,?,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,?,1],f32>
    %8 = "torch.aten.div.Scalar"(%7, %0) : (!torch.vtensor<[?,?,1],f32>, !torch.int) -> !torch.vtensor<[?,?,1],f32>
    %9 = "torch.aten.mul.Tensor"(%arg0, %arg0) : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[?,?,11],f32>) -> !torch.vtensor<[?,?,11],f32>
    %10 = "torch.prim.ListConstruct"(%5) : (!torch.int) -> !torch.list<int>
    %11 = "torch.aten.sum.dim_IntList"(%9, %10, %4, %3) : (!torch.vtensor<[?,?,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,?,1],f32>
    %12 = "torch.aten.div.Scalar"(%11, %0) : (!torch.vtensor<[?,?,1],f32>, !torch.int) -> !torch.vtensor<[?,?,1],f32>
    %13 = "torch.aten.mul.Tensor"(%8, %8) : (!torch.vtensor<[?,?,1],f32>, !torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,1],f32>
    %14 = "torch.aten.sub.Tensor"(%12, %13, %2) : (!torch.vtensor<[?,?,1],f32>, !torch.vtensor<[?,?,1],f32>, !torch.int) -> !torch.vtensor<[?,?,1],f32>
    %15 = "torch.aten.sub.Tensor"(%arg0, %8, %2) : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[?,?,1],f32>, !torch.int) -> !torch.vtensor<[?,?,11],f32>
    %16 = "torch.aten.add.Scalar"(%14, %1, %2) : (!torch.vtensor<[?,?,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[?,?,1],f32>
    %17 = "torch.aten.rsqrt"(%16) : (!torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,1],f32>
    %18 = "torch.aten.mul.Tensor"(%15, %17) : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,11],f32>
    %19 = "torch.aten.mul.Tensor"(%18, %arg1) : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,?,11],f32>
    %20 = "torch.aten.add.Tensor"(%19, %arg2, %2) : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[11],f32>, !torch.int) -> !torch.vtensor<[?,?,11],f32>
    "func.return"(%20) : (!torch.vtensor<[?,?,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
