//===- NormToLinalg.cpp - Lower core normalization ops to linalg ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/NormToLinalg/NormToLinalg.h"
#include "CoreOpsToLinalg.h"
#include "norm-mlir/Conversion/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::norm {
#define GEN_PASS_DEF_CONVERTNORMTOLINALGPASS
#include "norm-mlir/Conversion/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Gives `Op` its linalg form as linalg::AggregatedOpInterface.
template <typename Op, SmallVector<Value> (*lower)(Op, OpBuilder &)>
struct DecomposeToLinalg
    : linalg::AggregatedOpInterface::ExternalModel<DecomposeToLinalg<Op, lower>,
                                                   Op> {
  FailureOr<SmallVector<Value>> decomposeOperation(Operation *op,
                                                   OpBuilder &builder) const {
    return lower(cast<Op>(op), builder);
  }
};

/// Replaces a core op by its linalg form.
template <typename Op>
struct LowerCoreOp : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto aggregated =
        dyn_cast<linalg::AggregatedOpInterface>(op.getOperation());
    if (!aggregated)
      return rewriter.notifyMatchFailure(
          op, "registerNormToLinalgExternalModels has not been called");
    FailureOr<SmallVector<Value>> results =
        aggregated.decomposeOperation(rewriter);
    if (failed(results))
      return rewriter.notifyMatchFailure(op, "the op does not decompose");
    rewriter.replaceOp(op, *results);
    return success();
  }
};

struct ConvertNormToLinalg
    : norm::impl::ConvertNormToLinalgPassBase<ConvertNormToLinalg> {
  void getDependentDialects(DialectRegistry &registry) const override {
    ConvertNormToLinalgPassBase::getDependentDialects(registry);
    registerNormToLinalgExternalModels(registry);
  }

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateNormToLinalgPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    ConversionTarget target(getContext());
    target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    target.addIllegalDialect<NormDialect>();
    // Kernels have a way of their own to linalg.
    target.addLegalOp<RequireOp, KernelOp, ReduceOp, YieldOp>();
    if (failed(applyPartialConversion(getOperation(), target, patterns)))
      signalPassFailure();
  }

  FrozenRewritePatternSet patterns;
};

} // namespace

void norm::populateNormToLinalgPatterns(RewritePatternSet &patterns) {
  patterns.add<LowerCoreOp<StatsOp>, LowerCoreOp<WindowStatsOp>,
               LowerCoreOp<MergeStatsOp>, LowerCoreOp<ApplyOp>>(
      patterns.getContext());
}

void norm::registerNormToLinalgExternalModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, NormDialect *) {
    StatsOp::attachInterface<DecomposeToLinalg<StatsOp, lowerStats>>(*context);
    WindowStatsOp::attachInterface<
        DecomposeToLinalg<WindowStatsOp, lowerWindowStats>>(*context);
    MergeStatsOp::attachInterface<
        DecomposeToLinalg<MergeStatsOp, lowerMergeStats>>(*context);
    ApplyOp::attachInterface<DecomposeToLinalg<ApplyOp, lowerApply>>(*context);
  });
}
