// Written after onnx-mlir's documentation, onnx 1.23.2, opset 21.
// y = GroupNormalization <num_groups = 3, epsilon = 1e-6> (x, w, b)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}], function_type = (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) -> (tensor<2x6x5x7xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<2x6x5x7xf32>, %arg1: tensor<6xf32>, %arg2: tensor<6xf32>):
    %0 = "onnx.GroupNormalization"(%arg0, %arg1, %arg2) <{epsilon = 9.99999997e-07 : f32, num_groups = 3 : si64, stash_type = 1 : si64}> : (tensor<2x6x5x7xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<2x6x5x7xf32>
    "func.return"(%0) : (tensor<2x6x5x7xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
