//===- ExpandNarrowFunctions.cpp - Functions of 16 and 8 bits ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In f32, but only as exactly as what rounds the result can tell: f16 has 11
// bits. Errors are below 2^-17 of the function, bf16's exp and powf apart,
// where it is those of an exponent in f32, 2^-16; 0.52 ulp with the rounding.
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"
#include "norm-mlir/Kernel/Math/ExpandMath.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;

/// 2^r on abs(r) <= 1/2; error 2^-18.5.
static const double exp2Narrow[] = {0.9999992847442627, 0.6931217312812805,
                                    0.24024753272533417, 0.05591868981719017,
                                    0.009570029564201832};

/// log2(1 + f) / f for 1 + f from sqrt(1/2) to sqrt(2); error 2^-22.5.
static const double log2Narrow[] = {1.442694902420044,   -0.7213528156280518,
                                    0.48092344403266907, -0.3602375686168671,
                                    0.2870912253856659,  -0.2488974928855896,
                                    0.23411507904529572, -0.14583429694175720};

/// erf(x) / x as a function of x^2 up to x = 3, from where on all results are
/// 1; error 2^-17.8.
static const double erfNarrow[] = {
    1.1283742189407349,    -0.37602758407592773,   0.11249079555273056,
    -0.02637334167957306,  0.004854330327361822,   -0.0006879479042254388,
    7.159215601859614e-05, -5.073204192740377e-06, 2.1588910215086798e-07,
    -4.125650487907251e-09};

/// tanh(x) / x as a quotient of functions of x^2 up to x = 4.69, from where on
/// all results are 1; error 2^-19.6.
static const double tanhDividend[] = {0.9999987483024597, 0.11712665855884552,
                                      0.0016744086751714349};
static const double tanhDivisor[] = {
    1.0, 0.4504493772983551, 0.018505893647670746, 6.710612069582567e-05};

namespace {

/// The range of a type's numbers, in powers of two.
struct NarrowRange {
  double least, most; // all below round to 0, all from there on are infinite
  bool isWide;        // of f32

  static NarrowRange of(Type element) {
    bool isWide = element.isBF16();
    return {isWide ? -135.0 : -26.0, isWide ? 129.0 : 17.0, isWide};
  }
};

} // namespace

/// 2^(x * factor), where x is in the range.
static Lanes exp2InRange(const Lanes &x, double factor,
                         const NarrowRange &range) {
  auto [k, integer] = roundProduct(x, factor);
  Lanes r = factor == 1 ? x - k : x.fma(factor, -k);
  Lanes p = evaluatePolynomial(r, exp2Narrow);
  return range.isWide ? scaleByPowerOfTwo(p, integer)
                      : p * powerOfTwo(integer, p.getElementType());
}

static Lanes clampBoth(const Lanes &x, double low, double high) {
  return clampBelow(clampAbove(x, high), low);
}

static Lanes expandExp2(const Lanes &x, const NarrowRange &range) {
  return exp2InRange(clampBoth(x, range.least, range.most), 1, range);
}

static Lanes expandExp(const Lanes &x, const NarrowRange &range) {
  return exp2InRange(clampBoth(x, std::floor(range.least / kLog2E),
                               std::ceil(range.most / kLog2E)),
                     kLog2E, range);
}

/// log2(x) without the addition of `k`, the integer part.
struct Logarithm {
  Lanes k, fraction;
};

static Logarithm getLogarithm(const Lanes &x) {
  auto [parts, excess] = decomposeAny(x);
  Lanes f = parts.m - 1;
  return {parts.k - excess, f * evaluatePolynomial(f, log2Narrow)};
}

static Lanes expandLog2(const Lanes &x, const NarrowRange &) {
  auto [k, fraction] = getLogarithm(x);
  return fixLogarithm(x, k + fraction);
}

/// To a base whose logarithm to the base 2 is 1 / `factor`.
static Lanes logToBase(const Lanes &x, double factor) {
  auto [k, fraction] = getLogarithm(x);
  return fixLogarithm(x, (k + fraction) * factor);
}

static Lanes expandLog(const Lanes &x, const NarrowRange &) {
  return logToBase(x, 1 / kLog2E);
}

static Lanes expandLog10(const Lanes &x, const NarrowRange &) {
  return logToBase(x, 0.30102999566398119521);
}

static Lanes expandErf(const Lanes &x, const NarrowRange &) {
  Lanes bounded = clampBoth(x, -3, 3);
  return bounded * evaluatePolynomial(bounded * bounded, erfNarrow);
}

static Lanes expandTanh(const Lanes &x, const NarrowRange &) {
  Lanes bounded = clampBoth(x, -4.69, 4.69);
  Lanes square = bounded * bounded;
  return bounded * evaluatePolynomial(square, tanhDividend) /
         evaluatePolynomial(square, tanhDivisor);
}

static Lanes expandCbrt(const Lanes &x, const NarrowRange &range) {
  Lanes third = expandLog2(x.abs(), range) * (1.0 / 3);
  return expandExp2(third, range).copySign(x);
}

namespace {

/// A function on narrow floats => polynomials in f32, the result rounded.
template <typename Op>
struct ExpandNarrow : OpRewritePattern<Op> {
  using Function = Lanes (*)(const Lanes &, const NarrowRange &);
  ExpandNarrow(MLIRContext *context, Function expand)
      : OpRewritePattern<Op>(context), expand(expand) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!isNarrowFloat(op.getType()))
      return rewriter.notifyMatchFailure(op, "not lanes of 16 or 8 bits");
    Type element = getElementTypeOrSelf(op.getType());
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    Lanes x = Lanes(builder, op.getOperand()).extended(rewriter.getF32Type());
    rewriter.replaceOp(
        op, Value(expand(x, NarrowRange::of(element)).truncated(element)));
    return success();
  }

  Function expand;
};

/// powf with an exponent that is not known to be a multiple of 1/4 => 2^(y
/// log2 x) in f32.
struct ExpandNarrowPow : OpRewritePattern<math::PowFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::PowFOp op,
                                PatternRewriter &rewriter) const override {
    if (!isNarrowFloat(op.getType()) || hasRoots(op.getRhs()))
      return rewriter.notifyMatchFailure(op, "not 2^(y log2 x) in f32");
    Type element = getElementTypeOrSelf(op.getType());
    NarrowRange range = NarrowRange::of(element);
    LaneBuilder builder{rewriter, op.getLoc(), op.getType()};
    auto widen = [&](Value value) {
      return Lanes(builder, value).extended(rewriter.getF32Type());
    };
    Lanes x = widen(op.getLhs()), y = widen(op.getRhs());
    Lanes magnitude = expandExp2(y * expandLog2(x.abs(), range), range);
    rewriter.replaceOp(op, Value(fixPower(x, y, magnitude).truncated(element)));
    return success();
  }
};

} // namespace

void norm::populateExpandNarrowFunctionsPatterns(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ExpandNarrow<math::ExpOp>>(context, expandExp);
  patterns.add<ExpandNarrow<math::Exp2Op>>(context, expandExp2);
  patterns.add<ExpandNarrow<math::LogOp>>(context, expandLog);
  patterns.add<ExpandNarrow<math::Log2Op>>(context, expandLog2);
  patterns.add<ExpandNarrow<math::Log10Op>>(context, expandLog10);
  patterns.add<ExpandNarrow<math::ErfOp>>(context, expandErf);
  patterns.add<ExpandNarrow<math::TanhOp>>(context, expandTanh);
  patterns.add<ExpandNarrow<math::CbrtOp>>(context, expandCbrt);
  patterns.add<ExpandNarrowPow>(context);
}
