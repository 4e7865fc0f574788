// RUN: norm-opt %s -transform-interpreter -canonicalize -split-input-file -verify-diagnostics | FileCheck %s

// Norms in tiles of their neighbours, by upstream's transform ops that fuse.

// Of sizes that are known at run time, those of a norm's results are those of its input:
// rows are known to be whole, and nothing is computed twice.
// CHECK-LABEL: @dynamic_rows
// CHECK-SAME: %[[X:[^:]+]]: tensor<?x?xf32>
// CHECK: scf.for
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]]
// CHECK:   %[[Y:.+]] = norm.rms_norm %[[XT]]
// CHECK:   linalg.exp ins(%[[Y]] : tensor<?x?xf32>)
func.func @dynamic_rows(%x: tensor<?x?xf32>, %init: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x axes = [1] : tensor<?x?xf32>
  %z = linalg.exp ins(%y : tensor<?x?xf32>) outs(%init : tensor<?x?xf32>) -> tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %exp tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Where it is not known whether a consumer wants all of a row, the row is computed, and
// what is wanted is taken of it.
// CHECK-LABEL: @rows_of_another_tensor
// CHECK-SAME: %[[R:[^:]+]]: tensor<?x?xf32>, %[[X:[^:]+]]: tensor<?x?xf32>
// CHECK: %[[WANTED:.+]] = tensor.dim %[[R]], %c1
// CHECK: scf.for %[[I:.+]] = %c0 to
// CHECK:   %[[N:.+]] = tensor.dim %[[X]], %c1
// CHECK:   %[[XT:.+]] = tensor.extract_slice %[[X]][%[[I]], 0] [%{{.+}}, %[[N]]]
// CHECK:   %[[Y:.+]] = norm.rms_norm %[[XT]]
// CHECK:   %[[YT:.+]] = tensor.extract_slice %[[Y]][0, 0] [%{{.+}}, %[[WANTED]]]
// CHECK:   linalg.add ins(%{{.+}}, %[[YT]] : tensor<?x?xf32>, tensor<?x?xf32>)
func.func @rows_of_another_tensor(%r: tensor<?x?xf32>, %x: tensor<?x?xf32>, %init: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %y = norm.rms_norm %x axes = [1] : tensor<?x?xf32>
  %z = linalg.add ins(%r, %y : tensor<?x?xf32>, tensor<?x?xf32>) outs(%init : tensor<?x?xf32>) -> tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %add = transform.structured.match ops{["linalg.add"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %add tile_sizes [4, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// A consumer whose tiles cut rows leaves the norm outside, and a remark says why.
// CHECK-LABEL: @cut_rows
// CHECK: norm.rms_norm %{{.+}} : tensor<8x16xf32>
// CHECK: scf.for
// CHECK-NOT: norm.rms_norm
// CHECK: return
func.func @cut_rows(%x: tensor<8x16xf32>, %init: tensor<8x16xf32>) -> tensor<8x16xf32> {
  // expected-remark @below {{is not computed in its consumer's tiles: expects tiles that do not cut axes [1], which statistics are taken over; got tiles of 4 along axis 1 of size 16}}
  %y = norm.rms_norm %x axes = [1] : tensor<8x16xf32>
  %z = linalg.exp ins(%y : tensor<8x16xf32>) outs(%init : tensor<8x16xf32>) -> tensor<8x16xf32>
  return %z : tensor<8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop:2 = transform.structured.fuse %exp tile_sizes [1, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// transform.structured.fuse_into_containing_op then clones all of the norm.
// CHECK-LABEL: @cut_rows_into_containing
// CHECK: scf.forall
// CHECK:   norm.rms_norm %{{.+}} : tensor<8x16xf32>
func.func @cut_rows_into_containing(%x: tensor<8x16xf32>, %init: tensor<8x16xf32>) -> tensor<8x16xf32> {
  // expected-remark @below {{is not computed in its consumer's tiles: expects tiles that do not cut axes [1], which statistics are taken over; got tiles of 4 along axis 1 of size 16}}
  %y = norm.rms_norm %x axes = [1] : tensor<8x16xf32>
  %z = linalg.exp ins(%y : tensor<8x16xf32>) outs(%init : tensor<8x16xf32>) -> tensor<8x16xf32>
  return %z : tensor<8x16xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %norm = transform.structured.match ops{["norm.rms_norm"]} in %root : (!transform.any_op) -> !transform.any_op
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.tile_using_forall %exp tile_sizes [1, 4] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %fused, %into = transform.structured.fuse_into_containing_op %norm into %loop : (!transform.any_op, !transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}

// -----

// Statistics that are used elsewhere come from the whole norm, which stays for them.
// CHECK-LABEL: @statistics_elsewhere
// CHECK: %{{.+}}, %[[STATS:.+]]:2 = norm.layer_norm %{{.+}} {return_statistics} : tensor<8x16xf32>
// CHECK: scf.for
// CHECK:   norm.layer_norm %{{.+}} : tensor<2x16xf32>
// CHECK: return %{{.+}}, %[[STATS]]#0
func.func @statistics_elsewhere(%x: tensor<8x16xf32>, %init: tensor<8x16xf32>) -> (tensor<8x16xf32>, tensor<8xf32>) {
  %y, %mean, %rstd = norm.layer_norm %x axes = [1] epsilon = 1.0e-5 {return_statistics} : tensor<8x16xf32>
  %z = linalg.exp ins(%y : tensor<8x16xf32>) outs(%init : tensor<8x16xf32>) -> tensor<8x16xf32>
  return %z, %mean : tensor<8x16xf32>, tensor<8xf32>
}
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %exp = transform.structured.match ops{["linalg.exp"]} in %root : (!transform.any_op) -> !transform.any_op
    %tiled, %loop = transform.structured.fuse %exp tile_sizes [2, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    transform.yield
  }
}
