//===- VerifierUtils.cpp - Checks that several ops share ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifierUtils.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

/// "[0, 2]" of the given axes.
static std::string writeAxes(ArrayRef<int64_t> axes) {
  return "[" +
         llvm::join(
             llvm::map_range(axes,
                             [](int64_t axis) { return std::to_string(axis); }),
             ", ") +
         "]";
}

std::string norm::writeFloat(const APFloat &value) {
  SmallString<16> text;
  value.toString(text);
  return text.str().str();
}

LogicalResult norm::verifyAxes(Operation *op, StringRef what,
                               ArrayRef<int64_t> axes, int64_t rank) {
  for (int64_t axis : axes)
    if (axis < 0 || axis >= rank)
      return op->emitOpError() << "expects " << what << " within rank " << rank
                               << "; got " << writeAxes(axes);
  for (auto [previous, next] : llvm::zip(axes.drop_back(axes.empty() ? 0 : 1),
                                         axes.drop_front(axes.empty() ? 0 : 1)))
    if (previous >= next)
      return op->emitOpError() << "expects " << what
                               << " in ascending order without repetition; got "
                               << writeAxes(axes);
  return success();
}

LogicalResult norm::verifyReducedAxes(Operation *op, ArrayRef<int64_t> axes,
                                      int64_t rank) {
  if (axes.empty())
    return op->emitOpError() << "expects at least 1 axis; got 0";
  return verifyAxes(op, "axes", axes, rank);
}

LogicalResult norm::verifyChannelAxis(Operation *op, int64_t channelAxis,
                                      int64_t rank, int64_t leastRank) {
  if (rank < leastRank)
    return op->emitOpError() << "expects an input of rank " << leastRank
                             << " or more; got rank " << rank;
  if (channelAxis < 0 || channelAxis >= rank)
    return op->emitOpError() << "expects channel_axis within rank " << rank
                             << "; got " << channelAxis;
  return success();
}

LogicalResult norm::verifyChannelAndSpatialAxes(Operation *op,
                                                int64_t channelAxis,
                                                ArrayRef<int64_t> axes,
                                                int64_t rank) {
  if (failed(verifyChannelAxis(op, channelAxis, rank)) ||
      failed(verifyAxes(op, "axes", axes, rank)))
    return failure();
  if (llvm::is_contained(axes, channelAxis))
    return op->emitOpError() << "expects channel_axis outside axes; got "
                             << channelAxis << " in both";
  return success();
}

LogicalResult norm::verifyParameterType(Operation *op, StringRef what,
                                        Value parameter, Type least) {
  if (!parameter)
    return success();
  Type type = cast<RankedTensorType>(parameter.getType()).getElementType();
  if (type != least &&
      type.getIntOrFloatBitWidth() <= least.getIntOrFloatBitWidth())
    return op->emitOpError() << "expects " << what << " of element type "
                             << least << " or wider; got " << type;
  return success();
}

bool norm::isPositive(const APFloat &value) {
  return !value.isNaN() && !value.isNegative() && !value.isZero();
}

LogicalResult norm::verifyEpsilon(Operation *op, const APFloat &value,
                                  bool positive) {
  bool isBelow = value.isNegative() && !value.isZero();
  if (!value.isFinite() || isBelow || (positive && value.isZero()))
    return op->emitOpError()
           << "expects a finite " << (positive ? "positive" : "non-negative")
           << " epsilon; got " << writeFloat(value);
  return success();
}

LogicalResult norm::verifyFinite(Operation *op, StringRef what,
                                 const APFloat &value) {
  if (value.isFinite())
    return success();
  return op->emitOpError() << "expects a finite " << what << "; got "
                           << writeFloat(value);
}

LogicalResult norm::verifyScaleOffset(Operation *op, const APFloat &offset,
                                      Value scale) {
  if (failed(verifyFinite(op, "scale_offset", offset)))
    return failure();
  if (!scale && !offset.isZero())
    return op->emitOpError() << "expects scale_offset 0 without a scale; got "
                             << writeFloat(offset);
  return success();
}

