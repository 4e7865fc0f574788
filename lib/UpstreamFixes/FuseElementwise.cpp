//===- FuseElementwise.cpp - Fuse elementwise linalg ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {

struct FuseElementwise : norm::impl::FuseElementwisePassBase<FuseElementwise> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    // A producer with other uses would be computed again.
    linalg::populateElementwiseOpsFusionPatterns(set, [](OpOperand *operand) {
      Operation *producer = operand->get().getDefiningOp();
      return producer && producer->hasOneUse();
    });
    linalg::GenericOp::getCanonicalizationPatterns(set, context);
    context->getLoadedDialect<linalg::LinalgDialect>()
        ->getCanonicalizationPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    // Top down, so that a chain joins its first op in one walk.
    GreedyRewriteConfig config;
    config.setUseTopDownTraversal();
    if (failed(applyPatternsGreedily(getOperation(), patterns, config)))
      signalPassFailure();
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
