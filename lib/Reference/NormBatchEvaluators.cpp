//===- NormBatchEvaluators.cpp - Batch normalization ---===//
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
// Evaluation
//===----------------------------------------------------------------------===//

void reference::evaluateBatchNorm(BatchNormOp op, Environment &environment) {
  Application application = {environment.get(op.getInput()),
                             environment.get(op.getScale()),
                             environment.get(op.getBias())};
  environment.set(op.getResult(),
                  applyVariance(application, op.getChannelAxisAttr().getInt(),
                                *environment.get(op.getMean()),
                                *environment.get(op.getVariance()),
                                op.getEpsilonValue()));
}

//===----------------------------------------------------------------------===//
// Training
//===----------------------------------------------------------------------===//

namespace {
/// The updated running statistics.
struct RunningStatistics {
  const ReferenceTensor &oldMean, &oldVariance;
  ReferenceTensor mean, variance;
  /// The weight of this batch.
  double factor;
  bool isUnbiased;

  void update(int64_t firstChannel, const GroupStatistics &batch,
              ElementKind element);
};
} // namespace

void RunningStatistics::update(int64_t firstChannel,
                               const GroupStatistics &batch,
                               ElementKind element) {
  double divisor = static_cast<double>(batch.groupSize) - (isUnbiased ? 1 : 0);
  for (size_t i = 0; i < batch.mean.size(); ++i) {
    int64_t channel = firstChannel + i;
    Estimate newMean = {oldMean.getValue(channel), oldMean.getBound(channel)};
    Estimate newVariance = {oldVariance.getValue(channel),
                            oldVariance.getBound(channel)};
    // An empty batch changes nothing.
    if (batch.groupSize != 0) {
      double deviation = std::sqrt(batch.getVariance(i));
      newMean = joinToAverage(newMean, {batch.mean[i], batch.getMeanError(i)},
                              std::max(std::fabs(batch.mean[i]), deviation),
                              factor, element, mean.getKind());
      double batchVariance = batch.m2[i] / divisor;
      newVariance = joinToAverage(
          newVariance, {batchVariance, batch.getM2Error(i) / divisor},
          batchVariance, factor, element, variance.getKind());
      // A mean of infinities may come out as NaN.
      if (!std::isfinite(batch.mean[i]))
        newMean.bound = kInfinity;
    }
    mean.write(channel, 1, 1, &newMean.value, &newMean.bound);
    variance.write(channel, 1, 1, &newVariance.value, &newVariance.bound);
  }
}

/// The weight of the new batch in running averages.
static double getUpdateFactor(BatchNormTrainingOp op,
                              const ReferenceTensor *tracked) {
  std::optional<APFloat> momentum = op.getMomentum();
  if (!momentum)
    return tracked ? 1.0 / (static_cast<double>(tracked->getInteger(0)) + 1)
                   : 0;
  double value = momentum->convertToDouble();
  return op.getMomentumConvention() == MomentumConvention::Torch ? value
                                                                 : 1 - value;
}

void reference::evaluateBatchNormTraining(BatchNormTrainingOp op,
                                          Environment &environment) {
  Application application = {environment.get(op.getInput()),
                             environment.get(op.getScale()),
                             environment.get(op.getBias())};
  const ReferenceTensor *tracked = environment.get(op.getNumBatchesTracked());
  SmallVector<int64_t> channels =
      getSizesAlong(*application.input, op.getAffineAxes());

  // The op's results in order: the tensor, then those that it has of mean,
  // rstd, running mean, running variance, counter.
  ResultRange results = op->getResults().drop_front();
  ReferenceTensor mean, rstd;
  if (op.getReturnStatistics()) {
    mean = allocateResult(results[0], channels);
    rstd = allocateResult(results[1], channels);
  }
  ResultRange updated = results.drop_front(op.getReturnStatistics() ? 2 : 0);
  std::optional<RunningStatistics> running;
  if (op.getRunningMean())
    running.emplace(RunningStatistics{*environment.get(op.getRunningMean()),
                                      *environment.get(op.getRunningVariance()),
                                      allocateResult(updated[0], channels),
                                      allocateResult(updated[1], channels),
                                      getUpdateFactor(op, tracked),
                                      op.getUnbiasedRunningVariance()});

  ReferenceTensor result = normalizeGroups(
      op, application, op.getAccumulator(),
      [&](int64_t firstChannel, const GroupStatistics &statistics,
          const GroupFactors &factors) {
        if (op.getReturnStatistics()) {
          writeMeans(firstChannel, statistics, mean);
          writeRstds(firstChannel, statistics, factors, op.getEpsilonValue(),
                     rstd);
        }
        if (running)
          running->update(firstChannel, statistics,
                          application.input->getKind());
      });

  // What the environment holds moves when results enter it, so the operands
  // are read before.
  std::optional<ReferenceTensor> counter;
  if (tracked)
    counter = ReferenceTensor::createInteger(tracked->getElementType(),
                                             tracked->getInteger(0) + 1);
  SmallVector<ReferenceTensor> others;
  if (op.getReturnStatistics())
    others = {mean, rstd};
  if (running)
    others.append({running->mean, running->variance});
  if (counter)
    others.push_back(*counter);
  environment.set(op.getResult(), result);
  for (auto [value, tensor] : llvm::zip_equal(results, others))
    environment.set(value, tensor);
}
