//===- WidenFloats.cpp - Arithmetic on 16 and 8 bits in f32 ---------------===//
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

bool norm::isNarrowFloat(Type type) {
  Type element = getElementTypeOrSelf(type);
  return isLanes(type) &&
         (element.isBF16() || element.isF16() || isSmallFloat(element));
}

namespace {

/// Whether every result is one of the operands, or an integer near one: then
/// it needs no rounding.
bool isExact(Operation *op) {
  return isa<arith::MaximumFOp, arith::MinimumFOp, arith::MaxNumFOp,
             arith::MinNumFOp, math::CeilOp, math::FloorOp, math::RoundEvenOp,
             math::RoundOp, math::TruncOp>(op);
}

/// f32 values that bf16 can represent, NaN included: half of each one's bits.
Value narrowExactly(OpBuilder &builder, Location loc, Value wide, Type type) {
  if (!getElementTypeOrSelf(type).isBF16())
    return arith::TruncFOp::create(builder, loc, type, wide);
  LaneBuilder lanes{builder, loc, type};
  Lanes half = Lanes(lanes, wide).asInteger() >> 16;
  return half.truncatedInteger(16).asFloat(builder.getBF16Type());
}

/// Whether f32 lanes hold values that bf16 can represent, as far as the ops say
/// that they come from: some ops give one of their operands.
bool isRepresentable(Value value, unsigned depth = 0) {
  constexpr unsigned maxDepth = 4;
  Operation *op = value.getDefiningOp();
  if (!op || depth == maxDepth)
    return false;
  if (auto extension = dyn_cast<arith::ExtFOp>(op))
    return getElementTypeOrSelf(extension.getIn().getType()).isBF16();
  if (std::optional<double> constant = matchConstant(value))
    return isExactIn(*constant, BFloat16Type::get(value.getContext()));
  if (!isExact(op) && !isa<arith::NegFOp, arith::SelectOp, math::AbsFOp>(op))
    return false;
  return llvm::all_of(op->getOperands(), [&](Value operand) {
    return operand.getType() != value.getType() ||
           isRepresentable(operand, depth + 1);
  });
}

/// truncf f32 -> bf16 of what bf16 can represent, like the larger of two
/// extended values => half of the bits.
struct NarrowExactly : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getIn().getType()).isF32() ||
        !getElementTypeOrSelf(op.getType()).isBF16() ||
        !isLanes(op.getType()) || !isRepresentable(op.getIn()))
      return rewriter.notifyMatchFailure(op, "rounds");
    rewriter.replaceOp(
        op, narrowExactly(rewriter, op.getLoc(), op.getIn(), op.getType()));
    return success();
  }
};

/// An op on bf16, f16 or 8 bits => the op on f32, its results rounded. The sum,
/// difference, product, quotient and square root are then as if rounded once,
/// for f32 has more than twice the bits and two. The conversions carry no
/// fast-math flags: with `contract`, a rounding between two ops would fold.
struct WidenOp : RewritePattern {
  WidenOp(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa<arith::ArithDialect, math::MathDialect>(op->getDialect()))
      return rewriter.notifyMatchFailure(op, "neither arith nor math");
    // These move, convert or change signs, in bits.
    if (isa<arith::BitcastOp, arith::ConstantOp, arith::ExtFOp, arith::SelectOp,
            arith::TruncFOp>(op))
      return rewriter.notifyMatchFailure(op, "works on bits");
    // Not every format of 8 bits has a sign of its own.
    if (isa<arith::NegFOp, math::AbsFOp, math::CopySignOp>(op) &&
        !isSmallFloat(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "changes a sign");
    if (llvm::none_of(op->getOperandTypes(), isNarrowFloat) &&
        llvm::none_of(op->getResultTypes(), isNarrowFloat))
      return rewriter.notifyMatchFailure(
          op, "no operand or result of 16 or 8 bits");
    auto widen = [&](Type type) {
      return isNarrowFloat(type) ? withElement(type, rewriter.getF32Type())
                                 : type;
    };
    Location loc = op->getLoc();
    OperationState state(loc, op->getName());
    state.addAttributes(op->getAttrs());
    for (Value operand : op->getOperands())
      state.operands.push_back(isNarrowFloat(operand.getType())
                                   ? rewriter.createOrFold<arith::ExtFOp>(
                                         loc, widen(operand.getType()), operand)
                                   : operand);
    for (Type type : op->getResultTypes())
      state.addTypes(widen(type));
    Operation *wide = rewriter.create(state);
    SmallVector<Value> results;
    for (auto [value, type] :
         llvm::zip_equal(wide->getResults(), op->getResultTypes())) {
      if (!isNarrowFloat(type))
        results.push_back(value);
      else if (isExact(op))
        results.push_back(narrowExactly(rewriter, loc, value, type));
      else
        results.push_back(arith::TruncFOp::create(rewriter, loc, type, value));
    }
    rewriter.replaceOp(op, results);
    return success();
  }
};

