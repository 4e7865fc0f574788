//===- BatchNormOps.h - Batch normalization of StableHLO --------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_STABLEHLOTONORM_BATCHNORMOPS_H
#define NORM_MLIR_CONVERSION_STABLEHLOTONORM_BATCHNORMOPS_H

#include "StableHLOConversion.h"

namespace mlir::norm::stablehlo {

/// What the three batch norm ops have in common. Where the operand has rank 1,
/// it stands here with a batch of 1 before its features.
struct BatchNorm {
  Value operand;
  int64_t channel;
  double epsilon;

  RankedTensorType getType() const {
    return cast<RankedTensorType>(operand.getType());
  }
  Type getElement() const { return getType().getElementType(); }
  /// All dims but the channel.
  SmallVector<int64_t> getReducedDims() const;
};

/// Reads and checks a batch norm op; operands from the second on have one
/// element per feature, but for the one with number `wide`.
FailureOr<BatchNorm> readBatchNorm(OpBuilder &builder, Operation *op,
                                   unsigned wide = 0);

/// The gradients of operand, scale and offset.
Replacement convertBatchNormGrad(OpBuilder &builder, Operation *op);

} // namespace mlir::norm::stablehlo

#endif // NORM_MLIR_CONVERSION_STABLEHLOTONORM_BATCHNORMOPS_H
