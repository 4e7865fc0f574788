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

/// The same value, or equal constants.
static LogicalResult isSameValue(Value a, Value b) {
  Attribute constants[2];
  return success(a == b || (a.getType() == b.getType() &&
                            matchPattern(a, m_Constant(&constants[0])) &&
                            matchPattern(b, m_Constant(&constants[1])) &&
                            constants[0] == constants[1]));
}

static void mergeEqualOps(Block &block) {
  DenseMap<OperationName, SmallVector<Operation *>> kept;
  for (Operation &op : llvm::make_early_inc_range(block.without_terminator())) {
    SmallVector<Operation *> &others = kept[op.getName()];
    auto *equal = llvm::find_if(others, [&](Operation *other) {
      return OperationEquivalence::isEquivalentTo(
          &op, other, isSameValue, /*markEquivalent=*/nullptr,
          OperationEquivalence::IgnoreLocations);
    });
    if (equal == others.end())
      others.push_back(&op);
    else {
      op.replaceAllUsesWith(*equal);
      op.erase();
    }
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
  for (Operation &op :
       llvm::make_early_inc_range(llvm::reverse(block.without_terminator())))
    if (!order.contains(&op))
      op.erase();
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
