//===- TorchToNorm.h - torch-mlir's ops as norms ----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_TORCHTONORM_TORCHTONORM_H
#define NORM_MLIR_CONVERSION_TORCHTONORM_TORCHTONORM_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {

/// Adds patterns that replace torch-mlir's norms by norm ops. What one can't
/// convert it reports as an error at the op.
void populateTorchToNormPatterns(RewritePatternSet &patterns);

/// Adds patterns that replace chains of torch-mlir's ops that spell a norm: of
/// F.normalize, weight_norm, local_response_norm. They are to be applied before
/// those below.
void populateTorchChainToNormPatterns(RewritePatternSet &patterns);

/// Adds patterns for what stands around norms: arithmetic, reductions, views,
/// constants. What they can't convert stays as it is.
void populateTorchNeighboursPatterns(RewritePatternSet &patterns);

/// Converts all of these in a module, with the functions around them, or fails
/// and leaves it as it was.
LogicalResult convertTorchToNorm(ModuleOp module);

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_TORCHTONORM_TORCHTONORM_H
