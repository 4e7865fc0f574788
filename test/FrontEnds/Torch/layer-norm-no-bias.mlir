// torch-mlir 20261001, torch 2.13.0, to torch.
// F.layer_norm(x, (13,), w, None, 1e-6)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[5,13],f32>, !torch.vtensor<[13],f32>) -> !torch.vtensor<[5,13],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[5,13],f32>, %arg1: !torch.vtensor<[13],f32>):
    %0 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %1 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %2 = "torch.constant.none"() : () -> !torch.none
    %3 = "torch.constant.int"() <{value = 13 : i64}> : () -> !torch.int
    %4 = "torch.prim.ListConstruct"(%3) : (!torch.int) -> !torch.list<int>
    %5 = "torch.aten.layer_norm"(%arg0, %4, %arg1, %2, %1, %0) : (!torch.vtensor<[5,13],f32>, !torch.list<int>, !torch.vtensor<[13],f32>, !torch.none, !torch.float, !torch.bool) -> !torch.vtensor<[5,13],f32>
    "func.return"(%5) : (!torch.vtensor<[5,13],f32>) -> ()
  }) : () -> ()
}) : () -> ()
