// Written after onnx-mlir's documentation, onnx 1.23.2, opset 22.
// y = LpNormalization <axis = 1, p = 2> (x)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}], function_type = (tensor<?x11x7xf32>) -> (tensor<?x11x7xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<?x11x7xf32>):
    %0 = "onnx.LpNormalization"(%arg0) <{axis = 1 : si64, p = 2 : si64}> : (tensor<?x11x7xf32>) -> tensor<?x11x7xf32>
    "func.return"(%0) : (tensor<?x11x7xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
