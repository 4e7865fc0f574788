//===- ExpandPowers.cpp - powf, fpowi, ipowi, rsqrt and cbrt ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// x^y = 2^(y log2 x). An error of the exponent is one of the result, so f32
// computes in f64, and f64 with sums of two numbers.
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

#include "mlir/IR/Matchers.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;

/// For f32: (2 atanh(s) / s - 2) / s^2 as a function of s^2, error 2^-43.9, and
/// (2^r - 1) / r, error 2^-40.2.
static const double logShort[] = {0x1.555555561e9e4p-1, 0x1.999996a83a8b1p-2,
                                  0x1.24941269e7c26p-2, 0x1.c62ae8e491702p-3,
                                  0x1.911831cea4c4fp-3};
static const double exp2Short[] = {
    0x1.62e42fef850b9p-1,  0x1.ebfbdff80ccaap-3,  0x1.c6b08dd6e8c21p-5,
    0x1.3b2ab7397e968p-7,  0x1.5d87457ee9d7ep-10, 0x1.4308745ae55b7p-13,
    0x1.00dc7c716dd08p-16, 0x1.640ac35bbb7adp-20};

/// For f64: ((atanh(s) / s - 1) / s^2 - 1/3) / s^2 as a function of s^2, error
/// 2^-66.3 of atanh.
static const double logLong[] = {0x1.9999999999b31p-3, 0x1.2492492457b39p-3,
                                 0x1.c71c722d98335p-4, 0x1.745ce9d19fa4ap-4,
                                 0x1.3b1eef5b2f64ap-4, 0x1.0f7f99bd6ea1bp-4,
                                 0x1.0e45a973e6a29p-4};

namespace {
/// A sum whose second term is below an ulp of the first.
struct Sum {
  Lanes high, low;
};
} // namespace

/// a + b for abs(a) >= abs(b), exactly.
static Sum fastSum(const Lanes &a, const Lanes &b) {
  Lanes sum = a + b;
  return {sum, (a - sum) + b};
}

static Sum product(const Sum &a, const Sum &b) {
  Lanes high = a.high * b.high;
  Lanes low = a.high.fma(b.high, -high) + a.high.fma(b.low, a.low * b.high);
  return fastSum(high, low);
}

/// log2 of normal positive x in f64, to 2^-43 of it.
static Lanes shortLog2(const Lanes &x) {
  Decomposed parts = decompose(x);
  Lanes f = parts.m - 1;
  Lanes s = f / (f + 2);
  Lanes z = s * s;
  Lanes twice = z.fma(evaluatePolynomial(z, logShort), 2);
  return (s * kLog2E).fma(twice, parts.k);
}

/// 2^x in f64 for a result that is a normal number, to 2^-40 of it.
static Lanes shortExp2(const Lanes &x) {
  auto [k, integer] = roundProduct(x, 1);
  Lanes r = x - k;
  return r.fma(evaluatePolynomial(r, exp2Short), 1) *
         powerOfTwo(integer, x.getElementType());
}

/// log2 of normal positive x, to about 2^-65 of it.
static Sum longLog2(const Decomposed &parts, const Lanes &k) {
  Lanes f = parts.m - 1;
  Lanes denominator = f + 2;
  Lanes denominatorLow = (2 - denominator) + f;
  // s = f / (2 + f).
  Lanes s = f / denominator;
  Lanes remainder = s.fma(-denominatorLow, s.fma(-denominator, f));
  Sum ratio{s, remainder / denominator};
  // s^2, then 1 + s^2 (1/3 + s^2 Q).
  Sum z = product(ratio, ratio);
  Lanes q = z.high * evaluatePolynomial(z.high, logLong);
  Sum third = fastSum(f.constant(0x1.5555555555555p-2), q);
  third.low = third.low + 0x1.5555555555555p-56;
  Sum inner = product(z, third);
  Sum series = fastSum(f.constant(1), inner.high);
  series.low = series.low + inner.low;
  Sum scaled = product(ratio, product(series, {f.constant(2 * kLog2E),
                                               f.constant(2 * kLog2ELow)}));
  Sum result = fastSum(k, scaled.high);
  return fastSum(result.high, result.low + scaled.low);
}

/// Where the exponents that can give a finite result end, in f64.
static constexpr double kExponentBound = 1100;

