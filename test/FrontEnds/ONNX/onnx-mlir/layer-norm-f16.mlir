// Written after onnx-mlir's documentation, onnx 1.23.2, opset 17.
// y = LayerNormalization (x, w, b)
"builtin.module"() ({
  "func.func"() <{arg_attrs = [{onnx.name = "x"}, {onnx.name = "w"}, {onnx.name = "b"}], function_type = (tensor<3x5x11xf16>, tensor<11xf16>, tensor<11xf16>) -> (tensor<3x5x11xf16>), res_attrs = [{onnx.name = "y"}], sym_name = "main_graph"}> ({
  ^bb0(%arg0: tensor<3x5x11xf16>, %arg1: tensor<11xf16>, %arg2: tensor<11xf16>):
    %0:3 = "onnx.LayerNormalization"(%arg0, %arg1, %arg2) <{axis = -1 : si64, epsilon = 9.99999975e-06 : f32, stash_type = 1 : si64}> : (tensor<3x5x11xf16>, tensor<11xf16>, tensor<11xf16>) -> (tensor<3x5x11xf16>, none, none)
    "func.return"(%0#0) : (tensor<3x5x11xf16>) -> ()
  }) : () -> ()
  "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()
}) : () -> ()
