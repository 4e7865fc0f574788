//===- WindowStatsToLinalg.cpp - norm.window_stats to a reduction ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreOpsToLinalg.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Reductions over (dims of the input, t): element t of the window around c
/// lies at c + t - before. The index leaves the tensor at its edges, so the
/// input is read in the body, at c itself where the window is outside, and a 0
/// is taken instead: no copy of the input with a margin.
class WindowLowering {
public:
  WindowLowering(WindowStatsOp op, OpBuilder &builder);

  SmallVector<Value> lower();

private:
  /// The element of the iteration's window, in the accumulator's type.
  Value read(OpBuilder &b);
  /// Sums over the windows of the squares of what `body` makes of an element
  /// and of the scalar of `perPoint`, which has the input's sizes.
  using Term = llvm::function_ref<Value(OpBuilder &, Value x, Value own)>;
  Value sumSquares(Value perPoint, Term body);

  OpBuilder &builder;
  Location loc;
  Value input;
  RankedTensorType type;
  Type accumulator;
  int64_t rank, axis, before, after;
  SmallVector<OpFoldResult> sizes;
  Value axisSize;
  Value extent; // that of t, from an operand that nobody reads
};

} // namespace

WindowLowering::WindowLowering(WindowStatsOp op, OpBuilder &builder)
    : builder(builder), loc(op.getLoc()), input(op.getInput()),
      type(cast<RankedTensorType>(input.getType())),
      accumulator(
          cast<RankedTensorType>(op.getM2().getType()).getElementType()),
      rank(type.getRank()), axis(op.getAxisAttr().getInt()),
      before(op.getBeforeAttr().getInt()), after(op.getAfterAttr().getInt()),
      sizes(getSizes(builder, loc, input, llvm::to_vector(llvm::seq(rank)))),
      axisSize(getValueOrCreateConstantIndexOp(builder, loc, sizes[axis])) {
  // Nothing is beyond the axis, so a window ends there.
  if (!type.isDynamicDim(axis)) {
    int64_t last = std::max<int64_t>(type.getDimSize(axis), 1) - 1;
    before = std::min(before, last);
    after = std::min(after, last);
  }
}

Value WindowLowering::read(OpBuilder &b) {
  SmallVector<Value> indices;
  for (int64_t dim = 0; dim < rank; ++dim)
    indices.push_back(linalg::IndexOp::create(b, loc, dim));
  Value center = indices[axis], t = linalg::IndexOp::create(b, loc, rank);
  Value first = arith::SubIOp::create(
      b, loc, center, arith::ConstantIndexOp::create(b, loc, before));
  Value position = arith::AddIOp::create(b, loc, first, t);
  // As unsigned numbers, positions before the tensor are beyond it too.
  Value isInside = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ult,
                                         position, axisSize);
  indices[axis] = arith::SelectOp::create(b, loc, isInside, position, center);
  Value element = tensor::ExtractOp::create(b, loc, input, indices);
  Value x =
      arith::SelectOp::create(b, loc, isInside, element,
                              createFloat(b, loc, type.getElementType(), 0.0));
  return convertFloat(b, loc, x, accumulator);
}

Value WindowLowering::sumSquares(Value perPoint, Term body) {
  auto square = [&](OpBuilder &b, Value x, Value own) -> SmallVector<Value> {
    Value term = body(b, x, own);
    return {arith::MulFOp::create(b, loc, term, term)};
  };
  // A window of one element is no reduction.
  if (before + after == 0) {
    SmallVector<Value> operands = {input};
    if (perPoint)
      operands.push_back(perPoint);
    return createElementwise(
        builder, loc, operands, accumulator,
        [&](OpBuilder &b, Location, ValueRange scalars) {
          return square(b, convertFloat(b, loc, scalars[0], accumulator),
                        scalars.back());
        })[0];
  }
  if (!extent)
    extent = tensor::EmptyOp::create(builder, loc,
                                     ArrayRef<int64_t>{before + after + 1},
                                     builder.getI1Type());
  SmallVector<Value> operands = {extent};
  SmallVector<AffineMap> maps = {
      AffineMap::get(rank + 1, 0, builder.getAffineDimExpr(rank))};
  if (perPoint) {
    operands.push_back(perPoint);
    maps.push_back(getKeptDimsMap(builder, rank + 1, rank));
  }
  return createSums(builder, loc, operands, maps, rank, sizes, accumulator,
                    [&](OpBuilder &b, Location, ValueRange scalars) {
                      return square(b, read(b),
                                    perPoint ? scalars.back() : Value());
                    })[0];
}

SmallVector<Value> WindowLowering::lower() {
  Value m2 = sumSquares(Value(), [](OpBuilder &, Value x, Value) { return x; });
  if (accumulator.isF64())
    return {m2};
  Value isTooLarge = createElementwise(
      builder, loc, m2, builder.getI1Type(),
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value infinity = createFloat(b, l, accumulator,
                                     std::numeric_limits<double>::infinity());
        return {arith::CmpFOp::create(b, l, arith::CmpFPredicate::UGE,
                                      scalars[0], infinity)};
      })[0];
  Value scaled =
      sumSquares(isTooLarge, [&](OpBuilder &b, Value x, Value own) -> Value {
        Value scale = createFloat(b, loc, accumulator, WindowStatsOp::kScale);
        return arith::SelectOp::create(b, loc, own,
                                       arith::MulFOp::create(b, loc, x, scale),
                                       createFloat(b, loc, accumulator, 0.0));
      });
  return {m2, scaled};
}

SmallVector<Value> norm::lowerWindowStats(WindowStatsOp op,
                                          OpBuilder &builder) {
  return WindowLowering(op, builder).lower();
}
