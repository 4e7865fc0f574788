// Written after onnx-mlir's documentation, onnx 1.23.2, opset 17.
// y = my.domain.LayerNormalization <epsilon = 1.0> (x, w)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}], function_type = (tensor<3x5x11xf32>, tensor<11xf32>) -> (tensor<3x5x11xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x11xf32>, %arg1: tensor<11xf32>):
    %0 = "onnx.Custom"(%arg0, %arg1) <{domain_name = "my.domain", epsilon = 1.00000000e+00 : f32, function_name = "LayerNormalization"}> : (tensor<3x5x11xf32>, tensor<11xf32>) -> tensor<3x5x11xf32>
    "func.return"(%0) : (tensor<3x5x11xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
