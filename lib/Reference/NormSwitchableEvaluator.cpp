//===- NormSwitchableEvaluator.cpp - Switchable normalization===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Errors are followed through norms: the root of each of the mixed variances,
// and of their mix, is a seminorm of the input, so an error e of the input
// changes it by at most the same seminorm of e.
//
//===----------------------------------------------------------------------===//

#include "NormEvaluators.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
static constexpr double kEpsilon = 0x1p-52;

namespace {

/// Means and variances with what their errors may be; index: instance, or
/// layer, or channel.
struct Moments {
  /// The mean as an unevaluated sum of two doubles.
  std::vector<double> mean, meanLow, variance;
  /// How far the mean may be off, and the square of how far the root of the
  /// variance may be.
  std::vector<double> meanError, squaredError;

  void resize(size_t size) {
    for (std::vector<double> *values :
         {&mean, &meanLow, &variance, &meanError, &squaredError})
      values->assign(size, 0);
  }
};

/// softmax of an op's weights; each may be off by a factor of 1 +- error.
struct Mix {
  explicit Mix(const ReferenceTensor &weights);

  SmallVector<double, 3> weights;
  double error;
};

/// One norm.switchable_norm.
class Switchable {
public:
  Switchable(SwitchableNormOp op, const Environment &environment);

  ReferenceTensor normalize();
  /// The updated running statistics, or none.
  SmallVector<ReferenceTensor> updateRunning();

private:
  void computeInstances();
  /// Without axes: every element is an instance of its own, without variance.
  void takeElements();
  /// What merging elements leaves out: the divisor, and what compiled code
  /// rounds.
  void finishDirect(Moments &moments, int64_t parts);
  /// The moments of all instances for which `number` gives the same number.
  Moments merge(size_t size, llvm::function_ref<int64_t(int64_t)> number) const;
  /// The number of an instance's channel, and of its place in the batch.
  int64_t getChannel(int64_t instance) const {
    return instance / inner % channels;
  }
  int64_t getLayer(int64_t instance) const {
    return instance / (inner * channels) * inner + instance % inner;
  }
  Moments getRunning();
  void computeFactors(int64_t instance, int64_t index, GroupFactors &factors);

  SwitchableNormOp op;
  Application application;
  const ReferenceTensor *runningMean, *runningVariance;
  Mix meanMix, varianceMix;
  /// Instances lie as the kept axes do: `inner` of them between neighbouring
  /// channels.
  int64_t instances = 1, channels = 1, inner = 1;
  int64_t instanceSize = 0;
  bool accumulatesF32;
  Moments instance, layer, batch, running;
};

} // namespace

