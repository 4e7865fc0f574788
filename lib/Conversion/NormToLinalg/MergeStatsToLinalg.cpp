//===- MergeStatsToLinalg.cpp - norm.merge_stats to linalg reductions ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreOpsToLinalg.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

/// A count as f64.
static Value convertCount(OpBuilder &builder, Location loc, Value count) {
  if (count.getType().isIndex())
    return convertIndexToFloat64(builder, loc, count);
  return arith::SIToFPOp::create(builder, loc, builder.getF64Type(), count);
}

/// `value`, or 0 where the part of this count is empty and its moments mean
/// nothing.
static Value unlessEmpty(OpBuilder &builder, Location loc, Value count,
                         Value value) {
  Value zero = createFloat(builder, loc, value.getType(), 0.0);
  Value isEmpty = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OEQ,
                                        count, zero);
  return arith::SelectOp::create(builder, loc, isEmpty, zero, value);
}

SmallVector<Value> norm::lowerMergeStats(MergeStatsOp op, OpBuilder &builder) {
  Location loc = op.getLoc();
  Type f64 = builder.getF64Type();
  auto type = cast<RankedTensorType>(op.getMeans().getType());
  int64_t axis = op.getAxisAttr().getInt();
  SmallVector<int64_t> kept = complementAxes(type.getRank(), {axis});
  SmallVector<OpFoldResult> keptSizes =
      getSizes(builder, loc, op.getMeans(), kept);

  // The iteration space is (kept, axis).
  SmallVector<AffineExpr> dims(type.getRank());
  for (auto [position, dim] : llvm::enumerate(kept))
    dims[dim] = builder.getAffineDimExpr(position);
  dims[axis] = builder.getAffineDimExpr(kept.size());
  AffineMap momentsMap =
      AffineMap::get(type.getRank(), 0, dims, builder.getContext());
  AffineMap countsMap = AffineMap::get(type.getRank(), 0, dims[axis]);
  AffineMap keptMap = getKeptDimsMap(builder, type.getRank(), kept.size());

  Type countElement =
      cast<RankedTensorType>(op.getCounts().getType()).getElementType();
  Value count = createSums(
      builder, loc, op.getCounts(), builder.getMultiDimIdentityMap(1),
      /*keptRank=*/0, {}, countElement,
      [](OpBuilder &, Location, ValueRange scalars) -> SmallVector<Value> {
        return {scalars[0]};
      })[0];
  Value total = convertCount(
      builder, loc,
      tensor::ExtractOp::create(builder, loc, count, ValueRange()));
  // Where every part is empty both sums are 0, and so are the moments.
  Value divisor = arith::MaximumFOp::create(
      builder, loc, total, createFloat(builder, loc, f64, 1.0));

  Value sum = createSums(
      builder, loc, {op.getMeans(), op.getCounts()}, {momentsMap, countsMap},
      kept.size(), keptSizes, f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value n = convertCount(b, l, scalars[1]);
        return {
            unlessEmpty(b, l, n, arith::MulFOp::create(b, l, n, scalars[0]))};
      })[0];
  Value mean =
      createElementwise(builder, loc, sum, f64,
                        [&](OpBuilder &b, Location l, ValueRange scalars) {
                          return SmallVector<Value>{
                              arith::DivFOp::create(b, l, scalars[0], divisor)};
                        })[0];
  Value m2 = createSums(
      builder, loc, {op.getMeans(), op.getM2s(), op.getCounts(), mean},
      {momentsMap, momentsMap, countsMap, keptMap}, kept.size(), keptSizes, f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value n = convertCount(b, l, scalars[2]);
        Value d = arith::SubFOp::create(b, l, scalars[0], scalars[3]);
        Value between =
            arith::MulFOp::create(b, l, n, arith::MulFOp::create(b, l, d, d));
        return {unlessEmpty(b, l, n,
                            arith::AddFOp::create(b, l, scalars[1], between))};
      })[0];
  return {mean, m2, count};
}
