//===- NormGroupOps.cpp - Group and instance norm: types and verifiers ---===//
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

/// `axes` and `channelAxis`, ascending.
static SmallVector<int64_t> joinAxes(int64_t channelAxis,
                                     ArrayRef<int64_t> axes) {
  SmallVector<int64_t> joined(axes);
  joined.insert(llvm::lower_bound(joined, channelAxis), channelAxis);
  return joined;
}

static SmallVector<int64_t> getAllAxes(NormOpInterface op) {
  return llvm::to_vector(llvm::seq(op.getNormalized().getType().getRank()));
}

//===----------------------------------------------------------------------===//
// GroupNormOp
//===----------------------------------------------------------------------===//

SmallVector<int64_t> GroupNormOp::getReducedAxes() {
  return joinAxes(getChannel(), getAxes());
}

SmallVector<int64_t> GroupNormOp::getResultAxes(unsigned number) {
  return number == 0
             ? getAllAxes(*this)
             : complementAxes(getNormalized().getType().getRank(), getAxes());
}

LogicalResult GroupNormOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location>,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  types.push_back(input);
  if (!returnsStatistics(adaptor))
    return success();
  RankedTensorType type = getStatisticsType(input, adaptor.getAxes());
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<int64_t> kept =
      complementAxes(input.getRank(), adaptor.getAxes());
  // A number of groups that is no size is for the verifier to refuse.
  int64_t groups = static_cast<int64_t>(adaptor.getNumGroups());
  for (auto [axis, size] : llvm::zip_equal(kept, shape))
    if (axis == static_cast<int64_t>(adaptor.getChannelAxis()))
      size = groups >= 0 ? groups : ShapedType::kDynamic;
  types.append(2, type.clone(shape));
  return success();
}

LogicalResult
GroupNormOp::reifyResultShapes(OpBuilder &builder,
                               ReifiedRankedShapedTypeDims &shapes) {
  reifyAlongInput(builder, *this, /*number=*/1, shapes);
  for (unsigned number = 1; number < getNumResults(); ++number) {
    SmallVector<OpFoldResult> sizes;
    for (int64_t axis : getResultAxes(number))
      sizes.push_back(axis == getChannel()
                          ? builder.getIndexAttr(getGroupCount())
                          : reifyDims(builder, getLoc(), getInput(), axis)[0]);
    shapes.push_back(sizes);
  }
  return success();
}

void GroupNormOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  SmallVector<TensorSize> input = getTensorSizes(getInput());
  TensorSize channels{getInput(), getChannel()};
  TensorSize groups = TensorSize::fixed(getGroupCount());
  std::string number = std::to_string(getGroupCount());
  // C5
  conditions.push_back(SizeCondition::isMultiple(
      "expects a number of channels divisible by num_groups = " + number,
      channels, getGroupCount()));
  // C6
  conditions.push_back(SizeCondition::noneIsZero(
      "expects sizes of more than 0 along channel_axis and axes",
      getTensorSizes(getInput(), getReducedAxes()), input));
  // C7: as many channels as groups, and 1 along every other axis.
  SmallVector<TensorSize> single(input.size(), TensorSize::fixed(1));
  single[getChannel()] = groups;
  conditions.push_back(SizeCondition::isNot(
      "expects more than 1 value per group over the batch with num_groups = " +
          number,
      single, input));
  // C8
  if (getAffine() == Affine::PerChannel) {
    appendAffineCondition(*this, "scale", getScale(), conditions);
    appendAffineCondition(*this, "bias", getBias(), conditions);
    return;
  }
  if (getScale())
    conditions.push_back(
        SizeCondition::sameShape("scale", groups, getTensorSizes(getScale())));
  if (getBias())
    conditions.push_back(
        SizeCondition::sameShape("bias", groups, getTensorSizes(getBias())));
}

