// torch-mlir 20261001, torch 2.13.0, to torch.
// F.normalize(x, 2.0, 1, 1e-12)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,11,7],f32>) -> !torch.vtensor<[3,11,7],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,11,7],f32>):
    %0 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %2 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %3 = "torch.constant.float"() <{value = 9.9999999999999998E-13 : f64}> : () -> !torch.float
    %4 = "torch.constant.none"() : () -> !torch.none
    %5 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %6 = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
    %7 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %8 = "torch.prim.ListConstruct"(%7) : (!torch.int) -> !torch.list<int>
    %9 = "torch.aten.linalg_vector_norm"(%arg0, %6, %8, %5, %4) : (!torch.vtensor<[3,11,7],f32>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,1,7],f32>
    %10 = "torch.aten.clamp"(%9, %3, %4) : (!torch.vtensor<[3,1,7],f32>, !torch.float, !torch.none) -> !torch.vtensor<[3,1,7],f32>
    %11 = "torch.prim.ListConstruct"(%2, %1, %0) : (!torch.int, !torch.int, !torch.int) -> !torch.list<int>
    %12 = "torch.aten.broadcast_to"(%10, %11) : (!torch.vtensor<[3,1,7],f32>, !torch.list<int>) -> !torch.vtensor<[3,11,7],f32>
    %13 = "torch.aten.div.Tensor"(%arg0, %12) : (!torch.vtensor<[3,11,7],f32>, !torch.vtensor<[3,11,7],f32>) -> !torch.vtensor<[3,11,7],f32>
    "func.return"(%13) : (!torch.vtensor<[3,11,7],f32>) -> ()
  }) : () -> ()
}) : () -> ()
