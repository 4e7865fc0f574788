// RUN: norm-opt %s -norm-fold-affine | FileCheck %s
// RUN: norm-opt %s -norm-fold-affine=relaxed | FileCheck %s --check-prefix=RELAXED

// Scale and bias disappear into the weights of the matmul after them.

// CHECK-LABEL: func.func @layer_norm_matmul(
// CHECK-SAME:    %[[X:.+]]: tensor<?x4xf32>, %[[W:.+]]: tensor<4xf32>, %[[B:.+]]: tensor<4xf32>, %[[WEIGHTS:.+]]: tensor<4x3xf32>)
// CHECK:         %[[EMPTY:.+]] = tensor.empty(%{{.+}}) : tensor<?x3xf32>
// CHECK:         %[[Y:.+]] = norm.layer_norm %[[X]] axes = [1] epsilon = 1.000000e-05 : tensor<?x4xf32>
// CHECK:         %[[FILL:.+]] = linalg.fill {{.*}} -> tensor<3xf32>
// CHECK:         %[[SHIFT:.+]] = linalg.generic {{.*}}iterator_types = ["reduction", "parallel"]} ins(%[[WEIGHTS]], %[[B]] : tensor<4x3xf32>, tensor<4xf32>) outs(%[[FILL]] : tensor<3xf32>)
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[SHIFT]] : tensor<3xf32>) outs(%[[EMPTY]] : tensor<?x3xf32>) dimensions = [0]
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[WEIGHTS]], %[[W]] : tensor<4x3xf32>, tensor<4xf32>)
// CHECK:         linalg.matmul ins(%[[Y]], %[[SCALED]] : {{.*}}) outs(%[[INIT]] :
func.func @layer_norm_matmul(%x: tensor<?x4xf32>, %w: tensor<4xf32>, %b: tensor<4xf32>, %weights: tensor<4x3xf32>) -> tensor<?x3xf32> {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x4xf32>
  %empty = tensor.empty(%n) : tensor<?x3xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<?x3xf32>) -> tensor<?x3xf32>
  %y = norm.layer_norm %x scale(%w : tensor<4xf32>) bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<?x4xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<?x4xf32>, tensor<4x3xf32>) outs(%zeros : tensor<?x3xf32>) -> tensor<?x3xf32>
  return %z : tensor<?x3xf32>
}

// W' = diag([2, 3]) W; [1, 1] + [10, 20] W.
// CHECK-LABEL: func.func @layer_norm_matmul_constants(
// CHECK-SAME:    %[[X:.+]]: tensor<3x2xf32>)
// CHECK-DAG:     %[[SCALED:.+]] = arith.constant dense<{{\[\[}}2.000000e+00, 4.000000e+00], [9.000000e+00, 1.200000e+01{{\]\]}}> : tensor<2x2xf32>
// CHECK-DAG:     %[[SHIFT:.+]] = arith.constant dense<[7.100000e+01, 1.010000e+02]> : tensor<2xf32>
// CHECK:         %[[INIT:.+]] = linalg.broadcast ins(%[[SHIFT]]
// CHECK:         linalg.matmul ins(%{{.+}}, %[[SCALED]] : {{.*}}) outs(%[[INIT]] :
func.func @layer_norm_matmul_constants(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %w = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %b = arith.constant dense<[10.0, 20.0]> : tensor<2xf32>
  %weights = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %ones = arith.constant dense<1.0> : tensor<3x2xf32>
  %y = norm.layer_norm %x scale(%w : tensor<2xf32>) bias(%b : tensor<2xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x2xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<3x2xf32>, tensor<2x2xf32>) outs(%ones : tensor<3x2xf32>) -> tensor<3x2xf32>
  return %z : tensor<3x2xf32>
}

