// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 15.
// y, mean, variance = BatchNormalization <training_mode = 1, momentum = 0.9> (x, w, b, m, v)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>), sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,7,11],f32>, %arg1: !torch.vtensor<[5],f32>, %arg2: !torch.vtensor<[5],f32>, %arg3: !torch.vtensor<[5],f32>, %arg4: !torch.vtensor<[5],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1:3 = "torch.operator"(%arg0, %arg1, %arg2, %arg3, %arg4) <{name = "onnx.BatchNormalization"}> {torch.onnx.momentum = 0.899999976 : f32, torch.onnx.training_mode = 1 : si64} : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>)
    "func.return"(%1#0, %1#1, %1#2) : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[5],f32>, !torch.vtensor<[5],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 15 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
