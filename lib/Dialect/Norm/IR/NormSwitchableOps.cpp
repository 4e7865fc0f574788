//===- NormSwitchableOps.cpp - Switchable normalization: verifier ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifierUtils.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

using namespace mlir;
using namespace mlir::norm;

SmallVector<int64_t> SwitchableNormOp::getWholeAxes() {
  return complementAxes(getNormalized().getType().getRank(),
                        takesBatchStatistics() ? SmallVector<int64_t>()
                                               : getBatchAxes());
}

LogicalResult SwitchableNormOp::inferReturnTypes(MLIRContext *,
                                                 std::optional<Location>,
                                                 Adaptor adaptor,
                                                 SmallVectorImpl<Type> &types) {
  types.push_back(adaptor.getInput().getType());
  appendUpdatedTypes(adaptor, types);
  return success();
}

LogicalResult
SwitchableNormOp::reifyResultShapes(OpBuilder &builder,
                                    ReifiedRankedShapedTypeDims &shapes) {
  reifyWithUpdated(builder, *this, /*number=*/1, shapes);
  return success();
}

void SwitchableNormOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  appendAffineCondition(*this, "scale", getScale(), conditions); // C4
  appendAffineCondition(*this, "bias", getBias(), conditions);   // C4
  TensorSize number = TensorSize::fixed(getNumWeights());
  conditions.push_back(SizeCondition::sameShape(
      "mean_weights", number, getTensorSizes(getMeanWeights()))); // C5
  conditions.push_back(SizeCondition::sameShape(
      "variance_weights", number, getTensorSizes(getVarianceWeights()))); // C5
  appendAffineCondition(*this, "running_mean", getRunningMean(),
                        conditions); // C6
  appendAffineCondition(*this, "running_variance", getRunningVariance(),
                        conditions); // C6
  if (!getUnbiasedVariance())
    return;
  auto moreThanOne = [&](StringRef what, ArrayRef<int64_t> axes) {
    conditions.push_back(SizeCondition::productIsNotOne(
        ("expects more than 1 value per " + what + " for its unbiased variance")
            .str(),
        getTensorSizes(getInput(), axes), getTensorSizes(getInput()))); // C11
  };
  if (takesInstanceStatistics())
    return moreThanOne("instance", getAxes());
  moreThanOne("layer", getAffineAxes());
  if (takesBatchStatistics())
    moreThanOne("batch", getBatchAxes());
}

/// C8: the types of parameters and running statistics.
static LogicalResult verifyParameterTypes(SwitchableNormOp op, Type element) {
  return success(
      succeeded(verifyParameterType(op, "scale", op.getScale(), element)) &&
      succeeded(verifyParameterType(op, "bias", op.getBias(), element)) &&
      succeeded(verifyParameterType(op, "mean_weights", op.getMeanWeights(),
                                    element)) &&
      succeeded(verifyParameterType(op, "variance_weights",
                                    op.getVarianceWeights(), element)) &&
      succeeded(verifyParameterType(op, "running_mean", op.getRunningMean(),
                                    element)) &&
      succeeded(verifyParameterType(op, "running_variance",
                                    op.getRunningVariance(), element)));
}

LogicalResult SwitchableNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1, C2, C3
  if (failed(verifyChannelAndSpatialAxes(*this, getChannelAxisAttr().getInt(),
                                         getAxes(), input.getRank())))
    return failure();
  // C15
  if (!takesInstanceStatistics() && !getUseBatch())
    return emitOpError() << "expects axes or a batch; got axes = [] and "
                            "use_batch = false";
  // C7, C13, C14
  if (failed(verifyRunningUse(*this, getRunningMean(), getRunningVariance(),
                              getUseRunningStats(), getUpdateRunningStats())))
    return failure();
  if (getRunningMean() && !getUseBatch())
    return emitOpError() << "expects no running statistics with use_batch = "
                            "false; got running_mean and running_variance";
  // C8
  if (failed(verifyParameterTypes(*this, element)))
    return failure();
  // C9
  if (failed(verifyEpsilon(*this, getEpsilon())))
    return failure();
  // C10
  if (failed(verifyFinite(*this, "momentum", getMomentum())))
    return failure();
  // C12
  if (failed(verifySummation(*this, element, StatisticKind::Moments,
                             getEstimator(), getAccumulator())))
    return failure();
  // C4, C5, C6, C11
  return verifySizeConditions(*this);
}
