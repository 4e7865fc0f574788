//===- ExpandExtrema.cpp - Maxima and minima with constants ---------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;

std::optional<double> norm::matchConstant(Value value) {
  while (auto broadcast = value.getDefiningOp<vector::BroadcastOp>())
    value = broadcast.getSource();
  Attribute attribute;
  if (!matchPattern(value, m_Constant(&attribute)))
    return std::nullopt;
  if (auto dense = dyn_cast<SplatElementsAttr>(attribute))
    attribute = dense.getSplatValue<Attribute>();
  auto number = dyn_cast<FloatAttr>(attribute);
  if (!number)
    return std::nullopt;
  return number.getValueAsDouble();
}

namespace {

/// maximumf(x, c) and minimumf(x, c) => a comparison and a selection that keeps
/// x where it is NaN: on x86-64 one instruction, or two beside the zero whose
/// sign decides, instead of five.
template <typename Op>
struct ExpandExtremum : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType(), element = getElementTypeOrSelf(type);
    if (!isLanes(type) || !(element.isF32() || element.isF64()))
      return rewriter.notifyMatchFailure(op, "not lanes of f32 or f64");
    std::optional<double> constant = matchConstant(op.getRhs());
    Value other = op.getLhs(), bound = op.getRhs();
    if (!constant) {
      constant = matchConstant(op.getLhs());
      std::swap(other, bound);
    }
    if (!constant || std::isnan(*constant))
      return rewriter.notifyMatchFailure(op, "no operand is a known number");
    LaneBuilder builder{rewriter, op.getLoc(), type};
    bool isMaximum = std::is_same_v<Op, arith::MaximumFOp>;
    // The zero that wins over the other replaces an equal x.
    bool replacesEqual = *constant == 0 && std::signbit(*constant) != isMaximum;
    using Predicate = arith::CmpFPredicate;
    Predicate predicate =
        isMaximum ? (replacesEqual ? Predicate::OLE : Predicate::OLT)
                  : (replacesEqual ? Predicate::OGE : Predicate::OGT);
    Lanes x(builder, other);
    rewriter.replaceOp(op, Value(x.compare(predicate, bound).select(bound, x)));
    return success();
  }
};

} // namespace

void norm::populateExpandExtremaPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandExtremum<arith::MaximumFOp>,
               ExpandExtremum<arith::MinimumFOp>>(patterns.getContext());
}