// The offset is part of the scale. Without a bias the matmul may start from
// any tensor.
// CHECK-LABEL: func.func @rms_norm_batch_matmul_offset(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x4xf64>, %[[W:.+]]: tensor<4xf64>, %[[WEIGHTS:.+]]: tensor<2x4x5xf64>, %[[INIT:.+]]: tensor<2x3x5xf64>)
// CHECK:         %[[Y:.+]] = norm.rms_norm %[[X]] axes = [2] : tensor<2x3x4xf64>
// CHECK:         %[[SUM:.+]] = arith.addf %[[W]], %{{.+}} : tensor<4xf64>
// CHECK:         %[[SCALED:.+]] = linalg.generic {{.*}} ins(%[[WEIGHTS]], %[[SUM]] : tensor<2x4x5xf64>, tensor<4xf64>)
// CHECK:         linalg.batch_matmul ins(%[[Y]], %[[SCALED]] : {{.*}}) outs(%[[INIT]] :
func.func @rms_norm_batch_matmul_offset(%x: tensor<2x3x4xf64>, %w: tensor<4xf64>, %weights: tensor<2x4x5xf64>, %init: tensor<2x3x5xf64>) -> tensor<2x3x5xf64> {
  %y = norm.rms_norm %x scale(%w : tensor<4xf64>) axes = [2] {scale_offset = 1.0 : f64} : tensor<2x3x4xf64>
  %z = linalg.batch_matmul ins(%y, %weights : tensor<2x3x4xf64>, tensor<2x4x5xf64>) outs(%init : tensor<2x3x5xf64>) -> tensor<2x3x5xf64>
  return %z : tensor<2x3x5xf64>
}

// A transposed right side, and a bias that joins another one.
// CHECK-LABEL: func.func @layer_norm_matmul_transposed(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xf32>, %[[B:.+]]: tensor<4xf32>, %[[WEIGHTS:.+]]: tensor<5x4xf32>, %[[START:.+]]: tensor<5xf32>)
// CHECK:         %[[PRODUCT:.+]] = linalg.generic {{.*}}iterator_types = ["parallel", "reduction"]} ins(%[[WEIGHTS]], %[[B]] : tensor<5x4xf32>, tensor<4xf32>)
// CHECK:         %[[SHIFT:.+]] = arith.addf %[[START]], %[[PRODUCT]] : tensor<5xf32>
// CHECK:         linalg.broadcast ins(%[[SHIFT]] : tensor<5xf32>)
func.func @layer_norm_matmul_transposed(%x: tensor<3x4xf32>, %b: tensor<4xf32>, %weights: tensor<5x4xf32>, %start: tensor<5xf32>) -> tensor<3x5xf32> {
  %empty = tensor.empty() : tensor<3x5xf32>
  %init = linalg.broadcast ins(%start : tensor<5xf32>) outs(%empty : tensor<3x5xf32>) dimensions = [0]
  %y = norm.layer_norm %x bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %z = linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>] ins(%y, %weights : tensor<3x4xf32>, tensor<5x4xf32>) outs(%init : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %z : tensor<3x5xf32>
}

