//===- StatsLowering.h - norm.stats to linalg reductions ---*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_CONVERSION_NORMTOLINALG_STATSLOWERING_H
#define NORM_MLIR_CONVERSION_NORMTOLINALG_STATSLOWERING_H

#include "CoreOpsToLinalg.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace mlir::norm {

/// What the lowerings of one norm.stats share. The iteration space is (kept,
/// reduced).
class StatsLowering {
public:
  StatsLowering(StatsOp op, OpBuilder &builder);

  SmallVector<Value> lowerShifted();
  SmallVector<Value> lowerTwoPass();
  /// Of a kind that has chains.
  SmallVector<Value> lowerChained() {
    return kind == StatisticKind::Moments ? lowerChainedMoments()
                                          : lowerChainedSum();
  }
  SmallVector<Value> lowerSecondMoment();
  SmallVector<Value> lowerAbsSum();
  SmallVector<Value> lowerAbsMax();
  SmallVector<Value> lowerAbsPowerSum(double exponent);

private:
  using Scalars = SmallVector<Value>;

  Value constant(OpBuilder &b, Type type, double value) {
    return createFloat(b, loc, type, value);
  }
  Value add(OpBuilder &b, Value x, Value y) {
    return arith::AddFOp::create(b, loc, x, y);
  }
  Value sub(OpBuilder &b, Value x, Value y) {
    return arith::SubFOp::create(b, loc, x, y);
  }
  Value mul(OpBuilder &b, Value x, Value y) {
    return arith::MulFOp::create(b, loc, x, y);
  }
  Value div(OpBuilder &b, Value x, Value y) {
    return arith::DivFOp::create(b, loc, x, y);
  }
  Value widen(OpBuilder &b, Value x) { return convertFloat(b, loc, x, f64); }

  Value magnitude(OpBuilder &b, Value x, Type type) {
    return math::AbsFOp::create(b, loc, convertFloat(b, loc, x, type));
  }

  /// The first element of each group (0 for empty groups): kept sizes, the
  /// input's type or f64.
  Value createFirstElements();
  /// max(0, x), NaN staying NaN.
  Value clampToZero(OpBuilder &b, Value x);
  /// Sums of `body` over the groups; input 0 is the op's input, the others have
  /// kept sizes.
  Scalars sumGroups(ValueRange inputs, ArrayRef<Type> elements,
                    ScalarBody body);

  // Sums in chains; see ChainedStatsToLinalg.cpp.
  SmallVector<Value> lowerChainedMoments();
  SmallVector<Value> lowerChainedSum();
  Scalars judgeSums(ValueRange sums);
  Scalars getMoments(OpBuilder &b, Value shift, Value sum, Value squares);
  /// As sumGroups, to f64, of f32 terms that are added up in chains.
  Scalars sumChains(ValueRange inputs, unsigned numSums, ScalarBody body);
  /// Whether a sum of squares has overflowed f32, or lost what counts.
  Value isOutOfRange(OpBuilder &b, Value squares);
  /// Whether a sum of magnitudes is infinite or NaN.
  Value isInfinite(OpBuilder &b, Value sum) {
    return arith::CmpFOp::create(
        b, loc, arith::CmpFPredicate::UGE, sum,
        constant(b, f64, std::numeric_limits<double>::infinity()));
  }
  /// f64 sums about the first element of groups where `isNeeded`, else 0.
  Scalars sumAgain(Value isNeeded, Value first);
  /// `value` where `condition` holds, else 0.
  Value keep(OpBuilder &b, Value condition, Value value) {
    return arith::SelectOp::create(b, loc, condition, value,
                                   constant(b, value.getType(), 0.0));
  }

  /// max |x| of each group, in the input's compute type.
  Value createMaxima();
  /// f32 sums overflow for values that f32 itself holds, and their squares are
  /// lost below others; those of values scaled by this, or by its inverse, do
  /// not and are not.
  static constexpr double kScale = 0x1p-80;

  /// An f64 sum from an f32 one and its twin of addends scaled by `scale`,
  /// which counts where the first overflowed.
  Value selectSum(OpBuilder &b, Value sum, Value scaledSum,
                  double scale = kScale);
  /// An f64 sum of squares from what appendSquares has added up.
  Value selectSquares(OpBuilder &b, ValueRange sums);
  /// The square of `x` in the accumulator's type and, for f32, those of `x`
  /// scaled down and up.
  void appendSquares(OpBuilder &b, Value x, Scalars &addends);
  /// x - shift; for f32 accumulators that of both scaled, too.
  void appendDifference(OpBuilder &b, Value x, Value shift, Scalars &addends);
  /// Accumulators for differences, and for squares: one each, more for f32.
  unsigned countSums() const { return accumulator.isF64() ? 1 : 2; }
  unsigned countSquares() const { return accumulator.isF64() ? 1 : 3; }

  OpBuilder &builder;
  Location loc;
  Value input;
  RankedTensorType inputType;
  SmallVector<int64_t> reduced, kept;
  FloatType f64, accumulator;
  StatisticKind kind;
  IntegerAttr chain; // null where all sums are in the accumulator's type
  SmallVector<OpFoldResult> keptSizes;
  AffineMap inputMap, keptMap;
  Value count; // f64, at least 1, so that empty groups give mean 0
};

} // namespace mlir::norm

#endif // NORM_MLIR_CONVERSION_NORMTOLINALG_STATSLOWERING_H
