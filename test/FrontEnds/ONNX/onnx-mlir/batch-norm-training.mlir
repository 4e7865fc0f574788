// Written after onnx-mlir's documentation, onnx 1.23.2, opset 15.
// y, mean, variance = BatchNormalization <training_mode = 1, momentum = 0.9> (x, w, b, m, v)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}, {onnx.name = "m"}, {onnx.name = "v"}], function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>), res_attrs = [{onnx.name = "y"}, {onnx.name = "mean"}, {onnx.name = "variance"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>, %arg3: tensor<5xf32>, %arg4: tensor<5xf32>):
    %0:3 = "onnx.BatchNormalization"(%arg0, %arg1, %arg2, %arg3, %arg4) <{epsilon = 9.99999975e-06 : f32, momentum = 8.99999976e-01 : f32, training_mode = 1 : si64}> : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>)
    "func.return"(%0#0, %0#1, %0#2) : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
