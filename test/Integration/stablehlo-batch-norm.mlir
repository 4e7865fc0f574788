// Batch normalization and its gradients: numbers that JAX 0.10.2 gave in f64, gradients by its own differentiation.
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | norm-runner - --entry=values --verify --precision=4 | FileCheck %s
// RUN: norm-opt %s -allow-unregistered-dialect -convert-stablehlo-to-norm | norm-runner - --all --verify | FileCheck %s --check-prefix=ALL

// ALL: 7 passed, 0 failed

// CHECK-NOT:  FAILED
// CHECK:      result 0: 2x3x2xf32
// CHECK-NEXT: {{\[\[\[}}-1.0311 -0.9106]
// CHECK-NEXT:   [-1.677  -1.2321]
// CHECK-NEXT:   [ 2.1072  1.8525]]
// CHECK:       {{\[\[}} 0.7404  1.2013]
// CHECK-NEXT:   [ 2.0437  2.8654]
// CHECK-NEXT:   [ 0.2148 -0.1745]]]
// CHECK-NEXT: result 1: 3xf32
// CHECK-NEXT: [2.1386 3.6032 5.4554]
// CHECK-NEXT: result 2: 3xf32
// CHECK-NEXT: [4.1765 6.9541 9.6139]
// CHECK-NEXT: result 3: 2x3x2xf32
// CHECK-NEXT: {{\[\[\[}} 0.1015 -0.1215]
// CHECK-NEXT:   [ 0.1746 -0.2618]
// CHECK-NEXT:   [ 0.1282 -0.1757]]
// CHECK:       {{\[\[}} 0.0623 -0.0423]
// CHECK-NEXT:   [ 0.336  -0.2488]
// CHECK-NEXT:   [ 0.1616 -0.1141]]]
// CHECK-NEXT: result 4: 3xf32
// CHECK-NEXT: [ 0.0935  0.1204 -0.1717]
// CHECK-NEXT: result 5: 3xf32
// CHECK-NEXT: [ 3.2544 -2.4628 -1.2046]
func.func @values() -> (tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>, tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>) {
  %x = arith.constant dense<[[[0.0, 0.25], [0.70710678, 1.29903811], [2.0, 2.79508497]], [[3.67423461, 4.63006479], [5.65685425, 6.75], [7.90569415, 9.12071]]]> : tensor<2x3x2xf32>
  %w = arith.constant dense<[1.0, 2.0, -1.0]> : tensor<3xf32>
  %b = arith.constant dense<[0.0, 0.5, 1.0]> : tensor<3xf32>
  %g = arith.constant dense<[[[1.0, 0.54030231], [-0.41614684, -0.9899925], [-0.65364362, 0.28366219]], [[0.96017029, 0.75390225], [-0.14550003, -0.91113026], [-0.83907153, 0.0044257]]]> : tensor<2x3x2xf32>
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>)
  %1:3 = "stablehlo.batch_norm_grad"(%x, %w, %0#1, %0#2, %g) <{epsilon = 1.25e-01 : f32, feature_index = 1 : i64}> : (tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<2x3x2xf32>) -> (tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0, %0#1, %0#2, %1#0, %1#1, %1#2 : tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>, tensor<2x3x2xf32>, tensor<3xf32>, tensor<3xf32>
}

// A large mean, channels last, sizes known only at run time.
func.func @training_dynamic(%x: tensor<?x?x7xf32> {norm.input = "normal:1000,1@3x11x7"}, %w: tensor<7xf32>, %b: tensor<7xf32>) -> (tensor<?x?x7xf32>, tensor<7xf32>, tensor<7xf32>) {
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) <{epsilon = 1.0e-05 : f32, feature_index = 2 : i64}> : (tensor<?x?x7xf32>, tensor<7xf32>, tensor<7xf32>) -> (tensor<?x?x7xf32>, tensor<7xf32>, tensor<7xf32>)
  return %0#0, %0#1, %0#2 : tensor<?x?x7xf32>, tensor<7xf32>, tensor<7xf32>
}

