//===- NormEvaluators.cpp - Norm dialect: the table and shared parts ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormEvaluators.h"

#include "Applier.h"

#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();

//===----------------------------------------------------------------------===//
// Table
//===----------------------------------------------------------------------===//

/// The report of the first size condition of `op` that run-time sizes violate.
static llvm::Error checkSizes(NormOpInterface op,
                              const Environment &environment) {
  SmallVector<SizeCondition> conditions;
  op.getSizeConditions(conditions);
  for (const SizeCondition &condition : conditions)
    if (std::optional<std::string> report =
            condition.findViolation([&](TensorSize size) {
              return environment.get(size.tensor)->getShape()[size.dim];
            }))
      return createError(op->getName().getStringRef() + " " + *report);
  return llvm::Error::success();
}

/// An evaluator that checks sizes and cannot fail otherwise.
template <typename Op, void (*evaluate)(Op, Environment &)>
static llvm::Error evaluateOp(Operation *op, Environment &environment) {
  if (auto named = dyn_cast<NormOpInterface>(op))
    if (llvm::Error error = checkSizes(named, environment))
      return error;
  evaluate(cast<Op>(op), environment);
  return llvm::Error::success();
}

static llvm::Error evaluateRequirement(Operation *op,
                                       Environment &environment) {
  return evaluateRequire(cast<RequireOp>(op), environment);
}

OpEvaluator reference::lookupNormEvaluator(Operation *op) {
  static const llvm::StringMap<OpEvaluator> table = {
      {"norm.layer_norm", evaluateOp<LayerNormOp, evaluateLayerNorm>},
      {"norm.rms_norm", evaluateOp<RMSNormOp, evaluateRMSNorm>},
      {"norm.batch_norm", evaluateOp<BatchNormOp, evaluateBatchNorm>},
      {"norm.batch_norm_training",
       evaluateOp<BatchNormTrainingOp, evaluateBatchNormTraining>},
      {"norm.group_norm", evaluateOp<GroupNormOp, evaluateGroupNorm>},
      {"norm.instance_norm", evaluateOp<InstanceNormOp, evaluateInstanceNorm>},
      {"norm.local_response_norm",
       evaluateOp<LocalResponseNormOp, evaluateLocalResponseNorm>},
      {"norm.lp_normalize", evaluateOp<LpNormalizeOp, evaluateLpNormalize>},
      {"norm.weight_norm", evaluateOp<WeightNormOp, evaluateWeightNorm>},
      {"norm.window_stats", evaluateOp<WindowStatsOp, evaluateWindowStats>},
      {"norm.switchable_norm",
       evaluateOp<SwitchableNormOp, evaluateSwitchableNorm>},
      {"norm.stats", evaluateOp<StatsOp, evaluateStats>},
      {"norm.merge_stats", evaluateOp<MergeStatsOp, evaluateMergeStats>},
      {"norm.apply", evaluateOp<ApplyOp, evaluateApply>},
      {"norm.kernel", evaluateKernel},
      {"norm.require", evaluateRequirement},
  };
  return table.lookup(op->getName().getStringRef());
}

//===----------------------------------------------------------------------===//
// Shared parts
//===----------------------------------------------------------------------===//

double reference::getVarianceError(std::optional<Type> accumulator,
                                   int64_t count) {
  return 2 * getSummationError(count, accumulator && accumulator->isF32()
                                          ? 0x1p-23
                                          : 0x1p-52);
}

double reference::getSummationError(int64_t count, double epsilon) {
  return (8 + std::log2(static_cast<double>(std::max<int64_t>(count, 1)))) *
         epsilon;
}

Estimate reference::roundResult(double value, double tolerance, double error,
                                ReferenceKind kind) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  // Not `error == infinity`: a NaN is no bound either.
  if (!(error < infinity))
    return {value, infinity};
  if (!std::isfinite(value))
    return {value, error == 0 ? 0 : infinity};
  const FloatFormat &format = FloatFormat::get(kind);
  // A quotient below the normal range is known to a denormal.
  tolerance += getComputeFormat(kind).minDenormal;
  if (byteWidth(kind) == 2) {
    Estimate stored = format.store({value, tolerance});
    if (!std::isfinite(stored.value) || stored.bound == infinity)
      return stored;
    value = stored.value;
    tolerance = std::max(format.ulp(value), tolerance);
    // The rounding may fall on the other side of what the error moves.
    if (error > 0)
      error += format.ulp(std::fabs(value) + error);
  }
  return {value, tolerance + error};
}

