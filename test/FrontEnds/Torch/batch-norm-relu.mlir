// torch-mlir 20261001, torch 2.13.0, to torch.
// F.relu(F.batch_norm(x, m, v, w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[8,64,28,28],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[8,64,28,28],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[8,64,28,28],f32>, %arg1: !torch.vtensor<[64],f32>, %arg2: !torch.vtensor<[64],f32>, %arg3: !torch.vtensor<[64],f32>, %arg4: !torch.vtensor<[64],f32>):
    %0 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %1 = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
    %2 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %3 = "torch.aten.batch_norm"(%arg0, %arg3, %arg4, %arg1, %arg2, %0, %1, %2, %0) : (!torch.vtensor<[8,64,28,28],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[8,64,28,28],f32>
    %4 = "torch.aten.relu"(%3) : (!torch.vtensor<[8,64,28,28],f32>) -> !torch.vtensor<[8,64,28,28],f32>
    "func.return"(%4) : (!torch.vtensor<[8,64,28,28],f32>) -> ()
  }) : () -> ()
}) : () -> ()
