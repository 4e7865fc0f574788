//===- SerializeInnerLoops.cpp - The last parallel dimension in sequence
//---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormDialect.h"
#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

namespace mlir::norm {
#define GEN_PASS_DEF_SERIALIZEINNERLOOPSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

/// Whether the body of `loop` holds no other loop.
static bool isInnermost(scf::ParallelOp loop) {
  return !loop.getBody()
              ->walk(
                  [](LoopLikeOpInterface) { return WalkResult::interrupt(); })
              .wasInterrupted();
}

/// scf.parallel (i..., j) { body } => scf.parallel (i...) { scf.for j { body }
/// }.
static void serializeLastDim(IRRewriter &rewriter, scf::ParallelOp loop) {
  Location loc = loop.getLoc();
  rewriter.setInsertionPoint(loop);
  auto outer = scf::ParallelOp::create(
      rewriter, loc, loop.getLowerBound().drop_back(),
      loop.getUpperBound().drop_back(), loop.getStep().drop_back());
  rewriter.setInsertionPointToStart(outer.getBody());
  auto inner =
      scf::ForOp::create(rewriter, loc, loop.getLowerBound().back(),
                         loop.getUpperBound().back(), loop.getStep().back());
  rewriter.eraseOp(loop.getBody()->getTerminator());
  SmallVector<Value> ivs(outer.getInductionVars());
  ivs.push_back(inner.getInductionVar());
  rewriter.inlineBlockBefore(loop.getBody(), inner.getBody()->getTerminator(),
                             ivs);
  rewriter.eraseOp(loop);
}

/// scf.parallel (i, j) { body } => scf.for i { scf.for j { body } }.
static void serializeAllDims(IRRewriter &rewriter, scf::ParallelOp loop) {
  rewriter.setInsertionPoint(loop);
  SmallVector<Value> ivs;
  for (auto [from, to, step] : llvm::zip_equal(
           loop.getLowerBound(), loop.getUpperBound(), loop.getStep())) {
    auto inner = scf::ForOp::create(rewriter, loop.getLoc(), from, to, step);
    ivs.push_back(inner.getInductionVar());
    rewriter.setInsertionPointToStart(inner.getBody());
  }
  rewriter.eraseOp(loop.getBody()->getTerminator());
  rewriter.inlineBlockBefore(
      loop.getBody(), rewriter.getInsertionBlock()->getTerminator(), ivs);
  rewriter.eraseOp(loop);
}

namespace {

struct SerializeInnerLoops
    : norm::impl::SerializeInnerLoopsPassBase<SerializeInnerLoops> {
  void runOnOperation() override {
    bool isSerial =
        getOperation()->hasAttr(norm::NormDialect::getSerialAttrName());
    SmallVector<scf::ParallelOp> loops;
    getOperation()->walk([&](scf::ParallelOp loop) {
      bool isNest = loop.getNumLoops() > 1 && isInnermost(loop);
      if (loop.getInitVals().empty() && (isSerial || isNest))
        loops.push_back(loop);
    });
    IRRewriter rewriter(&getContext());
    for (scf::ParallelOp loop : loops)
      isSerial ? serializeAllDims(rewriter, loop)
               : serializeLastDim(rewriter, loop);
  }
};

} // namespace
