//===- SinkRoundings.cpp - Bounds before roundings ------------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rounding to bf16 or f16 keeps order, so that the larger of a rounded value
// and a number of the narrow type is the larger of the value and the number,
// rounded: NaN, zeros and infinities included. After a rounding, ReLU takes a
// register of f32 through 16 bits and back.
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

using namespace mlir;
using namespace mlir::norm;

/// The operand of a maximum or minimum that is no constant, and its number; the
/// other is one that `type` holds.
static std::optional<unsigned> matchBounded(Operation *op, FloatType type) {
  if (!isa_and_nonnull<arith::MaximumFOp, arith::MinimumFOp, arith::MaxNumFOp,
                       arith::MinNumFOp>(op))
    return std::nullopt;
  for (unsigned bounded : {0, 1}) {
    std::optional<double> constant = matchConstant(op->getOperand(1 - bounded));
    if (constant && isExactIn(*constant, type))
      return bounded;
  }
  return std::nullopt;
}

/// What a value of `type` was before it was rounded to it, to nearest, and for
/// nothing else; null for other values.
static Value matchRounded(Value value) {
  auto rounding = value.getDefiningOp<arith::TruncFOp>();
  return rounding && value.hasOneUse() && roundsToNearest(rounding)
             ? rounding.getIn()
             : Value();
}

/// `wide`, made by bounds of the narrow type from a value that was rounded to
/// it and extended again, as made from the value itself; null where it is not.
static Value boundUnrounded(PatternRewriter &rewriter, Value wide,
                            Type narrow) {
  if (!wide.hasOneUse())
    return Value();
  if (auto extension = wide.getDefiningOp<arith::ExtFOp>()) {
    Value before = extension.getIn().getType() == narrow
                       ? matchRounded(extension.getIn())
                       : Value();
    return before && before.getType() == wide.getType() ? before : Value();
  }
  Operation *op = wide.getDefiningOp();
  std::optional<unsigned> bounded =
      matchBounded(op, cast<FloatType>(getElementTypeOrSelf(narrow)));
  if (!bounded)
    return Value();
  Value before = boundUnrounded(rewriter, op->getOperand(*bounded), narrow);
  if (!before)
    return Value();
  IRMapping mapping;
  mapping.map(op->getOperand(*bounded), before);
  return rewriter.clone(*op, mapping)->getResult(0);
}

static bool has16Bits(Type type) {
  Type element = getElementTypeOrSelf(type);
  return isLanes(type) && (element.isBF16() || element.isF16());
}

namespace {

/// truncf(maximumf(extf(truncf(x)), c)) => truncf(maximumf(x, c)).
struct BoundWide : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    if (!has16Bits(op.getType()) || !roundsToNearest(op))
      return rewriter.notifyMatchFailure(op, "not to 16 bits, or not nearest");
    Value wide = boundUnrounded(rewriter, op.getIn(), op.getType());
    if (!wide)
      return rewriter.notifyMatchFailure(op, "no bounds behind a rounding");
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), wide);
    return success();
  }
};

/// maximumf(truncf(x), c) on 16 bits => truncf(maximumf(x, extf(c))).
struct BoundNarrow : RewritePattern {
  BoundNarrow(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (op->getNumResults() != 1 || !has16Bits(op->getResult(0).getType()))
      return rewriter.notifyMatchFailure(op, "not on 16 bits");
    Type narrow = op->getResult(0).getType();
    std::optional<unsigned> bounded =
        matchBounded(op, cast<FloatType>(getElementTypeOrSelf(narrow)));
    Value before = bounded ? matchRounded(op->getOperand(*bounded)) : Value();
    if (!before)
      return rewriter.notifyMatchFailure(op, "no bound behind a rounding");
    Location loc = op->getLoc();
    OperationState state(loc, op->getName());
    state.addAttributes(op->getAttrs());
    state.addTypes(before.getType());
    state.operands.resize(2);
    state.operands[*bounded] = before;
    state.operands[1 - *bounded] = rewriter.createOrFold<arith::ExtFOp>(
        loc, before.getType(), op->getOperand(1 - *bounded));
    Operation *wide = rewriter.create(state);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, narrow,
                                                 wide->getResult(0));
    return success();
  }
};

} // namespace

void norm::populateSinkRoundingsPatterns(RewritePatternSet &patterns) {
  patterns.add<BoundWide, BoundNarrow>(patterns.getContext());
}
