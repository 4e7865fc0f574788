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

/// Whether static sizes already say that `parameter` fits along the affine
/// axes. Where the check is still to be made at run time, a parameter stays,
/// and with it the check.
static bool isSizeDecided(NormOpInterface op, Value parameter) {
  return SizeCondition::sameShape(
             "", getTensorSizes(op.getNormalized(), op.getAffineAxes()),
             getTensorSizes(parameter))
      .evaluate()
      .has_value();
}

/// Whether nobody reads any of `results`.
static bool areUnused(ResultRange results) {
  return llvm::all_of(results,
                      [](OpResult result) { return result.use_empty(); });
}

/// Whether `parameter` of `op` is a constant all of whose elements satisfy
/// `predicate` and may go without a check of its size being lost.
static bool isConstantOf(NormOpInterface op, Value parameter,
                         llvm::function_ref<bool(const APFloat &)> predicate) {
  DenseFPElementsAttr values;
  if (!parameter || !matchPattern(parameter, m_Constant(&values)) ||
      !isSizeDecided(op, parameter))
    return false;
  if (values.isSplat())
    return predicate(values.getSplatValue<APFloat>());
  return llvm::all_of(values, predicate);
}

/// Whether the scale of `op` plus `offset`, added in the compute type, is a
/// constant 1 everywhere: x * 1 is x to the bit.
static bool isUnitScale(NormOpInterface op, Value scale,
                        const APFloat &offset) {
  const llvm::fltSemantics &compute =
      getComputeType(op.getNormalized().getType().getElementType())
          .getFloatSemantics();
  auto convert = [&](APFloat value) {
    bool losesInfo;
    value.convert(compute, APFloat::rmNearestTiesToEven, &losesInfo);
    return value;
  };
  APFloat addend = convert(offset);
  return isConstantOf(op, scale, [&](const APFloat &value) {
    APFloat sum = convert(value);
    if (!addend.isZero())
      sum.add(addend, APFloat::rmNearestTiesToEven);
    return sum.isExactlyValue(1.0);
  });
}

/// Whether the bias of `op` is a constant -0.0 everywhere: x + -0.0 is x to the
/// bit. A bias of 0.0 is not: it turns -0.0 into 0.0.
static bool isNeutralBias(NormOpInterface op, Value bias) {
  return isConstantOf(op, bias,
                      [](const APFloat &value) { return value.isNegZero(); });
}

/// Replaces `op` by one without saved statistics, where nobody reads them: all
/// results but the normalized tensor, or the first `number` of them.
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

/// Drops a scale that multiplies by 1 and a bias that adds -0.0.
template <typename Op>
static LogicalResult dropNeutralParameters(Op op, PatternRewriter &rewriter) {
  constexpr bool hasOffset =
      std::is_same_v<Op, LayerNormOp> || std::is_same_v<Op, RMSNormOp>;
  APFloat offset(0.0);
  if constexpr (hasOffset)
    offset = op.getScaleOffset();
  if (isUnitScale(op, op.getScale(), offset)) {
    rewriter.modifyOpInPlace(op, [&] {
      op.getScaleMutable().clear();
      if constexpr (hasOffset)
        op.setScaleOffset(APFloat(0.0));
    });
    return success();
  }
  if constexpr (!std::is_same_v<Op, RMSNormOp>) {
    if (isNeutralBias(op, op.getBias())) {
      rewriter.modifyOpInPlace(op, [&] { op.getBiasMutable().clear(); });
      return success();
    }
  }
  return rewriter.notifyMatchFailure(
      op, "scale and bias are absent, not constants that change nothing, or of "
          "a size to check at run time");
}

LogicalResult LayerNormOp::canonicalize(LayerNormOp op,
                                        PatternRewriter &rewriter) {
  return success(succeeded(dropNeutralParameters(op, rewriter)) ||
                 succeeded(dropUnusedStatistics(op, rewriter)));
}

LogicalResult RMSNormOp::canonicalize(RMSNormOp op, PatternRewriter &rewriter) {
  return success(succeeded(dropNeutralParameters(op, rewriter)) ||
                 succeeded(dropUnusedStatistics(op, rewriter)));
}

