//===- ReuseStatistics.cpp - Statistics that are read elsewhere ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A chain whose mean or variance is read elsewhere would keep its reductions
// beside the norm op, which takes the same statistics again. Instead
//
//   - running averages that are updated with them become results of
//     norm.batch_norm_training,
//   - a mean and a reciprocal deviation in the compute type are those that the
//   op
//     returns, and
//   - the other reductions are computed from a norm.stats of the input: that of
//     norm.apply, or one equal to that which the named op decomposes into, with
//     which CSE joins it.
//
//===----------------------------------------------------------------------===//

#include "ReplaceNorm.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

/// Whether an expression is made of statistics that have names, and none else.
static bool isOfGiven(const Algebra &algebra, Expr expr) {
  bool hasGiven = false;
  for (Expr part : algebra.collect(expr)) {
    if (part->isReduction() || part->kind == ExpressionKind::Padded)
      return false;
    hasGiven |= part->kind == ExpressionKind::Given;
  }
  return hasGiven;
}

/// Tensors of the chain that are still there and are functions of statistics:
/// results of reductions, or all.
SmallVector<NormReplacer::Survivor>
NormReplacer::findSurvivors(bool ofReductions) {
  RootExpressions &known = *match.expressions;
  AxisList axes;
  for (const AxisList &list : known.builder.getRootIndex())
    llvm::append_range(axes, list);
  NormMatcher matcher(known.algebra, known.builder, known.precision);
  NormMatch norm = match.norm;
  SmallVector<Survivor> survivors;
  for (Operation *next : known.window) {
    if (erased.contains(next) || next->use_empty())
      continue;
    auto linalgOp = dyn_cast<linalg::LinalgOp>(next);
    bool isReduction = linalgOp && linalgOp.getNumReductionLoops() != 0;
    if (ofReductions && !isReduction)
      continue;
    for (Value result : next->getResults())
      for (const auto &[index, expr] : known.builder.getElements(result)) {
        bool isWithin = llvm::all_of(expr->axes, [&](Axis axis) {
          return llvm::is_contained(axes, axis);
        });
        if (!isWithin || expr->variesOver(match.norm.group.reduced))
          continue;
        Expr named = matcher.substituteStatistics(expr, norm);
        if (isOfGiven(known.algebra, named)) {
          survivors.push_back({result, index, named});
          break;
        }
      }
  }
  return survivors;
}

/// Replaces the uses of `value` that come after what replaces it.
void NormReplacer::replaceAfter(Value value, Value replacement) {
  Operation *def = replacement.getDefiningOp();
  rewriter.replaceUsesWithIf(value, replacement, [&](OpOperand &use) {
    Operation *user = def->getBlock()->findAncestorOpInBlock(*use.getOwner());
    return user && user != def && def->isBeforeInBlock(user);
  });
  eraseDead(rewriter, value.getDefiningOp(), erased);
}

//===----------------------------------------------------------------------===//
// return_statistics
//===----------------------------------------------------------------------===//

/// Has the op return its statistics where a tensor is one of them, in their
/// type.
void NormReplacer::returnStatistics() {
  if (!isa<LayerNormOp, RMSNormOp, GroupNormOp, InstanceNormOp,
           BatchNormTrainingOp>(op) ||
      match.choice.splitsAffine)
    return;
  RootExpressions &known = *match.expressions;
  FloatType compute =
      getComputeType(getElementTypeOrSelf(op->getOperand(0).getType()));
  Expr mean = known.algebra.given(kMean, match.norm.group.kept);
  SmallVector<Survivor> read = llvm::filter_to_vector(
      findSurvivors(/*ofReductions=*/false), [&](const Survivor &survivor) {
        return getElementTypeOrSelf(survivor.value.getType()) == compute &&
               (survivor.expr == mean || survivor.expr == match.norm.rstd);
      });
  if (read.empty())
    return;
  auto norm = cast<NormOpInterface>(op);
  Index layout;
  SmallVector<int64_t> shape;
  for (int64_t axis : norm.getResultAxes(1)) {
    // Of the channels of group norm the groups.
    AxisList list;
    for (Axis part : match.choice.layout[axis])
      if (!llvm::is_contained(match.norm.group.reduced, part))
        list.push_back(part);
    layout.push_back(list);
    shape.push_back(list == match.choice.layout[axis]
                        ? norm.getNormalized().getType().getDimSize(axis)
                        : match.choice.groups);
  }
  rewriter.setInsertionPointAfter(op);
  OperationState state(op->getLoc(), op->getName(), op->getOperands(),
                       op->getResultTypes(), op->getAttrs());
  state.addAttribute("return_statistics", rewriter.getUnitAttr());
  state.types.append(isa<RMSNormOp>(op) ? 1 : 2,
                     RankedTensorType::get(shape, compute));
  Operation *returning = rewriter.create(state);
  rewriter.replaceAllUsesWith(op->getResult(0), returning->getResult(0));
  rewriter.eraseOp(op);
  op = returning;
  bool hasMean = !isa<RMSNormOp>(op);
  Materializer materializer(rewriter, op->getLoc(), known.algebra,
                            known.builder, compute);
  for (const Survivor &survivor : read) {
    unsigned number = survivor.expr == mean ? 1 : hasMean ? 2 : 1;
    Value view =
        materializer.createView(op->getResult(number), layout, survivor.index);
    if (view && view.getType() == survivor.value.getType())
      replaceAfter(survivor.value, view);
  }
}

