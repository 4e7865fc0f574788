// RUN: norm-opt %s -norm-require-operand-sizes -cse | FileCheck %s

// Operands that walk the same dimension have the same size, or a norm.require
// says so before the op.

#row = affine_map<(d0, d1) -> (d0, d1)>
#inner = affine_map<(d0, d1) -> (d1)>
#outer = affine_map<(d0, d1) -> (d0)>
#swapped = affine_map<(d0, d1) -> (d1, d0)>
#shifted = affine_map<(d0, d1) -> (d0 + d1)>

// The example of the pass.
// CHECK-LABEL: func.func @add(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?xf32>, %[[RESIDUAL:[^:]+]]: tensor<?xf32>
// CHECK-DAG:     %[[N:.+]] = tensor.dim %[[X]]
// CHECK-DAG:     %[[M:.+]] = tensor.dim %[[RESIDUAL]]
// CHECK:         %[[EQUAL:.+]] = arith.cmpi eq, %[[N]], %[[M]] : index
// CHECK-NEXT:    norm.require %[[EQUAL]], "expects operands of linalg.add to agree in size; got {0} and {1}"(%[[N]], %[[M]] : index, index)
// CHECK-NOT:     norm.require
// CHECK:         linalg.add
func.func @add(%x: tensor<?xf32>, %residual: tensor<?xf32>, %n: index) -> tensor<?xf32> {
  %init = tensor.empty(%n) : tensor<?xf32>
  %sum = linalg.add ins(%x, %residual : tensor<?xf32>, tensor<?xf32>) outs(%init : tensor<?xf32>) -> tensor<?xf32>
  return %sum : tensor<?xf32>
}

// A size that one operand states is compared as a constant.
// CHECK-LABEL: func.func @add_static_and_dynamic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<4xf32>, %[[Y:[^:]+]]: tensor<?xf32>
// CHECK-DAG:     %[[C4:.+]] = arith.constant 4 : index
// CHECK-DAG:     %[[N:.+]] = tensor.dim %[[Y]]
// CHECK:         arith.cmpi eq, %[[C4]], %[[N]] : index
// CHECK-NEXT:    norm.require %{{.+}}(%[[C4]], %[[N]] : index, index)
// CHECK-NOT:     norm.require
// CHECK:         linalg.add
func.func @add_static_and_dynamic(%x: tensor<4xf32>, %y: tensor<?xf32>) -> tensor<4xf32> {
  %init = tensor.empty() : tensor<4xf32>
  %sum = linalg.add ins(%x, %y : tensor<4xf32>, tensor<?xf32>) outs(%init : tensor<4xf32>) -> tensor<4xf32>
  return %sum : tensor<4xf32>
}

// CHECK-LABEL: func.func @nothing_to_require(
// CHECK-NOT:     norm.require
// CHECK:         return
func.func @nothing_to_require(%x: tensor<4xf32>, %y: tensor<?xf32>, %s: f32) -> (tensor<4xf32>, tensor<?xf32>) {
  %a = linalg.add ins(%x, %x : tensor<4xf32>, tensor<4xf32>) outs(%x : tensor<4xf32>) -> tensor<4xf32>
  %b = linalg.add ins(%y, %y : tensor<?xf32>, tensor<?xf32>) outs(%y : tensor<?xf32>) -> tensor<?xf32>
  %c = linalg.fill ins(%s : f32) outs(%b : tensor<?xf32>) -> tensor<?xf32>
  return %a, %c : tensor<4xf32>, tensor<?xf32>
}

