//===- NormResponseDecompose.cpp - Local response norm to core ops ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Dialect/Norm/IR/LinalgBuilders.h"
#include "norm-mlir/Dialect/Norm/IR/NormOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// What an element divides by, (k + weight m2)^beta, in f32 where that is as
/// exact as promised.
class ResponseBuilder {
public:
  ResponseBuilder(LocalResponseNormOp op)
      : op(op), element(op.getNormalized().getType().getElementType()),
        size(op.getSizeAttr().getInt()), k(op.getK().convertToDouble()),
        beta(op.getBeta().convertToDouble()),
        weight(op.getAlpha().convertToDouble() / static_cast<double>(size)) {}

  /// Whether f32 is enough.
  bool isNarrow() const;
  Value build(OpBuilder &builder);

private:
  /// x / base^beta, or that of `x` scaled by 2^-32 where `isLarge`: quotients
  /// of the largest numbers are finite then.
  Value divide(OpBuilder &b, Location loc, Value x, Value base, Value isLarge);

  /// So that x scaled and divided by the least power stays below 2^127.
  static constexpr double kDownscale = 0x1p-32;

  LocalResponseNormOp op;
  Type element;
  int64_t size;
  double k, beta, weight;
};

} // namespace

/// Roundings of f32 to `exponent`, in units of 2^-24: those of
/// docs/Numerics.md.
static double getPowerError(double exponent) {
  return exponent == 1.0    ? 0
         : exponent == 0.75 ? 4.6
         : exponent == 0.5  ? 1.6
                            : 1;
}

bool ResponseBuilder::isNarrow() const {
  if (element.isF64())
    return false;
  // Then nothing cancels, and squares that f32 loses are nothing beside k.
  auto isModerate = [](double value) {
    return value >= 0x1p-30 && value <= 0x1p30;
  };
  if (!isModerate(k) || !isModerate(weight) || !(beta > 0 && beta <= 1))
    return false;
  // The logarithm of a large base multiplies what an exponent in f32 is off.
  if (element.isF32() && static_cast<float>(beta) != beta)
    return false;
  // Where squares exceed f32, quotients of elements scaled by 2^-32 are below
  // 2^127, and what these lose is below 2^-149 of the result.
  double exponent = std::log2(weight);
  if (beta * (12 - exponent) > 31 || beta * (128 + exponent) < 32)
    return false;
  // `size` products and sums, two more, those of k and weight themselves; then
  // the power and the quotient. Of the bound, 16, two are left to the scaling.
  double steps = beta * static_cast<double>(size + 4) + getPowerError(beta) + 1;
  return steps <= (element.isF32() ? 14.0 : 0x1p11);
}

Value ResponseBuilder::build(OpBuilder &builder) {
  Location loc = op.getLoc();
  bool narrow = isNarrow();
  Type type = narrow ? Type(builder.getF32Type()) : builder.getF64Type();
  auto stats = WindowStatsOp::create(
      builder, loc, op.getInput(), op.getChannelAxisAttr(),
      builder.getI64IntegerAttr(op.getChannelsBefore()),
      builder.getI64IntegerAttr(op.getChannelsAfter()),
      narrow ? TypeAttr::get(type) : TypeAttr());
  SmallVector<Value> operands = {op.getInput(), stats.getM2()};
  // Squares of f16 are never too large.
  bool mayBeLarge = narrow && !element.isF16();
  if (mayBeLarge)
    operands.push_back(stats.getScaled());
  return createElementwise(
      builder, loc, operands, element,
      [&](OpBuilder &b, Location l, ValueRange scalars) -> SmallVector<Value> {
        auto constant = [&](double value) {
          return createFloat(b, l, type, value);
        };
        Value share = arith::MulFOp::create(b, l, scalars[1], constant(weight));
        Value base = arith::AddFOp::create(b, l, constant(k), share), isLarge;
        if (mayBeLarge) {
          isLarge = arith::CmpFOp::create(
              b, l, arith::CmpFPredicate::UGE, scalars[1],
              constant(std::numeric_limits<double>::infinity()));
          Value scaled =
              arith::MulFOp::create(b, l, scalars[2], constant(weight));
          base = arith::SelectOp::create(b, l, isLarge, scaled, base);
        }
        Value x = convertFloat(b, l, scalars[0], type);
        return {convertFloat(b, l, divide(b, l, x, base, isLarge), element)};
      })[0];
}

Value ResponseBuilder::divide(OpBuilder &b, Location loc, Value x, Value base,
                              Value isLarge) {
  Value power = createPower(b, loc, base, beta);
  auto scaleLarge = [&](Value value, double factor) -> Value {
    Value scaled = arith::MulFOp::create(
        b, loc, value, createFloat(b, loc, value.getType(), factor));
    return arith::SelectOp::create(b, loc, isLarge, scaled, value);
  };
  if (isLarge)
    x = scaleLarge(x, kDownscale);
  auto quotient = arith::DivFOp::create(b, loc, x, power);
  if (x.getType().isF32() && (beta == 0.5 || beta == 0.75))
    quotient->setAttr(NormDialect::getEstimatedAttrName(), b.getUnitAttr());
  Value y = quotient;
  // The base was that of squares scaled twice.
  return isLarge ? scaleLarge(y, std::pow(WindowStatsOp::kScale, 2 * beta) /
                                     kDownscale)
                 : y;
}

FailureOr<SmallVector<Value>>
LocalResponseNormOp::decomposeOperation(OpBuilder &builder) {
  return SmallVector<Value>{ResponseBuilder(*this).build(builder)};
}
