// torch-mlir 20261001, torch 2.13.0, to torch.
// F.normalize(x, p=1.0, dim=-1)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,11],f32>) -> !torch.vtensor<[?,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,11],f32>):
    %0 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
    %2 = "torch.constant.float"() <{value = 9.9999999999999998E-13 : f64}> : () -> !torch.float
    %3 = "torch.constant.none"() : () -> !torch.none
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.float"() <{value = 1.000000e+00 : f64}> : () -> !torch.float
    %6 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %7 = "torch.prim.ListConstruct"(%6) : (!torch.int) -> !torch.list<int>
    %8 = "torch.aten.linalg_vector_norm"(%arg0, %5, %7, %4, %3) : (!torch.vtensor<[?,11],f32>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[?,1],f32>
    %9 = "torch.aten.clamp"(%8, %2, %3) : (!torch.vtensor<[?,1],f32>, !torch.float, !torch.none) -> !torch.vtensor<[?,1],f32>
    %10 = "torch.aten.size.int"(%arg0, %1) : (!torch.vtensor<[?,11],f32>, !torch.int) -> !torch.int
    %11 = "torch.prim.ListConstruct"(%10, %0) : (!torch.int, !torch.int) -> !torch.list<int>
    %12 = "torch.aten.broadcast_to"(%9, %11) : (!torch.vtensor<[?,1],f32>, !torch.list<int>) -> !torch.vtensor<[?,11],f32>
    %13 = "torch.aten.div.Tensor"(%arg0, %12) : (!torch.vtensor<[?,11],f32>, !torch.vtensor<[?,11],f32>) -> !torch.vtensor<[?,11],f32>
    "func.return"(%13) : (!torch.vtensor<[?,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
