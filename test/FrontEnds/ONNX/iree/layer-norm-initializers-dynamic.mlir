// iree-base-compiler 3.13.0 (iree-import-onnx), onnx 1.23.2, opset 17.
// float[11] w = {0.5, 0.625, 0.75, 0.875, 1.0, 1.125, 1.25, 1.375, 1.5, 1.625, 1.75}, float[11] b = {-1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25}
// y = LayerNormalization <epsilon = 1e-6> (x, w, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,5,11],f32>) -> !torch.vtensor<[?,5,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,5,11],f32>):
    %0 = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<[5.000000e-01, 6.250000e-01, 7.500000e-01, 8.750000e-01, 1.000000e+00, 1.125000e+00, 1.250000e+00, 1.375000e+00, 1.500000e+00, 1.625000e+00, 1.750000e+00]> : tensor<11xf32>} : () -> !torch.vtensor<[11],f32>
    %1 = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<[-1.250000e+00, -1.000000e+00, -7.500000e-01, -5.000000e-01, -2.500000e-01, 0.000000e+00, 2.500000e-01, 5.000000e-01, 7.500000e-01, 1.000000e+00, 1.250000e+00]> : tensor<11xf32>} : () -> !torch.vtensor<[11],f32>
    %2 = "torch.constant.none"() : () -> !torch.none
    %3 = "torch.operator"(%arg0, %0, %1) <{name = "onnx.LayerNormalization"}> {torch.onnx.epsilon = 9.99999997E-7 : f32} : (!torch.vtensor<[?,5,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,5,11],f32>
    "func.return"(%3) : (!torch.vtensor<[?,5,11],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
