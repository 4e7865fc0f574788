// Local response normalization as front ends write it, in one kernel each: a sum over a window of a padded tensor, a
// pool, and slices added up.
// RUN: norm-runner %s --all --verify | FileCheck %s
// RUN: norm-runner %s --all --verify --route=upstream | FileCheck %s
// RUN: norm-opt %s -norm-linalg-pipeline -resolve-shaped-type-result-dims -cse -norm-form-kernels -canonicalize -cse | FileCheck %s --check-prefix=FORMED

// CHECK: 8 passed, 0 failed

#c4 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#window = affine_map<(d0, d1, d2, d3) -> (d0, d1 + d3, d2)>
#extent = affine_map<(d0, d1, d2, d3) -> (d3)>
#space = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>

// FORMED-DAG: #[[WINDOW:.+]] = affine_map<(d0, d1, d2, d3)[s0, s1, s2, s3] -> (d0, d1 + d3 - 2, d2)>

// The squares are of what the window reads: outside, 0 squared.
// FORMED-LABEL: func.func @window(
// FORMED-NOT:     {{linalg|tensor.pad}}
// FORMED:         norm.kernel sizes = [2, 7, 9, 5]
// FORMED-SAME:      #[[WINDOW]]{{.*}} outside = [{{.*}}0.000000e+00 : f32
// FORMED:           norm.reduce <add> %{{.+}} over [3] : f32
// FORMED-NOT:     {{linalg|tensor.pad|norm.kernel}}
// FORMED:         return
func.func @window(%x: tensor<2x7x9xf32>) -> tensor<2x7x9xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant dense<1.0> : tensor<2x7x9xf32>
  %alpha = arith.constant dense<2.0e-1> : tensor<2x7x9xf32>
  %beta = arith.constant dense<0.75> : tensor<2x7x9xf32>
  %q = arith.mulf %x, %x : tensor<2x7x9xf32>
  %p = tensor.pad %q low[0, 2, 0] high[0, 2, 0] {
  ^bb0(%i: index, %j: index, %k: index):
    tensor.yield %zero : f32
  } : tensor<2x7x9xf32> to tensor<2x11x9xf32>
  %e = tensor.empty() : tensor<2x7x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x7x9xf32>) -> tensor<2x7x9xf32>
  %t = tensor.empty() : tensor<5xf32>
  %s = linalg.generic {indexing_maps = [#window, #extent, #space], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%p, %t : tensor<2x11x9xf32>, tensor<5xf32>) outs(%f : tensor<2x7x9xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.addf %o, %a : f32
    linalg.yield %r : f32
  } -> tensor<2x7x9xf32>
  %m = arith.mulf %s, %alpha : tensor<2x7x9xf32>
  %u = arith.addf %m, %one : tensor<2x7x9xf32>
  %w = math.powf %u, %beta : tensor<2x7x9xf32>
  %y = arith.divf %x, %w : tensor<2x7x9xf32>
  return %y : tensor<2x7x9xf32>
}

// A pool over the channels of an image whose channels are last.
// FORMED-LABEL: func.func @pool(
// FORMED-NOT:     {{linalg|tensor.pad}}
// FORMED:         norm.kernel sizes = [2, 3, 8, 3]
// FORMED-NOT:     {{linalg|tensor.pad|norm.kernel}}
// FORMED:         return
func.func @pool(%x: tensor<2x3x8x1xf32>) -> tensor<2x3x8x1xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant dense<1.0> : tensor<2x3x8x1xf32>
  %q = arith.mulf %x, %x : tensor<2x3x8x1xf32>
  %p = tensor.pad %q low[0, 0, 1, 0] high[0, 0, 1, 0] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<2x3x8x1xf32> to tensor<2x3x10x1xf32>
  %e = tensor.empty() : tensor<2x3x8x1xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x3x8x1xf32>) -> tensor<2x3x8x1xf32>
  %t = tensor.empty() : tensor<1x3xf32>
  %s = linalg.pooling_nhwc_sum {strides = dense<1> : tensor<2xi64>, dilations = dense<1> : tensor<2xi64>} ins(%p, %t : tensor<2x3x10x1xf32>, tensor<1x3xf32>) outs(%f : tensor<2x3x8x1xf32>) -> tensor<2x3x8x1xf32>
  %u = arith.addf %s, %one : tensor<2x3x8x1xf32>
  %y = arith.divf %x, %u : tensor<2x3x8x1xf32>
  return %y : tensor<2x3x8x1xf32>
}

