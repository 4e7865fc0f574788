// torch-mlir 20261001, torch 2.13.0, to torch.
// F.local_response_norm(x, 4)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[2,7,5],f32>) -> !torch.vtensor<[2,7,5],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[2,7,5],f32>):
    %0 = "torch.constant.float"() <{value = 0.000000e+00 : f64}> : () -> !torch.float
    %1 = "torch.constant.float"() <{value = 7.500000e-01 : f64}> : () -> !torch.float
    %2 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %3 = "torch.constant.float"() <{value = 1.000000e-04 : f64}> : () -> !torch.float
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %6 = "torch.constant.int"() <{value = 4 : i64}> : () -> !torch.int
    %7 = "torch.constant.none"() : () -> !torch.none
    %8 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %9 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
    %10 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %11 = "torch.aten.mul.Tensor"(%arg0, %arg0) : (!torch.vtensor<[2,7,5],f32>, !torch.vtensor<[2,7,5],f32>) -> !torch.vtensor<[2,7,5],f32>
    %12 = "torch.aten.unsqueeze"(%11, %10) : (!torch.vtensor<[2,7,5],f32>, !torch.int) -> !torch.vtensor<[2,1,7,5],f32>
    %13 = "torch.prim.ListConstruct"(%9, %9, %8, %10) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %14 = "torch.aten.constant_pad_nd"(%12, %13, %0) : (!torch.vtensor<[2,1,7,5],f32>, !torch.list<int>, !torch.float) -> !torch.vtensor<[2,1,10,5],f32>
    %15 = "torch.prim.ListConstruct"(%6, %10) : (!torch.int, !torch.int) -> !torch.list<int>
    %16 = "torch.prim.ListConstruct"(%10, %10) : (!torch.int, !torch.int) -> !torch.list<int>
    %17 = "torch.prim.ListConstruct"(%9, %9) : (!torch.int, !torch.int) -> !torch.list<int>
    %18 = "torch.aten.avg_pool2d"(%14, %15, %16, %17, %5, %4, %7) : (!torch.vtensor<[2,1,10,5],f32>, !torch.list<int>, !torch.list<int>, !torch.list<int>, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[2,1,7,5],f32>
    %19 = "torch.aten.squeeze.dim"(%18, %10) : (!torch.vtensor<[2,1,7,5],f32>, !torch.int) -> !torch.vtensor<[2,7,5],f32>
    %20 = "torch.aten.mul.Scalar"(%19, %3) : (!torch.vtensor<[2,7,5],f32>, !torch.float) -> !torch.vtensor<[2,7,5],f32>
    %21 = "torch.aten.add.Scalar"(%20, %2, %10) : (!torch.vtensor<[2,7,5],f32>, !torch.float, !torch.int) -> !torch.vtensor<[2,7,5],f32>
    %22 = "torch.aten.pow.Tensor_Scalar"(%21, %1) : (!torch.vtensor<[2,7,5],f32>, !torch.float) -> !torch.vtensor<[2,7,5],f32>
    %23 = "torch.aten.div.Tensor"(%arg0, %22) : (!torch.vtensor<[2,7,5],f32>, !torch.vtensor<[2,7,5],f32>) -> !torch.vtensor<[2,7,5],f32>
    "func.return"(%23) : (!torch.vtensor<[2,7,5],f32>) -> ()
  }) : () -> ()
}) : () -> ()
