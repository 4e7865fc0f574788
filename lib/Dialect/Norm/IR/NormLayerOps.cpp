//===- NormLayerOps.cpp - Layer and RMS norm: types and verifiers ---===//
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

//===----------------------------------------------------------------------===//
// LayerNormOp
//===----------------------------------------------------------------------===//

LogicalResult LayerNormOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location>,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  types.push_back(input);
  if (returnsStatistics(adaptor))
    types.append(2, getStatisticsType(input, adaptor.getAxes()));
  return success();
}

LogicalResult
LayerNormOp::reifyResultShapes(OpBuilder &builder,
                               ReifiedRankedShapedTypeDims &shapes) {
  reifyAlongInput(builder, *this, getNumResults(), shapes);
  return success();
}

void LayerNormOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  appendAffineCondition(*this, "scale", getScale(), conditions); // C2
  appendAffineCondition(*this, "bias", getBias(), conditions);   // C3
}

LogicalResult LayerNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1
  if (failed(verifyReducedAxes(*this, getAxes(), input.getRank())))
    return failure();
  // C4
  if (failed(verifyParameterType(*this, "scale", getScale(), element)) ||
      failed(verifyParameterType(*this, "bias", getBias(), element)))
    return failure();
  // C5, C6, C7
  if (failed(verifyEpsilon(*this, getEpsilon())) ||
      failed(verifyScaleOffset(*this, getScaleOffset(), getScale())) ||
      failed(verifySummation(*this, element, StatisticKind::Moments,
                             getEstimator(), getAccumulator())))
    return failure();
  return verifySizeConditions(*this);
}

//===----------------------------------------------------------------------===//
// RMSNormOp
//===----------------------------------------------------------------------===//

LogicalResult RMSNormOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location>,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  types.push_back(input);
  if (returnsStatistics(adaptor))
    types.push_back(getStatisticsType(input, adaptor.getAxes()));
  return success();
}

LogicalResult
RMSNormOp::reifyResultShapes(OpBuilder &builder,
                             ReifiedRankedShapedTypeDims &shapes) {
  reifyAlongInput(builder, *this, getNumResults(), shapes);
  return success();
}

void RMSNormOp::getSizeConditions(SmallVectorImpl<SizeCondition> &conditions) {
  appendAffineCondition(*this, "scale", getScale(), conditions); // C2
}

double RMSNormOp::getEpsilonValue() {
  if (std::optional<APFloat> epsilon = getEpsilon())
    return epsilon->convertToDouble();
  return getNormalized().getType().getElementType().isF64() ? 0x1p-52 : 0x1p-23;
}

LogicalResult RMSNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  Type element = input.getElementType();
  // C1
  if (failed(verifyReducedAxes(*this, getAxes(), input.getRank())))
    return failure();
  // C3
  if (failed(verifyParameterType(*this, "scale", getScale(), element)))
    return failure();
  // C4
  if (getEpsilon() && failed(verifyEpsilon(*this, *getEpsilon())))
    return failure();
  // C5, C6
  if (failed(verifyScaleOffset(*this, getScaleOffset(), getScale())) ||
      failed(verifySummation(*this, element, StatisticKind::SecondMoment,
                             std::nullopt, getAccumulator())))
    return failure();
  return verifySizeConditions(*this);
}