//===----------------------------------------------------------------------===//
// norm.stats
//===----------------------------------------------------------------------===//

/// Computes reductions from the statistics of a norm.stats.
void NormReplacer::takeStatistics(ArrayRef<Survivor> survivors) {
  RootExpressions &known = *match.expressions;
  Algebra &algebra = known.algebra;
  const Group &group = match.norm.group;
  bool isMoments = match.norm.statistic == kVariance;
  rewriter.setInsertionPointAfter(op);
  Materializer materializer(rewriter, op->getLoc(), algebra, known.builder,
                            rewriter.getF64Type());
  Index layout = separateReduced(group, match.choice.layout), kept;
  SmallVector<int64_t> axes;
  for (auto [dim, list] : llvm::enumerate(layout)) {
    if (!list.empty() && llvm::is_contained(group.reduced, list[0]))
      axes.push_back(dim);
    else
      kept.push_back(list);
  }
  if (!stats) {
    Value input =
        materializer.createView(op->getOperand(0), match.choice.layout, layout);
    stats = StatsOp::create(
        rewriter, op->getLoc(),
        StatisticKindAttr::get(rewriter.getContext(),
                               isMoments ? StatisticKind::Moments
                                         : StatisticKind::SecondMoment),
        input, rewriter.getDenseI64ArrayAttr(axes), EstimatorAttr(),
        TypeAttr());
  }
  auto statsOp = cast<StatsOp>(stats);
  Expr mean = algebra.given(kMean, group.kept),
       variance = algebra.given(kVariance, group.kept),
       square = algebra.given(kMeanSquare, group.kept),
       sum = algebra.given(kSquaresAboutMean, group.kept);
  Expr average = algebra.divide(sum, algebra.countPoints(group.reduced));
  materializer.provide(sum, statsOp.getM2(), kept);
  if (isMoments)
    materializer.provide(mean, statsOp.getMean(), kept);
  for (const Survivor &survivor : survivors) {
    Expr expr = survivor.expr;
    if (isMoments)
      expr = algebra.replace(
          algebra.replace(expr, square,
                          algebra.add(variance, algebra.power(mean, 2.0))),
          variance, average);
    else
      expr = algebra.replace(expr, square, average);
    auto type = cast<RankedTensorType>(survivor.value.getType());
    Value tensor = materializer.createTensor(
        expr, survivor.index, cast<FloatType>(type.getElementType()),
        /*isExact=*/true);
    if (!tensor)
      continue;
    if (tensor.getType() != type)
      tensor = tensor::CastOp::create(rewriter, op->getLoc(), type, tensor);
    replaceAfter(survivor.value, tensor);
  }
  if (stats->use_empty())
    rewriter.eraseOp(stats);
}

void NormReplacer::reuseStatistics() {
  bool isOfSums = match.norm.divisor == Divisor::Root ||
                  match.norm.divisor == Divisor::RootPlus ||
                  match.norm.divisor == Divisor::Other;
  if (!isOfSums || findSurvivors(/*ofReductions=*/true).empty())
    return;
  updateRunningStatistics();
  if (!findSurvivors(/*ofReductions=*/true).empty())
    returnStatistics();
  SmallVector<Survivor> survivors = findSurvivors(/*ofReductions=*/true);
  if (!survivors.empty())
    takeStatistics(survivors);
}
