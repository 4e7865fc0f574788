// torch-mlir 20261001, torch 2.13.0, to torch.
// F.layer_norm(x, (11,), w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,?,11],bf16>, !torch.vtensor<[11],bf16>, !torch.vtensor<[11],bf16>) -> !torch.vtensor<[?,?,11],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,?,11],bf16>, %arg1: !torch.vtensor<[11],bf16>, %arg2: !torch.vtensor<[11],bf16>):
    %0 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %3 = "torch.prim.ListConstruct"(%2) : (!torch.int) -> !torch.list<int>
    %4 = "torch.aten.layer_norm"(%arg0, %3, %arg1, %arg2, %1, %0) : (!torch.vtensor<[?,?,11],bf16>, !torch.list<int>, !torch.vtensor<[11],bf16>, !torch.vtensor<[11],bf16>, !torch.float, !torch.bool) -> !torch.vtensor<[?,?,11],bf16>
    "func.return"(%4) : (!torch.vtensor<[?,?,11],bf16>) -> ()
  }) : () -> ()
}) : () -> ()
