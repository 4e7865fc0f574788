//===- FusionCost.cpp - Whether one more sweep pays ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusionRules.h"
#include "Schedule/CostModel.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What a fusion's sweeps compute, op by op: an op whose values vary over the
/// reduced space is computed in every sweep that needs it.
class FusionSweeps {
public:
  FusionSweeps(ArrayRef<linalg::GenericOp> members, const AxisClasses &axes,
               const FusionSpace &space, const CostModel &model)
      : axes(axes), space(space), model(model), ops(members) {
    llvm::sort(ops, [](linalg::GenericOp a, linalg::GenericOp b) {
      return a->isBeforeInBlock(b);
    });
    for (linalg::GenericOp op : ops)
      addOp(op);
  }

  unsigned getNumSweeps() const { return sweeps.numSweeps; }
  FusionStages takeStages() { return std::move(sweeps); }

  /// The cost, per point of the space, of what is computed more than once.
  int64_t countRepeated() const {
    int64_t cost = 0;
    for (unsigned sweep = 0; sweep < sweeps.numSweeps; ++sweep)
      for (Operation *op : getNeeded(sweep))
        cost += costs.lookup(op);
    for (auto [op, once] : costs)
      cost -= once;
    return cost;
  }

private:
  bool isReduction(linalg::GenericOp op) const {
    return !axes.getWalked(op, /*reduced=*/true)->empty();
  }

  void addOp(linalg::GenericOp op) {
    unsigned stage = 0;
    for (linalg::GenericOp producer : getProducers(op))
      if (auto known = sweeps.stages.find(producer);
          known != sweeps.stages.end())
        stage =
            std::max(stage, known->second + unsigned(isReduction(producer)));
    sweeps.stages[op] = stage;
    bool varies = llvm::any_of(*axes.getWalked(op), [&](unsigned root) {
      return llvm::is_contained(space.reduced, root);
    });
    if (!varies)
      return;
    sweeps.numSweeps = std::max(sweeps.numSweeps, stage + 1);
    int64_t cost = 0;
    for (Operation &nested : op.getBody()->without_terminator())
      cost += model.getOpCost(&nested);
    costs[op] = cost;
  }

  /// What is read outside of the fusion, or not at all.
  bool isOutput(linalg::GenericOp op) const {
    return llvm::any_of(op->getUsers(), [&](Operation *user) {
      return !sweeps.stages.contains(user) && !isView(user);
    });
  }

  /// The ops that a sweep computes: what its reductions and results need.
  llvm::SmallPtrSet<Operation *, 16> getNeeded(unsigned sweep) const {
    llvm::SmallPtrSet<Operation *, 16> needed;
    SmallVector<linalg::GenericOp> work;
    for (linalg::GenericOp op : ops)
      if (sweeps.stages.lookup(op) == sweep && costs.contains(op) &&
          (isReduction(op) || isOutput(op) || isLast(op)))
        work.push_back(op);
    while (!work.empty()) {
      linalg::GenericOp op = work.pop_back_val();
      if (!needed.insert(op).second)
        continue;
      for (linalg::GenericOp producer : getProducers(op))
        if (costs.contains(producer) && !isReduction(producer))
          work.push_back(producer);
    }
    return needed;
  }

  /// Whether no member reads the results of an op.
  bool isLast(linalg::GenericOp op) const {
    return llvm::none_of(op->getUsers(), [&](Operation *user) {
      return sweeps.stages.contains(user) || isView(user);
    });
  }

  const AxisClasses &axes;
  const FusionSpace &space;
  const CostModel &model;
  SmallVector<linalg::GenericOp> ops;
  FusionStages sweeps;
  llvm::MapVector<Operation *, int64_t> costs; // of ops that are repeated
};

} // namespace

/// The stage of an op that joins a fusion, and reduces nothing.
static unsigned getStage(linalg::GenericOp op, const GrowingFusion &fusion,
                         const AxisClasses &axes) {
  unsigned stage = 0;
  for (linalg::GenericOp producer : getProducers(op))
    if (auto known = fusion.sweeps.stages.find(producer);
        known != fusion.sweeps.stages.end())
      stage = std::max(
          stage,
          known->second +
              unsigned(!axes.getWalked(producer, /*reduced=*/true)->empty()));
  return stage;
}

bool norm::costsMore(ArrayRef<GrowingFusion *> parts, const AxisClasses &axes,
                     const FusionSpace &space, const CostModel &model,
                     FusionStages &added) {
  // Mostly, one op joins without a sweep of its own.
  const GrowingFusion &base = *parts.front();
  if (parts.size() == 2 && parts.back()->fusion.ops.size() == 1 &&
      parts.back()->space.reduced.empty()) {
    linalg::GenericOp op = parts.back()->fusion.ops.front();
    unsigned stage = getStage(op, base, axes);
    if (stage < base.sweeps.numSweeps) {
      added.stages[op] = stage;
      added.numSweeps = base.sweeps.numSweeps;
      return false;
    }
  }
  SmallVector<linalg::GenericOp> all;
  int64_t repeatedApart = 0;
  unsigned mostSweeps = 1;
  for (GrowingFusion *part : parts) {
    llvm::append_range(all, part->fusion.ops);
    FusionSweeps sweeps(part->fusion.ops, axes, space, model);
    repeatedApart += sweeps.countRepeated();
    mostSweeps = std::max(mostSweeps, sweeps.getNumSweeps());
  }
  FusionSweeps joined(all, axes, space, model);
  bool isMore = joined.getNumSweeps() > mostSweeps &&
                joined.countRepeated() - repeatedApart > model.getTensorCost();
  added = joined.takeStages();
  return isMore;
}
