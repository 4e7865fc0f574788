//===- NearMisses.cpp - What keeps a chain from being a norm ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Ordinary code is no near miss: the input must be multiplied by, or divided
// by, a root of a reduction that reads the same tensor.
//
//===----------------------------------------------------------------------===//

#include "NormMatch.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

static bool isRoot(double exponent) { return exponent != std::rint(exponent); }

/// Whether some leaf of `expr`, in reductions or not, is an element of one of
/// `tensors`.
static bool reads(const Algebra &algebra, Expr expr,
                  const DenseSet<Value> &tensors) {
  return llvm::any_of(algebra.collect(expr, /*inside=*/true), [&](Expr part) {
    return part->kind == ExpressionKind::Leaf && tensors.contains(part->value);
  });
}

/// Whether a factor is a root of a reduction over what reads `tensors`, or its
/// reciprocal.
static bool isDeviation(const Algebra &algebra, const Term &factor,
                        const DenseSet<Value> &tensors) {
  auto hasReduction = [&](Expr expr) {
    return llvm::any_of(algebra.collect(expr), [&](Expr part) {
      return part->isReduction() && reads(algebra, part, tensors);
    });
  };
  if (isRoot(factor.weight))
    return hasReduction(factor.expr);
  return llvm::any_of(algebra.collect(factor.expr), [&](Expr part) {
    return part->kind == ExpressionKind::Product &&
           llvm::any_of(part->terms, [&](const Term &inner) {
             return isRoot(inner.weight) && hasReduction(inner.expr);
           });
  });
}

/// What is rounded, in one or two words.
std::string NormMatcher::describeRounding(Expr rounding, const Group &group) {
  Expr operand = rounding->terms[0].expr;
  Expr input = algebra.given(kInput, {AxisList(group.input->axes)});
  bool isInside = !llvm::all_of(operand->axes, [&](Axis axis) {
    return llvm::is_contained(group.input->axes, axis);
  });
  if (isInside)
    return "what is summed";
  if (!operand->variesOver(group.reduced)) {
    if (llvm::any_of(algebra.collect(operand), [](Expr part) {
          return part->kind == ExpressionKind::Product &&
                 llvm::any_of(part->terms, [](const Term &factor) {
                   return isRoot(factor.weight);
                 });
        }))
      return "the deviation";
    bool isMean = operand->kind == ExpressionKind::Mean &&
                  operand == algebra.mean(group.reduced, group.input);
    return isMean ? "the mean" : "a statistic";
  }
  if (!algebra.contains(operand, input))
    return "a broadcast statistic";
  return operand->kind == ExpressionKind::Product ? "a product with the input"
                                                  : "a difference from the "
                                                    "input";
}

/// Axes as the dimensions of the root: "[1, 2]".
static std::string writeDims(ArrayRef<Axis> axes, const Index &rootIndex) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  SmallVector<size_t> dims;
  for (auto [dim, list] : llvm::enumerate(rootIndex))
    if (llvm::any_of(list,
                     [&](Axis axis) { return llvm::is_contained(axes, axis); }))
      dims.push_back(dim);
  stream << '[';
  llvm::interleaveComma(dims, stream);
  stream << ']';
  return text;
}

/// The first rounding to a narrow type that lies between the input and the
/// result.
static Expr findRounding(const Algebra &algebra, Expr expr, Expr input,
                         const DenseSet<Value> &tensors) {
  for (Expr part : algebra.collect(expr, /*inside=*/true))
    if (part->kind == ExpressionKind::Rounded && part != expr &&
        (algebra.contains(part, input) || reads(algebra, part, tensors)))
      return part;
  return nullptr;
}

static std::string writeType(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

/// Whether `input` is multiplied by a reciprocal deviation of what reads
/// `tensors`, somewhere in `expr`.
static bool isNormalized(const Algebra &algebra, Expr expr, Expr input,
                         const Group &group, const DenseSet<Value> &tensors) {
  return llvm::any_of(algebra.collect(expr), [&](Expr part) {
    if (part->kind != ExpressionKind::Product)
      return false;
    bool hasInput = false, hasDeviation = false;
    for (const Term &factor : part->terms) {
      bool own = factor.weight == 1.0 && algebra.contains(factor.expr, input);
      hasInput |= own;
      hasDeviation |= !own && !factor.expr->variesOver(group.reduced) &&
                      isDeviation(algebra, factor, tensors);
    }
    return hasInput && hasDeviation;
  });
}

std::optional<NearMiss> NormMatcher::diagnose(Expr root, const Group &group) {
  Expr input = algebra.given(kInput, {AxisList(root->axes)});
  Expr expr = algebra.replace(root, group.input, input);
  if (expr == root || group.input->axes != root->axes)
    return std::nullopt;
  DenseSet<Value> tensors;
  for (Expr part : algebra.collect(group.input, /*inside=*/true))
    if (part->kind == ExpressionKind::Leaf && !part->index.empty())
      tensors.insert(part->value);
  if (!isNormalized(algebra, expr, input, group, tensors))
    return std::nullopt;

  NearMiss miss;
  for (Expr part : algebra.collect(root, /*inside=*/true))
    if (part->isReduction() && reads(algebra, part, tensors))
      miss.reductions.push_back(part);
  if (Expr rounding = findRounding(algebra, expr, input, tensors)) {
    miss.reason = describeRounding(rounding, group) + " is rounded to " +
                  writeType(rounding->type) +
                  ", which norm ops do not do between their steps";
    return miss;
  }
  for (const Group &other : findGroups(root))
    if (other.input == group.input && other.reduced != group.reduced) {
      miss.reason = "statistics of one input are over different axes: " +
                    writeDims(group.reduced, builder.getRootIndex()) + " and " +
                    writeDims(other.reduced, builder.getRootIndex());
      return miss;
    }
  NormMatch match;
  match.group = group;
  Expr named = substituteStatistics(expr, match);
  bool hasOther = llvm::any_of(algebra.collect(named), [&](Expr part) {
    return part->isReduction() && reads(algebra, part, tensors);
  });
  auto solved = solve(named, input);
  if (hasOther)
    miss.reason =
        "a statistic of the input is none that norm ops take: no mean, "
        "variance about that mean, mean square or norm";
  else if (!solved)
    return std::nullopt;
  else if (takeResidual(solved->first, match);
           !findDivisor(solved->first, match) &&
           !findOtherDivisor(solved->first, match))
    miss.reason = "what is divided by is no root of a variance or a mean "
                  "square, and no norm";
  else
    miss.reason = "what is subtracted is no mean of the input";
  return miss;
}
