// Written after onnx-mlir's documentation, onnx 1.23.2, opset 18.
// y = GroupNormalization <num_groups = 3> (x, w, b)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}], function_type = (tensor<2x6x5x7xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x6x5x7xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<2x6x5x7xf32>, %arg1: tensor<3xf32>, %arg2: tensor<3xf32>):
    %0 = "onnx.GroupNormalizationV18"(%arg0, %arg1, %arg2) <{epsilon = 9.99999975e-06 : f32, num_groups = 3 : si64}> : (tensor<2x6x5x7xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x6x5x7xf32>
    "func.return"(%0) : (tensor<2x6x5x7xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
