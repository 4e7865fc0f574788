//===- NormCoreEvaluators.cpp - Statistics, merging and application ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormEvaluators.h"

#include "Elementwise.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// norm.stats
//===----------------------------------------------------------------------===//

/// The first element of each group of a chunk, which `shifted` sums count from.
static std::vector<double> getFirstElements(const ReferenceTensor &input,
                                            const AxisWalk &walk,
                                            int64_t chunk) {
  std::vector<double> first(walk.getNumGroups(chunk), 0);
  std::vector<bool> isKnown(first.size(), false);
  walk.forEachRun(chunk, [&](const Run &run) {
    int64_t groups = run.groupStep == 0 ? 1 : run.length;
    if (isKnown[run.group])
      return;
    input.readValues(run.element, 1, groups, &first[run.group]);
    std::fill_n(isKnown.begin() + run.group, groups, true);
  });
  return first;
}

void reference::evaluateStats(StatsOp op, Environment &environment) {
  if (op.getKind() != StatisticKind::Moments &&
      op.getKind() != StatisticKind::SecondMoment)
    return evaluateMagnitudeStats(op, environment);
  const ReferenceTensor &input = *environment.get(op.getInput());
  SmallVector<int64_t> kept = complementAxes(input.getRank(), op.getAxes());
  AxisWalk walk(input.getShape(), kept, {});
  SmallVector<int64_t> keptShape = getSizesAlong(input, kept);
  bool isMoments = op.getKind() == StatisticKind::Moments;
  bool isShifted = isMoments && !op.getChain() &&
                   op.getEstimatorOrDefault() == Estimator::Shifted;
  double epsilon = op.getAccumulatorOrDefault().isF32() ? 0x1p-23 : 0x1p-52;
  double summation = getSummationError(walk.getGroupSize(), epsilon);
  if (op.getChain())
    summation += kChainError;

  ReferenceTensor means, m2s = allocateResult(op.getM2(), keptShape);
  if (isMoments)
    means = allocateResult(op.getMean(), keptShape);
  GroupStatistics statistics;
  for (int64_t chunk = 0; chunk < walk.getNumChunks(); ++chunk) {
    computeStatistics(input, walk, chunk, op.getKind(), statistics);
    std::vector<double> first = getFirstElements(input, walk, chunk);
    int64_t base = walk.getFirstGroup(chunk);
    double n = static_cast<double>(std::max<int64_t>(walk.getGroupSize(), 1));
    for (int64_t i = 0; i < walk.getNumGroups(chunk); ++i) {
      double mean = statistics.mean[i], m2 = statistics.m2[i];
      // Shifted sums are those about the first element.
      double apart = isShifted ? mean - first[i] : 0;
      double squares = m2 + n * apart * apart;
      double m2Bound =
          2 * summation * squares + statistics.getM2Error(i) + 0x1p-52 * m2;
      double meanBound = summation * std::sqrt(squares / n) +
                         0x1p-52 * std::fabs(mean) + statistics.getMeanError(i);
      if (isMoments && !std::isfinite(m2)) {
        // NaN or infinity in the group.
        mean = m2 = std::numeric_limits<double>::quiet_NaN();
        m2Bound = 0;
        meanBound = kInfinity;
      }
      if (!std::isfinite(m2))
        m2Bound = std::isfinite(statistics.getM2Error(i)) ? 0 : kInfinity;
      m2s.write(base + i, 1, 1, &m2, &m2Bound);
      if (isMoments)
        means.write(base + i, 1, 1, &mean, &meanBound);
    }
  }
  environment.set(op.getM2(), m2s);
  if (isMoments)
    environment.set(op.getMean(), means);
}

//===----------------------------------------------------------------------===//
// norm.merge_stats
//===----------------------------------------------------------------------===//

