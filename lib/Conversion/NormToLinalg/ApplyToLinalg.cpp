//===- ApplyToLinalg.cpp - norm.apply to elementwise linalg ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreOpsToLinalg.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

namespace {

/// Statistics of each group in the compute type, ready for the elementwise
/// generic.
struct ApplyFactors {
  Value high; // of the mean, or all of it; null without one
  /// What a mean that is wider than the compute type has beside it, times
  /// -rstd, and the bias where that is constant in a group; null for others.
  Value shift;
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

/// Whether scale and bias are the same in all of a group, and no rounding
/// stands between what they do to the factors and to the elements.
static bool foldsAffine(ApplyOp op) {
  return op.getCastPoint() == CastPoint::Result &&
         llvm::all_of(op.getAffineAxes(), [&](int64_t axis) {
           return llvm::is_contained(op.getStatisticsAxes(), axis);
         });
}

static bool foldsScale(ApplyOp op) { return op.getScale() && foldsAffine(op); }

static bool splitsMean(ApplyOp op) {
  return op.getMean() &&
         getElement(op.getMean()) != getComputeType(getElement(op.getInput()));
}

static bool foldsBias(ApplyOp op) {
  return op.getBias() && splitsMean(op) && foldsAffine(op);
}

/// The part of a mean that `compute` holds, and the rest of it times `factor`.
/// An infinite mean has no rest, for infinity - infinity would be NaN; nor is
/// there anything to add to what is infinite.
static std::pair<Value, Value> splitMean(OpBuilder &b, Location l, Value wide,
                                         Value factor) {
  Type compute = factor.getType();
  Value high = convertFloat(b, l, wide, compute);
  Value highWide = convertFloat(b, l, high, wide.getType());
  Value isExact =
      arith::CmpFOp::create(b, l, arith::CmpFPredicate::OEQ, highWide, wide);
  Value isInfinite = arith::CmpFOp::create(
      b, l, arith::CmpFPredicate::OEQ, math::AbsFOp::create(b, l, factor),
      createFloat(b, l, compute, std::numeric_limits<double>::infinity()));
  Value rest = arith::SubFOp::create(b, l, wide, highWide);
  Value product = arith::MulFOp::create(b, l, convertFloat(b, l, rest, compute),
                                        factor, arith::FastMathFlags::contract);
  return {high, arith::SelectOp::create(
                    b, l, arith::OrIOp::create(b, l, isExact, isInfinite),
                    createFloat(b, l, compute, 0.0), product)};
}

/// The group's values, computed once per group in the statistics' own
/// precision.
static ApplyFactors createGroupFactors(OpBuilder &builder, ApplyOp op,
                                       Type compute) {
  Location loc = op.getLoc();
  bool foldScale = foldsScale(op), splits = splitsMean(op);
  if (!splits && !foldScale && getElement(op.getRstd()) == compute)
    return {op.getMean(), Value(), op.getRstd()};

  int64_t rank = op.getStatisticsAxes().size();
  SmallVector<AffineExpr> dims;
  if (foldScale || foldsBias(op))
    dims = llvm::map_to_vector(op.getAffineAxes(), [&](int64_t axis) {
      return builder.getAffineDimExpr(llvm::find(op.getStatisticsAxes(), axis) -
                                      op.getStatisticsAxes().begin());
    });
  AffineMap identity = builder.getMultiDimIdentityMap(rank);
  AffineMap affine = AffineMap::get(rank, 0, dims, builder.getContext());
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  auto addInput = [&](Value value, AffineMap map) {
    inputs.push_back(value);
    maps.push_back(map);
  };
  addInput(op.getRstd(), identity);
  if (foldScale)
    addInput(op.getScale(), affine);
  if (splits)
    addInput(op.getMean(), identity);
  if (foldsBias(op))
    addInput(op.getBias(), affine);
  SmallVector<Value> results = createElementwise(
      builder, loc, inputs, maps,
      getSizes(builder, loc, op.getInput(), op.getStatisticsAxes()),
      SmallVector<Type>(splits ? 3 : 1, compute),
      [&](OpBuilder &b, Location l, ValueRange scalars) {
        Value rstd = scalars[0];
        if (foldScale)
          rstd = arith::MulFOp::create(
              b, l, rstd, createScale(b, l, op, scalars[1], rstd.getType()));
        SmallVector<Value> yields = {convertFloat(b, l, rstd, compute)};
        if (!splits)
          return yields;
        auto [high, rest] =
            splitMean(b, l, scalars[foldScale ? 2 : 1], yields.front());
        Value shift = arith::NegFOp::create(b, l, rest);
        if (foldsBias(op))
          shift = arith::SubFOp::create(
              b, l, convertFloat(b, l, scalars.back(), compute), rest,
              arith::FastMathFlags::contract);
        yields.append({high, shift});
        return yields;
      });
  if (splits)
    return {results[1], results[2], results[0]};
  return {op.getMean(), Value(), results[0]};
}

SmallVector<Value> norm::lowerApply(ApplyOp op, OpBuilder &builder) {
  Location loc = op.getLoc();
  auto type = cast<RankedTensorType>(op.getInput().getType());
  Type element = type.getElementType(), compute = getComputeType(element);
  bool scalesElements = op.getScale() && !foldsScale(op);
  bool addsBias = op.getBias() && !foldsBias(op);
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
  addInput(group.rstd, statisticsMap);
  addInput(group.shift, statisticsMap);
  addInput(scalesElements ? op.getScale() : Value(), affineMap);
  addInput(addsBias ? op.getBias() : Value(), affineMap);

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
        // A product and the sum after it may be rounded once.
        auto flags = arith::FastMathFlags::contract;
        value = arith::MulFOp::create(b, l, value, take(), flags);
        if (group.shift)
          value = arith::AddFOp::create(b, l, value, take(), flags);
        value = stage(value);
        if (scalesElements)
          value = stage(arith::MulFOp::create(
              b, l, value, createScale(b, l, op, take(), compute), flags));
        if (addsBias)
          value = arith::AddFOp::create(
              b, l, value, convertFloat(b, l, take(), compute), flags);
        return SmallVector<Value>{convertFloat(b, l, value, element)};
      });
}
