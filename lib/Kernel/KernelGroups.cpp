//===- KernelGroups.cpp - Which linalg ops become one kernel ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelGroups.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::norm;

std::pair<Value, Operation *> norm::matchCombiner(linalg::GenericOp op,
                                                  unsigned number) {
  SmallVector<Operation *> combiners;
  Value value = matchReduction(op.getRegionOutputArgs(), number, combiners);
  if (!value || combiners.size() != 1 ||
      !isa<arith::AddFOp, arith::MaximumFOp, arith::MinimumFOp>(combiners[0]))
    return {nullptr, nullptr};
  // The accumulator goes into the combination and nothing else.
  if (!op.getRegionOutputArgs()[number].hasOneUse())
    return {nullptr, nullptr};
  return {value, combiners[0]};
}

namespace {

using OpSet = llvm::SmallPtrSet<Operation *, 16>;

/// Why `op` can be part of no kernel; empty where it can.
std::string findObstacle(linalg::GenericOp op) {
  if (!op.hasPureTensorSemantics())
    return "it is on buffers";
  std::optional<WindowAccess> window = matchWindow(op);
  for (AffineMap map : op.getIndexingMapsArray()) {
    llvm::SmallBitVector seen(map.getNumDims());
    for (AffineExpr expr : map.getResults()) {
      auto dim = dyn_cast<AffineDimExpr>(expr);
      auto constant = dyn_cast<AffineConstantExpr>(expr);
      if (!dim && (!constant || constant.getValue() != 0))
        return "an indexing map is no projection";
      if (dim && seen.test(dim.getPosition()))
        return "an indexing map names a loop twice";
      if (dim)
        seen.set(dim.getPosition());
    }
  }
  for (Operation &nested : op.getBody()->without_terminator()) {
    bool isWindow = window && isa<linalg::IndexOp, tensor::ExtractOp>(nested);
    bool isScalar = llvm::all_of(nested.getResultTypes(), [](Type type) {
      return type.isIntOrIndexOrFloat();
    });
    if (!isWindow && (isa<linalg::IndexOp>(nested) || !isPure(&nested) ||
                      nested.getNumRegions() != 0 || !isScalar ||
                      !llvm::all_of(nested.getOperandTypes(), [](Type type) {
                        return type.isIntOrIndexOrFloat();
                      })))
      return ("its region has " + nested.getName().getStringRef()).str();
  }
  if (op.getNumReductionLoops() == 0)
    return "";
  for (unsigned number = 0; number < op.getNumResults(); ++number)
    if (!matchCombiner(op, number).first)
      return "it combines by other than a sum, a maximum or a minimum";
  return "";
}

/// The op that produces what `value` is a view of.
Operation *getProducer(Value value) {
  Operation *def = value.getDefiningOp();
  while (def && isView(def) && getViewed(def))
    def = getViewed(def).getDefiningOp();
  return def;
}

/// The groups' ops that produce the operands of `op`, through views.
SmallVector<linalg::GenericOp> getProducers(linalg::GenericOp op) {
  SmallVector<Value> work(op->operand_begin(), op->operand_end());
  if (std::optional<WindowAccess> window = matchWindow(op))
    work.push_back(window->tensor);
  SmallVector<linalg::GenericOp> producers;
  for (Value value : work)
    if (auto generic = dyn_cast_or_null<linalg::GenericOp>(getProducer(value)))
      producers.push_back(generic);
  return producers;
}

/// Whether an op outside of `members` depends on a member and a member on it.
bool hasDetour(const OpSet &members, Block &block) {
  SmallVector<std::pair<Operation *, bool>> work; // an op; seen from outside?
  OpSet seen[2];
  auto push = [&](Operation *user, bool isOutside) {
    auto pushValue = [&](Value value) {
      Operation *def = value.getDefiningOp();
      def = def ? block.findAncestorOpInBlock(*def) : nullptr;
      if (def && seen[isOutside].insert(def).second)
        work.push_back({def, isOutside});
    };
    user->walk([&](Operation *nested) {
      for (Value operand : nested->getOperands())
        pushValue(operand);
    });
  };
  for (Operation *member : members)
    push(member, false);
  while (!work.empty()) {
    auto [op, isOutside] = work.pop_back_val();
    if (members.contains(op)) {
      if (isOutside)
        return true;
      continue;
    }
    // A view of a member's result is read inside; sizes come from elsewhere.
    push(op, isOutside || !isView(op));
  }
  return false;
}

/// The atoms of an op's loops; of the reduced ones only, with `reduced`.
llvm::SmallBitVector getOpAtoms(const AxisClasses &axes, linalg::GenericOp op,
                                bool reduced) {
  llvm::SmallBitVector atoms(axes.getNumAtoms());
  for (auto [loop, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
    if (!reduced || iterator == utils::IteratorType::reduction)
      for (unsigned atom : axes.getLoopAtoms(op, loop))
        atoms.set(atom);
  return atoms;
}

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
    value = outside->getResult(0);
  }
}

/// Joins ops to groups, one after the other.
class Grouper {
public:
  Grouper(Block &block, RefusalHandler refuse) : block(block), refuse(refuse) {}

