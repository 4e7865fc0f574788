// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 17.
// y = SimplifiedLayerNormalization <axis = -1, epsilon = 1e-6> (x, w)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0, %arg1) <{name = "onnx.SimplifiedLayerNormalization"}> {torch.onnx.axis = -1 : si64, torch.onnx.epsilon = 9.99999997E-7 : f32} : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[3,5,11],f32>
    "func.return"(%1) : (!torch.vtensor<[3,5,11],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
