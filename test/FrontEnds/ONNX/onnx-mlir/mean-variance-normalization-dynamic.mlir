// Written after onnx-mlir's documentation, onnx 1.23.2, opset 13.
// y = MeanVarianceNormalization <axes = [0, 2, 3]> (x)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}], function_type = (tensor<?x5x7x?xf32>) -> (tensor<?x5x7x?xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<?x5x7x?xf32>):
    %0 = "onnx.MeanVarianceNormalization"(%arg0) <{axes = [0, 2, 3]}> : (tensor<?x5x7x?xf32>) -> tensor<?x5x7x?xf32>
    "func.return"(%0) : (tensor<?x5x7x?xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