/// fma on 16 or 8 bits => in f64, where the product is exact and the sum is
/// rounded to odd, so that rounding it again is rounding once: f32 has too few
/// bits for that.
struct WidenFma : OpRewritePattern<math::FmaOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::FmaOp op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType();
    if (!isNarrowFloat(type))
      return rewriter.notifyMatchFailure(op, "not lanes of 16 or 8 bits");
    LaneBuilder builder{rewriter, op.getLoc(), type};
    Type f64 = rewriter.getF64Type();
    auto widen = [&](Value value) {
      return Lanes(builder, value).extended(f64);
    };
    Lanes product = widen(op.getA()) * widen(op.getB());
    Lanes addend = widen(op.getC());
    Lanes sum = product + addend;
    // What the sum lost, exactly (Knuth's two-sum).
    Lanes back = sum - product;
    Lanes lost = (product - (sum - back)) + (addend - back);
    // NaN is as it is.
    Lanes isInexact = lost.compare(arith::CmpFPredicate::ONE, lost.constant(0));
    Lanes bits = sum.asInteger();
    Lanes isAbove = (lost < 0) ^ (sum < 0);
    Lanes odd = isAbove.select(bits - 1, bits) | 1;
    Lanes result = isInexact.select(odd, bits).asFloat(f64);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, type, result);
    return success();
  }
};

/// Integers to 16 or 8 bits => to a float that holds them exactly, and rounded.
/// i64 loses its low bits to f64: of large ones all that are lost are gathered
/// in the last that is kept.
template <typename Op>
struct WidenIntegerConversion : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType();
    if (!isNarrowFloat(type))
      return rewriter.notifyMatchFailure(op, "not lanes of 16 or 8 bits");
    LaneBuilder builder{rewriter, op.getLoc(), type};
    Lanes x(builder, op.getIn());
    if (x.getWidth() > 64)
      return rewriter.notifyMatchFailure(op, "more than 64 bits");
    auto convert = [&](const Lanes &integer, Type element) {
      return integer.template make<Op>(builder.type(element), Value(integer));
    };
    Type f64 = rewriter.getF64Type();
    Lanes wide = convert(x, x.getWidth() <= 24 ? rewriter.getF32Type() : f64);
    if (x.getWidth() > 53) {
      const int shift = 11;
      Lanes amount = x.constant(shift), zero = x.constant(0);
      bool isSigned = std::is_same_v<Op, arith::SIToFPOp>;
      Lanes kept =
          isSigned ? x.template make<arith::ShRSIOp>(Value(x), Value(amount))
                   : x >> shift;
      Lanes isInexact = (x & ((1 << shift) - 1))
                            .compare(arith::CmpIPredicate::ne, Value(zero));
      Lanes gathered = kept | isInexact.extendedZero(x.getWidth());
      Lanes large = convert(gathered, f64) * double(1 << shift);
      wide = (wide.abs() < 0x1p53).select(wide, large);
    }
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, type, wide);
    return success();
  }
};

} // namespace

void norm::populateWidenFloatsPatterns(RewritePatternSet &patterns) {
  patterns.add<NarrowExactly, WidenOp>(patterns.getContext());
  // Where the general way would round twice.
  patterns.add<WidenFma, WidenIntegerConversion<arith::SIToFPOp>,
               WidenIntegerConversion<arith::UIToFPOp>>(patterns.getContext(),
                                                        /*benefit=*/2);
}
