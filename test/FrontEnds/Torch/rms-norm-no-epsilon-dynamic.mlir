// torch-mlir 20261001, torch 2.13.0, to torch.
// F.rms_norm(x, (11,), w)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,11],f32>, %arg1: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %2 = "torch.prim.ListConstruct"(%1) : (!torch.int) -> !torch.list<int>
    %3 = "torch.aten.rms_norm"(%arg0, %2, %arg1, %0) : (!torch.vtensor<[?,11],f32>, !torch.list<int>, !torch.vtensor<[11],f32>, !torch.none) -> !torch.vtensor<[?,11],f32>
    "func.return"(%3) : (!torch.vtensor<[?,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
