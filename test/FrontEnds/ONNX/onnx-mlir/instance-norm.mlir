// Written after onnx-mlir's documentation, onnx 1.23.2, opset 22.
// y = InstanceNormalization <epsilon = 1e-5> (x, w, b)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}], function_type = (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5x7x11xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x7x11xf32>, %arg1: tensor<5xf32>, %arg2: tensor<5xf32>):
    %0 = "onnx.InstanceNormalization"(%arg0, %arg1, %arg2) <{epsilon = 9.99999975e-06 : f32}> : (tensor<3x5x7x11xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<3x5x7x11xf32>
    "func.return"(%0) : (tensor<3x5x7x11xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