SmallVector<int64_t> reference::getSizesAlong(const ReferenceTensor &tensor,
                                              ArrayRef<int64_t> axes) {
  return llvm::map_to_vector(
      axes, [&](int64_t axis) { return tensor.getShape()[axis]; });
}

ReferenceTensor reference::allocateResult(Value result,
                                          ArrayRef<int64_t> shape) {
  return ReferenceTensor::allocate(
      cast<RankedTensorType>(result.getType()).getElementType(), shape);
}

ReferenceTensor reference::normalizeGroups(NormOpInterface op,
                                           const Application &application,
                                           StatisticsVisitor visit) {
  return normalizeGroups(op, application, op.getKeptAxes(), op.getAffineAxes(),
                         visit);
}

ReferenceTensor reference::normalizeGroups(NormOpInterface op,
                                           const Application &application,
                                           ArrayRef<int64_t> groupAxes,
                                           ArrayRef<int64_t> affineAxes,
                                           StatisticsVisitor visit) {
  const ReferenceTensor &input = *application.input;
  AxisWalk walk(input.getShape(), groupAxes, affineAxes);
  ReferenceTensor result =
      ReferenceTensor::allocate(input.getElementType(), input.getShape());
  GroupStatistics statistics;
  GroupFactors factors;
  auto applier = std::make_unique<Applier>(application, walk, factors, result);
  for (int64_t chunk = 0; chunk < walk.getNumChunks(); ++chunk) {
    computeStatistics(input, walk, chunk, op.getStatistic(), statistics);
    computeFactors(statistics, op.getEpsilonValue(), op.getEpsilonMode(),
                   input.getKind(), factors);
    applier->run(chunk);
    visit(walk.getFirstGroup(chunk), statistics, factors);
  }
  return result;
}

void reference::visitStatistics(
    NormOpInterface op, const ReferenceTensor &input,
    llvm::function_ref<void(int64_t, const GroupStatistics &)> visit) {
  AxisWalk walk(input.getShape(), op.getKeptAxes(), op.getAffineAxes());
  GroupStatistics statistics;
  for (int64_t chunk = 0; chunk < walk.getNumChunks(); ++chunk) {
    computeStatistics(input, walk, chunk, op.getStatistic(), statistics);
    visit(walk.getFirstGroup(chunk), statistics);
  }
}

ReferenceTensor reference::applyGiven(
    const Application &application, ArrayRef<int64_t> groupAxes,
    ArrayRef<int64_t> affineAxes, bool propagates,
    llvm::function_ref<void(int64_t, int64_t, GroupFactors &)> compute) {
  const ReferenceTensor &input = *application.input;
  AxisWalk walk(input.getShape(), groupAxes, affineAxes);
  ReferenceTensor result =
      ReferenceTensor::allocate(input.getElementType(), input.getShape());
  double tolerance = 8 * getComputeFormat(input.getKind()).epsilon;
  GroupFactors factors;
  factors.propagates = propagates;
  auto applier = std::make_unique<Applier>(application, walk, factors, result);
  for (int64_t chunk = 0; chunk < walk.getNumChunks(); ++chunk) {
    int64_t groups = walk.getNumGroups(chunk);
    factors.resize(groups);
    for (int64_t index = 0; index < groups; ++index) {
      factors.mean[index] = factors.meanLow[index] = 0;
      factors.tolerance[index] = tolerance;
      factors.inflation[index] = 1;
      factors.shift[index] = factors.spread[index] = 0;
      factors.range[index] = kInfinity;
      compute(walk.getFirstGroup(chunk) + index, index, factors);
    }
    applier->run(chunk);
  }
  return result;
}

