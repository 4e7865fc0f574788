//===- FoldAffine.cpp - Fold affine steps into parameters and weights ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/Transforms/Passes.h"
#include "norm-mlir/Support/Statistics.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_FOLDAFFINEPASS
#include "norm-mlir/Dialect/Norm/Transforms/Passes.h.inc"
} // namespace mlir::norm

#define DEBUG_TYPE "norm-fold-affine"
static mlir::norm::Statistic
    numIntoNorm(DEBUG_TYPE, "Products and sums folded into scale and bias");
static mlir::norm::Statistic numIntoConvolution(
    DEBUG_TYPE, "Batch normalizations folded into convolutions and matmuls");
static mlir::norm::Statistic
    numIntoMatmul(DEBUG_TYPE, "Scales and biases folded into the next matmul");

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
