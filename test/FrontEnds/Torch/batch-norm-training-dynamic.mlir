// torch-mlir 20261001, torch 2.13.0, to torch.
// F.batch_norm(x, None, None, w, b, training=True)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> !torch.vtensor<[?,5,7,?],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,5,7,?],f32>, %arg1: !torch.vtensor<[5],f32>, %arg2: !torch.vtensor<[5],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.constant.bool"() <{value = true}> : () -> !torch.bool
    %2 = "torch.constant.float"() <{value = 1.000000e-01 : f64}> : () -> !torch.float
    %3 = "torch.constant.float"() <{value = 1.000000e-05 : f64}> : () -> !torch.float
    %4 = "torch.constant.bool"() <{value = false}> : () -> !torch.bool
    %5 = "torch.aten.batch_norm"(%arg0, %arg1, %arg2, %0, %0, %1, %2, %3, %4) : (!torch.vtensor<[?,5,7,?],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.none, !torch.none, !torch.bool, !torch.float, !torch.float, !torch.bool) -> !torch.vtensor<[?,5,7,?],f32>
    "func.return"(%5) : (!torch.vtensor<[?,5,7,?],f32>) -> ()
  }) : () -> ()
}) : () -> ()
