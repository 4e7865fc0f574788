// torch-mlir 20261001, torch 2.13.0, to torch.
// mean = x.mean((2, 3), keepdim=True)
// variance = x.var((2, 3), keepdim=True, correction=0)
// return (x - mean) * torch.rsqrt(variance + 1e-5)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,7,11],f32>) -> !torch.vtensor<[3,5,7,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,7,11],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %2 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %3 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %4 = "torch.constant.int"() <{value = 77 : i64}> : () -> !torch.int
    %5 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %6 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %7 = "torch.constant.none"() : () -> !torch.none
    %8 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %9 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %10 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %11 = "torch.prim.ListConstruct"(%9, %10) : (!torch.int, !torch.int) -> !torch.list<int>
    %12 = "torch.aten.sum.dim_IntList"(%arg0, %11, %8, %7) : (!torch.vtensor<[3,5,7,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1,1],f32>
    %13 = "torch.aten.div.Scalar"(%12, %4) : (!torch.vtensor<[3,5,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,1,1],f32>
    %14 = "torch.prim.ListConstruct"(%9, %10) : (!torch.int, !torch.int) -> !torch.list<int>
    %15 = "torch.aten.to.dtype"(%arg0, %3, %2, %2, %7) : (!torch.vtensor<[3,5,7,11],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,7,11],f64>
    %16 = "torch.aten.sum.dim_IntList"(%15, %14, %8, %7) : (!torch.vtensor<[3,5,7,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1,1],f64>
    %17 = "torch.aten.div.Scalar"(%16, %4) : (!torch.vtensor<[3,5,1,1],f64>, !torch.int) -> !torch.vtensor<[3,5,1,1],f64>
    %18 = "torch.aten.sub.Tensor"(%15, %17, %1) : (!torch.vtensor<[3,5,7,11],f64>, !torch.vtensor<[3,5,1,1],f64>, !torch.float) -> !torch.vtensor<[3,5,7,11],f64>
    %19 = "torch.aten.mul.Tensor"(%18, %18) : (!torch.vtensor<[3,5,7,11],f64>, !torch.vtensor<[3,5,7,11],f64>) -> !torch.vtensor<[3,5,7,11],f64>
    %20 = "torch.aten.sum.dim_IntList"(%19, %14, %8, %7) : (!torch.vtensor<[3,5,7,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1,1],f64>
    %21 = "torch.aten.div.Scalar"(%20, %4) : (!torch.vtensor<[3,5,1,1],f64>, !torch.int) -> !torch.vtensor<[3,5,1,1],f64>
    %22 = "torch.aten.to.dtype"(%21, %0, %2, %2, %7) : (!torch.vtensor<[3,5,1,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1,1],f32>
    %23 = "torch.aten.sub.Tensor"(%arg0, %13, %6) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[3,5,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,7,11],f32>
    %24 = "torch.aten.add.Scalar"(%22, %5, %6) : (!torch.vtensor<[3,5,1,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[3,5,1,1],f32>
    %25 = "torch.aten.rsqrt"(%24) : (!torch.vtensor<[3,5,1,1],f32>) -> !torch.vtensor<[3,5,1,1],f32>
    %26 = "torch.aten.mul.Tensor"(%23, %25) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[3,5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    "func.return"(%26) : (!torch.vtensor<[3,5,7,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
