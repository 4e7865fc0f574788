//===- RunningStatistics.cpp - Averages over batches ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReplaceNorm.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/IR/TypeUtilities.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

/// Whether two numbers differ by no more than roundings of f32.
static bool isNear(double a, double b) {
  return std::abs(a - b) <= 0x1p-20 * std::abs(b);
}

/// The update that `expr` is of the statistic. `factor` is that of the mean,
/// once it is known; `unbiased` what makes a variance unbiased.
static std::optional<NormReplacer::Update>
readUpdate(Algebra &algebra, Expr expr, Expr statistic,
           std::optional<double> factor, Expr unbiased) {
  // coefficient * statistic + rest
  SmallVector<Term> rest;
  Expr coefficient = nullptr;
  double constant = 0.0;
  auto add = [&](Expr part, double weight) {
    if (!algebra.contains(part, statistic)) {
      rest.push_back({part, weight});
      return true;
    }
    if (coefficient)
      return false;
    coefficient = algebra.scale(algebra.divide(part, statistic), weight);
    return !algebra.contains(coefficient, statistic);
  };
  if (expr->kind == ExpressionKind::Sum) {
    constant = expr->constant;
    for (const Term &term : expr->terms)
      if (!add(term.expr, term.weight))
        return std::nullopt;
  } else if (!add(expr, 1.0)) {
    return std::nullopt;
  }
  if (!coefficient)
    return std::nullopt;
  NormReplacer::Update update;
  if (!coefficient->isConstant() ||
      (factor && !isNear(coefficient->constant, *factor))) {
    if (!unbiased)
      return std::nullopt;
    coefficient = algebra.divide(coefficient, unbiased);
    update.isUnbiased = true;
  }
  if (!coefficient->isConstant())
    return std::nullopt;
  update.factor = coefficient->constant;
  if (factor && !isNear(update.factor, *factor))
    return std::nullopt;
  if (update.factor <= 0.0 || update.factor >= 1.0)
    return std::nullopt;
  Expr old =
      algebra.scale(algebra.sum(rest, constant), 1.0 / (1.0 - update.factor));
  // What the weights of both are off is a rounding.
  if (old->kind == ExpressionKind::Product && isNear(old->constant, 1.0))
    old = algebra.scale(old, 1.0 / old->constant);
  if (old->kind == ExpressionKind::Product && !old->isConstant() &&
      old->constant != 1.0)
    return std::nullopt;
  update.old = old;
  return update;
}

/// Tensors along the channel that are computed from `from`.
static SmallVector<Value> findUsers(ArrayRef<Value> from) {
  constexpr size_t kMostUsers = 48;
  SmallVector<Value> users(from);
  DenseSet<Value> seen(from.begin(), from.end());
  for (size_t next = 0; next < users.size() && next < kMostUsers; ++next)
    for (Operation *user : users[next].getUsers())
      if (user->getBlock() == users[next].getParentBlock())
        for (Value result : user->getResults())
          if (isa<RankedTensorType>(result.getType()) &&
              seen.insert(result).second)
            users.push_back(result);
  // Later ones first: they are the whole update.
  llvm::sort(users, [](Value a, Value b) {
    return b.getDefiningOp()->isBeforeInBlock(a.getDefiningOp());
  });
  return users;
}

/// Whether `value` is there before `op`; a constant is moved there.
static bool isBefore(RewriterBase &rewriter, Value value, Operation *op) {
  Operation *def = value.getDefiningOp();
  if (!def || def->getBlock() != op->getBlock() || def->isBeforeInBlock(op))
    return true;
  if (!def->hasTrait<OpTrait::ConstantLike>())
    return false;
  rewriter.moveOpBefore(def, &op->getBlock()->front());
  return true;
}

/// Whether all that the ops from `first` to before `op` read is there before
/// them.
static bool isReadBefore(RewriterBase &rewriter, Operation *first,
                         Operation *op) {
  for (Operation *next = first; next != op; next = next->getNextNode())
    for (Value operand : next->getOperands())
      if (!isBefore(rewriter, operand, next))
        return false;
  return true;
}

/// The dimension that an op which may be batch normalization keeps.
std::optional<int64_t> NormReplacer::findChannel() {
  const OpChoice &choice = match.choice;
  if (isa<BatchNormTrainingOp>(op))
    return choice.channel;
  // Without scale and bias it was taken for layer normalization.
  auto layerNorm = dyn_cast<LayerNormOp>(op);
  SmallVector<int64_t> kept = complementAxes(choice.layout.size(), choice.axes);
  bool isPlural = llvm::any_of(choice.axes, [&](int64_t axis) {
    Expr size = match.expressions->algebra.countPoints(choice.layout[axis]);
    return size->isConstant() && size->constant > 1.0;
  });
  if (!layerNorm || layerNorm.getScale() || layerNorm.getBias() ||
      choice.splitsAffine || kept.size() != 1 || !isPlural ||
      match.norm.divisor != Divisor::Root || match.norm.epsilon <= 0.0)
    return std::nullopt;
  return kept[0];
}

