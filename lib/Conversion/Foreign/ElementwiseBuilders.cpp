//===- ElementwiseBuilders.cpp - Neighbours of imported norms ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Conversion/Foreign/ElementwiseBuilders.h"
#include "norm-mlir/Conversion/Foreign/TensorArithmetic.h"
#include "norm-mlir/Conversion/Foreign/TensorShapes.h"
#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;

Type norm::getArithmeticType(Type element) {
  if (isa<Float64Type, Float32Type, BFloat16Type, Float16Type>(element))
    return getComputeType(element);
  return element.isSignlessInteger() && !element.isInteger(1) ? element
                                                              : Type();
}

/// Reads an operand in a space of `sizes`: aligned at the last dims, its first
/// element along dims of size 1.
static AffineMap getBroadcastMap(OpBuilder &builder, RankedTensorType type,
                                 ArrayRef<OpFoldResult> sizes) {
  int64_t rank = sizes.size(), added = rank - type.getRank();
  SmallVector<AffineExpr> indices;
  for (auto [dim, size] : llvm::enumerate(type.getShape())) {
    int64_t target = added + dim;
    bool isRepeated = size == 1 && getConstantIntValue(sizes[target]) != 1;
    indices.push_back(isRepeated ? builder.getAffineConstantExpr(0)
                                 : builder.getAffineDimExpr(target));
  }
  return AffineMap::get(rank, 0, indices, builder.getContext());
}

FailureOr<Value> norm::createBroadcastElementwise(OpBuilder &builder,
                                                  Location loc,
                                                  ValueRange operands,
                                                  Type element,
                                                  ScalarFunction function) {
  FailureOr<SmallVector<OpFoldResult>> sizes =
      getBroadcastSizes(builder, loc, operands);
  Type type = getArithmeticType(element);
  if (failed(sizes) || !type)
    return failure();
  SmallVector<AffineMap> maps =
      llvm::map_to_vector(operands, [&](Value operand) {
        return getBroadcastMap(
            builder, cast<RankedTensorType>(operand.getType()), *sizes);
      });
  auto body = [&](OpBuilder &b, Location l,
                  ValueRange scalars) -> SmallVector<Value> {
    SmallVector<Value> wide = llvm::map_to_vector(scalars, [&](Value scalar) {
      return createConversion(b, l, scalar, type);
    });
    return {createConversion(b, l, function(b, l, wide), element)};
  };
  return createElementwise(builder, loc, operands, maps, *sizes, element,
                           body)[0];
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

/// The dims of `input` but `axes`.
static SmallVector<int64_t> getKept(Value input, ArrayRef<int64_t> axes) {
  SmallVector<int64_t> kept;
  int64_t rank = cast<RankedTensorType>(input.getType()).getRank();
  for (int64_t dim : llvm::seq(rank))
    if (!llvm::is_contained(axes, dim))
      kept.push_back(dim);
  return kept;
}

/// `function` of statistics, in f64, as a tensor of `element`.
static Value finish(OpBuilder &builder, Location loc, ValueRange statistics,
                    ArrayRef<int64_t> axes, Type element, bool keepsAxes,
                    ScalarFunction function) {
  Value value = createElementwise(
      builder, loc, statistics, element,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        return {createConversion(b, l, function(b, l, scalars), element)};
      })[0];
  return keepsAxes ? createUnitDims(builder, loc, value, axes) : value;
}

Value norm::createGroupReduction(OpBuilder &builder, Location loc,
                                 GroupValue kind, Value input,
                                 ArrayRef<int64_t> axes, Type element,
                                 bool keepsAxes) {
  Type f64 = builder.getF64Type();
  Type sum = isa<FloatType>(element) ? f64 : element;
  if (kind == GroupValue::Maximum) {
    Value least = arith::ConstantOp::create(
        builder, loc, getNeutralElement(Arithmetic::Maximum, element));
    Value value = createReduction(
        builder, loc, Arithmetic::Maximum,
        createConversion(builder, loc, input, element), least, axes);
    return keepsAxes ? createUnitDims(builder, loc, value, axes) : value;
  }
  // The space has the kept dims first.
  SmallVector<int64_t> kept = getKept(input, axes);
  SmallVector<unsigned> order(kept.begin(), kept.end());
  order.append(axes.begin(), axes.end());
  AffineMap map = inversePermutation(
      AffineMap::getPermutationMap(order, builder.getContext()));
  Value sums = createSums(
      builder, loc, input, map, kept.size(),
      getSizes(builder, loc, input, kept), sum,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        return {createConversion(b, l, scalars[0], sum)};
      })[0];
  Value count;
  if (kind == GroupValue::Mean)
    count = convertIndexToFloat64(builder, loc,
                                  getElementCount(builder, loc, input, axes));
  return finish(builder, loc, sums, axes, element, keepsAxes,
                [&](OpBuilder &b, Location l, ValueRange scalars) -> Value {
                  return count ? arith::DivFOp::create(b, l, scalars[0], count)
                               : scalars[0];
                });
}

static StatsOp createStats(OpBuilder &builder, Location loc, StatisticKind kind,
                           Value input, ArrayRef<int64_t> axes,
                           FloatAttr p = {}) {
  return StatsOp::create(builder, loc, kind, input, axes, EstimatorAttr(),
                         TypeAttr(), p, IntegerAttr());
}

