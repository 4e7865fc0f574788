//===- Passes.td - Passes that make kernels ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_PASSES_TD
#define NORM_MLIR_KERNEL_PASSES_TD

include "mlir/Pass/PassBase.td"

def FormKernelsPass : Pass<"norm-form-kernels", "::mlir::func::FuncOp"> {
  let summary = "Fuse linalg ops on tensors into norm.kernel ops.";
  let description = [{
    Connected linalg.generic ops become one `norm.kernel` where one iteration space holds
    them and all reductions are over the same of its dimensions. Reshapes that split or
    join dimensions, slices of first elements and windows are absorbed into the maps of its
    operands; fills and splats become scalars. What does not fit stays as it is, for the
    upstream route; `remarks` says why.

    Do not run it before sizes of results are expressed by sizes of arguments.

    Before:

    ```mlir
    %sum = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<4x8xf32>) outs(%zero : tensor<4xf32>) {
    %y = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%x, %sum : tensor<4x8xf32>, tensor<4xf32>) outs(%init : tensor<4x8xf32>) {
    ```

    After:

    ```mlir
    %y = norm.kernel sizes = [4, 8] ins(%x : tensor<4x8xf32>) outs(%init : tensor<4x8xf32>) maps = [#map, #map] {
    ^bb0(%a: f32):
      %s = norm.reduce <add> %a over [1] : f32
      %q = arith.divf %a, %s : f32
      norm.yield %q : f32
    } -> tensor<4x8xf32>
    ```
  }];
  let options = [
    Option<"remarks", "remarks", "bool", "false", "Remark on ops that are not fused, with the reason.">
  ];
  let statistics = [];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::tensor::TensorDialect", "::mlir::norm::NormDialect"
  ];
}

#endif // NORM_MLIR_KERNEL_PASSES_TD
