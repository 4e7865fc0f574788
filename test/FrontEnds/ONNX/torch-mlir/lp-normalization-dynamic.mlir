// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 22.
// y = LpNormalization <axis = 1, p = 2> (x)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,11,7],f32>) -> !torch.vtensor<[?,11,7],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,11,7],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0) <{name = "onnx.LpNormalization"}> {torch.onnx.axis = 1 : si64, torch.onnx.p = 2 : si64} : (!torch.vtensor<[?,11,7],f32>) -> !torch.vtensor<[?,11,7],f32>
    "func.return"(%1) : (!torch.vtensor<[?,11,7],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 22 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
