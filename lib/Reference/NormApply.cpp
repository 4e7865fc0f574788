//===- NormApply.cpp - Applying statistics, scale and bias ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Applier.h"

#include "Elementwise.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Calls a member template with the run's groupStep.
#define FOR_STEP(member, run)                                                  \
  ((run).groupStep == 0 ? member<0>(run) : member<1>(run))

Applier::Applier(const Application &application, const AxisWalk &walk,
                 const GroupFactors &factors, ReferenceTensor &result)
    : input(*application.input), walk(walk), factors(factors), result(result),
      format(FloatFormat::get(input.getKind())),
      compute(getComputeFormat(input.getKind())),
      is16Bit(byteWidth(input.getKind()) == 2),
      castsBeforeScale(is16Bit &&
                       application.castPoint == CastPoint::BeforeScale),
      scale(application.scale, application.scaleOffset, 1),
      bias(application.bias, 0, 0), hasScale(application.scale),
      hasBias(application.bias),
      operandsAreExact(input.isExact() && scale.isExact() && bias.isExact()) {}

void Applier::read(const Run &run) {
  input.readValues(run.element, 1, run.length, x);
  scale.read(run);
  bias.read(run);
}

template <int Step>
void Applier::normalize(const Run &run) {
  const double *mean = &factors.mean[run.group],
               *low = &factors.meanLow[run.group],
               *rstd = &factors.rstd[run.group];
  for (int64_t i = 0; i < run.length; ++i) {
    difference[i] = (x[i] - mean[i * Step]) - low[i * Step];
    normalized[i] = difference[i] * rstd[i * Step];
  }
}

template <int Step>
void Applier::measure(const Run &run) {
  // Intermediate values below the compute type's normal range are known to its
  // least denormal only; in units of the tolerance that is `tiny`.
  double tiny = compute.minDenormal / (8 * compute.epsilon);
  const double *rstd = &factors.rstd[run.group];
  double most[8] = {};
  for (int64_t i = 0; i < run.length; ++i) {
    double magnitude =
        std::fabs(scale.values[i]) *
            (std::fabs(normalized[i]) + tiny * (rstd[i * Step] + 1)) +
        std::fabs(bias.values[i]) + tiny * std::fabs(difference[i]);
    // NaN and infinity stay in their element: they do not widen the others.
    magnitude = magnitude < kInfinity ? magnitude : 0;
    if (Step == 0)
      most[i % 8] = std::max(most[i % 8], magnitude);
    else
      largest[run.group + i] = std::max(largest[run.group + i], magnitude);
  }
  if (Step == 0)
    for (double magnitude : most)
      largest[run.group] = std::max(largest[run.group], magnitude);
}

/// One rounding, that of the result: max(1 ulp, tolerance).
void Applier::roundTo16Bits(int64_t i, double tolerance) {
  Estimate stored = format.store({values[i], tolerance});
  values[i] = stored.value;
  bounds[i] = stored.bound == 0 || stored.bound == kInfinity
                  ? stored.bound
                  : std::max(format.ulp(stored.value), tolerance);
}

/// The normalized value, its product with the scale and the sum with the bias
/// are rounded each; every rounding may fall on either side.
void Applier::castBeforeScale(int64_t i, double tolerance) {
  double w = scale.values[i], ulps = 0;
  double value = format.round(normalized[i]);
  double first = std::fabs(w) * format.ulp(value);
  if (hasScale) {
    value = format.round(value * w);
    ulps += format.ulp(value);
  }
  if (hasBias) {
    value = format.round(value + bias.values[i]);
    ulps += format.ulp(value);
  }
  double bound = std::max(first, tolerance) + ulps;
  bool mayOverflow = std::fabs(value) + bound >= format.overflow;
  values[i] = value;
  bounds[i] = !std::isfinite(value) ? 0 : mayOverflow ? kInfinity : bound;
}

