//===- Rewriting.cpp - Substitute, replace and expand ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expression.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

/// The most terms of a sum that is written out.
static constexpr size_t kMostTerms = 256;
/// The largest power of a sum that is.
static constexpr double kLargestPower = 4.0;

//===----------------------------------------------------------------------===//
// Walking
//===----------------------------------------------------------------------===//

SmallVector<Expr> Algebra::collect(Expr root, bool inside) const {
  SmallVector<Expr> order;
  DenseSet<Expr> seen;
  SmallVector<std::pair<Expr, unsigned>> stack = {{root, 0}};
  seen.insert(root);
  while (!stack.empty()) {
    auto &[expr, position] = stack.back();
    bool enters = inside || !expr->isReduction();
    if (enters && position < expr->terms.size()) {
      Expr operand = expr->terms[position++].expr;
      if (seen.insert(operand).second)
        stack.push_back({operand, 0});
      continue;
    }
    order.push_back(expr);
    stack.pop_back();
  }
  return order;
}

bool Algebra::contains(Expr expr, Expr part) const {
  return llvm::is_contained(collect(expr, /*inside=*/true), part);
}

/// `expr` with other operands, in normal form again.
Expr Algebra::rebuild(Expr expr, ArrayRef<Expr> operands) {
  auto getTerms = [&] {
    SmallVector<Term> terms;
    for (auto [term, operand] : llvm::zip_equal(expr->terms, operands))
      terms.push_back({operand, term.weight});
    return terms;
  };
  switch (expr->kind) {
  case ExpressionKind::Sum:
    return sum(getTerms(), expr->constant);
  case ExpressionKind::Product:
    return product(getTerms(), expr->constant);
  case ExpressionKind::Maximum:
    return maximum(operands, expr->dropsNaN);
  case ExpressionKind::Absolute:
    return absolute(operands[0]);
  case ExpressionKind::Mean:
    return mean(expr->bound, operands[0]);
  case ExpressionKind::Greatest:
    return greatest(expr->bound, operands[0], expr->dropsNaN);
  case ExpressionKind::Rounded:
    return rounded(cast<FloatType>(expr->type), operands[0]);
  case ExpressionKind::Padded:
    return padded(operands[0]);
  case ExpressionKind::Call:
    return call(expr->op, expr->type, operands);
  case ExpressionKind::Constant:
  case ExpressionKind::Symbol:
  case ExpressionKind::Leaf:
  case ExpressionKind::Given:
  case ExpressionKind::Carried:
    return expr;
  }
  llvm_unreachable("every kind is one of these");
}

//===----------------------------------------------------------------------===//
// Substitution of axes
//===----------------------------------------------------------------------===//

AxisList Algebra::substitute(ArrayRef<Axis> list, const AxisMap &map) {
  AxisList result;
  for (Axis axis : list) {
    if (auto found = map.find(axis); found != map.end()) {
      llvm::append_range(result, found->second);
    } else if (isShifted(axis)) {
      AxisList base = substitute(getShiftBase(axis), map),
               window = substitute(ArrayRef<Axis>(getShiftWindow(axis)), map);
      assert(window.size() == 1 && "expects that no window is split");
      result.push_back(getShifted(base, window[0], getShiftOffset(axis)));
    } else {
      result.push_back(axis);
    }
  }
  return result;
}

Index Algebra::substitute(const Index &index, const AxisMap &map) {
  return llvm::map_to_vector<4>(
      index, [&](const AxisList &list) { return substitute(list, map); });
}

Expr Algebra::substitute(Expr root, const AxisMap &map) {
  SmallVector<Axis> replaced =
      llvm::map_to_vector(map, [&](const auto &entry) -> Axis {
        return isShifted(entry.first) ? getShiftWindow(entry.first)
                                      : entry.first;
      });
  DenseMap<Expr, Expr> known;
  for (Expr expr : collect(root, /*inside=*/true)) {
    Expr &result = known[expr];
    if (!expr->variesOver(replaced)) {
      result = expr;
    } else if (expr->kind == ExpressionKind::Leaf) {
      result = leaf(expr->value, substitute(expr->index, map));
    } else if (expr->kind == ExpressionKind::Given) {
      result = given(expr->number, substitute(expr->index, map));
    } else {
      SmallVector<Expr> operands =
          llvm::map_to_vector(expr->terms, [&](const Term &term) {
            return known.lookup(term.expr);
          });
      Expr rebuilt = rebuild(expr, operands);
      known[expr] = rebuilt;
    }
  }
  return known.lookup(root);
}

Expr Algebra::keepNaN(Expr root) {
  DenseMap<Expr, Expr> known;
  for (Expr expr : collect(root, /*inside=*/true)) {
    SmallVector<Expr> operands = llvm::map_to_vector(
        expr->terms, [&](const Term &term) { return known.lookup(term.expr); });
    Expr result = expr->kind == ExpressionKind::Maximum ? maximum(operands)
                  : expr->kind == ExpressionKind::Greatest
                      ? greatest(expr->bound, operands[0])
                      : rebuild(expr, operands);
    known[expr] = result;
  }
  return known.lookup(root);
}

