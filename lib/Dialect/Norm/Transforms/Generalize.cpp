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

/// Has the sums of a norm.stats that says nothing of them be formed in chains.
void chainSums(StatsOp stats) {
  Type element =
      cast<RankedTensorType>(stats.getInput().getType()).getElementType();
  if (StatsOp::mayHaveChain(stats.getKind(), element) &&
      !stats.getEstimator() && !stats.getAccumulator())
    stats.setChain(StatsOp::kLongestChain);
}

/// named op => stats, rstd, apply: the op's own decomposition.
struct DecomposeNamedOp : OpInterfaceRewritePattern<NormOpInterface> {
  DecomposeNamedOp(MLIRContext *context, bool chains)
      : OpInterfaceRewritePattern(context), chains(chains) {}

  LogicalResult matchAndRewrite(NormOpInterface op,
                                PatternRewriter &rewriter) const override {
    Operation *before = op->getPrevNode();
    FailureOr<SmallVector<Value>> results =
        cast<linalg::AggregatedOpInterface>(op.getOperation())
            .decomposeOperation(rewriter);
    if (failed(results))
      return rewriter.notifyMatchFailure(op, "the op does not decompose");
    if (chains)
      for (Operation &created :
           llvm::make_range(before ? std::next(before->getIterator())
                                   : op->getBlock()->begin(),
                            op->getIterator()))
        if (auto stats = dyn_cast<StatsOp>(created))
          chainSums(stats);
    rewriter.replaceOp(op, *results);
    ++numDecomposed;
    return success();
  }

private:
  bool chains;
};

struct Generalize : norm::impl::GeneralizePassBase<Generalize> {
  using GeneralizePassBase::GeneralizePassBase;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateGeneralizePatterns(set, this->chainSums);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

void norm::populateGeneralizePatterns(RewritePatternSet &patterns,
                                      bool chainSums) {
  patterns.add<DecomposeNamedOp>(patterns.getContext(), chainSums);
}
