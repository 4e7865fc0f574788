// RUN: split-file %s %t
// RUN: norm-opt %t/payload.mlir -transform-preload-library='transform-library-paths=%t/once.mlir' -transform-interpreter | FileCheck %s --check-prefix=ONCE
// RUN: norm-opt %t/payload.mlir -transform-preload-library='transform-library-paths=%t/twice.mlir' -transform-interpreter | FileCheck %s --check-prefix=TWICE

// Upstream's transform.structured.decompose_interface lowers by one level for
// each call: named op to core ops, core ops to linalg.

//--- payload.mlir

// ONCE-LABEL: func.func @layer_norm(
// ONCE-SAME:    %[[X:[^:]+]]: tensor<3x4xf32>
// ONCE:         %[[STATS:.+]]:2 = norm.stats <moments> %[[X]] axes = [1]
// ONCE:         linalg.generic
// ONCE:         math.sqrt
// ONCE:         norm.apply %[[X]] mean(%[[STATS]]#0 : tensor<3xf64>)
// ONCE-NOT:     norm.layer_norm

// TWICE-LABEL: func.func @layer_norm(
// TWICE-NOT:     norm.
// TWICE:         linalg.generic {{.*}}iterator_types = ["parallel", "reduction"]
// TWICE-NOT:     norm.
// TWICE:         linalg.generic {{.*}}iterator_types = ["parallel", "parallel"]
// TWICE-NOT:     norm.
func.func @layer_norm(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// ONCE-LABEL: func.func @merge_stats(
// ONCE-NOT:     norm.merge_stats
// ONCE:         return
func.func @merge_stats(%m: tensor<4xf64>, %n: tensor<4xi64>) -> tensor<f64> {
  %0:3 = norm.merge_stats %m, %m counts(%n : tensor<4xi64>) axis = 0 : tensor<4xf64>
  return %0#1 : tensor<f64>
}

//--- once.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %named = transform.structured.match ops{["norm.layer_norm", "norm.merge_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %core = transform.structured.decompose_interface %named : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}

//--- twice.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %named = transform.structured.match ops{["norm.layer_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %0 = transform.structured.decompose_interface %named : (!transform.any_op) -> !transform.any_op
    %core = transform.structured.match ops{["norm.stats", "norm.apply", "norm.merge_stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %1 = transform.structured.decompose_interface %core : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}
