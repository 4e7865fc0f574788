// RUN: norm-opt %s -allow-unregistered-dialect -convert-onnx-to-norm -split-input-file -verify-diagnostics

func.func @unknown_attribute(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  // expected-error@+1 {{'onnx.LpNormalization' op expects attributes of ['axis', 'p', 'onnx_node_name']; got "epsilon"}}
  %y = "onnx.LpNormalization"(%x) <{epsilon = 1.0e-5 : f32}> : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// -----

func.func @unknown_attribute_of_torch(%x: !torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 22 : si64} {
  // expected-error@+1 {{'torch.operator' op expects attributes torch.onnx.* of [axis, p]; got q}}
  %y = "torch.operator"(%x) <{name = "onnx.LpNormalization"}> {torch.onnx.q = 1 : si64} : (!torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32>
  return %y : !torch.vtensor<[3,4],f32>
}

// -----

func.func @kind_of_attribute(%x: tensor<3x4xf32>, %v: tensor<2x3x4xf32>) -> (tensor<3x4xf32>, tensor<2x3x4xf32>) {
  // expected-error@+1 {{'onnx.LpNormalization' op expects attribute 'p' to be an integer; got 2.000000e+00 : f32}}
  %y = "onnx.LpNormalization"(%x) <{p = 2.0 : f32}> : (tensor<3x4xf32>) -> tensor<3x4xf32>
  // expected-error@+1 {{'onnx.LRN' op expects attribute 'size'; got none}}
  %z = "onnx.LRN"(%v) : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  return %y, %z : tensor<3x4xf32>, tensor<2x3x4xf32>
}

// -----

func.func @version_of_opset(%x: !torch.vtensor<[3,4],f32>, %p: !torch.vtensor<[4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 6 : si64} {
  // expected-error@+1 {{'torch.operator' op expects version 7 or later of BatchNormalization; got opset 6}}
  %y = "torch.operator"(%x, %p, %p, %p, %p) <{name = "onnx.BatchNormalization"}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>) -> !torch.vtensor<[3,4],f32>
  return %y : !torch.vtensor<[3,4],f32>
}

// -----

func.func @before_it_was(%x: !torch.vtensor<[3,4],f32>, %p: !torch.vtensor<[4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 17 : si64} {
  // expected-error@+1 {{'torch.operator' op expects version 23 or later of RMSNormalization; got opset 17}}
  %y = "torch.operator"(%x, %p) <{name = "onnx.RMSNormalization"}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[4],f32>) -> !torch.vtensor<[3,4],f32>
  return %y : !torch.vtensor<[3,4],f32>
}

// -----

func.func @later_opset(%x: !torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 99 : si64} {
  // expected-error@+1 {{'torch.operator' op expects an opset up to 28; got 99}}
  %y = "torch.operator"(%x) <{name = "onnx.LpNormalization"}> : (!torch.vtensor<[3,4],f32>) -> !torch.vtensor<[3,4],f32>
  return %y : !torch.vtensor<[3,4],f32>
}

// -----

func.func @version_of_name(%x: tensor<2x6x5xf32>, %g: tensor<3xf32>) -> tensor<2x6x5xf32> {
  // expected-error@+1 {{'onnx.GroupNormalizationV19' op expects version 18 or later of GroupNormalization; got version 19}}
  %y = "onnx.GroupNormalizationV19"(%x, %g, %g) <{num_groups = 3 : si64}> : (tensor<2x6x5xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x6x5xf32>
  return %y : tensor<2x6x5xf32>
}

// -----

// Attributes of other versions than the one in force.
func.func @attribute_of_another_version(%x: !torch.vtensor<[2,6,5],f32>, %g: !torch.vtensor<[3],f32>, %p: !torch.vtensor<[6],f32>) -> (!torch.vtensor<[2,6,5],f32>, !torch.vtensor<[2,6,5],f32>) attributes {torch.onnx_meta.opset_version = 18 : si64} {
  // expected-error@+1 {{'torch.operator' op expects attribute 'torch.onnx.stash_type' from version 21 on; got it in version 18}}
  %y = "torch.operator"(%x, %g, %g) <{name = "onnx.GroupNormalization"}> {torch.onnx.num_groups = 3 : si64, torch.onnx.stash_type = 1 : si64} : (!torch.vtensor<[2,6,5],f32>, !torch.vtensor<[3],f32>, !torch.vtensor<[3],f32>) -> !torch.vtensor<[2,6,5],f32>
  // expected-error@+1 {{'torch.operator' op expects 'spatial' in version 7; got it in version 15}}
  %z = "torch.operator"(%x, %p, %p, %p, %p) <{name = "onnx.BatchNormalization"}> {torch.onnx.spatial = 0 : si64} : (!torch.vtensor<[2,6,5],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>, !torch.vtensor<[6],f32>) -> !torch.vtensor<[2,6,5],f32>
  return %y, %z : !torch.vtensor<[2,6,5],f32>, !torch.vtensor<[2,6,5],f32>
}

// -----

func.func @ambiguous_version(%x: tensor<2x?x5xf32>, %p: tensor<?xf32>) -> tensor<2x?x5xf32> {
  // expected-error@+1 {{'onnx.GroupNormalization' op expects a version, or scale of a known size, that of channels or of groups; got 'tensor<?xf32>' for 'tensor<2x?x5xf32>' and 3 groups}}
  %y = "onnx.GroupNormalization"(%x, %p, %p) <{num_groups = 3 : si64}> : (tensor<2x?x5xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<2x?x5xf32>
  return %y : tensor<2x?x5xf32>
}

// -----

func.func @missing_operands(%x: tensor<3x4xf32>, %p: tensor<4xf32>) -> (tensor<3x4xf32>, tensor<3x4xf32>) {
  // expected-error@+1 {{'onnx.BatchNormalization' op expects operands ['X', 'scale', 'B', 'input_mean', 'input_var']; got 3}}
  %y = "onnx.BatchNormalization"(%x, %p, %p) : (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  %none = "onnx.NoValue"() <{value}> : () -> none
  // expected-error@+1 {{'onnx.LayerNormalization' op expects operand Scale; got none}}
  %z = "onnx.LayerNormalization"(%x, %none, %p) : (tensor<3x4xf32>, none, tensor<4xf32>) -> tensor<3x4xf32>
  return %y, %z : tensor<3x4xf32>, tensor<3x4xf32>
}

// -----

func.func @unknown_rank(%x: tensor<*xf32>) -> tensor<*xf32> {
  // expected-error@+1 {{'onnx.LpNormalization' op expects input to be a ranked tensor; got 'tensor<*xf32>'}}
  %y = "onnx.LpNormalization"(%x) : (tensor<*xf32>) -> tensor<*xf32>
  return %y : tensor<*xf32>
}

// -----

func.func @training(%x: tensor<3x4xf32>, %p: tensor<4xf32>) -> (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>) {
  // expected-error@+1 {{'onnx.BatchNormalization' op expects one result without training_mode; got 3}}
  %y:3 = "onnx.BatchNormalization"(%x, %p, %p, %p, %p) : (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>)
  return %y#0, %y#1, %y#2 : tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// Results of version 9 beside the first: its text does not say which variance.
func.func @old_training(%x: !torch.vtensor<[3,4],f32>, %p: !torch.vtensor<[4],f32>) -> !torch.vtensor<[3,4],f32> attributes {torch.onnx_meta.opset_version = 9 : si64} {
  // expected-error@+1 {{'torch.operator' op expects one result of BatchNormalization-9, which is inference; got 3}}
  %y:3 = "torch.operator"(%x, %p, %p, %p, %p) <{name = "onnx.BatchNormalization"}> : (!torch.vtensor<[3,4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>) -> (!torch.vtensor<[3,4],f32>, !torch.vtensor<[4],f32>, !torch.vtensor<[4],f32>)
  return %y#0 : !torch.vtensor<[3,4],f32>
}

// -----

func.func @values(%x: tensor<2x6x5xf32>, %p: tensor<5xf32>, %wide: tensor<7x5xf32>) -> (tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>) {
  // expected-error@+1 {{'onnx.LpNormalization' op expects p to be 1 or 2; got 3}}
  %0 = "onnx.LpNormalization"(%x) <{p = 3 : si64}> : (tensor<2x6x5xf32>) -> tensor<2x6x5xf32>
  // expected-error@+1 {{'onnx.LayerNormalization' op expects stash_type to be 1 (f32) or 16 (bf16); got 10}}
  %1 = "onnx.LayerNormalization"(%x, %p) <{stash_type = 10 : si64}> : (tensor<2x6x5xf32>, tensor<5xf32>) -> tensor<2x6x5xf32>
  // expected-error@+1 {{'onnx.LayerNormalization' op expects axis within rank 3; got 3}}
  %2 = "onnx.LayerNormalization"(%x, %p) <{axis = 3 : si64}> : (tensor<2x6x5xf32>, tensor<5xf32>) -> tensor<2x6x5xf32>
  // expected-error@+1 {{'onnx.LayerNormalization' op expects parameters that broadcast to 'tensor<2x6x5xf32>'; got 'tensor<7x5xf32>'}}
  %3 = "onnx.LayerNormalization"(%x, %wide) : (tensor<2x6x5xf32>, tensor<7x5xf32>) -> tensor<2x6x5xf32>
  return %0, %1, %2, %3 : tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>, tensor<2x6x5xf32>
}

// -----

// What the norm's verifier finds is reported at the node.
func.func @sizes(%x: tensor<2x6x5xf32>, %p: tensor<5xf32>) -> (tensor<2x6x5xf32>, tensor<2x6x5xf32>) {
  // expected-error@+1 {{'onnx.InstanceNormalization' op expects scale shape [6]; got [5]}}
  %0 = "onnx.InstanceNormalization"(%x, %p, %p) : (tensor<2x6x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<2x6x5xf32>
  // expected-error@+1 {{'onnx.LRN' op expects size 1 or more; got 0}}
  %1 = "onnx.LRN"(%x) <{size = 0 : si64}> : (tensor<2x6x5xf32>) -> tensor<2x6x5xf32>
  return %0, %1 : tensor<2x6x5xf32>, tensor<2x6x5xf32>
}