//===----------------------------------------------------------------------===//
// Replacement of expressions
//===----------------------------------------------------------------------===//

/// The weight of `expr` among the terms of a sum or product; 0 where it is
/// none.
static double getWeight(Expr parent, Expr expr) {
  for (const Term &term : parent->terms)
    if (term.expr == expr)
      return term.weight;
  return 0.0;
}

/// Replaces `from` where it is a part of the sum or product `expr`: a multiple
/// of all its terms, or a power of all its factors.
Expr Algebra::replacePart(Expr expr, Expr from, Expr to) {
  bool isSum = expr->kind == ExpressionKind::Sum;
  if (expr->kind != from->kind ||
      (!isSum && expr->kind != ExpressionKind::Product))
    return expr;
  double ratio = getWeight(expr, from->terms[0].expr) / from->terms[0].weight;
  bool isPart =
      ratio != 0.0 && llvm::all_of(from->terms, [&](const Term &term) {
        double weight = getWeight(expr, term.expr);
        return isSum ? weight == ratio * term.weight
                     : weight == ratio * term.weight && ratio >= 1.0 &&
                           ratio == std::rint(ratio);
      });
  if (!isPart)
    return expr;
  SmallVector<Term> rest = {{to, ratio}};
  for (const Term &term : expr->terms)
    if (getWeight(from, term.expr) == 0.0)
      rest.push_back(term);
  if (isSum)
    return sum(rest, expr->constant - ratio * from->constant);
  return product(rest, expr->constant / std::pow(from->constant, ratio));
}

Expr Algebra::replaceIn(Expr expr, Expr from, Expr to,
                        DenseMap<Expr, Expr> &known) {
  if (expr == from)
    return to;
  if (expr->isReduction())
    return expr;
  SmallVector<Expr> operands = llvm::map_to_vector(
      expr->terms, [&](const Term &term) { return known.lookup(term.expr); });
  // Of a whole part first, for its terms may hold it, too.
  Expr replaced = replacePart(expr, from, to);
  if (replaced != expr)
    return replace(replaced, from, to);
  return rebuild(expr, operands);
}

Expr Algebra::replace(Expr root, Expr from, Expr to) {
  DenseMap<Expr, Expr> known;
  for (Expr expr : collect(root)) {
    Expr result = replaceIn(expr, from, to, known);
    known[expr] = result;
  }
  return known.lookup(root);
}

//===----------------------------------------------------------------------===//
// Expansion
//===----------------------------------------------------------------------===//

/// A product as a list of its factors and its coefficient.
static std::pair<SmallVector<Term>, double> asTerm(Expr expr) {
  if (expr->kind == ExpressionKind::Product)
    return {SmallVector<Term>(ArrayRef<Term>(expr->terms)), expr->constant};
  if (expr->isConstant())
    return {{}, expr->constant};
  return {{{expr}}, 1.0};
}

bool Algebra::expandProduct(Expr expr, Terms &terms) {
  terms = {{{}, expr->constant}};
  for (const Term &factor : expr->terms) {
    bool isPower = factor.weight >= 1.0 && factor.weight <= kLargestPower &&
                   factor.weight == std::rint(factor.weight);
    Terms inner;
    if (!isPower) {
      inner = {{{factor}, 1.0}};
    } else if (!expandTerms(factor.expr, inner)) {
      return false;
    }
    for (double count = isPower ? factor.weight : 1.0; count > 0.0; --count) {
      Terms product;
      for (const auto &[left, leftWeight] : terms)
        for (const auto &[right, rightWeight] : inner) {
          if (product.size() == kMostTerms)
            return false;
          SmallVector<Term> joined(left);
          llvm::append_range(joined, right);
          product.push_back({joined, leftWeight * rightWeight});
        }
      terms = std::move(product);
    }
  }
  return true;
}

/// `expr` as a sum of products none of whose factors is a sum, but of roots and
/// reciprocals.
bool Algebra::expandTerms(Expr expr, Terms &terms) {
  switch (expr->kind) {
  case ExpressionKind::Sum:
    if (expr->constant != 0.0)
      terms.push_back({{}, expr->constant});
    for (const Term &term : expr->terms) {
      Terms inner;
      if (!expandTerms(term.expr, inner) ||
          terms.size() + inner.size() > kMostTerms)
        return false;
      for (auto &[factors, weight] : inner)
        terms.push_back({factors, weight * term.weight});
    }
    return true;
  case ExpressionKind::Product:
    return expandProduct(expr, terms);
  case ExpressionKind::Mean: {
    Terms inner;
    if (!expandTerms(expr->terms[0].expr, inner))
      return false;
    for (auto &[factors, weight] : inner)
      terms.push_back(
          asTerm(scale(mean(expr->bound, product(factors)), weight)));
    return true;
  }
  default:
    terms.push_back(asTerm(expr));
    return true;
  }
}

Expr Algebra::expand(Expr expr) {
  Terms terms;
  if (!expandTerms(expr, terms))
    return nullptr;
  SmallVector<Term> addends;
  for (auto &[factors, weight] : terms)
    addends.push_back({product(factors), weight});
  return sum(addends);
}
