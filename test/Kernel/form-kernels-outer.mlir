// Sums over rows beside what is computed along rows: one kernel, as long as nothing in it reads the sums.
// RUN: norm-opt %s -norm-form-kernels -canonicalize | FileCheck %s
// RUN: not norm-opt %s -norm-form-kernels=target=abacus 2>&1 | FileCheck %s --check-prefix=TARGET
// RUN: not norm-opt %s -norm-split-kernels=target=abacus 2>&1 | FileCheck %s --check-prefix=TARGET
// RUN: not norm-opt %s -norm-block-reductions=target=abacus 2>&1 | FileCheck %s --check-prefix=TARGET
// TARGET: error: expects a target that has a cost model, cpu or nvvm; got "abacus"

#all = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#column = affine_map<(i, j) -> (j)>

// The sum of columns reads the argument alone, before anything else does.
// CHECK-LABEL: func.func @sibling(
// CHECK:         norm.kernel
// CHECK-DAG:       norm.reduce <add> %{{.+}} over [1]
// CHECK-DAG:       norm.reduce <add> %{{.+}} over [0]
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @sibling(%x: tensor<40x64xf32>, %se: tensor<40xf32>, %te: tensor<64xf32>, %y0: tensor<40x64xf32>) -> (tensor<40x64xf32>, tensor<64xf32>) {
  %zero = arith.constant 0.0 : f32
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40xf32>) -> tensor<40xf32>
  %t0 = linalg.fill ins(%zero : f32) outs(%te : tensor<64xf32>) -> tensor<64xf32>
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%x : tensor<40x64xf32>) outs(%t0 : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<64xf32>
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<40x64xf32>) outs(%s0 : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  %y = linalg.generic {indexing_maps = [#all, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<40x64xf32>, tensor<40xf32>) outs(%y0 : tensor<40x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x64xf32>
  return %y, %t : tensor<40x64xf32>, tensor<64xf32>
}

// What divides by the sum of columns, too, is a kernel of its own.
// CHECK-LABEL: func.func @read(
// CHECK-COUNT-2: norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @read(%x: tensor<40x64xf32>, %se: tensor<40xf32>, %te: tensor<64xf32>, %y0: tensor<40x64xf32>) -> tensor<40x64xf32> {
  %zero = arith.constant 0.0 : f32
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40xf32>) -> tensor<40xf32>
  %t0 = linalg.fill ins(%zero : f32) outs(%te : tensor<64xf32>) -> tensor<64xf32>
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<40x64xf32>) outs(%s0 : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  %q = linalg.generic {indexing_maps = [#all, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<40x64xf32>, tensor<40xf32>) outs(%y0 : tensor<40x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x64xf32>
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%q : tensor<40x64xf32>) outs(%t0 : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<64xf32>
  %y = linalg.generic {indexing_maps = [#all, #column, #all], iterator_types = ["parallel", "parallel"]} ins(%q, %t : tensor<40x64xf32>, tensor<64xf32>) outs(%y0 : tensor<40x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x64xf32>
  return %y : tensor<40x64xf32>
}

// Sums along rows beside what is computed along columns would be combined across lanes at every point.
// CHECK-LABEL: func.func @along_vectors(
// CHECK:         norm.kernel
// CHECK:         norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @along_vectors(%x: tensor<40x64xf32>, %se: tensor<40xf32>, %te: tensor<64xf32>, %y0: tensor<40x64xf32>) -> (tensor<40x64xf32>, tensor<40xf32>) {
  %zero = arith.constant 0.0 : f32
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40xf32>) -> tensor<40xf32>
  %t0 = linalg.fill ins(%zero : f32) outs(%te : tensor<64xf32>) -> tensor<64xf32>
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%x : tensor<40x64xf32>) outs(%t0 : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<64xf32>
  %y = linalg.generic {indexing_maps = [#all, #column, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %t : tensor<40x64xf32>, tensor<64xf32>) outs(%y0 : tensor<40x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x64xf32>
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%y : tensor<40x64xf32>) outs(%s0 : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  return %y, %s : tensor<40x64xf32>, tensor<40xf32>
}

// A sum that starts with a value of its own is more than a reduction.
// CHECK-LABEL: func.func @starts_with_a_value(
// CHECK-COUNT-2: norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @starts_with_a_value(%x: tensor<40x64xf32>, %se: tensor<40xf32>, %te: tensor<64xf32>, %y0: tensor<40x64xf32>) -> (tensor<40x64xf32>, tensor<64xf32>) {
  %zero = arith.constant 0.0 : f32
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40xf32>) -> tensor<40xf32>
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<40x64xf32>) outs(%s0 : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  %y = linalg.generic {indexing_maps = [#all, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<40x64xf32>, tensor<40xf32>) outs(%y0 : tensor<40x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x64xf32>
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<40x64xf32>) outs(%te : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<64xf32>
  return %y, %t : tensor<40x64xf32>, tensor<64xf32>
}

// Two sums that nothing reads: the one along rows is the kernel's own.
// CHECK-LABEL: func.func @two_sums(
// CHECK:         norm.kernel
// CHECK-DAG:       norm.reduce <add> %{{.+}} over [1]
// CHECK-DAG:       norm.reduce <add> %{{.+}} over [0]
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @two_sums(%x: tensor<40x64xf32>, %se: tensor<40xf32>, %te: tensor<64xf32>) -> (tensor<64xf32>, tensor<40xf32>) {
  %zero = arith.constant 0.0 : f32
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40xf32>) -> tensor<40xf32>
  %t0 = linalg.fill ins(%zero : f32) outs(%te : tensor<64xf32>) -> tensor<64xf32>
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%x : tensor<40x64xf32>) outs(%t0 : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<64xf32>
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<40x64xf32>) outs(%s0 : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  return %t, %s : tensor<64xf32>, tensor<40xf32>
}

// A maximum that is only spread over what it reduces is the kernel's own, too.
// CHECK-LABEL: func.func @spread(
// CHECK:         norm.kernel
// CHECK-DAG:       %[[OWN:.+]] = norm.reduce <max> %{{.+}} over [1]
// CHECK-DAG:       %[[SUM:.+]] = norm.reduce <add> %{{.+}} over [2]
// CHECK:           norm.yield %[[OWN]], %[[SUM]]
// CHECK-NOT:     norm.kernel
// CHECK:         return
func.func @spread(%x: tensor<4x8x6x17xf32>, %me: tensor<4x6x17xf32>, %se: tensor<4x8x17xf32>, %y0: tensor<4x8x6x17xf32>) -> (tensor<4x8x6x17xf32>, tensor<4x8x17xf32>) {
  %zero = arith.constant 0.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %m0 = linalg.fill ins(%least : f32) outs(%me : tensor<4x6x17xf32>) -> tensor<4x6x17xf32>
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<4x8x17xf32>) -> tensor<4x8x17xf32>
  %m = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, k, l)>], iterator_types = ["parallel", "reduction", "parallel", "parallel"]} ins(%x : tensor<4x8x6x17xf32>) outs(%m0 : tensor<4x6x17xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.maximumf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<4x6x17xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, k, l)>, affine_map<(i, j, k, l) -> (i, j, k, l)>], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%x, %m : tensor<4x8x6x17xf32>, tensor<4x6x17xf32>) outs(%y0 : tensor<4x8x6x17xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %b : f32
  } -> tensor<4x8x6x17xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k, l)>, affine_map<(i, j, k, l) -> (i, j, l)>], iterator_types = ["parallel", "parallel", "reduction", "parallel"]} ins(%x : tensor<4x8x6x17xf32>) outs(%s0 : tensor<4x8x17xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<4x8x17xf32>
  return %y, %s : tensor<4x8x6x17xf32>, tensor<4x8x17xf32>
}

