// torch-mlir 20261001, torch 2.13.0, to torch.
// n, c, h, s = x.shape
// y = x.view(n, 3, -1)
// mean = y.mean(-1, keepdim=True)
// variance = y.var(-1, keepdim=True, unbiased=False)
// y = (y - mean) / torch.sqrt(variance + 1e-5)
// return y.view(n, c, h, s) * w.view(1, -1, 1, 1) + b.view(1, -1, 1, 1)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[2,6,5,7],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>) -> !torch.vtensor<[2,6,5,7],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[2,6,5,7],f32>, %arg1: !torch.vtensor<[6],f32>, %arg2: !torch.vtensor<[6],f32>):
    %0 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %1 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %2 = "torch.constant.int"() <{value = 70 : i64}> : () -> !torch.int
    %3 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %4 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
    %5 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %6 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %7 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %8 = "torch.constant.none"() : () -> !torch.none
    %9 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %10 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %11 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %12 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %13 = "torch.prim.ListConstruct"(%10, %11, %12) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %14 = "torch.aten.view"(%arg0, %13) : (!torch.vtensor<[2,6,5,7],f32>, !torch.list<int>) -> !torch.vtensor<[2,3,70],f32>
    %15 = "torch.prim.ListConstruct"(%12) : (!torch.int) -> !torch.list<int>
    %16 = "torch.aten.sum.dim_IntList"(%14, %15, %9, %8) : (!torch.vtensor<[2,3,70],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,3,1],f32>
    %17 = "torch.aten.div.Scalar"(%16, %2) : (!torch.vtensor<[2,3,1],f32>, !torch.int) -> !torch.vtensor<[2,3,1],f32>
    %18 = "torch.prim.ListConstruct"(%12) : (!torch.int) -> !torch.list<int>
    %19 = "torch.aten.to.dtype"(%14, %3, %1, %1, %8) : (!torch.vtensor<[2,3,70],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[2,3,70],f64>
    %20 = "torch.aten.sum.dim_IntList"(%19, %18, %9, %8) : (!torch.vtensor<[2,3,70],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,3,1],f64>
    %21 = "torch.aten.div.Scalar"(%20, %2) : (!torch.vtensor<[2,3,1],f64>, !torch.int) -> !torch.vtensor<[2,3,1],f64>
    %22 = "torch.aten.sub.Tensor"(%19, %21, %0) : (!torch.vtensor<[2,3,70],f64>, !torch.vtensor<[2,3,1],f64>, !torch.float) -> !torch.vtensor<[2,3,70],f64>
    %23 = "torch.aten.mul.Tensor"(%22, %22) : (!torch.vtensor<[2,3,70],f64>, !torch.vtensor<[2,3,70],f64>) -> !torch.vtensor<[2,3,70],f64>
    %24 = "torch.aten.sum.dim_IntList"(%23, %18, %9, %8) : (!torch.vtensor<[2,3,70],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[2,3,1],f64>
    %25 = "torch.aten.div.Scalar"(%24, %2) : (!torch.vtensor<[2,3,1],f64>, !torch.int) -> !torch.vtensor<[2,3,1],f64>
    %26 = "torch.aten.to.dtype"(%25, %5, %1, %1, %8) : (!torch.vtensor<[2,3,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[2,3,1],f32>
    %27 = "torch.aten.sub.Tensor"(%14, %17, %7) : (!torch.vtensor<[2,3,70],f32>, !torch.vtensor<[2,3,1],f32>, !torch.int) -> !torch.vtensor<[2,3,70],f32>
    %28 = "torch.aten.add.Scalar"(%26, %6, %7) : (!torch.vtensor<[2,3,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[2,3,1],f32>
    %29 = "torch.aten.sqrt"(%28) : (!torch.vtensor<[2,3,1],f32>) -> !torch.vtensor<[2,3,1],f32>
    %30 = "torch.aten.div.Tensor"(%27, %29) : (!torch.vtensor<[2,3,70],f32>, !torch.vtensor<[2,3,1],f32>) -> !torch.vtensor<[2,3,70],f32>
    %31 = "torch.prim.ListConstruct"(%10, %5, %4, %3) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %32 = "torch.aten.view"(%30, %31) : (!torch.vtensor<[2,3,70],f32>, !torch.list<int>) -> !torch.vtensor<[2,6,5,7],f32>
    %33 = "torch.prim.ListConstruct"(%7, %12, %7, %7) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %34 = "torch.aten.view"(%arg1, %33) : (!torch.vtensor<[6],f32>, !torch.list<int>) -> !torch.vtensor<[1,6,1,1],f32>
    %35 = "torch.aten.mul.Tensor"(%32, %34) : (!torch.vtensor<[2,6,5,7],f32>, !torch.vtensor<[1,6,1,1],f32>) -> !torch.vtensor<[2,6,5,7],f32>
    %36 = "torch.prim.ListConstruct"(%7, %12, %7, %7) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %37 = "torch.aten.view"(%arg2, %36) : (!torch.vtensor<[6],f32>, !torch.list<int>) -> !torch.vtensor<[1,6,1,1],f32>
    %38 = "torch.aten.add.Tensor"(%35, %37, %7) : (!torch.vtensor<[2,6,5,7],f32>, !torch.vtensor<[1,6,1,1],f32>, !torch.int) -> !torch.vtensor<[2,6,5,7],f32>
    "func.return"(%38) : (!torch.vtensor<[2,6,5,7],f32>) -> ()
  }) : () -> ()
}) : () -> ()
