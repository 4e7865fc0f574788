// Each level says what it does not have, in one line.
// RUN: split-file %s %t
// RUN: not norm-opt %t/named.mlir -norm-verify-level=level=core 2>&1 | FileCheck %t/named.mlir --implicit-check-not=error:
// RUN: norm-opt %t/named.mlir -norm-generalize -norm-verify-level=level=core
// RUN: not norm-opt %t/named.mlir -norm-generalize -norm-verify-level=level=linalg 2>&1 | FileCheck %t/named.mlir --check-prefix=LINALG
// RUN: norm-opt %t/named.mlir -norm-generalize -convert-norm-to-linalg -norm-verify-level=level=linalg
// RUN: not norm-opt %t/named.mlir -norm-generalize -convert-norm-to-linalg -norm-verify-level=level=buffers 2>&1 | FileCheck %t/named.mlir --check-prefix=BUFFERS
// RUN: norm-opt %t/kernel.mlir -norm-verify-level=level=buffers
// RUN: not norm-opt %t/kernel.mlir -norm-verify-level=level=kernels 2>&1 | FileCheck %t/kernel.mlir --check-prefix=KERNELS
// RUN: not norm-opt %t/kernel.mlir -norm-verify-level=level=loops 2>&1 | FileCheck %t/kernel.mlir --check-prefix=LOOPS
// RUN: norm-opt %t/kernel.mlir -norm-emit-cpu -norm-verify-level=level=loops
// RUN: norm-opt %t/kernel.mlir -norm-emit-gpu -norm-verify-level=level=device
// RUN: not norm-opt %t/kernel.mlir -norm-verify-level=level=device 2>&1 | FileCheck %t/kernel.mlir --check-prefix=DEVICE
// RUN: not norm-opt %t/kernel.mlir -norm-verify-level=level=x 2>&1 | FileCheck %t/kernel.mlir --check-prefix=NAME

//--- named.mlir
// CHECK: error: expects no norm.layer_norm at level core, which norm-generalize begins
// LINALG: error: expects no norm.stats at level linalg, which convert-norm-to-linalg begins
// BUFFERS: error: expects no {{.+}} at level buffers, which bufferization begins
func.func @f(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %y = norm.layer_norm %x axes = [1] epsilon = 1.000000e-05 : tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

//--- kernel.mlir
// KERNELS: error: expects no norm.kernel at level kernels, which norm-form-kernels begins
// LOOPS: error: expects no norm.{{.+}} at level loops, which norm-emit-cpu begins
// DEVICE: error: expects no norm.{{.+}} at level device, which norm-emit-gpu begins
// NAME: error: expects a level, core or linalg or kernels or buffers or loops or device; got "x"
func.func @f(%x: memref<8xf32>, %y: memref<8xf32>) {
  norm.kernel sizes = [8] ins(%x : memref<8xf32>) outs(%y : memref<8xf32>) maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>] {
  ^bb0(%a: f32):
    norm.yield %a : f32
  }
  return
}
