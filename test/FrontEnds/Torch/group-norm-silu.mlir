// torch-mlir 20261001, torch 2.13.0, to torch.
// F.silu(F.group_norm(x, 32, w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[2,64,32,32],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[2,64,32,32],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[2,64,32,32],f32>, %arg1: !torch.vtensor<[64],f32>, %arg2: !torch.vtensor<[64],f32>):
    %0 = "torch.constant.int"() <{value = 32 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %2 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %3 = "torch.aten.group_norm"(%arg0, %0, %arg1, %arg2, %1, %2) : (!torch.vtensor<[2,64,32,32],f32>, !torch.int, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[2,64,32,32],f32>
    %4 = "torch.aten.sigmoid"(%3) : (!torch.vtensor<[2,64,32,32],f32>) -> !torch.vtensor<[2,64,32,32],f32>
    %5 = "torch.aten.mul.Tensor"(%4, %3) : (!torch.vtensor<[2,64,32,32],f32>, !torch.vtensor<[2,64,32,32],f32>) -> !torch.vtensor<[2,64,32,32],f32>
    "func.return"(%5) : (!torch.vtensor<[2,64,32,32],f32>) -> ()
  }) : () -> ()
}) : () -> ()
