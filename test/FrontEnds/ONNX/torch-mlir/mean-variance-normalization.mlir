// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 13.
// y = MeanVarianceNormalization <axes = [0, 2, 3]> (x)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[3,5,7,11],f32>) -> !torch.vtensor<[3,5,7,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg1: !torch.vtensor<[3,5,7,11],f32>):
    %12 = "torch.constant.none"() : () -> !torch.none
    %13 = "func.call"(%arg1) <{callee = @"('MeanVarianceNormalization', '', 13, [tensor_type {\0A  elem_type: 1\0A  shape {\0A    dim {\0A      dim_value: 3\0A    }\0A    dim {\0A      dim_value: 5\0A    }\0A    dim {\0A      dim_value: 7\0A    }\0A    dim {\0A      dim_value: 11\0A    }\0A  }\0A}\0A], [tensor_type {\0A  elem_type: 1\0A  shape {\0A    dim {\0A      dim_value: 3\0A    }\0A    dim {\0A      dim_value: 5\0A    }\0A    dim {\0A      dim_value: 7\0A    }\0A    dim {\0A      dim_value: 11\0A    }\0A  }\0A}\0A], [name: \22axes\22\0Aints: 0\0Aints: 2\0Aints: 3\0Atype: INTS\0A])"}> : (!torch.vtensor<[3,5,7,11],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    "func.return"(%13) : (!torch.vtensor<[3,5,7,11],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 13 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
  "func.func"() <{function_type = (!torch.vtensor<[3,5,7,11],f32>) -> !torch.vtensor<[3,5,7,11],f32>, sym_name = "('MeanVarianceNormalization', '', 13, [tensor_type {\0A  elem_type: 1\0A  shape {\0A    dim {\0A      dim_value: 3\0A    }\0A    dim {\0A      dim_value: 5\0A    }\0A    dim {\0A      dim_value: 7\0A    }\0A    dim {\0A      dim_value: 11\0A    }\0A  }\0A}\0A], [tensor_type {\0A  elem_type: 1\0A  shape {\0A    dim {\0A      dim_value: 3\0A    }\0A    dim {\0A      dim_value: 5\0A    }\0A    dim {\0A      dim_value: 7\0A    }\0A    dim {\0A      dim_value: 11\0A    }\0A  }\0A}\0A], [name: \22axes\22\0Aints: 0\0Aints: 2\0Aints: 3\0Atype: INTS\0A])", sym_visibility = "private"}> ({
  ^bb0(%arg0: !torch.vtensor<[3,5,7,11],f32>):
    %0 = "torch.constant.none"() : () -> !torch.none
    %1 = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<2.000000e+00> : tensor<f32>} : () -> !torch.vtensor<[],f32>
    %2 = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<9.99999971E-10> : tensor<f32>} : () -> !torch.vtensor<[],f32>
    %3 = "torch.operator"(%arg0) <{name = "onnx.ReduceMean"}> {torch.onnx.axes = [0 : si64, 2 : si64, 3 : si64]} : (!torch.vtensor<[3,5,7,11],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %4 = "torch.operator"(%3, %1) <{name = "onnx.Pow"}> : (!torch.vtensor<[1,5,1,1],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %5 = "torch.operator"(%arg0, %1) <{name = "onnx.Pow"}> : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    %6 = "torch.operator"(%5) <{name = "onnx.ReduceMean"}> {torch.onnx.axes = [0 : si64, 2 : si64, 3 : si64]} : (!torch.vtensor<[3,5,7,11],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %7 = "torch.operator"(%6, %4) <{name = "onnx.Sub"}> : (!torch.vtensor<[1,5,1,1],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %8 = "torch.operator"(%7) <{name = "onnx.Sqrt"}> : (!torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %9 = "torch.operator"(%arg0, %3) <{name = "onnx.Sub"}> : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    %10 = "torch.operator"(%8, %2) <{name = "onnx.Add"}> : (!torch.vtensor<[1,5,1,1],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[1,5,1,1],f32>
    %11 = "torch.operator"(%9, %10) <{name = "onnx.Div"}> : (!torch.vtensor<[3,5,7,11],f32>, !torch.vtensor<[1,5,1,1],f32>) -> !torch.vtensor<[3,5,7,11],f32>
    "func.return"(%11) : (!torch.vtensor<[3,5,7,11],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 7 : si64, torch.onnx_meta.opset_version = 13 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
