// RUN: not norm-opt %s -allow-unregistered-dialect -convert-torch-to-norm -mlir-print-ir-after-failure 2>&1 | FileCheck %s

// After an error the module is as it was, also where a norm could have been converted.

// CHECK:       error: 'torch.aten.rms_norm' op expects operands ['input', 'normalized_shape', 'weight', 'eps']; got 2
// CHECK:       IR Dump After ConvertTorchToNormPass Failed
// CHECK-LABEL: func.func @norms(
// CHECK-SAME:    !torch.vtensor<[2,8],f32>
// CHECK:         "torch.aten.rms_norm"(%{{.+}}, %{{.+}}, %{{.+}}, %{{.+}})
// CHECK:         "torch.aten.relu"
// CHECK:         "torch.aten.rms_norm"(%{{[^,]+}}, %{{[^,]+}}) :
func.func @norms(%x: !torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32> {
  %int8 = "torch.constant.int"() <{value = 8 : i64}> : () -> !torch.int
  %shape = "torch.prim.ListConstruct"(%int8) : (!torch.int) -> !torch.list<int>
  %none = "torch.constant.none"() : () -> !torch.none
  %0 = "torch.aten.rms_norm"(%x, %shape, %none, %none) : (!torch.vtensor<[2,8],f32>, !torch.list<int>, !torch.none, !torch.none) -> !torch.vtensor<[2,8],f32>
  %1 = "torch.aten.relu"(%0) : (!torch.vtensor<[2,8],f32>) -> !torch.vtensor<[2,8],f32>
  %2 = "torch.aten.rms_norm"(%1, %shape) : (!torch.vtensor<[2,8],f32>, !torch.list<int>) -> !torch.vtensor<[2,8],f32>
  return %2 : !torch.vtensor<[2,8],f32>
}
