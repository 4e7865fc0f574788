// torch-mlir 20261001, torch 2.13.0, to torch.
// w * x / (x.norm(2, dim=-1, keepdim=True) * 11 ** -0.5 + 1e-8)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %1 = "torch.constant.float"() <{value = 1.000000e-08 : f64}> : () -> !torch.float
    %2 = "torch.constant.float"() <{value = 0.30151134457776363 : f64}> : () -> !torch.float
    %3 = "torch.constant.none"() : () -> !torch.none
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %6 = "torch.constant.int"() <{value = 2 : i64}> : () -> !torch.int
    %7 = "torch.aten.mul.Tensor"(%arg1, %arg0) : (!torch.vtensor<[11],f32>, !torch.vtensor<[3,5,11],f32>) -> !torch.vtensor<[3,5,11],f32>
    %8 = "torch.prim.ListConstruct"(%5) : (!torch.int) -> !torch.list<int>
    %9 = "torch.aten.linalg_vector_norm"(%arg0, %6, %8, %4, %3) : (!torch.vtensor<[3,5,11],f32>, !torch.int, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[3,5,1],f32>
    %10 = "torch.aten.mul.Scalar"(%9, %2) : (!torch.vtensor<[3,5,1],f32>, !torch.float) -> !torch.vtensor<[3,5,1],f32>
    %11 = "torch.aten.add.Scalar"(%10, %1, %0) : (!torch.vtensor<[3,5,1],f32>, !torch.float, !torch.int) -> !torch.vtensor<[3,5,1],f32>
    %12 = "torch.aten.div.Tensor"(%7, %11) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%12) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
