//===- NormGroupEvaluators.cpp - Group and instance normalization===//
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

//===----------------------------------------------------------------------===//
// Group normalization
//===----------------------------------------------------------------------===//

void reference::evaluateGroupNorm(GroupNormOp op, Environment &environment) {
  const ReferenceTensor &input = *environment.get(op.getInput());
  int64_t channel = op.getChannel(), groups = op.getGroupCount();
  // Channel c is channel c % size of group c / size: row-major order makes two
  // axes of one, whatever stands beside them.
  SmallVector<int64_t> shape(input.getShape());
  shape[channel] /= groups;
  shape.insert(shape.begin() + channel, groups);
  SmallVector<int64_t> groupAxes;
  for (int64_t axis : op.getKeptAxes())
    groupAxes.push_back(axis < channel ? axis : axis + 1);
  groupAxes.insert(llvm::lower_bound(groupAxes, channel), channel);
  SmallVector<int64_t> affineAxes = {channel};
  if (op.getAffine() == Affine::PerChannel)
    affineAxes.push_back(channel + 1);

  ReferenceTensor view = input.reshape(shape);
  Application application = {&view, environment.get(op.getScale()),
                             environment.get(op.getBias())};
  ReferenceTensor mean, rstd;
  if (op.getReturnStatistics()) {
    SmallVector<int64_t> sizes = getSizesAlong(view, groupAxes);
    mean = allocateResult(op.getMean(), sizes);
    rstd = allocateResult(op.getRstd(), sizes);
  }
  ReferenceTensor result =
      normalizeGroups(op, application, groupAxes, affineAxes,
                      [&](int64_t firstGroup, const GroupStatistics &statistics,
                          const GroupFactors &factors) {
                        if (!op.getReturnStatistics())
                          return;
                        writeMeans(firstGroup, statistics, mean);
                        writeRstds(firstGroup, statistics, factors,
                                   op.getEpsilonValue(), rstd);
                      })
          .reshape(input.getShape());
  environment.set(op.getResult(), result);
  if (op.getReturnStatistics()) {
    environment.set(op.getMean(), mean);
    environment.set(op.getRstd(), rstd);
  }
}

//===----------------------------------------------------------------------===//
// Instance normalization
//===----------------------------------------------------------------------===//

namespace {

/// Averages over the batch of what the instances of one channel have.
struct ChannelSums {
  CompensatedSum mean, variance;
  double meanError = 0, varianceError = 0;
  /// Of max(|mean|, deviation).
  double magnitude = 0;
};

/// The running statistics that an instance normalization updates.
class InstanceRunningStatistics {
public:
  InstanceRunningStatistics(InstanceNormOp op, const ReferenceTensor &input,
                            Environment &environment);

  /// Takes in the instances of a chunk.
  void add(int64_t firstGroup, const GroupStatistics &statistics);
  /// The running mean and variance after all instances.
  std::pair<ReferenceTensor, ReferenceTensor> update();

private:
  InstanceNormOp op;
  const ReferenceTensor &oldMean, &oldVariance;
  ReferenceKind element;
  /// Group g belongs to channel g / groupsPerStep % channels.
  int64_t channels, groupsPerStep = 1;
  /// How many instances a channel has, and how many elements an instance.
  int64_t instances = 1, elements = 1;
  std::vector<ChannelSums> sums;
};

} // namespace

InstanceRunningStatistics::InstanceRunningStatistics(
    InstanceNormOp op, const ReferenceTensor &input, Environment &environment)
    : op(op), oldMean(*environment.get(op.getRunningMean())),
      oldVariance(*environment.get(op.getRunningVariance())),
      element(input.getKind()), channels(input.getShape()[op.getChannel()]),
      sums(channels) {
  for (auto [axis, size] : llvm::enumerate(input.getShape())) {
    int64_t number = axis;
    if (number == op.getChannel())
      continue;
    if (llvm::is_contained(op.getAxes(), number)) {
      elements *= size;
      continue;
    }
    instances *= size;
    groupsPerStep *= number > op.getChannel() ? size : 1;
  }
}

