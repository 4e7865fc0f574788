//===- MatchWindow.cpp - Local response normalization ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NormMatch.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

/// A number without what computing with it has rounded off, if it was an f32
/// number.
static double snap(double number) {
  double narrow = static_cast<float>(number);
  return std::abs(narrow - number) <= 0x1p-48 * std::abs(number) ? narrow
                                                                 : number;
}

/// The shifted axis that the leaves of `expr` are read along.
static std::optional<Axis> findShifted(const Algebra &algebra, Expr expr) {
  for (Expr part : algebra.collect(expr))
    for (const AxisList &list : part->index)
      for (Axis axis : list)
        if (algebra.isShifted(axis))
          return axis;
  return std::nullopt;
}

/// The window that a mean of squares is over: what is squared, and the axis.
static std::optional<std::pair<Expr, Axis>> getWindow(const Algebra &algebra,
                                                      Expr mean) {
  if (mean->kind != ExpressionKind::Mean || mean->bound.size() != 1)
    return std::nullopt;
  Expr body = mean->terms[0].expr;
  if (body->kind != ExpressionKind::Product || body->terms.size() != 1 ||
      body->constant != 1.0 || body->terms[0].weight != 2.0 ||
      body->terms[0].expr->kind != ExpressionKind::Padded)
    return std::nullopt;
  Expr inner = body->terms[0].expr->terms[0].expr;
  std::optional<Axis> shifted = findShifted(algebra, inner);
  if (!shifted || algebra.getShiftWindow(*shifted) != mean->bound[0])
    return std::nullopt;
  return std::pair(inner, *shifted);
}

/// Reads k and alpha off coefficient = (k + alpha * mean)^-beta.
static bool readPower(Expr coefficient, Expr mean, NormMatch &match) {
  if (coefficient->kind != ExpressionKind::Product ||
      coefficient->terms.size() != 1)
    return false;
  const Term &power = coefficient->terms[0];
  double k = 0.0;
  if (power.expr->kind == ExpressionKind::Sum) {
    if (power.expr->terms.size() != 1 || power.expr->terms[0].expr != mean ||
        power.expr->terms[0].weight != 1.0)
      return false;
    k = power.expr->constant;
  } else if (power.expr != mean) {
    return false;
  }
  match.beta = -power.weight;
  match.alpha = snap(std::pow(coefficient->constant, -1.0 / match.beta));
  match.epsilon = snap(k * match.alpha);
  return coefficient->constant > 0.0 && std::isfinite(match.alpha) &&
         std::isfinite(match.epsilon);
}

std::optional<NormMatch> NormMatcher::matchResponseNorm(Expr root) {
  NormMatch match;
  match.divisor = Divisor::Window;
  Expr core = root;
  if (root->kind == ExpressionKind::Rounded) {
    match.rounded = cast<FloatType>(root->type);
    core = root->terms[0].expr;
  }
  Expr input = algebra.given(kInput, {AxisList(core->axes)});
  for (Expr part : algebra.collect(core)) {
    auto window = getWindow(algebra, part);
    if (!window)
      continue;
    auto [squared, shifted] = *window;
    Algebra::AxisMap map;
    map[shifted] = AxisList(algebra.getShiftBase(shifted));
    match.group.input = algebra.substitute(squared, map);
    match.group.reduced = map[shifted];
    Expr size = algebra.getSize(part->bound[0]);
    if (match.group.input->axes != core->axes || !size->isConstant())
      continue;
    match.windowSize = size->constant;
    match.windowOffset = algebra.getShiftOffset(shifted);
    Expr mean = algebra.given(kMeanSquare, {AxisList(core->axes)});
    auto solved = solve(algebra.replace(algebra.replace(core, part, mean),
                                        match.group.input, input),
                        input);
    if (solved && solved->second->isConstant(0.0) &&
        readPower(solved->first, mean, match))
      return match;
  }
  return std::nullopt;
}