// FORMED-LABEL: func.func @slices(
// FORMED-NOT:     {{linalg|tensor.pad}}
// FORMED:         norm.kernel sizes = [%{{.+}}, 5, %{{.+}}]
// FORMED-NOT:     {{linalg|tensor.pad|norm.kernel}}
// FORMED:         return
func.func @slices(%x: tensor<?x5x?xf32> {norm.input = "normal:0,2@2x5x11"}) -> tensor<?x5x?xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c0 : tensor<?x5x?xf32>
  %w = tensor.dim %x, %c2 : tensor<?x5x?xf32>
  %zero = arith.constant 0.0 : f32
  %k = arith.constant 2.0 : f32
  %q = arith.mulf %x, %x : tensor<?x5x?xf32>
  %p = tensor.pad %q low[0, 1, 0] high[0, 1, 0] {
  ^bb0(%i: index, %j: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<?x5x?xf32> to tensor<?x7x?xf32>
  %s0 = tensor.extract_slice %p[0, 0, 0] [%n, 5, %w] [1, 1, 1] : tensor<?x7x?xf32> to tensor<?x5x?xf32>
  %s1 = tensor.extract_slice %p[0, 1, 0] [%n, 5, %w] [1, 1, 1] : tensor<?x7x?xf32> to tensor<?x5x?xf32>
  %s2 = tensor.extract_slice %p[0, 2, 0] [%n, 5, %w] [1, 1, 1] : tensor<?x7x?xf32> to tensor<?x5x?xf32>
  %a = arith.addf %s0, %s1 : tensor<?x5x?xf32>
  %b = arith.addf %a, %s2 : tensor<?x5x?xf32>
  %ks = tensor.splat %k[%n, %w] : tensor<?x5x?xf32>
  %u = arith.addf %b, %ks : tensor<?x5x?xf32>
  %y = arith.divf %x, %u : tensor<?x5x?xf32>
  return %y : tensor<?x5x?xf32>
}

// A margin of ones is none of squares of zeros: the squares are a kernel, the sums another one that reads them.
// FORMED-LABEL: func.func @ones(
// FORMED:         norm.kernel
// FORMED:         norm.kernel sizes = [3, 6]
// FORMED-SAME:      outside = [1.000000e+00 : f32]
// FORMED:         return
func.func @ones(%x: tensor<6xf32>) -> tensor<6xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %q = arith.mulf %x, %x : tensor<6xf32>
  %p = tensor.pad %q low[1] high[1] {
  ^bb0(%i: index):
    tensor.yield %one : f32
  } : tensor<6xf32> to tensor<8xf32>
  %e = tensor.empty() : tensor<6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %t = tensor.empty() : tensor<3xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%p, %t : tensor<8xf32>, tensor<3xf32>) outs(%f : tensor<6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.addf %o, %a : f32
    linalg.yield %r : f32
  } -> tensor<6xf32>
  return %s : tensor<6xf32>
}

// Two margins of one tensor with values of their own.
// FORMED-LABEL: func.func @two_margins(
// FORMED:         norm.kernel sizes = [8]
// FORMED-SAME:      outside = [1.000000e+00 : f32, 2.000000e+00 : f32]
// FORMED:         return
func.func @two_margins(%x: tensor<6xf32>) -> tensor<8xf32> {
  %one = arith.constant 1.0 : f32
  %two = arith.constant 2.0 : f32
  %p = tensor.pad %x low[1] high[1] {
  ^bb0(%i: index):
    tensor.yield %one : f32
  } : tensor<6xf32> to tensor<8xf32>
  %q = tensor.pad %x low[1] high[1] {
  ^bb0(%i: index):
    tensor.yield %two : f32
  } : tensor<6xf32> to tensor<8xf32>
  %s = arith.addf %p, %q : tensor<8xf32>
  return %s : tensor<8xf32>
}

// Margins that are no windows: of one element, behind only, and of what a reshape joined.
// FORMED-LABEL: func.func @one_element(
func.func @one_element(%x: tensor<f64>) -> tensor<4x1xf64> {
  %k = arith.constant 1.0 : f64
  %v = tensor.expand_shape %x [] output_shape [1, 1] : tensor<f64> into tensor<1x1xf64>
  %p = tensor.pad %v low[1, 0] high[2, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %k : f64
  } : tensor<1x1xf64> to tensor<4x1xf64>
  %y = math.absf %p : tensor<4x1xf64>
  return %y : tensor<4x1xf64>
}

func.func @behind(%x: tensor<96xbf16>) -> tensor<101xbf16> {
  %k = arith.constant 1.0 : bf16
  %p = tensor.pad %x low[0] high[5] {
  ^bb0(%i: index):
    tensor.yield %k : bf16
  } : tensor<96xbf16> to tensor<101xbf16>
  %y = math.absf %p : tensor<101xbf16>
  return %y : tensor<101xbf16>
}

func.func @joined(%x: tensor<33x?xf32> {norm.input = "normal:0,1@33x4"}) -> tensor<?xf32> {
  %k = arith.constant 1.0 : f32
  %n = norm.rms_norm %x axes = [1] epsilon = 1.0e-5 : tensor<33x?xf32>
  %c = tensor.collapse_shape %n [[0, 1]] : tensor<33x?xf32> into tensor<?xf32>
  %p = tensor.pad %c low[3] high[2] {
  ^bb0(%i: index):
    tensor.yield %k : f32
  } : tensor<?xf32> to tensor<?xf32>
  %y = norm.rms_norm %p axes = [0] epsilon = 1.0e-5 : tensor<?xf32>
  return %y : tensor<?xf32>
}