// One value per feature, and constant features without epsilon: 0 / 0.
func.func @training_degenerate(%x: tensor<5xbf16>, %w: tensor<5xbf16>, %b: tensor<5xbf16>, %z: tensor<3x5xf32> {norm.input = "constant:3"}, %v: tensor<5xf32>) -> (tensor<5xbf16>, tensor<5xbf16>, tensor<3x5xf32>) {
  %0:3 = "stablehlo.batch_norm_training"(%x, %w, %b) <{epsilon = 1.0e-05 : f32, feature_index = 0 : i64}> : (tensor<5xbf16>, tensor<5xbf16>, tensor<5xbf16>) -> (tensor<5xbf16>, tensor<5xbf16>, tensor<5xbf16>)
  %1:3 = "stablehlo.batch_norm_training"(%z, %v, %v) <{epsilon = 0.0 : f32, feature_index = 1 : i64}> : (tensor<3x5xf32>, tensor<5xf32>, tensor<5xf32>) -> (tensor<3x5xf32>, tensor<5xf32>, tensor<5xf32>)
  return %0#0, %0#2, %1#0 : tensor<5xbf16>, tensor<5xbf16>, tensor<3x5xf32>
}

func.func @inference_types(%x: tensor<4x3xf16>, %w: tensor<3xf16>, %v: tensor<3xf16> {norm.input = "lognormal"}, %y: tensor<4x3xf64>, %u: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<4x3xf16>, tensor<4x3xf64>) {
  %0 = "stablehlo.batch_norm_inference"(%x, %w, %w, %w, %v) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<4x3xf16>, tensor<3xf16>, tensor<3xf16>, tensor<3xf16>, tensor<3xf16>) -> tensor<4x3xf16>
  %1 = "stablehlo.batch_norm_inference"(%y, %u, %u, %u, %u) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<4x3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>) -> tensor<4x3xf64>
  return %0, %1 : tensor<4x3xf16>, tensor<4x3xf64>
}

func.func @grad_dynamic(%x: tensor<?x7x?xf32> {norm.input = "normal:1000,1@3x7x11"}, %w: tensor<7xf32>, %m: tensor<7xf32> {norm.input = "constant:1000"}, %v: tensor<7xf32> {norm.input = "ones"}, %g: tensor<?x7x?xf32> {norm.input = "normal@3x7x11"}) -> (tensor<?x7x?xf32>, tensor<7xf32>, tensor<7xf32>) {
  %0:3 = "stablehlo.batch_norm_grad"(%x, %w, %m, %v, %g) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<?x7x?xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<?x7x?xf32>) -> (tensor<?x7x?xf32>, tensor<7xf32>, tensor<7xf32>)
  return %0#0, %0#1, %0#2 : tensor<?x7x?xf32>, tensor<7xf32>, tensor<7xf32>
}

func.func @grad_types(%x: tensor<5x3xbf16>, %w: tensor<3xbf16>, %v: tensor<3xbf16> {norm.input = "lognormal"}, %y: tensor<3xf64>, %u: tensor<3xf64> {norm.input = "lognormal"}) -> (tensor<5x3xbf16>, tensor<3xbf16>, tensor<3xf64>) {
  %0:3 = "stablehlo.batch_norm_grad"(%x, %w, %w, %v, %x) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<5x3xbf16>, tensor<3xbf16>, tensor<3xbf16>, tensor<3xbf16>, tensor<5x3xbf16>) -> (tensor<5x3xbf16>, tensor<3xbf16>, tensor<3xbf16>)
  %1:3 = "stablehlo.batch_norm_grad"(%y, %u, %u, %u, %y) <{epsilon = 1.0e-05 : f32, feature_index = 0 : i64}> : (tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>) -> (tensor<3xf64>, tensor<3xf64>, tensor<3xf64>)
  return %0#0, %0#1, %1#0 : tensor<5x3xbf16>, tensor<3xbf16>, tensor<3xf64>
}

// No elements: sums of nothing.
func.func @grad_empty(%x: tensor<?x3xf32> {norm.input = "normal@0x3"}, %w: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = "stablehlo.batch_norm_grad"(%x, %w, %w, %w, %x) <{epsilon = 1.0e-05 : f32, feature_index = 1 : i64}> : (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<?x3xf32>) -> (tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0, %0#1, %0#2 : tensor<?x3xf32>, tensor<3xf32>, tensor<3xf32>
}
