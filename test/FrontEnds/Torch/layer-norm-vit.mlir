// torch-mlir 20261001, torch 2.13.0, to torch.
// F.layer_norm(x, (768,), w, b, 1e-6)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[32,197,768],f32>, !torch.vtensor<[768],f32>, !torch.vtensor<[768],f32>) -> !torch.vtensor<[32,197,768],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[32,197,768],f32>, %arg1: !torch.vtensor<[768],f32>, %arg2: !torch.vtensor<[768],f32>):
    %0 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %1 = "torch.constant.float"() <{value = 9.9999999999999995E-7 : f64}> : () -> !torch.float
    %2 = "torch.constant.int"() <{value = 768 : i64}> : () -> !torch.int
    %3 = "torch.prim.ListConstruct"(%2) : (!torch.int) -> !torch.list<int>
    %4 = "torch.aten.layer_norm"(%arg0, %3, %arg1, %arg2, %1, %0) : (!torch.vtensor<[32,197,768],f32>, !torch.list<int>, !torch.vtensor<[768],f32>, !torch.vtensor<[768],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[32,197,768],f32>
    "func.return"(%4) : (!torch.vtensor<[32,197,768],f32>) -> ()
  }) : () -> ()
}) : () -> ()
