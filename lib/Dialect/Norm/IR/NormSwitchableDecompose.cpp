//===- NormSwitchableDecompose.cpp - Switchable normalization, core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One norm.stats over the instances; everything between it and norm.apply works
// on tensors with one element per instance or fewer. Without axes, that is
// without instances, one norm.stats over the channels and one over the batch.
//
//===----------------------------------------------------------------------===//

#include "DecomposeUtils.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// One of the statistics that are mixed.
struct Branch {
  Value mean;
  Value m2;
  Value count;   // f64: m2 / count is the variance; null where m2 is that
  AffineMap map; // from the instances to the elements of mean and m2
};

/// What the steps of the decomposition share.
class SwitchableDecomposition {
public:
  SwitchableDecomposition(SwitchableNormOp op, OpBuilder &builder)
      : op(op), builder(builder), loc(op.getLoc()), f64(builder.getF64Type()),
        kept(op.getKeptAxes()) {}

  /// The statistics of each instance.
  Branch createInstances();
  /// The statistics over `axes`, where there are no instances to merge.
  Branch createDirect(ArrayRef<int64_t> axes);
  /// The statistics of all instances that differ along `axes` only.
  Branch mergeInstances(Branch branch, ArrayRef<int64_t> axes);
  /// The running statistics as they are given.
  Branch getRunning();
  /// exp(w - max) / sum(exp(w - max)) of the weights, in f64.
  Value createSoftmax(Value weights);
  /// The mixed mean and 1 / sqrt(variance + epsilon) of each instance.
  SmallVector<Value> mix(ArrayRef<Branch> branches);
  /// The running statistics after this batch.
  SmallVector<Value> updateRunning(const Branch &batch);

private:
  /// The map from the instances to the axes `axes` of the input.
  AffineMap mapTo(ArrayRef<int64_t> axes);
  /// The number of the input's elements along `axes`, as f64.
  Value countElements(ArrayRef<int64_t> axes) {
    return convertIndexToFloat64(
        builder, loc, getElementCount(builder, loc, op.getInput(), axes));
  }

  SwitchableNormOp op;
  OpBuilder &builder;
  Location loc;
  Type f64;
  SmallVector<int64_t> kept; // the axes that number the instances
};

} // namespace

AffineMap SwitchableDecomposition::mapTo(ArrayRef<int64_t> axes) {
  SmallVector<AffineExpr> dims =
      llvm::map_to_vector(axes, [&](int64_t axis) -> AffineExpr {
        return builder.getAffineDimExpr(llvm::find(kept, axis) - kept.begin());
      });
  return AffineMap::get(kept.size(), 0, dims, builder.getContext());
}

Branch SwitchableDecomposition::createInstances() {
  auto stats = StatsOp::create(
      builder, loc, StatisticKindAttr::get(op.getContext(), op.getStatistic()),
      op.getInput(), op.getAxesAttr(), op.getEstimatorAttr(),
      op.getAccumulatorAttr());
  Branch branch = {stats.getMean(), stats.getM2(), countElements(op.getAxes()),
                   mapTo(kept)};
  if (!op.getUnbiasedVariance())
    return branch;
  // The merges take m2 for n times the variance, so n / (n - 1) goes in here.
  Value divisor = arith::SubFOp::create(builder, loc, branch.count,
                                        createFloat(builder, loc, f64, 1.0));
  Value factor = arith::DivFOp::create(builder, loc, branch.count, divisor);
  branch.m2 = createElementwise(
      builder, loc, branch.m2, f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        return {arith::MulFOp::create(b, l, scalars[0], factor)};
      })[0];
  return branch;
}

Branch SwitchableDecomposition::createDirect(ArrayRef<int64_t> axes) {
  auto stats = StatsOp::create(
      builder, loc, StatisticKindAttr::get(op.getContext(), op.getStatistic()),
      op.getInput(), builder.getDenseI64ArrayAttr(axes), op.getEstimatorAttr(),
      op.getAccumulatorAttr());
  Value count = countElements(axes);
  if (op.getUnbiasedVariance())
    count = arith::SubFOp::create(builder, loc, count,
                                  createFloat(builder, loc, f64, 1.0));
  return {stats.getMean(), stats.getM2(), count,
          mapTo(complementAxes(kept.size(), axes))};
}

Branch SwitchableDecomposition::mergeInstances(Branch branch,
                                               ArrayRef<int64_t> axes) {
  SmallVector<int64_t> left(kept), merged(op.getAxes());
  Type i64 = builder.getI64Type();
  for (int64_t axis : axes) {
    // All parts have the same number of elements.
    Value count = arith::IndexCastOp::create(
        builder, loc, i64,
        getElementCount(builder, loc, op.getInput(), merged));
    Value empty = tensor::EmptyOp::create(
        builder, loc, getSizes(builder, loc, op.getInput(), axis), i64);
    Value counts =
        linalg::FillOp::create(builder, loc, count, empty).getResult(0);
    const int64_t *position = llvm::find(left, axis);
    auto stats = MergeStatsOp::create(
        builder, loc, branch.mean, branch.m2, counts,
        builder.getI64IntegerAttr(position - left.begin()));
    branch.mean = stats.getMean();
    branch.m2 = stats.getM2();
    left.erase(position);
    merged.push_back(axis);
  }
  branch.count = countElements(merged);
  branch.map = mapTo(left);
  return branch;
}

