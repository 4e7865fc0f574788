// torch-mlir 20261001, torch 2.13.0, to torch.
// y, _, _, mean, variance = torch.ops.aten._native_batch_norm_legit_functional(x, w, b, m, v, True, 0.1, 1e-5)
// return y, mean, variance
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>), sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,7,11],f32>, %arg1: !torch.vtensor<[5],f32>, %arg2: !torch.vtensor<[5],f32>, %arg3: !torch.vtensor<[5],f32>, %arg4: !torch.vtensor<[5],f32>):
    %0 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 231 : i64}> : () -> !torch.int
    %3 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %4 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %5 = "torch.constant.none"() : () -> !torch.none
    %6 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %7 = "torch.constant.float"() <{value = 1.0043478260869565 : f64}> : () -> !torch.float
    %8 = "torch.constant.float"() <{value = 9.000000e-01 : f64}> : () -> !torch.float
    %9 = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
    %10 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %11 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %12 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %13 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
    %14 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %15 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %16 = "torch.prim.ListConstruct"(%13, %14, %15) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %17 = "torch.aten.to.dtype"(%arg0, %4, %3, %3, %5) : (!torch.vtensor<[3,5,7,11],f32>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,7,11],f64>
    %18 = "torch.aten.sum.dim_IntList"(%17, %16, %12, %5) : (!torch.vtensor<[3,5,7,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f64>
    %19 = "torch.aten.div.Scalar"(%18, %2) : (!torch.vtensor<[1,5,1,1],f64>, !torch.int) -> !torch.vtensor<[1,5,1,1],f64>
    %20 = "torch.aten.sub.Tensor"(%17, %19, %1) : (!torch.vtensor<[3,5,7,11],f64>, !torch.vtensor<[1,5,1,1],f64>, !torch.float) -> !torch.vtensor<[3,5,7,11],f64>
    %21 = "torch.aten.mul.Tensor"(%20, %20) : (!torch.vtensor<[3,5,7,11],f64>, !torch.vtensor<[3,5,7,11],f64>) -> !torch.vtensor<[3,5,7,11],f64>
    %22 = "torch.aten.sum.dim_IntList"(%21, %16, %12, %5) : (!torch.vtensor<[3,5,7,11],f64>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f64>
    %23 = "torch.aten.div.Scalar"(%22, %2) : (!torch.vtensor<[1,5,1,1],f64>, !torch.int) -> !torch.vtensor<[1,5,1,1],f64>
    %24 = "torch.aten.to.dtype"(%23, %0, %3, %3, %5) : (!torch.vtensor<[1,5,1,1],f64>, !torch.int, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f32>
    %25 = "torch.aten.sum.dim_IntList"(%arg0, %16, %12, %5) : (!torch.vtensor<[3,5,7,11],f32>, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[1,5,1,1],f32>
    %26 = "torch.aten.div.Scalar"(%25, %2) : (!torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[1,5,1,1],f32>
    %27 = "torch.aten.add.Scalar"(%24, %11, %10) : (!torch.vtensor<[1,5,1,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[1,5,1,1],f32>
    %28 = "torch.aten.rsqrt"(%27) : (!torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %29 = "torch.aten.sub.Tensor"(%arg0, %26, %10) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,7,11],f32>
    %30 = "torch.aten.mul.Tensor"(%29, %28) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    %31 = "torch.aten.squeeze.dim"(%26, %15) : (!torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[1,5,1],f32>
    %32 = "torch.aten.squeeze.dim"(%31, %14) : (!torch.vtensor<[1,5,1],f32>, !torch.int) -> !torch.vtensor<[1,5],f32>
    %33 = "torch.aten.squeeze.dim"(%32, %13) : (!torch.vtensor<[1,5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %34 = "torch.aten.mul.Scalar"(%33, %9) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %35 = "torch.aten.mul.Scalar"(%arg1, %8) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %36 = "torch.aten.add.Tensor"(%34, %35, %10) : (!torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %37 = "torch.aten.squeeze.dim"(%24, %15) : (!torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[1,5,1],f32>
    %38 = "torch.aten.squeeze.dim"(%37, %14) : (!torch.vtensor<[1,5,1],f32>, !torch.int) -> !torch.vtensor<[1,5],f32>
    %39 = "torch.aten.squeeze.dim"(%38, %13) : (!torch.vtensor<[1,5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %40 = "torch.aten.mul.Scalar"(%39, %7) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %41 = "torch.aten.mul.Scalar"(%40, %9) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %42 = "torch.aten.mul.Scalar"(%arg2, %8) : (!torch.vtensor<[5],f32>, !torch.float) -> !torch.vtensor<[5],f32>
    %43 = "torch.aten.add.Tensor"(%41, %42, %10) : (!torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5],f32>
    %44 = "torch.aten.unsqueeze"(%arg3, %6) : (!torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5,1],f32>
    %45 = "torch.aten.unsqueeze"(%44, %6) : (!torch.vtensor<[5,1],f32>, !torch.int) -> !torch.vtensor<[5,1,1],f32>
    %46 = "torch.aten.mul.Tensor"(%30, %45) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    %47 = "torch.aten.unsqueeze"(%arg4, %6) : (!torch.vtensor<[5],f32>, !torch.int) -> !torch.vtensor<[5,1],f32>
    %48 = "torch.aten.unsqueeze"(%47, %6) : (!torch.vtensor<[5,1],f32>, !torch.int) -> !torch.vtensor<[5,1,1],f32>
    %49 = "torch.aten.add.Tensor"(%46, %48, %10) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5,1,1],f32>, !torch.int) -> !torch.vtensor<[3,5,7,11],f32>
    "func.return"(%49, %36, %43) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> ()
  }) : () -> ()
}) : () -> ()
