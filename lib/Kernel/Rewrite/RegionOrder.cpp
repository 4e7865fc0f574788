//===- RegionOrder.cpp - One form of a kernel's region ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RegionOrder.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/OperationSupport.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::norm;

/// What stands for a value: itself, or the constant that it is.
static void *getIdentity(Value value) {
  Attribute constant;
  if (matchPattern(value, m_Constant(&constant)))
    return const_cast<void *>(constant.getAsOpaquePointer());
  return value.getAsOpaquePointer();
}

namespace {

/// Ops are equal where they compute the same of equal operands.
struct EqualOps : llvm::DenseMapInfo<Operation *> {
  static unsigned getHashValue(Operation *op) {
    llvm::hash_code hash =
        llvm::hash_combine(op->getName(), op->getRawDictionaryAttrs(),
                           op->getResultTypes(), op->hashProperties());
    for (Value operand : op->getOperands())
      hash = llvm::hash_combine(hash, getIdentity(operand));
    return hash;
  }

  static bool isEqual(Operation *a, Operation *b) {
    if (a == b)
      return true;
    if (a == getEmptyKey() || a == getTombstoneKey() || b == getEmptyKey() ||
        b == getTombstoneKey())
      return false;
    auto isSame = [](Value first, Value second) {
      return success(first.getType() == second.getType() &&
                     getIdentity(first) == getIdentity(second));
    };
    return OperationEquivalence::isEquivalentTo(
        a, b, isSame, /*markEquivalent=*/nullptr,
        OperationEquivalence::IgnoreLocations);
  }
};

} // namespace

static void mergeEqualOps(Block &block) {
  llvm::DenseSet<Operation *, EqualOps> kept;
  for (Operation &op : llvm::make_early_inc_range(block.without_terminator())) {
    auto [entry, isNew] = kept.insert(&op);
    if (isNew)
      continue;
    op.replaceAllUsesWith(*entry);
    op.erase();
  }
}

SmallVector<unsigned> norm::orderRegion(Block &block) {
  mergeEqualOps(block);
  // Operands before their users, from the yielded values on; without recursion,
  // for regions may be deep.
  llvm::SetVector<Value> arguments;
  llvm::SetVector<Operation *> order;
  SmallVector<std::pair<Operation *, unsigned>> stack = {
      {block.getTerminator(), 0}};
  while (!stack.empty()) {
    auto &[op, next] = stack.back();
    if (next == op->getNumOperands()) {
      order.insert(op);
      stack.pop_back();
      continue;
    }
    Value operand = op->getOperand(next++);
    Operation *def = operand.getDefiningOp();
    if (!def && operand.getParentBlock() == &block)
      arguments.insert(operand);
    if (def && def->getBlock() == &block && !order.contains(def))
      stack.push_back({def, 0});
  }
  for (Operation *op : order)
    op->moveBefore(&block, block.end());
  SmallVector<Operation *> dead;
  for (Operation &op : block)
    if (!order.contains(&op))
      dead.push_back(&op);
  for (Operation *op : llvm::reverse(dead))
    op->erase();
  // New arguments in order, then the old ones go.
  SmallVector<unsigned> numbers;
  unsigned count = block.getNumArguments();
  for (Value value : arguments) {
    auto old = cast<BlockArgument>(value);
    numbers.push_back(old.getArgNumber());
    old.replaceAllUsesWith(block.addArgument(old.getType(), old.getLoc()));
  }
  block.eraseArguments(0, count);
  return numbers;
}
