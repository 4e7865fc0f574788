// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 23.
// y = RMSNormalization <epsilon = 1e-6> (x, w)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,64],bf16>, !torch.vtensor<[64],bf16>) -> !torch.vtensor<[3,5,64],bf16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,64],bf16>, %arg1: !torch.vtensor<[64],bf16>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0, %arg1) <{name = "onnx.RMSNormalization"}> {torch.onnx.epsilon = 9.99999997E-7 : f32} : (!torch.vtensor<[3,5,64],bf16>, !torch.vtensor<[64],bf16>) -> !torch.vtensor<[3,5,64],bf16>
    "func.return"(%1) : (!torch.vtensor<[3,5,64],bf16>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 23 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