  void add(linalg::GenericOp op) {
    if (std::string obstacle = findObstacle(op); !obstacle.empty()) {
      refuse(op, "not part of a kernel: " + obstacle);
      return;
    }
    // With all groups that it depends on, with those that produce its
    // operands, or with one of them.
    llvm::SmallSetVector<unsigned, 4> producers = getProducerGroups({op});
    llvm::SmallSetVector<unsigned, 4> closure = producers;
    for (unsigned i = 0; i < closure.size(); ++i)
      closure.insert_range(getProducerGroups(groups[closure[i]].ops));
    SmallVector<SmallVector<unsigned>> attempts;
    if (closure.size() > producers.size())
      attempts.emplace_back(closure.begin(), closure.end());
    if (!producers.empty())
      attempts.emplace_back(producers.begin(), producers.end());
    if (producers.size() > 1)
      for (unsigned producer : producers)
        attempts.push_back({producer});
    std::string reason;
    for (ArrayRef<unsigned> attempt : attempts) {
      std::string why = tryJoin(op, attempt);
      if (why.empty())
        return;
      reason = why;
    }
    KernelGroup group;
    group.ops.push_back(op);
    if (failed(group.axes.addOp(op))) {
      refuse(op, "not part of a kernel: an axis walks with itself, or is split "
                 "in two ways");
      return;
    }
    group.axes.numberAtoms(group.ops);
    groupOf[op] = groups.size();
    reasons[op] = reason;
    groups.push_back(std::move(group));
  }

  std::vector<KernelGroup> take() {
    llvm::erase_if(groups, [&](const KernelGroup &group) {
      // One op alone may have been waiting for others that walk its axes.
      if (group.ops.size() == 1 &&
          !getOpAtoms(group.axes, group.ops.front(), false).all()) {
        refuse(group.ops.front(),
               "not part of a kernel: it reads one element of a part of an "
               "axis whose size is not stated");
        return true;
      }
      return group.ops.empty();
    });
    for (KernelGroup &group : groups)
      findOutputs(group);
    for (const KernelGroup &group : groups)
      if (const std::string &why = reasons[group.ops.front()]; !why.empty())
        refuse(group.ops.front(),
               "not fused with what produces its operands: " + why);
    return std::move(groups);
  }

private:
  llvm::SmallSetVector<unsigned, 4>
  getProducerGroups(ArrayRef<linalg::GenericOp> consumers) {
    llvm::SmallSetVector<unsigned, 4> producers;
    for (linalg::GenericOp consumer : consumers)
      for (linalg::GenericOp producer : getProducers(consumer))
        if (auto group = groupOf.find(producer); group != groupOf.end())
          producers.insert(group->second);
    return producers;
  }

