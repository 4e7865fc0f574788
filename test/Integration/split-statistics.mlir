// Statistics of an axis in parts, made by upstream's driver and its transform ops alone,
// merge into those of the whole axis.
//
// A program without a sanitizer's runtime cannot load a plugin with one.
// UNSUPPORTED: asan, ubsan, tsan
// REQUIRES: numpy
//
// RUN: split-file %s %t
// DEFINE: %{how} =
// DEFINE: %{split} = mlir-opt --load-dialect-plugin=%norm_plugin %t/whole.mlir --transform-preload-library=transform-library-paths=%t/%{how}.mlir --transform-interpreter --canonicalize --cse -o %t/split.mlir
// DEFINE: %{entry} =
// DEFINE: %{run} = norm-runner %t/whole.mlir --entry=%{entry} --output=%t/whole.0.npy --output=%t/whole.1.npy && norm-runner %t/split.mlir --entry=%{entry} --output=%t/split.0.npy --output=%t/split.1.npy
//
// REDEFINE: %{how} = parallel
// RUN: %{split} && FileCheck %t/whole.mlir --input-file=%t/split.mlir
// RUN: norm-runner %t/split.mlir --all --verify | FileCheck %s --check-prefix=FIVE
// REDEFINE: %{entry} = moments
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = empty_parts
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = power_sum
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = infinite
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = sum_and_maximum
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
//
// REDEFINE: %{how} = in_turn
// RUN: %{split} && FileCheck %t/whole.mlir --input-file=%t/split.mlir
// RUN: norm-runner %t/split.mlir --all --verify | FileCheck %s --check-prefix=FIVE
// REDEFINE: %{entry} = moments
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = empty_parts
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = power_sum
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = infinite
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
// REDEFINE: %{entry} = sum_and_maximum
// RUN: %{run} && %python %S/../compare_npy.py %t/split.0.npy %t/whole.0.npy --relative=1e-14
// RUN: %python %S/../compare_npy.py %t/split.1.npy %t/whole.1.npy --relative=1e-12
//
// FIVE: {{^}}5 passed, 0 failed

//--- whole.mlir

// CHECK-LABEL: func.func @moments(
// CHECK:         scf.for
// CHECK:           norm.stats <moments>
// CHECK:         norm.merge_stats {{.*}} axis = 1
// CHECK:         return
func.func @moments(%x: tensor<3x1000xf32> {norm.input = "normal:1000,1"}) -> (tensor<3xf64>, tensor<3xf64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [1] : tensor<3x1000xf32>
  return %mean, %m2 : tensor<3xf64>, tensor<3xf64>
}

// Fewer elements than parts.
// CHECK-LABEL: func.func @empty_parts(
// CHECK:         scf.for
// CHECK:         norm.merge_stats {{.*}} axis = 0
// CHECK:         return
func.func @empty_parts(%x: tensor<?xbf16> {norm.input = "normal:100,1@5"}) -> (tensor<f64>, tensor<f64>) {
  %mean, %m2 = norm.stats <moments> %x axes = [0] : tensor<?xbf16>
  return %mean, %m2 : tensor<f64>, tensor<f64>
}

// Parts of zeros have no scale, and one of large numbers has the largest.
// CHECK-LABEL: func.func @power_sum(
// CHECK:         scf.for
// CHECK:           norm.stats <abs_power_sum>
// CHECK:         return
func.func @power_sum(%x: tensor<?x37xf32> {norm.input = "outliers:1e30,3,2,19@4x37"}, %n: index {norm.input = "4"}) -> (tensor<4xf64>, tensor<4xf64>) {
  %zero = arith.constant 0.0 : f32
  %padded = tensor.pad %x low[0, 40] high[0, 40] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<?x37xf32> to tensor<4x117xf32>
  %scale, %sum = norm.stats <abs_power_sum> %padded axes = [1] {p = 3.0 : f64} : tensor<4x117xf32>
  return %scale, %sum : tensor<4xf64>, tensor<4xf64>
}

// CHECK-LABEL: func.func @infinite(
// CHECK:         scf.for
// CHECK:         return
func.func @infinite(%x: tensor<6x60xf32> {norm.input = "special"}) -> (tensor<6xf64>, tensor<6xf64>) {
  %scale, %sum = norm.stats <abs_power_sum> %x axes = [1] {p = 2.5 : f64} : tensor<6x60xf32>
  return %scale, %sum : tensor<6xf64>, tensor<6xf64>
}

// CHECK-LABEL: func.func @sum_and_maximum(
// CHECK:         scf.for
// CHECK:           norm.stats <second_moment>
// CHECK:         scf.for
// CHECK:           norm.stats <abs_max>
// CHECK:         return
func.func @sum_and_maximum(%x: tensor<5x?x3xf16> {norm.input = "normal:0,30@5x41x3"}) -> (tensor<3xf64>, tensor<3xf64>) {
  %m2 = norm.stats <second_moment> %x axes = [0, 1] : tensor<5x?x3xf16>
  %max = norm.stats <abs_max> %x axes = [0, 1] : tensor<5x?x3xf16>
  return %m2, %max : tensor<3xf64>, tensor<3xf64>
}

//--- parallel.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %stats = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %0, %1, %2, %3, %4, %5 = transform.split_handle %stats : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r0:6 = transform.structured.tile_reduction_using_forall %0 by num_threads = [0, 7] tile_sizes = [] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r1:6 = transform.structured.tile_reduction_using_forall %1 by num_threads = [9] tile_sizes = [] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r2:6 = transform.structured.tile_reduction_using_forall %2 by num_threads = [0, 7] tile_sizes = [] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r3:6 = transform.structured.tile_reduction_using_forall %3 by num_threads = [0, 7] tile_sizes = [] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r4:4 = transform.structured.tile_reduction_using_forall %4 reduction_dims = [1] by num_threads = [] tile_sizes = [0, 6, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r5:4 = transform.structured.tile_reduction_using_forall %5 reduction_dims = [1] by num_threads = [] tile_sizes = [0, 6, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}

//--- in_turn.mlir

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %stats = transform.structured.match ops{["norm.stats"]} in %root : (!transform.any_op) -> !transform.any_op
    %0, %1, %2, %3, %4, %5 = transform.split_handle %stats : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r0:6 = transform.structured.tile_reduction_using_for %0 by tile_sizes = [0, 16] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r1:6 = transform.structured.tile_reduction_using_for %1 by tile_sizes = [9] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r2:6 = transform.structured.tile_reduction_using_for %2 by tile_sizes = [0, 16] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r3:6 = transform.structured.tile_reduction_using_for %3 by tile_sizes = [0, 16] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r4:4 = transform.structured.tile_reduction_using_for %4 reduction_dims = [1] by tile_sizes = [0, 6, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    %r5:4 = transform.structured.tile_reduction_using_for %5 reduction_dims = [1] by tile_sizes = [0, 6, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op, !transform.any_op, !transform.any_op)
    transform.yield
  }
}
