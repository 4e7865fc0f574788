//===- ExpandExponentials.cpp - exp, exp2 and expm1 ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// x = k log(2) + r, k an integer: e^x = 2^k e^r, and e^r is a polynomial.
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"

using namespace mlir;
using namespace mlir::norm;

/// (e^r - 1 - r) / r^2 on abs(r) <= log(2) / 2; errors 2^-31.9 and 2^-61.7 of
/// e^r - 1.
static const double expF32[] = {0.5,
                                0.1666666567325592,
                                0.04166635870933533,
                                0.008333389647305012,
                                0.0013940893113613129,
                                0.0001984589616768062};
static const double expF64[] = {
    0x1.0000000000000p-1,  0x1.5555555555559p-3,  0x1.555555555553ep-5,
    0x1.111111110f64fp-7,  0x1.6c16c16c1f336p-10, 0x1.a01a01b0125c7p-13,
    0x1.a01a017b368f9p-16, 0x1.71ddf7d0bb07ep-19, 0x1.27e536c663fb4p-22,
    0x1.af5fbed5ba876p-26, 0x1.1ee8828910263p-29};

/// (2^r - 1 - r log 2) / r^2 on abs(r) <= 1/2; errors 2^-34.3 and 2^-64.
static const double exp2F32[] = {
    0.24022650718688965,  0.05550410971045494,    0.00961803738027811,
    0.001333344727754593, 0.00015467064804397523, 1.5312123650801368e-05};
static const double exp2F64[] = {
    0x1.ebfbdff82c58fp-3,  0x1.c6b08d704a0c8p-5,  0x1.3b2ab6fba4e7fp-7,
    0x1.5d87fe78a3703p-10, 0x1.430912f8696b2p-13, 0x1.ffcbfc70d15a6p-17,
    0x1.62c0224bb82d8p-20, 0x1.b524e48d09cb8p-24, 0x1.e4ceee3052b1ap-28,
    0x1.e9f7aad446c1bp-32, 0x1.c4d39e95fccd0p-36};

Lanes norm::evaluatePolynomial(const Lanes &x, ArrayRef<double> coefficients) {
  Lanes sum = x.constant(coefficients.back());
  for (double coefficient : llvm::reverse(coefficients.drop_back()))
    sum = sum.fma(x, coefficient);
  return sum;
}

Rounded norm::roundProduct(const Lanes &x, double factor) {
  Lanes rounder = x.constant(FloatParameters::of(x).rounder);
  Lanes shifted = factor == 1 ? x + rounder : x.fma(factor, rounder);
  return {shifted - rounder, shifted.asInteger() - rounder.asInteger()};
}

Lanes norm::powerOfTwo(const Lanes &k, Type element) {
  Lanes one = k.constant(0).asFloat(element);
  FloatParameters format = FloatParameters::of(one);
  return ((k + format.bias) << format.fractionBits).asFloat(element);
}

Lanes norm::scaleByPowerOfTwo(const Lanes &p, const Lanes &k) {
  FloatParameters format = FloatParameters::of(p);
  Lanes biased = k + 2 * format.bias;
  Lanes half = biased >> 1;
  Type element = p.getElementType();
  Lanes first = (half << format.fractionBits).asFloat(element);
  Lanes second = ((biased - half) << format.fractionBits).asFloat(element);
  return p * first * second;
}

Lanes norm::clampAbove(const Lanes &x, double bound) {
  Lanes limit = x.constant(bound);
  return (x > limit).select(limit, x);
}

Lanes norm::clampBelow(const Lanes &x, double bound) {
  Lanes limit = x.constant(bound);
  return (x < limit).select(limit, x);
}

Lanes norm::expm1Reduced(const Lanes &high, const Lanes &low) {
  ArrayRef<double> coefficients =
      isF64(high) ? ArrayRef<double>(expF64) : ArrayRef<double>(expF32);
  return high + (high * high).fma(evaluatePolynomial(high, coefficients), low);
}

/// x - k log(2) as the sum of two lanes.
static std::pair<Lanes, Lanes> reduceByLn2(const Lanes &x, const Lanes &k) {
  double high = isF64(x) ? kLn2 : kLn2F32,
         low = isF64(x) ? kLn2Low : kLn2LowF32;
  Lanes rest = k.fma(-high, x);
  Lanes sum = k.fma(-low, rest);
  return {sum, k.fma(-low, rest - sum)};
}

Lanes norm::expNormal(const Lanes &x) {
  auto [k, integer] = roundProduct(x, kLog2E);
  auto [high, low] = reduceByLn2(x, k);
  return (expm1Reduced(high, low) + 1) *
         powerOfTwo(integer, x.getElementType());
}

static Lanes expandExp(const Lanes &x) {
  bool isDouble = isF64(x);
  Lanes clamped =
      clampBelow(clampAbove(x, isDouble ? 710 : 89), isDouble ? -746 : -104);
  auto [k, integer] = roundProduct(clamped, kLog2E);
  auto [high, low] = reduceByLn2(clamped, k);
  return scaleByPowerOfTwo(expm1Reduced(high, low) + 1, integer);
}

Lanes norm::exp2Sum(const Lanes &high, const Lanes &low) {
  bool isDouble = isF64(high);
  auto [k, integer] = roundProduct(high, 1);
  Lanes r = (high - k) + low;
  Lanes tail =
      (r * r).fma(evaluatePolynomial(r, isDouble ? ArrayRef<double>(exp2F64)
                                                 : ArrayRef<double>(exp2F32)),
                  r * (isDouble ? kLn2Low : kLn2LowF32));
  Lanes p = r.fma(isDouble ? kLn2 : kLn2F32, tail) + 1;
  return scaleByPowerOfTwo(p, integer);
}

static Lanes expandExp2(const Lanes &x) {
  bool isDouble = isF64(x);
  Lanes clamped =
      clampBelow(clampAbove(x, isDouble ? 1025 : 129), isDouble ? -1080 : -160);
  return exp2Sum(clamped, x.constant(0));
}

Lanes norm::halfExpm1(const Lanes &x) {
  auto [k, integer] = roundProduct(x, kLog2E);
  auto [high, low] = reduceByLn2(x, k);
  Lanes scale = powerOfTwo(integer - 1, x.getElementType());
  return scale.fma(expm1Reduced(high, low), scale - 0.5);
}

/// Where 2^k (e^r - 1) + (2^k - 1) would lose a small or signed zero x, the
/// result is x.
static Lanes expandExpm1(const Lanes &x) {
  bool isDouble = isF64(x);
  Lanes clamped =
      clampBelow(clampAbove(x, isDouble ? 710 : 89), isDouble ? -40 : -20);
  Lanes half = halfExpm1(clamped);
  return (x.abs() < (isDouble ? 0x1p-54 : 0x1p-25)).select(x, half + half);
}

void norm::populateExpandExponentialsPatterns(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ExpandUnary<math::ExpOp>>(context, expandExp);
  patterns.add<ExpandUnary<math::Exp2Op>>(context, expandExp2);
  patterns.add<ExpandUnary<math::ExpM1Op>>(context, expandExpm1);
}