LogicalResult BatchNormOp::canonicalize(BatchNormOp op,
                                        PatternRewriter &rewriter) {
  return dropNeutralParameters(op, rewriter);
}

/// Running statistics that are only read, and nothing saved: the op takes
/// nothing from the batch and is norm.batch_norm.
static LogicalResult replaceByBatchNorm(BatchNormTrainingOp op,
                                        PatternRewriter &rewriter) {
  if (op.takesBatchStatistics() || op.getReturnStatistics())
    return rewriter.notifyMatchFailure(op,
                                       "statistics of the batch or saved ones");
  auto given = BatchNormOp::create(
      rewriter, op.getLoc(), op.getInput(), op.getRunningMean(),
      op.getRunningVariance(), op.getScale(), op.getBias(),
      op.getChannelAxisAttr(), op.getEpsilonAttr());
  given->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  rewriter.replaceOp(op, given);
  return success();
}

/// Replaces `op` by one without the results that nobody reads, and without the
/// operands that only those need.
static LogicalResult dropUnusedResults(BatchNormTrainingOp op,
                                       PatternRewriter &rewriter) {
  Value counter = op.getNumBatchesTracked();
  bool isCounterUnused = !counter || op.getUpdatedCounter().use_empty();
  bool dropsSaved =
      op.getReturnStatistics() && areUnused(op.getSavedStatistics());
  bool usesRunning = op.getUseRunningStats();
  // Running statistics that are used stay and are no longer updated, which a
  // counter forbids; others go where no check of their size goes with them.
  bool dropsUpdate =
      op.updatesRunningStatistics() &&
      areUnused(op.getUpdatedRunningStatistics()) &&
      (usesRunning ? isCounterUnused
                   : isSizeDecided(op, op.getRunningMean()) &&
                         isSizeDecided(op, op.getRunningVariance()));
  bool isUpdated = op.updatesRunningStatistics() && !dropsUpdate;
  // Without momentum the counter weighs the batch.
  bool dropsCounter =
      counter && isCounterUnused && (op.getMomentum() || !isUpdated);
  if (!dropsSaved && !dropsUpdate && !dropsCounter)
    return rewriter.notifyMatchFailure(op, "every result is used or needed");

  bool keepsRunning = isUpdated || usesRunning;
  auto plain = BatchNormTrainingOp::create(
      rewriter, op.getLoc(), op.getInput(), op.getScale(), op.getBias(),
      keepsRunning ? op.getRunningMean() : Value(),
      keepsRunning ? op.getRunningVariance() : Value(),
      dropsCounter ? Value() : counter, op.getChannelAxisAttr(),
      op.getEpsilonAttr(), isUpdated ? op.getMomentumAttr() : FloatAttr(),
      op.getMomentumConventionAttr(), op.getUnbiasedRunningVarianceAttr(),
      op.getUseRunningStatsAttr(),
      rewriter.getBoolAttr(isUpdated || !usesRunning),
      dropsSaved ? UnitAttr() : op.getReturnStatisticsAttr(),
      op.getProcessGroupAttr(), op.getEstimatorAttr(), op.getAccumulatorAttr());
  plain->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  rewriter.replaceAllUsesWith(op.getResult(), plain.getResult());
  if (!dropsSaved)
    rewriter.replaceAllUsesWith(op.getSavedStatistics(),
                                plain.getSavedStatistics());
  if (isUpdated)
    rewriter.replaceAllUsesWith(op.getUpdatedRunningStatistics(),
                                plain.getUpdatedRunningStatistics());
  if (counter && !dropsCounter)
    rewriter.replaceAllUsesWith(op.getUpdatedCounter(),
                                plain.getUpdatedCounter());
  rewriter.eraseOp(op);
  return success();
}

LogicalResult BatchNormTrainingOp::canonicalize(BatchNormTrainingOp op,
                                                PatternRewriter &rewriter) {
  if (succeeded(dropNeutralParameters(op, rewriter)))
    return success();
  return success(succeeded(replaceByBatchNorm(op, rewriter)) ||
                 succeeded(dropUnusedResults(op, rewriter)));
}

