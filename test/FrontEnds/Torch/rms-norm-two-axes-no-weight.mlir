// torch-mlir 20261001, torch 2.13.0, to torch.
// F.rms_norm(x, (7, 11), None, 1e-5)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[5,7,11],f32>) -> !torch.vtensor<[5,7,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[5,7,11],f32>):
    %0 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %1 = "torch.constant.none"() : () -> !torch.none
    %2 = "torch.constant.int"() <{value = 7 : i64}> : () -> !torch.int
    %3 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %4 = "torch.prim.ListConstruct"(%2, %3) : (!torch.int, !torch.int) -> !torch.list<int>
    %5 = "torch.aten.rms_norm"(%arg0, %4, %1, %0) : (!torch.vtensor<[5,7,11],f32>, !torch.list<int>, !torch.none, !torch.float) -> !torch.vtensor<[5,7,11],f32>
    "func.return"(%5) : (!torch.vtensor<[5,7,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
