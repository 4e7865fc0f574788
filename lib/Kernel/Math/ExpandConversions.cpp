//===- ExpandConversions.cpp - Conversions to and from 16 bits ------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

using namespace mlir;
using namespace mlir::norm;

bool norm::isExactIn(double number, FloatType type) {
  APFloat narrow(number);
  bool losesInfo = false;
  narrow.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return !losesInfo;
}

bool norm::roundsToNearest(arith::TruncFOp op) {
  auto mode = op.getRoundingmode();
  return !mode || *mode == arith::RoundingMode::to_nearest_even;
}

bool norm::isBF16Rounding(arith::TruncFOp op) {
  return getElementTypeOrSelf(op.getIn().getType()).isF32() &&
         getElementTypeOrSelf(op.getType()).isBF16() && isLanes(op.getType()) &&
         roundsToNearest(op);
}

Value norm::roundBF16(OpBuilder &b, arith::TruncFOp op) {
  LaneBuilder builder{b, op.getLoc(), op.getType()};
  Lanes wide(builder, op.getIn());
  Lanes bits = wide.asInteger();
  Lanes isOdd =
      (bits & 0x10000).compare(arith::CmpIPredicate::ne, bits.constant(0));
  Lanes half = isOdd.select(bits.constant(0x8000), bits.constant(0x7fff));
  Lanes rounded = (bits + half) >> 16;
  Lanes quiet = wide.isNaN().extendedSigned(32) & 0x7fc0;
  Lanes narrow = (rounded | quiet).truncatedInteger(16);
  return narrow.asFloat(getElementTypeOrSelf(op.getType()));
}

namespace {

/// truncf f64 -> 16 or 8 bits => truncf f64 -> f32, corrected to odd, and from
/// there: eight operations.
struct ExpandTruncation : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Type element = getElementTypeOrSelf(op.getType());
    Type f64 = getElementTypeOrSelf(op.getIn().getType());
    if (!f64.isF64() ||
        !(element.isF16() || element.isBF16() || isSmallFloat(element)))
      return rewriter.notifyMatchFailure(op, "not from f64 to 16 or 8 bits");
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

/// truncf f32 -> bf16 => in integers.
struct ExpandBF16Rounding : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    if (!isBF16Rounding(op))
      return rewriter.notifyMatchFailure(op, "not lanes from f32 to bf16");
    rewriter.replaceOp(op, roundBF16(rewriter, op));
    return success();
  }
};

/// extf bf16 -> f32 => the bits, shifted: three operations.
struct ExpandBF16Extension : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getIn().getType()).isBF16() ||
        !getElementTypeOrSelf(op.getType()).isF32() || !isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "not lanes from bf16 to f32");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes bits = Lanes(builder, op.getIn()).asInteger().extendedZero(32) << 16;
    rewriter.replaceOp(op, Value(bits.asFloat(rewriter.getF32Type())));
    return success();
  }
};

/// Ops that move bf16 or change its sign => the same on i16: one operation.
struct ExpandBF16Bits : RewritePattern {
  ExpandBF16Bits(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa<arith::NegFOp, arith::SelectOp, math::AbsFOp, math::CopySignOp>(
            op))
      return rewriter.notifyMatchFailure(op, "not on bits");
    Type type = op->getResult(0).getType();
    Type element = getElementTypeOrSelf(type);
    if (!element.isBF16() || !isLanes(type))
      return rewriter.notifyMatchFailure(op, "not lanes of bf16");
    LaneBuilder builder{rewriter, op->getLoc(), type};
    auto bits = [&](unsigned operand) {
      return Lanes(builder, op->getOperand(operand)).asInteger();
    };
    const int64_t sign = -0x8000, magnitude = 0x7fff;
    Lanes result = [&] {
      if (isa<arith::NegFOp>(op))
        return bits(0) ^ sign;
      if (isa<math::AbsFOp>(op))
        return bits(0) & magnitude;
      if (isa<math::CopySignOp>(op))
        return (bits(0) & magnitude) | (bits(1) & sign);
      return bits(1).make<arith::SelectOp>(op->getOperand(0), Value(bits(1)),
                                           Value(bits(2)));
    }();
    rewriter.replaceOp(op, Value(result.asFloat(element)));
    return success();
  }
};

} // namespace

void norm::populateExpandDoubleConversionsPatterns(
    RewritePatternSet &patterns) {
  patterns.add<ExpandTruncation, ExpandExtension>(patterns.getContext());
}

void norm::populateExpandBF16BitsPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandBF16Bits, ExpandBF16Extension>(patterns.getContext());
}

void norm::populateExpandBF16RoundingsPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandBF16Rounding>(patterns.getContext());
}
