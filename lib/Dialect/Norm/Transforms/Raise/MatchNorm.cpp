//===- MatchNorm.cpp - What a tensor is the norm of ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// With a name for the input, statistics are looked up and get names, too. What
// is left must be linear in the input: coefficient * input + rest. So it does
// not matter how scale and bias are written: (x - m) * (r * w) + b, or
// x * s + t with s = r * w and t = b - m * s. The coefficient is divided by
// every spelling of a reciprocal divisor until no statistic is left in it,
// which then is the scale; the bias is rest + mean * coefficient.
//
//===----------------------------------------------------------------------===//

#include "NormMatch.h"

#include "Rules.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

bool norm::raise::isNamed(const NormMatch &match) {
  return match.divisor != Divisor::Other &&
         (match.divisor != Divisor::RootPlus || match.statistic == kVariance);
}

static constexpr StringLiteral
    kDropsNaN("NaN anywhere in a group makes the whole group NaN, which a "
              "maximum of the chain drops");

//===----------------------------------------------------------------------===//
// Roundings
//===----------------------------------------------------------------------===//

/// Peels what roundings to the result's type lie between.
NormMatcher::Stages NormMatcher::findStages(Expr root, Expr input) {
  Stages stages;
  stages.core = root;
  if (root->kind != ExpressionKind::Rounded)
    return stages;
  stages.rounded = cast<FloatType>(root->type);
  stages.core = root->terms[0].expr;

  // Finds the one rounded part of a sum or product that holds the input, and
  // what joins it.
  auto peel = [&](Expr expr, ExpressionKind kind) -> std::pair<Expr, Expr> {
    if (expr->kind != kind)
      return {};
    Expr inner = nullptr;
    SmallVector<Term> others;
    for (const Term &term : expr->terms) {
      if (!algebra.contains(term.expr, input))
        others.push_back(term);
      else if (!inner && term.weight == 1.0 &&
               term.expr->kind == ExpressionKind::Rounded &&
               term.expr->type == stages.rounded)
        inner = term.expr->terms[0].expr;
      else
        return {};
    }
    if (!inner)
      return {};
    return {inner, kind == ExpressionKind::Sum
                       ? algebra.sum(others, expr->constant)
                       : algebra.product(others, expr->constant)};
  };
  if (auto [inner, bias] = peel(stages.core, ExpressionKind::Sum); inner) {
    stages.core = inner;
    stages.bias = bias;
    stages.roundsBeforeScale = true;
  }
  if (auto [inner, scale] = peel(stages.core, ExpressionKind::Product); inner) {
    stages.core = inner;
    stages.scale = scale;
    stages.roundsBeforeScale = true;
  }
  return stages;
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

Expr NormMatcher::substituteStatistics(Expr expr, NormMatch &match) {
  auto apply = [&](bool toVariance) {
    for (const StatisticRule &rule : getStatisticRules()) {
      if ((rule.statistic == kVariance) != toVariance)
        continue;
      Expr replaced =
          algebra.replace(expr, rule.spell(algebra, match.group),
                          algebra.given(rule.statistic, match.group.kept));
      if (replaced != expr && rule.loses)
        match.remarks.push_back(("the variance is taken about the mean, which "
                                 "is more exact than " +
                                 rule.name)
                                    .str());
      expr = replaced;
    }
  };
  // Spellings of a variance are made of means.
  apply(/*toVariance=*/true);
  expr = substituteExpanded(expr, match);
  apply(/*toVariance=*/false);
  return expr;
}

/// Replaces what is a multiple of the variance and a constant once it is
/// written out.
Expr NormMatcher::substituteExpanded(Expr root, NormMatch &match) {
  Expr variance = spellVariance(algebra, match.group);
  if (variance->kind != ExpressionKind::Sum)
    return root;
  variance = algebra.expand(variance);
  if (!variance || variance->kind != ExpressionKind::Sum)
    return root;
  for (Expr part : algebra.collect(root)) {
    bool hasMean = llvm::any_of(algebra.collect(part), [](Expr inner) {
      return inner->kind == ExpressionKind::Mean;
    });
    if (!hasMean || part->variesOver(match.group.reduced))
      continue;
    Expr expanded = algebra.expand(part);
    if (!expanded)
      continue;
    Expr replaced = algebra.replace(expanded, variance,
                                    algebra.given(kVariance, match.group.kept));
    bool isAll = llvm::none_of(algebra.collect(replaced),
                               [](Expr inner) { return inner->isReduction(); });
    if (replaced == expanded || !isAll)
      continue;
    match.remarks.push_back("the variance is taken about the mean, which is "
                            "more exact than what the chain sums");
    return substituteExpanded(algebra.replace(root, part, replaced), match);
  }
  return root;
}

//===----------------------------------------------------------------------===//
// The linear form
//===----------------------------------------------------------------------===//

std::optional<std::pair<Expr, Expr>> NormMatcher::solve(Expr expr, Expr input) {
  Expr zero = algebra.constant(0.0);
  if (expr == input)
    return std::pair(algebra.constant(1.0), zero);
  if (!algebra.contains(expr, input))
    return std::pair(zero, expr);
  if (expr->kind == ExpressionKind::Sum) {
    SmallVector<Term> coefficients, rests;
    for (const Term &term : expr->terms) {
      auto solved = solve(term.expr, input);
      if (!solved)
        return std::nullopt;
      coefficients.push_back({solved->first, term.weight});
      rests.push_back({solved->second, term.weight});
    }
    return std::pair(algebra.sum(coefficients),
                     algebra.sum(rests, expr->constant));
  }
  if (expr->kind != ExpressionKind::Product)
    return std::nullopt;
  std::optional<std::pair<Expr, Expr>> inner;
  SmallVector<Term> others;
  for (const Term &factor : expr->terms) {
    if (!algebra.contains(factor.expr, input)) {
      others.push_back(factor);
      continue;
    }
    if (inner || factor.weight != 1.0)
      return std::nullopt;
    inner = solve(factor.expr, input);
    if (!inner)
      return std::nullopt;
  }
  Expr rest = algebra.product(others, expr->constant);
  return std::pair(algebra.multiply(inner->first, rest),
                   algebra.multiply(inner->second, rest));
}

bool NormMatcher::holdsGiven(Expr expr) const {
  return llvm::any_of(algebra.collect(expr), [](Expr part) {
    return part->kind == ExpressionKind::Given;
  });
}

/// How much of a scale no norm would have: what a spelling does not explain.
static unsigned getCost(const Algebra &algebra, Expr scale) {
  unsigned cost = 0;
  for (Expr part : algebra.collect(scale)) {
    cost += part->kind == ExpressionKind::Symbol;
    if (part == scale)
      cost += part->isConstant()                      ? part->constant != 1.0
              : part->kind == ExpressionKind::Product ? part->constant != 1.0
                                                      : 0;
  }
  return cost;
}

/// Says so where the variance is divided by n - 1: it is (n - 1) / n of what
/// the scale is multiplied with.
void NormMatcher::remarkOnCount(NormMatch &match) {
  Expr count = algebra.countPoints(match.group.reduced);
  if (match.statistic != kVariance || !match.scale || !count->isConstant())
    return;
  double factor = match.scale->isConstant() ? match.scale->constant
                  : match.scale->kind == ExpressionKind::Product
                      ? match.scale->constant
                      : 1.0;
  double biased = (count->constant - 1.0) / count->constant;
  if (factor != 1.0 && std::abs(factor * factor - biased) < 0x1p-20 * biased)
    match.remarks.push_back("the variance is divided by n - 1, for which scale "
                            "and epsilon make up");
}

bool NormMatcher::findDivisor(Expr coefficient, NormMatch &match) {
  SmallVector<double> epsilons = {0.0};
  for (Expr part : algebra.collect(coefficient)) {
    if (part->kind == ExpressionKind::Sum && part->constant > 0.0)
      epsilons.push_back(part->constant);
    if (part->kind == ExpressionKind::Maximum)
      for (const Term &term : part->terms)
        if (term.expr->isConstant() && term.expr->constant > 0.0)
          epsilons.push_back(term.expr->constant);
  }
  std::optional<unsigned> least;
  for (const DivisorRule &rule : getDivisorRules()) {
    Expr statistic = algebra.given(rule.statistic, match.group.kept);
    if (!algebra.contains(coefficient, statistic))
      continue;
    for (double epsilon : epsilons) {
      Expr rstd = rule.spell(algebra, match.group, statistic, epsilon);
      Expr scale = algebra.divide(coefficient, rstd);
      if (holdsGiven(scale))
        continue;
      unsigned cost = getCost(algebra, scale);
      if (least && cost >= *least)
        continue;
      least = cost;
      match.statistic = rule.statistic;
      match.divisor = rule.divisor;
      match.epsilon =
          rule.getEpsilon ? rule.getEpsilon(epsilon, match.group) : epsilon;
      match.rstd = rstd;
      match.scale = scale;
    }
  }
  remarkOnCount(match);
  return least.has_value();
}

/// A divisor that is no named op's: all factors that are made of statistics.
/// They divide, and there is a root of a variance or a mean square in them.
bool NormMatcher::findOtherDivisor(Expr coefficient, NormMatch &match) {
  if (coefficient->kind != ExpressionKind::Product)
    return false;
  SmallVector<Term> given, others;
  for (const Term &factor : coefficient->terms)
    (holdsGiven(factor.expr) ? given : others).push_back(factor);
  Expr variance = algebra.given(kVariance, match.group.kept),
       square = algebra.given(kMeanSquare, match.group.kept);
  Expr rstd = algebra.product(given);
  bool hasRoot = llvm::any_of(algebra.collect(rstd), [&](Expr part) {
    return part->kind == ExpressionKind::Product &&
           llvm::any_of(part->terms, [&](const Term &factor) {
             return factor.weight != std::rint(factor.weight) &&
                    (algebra.contains(factor.expr, variance) ||
                     algebra.contains(factor.expr, square));
           });
  });
  bool divides = llvm::all_of(
      given, [](const Term &factor) { return factor.weight < 0.0; });
  bool hasVariance = algebra.contains(rstd, variance);
  if (!hasRoot || !divides || (hasVariance && algebra.contains(rstd, square)))
    return false;
  match.divisor = Divisor::Other;
  match.statistic = hasVariance ? kVariance : kMeanSquare;
  match.rstd = rstd;
  match.scale = algebra.product(others, coefficient->constant);
  return true;
}

/// What is added once the mean has been subtracted, if it is.
bool NormMatcher::findBias(Expr coefficient, Expr rest, NormMatch &match) {
  Expr mean = algebra.given(kMean, match.group.kept);
  auto find = [&](bool isCentred) -> Expr {
    Expr bias = isCentred
                    ? algebra.add(rest, algebra.multiply(mean, coefficient))
                    : rest;
    if (!holdsGiven(bias))
      return bias;
    bias = algebra.expand(bias);
    return bias && !holdsGiven(bias) ? bias : nullptr;
  };
  for (bool isCentred :
       {match.statistic == kVariance, match.statistic != kVariance}) {
    if (Expr bias = find(isCentred)) {
      match.isCentred = isCentred;
      match.bias = bias;
      return true;
    }
  }
  return false;
}

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

/// Takes what the input is multiplied by without a statistic out of its
/// coefficient: that product is added to the norm. Null where there is none.
Expr NormMatcher::takeResidual(Expr &coefficient, const NormMatch &match) {
  if (coefficient->kind != ExpressionKind::Sum)
    return nullptr;
  SmallVector<Term> given, others;
  for (const Term &term : coefficient->terms)
    (holdsGiven(term.expr) ? given : others).push_back(term);
  Expr factor = algebra.sum(others, coefficient->constant);
  if (given.empty() || factor->isConstant(0.0))
    return nullptr;
  coefficient = algebra.sum(given);
  return algebra.multiply(factor, match.group.input);
}

/// Whether a parameter is made of reductions: then it is none.
static bool isParameter(const Algebra &algebra, Expr expr) {
  return llvm::none_of(algebra.collect(expr), [](Expr part) {
    return part->isReduction() || part->kind == ExpressionKind::Padded;
  });
}

std::optional<NormMatch>
NormMatcher::matchStages(const Stages &stages, Expr input, NormMatch match,
                         std::optional<NearMiss> &nearMiss) {
  Expr core = substituteStatistics(stages.core, match);
  auto solved = solve(core, input);
  if (!solved)
    return std::nullopt;
  auto [coefficient, rest] = *solved;
  Expr residual = takeResidual(coefficient, match);
  if (!findDivisor(coefficient, match) && !findOtherDivisor(coefficient, match))
    return std::nullopt;
  if (!findBias(coefficient, rest, match))
    return std::nullopt;
  if (match.isCentred != (match.statistic == kVariance))
    match.divisor = Divisor::Other;
  if (residual)
    match.bias = algebra.add(match.bias, residual);
  if (stages.roundsBeforeScale) {
    if (residual || !match.scale->isConstant(1.0) ||
        !match.bias->isConstant(0.0))
      return std::nullopt;
    match.scale = stages.scale;
    match.bias = stages.bias;
  }
  auto drop = [&](Expr &parameter, double neutral) {
    if (parameter && parameter->isConstant(neutral))
      parameter = nullptr;
    return !parameter || isParameter(algebra, parameter);
  };
  if (!drop(match.scale, 1.0) || !drop(match.bias, 0.0))
    return std::nullopt;
  match.rounded = stages.rounded;
  match.roundsBeforeScale = stages.roundsBeforeScale;
  return match;
}

std::optional<NormMatch>
NormMatcher::matchGroup(Expr root, const Group &group,
                        std::optional<NearMiss> &nearMiss) {
  Expr input = algebra.given(kInput, {AxisList(root->axes)});
  Expr expr = algebra.replace(root, group.input, input);
  if (expr == root || group.input->axes != root->axes)
    return std::nullopt;
  NormMatch match;
  match.group = group;
  Expr kept = algebra.keepNaN(expr);
  if (kept != expr)
    match.remarks.push_back(kDropsNaN.str());
  return matchStages(findStages(kept, input), input, match, nearMiss);
}

std::optional<NormMatch> NormMatcher::match(Expr root,
                                            std::optional<NearMiss> &nearMiss) {
  SmallVector<Group> groups = findGroups(root);
  for (const Group &group : groups)
    if (std::optional<NormMatch> found = matchGroup(root, group, nearMiss))
      return found;
  if (std::optional<NormMatch> found = matchResponseNorm(root))
    return found;
  if (std::optional<NormMatch> found = matchBatchNorm(root))
    return found;
  for (const Group &group : groups)
    if ((nearMiss = diagnose(root, group)))
      break;
  return std::nullopt;
}
