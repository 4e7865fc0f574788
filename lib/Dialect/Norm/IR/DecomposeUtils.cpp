//===- DecomposeUtils.cpp - Building blocks of decompositions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DecomposeUtils.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

static Type getElement(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getElementType();
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

Value norm::createRstd(OpBuilder &builder, Location loc, Value variance,
                       double epsilon, EpsilonMode mode) {
  Type f64 = builder.getF64Type();
  auto addEpsilon = [&](Value value) -> Value {
    return arith::AddFOp::create(builder, loc, value,
                                 createFloat(builder, loc, f64, epsilon));
  };
  bool isInside = mode == EpsilonMode::InsideSqrt;
  Value divisor = math::SqrtOp::create(
      builder, loc, isInside ? addEpsilon(variance) : variance);
  return arith::DivFOp::create(builder, loc,
                               createFloat(builder, loc, f64, 1.0),
                               isInside ? divisor : addEpsilon(divisor));
}

Value norm::createRstdFromM2(OpBuilder &builder, Location loc, Value m2,
                             Value count, double epsilon, EpsilonMode mode) {
  Value n = convertIndexToFloat64(builder, loc, count);
  return createElementwise(
      builder, loc, m2, builder.getF64Type(),
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value variance = arith::DivFOp::create(b, l, scalars[0], n);
        return {createRstd(b, l, variance, epsilon, mode)};
      })[0];
}

Value norm::createRstdFromVariance(OpBuilder &builder, Location loc,
                                   Value variance, double epsilon) {
  Type f64 = builder.getF64Type();
  return createElementwise(
      builder, loc, variance, f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value wide = convertFloat(b, l, scalars[0], f64);
        return {createRstd(b, l, wide, epsilon)};
      })[0];
}

std::pair<Value, Value> norm::createGivenStatistics(OpBuilder &builder,
                                                    NormOpInterface op,
                                                    Value mean,
                                                    Value variance) {
  Location loc = op.getLoc();
  Type compute = getComputeType(op.getNormalized().getType().getElementType());
  Value rstd =
      createRstdFromVariance(builder, loc, variance, op.getEpsilonValue());
  return {widenTensor(builder, loc, mean, compute), rstd};
}

Value norm::convertTensor(OpBuilder &builder, Location loc, Value tensor,
                          Type element) {
  if (getElement(tensor) == element)
    return tensor;
  return createElementwise(
      builder, loc, tensor, element,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        return {convertFloat(b, l, scalars[0], element)};
      })[0];
}

Value norm::widenTensor(OpBuilder &builder, Location loc, Value tensor,
                        Type element) {
  if (getElement(tensor).getIntOrFloatBitWidth() >=
      element.getIntOrFloatBitWidth())
    return tensor;
  return convertTensor(builder, loc, tensor, element);
}

StatisticsTensors norm::createStatistics(OpBuilder &builder, NormOpInterface op,
                                         Value input, ArrayRef<int64_t> axes,
                                         EstimatorAttr estimator,
                                         TypeAttr accumulator) {
  Location loc = op.getLoc();
  auto stats = StatsOp::create(
      builder, loc,
      StatisticKindAttr::get(builder.getContext(), op.getStatistic()), input,
      builder.getDenseI64ArrayAttr(axes), estimator, accumulator);
  StatisticsTensors group;
  group.mean = stats.getMean();
  group.m2 = stats.getM2();
  group.count = getElementCount(builder, loc, input, axes);
  group.rstd = createRstdFromM2(builder, loc, group.m2, group.count,
                                op.getEpsilonValue(), op.getEpsilonMode());
  return group;
}

StatisticsTensors norm::createStatistics(OpBuilder &builder, NormOpInterface op,
                                         EstimatorAttr estimator,
                                         TypeAttr accumulator) {
  return createStatistics(builder, op, op.getNormalized(), op.getReducedAxes(),
                          estimator, accumulator);
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

Value norm::createApply(OpBuilder &builder, NormOpInterface op, Value mean,
                        Value rstd, ArrayRef<int64_t> statisticsAxes,
                        Value scale, Value bias) {
  return ApplyOp::create(
      builder, op.getLoc(), op.getNormalized().getType(), op.getNormalized(),
      mean, rstd, scale, bias, builder.getDenseI64ArrayAttr(statisticsAxes),
      builder.getDenseI64ArrayAttr(op.getAffineAxes()),
      builder.getF64FloatAttr(0.0),
      CastPointAttr::get(builder.getContext(), CastPoint::Result));
}

void norm::appendStatistics(OpBuilder &builder, NormOpInterface op,
                            ValueRange statistics,
                            SmallVectorImpl<Value> &results) {
  Type compute = getComputeType(op.getNormalized().getType().getElementType());
  for (Value statistic : statistics)
    results.push_back(convertTensor(builder, op.getLoc(), statistic, compute));
}

//===----------------------------------------------------------------------===//
// Running statistics
//===----------------------------------------------------------------------===//

Value norm::createUpdateFactor(OpBuilder &builder, Location loc,
                               const APFloat &momentum,
                               MomentumConvention convention) {
  double value = momentum.convertToDouble();
  return createFloat(builder, loc, builder.getF64Type(),
                     convention == MomentumConvention::Torch ? value
                                                             : 1.0 - value);
}

SmallVector<Value> norm::createRunningUpdate(OpBuilder &builder, Location loc,
                                             const RunningUpdate &update) {
  Type f64 = builder.getF64Type();
  Value complement = arith::SubFOp::create(
      builder, loc, createFloat(builder, loc, f64, 1.0), update.factor);
  Type varianceType = update.runningVariance.getType();
  SmallVector<Value> updated = createElementwise(
      builder, loc,
      {update.runningMean, update.runningVariance, update.mean, update.m2},
      {getElement(update.runningMean), getElement(update.runningVariance)},
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        auto average = [&](Value running, Value batch) -> Value {
          Value wide = convertFloat(b, l, running, f64);
          Value old = arith::MulFOp::create(b, l, complement, wide);
          Value sum = arith::AddFOp::create(
              b, l, old, arith::MulFOp::create(b, l, update.factor, batch));
          return arith::SelectOp::create(
              b, l, update.isEmpty, running,
              convertFloat(b, l, sum, running.getType()));
        };
        Value variance =
            arith::DivFOp::create(b, l, scalars[3], update.divisor);
        return {average(scalars[0], scalars[2]), average(scalars[1], variance)};
      });
  // Of the two, one may state the number of channels and the other not.
  if (updated[1].getType() != varianceType)
    updated[1] = tensor::CastOp::create(builder, loc, varianceType, updated[1]);
  return updated;
}
