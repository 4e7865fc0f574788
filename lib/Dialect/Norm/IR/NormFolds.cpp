//===- NormFolds.cpp - Exact canonicalizations ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace mlir::norm;

/// Whether the scale of `op` is a constant 1 everywhere and is used as it is: x
/// * 1 is x to the bit. Where its size is still to be checked at run time, the
/// scale stays, and with it the check.
static bool isUnitScale(NormOpInterface op, Value scale,
                        const APFloat &offset) {
  return scale && offset.isZero() && matchPattern(scale, m_OneFloat()) &&
         llvm::none_of(op.getAffineAxes(), [&](int64_t axis) {
           return op.getNormalized().getType().isDynamicDim(axis);
         });
}

/// Replaces `op` by one without saved statistics where nobody reads them.
template <typename Op>
static LogicalResult dropUnusedStatistics(Op op, PatternRewriter &rewriter) {
  if (!op.getReturnStatistics() || !op.getStatistics().use_empty())
    return rewriter.notifyMatchFailure(op, "statistics are absent or used");
  OperationState state(op.getLoc(), op->getName(), op->getOperands(),
                       op.getResult().getType(), op->getAttrs());
  state.attributes.erase(op.getReturnStatisticsAttrName());
  Operation *plain = rewriter.create(state);
  rewriter.replaceAllUsesWith(op.getResult(), plain->getResult(0));
  rewriter.eraseOp(op);
  return success();
}

LogicalResult LayerNormOp::canonicalize(LayerNormOp op,
                                        PatternRewriter &rewriter) {
  if (isUnitScale(op, op.getScale(), op.getScaleOffset())) {
    rewriter.modifyOpInPlace(op, [&] { op.getScaleMutable().clear(); });
    return success();
  }
  return dropUnusedStatistics(op, rewriter);
}

LogicalResult RMSNormOp::canonicalize(RMSNormOp op, PatternRewriter &rewriter) {
  if (isUnitScale(op, op.getScale(), op.getScaleOffset())) {
    rewriter.modifyOpInPlace(op, [&] { op.getScaleMutable().clear(); });
    return success();
  }
  return dropUnusedStatistics(op, rewriter);
}

LogicalResult BatchNormOp::canonicalize(BatchNormOp op,
                                        PatternRewriter &rewriter) {
  if (!isUnitScale(op, op.getScale(), APFloat(0.0)))
    return rewriter.notifyMatchFailure(op,
                                       "scale is absent, not a constant 1, or "
                                       "of a size to check at run time");
  rewriter.modifyOpInPlace(op, [&] { op.getScaleMutable().clear(); });
  return success();
}

LogicalResult BatchNormTrainingOp::canonicalize(BatchNormTrainingOp op,
                                                PatternRewriter &rewriter) {
  if (!isUnitScale(op, op.getScale(), APFloat(0.0)))
    return rewriter.notifyMatchFailure(op,
                                       "scale is absent, not a constant 1, or "
                                       "of a size to check at run time");
  rewriter.modifyOpInPlace(op, [&] { op.getScaleMutable().clear(); });
  return success();
}

LogicalResult LpNormalizeOp::canonicalize(LpNormalizeOp op,
                                          PatternRewriter &rewriter) {
  // With epsilon nothing is divided by 0.
  if (op.getZeroNorm() == ZeroNorm::Zero && !op.getEpsilon().isZero()) {
    rewriter.modifyOpInPlace(op, [&] { op.setZeroNorm(ZeroNorm::NaN); });
    return success();
  }
  return dropUnusedStatistics(op, rewriter);
}

LogicalResult LocalResponseNormOp::canonicalize(LocalResponseNormOp op,
                                                PatternRewriter &rewriter) {
  // x / u^0 is x, also where u is NaN.
  if (op.getBeta().isZero()) {
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
  if (op.getWindow() == WindowConvention::Torch || op.getSize() % 2 == 0)
    return rewriter.notifyMatchFailure(
        op, "the window is torch's, or differs from it");
  rewriter.modifyOpInPlace(op, [&] { op.setWindow(WindowConvention::Torch); });
  return success();
}
