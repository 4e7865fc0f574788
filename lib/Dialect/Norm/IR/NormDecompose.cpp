//===- NormDecompose.cpp - Named ops to core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DecomposeUtils.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

/// norm.apply of a layer-like `op`: statistics along its kept axes.
template <typename Op>
static Value createLayerApply(OpBuilder &builder, Op op, Value mean, Value rstd,
                              Value bias) {
  return ApplyOp::create(builder, op.getLoc(), op.getNormalized().getType(),
                         op.getNormalized(), mean, rstd, op.getScale(), bias,
                         builder.getDenseI64ArrayAttr(op.getKeptAxes()),
                         builder.getDenseI64ArrayAttr(op.getAffineAxes()),
                         op.getScaleOffsetAttr(), op.getCastPointAttr());
}

//===----------------------------------------------------------------------===//
// Layer and RMS normalization
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Value>>
LayerNormOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  StatisticsTensors group = createStatistics(builder, *this, getEstimatorAttr(),
                                             getAccumulatorAttr());
  SmallVector<Value> results = {
      createLayerApply(builder, *this, group.mean, group.rstd, getBias())};
  if (getReturnStatistics())
    appendStatistics(builder, *this, {group.mean, group.rstd}, results);
  return results;
}

FailureOr<SmallVector<Value>>
RMSNormOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  StatisticsTensors group =
      createStatistics(builder, *this, EstimatorAttr(), getAccumulatorAttr());
  SmallVector<Value> results = {createLayerApply(
      builder, *this, /*mean=*/Value(), group.rstd, /*bias=*/Value())};
  if (getReturnStatistics())
    appendStatistics(builder, *this, group.rstd, results);
  return results;
}

//===----------------------------------------------------------------------===//
// Batch normalization
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Value>>
BatchNormOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  auto [mean, rstd] =
      createGivenStatistics(builder, *this, getMean(), getVariance());
  return SmallVector<Value>{createApply(builder, *this, mean, rstd,
                                        getKeptAxes(), getScale(), getBias())};
}

/// The weight of the new batch in running averages, as f64.
static Value createBatchFactor(OpBuilder &builder, BatchNormTrainingOp op) {
  Location loc = op.getLoc();
  Type f64 = builder.getF64Type();
  if (std::optional<APFloat> momentum = op.getMomentum())
    return createUpdateFactor(builder, loc, *momentum,
                              op.getMomentumConvention());
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
static SmallVector<Value> createBatchUpdate(OpBuilder &builder,
                                            BatchNormTrainingOp op,
                                            const StatisticsTensors &group) {
  Location loc = op.getLoc();
  Type f64 = builder.getF64Type();
  Value n = convertIndexToFloat64(builder, loc, group.count);
  RunningUpdate update;
  update.runningMean = op.getRunningMean();
  update.runningVariance = op.getRunningVariance();
  update.mean = group.mean;
  update.m2 = group.m2;
  update.divisor = n;
  if (op.getUnbiasedRunningVariance())
    update.divisor = arith::SubFOp::create(builder, loc, n,
                                           createFloat(builder, loc, f64, 1.0));
  update.factor = createBatchFactor(builder, op);
  update.isEmpty =
      arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OEQ, n,
                            createFloat(builder, loc, f64, 0.0));
  return createRunningUpdate(builder, loc, update);
}

FailureOr<SmallVector<Value>>
BatchNormTrainingOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  StatisticsTensors batch;
  if (takesBatchStatistics())
    batch = createStatistics(builder, *this, getEstimatorAttr(),
                             getAccumulatorAttr());
  // Where running statistics are used, the batch's rstd is dead.
  auto [mean, rstd] =
      getUseRunningStats()
          ? createGivenStatistics(builder, *this, getRunningMean(),
                                  getRunningVariance())
          : std::pair(batch.mean, batch.rstd);
  SmallVector<Value> results = {createApply(
      builder, *this, mean, rstd, getKeptAxes(), getScale(), getBias())};
  if (getReturnStatistics()) {
    appendStatistics(builder, *this, {mean, rstd}, results);
    // Running statistics may state sizes that the input does not, and the other
    // way round.
    for (unsigned number : {1, 2})
      if (Type type = (*this)->getResult(number).getType();
          results[number].getType() != type)
        results[number] =
            tensor::CastOp::create(builder, getLoc(), type, results[number]);
  }
  if (updatesRunningStatistics())
    llvm::append_range(results, createBatchUpdate(builder, *this, batch));
  if (getNumBatchesTracked())
    llvm::append_range(
        results,
        createElementwise(
            builder, getLoc(), getNumBatchesTracked(), builder.getI64Type(),
            [](OpBuilder &b, Location l,
               ValueRange scalars) -> SmallVector<Value> {
              Value one =
                  arith::ConstantOp::create(b, l, b.getI64IntegerAttr(1));
              return {arith::AddIOp::create(b, l, scalars[0], one)};
            }));
  return results;
}
