//===- FindGroups.cpp - What may be normalized over which axes ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A norm reads its input twice: in a reduction, and again where it applies it.
// What a reduction reads is a candidate; the axes that it is read along where
// it is read again tell which axes the reduction is over.
//
//===----------------------------------------------------------------------===//

#include "NormMatch.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm::raise;

namespace {

/// Finds the axes of the root that bound axes correspond to.
class AxisMatcher {
public:
  AxisMatcher(const Algebra &algebra, ArrayRef<Axis> bound)
      : algebra(&algebra), bound(bound) {}

  /// Whether the index `read` of a leaf, of bound axes and others, is `index`
  /// with the bound axes renamed; adds to the map.
  bool match(const Index &read, const Index &index) {
    if (read.size() != index.size())
      return false;
    for (auto [inside, outside] : llvm::zip_equal(read, index))
      if (!matchList(inside, outside))
        return false;
    return true;
  }

  bool isComplete() const {
    return llvm::all_of(bound, [&](Axis axis) { return map.contains(axis); });
  }

  Algebra::AxisMap map;

private:
  bool matchList(ArrayRef<Axis> inside, ArrayRef<Axis> outside);

  const Algebra *algebra;
  ArrayRef<Axis> bound;
};

} // namespace

bool AxisMatcher::matchList(ArrayRef<Axis> inside, ArrayRef<Axis> outside) {
  while (!inside.empty()) {
    Axis axis = inside.front();
    inside = inside.drop_front();
    AxisList list = {axis};
    if (llvm::is_contained(bound, axis)) {
      if (auto known = map.find(axis); known != map.end()) {
        list = known->second;
      } else {
        // The last takes all that is left; others one axis of their own size.
        size_t count = inside.empty() ? outside.size() : 1;
        list = AxisList(outside.take_front(count));
        if (list.empty() ||
            (count == 1 && algebra->getSize(list[0]) != algebra->getSize(axis)))
          return false;
        map[axis] = list;
      }
    }
    if (outside.size() < list.size() ||
        outside.take_front(list.size()) != ArrayRef<Axis>(list))
      return false;
    outside = outside.drop_front(list.size());
  }
  return outside.empty();
}

/// Leaves of an expression outside of its reductions.
static SmallVector<Expr> getLeaves(const Algebra &algebra, Expr expr) {
  return llvm::filter_to_vector(algebra.collect(expr), [](Expr part) {
    return part->kind == ExpressionKind::Leaf && !part->index.empty();
  });
}

/// The renamings of bound axes under which leaves of `expr` are leaves of the
/// root, one for each leaf of the root that the first leaf may be.
static SmallVector<Algebra::AxisMap> findMaps(const Algebra &algebra, Expr expr,
                                              ArrayRef<Axis> bound,
                                              ArrayRef<Expr> rootLeaves) {
  SmallVector<AxisMatcher> partial = {AxisMatcher(algebra, bound)};
  for (Expr leaf : getLeaves(algebra, expr)) {
    if (!leaf->variesOver(bound))
      continue;
    SmallVector<AxisMatcher> next;
    for (const AxisMatcher &matcher : partial) {
      if (matcher.isComplete()) {
        next.push_back(matcher);
        continue;
      }
      for (Expr other : rootLeaves) {
        AxisMatcher extended = matcher;
        if (other->value == leaf->value &&
            extended.match(leaf->index, other->index))
          next.push_back(extended);
      }
    }
    partial = std::move(next);
  }
  SmallVector<Algebra::AxisMap> maps;
  for (AxisMatcher &matcher : partial)
    if (matcher.isComplete())
      maps.push_back(matcher.map);
  return maps;
}

void NormMatcher::findGroupsOf(Expr reduction, Expr root,
                               SmallVectorImpl<Group> &groups) {
  SmallVector<std::pair<Expr, double>> inputs;
  auto add = [&](Expr expr, double power) {
    if (expr->kind == ExpressionKind::Absolute)
      expr = expr->terms[0].expr;
    if (expr->variesOver(reduction->bound))
      inputs.push_back({expr, power});
  };
  Expr body = reduction->terms[0].expr;
  add(body, 1.0);
  if (body->kind == ExpressionKind::Product)
    for (const Term &factor : body->terms)
      add(factor.expr, factor.weight);

  SmallVector<Expr> rootLeaves = getLeaves(algebra, root);
  for (auto [input, power] : inputs)
    for (const Algebra::AxisMap &map :
         findMaps(algebra, input, reduction->bound, rootLeaves)) {
      Group group;
      group.input = algebra.substitute(input, map);
      group.power = power == 1.0 ? 2.0 : power;
      for (Axis axis : reduction->bound)
        llvm::append_range(group.reduced, map.at(axis));
      AxisList &kept = group.kept.emplace_back();
      for (Axis axis : root->axes)
        if (!llvm::is_contained(group.reduced, axis))
          kept.push_back(axis);
      llvm::sort(group.reduced);
      auto isSame = [&](const Group &other) {
        return other.input == group.input && other.reduced == group.reduced &&
               other.power == group.power;
      };
      if (llvm::none_of(groups, isSame))
        groups.push_back(group);
    }
}

SmallVector<Group> NormMatcher::findGroups(Expr root) {
  SmallVector<Group> groups;
  for (Expr part : algebra.collect(root, /*inside=*/true))
    if (part->isReduction() && llvm::all_of(part->axes, [&](Axis axis) {
          return llvm::is_contained(root->axes, axis);
        }))
      findGroupsOf(part, root, groups);
  // Of an input and its difference from the mean the former.
  llvm::sort(groups, [](const Group &a, const Group &b) {
    auto rank = [](const Group &group) {
      return std::tuple(group.input->depth, std::abs(group.power - 2.0),
                        group.input->id, group.reduced);
    };
    return rank(a) < rank(b);
  });
  return groups;
}
