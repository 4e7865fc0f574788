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

/// A reduction over (dims of the input, t): element t of the window around c
/// lies at c + t - before. The index leaves the tensor at its edges, so the
/// input is read in the body, at c itself where the window is outside, and a 0
/// is taken instead: no copy of the input with a margin.
SmallVector<Value> norm::lowerWindowStats(WindowStatsOp op,
                                          OpBuilder &builder) {
  Location loc = op.getLoc();
  Value input = op.getInput();
  auto type = cast<RankedTensorType>(input.getType());
  int64_t rank = type.getRank(), axis = op.getAxisAttr().getInt();
  int64_t before = op.getBeforeAttr().getInt(),
          after = op.getAfterAttr().getInt();
  // Nothing is beyond the axis, so a window ends there.
  if (!type.isDynamicDim(axis)) {
    int64_t last = std::max<int64_t>(type.getDimSize(axis), 1) - 1;
    before = std::min(before, last);
    after = std::min(after, last);
  }
  SmallVector<OpFoldResult> sizes =
      getSizes(builder, loc, input, llvm::to_vector(llvm::seq(rank)));
  Value axisSize = getValueOrCreateConstantIndexOp(builder, loc, sizes[axis]);
  // The extent of t comes from an operand that nobody reads.
  Value extent = tensor::EmptyOp::create(
      builder, loc, ArrayRef<int64_t>{before + after + 1}, builder.getI1Type());
  AffineMap extentMap =
      AffineMap::get(rank + 1, 0, builder.getAffineDimExpr(rank));
  return createSums(
      builder, loc, extent, extentMap, rank, sizes, builder.getF64Type(),
      [&](OpBuilder &b, Location l, ValueRange) -> SmallVector<Value> {
        SmallVector<Value> indices;
        for (int64_t dim = 0; dim < rank; ++dim)
          indices.push_back(linalg::IndexOp::create(b, l, dim));
        Value center = indices[axis], t = linalg::IndexOp::create(b, l, rank);
        Value first = arith::SubIOp::create(
            b, l, center, arith::ConstantIndexOp::create(b, l, before));
        Value position = arith::AddIOp::create(b, l, first, t);
        // As unsigned numbers, positions before the tensor are beyond it too.
        Value isInside = arith::CmpIOp::create(b, l, arith::CmpIPredicate::ult,
                                               position, axisSize);
        indices[axis] =
            arith::SelectOp::create(b, l, isInside, position, center);
        Value read = tensor::ExtractOp::create(b, l, input, indices);
        Value x = arith::SelectOp::create(
            b, l, isInside, read,
            createFloat(b, l, type.getElementType(), 0.0));
        Value wide = convertFloat(b, l, x, b.getF64Type());
        return {arith::MulFOp::create(b, l, wide, wide)};
      });
}
