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

/// `combine` of each element, in f64 or f32, and what `operands` hold for its
/// group, rounded to the input's type.
static Value applyToGroups(
    OpBuilder &builder, NormOpInterface op, ValueRange operands,
    llvm::function_ref<Value(OpBuilder &, Location, Value, ValueRange)>
        combine) {
  Location loc = op.getLoc();
  RankedTensorType type = op.getNormalized().getType();
  int64_t rank = type.getRank();
  SmallVector<AffineExpr> dims =
      llvm::map_to_vector(op.getKeptAxes(), [&](int64_t axis) {
        return builder.getAffineDimExpr(axis);
      });
  SmallVector<Value> inputs = {op.getNormalized()};
  llvm::append_range(inputs, operands);
  SmallVector<AffineMap> maps(
      inputs.size(), AffineMap::get(rank, 0, dims, builder.getContext()));
  maps.front() = builder.getMultiDimIdentityMap(rank);
  return createElementwise(
      builder, loc, inputs, maps,
      getSizes(builder, loc, op.getNormalized(),
               llvm::to_vector(llvm::seq(rank))),
      type.getElementType(),
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value x = convertFloat(b, l, scalars[0],
                               getComputeType(type.getElementType()));
        Value result = combine(b, l, x, scalars.drop_front());
        return {convertFloat(b, l, result, type.getElementType())};
      })[0];
}

/// An f64 factor as two of f32: a power of two, 1 from 2^-126 to 2^126, and the
/// rest, which is a normal number for every factor that an element can have and
/// not vanish. With `isQuotient` the factor may be up to 2^277, and there
/// is one more power of two.
static SmallVector<Value> splitFactor(OpBuilder &b, Location loc, Value factor,
                                      bool isQuotient) {
  Type f32 = b.getF32Type(), f64 = b.getF64Type();
  auto constant = [&](double value) { return createFloat(b, loc, f64, value); };
  Value magnitude = math::AbsFOp::create(b, loc, factor);
  auto choose = [&](arith::CmpFPredicate predicate, double limit, double power,
                    Value otherwise) -> Value {
    Value isBeyond =
        arith::CmpFOp::create(b, loc, predicate, magnitude, constant(limit));
    return arith::SelectOp::create(b, loc, isBeyond, constant(power),
                                   otherwise);
  };
  constexpr auto above = arith::CmpFPredicate::OGT,
                 below = arith::CmpFPredicate::OLT;
  Value one = constant(1.0);
  SmallVector<Value> powers = {
      choose(above, 0x1p126, 0x1p126, choose(below, 0x1p-126, 0x1p-64, one))};
  if (isQuotient)
    powers.push_back(choose(above, 0x1p250, 0x1p30, one));
  SmallVector<Value> parts;
  for (Value power : powers) {
    factor = arith::DivFOp::create(b, loc, factor, power);
    parts.push_back(convertFloat(b, loc, power, f32));
  }
  // Infinite is what was infinite: zeros times the rest stay zeros.
  Value largest = math::CopySignOp::create(b, loc, constant(0x1p127), factor);
  Value isBeyond = arith::AndIOp::create(
      b, loc,
      arith::CmpFOp::create(b, loc, above, math::AbsFOp::create(b, loc, factor),
                            constant(0x1p127)),
      arith::CmpFOp::create(b, loc, below, magnitude,
                            constant(std::numeric_limits<double>::infinity())));
  factor = arith::SelectOp::create(b, loc, isBeyond, largest, factor);
  parts.push_back(convertFloat(b, loc, factor, f32));
  return parts;
}

/// x times all factors, in order.
static Value multiply(OpBuilder &b, Location loc, Value x, ValueRange factors) {
  for (Value factor : factors)
    x = arith::MulFOp::create(b, loc, x, factor);
  return x;
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
  StatsOp stats = createStats(
      builder, *this, getAccumulatorAttr(),
      getStatistic() == StatisticKind::AbsPowerSum ? getPAttr() : FloatAttr());
  // A product with the reciprocal costs far less than a quotient. Of f64
  // elements the reciprocal may leave f64.
  bool divides = element.isF64();
  SmallVector<Type> types(divides ? 1 : 2, getComputeType(element));
  if (getReturnStatistics())
    types.push_back(getComputeType(element));
  SmallVector<Value> groups = createElementwise(
      builder, loc, stats.getStatistics(), types,
      [&](OpBuilder &b, Location l, ValueRange scalars) {
        Value norm = createNorm(b, l, *this, scalars);
        Value divisor = createDivisor(b, l, *this, norm);
        SmallVector<Value> yields = {divisor};
        if (!divides)
          yields = splitFactor(
              b, l,
              arith::DivFOp::create(
                  b, l, createFloat(b, l, b.getF64Type(), 1.0), divisor),
              /*isQuotient=*/false);
        if (getReturnStatistics())
          yields.push_back(convertFloat(b, l, norm, types.back()));
        return yields;
      });
  unsigned numFactors = divides ? 1 : 2;
  Value result = applyToGroups(
      builder, *this, ArrayRef(groups).take_front(numFactors),
      [&](OpBuilder &b, Location l, Value x, ValueRange factors) -> Value {
        if (divides)
          return arith::DivFOp::create(b, l, x, factors[0]);
        return multiply(b, l, x, factors);
      });
  groups.erase(groups.begin(), groups.begin() + numFactors);
  groups.insert(groups.begin(), result);
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
  bool isWide = getNormalized().getType().getElementType().isF64();
  SmallVector<Value> factors = createElementwise(
      builder, loc, {stats.getM2(), getScale()},
      isWide ? SmallVector<Type>{f64}
             : SmallVector<Type>(3, builder.getF32Type()),
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        Value length = convertFloat(b, l, scalars[1], f64);
        Value norm = math::SqrtOp::create(b, l, scalars[0]);
        Value factor = arith::DivFOp::create(b, l, length, norm);
        if (isWide)
          return {factor};
        return splitFactor(b, l, factor, /*isQuotient=*/true);
      });
  return SmallVector<Value>{applyToGroups(builder, *this, factors, multiply)};
}
