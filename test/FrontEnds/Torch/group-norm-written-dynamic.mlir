// torch-mlir 20261001, torch 2.13.0, to torch.
// n, c, h, s = x.shape
// y = x.view(n, 3, -1)
// mean = y.mean(-1, keepdim=True)
// variance = y.var(-1, keepdim=True, unbiased=False)
// y = (y - mean) / torch.sqrt(variance + 1e-5)
// return y.view(n, c, h, s) * w.view(1, -1, 1, 1) + b.view(1, -1, 1, 1)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,6,5,7],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>) -> !torch.vtensor<[?,6,5,7],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,6,5,7],f32>, %arg1: !torch.vtensor<[6],f32>, %arg2: !torch.vtensor<[6],f32>):
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
    %10 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %11 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %12 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
    %13 = "torch.aten.size.int"(%arg0, %12) : (!torch.vtensor<[?,6,5,7],f32>, !torch.int) -> !torch.int
    %14 = "torch.prim.ListConstruct"(%13, %11, %10) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %15 = "torch.aten.view"(%arg0, %14) : (!torch.vtensor<[?,6,5,7],f32>, !torch.list<int>) -> !torch.vtensor<[?,3,70],f32>
    %16 = "torch.prim.ListConstruct"(%10) : (!torch.int) -> !torch.list<int>
    %17 = "torch.aten.sum.dim_IntList"(%15, %16, %9, %8) : (!torch.vtensor<[?,3,70],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,3,1],f32>
    %18 = "torch.aten.div.Scalar"(%17, %2) : (!torch.vtensor<[?,3,1],f32>, !torch.int) -> !torch.vtensor<[?,3,1],f32>
    %19 = "torch.prim.ListConstruct"(%10) : (!torch.int) -> !torch.list<int>
    %20 = "torch.aten.to.dtype"(%15, %3, %1, %1, %8) : (!torch.vtensor<[?,3,70],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,3,70],f64>
    %21 = "torch.aten.sum.dim_IntList"(%20, %19, %9, %8) : (!torch.vtensor<[?,3,70],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,3,1],f64>
    %22 = "torch.aten.div.Scalar"(%21, %2) : (!torch.vtensor<[?,3,1],f64>, !torch.int) -> !torch.vtensor<[?,3,1],f64>
    %23 = "torch.aten.sub.Tensor"(%20, %22, %0) : (!torch.vtensor<[?,3,70],f64>, !torch.vtensor<[?,3,1],f64>, !torch.float) -> !torch.vtensor<[?,3,70],f64>
    %24 = "torch.aten.mul.Tensor"(%23, %23) : (!torch.vtensor<[?,3,70],f64>, !torch.vtensor<[?,3,70],f64>) -> !torch.vtensor<[?,3,70],f64>
    %25 = "torch.aten.sum.dim_IntList"(%24, %19, %9, %8) : (!torch.vtensor<[?,3,70],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,3,1],f64>
    %26 = "torch.aten.div.Scalar"(%25, %2) : (!torch.vtensor<[?,3,1],f64>, !torch.int) -> !torch.vtensor<[?,3,1],f64>
    %27 = "torch.aten.to.dtype"(%26, %5, %1, %1, %8) : (!torch.vtensor<[?,3,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,3,1],f32>
    %28 = "torch.aten.sub.Tensor"(%15, %18, %7) : (!torch.vtensor<[?,3,70],f32>, !torch.vtensor<[?,3,1],f32>, !torch.int) -> !torch.vtensor<[?,3,70],f32>
    %29 = "torch.aten.add.Scalar"(%27, %6, %7) : (!torch.vtensor<[?,3,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[?,3,1],f32>
    %30 = "torch.aten.sqrt"(%29) : (!torch.vtensor<[?,3,1],f32>) -> !torch.vtensor<[?,3,1],f32>
    %31 = "torch.aten.div.Tensor"(%28, %30) : (!torch.vtensor<[?,3,70],f32>, !torch.vtensor<[?,3,1],f32>) -> !torch.vtensor<[?,3,70],f32>
    %32 = "torch.prim.ListConstruct"(%13, %5, %4, %3) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %33 = "torch.aten.view"(%31, %32) : (!torch.vtensor<[?,3,70],f32>, !torch.list<int>) -> !torch.vtensor<[?,6,5,7],f32>
    %34 = "torch.prim.ListConstruct"(%7, %10, %7, %7) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %35 = "torch.aten.view"(%arg1, %34) : (!torch.vtensor<[6],f32>, !torch.list<int>) -> !torch.vtensor<[1,6,1,1],f32>
    %36 = "torch.aten.mul.Tensor"(%33, %35) : (!torch.vtensor<[?,6,5,7],f32>, !torch.vtensor<[1,6,1,1],f32>) -> !torch.vtensor<[?,6,5,7],f32>
    %37 = "torch.prim.ListConstruct"(%7, %10, %7, %7) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %38 = "torch.aten.view"(%arg2, %37) : (!torch.vtensor<[6],f32>, !torch.list<int>) -> !torch.vtensor<[1,6,1,1],f32>
    %39 = "torch.aten.add.Tensor"(%36, %38, %7) : (!torch.vtensor<[?,6,5,7],f32>, !torch.vtensor<[1,6,1,1],f32>, !torch.int) -> !torch.vtensor<[?,6,5,7],f32>
    "func.return"(%39) : (!torch.vtensor<[?,6,5,7],f32>) -> ()
  }) : () -> ()
}) : () -> ()
