//===- NormVectorEvaluators.cpp - p-norms and division by them===//
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

/// Magnitudes of one group: sum(|x|^p) = scale^p * sum.
struct Magnitudes {
  double largest = 0;
  double scale = 1;
  CompensatedSum sum;
  /// The largest error of an element.
  double error = 0;
};

/// A norm between what errors of the elements may make of it.
struct Norm {
  double value, low, high;
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
  std::vector<Magnitudes> groups(walk.getGroupsPerChunk());
  double values[kRun], bounds[kRun];
  walk.forEachRun(chunk, [&](const Run &run) {
    input.readValues(run.element, 1, run.length, values);
    if (!input.isExact())
      input.readBounds(run.element, 1, run.length, bounds);
    for (int64_t i = 0; i < run.length; ++i) {
      Magnitudes &group = groups[run.group + i * run.groupStep];
      group.largest = maxOrNaN(std::fabs(values[i]), group.largest);
      if (!input.isExact())
        group.error = std::max(group.error, bounds[i]);
    }
  });
  if (std::isinf(p))
    return groups;
  for (Magnitudes &group : groups)
    if (summation.isScaled && group.largest != 0 && !std::isinf(group.largest))
      group.scale = group.largest;
  walk.forEachRun(chunk, [&](const Run &run) {
    input.readValues(run.element, 1, run.length, values);
    for (int64_t i = 0; i < run.length; ++i) {
      Magnitudes &group = groups[run.group + i * run.groupStep];
      double x = std::fabs(values[i]) / group.scale;
      group.sum.add(p == 1 ? x : p == 2 ? x * x : std::pow(x, p));
    }
  });
  return groups;
}

static Norm computeNorm(const Magnitudes &group, double p, double n) {
  double value = group.largest;
  if (p == 1)
    value = group.sum.get();
  else if (p == 2)
    value = std::sqrt(group.sum.get());
  else if (!std::isinf(p))
    value = group.scale * std::pow(group.sum.get(), 1 / p);
  Norm norm = {value, value, value};
  if (group.error == 0 || !std::isfinite(value))
    return norm;
  if (p >= 1) {
    // By the triangle inequality the norm moves by that of the errors at most.
    double change = group.error * std::pow(n, 1 / p);
    norm.low = std::max(value - change, 0.0);
    norm.high = value + change;
    return norm;
  }
  // Below 1 it is sum(|x|^p) that moves by that of the errors at most.
  double change = n * std::pow(group.error / value, p);
  norm.low = value * std::pow(std::max(1 - change, 0.0), 1 / p);
  norm.high = value * std::pow(1 + change, 1 / p);
  if (value == 0) {
    norm.low = 0;
    norm.high = group.error * std::pow(n, 1 / p);
  }
  return norm;
}

/// How far a norm may be off relatively: its sum, the powers and the root.
static double getNormError(const Magnitudes &group, const Summation &summation,
                           int64_t n) {
  double epsilon = summation.getEpsilon(), p = summation.p;
  if (std::isinf(p))
    return 0x1p-52;
  double error = getSummationError(n, epsilon) / p + 4 * epsilon;
  // f32 sums lose squares below 2^-149.
  if (summation.isF32 && p == 2 && group.sum.get() > 0) {
    double lost = static_cast<double>(n) * 0x1p-149 / group.sum.get();
    if (lost > 0.1)
      return kInfinity;
    error += lost;
  }
  return error;
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

static Estimate divide(Estimate x, const Quotient &quotient, ElementKind kind) {
  const Norm &divisor = quotient.divisor;
  const Estimate &length = quotient.length;
  double y = x.value / divisor.value * length.value;
  double error = 0;
  bool isExact = x.bound == 0 && length.bound == 0 &&
                 divisor.low == divisor.value && divisor.high == divisor.value;
  if (!isExact && std::isfinite(y)) {
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
    int64_t group = chunk * walk.getGroupsPerChunk();
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
static Norm boundNorm(Norm norm, double epsilon, ZeroNorm zeroNorm) {
  auto bound = [&](double value) {
    double divisor = value < epsilon ? epsilon : value;
    return divisor == 0 && zeroNorm == ZeroNorm::Zero ? kInfinity : divisor;
  };
  return {bound(norm.value), norm.low < epsilon ? epsilon : norm.low,
          norm.high == norm.value ? bound(norm.high)
                                  : std::max(norm.high, epsilon)};
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
    Norm norm = computeNorm(magnitudes, summation.p, static_cast<double>(n));
    double relative = getNormError(magnitudes, summation, n);
    if (returnsNorm) {
      double tolerance =
          std::max(4 * FloatFormat::get(norms.getKind()).epsilon, relative);
      Estimate stored = roundResult(norm.value, tolerance * norm.value,
                                    norm.high - norm.low, norms.getKind());
      if (!std::isfinite(norm.value))
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
                     Quotient quotient = {
                         computeNorm(magnitudes, 2, static_cast<double>(n)),
                         getNormError(magnitudes, summation, n)};
                     quotient.length = {scale.getValue(group),
                                        scale.getBound(group)};
                     return quotient;
                   }));
}

//===----------------------------------------------------------------------===//
// norm.stats
//===----------------------------------------------------------------------===//

/// sum((|x| / scale)^p); the error of the input may move every ratio by
/// 2 error / (scale - error).
static Estimate estimatePowerSum(const Magnitudes &group,
                                 const Summation &summation, double n) {
  double p = summation.p, sum = group.sum.get();
  double bound =
      (getSummationError(static_cast<int64_t>(n), summation.getEpsilon()) +
       (p + 2) * summation.getEpsilon()) *
          sum +
      n * (summation.isF32 ? 0x1p-149 : 0x1p-1074);
  if (group.error > 0) {
    double ratio = 2 * group.error / (group.scale - group.error);
    double change =
        p < 1 ? std::pow(ratio, p) : p * ratio * std::pow(1 + ratio, p - 1);
    bound += group.error < group.largest ? n * change : kInfinity;
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
    int64_t position = chunk * walk.getGroupsPerChunk();
    for (const Magnitudes &group :
         computeMagnitudes(input, walk, chunk, summation)) {
      SmallVector<Estimate> estimates;
      switch (op.getKind()) {
      case StatisticKind::AbsSum:
        estimates.push_back(
            {group.sum.get(),
             getSummationError(walk.getGroupSize(), summation.getEpsilon()) *
                     group.sum.get() +
                 n * group.error});
        break;
      case StatisticKind::AbsMax:
        estimates.push_back({group.largest, group.error});
        break;
      default:
        estimates.push_back({group.scale, group.error});
        estimates.push_back(estimatePowerSum(group, summation, n));
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
