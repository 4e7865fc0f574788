// torch-mlir 20261001, torch 2.13.0, to torch.
// x * (g / x.norm(2, dim=(1, 2), keepdim=True))
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[7,5,3],f32>, !torch.vtensor<[7,1,1],f32>) -> !torch.vtensor<[7,5,3],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[7,5,3],f32>, %arg1: !torch.vtensor<[7,1,1],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %2 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %3 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %4 = "torch.prim.ListConstruct"(%3, %2) : (!torch.int, !torch.int) -> !torch.list<int>
    %5 = "torch.aten.linalg_vector_norm"(%arg0, %2, %4, %1, %0) : (!torch.vtensor<[7,5,3],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[7,1,1],f32>
    %6 = "torch.aten.div.Tensor"(%arg1, %5) : (!torch.vtensor<[7,1,1],f32>, !torch.vtensor<[7,1,1],f32>) -> !torch.vtensor<[7,1,1],f32>
    %7 = "torch.aten.mul.Tensor"(%arg0, %6) : (!torch.vtensor<[7,5,3],f32>, !torch.vtensor<[7,1,1],f32>) -> !torch.vtensor<[7,5,3],f32>
    "func.return"(%7) : (!torch.vtensor<[7,5,3],f32>) -> ()
  }) : () -> ()
}) : () -> ()
