// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 13.
// y = LRN <size = 4> (x)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[2,7,3,5],f32>) -> !torch.vtensor<[2,7,3,5],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[2,7,3,5],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"(%arg0) <{name = "onnx.LRN"}> {torch.onnx.size = 4 : si64} : (!torch.vtensor<[2,7,3,5],f32>) -> !torch.vtensor<[2,7,3,5],f32>
    "func.return"(%1) : (!torch.vtensor<[2,7,3,5],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 13 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
