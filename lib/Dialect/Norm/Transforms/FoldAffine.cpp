//===- FoldAffine.cpp - Fold affine steps into parameters and weights ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FOLDAFFINEPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Counts the patterns that succeed, by their label.
struct FoldCounter : RewriterBase::Listener {
  void notifyPatternEnd(const Pattern &pattern, LogicalResult status) override {
    if (succeeded(status))
      for (StringRef label : pattern.getDebugLabels())
        ++counts[label];
  }

  llvm::StringMap<int64_t> counts;
};

struct FoldAffine : norm::impl::FoldAffinePassBase<FoldAffine> {
  using FoldAffinePassBase::FoldAffinePassBase;

  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    populateFoldAffineIntoNormPatterns(set, relaxed);
    populateFoldAffineIntoConvolutionPatterns(set, relaxed);
    populateFoldAffineIntoMatmulPatterns(set, relaxed);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    FoldCounter counter;
    GreedyRewriteConfig config;
    config.setListener(&counter);
    if (failed(applyPatternsGreedily(getOperation(), patterns, config))) {
      getOperation()->emitOpError()
          << "expects affine steps that fold to a fixed point";
      return signalPassFailure();
    }
    numIntoNorm += counter.counts[kFoldAffineIntoNormLabel];
    numIntoConvolution += counter.counts[kFoldAffineIntoConvolutionLabel];
    numIntoMatmul += counter.counts[kFoldAffineIntoMatmulLabel];
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
