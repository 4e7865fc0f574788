// Written after onnx-mlir's documentation, onnx 1.23.2, opset 22.
// y = LpNormalization <p = 1> (x)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}], function_type = (tensor<5x11xf32>) -> (tensor<5x11xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<5x11xf32>):
    %0 = "onnx.LpNormalization"(%arg0) <{axis = -1 : si64, p = 1 : si64}> : (tensor<5x11xf32>) -> tensor<5x11xf32>
    "func.return"(%0) : (tensor<5x11xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
