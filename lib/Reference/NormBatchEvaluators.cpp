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
  std::optional<Type> accumulator;

  void update(int64_t firstChannel, const GroupStatistics &batch,
              ReferenceKind element);
};
} // namespace

void RunningStatistics::update(int64_t firstChannel,
                               const GroupStatistics &batch,
                               ReferenceKind element) {
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
          newVariance,
          {batchVariance,
           batch.getM2Error(i) / divisor +
               batchVariance * getVarianceError(accumulator, batch.groupSize)},
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
static double getBatchFactor(BatchNormTrainingOp op,
                             const ReferenceTensor *tracked) {
  if (std::optional<APFloat> momentum = op.getMomentum())
    return getUpdateFactor(*momentum, op.getMomentumConvention());
  return tracked ? 1.0 / (static_cast<double>(tracked->getInteger(0)) + 1) : 0;
}

namespace {
/// One norm.batch_norm_training.
class Training {
public:
  Training(BatchNormTrainingOp op, const Environment &environment);

  /// Normalizes by the batch's statistics or by the given ones.
  void normalizeByBatch();
  void normalizeByRunning();
  /// All results in the op's order.
  SmallVector<ReferenceTensor> getResults();

private:
  /// Saves what the given statistics normalize with.
  void saveRunning();

  BatchNormTrainingOp op;
  Application application;
  const ReferenceTensor *runningMean, *runningVariance, *tracked;
  ReferenceTensor result, mean, rstd;
  std::optional<RunningStatistics> running;
};
} // namespace

Training::Training(BatchNormTrainingOp op, const Environment &environment)
    : op(op), application{environment.get(op.getInput()),
                          environment.get(op.getScale()),
                          environment.get(op.getBias())},
      runningMean(environment.get(op.getRunningMean())),
      runningVariance(environment.get(op.getRunningVariance())),
      tracked(environment.get(op.getNumBatchesTracked())) {
  SmallVector<int64_t> channels =
      getSizesAlong(*application.input, op.getAffineAxes());
  if (op.getReturnStatistics()) {
    mean = allocateResult(op.getSavedStatistics()[0], channels);
    rstd = allocateResult(op.getSavedStatistics()[1], channels);
  }
  if (op.updatesRunningStatistics())
    running.emplace(RunningStatistics{
        *runningMean, *runningVariance,
        allocateResult(op.getUpdatedRunningStatistics()[0], channels),
        allocateResult(op.getUpdatedRunningStatistics()[1], channels),
        getBatchFactor(op, tracked), op.getUnbiasedRunningVariance(),
        op.getAccumulator()});
}

void Training::normalizeByBatch() {
  result = normalizeGroups(op, application,
                           [&](int64_t firstChannel,
                               const GroupStatistics &statistics,
                               const GroupFactors &factors) {
                             if (op.getReturnStatistics()) {
                               writeMeans(firstChannel, statistics, mean);
                               writeRstds(firstChannel, statistics, factors,
                                          op.getEpsilonValue(), rstd);
                             }
                             if (running)
                               running->update(firstChannel, statistics,
                                               application.input->getKind());
                           });
}

void Training::saveRunning() {
  double relative = 4 * FloatFormat::get(rstd.getKind()).epsilon;
  for (int64_t channel = 0; channel < mean.getNumElements(); ++channel) {
    double savedMean = runningMean->getValue(channel);
    double meanBound = runningMean->getBound(channel);
    mean.write(channel, 1, 1, &savedMean, &meanBound);
    double variance = runningVariance->getValue(channel);
    double savedRstd = getRstd(variance, op.getEpsilonValue());
    double rstdBound = std::isfinite(savedRstd) ? relative * savedRstd : 0;
    if (double error = runningVariance->getBound(channel)) {
      // As in applyVariance.
      double q = error / (variance + op.getEpsilonValue());
      rstdBound = q >= 0 && q < 0.5
                      ? rstdBound + savedRstd * 0.5 * q / std::pow(1 - q, 1.5)
                      : kInfinity;
    }
    rstd.write(channel, 1, 1, &savedRstd, &rstdBound);
  }
}

void Training::normalizeByRunning() {
  result = applyVariance(application, op.getChannelAxisAttr().getInt(),
                         *runningMean, *runningVariance, op.getEpsilonValue());
  if (op.getReturnStatistics())
    saveRunning();
  if (running)
    visitStatistics(
        op, *application.input,
        [&](int64_t firstChannel, const GroupStatistics &statistics) {
          running->update(firstChannel, statistics,
                          application.input->getKind());
        });
}

SmallVector<ReferenceTensor> Training::getResults() {
  SmallVector<ReferenceTensor> results = {result};
  if (op.getReturnStatistics())
    results.append({mean, rstd});
  if (running)
    results.append({running->mean, running->variance});
  if (tracked)
    results.push_back(ReferenceTensor::createInteger(
        tracked->getElementType(), tracked->getInteger(0) + 1));
  return results;
}

void reference::evaluateBatchNormTraining(BatchNormTrainingOp op,
                                          Environment &environment) {
  Training training(op, environment);
  if (op.getUseRunningStats())
    training.normalizeByRunning();
  else
    training.normalizeByBatch();
  // What the environment holds moves when results enter it, so the operands
  // are read before.
  SmallVector<ReferenceTensor> results = training.getResults();
  for (auto [value, tensor] : llvm::zip_equal(op->getResults(), results))
    environment.set(value, tensor);
}