Value norm::createVariance(OpBuilder &builder, Location loc, Value input,
                           ArrayRef<int64_t> axes, double correction,
                           Type element, bool keepsAxes, Value *mean) {
  StatsOp stats =
      createStats(builder, loc, StatisticKind::Moments, input, axes);
  Value count = convertIndexToFloat64(
      builder, loc, getElementCount(builder, loc, input, axes));
  auto constant = [&](double value) {
    return createNumber(builder, loc, builder.getF64Type(), value);
  };
  Value rest =
      builder.createOrFold<arith::SubFOp>(loc, count, constant(correction));
  Value divisor =
      builder.createOrFold<arith::MaximumFOp>(loc, rest, constant(0.0));
  if (mean)
    *mean = finish(builder, loc, stats.getMean(), axes, element, keepsAxes,
                   [](OpBuilder &, Location, ValueRange scalars) -> Value {
                     return scalars[0];
                   });
  return finish(builder, loc, stats.getM2(), axes, element, keepsAxes,
                [&](OpBuilder &b, Location l, ValueRange scalars) -> Value {
                  return arith::DivFOp::create(b, l, scalars[0], divisor);
                });
}

Value norm::createVectorNorm(OpBuilder &builder, Location loc, Value input,
                             double p, ArrayRef<int64_t> axes, Type element,
                             bool keepsAxes) {
  StatisticKind kind = p == 2.0        ? StatisticKind::SecondMoment
                       : p == 1.0      ? StatisticKind::AbsSum
                       : std::isinf(p) ? StatisticKind::AbsMax
                                       : StatisticKind::AbsPowerSum;
  bool hasPower = kind == StatisticKind::AbsPowerSum;
  StatsOp stats =
      createStats(builder, loc, kind, input, axes,
                  hasPower ? builder.getF64FloatAttr(p) : FloatAttr());
  return finish(builder, loc, stats->getResults(), axes, element, keepsAxes,
                [&](OpBuilder &b, Location l, ValueRange scalars) -> Value {
                  if (kind == StatisticKind::SecondMoment)
                    return math::SqrtOp::create(b, l, scalars[0]);
                  if (!hasPower)
                    return scalars[0];
                  Value root = createPower(b, l, scalars[1], 1.0 / p);
                  return arith::MulFOp::create(b, l, scalars[0], root);
                });
}

//===----------------------------------------------------------------------===//
// Functions of scalars
//===----------------------------------------------------------------------===//

Value norm::createNumber(OpBuilder &builder, Location loc, Type type,
                         double value) {
  return norm::createConstant(builder, loc, type, value);
}

/// e / (1 + e) or 1 / (1 + e) with e = exp(-|x|), which does not overflow.
Value norm::createSigmoid(OpBuilder &b, Location loc, Value x) {
  Value zero = createNumber(b, loc, x.getType(), 0.0),
        one = createNumber(b, loc, x.getType(), 1.0);
  Value size = math::AbsFOp::create(b, loc, x);
  Value e = math::ExpOp::create(b, loc, arith::NegFOp::create(b, loc, size));
  Value isPositive =
      arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OGE, x, zero);
  Value numerator = arith::SelectOp::create(b, loc, isPositive, one, e);
  return arith::DivFOp::create(b, loc, numerator,
                               arith::AddFOp::create(b, loc, e, one));
}

Value norm::createSilu(OpBuilder &b, Location loc, Value x) {
  return arith::MulFOp::create(b, loc, x, createSigmoid(b, loc, x));
}

/// x * 0.5 * (1 + f(x)) with f = erf(x / sqrt(2)) or
/// tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)).
Value norm::createGelu(OpBuilder &b, Location loc, Value x, bool byTanh) {
  auto number = [&](double value) {
    return createNumber(b, loc, x.getType(), value);
  };
  auto times = [&](Value lhs, Value rhs) -> Value {
    return arith::MulFOp::create(b, loc, lhs, rhs);
  };
  Value function;
  if (byTanh) {
    Value cube = times(times(x, x), x);
    Value inner =
        arith::AddFOp::create(b, loc, x, times(number(0.044715), cube));
    function =
        math::TanhOp::create(b, loc, times(number(0.79788456080286536), inner));
  } else {
    function =
        math::ErfOp::create(b, loc, times(x, number(0.70710678118654752)));
  }
  Value sum = arith::AddFOp::create(b, loc, function, number(1.0));
  return times(times(x, number(0.5)), sum);
}

Value norm::createLeakyRelu(OpBuilder &b, Location loc, Value x, double slope) {
  Value keeps = arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OGE, x,
                                      createNumber(b, loc, x.getType(), 0.0));
  Value small = arith::MulFOp::create(
      b, loc, createNumber(b, loc, x.getType(), slope), x);
  return arith::SelectOp::create(b, loc, keeps, x, small);
}

Value norm::createScalarPower(OpBuilder &b, Location loc, Value x,
                              double exponent) {
  if (exponent == 1.0)
    return x;
  if (exponent == 0.5)
    return math::SqrtOp::create(b, loc, x);
  Value square;
  if (exponent == 2.0 || exponent == 3.0)
    square = arith::MulFOp::create(b, loc, x, x);
  if (exponent == 2.0)
    return square;
  if (exponent == 3.0)
    return arith::MulFOp::create(b, loc, square, x);
  return math::PowFOp::create(b, loc, x,
                              createNumber(b, loc, x.getType(), exponent));
}
