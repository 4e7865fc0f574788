//===- DecomposeUpstreamOps.cpp - Ops that nothing lowers as written ------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/UpstreamFixes/Passes.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_DECOMPOSEUPSTREAMOPSPASS
#include "norm-mlir/UpstreamFixes/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {

/// linalg.softmax => maximum, exponentials, sum and division: the op's own
/// decomposition.
struct DecomposeSoftmax : OpRewritePattern<linalg::SoftmaxOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::SoftmaxOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics())
      return rewriter.notifyMatchFailure(op, "on buffers");
    FailureOr<SmallVector<Value>> results = op.decomposeOperation(rewriter);
    if (failed(results))
      return rewriter.notifyMatchFailure(op, "the op does not decompose");
    rewriter.replaceOp(op, *results);
    return success();
  }
};

/// linalg.pack => tensor.pad, tensor.expand_shape, linalg.transpose.
struct DecomposePack : OpRewritePattern<linalg::PackOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::PackOp op,
                                PatternRewriter &rewriter) const override {
    return linalg::lowerPack(rewriter, op);
  }
};

/// linalg.unpack => linalg.transpose, tensor.collapse_shape,
/// tensor.extract_slice.
struct DecomposeUnPack : OpRewritePattern<linalg::UnPackOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::UnPackOp op,
                                PatternRewriter &rewriter) const override {
    return linalg::lowerUnPack(rewriter, op);
  }
};

struct DecomposeUpstreamOps
    : norm::impl::DecomposeUpstreamOpsPassBase<DecomposeUpstreamOps> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<DecomposeSoftmax, DecomposePack, DecomposeUnPack>(context);
    linalg::populateDecomposeWinogradOpsPatterns(set);
    tensor::populateDecomposeTensorConcatPatterns(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
