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

/// Appends one statistics tensor over the kept axes, in the compute type.
static void appendStatistics(RankedTensorType input, ArrayRef<int64_t> axes,
                             int64_t number, SmallVectorImpl<Type> &types) {
  SmallVector<int64_t> kept = complementAxes(input.getRank(), axes);
  types.append(
      number, getKeptType(input, kept, getComputeType(input.getElementType())));
}

/// The input's sizes, then those of the kept axes for every further result.
static LogicalResult reifyNormalized(OpBuilder &builder, NormOpInterface op,
                                     ReifiedRankedShapedTypeDims &shapes) {
  Value input = op.getNormalized();
  int64_t rank = op.getNormalized().getType().getRank();
  shapes.push_back(
      reifyDims(builder, op.getLoc(), input, llvm::to_vector(llvm::seq(rank))));
  while (shapes.size() < op->getNumResults())
    shapes.push_back(reifyDims(builder, op.getLoc(), input, op.getKeptAxes()));
  return success();
}

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
    appendStatistics(input, adaptor.getAxes(), /*number=*/2, types);
  return success();
}

LogicalResult
LayerNormOp::reifyResultShapes(OpBuilder &builder,
                               ReifiedRankedShapedTypeDims &shapes) {
  return reifyNormalized(builder, *this, shapes);
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
    appendStatistics(input, adaptor.getAxes(), /*number=*/1, types);
  return success();
}

LogicalResult
RMSNormOp::reifyResultShapes(OpBuilder &builder,
                             ReifiedRankedShapedTypeDims &shapes) {
  return reifyNormalized(builder, *this, shapes);
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