LogicalResult GroupNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1, C2, C3
  if (failed(verifyChannelAndSpatialAxes(*this, getChannel(), getAxes(),
                                         input.getRank())))
    return failure();
  // C4
  if (getGroupCount() < 1)
    return emitOpError() << "expects num_groups of at least 1; got "
                         << getGroupCount();
  // C9
  if (failed(verifyParameterType(*this, "scale", getScale(), element)) ||
      failed(verifyParameterType(*this, "bias", getBias(), element)))
    return failure();
  // C10, C11
  if (failed(verifyEpsilon(*this, getEpsilon())) ||
      failed(verifySummation(*this, element, StatisticKind::Moments,
                             getEstimator(), getAccumulator())))
    return failure();
  return verifySizeConditions(*this);
}

//===----------------------------------------------------------------------===//
// InstanceNormOp
//===----------------------------------------------------------------------===//

SmallVector<int64_t> InstanceNormOp::getBatchAxes() {
  return complementAxes(getNormalized().getType().getRank(),
                        joinAxes(getChannel(), getAxes()));
}

SmallVector<int64_t> InstanceNormOp::getReducedAxes() {
  if (takesInputStatistics())
    return llvm::to_vector(getAxes());
  return complementAxes(getNormalized().getType().getRank(), getAffineAxes());
}

SmallVector<int64_t> InstanceNormOp::getResultAxes(unsigned number) {
  if (number == 0)
    return getAllAxes(*this);
  bool isRunning =
      updatesRunningStatistics() && number + 2 >= (*this)->getNumResults();
  return isRunning ? getAffineAxes() : getKeptAxes();
}

SmallVector<int64_t> InstanceNormOp::getWholeAxes() {
  if (!takesInputStatistics())
    return {};
  if (!updatesRunningStatistics())
    return getReducedAxes();
  return complementAxes(getNormalized().getType().getRank(), getAffineAxes());
}

LogicalResult InstanceNormOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location>,
                                               Adaptor adaptor,
                                               SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  types.push_back(input);
  if (returnsStatistics(adaptor))
    types.append(2, getStatisticsType(input, adaptor.getAxes()));
  appendUpdatedTypes(adaptor, types);
  return success();
}

LogicalResult
InstanceNormOp::reifyResultShapes(OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) {
  reifyWithUpdated(builder, *this, getReturnStatistics() ? 3 : 1, shapes);
  return success();
}

void InstanceNormOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  // C4
  appendAffineCondition(*this, "scale", getScale(), conditions);
  appendAffineCondition(*this, "bias", getBias(), conditions);
  // C5
  appendAffineCondition(*this, "running_mean", getRunningMean(), conditions);
  appendAffineCondition(*this, "running_variance", getRunningVariance(),
                        conditions);
  // C10
  if (takesInputStatistics())
    conditions.push_back(SizeCondition::productIsNotOne(
        "expects more than 1 spatial element when training",
        getTensorSizes(getInput(), getAxes()), getTensorSizes(getInput())));
}

LogicalResult InstanceNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1, C2, C3
  if (failed(verifyChannelAndSpatialAxes(*this, getChannel(), getAxes(),
                                         input.getRank())))
    return failure();
  // C6, C13, C14
  if (failed(verifyRunningUse(*this, getRunningMean(), getRunningVariance(),
                              getUseRunningStats(), getUpdateRunningStats())))
    return failure();
  // C7
  for (auto [what, parameter] :
       {std::pair("scale", getScale()), std::pair("bias", getBias()),
        std::pair("running_mean", getRunningMean()),
        std::pair("running_variance", getRunningVariance())})
    if (failed(verifyParameterType(*this, what, parameter, element)))
      return failure();
  // C8
  if (failed(verifyEpsilon(*this, getEpsilon())))
    return failure();
  // C9
  if (getMomentum() && failed(verifyFinite(*this, "momentum", *getMomentum())))
    return failure();
  // C11
  if (getUseRunningStats() && getReturnStatistics())
    return emitOpError() << "expects no return_statistics with "
                            "use_running_stats; got both";
  // C12
  if (failed(verifySummation(*this, element, StatisticKind::Moments,
                             getEstimator(), getAccumulator())))
    return failure();
  return verifySizeConditions(*this);
}
