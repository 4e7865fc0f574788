//===- Normalization.h - Statistics and their application, by group -*- C++
//-*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What all normalizations share. Ops differ in what a group is, which statistic
// is taken and where it comes from; see the evaluators of each family.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_NORMALIZATION_H
#define NORM_MLIR_REFERENCE_NORMALIZATION_H

#include "AxisWalk.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Reference/ReferenceTensor.h"
#include <vector>

namespace mlir::norm::reference {

/// A sum with its rounding errors kept apart (Knuth's TwoSum): as if added in
/// twice the precision of double.
struct CompensatedSum {
  double high = 0, low = 0;

  void add(double value) {
    double sum = high + value;
    double part = sum - high;
    low += (high - (sum - part)) + (value - part);
    high = sum;
  }
  /// NaN and infinity come out as of a plain sum.
  double get() const { return std::isfinite(high) ? high + low : high; }
};

/// Adds `count` values to `sum`, several side by side.
void addAll(CompensatedSum &sum, const double *values, int64_t count);

/// The statistics of a chunk's groups; index: group within the chunk.
struct GroupStatistics {
  StatisticKind kind;
  int64_t groupSize;
  /// The mean as an unevaluated sum of two doubles; 0 for second moments.
  std::vector<double> mean, meanLow;
  /// Sum of squares about the mean, or about 0 for second moments.
  std::vector<double> m2;
  /// Empty for an exact input. The errors e of the elements, d being x - mean:
  /// sum(e), sum(|d| e), sum(e^2), max(e).
  std::vector<double> errors, weightedErrors, squaredErrors, largestError;
  /// Scratch.
  std::vector<CompensatedSum> sums;

  double getVariance(int64_t group) const { return m2[group] / groupSize; }
  /// The mean of the errors: how far the mean may be off.
  double getMeanError(int64_t group) const;
  /// How far m2 may be off.
  double getM2Error(int64_t group) const;
};

/// Takes the statistics of one chunk; `statistics` may be reused.
void computeStatistics(const ReferenceTensor &input, const AxisWalk &walk,
                       int64_t chunk, StatisticKind kind,
                       GroupStatistics &statistics);

/// What is done to each group of a chunk, and how exactly that is known. An
/// error e of x makes an error of the normalized value x^ of
/// min(inflation * rstd * (e + shift) + |x^| * spread, |x^| + range).
struct GroupFactors {
  std::vector<double> mean, meanLow, rstd;
  /// The tolerance as a multiple of the group's M, which is the largest
  /// |x^ * scale| + |bias|.
  std::vector<double> tolerance;
  bool propagates = false;
  std::vector<double> inflation, shift, spread, range;

  void resize(int64_t groups);
};

/// What x - mean is multiplied by.
double getRstd(double variance, double epsilon,
               EpsilonMode mode = EpsilonMode::InsideSqrt);

/// The factors of groups that are normalized by their own statistics.
void computeFactors(const GroupStatistics &statistics, double epsilon,
                    EpsilonMode mode, ReferenceKind element,
                    GroupFactors &factors);

/// The elementwise part. Absent scale and bias are null.
struct Application {
  const ReferenceTensor *input, *scale, *bias;
  double scaleOffset = 0;
  CastPoint castPoint = CastPoint::Result;
};

/// The epsilon (distance from 1 to the next value) of the type that arithmetic
/// on elements of this kind runs in, and that type's format.
const FloatFormat &getComputeFormat(ReferenceKind element);

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_NORMALIZATION_H
