//===- NormVectorDecompose.cpp - Division by a norm to core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Statistics, one small linalg.generic that turns them into a factor for each
// group, and an elementwise generic that applies it. Both are f64, unlike
// norm.apply: the norm of finite f32 elements need not be a finite f32, nor its
// reciprocal a normal one.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::norm;

/// norm.stats of the groups of `op`. Groups of single elements run along an
/// axis of size 1 at the end of a view.
static StatsOp createStats(OpBuilder &builder, NormOpInterface op,
                           TypeAttr accumulator, FloatAttr exponent) {
  Location loc = op.getLoc();
  Value input = op.getNormalized();
  SmallVector<int64_t> axes = op.getReducedAxes();
  if (axes.empty()) {
    RankedTensorType type = op.getNormalized().getType();
    int64_t rank = type.getRank();
    SmallVector<int64_t> shape(type.getShape());
    shape.push_back(1);
    SmallVector<OpFoldResult> sizes =
        getSizes(builder, loc, input, llvm::to_vector(llvm::seq(rank)));
    sizes.push_back(builder.getIndexAttr(1));
    SmallVector<ReassociationIndices> reassociation;
    for (int64_t axis : llvm::seq(rank))
      reassociation.push_back({axis});
    reassociation.back().push_back(rank);
    input = tensor::ExpandShapeOp::create(builder, loc, type.clone(shape),
                                          input, reassociation, sizes);
    axes.push_back(rank);
  }
  return StatsOp::create(
      builder, loc,
      StatisticKindAttr::get(builder.getContext(), op.getStatistic()), input,
      builder.getDenseI64ArrayAttr(axes), EstimatorAttr(), accumulator,
      exponent);
}

/// `combine` of each element's f64 value and its group's `operand`, rounded to
/// the input's type.
static Value applyToGroups(
    OpBuilder &builder, NormOpInterface op, Value operand,
    llvm::function_ref<Value(OpBuilder &, Location, Value, Value)> combine) {
  Location loc = op.getLoc();
  RankedTensorType type = op.getNormalized().getType();
  int64_t rank = type.getRank();
  SmallVector<AffineExpr> dims =
      llvm::map_to_vector(op.getKeptAxes(), [&](int64_t axis) {
        return builder.getAffineDimExpr(axis);
      });
  return createElementwise(
      builder, loc, {op.getNormalized(), operand},
      {builder.getMultiDimIdentityMap(rank),
       AffineMap::get(rank, 0, dims, builder.getContext())},
      getSizes(builder, loc, op.getNormalized(),
               llvm::to_vector(llvm::seq(rank))),
      type.getElementType(),
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value wide = convertFloat(b, l, scalars[0], b.getF64Type());
        Value result = combine(b, l, wide, scalars[1]);
        return {convertFloat(b, l, result, type.getElementType())};
      })[0];
}

//===----------------------------------------------------------------------===//
// LpNormalizeOp
//===----------------------------------------------------------------------===//

/// The p-norm of a group from its statistics, f64 scalars in norm.stats' order.
static Value createNorm(OpBuilder &builder, Location loc, LpNormalizeOp op,
                        ValueRange statistics) {
  switch (op.getStatistic()) {
  case StatisticKind::AbsSum:
  case StatisticKind::AbsMax:
    return statistics[0];
  case StatisticKind::SecondMoment:
    return math::SqrtOp::create(builder, loc, statistics[0]);
  case StatisticKind::AbsPowerSum:
    return arith::MulFOp::create(
        builder, loc, statistics[0],
        createPower(builder, loc, statistics[1],
                    1.0 / op.getP().convertToDouble()));
  case StatisticKind::Moments:
    break;
  }
  llvm_unreachable("a norm is not made of moments");
}

/// What a group of the given norm is divided by.
static Value createDivisor(OpBuilder &builder, Location loc, LpNormalizeOp op,
                           Value norm) {
  Type f64 = builder.getF64Type();
  if (!op.getEpsilon().isZero())
    return arith::MaximumFOp::create(
        builder, loc, norm,
        createFloat(builder, loc, f64, op.getEpsilonValue()));
  if (op.getZeroNorm() == ZeroNorm::NaN)
    return norm;
  // Divided by infinity the elements are 0, each with its sign.
  Value isZero =
      arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OEQ, norm,
                            createFloat(builder, loc, f64, 0.0));
  Value infinity =
      createFloat(builder, loc, f64, std::numeric_limits<double>::infinity());
  return arith::SelectOp::create(builder, loc, isZero, infinity, norm);
}

FailureOr<SmallVector<Value>>
LpNormalizeOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  Type element = getNormalized().getType().getElementType();
  Type f64 = builder.getF64Type();
  StatsOp stats = createStats(
      builder, *this, getAccumulatorAttr(),
      getStatistic() == StatisticKind::AbsPowerSum ? getPAttr() : FloatAttr());
  // A product with the reciprocal costs far less than a quotient, and no f32
  // has a norm whose reciprocal leaves f64. Norms of f64 elements may.
  bool divides = element.isF64();
  SmallVector<Type> types = {f64};
  if (getReturnStatistics())
    types.push_back(getComputeType(element));
  SmallVector<Value> groups = createElementwise(
      builder, loc, stats.getStatistics(), types,
      [&](OpBuilder &b, Location l, ValueRange scalars) {
        Value norm = createNorm(b, l, *this, scalars);
        Value factor = createDivisor(b, l, *this, norm);
        if (!divides)
          factor =
              arith::DivFOp::create(b, l, createFloat(b, l, f64, 1.0), factor);
        SmallVector<Value> yields = {factor};
        if (getReturnStatistics())
          yields.push_back(convertFloat(b, l, norm, types[1]));
        return yields;
      });
  groups[0] = applyToGroups(
      builder, *this, groups[0],
      [&](OpBuilder &b, Location l, Value x, Value factor) -> Value {
        if (divides)
          return arith::DivFOp::create(b, l, x, factor);
        return arith::MulFOp::create(b, l, x, factor);
      });
  return groups;
}

//===----------------------------------------------------------------------===//
// WeightNormOp
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Value>>
WeightNormOp::decomposeOperation(OpBuilder &builder) {
  Location loc = getLoc();
  Type f64 = builder.getF64Type();
  materializeSizeConditions(builder, *this);
  StatsOp stats =
      createStats(builder, *this, getAccumulatorAttr(), FloatAttr());
  Value factor = createElementwise(
      builder, loc, {stats.getM2(), getScale()}, f64,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value length = convertFloat(b, l, scalars[1], f64);
        Value norm = math::SqrtOp::create(b, l, scalars[0]);
        return {arith::DivFOp::create(b, l, length, norm)};
      })[0];
  return SmallVector<Value>{
      applyToGroups(builder, *this, factor,
                    [](OpBuilder &b, Location l, Value v, Value f) -> Value {
                      return arith::MulFOp::create(b, l, v, f);
                    })};
}
