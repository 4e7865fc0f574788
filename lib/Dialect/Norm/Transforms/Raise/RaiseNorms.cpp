//===- RaiseNorms.cpp - Find norms in a region and replace them ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/RaiseNorms.h"

#include "CreateNorm.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

namespace {

/// What is known of one root.
struct RootMatch {
  Value root;
  FloatType compute;
  /// Own what the rest refers to.
  std::shared_ptr<Algebra> algebra;
  std::shared_ptr<Sizes> sizes;
  std::shared_ptr<ExpressionBuilder> builder;
  NormMatch norm;
  OpChoice choice;
};

/// Raises the norms of one block, from its begin on: what has been raised is a
/// leaf of what comes after it.
class BlockRaiser {
public:
  BlockRaiser(RewriterBase &rewriter, Block &block, const RaiseOptions &options)
      : rewriter(rewriter), block(block), options(options) {}

  int64_t run();

private:
  std::optional<RootMatch> match(Value root);
  RootMatch findLongest(RootMatch first);
  bool raise(const RootMatch &match);
  void eraseDead(Operation *op);

  RewriterBase &rewriter;
  Block &block;
  const RaiseOptions &options;
  DenseSet<Operation *> erased;
};

} // namespace

/// The type of the arithmetic that the elements of `tensor` come from.
static FloatType getComputeTypeOf(Value tensor) {
  auto element = cast<FloatType>(getElementTypeOrSelf(tensor.getType()));
  Value scalar = tensor;
  if (auto op = tensor.getDefiningOp<linalg::LinalgOp>())
    if (Block *body = op.getBlock(); body && !body->empty())
      scalar = body->getTerminator()->getOperand(
          cast<OpResult>(tensor).getResultNumber());
  if (auto round = scalar.getDefiningOp<arith::TruncFOp>())
    element = cast<FloatType>(getElementTypeOrSelf(round.getIn().getType()));
  return getComputeType(element);
}

std::optional<RootMatch> BlockRaiser::match(Value root) {
  RootMatch result;
  result.root = root;
  result.compute = getComputeTypeOf(root);
  double tolerance = result.compute.isF64() ? 0x1p-51 : 0x1p-22;
  result.algebra = std::make_shared<Algebra>(tolerance);
  result.sizes = std::make_shared<Sizes>(*result.algebra, block);
  Precision precision{result.compute, options.relaxed};
  result.builder = std::make_shared<ExpressionBuilder>(
      *result.algebra, *result.sizes, precision);
  Expr expr = result.builder->build(root);
  if (!expr)
    return std::nullopt;
  std::optional<NearMiss> nearMiss;
  std::optional<NormMatch> norm =
      NormMatcher(*result.algebra, *result.builder, precision)
          .match(expr, nearMiss);
  if (!norm)
    return std::nullopt;
  result.norm = *norm;
  SmallVector<Index> layouts = {result.builder->getRootIndex()};
  for (const Source &source : result.builder->getSources(norm->group.input))
    layouts.push_back(source.index);
  bool isChosen = false;
  for (const Index &layout : layouts) {
    std::optional<OpChoice> choice = chooseOp(*result.algebra, *norm, layout);
    if (!choice || (isChosen && choice->splitsAffine))
      continue;
    result.choice = *choice;
    isChosen = true;
    if (!choice->splitsAffine)
      break;
  }
  return isChosen ? std::optional(result) : std::nullopt;
}

static bool isFloatTensor(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && isa<FloatType>(type.getElementType());
}

/// Among the users of a norm the last one that still is a norm.
RootMatch BlockRaiser::findLongest(RootMatch best) {
  constexpr unsigned kMostUsers = 16;
  SmallVector<Value> queue = {best.root};
  DenseSet<Value> seen;
  for (unsigned next = 0; next < queue.size() && next < kMostUsers; ++next) {
    for (Operation *user : queue[next].getUsers()) {
      if (user->getBlock() != &block || user->getNumResults() != 1 ||
          !isFloatTensor(user->getResult(0)) ||
          !seen.insert(user->getResult(0)).second)
        continue;
      queue.push_back(user->getResult(0));
      std::optional<RootMatch> longer = match(user->getResult(0));
      if (longer && (!longer->choice.splitsAffine || best.choice.splitsAffine))
        best = *longer;
    }
  }
  return best;
}

void BlockRaiser::eraseDead(Operation *op) {
  SmallVector<Operation *> stack = {op};
  while (!stack.empty()) {
    Operation *next = stack.pop_back_val();
    if (erased.contains(next) || !next->use_empty())
      continue;
    // A check of a number that no one reads any more goes with it.
    bool isDead = isOpTriviallyDead(next);
    if (auto linalgOp = dyn_cast<linalg::LinalgOp>(next))
      isDead |= linalgOp.hasPureTensorSemantics() &&
                llvm::all_of(*linalgOp.getBlock(), [](Operation &inner) {
                  return isa<cf::AssertOp>(inner) || isPure(&inner);
                });
    if (!isDead)
      continue;
    for (Value operand : next->getOperands())
      if (Operation *def = operand.getDefiningOp();
          def && def->getBlock() == &block)
        stack.push_back(def);
    erased.insert(next);
    rewriter.eraseOp(next);
  }
}

bool BlockRaiser::raise(const RootMatch &match) {
  Operation *root = match.root.getDefiningOp();
  rewriter.setInsertionPoint(root);
  Operation *before = root->getPrevNode();
  NormCreator creator(rewriter, root->getLoc(), *match.algebra, *match.builder,
                      match.norm, match.choice, match.compute);
  Value result = creator.create(match.root, match.builder->getRootIndex());
  if (!result) {
    while (root->getPrevNode() != before)
      rewriter.eraseOp(root->getPrevNode());
    return false;
  }
  if (options.remark)
    for (const std::string &remark : match.norm.remarks)
      options.remark(root, "raised: " + Twine(remark));
  rewriter.replaceAllUsesWith(match.root, result);
  eraseDead(root);
  return true;
}

int64_t BlockRaiser::run() {
  int64_t raised = 0;
  SmallVector<Operation *> ops;
  for (Operation &op : block)
    ops.push_back(&op);
  for (Operation *op : ops) {
    if (erased.contains(op) || op->getNumResults() != 1 ||
        !isFloatTensor(op->getResult(0)))
      continue;
    std::optional<RootMatch> found = match(op->getResult(0));
    if (found && raise(findLongest(*found)))
      ++raised;
  }
  return raised;
}

int64_t norm::raiseNorms(RewriterBase &rewriter, Region &region,
                         const RaiseOptions &options) {
  int64_t raised = 0;
  SmallVector<Block *> blocks;
  auto add = [&](Region &inner) {
    for (Block &block : inner)
      blocks.push_back(&block);
  };
  add(region);
  region.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<linalg::LinalgOp, KernelOp>(op))
      return WalkResult::skip();
    for (Region &inner : op->getRegions())
      add(inner);
    return WalkResult::advance();
  });
  for (Block *block : blocks)
    raised += BlockRaiser(rewriter, *block, options).run();
  return raised;
}