// An init that is not a fresh tensor is an operand like any other.
// CHECK-LABEL: func.func @init(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?xf32>, %[[INIT:[^:]+]]: tensor<?xf32>
// CHECK-DAG:     %[[N:.+]] = tensor.dim %[[X]]
// CHECK-DAG:     %[[M:.+]] = tensor.dim %[[INIT]]
// CHECK:         norm.require {{.*}}(%[[N]], %[[M]] : index, index)
// CHECK:         linalg.exp
func.func @init(%x: tensor<?xf32>, %init: tensor<?xf32>) -> tensor<?xf32> {
  %y = linalg.exp ins(%x : tensor<?xf32>) outs(%init : tensor<?xf32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// Loops, not positions, decide what is compared: here the columns of X with W
// and with the rows of T, the rows of X with V and with the columns of T. A sum
// of two loops says nothing of either.
// CHECK-LABEL: func.func @generic(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>, %[[W:[^:]+]]: tensor<?xf32>, %[[V:[^:]+]]: tensor<?xf32>, %[[T:[^:]+]]: tensor<?x?xf32>, %[[U:[^:]+]]: tensor<?xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[ROWS:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[COLUMNS:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     %[[NW:.+]] = tensor.dim %[[W]]
// CHECK-DAG:     norm.require {{.*}}linalg.generic{{.*}}(%[[COLUMNS]], %[[NW]] : index, index)
// CHECK-DAG:     %[[NV:.+]] = tensor.dim %[[V]]
// CHECK-DAG:     norm.require {{.*}}(%[[ROWS]], %[[NV]] : index, index)
// CHECK-DAG:     %[[T0:.+]] = tensor.dim %[[T]], %[[C0]]
// CHECK-DAG:     norm.require {{.*}}(%[[COLUMNS]], %[[T0]] : index, index)
// CHECK-DAG:     %[[T1:.+]] = tensor.dim %[[T]], %[[C1]]
// CHECK-DAG:     norm.require {{.*}}(%[[ROWS]], %[[T1]] : index, index)
// CHECK-NOT:     norm.require
// CHECK-NOT:     tensor.dim %[[U]]
// CHECK:         linalg.generic
func.func @generic(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %v: tensor<?xf32>, %t: tensor<?x?xf32>, %u: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = linalg.generic {indexing_maps = [#row, #inner, #outer, #swapped, #shifted, #row], iterator_types = ["parallel", "parallel"]}
      ins(%x, %w, %v, %t, %u : tensor<?x?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?x?xf32>, tensor<?xf32>) outs(%x : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32, %e: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// A transposed tensor that meets itself is square.
// CHECK-LABEL: func.func @square(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG:     %[[ROWS:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK-DAG:     %[[COLUMNS:.+]] = tensor.dim %[[X]], %[[C1]]
// CHECK-DAG:     norm.require {{.*}}(%[[COLUMNS]], %[[ROWS]] : index, index)
// CHECK-DAG:     norm.require {{.*}}(%[[ROWS]], %[[COLUMNS]] : index, index)
// CHECK:         linalg.generic
func.func @square(%x: tensor<?x?xf32>, %n: index) -> tensor<?x?xf32> {
  %init = tensor.empty(%n, %n) : tensor<?x?xf32>
  %y = linalg.generic {indexing_maps = [#row, #swapped, #row], iterator_types = ["parallel", "parallel"]}
      ins(%x, %x : tensor<?x?xf32>, tensor<?x?xf32>) outs(%init : tensor<?x?xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}

// A cast states the sizes of its result; forgetting sizes needs no check.
// CHECK-LABEL: func.func @cast(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?x?x5xf32>
// CHECK-DAG:     %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG:     %[[C3:.+]] = arith.constant 3 : index
// CHECK-DAG:     %[[ROWS:.+]] = tensor.dim %[[X]], %[[C0]]
// CHECK:         %[[EQUAL:.+]] = arith.cmpi eq, %[[C3]], %[[ROWS]] : index
// CHECK-NEXT:    norm.require %[[EQUAL]], "expects a size that the tensor.cast states; got {0} and {1}"(%[[C3]], %[[ROWS]] : index, index)
// CHECK-NEXT:    tensor.cast
// CHECK-NEXT:    tensor.cast
// CHECK-NEXT:    tensor.cast
// CHECK-NEXT:    return
func.func @cast(%x: tensor<?x?x5xf32>) -> (tensor<?x?x?xf32>, tensor<*xf32>) {
  %a = tensor.cast %x : tensor<?x?x5xf32> to tensor<3x?x5xf32>
  %b = tensor.cast %a : tensor<3x?x5xf32> to tensor<?x?x?xf32>
  %c = tensor.cast %b : tensor<?x?x?xf32> to tensor<*xf32>
  return %b, %c : tensor<?x?x?xf32>, tensor<*xf32>
}

// Elementwise ops on tensors, under the name that the user wrote.
// CHECK-LABEL: func.func @elementwise(
// CHECK-DAG:     %[[N:.+]] = tensor.dim %arg0
// CHECK-DAG:     %[[M:.+]] = tensor.dim %arg1
// CHECK:         norm.require %{{.+}}, "expects operands of arith.addf to agree in size; got {0} and {1}"(%[[N]], %[[M]] : index, index)
// CHECK-NEXT:    arith.addf
// CHECK-NEXT:    math.exp
// CHECK:         arith.mulf
func.func @elementwise(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %a = arith.addf %x, %y : tensor<?xf32>
  %b = math.exp %a : tensor<?xf32>
  %c = arith.mulf %a, %b : tensor<?xf32>
  return %c : tensor<?xf32>
}

// Ops of ours are not looked at, and memrefs neither.
// CHECK-LABEL: func.func @others(
// CHECK-NOT:     norm.require
// CHECK:         return
func.func @others(%x: tensor<?xf32>, %y: tensor<?xf32>, %m: memref<?xf32>, %n: memref<?xf32>) -> tensor<?xf32> {
  %b = norm.layer_norm %x scale(%y : tensor<?xf32>) axes = [0] epsilon = 1.0e-5 : tensor<?xf32>
  linalg.exp ins(%m : memref<?xf32>) outs(%n : memref<?xf32>)
  return %b : tensor<?xf32>
}

// In bodies of loops and branches, before the op.
// CHECK-LABEL: func.func @nested(
// CHECK:         scf.for
// CHECK:           scf.if
// CHECK:             norm.require %{{.+}}, "expects operands of arith.addf to agree in size; got {0} and {1}"
// CHECK-NEXT:        arith.addf
func.func @nested(%x: tensor<?xf32>, %y: tensor<?xf32>, %n: index, %c: i1) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %x) -> tensor<?xf32> {
    %u = scf.if %c -> tensor<?xf32> {
      %a = arith.addf %t, %y : tensor<?xf32>
      scf.yield %a : tensor<?xf32>
    } else {
      scf.yield %t : tensor<?xf32>
    }
    scf.yield %u : tensor<?xf32>
  }
  return %r : tensor<?xf32>
}

// Scalars and tensors of rank 0 have no sizes.
// CHECK-LABEL: func.func @scalars(
// CHECK-NOT:     norm.require
// CHECK:         return
func.func @scalars(%x: tensor<?xf32>, %k: f32, %z: tensor<f32>) -> (tensor<?xf32>, tensor<f32>) {
  %s = arith.addf %z, %z : tensor<f32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>, affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x, %k, %z : tensor<?xf32>, f32, tensor<f32>) outs(%x : tensor<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32, %o: f32):
    %m = arith.mulf %p, %q : f32
    %t = arith.addf %m, %r : f32
    linalg.yield %t : f32
  } -> tensor<?xf32>
  return %y, %s : tensor<?xf32>, tensor<f32>
}

// A kernel reads as far as its space says.
// CHECK-LABEL: func.func @kernel(
// CHECK-SAME:    %[[X:[^:]+]]: tensor<?xf32>, %{{.+}}: tensor<4xf32>, %[[N:[^:]+]]: index
// CHECK:         %[[SIZE:.+]] = tensor.dim %[[X]]
// CHECK:         norm.require %{{.+}}, "expects operands of norm.kernel to have the sizes that its maps walk; got {0} for {1}"(%[[SIZE]], %[[N]] : index, index)
// CHECK-NOT:     norm.require
// CHECK:         norm.kernel
func.func @kernel(%x: tensor<?xf32>, %w: tensor<4xf32>, %n: index) -> tensor<?x4xf32> {
  %e = tensor.empty(%n) : tensor<?x4xf32>
  %y = norm.kernel sizes = [%n, 4] ins(%x, %w : tensor<?xf32>, tensor<4xf32>) outs(%e : tensor<?x4xf32>) maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>] {
  ^bb0(%a: f32, %b: f32):
    %s = arith.mulf %a, %b : f32
    norm.yield %s : f32
  } -> tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}