Mix::Mix(const ReferenceTensor &tensor) {
  double largest = -kInfinity, bound = 0, sum = 0;
  for (int64_t i = 0; i < tensor.getNumElements(); ++i) {
    weights.push_back(tensor.getValue(i));
    // Not std::max, which would drop a NaN.
    if (!(weights.back() <= largest))
      largest = weights.back();
    bound = std::max(bound, tensor.getBound(i));
  }
  for (double &weight : weights)
    sum += weight = std::exp(weight - largest);
  for (double &weight : weights)
    weight /= sum;
  error = std::expm1(2 * bound) + 8 * kEpsilon;
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

Switchable::Switchable(SwitchableNormOp op, const Environment &environment)
    : op(op), application{environment.get(op.getInput()),
                          environment.get(op.getScale()),
                          environment.get(op.getBias())},
      runningMean(environment.get(op.getRunningMean())),
      runningVariance(environment.get(op.getRunningVariance())),
      meanMix(*environment.get(op.getMeanWeights())),
      varianceMix(*environment.get(op.getVarianceWeights())),
      accumulatesF32(op.getAccumulator() && op.getAccumulator()->isF32()) {
  const ReferenceTensor &input = *application.input;
  int64_t channelAxis = op.getChannelAxisAttr().getInt();
  for (int64_t axis : cast<NormOpInterface>(*op).getKeptAxes()) {
    int64_t size = input.getShape()[axis];
    instances *= size;
    if (axis == channelAxis)
      channels = size;
    else if (axis > channelAxis)
      inner *= size;
  }
  bool hasInstances = op.takesInstanceStatistics();
  hasInstances ? computeInstances() : takeElements();
  int64_t layers = channels == 0 ? 0 : instances / channels;
  layer = merge(layers, [&](int64_t i) { return getLayer(i); });
  if (!hasInstances)
    finishDirect(layer, channels);
  if (op.takesBatchStatistics()) {
    batch = merge(channels, [&](int64_t i) { return getChannel(i); });
    if (!hasInstances)
      finishDirect(batch, layers);
  }
  if (op.getUseRunningStats())
    running = getRunning();
}

void Switchable::computeInstances() {
  instance.resize(instances);
  double summation = accumulatesF32 ? 0x1p-22 : 16 * kEpsilon;
  visitStatistics(
      op, *application.input,
      [&](int64_t first, const GroupStatistics &statistics) {
        instanceSize = statistics.groupSize;
        double n = static_cast<double>(instanceSize);
        double divisor = op.getUnbiasedVariance() ? n - 1 : n;
        for (size_t i = 0; i < statistics.mean.size(); ++i) {
          int64_t at = first + i;
          double variance = statistics.m2[i] / divisor;
          instance.mean[at] = statistics.mean[i];
          instance.meanLow[at] = statistics.meanLow[i];
          instance.variance[at] = variance;
          // Compiled code rounds the mean to f64 and sums deviations in the
          // accumulator's type.
          double rounding = 32 * kEpsilon * std::fabs(statistics.mean[i]) +
                            summation * std::sqrt(variance);
          instance.meanError[at] = statistics.getMeanError(i) + rounding;
          instance.squaredError[at] = 8 * rounding * rounding;
          // The mean square of the errors, as for the input: n / (n - 1) is at
          // most 2, and the layer's variance takes it twice.
          if (!statistics.errors.empty())
            instance.squaredError[at] += 6 * statistics.squaredErrors[i] / n;
        }
      });
}

void Switchable::takeElements() {
  const ReferenceTensor &input = *application.input;
  instance.resize(instances);
  input.readValues(0, 1, instances, instance.mean.data());
  input.readBounds(0, 1, instances, instance.meanError.data());
  for (int64_t i = 0; i < instances; ++i)
    instance.squaredError[i] =
        6 * instance.meanError[i] * instance.meanError[i];
}

void Switchable::finishDirect(Moments &moments, int64_t parts) {
  double n = static_cast<double>(parts);
  double summation = accumulatesF32 ? 0x1p-22 : 16 * kEpsilon;
  for (size_t at = 0; at < moments.mean.size(); ++at) {
    if (op.getUnbiasedVariance())
      moments.variance[at] *= n / (n - 1);
    double rounding = 32 * kEpsilon * std::fabs(moments.mean[at]) +
                      summation * std::sqrt(moments.variance[at]);
    moments.meanError[at] += rounding;
    moments.squaredError[at] += 8 * rounding * rounding;
  }
}

Moments Switchable::merge(size_t size,
                          llvm::function_ref<int64_t(int64_t)> number) const {
  Moments merged;
  merged.resize(size);
  if (size == 0)
    return merged;
  double parts = static_cast<double>(instances) / size;
  std::vector<CompensatedSum> sums(size);
  for (int64_t i = 0; i < instances; ++i) {
    int64_t at = number(i);
    sums[at].add(instance.mean[i]);
    sums[at].add(instance.meanLow[i]);
    merged.meanError[at] += instance.meanError[i] / parts;
    merged.squaredError[at] += instance.squaredError[i] / parts;
  }
  for (size_t at = 0; at < size; ++at) {
    double mean = merged.mean[at] = sums[at].get() / parts;
    if (std::isfinite(mean))
      merged.meanLow[at] =
          (std::fma(-mean, parts, sums[at].high) + sums[at].low) / parts;
  }
  sums.assign(size, CompensatedSum());
  for (int64_t i = 0; i < instances; ++i) {
    int64_t at = number(i);
    double apart = (instance.mean[i] - merged.mean[at]) +
                   (instance.meanLow[i] - merged.meanLow[at]);
    sums[at].add(instance.variance[i]);
    sums[at].add(apart * apart);
  }
  for (size_t at = 0; at < size; ++at)
    merged.variance[at] = sums[at].get() / parts;
  return merged;
}

Moments Switchable::getRunning() {
  Moments moments;
  moments.resize(channels);
  for (int64_t channel = 0; channel < channels; ++channel) {
    moments.mean[channel] = runningMean->getValue(channel);
    moments.variance[channel] = runningVariance->getValue(channel);
    moments.meanError[channel] = runningMean->getBound(channel);
  }
  return moments;
}

//===----------------------------------------------------------------------===//
// Mixing
//===----------------------------------------------------------------------===//

void Switchable::computeFactors(int64_t number, int64_t index,
                                GroupFactors &factors) {
  bool usesRunning = op.getUseRunningStats();
  int64_t channel = getChannel(number);
  SmallVector<std::pair<const Moments *, int64_t>, 3> mixed;
  if (op.takesInstanceStatistics())
    mixed.push_back({&instance, number});
  mixed.push_back({&layer, getLayer(number)});
  if (op.getUseBatch())
    mixed.push_back({usesRunning ? &running : &batch, channel});

  // The weights sum up to 1: differences from the first mean are weighed, so
  // that equal means are not rounded.
  const auto [first, own] = mixed.front();
  double mean = first->mean[own], meanLow = first->meanLow[own];
  double added = 0, variance = 0, apart = 0, shift = 0, squaredError = 0;
  for (auto [i, at] : llvm::enumerate(mixed)) {
    const Moments &moments = *at.first;
    double difference = (moments.mean[at.second] - mean) +
                        (moments.meanLow[at.second] - meanLow);
    added += meanMix.weights[i] * difference;
    variance += varianceMix.weights[i] * moments.variance[at.second];
    apart = std::max(apart, std::fabs(difference));
    shift += meanMix.weights[i] * moments.meanError[at.second];
    squaredError += varianceMix.weights[i] * moments.squaredError[at.second];
  }
  double epsilon = op.getEpsilonValue(), rstd = getRstd(variance, epsilon);
  factors.mean[index] = mean + added;
  factors.meanLow[index] = added - (factors.mean[index] - mean) + meanLow;
  factors.rstd[index] = rstd;
  // NaN and infinity come out as they are.
  if (!std::isfinite(factors.mean[index]) || std::isnan(rstd)) {
    factors.meanLow[index] = 0;
    return;
  }
  factors.shift[index] = shift + apart * meanMix.error;
  // The root of variance + epsilon changes by at most the root of squaredError,
  // and what the errors of weights and running variance do to the variance
  // itself is relative.
  double r = std::sqrt(squaredError) * rstd;
  double u = varianceMix.error;
  if (usesRunning)
    u += varianceMix.weights.back() * runningVariance->getBound(channel) *
         rstd * rstd;
  bool isSmall = r <= 0.1 && u <= 0.1;
  factors.inflation[index] = isSmall ? 1 + 2 * (r + u) : kInfinity;
  factors.spread[index] = isSmall ? 1.2 * r + 0.6 * u : kInfinity;
}

ReferenceTensor Switchable::normalize() {
  // A 16-bit input is so coarse that roundings of its statistics do not show.
  bool is16Bit = byteWidth(application.input->getKind()) == 2;
  bool isExact = application.input->isExact() &&
                 (!runningMean ||
                  (runningMean->isExact() && runningVariance->isExact())) &&
                 meanMix.error <= 8 * kEpsilon &&
                 varianceMix.error <= 8 * kEpsilon;
  return applyGiven(application, cast<NormOpInterface>(*op).getKeptAxes(),
                    op.getAffineAxes(),
                    /*propagates=*/!is16Bit || accumulatesF32 || !isExact,
                    [&](int64_t number, int64_t index, GroupFactors &factors) {
                      computeFactors(number, index, factors);
                    });
}

SmallVector<ReferenceTensor> Switchable::updateRunning() {
  if (!op.updatesRunningStatistics())
    return {};
  ReferenceTensor mean = allocateResult(op.getStatistics()[0], channels);
  ReferenceTensor variance = allocateResult(op.getStatistics()[1], channels);
  double factor = getUpdateFactor(op.getMomentum(), op.getMomentumConvention());
  ReferenceKind element = application.input->getKind();
  for (int64_t channel = 0; channel < channels; ++channel) {
    Estimate newMean = {runningMean->getValue(channel),
                        runningMean->getBound(channel)};
    Estimate newVariance = {runningVariance->getValue(channel),
                            runningVariance->getBound(channel)};
    // An empty batch changes nothing.
    if (application.input->getNumElements() != 0) {
      double batchMean = batch.mean[channel];
      double batchVariance = batch.variance[channel];
      double deviation = std::sqrt(batchVariance);
      double error = std::sqrt(batch.squaredError[channel]);
      newMean = joinToAverage(newMean, {batchMean, batch.meanError[channel]},
                              std::max(std::fabs(batchMean), deviation), factor,
                              element, mean.getKind());
      newVariance = joinToAverage(
          newVariance, {batchVariance, error * (2 * deviation + error)},
          batchVariance, factor, element, variance.getKind());
      // A mean of infinities may come out as NaN.
      if (!std::isfinite(batchMean))
        newMean.bound = kInfinity;
    }
    mean.write(channel, 1, 1, &newMean.value, &newMean.bound);
    variance.write(channel, 1, 1, &newVariance.value, &newVariance.bound);
  }
  return {mean, variance};
}

void reference::evaluateSwitchableNorm(SwitchableNormOp op,
                                       Environment &environment) {
  Switchable switchable(op, environment);
  SmallVector<ReferenceTensor> results = {switchable.normalize()};
  // What the environment holds moves when results enter it, so the operands
  // are read before.
  llvm::append_range(results, switchable.updateRunning());
  for (auto [value, tensor] : llvm::zip_equal(op->getResults(), results))
    environment.set(value, tensor);
}
