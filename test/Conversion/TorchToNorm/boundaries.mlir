// RUN: norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -split-input-file | FileCheck %s

// Between what is converted and what is not stand torch-mlir's own casts.

// CHECK-LABEL: func.func @partial(
// CHECK-SAME:    %[[X:.+]]: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
// CHECK:         %[[ORDER:.+]] = "torch.constant.int"() <{value = 1 : i64}>
// CHECK:         %[[Z:.+]] = "torch.aten.cumsum"(%[[X]], %[[ORDER]])
// CHECK-NEXT:    %[[IN:.+]] = "torch_c.to_builtin_tensor"(%[[Z]]) : (!torch.vtensor<[2,8],f32>) -> tensor<2x8xf32>
// CHECK-NEXT:    %[[Y:.+]] = norm.rms_norm %[[IN]] axes = [1] : tensor<2x8xf32>
// CHECK-NEXT:    %[[OUT:.+]] = "torch_c.from_builtin_tensor"(%[[Y]]) : (tensor<2x8xf32>) -> !torch.vtensor<[2,8],f32>
// CHECK-NEXT:    %[[LAST:.+]] = "torch.aten.cumsum"(%[[OUT]], %[[ORDER]])
// CHECK-NEXT:    return %[[LAST]]
func.func @partial(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.cumsum"(%x, %int1) : (!torch.vtensor<[2,8],f32>, !torch.int) -> !torch.vtensor<[2,8],f32>
  %1 = "torch.aten.rms_norm"(%0, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
  %2 = "torch.aten.cumsum"(%1, %int1) : (!torch.vtensor<[2,8],f32>, !torch.int) -> !torch.vtensor<[2,8],f32>
  return %2 : !torch.vtensor<[2,8],f32>
}

// -----

// Functions of which nothing keeps torch-mlir's types take builtin ones, with those that call them; their attributes go, and
// statements about their tensors. Others stay, and call through casts.
// CHECK-LABEL: func.func @main(
// CHECK-SAME:    %[[X:.+]]: tensor<?x8xf32> {other.name = "x"}) -> tensor<?x8xf32>
// CHECK-NOT:     attributes
// CHECK-NEXT:    %[[Y:.+]] = call @callee(%[[X]]) : (tensor<?x8xf32>) -> tensor<?x8xf32>
// CHECK-NEXT:    return %[[Y]]
// CHECK:       func.func private @callee(%[[A:.+]]: tensor<?x8xf32>) -> tensor<?x8xf32> {
// CHECK-NEXT:    %[[B:.+]] = norm.rms_norm %[[A]]
// CHECK-NEXT:    return %[[B]]
// CHECK-LABEL: func.func @other(
// CHECK-SAME:    %[[X:.+]]: !torch.vtensor<[?,8],f32>) -> !torch.vtensor<[?,8],f32> attributes {torch.kept} {
// CHECK:         %[[SUM:.+]] = "torch.aten.cumsum"(%[[X]]
// CHECK-NEXT:    %[[IN:.+]] = "torch_c.to_builtin_tensor"(%[[SUM]])
// CHECK:         "torch.bind_symbolic_shape"(%[[SUM]]
// CHECK:         %[[Y:.+]] = call @callee(%[[IN]]) : (tensor<?x8xf32>) -> tensor<?x8xf32>
// CHECK-NEXT:    %[[OUT:.+]] = "torch_c.from_builtin_tensor"(%[[Y]])
// CHECK:         "torch.aten.cumsum"(%[[OUT]]
func.func @main(%x: !torch.vtensor<[?,8],f32> {torch.type_bound = !torch.vtensor<[?,8],f32>, other.name = "x"}) -> !torch.vtensor<[?,8],f32> attributes {torch.assume_strict_symbolic_shapes} {
  %s = "torch.symbolic_int"() <{symbol_name = "s0", min_val = 2 : i64, max_val = 64 : i64}> : () -> !torch.int
  "torch.bind_symbolic_shape"(%x, %s) <{shape_expressions = affine_map<()[s0] -> (s0, 8)>}> : (!torch.vtensor<[?,8],f32>, !torch.int) -> ()
  %none = "torch.constant.none"() : () -> !torch.none
  %f32 = "torch.constant.int"() <{value = 6 : i64}> : () -> !torch.int
  %cpu = "torch.constant.device"() <{value = "cpu"}> : () -> !torch.Device
  %strided = "torch.constant.int"() <{value = 0 : i64}> : () -> !torch.int
  "torch.aten._assert_tensor_metadata"(%x, %none, %none, %f32, %cpu, %strided) : (!torch.vtensor<[?,8],f32>, !torch.none, !torch.none, !torch.int, !torch.Device, !torch.int) -> ()
  %y = func.call @callee(%x) : (!torch.vtensor<[?,8],f32>) -> !torch.vtensor<[?,8],f32>
  "torch.bind_symbolic_shape"(%y, %s) <{shape_expressions = affine_map<()[s0] -> (s0, 8)>}> : (!torch.vtensor<[?,8],f32>, !torch.int) -> ()
  return %y : !torch.vtensor<[?,8],f32>
}
func.func private @callee(%x: !torch.vtensor<[?,8],f32>) -> !torch.vtensor<[?,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[?,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[?,8],f32>
  return %y : !torch.vtensor<[?,8],f32>
}
func.func @other(%x: !torch.vtensor<[?,8],f32>) -> !torch.vtensor<[?,8],f32> attributes {torch.kept} {
  %int1 = "torch.constant.int"() <{value = 1 : i64}> : () -> !torch.int
  %s = "torch.symbolic_int"() <{symbol_name = "s0"}> : () -> !torch.int
  %0 = "torch.aten.cumsum"(%x, %int1) : (!torch.vtensor<[?,8],f32>, !torch.int) -> !torch.vtensor<[?,8],f32>
  %1 = "torch.aten.cumsum"(%0, %int1) : (!torch.vtensor<[?,8],f32>, !torch.int) -> !torch.vtensor<[?,8],f32>
  "torch.bind_symbolic_shape"(%0, %s) <{shape_expressions = affine_map<()[s0] -> (s0, 8)>}> : (!torch.vtensor<[?,8],f32>, !torch.int) -> ()
  %2 = func.call @callee(%0) : (!torch.vtensor<[?,8],f32>) -> !torch.vtensor<[?,8],f32>
  %3 = "torch.aten.cumsum"(%2, %int1) : (!torch.vtensor<[?,8],f32>, !torch.int) -> !torch.vtensor<[?,8],f32>
  return %3 : !torch.vtensor<[?,8],f32>
}

// -----

// What names a function other than a call would not know of its new type; nor does a function with such a call change.
// CHECK-LABEL: func.func @caller(
// CHECK-SAME:    !torch.vtensor<[2],f32>
// CHECK-LABEL: func.func @named(
// CHECK-SAME:    !torch.vtensor<[2],f32>
func.func @caller(%x: !torch.vtensor<[2],f32>) -> !torch.vtensor<[2],f32> {
  %y = func.call @named(%x) : (!torch.vtensor<[2],f32>) -> !torch.vtensor<[2],f32>
  return %y : !torch.vtensor<[2],f32>
}
func.func @named(%x: !torch.vtensor<[2],f32>) -> !torch.vtensor<[2],f32> {
  return %x : !torch.vtensor<[2],f32>
}
"other.names"() {function = @named} : () -> ()

// -----

// Types that are no builtin tensors: of unknown rank or elements, with more than both, and what is malformed.
// CHECK-LABEL: func.func @types(
// CHECK-SAME:    !torch.vtensor<*,f32>, %{{.+}}: !torch.vtensor, %{{.+}}: !torch.vtensor<[2],complex<f32>>, %{{.+}}: !torch.vtensor<[2],f32,#other>, %{{.+}}: !torch.vtensor<[-2],f32>, %{{.+}}: !torch.vtensor<[2,],f32>, %{{.+}}: !torch.vtensor<[2] f32>, %{{.+}}: !torch.tensor<[2],f32>
func.func @types(%0: !torch.vtensor<*,f32>, %1: !torch.vtensor, %2: !torch.vtensor<[2],complex<f32>>, %3: !torch.vtensor<[2],f32,#other>, %4: !torch.vtensor<[-2],f32>, %5: !torch.vtensor<[2,],f32>, %6: !torch.vtensor<[2] f32>, %7: !torch.tensor<[2],f32>) {
  return
}

// -----

// Those that are.
// CHECK-LABEL: func.func @tensors(
// CHECK-SAME:    tensor<f64>, %{{.+}}: tensor<0x?xi64>, %{{.+}}: tensor<3xi8>, %{{.+}}: tensor<2xi1>, %{{.+}}: tensor<1xbf16>, %{{.+}}: tensor<1xf16>, %{{.+}}: tensor<1xf8E4M3FN>)
func.func @tensors(%0: !torch.vtensor<[],f64>, %1: !torch.vtensor<[0, ?], si64>, %2: !torch.vtensor<[3],ui8>, %3: !torch.vtensor<[2],i1>, %4: !torch.vtensor<[1],bf16>, %5: !torch.vtensor<[1],f16>, %6: !torch.vtensor<[1],f8E4M3FN>) {
  return
}

// -----

// In a region of torch-mlir's, and of values from outside of it.
// CHECK-LABEL: func.func @region(
// CHECK:         %[[IN:.+]] = "torch_c.to_builtin_tensor"(%{{.+}})
// CHECK:         "torch.prim.If"(%{{.+}}) ({
// CHECK-NEXT:      %[[Y:.+]] = norm.rms_norm %[[IN]]
// CHECK-NEXT:      %[[OUT:.+]] = "torch_c.from_builtin_tensor"(%[[Y]])
// CHECK-NEXT:      "torch.prim.If.yield"(%[[OUT]])
func.func @region(%x: !torch.vtensor<[2,8],f32>, %c: !torch.bool) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %r = "torch.prim.If"(%c) ({
    %y = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
    "torch.prim.If.yield"(%y) : (!torch.vtensor<[2,8],f32>) -> ()
  }, {
    "torch.prim.If.yield"(%x) : (!torch.vtensor<[2,8],f32>) -> ()
  }) : (!torch.bool) -> !torch.vtensor<[2,8],f32>
  return %r : !torch.vtensor<[2,8],f32>
}
