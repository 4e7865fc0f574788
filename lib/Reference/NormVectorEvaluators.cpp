//===- NormVectorEvaluators.cpp - p-norms and division by them ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormEvaluators.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

namespace {

/// Magnitudes of one group: sum(|x|^p) = scale^p * sum. What errors of the
/// elements may make of a value lies between its `low` and its `high`.
struct Magnitudes {
  double largest = 0, largestLow = 0, largestHigh = 0;
  double scale = 1;
  CompensatedSum sum;
  double sumLow = 0, sumHigh = 0;
  /// The largest error of an element.
  double error = 0;
};

/// A norm between what errors of the elements may make of it.
struct Norm {
  double value, low, high;
  bool isKnown = true;
};

/// How a norm is summed: of which powers, in which type, and whether of
/// magnitudes divided by the largest.
struct Summation {
  double p;
  bool isF32;
  bool isScaled;
  double getEpsilon() const { return isF32 ? 0x1p-23 : 0x1p-52; }
};

} // namespace

static double maxOrNaN(double x, double y) {
  return std::isnan(x) || x > y ? x : y;
}

/// The magnitudes of the groups of a chunk.
static std::vector<Magnitudes> computeMagnitudes(const ReferenceTensor &input,
                                                 const AxisWalk &walk,
                                                 int64_t chunk,
                                                 const Summation &summation) {
  double p = summation.p;
  bool isExact = input.isExact();
  std::vector<Magnitudes> groups(walk.getNumGroups(chunk));
  double values[kRun], bounds[kRun];
  walk.forEachRun(chunk, [&](const Run &run) {
    input.readValues(run.element, 1, run.length, values);
    if (!isExact)
      input.readBounds(run.element, 1, run.length, bounds);
    for (int64_t i = 0; i < run.length; ++i) {
      Magnitudes &group = groups[run.group + i * run.groupStep];
      double x = std::fabs(values[i]);
      group.largest = maxOrNaN(x, group.largest);
      if (isExact)
        continue;
      group.error = std::max(group.error, bounds[i]);
      group.largestLow = std::max(group.largestLow, x - bounds[i]);
      group.largestHigh = std::max(group.largestHigh, x + bounds[i]);
    }
  });
  if (std::isinf(p))
    return groups;
  for (Magnitudes &group : groups)
    if (summation.isScaled && group.largest != 0 && !std::isinf(group.largest))
      group.scale = group.largest;
  auto power = [p](double x) {
    return p == 1 ? x : p == 2 ? x * x : std::pow(x, p);
  };
  walk.forEachRun(chunk, [&](const Run &run) {
    input.readValues(run.element, 1, run.length, values);
    if (!isExact)
      input.readBounds(run.element, 1, run.length, bounds);
    for (int64_t i = 0; i < run.length; ++i) {
      Magnitudes &group = groups[run.group + i * run.groupStep];
      double x = std::fabs(values[i]);
      group.sum.add(power(x / group.scale));
      if (isExact)
        continue;
      group.sumLow += power(std::max(x - bounds[i], 0.0) / group.scale);
      group.sumHigh += power((x + bounds[i]) / group.scale);
    }
  });
  return groups;
}

static Norm computeNorm(const Magnitudes &group, double p) {
  Norm norm = {group.largest, group.largestLow, group.largestHigh};
  auto root = [&](double sum) {
    return p == 1   ? sum
           : p == 2 ? std::sqrt(sum)
                    : group.scale * std::pow(sum, 1 / p);
  };
  if (!std::isinf(p))
    norm = {root(group.sum.get()), root(group.sumLow), root(group.sumHigh)};
  if (group.error == 0 || !std::isfinite(norm.value))
    norm.low = norm.high = norm.value;
  // An element of which nothing is known may be NaN.
  norm.isKnown = group.error < kInfinity;
  return norm;
}

/// How far a norm may be off relatively: its sum, the powers and the root.
static double getNormError(const Summation &summation, int64_t n) {
  double epsilon = summation.getEpsilon(), p = summation.p;
  if (std::isinf(p))
    return 0x1p-52;
  return getSummationError(n, epsilon) / p + 4 * epsilon;
}

static bool sumsInF32(std::optional<Type> accumulator) {
  return accumulator && accumulator->isF32();
}

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

namespace {

/// What makes y = x / divisor * length for the elements of one group.
struct Quotient {
  Norm divisor;
  /// The error of the divisor that arithmetic makes, relatively.
  double relative;
  Estimate length = {1, 0};
  /// The largest |y| there can be, where no y can be NaN.
  double range = kInfinity;
};

} // namespace

