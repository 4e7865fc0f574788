//===- NormDecompose.cpp - Named ops to core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// One level per call: statistics, one small linalg.generic that turns them into
// rstd, and norm.apply. Conditions on run-time sizes become norm.require here.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

/// 1 / sqrt(variance + epsilon) of an f64 scalar.
static Value createRstd(OpBuilder &builder, Location loc, Value variance,
                        double epsilon) {
  Type f64 = builder.getF64Type();
  Value sum = arith::AddFOp::create(builder, loc, variance,
                                    createFloat(builder, loc, f64, epsilon));
  Value root = math::SqrtOp::create(builder, loc, sum);
  return arith::DivFOp::create(builder, loc,
                               createFloat(builder, loc, f64, 1.0), root);
}

/// rstd of each group from its m2 and its number of elements. An empty group
/// gives NaN.
static Value createRstdFromM2(OpBuilder &builder, Location loc, Value m2,
                              Value count, double epsilon) {
  Value n = convertIndexToFloat64(builder, loc, count);
  return createElementwise(
      builder, loc, m2, builder.getF64Type(),
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value variance = arith::DivFOp::create(b, l, scalars[0], n);
        return {createRstd(b, l, variance, epsilon)};
      })[0];
}

/// A tensor with its elements converted to the float type `element`.
static Value convertTensor(OpBuilder &builder, Location loc, Value tensor,
                           Type element) {
  if (cast<RankedTensorType>(tensor.getType()).getElementType() == element)
    return tensor;
  return createElementwise(
      builder, loc, tensor, element,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        return {convertFloat(b, l, scalars[0], element)};
      })[0];
}

/// Statistics and rstd of a named op's groups.
namespace {
struct GroupStatistics {
  Value mean; // null where the statistic is the second moment
  Value m2;
  Value rstd;
  Value count; // index: elements per group
};
} // namespace

static GroupStatistics createStatistics(OpBuilder &builder, NormOpInterface op,
                                        EstimatorAttr estimator,
                                        TypeAttr accumulator) {
  Location loc = op.getLoc();
  Value input = op.getNormalized();
  SmallVector<int64_t> axes = op.getReducedAxes();
  auto stats = StatsOp::create(
      builder, loc,
      StatisticKindAttr::get(builder.getContext(), op.getStatistic()), input,
      builder.getDenseI64ArrayAttr(axes), estimator, accumulator);
  GroupStatistics group;
  group.mean = stats.getMean();
  group.m2 = stats.getM2();
  group.count = getElementCount(builder, loc, input, axes);
  group.rstd = createRstdFromM2(builder, loc, group.m2, group.count,
                                op.getEpsilonValue());
  return group;
}

/// norm.apply of `op` with the given statistics.
static Value createApply(OpBuilder &builder, NormOpInterface op, Value mean,
                         Value rstd, Value scale, Value bias,
                         FloatAttr scaleOffset, CastPointAttr castPoint) {
  return ApplyOp::create(
      builder, op.getLoc(), op.getNormalized().getType(), op.getNormalized(),
      mean, rstd, scale, bias, builder.getDenseI64ArrayAttr(op.getKeptAxes()),
      builder.getDenseI64ArrayAttr(op.getAffineAxes()), scaleOffset, castPoint);
}

//===----------------------------------------------------------------------===//
// Layer and RMS normalization
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Value>>
LayerNormOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  materializeSizeConditions(builder, *this);
  GroupStatistics group = createStatistics(builder, *this, getEstimatorAttr(),
                                           getAccumulatorAttr());
  SmallVector<Value> results = {
      createApply(builder, *this, group.mean, group.rstd, getScale(), getBias(),
                  getScaleOffsetAttr(), getCastPointAttr())};
  if (getReturnStatistics()) {
    Type compute = getComputeType(getNormalized().getType().getElementType());
    results.push_back(convertTensor(builder, loc, group.mean, compute));
    results.push_back(convertTensor(builder, loc, group.rstd, compute));
  }
  return results;
}

FailureOr<SmallVector<Value>>
RMSNormOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  GroupStatistics group =
      createStatistics(builder, *this, EstimatorAttr(), getAccumulatorAttr());
  SmallVector<Value> results = {
      createApply(builder, *this, /*mean=*/Value(), group.rstd, getScale(),
                  /*bias=*/Value(), getScaleOffsetAttr(), getCastPointAttr())};
  if (getReturnStatistics()) {
    Type compute = getComputeType(getNormalized().getType().getElementType());
    results.push_back(convertTensor(builder, getLoc(), group.rstd, compute));
  }
  return results;
}

