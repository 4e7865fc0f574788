//===- NormStatistics.cpp - Statistics by group ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The mean is a compensated sum kept in two doubles, and the second moment is
// summed about it, so both are exact to about one rounding of double whatever
// the mean is.
//
//===----------------------------------------------------------------------===//

#include "Normalization.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

void reference::addAll(CompensatedSum &sum, const double *values,
                       int64_t count) {
  // Sums side by side keep the processor's vector units busy.
  constexpr int64_t width = 8;
  double high[width] = {}, low[width] = {};
  int64_t whole = count / width * width;
  for (int64_t i = 0; i < whole; i += width)
    for (int64_t k = 0; k < width; ++k) {
      double next = high[k] + values[i + k];
      double part = next - high[k];
      low[k] += (high[k] - (next - part)) + (values[i + k] - part);
      high[k] = next;
    }
  for (int64_t k = 0; k < width && whole > 0; ++k) {
    sum.add(high[k]);
    sum.low += low[k];
  }
  for (int64_t i = whole; i < count; ++i)
    sum.add(values[i]);
}

/// Adds the values of a run to the sums of its groups.
static void addRun(std::vector<CompensatedSum> &sums, const Run &run,
                   const double *values) {
  CompensatedSum *target = &sums[run.group];
  if (run.groupStep == 0)
    return addAll(*target, values, run.length);
  for (int64_t i = 0; i < run.length; ++i)
    target[i].add(values[i]);
}

//===----------------------------------------------------------------------===//
// GroupStatistics
//===----------------------------------------------------------------------===//

double GroupStatistics::getMeanError(int64_t group) const {
  if (errors.empty() || kind == StatisticKind::SecondMoment)
    return 0;
  return errors[group] / std::max<int64_t>(groupSize, 1);
}

double GroupStatistics::getM2Error(int64_t group) const {
  // The errors of x - mean are at most e + mean(e), and m2 is least about the
  // true mean: sum((d + e)^2) - m2 bounds the change.
  if (errors.empty())
    return 0;
  return 2 * weightedErrors[group] + squaredErrors[group];
}

/// Subtracts the means of a run's groups from its values.
static void subtractMeans(const GroupStatistics &statistics, const Run &run,
                          double *values) {
  const double *mean = &statistics.mean[run.group],
               *low = &statistics.meanLow[run.group];
  if (run.groupStep == 0) {
    double m = *mean, l = *low;
    for (int64_t i = 0; i < run.length; ++i)
      values[i] = (values[i] - m) - l;
    return;
  }
  for (int64_t i = 0; i < run.length; ++i)
    values[i] = (values[i] - mean[i]) - low[i];
}

static void computeMeans(const ReferenceTensor &input, const AxisWalk &walk,
                         int64_t chunk, std::vector<CompensatedSum> &sums,
                         GroupStatistics &statistics) {
  double values[kRun];
  walk.forEachRun(chunk, [&](const Run &run) {
    input.readValues(run.element, 1, run.length, values);
    addRun(sums, run, values);
  });
  double n = static_cast<double>(walk.getGroupSize());
  for (size_t group = 0; n > 0 && group < sums.size(); ++group) {
    double sum = sums[group].get();
    double mean = sum / n;
    statistics.mean[group] = mean;
    if (!std::isfinite(mean))
      continue;
    // What the division and the sum's own rounding leave.
    double rest = std::fma(-mean, n, sums[group].high) + sums[group].low;
    statistics.meanLow[group] = rest / n;
  }
}

