//===- Rules.h - Spellings of the parts of norms ----------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two tables. What a row spells is made by the algebra like any expression, so
// that a spelling is found by comparing addresses; a new one is a new row.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_RULES_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_RULES_H

#include "NormMatch.h"

namespace mlir::norm::raise {

/// A spelling of a statistic of a group.
struct StatisticRule {
  StringLiteral name;
  Given statistic;
  Expr (*spell)(Algebra &algebra, const Group &group);
  /// Whether the op's way to it is more exact.
  bool loses = false;
};

/// A spelling of what an element is multiplied by in place of a division.
struct DivisorRule {
  StringLiteral name;
  Given statistic;
  Divisor divisor;
  Expr (*spell)(Algebra &algebra, const Group &group, Expr statistic,
                double epsilon);
  /// The epsilon of the op, of the one in the expression.
  double (*getEpsilon)(double epsilon, const Group &group) = nullptr;
};

/// All spellings of statistics, longer ones before those that they contain.
ArrayRef<StatisticRule> getStatisticRules();
/// All spellings of divisors.
ArrayRef<DivisorRule> getDivisorRules();

/// mean(x^2) - mean(x)^2, which every spelling of a variance expands to.
Expr spellVariance(Algebra &algebra, const Group &group);

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_RULES_H
