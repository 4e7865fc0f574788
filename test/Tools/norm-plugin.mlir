// The dialect, its passes, its pipelines and the models of its interfaces in
// upstream's own driver. Passes of a plugin are no options of their own there,
// so that pipelines are text.
//
// A program without a sanitizer's runtime cannot load a plugin with one.
// UNSUPPORTED: asan, ubsan, tsan
//
// DEFINE: %{plugin} = --load-dialect-plugin=%norm_plugin --load-pass-plugin=%norm_plugin
//
// RUN: mlir-opt %{plugin} %s | mlir-opt %{plugin} | FileCheck %s
// RUN: mlir-opt %{plugin} %s -emit-bytecode | norm-opt | FileCheck %s
// RUN: mlir-opt %{plugin} %s --pass-pipeline='builtin.module(norm-generalize)' | FileCheck %s --check-prefix=CORE
// RUN: mlir-opt %{plugin} %s --pass-pipeline='builtin.module(norm-generalize,convert-norm-to-linalg)' | FileCheck %s --check-prefix=LINALG
// RUN: mlir-opt %{plugin} %s --pass-pipeline='builtin.module(norm-cpu-pipeline{vector-bits=512})' | FileCheck %s --check-prefix=LLVM
//
// What the drivers write is the same.
// RUN: mlir-opt %{plugin} %s --pass-pipeline='builtin.module(norm-cpu-pipeline)' -o %t.plugin
// RUN: norm-opt %s --norm-cpu-pipeline -o %t.own
// RUN: diff %t.plugin %t.own
//
// Without the plugin, and with the dialect's part alone.
// RUN: not mlir-opt %s 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not mlir-opt --load-dialect-plugin=%norm_plugin %s --pass-pipeline='builtin.module(norm-generalize)' 2>&1 | FileCheck %s --check-prefix=NOPASS

// UNKNOWN: Dialect `norm' not found
// NOPASS: 'norm-generalize' does not refer to a registered pass or pass pipeline

// CHECK-LABEL: func.func @layer_norm
// CHECK: norm.layer_norm %{{.*}} scale(%{{.*}} : tensor<?xf32>) bias(%{{.*}} : tensor<?xf32>) axes = [1]
// CORE-LABEL: func.func @layer_norm
// CORE: norm.stats <moments>
// CORE: norm.apply
// LINALG-LABEL: func.func @layer_norm
// LINALG: linalg.generic
// LINALG-NOT: norm.apply
// LINALG: return
// LLVM: llvm.func @layer_norm(
// LLVM-NOT: norm.
func.func @layer_norm(%x: tensor<?x?xf32>, %w: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?xf32> {
  %y = norm.layer_norm %x scale(%w : tensor<?xf32>) bias(%b : tensor<?xf32>) axes = [1] epsilon = 1.000000e-05 : tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
