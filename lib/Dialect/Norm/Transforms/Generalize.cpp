//===- Generalize.cpp - Decompose named ops into core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/NormOps.h"
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Support/Statistics.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_GENERALIZEPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

#define DEBUG_TYPE "norm-generalize"
static mlir::norm::Statistic numDecomposed(DEBUG_TYPE, "Named ops decomposed");

using namespace mlir;
using namespace mlir::norm;

namespace {

/// named op => stats, rstd, apply: the op's own decomposition.
struct DecomposeNamedOp : OpInterfaceRewritePattern<NormOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(NormOpInterface op,
                                PatternRewriter &rewriter) const override {
    FailureOr<SmallVector<Value>> results =
        cast<linalg::AggregatedOpInterface>(op.getOperation())
            .decomposeOperation(rewriter);
    if (failed(results))
      return rewriter.notifyMatchFailure(op, "the op does not decompose");
    rewriter.replaceOp(op, *results);
    ++numDecomposed;
    return success();
  }
};

struct Generalize : norm::impl::GeneralizePassBase<Generalize> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateGeneralizePatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

void norm::populateGeneralizePatterns(RewritePatternSet &patterns) {
  patterns.add<DecomposeNamedOp>(patterns.getContext());
}
