//===- Rules.cpp - Spellings of the parts of norms ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Rules.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

static Expr spellMean(Algebra &algebra, const Group &group) {
  return algebra.mean(group.reduced, group.input);
}

static Expr spellMeanSquare(Algebra &algebra, const Group &group) {
  return algebra.mean(group.reduced, algebra.power(group.input, 2.0));
}

static Expr spellSquaredDifferences(Algebra &algebra, const Group &group) {
  Expr difference = algebra.subtract(group.input, spellMean(algebra, group));
  return algebra.mean(group.reduced, algebra.power(difference, 2.0));
}

Expr norm::raise::spellVariance(Algebra &algebra, const Group &group) {
  return algebra.subtract(spellMeanSquare(algebra, group),
                          algebra.power(spellMean(algebra, group), 2.0));
}

static Expr spellClampedVariance(Algebra &algebra, const Group &group) {
  return algebra.maximum(
      {algebra.constant(0.0), spellVariance(algebra, group)});
}

static Expr spellAbsoluteVariance(Algebra &algebra, const Group &group) {
  return algebra.absolute(spellVariance(algebra, group));
}

static Expr spellMeanMagnitude(Algebra &algebra, const Group &group) {
  return algebra.mean(group.reduced, algebra.absolute(group.input));
}

static Expr spellGreatestMagnitude(Algebra &algebra, const Group &group) {
  return algebra.greatest(group.reduced, algebra.absolute(group.input));
}

static Expr spellMeanPower(Algebra &algebra, const Group &group) {
  return algebra.mean(
      group.reduced, algebra.power(algebra.absolute(group.input), group.power));
}

ArrayRef<StatisticRule> norm::raise::getStatisticRules() {
  static constexpr StatisticRule rules[] = {
      {"mean of squared differences", kVariance, spellSquaredDifferences},
      {"E[x^2] - E[x]^2, not below 0", kVariance, spellClampedVariance, true},
      {"|E[x^2] - E[x]^2|", kVariance, spellAbsoluteVariance, true},
      {"E[x^2] - E[x]^2", kVariance, spellVariance, true},
      {"mean", kMean, spellMean},
      {"mean of squares", kMeanSquare, spellMeanSquare},
      {"mean of magnitudes", kMeanMagnitude, spellMeanMagnitude},
      {"greatest magnitude", kGreatestMagnitude, spellGreatestMagnitude},
      {"mean of powers", kMeanPower, spellMeanPower},
  };
  return rules;
}

//===----------------------------------------------------------------------===//
// Divisors
//===----------------------------------------------------------------------===//

/// (statistic + epsilon) ^ -1/2, in whichever way it is written.
static Expr spellRoot(Algebra &algebra, const Group &, Expr statistic,
                      double epsilon) {
  return algebra.power(algebra.sum({{statistic}}, epsilon), -0.5);
}

/// 1 / (statistic ^ 1/2 + epsilon)
static Expr spellRootPlus(Algebra &algebra, const Group &, Expr statistic,
                          double epsilon) {
  return algebra.power(algebra.sum({{algebra.power(statistic, 0.5)}}, epsilon),
                       -1.0);
}

/// (sum of powers) ^ 1/p of the mean of powers.
static Expr spellNorm(Algebra &algebra, const Group &group, Expr mean,
                      double power) {
  return algebra.power(
      algebra.multiply(algebra.countPoints(group.reduced), mean), 1.0 / power);
}

static Expr spellAtLeast(Algebra &algebra, Expr norm, double epsilon) {
  return algebra.power(epsilon == 0.0
                           ? norm
                           : algebra.maximum({norm, algebra.constant(epsilon)}),
                       -1.0);
}

/// 1 / max(norm, epsilon)
template <int p>
static Expr spellNormAtLeast(Algebra &algebra, const Group &group,
                             Expr statistic, double epsilon) {
  return spellAtLeast(algebra, spellNorm(algebra, group, statistic, p),
                      epsilon);
}

static Expr spellPowerNormAtLeast(Algebra &algebra, const Group &group,
                                  Expr statistic, double epsilon) {
  return spellAtLeast(
      algebra, spellNorm(algebra, group, statistic, group.power), epsilon);
}

static Expr spellMagnitudeAtLeast(Algebra &algebra, const Group &,
                                  Expr statistic, double epsilon) {
  return spellAtLeast(algebra, statistic, epsilon);
}

/// max(sum of squares, epsilon) ^ -1/2
static Expr spellSquaresAtLeast(Algebra &algebra, const Group &group,
                                Expr statistic, double epsilon) {
  Expr sum = algebra.multiply(algebra.countPoints(group.reduced), statistic);
  return algebra.power(algebra.maximum({sum, algebra.constant(epsilon)}), -0.5);
}

static double getRoot(double epsilon, const Group &) {
  return std::sqrt(epsilon);
}

ArrayRef<DivisorRule> norm::raise::getDivisorRules() {
  static constexpr DivisorRule rules[] = {
      {"(variance + epsilon)^-1/2", kVariance, Divisor::Root, spellRoot},
      {"1 / (deviation + epsilon)", kVariance, Divisor::RootPlus,
       spellRootPlus},
      {"1 / max(2-norm, epsilon)", kMeanSquare, Divisor::NormAtLeast,
       spellNormAtLeast<2>},
      {"max(sum of squares, epsilon)^-1/2", kMeanSquare, Divisor::NormAtLeast,
       spellSquaresAtLeast, getRoot},
      {"(mean square + epsilon)^-1/2", kMeanSquare, Divisor::Root, spellRoot},
      {"1 / (root mean square + epsilon)", kMeanSquare, Divisor::RootPlus,
       spellRootPlus},
      {"1 / max(1-norm, epsilon)", kMeanMagnitude, Divisor::NormAtLeast,
       spellNormAtLeast<1>},
      {"1 / max(greatest magnitude, epsilon)", kGreatestMagnitude,
       Divisor::NormAtLeast, spellMagnitudeAtLeast},
      {"1 / max(p-norm, epsilon)", kMeanPower, Divisor::NormAtLeast,
       spellPowerNormAtLeast},
  };
  return rules;
}