/// abs(x)^y for positive x; for 0, infinity and NaN what follows from their
/// logarithms. y is `exponent` + `exponentLow`.
static Lanes powerOfMagnitude(const Lanes &magnitude, const Lanes &exponent,
                              double exponentLow) {
  auto bound = [](const Lanes &value, double limit) {
    return clampBelow(clampAbove(value, limit), -limit);
  };
  if (!isF64(magnitude)) {
    Type f64 = Float64Type::get(Value(magnitude).getContext());
    Lanes wide = magnitude.extended(f64);
    Lanes logarithm = fixLogarithm(wide, shortLog2(wide));
    Lanes power = exponent.extended(f64) * logarithm;
    return shortExp2(bound(power, 300)).truncated(magnitude.getElementType());
  }
  Lanes isDenormal = magnitude < 0x1p-1022;
  Decomposed parts =
      decompose(isDenormal.select(magnitude * 0x1p54, magnitude));
  Lanes excess =
      isDenormal.select(magnitude.constant(54), magnitude.constant(0));
  Sum logarithm = longLog2(parts, parts.k - excess);
  Lanes high = fixLogarithm(magnitude, logarithm.high);
  Lanes power = exponent * high;
  Lanes low = exponent.fma(high, -power) + exponent * logarithm.low;
  if (exponentLow != 0)
    low = high.fma(exponentLow, low);
  Lanes isInside = power.abs() < kExponentBound;
  return exp2Sum(bound(power, kExponentBound),
                 isInside.select(low, power.constant(0)));
}

/// To the letter of annex F of C but for the exceptions raised.
Lanes norm::fixPower(const Lanes &x, const Lanes &y, const Lanes &ofMagnitude) {
  Lanes magnitude = x.abs();
  Lanes result = ofMagnitude;
  Lanes isWhole = y.floor() == y;
  Lanes halfOfY = y * 0.5;
  Lanes isOdd =
      isWhole & halfOfY.floor().compare(arith::CmpFPredicate::ONE, halfOfY);
  // -0 is negative here.
  result = isOdd.select(result.copySign(x), result);
  Lanes isFiniteNegative = (x < 0) & (magnitude < kInfinity);
  Lanes isFraction = y.floor().compare(arith::CmpFPredicate::ONE, y);
  result = (isFiniteNegative & isFraction).select(x.constant(kNaN), result);
  // 1 even for NaN.
  Lanes one = x.constant(1);
  Lanes isOne = (x == 1) | (y == 0) | ((x == -1) & (y.abs() == kInfinity));
  return isOne.select(one, result);
}

/// The exponent in quarters, where these give a power of few roundings: from -2
/// to 4, whole ones only from 2.
static std::optional<int> matchQuarters(Value exponent) {
  std::optional<double> known = matchConstant(exponent);
  if (!known || std::abs(*known) > 4 || *known * 4 != std::floor(*known * 4))
    return std::nullopt;
  int quarters = int(*known * 4);
  if (quarters < -8 || quarters > 16 || (quarters > 8 && quarters % 4 != 0))
    return std::nullopt;
  return quarters;
}

bool norm::hasRoots(Value exponent) {
  return matchQuarters(exponent).has_value();
}

/// x^(quarters / 4) through at most three roundings of products and square
/// roots. No step leaves the range of the type where the result is in it.
static Lanes powerOfQuarters(const Lanes &x, int quarters) {
  int fraction = std::abs(quarters) % 4;
  Lanes base = x;
  if (fraction != 0) {
    // Roots of -0 and of -infinity are positive here.
    base = x + 0.0;
    base = (base == -kInfinity).select(x.constant(kInfinity), base);
  }
  bool invertsResult = quarters < 0 && quarters > -4;
  if (quarters <= -4)
    base = 1 / base;
  std::optional<Lanes> result;
  auto multiply = [&](const Lanes &factor) {
    result = result ? *result * factor : factor;
  };
  Lanes square = base * base;
  switch (std::abs(quarters) / 4) {
  case 1:
    multiply(base);
    break;
  case 2:
    multiply(square);
    break;
  case 3:
    multiply(square * base);
    break;
  case 4:
    multiply(square * square);
    break;
  default:
    break;
  }
  if (fraction != 0) {
    Lanes root = base.sqrt();
    if (fraction != 1)
      multiply(root);
    if (fraction != 2)
      multiply(root.sqrt());
  }
  if (!result)
    return x.constant(1);
  return invertsResult ? 1 / *result : *result;
}

namespace {

/// powf => square roots and products for an exponent known to be a small
/// multiple of 1/4, else 2^(y log2 x).
struct ExpandPow : OpRewritePattern<math::PowFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::PowFOp op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType(), element = getElementTypeOrSelf(type);
    if (!isLanes(type) || !(element.isF32() || element.isF64()))
      return rewriter.notifyMatchFailure(op, "not lanes of f32 or f64");
    LaneBuilder builder{rewriter, op.getLoc(), type};
    Lanes x(builder, op.getLhs()), y(builder, op.getRhs());
    std::optional<int> quarters = matchQuarters(op.getRhs());
    Lanes result = quarters ? powerOfQuarters(x, *quarters)
                            : fixPower(x, y, powerOfMagnitude(x.abs(), y, 0));
    rewriter.replaceOp(op, Value(result));
    return success();
  }
};

