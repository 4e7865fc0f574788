// torch-mlir 20261001, torch 2.13.0, to torch.
// F.rms_norm(x, (11,), w, 1e-6)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],bf16>, !torch.vtensor<[11],bf16>) -> !torch.vtensor<[3,5,11],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],bf16>, %arg1: !torch.vtensor<[11],bf16>):
    %0 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %1 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %2 = "torch.prim.ListConstruct"(%1) : (!torch.int) -> !torch.list<int>
    %3 = "torch.aten.rms_norm"(%arg0, %2, %arg1, %0) : (!torch.vtensor<[3,5,11],bf16>, !torch.list<int>, !torch.vtensor<[11],bf16>, !torch.float) -> !torch.vtensor<[3,5,11],bf16>
    "func.return"(%3) : (!torch.vtensor<[3,5,11],bf16>) -> ()
  }) : () -> ()
}) : () -> ()
