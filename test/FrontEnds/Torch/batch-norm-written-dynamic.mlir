// torch-mlir 20261001, torch 2.13.0, to torch.
// m, v, w, b = (t.view(1, -1, 1, 1) for t in (m, v, w, b))
// return (x - m) * (v + 1e-5) ** -0.5 * w + b
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> !torch.vtensor<[?,5,7,?],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,5,7,?],f32>, %arg1: !torch.vtensor<[5],f32>, %arg2: !torch.vtensor<[5],f32>, %arg3: !torch.vtensor<[5],f32>, %arg4: !torch.vtensor<[5],f32>):
    %0 = "torch.constant.float"() <{value = -5.000000e-01 : f64}> : () -> !torch.float
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %3 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %4 = "torch.prim.ListConstruct"(%2, %3, %2, %2) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %5 = "torch.aten.view"(%arg1, %4) : (!torch.vtensor<[5],f32>, !torch.list<int>) -> !torch.vtensor<[1,5,1,1],f32>
    %6 = "torch.prim.ListConstruct"(%2, %3, %2, %2) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %7 = "torch.aten.view"(%arg2, %6) : (!torch.vtensor<[5],f32>, !torch.list<int>) -> !torch.vtensor<[1,5,1,1],f32>
    %8 = "torch.prim.ListConstruct"(%2, %3, %2, %2) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %9 = "torch.aten.view"(%arg3, %8) : (!torch.vtensor<[5],f32>, !torch.list<int>) -> !torch.vtensor<[1,5,1,1],f32>
    %10 = "torch.prim.ListConstruct"(%2, %3, %2, %2) : (!torch.int, !torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %11 = "torch.aten.view"(%arg4, %10) : (!torch.vtensor<[5],f32>, !torch.list<int>) -> !torch.vtensor<[1,5,1,1],f32>
    %12 = "torch.aten.sub.Tensor"(%arg0, %5, %2) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[?,5,7,?],f32>
    %13 = "torch.aten.add.Scalar"(%7, %1, %2) : (!torch.vtensor<[1,5,1,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[1,5,1,1],f32>
    %14 = "torch.aten.pow.Tensor_Scalar"(%13, %0) : (!torch.vtensor<[1,5,1,1],f32>, !torch.float) -> !torch.vtensor<[1,5,1,1],f32>
    %15 = "torch.aten.mul.Tensor"(%12, %14) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[?,5,7,?],f32>
    %16 = "torch.aten.mul.Tensor"(%15, %9) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[?,5,7,?],f32>
    %17 = "torch.aten.add.Tensor"(%16, %11, %2) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[1,5,1,1],f32>, !torch.int) -> !torch.vtensor<[?,5,7,?],f32>
    "func.return"(%17) : (!torch.vtensor<[?,5,7,?],f32>) -> ()
  }) : () -> ()
}) : () -> ()