static Estimate divide(Estimate x, const Quotient &quotient,
                       ReferenceKind kind) {
  const Norm &divisor = quotient.divisor;
  const Estimate &length = quotient.length;
  double y = x.value / divisor.value * length.value;
  double error = 0;
  bool isExact = x.bound == 0 && length.bound == 0 && divisor.isKnown &&
                 divisor.low == divisor.value && divisor.high == divisor.value;
  if (!divisor.isKnown) {
    error = kInfinity;
  } else if (!isExact && std::isfinite(y)) {
    double least = std::max(std::fabs(x.value) - x.bound, 0.0) / divisor.high *
                   std::max(std::fabs(length.value) - length.bound, 0.0);
    double most = (std::fabs(x.value) + x.bound) / divisor.low *
                  (std::fabs(length.value) + length.bound);
    // An element that may be 0 may have either sign.
    bool mayFlip = x.bound >= std::fabs(x.value) ||
                   length.bound >= std::fabs(length.value);
    double magnitude = std::fabs(y);
    error = mayFlip ? magnitude + most
                    : std::max(most - magnitude, magnitude - least);
    // Not std::min: NaN is no bound.
    double limit = magnitude + quotient.range;
    error = error < limit ? error : limit;
  } else if (!isExact) {
    // NaN and infinity among the elements are the same whatever the others are.
    bool isGiven = !std::isfinite(x.value) || !std::isfinite(divisor.value) ||
                   !std::isfinite(length.value);
    error = isGiven && x.bound < kInfinity && length.bound < kInfinity
                ? 0
                : kInfinity;
  }
  if (quotient.relative == kInfinity)
    error = kInfinity;
  double tolerance =
      std::max(8 * getComputeFormat(kind).epsilon, quotient.relative);
  return roundResult(y, tolerance * std::fabs(y), error, kind);
}

/// Divides every group by a norm of it; `compute` makes the quotient from the
/// number of the group, its magnitudes and its size.
static ReferenceTensor divideGroups(
    const ReferenceTensor &input, ArrayRef<int64_t> kept,
    const Summation &summation,
    llvm::function_ref<Quotient(int64_t group, const Magnitudes &, int64_t n)>
        compute) {
  AxisWalk walk(input.getShape(), kept, {});
  ReferenceTensor result =
      ReferenceTensor::allocate(input.getElementType(), input.getShape());
  double values[kRun], bounds[kRun];
  for (int64_t chunk = 0; chunk < walk.getNumChunks(); ++chunk) {
    std::vector<Quotient> quotients;
    int64_t group = walk.getFirstGroup(chunk);
    for (const Magnitudes &magnitudes :
         computeMagnitudes(input, walk, chunk, summation))
      quotients.push_back(compute(group++, magnitudes, walk.getGroupSize()));
    walk.forEachRun(chunk, [&](const Run &run) {
      input.readValues(run.element, 1, run.length, values);
      std::fill_n(bounds, run.length, 0.0);
      if (!input.isExact())
        input.readBounds(run.element, 1, run.length, bounds);
      for (int64_t i = 0; i < run.length; ++i) {
        Estimate y =
            divide({values[i], bounds[i]},
                   quotients[run.group + i * run.groupStep], input.getKind());
        values[i] = y.value;
        bounds[i] = y.bound;
      }
      result.write(run.element, 1, run.length, values, bounds);
    });
  }
  return result;
}

/// norm within [low, high], bounded from below by epsilon; 0 becomes infinity
/// where zero vectors stay 0.
static Norm boundNorm(const Norm &norm, double epsilon, ZeroNorm zeroNorm) {
  double value = norm.value < epsilon ? epsilon : norm.value;
  if (value == 0 && zeroNorm == ZeroNorm::Zero)
    value = kInfinity;
  if (norm.low == norm.high)
    return {value, value, value, norm.isKnown};
  return {value, std::max(norm.low, epsilon), std::max(norm.high, epsilon),
          norm.isKnown};
}

void reference::evaluateLpNormalize(LpNormalizeOp op,
                                    Environment &environment) {
  const ReferenceTensor &input = *environment.get(op.getInput());
  SmallVector<int64_t> kept = complementAxes(input.getRank(), op.getAxes());
  double epsilon = op.getEpsilon().convertToDouble();
  Summation summation = {op.getP().convertToDouble(),
                         sumsInF32(op.getAccumulator()),
                         op.getStatistic() == StatisticKind::AbsPowerSum};
  bool returnsNorm = op.getReturnStatistics();
  ReferenceTensor norms;
  if (returnsNorm)
    norms = allocateResult(op.getNorm(), getSizesAlong(input, kept));
  auto compute = [&](int64_t group, const Magnitudes &magnitudes, int64_t n) {
    Norm norm = computeNorm(magnitudes, summation.p);
    double relative = getNormError(summation, n);
    if (returnsNorm) {
      double tolerance =
          std::max(4 * FloatFormat::get(norms.getKind()).epsilon, relative);
      Estimate stored = roundResult(norm.value, tolerance * norm.value,
                                    norm.high - norm.low, norms.getKind());
      if (!norm.isKnown)
        stored.bound = kInfinity;
      else if (!std::isfinite(norm.value))
        stored.bound = 0;
      norms.write(group, 1, 1, &stored.value, &stored.bound);
    }
    Quotient quotient = {norm, relative};
    quotient.divisor = boundNorm(norm, epsilon, op.getZeroNorm());
    if (epsilon > 0 || op.getZeroNorm() == ZeroNorm::Zero)
      quotient.range = 1;
    return quotient;
  };
  environment.set(op.getResult(),
                  divideGroups(input, kept, summation, compute));
  if (returnsNorm)
    environment.set(op.getNorm(), norms);
}

