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

/// The bits of f32, rounded but for NaN: those of bf16 are the upper half, and
/// the lower one is of no use.
static Lanes roundInUpperHalf(const Lanes &wide) {
  Lanes bits = wide.asInteger();
  Lanes isOdd =
      (bits & 0x10000).compare(arith::CmpIPredicate::ne, bits.constant(0));
  Lanes half = isOdd.select(bits.constant(0x8000), bits.constant(0x7fff));
  return bits + half;
}

/// `bits` in the lanes that are NaN, 0 in others.
static Lanes whereNaN(const Lanes &wide, int64_t bits) {
  return wide.isNaN().extendedSigned(32) & bits;
}

Value norm::roundBF16(OpBuilder &b, arith::TruncFOp op) {
  LaneBuilder builder{b, op.getLoc(), op.getType()};
  Lanes wide(builder, op.getIn());
  Lanes rounded = roundInUpperHalf(wide) >> 16;
  Lanes narrow = (rounded | whereNaN(wide, 0x7fc0)).truncatedInteger(16);
  return narrow.asFloat(b.getBF16Type());
}

std::optional<BF16Pair> norm::matchBF16Pair(vector::InterleaveOp op) {
  BF16Pair pair{op.getLhs().getDefiningOp<arith::TruncFOp>(),
                op.getRhs().getDefiningOp<arith::TruncFOp>()};
  auto goesInto = [&](arith::TruncFOp rounding) {
    return rounding && isBF16Rounding(rounding) && rounding->hasOneUse();
  };
  if (!goesInto(pair.even) || !goesInto(pair.odd))
    return std::nullopt;
  return pair;
}

bool norm::isOfBF16Pair(arith::TruncFOp op) {
  auto join = op->hasOneUse()
                  ? dyn_cast<vector::InterleaveOp>(*op->user_begin())
                  : vector::InterleaveOp();
  return join && matchBF16Pair(join);
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
    if (isOfBF16Pair(op))
      return rewriter.notifyMatchFailure(op, "goes with its neighbours");
    if (!isBF16Rounding(op))
      return rewriter.notifyMatchFailure(op, "not lanes from f32 to bf16");
    rewriter.replaceOp(op, roundBF16(rewriter, op));
    return success();
  }
};

/// Roundings whose results lie in turn => in integers, each in its half of a
/// lane.
struct ExpandBF16PairRounding : OpRewritePattern<vector::InterleaveOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::InterleaveOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<BF16Pair> pair = matchBF16Pair(op);
    if (!pair)
      return rewriter.notifyMatchFailure(op, "not of two roundings to bf16");
    LaneBuilder builder{rewriter, op.getLoc(), pair->even.getType()};
    Lanes even(builder, pair->even.getIn()), odd(builder, pair->odd.getIn());
    Lanes lower = (roundInUpperHalf(even) >> 16) | whereNaN(even, 0x7fc0);
    Lanes upper = (roundInUpperHalf(odd) & ~int64_t(0xffff)) |
                  whereNaN(odd, 0x7fc0 << 16);
    rewriter.replaceOpWithNewOp<vector::BitCastOp>(op, op.getResultVectorType(),
                                                   Value(lower | upper));
    rewriter.eraseOp(pair->even);
    rewriter.eraseOp(pair->odd);
    return success();
  }
};

/// extf bf16 -> f32 => the bits, shifted: three operations, or one where every
/// other element of a vector is taken.
struct ExpandBF16Extension : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getIn().getType()).isBF16() ||
        !getElementTypeOrSelf(op.getType()).isF32() || !isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "not lanes from bf16 to f32");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes bits = getUpperHalf(builder, op.getIn());
    rewriter.replaceOp(op, Value(bits.asFloat(rewriter.getF32Type())));
    return success();
  }

  /// The bits of bf16 as the upper half of 32, above zeros.
  static Lanes getUpperHalf(const LaneBuilder &builder, Value narrow) {
    auto pair = narrow.getDefiningOp<vector::DeinterleaveOp>();
    if (!pair)
      return Lanes(builder, narrow).asInteger().extendedZero(32) << 16;
    Lanes both(builder,
               vector::BitCastOp::create(builder.builder, builder.loc,
                                         cast<VectorType>(builder.integer(32)),
                                         pair.getSource()));
    return narrow == pair.getRes1() ? both << 16 : both & ~int64_t(0xffff);
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
  patterns.add<ExpandBF16PairRounding, ExpandBF16Rounding>(
      patterns.getContext());
}
