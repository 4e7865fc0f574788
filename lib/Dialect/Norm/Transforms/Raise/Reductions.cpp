//===- Reductions.cpp - Means and greatest elements ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expression.h"

#include "llvm/ADT/Hashing.h"

using namespace mlir;
using namespace mlir::norm::raise;

//===----------------------------------------------------------------------===//
// Axes
//===----------------------------------------------------------------------===//

Axis Algebra::createAxis(Expr size) {
  axes.push_back({size, {}, 0, 0});
  return axes.size() - 1;
}

Expr Algebra::countPoints(ArrayRef<Axis> list) {
  return product(llvm::map_to_vector(
      list, [&](Axis axis) { return Term{getSize(axis)}; }));
}

Axis Algebra::getShifted(ArrayRef<Axis> base, Axis window, int64_t offset) {
  auto [position, isNew] =
      shiftedAxes.try_emplace({SmallVector<Axis>(base), window, offset}, 0);
  if (isNew) {
    axes.push_back({countPoints(base), AxisList(base), window, offset});
    position->second = axes.size() - 1;
  }
  return position->second;
}

Axis Algebra::getBoundAxis(unsigned depth, unsigned position, Expr size) {
  auto [place, isNew] = boundAxes.try_emplace({depth, position, size}, 0);
  if (isNew)
    place->second = createAxis(size);
  return place->second;
}

//===----------------------------------------------------------------------===//
// The names of bound axes
//===----------------------------------------------------------------------===//

/// Hashes an expression so that a renaming of the axes `over` does not change
/// the hash, nor does the order of terms.
uint64_t Algebra::hashShape(Expr expr, ArrayRef<Axis> over,
                            DenseMap<Expr, uint64_t> &known) {
  if (!expr->variesOver(over))
    return llvm::hash_value(expr->id);
  if (auto found = known.find(expr); found != known.end())
    return found->second;
  llvm::hash_code hash = llvm::hash_combine(
      static_cast<unsigned>(expr->kind),
      llvm::bit_cast<uint64_t>(expr->constant), expr->number,
      expr->type.getAsOpaquePointer(), expr->attributes.getAsOpaquePointer(),
      expr->op ? expr->op->getName().getAsOpaquePointer() : nullptr,
      expr->value.getAsOpaquePointer());
  for (const AxisList &list : expr->index) {
    hash = llvm::hash_combine(hash, list.size());
    for (Axis axis : list)
      hash = llvm::hash_combine(
          hash, llvm::is_contained(over, axis) ? getSize(axis)->id + 1 : 0,
          isShifted(axis) ? getShiftOffset(axis) : 0);
  }
  uint64_t operands = 0;
  for (auto [position, term] : llvm::enumerate(expr->terms)) {
    uint64_t operand =
        llvm::hash_combine(hashShape(term.expr, over, known),
                           llvm::bit_cast<uint64_t>(term.weight));
    operands += expr->kind == ExpressionKind::Call
                    ? uint64_t(llvm::hash_combine(operand, position))
                    : operand;
  }
  return known[expr] = llvm::hash_combine(hash, operands);
}

/// Calls `visit` with the axes of leaves, in an order that a renaming of the
/// axes `over` does not change.
static void walkAxes(const Algebra &algebra, Expr expr, ArrayRef<Axis> over,
                     llvm::function_ref<uint64_t(Expr)> hash,
                     DenseSet<Expr> &seen,
                     llvm::function_ref<void(Axis)> visit) {
  if (!expr->variesOver(over) || !seen.insert(expr).second)
    return;
  for (const AxisList &list : expr->index)
    for (Axis axis : list) {
      if (!algebra.isShifted(axis)) {
        visit(axis);
        continue;
      }
      for (Axis base : algebra.getShiftBase(axis))
        visit(base);
      visit(algebra.getShiftWindow(axis));
    }
  SmallVector<Expr> operands = llvm::map_to_vector(
      expr->terms, [](const Term &term) { return term.expr; });
  llvm::sort(operands, [&](Expr a, Expr b) {
    return std::pair(hash(a), a->id) < std::pair(hash(b), b->id);
  });
  for (Expr operand : operands)
    walkAxes(algebra, operand, over, hash, seen, visit);
}

