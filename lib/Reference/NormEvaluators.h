//===- NormEvaluators.h - Evaluators of the norm dialect -*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function per op, in a file per family; NormEvaluators.cpp lists them in
// a table.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_REFERENCE_NORMEVALUATORS_H
#define NORM_MLIR_REFERENCE_NORMEVALUATORS_H

#include "Environment.h"
#include "Normalization.h"

namespace mlir::norm::reference {

/// Sees the statistics of a chunk; its first group is number `firstGroup`.
using StatisticsVisitor = llvm::function_ref<void(
    int64_t firstGroup, const GroupStatistics &, const GroupFactors &)>;

/// Normalizes every group of `op`'s input by the group's own statistics.
ReferenceTensor normalizeGroups(NormOpInterface op,
                                const Application &application,
                                StatisticsVisitor visit);

/// As above with other axes of groups and parameters, those of a view of what
/// `op` normalizes, which `application` holds. The result has the view's shape.
ReferenceTensor normalizeGroups(NormOpInterface op,
                                const Application &application,
                                ArrayRef<int64_t> groupAxes,
                                ArrayRef<int64_t> affineAxes,
                                StatisticsVisitor visit);

/// Takes the statistics of every group of `op`'s input, chunk by chunk.
void visitStatistics(
    NormOpInterface op, const ReferenceTensor &input,
    llvm::function_ref<void(int64_t firstGroup, const GroupStatistics &)>
        visit);

/// Normalizes every group of the input by given statistics. `compute` sets the
/// factors at `index` to those of group number `group`; before, they are those
/// of exact statistics: all but mean and rstd need no change then.
ReferenceTensor applyGiven(const Application &application,
                           ArrayRef<int64_t> groupAxes,
                           ArrayRef<int64_t> affineAxes, bool propagates,
                           llvm::function_ref<void(int64_t group, int64_t index,
                                                   GroupFactors &factors)>
                               compute);

/// Normalizes every channel of the input by a given mean and variance.
ReferenceTensor applyVariance(const Application &application,
                              int64_t channelAxis, const ReferenceTensor &mean,
                              const ReferenceTensor &variance, double epsilon);

/// A running average after new statistics of weight `factor`, which have the
/// given magnitude, are joined to it; `element` is the element kind of what is
/// normalized, `kind` that of the running average. The bound: 4 epsilons of the
/// compute type at the largest magnitude involved, the errors of what is
/// averaged, and 1 ulp of the running average's type.
Estimate joinToAverage(Estimate running, Estimate added, double magnitude,
                       double factor, ReferenceKind element,
                       ReferenceKind kind);

/// A tensor for the result of an op, its dynamic sizes taken from `shape`.
ReferenceTensor allocateResult(Value result, ArrayRef<int64_t> shape);

/// What summing `count` values of magnitude 1 may add, in units of their sum:
/// sums are blocked or spread over lanes.
double getSummationError(int64_t count, double epsilon);

/// What a variance that joins running ones may be off, in units of it, of an op
/// that sums squares in `accumulator`, f64 where it states none.
double getVarianceError(std::optional<Type> accumulator, int64_t count);

/// What sums of f32 terms in chains of norm.stats may be off beside that,
/// relative to the sum of magnitudes or, of squares, by half of it.
constexpr double kChainError = 7 * 0x1p-24;

/// The result `value` of arithmetic in the compute type of `kind`, which errs
/// by `tolerance`, or by one rounding to 16 bits where that is more; `error` is
/// what errors of the operands make of it. Ready to be written.
Estimate roundResult(double value, double tolerance, double error,
                     ReferenceKind kind);

/// The sizes of `tensor` along `axes`.
SmallVector<int64_t> getSizesAlong(const ReferenceTensor &tensor,
                                   ArrayRef<int64_t> axes);

/// Writes the saved mean of a chunk's groups: within 4 epsilons of
/// max(|mean|, deviation). The mean of a group with a NaN or an infinity may be
/// either.
void writeMeans(int64_t firstGroup, const GroupStatistics &statistics,
                ReferenceTensor &result);
/// Writes the saved rstd of a chunk's groups: within 4 epsilons.
void writeRstds(int64_t firstGroup, const GroupStatistics &statistics,
                const GroupFactors &factors, double epsilon,
                ReferenceTensor &result,
                EpsilonMode mode = EpsilonMode::InsideSqrt);

/// The weight of new statistics in running averages.
double getUpdateFactor(const APFloat &momentum, MomentumConvention convention);

// NormLayerEvaluators.cpp
void evaluateLayerNorm(LayerNormOp op, Environment &environment);
void evaluateRMSNorm(RMSNormOp op, Environment &environment);
// NormBatchEvaluators.cpp
void evaluateBatchNorm(BatchNormOp op, Environment &environment);
void evaluateBatchNormTraining(BatchNormTrainingOp op,
                               Environment &environment);
// NormGroupEvaluators.cpp
void evaluateGroupNorm(GroupNormOp op, Environment &environment);
void evaluateInstanceNorm(InstanceNormOp op, Environment &environment);
// NormResponseEvaluators.cpp
void evaluateLocalResponseNorm(LocalResponseNormOp op,
                               Environment &environment);
void evaluateWindowStats(WindowStatsOp op, Environment &environment);
// NormVectorEvaluators.cpp
void evaluateLpNormalize(LpNormalizeOp op, Environment &environment);
void evaluateWeightNorm(WeightNormOp op, Environment &environment);
/// norm.stats of the kinds that are made of magnitudes.
void evaluateMagnitudeStats(StatsOp op, Environment &environment);
// NormSwitchableEvaluator.cpp
void evaluateSwitchableNorm(SwitchableNormOp op, Environment &environment);
// NormCoreEvaluators.cpp
void evaluateStats(StatsOp op, Environment &environment);
void evaluateMergeStats(MergeStatsOp op, Environment &environment);
void evaluateApply(ApplyOp op, Environment &environment);
llvm::Error evaluateRequire(RequireOp op, Environment &environment);

} // namespace mlir::norm::reference

#endif // NORM_MLIR_REFERENCE_NORMEVALUATORS_H
