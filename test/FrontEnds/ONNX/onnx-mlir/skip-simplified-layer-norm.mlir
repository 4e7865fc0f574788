// Written after onnx-mlir's documentation, onnx 1.23.2, opset 17.
// y, , , s = com.microsoft.SkipSimplifiedLayerNormalization <epsilon = 1e-5> (x, r, w)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "r"}, {onnx.name = "w"}], function_type = (tensor<3x5x11xf32>, tensor<3x5x11xf32>, tensor<11xf32>) -> (tensor<3x5x11xf32>, tensor<3x5x11xf32>), res_attrs = [{onnx.name = "y"}, {onnx.name = "s"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<3x5x11xf32>, %arg2: tensor<11xf32>):
    %0:4 = "onnx.Custom"(%arg0, %arg1, %arg2) <{domain_name = "com.microsoft", epsilon = 9.99999975e-06 : f32, function_name = "SkipSimplifiedLayerNormalization"}> : (tensor<3x5x11xf32>, tensor<3x5x11xf32>, tensor<11xf32>) -> (tensor<3x5x11xf32>, none, none, tensor<3x5x11xf32>)
    "func.return"(%0#0, %0#3) : (tensor<3x5x11xf32>, tensor<3x5x11xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
