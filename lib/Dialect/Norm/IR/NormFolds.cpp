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

/// Replaces `op` by one without saved statistics, its results `first` and on up
/// to the number that `return_statistics` adds, where nobody reads them.
template <typename Op>
static LogicalResult dropUnusedStatistics(Op op, PatternRewriter &rewriter,
                                          unsigned number = 0) {
  if (!op.getReturnStatistics())
    return rewriter.notifyMatchFailure(op, "no statistics are returned");
  ResultRange saved = op.getStatistics();
  if (number)
    saved = saved.take_front(number);
  if (!saved.use_empty())
    return rewriter.notifyMatchFailure(op, "statistics are used");
  SmallVector<Value> read = {op.getResult()};
  llvm::append_range(read, op.getStatistics().drop_front(saved.size()));
  OperationState state(op.getLoc(), op->getName(), op->getOperands(),
                       ValueRange(read).getTypes(), op->getAttrs());
  state.attributes.erase(op.getReturnStatisticsAttrName());
  Operation *plain = rewriter.create(state);
  rewriter.replaceAllUsesWith(read, plain->getResults());
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

/// group_norm with as many groups as channels => instance_norm, which needs no
/// view. Where a size is dynamic, the two ask different things of it.
static LogicalResult replaceByInstanceNorm(GroupNormOp op,
                                           PatternRewriter &rewriter) {
  RankedTensorType type = op.getNormalized().getType();
  if (type.getDimSize(op.getChannel()) != op.getGroupCount())
    return rewriter.notifyMatchFailure(
        op, "groups are not known to be single channels");
  int64_t elements = 1;
  for (int64_t axis : op.getAxes()) {
    if (type.isDynamicDim(axis))
      return rewriter.notifyMatchFailure(op, "a spatial size is dynamic");
    elements *= type.getDimSize(axis);
  }
  if (elements == 1)
    return rewriter.notifyMatchFailure(op, "instances have a single element");
  rewriter.replaceOpWithNewOp<InstanceNormOp>(
      op, op.getInput(), op.getScale(), op.getBias(), /*running_mean=*/Value(),
      /*running_variance=*/Value(), op.getChannelAxisAttr(), op.getAxesAttr(),
      op.getEpsilonAttr(), /*momentum=*/FloatAttr(),
      MomentumConventionAttr::get(op.getContext(), MomentumConvention::Torch),
      /*use_input_stats=*/rewriter.getBoolAttr(true),
      op.getReturnStatisticsAttr(), op.getEstimatorAttr(),
      op.getAccumulatorAttr());
  return success();
}

LogicalResult GroupNormOp::canonicalize(GroupNormOp op,
                                        PatternRewriter &rewriter) {
  if (isUnitScale(op, op.getScale(), APFloat(0.0))) {
    rewriter.modifyOpInPlace(op, [&] { op.getScaleMutable().clear(); });
    return success();
  }
  if (succeeded(dropUnusedStatistics(op, rewriter)))
    return success();
  return replaceByInstanceNorm(op, rewriter);
}

/// instance_norm with running statistics => batch_norm, which states it without
/// spatial axes.
static LogicalResult replaceByBatchNorm(InstanceNormOp op,
                                        PatternRewriter &rewriter) {
  if (op.getUseInputStats())
    return rewriter.notifyMatchFailure(op, "statistics are the input's own");
  rewriter.replaceOpWithNewOp<BatchNormOp>(
      op, op.getInput(), op.getRunningMean(), op.getRunningVariance(),
      op.getScale(), op.getBias(), op.getChannelAxisAttr(),
      op.getEpsilonAttr());
  return success();
}

LogicalResult InstanceNormOp::canonicalize(InstanceNormOp op,
                                           PatternRewriter &rewriter) {
  if (isUnitScale(op, op.getScale(), APFloat(0.0))) {
    rewriter.modifyOpInPlace(op, [&] { op.getScaleMutable().clear(); });
    return success();
  }
  if (succeeded(dropUnusedStatistics(op, rewriter, /*number=*/2)))
    return success();
  return replaceByBatchNorm(op, rewriter);
}
