// RUN: norm-opt %s -norm-form-kernels=remarks -verify-diagnostics | FileCheck %s

// Ops that no kernel takes stay as they are, with the reason in a remark.

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#col = affine_map<(d0, d1) -> (d1)>

// CHECK-LABEL: func.func @buffers(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @buffers(%x: memref<4x8xf32>, %y: memref<4x8xf32>) {
  // expected-remark@+1 {{not part of a kernel: it is on buffers}}
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}

// CHECK-LABEL: func.func @no_projection(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @no_projection(%x: tensor<4x8xf32>, %e: tensor<4x7xf32>) -> tensor<4x7xf32> {
  // expected-remark@+1 {{not part of a kernel: an indexing map is no projection}}
  %y = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1 + 1)>, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x7xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4x7xf32>
  return %y : tensor<4x7xf32>
}

// CHECK-LABEL: func.func @loop_twice(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @loop_twice(%x: tensor<4x4xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark@+1 {{not part of a kernel: an indexing map names a loop twice}}
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4x4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// x[i, j] + x[j, i].
// CHECK-LABEL: func.func @walks_with_itself(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @walks_with_itself(%x: tensor<4x4xf32>, %e: tensor<4x4xf32>) -> tensor<4x4xf32> {
  // expected-remark@+1 {{not part of a kernel: an axis walks with itself, or is split in two ways}}
  %y = linalg.generic {indexing_maps = [#id, affine_map<(d0, d1) -> (d1, d0)>, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %x : tensor<4x4xf32>, tensor<4x4xf32>) outs(%e : tensor<4x4xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return %y : tensor<4x4xf32>
}

// 12 elements, as 3 x 4 and as 4 x 3.
// CHECK-LABEL: func.func @two_splits(
// CHECK:         norm.kernel
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @two_splits(%x: tensor<12xf32>, %e: tensor<3x4xf32>, %g: tensor<4x3xf32>) -> tensor<4x3xf32> {
  %v = tensor.expand_shape %x [[0, 1]] output_shape [3, 4] : tensor<12xf32> into tensor<3x4xf32>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%v : tensor<3x4xf32>) outs(%e : tensor<3x4xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<3x4xf32>
  %c = tensor.collapse_shape %y [[0, 1]] : tensor<3x4xf32> into tensor<12xf32>
  %w = tensor.expand_shape %c [[0, 1]] output_shape [4, 3] : tensor<12xf32> into tensor<4x3xf32>
  // expected-remark@+1 {{not part of a kernel: an axis walks with itself, or is split in two ways}}
  %z = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%w : tensor<4x3xf32>) outs(%g : tensor<4x3xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<4x3xf32>
  return %z : tensor<4x3xf32>
}

// CHECK-LABEL: func.func @index(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @index(%e: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark@+1 {{not part of a kernel: its region has linalg.index}}
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%e : tensor<4xf32>) {
  ^bb0(%o: f32):
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i32
    %f = arith.sitofp %j : i32 to f32
    linalg.yield %f : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: func.func @extract(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @extract(%t: tensor<4xf32>, %i: index, %e: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark@+1 {{not part of a kernel: its region has tensor.extract}}
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%e : tensor<4xf32>) {
  ^bb0(%o: f32):
    %f = tensor.extract %t[%i] : tensor<4xf32>
    linalg.yield %f : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: func.func @product(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @product(%x: tensor<4x8xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark@+1 {{not part of a kernel: it combines by other than a sum, a maximum or a minimum}}
  %y = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %s = arith.mulf %a, %acc : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: func.func @accumulator_used(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @accumulator_used(%x: tensor<4x8xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  // expected-remark@+1 {{not part of a kernel: it combines by other than a sum, a maximum or a minimum}}
  %y = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32):
    %q = arith.mulf %a, %acc : f32
    %s = arith.addf %q, %acc : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// A sum that another result reads while it grows.
// CHECK-LABEL: func.func @accumulator_once_more(
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @accumulator_once_more(%x: tensor<4x8xf32>, %e: tensor<4xf32>, %k: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  // expected-remark@+1 {{not part of a kernel: it combines by other than a sum, a maximum or a minimum}}
  %y:2 = linalg.generic {indexing_maps = [#id, #row, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%e, %k : tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%a: f32, %acc: f32, %acc2: f32):
    %s = arith.addf %a, %acc : f32
    %q = arith.mulf %s, %a : f32
    %t = arith.addf %q, %acc2 : f32
    linalg.yield %s, %t : f32, f32
  } -> (tensor<4xf32>, tensor<4xf32>)
  return %y#0, %y#1 : tensor<4xf32>, tensor<4xf32>
}

// Of an axis of 12, every fourth element is read, which needs no axis of 4; but a stride that is not known needs one.
// CHECK-LABEL: func.func @part_of_an_axis(
// CHECK:         norm.kernel
// CHECK:         linalg.generic
// CHECK-NOT:     {{norm.kernel|linalg.(generic|matmul)}}
// CHECK:         return
func.func @part_of_an_axis(%x: tensor<12xf32>, %d: tensor<?xf32>, %n: index) -> (tensor<3xf32>, tensor<3xf32>) {
  %v = tensor.expand_shape %x [[0, 1]] output_shape [3, 4] : tensor<12xf32> into tensor<3x4xf32>
  %u = tensor.expand_shape %d [[0, 1]] output_shape [3, %n] : tensor<?xf32> into tensor<3x?xf32>
  %e = tensor.empty() : tensor<3xf32>
  %z = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, 0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : tensor<3x4xf32>) outs(%e : tensor<3xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<3xf32>
  // expected-remark@+1 {{not part of a kernel: it reads one element of a part of an axis whose size is not stated}}
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, 0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%u : tensor<3x?xf32>) outs(%e : tensor<3xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<3xf32>
  return %z, %y : tensor<3xf32>, tensor<3xf32>
}