void InstanceRunningStatistics::add(int64_t firstGroup,
                                    const GroupStatistics &statistics) {
  double divisor = static_cast<double>(elements) - 1;
  for (size_t i = 0; i < statistics.mean.size(); ++i) {
    ChannelSums &channel = sums[(firstGroup + i) / groupsPerStep % channels];
    double mean = statistics.mean[i];
    double deviation = std::sqrt(statistics.getVariance(i));
    channel.mean.add(mean);
    channel.variance.add(statistics.m2[i] / divisor);
    channel.meanError += statistics.getMeanError(i);
    channel.varianceError +=
        (statistics.getM2Error(i) +
         statistics.m2[i] * getVarianceError(op.getAccumulator(), elements)) /
        divisor;
    channel.magnitude += std::max(std::fabs(mean), deviation);
  }
}

std::pair<ReferenceTensor, ReferenceTensor>
InstanceRunningStatistics::update() {
  ResultRange updated = op->getResults().take_back(2);
  ReferenceTensor mean = allocateResult(updated[0], channels),
                  variance = allocateResult(updated[1], channels);
  double factor = 0;
  if (std::optional<APFloat> momentum = op.getMomentum())
    factor = getUpdateFactor(*momentum, op.getMomentumConvention());
  for (int64_t i = 0; i < channels; ++i) {
    Estimate newMean = {oldMean.getValue(i), oldMean.getBound(i)};
    Estimate newVariance = {oldVariance.getValue(i), oldVariance.getBound(i)};
    // An empty input changes nothing.
    if (instances != 0 && elements != 0) {
      const ChannelSums &channel = sums[i];
      double number = static_cast<double>(instances);
      double addedMean = channel.mean.get() / number,
             addedVariance = channel.variance.get() / number;
      newMean = joinToAverage(newMean, {addedMean, channel.meanError / number},
                              channel.magnitude / number, factor, element,
                              mean.getKind());
      newVariance = joinToAverage(
          newVariance, {addedVariance, channel.varianceError / number},
          addedVariance, factor, element, variance.getKind());
      // A mean of infinities may come out as NaN.
      if (!std::isfinite(addedMean))
        newMean.bound = kInfinity;
    }
    mean.write(i, 1, 1, &newMean.value, &newMean.bound);
    variance.write(i, 1, 1, &newVariance.value, &newVariance.bound);
  }
  return {mean, variance};
}

void reference::evaluateInstanceNorm(InstanceNormOp op,
                                     Environment &environment) {
  Application application = {environment.get(op.getInput()),
                             environment.get(op.getScale()),
                             environment.get(op.getBias())};
  // The op's results in order: the tensor, then those that it has of mean,
  // rstd, running mean, running variance.
  ResultRange results = op->getResults().drop_front();
  SmallVector<ReferenceTensor> others;
  if (op.getReturnStatistics()) {
    SmallVector<int64_t> kept = getSizesAlong(
        *application.input, cast<NormOpInterface>(*op).getKeptAxes());
    others.push_back(allocateResult(results[0], kept));
    others.push_back(allocateResult(results[1], kept));
  }
  std::optional<InstanceRunningStatistics> running;
  if (op.updatesRunningStatistics())
    running.emplace(op, *application.input, environment);
  ReferenceTensor result;
  if (op.getUseRunningStats()) {
    result = applyVariance(
        application, op.getChannel(), *environment.get(op.getRunningMean()),
        *environment.get(op.getRunningVariance()), op.getEpsilonValue());
    if (running)
      visitStatistics(
          op, *application.input,
          [&](int64_t firstGroup, const GroupStatistics &statistics) {
            running->add(firstGroup, statistics);
          });
  } else {
    result = normalizeGroups(op, application,
                             [&](int64_t firstGroup,
                                 const GroupStatistics &statistics,
                                 const GroupFactors &factors) {
                               if (op.getReturnStatistics()) {
                                 writeMeans(firstGroup, statistics, others[0]);
                                 writeRstds(firstGroup, statistics, factors,
                                            op.getEpsilonValue(), others[1]);
                               }
                               if (running)
                                 running->add(firstGroup, statistics);
                             });
  }
  // What the environment holds moves when results enter it, so the operands
  // are read before.
  if (running) {
    auto [mean, variance] = running->update();
    others.append({mean, variance});
  }
  environment.set(op.getResult(), result);
  for (auto [value, tensor] : llvm::zip_equal(results, others))
    environment.set(value, tensor);
}
