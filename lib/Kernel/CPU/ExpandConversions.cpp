//===- ExpandConversions.cpp - Conversions to and from 16 bits ------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LaneBuilder.h"
#include "norm-mlir/Kernel/ExpandMath.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Whether the op rounds to nearest, which is what it does when it says
/// nothing.
bool roundsToNearest(arith::TruncFOp op) {
  auto mode = op.getRoundingmode();
  return !mode || *mode == arith::RoundingMode::to_nearest_even;
}

/// truncf f64 -> 16 bits => truncf f64 -> f32, corrected to odd, -> 16 bits:
/// eight operations.
struct ExpandTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Type element = getElementTypeOrSelf(op.getType());
    Type f64 = getElementTypeOrSelf(op.getIn().getType());
    if (!f64.isF64() || element.getIntOrFloatBitWidth() != 16)
      return rewriter.notifyMatchFailure(op, "not from f64 to 16 bits");
    if (!isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    if (!roundsToNearest(op))
      return rewriter.notifyMatchFailure(op, "another rounding mode");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes wide(builder, op.getIn());
    Type f32 = rewriter.getF32Type();
    Lanes near = wide.truncated(f32);
    Lanes back = near.extended(f64);
    // Ordered comparisons: NaN is as it is.
    Lanes isInexact = back.compare(arith::CmpFPredicate::ONE, wide);
    Lanes isAbove = back.abs() > wide.abs();
    // One step of the magnitude toward zero where it was rounded away from it;
    // infinity becomes the largest finite value, which is odd already.
    Lanes nearBits = near.asInteger();
    Lanes truncated = isAbove.select(nearBits - 1, nearBits);
    Lanes odd = isInexact.select(truncated | 1, nearBits).asFloat(f32);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), odd);
    return success();
  }
};

/// extf 16 bits -> f64 => through f32: exact.
struct ExpandExtension : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    Type element = getElementTypeOrSelf(op.getIn().getType());
    if (!getElementTypeOrSelf(op.getType()).isF64() ||
        !(element.isBF16() || element.isF16()))
      return rewriter.notifyMatchFailure(op, "not from bf16 or f16 to f64");
    Type f32 = withElement(op.getType(), rewriter.getF32Type());
    Value middle =
        arith::ExtFOp::create(rewriter, op.getLoc(), f32, op.getIn());
    rewriter.replaceOpWithNewOp<arith::ExtFOp>(op, op.getType(), middle);
    return success();
  }
};

/// truncf f32 -> bf16 => add just under half an ulp, and the other one where
/// the result is odd; drop the lower half: six operations and two for NaN, all
/// on 32 bits, so that no lane changes its width between them.
struct ExpandBF16Rounding : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Type element = getElementTypeOrSelf(op.getType());
    if (!getElementTypeOrSelf(op.getIn().getType()).isF32() ||
        !element.isBF16())
      return rewriter.notifyMatchFailure(op, "not from f32 to bf16");
    if (!isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    if (!roundsToNearest(op))
      return rewriter.notifyMatchFailure(op, "another rounding mode");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes wide(builder, op.getIn());
    Lanes bits = wide.asInteger();
    Lanes isOdd = (bits >> 16) & 1;
    Lanes rounded = (bits + (isOdd + 0x7fff)) >> 16;
    Lanes kept = wide.isNaN().select(rounded.constant(0x7fc0), rounded);
    Lanes narrow = kept.make<arith::TruncIOp>(builder.integer(16), Value(kept));
    rewriter.replaceOp(op, Value(narrow.asFloat(element)));
    return success();
  }
};

} // namespace

void norm::populateExpandDoubleConversionsPatterns(
    RewritePatternSet &patterns) {
  patterns.add<ExpandTruncation, ExpandExtension>(patterns.getContext());
}

void norm::populateExpandBF16RoundingsPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandBF16Rounding>(patterns.getContext());
}
