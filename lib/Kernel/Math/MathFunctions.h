//===- MathFunctions.h - Elementary functions in lanes ----------*- C++ -*-===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the families of functions share. All of it is for lanes of f32 or f64;
// docs/Numerics.md lists the errors, and test/Unit/ExpandMathTest.cpp measures
// them. The polynomials are minimax fits, made by tools/fit_math.py.
//
//===----------------------------------------------------------------------===//

#ifndef NORM_MLIR_KERNEL_MATH_MATHFUNCTIONS_H
#define NORM_MLIR_KERNEL_MATH_MATHFUNCTIONS_H

#include "LaneBuilder.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/PatternMatch.h"

#include <limits>

namespace mlir::norm {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// log 2 and 1 / log 2 as sums of two f64, and of two f32.
constexpr double kLn2 = 0x1.62e42fefa39efp-1, kLn2Low = 0x1.abc9e3b39803fp-56;
constexpr double kLn2F32 = 0x1.62e43p-1, kLn2LowF32 = -0x1.05c61p-29;
constexpr double kLog2E = 0x1.71547652b82fep+0,
                 kLog2ELow = 0x1.777d0ffda0d24p-56;
constexpr double kLog2EF32 = 0x1.715476p+0, kLog2ELowF32 = 0x1.4ae0cp-26;

/// What the algorithms need to know of f32 or f64.
struct FloatParameters {
  int fractionBits, bias;
  /// Adding it to a value below half of it rounds the value to an integer,
  /// which then stands in the low bits.
  double rounder;

  static FloatParameters of(const Lanes &x) {
    if (x.getWidth() == 64)
      return {52, 1023, 0x1.8p52};
    return {23, 127, 0x1.8p23};
  }
};

inline bool isF64(const Lanes &x) { return x.getWidth() == 64; }

/// coefficients[0] + x * (coefficients[1] + x * ...).
Lanes evaluatePolynomial(const Lanes &x, ArrayRef<double> coefficients);

/// x * factor rounded to an integer, as float and as integer lanes.
struct Rounded {
  Lanes value, integer;
};
Rounded roundProduct(const Lanes &x, double factor);

/// 2^k for integers k in the range of normal exponents.
Lanes powerOfTwo(const Lanes &k, Type element);

/// p * 2^k, rounded once, for p from 1/2 to 2 and integers k up to twice the
/// exponents' range.
Lanes scaleByPowerOfTwo(const Lanes &p, const Lanes &k);

/// x, or the bound where x is beyond it; NaN stays.
Lanes clampAbove(const Lanes &x, double bound);
Lanes clampBelow(const Lanes &x, double bound);

/// e^r - 1 for abs(r) up to log(2) / 2, r being `high` + `low`.
Lanes expm1Reduced(const Lanes &high, const Lanes &low);
/// (e^x - 1) / 2 for x from -40 (f32: -20) to where it overflows.
Lanes halfExpm1(const Lanes &x);
/// e^x for x whose result is a normal number.
Lanes expNormal(const Lanes &x);
/// 2^(high + low) for an integer part that scaleByPowerOfTwo takes; low is
/// below an ulp of high.
Lanes exp2Sum(const Lanes &high, const Lanes &low);

/// x as m * 2^k, m from sqrt(1/2) to sqrt(2), k a float: for normal positive
/// x. `biased` is k as an integer, plus the bias.
struct Decomposed {
  Lanes m, k, biased;
};
Decomposed decompose(const Lanes &x);

/// As above for any positive x; the k of denormal ones is too large by the
/// second value.
std::pair<Decomposed, Lanes> decomposeAny(const Lanes &x);

/// `inner` with what log and its like give for arguments that are not positive
/// or not finite.
Lanes fixLogarithm(const Lanes &x, const Lanes &inner);

/// Whether powers of this exponent are products and square roots.
bool hasRoots(Value exponent);

/// abs(x)^y with what C's pow gives for negative x, ones, NaN and infinities.
Lanes fixPower(const Lanes &x, const Lanes &y, const Lanes &ofMagnitude);

/// Whether a float type holds the number without rounding it.
bool isExactIn(double number, FloatType type);

/// Whether the op rounds to nearest, which is what it does when it says
/// nothing.
bool roundsToNearest(arith::TruncFOp op);

/// Whether the op rounds lanes of f32 to bf16, to nearest.
bool isBF16Rounding(arith::TruncFOp op);

/// Such an op's result in integers: adds just under half an ulp, half of it
/// where the result is odd, and drops the lower half: five operations and two
/// for NaN. A NaN gets the exponent and the quiet bit by `or`: LLVM would sink
/// a selection below the truncation and split its bf16 lanes apart.
Value roundBF16(OpBuilder &builder, arith::TruncFOp op);

/// Two roundings to bf16 whose results lie in turn in a vector.
struct BF16Pair {
  arith::TruncFOp even, odd;
};

/// The roundings that `op` joins and that have no other use.
std::optional<BF16Pair> matchBF16Pair(vector::InterleaveOp op);

/// Whether `op` is one of those.
bool isOfBF16Pair(arith::TruncFOp op);

/// Whether the type is lanes of a float of 16 or 8 bits.
bool isNarrowFloat(Type type);

/// The number in all lanes of a value, if it is known.
std::optional<double> matchConstant(Value value);

/// A pattern that replaces ops of one kind on f32 or f64 by what `expand`
/// makes of their operand.
template <typename Op>
struct ExpandUnary : OpRewritePattern<Op> {
  using Function = Lanes (*)(const Lanes &);
  ExpandUnary(MLIRContext *context, Function expand)
      : OpRewritePattern<Op>(context), expand(expand) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType(), element = getElementTypeOrSelf(type);
    if (!isLanes(type) || !(element.isF32() || element.isF64()))
      return rewriter.notifyMatchFailure(op, "not lanes of f32 or f64");
    LaneBuilder builder{rewriter, op.getLoc(), type};
    rewriter.replaceOp(op, Value(expand(Lanes(builder, op.getOperand()))));
    return success();
  }

  Function expand;
};

/// Each file's patterns.
void populateExpandExponentialsPatterns(RewritePatternSet &patterns);
void populateExpandExtremaPatterns(RewritePatternSet &patterns);
void populateExpandLogarithmsPatterns(RewritePatternSet &patterns);
void populateExpandPowersPatterns(RewritePatternSet &patterns);
void populateExpandSigmoidsPatterns(RewritePatternSet &patterns);

} // namespace mlir::norm

#endif // NORM_MLIR_KERNEL_MATH_MATHFUNCTIONS_H