//===----------------------------------------------------------------------===//
// Batch normalization
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Value>>
BatchNormOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  materializeSizeConditions(builder, *this);
  Type compute = getComputeType(getNormalized().getType().getElementType());
  Type f64 = builder.getF64Type();
  Value rstd = createElementwise(
      builder, loc, getVariance(), f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value variance = convertFloat(b, l, scalars[0], f64);
        return {createRstd(b, l, variance, getEpsilonValue())};
      })[0];
  Value mean = getMean();
  Type meanElement = cast<RankedTensorType>(mean.getType()).getElementType();
  if (meanElement.getIntOrFloatBitWidth() < compute.getIntOrFloatBitWidth())
    mean = convertTensor(builder, loc, mean, compute);
  return SmallVector<Value>{
      createApply(builder, *this, mean, rstd, getScale(), getBias(),
                  builder.getF64FloatAttr(0.0),
                  CastPointAttr::get(getContext(), CastPoint::Result))};
}

/// The weight of the new batch in running averages, as f64.
static Value createUpdateFactor(OpBuilder &builder, BatchNormTrainingOp op) {
  Location loc = op.getLoc();
  Type f64 = builder.getF64Type();
  if (std::optional<APFloat> momentum = op.getMomentum()) {
    double value = momentum->convertToDouble();
    return createFloat(builder, loc, f64,
                       op.getMomentumConvention() == MomentumConvention::Torch
                           ? value
                           : 1.0 - value);
  }
  Value tracked = tensor::ExtractOp::create(
      builder, loc, op.getNumBatchesTracked(), ValueRange());
  Value one =
      arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(1));
  Value number = arith::SIToFPOp::create(
      builder, loc, f64, arith::AddIOp::create(builder, loc, tracked, one));
  return arith::DivFOp::create(builder, loc,
                               createFloat(builder, loc, f64, 1.0), number);
}

/// The running mean and variance after this batch; an empty batch changes
/// nothing.
static SmallVector<Value> createRunningUpdate(OpBuilder &builder,
                                              BatchNormTrainingOp op,
                                              const GroupStatistics &group) {
  Location loc = op.getLoc();
  Type f64 = builder.getF64Type();
  Value factor = createUpdateFactor(builder, op);
  Value complement = arith::SubFOp::create(
      builder, loc, createFloat(builder, loc, f64, 1.0), factor);
  Value n = convertIndexToFloat64(builder, loc, group.count);
  Value divisor = n;
  if (op.getUnbiasedRunningVariance())
    divisor = arith::SubFOp::create(builder, loc, n,
                                    createFloat(builder, loc, f64, 1.0));
  Value isEmpty = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OEQ,
                                        n, createFloat(builder, loc, f64, 0.0));

  auto meanType = cast<RankedTensorType>(op.getRunningMean().getType());
  auto varianceType = cast<RankedTensorType>(op.getRunningVariance().getType());
  SmallVector<Value> updated = createElementwise(
      builder, loc,
      {op.getRunningMean(), op.getRunningVariance(), group.mean, group.m2},
      {meanType.getElementType(), varianceType.getElementType()},
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        auto average = [&](Value running, Value batch) -> Value {
          Value wide = convertFloat(b, l, running, f64);
          Value old = arith::MulFOp::create(b, l, complement, wide);
          Value sum = arith::AddFOp::create(
              b, l, old, arith::MulFOp::create(b, l, factor, batch));
          return arith::SelectOp::create(
              b, l, isEmpty, running,
              convertFloat(b, l, sum, running.getType()));
        };
        Value variance = arith::DivFOp::create(b, l, scalars[3], divisor);
        return {average(scalars[0], scalars[2]), average(scalars[1], variance)};
      });
  // Of the two, one may state the number of channels and the other not.
  if (updated[1].getType() != varianceType)
    updated[1] = tensor::CastOp::create(builder, loc, varianceType, updated[1]);
  return updated;
}

FailureOr<SmallVector<Value>>
BatchNormTrainingOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  materializeSizeConditions(builder, *this);
  GroupStatistics group = createStatistics(builder, *this, getEstimatorAttr(),
                                           getAccumulatorAttr());
  SmallVector<Value> results = {
      createApply(builder, *this, group.mean, group.rstd, getScale(), getBias(),
                  builder.getF64FloatAttr(0.0),
                  CastPointAttr::get(getContext(), CastPoint::Result))};
  if (getReturnStatistics()) {
    Type compute = getComputeType(getNormalized().getType().getElementType());
    results.push_back(convertTensor(builder, loc, group.mean, compute));
    results.push_back(convertTensor(builder, loc, group.rstd, compute));
  }
  if (getRunningMean())
    llvm::append_range(results, createRunningUpdate(builder, *this, group));
  if (getNumBatchesTracked())
    llvm::append_range(
        results, createElementwise(
                     builder, loc, getNumBatchesTracked(), builder.getI64Type(),
                     [](OpBuilder &b, Location l,
                        ValueRange scalars) -> SmallVector<Value> {
                       Value one = arith::ConstantOp::create(
                           b, l, b.getI64IntegerAttr(1));
                       return {arith::AddIOp::create(b, l, scalars[0], one)};
                     }));
  return results;
}
