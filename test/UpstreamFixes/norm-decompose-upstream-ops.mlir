// RUN: norm-opt %s -norm-decompose-upstream-ops | FileCheck %s

// CHECK-LABEL: func.func @softmax(
// CHECK-SAME:    %[[X:.+]]: tensor<4x64xf32>)
// CHECK:         %[[MAX:.+]] = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<4x64xf32>) outs(%[[INIT:.+]] : tensor<4xf32>) {
// CHECK:           arith.maximumf
// CHECK:         %[[EXP:.+]] = linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[MAX]] : tensor<4x64xf32>, tensor<4xf32>) outs(%[[INIT:.+]] : tensor<4x64xf32>) {
// CHECK:         %[[SUM:.+]] = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[EXP]] : tensor<4x64xf32>) outs(%[[INIT:.+]] : tensor<4xf32>) {
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} ins(%[[EXP]], %[[SUM]] : tensor<4x64xf32>, tensor<4xf32>) outs(%[[INIT:.+]] : tensor<4x64xf32>) {
// CHECK:         return %[[Y]]
func.func @softmax(%x: tensor<4x64xf32>) -> tensor<4x64xf32> {
  %init = tensor.empty() : tensor<4x64xf32>
  %y = linalg.softmax dimension(1) ins(%x : tensor<4x64xf32>) outs(%init : tensor<4x64xf32>) -> tensor<4x64xf32>
  return %y : tensor<4x64xf32>
}

// Of two types, what either states.
// CHECK-LABEL: func.func @softmax_of_two_types(
// CHECK-SAME:    %[[X:.+]]: tensor<4x?xf32>, %[[INIT:.+]]: tensor<?x64xf32>)
// CHECK-DAG:     %[[IN:.+]] = tensor.cast %[[X]] : tensor<4x?xf32> to tensor<4x64xf32>
// CHECK-DAG:     %[[OUT:.+]] = tensor.cast %[[INIT]] : tensor<?x64xf32> to tensor<4x64xf32>
// CHECK:         %[[EXP:.+]] = linalg.generic {{.*}} ins(%[[IN]], %{{.+}} : tensor<4x64xf32>, tensor<4xf32>) outs(%[[OUT]] : tensor<4x64xf32>)
// CHECK:         %[[Y:.+]] = linalg.generic {{.*}} ins(%[[EXP]], %{{.+}} : tensor<4x64xf32>, tensor<4xf32>)
// CHECK:         %[[CAST:.+]] = tensor.cast %[[Y]] : tensor<4x64xf32> to tensor<?x64xf32>
// CHECK:         return %[[CAST]]
func.func @softmax_of_two_types(%x: tensor<4x?xf32>, %init: tensor<?x64xf32>) -> tensor<?x64xf32> {
  %y = linalg.softmax dimension(1) ins(%x : tensor<4x?xf32>) outs(%init : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %y : tensor<?x64xf32>
}

// In regions, too.
// CHECK-LABEL: func.func @softmax_in_a_loop(
// CHECK-NOT:     linalg.softmax
// CHECK:         scf.for
// CHECK:           math.exp
func.func @softmax_in_a_loop(%x: tensor<4x64xf32>, %n: index) -> tensor<4x64xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (tensor<4x64xf32>) {
    %init = tensor.empty() : tensor<4x64xf32>
    %y = linalg.softmax dimension(1) ins(%s : tensor<4x64xf32>) outs(%init : tensor<4x64xf32>) -> tensor<4x64xf32>
    scf.yield %y : tensor<4x64xf32>
  }
  return %r : tensor<4x64xf32>
}

// CHECK-LABEL: func.func @concat(
// CHECK-COUNT-2: tensor.insert_slice
// CHECK-NOT:     tensor.concat
func.func @concat(%x: tensor<7x5xf32>, %y: tensor<7x3xf32>) -> tensor<7x8xf32> {
  %v = tensor.concat dim(1) %x, %y : (tensor<7x5xf32>, tensor<7x3xf32>) -> tensor<7x8xf32>
  return %v : tensor<7x8xf32>
}

// CHECK-LABEL: func.func @pack_and_unpack(
// CHECK:         tensor.expand_shape
// CHECK:         linalg.transpose
// CHECK:         linalg.transpose
// CHECK:         tensor.collapse_shape
// CHECK-NOT:     pack
func.func @pack_and_unpack(%x: tensor<7x12xf32>) -> tensor<7x12xf32> {
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x3x4x4xf32>
  %y = linalg.pack %x padding_value(%z : f32) inner_dims_pos = [0, 1] inner_tiles = [4, 4] into %e : tensor<7x12xf32> -> tensor<2x3x4x4xf32>
  %f = tensor.empty() : tensor<7x12xf32>
  %u = linalg.unpack %y inner_dims_pos = [0, 1] inner_tiles = [4, 4] into %f : tensor<2x3x4x4xf32> -> tensor<7x12xf32>
  return %u : tensor<7x12xf32>
}

// Which of the dimensions of size 1 is dropped is told by a reshape.
// CHECK-LABEL: func.func @one_of_several_ones(
// CHECK:         %[[S:.+]] = tensor.extract_slice %{{.+}}[0, 0, 0] [1, 1, %{{.+}}] [1, 1, 1] : tensor<?x1x?xf32> to tensor<1x1x?xf32>
// CHECK:         tensor.collapse_shape %[[S]] {{\[\[0\], \[1, 2\]\]}} : tensor<1x1x?xf32> into tensor<1x?xf32>
func.func @one_of_several_ones(%x: tensor<?x1x?xf32>, %n: index) -> tensor<1x?xf32> {
  %s = tensor.extract_slice %x[0, 0, 0] [1, 1, %n] [1, 1, 1] : tensor<?x1x?xf32> to tensor<1x?xf32>
  return %s : tensor<1x?xf32>
}

// As LLVM 23 defines it, minimum first.
// CHECK-LABEL: func.func @clamp(
// CHECK-SAME:    %[[X:.+]]: f32, %[[LOW:.+]]: f32, %[[HIGH:.+]]: f32)
// CHECK:         %[[BELOW:.+]] = arith.minimumf %[[X]], %[[HIGH]] fastmath<nnan> : f32
// CHECK:         %[[Y:.+]] = arith.maximumf %[[BELOW]], %[[LOW]] fastmath<nnan> : f32
// CHECK:         return %[[Y]]
func.func @clamp(%x: f32, %low: f32, %high: f32) -> f32 {
  %y = math.clampf %x to [%low, %high] fastmath<nnan> : f32
  return %y : f32
}

// CHECK-LABEL: func.func @classes(
// CHECK-SAME:    %[[X:.+]]: bf16, %[[V:.+]]: vector<4xf32>)
// CHECK-DAG:     %[[INF:.+]] = arith.constant 0x7F80 : bf16
// CHECK-DAG:     %[[LARGEST:.+]] = arith.constant dense<3.40282347E+38> : vector<4xf32>
// CHECK-DAG:     %[[LEAST:.+]] = arith.constant dense<1.17549435E-38> : vector<4xf32>
// CHECK-DAG:     %[[ABS:.+]] = math.absf %[[X]] : bf16
// CHECK-DAG:     arith.cmpf oeq, %[[ABS]], %[[INF]] : bf16
// CHECK-DAG:     arith.cmpf ole, %{{.+}}, %[[LARGEST]] : vector<4xf32>
// CHECK-DAG:     arith.cmpf oge, %{{.+}}, %[[LEAST]] : vector<4xf32>
// CHECK:         arith.andi
func.func @classes(%x: bf16, %v: vector<4xf32>) -> (i1, vector<4xi1>) {
  %i = math.isinf %x : bf16
  %n = math.isnormal %v : vector<4xf32>
  return %i, %n : i1, vector<4xi1>
}
