// RUN: split-file %s %t
// RUN: norm-opt %t/payload.mlir -transform-preload-library='transform-library-paths=%t/once.mlir' -transform-interpreter | FileCheck %s --check-prefix=ONCE
// RUN: norm-opt %t/payload.mlir -transform-preload-library='transform-library-paths=%t/twice.mlir' -transform-interpreter | FileCheck %s --check-prefix=TWICE

// Upstream's transform.structured.decompose_interface lowers by one level for
// each call: named op to core ops, core ops to linalg. It takes ops of one result
// only; norm-generalize and convert-norm-to-linalg have no such limit.

//--- payload.mlir

// ONCE-LABEL: func.func @layer_norm(
// ONCE-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
// ONCE-NOT:     norm.layer_norm
// ONCE:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1]
// ONCE:         linalg.generic
// ONCE:         math.sqrt
// ONCE:         norm.apply %[[X]] mean(%[[STATS]]#0 : tensor<3xf64>)
func.func @layer_norm(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// ONCE-LABEL: func.func @rms_norm(
// ONCE:         norm.require
// ONCE:         norm.stats <second_moment>
// ONCE:         norm.apply

// TWICE-LABEL: func.func @rms_norm(
// TWICE:         norm.require
// TWICE-NOT:     norm.
// TWICE:         linalg.generic {{.*}}iterator_types = ["parallel", "reduction"]
// TWICE-NOT:     norm.
// TWICE:         linalg.generic {{.*}}iterator_types = ["parallel", "parallel"]
// TWICE-NOT:     norm.
// TWICE:         return
func.func @rms_norm(%x: tensor<3x?xf32>, %w: tensor<?xf32>) -> tensor<3x?xf32> {
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] : tensor<3x?xf32>
  return %y : tensor<3x?xf32>
}

//--- once.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %named = transform.structured.match ops{["norm.layer_norm", "norm.rms_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %core = transform.structured.decompose_interface %named : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}

//--- twice.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %named = transform.structured.match ops{["norm.rms_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %0 = transform.structured.decompose_interface %named : (!transform.any_op) -> !transform.any_op
    %function = transform.structured.match ops{["func.func"]} attributes{sym_name = "rms_norm"} in %root : (!transform.any_op) -> !transform.any_op
    %core = transform.structured.match ops{["norm.stats", "norm.apply"]} in %function : (!transform.any_op) -> !transform.any_op
    %1 = transform.structured.decompose_interface %core : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}