  /// Joins `op` and the given groups; returns why not, or nothing.
  std::string tryJoin(linalg::GenericOp op, ArrayRef<unsigned> parts) {
    KernelGroup joined;
    for (unsigned part : parts)
      llvm::append_range(joined.ops, groups[part].ops);
    joined.ops.push_back(op);
    llvm::sort(joined.ops, [](linalg::GenericOp a, linalg::GenericOp b) {
      return a->isBeforeInBlock(b);
    });
    for (linalg::GenericOp member : joined.ops)
      if (failed(joined.axes.addOp(member)))
        return "their axes do not walk together";
    joined.axes.numberAtoms(joined.ops);
    OpSet members(joined.ops.begin(), joined.ops.end());
    if (std::string why = checkReductions(joined, members); !why.empty())
      return why;
    for (linalg::GenericOp member : joined.ops)
      if (std::optional<WindowAccess> window = matchWindow(member))
        if (Operation *producer = getProducer(window->tensor);
            producer && members.contains(producer))
          return "a window of what is computed in the kernel";
    if (hasDetour(members, block))
      return "an op between them is in no kernel";
    for (unsigned part : parts)
      groups[part].ops.clear();
    unsigned index = parts.front();
    groups[index] = std::move(joined);
    for (linalg::GenericOp member : groups[index].ops)
      groupOf[member] = index;
    return "";
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
        AxisClasses axes = group.axes;
        if (output != result && succeeded(axes.addView(output))) {
          axes.numberAtoms(group.ops);
          auto type = cast<RankedTensorType>(output.getType());
          bool hasSizes = llvm::all_of(
              llvm::seq<unsigned>(type.getRank()), [&](unsigned dim) {
                return !type.isDynamicDim(dim) ||
                       !axes.getAtoms(output, dim).empty();
              });
          if (hasSizes && axes.getNumAtoms() == group.axes.getNumAtoms()) {
            group.axes = std::move(axes);
            result = output;
          }
        }
        group.outputs.push_back(result);
      }
  }

  /// One op has all dimensions, and reductions all reduce the same of them.
  static std::string checkReductions(const KernelGroup &group,
                                     const OpSet &members) {
    llvm::SmallBitVector all(group.axes.getNumAtoms(), true), reduced;
    bool hasWhole = false;
    for (linalg::GenericOp op : group.ops) {
      llvm::SmallBitVector atoms = getOpAtoms(group.axes, op, false);
      hasWhole |= atoms == all;
      llvm::SmallBitVector own = getOpAtoms(group.axes, op, true);
      if (own.none())
        continue;
      if (atoms != all)
        return "a reduction would be repeated along another axis";
      if (!reduced.empty() && reduced != own)
        return "they reduce different axes";
      reduced = own;
    }
    if (readsFirstOfReduced(group, members))
      return "it reads first elements of what a reduction gives";
    return hasWhole ? "" : "no op has all of their axes";
  }

  /// Whether a member reads first elements of a member's result that depends on
  /// a reduction: the reduction would be repeated for them.
  static bool readsFirstOfReduced(const KernelGroup &group,
                                  const OpSet &members) {
    OpSet reduced; // members that depend on a reduction
    for (linalg::GenericOp op : group.ops) {
      bool isReduced = getOpAtoms(group.axes, op, true).any();
      for (Value operand : op->getOperands()) {
        bool isFirst = false;
        Operation *def = operand.getDefiningOp();
        while (isView(def) && getViewed(def)) {
          isFirst |= isa<tensor::ExtractSliceOp>(def);
          def = getViewed(def).getDefiningOp();
        }
        if (!reduced.contains(def))
          continue;
        if (isFirst)
          return true;
        isReduced = true;
      }
      if (isReduced)
        reduced.insert(op);
    }
    return false;
  }

  Block &block;
  RefusalHandler refuse;
  std::vector<KernelGroup> groups;
  DenseMap<Operation *, unsigned> groupOf;
  /// Why an op began a group of its own.
  DenseMap<Operation *, std::string> reasons;
};

} // namespace

std::vector<KernelGroup> norm::findKernelGroups(Block &block,
                                                RefusalHandler refuse) {
  Grouper grouper(block, refuse);
  for (auto op : block.getOps<linalg::GenericOp>())
    grouper.add(op);
  return grouper.take();
}
