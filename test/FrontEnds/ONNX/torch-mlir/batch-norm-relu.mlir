// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 15.
// z = BatchNormalization (x, w, b, m, v)
// y = Relu (z)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[8,64,28,28],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[8,64,28,28],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[8,64,28,28],f32>, %arg1: !torch.vtensor<[64],f32>, %arg2: !torch.vtensor<[64],f32>, %arg3: !torch.vtensor<[64],f32>, %arg4: !torch.vtensor<[64],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0, %arg1, %arg2, %arg3, %arg4) <{name = "onnx.BatchNormalization"}> : (!torch.vtensor<[8,64,28,28],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>, !torch.vtensor<[64],f32>) -> !torch.vtensor<[8,64,28,28],f32>
    %2 = "torch.operator"(%1) <{name = "onnx.Relu"}> : (!torch.vtensor<[8,64,28,28],f32>) -> !torch.vtensor<[8,64,28,28],f32>
    "func.return"(%2) : (!torch.vtensor<[8,64,28,28],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 15 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
