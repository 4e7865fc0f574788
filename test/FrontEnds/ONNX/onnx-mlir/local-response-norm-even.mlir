// Written after onnx-mlir's documentation, onnx 1.23.2, opset 13.
// y = LRN <size = 4> (x)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}], function_type = (tensor<2x7x3x5xf32>) -> (tensor<2x7x3x5xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<2x7x3x5xf32>):
    %0 = "onnx.LRN"(%arg0) <{alpha = 9.99999975e-05 : f32, beta = 7.50000000e-01 : f32, bias = 1.00000000e+00 : f32, size = 4 : si64}> : (tensor<2x7x3x5xf32>) -> tensor<2x7x3x5xf32>
    "func.return"(%0) : (tensor<2x7x3x5xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
