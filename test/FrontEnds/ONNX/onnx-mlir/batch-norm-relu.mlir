// Written after onnx-mlir's documentation, onnx 1.23.2, opset 15.
// z = BatchNormalization (x, w, b, m, v)
// y = Relu (z)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}, {onnx.name = "m"}, {onnx.name = "v"}], function_type = (tensor<8x64x28x28xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>) -> (tensor<8x64x28x28xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<8x64x28x28xf32>, %arg1: tensor<64xf32>, %arg2: tensor<64xf32>, %arg3: tensor<64xf32>, %arg4: tensor<64xf32>):
    %0 = "onnx.BatchNormalizationInferenceMode"(%arg0, %arg1, %arg2, %arg3, %arg4) <{epsilon = 9.99999975e-06 : f32, momentum = 8.99999976e-01 : f32}> : (tensor<8x64x28x28xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>) -> tensor<8x64x28x28xf32>
    %1 = "onnx.Relu"(%0) <{}> : (tensor<8x64x28x28xf32>) -> tensor<8x64x28x28xf32>
    "func.return"(%1) : (tensor<8x64x28x28xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
