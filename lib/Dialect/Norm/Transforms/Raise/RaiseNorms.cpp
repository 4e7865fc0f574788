//===- RaiseNorms.cpp - Find norms in a region and replace them ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/RaiseNorms.h"

#include "ReplaceNorm.h"

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::raise;

namespace {

/// Raises the norms of one block, from its begin on: what has been raised is a
/// leaf of what comes after it.
class BlockRaiser {
public:
  BlockRaiser(RewriterBase &rewriter, Block &block, const RaiseOptions &options)
      : rewriter(rewriter), block(block), options(options) {}

  int64_t run();

private:
  RootMatch findLongest(RootMatch first);
  void raise(const RootMatch &match);
  void report(const ReportedMiss &miss);
  void settleAssertions();

  RewriterBase &rewriter;
  Block &block;
  const RaiseOptions &options;
  DenseSet<Operation *> erased;
  SmallVector<ReportedMiss> misses;
  int64_t raised = 0;
};

} // namespace

/// Whether one op reads the elements of a tensor.
static bool hasOneReader(Value tensor) {
  SmallPtrSet<Operation *, 4> readers;
  for (Operation *user : tensor.getUsers())
    if (!isa<tensor::DimOp>(user))
      readers.insert(user);
  return readers.size() == 1;
}

/// How much of a norm an op says: least where it is none of those with a name,
/// and less where scale and bias stay beside it.
static unsigned getRank(const RootMatch &match) {
  if (!isNamed(match.norm))
    return 0;
  return match.choice.splitsAffine ? 1 : 2;
}

/// Among the users of a norm the last one that is as much of a norm. One that
/// others read too is computed in any case, so nothing after it belongs to it.
RootMatch BlockRaiser::findLongest(RootMatch best) {
  constexpr unsigned kMostUsers = 16;
  SmallVector<Value> queue = {best.root};
  DenseSet<Value> seen;
  for (unsigned next = 0; next < queue.size() && next < kMostUsers; ++next) {
    for (Operation *user : queue[next].getUsers()) {
      if (user->getBlock() != &block || user->getNumResults() != 1)
        continue;
      Value result = user->getResult(0);
      auto type = dyn_cast<RankedTensorType>(result.getType());
      if (!type || !isa<FloatType>(type.getElementType()) ||
          !seen.insert(result).second)
        continue;
      queue.push_back(result);
      std::optional<ReportedMiss> miss;
      std::optional<RootMatch> longer =
          matchRoot(result, options.relaxed, miss);
      if (longer && hasOneReader(best.root) &&
          getRank(*longer) >= getRank(best))
        best = *longer;
    }
  }
  return best;
}

void BlockRaiser::raise(const RootMatch &match) {
  NormReplacer replacer(rewriter, match, options, erased);
  if (succeeded(replacer.replace()))
    ++raised;
}

/// Whether a bool follows from sizes of tensors and constants alone.
static bool isOfSizes(Value condition) {
  SmallVector<Value> stack = {condition};
  DenseSet<Value> seen;
  while (!stack.empty()) {
    Value value = stack.pop_back_val();
    Operation *op = value.getDefiningOp();
    if (!seen.insert(value).second || isa_and_present<tensor::DimOp>(op))
      continue;
    if (!op || !value.getType().isIntOrIndex() || !isPure(op) ||
        op->getNumRegions() != 0)
      return false;
    llvm::append_range(stack, op->getOperands());
  }
  return true;
}

/// Front ends assert what they have assumed of sizes, for reshapes and
/// broadcasts that are gone now. What sizes decide goes, too; the rest becomes
/// norm.require, which does not end the process.
void BlockRaiser::settleAssertions() {
  Algebra algebra(/*tolerance=*/0.0);
  // Without what ops require: assertions are there to check that.
  Sizes sizes(algebra, {});
  for (cf::AssertOp assertion : llvm::to_vector(block.getOps<cf::AssertOp>())) {
    Value condition = assertion.getArg();
    StringRef text = assertion.getMsg();
    bool isDecided = sizes.decide(condition) == true;
    if (!isDecided &&
        (!isOfSizes(condition) || text.contains('{') || text.contains('}')))
      continue;
    rewriter.setInsertionPoint(assertion);
    if (!isDecided)
      RequireOp::create(rewriter, assertion.getLoc(), condition, text,
                        ValueRange());
    rewriter.eraseOp(assertion);
    eraseDead(rewriter, condition.getDefiningOp(), erased);
  }
}

void BlockRaiser::report(const ReportedMiss &miss) {
  bool isGone = erased.contains(miss.op) ||
                llvm::any_of(miss.reductions, [&](Operation *op) {
                  return erased.contains(op);
                });
  if (isGone)
    return;
  options.remark(miss.op, "not raised to a norm: " + Twine(miss.reason));
  // One remark for a chain.
  erased.insert(miss.reductions.begin(), miss.reductions.end());
}

int64_t BlockRaiser::run() {
  RootFilter filter;
  SmallVector<Operation *> candidates;
  for (Operation &op : block)
    if (filter.isCandidate(&op))
      candidates.push_back(&op);
  for (Operation *op : candidates) {
    if (erased.contains(op))
      continue;
    std::optional<ReportedMiss> miss;
    std::optional<RootMatch> found =
        matchRoot(op->getResult(0), options.relaxed, miss);
    if (found)
      raise(findLongest(*found));
    else if (miss)
      misses.push_back(*miss);
  }
  if (options.remark)
    for (const ReportedMiss &miss : misses)
      report(miss);
  if (raised)
    settleAssertions();
  return raised;
}

int64_t norm::raiseNorms(RewriterBase &rewriter, Region &region,
                         const RaiseOptions &options) {
  SmallVector<Block *> blocks;
  auto add = [&](Region &inner) {
    for (Block &block : inner)
      blocks.push_back(&block);
  };
  add(region);
  region.walk<WalkOrder::PreOrder>([&](Operation *op) {
    // What linalg ops and kernels compute is scalar.
    if (isa<linalg::LinalgOp, KernelOp>(op))
      return WalkResult::skip();
    for (Region &inner : op->getRegions())
      add(inner);
    return WalkResult::advance();
  });
  int64_t raised = 0;
  // Inner blocks first: their op may be dead once an outer block is done.
  for (Block *block : llvm::reverse(blocks))
    raised += BlockRaiser(rewriter, *block, options).run();
  return raised;
}
