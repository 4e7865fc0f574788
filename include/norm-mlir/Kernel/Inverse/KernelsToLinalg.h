//===- KernelsToLinalg.h - Kernels back to linalg ops -----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_INVERSE_KERNELSTOLINALG_H
#define NORM_MLIR_KERNEL_INVERSE_KERNELSTOLINALG_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Adds the pattern that writes a norm.kernel on tensors as linalg.generic ops,
/// from which `norm-form-kernels` makes the same kernel again.
void populateKernelsToLinalgPatterns(RewritePatternSet &patterns);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_INVERSE_KERNELSTOLINALG_H
