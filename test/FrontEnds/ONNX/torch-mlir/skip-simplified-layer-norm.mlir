// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 17.
// y, , , s = com.microsoft.SkipSimplifiedLayerNormalization <epsilon = 1e-5> (x, r, w)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,11],f32>), sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[3,5,11],f32>, %arg2: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1:4 = "torch.operator"(%arg0, %arg1, %arg2) <{name = "onnx.SkipSimplifiedLayerNormalization"}> {torch.onnx.epsilon = 9.99999974E-6 : f32} : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> (!torch.vtensor<[3,5,11],f32>, !torch.none, !torch.none, !torch.vtensor<[3,5,11],f32>)
    "func.return"(%1#0, %1#3) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,11],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.opset_versions = {com.microsoft = 1 : si64}, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
