//===- ApplyToLinalg.cpp - norm.apply to elementwise linalg ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreOpsToLinalg.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Statistics of each group in the compute type, ready for the elementwise
/// generic.
struct ApplyFactors {
  Value high; // null without a mean
  Value low;  // null where the mean is not wider than the compute type
  Value rstd; // times the scale where that is constant in a group
};

} // namespace

static Type getElement(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getElementType();
}

/// scale + scale_offset in the type `compute`.
static Value createScale(OpBuilder &builder, Location loc, ApplyOp op,
                         Value scale, Type compute) {
  Value wide = convertFloat(builder, loc, scale, compute);
  if (op.getScaleOffset().isZero())
    return wide;
  return arith::AddFOp::create(
      builder, loc, wide,
      createFloat(builder, loc, compute,
                  op.getScaleOffset().convertToDouble()));
}

/// Whether rstd * scale is one factor per group: the scale runs along the
/// statistics' axes and no rounding stands between the two products.
static bool foldsScale(ApplyOp op) {
  return op.getScale() && op.getCastPoint() == CastPoint::Result &&
         llvm::all_of(op.getAffineAxes(), [&](int64_t axis) {
           return llvm::is_contained(op.getStatisticsAxes(), axis);
         });
}

/// The group's values, computed once per group in the statistics' own
/// precision.
static ApplyFactors createGroupFactors(OpBuilder &builder, ApplyOp op,
                                       Type compute) {
  Location loc = op.getLoc();
  Value mean = op.getMean();
  bool splitsMean = mean && getElement(mean) != compute;
  bool foldScale = foldsScale(op);
  if (!splitsMean && !foldScale && getElement(op.getRstd()) == compute)
    return {mean, Value(), op.getRstd()};

  int64_t rank = op.getStatisticsAxes().size();
  AffineMap identity = builder.getMultiDimIdentityMap(rank);
  SmallVector<Value> inputs = {op.getRstd()};
  SmallVector<AffineMap> maps = {identity};
  SmallVector<Type> elements = {compute};
  if (foldScale) {
    SmallVector<AffineExpr> dims =
        llvm::map_to_vector(op.getAffineAxes(), [&](int64_t axis) {
          return builder.getAffineDimExpr(
              llvm::find(op.getStatisticsAxes(), axis) -
              op.getStatisticsAxes().begin());
        });
    inputs.push_back(op.getScale());
    maps.push_back(AffineMap::get(rank, 0, dims, builder.getContext()));
  }
  if (splitsMean) {
    inputs.push_back(mean);
    maps.push_back(identity);
    elements.append(2, compute);
  }
  SmallVector<OpFoldResult> sizes =
      getSizes(builder, loc, op.getInput(), op.getStatisticsAxes());
  SmallVector<Value> results = createElementwise(
      builder, loc, inputs, maps, sizes, elements,
      [&](OpBuilder &b, Location l, ValueRange scalars) {
        Value rstd = scalars[0];
        if (foldScale)
          rstd = arith::MulFOp::create(
              b, l, rstd, createScale(b, l, op, scalars[1], rstd.getType()));
        SmallVector<Value> yields = {convertFloat(b, l, rstd, compute)};
        if (splitsMean) {
          Value wide = scalars.back();
          Value high = convertFloat(b, l, wide, compute);
          Value highWide = convertFloat(b, l, high, wide.getType());
          // An infinite mean has no low part; infinity - infinity would be NaN.
          Value isExact = arith::CmpFOp::create(b, l, arith::CmpFPredicate::OEQ,
                                                highWide, wide);
          Value rest = arith::SubFOp::create(b, l, wide, highWide);
          Value zero = createFloat(b, l, wide.getType(), 0.0);
          Value low = arith::SelectOp::create(b, l, isExact, zero, rest);
          yields.append({high, convertFloat(b, l, low, compute)});
        }
        return yields;
      });
  if (splitsMean)
    return {results[1], results[2], results[0]};
  return {mean, Value(), results[0]};
}

SmallVector<Value> norm::lowerApply(ApplyOp op, OpBuilder &builder) {
  Location loc = op.getLoc();
  auto type = cast<RankedTensorType>(op.getInput().getType());
  Type element = type.getElementType(), compute = getComputeType(element);
  bool scalesElements = op.getScale() && !foldsScale(op);
  bool castsBeforeScale = op.getCastPoint() == CastPoint::BeforeScale;
  ApplyFactors group = createGroupFactors(builder, op, compute);

  auto mapAlong = [&](ArrayRef<int64_t> axes) {
    SmallVector<AffineExpr> dims = llvm::map_to_vector(
        axes, [&](int64_t axis) { return builder.getAffineDimExpr(axis); });
    return AffineMap::get(type.getRank(), 0, dims, builder.getContext());
  };
  AffineMap statisticsMap = mapAlong(op.getStatisticsAxes()),
            affineMap = mapAlong(op.getAffineAxes());
  SmallVector<Value> inputs = {op.getInput()};
  SmallVector<AffineMap> maps = {
      builder.getMultiDimIdentityMap(type.getRank())};
  auto addInput = [&](Value value, AffineMap map) {
    if (!value)
      return;
    inputs.push_back(value);
    maps.push_back(map);
  };
  addInput(group.high, statisticsMap);
  addInput(group.low, statisticsMap);
  addInput(group.rstd, statisticsMap);
  addInput(scalesElements ? op.getScale() : Value(), affineMap);
  addInput(op.getBias(), affineMap);

  SmallVector<OpFoldResult> sizes = getSizes(
      builder, loc, op.getInput(), llvm::to_vector(llvm::seq(type.getRank())));
  return createElementwise(
      builder, loc, inputs, maps, sizes, element,
      [&](OpBuilder &b, Location l, ValueRange scalars) {
        unsigned position = 0;
        auto take = [&] { return scalars[position++]; };
        // ONNX's two stages round to the input's type after every step.
        auto stage = [&](Value value) {
          return castsBeforeScale
                     ? convertFloat(b, l, convertFloat(b, l, value, element),
                                    compute)
                     : value;
        };
        Value value = convertFloat(b, l, take(), compute);
        if (group.high)
          value = arith::SubFOp::create(b, l, value, take());
        if (group.low)
          value = arith::SubFOp::create(b, l, value, take());
        value = stage(arith::MulFOp::create(b, l, value, take()));
        if (scalesElements)
          value = stage(arith::MulFOp::create(
              b, l, value, createScale(b, l, op, take(), compute)));
        if (op.getBias())
          value = arith::AddFOp::create(b, l, value,
                                        convertFloat(b, l, take(), compute));
        return SmallVector<Value>{convertFloat(b, l, value, element)};
      });
}
