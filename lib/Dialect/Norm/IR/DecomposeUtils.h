//===- DecomposeUtils.h - Building blocks of decompositions -----*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One level per call: statistics, one small linalg.generic that turns them into
// rstd, and norm.apply. Conditions on run-time sizes become norm.require there
// (materializeSizeConditions).
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_IR_DECOMPOSEUTILS_H
#define NORM_MLIR_DIALECT_NORM_IR_DECOMPOSEUTILS_H

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

namespace mlir::norm {

/// 1 / sqrt(variance + epsilon) of an f64 scalar, or 1 / (sqrt(variance) +
/// epsilon).
Value createRstd(OpBuilder &builder, Location loc, Value variance,
                 double epsilon, EpsilonMode mode = EpsilonMode::InsideSqrt);

/// rstd of each group from its m2 and its number of elements `count`, an index.
/// An empty group gives NaN.
Value createRstdFromM2(OpBuilder &builder, Location loc, Value m2, Value count,
                       double epsilon,
                       EpsilonMode mode = EpsilonMode::InsideSqrt);

/// rstd of each group from its variance, a tensor of any float type. The result
/// is f64.
Value createRstdFromVariance(OpBuilder &builder, Location loc, Value variance,
                             double epsilon);

/// A tensor with its elements converted to the float type `element`.
Value convertTensor(OpBuilder &builder, Location loc, Value tensor,
                    Type element);

/// As convertTensor where `element` is the wider type; a tensor of the same or
/// a wider type stays as it is.
Value widenTensor(OpBuilder &builder, Location loc, Value tensor, Type element);

/// Statistics and rstd of a named op's groups.
struct StatisticsTensors {
  Value mean; // null where the statistic is the second moment
  Value m2;
  Value rstd;
  Value count; // index: elements per group
};

/// The statistic of `op` over `axes` of `input`, a view of what it normalizes.
StatisticsTensors createStatistics(OpBuilder &builder, NormOpInterface op,
                                   Value input, ArrayRef<int64_t> axes,
                                   EstimatorAttr estimator,
                                   TypeAttr accumulator);

/// As above over the reduced axes of the normalized tensor itself.
StatisticsTensors createStatistics(OpBuilder &builder, NormOpInterface op,
                                   EstimatorAttr estimator,
                                   TypeAttr accumulator);

/// The given mean, in the compute type or a wider one, and rstd of the given
/// variance.
std::pair<Value, Value> createGivenStatistics(OpBuilder &builder,
                                              NormOpInterface op, Value mean,
                                              Value variance);

/// norm.apply of `op`, mean and rstd running along `statisticsAxes`; no offset
/// of the scale, one rounding.
Value createApply(OpBuilder &builder, NormOpInterface op, Value mean,
                  Value rstd, ArrayRef<int64_t> statisticsAxes, Value scale,
                  Value bias);

/// What `return_statistics` adds: the given f64 statistics in the compute type.
void appendStatistics(OpBuilder &builder, NormOpInterface op,
                      ValueRange statistics, SmallVectorImpl<Value> &results);

/// The weight of new statistics in running averages, as f64.
Value createUpdateFactor(OpBuilder &builder, Location loc,
                         const APFloat &momentum,
                         MomentumConvention convention);

/// What running statistics take in.
struct RunningUpdate {
  Value runningMean, runningVariance;
  Value mean, m2; // f64 tensors of the running statistics' size
  Value divisor;  // f64: what of m2 makes the new variance
  Value factor;   // f64: the weight of the new statistics
  Value isEmpty;  // i1: there are none, and the running ones stay as they are
};

/// The running mean and variance after `update`, in their own types.
SmallVector<Value> createRunningUpdate(OpBuilder &builder, Location loc,
                                       const RunningUpdate &update);

} // namespace mlir::norm

#endif // NORM_MLIR_DIALECT_NORM_IR_DECOMPOSEUTILS_H
