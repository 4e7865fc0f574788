// torch-mlir 20261001, torch 2.13.0, to torch.
// mean = x.mean(-1, keepdim=True)
// variance = x.var(-1, keepdim=True, unbiased=False)
// return (x - mean) / torch.sqrt(variance + 1e-5) * w + b
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[11],f32>, %arg2: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %2 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %3 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %4 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %5 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %6 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %7 = "torch.constant.none"() : () -> !torch.none
    %8 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %9 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %10 = "torch.prim.ListConstruct"(%9) : (!torch.int) -> !torch.list<int>
    %11 = "torch.aten.sum.dim_IntList"(%arg0, %10, %8, %7) : (!torch.vtensor<[3,5,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %12 = "torch.aten.div.Scalar"(%11, %4) : (!torch.vtensor<[3,5,1],f32>, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %13 = "torch.prim.ListConstruct"(%9) : (!torch.int) -> !torch.list<int>
    %14 = "torch.aten.to.dtype"(%arg0, %3, %2, %2, %7) : (!torch.vtensor<[3,5,11],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,11],f64>
    %15 = "torch.aten.sum.dim_IntList"(%14, %13, %8, %7) : (!torch.vtensor<[3,5,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f64>
    %16 = "torch.aten.div.Scalar"(%15, %4) : (!torch.vtensor<[3,5,1],f64>, !torch.int) -> !torch.vtensor<[3,5,1],f64>
    %17 = "torch.aten.sub.Tensor"(%14, %16, %1) : (!torch.vtensor<[3,5,11],f64>, !torch.vtensor<[3,5,1],f64>, !torch.float) -> !torch.vtensor<[3,5,11],f64>
    %18 = "torch.aten.mul.Tensor"(%17, %17) : (!torch.vtensor<[3,5,11],f64>, !torch.vtensor<[3,5,11],f64>) -> !torch.vtensor<[3,5,11],f64>
    %19 = "torch.aten.sum.dim_IntList"(%18, %13, %8, %7) : (!torch.vtensor<[3,5,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f64>
    %20 = "torch.aten.div.Scalar"(%19, %4) : (!torch.vtensor<[3,5,1],f64>, !torch.int) -> !torch.vtensor<[3,5,1],f64>
    %21 = "torch.aten.to.dtype"(%20, %0, %2, %2, %7) : (!torch.vtensor<[3,5,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %22 = "torch.aten.sub.Tensor"(%arg0, %12, %6) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>, !torch.int) -> !torch.vtensor<[3,5,11],f32>
    %23 = "torch.aten.add.Scalar"(%21, %5, %6) : (!torch.vtensor<[3,5,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %24 = "torch.aten.sqrt"(%23) : (!torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,1],f32>
    %25 = "torch.aten.div.Tensor"(%22, %24) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,11],f32>
    %26 = "torch.aten.mul.Tensor"(%25, %arg1) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>
    %27 = "torch.aten.add.Tensor"(%26, %arg2, %6) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.int) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%27) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
