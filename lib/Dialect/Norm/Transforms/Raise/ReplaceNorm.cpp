//===- ReplaceNorm.cpp - A chain gives way to its norm ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReplaceNorm.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

void norm::raise::eraseDead(RewriterBase &rewriter, Operation *op,
                            DenseSet<Operation *> &erased) {
  SmallVector<Operation *> stack = {op};
  // Of this call: what has been erased may have left its place to a new op.
  DenseSet<Operation *> gone;
  while (!stack.empty()) {
    Operation *next = stack.pop_back_val();
    if (!next || gone.contains(next) || !next->use_empty())
      continue;
    bool isDead = isOpTriviallyDead(next);
    if (auto linalgOp = dyn_cast<linalg::LinalgOp>(next))
      isDead |= linalgOp.hasPureTensorSemantics() &&
                llvm::all_of(*linalgOp.getBlock(), [](Operation &inner) {
                  return isa<cf::AssertOp>(inner) || isPure(&inner);
                });
    if (!isDead)
      continue;
    Block *block = next->getBlock();
    next->walk([&](Operation *inner) {
      for (Value operand : inner->getOperands())
        if (Operation *def = operand.getDefiningOp();
            def && def->getBlock() == block)
          stack.push_back(def);
    });
    gone.insert(next);
    erased.insert(next);
    rewriter.eraseOp(next);
  }
}

/// Moves the ops from `first` to before `root` up to behind what they need, so
/// that all that reads a statistic comes after them.
void NormReplacer::moveUp(Operation *first, Operation *root) {
  SmallVector<Operation *> created;
  for (Operation *op = first; op != root; op = op->getNextNode())
    created.push_back(op);
  Operation *latest = nullptr;
  for (Operation *op : created)
    op->walk([&](Operation *inner) {
      for (Value operand : inner->getOperands()) {
        Operation *def = operand.getDefiningOp();
        if (!def || def->getBlock() != root->getBlock() ||
            llvm::is_contained(created, def))
          continue;
        if (def->hasTrait<OpTrait::ConstantLike>())
          rewriter.moveOpBefore(def, &root->getBlock()->front());
        if (!latest || latest->isBeforeInBlock(def))
          latest = def;
      }
    });
  for (Operation *op : created) {
    if (latest)
      rewriter.moveOpAfter(op, latest);
    else
      rewriter.moveOpBefore(op, &root->getBlock()->front());
    latest = op;
  }
}

/// Why a norm is that of no named op.
static StringRef describeCore(const NormMatch &norm) {
  if (isNamed(norm))
    return "the op of this name refuses sizes that the types do not rule out, "
           "or has epsilon and roundings at other places";
  if (norm.divisor == Divisor::RootPlus)
    return "epsilon is added outside of the root, as norm.rms_norm does not";
  if (norm.isCentred == (norm.statistic == kVariance))
    return "what is divided by is no root of a statistic and epsilon";
  return norm.isCentred ? "the mean is subtracted, but the input is divided by "
                          "its root mean square"
                        : "the input is divided by its deviation, but the mean "
                          "is not subtracted";
}

void NormReplacer::remark(Operation *root) {
  if (!options.remark)
    return;
  std::string name =
      stats ? "norm.stats and norm.apply" : op->getName().getStringRef().str();
  SmallVector<std::string> remarks(match.norm.remarks);
  if (stats)
    remarks.push_back(describeCore(match.norm).str());
  for (const std::string &text : remarks)
    options.remark(root, "raised to " + Twine(name) + ": " + text);
}

LogicalResult NormReplacer::replace() {
  Operation *root = match.root.getDefiningOp(), *before = root->getPrevNode();
  rewriter.setInsertionPoint(root);
  RootExpressions &known = *match.expressions;
  NormCreator creator(rewriter, root->getLoc(), known.algebra, known.builder,
                      match.norm, match.choice, known.precision.compute);
  Value result = creator.create(match.root, known.builder.getRootIndex());
  Operation *first =
      before ? before->getNextNode() : &root->getBlock()->front();
  if (!result) {
    while (root->getPrevNode() != before)
      rewriter.eraseOp(root->getPrevNode());
    return failure();
  }
  moveUp(first, root);
  op = creator.getOp();
  stats = creator.getStats();
  remark(root);
  rewriter.replaceAllUsesWith(match.root, result);
  eraseDead(rewriter, root, erased);
  reuseStatistics();
  return success();
}
