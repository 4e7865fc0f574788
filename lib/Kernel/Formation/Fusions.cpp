//===- Fusions.cpp - Which linalg ops become one kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusionRules.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

using OpSet = llvm::SmallPtrSet<Operation *, 16>;

/// Whether every use of `value` is one by a member, by a view that members
/// read, or by a tensor.dim.
bool isUsedInsideOnly(Value value, const OpSet &members) {
  return llvm::all_of(value.getUsers(), [&](Operation *user) {
    if (members.contains(user) || isa<tensor::DimOp>(user))
      return true;
    return isView(user) && getViewed(user) == value &&
           isUsedInsideOnly(user->getResult(0), members);
  });
}

/// Whether a linalg op, which may be part of a kernel, reads `value` or a view
/// of it.
bool isReadThroughViews(Value value) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    if (isa<linalg::GenericOp>(user))
      return true;
    return isView(user) && getViewed(user) == value &&
           isReadThroughViews(user->getResult(0));
  });
}

/// What replaces `value` among the fusion's outputs: a reshape of it, where
/// that is its one use outside.
Value getOutput(Value value, const OpSet &members) {
  while (true) {
    Operation *outside = nullptr;
    for (Operation *user : value.getUsers()) {
      bool isInside = members.contains(user) || isa<tensor::DimOp>(user) ||
                      (isView(user) && getViewed(user) == value &&
                       isUsedInsideOnly(user->getResult(0), members));
      if (isInside || user == outside)
        continue;
      if (outside ||
          !isa<tensor::CollapseShapeOp, tensor::ExpandShapeOp, tensor::CastOp>(
              user))
        return value;
      outside = user;
    }
    // Other kernels read what a view is of.
    if (!outside || outside->getBlock() != value.getParentBlock() ||
        isReadThroughViews(outside->getResult(0)))
      return value;
    value = outside->getResult(0);
  }
}

/// Joins ops to fusions, one after the other.
class FusionFinder {
public:
  FusionFinder(FusionGraph &graph, const CostModel &model,
               RefusalHandler refuse)
      : graph(graph), model(model), refuse(refuse) {}

  void add(linalg::GenericOp op) {
    if (std::string obstacle = findObstacle(op); !obstacle.empty()) {
      refuse(op, "not part of a kernel: " + obstacle);
      return;
    }
    FailureOr<GrowingFusion> started = startFusion(op);
    if (failed(started)) {
      refuse(op, "not part of a kernel: an axis walks with itself, or is split "
                 "in two ways");
      return;
    }
    unsigned own = graph.addFusion(op);
    assert(own == fusions.size() && "fusions are numbered alike");
    fusions.push_back(std::move(*started));
    for (linalg::GenericOp producer : getProducers(op))
      if (std::optional<unsigned> fusion = graph.findFusion(producer))
        fusions[own].producers.insert(*fusion);
    joinProducers(own);
  }

  /// Joins sums over other axes with a kernel that reads what they sum.
  void joinSiblings() {
    for (unsigned own = 0; own < fusions.size(); ++own) {
      ArrayRef<linalg::GenericOp> ops = fusions[own].fusion.ops;
      if (ops.size() != 1 || fusions[own].space.reduced.empty())
        continue;
      // Few are enough, so that many sums of one tensor take no more time each.
      constexpr size_t kMostSiblings = 4;
      SmallVector<unsigned> siblings = getSiblings(own);
      for (unsigned sibling : ArrayRef(siblings).take_front(kMostSiblings))
        if (!tryJoin(own, {sibling}, /*asOuter=*/true))
          break;
    }
  }

