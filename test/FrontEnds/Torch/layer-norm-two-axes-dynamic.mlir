// torch-mlir 20261001, torch 2.13.0, to torch.
// F.layer_norm(x, (7, 11), w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,?,7,11],f32>, !torch.vtensor<[7,11],f32>, !torch.vtensor<[7,11],f32>) -> !torch.vtensor<[?,?,7,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,?,7,11],f32>, %arg1: !torch.vtensor<[7,11],f32>, %arg2: !torch.vtensor<[7,11],f32>):
    %0 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %3 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %4 = "torch.prim.ListConstruct"(%2, %3) : (!torch.int, !torch.int) -> !torch.list<int>
    %5 = "torch.aten.layer_norm"(%arg0, %4, %arg1, %arg2, %1, %0) : (!torch.vtensor<[?,?,7,11],f32>, !torch.list<int>, !torch.vtensor<[7,11],f32>, !torch.vtensor<[7,11],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[?,?,7,11],f32>
    "func.return"(%5) : (!torch.vtensor<[?,?,7,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
