//===- NormMatch.h - What a tensor is the norm of ---------------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_NORMMATCH_H
#define NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_NORMMATCH_H

#include "BuildExpression.h"

#include <string>

namespace mlir::norm::raise {

/// What stands for recognized expressions in others (`Expression::number`).
enum Given : int64_t {
  kInput = 0,
  kMean = 1,
  kVariance = kNonNegativeGiven,
  kMeanSquare,
  kMeanMagnitude,
  kGreatestMagnitude,
  kMeanPower,
  kSquaresAboutMean, // the sum of them
};

/// A tensor and the axes that its elements share a statistic over.
struct Group {
  Expr input = nullptr;
  /// The axes inside a group, and one list with all others.
  AxisList reduced;
  Index kept;
  /// The exponent of a p-norm.
  double power = 2.0;
};

/// By what the difference from the mean, or the element, is divided.
enum class Divisor {
  Root,        // (statistic + epsilon) ^ 1/2
  RootPlus,    // statistic ^ 1/2 + epsilon
  NormAtLeast, // max(norm, epsilon)
  Window,      // (k + alpha / size * sum in a window) ^ beta
  Given,       // (variance + epsilon) ^ 1/2 of a variance that is an operand
  Other,       // what no named op divides by
};

/// A norm: ((input - mean) * rstd) * scale + bias.
struct NormMatch {
  Group group;
  Given statistic = kVariance;
  Divisor divisor = Divisor::Root;
  bool isCentred = false;
  double epsilon = 0.0;
  /// The reciprocal of the divisor, of what is given.
  Expr rstd = nullptr;
  /// Null where they are missing.
  Expr scale = nullptr, bias = nullptr;
  /// Operands of batch normalization.
  Expr mean = nullptr, variance = nullptr;
  /// Of local response normalization.
  double alpha = 0.0, beta = 0.0;
  int64_t windowSize = 0, windowOffset = 0;

  /// The narrower type that the result, or everything from the normalized value
  /// on, is rounded to; null where the result has the compute type.
  FloatType rounded;
  bool roundsBeforeScale = false;
  /// What of it deserves a remark.
  SmallVector<std::string> remarks;
};

/// Whether there is an op of a name that computes it, for some sizes.
bool isNamed(const NormMatch &match);

/// What there is to say of a root that is no norm.
struct NearMiss {
  std::string reason;
  /// The reductions of the chain, which one remark is enough for.
  SmallVector<Expr> reductions;
};

/// Tries to find a norm in what a root computes.
class NormMatcher {
public:
  NormMatcher(Algebra &algebra, const ExpressionBuilder &builder,
              const Precision &precision)
      : algebra(algebra), builder(builder), precision(precision) {}

  /// `expr` with statistics of the norm's group replaced by what stands for
  /// them
  /// (`Given`).
  Expr substituteStatistics(Expr expr, NormMatch &match);

  /// Fills in `nearMiss` where there is none but something like it.
  std::optional<NormMatch> match(Expr root, std::optional<NearMiss> &nearMiss);

private:
  /// The steps of a norm that roundings lie between.
  struct Stages {
    Expr core = nullptr;
    Expr scale = nullptr, bias = nullptr;
    FloatType rounded;
    bool roundsBeforeScale = false;
  };

  // FindGroups.cpp
  SmallVector<Group> findGroups(Expr root);
  void findGroupsOf(Expr reduction, Expr root, SmallVectorImpl<Group> &groups);

  // MatchNorm.cpp
  std::optional<NormMatch> matchGroup(Expr root, const Group &group,
                                      std::optional<NearMiss> &nearMiss);
  std::optional<NormMatch> matchStages(const Stages &stages, Expr input,
                                       NormMatch match,
                                       std::optional<NearMiss> &nearMiss);
  Stages findStages(Expr root, Expr input);
  /// coefficient * input + rest; nothing where it is no such sum.
  std::optional<std::pair<Expr, Expr>> solve(Expr expr, Expr input);
  Expr takeResidual(Expr &coefficient, const NormMatch &match);
  bool findDivisor(Expr coefficient, NormMatch &match);
  void remarkOnCount(NormMatch &match);
  bool findOtherDivisor(Expr coefficient, NormMatch &match);
  bool findBias(Expr coefficient, Expr rest, NormMatch &match);
  bool holdsGiven(Expr expr) const;
  Expr substituteExpanded(Expr expr, NormMatch &match);

  // MatchBatchNorm.cpp
  std::optional<NormMatch> matchBatchNorm(Expr root);
  Expr findNormalized(Expr expr, ArrayRef<Axis> channel);
  std::optional<NormMatch> matchChannel(const Stages &stages, Expr deviation,
                                        ArrayRef<Axis> channel);

  // MatchWindow.cpp
  std::optional<NormMatch> matchResponseNorm(Expr root);

  // NearMisses.cpp
  std::optional<NearMiss> diagnose(Expr root, const Group &group);
  std::string describeRounding(Expr rounding, const Group &group);

  Algebra &algebra;
  const ExpressionBuilder &builder;
  Precision precision;
};

} // namespace mlir::norm::raise

#endif // NORM_MLIR_DIALECT_NORM_TRANSFORMS_RAISE_NORMMATCH_H