/// Reads the updates of both statistics off tensors along the channel.
void NormReplacer::findUpdates(ArrayRef<Value> values, const AxisList &channel,
                               std::optional<Update> &ofMean,
                               std::optional<Update> &ofVariance) {
  RootExpressions &known = *match.expressions;
  Algebra &algebra = known.algebra;
  const Group &group = match.norm.group;
  Expr mean = algebra.given(kMean, group.kept),
       variance = algebra.given(kVariance, group.kept),
       count = algebra.countPoints(group.reduced);
  Expr unbiased = algebra.divide(count, algebra.sum({{count}}, -1.0));
  NormMatcher matcher(known.algebra, known.builder, known.precision);
  NormMatch norm = match.norm;
  for (Value value : values) {
    auto type = cast<RankedTensorType>(value.getType());
    Index index;
    for (int64_t dim : llvm::seq(type.getRank()))
      index.push_back(type.getDimSize(dim) == 1 ? AxisList() : channel);
    if (llvm::count(index, channel) != 1 ||
        !isa<FloatType>(type.getElementType()))
      continue;
    Expr expr = known.builder.buildOther(value, index, collectWindow(value));
    if (!expr)
      continue;
    expr = matcher.substituteStatistics(expr, norm);
    bool hasMean = algebra.contains(expr, mean);
    std::optional<Update> &update = hasMean ? ofMean : ofVariance;
    if (update || (!hasMean && !ofMean) ||
        (hasMean && algebra.contains(expr, variance)))
      continue;
    update =
        hasMean ? readUpdate(algebra, expr, mean, std::nullopt, nullptr)
                : readUpdate(algebra, expr, variance, ofMean->factor, unbiased);
    if (update)
      std::tie(update->result, update->index) = std::pair(value, index);
  }
}

/// Puts batch normalization with running statistics in place of the op; fails
/// where the old ones are not there in time.
FailureOr<BatchNormTrainingOp>
NormReplacer::createRunning(int64_t channel, const Update &ofMean,
                            const Update &ofVariance) {
  RootExpressions &known = *match.expressions;
  rewriter.setInsertionPoint(op);
  Operation *before = op->getPrevNode();
  Materializer materializer(rewriter, op->getLoc(), known.algebra,
                            known.builder, known.precision.compute);
  auto create = [&](const Update &update) {
    return materializer.createTensor(
        update.old, {match.choice.layout[channel]},
        cast<FloatType>(getElementTypeOrSelf(update.result.getType())),
        /*isExact=*/true);
  };
  Value oldMean = create(ofMean), oldVariance = create(ofVariance);
  Operation *first = before ? before->getNextNode() : &op->getBlock()->front();
  if (!oldMean || !oldVariance || !isReadBefore(rewriter, first, op) ||
      !isBefore(rewriter, oldMean, op) ||
      !isBefore(rewriter, oldVariance, op)) {
    while (op->getPrevNode() != before)
      rewriter.eraseOp(op->getPrevNode());
    return failure();
  }
  auto batchNorm = dyn_cast<BatchNormTrainingOp>(op);
  Value scale = batchNorm ? batchNorm.getScale() : Value(),
        bias = batchNorm ? batchNorm.getBias() : Value();
  auto running = BatchNormTrainingOp::create(
      rewriter, op->getLoc(), op->getOperand(0), scale, bias, oldMean,
      oldVariance, Value(), rewriter.getI64IntegerAttr(channel),
      rewriter.getF64FloatAttr(match.norm.epsilon),
      rewriter.getF64FloatAttr(ofMean.factor),
      MomentumConventionAttr::get(rewriter.getContext(),
                                  MomentumConvention::Torch),
      rewriter.getBoolAttr(ofVariance.isUnbiased), UnitAttr(),
      rewriter.getBoolAttr(true), UnitAttr(), DenseI64ArrayAttr(),
      EstimatorAttr(), TypeAttr());
  rewriter.replaceAllUsesWith(op->getResult(0), running.getResult());
  rewriter.eraseOp(op);
  op = running;
  return running;
}

void NormReplacer::updateRunningStatistics() {
  std::optional<int64_t> channelDim = findChannel();
  if (!channelDim)
    return;
  RootExpressions &known = *match.expressions;
  const AxisList &channel = match.choice.layout[*channelDim];
  SmallVector<Value> users = findUsers(llvm::map_to_vector(
      findSurvivors(/*ofReductions=*/true),
      [](const Survivor &survivor) { return survivor.value; }));
  std::optional<Update> ofMean, ofVariance;
  findUpdates(users, channel, ofMean, ofVariance);
  // Once more for variances, whose factor is that of the mean.
  findUpdates(users, channel, ofMean, ofVariance);
  if (!ofMean || !ofVariance)
    return;
  FailureOr<BatchNormTrainingOp> running =
      createRunning(*channelDim, *ofMean, *ofVariance);
  if (failed(running))
    return;
  rewriter.setInsertionPointAfter(op);
  Materializer materializer(rewriter, op->getLoc(), known.algebra,
                            known.builder, known.precision.compute);
  const Update updates[] = {*ofMean, *ofVariance};
  for (auto [update, result] :
       llvm::zip_equal(updates, running->getUpdatedRunningStatistics())) {
    Value view = materializer.createView(result, {channel}, update.index);
    if (view.getType() != update.result.getType())
      view = tensor::CastOp::create(rewriter, op->getLoc(),
                                    update.result.getType(), view);
    replaceAfter(update.result, view);
  }
}
