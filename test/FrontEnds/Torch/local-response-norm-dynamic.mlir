// torch-mlir 20261001, torch 2.13.0, to torch.
// F.local_response_norm(x, 5, 1e-4, 0.75, 2.0)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,7,3,?],f32>) -> !torch.vtensor<[?,7,3,?],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,7,3,?],f32>):
    %0 = "torch.constant.float"() <{value = 0.000000e+00 : f64}> : () -> !torch.float
    %1 = "torch.constant.float"() <{value = 7.500000e-01 : f64}> : () -> !torch.float
    %2 = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
    %3 = "torch.constant.float"() <{value = 1.000000e-04 : f64}> : () -> !torch.float
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %6 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
    %7 = "torch.constant.none"() : () -> !torch.none
    %8 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %9 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %10 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %11 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %12 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %13 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
    %14 = "torch.aten.size.int"(%arg0, %13) : (!torch.vtensor<[?,7,3,?],f32>, !torch.int) -> !torch.int
    %15 = "torch.aten.size.int"(%arg0, %12) : (!torch.vtensor<[?,7,3,?],f32>, !torch.int) -> !torch.int
    %16 = "torch.aten.mul.Tensor"(%arg0, %arg0) : (!torch.vtensor<[?,7,3,?],f32>, !torch.vtensor<[?,7,3,?],f32>) -> !torch.vtensor<[?,7,3,?],f32>
    %17 = "torch.prim.ListConstruct"(%14, %11, %10, %12, %9) : (!torch.int, !torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %18 = "torch.aten.view"(%16, %17) : (!torch.vtensor<[?,7,3,?],f32>, !torch.list<int>) -> !torch.vtensor<[?,1,7,3,?],f32>
    %19 = "torch.prim.ListConstruct"(%13, %13, %13, %13, %8, %8) : (!torch.int, !torch.int, !torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %20 = "torch.aten.constant_pad_nd"(%18, %19, %0) : (!torch.vtensor<[?,1,7,3,?],f32>, !torch.list<int>, !torch.float) -> !torch.vtensor<[?,1,11,3,?],f32>
    %21 = "torch.prim.ListConstruct"(%6, %11, %11) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %22 = "torch.prim.ListConstruct"(%11, %11, %11) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %23 = "torch.prim.ListConstruct"(%13, %13, %13) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %24 = "torch.aten.avg_pool3d"(%20, %21, %22, %23, %5, %4, %7) : (!torch.vtensor<[?,1,11,3,?],f32>, !torch.list<int>, !torch.list<int>, !torch.list<int>, !torch.bool, !torch.bool, !torch.none) -> !torch.vtensor<[?,1,7,3,?],f32>
    %25 = "torch.aten.squeeze.dim"(%24, %11) : (!torch.vtensor<[?,1,7,3,?],f32>, !torch.int) -> !torch.vtensor<[?,7,3,?],f32>
    %26 = "torch.prim.ListConstruct"(%14, %10, %12, %15) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %27 = "torch.aten.view"(%25, %26) : (!torch.vtensor<[?,7,3,?],f32>, !torch.list<int>) -> !torch.vtensor<[?,7,3,?],f32>
    %28 = "torch.aten.mul.Scalar"(%27, %3) : (!torch.vtensor<[?,7,3,?],f32>, !torch.float) -> !torch.vtensor<[?,7,3,?],f32>
    %29 = "torch.aten.add.Scalar"(%28, %2, %11) : (!torch.vtensor<[?,7,3,?],f32>, !torch.float, !torch.int) -> !torch.vtensor<[?,7,3,?],f32>
    %30 = "torch.aten.pow.Tensor_Scalar"(%29, %1) : (!torch.vtensor<[?,7,3,?],f32>, !torch.float) -> !torch.vtensor<[?,7,3,?],f32>
    %31 = "torch.aten.div.Tensor"(%arg0, %30) : (!torch.vtensor<[?,7,3,?],f32>, !torch.vtensor<[?,7,3,?],f32>) -> !torch.vtensor<[?,7,3,?],f32>
    "func.return"(%31) : (!torch.vtensor<[?,7,3,?],f32>) -> ()
  }) : () -> ()
}) : () -> ()
