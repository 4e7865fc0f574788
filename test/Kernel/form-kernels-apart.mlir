// RUN: norm-opt %s -norm-form-kernels=remarks -verify-diagnostics | FileCheck %s

// Ops that one kernel does not take together, with the reason in a remark: each becomes one of its own, or stays.

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#col = affine_map<(d0, d1) -> (d1)>

// CHECK-LABEL: func.func @do_not_walk_together(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @do_not_walk_together(%x: tensor<8x8xf32>, %e: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %t = linalg.transpose ins(%x : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  // expected-remark@+1 {{not fused with what produces its operands: their axes do not walk together}}
  %s = linalg.add ins(%x, %t : tensor<8x8xf32>, tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %s : tensor<8x8xf32>
}

// Rows, then short columns.
// CHECK-LABEL: func.func @different_axes(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @different_axes(%x: tensor<4x8xf32>, %e: tensor<4xf32>, %f: tensor<8xf32>, %g: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %s = arith.addf %a, %acc : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  // expected-remark@+1 {{not fused with what produces its operands: its rows are too short to be summed in turn}}
  %z = linalg.generic {indexing_maps = [#id, #row, #col], iterator_types = ["reduction", "parallel"]} ins(%x, %y : tensor<4x8xf32>, tensor<4xf32>) outs(%f : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32, %acc: f32):
    %d = arith.subf %a, %b : f32
    %s = arith.addf %d, %acc : f32
    linalg.yield %s : f32
  } -> tensor<8xf32>
  %w = linalg.generic {indexing_maps = [#row, #col, #id], iterator_types = ["parallel", "parallel"]} ins(%y, %z : tensor<4xf32>, tensor<8xf32>) outs(%g : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %d = arith.subf %a, %b : f32
    linalg.yield %d : f32
  } -> tensor<4x8xf32>
  return %w : tensor<4x8xf32>
}

// The sum of a row would be formed for each of three columns.
// CHECK-LABEL: func.func @repeated(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @repeated(%x: tensor<4x8xf32>, %e: tensor<4xf32>, %g: tensor<4x3xf32>) -> tensor<4x3xf32> {
  %y = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %s = arith.addf %a, %acc : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  // expected-remark@+1 {{not fused with what produces its operands: a reduction would be repeated along another axis}}
  %z = linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<4xf32>) outs(%g : tensor<4x3xf32>) {
  ^bb0(%in: f32, %o: f32):
    linalg.yield %in : f32
  } -> tensor<4x3xf32>
  return %z : tensor<4x3xf32>
}

// A space of 4 x 8 x 9 would repeat both.
// CHECK-LABEL: func.func @no_op_has_all(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @no_op_has_all(%a: tensor<4xf32>, %e: tensor<4xf32>, %f: tensor<4x8xf32>, %g: tensor<4x9xf32>) -> (tensor<4x8xf32>, tensor<4x9xf32>) {
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %o: f32):
    %s = math.exp %in : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %z = linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<4xf32>) outs(%f : tensor<4x8xf32>) {
  ^bb0(%in: f32, %o: f32):
    linalg.yield %in : f32
  } -> tensor<4x8xf32>
  // expected-remark@+1 {{not fused with what produces its operands: no op has all of their axes}}
  %w = linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]} ins(%y : tensor<4xf32>) outs(%g : tensor<4x9xf32>) {
  ^bb0(%in: f32, %o: f32):
    linalg.yield %in : f32
  } -> tensor<4x9xf32>
  return %z, %w : tensor<4x8xf32>, tensor<4x9xf32>
}

// A window reads what is in memory.
// CHECK-LABEL: func.func @window_of_computed(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @window_of_computed(%x: tensor<16xf32>, %e: tensor<16xf32>) -> tensor<16xf32> {
  %c2 = arith.constant 2 : index
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0.0 : f32
  %y = linalg.exp ins(%x : tensor<16xf32>) outs(%e : tensor<16xf32>) -> tensor<16xf32>
  %extent = tensor.empty() : tensor<5xi1>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<16xf32>) -> tensor<16xf32>
  // expected-remark@+1 {{not fused with what produces its operands: a window of what is computed in the kernel}}
  %s = linalg.generic {indexing_maps = [#col, #row], iterator_types = ["parallel", "reduction"]} ins(%extent : tensor<5xi1>) outs(%init : tensor<16xf32>) {
  ^bb0(%t: i1, %acc: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %first = arith.subi %i, %c2 : index
    %position = arith.addi %first, %j : index
    %inside = arith.cmpi ult, %position, %c16 : index
    %index = arith.select %inside, %position, %i : index
    %read = tensor.extract %y[%index] : tensor<16xf32>
    %v = arith.select %inside, %read, %zero : f32
    %sum = arith.addf %acc, %v : f32
    linalg.yield %sum : f32
  } -> tensor<16xf32>
  return %s : tensor<16xf32>
}

// The matmul reads the result and is read beside it.
// CHECK-LABEL: func.func @detour(
// CHECK:         norm.kernel
// CHECK:         linalg.matmul
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @detour(%x: tensor<4x8xf32>, %w: tensor<8x8xf32>, %e: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = linalg.exp ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %z = linalg.matmul ins(%y, %w : tensor<4x8xf32>, tensor<8x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  // expected-remark@+1 {{not fused with what produces its operands: an op between them is in no kernel}}
  %s = linalg.add ins(%y, %z : tensor<4x8xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %s : tensor<4x8xf32>
}

// The first element of what is normalized: its statistics would be formed once more.
// CHECK-LABEL: func.func @first_of_reduced(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @first_of_reduced(%x: tensor<4x?xf32>, %n: index) -> tensor<4xf32> {
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %init = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x?xf32>) outs(%init : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %sum = arith.addf %acc, %a : f32
    linalg.yield %sum : f32
  } -> tensor<4xf32>
  %g = tensor.empty(%n) : tensor<4x?xf32>
  %y = linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<4x?xf32>, tensor<4xf32>) outs(%g : tensor<4x?xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %d = arith.subf %a, %b : f32
    linalg.yield %d : f32
  } -> tensor<4x?xf32>
  %one = arith.minui %n, %c1 : index
  %offset = arith.subi %one, %c1 : index
  %first = tensor.extract_slice %y[0, %offset] [4, %one] [1, 1] : tensor<4x?xf32> to tensor<4x?xf32>
  // expected-remark@+1 {{not fused with what produces its operands: it reads first elements of what a reduction gives}}
  %z = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%first : tensor<4x?xf32>) outs(%init : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %sum = arith.addf %acc, %a : f32
    linalg.yield %sum : f32
  } -> tensor<4xf32>
  return %z : tensor<4xf32>
}
