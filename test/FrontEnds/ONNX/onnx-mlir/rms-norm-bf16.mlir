// Written after onnx-mlir's documentation, onnx 1.23.2, opset 23.
// y = RMSNormalization <epsilon = 1e-6> (x, w)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}], function_type = (tensor<3x5x64xbf16>, tensor<64xbf16>) -> (tensor<3x5x64xbf16>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x64xbf16>, %arg1: tensor<64xbf16>):
    %0 = "onnx.RMSNormalization"(%arg0, %arg1) <{axis = -1 : si64, epsilon = 9.99999997e-07 : f32, stash_type = 1 : si64}> : (tensor<3x5x64xbf16>, tensor<64xbf16>) -> tensor<3x5x64xbf16>
    "func.return"(%0) : (tensor<3x5x64xbf16>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