void reference::evaluateWeightNorm(WeightNormOp op, Environment &environment) {
  const ReferenceTensor &input = *environment.get(op.getInput());
  const ReferenceTensor &scale = *environment.get(op.getScale());
  Summation summation = {2, sumsInF32(op.getAccumulator()),
                         /*isScaled=*/false};
  environment.set(
      op.getResult(),
      divideGroups(input, cast<NormOpInterface>(*op).getKeptAxes(), summation,
                   [&](int64_t group, const Magnitudes &magnitudes, int64_t n) {
                     Quotient quotient = {computeNorm(magnitudes, summation.p),
                                          getNormError(summation, n)};
                     quotient.length = {scale.getValue(group),
                                        scale.getBound(group)};
                     return quotient;
                   }));
}

//===----------------------------------------------------------------------===//
// norm.stats
//===----------------------------------------------------------------------===//

/// sum((|x| / scale)^p), which errors of the input move by those of the sum and
/// of the scale.
static Estimate estimatePowerSum(const Magnitudes &group,
                                 const Summation &summation, int64_t n) {
  double p = summation.p, sum = group.sum.get();
  double epsilon = summation.getEpsilon();
  double bound =
      (getSummationError(n, epsilon) + (p + 2) * epsilon) * sum +
      static_cast<double>(n) * (summation.isF32 ? 0x1p-149 : 0x1p-1074);
  if (group.error > 0) {
    double high = group.sumHigh * std::pow(group.scale / group.largestLow, p);
    double low = group.sumLow * std::pow(group.scale / group.largestHigh, p);
    double error = std::max(high - sum, sum - low);
    bound += error < kInfinity ? error : kInfinity;
  }
  return {sum, bound};
}

void reference::evaluateMagnitudeStats(StatsOp op, Environment &environment) {
  const ReferenceTensor &input = *environment.get(op.getInput());
  SmallVector<int64_t> kept = complementAxes(input.getRank(), op.getAxes());
  SmallVector<int64_t> keptShape = getSizesAlong(input, kept);
  Summation summation = {1, sumsInF32(op.getAccumulator()),
                         op.getKind() == StatisticKind::AbsPowerSum};
  if (op.getKind() == StatisticKind::AbsMax)
    summation.p = kInfinity;
  if (std::optional<APFloat> p = op.getP())
    summation.p = p->convertToDouble();
  SmallVector<ReferenceTensor> results;
  for (Value result : op.getStatistics())
    results.push_back(allocateResult(result, keptShape));

  AxisWalk walk(input.getShape(), kept, {});
  double n = static_cast<double>(walk.getGroupSize());
  for (int64_t chunk = 0; chunk < walk.getNumChunks(); ++chunk) {
    int64_t position = walk.getFirstGroup(chunk);
    for (const Magnitudes &group :
         computeMagnitudes(input, walk, chunk, summation)) {
      SmallVector<Estimate> estimates;
      switch (op.getKind()) {
      case StatisticKind::AbsSum:
        estimates.push_back(
            {group.sum.get(),
             (getSummationError(walk.getGroupSize(), summation.getEpsilon()) +
              (op.getChain() ? kChainError : 0)) *
                     group.sum.get() +
                 n * group.error});
        break;
      case StatisticKind::AbsMax:
        estimates.push_back({group.largest, group.error});
        break;
      default:
        estimates.push_back({group.scale, group.error});
        estimates.push_back(
            estimatePowerSum(group, summation, walk.getGroupSize()));
      }
      for (auto [result, estimate] : llvm::zip_equal(results, estimates)) {
        if (!std::isfinite(estimate.value))
          estimate.bound = group.error < kInfinity ? 0 : kInfinity;
        result.write(position, 1, 1, &estimate.value, &estimate.bound);
      }
      ++position;
    }
  }
  for (auto [result, tensor] : llvm::zip_equal(op.getStatistics(), results))
    environment.set(result, tensor);
}