  std::vector<Fusion> take() {
    std::vector<Fusion> taken;
    for (auto [number, growing] : llvm::enumerate(fusions)) {
      Fusion &fusion = growing.fusion;
      if (fusion.ops.empty())
        continue;
      // One op alone may have been waiting for others that walk its axes.
      if (!growing.space.dynamicParts.empty()) {
        refuse(fusion.ops.front(),
               "not part of a kernel: it reads one element of a part of an "
               "axis whose size is not stated");
        continue;
      }
      llvm::sort(fusion.ops, [](linalg::GenericOp a, linalg::GenericOp b) {
        return a->isBeforeInBlock(b);
      });
      fusion.number = number;
      findOutputs(fusion);
      if (fusion.outputs.empty())
        continue;
      fusion.axes.numberAtoms(fusion.ops);
      if (const std::string &why = reasons[fusion.ops.front()]; !why.empty())
        refuse(fusion.ops.front(),
               "not fused with what produces its operands: " + why);
      taken.push_back(std::move(fusion));
    }
    return taken;
  }

private:
  /// Joins the fusion of one new op with all fusions that it depends on, with
  /// those that produce its operands, or with one of them.
  void joinProducers(unsigned own) {
    SmallVector<unsigned> producers = getProducerFusions(own);
    if (producers.empty())
      return;
    Operation *op = fusions[own].fusion.ops.front();
    SmallVector<unsigned> closure = getClosure(producers);
    SmallVector<SmallVector<unsigned>> attempts;
    if (closure.size() > producers.size())
      attempts.push_back(closure);
    attempts.push_back(producers);
    if (producers.size() > 1)
      for (unsigned producer : producers)
        attempts.push_back({producer});
    std::string reason;
    Misfit ofPair; // why the two producers and the op do not fit
    for (ArrayRef<unsigned> attempt : attempts) {
      Misfit misfit = tryJoin(own, attempt);
      if (!misfit) {
        if (ofPair && ofPair.isForever && attempt.size() == 1)
          setApart(attempt.front(),
                   producers[attempt.front() == producers.front()], ofPair.why);
        return;
      }
      reason = misfit.why;
      if (attempt.size() == 2 && producers.size() == 2)
        ofPair = misfit;
      if (attempt.size() == 1 && misfit.isForever)
        setApart(own, attempt.front(), misfit.why);
    }
    reasons[op] = reason;
  }

  /// The fusions with reductions of other ops that read an operand of a
  /// fusion's first op.
  SmallVector<unsigned> getSiblings(unsigned own) {
    llvm::SmallSetVector<unsigned, 4> siblings;
    linalg::GenericOp op = fusions[own].fusion.ops.front();
    for (Value input : op.getInputs())
      for (Operation *user : input.getUsers())
        if (std::optional<unsigned> fusion = graph.findFusion(user);
            fusion && *fusion != own && user->getBlock() == op->getBlock() &&
            !fusions[*fusion].space.reduced.empty())
          siblings.insert(*fusion);
    return siblings.takeVector();
  }

  SmallVector<unsigned> getProducerFusions(unsigned fusion) {
    llvm::SmallSetVector<unsigned, 4> producers;
    for (unsigned producer : fusions[fusion].producers)
      if (unsigned current = graph.getFusion(producer); current != fusion)
        producers.insert(current);
    return producers.takeVector();
  }

  /// The fusions that some depend on, but for those that never join these.
  SmallVector<unsigned> getClosure(ArrayRef<unsigned> from) {
    llvm::SmallSetVector<unsigned, 4> closure(from.begin(), from.end());
    for (unsigned i = 0; i < closure.size(); ++i)
      for (unsigned producer : getProducerFusions(closure[i]))
        if (llvm::none_of(closure, [&](unsigned member) {
              return findApart(member, producer);
            }))
          closure.insert(producer);
    return closure.takeVector();
  }

  void setApart(unsigned a, unsigned b, StringRef why) {
    fusions[a].apart[b] = why;
    fusions[b].apart[a] = why;
  }

  /// Why two fusions never join; null where they may.
  const std::string *findApart(unsigned a, unsigned b) {
    if (fusions[a].apart.size() > fusions[b].apart.size())
      std::swap(a, b);
    for (auto &[other, why] : fusions[a].apart)
      if (graph.getFusion(other) == b)
        return &why;
    return nullptr;
  }