ReferenceTensor reference::applyVariance(const Application &application,
                                         int64_t channelAxis,
                                         const ReferenceTensor &mean,
                                         const ReferenceTensor &variance,
                                         double epsilon) {
  return applyGiven(application, channelAxis, channelAxis,
                    /*propagates=*/!mean.isExact() || !variance.isExact(),
                    [&](int64_t channel, int64_t index, GroupFactors &factors) {
                      double shifted = variance.getValue(channel) + epsilon;
                      factors.mean[index] = mean.getValue(channel);
                      factors.rstd[index] = 1 / std::sqrt(shifted);
                      factors.shift[index] = mean.getBound(channel);
                      double error = variance.getBound(channel);
                      if (error == 0)
                        return;
                      // An error of the variance, q relative to it, moves rstd
                      // by at most q / 2 / (1 - q)^1.5.
                      double q = error / shifted;
                      bool isSmall = q >= 0 && q < 0.5;
                      factors.inflation[index] =
                          isSmall ? 1 / std::sqrt(1 - q) : kInfinity;
                      factors.spread[index] =
                          isSmall ? 0.5 * q / std::pow(1 - q, 1.5) : kInfinity;
                    });
}

Estimate reference::joinToAverage(Estimate running, Estimate added,
                                  double magnitude, double factor,
                                  ReferenceKind element, ReferenceKind kind) {
  double kept = (1 - factor) * running.value, joined = factor * added.value;
  double value = kept + joined;
  double bound = 4 * getComputeFormat(element).epsilon *
                     std::max(std::fabs(kept), std::fabs(factor) * magnitude) +
                 std::fabs(1 - factor) * running.bound +
                 std::fabs(factor) * added.bound;
  if (!std::isfinite(value))
    return {value, running.bound + added.bound < kInfinity ? 0 : kInfinity};
  return {value, bound + FloatFormat::get(kind).ulp(value)};
}

double reference::getUpdateFactor(const APFloat &momentum,
                                  MomentumConvention convention) {
  double value = momentum.convertToDouble();
  return convention == MomentumConvention::Torch ? value : 1 - value;
}

void reference::writeMeans(int64_t firstGroup,
                           const GroupStatistics &statistics,
                           ReferenceTensor &result) {
  double epsilon = FloatFormat::get(result.getKind()).epsilon;
  for (size_t group = 0; group < statistics.mean.size(); ++group) {
    double mean = statistics.mean[group];
    double deviation = statistics.groupSize == 0
                           ? 0
                           : std::sqrt(statistics.getVariance(group));
    double bound = 4 * epsilon * std::max(std::fabs(mean), deviation) +
                   statistics.getMeanError(group);
    if (!std::isfinite(mean) || std::isnan(deviation))
      bound = kInfinity;
    result.write(firstGroup + group, 1, 1, &mean, &bound);
  }
}

void reference::writeRstds(int64_t firstGroup,
                           const GroupStatistics &statistics,
                           const GroupFactors &factors, double epsilon,
                           ReferenceTensor &result, EpsilonMode mode) {
  double relative = 4 * FloatFormat::get(result.getKind()).epsilon;
  // Sums are as exact as this result, no more.
  if (result.getKind() == ReferenceKind::F64)
    relative += getSummationError(statistics.groupSize, 0x1p-52);
  for (size_t group = 0; group < factors.rstd.size(); ++group) {
    double rstd = factors.rstd[group];
    double bound = std::isfinite(rstd) ? relative * rstd : 0;
    if (factors.propagates && std::isfinite(rstd)) {
      // A variance that may vanish leaves rstd between 0 and its value there.
      double spread = factors.inflation[group] < kInfinity
                          ? rstd * factors.spread[group]
                          : std::max(rstd, getRstd(0, epsilon, mode));
      bound += spread;
    } else if (factors.propagates && !std::isnan(rstd)) {
      bound = kInfinity;
    }
    // An element of which nothing is known may be NaN.
    if (factors.propagates && !(statistics.largestError[group] < kInfinity))
      bound = kInfinity;
    result.write(firstGroup + group, 1, 1, &rstd, &bound);
  }
}
