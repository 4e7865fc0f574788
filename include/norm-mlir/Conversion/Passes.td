//===- Passes.td - Conversions out of the norm dialect -----*- tablegen -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_PASSES_TD
#define NORM_MLIR_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertNormToLinalgPass : Pass<"convert-norm-to-linalg"> {
  let summary = "Lower core normalization ops to linalg reductions and elementwise generics.";
  let description = [{
    norm.stats, norm.window_stats, norm.merge_stats and norm.apply (L1) become plain linalg
    on tensors (L2): reductions in the accumulator's type with the chosen estimator, and
    one elementwise generic that applies them. Everything that follows is upstream IR. Reductions carry
    fastmath<reassoc>: their order of summation is the business of later levels.

    Run norm-generalize first; a named op that is left makes this pass fail.

    Before:

    ```mlir
    %m2 = norm.stats <second_moment> %x axes = [1] : tensor<3x4xf32>
    ```

    After:

    ```mlir
    %m2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<3x4xf32>) outs(%zero : tensor<3xf64>) {
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
}

#endif // NORM_MLIR_CONVERSION_PASSES_TD