// Vectors run along rows also where a dimension of size 1 follows; and rows of 8 are too short.
// CHECK-LABEL: func.func @unit_behind(
// CHECK-COUNT-2: norm.kernel
// CHECK-NOT:     norm.kernel
// CHECK-LABEL: func.func @short_rows(
// CHECK-COUNT-2: norm.kernel
// CHECK-NOT:     norm.kernel
func.func @unit_behind(%x: tensor<40x64x1xf32>, %te: tensor<64x1xf32>, %se: tensor<40x1xf32>, %y0: tensor<40x64x1xf32>) -> (tensor<40x64x1xf32>, tensor<40x1xf32>) {
  %zero = arith.constant 0.0 : f32
  %t0 = linalg.fill ins(%zero : f32) outs(%te : tensor<64x1xf32>) -> tensor<64x1xf32>
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40x1xf32>) -> tensor<40x1xf32>
  %t = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>], iterator_types = ["reduction", "parallel", "parallel"]} ins(%x : tensor<40x64x1xf32>) outs(%t0 : tensor<64x1xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<64x1xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (j, k)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%x, %t : tensor<40x64x1xf32>, tensor<64x1xf32>) outs(%y0 : tensor<40x64x1xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x64x1xf32>
  %s = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j, k)>, affine_map<(i, j, k) -> (i, k)>], iterator_types = ["parallel", "reduction", "parallel"]} ins(%y : tensor<40x64x1xf32>) outs(%s0 : tensor<40x1xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40x1xf32>
  return %y, %s : tensor<40x64x1xf32>, tensor<40x1xf32>
}
func.func @short_rows(%x: tensor<40x8xf32>, %se: tensor<40xf32>, %te: tensor<8xf32>, %y0: tensor<40x8xf32>) -> (tensor<40x8xf32>, tensor<8xf32>) {
  %zero = arith.constant 0.0 : f32
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<40xf32>) -> tensor<40xf32>
  %t0 = linalg.fill ins(%zero : f32) outs(%te : tensor<8xf32>) -> tensor<8xf32>
  %s = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<40x8xf32>) outs(%s0 : tensor<40xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<40xf32>
  %y = linalg.generic {indexing_maps = [#all, #row, #all], iterator_types = ["parallel", "parallel"]} ins(%x, %s : tensor<40x8xf32>, tensor<40xf32>) outs(%y0 : tensor<40x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.divf %a, %b : f32
    linalg.yield %0 : f32
  } -> tensor<40x8xf32>
  %t = linalg.generic {indexing_maps = [#all, #column], iterator_types = ["reduction", "parallel"]} ins(%y : tensor<40x8xf32>) outs(%t0 : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %b, %a : f32
    linalg.yield %0 : f32
  } -> tensor<8xf32>
  return %y, %t : tensor<40x8xf32>, tensor<8xf32>
}