/// Replaces `op` by one that does not update running statistics, where nobody
/// reads the updated ones; without them where nobody reads those either.
static LogicalResult dropUnusedUpdate(SwitchableNormOp op,
                                      PatternRewriter &rewriter) {
  if (!op.updatesRunningStatistics() || !areUnused(op.getStatistics()))
    return rewriter.notifyMatchFailure(op, "updates are absent or used");
  bool usesRunning = op.getUseRunningStats();
  if (!usesRunning && !(isSizeDecided(op, op.getRunningMean()) &&
                        isSizeDecided(op, op.getRunningVariance())))
    return rewriter.notifyMatchFailure(
        op, "running statistics are of a size to check at run time");
  auto plain = SwitchableNormOp::create(
      rewriter, op.getLoc(), op.getInput(), op.getScale(), op.getBias(),
      op.getMeanWeights(), op.getVarianceWeights(),
      usesRunning ? op.getRunningMean() : Value(),
      usesRunning ? op.getRunningVariance() : Value(), op.getChannelAxisAttr(),
      op.getAxesAttr(), op.getEpsilonAttr(), op.getMomentumAttr(),
      op.getMomentumConventionAttr(), op.getUnbiasedVarianceAttr(),
      op.getUseBatchAttr(), op.getUseRunningStatsAttr(),
      rewriter.getBoolAttr(!usesRunning), op.getEstimatorAttr(),
      op.getAccumulatorAttr());
  plain->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  rewriter.replaceAllUsesWith(op.getResult(), plain.getResult());
  rewriter.eraseOp(op);
  return success();
}

LogicalResult SwitchableNormOp::canonicalize(SwitchableNormOp op,
                                             PatternRewriter &rewriter) {
  if (succeeded(dropNeutralParameters(op, rewriter)))
    return success();
  return dropUnusedUpdate(op, rewriter);
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
  auto instances = InstanceNormOp::create(
      rewriter, op.getLoc(), op.getInput(), op.getScale(), op.getBias(),
      /*running_mean=*/Value(), /*running_variance=*/Value(),
      op.getChannelAxisAttr(), op.getAxesAttr(), op.getEpsilonAttr(),
      /*momentum=*/FloatAttr(),
      MomentumConventionAttr::get(op.getContext(), MomentumConvention::Torch),
      /*use_running_stats=*/UnitAttr(),
      /*update_running_stats=*/rewriter.getBoolAttr(true),
      op.getReturnStatisticsAttr(), op.getEstimatorAttr(),
      op.getAccumulatorAttr());
  instances->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  rewriter.replaceOp(op, instances);
  return success();
}

LogicalResult GroupNormOp::canonicalize(GroupNormOp op,
                                        PatternRewriter &rewriter) {
  if (succeeded(dropNeutralParameters(op, rewriter)))
    return success();
  if (succeeded(dropUnusedStatistics(op, rewriter)))
    return success();
  return replaceByInstanceNorm(op, rewriter);
}

/// instance_norm with running statistics whose update nobody reads =>
/// batch_norm, which states it without spatial axes.
static LogicalResult replaceByBatchNorm(InstanceNormOp op,
                                        PatternRewriter &rewriter) {
  if (!op.getUseRunningStats())
    return rewriter.notifyMatchFailure(op, "statistics are the input's own");
  if (!areUnused(op.getStatistics()))
    return rewriter.notifyMatchFailure(op, "updated statistics are used");
  auto given = BatchNormOp::create(
      rewriter, op.getLoc(), op.getInput(), op.getRunningMean(),
      op.getRunningVariance(), op.getScale(), op.getBias(),
      op.getChannelAxisAttr(), op.getEpsilonAttr());
  given->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  rewriter.replaceAllUsesWith(op.getResult(), given.getResult());
  rewriter.eraseOp(op);
  return success();
}

LogicalResult InstanceNormOp::canonicalize(InstanceNormOp op,
                                           PatternRewriter &rewriter) {
  if (succeeded(dropNeutralParameters(op, rewriter)))
    return success();
  if (succeeded(dropUnusedStatistics(op, rewriter, /*number=*/2)))
    return success();
  return replaceByBatchNorm(op, rewriter);
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