  /// Joins the fusion `own` and the given ones; returns why not. With
  /// `asOuter`, only where its op is an outer reduction there.
  Misfit tryJoin(unsigned own, ArrayRef<unsigned> others,
                 bool asOuter = false) {
    linalg::GenericOp op = fusions[own].fusion.ops.front();
    for (auto [index, a] : llvm::enumerate(others))
      for (unsigned b : others.drop_front(index + 1))
        if (const std::string *why = findApart(a, b))
          return {*why};
    SmallVector<unsigned> members(others);
    members.push_back(own);
    // What is added to the largest fusion costs as much as it is large.
    std::swap(members.front(),
              *llvm::max_element(members, [&](unsigned a, unsigned b) {
                return fusions[a].fusion.ops.size() <
                       fusions[b].fusion.ops.size();
              }));
    GrowingFusion &base = fusions[members.front()];
    SmallVector<GrowingFusion *> parts;
    for (unsigned member : members)
      parts.push_back(&fusions[member]);
    base.fusion.axes.begin();
    FusionSpace space;
    FusionStages stages;
    Misfit misfit = checkAll(members, parts, space, stages);
    if (!misfit && asOuter && !llvm::is_contained(space.outerOps, op))
      misfit = {"it reduces the same axes"};
    if (misfit) {
      base.fusion.axes.rollback();
      return misfit;
    }
    base.fusion.axes.commit();
    base.space = std::move(space);
    for (auto &[op, stage] : stages.stages)
      base.sweeps.stages[op] = stage;
    base.sweeps.numSweeps = stages.numSweeps;
    for (GrowingFusion *part : ArrayRef(parts).drop_front())
      absorb(base, *part);
    graph.merge(members);
    return {};
  }

  Misfit checkAll(ArrayRef<unsigned> members, ArrayRef<GrowingFusion *> parts,
                  FusionSpace &space, FusionStages &stages) {
    // First, what no other fusion can change.
    Detour detour = graph.findDetour(members);
    if (detour != Detour::None)
      return {"an op between them is in no kernel",
              detour == Detour::ThroughOthers};
    auto isMember = [&](Operation *op) {
      std::optional<unsigned> fusion = graph.findFusion(op);
      return fusion && llvm::is_contained(members, *fusion);
    };
    if (Misfit misfit =
            checkAxes(*parts.front(), parts.drop_front(), isMember, space))
      return misfit;
    const AxisClasses &axes = parts.front()->fusion.axes;
    if (Misfit misfit = checkReads(parts, axes, space, model, isMember))
      return misfit;
    if (costsMore(parts, axes, space, model, stages))
      return {"one more sweep would compute more again than it saves"};
    return {};
  }

  static void absorb(GrowingFusion &base, GrowingFusion &part) {
    llvm::append_range(base.fusion.ops, part.fusion.ops);
    llvm::append_range(base.firstElements, part.firstElements);
    llvm::append_range(base.windowed, part.windowed);
    llvm::append_range(base.padded, part.padded);
    base.producers.insert(part.producers.begin(), part.producers.end());
    for (auto &[other, why] : part.apart)
      base.apart.insert({other, why});
    part = GrowingFusion();
  }

  /// Reshapes join the fusion where the axes take them as they are: no
  /// dimension of the space is split by them.
  static void findOutputs(Fusion &fusion) {
    OpSet members(fusion.ops.begin(), fusion.ops.end());
    for (linalg::GenericOp op : fusion.ops)
      for (Value result : op.getResults()) {
        if (isUsedInsideOnly(result, members))
          continue;
        Value output = getOutput(result, members);
        if (output != result) {
          fusion.axes.begin();
          bool isTaken = succeeded(fusion.axes.addView(output)) &&
                         !fusion.axes.hasChangedOld() &&
                         hasSizes(fusion.axes, output);
          isTaken ? fusion.axes.commit() : fusion.axes.rollback();
          if (isTaken)
            result = output;
        }
        fusion.outputs.push_back(result);
      }
  }

  /// Whether the axes tell every size that the type does not.
  static bool hasSizes(const AxisClasses &axes, Value output) {
    auto type = cast<RankedTensorType>(output.getType());
    return llvm::all_of(llvm::seq<unsigned>(type.getRank()), [&](unsigned dim) {
      return !type.isDynamicDim(dim) ||
             !axes.getClassAtoms(output, dim).empty();
    });
  }

  FusionGraph &graph;
  const CostModel &model;
  RefusalHandler refuse;
  std::vector<GrowingFusion> fusions; // by number; joined ones are empty
  /// Why an op began a fusion of its own.
  DenseMap<Operation *, std::string> reasons;
};

} // namespace

std::vector<Fusion> norm::findFusions(Block &block, FusionGraph &graph,
                                      const CostModel &model,
                                      RefusalHandler refuse) {
  FusionFinder finder(graph, model, refuse);
  for (auto op : block.getOps<linalg::GenericOp>())
    finder.add(op);
  finder.joinSiblings();
  return finder.take();
}
