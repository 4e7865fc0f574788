// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 17.
// y, mean, deviation = LayerNormalization <axis = 2> (x, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>, !torch.vtensor<[3,5,1],f32>), sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,11],f32>, %arg1: !torch.vtensor<[11],f32>, %arg2: !torch.vtensor<[11],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1:3 = "torch.operator"(%arg0, %arg1, %arg2) <{name = "onnx.LayerNormalization"}> {torch.onnx.axis = 2 : si64} : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>, !torch.vtensor<[3,5,1],f32>)
    "func.return"(%1#0, %1#1, %1#2) : (!torch.vtensor<[3,5,11],f32>, !torch.vtensor<[3,5,1],f32>, !torch.vtensor<[3,5,1],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
