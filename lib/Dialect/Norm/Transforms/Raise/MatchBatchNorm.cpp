//===- MatchBatchNorm.cpp - Normalization with given statistics ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormMatch.h"

using namespace mlir;
using namespace mlir::norm::raise;

static bool isWithin(Expr expr, ArrayRef<Axis> channel) {
  return llvm::all_of(
      expr->axes, [&](Axis axis) { return llvm::is_contained(channel, axis); });
}

/// What is normalized: steps into sums and products of it with what runs along
/// the channel.
Expr NormMatcher::findNormalized(Expr expr, ArrayRef<Axis> channel) {
  while (expr->kind == ExpressionKind::Sum ||
         expr->kind == ExpressionKind::Product) {
    SmallVector<Term> others =
        llvm::filter_to_vector(expr->terms, [&](const Term &term) {
          return !isWithin(term.expr, channel);
        });
    bool isSum = expr->kind == ExpressionKind::Sum;
    if (others.size() != 1 || (!isSum && others[0].weight != 1.0))
      return isSum ? algebra.sum(others) : algebra.product(others);
    expr = others[0].expr;
  }
  return expr;
}

/// The block arguments, and the ops that read nothing, which `expr` comes from.
static DenseSet<void *> findOrigins(const Algebra &algebra, Expr expr) {
  constexpr size_t kMostValues = 4096;
  DenseSet<void *> origins;
  DenseSet<Value> seen;
  SmallVector<Value> stack;
  for (Expr part : algebra.collect(expr, /*inside=*/true))
    if (part->kind == ExpressionKind::Leaf)
      stack.push_back(part->value);
  while (!stack.empty() && seen.size() < kMostValues) {
    Value value = stack.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    Operation *op = value.getDefiningOp();
    if (!op)
      origins.insert(value.getAsOpaquePointer());
    else
      llvm::append_range(stack, op->getOperands());
  }
  return origins;
}

/// Whether a mean or variance is given: not made of what is normalized.
static bool isGiven(const Algebra &algebra, Expr statistic, Expr input) {
  DenseSet<void *> origins = findOrigins(algebra, input);
  return llvm::none_of(findOrigins(algebra, statistic),
                       [&](void *origin) { return origins.contains(origin); });
}

/// With 1 / (variance + epsilon)^1/2 = `deviation`^-1/2.
std::optional<NormMatch> NormMatcher::matchChannel(const Stages &stages,
                                                   Expr deviation,
                                                   ArrayRef<Axis> channel) {
  NormMatch match;
  match.divisor = Divisor::Given;
  match.isCentred = true;
  match.variance = deviation;
  if (deviation->kind == ExpressionKind::Sum) {
    match.epsilon = deviation->constant;
    match.variance = algebra.sum({{deviation}}, -match.epsilon);
  }
  match.group.input = findNormalized(stages.core, channel);
  if (match.group.input->axes != stages.core->axes || match.epsilon < 0.0)
    return std::nullopt;
  Expr input = algebra.given(kInput, {AxisList(stages.core->axes)});
  auto solved =
      solve(algebra.replace(stages.core, match.group.input, input), input);
  if (!solved)
    return std::nullopt;
  auto [coefficient, rest] = *solved;
  match.rstd = algebra.power(deviation, -0.5);
  match.scale = algebra.divide(coefficient, match.rstd);

  // rest = bias - mean * coefficient: what is divided by the deviation is of
  // the mean.
  rest = algebra.expand(rest);
  if (!rest)
    return std::nullopt;
  SmallVector<Term> ofMean, ofBias;
  auto sort = [&](Expr expr, double weight) {
    (algebra.contains(expr, deviation) ? ofMean : ofBias)
        .push_back({expr, weight});
  };
  double constant = 0.0;
  if (rest->kind == ExpressionKind::Sum) {
    constant = rest->constant;
    for (const Term &term : rest->terms)
      sort(term.expr, term.weight);
  } else {
    sort(rest, 1.0);
  }
  match.mean =
      algebra.scale(algebra.divide(algebra.sum(ofMean), coefficient), -1.0);
  match.mean = algebra.expand(match.mean);
  match.bias = algebra.sum(ofBias, constant);
  for (Expr parameter : {match.scale, match.mean, match.bias})
    if (!parameter || !isWithin(parameter, channel) ||
        algebra.contains(parameter, deviation))
      return std::nullopt;
  if (match.mean->axes.empty() ||
      !isGiven(algebra, match.variance, match.group.input) ||
      !isGiven(algebra, match.mean, match.group.input))
    return std::nullopt;
  if (match.scale->isConstant(1.0))
    match.scale = nullptr;
  if (match.bias->isConstant(0.0))
    match.bias = nullptr;
  match.rounded = stages.rounded;
  return match;
}

std::optional<NormMatch> NormMatcher::matchBatchNorm(Expr root) {
  Stages stages;
  stages.core = root;
  if (root->kind == ExpressionKind::Rounded) {
    stages.rounded = cast<FloatType>(root->type);
    stages.core = root->terms[0].expr;
  }
  for (Expr part : algebra.collect(stages.core)) {
    if (part->kind != ExpressionKind::Product)
      continue;
    for (const Term &factor : part->terms) {
      // (variance + epsilon)^-1/2 along one dimension.
      auto isChannel = [&](const AxisList &list) {
        return !list.empty() && !factor.expr->axes.empty() &&
               isWithin(factor.expr, list);
      };
      auto channel = llvm::find_if(builder.getRootIndex(), isChannel);
      if (factor.weight != -0.5 || channel == builder.getRootIndex().end() ||
          llvm::any_of(algebra.collect(factor.expr),
                       [](Expr inner) { return inner->isReduction(); }))
        continue;
      if (std::optional<NormMatch> match =
              matchChannel(stages, factor.expr, *channel))
        return match;
    }
  }
  return std::nullopt;
}
