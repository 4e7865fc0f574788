// torch-mlir 20261001, torch 2.13.0, to torch.
// w * (x - x.mean(-1, keepdim=True)) / (x.std(-1, keepdim=True) + 1e-6) + b
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[11],f32>, %arg2: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e+01 : f64}> : () -> !torch.float
    %2 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %3 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %4 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %5 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %6 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %7 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %8 = "torch.constant.none"() : () -> !torch.none
    %9 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %10 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %11 = "torch.prim.ListConstruct"(%10) : (!torch.int) -> !torch.list<int>
    %12 = "torch.aten.sum.dim_IntList"(%arg0, %11, %9, %8) : (!torch.vtensor<[3,5,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %13 = "torch.aten.div.Scalar"(%12, %5) : (!torch.vtensor<[3,5,1],f32>, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %14 = "torch.aten.sub.Tensor"(%arg0, %13, %7) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>, !torch.int) -> !torch.vtensor<[3,5,11],f32>
    %15 = "torch.aten.mul.Tensor"(%arg1, %14) : (!torch.vtensor<[11],f32>, !torch.vtensor<[3,5,11],f32>) -> !torch.vtensor<[3,5,11],f32>
    %16 = "torch.prim.ListConstruct"(%10) : (!torch.int) -> !torch.list<int>
    %17 = "torch.aten.to.dtype"(%arg0, %4, %3, %3, %8) : (!torch.vtensor<[3,5,11],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,11],f64>
    %18 = "torch.aten.sum.dim_IntList"(%17, %16, %9, %8) : (!torch.vtensor<[3,5,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f64>
    %19 = "torch.aten.div.Scalar"(%18, %5) : (!torch.vtensor<[3,5,1],f64>, !torch.int) -> !torch.vtensor<[3,5,1],f64>
    %20 = "torch.aten.sub.Tensor"(%17, %19, %2) : (!torch.vtensor<[3,5,11],f64>, !torch.vtensor<[3,5,1],f64>, !torch.float) -> !torch.vtensor<[3,5,11],f64>
    %21 = "torch.aten.mul.Tensor"(%20, %20) : (!torch.vtensor<[3,5,11],f64>, !torch.vtensor<[3,5,11],f64>) -> !torch.vtensor<[3,5,11],f64>
    %22 = "torch.aten.sum.dim_IntList"(%21, %16, %9, %8) : (!torch.vtensor<[3,5,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f64>
    %23 = "torch.aten.div.Scalar"(%22, %1) : (!torch.vtensor<[3,5,1],f64>, !torch.float) -> !torch.vtensor<[3,5,1],f64>
    %24 = "torch.aten.to.dtype"(%23, %0, %3, %3, %8) : (!torch.vtensor<[3,5,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %25 = "torch.aten.sqrt"(%24) : (!torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,1],f32>
    %26 = "torch.aten.add.Scalar"(%25, %6, %7) : (!torch.vtensor<[3,5,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %27 = "torch.aten.div.Tensor"(%15, %26) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,11],f32>
    %28 = "torch.aten.add.Tensor"(%27, %arg2, %7) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.int) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%28) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
