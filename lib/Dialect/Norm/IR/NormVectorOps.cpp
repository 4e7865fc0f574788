//===- NormVectorOps.cpp - Division by a norm: types and verifiers ---===//
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
// LpNormalizeOp
//===----------------------------------------------------------------------===//

StatisticKind LpNormalizeOp::getStatistic() {
  double p = getP().convertToDouble();
  if (p == 1.0)
    return StatisticKind::AbsSum;
  if (p == 2.0)
    return StatisticKind::SecondMoment;
  return std::isinf(p) ? StatisticKind::AbsMax : StatisticKind::AbsPowerSum;
}

LogicalResult LpNormalizeOp::inferReturnTypes(MLIRContext *,
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
LpNormalizeOp::reifyResultShapes(OpBuilder &builder,
                                 ReifiedRankedShapedTypeDims &shapes) {
  reifyAlongInput(builder, *this, getNumResults(), shapes);
  return success();
}

void LpNormalizeOp::getSizeConditions(SmallVectorImpl<SizeCondition> &) {}

LogicalResult LpNormalizeOp::verify() {
  RankedTensorType input = getNormalized().getType();
  auto element = cast<FloatType>(input.getElementType());
  // C1
  if (failed(verifyReducedAxes(*this, getAxes(), input.getRank())))
    return failure();
  // C2
  if (!isPositive(getP()))
    return emitOpError() << "expects a positive p; got " << writeFloat(getP());
  // C3
  if (failed(verifyEpsilon(*this, getEpsilon())))
    return failure();
  // C4
  double least =
      APFloat::getSmallest(element.getFloatSemantics()).convertToDouble();
  if (!getEpsilon().isZero() && getEpsilon().convertToDouble() < least)
    return emitOpError() << "expects epsilon 0 or not below "
                         << writeFloat(APFloat(least))
                         << ", the smallest positive " << element << "; got "
                         << writeFloat(getEpsilon());
  // C5
  return verifySummation(*this, element, getStatistic(), std::nullopt,
                         getAccumulator());
}

//===----------------------------------------------------------------------===//
// WeightNormOp
//===----------------------------------------------------------------------===//

SmallVector<int64_t> WeightNormOp::getAffineAxes() {
  SmallVector<int64_t> axes;
  if (IntegerAttr axis = getAxisAttr())
    axes.push_back(axis.getInt());
  return axes;
}

void WeightNormOp::getSizeConditions(
    SmallVectorImpl<SizeCondition> &conditions) {
  appendAffineCondition(*this, "scale", getScale(), conditions); // C3
}

LogicalResult WeightNormOp::verify() {
  RankedTensorType input = getNormalized().getType();
  int64_t rank = input.getRank();
  // C1
  if (rank < 1)
    return emitOpError() << "expects an input of rank 1 or more; got rank 0";
  // C2
  if (IntegerAttr axis = getAxisAttr();
      axis && (axis.getInt() < 0 || axis.getInt() >= rank))
    return emitOpError() << "expects axis within rank " << rank << "; got "
                         << axis.getInt();
  // C4
  if (failed(verifyParameterType(*this, "scale", getScale(),
                                 input.getElementType())))
    return failure();
  // C5
  if (failed(verifySummation(*this, input.getElementType(), getStatistic(),
                             std::nullopt, getAccumulator())))
    return failure();
  return verifySizeConditions(*this);
}
