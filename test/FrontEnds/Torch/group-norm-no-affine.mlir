// torch-mlir 20261001, torch 2.13.0, to torch.
// F.group_norm(x, 2, None, None, 1e-6)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,6,7],f32>) -> !torch.vtensor<[3,6,7],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,6,7],f32>):
    %0 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %1 = "torch.constant.none"() : () -> !torch.none
    %2 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %3 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %4 = "torch.aten.group_norm"(%arg0, %0, %1, %1, %2, %3) : (!torch.vtensor<[3,6,7],f32>, !torch.int, !torch.none, !torch.none, !torch.float, !torch.bool) -> !torch.vtensor<[3,6,7],f32>
    "func.return"(%4) : (!torch.vtensor<[3,6,7],f32>) -> ()
  }) : () -> ()
}) : () -> ()
