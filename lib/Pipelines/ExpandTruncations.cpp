//===- ExpandTruncations.cpp - f64 to 16 bits through f32 -----------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Pipelines/Passes.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"

namespace mlir::norm {
#define GEN_PASS_DEF_EXPANDTRUNCATIONSPASS
#include "norm-mlir/Pipelines/Passes.h.inc"
} // namespace mlir::norm

using namespace mlir;

namespace {

/// truncf f64 -> 16 bits => truncf f64 -> f32, corrected to odd, -> 16 bits:
/// eight operations.
struct ExpandTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Value wide = op.getIn();
    Type f64 = wide.getType();
    if (!f64.isF64() || op.getType().getIntOrFloatBitWidth() != 16)
      return rewriter.notifyMatchFailure(op, "not from f64 to 16 bits");
    Location loc = op.getLoc();
    Type f32 = rewriter.getF32Type(), i32 = rewriter.getI32Type();
    Value one =
        arith::ConstantOp::create(rewriter, loc, rewriter.getI32IntegerAttr(1));
    Value near = arith::TruncFOp::create(rewriter, loc, f32, wide);
    Value back = arith::ExtFOp::create(rewriter, loc, f64, near);
    // Ordered comparisons: NaN is as it is.
    Value isInexact = arith::CmpFOp::create(
        rewriter, loc, arith::CmpFPredicate::ONE, back, wide);
    Value isAbove =
        arith::CmpFOp::create(rewriter, loc, arith::CmpFPredicate::OGT,
                              math::AbsFOp::create(rewriter, loc, back),
                              math::AbsFOp::create(rewriter, loc, wide));
    // One step of the magnitude toward zero where it was rounded away from it;
    // infinity becomes the largest finite value, which is odd already.
    Value nearBits = arith::BitcastOp::create(rewriter, loc, i32, near);
    Value below = arith::SubIOp::create(rewriter, loc, nearBits, one);
    Value truncated =
        arith::SelectOp::create(rewriter, loc, isAbove, below, nearBits);
    Value sticky = arith::OrIOp::create(rewriter, loc, truncated, one);
    Value bits =
        arith::SelectOp::create(rewriter, loc, isInexact, sticky, nearBits);
    Value odd = arith::BitcastOp::create(rewriter, loc, f32, bits);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), odd);
    return success();
  }
};

struct ExpandTruncations
    : norm::impl::ExpandTruncationsPassBase<ExpandTruncations> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<ExpandTruncation>(context);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    walkAndApplyPatterns(getOperation(), patterns);
  }

  FrozenRewritePatternSet patterns;
};

} // namespace
