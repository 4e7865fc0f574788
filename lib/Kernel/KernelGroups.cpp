//===- KernelGroups.cpp - Which linalg ops become one kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GroupRules.h"

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

/// What replaces `value` among the group's outputs: a reshape of it, where that
/// is its one use outside.
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

/// Joins ops to groups, one after the other.
class Grouper {
public:
  Grouper(GroupGraph &graph, RefusalHandler refuse)
      : graph(graph), refuse(refuse) {}

  void add(linalg::GenericOp op) {
    if (std::string obstacle = findObstacle(op); !obstacle.empty()) {
      refuse(op, "not part of a kernel: " + obstacle);
      return;
    }
    FailureOr<GrowingGroup> started = startGroup(op);
    if (failed(started)) {
      refuse(op, "not part of a kernel: an axis walks with itself, or is split "
                 "in two ways");
      return;
    }
    unsigned own = graph.addGroup(op);
    assert(own == groups.size() && "groups are numbered alike");
    groups.push_back(std::move(*started));
    for (linalg::GenericOp producer : getProducers(op))
      if (std::optional<unsigned> group = graph.findGroup(producer))
        groups[own].producers.insert(*group);
    joinProducers(own);
  }

  std::vector<KernelGroup> take() {
    std::vector<KernelGroup> taken;
    for (auto [number, growing] : llvm::enumerate(groups)) {
      KernelGroup &group = growing.group;
      if (group.ops.empty())
        continue;
      // One op alone may have been waiting for others that walk its axes.
      if (!growing.space.dynamicParts.empty()) {
        refuse(group.ops.front(),
               "not part of a kernel: it reads one element of a part of an "
               "axis whose size is not stated");
        continue;
      }
      llvm::sort(group.ops, [](linalg::GenericOp a, linalg::GenericOp b) {
        return a->isBeforeInBlock(b);
      });
      group.number = number;
      findOutputs(group);
      if (group.outputs.empty())
        continue;
      group.axes.numberAtoms(group.ops);
      if (const std::string &why = reasons[group.ops.front()]; !why.empty())
        refuse(group.ops.front(),
               "not fused with what produces its operands: " + why);
      taken.push_back(std::move(group));
    }
    return taken;
  }

private:
  /// Joins the group of one new op with all groups that it depends on, with
  /// those that produce its operands, or with one of them.
  void joinProducers(unsigned own) {
    SmallVector<unsigned> producers = getProducerGroups(own);
    if (producers.empty())
      return;
    Operation *op = groups[own].group.ops.front();
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

  SmallVector<unsigned> getProducerGroups(unsigned group) {
    llvm::SmallSetVector<unsigned, 4> producers;
    for (unsigned producer : groups[group].producers)
      if (unsigned current = graph.getGroup(producer); current != group)
        producers.insert(current);
    return producers.takeVector();
  }

  /// The groups that some depend on, but for those that never join these.
  SmallVector<unsigned> getClosure(ArrayRef<unsigned> from) {
    llvm::SmallSetVector<unsigned, 4> closure(from.begin(), from.end());
    for (unsigned i = 0; i < closure.size(); ++i)
      for (unsigned producer : getProducerGroups(closure[i]))
        if (llvm::none_of(closure, [&](unsigned member) {
              return findApart(member, producer);
            }))
          closure.insert(producer);
    return closure.takeVector();
  }

  void setApart(unsigned a, unsigned b, StringRef why) {
    groups[a].apart[b] = why;
    groups[b].apart[a] = why;
  }

  /// Why two groups never join; null where they may.
  const std::string *findApart(unsigned a, unsigned b) {
    if (groups[a].apart.size() > groups[b].apart.size())
      std::swap(a, b);
    for (auto &[other, why] : groups[a].apart)
      if (graph.getGroup(other) == b)
        return &why;
    return nullptr;
  }

  /// Joins the group `own` and the given ones; returns why not.
  Misfit tryJoin(unsigned own, ArrayRef<unsigned> others) {
    for (auto [index, a] : llvm::enumerate(others))
      for (unsigned b : others.drop_front(index + 1))
        if (const std::string *why = findApart(a, b))
          return {*why};
    SmallVector<unsigned> members(others);
    members.push_back(own);
    // What is added to the largest group costs as much as it is large.
    std::swap(members.front(),
              *llvm::max_element(members, [&](unsigned a, unsigned b) {
                return groups[a].group.ops.size() < groups[b].group.ops.size();
              }));
    GrowingGroup &base = groups[members.front()];
    SmallVector<GrowingGroup *> parts;
    for (unsigned member : members)
      parts.push_back(&groups[member]);
    base.group.axes.begin();
    GroupSpace space;
    GroupStages stages;
    Misfit misfit = checkAll(members, parts, space, stages);
    if (misfit) {
      base.group.axes.rollback();
      return misfit;
    }
    base.group.axes.commit();
    base.space = std::move(space);
    for (auto &[op, stage] : stages.stages)
      base.sweeps.stages[op] = stage;
    base.sweeps.numSweeps = stages.numSweeps;
    for (GrowingGroup *part : ArrayRef(parts).drop_front())
      absorb(base, *part);
    graph.merge(members);
    return {};
  }

  Misfit checkAll(ArrayRef<unsigned> members, ArrayRef<GrowingGroup *> parts,
                  GroupSpace &space, GroupStages &stages) {
    // First, what no other group can change.
    Detour detour = graph.findDetour(members);
    if (detour != Detour::None)
      return {"an op between them is in no kernel",
              detour == Detour::ThroughOthers};
    if (Misfit misfit = checkAxes(*parts.front(), parts.drop_front(), space))
      return misfit;
    const AxisClasses &axes = parts.front()->group.axes;
    auto isMember = [&](Operation *op) {
      std::optional<unsigned> group = graph.findGroup(op);
      return group && llvm::is_contained(members, *group);
    };
    if (Misfit misfit = checkReads(parts, axes, space, isMember))
      return misfit;
    if (costsMore(parts, axes, space, stages))
      return {"one more sweep would compute more again than it saves"};
    return {};
  }

  static void absorb(GrowingGroup &base, GrowingGroup &part) {
    llvm::append_range(base.group.ops, part.group.ops);
    llvm::append_range(base.firstElements, part.firstElements);
    llvm::append_range(base.windowed, part.windowed);
    llvm::append_range(base.padded, part.padded);
    base.producers.insert(part.producers.begin(), part.producers.end());
    for (auto &[other, why] : part.apart)
      base.apart.insert({other, why});
    part = GrowingGroup();
  }

  /// Reshapes join the group where the axes take them as they are: no
  /// dimension of the space is split by them.
  static void findOutputs(KernelGroup &group) {
    OpSet members(group.ops.begin(), group.ops.end());
    for (linalg::GenericOp op : group.ops)
      for (Value result : op.getResults()) {
        if (isUsedInsideOnly(result, members))
          continue;
        Value output = getOutput(result, members);
        if (output != result) {
          group.axes.begin();
          bool isTaken = succeeded(group.axes.addView(output)) &&
                         !group.axes.hasChangedOld() &&
                         hasSizes(group.axes, output);
          isTaken ? group.axes.commit() : group.axes.rollback();
          if (isTaken)
            result = output;
        }
        group.outputs.push_back(result);
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

  GroupGraph &graph;
  RefusalHandler refuse;
  std::vector<GrowingGroup> groups; // by number; joined ones are empty
  /// Why an op began a group of its own.
  DenseMap<Operation *, std::string> reasons;
};

} // namespace

std::vector<KernelGroup> norm::findKernelGroups(Block &block, GroupGraph &graph,
                                                RefusalHandler refuse) {
  Grouper grouper(graph, refuse);
  for (auto op : block.getOps<linalg::GenericOp>())
    grouper.add(op);
  return grouper.take();
}