/// Merges the parts at elements begin, begin + stride, ...
static void mergeParts(const ReferenceTensor &means, const ReferenceTensor &m2s,
                       const ReferenceTensor &counts, int64_t begin,
                       int64_t stride, Estimate &mean, Estimate &m2) {
  double total = 0;
  int64_t parts = counts.getNumElements();
  for (int64_t part = 0; part < parts; ++part)
    total += counts.getValue(part);
  mean = m2 = {0, 0};
  if (total == 0)
    return;
  CompensatedSum sum;
  double magnitude = 0;
  for (int64_t part = 0; part < parts; ++part)
    if (double n = counts.getValue(part)) {
      double value = means.getValue(begin + part * stride);
      sum.add(n * value);
      magnitude += n * std::fabs(value);
      mean.bound += n * means.getBound(begin + part * stride) / total;
    }
  double summation = getSummationError(parts, 0x1p-52);
  mean.value = sum.get() / total;
  mean.bound += summation * magnitude / total;

  CompensatedSum squares;
  for (int64_t part = 0; part < parts; ++part)
    if (double n = counts.getValue(part)) {
      int64_t at = begin + part * stride;
      double apart = means.getValue(at) - mean.value;
      double slack = means.getBound(at) + mean.bound;
      squares.add(m2s.getValue(at));
      squares.add(n * apart * apart);
      m2.bound += m2s.getBound(at) + n * slack * (2 * std::fabs(apart) + slack);
    }
  m2.value = squares.get();
  m2.bound += 2 * summation * m2.value;
  for (Estimate *estimate : {&mean, &m2})
    if (!std::isfinite(estimate->value))
      estimate->bound = std::isnan(estimate->value) ? 0 : kInfinity;
}

void reference::evaluateMergeStats(MergeStatsOp op, Environment &environment) {
  const ReferenceTensor &means = *environment.get(op.getMeans());
  const ReferenceTensor &m2s = *environment.get(op.getM2s());
  const ReferenceTensor &counts = *environment.get(op.getCounts());
  int64_t axis = op.getAxisAttr().getInt();
  SmallVector<int64_t> shape(means.getShape());
  int64_t parts = shape[axis], inner = 1;
  for (int64_t size : ArrayRef<int64_t>(shape).drop_front(axis + 1))
    inner *= size;
  shape.erase(shape.begin() + axis);
  ReferenceTensor mean = allocateResult(op.getMean(), shape);
  ReferenceTensor m2 = allocateResult(op.getM2(), shape);
  for (int64_t i = 0; i < mean.getNumElements(); ++i) {
    int64_t begin = i / inner * inner * parts + i % inner;
    Estimate mergedMean, mergedM2;
    mergeParts(means, m2s, counts, begin, inner, mergedMean, mergedM2);
    mean.write(i, 1, 1, &mergedMean.value, &mergedMean.bound);
    m2.write(i, 1, 1, &mergedM2.value, &mergedM2.bound);
  }
  int64_t total = 0;
  for (int64_t part = 0; part < parts; ++part)
    total += counts.getInteger(part);
  ReferenceTensor count =
      ReferenceTensor::createInteger(counts.getElementType(), total);
  environment.set(op.getMean(), mean);
  environment.set(op.getM2(), m2);
  environment.set(op.getCount(), count);
}

//===----------------------------------------------------------------------===//
// norm.apply
//===----------------------------------------------------------------------===//

void reference::evaluateApply(ApplyOp op, Environment &environment) {
  Application application = {
      environment.get(op.getInput()), environment.get(op.getScale()),
      environment.get(op.getBias()), op.getScaleOffset().convertToDouble(),
      op.getCastPoint()};
  const ReferenceTensor *mean = environment.get(op.getMean());
  const ReferenceTensor &rstd = *environment.get(op.getRstd());
  environment.set(
      op.getResult(),
      applyGiven(application, op.getStatisticsAxes(), op.getAffineAxes(),
                 /*propagates=*/(mean && !mean->isExact()) || !rstd.isExact(),
                 [&](int64_t group, int64_t index, GroupFactors &factors) {
                   double value = rstd.getValue(group);
                   factors.rstd[index] = value;
                   if (mean) {
                     factors.mean[index] = mean->getValue(group);
                     factors.shift[index] = mean->getBound(group);
                   }
                   double error = rstd.getBound(group);
                   if (error == 0)
                     return;
                   double spread = error / std::fabs(value);
                   factors.spread[index] =
                       std::isnan(spread) ? kInfinity : spread;
                   factors.inflation[index] = 1 + factors.spread[index];
                 }));
}

//===----------------------------------------------------------------------===//
// norm.require
//===----------------------------------------------------------------------===//

llvm::Error reference::evaluateRequire(RequireOp op, Environment &environment) {
  if (environment.getInteger(op.getCondition()))
    return llvm::Error::success();
  std::string text;
  StringRef rest = op.getMessage();
  while (!rest.empty()) {
    auto [before, after] = rest.split('{');
    text += before;
    if (before.size() == rest.size())
      break;
    auto [number, tail] = after.split('}');
    unsigned index = 0;
    if (!number.getAsInteger(10, index) && index < op.getValues().size())
      text += std::to_string(environment.getInteger(op.getValues()[index]));
    rest = tail;
  }
  return createError(text);
}