void reference::computeStatistics(const ReferenceTensor &input,
                                  const AxisWalk &walk, int64_t chunk,
                                  StatisticKind kind,
                                  GroupStatistics &statistics) {
  int64_t groups = walk.getNumGroups(chunk);
  statistics.kind = kind;
  statistics.groupSize = walk.getGroupSize();
  statistics.mean.assign(groups, 0);
  statistics.meanLow.assign(groups, 0);
  statistics.m2.assign(groups, 0);
  std::vector<CompensatedSum> &sums = statistics.sums;
  sums.assign(groups, CompensatedSum());
  if (kind == StatisticKind::Moments) {
    computeMeans(input, walk, chunk, sums, statistics);
    sums.assign(groups, CompensatedSum());
  }

  bool isExact = input.isExact();
  if (!isExact)
    for (std::vector<double> *error :
         {&statistics.errors, &statistics.weightedErrors,
          &statistics.squaredErrors, &statistics.largestError})
      error->assign(groups, 0);
  double values[kRun], bounds[kRun];
  walk.forEachRun(chunk, [&](const Run &run) {
    input.readValues(run.element, 1, run.length, values);
    if (kind == StatisticKind::Moments)
      subtractMeans(statistics, run, values);
    if (!isExact) {
      input.readBounds(run.element, 1, run.length, bounds);
      for (int64_t i = 0; i < run.length; ++i) {
        int64_t group = run.group + i * run.groupStep;
        statistics.errors[group] += bounds[i];
        statistics.weightedErrors[group] += std::fabs(values[i]) * bounds[i];
        statistics.squaredErrors[group] += bounds[i] * bounds[i];
        statistics.largestError[group] =
            std::max(statistics.largestError[group], bounds[i]);
      }
    }
    for (int64_t i = 0; i < run.length; ++i)
      values[i] *= values[i];
    addRun(sums, run, values);
  });
  for (int64_t group = 0; group < groups; ++group)
    statistics.m2[group] = sums[group].get();
}

//===----------------------------------------------------------------------===//
// GroupFactors
//===----------------------------------------------------------------------===//

void GroupFactors::resize(int64_t groups) {
  for (std::vector<double> *factor : {&mean, &meanLow, &rstd, &tolerance,
                                      &inflation, &shift, &spread, &range})
    factor->resize(groups);
}

double reference::getRstd(double variance, double epsilon, EpsilonMode mode) {
  return mode == EpsilonMode::InsideSqrt ? 1 / std::sqrt(variance + epsilon)
                                         : 1 / (std::sqrt(variance) + epsilon);
}

void reference::computeFactors(const GroupStatistics &statistics,
                               double epsilon, EpsilonMode mode,
                               ReferenceKind element, GroupFactors &factors) {
  int64_t groups = statistics.mean.size();
  factors.resize(groups);
  factors.propagates = !statistics.errors.empty();
  const FloatFormat &compute = getComputeFormat(element);
  double n = static_cast<double>(statistics.groupSize);
  for (int64_t group = 0; group < groups; ++group) {
    double mean = factors.mean[group] = statistics.mean[group];
    factors.meanLow[group] = statistics.meanLow[group];
    double variance = statistics.getVariance(group);
    double rstd = factors.rstd[group] = getRstd(variance, epsilon, mode);

    double tolerance = 8 * compute.epsilon;
    // In f64 the mean itself is rounded: that counts in units of the deviation.
    if (compute.isF64() && variance > 0)
      tolerance *= 1 + std::fabs(mean) / std::sqrt(variance);
    factors.tolerance[group] = tolerance;
    if (!factors.propagates)
      continue;

    // With r = rstd * max(e) and a = rstd^2 * mean(|d| e), the variance changes
    // by a factor 1 + u, |u| <= 2a + r^2, a <= r. Up to r = 0.1 that changes
    // rstd by less than a (1 + 4r) + 2 r^2 relatively, and rstd grows by less
    // than 1 + 4r. Beyond, only |x^| <= sqrt(n) is known. The root of the
    // variance alone changes by at most max(e), and with epsilon outside rstd
    // by r / (1 - r).
    double a = rstd * rstd * statistics.weightedErrors[group] / n;
    double r = rstd * statistics.largestError[group];
    bool isSmall = r <= 0.1;
    factors.inflation[group] = isSmall ? 1 + 4 * r : kInfinity;
    factors.shift[group] = statistics.getMeanError(group);
    factors.spread[group] = mode == EpsilonMode::InsideSqrt
                                ? a * (1 + 4 * r) + 2 * r * r
                                : r * (1 + 4 * r);
    // A variance that may be 0 may give NaN, unless epsilon is there; an
    // element of which nothing is known may be NaN.
    bool mayBeNaN = (epsilon == 0 && !(r < 1)) ||
                    !(statistics.largestError[group] < kInfinity);
    factors.range[group] = mayBeNaN ? kInfinity : std::sqrt(n);
  }
}

const FloatFormat &reference::getComputeFormat(ReferenceKind element) {
  return FloatFormat::get(element == ReferenceKind::F64 ? ReferenceKind::F64
                                                        : ReferenceKind::F32);
}
