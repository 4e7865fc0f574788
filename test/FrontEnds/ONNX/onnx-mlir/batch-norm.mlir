// Written after onnx-mlir's documentation, onnx 1.23.2, opset 15.
// y = BatchNormalization <epsilon = 1e-5> (x, w, b, m, v)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}, {onnx.name = "m"}, {onnx.name = "v"}], function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0 = "onnx.BatchNormalizationInferenceMode"(%arg0, %arg1, %arg2, %arg3, %arg4) <{epsilon = 9.99999975e-06 : f32, momentum = 8.99999976e-01 : f32}> : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%0) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
