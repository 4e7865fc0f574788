// torch-mlir 20261001, torch 2.13.0, to torch.
// F.gelu(F.layer_norm(x + r, (11,), w, b))
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[3,5,11],f32>, %arg2: !torch.vtensor<[11],f32>, %arg3: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.str"() <{value = "none"}> : () -> !torch.str
    %1 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %2 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %3 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %4 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %5 = "torch.aten.add.Tensor"(%arg0, %arg1, %4) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,11],f32>, !torch.int) -> !torch.vtensor<[3,5,11],f32>
    %6 = "torch.prim.ListConstruct"(%3) : (!torch.int) -> !torch.list<int>
    %7 = "torch.aten.layer_norm"(%5, %6, %arg2, %arg3, %2, %1) : (!torch.vtensor<[3,5,11],f32>, !torch.list<int>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>, !torch.float, !torch.bool) -> !torch.vtensor<[3,5,11],f32>
    %8 = "torch.aten.gelu"(%7, %0) : (!torch.vtensor<[3,5,11],f32>, !torch.str) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%8) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