LogicalResult norm::verifyRunningUse(Operation *op, Value mean, Value variance,
                                     bool isUsed, bool isUpdated) {
  if (!mean != !variance)
    return op->emitOpError()
           << "expects running_mean and running_variance both given or both "
              "absent; got "
           << (mean ? "running_mean" : "running_variance") << " only";
  if (isUsed && !mean)
    return op->emitOpError()
           << "expects running statistics with use_running_stats; got none";
  if (!isUsed && !isUpdated)
    return op->emitOpError() << "expects update_running_stats = true without "
                                "use_running_stats; got false";
  return success();
}

LogicalResult norm::verifyAccumulator(Operation *op, Type element,
                                      std::optional<Type> accumulator) {
  if (!accumulator)
    return success();
  if (!accumulator->isF32() && !accumulator->isF64())
    return op->emitOpError()
           << "expects accumulator f32 or f64; got " << *accumulator;
  if (accumulator->getIntOrFloatBitWidth() < element.getIntOrFloatBitWidth())
    return op->emitOpError()
           << "expects an accumulator not narrower than the input's " << element
           << "; got " << *accumulator;
  return success();
}

LogicalResult norm::verifySummation(Operation *op, Type element,
                                    StatisticKind kind,
                                    std::optional<Estimator> estimator,
                                    std::optional<Type> accumulator) {
  if (failed(verifyAccumulator(op, element, accumulator)))
    return failure();
  if (accumulator && kind == StatisticKind::AbsMax)
    return op->emitOpError()
           << "expects no accumulator for a maximum; got " << *accumulator;
  if (kind != StatisticKind::Moments) {
    if (estimator)
      return op->emitOpError()
             << "expects no estimator with " << stringifyStatisticKind(kind)
             << "; got " << stringifyEstimator(*estimator);
    return success();
  }
  if (resolveEstimator(estimator, element) == Estimator::Shifted) {
    if (element.isF64())
      return op->emitOpError() << "expects estimator two_pass for an input of "
                                  "element type f64; got shifted";
    if (accumulator && !accumulator->isF64())
      return op->emitOpError()
             << "expects accumulator f64 for estimator shifted; got "
             << *accumulator;
  }
  return success();
}

void norm::appendAffineCondition(NormOpInterface op, StringRef what,
                                 Value parameter,
                                 SmallVectorImpl<SizeCondition> &conditions) {
  if (parameter)
    conditions.push_back(SizeCondition::sameShape(
        what, getTensorSizes(op.getNormalized(), op.getAffineAxes()),
        getTensorSizes(parameter)));
}

RankedTensorType norm::getKeptType(RankedTensorType input,
                                   ArrayRef<int64_t> kept, Type element) {
  return RankedTensorType::get(
      llvm::map_to_vector(kept,
                          [&](int64_t axis) { return input.getDimSize(axis); }),
      element);
}

RankedTensorType norm::getStatisticsType(RankedTensorType input,
                                         ArrayRef<int64_t> axes) {
  return getKeptType(input, complementAxes(input.getRank(), axes),
                     getComputeType(input.getElementType()));
}

SmallVector<OpFoldResult> norm::reifyDims(OpBuilder &builder, Location loc,
                                          Value source,
                                          ArrayRef<int64_t> dims) {
  return llvm::map_to_vector(dims, [&](int64_t dim) {
    return tensor::getMixedSize(builder, loc, source, dim);
  });
}

void norm::reifyAlongInput(OpBuilder &builder, NormOpInterface op,
                           unsigned number,
                           ReifiedRankedShapedTypeDims &shapes) {
  for (unsigned result = 0; result < number; ++result)
    shapes.push_back(reifyDims(builder, op.getLoc(), op.getNormalized(),
                               op.getResultAxes(result)));
}
