// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 21.
// y = GroupNormalization <num_groups = 3, epsilon = 1e-6> (x, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>) -> !torch.vtensor<[?,6,5,?],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,6,5,?],f32>, %arg1: !torch.vtensor<[6],f32>, %arg2: !torch.vtensor<[6],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0, %arg1, %arg2) <{name = "onnx.GroupNormalization"}> {torch.onnx.epsilon = 9.99999997E-7 : f32, torch.onnx.num_groups = 3 : si64} : (!torch.vtensor<[?,6,5,?],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>) -> !torch.vtensor<[?,6,5,?],f32>
    "func.return"(%1) : (!torch.vtensor<[?,6,5,?],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 21 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
