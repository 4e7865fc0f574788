// torch-mlir 20261001 (python -m torch_mlir.tools.import_onnx), onnx 1.23.2, opset 13.
// float e = {0.00001}, float two = {2.0}
// mean = ReduceMean <axes = [-1]> (x)
// d = Sub (x, mean)
// dd = Pow (d, two)
// v = ReduceMean <axes = [-1]> (dd)
// ve = Add (v, e)
// s = Sqrt (ve)
// n = Div (d, s)
// nw = Mul (n, w)
// y = Add (nw, b)
"builtin.module"() ({
  "func.func"() <{function_type = (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,?,11],f32>, sym_name = "main"}> ({
  ^bb0(%arg0: !torch.vtensor<[?,?,11],f32>, %arg1: !torch.vtensor<[11],f32>, %arg2: !torch.vtensor<[11],f32>):
    %0 = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<9.99999974E-6> : tensor<f32>} : () -> !torch.vtensor<[],f32>
    %1 = "torch.operator"() <{name = "onnx.Constant"}> {torch.onnx.value = dense<2.000000e+00> : tensor<f32>} : () -> !torch.vtensor<[],f32>
    %2 = "torch.constant.none"() : () -> !torch.none
    %3 = "torch.operator"(%arg0) <{name = "onnx.ReduceMean"}> {torch.onnx.axes = [-1 : si64]} : (!torch.vtensor<[?,?,11],f32>) -> !torch.vtensor<[?,?,1],f32>
    %4 = "torch.operator"(%arg0, %3) <{name = "onnx.Sub"}> : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,11],f32>
    %5 = "torch.operator"(%4, %1) <{name = "onnx.Pow"}> : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[?,?,11],f32>
    %6 = "torch.operator"(%5) <{name = "onnx.ReduceMean"}> {torch.onnx.axes = [-1 : si64]} : (!torch.vtensor<[?,?,11],f32>) -> !torch.vtensor<[?,?,1],f32>
    %7 = "torch.operator"(%6, %0) <{name = "onnx.Add"}> : (!torch.vtensor<[?,?,1],f32>, !torch.vtensor<[],f32>) -> !torch.vtensor<[?,?,1],f32>
    %8 = "torch.operator"(%7) <{name = "onnx.Sqrt"}> : (!torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,1],f32>
    %9 = "torch.operator"(%4, %8) <{name = "onnx.Div"}> : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[?,?,1],f32>) -> !torch.vtensor<[?,?,11],f32>
    %10 = "torch.operator"(%9, %arg1) <{name = "onnx.Mul"}> : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,?,11],f32>
    %11 = "torch.operator"(%10, %arg2) <{name = "onnx.Add"}> : (!torch.vtensor<[?,?,11],f32>, !torch.vtensor<[11],f32>) -> !torch.vtensor<[?,?,11],f32>
    "func.return"(%11) : (!torch.vtensor<[?,?,11],f32>) -> ()
  }) {torch.onnx_meta.ir_version = 10 : si64, torch.onnx_meta.opset_version = 13 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} : () -> ()
}) : () -> ()
