//===- WidenFloats.cpp - Arithmetic on bf16 and f16 in f32 ----------------===//
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

bool isNarrow(Type type) {
  Type element = getElementTypeOrSelf(type);
  return isLanes(type) && (element.isBF16() || element.isF16());
}

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

/// An op on bf16 or f16 => the op on f32, its results rounded. The sum,
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
    if (isa<arith::BitcastOp, arith::ConstantOp, arith::ExtFOp, arith::NegFOp,
            arith::SelectOp, arith::TruncFOp, math::AbsFOp, math::CopySignOp>(
            op))
      return rewriter.notifyMatchFailure(op, "works on bits");
    if (llvm::none_of(op->getOperandTypes(), isNarrow) &&
        llvm::none_of(op->getResultTypes(), isNarrow))
      return rewriter.notifyMatchFailure(op, "no operand or result of 16 bits");
    auto widen = [&](Type type) {
      return isNarrow(type) ? withElement(type, rewriter.getF32Type()) : type;
    };
    Location loc = op->getLoc();
    OperationState state(loc, op->getName());
    state.addAttributes(op->getAttrs());
    for (Value operand : op->getOperands())
      state.operands.push_back(
          isNarrow(operand.getType())
              ? arith::ExtFOp::create(rewriter, loc, widen(operand.getType()),
                                      operand)
              : operand);
    for (Type type : op->getResultTypes())
      state.addTypes(widen(type));
    Operation *wide = rewriter.create(state);
    SmallVector<Value> results;
    for (auto [value, type] :
         llvm::zip_equal(wide->getResults(), op->getResultTypes())) {
      if (!isNarrow(type))
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

} // namespace

void norm::populateWidenFloatsPatterns(RewritePatternSet &patterns) {
  patterns.add<WidenOp>(patterns.getContext());
}