/// fpowi => powf of f64 for f32 and less, rounded once; for exponents that are
/// known and exact in the base's type powf of that type. Exponents beyond 2^53
/// are taken apart for f64: x^(a + b) = x^a x^b, a and b of one sign.
struct ExpandFPowI : OpRewritePattern<math::FPowIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::FPowIOp op,
                                PatternRewriter &rewriter) const override {
    Type type = op.getType(), element = getElementTypeOrSelf(type);
    auto format = dyn_cast<FloatType>(element);
    if (!isLanes(type) || !format || format.getWidth() > 64)
      return rewriter.notifyMatchFailure(op, "not lanes of up to 64 bits");
    LaneBuilder builder{rewriter, op.getLoc(), type};
    Lanes x(builder, op.getLhs()), n(builder, op.getRhs());
    if (n.getWidth() > 64)
      return rewriter.notifyMatchFailure(op, "an exponent beyond 64 bits");
    Type f64 = rewriter.getF64Type();
    APInt known;
    if (matchPattern(op.getRhs(), m_ConstantInt(&known)) &&
        known.getSignificantBits() <= format.getFPMantissaWidth()) {
      Lanes exponent = x.constant(known.getSExtValue());
      rewriter.replaceOpWithNewOp<math::PowFOp>(op, op.getLhs(), exponent);
      return success();
    }
    Lanes wide = format.isF64() ? x : x.extended(f64);
    Lanes result = expand(wide.abs(), n);
    // -0 is negative here, too.
    Lanes isOdd =
        (n & 1).compare(arith::CmpIPredicate::ne, Value(n.constant(0)));
    result = isOdd.select(result.copySign(wide), result);
    rewriter.replaceOp(
        op, Value(format.isF64() ? result : result.truncated(element)));
    return success();
  }

  static Lanes expand(const Lanes &magnitude, const Lanes &n) {
    auto power = [&](const Lanes &integer) {
      Lanes exponent = integer.make<arith::SIToFPOp>(Value(magnitude).getType(),
                                                     Value(integer));
      return magnitude.make<math::PowFOp>(Value(magnitude), Value(exponent));
    };
    if (n.getWidth() <= 53)
      return power(n);
    Value low = n.constant(int64_t(1) << 11);
    Lanes rest = n.make<arith::RemSIOp>(Value(n), low);
    return power(n - rest) * power(rest);
  }
};

/// ipowi => products of squares: five operations per bit of the exponent, one
/// or two for an exponent that is known.
struct ExpandIPowI : OpRewritePattern<math::IPowIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::IPowIOp op,
                                PatternRewriter &rewriter) const override {
    if (!isLanes(op.getType()))
      return rewriter.notifyMatchFailure(op, "neither scalar nor vector");
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes x(builder, op.getLhs()), n(builder, op.getRhs());
    Lanes one = x.constant(1), zero = x.constant(0), result = one;
    APInt known;
    bool isKnown = matchPattern(op.getRhs(), m_ConstantInt(&known));
    unsigned bits = isKnown ? known.getActiveBits() : x.getWidth() - 1;
    if (isKnown && known.isNegative())
      bits = 0;
    Lanes square = x;
    for (unsigned bit = 0; bit < bits; ++bit) {
      if (bit > 0)
        square = square * square;
      if (isKnown) {
        result = known[bit] ? result * square : result;
        continue;
      }
      Lanes isSet = (n & (int64_t(1) << bit))
                        .compare(arith::CmpIPredicate::ne, Value(zero));
      result = isSet.select(result * square, result);
    }
    // 1 / x^-n, rounded toward zero; 0 for 0, whose quotient there is none.
    auto isEqual = [](const Lanes &value, int64_t number) {
      return value.compare(arith::CmpIPredicate::eq,
                           Value(value.constant(number)));
    };
    Lanes ofMinusOne = isEqual(n & 1, 0).select(one, x);
    Lanes inverse =
        isEqual(x, 1).select(one, isEqual(x, -1).select(ofMinusOne, zero));
    Lanes isNegative = n.compare(arith::CmpIPredicate::slt, Value(zero));
    rewriter.replaceOp(op, Value(isNegative.select(inverse, result)));
    return success();
  }
};

} // namespace

static Lanes expandRsqrt(const Lanes &x) { return 1 / x.sqrt(); }

static Lanes expandCbrt(const Lanes &x) {
  double third = 0x1.5555555555555p-2;
  Lanes magnitude = x.abs();
  if (isF64(x))
    return powerOfMagnitude(magnitude, x.constant(third), 0x1.5555555555555p-56)
        .copySign(x);
  Type f64 = Float64Type::get(Value(x).getContext());
  Lanes wide = magnitude.extended(f64);
  Lanes exponent = fixLogarithm(wide, shortLog2(wide)) * third;
  Lanes bounded = clampBelow(clampAbove(exponent, 300), -300);
  return shortExp2(bounded).truncated(x.getElementType()).copySign(x);
}

void norm::populateExpandPowersPatterns(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ExpandPow>(context);
  patterns.add<ExpandUnary<math::RsqrtOp>>(context, expandRsqrt);
  patterns.add<ExpandUnary<math::CbrtOp>>(context, expandCbrt);
}

void norm::populateExpandIntegerPowersPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandFPowI, ExpandIPowI>(patterns.getContext());
}
