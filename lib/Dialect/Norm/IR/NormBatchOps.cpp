//===- NormBatchOps.cpp - Batch normalization: types and verifiers ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifierUtils.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "llvm/ADT/SmallSet.h"

using namespace mlir;
using namespace mlir::norm;

//===----------------------------------------------------------------------===//
// BatchNormOp
//===----------------------------------------------------------------------===//

void BatchNormOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  appendAffineCondition(*this, "mean", getMean(), conditions);         // C3
  appendAffineCondition(*this, "variance", getVariance(), conditions); // C3
  appendAffineCondition(*this, "scale", getScale(), conditions);       // C4
  appendAffineCondition(*this, "bias", getBias(), conditions);         // C4
}

LogicalResult BatchNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1, C2
  if (failed(verifyChannelAxis(*this, getChannelAxisAttr().getInt(),
                               input.getRank())))
    return failure();
  // C5
  if (failed(verifyParameterType(*this, "mean", getMean(), element)) ||
      failed(verifyParameterType(*this, "variance", getVariance(), element)) ||
      failed(verifyParameterType(*this, "scale", getScale(), element)) ||
      failed(verifyParameterType(*this, "bias", getBias(), element)))
    return failure();
  // C6
  if (failed(verifyEpsilon(*this, getEpsilon())))
    return failure();
  return verifySizeConditions(*this);
}

//===----------------------------------------------------------------------===//
// BatchNormTrainingOp
//===----------------------------------------------------------------------===//

SmallVector<int64_t> BatchNormTrainingOp::getResultAxes(unsigned number) {
  if (number == 0)
    return complementAxes(getNormalized().getType().getRank(), {});
  bool isCounter = getNumBatchesTracked() && number + 1 == getNumResults();
  return isCounter ? SmallVector<int64_t>() : getAffineAxes();
}

LogicalResult
BatchNormTrainingOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  types.push_back(input);
  if (returnsStatistics(adaptor)) {
    int64_t channelAxis = static_cast<int64_t>(adaptor.getChannelAxis());
    int64_t channels = channelAxis >= 0 && channelAxis < input.getRank()
                           ? input.getDimSize(channelAxis)
                           : ShapedType::kDynamic;
    types.append(2, RankedTensorType::get(
                        {channels}, getComputeType(input.getElementType())));
  }
  appendUpdatedTypes(adaptor, types);
  if (adaptor.getNumBatchesTracked())
    types.push_back(adaptor.getNumBatchesTracked().getType());
  return success();
}

LogicalResult
BatchNormTrainingOp::reifyResultShapes(OpBuilder &builder,
                                       ReifiedRankedShapedTypeDims &shapes) {
  reifyWithUpdated(builder, *this, getReturnStatistics() ? 3 : 1, shapes);
  if (getNumBatchesTracked())
    shapes.emplace_back();
  return success();
}

void BatchNormTrainingOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  appendAffineCondition(*this, "scale", getScale(), conditions); // C3
  appendAffineCondition(*this, "bias", getBias(), conditions);   // C3
  appendAffineCondition(*this, "running_mean", getRunningMean(),
                        conditions); // C4
  appendAffineCondition(*this, "running_variance", getRunningVariance(),
                        conditions); // C4
  if (takesBatchStatistics())
    conditions.push_back(SizeCondition::productIsNotOne(
        "expects more than 1 value per channel when training",
        getTensorSizes(getInput(), getReducedAxes()),
        getTensorSizes(getInput()))); // C9
}

/// C11: the ranks of a process group.
static LogicalResult verifyProcessGroup(BatchNormTrainingOp op) {
  llvm::SmallSet<int64_t, 8> seen;
  for (int64_t rank : op.getProcessGroup().value_or(ArrayRef<int64_t>())) {
    if (rank < 0)
      return op.emitOpError()
             << "expects ranks of process_group not below 0; got " << rank;
    if (!seen.insert(rank).second)
      return op.emitOpError() << "expects each rank of process_group once; got "
                              << rank << " again";
  }
  return success();
}

LogicalResult BatchNormTrainingOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1, C2
  if (failed(verifyChannelAxis(*this, getChannelAxisAttr().getInt(),
                               input.getRank())))
    return failure();
  // C5, C12, C13
  if (failed(verifyRunningUse(*this, getRunningMean(), getRunningVariance(),
                              getUseRunningStats(), getUpdateRunningStats())))
    return failure();
  if (!getUpdateRunningStats() && getNumBatchesTracked())
    return emitOpError() << "expects no num_batches_tracked with "
                            "update_running_stats = false; got one";
  // C6
  if (failed(verifyParameterType(*this, "scale", getScale(), element)) ||
      failed(verifyParameterType(*this, "bias", getBias(), element)) ||
      failed(verifyParameterType(*this, "running_mean", getRunningMean(),
                                 element)) ||
      failed(verifyParameterType(*this, "running_variance",
                                 getRunningVariance(), element)))
    return failure();
  // C7
  if (failed(verifyEpsilon(*this, getEpsilon(), /*positive=*/true)))
    return failure();
  // C8
  if (getMomentum() && failed(verifyFinite(*this, "momentum", *getMomentum())))
    return failure();
  if (!getMomentum() && updatesRunningStatistics() && !getNumBatchesTracked())
    return emitOpError() << "expects momentum or num_batches_tracked with "
                            "running statistics; got neither";
  // C10
  if (failed(verifySummation(*this, element, StatisticKind::Moments,
                             getEstimator(), getAccumulator())))
    return failure();
  // C11
  if (failed(verifyProcessGroup(*this)))
    return failure();
  return verifySizeConditions(*this);
}
