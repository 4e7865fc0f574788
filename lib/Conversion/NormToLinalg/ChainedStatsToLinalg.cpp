//===- ChainedStatsToLinalg.cpp - Sums of 16-bit inputs in f32 ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Elements of 16 bits and the products of two of them are exact in f32. What
// sums of them lose there is bounded: by so many times 2^-24 of the sum of
// magnitudes as additions stand in one chain. Groups for which that is too
// much are summed again, which costs nothing where no group is one: kernels
// leave out sweeps whose sums are all of zeros.
//
//===----------------------------------------------------------------------===//

#include "StatsLowering.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace mlir::norm;

/// The average square of f32 terms from which on what denormal terms lose, or
/// all of them where they are flushed, does not count.
static constexpr double kLeastAverage = 0x1p-100;

/// Where m2 is at least this part of the sum of squares about 0, the difference
/// that gives it is within 14 * 2^-24 of it, and rstd within 7 * 2^-24: with
/// c = 1 / part and chains of 6, 6 c + 2 * 6 sqrt(c (c - 1)) <= 14.
static constexpr double kLeastPart = 5.0 / 6.0;

StatsLowering::Scalars
StatsLowering::sumChains(ValueRange inputs, unsigned numSums, ScalarBody body) {
  Scalars sums =
      sumGroups(inputs, SmallVector<Type>(numSums, f64),
                [&](OpBuilder &b, Location l, ValueRange scalars) -> Scalars {
                  return llvm::map_to_vector(
                      body(b, l, scalars),
                      [&](Value term) -> Value { return widen(b, term); });
                });
  auto generic = sums.front().getDefiningOp<linalg::GenericOp>();
  for (Value yielded : generic.getBody()->getTerminator()->getOperands())
    yielded.getDefiningOp()->setAttr(NormDialect::getChainAttrName(), chain);
  return sums;
}

Value StatsLowering::isOutOfRange(OpBuilder &b, Value squares) {
  Value least = mul(b, count, constant(b, f64, kLeastAverage));
  Value isSmall =
      arith::CmpFOp::create(b, loc, arith::CmpFPredicate::ULT, squares, least);
  return arith::OrIOp::create(b, loc, isSmall, isInfinite(b, squares));
}

StatsLowering::Scalars StatsLowering::sumAgain(Value isNeeded, Value first) {
  return sumGroups({input, isNeeded, first}, {f64, f64},
                   [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                     Value d = keep(
                         b, scalars[1],
                         sub(b, widen(b, scalars[0]), widen(b, scalars[2])));
                     return {d, mul(b, d, d)};
                   });
}

/// Whether groups are to be summed again, from their sums about 0, and their
/// means.
StatsLowering::Scalars StatsLowering::judgeSums(ValueRange sums) {
  return createElementwise(
      builder, loc, sums, {builder.getI1Type(), builder.getF32Type()},
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        Value mean = div(b, scalars[0], count);
        Value m2 = sub(b, scalars[1], mul(b, scalars[0], mean));
        Value cancels = arith::CmpFOp::create(
            b, loc, arith::CmpFPredicate::OLT, m2,
            mul(b, scalars[1], constant(b, f64, kLeastPart)));
        Value isLossy =
            arith::OrIOp::create(b, loc, cancels, isOutOfRange(b, scalars[1]));
        return {isLossy, convertFloat(b, loc, mean, builder.getF32Type())};
      });
}

/// Mean and m2 from the sums about a shift that is 0 where it is null.
StatsLowering::Scalars StatsLowering::getMoments(OpBuilder &b, Value shift,
                                                 Value sum, Value squares) {
  Value average = div(b, sum, count);
  return {shift ? add(b, widen(b, shift), average) : average,
          sub(b, squares, mul(b, sum, average))};
}

/// From sums about 0, about the mean, or, where bf16 makes squares that f32
/// does not hold, about the first element in f64.
SmallVector<Value> StatsLowering::lowerChainedMoments() {
  Type f32 = builder.getF32Type();
  Scalars operands = sumChains(
      input, 2, [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        Value x = convertFloat(b, loc, scalars[0], f32);
        return {x, mul(b, x, x)};
      });
  // A repetition is a condition, a shift and two sums.
  Scalars judged = judgeSums(operands);
  Scalars centred =
      sumChains({input, judged[0], judged[1]}, 2,
                [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
                  Value x = convertFloat(b, loc, scalars[0], f32);
                  Value d = keep(b, scalars[1], sub(b, x, scalars[2]));
                  return {d, mul(b, d, d)};
                });
  operands.append(judged);
  operands.append(centred);
  if (cast<FloatType>(inputType.getElementType()).isBF16()) {
    Value isWide = createElementwise(
        builder, loc, {judged[0], centred[1]}, builder.getI1Type(),
        [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
          return {arith::AndIOp::create(b, loc, scalars[0],
                                        isOutOfRange(b, scalars[1]))};
        })[0];
    Value first = createFirstElements();
    operands.append({isWide, first});
    operands.append(sumAgain(isWide, first));
  }
  return createElementwise(
      builder, loc, operands, {f64, f64},
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        Scalars moments = getMoments(b, Value(), scalars[0], scalars[1]);
        for (ValueRange rest =
                 scalars.take_front(operands.size()).drop_front(2);
             !rest.empty(); rest = rest.drop_front(4))
          for (auto [result, own] : llvm::zip_equal(
                   moments, getMoments(b, rest[1], rest[2], rest[3])))
            result = arith::SelectOp::create(b, loc, rest[0], own, result);
        return {moments[0], clampToZero(b, moments[1])};
      });
}

/// Of squares or magnitudes; once more in f64 where f32 does not hold them.
SmallVector<Value> StatsLowering::lowerChainedSum() {
  Type f32 = builder.getF32Type(), i1 = builder.getI1Type();
  bool sumsSquares = kind == StatisticKind::SecondMoment;
  auto getTerm = [&](OpBuilder &b, Value x) -> Value {
    return sumsSquares ? mul(b, x, x) : magnitude(b, x, x.getType());
  };
  Value sum = sumChains(
      input, 1, [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {getTerm(b, convertFloat(b, loc, scalars[0], f32))};
      })[0];
  if (!cast<FloatType>(inputType.getElementType()).isBF16())
    return {sum};
  Value isWide = createElementwise(
      builder, loc, sum, i1,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {sumsSquares ? isOutOfRange(b, scalars[0])
                            : isInfinite(b, scalars[0])};
      })[0];
  Value wide = sumGroups(
      {input, isWide}, f64,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {getTerm(b, keep(b, scalars[1], widen(b, scalars[0])))};
      })[0];
  return createElementwise(
      builder, loc, {sum, isWide, wide}, f64,
      [&](OpBuilder &b, Location, ValueRange scalars) -> Scalars {
        return {arith::SelectOp::create(b, loc, scalars[1], scalars[2],
                                        scalars[0])};
      });
}