template <int Step>
void Applier::computeResults(const Run &run) {
  const double *most = &largest[run.group],
               *tolerance = &factors.tolerance[run.group],
               *rstd = &factors.rstd[run.group];
  for (int64_t i = 0; i < run.length; ++i) {
    values[i] = normalized[i] * scale.values[i] + bias.values[i];
    bounds[i] = tolerance[i * Step] * most[i * Step];
  }
  if (castsBeforeScale)
    for (int64_t i = 0; i < run.length; ++i)
      castBeforeScale(i, bounds[i]);
  else if (is16Bit)
    for (int64_t i = 0; i < run.length; ++i)
      roundTo16Bits(i, bounds[i]);
  else if (compute.isF64())
    for (int64_t i = 0; i < run.length; ++i)
      bounds[i] += 0.5 * format.ulp(values[i]);
  // Where the compute type overflows on the way, nothing is promised; nor of
  // the sign of an infinity that a vanishing value times an infinite scale is.
  for (int64_t i = 0; i < run.length; ++i) {
    bool overflows = std::fabs(difference[i]) > compute.maxFinite ||
                     rstd[i * Step] > compute.maxFinite;
    // An infinite rstd takes what rounds to the mean for the mean, or not.
    bool isAtMean = std::isinf(rstd[i * Step]) && difference[i] != 0 &&
                    std::fabs(difference[i]) <= compute.ulp(x[i]);
    if ((overflows && std::isfinite(x[i]) && std::isfinite(rstd[i * Step])) ||
        isAtMean)
      bounds[i] = kInfinity;
    if (!std::isfinite(values[i]) && std::isfinite(normalized[i]) &&
        std::fabs(normalized[i]) < 1e-3 && !std::isfinite(scale.values[i]))
      bounds[i] = kInfinity;
    if (!std::isfinite(values[i]) && bounds[i] < kInfinity)
      bounds[i] = 0;
  }
}

template <int Step>
void Applier::propagate(const Run &run) {
  if (operandsAreExact && !factors.propagates)
    return;
  input.readBounds(run.element, 1, run.length, inputBounds);
  for (int64_t i = 0; i < run.length; ++i) {
    double error = 0, magnitude = std::fabs(normalized[i]);
    int64_t group = run.group + i * Step;
    if (factors.propagates || inputBounds[i] != 0) {
      double e = inputBounds[i], range = kInfinity;
      error = scaleBound(factors.rstd[group], e);
      bool isExact =
          e == 0 && factors.shift[group] == 0 && factors.spread[group] == 0;
      if (factors.propagates && !isExact) {
        error = factors.inflation[group] * factors.rstd[group] *
                    (e + factors.shift[group]) +
                magnitude * factors.spread[group];
        range = magnitude + factors.range[group];
      }
      // Not std::min: NaN, of infinity times 0, is no bound either.
      error = error < range ? error : range;
    }
    double total =
        scaleBound(std::fabs(scale.values[i]) + scale.bounds[i], error) +
        scaleBound(magnitude, scale.bounds[i]) + bias.bounds[i];
    if (std::isnan(total))
      total = kInfinity;
    // Rounding to 16 bits may fall on the other side of what the error moves.
    if (total > 0 && is16Bit)
      total += format.ulp(std::fabs(values[i]) + total);
    if (std::isfinite(values[i]))
      bounds[i] += total;
    else if (!(total < kInfinity))
      bounds[i] = kInfinity;
  }
}

void Applier::run(int64_t chunk) {
  largest.assign(walk.getNumGroups(chunk), 0);
  walk.forEachRun(chunk, [&](const Run &run) {
    read(run);
    FOR_STEP(normalize, run);
    FOR_STEP(measure, run);
  });
  walk.forEachRun(chunk, [&](const Run &run) {
    read(run);
    FOR_STEP(normalize, run);
    FOR_STEP(computeResults, run);
    FOR_STEP(propagate, run);
    result.write(run.element, 1, run.length, values, bounds);
  });
}
#undef FOR_STEP
