// Written after onnx-mlir's documentation, onnx 1.23.2, opset 17.
// y = LayerNormalization <axis = 1> (x, w)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}], function_type = (tensor<?x7x11xf32>, tensor<7x11xf32>) -> (tensor<?x7x11xf32>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<?x7x11xf32>, %arg1: tensor<7x11xf32>):
    %0 = "onnx.NoValue"() <{value}> : () -> none
    %1:3 = "onnx.LayerNormalization"(%arg0, %arg1, %0) <{axis = 1 : si64, epsilon = 9.99999975e-06 : f32, stash_type = 1 : si64}> : (tensor<?x7x11xf32>, tensor<7x11xf32>, none) -> (tensor<?x7x11xf32>, none, none)
    "func.return"(%1#0) : (tensor<?x7x11xf32>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
