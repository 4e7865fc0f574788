// torch-mlir 20261001, torch 2.13.0, to torch.
// F.normalize(x, p=float('inf'), dim=-1)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[5,11],f32>) -> !torch.vtensor<[5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[5,11],f32>):
    %0 = "torch.constant.int"() <{value = 11 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
    %2 = "torch.constant.none"() : () -> !torch.none
    %3 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %4 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
    %5 = "torch.constant.float"() <{value = 9.9999999999999998E-13 : f64}> : () -> !torch.float
    %6 = "torch.aten.abs"(%arg0) : (!torch.vtensor<[5,11],f32>) -> !torch.vtensor<[5,11],f32>
    %7:2 = "torch.aten.max.dim"(%6, %4, %3) : (!torch.vtensor<[5,11],f32>, !torch.int, !torch.bool) -> (!torch.vtensor<[5,1],f32>, !torch.vtensor<[5,1],si64>)
    %8 = "torch.aten.clamp"(%7#0, %5, %2) : (!torch.vtensor<[5,1],f32>, !torch.float, !torch.none) -> !torch.vtensor<[5,1],f32>
    %9 = "torch.prim.ListConstruct"(%1, %0) : (!torch.int, !torch.int) -> !torch.list<int>
    %10 = "torch.aten.broadcast_to"(%8, %9) : (!torch.vtensor<[5,1],f32>, !torch.list<int>) -> !torch.vtensor<[5,11],f32>
    %11 = "torch.aten.div.Tensor"(%arg0, %10) : (!torch.vtensor<[5,11],f32>, !torch.vtensor<[5,11],f32>) -> !torch.vtensor<[5,11],f32>
    "func.return"(%11) : (!torch.vtensor<[5,11],f32>) -> ()
  }) : () -> ()
}) : () -> ()