Branch SwitchableDecomposition::getRunning() {
  return {op.getRunningMean(), op.getRunningVariance(), /*count=*/Value(),
          mapTo(op.getAffineAxes())};
}

Value SwitchableDecomposition::createSoftmax(Value weights) {
  int64_t number = op.getNumWeights();
  // The scalars of the generic: the element's own weight, then all of them.
  SmallVector<Value> inputs(number + 1, weights);
  SmallVector<AffineMap> maps = {builder.getMultiDimIdentityMap(1)};
  for (int64_t i = 0; i < number; ++i)
    maps.push_back(AffineMap::get(1, 0, builder.getAffineConstantExpr(i)));
  return createElementwise(
      builder, loc, inputs, maps, OpFoldResult(builder.getIndexAttr(number)),
      f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        SmallVector<Value> wide = llvm::map_to_vector(
            scalars, [&](Value w) { return convertFloat(b, l, w, f64); });
        Value largest = wide[1];
        for (Value weight : ArrayRef<Value>(wide).drop_front(2))
          largest = arith::MaximumFOp::create(b, l, largest, weight);
        auto power = [&](Value weight) -> Value {
          return math::ExpOp::create(
              b, l, arith::SubFOp::create(b, l, weight, largest));
        };
        Value sum = power(wide[1]);
        for (Value weight : ArrayRef<Value>(wide).drop_front(2))
          sum = arith::AddFOp::create(b, l, sum, power(weight));
        return {arith::DivFOp::create(b, l, power(wide[0]), sum)};
      })[0];
}

SmallVector<Value> SwitchableDecomposition::mix(ArrayRef<Branch> branches) {
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (const Branch &branch : branches) {
    inputs.append({branch.mean, branch.m2});
    maps.append(2, branch.map);
  }
  // The weights that mix, one scalar each: those of the means, then those of
  // the variances.
  for (Value weights : {op.getMeanWeights(), op.getVarianceWeights()}) {
    Value softmax = createSoftmax(weights);
    for (size_t i = 0; i < branches.size(); ++i) {
      inputs.push_back(softmax);
      maps.push_back(
          AffineMap::get(kept.size(), 0, builder.getAffineConstantExpr(i)));
    }
  }
  return createElementwise(
      builder, loc, inputs, maps, getSizes(builder, loc, op.getInput(), kept),
      {f64, f64},
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        ValueRange weights = scalars.drop_front(2 * branches.size());
        auto getMean = [&](size_t i) {
          return convertFloat(b, l, scalars[2 * i], f64);
        };
        auto getVariance = [&](size_t i) -> Value {
          Value m2 = convertFloat(b, l, scalars[2 * i + 1], f64);
          return branches[i].count
                     ? arith::DivFOp::create(b, l, m2, branches[i].count)
                     : m2;
        };
        // The weights sum up to 1, so the mean may be taken as the first one
        // and weighted differences: equal means stay what they are.
        Value own = getMean(0), mean = own;
        Value variance = arith::MulFOp::create(b, l, weights[branches.size()],
                                               getVariance(0));
        for (size_t i = 1; i < branches.size(); ++i) {
          Value difference = arith::SubFOp::create(b, l, getMean(i), own);
          mean = arith::AddFOp::create(
              b, l, mean, arith::MulFOp::create(b, l, weights[i], difference));
          variance = arith::AddFOp::create(
              b, l, variance,
              arith::MulFOp::create(b, l, weights[branches.size() + i],
                                    getVariance(i)));
        }
        return {mean, createRstd(b, l, variance, op.getEpsilonValue())};
      });
}

SmallVector<Value> SwitchableDecomposition::updateRunning(const Branch &batch) {
  RunningUpdate update;
  update.runningMean = op.getRunningMean();
  update.runningVariance = op.getRunningVariance();
  update.mean = batch.mean;
  update.m2 = batch.m2;
  update.divisor = batch.count;
  update.factor = createUpdateFactor(builder, loc, op.getMomentum(),
                                     op.getMomentumConvention());
  update.isEmpty = arith::CmpFOp::create(
      builder, loc, arith::CmpFPredicate::OEQ,
      countElements(complementAxes(op.getNormalized().getType().getRank(),
                                   op.getAffineAxes())),
      createFloat(builder, loc, f64, 0.0));
  return createRunningUpdate(builder, loc, update);
}

FailureOr<SmallVector<Value>>
SwitchableNormOp::decomposeOperation(OpBuilder &builder) {
  materializeSizeConditions(builder, *this);
  SwitchableDecomposition decomposition(*this, builder);
  SmallVector<Branch> branches;
  Branch batch;
  if (takesInstanceStatistics()) {
    Branch instance = decomposition.createInstances();
    branches = {instance,
                decomposition.mergeInstances(instance, getAffineAxes())};
    if (takesBatchStatistics())
      batch = decomposition.mergeInstances(instance, getBatchAxes());
  } else {
    branches = {decomposition.createDirect(getAffineAxes())};
    if (takesBatchStatistics())
      batch = decomposition.createDirect(getBatchAxes());
  }
  if (getUseBatch())
    branches.push_back(getUseRunningStats() ? decomposition.getRunning()
                                            : batch);
  SmallVector<Value> mixed = decomposition.mix(branches);
  SmallVector<Value> results = {createApply(builder, *this, mixed[0], mixed[1],
                                            getKeptAxes(), getScale(),
                                            getBias())};
  if (updatesRunningStatistics())
    llvm::append_range(results, decomposition.updateRunning(batch));
  return results;
}
