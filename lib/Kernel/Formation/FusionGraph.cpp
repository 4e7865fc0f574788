//===- FusionGraph.cpp - What depends on what in a block ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusionGraph.h"
#include "TensorViews.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::norm;

/// Calls `visit` with the ops of the block that `op` needs before it: those
/// that it and its regions read, and `previous`, the last op with side effects
/// before it, where it has some.
static void visitNeeded(Operation *op, Operation *previous,
                        function_ref<void(Operation *)> visit) {
  Block *block = op->getBlock();
  op->walk([&](Operation *nested) {
    for (Value operand : nested->getOperands())
      if (Operation *def = operand.getDefiningOp())
        if (Operation *above = block->findAncestorOpInBlock(*def);
            above && above != op)
          visit(above);
  });
  if (previous && !isMemoryEffectFree(op))
    visit(previous);
}

FusionGraph::FusionGraph(Block &block) : block(block) {
  Operation *previous = nullptr;
  for (Operation &op : block) {
    positions[&op] = ops.size();
    ops.push_back(&op);
    llvm::SetVector<unsigned> operands;
    visitNeeded(&op, previous, [&](Operation *needed) {
      operands.insert(getPosition(needed));
    });
    operandsOf.emplace_back(operands.begin(), operands.end());
    if (!isMemoryEffectFree(&op))
      previous = &op;
  }
}

void FusionGraph::collectReads(Operation *op,
                               llvm::SetVector<unsigned> &reads) const {
  SmallVector<unsigned> work(operandsOf[getPosition(op)]);
  llvm::SmallDenseSet<unsigned> seen;
  while (!work.empty()) {
    unsigned position = work.pop_back_val();
    if (!seen.insert(position).second)
      continue;
    if (isView(ops[position]))
      llvm::append_range(work, operandsOf[position]);
    else
      reads.insert(position);
  }
}

unsigned FusionGraph::addFusion(Operation *op) {
  unsigned number = fusions.size(), position = getPosition(op);
  fusions.push_back({number, position, position, {}});
  collectReads(op, fusions.back().operands);
  fusionAt[position] = number;
  return number;
}

unsigned FusionGraph::getFusion(unsigned fusion) const {
  while (fusions[fusion].parent != fusion)
    fusion = fusions[fusion].parent;
  return fusion;
}

std::optional<unsigned> FusionGraph::findFusion(Operation *op) const {
  auto position = positions.find(op);
  if (position == positions.end())
    return std::nullopt;
  auto fusion = fusionAt.find(position->second);
  return fusion == fusionAt.end() ? std::nullopt
                                  : std::optional(getFusion(fusion->second));
}

void FusionGraph::merge(ArrayRef<unsigned> members) {
  Node &kept = fusions[members.front()];
  for (unsigned member : members.drop_front()) {
    Node &dropped = fusions[member];
    dropped.parent = members.front();
    kept.first = std::min(kept.first, dropped.first);
    kept.last = std::max(kept.last, dropped.last);
    kept.operands.insert(dropped.operands.begin(), dropped.operands.end());
    dropped.operands.clear();
  }
}

ArrayRef<unsigned> FusionGraph::getOperands(unsigned position) const {
  auto fusion = fusionAt.find(position);
  if (fusion == fusionAt.end())
    return operandsOf[position];
  return fusions[getFusion(fusion->second)].operands.getArrayRef();
}

unsigned FusionGraph::getLast(unsigned position) const {
  auto fusion = fusionAt.find(position);
  return fusion == fusionAt.end() ? position
                                  : fusions[getFusion(fusion->second)].last;
}

Detour FusionGraph::findDetour(ArrayRef<unsigned> members) const {
  unsigned first = ops.size();
  for (unsigned member : members)
    first = std::min(first, fusions[member].first);
  // Nodes by a number of their own: a fusion's is that of its first op.
  auto getNode = [&](unsigned position) {
    auto fusion = fusionAt.find(position);
    return fusion == fusionAt.end() ? position
                                    : fusions[getFusion(fusion->second)].first;
  };
  llvm::SmallDenseSet<unsigned> inside;
  for (unsigned member : members)
    inside.insert(fusions[member].first);
  Detour found = Detour::None;
  llvm::SmallDenseSet<unsigned> seen[2];
  SmallVector<std::pair<unsigned, bool>> work; // a node; behind an other op?
  auto push = [&](unsigned position, bool isBehindOther) {
    // What ends before the first member reads none.
    if (getLast(position) >= first &&
        seen[isBehindOther].insert(getNode(position)).second)
      work.push_back({position, isBehindOther});
  };
  auto pushOutside = [&](unsigned position) {
    if (!inside.contains(getNode(position)))
      push(position, false);
  };
  for (unsigned member : members)
    for (unsigned position : fusions[member].operands)
      pushOutside(position);
  while (!work.empty()) {
    auto [position, isBehindOther] = work.pop_back_val();
    if (inside.contains(getNode(position))) {
      if (isBehindOther)
        return Detour::ThroughOthers;
      found = Detour::ThroughFusions;
      continue;
    }
    bool isOther = !fusionAt.contains(position) && !isView(ops[position]);
    for (unsigned operand : getOperands(position))
      push(operand, isBehindOther || isOther);
  }
  return found;
}

bool FusionGraph::dependsOn(Operation *op, unsigned fusion) const {
  Operation *above = block.findAncestorOpInBlock(*op);
  if (!above)
    return false;
  SmallVector<unsigned> work = {getPosition(above)};
  llvm::SmallDenseSet<unsigned> seen;
  while (!work.empty()) {
    unsigned position = work.pop_back_val();
    if (getLast(position) < fusions[fusion].first ||
        !seen.insert(position).second)
      continue;
    auto own = fusionAt.find(position);
    if (own != fusionAt.end() && getFusion(own->second) == fusion)
      return true;
    llvm::append_range(work, getOperands(position));
  }
  return false;
}

void norm::sortBlock(Block &block) {
  SmallVector<Operation *> ordered;
  llvm::DenseMap<Operation *, Operation *> previousOf; // with side effects
  Operation *previous = nullptr;
  for (Operation &op : block)
    if (!isMemoryEffectFree(&op)) {
      previousOf[&op] = previous;
      previous = &op;
    }
  llvm::DenseSet<Operation *> placed;
  // An op, and whether what it needs has been pushed.
  SmallVector<std::pair<Operation *, bool>> stack;
  for (Operation &op : block) {
    stack.push_back({&op, false});
    while (!stack.empty()) {
      auto [next, isReady] = stack.back();
      if (isReady || placed.contains(next)) {
        stack.pop_back();
        if (placed.insert(next).second)
          ordered.push_back(next);
        continue;
      }
      stack.back().second = true;
      SmallVector<Operation *> needed;
      visitNeeded(next, previousOf.lookup(next), [&](Operation *each) {
        if (!placed.contains(each))
          needed.push_back(each);
      });
      for (Operation *each : llvm::reverse(needed))
        stack.push_back({each, false});
    }
  }
  for (Operation *op : ordered)
    op->moveBefore(&block, block.end());
}
