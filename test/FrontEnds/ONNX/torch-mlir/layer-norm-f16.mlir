// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 17.
// y = LayerNormalization (x, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f16>, !torch.vtensor<[11],f16>, !torch.vtensor<[11],f16>) -> !torch.vtensor<[3,5,11],f16>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f16>, %arg1: !torch.vtensor<[11],f16>, %arg2: !torch.vtensor<[11],f16>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0, %arg1, %arg2) <{name = "onnx.LayerNormalization"}> : (!torch.vtensor<[3,5,11],f16>, !torch.vtensor<[11],f16>, !torch.vtensor<[11],f16>) -> !torch.vtensor<[3,5,11],f16>
    "func.return"(%1) : (!torch.vtensor<[3,5,11],f16>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
