// torch-mlir 20261001, torch 2.13.0, to torch.
// mean = x.mean((2, 3), keepdim=True)
// variance = x.var((2, 3), keepdim=True, correction=0)
// return (x - mean) * torch.rsqrt(variance + 1e-5)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,5,7,?],f32>) -> !torch.vtensor<[?,5,7,?],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,5,7,?],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %2 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %3 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %4 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %5 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %6 = "torch.constant.none"() : () -> !torch.none
    %7 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %8 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %9 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %10 = "torch.prim.ListConstruct"(%8, %9) : (!torch.int, !torch.int) -> !torch.list<int>
    %11 = "torch.aten.sum.dim_IntList"(%arg0, %10, %7, %6) : (!torch.vtensor<[?,5,7,?],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,5,1,1],f32>
    %12 = "torch.aten.size.int"(%arg0, %9) : (!torch.vtensor<[?,5,7,?],f32>, !torch.int) -> !torch.int
    %13 = "torch.aten.mul.int"(%3, %12) : (!torch.int, !torch.int) -> !torch.int
    %14 = "torch.aten.div.Scalar"(%11, %13) : (!torch.vtensor<[?,5,1,1],f32>, !torch.int) -> !torch.vtensor<[?,5,1,1],f32>
    %15 = "torch.prim.ListConstruct"(%8, %9) : (!torch.int, !torch.int) -> !torch.list<int>
    %16 = "torch.aten.to.dtype"(%arg0, %3, %2, %2, %6) : (!torch.vtensor<[?,5,7,?],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,5,7,?],f64>
    %17 = "torch.aten.sum.dim_IntList"(%16, %15, %7, %6) : (!torch.vtensor<[?,5,7,?],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,5,1,1],f64>
    %18 = "torch.aten.size.int"(%16, %9) : (!torch.vtensor<[?,5,7,?],f64>, !torch.int) -> !torch.int
    %19 = "torch.aten.mul.int"(%3, %18) : (!torch.int, !torch.int) -> !torch.int
    %20 = "torch.aten.div.Scalar"(%17, %19) : (!torch.vtensor<[?,5,1,1],f64>, !torch.int) -> !torch.vtensor<[?,5,1,1],f64>
    %21 = "torch.aten.sub.Tensor"(%16, %20, %1) : (!torch.vtensor<[?,5,7,?],f64>, !torch.vtensor<[?,5,1,1],f64>, !torch.float) -> !torch.vtensor<[?,5,7,?],f64>
    %22 = "torch.aten.mul.Tensor"(%21, %21) : (!torch.vtensor<[?,5,7,?],f64>, !torch.vtensor<[?,5,7,?],f64>) -> !torch.vtensor<[?,5,7,?],f64>
    %23 = "torch.aten.sum.dim_IntList"(%22, %15, %7, %6) : (!torch.vtensor<[?,5,7,?],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,5,1,1],f64>
    %24 = "torch.aten.size.int"(%22, %9) : (!torch.vtensor<[?,5,7,?],f64>, !torch.int) -> !torch.int
    %25 = "torch.aten.mul.int"(%3, %24) : (!torch.int, !torch.int) -> !torch.int
    %26 = "torch.aten.div.Scalar"(%23, %25) : (!torch.vtensor<[?,5,1,1],f64>, !torch.int) -> !torch.vtensor<[?,5,1,1],f64>
    %27 = "torch.aten.to.dtype"(%26, %0, %2, %2, %6) : (!torch.vtensor<[?,5,1,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,5,1,1],f32>
    %28 = "torch.aten.sub.Tensor"(%arg0, %14, %5) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[?,5,1,1],f32>, !torch.int) -> !torch.vtensor<[?,5,7,?],f32>
    %29 = "torch.aten.add.Scalar"(%27, %4, %5) : (!torch.vtensor<[?,5,1,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[?,5,1,1],f32>
    %30 = "torch.aten.rsqrt"(%29) : (!torch.vtensor<[?,5,1,1],f32>) -> !torch.vtensor<[?,5,1,1],f32>
    %31 = "torch.aten.mul.Tensor"(%28, %30) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[?,5,1,1],f32>) -> !torch.vtensor<[?,5,7,?],f32>
    "func.return"(%31) : (!torch.vtensor<[?,5,7,?],f32>) -> ()
  }) : () -> ()
}) : () -> ()
