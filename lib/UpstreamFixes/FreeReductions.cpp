//===- FreeReductions.cpp - Sums of linalg may be summed in any order -----===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FREEREDUCTIONSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// Sums of this many elements may be chains: no order is better by much.
static constexpr int64_t kShortSum = 32;

/// The ops by which `op` adds to its results, where nothing else reads those.
static SmallVector<arith::AddFOp> findSums(linalg::LinalgOp op) {
  SmallVector<arith::AddFOp> sums;
  Operation *yield = op.getBlock()->getTerminator();
  for (auto [argument, value] :
       llvm::zip_equal(op.getRegionOutputArgs(), yield->getOperands())) {
    auto sum = value.getDefiningOp<arith::AddFOp>();
    if (sum && sum->getBlock() == op.getBlock() && sum->hasOneUse() &&
        argument.hasOneUse() && *argument.user_begin() == sum)
      sums.push_back(sum);
  }
  return sums;
}

static bool isLong(linalg::LinalgOp op) {
  int64_t length = 1;
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  for (auto [range, type] :
       llvm::zip_equal(ranges, op.getIteratorTypesArray())) {
    if (!linalg::isReductionIterator(type))
      continue;
    if (ShapedType::isDynamic(range) || range > kShortSum)
      return true;
    length *= range; // both are small: no overflow before the return
    if (length > kShortSum)
      return true;
  }
  return false;
}

/// Loops over kept dimensions around those over reduced ones.
static void reduceInnermost(IRRewriter &rewriter, linalg::LinalgOp op) {
  SmallVector<unsigned> order, reduced;
  for (auto [dim, type] : llvm::enumerate(op.getIteratorTypesArray()))
    (linalg::isReductionIterator(type) ? reduced : order).push_back(dim);
  order.append(reduced);
  if (llvm::is_sorted(order))
    return;
  rewriter.setInsertionPoint(op);
  auto generic = dyn_cast<linalg::GenericOp>(*op);
  if (!generic) {
    FailureOr<linalg::GenericOp> generalized =
        linalg::generalizeNamedOp(rewriter, op);
    if (failed(generalized))
      return;
    generic = *generalized;
  }
  (void)linalg::interchangeGenericOp(rewriter, generic, order);
}

namespace {

struct FreeReductions : norm::impl::FreeReductionsPassBase<FreeReductions> {
  void runOnOperation() override {
    SmallVector<linalg::LinalgOp> ops;
    getOperation()->walk([&](linalg::LinalgOp op) {
      if (op.getNumReductionLoops() > 0 && op.hasPureBufferSemantics())
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (linalg::LinalgOp op : ops) {
      SmallVector<arith::AddFOp> sums = findSums(op);
      if (sums.empty() || !isLong(op))
        continue;
      for (arith::AddFOp sum : sums)
        sum.setFastmath(sum.getFastmath() | arith::FastMathFlags::reassoc);
      reduceInnermost(rewriter, op);
    }
  }
};

} // namespace