/// Makes one axis of two that are neighbours wherever they occur in `body`.
void Algebra::joinNeighbours(AxisList &over, Expr &body) {
  auto findNeighbours = [&]() -> std::optional<std::pair<Axis, Axis>> {
    // The one axis that follows each axis; none where it is not the same one.
    DenseMap<Axis, std::optional<Axis>> next, previous;
    auto note = [](DenseMap<Axis, std::optional<Axis>> &map, Axis axis,
                   std::optional<Axis> neighbour) {
      auto [place, isNew] = map.try_emplace(axis, neighbour);
      if (!isNew && place->second != neighbour)
        place->second = std::nullopt;
    };
    for (Expr part : collect(body, /*inside=*/true))
      for (const AxisList &list : part->index)
        for (auto [position, axis] : llvm::enumerate(list)) {
          if (isShifted(axis)) {
            for (Axis base : getShiftBase(axis))
              note(next, base, std::nullopt);
            for (Axis base : getShiftBase(axis))
              note(previous, base, std::nullopt);
            note(next, getShiftWindow(axis), std::nullopt);
            note(previous, getShiftWindow(axis), std::nullopt);
            continue;
          }
          bool isLast = position + 1 == list.size();
          note(next, axis,
               isLast ? std::nullopt : std::optional(list[position + 1]));
          note(previous, axis,
               position == 0 ? std::nullopt
                             : std::optional(list[position - 1]));
        }
    for (Axis axis : over) {
      std::optional<Axis> neighbour = next.lookup(axis);
      if (neighbour && llvm::is_contained(over, *neighbour) &&
          previous.lookup(*neighbour) == axis)
        return std::pair(axis, *neighbour);
    }
    return std::nullopt;
  };
  while (std::optional<std::pair<Axis, Axis>> pair = findNeighbours()) {
    auto [first, second] = *pair;
    Axis joined = createAxis(countPoints({first, second}));
    AxisMap map;
    map[first] = {joined};
    map[second] = {};
    body = substitute(body, map);
    llvm::erase(over, first);
    llvm::erase(over, second);
    over.push_back(joined);
  }
}

Expr Algebra::nameBoundAxes(ExpressionKind kind, AxisList over, Expr body,
                            bool dropsNaN) {
  joinNeighbours(over, body);
  DenseMap<Expr, uint64_t> hashes;
  DenseSet<Expr> seen;
  AxisMap map;
  Expression expression;
  expression.kind = kind;
  expression.dropsNaN = dropsNaN;
  walkAxes(
      *this, body, over,
      [&](Expr expr) { return hashShape(expr, over, hashes); }, seen,
      [&](Axis axis) {
        if (!llvm::is_contained(over, axis) || map.contains(axis))
          return;
        Axis name = getBoundAxis(body->depth + 1, map.size(), getSize(axis));
        map[axis] = {name};
        expression.bound.push_back(name);
      });
  body = substitute(body, map);

  // With other axes other terms come first, and have coefficient 1.
  double factor = 1.0;
  if (body->kind == ExpressionKind::Sum) {
    factor = body->terms[0].weight;
  } else if (body->kind == ExpressionKind::Product) {
    factor = body->constant;
  }
  if (kind == ExpressionKind::Greatest)
    factor = std::abs(factor);
  expression.terms = {{scale(body, 1.0 / factor)}};
  return scale(make(std::move(expression)), factor);
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

Expr Algebra::reduce(ExpressionKind kind, ArrayRef<Axis> list, Expr body,
                     bool dropsNaN) {
  AxisList over = llvm::filter_to_vector<2>(
      list, [&](Axis axis) { return llvm::is_contained(body->axes, axis); });
  if (over.empty())
    return body;
  bool isMean = kind == ExpressionKind::Mean;
  if (body->kind == ExpressionKind::Product &&
      (isMean || body->constant != 1.0)) {
    SmallVector<Term> outer, inner;
    for (const Term &factor : body->terms)
      (isMean && !factor.expr->variesOver(over) ? outer : inner)
          .push_back(factor);
    double factor = isMean ? body->constant : std::abs(body->constant);
    if (!outer.empty() || factor != 1.0)
      return multiply(product(outer, factor),
                      reduce(kind, over,
                             product(inner, body->constant / factor),
                             dropsNaN));
  }
  if (body->kind == ExpressionKind::Sum && isMean) {
    SmallVector<Term> outer, inner;
    for (const Term &term : body->terms)
      (term.expr->variesOver(over) ? inner : outer).push_back(term);
    if (!outer.empty() || body->constant != 0.0)
      return add(sum(outer, body->constant), reduce(kind, over, sum(inner)));
  }
  // A mean of means is the mean over all their axes. The inner ones get names
  // of their own first.
  if (body->kind == kind) {
    AxisMap map;
    for (Axis axis : body->bound) {
      Axis name = createAxis(getSize(axis));
      map[axis] = {name};
      over.push_back(name);
    }
    dropsNaN |= body->dropsNaN;
    body = substitute(body->terms[0].expr, map);
  }
  return nameBoundAxes(kind, over, body, dropsNaN);
}

Expr Algebra::mean(ArrayRef<Axis> over, Expr body) {
  return reduce(ExpressionKind::Mean, over, body);
}

Expr Algebra::greatest(ArrayRef<Axis> over, Expr body, bool dropsNaN) {
  return reduce(ExpressionKind::Greatest, over, body, dropsNaN);
}
