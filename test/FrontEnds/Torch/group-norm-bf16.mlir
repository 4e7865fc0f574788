// torch-mlir 20261001, torch 2.13.0, to torch.
// F.group_norm(x, 3, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[2,6,5,7],bf16>, !torch.vtensor<[6],bf16>, !torch.vtensor<[6],bf16>) -> !torch.vtensor<[2,6,5,7],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[2,6,5,7],bf16>, %arg1: !torch.vtensor<[6],bf16>, %arg2: !torch.vtensor<[6],bf16>):
    %0 = "torch.constant.int"() <{value = 3 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %3 = "torch.aten.group_norm"(%arg0, %0, %arg1, %arg2, %1, %2) : (!torch.vtensor<[2,6,5,7],bf16>, !torch.int, !torch.vtensor<[6],bf16>, !torch.vtensor<[6],bf16>, !torch.float, !torch.bool) -> !torch.vtensor<[2,6,5,7],bf16>
    "func.return"(%3) : (!torch.vtensor<[2,6,5,7],bf16>) -> ()
  }) : () -> ()
}) : () -> ()