// The scale after the norm goes into the norm, and from there on.
// CHECK-LABEL: func.func @multiply_then_matmul(
// CHECK-SAME:    %[[X:.+]]: tensor<3x4xf32>, %[[V:.+]]: tensor<4xf32>, %[[WEIGHTS:.+]]: tensor<4x5xf32>)
// CHECK:         norm.rms_norm %[[X]] axes = [1] : tensor<3x4xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[WEIGHTS]], %[[V]] : tensor<4x5xf32>, tensor<4xf32>)
// CHECK:         linalg.matmul
func.func @multiply_then_matmul(%x: tensor<3x4xf32>, %v: tensor<4xf32>, %weights: tensor<4x5xf32>) -> tensor<3x5xf32> {
  %zeros = arith.constant dense<0.0> : tensor<3x5xf32>
  %empty = tensor.empty() : tensor<3x4xf32>
  %vs = linalg.broadcast ins(%v : tensor<4xf32>) outs(%empty : tensor<3x4xf32>) dimensions = [0]
  %y = norm.rms_norm %x axes = [1] : tensor<3x4xf32>
  %s = arith.mulf %y, %vs : tensor<3x4xf32>
  %z = linalg.matmul ins(%s, %weights : tensor<3x4xf32>, tensor<4x5xf32>) outs(%zeros : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %z : tensor<3x5xf32>
}

// The normalized value is rounded to bf16 after its scale.
// CHECK-LABEL: func.func @stated_rounding(
// CHECK:         norm.rms_norm %{{.+}} scale(
// RELAXED-LABEL: func.func @stated_rounding(
// RELAXED:         norm.rms_norm %{{[^ ]+}} axes = [1]
// RELAXED:         arith.truncf %{{.+}} : f32 to bf16
// RELAXED:         linalg.matmul
func.func @stated_rounding(%x: tensor<3x4xbf16>, %w: tensor<4xbf16>, %weights: tensor<4x5xbf16>) -> tensor<3x5xf32> {
  %zeros = arith.constant dense<0.0> : tensor<3x5xf32>
  %y = norm.rms_norm %x scale(%w : tensor<4xbf16>) axes = [1] : tensor<3x4xbf16>
  %z = linalg.matmul ins(%y, %weights : tensor<3x4xbf16>, tensor<4x5xbf16>) outs(%zeros : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %z : tensor<3x5xf32>
}

// CHECK-LABEL: func.func @other_use(
// CHECK:         norm.rms_norm %{{.+}} scale(
func.func @other_use(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %weights: tensor<4x5xf32>) -> (tensor<3x5xf32>, tensor<3x4xf32>) {
  %zeros = arith.constant dense<0.0> : tensor<3x5xf32>
  %y = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] : tensor<3x4xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<3x4xf32>, tensor<4x5xf32>) outs(%zeros : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %z, %y : tensor<3x5xf32>, tensor<3x4xf32>
}

// The scale runs along the rows, which the matmul keeps.
// CHECK-LABEL: func.func @other_axis(
// CHECK:         norm.rms_norm %{{.+}} scale(
func.func @other_axis(%x: tensor<4x3xf32>, %w: tensor<4xf32>, %weights: tensor<3x5xf32>) -> tensor<4x5xf32> {
  %zeros = arith.constant dense<0.0> : tensor<4x5xf32>
  %y = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [0] : tensor<4x3xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<4x3xf32>, tensor<3x5xf32>) outs(%zeros : tensor<4x5xf32>) -> tensor<4x5xf32>
  return %z : tensor<4x5xf32>
}

// Weights would be scaled again and again.
// CHECK-LABEL: func.func @other_block(
// CHECK:         norm.rms_norm %{{.+}} scale(
// CHECK:         scf.for
func.func @other_block(%x: tensor<3x4xf32>, %w: tensor<4xf32>, %weights: tensor<4x4xf32>, %n: index) -> tensor<3x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %y = norm.rms_norm %x scale(%w : tensor<4xf32>) axes = [1] : tensor<3x4xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%acc = %x) -> tensor<3x4xf32> {
    %z = linalg.matmul ins(%y, %weights : tensor<3x4xf32>, tensor<4x4xf32>) outs(%acc : tensor<3x4xf32>) -> tensor<3x4xf32>
    scf.yield %z : tensor<3x4xf32>
  }
  return %r : tensor<3x4xf32>
}

// The run-time check of the scale's size would go with it.
// CHECK-LABEL: func.func @unchecked_scale(
// CHECK:         norm.rms_norm %{{.+}} scale(
func.func @unchecked_scale(%x: tensor<3x4xf32>, %w: tensor<?xf32>, %weights: tensor<4x5xf32>) -> tensor<3x5xf32> {
  %zeros = arith.constant dense<0.0> : tensor<3x5xf32>
  %y = norm.rms_norm %x scale(%w : tensor<?xf32>) axes = [1] : tensor<3x4xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<3x4xf32>, tensor<4x5xf32>) outs(%zeros : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %z : tensor<3x5xf32>
}

// A bias cannot join a tensor without a sweep over it.
// CHECK-LABEL: func.func @other_init(
// CHECK:         norm.layer_norm %{{.+}} bias(
func.func @other_init(%x: tensor<3x4xf32>, %b: tensor<4xf32>, %weights: tensor<4x5xf32>, %init: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %y = norm.layer_norm %x bias(%b : tensor<4xf32>) axes = [1] epsilon = 1.0e-5 : tensor<3x4xf32>
  %z = linalg.matmul ins(%y, %weights : tensor<3x4xf32>, tensor<4x5xf32>) outs(%init : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %z : tensor<3x5xf32>
}
