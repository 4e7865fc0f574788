// torch-mlir 20261001, torch 2.13.0, to torch.
// F.normalize(x, dim=-1)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[5,64],bf16>) -> !torch.vtensor<[5,64],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[5,64],bf16>):
    %0 = "torch.constant.int"() <{value = 64 : i64}> : () -> !torch.int
    %1 = "torch.constant.int"() <{value = 5 : i64}> : () -> !torch.int
    %2 = "torch.constant.float"() <{value = 9.9999999999999998E-13 : f64}> : () -> !torch.float
    %3 = "torch.constant.none"() : () -> !torch.none
    %4 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %5 = "torch.constant.float"() <{value = 2.000000e+00 : f64}> : () -> !torch.float
    %6 = "torch.constant.int"() <{value = -1 : i64}> : () -> !torch.int
    %7 = "torch.prim.ListConstruct"(%6) : (!torch.int) -> !torch.list<int>
    %8 = "torch.aten.linalg_vector_norm"(%arg0, %5, %7, %4, %3) : (!torch.vtensor<[5,64],bf16>, !torch.float, !torch.list<int>, !torch.bool, !torch.none) -> !torch.vtensor<[5,1],bf16>
    %9 = "torch.aten.clamp"(%8, %2, %3) : (!torch.vtensor<[5,1],bf16>, !torch.float, !torch.none) -> !torch.vtensor<[5,1],bf16>
    %10 = "torch.prim.ListConstruct"(%1, %0) : (!torch.int, !torch.int) -> !torch.list<int>
    %11 = "torch.aten.broadcast_to"(%9, %10) : (!torch.vtensor<[5,1],bf16>, !torch.list<int>) -> !torch.vtensor<[5,64],bf16>
    %12 = "torch.aten.div.Tensor"(%arg0, %11) : (!torch.vtensor<[5,64],bf16>, !torch.vtensor<[5,64],bf16>) -> !torch.vtensor<[5,64],bf16>
    "func.return"(%12) : (!torch.vtensor<[5,64],bf16>) -> ()
  }) : () -> ()
}) : () -> ()
