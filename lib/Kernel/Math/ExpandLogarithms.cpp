//===- ExpandLogarithms.cpp - log, log2, log10 and log1p ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// x = m 2^k: log(x) = k log(2) + log(1 + f) with f = m - 1, and with
// s = f / (2 + f), log(1 + f) = 2 atanh(s) = f - (f^2/2 - s (f^2/2 + R(s^2))).
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"

using namespace mlir;
using namespace mlir::norm;

/// (2 atanh(s) / s - 2) / s^2 as a function of s^2 on abs(f) for m from
/// sqrt(1/2) to sqrt(2); errors 2^-36.6 and 2^-58.5 of 2 s.
static const double logF32[] = {0.6666666269302368, 0.4000033438205719,
                                0.285372793674469, 0.23582765460014343};
static const double logF64[] = {0x1.5555555555593p-1, 0x1.999999997fca1p-2,
                                0x1.2492494201c41p-2, 0x1.c71c51faeddeep-3,
                                0x1.7466420cece84p-3, 0x1.39a16528411eep-3,
                                0x1.2f08ecec70315p-3};

Decomposed norm::decompose(const Lanes &x) {
  FloatParameters format = FloatParameters::of(x);
  Type element = x.getElementType();
  int64_t one = int64_t(format.bias) << format.fractionBits;
  int64_t rootOfHalf = isF64(x) ? 0x3fe6a09e667f3bcd : 0x3f3504f3;
  Lanes bits = x.asInteger();
  // The fraction counts from sqrt(1/2), so k changes there.
  Lanes biased = (bits - (rootOfHalf - one)) >> format.fractionBits;
  Lanes m =
      (bits - ((biased - format.bias) << format.fractionBits)).asFloat(element);
  // An integer in the low bits of 2^fractionBits is that number plus it.
  double base = double(int64_t(1) << format.fractionBits);
  Lanes k = (biased | x.constant(base).asInteger()).asFloat(element) -
            (base + format.bias);
  return {m, k, biased};
}

Lanes norm::fixLogarithm(const Lanes &x, const Lanes &inner) {
  // NaN and infinity are their own logarithms.
  Lanes result = (x < kInfinity).select(inner, x);
  result = (x < 0).select(x.constant(kNaN), result);
  return (x == 0).select(x.constant(-kInfinity), result);
}

namespace {

/// log(1 + f) as sums.
struct LogTerms {
  /// f^2 / 2, and s (f^2 / 2 + R).
  Lanes half, rest;
};

} // namespace

static LogTerms logTerms(const Lanes &f) {
  Lanes s = f / (f + 2);
  Lanes z = s * s;
  Lanes half = f * f * 0.5;
  ArrayRef<double> coefficients =
      isF64(f) ? ArrayRef<double>(logF64) : ArrayRef<double>(logF32);
  return {half, s * z.fma(evaluatePolynomial(z, coefficients), half)};
}

std::pair<Decomposed, Lanes> norm::decomposeAny(const Lanes &x) {
  bool isDouble = isF64(x);
  Lanes isDenormal = x < (isDouble ? 0x1p-1022 : 0x1p-126);
  double scale = isDouble ? 0x1p54 : 0x1p25;
  Lanes normal = isDenormal.select(x * scale, x);
  Lanes excess =
      isDenormal.select(x.constant(isDouble ? 54 : 25), x.constant(0));
  return {decompose(normal), excess};
}

/// k log(2) + log(1 + f + tail).
static Lanes naturalLog(const Lanes &k, const Lanes &f, const Lanes &tail) {
  // The first has zeros at its end, so that k times it is exact.
  double high = isF64(f) ? 0x1.62e42feep-1 : 0x1.62e4p-1;
  double low = isF64(f) ? 0x1.a39ef35793c76p-33 : 0x1.7f7d1cp-20;
  LogTerms terms = logTerms(f);
  Lanes rest = terms.rest + k.fma(low, tail);
  return k.fma(high, f - (terms.half - rest));
}

static Lanes expandLog(const Lanes &x) {
  auto [parts, excess] = decomposeAny(x);
  return fixLogarithm(x,
                      naturalLog(parts.k - excess, parts.m - 1, x.constant(0)));
}

namespace {
/// log(2) and log(e) to another base, each as the sum of two numbers; the first
/// of log(2) has zeros at its end.
struct Base {
  double log2, log2Low, logE, logELow;
};
} // namespace

/// log(x) to the base: log(1 + f) as the sum of two numbers, times logE.
static Lanes logToBase(const Lanes &x, const Base &base) {
  auto [parts, excess] = decomposeAny(x);
  Lanes k = parts.k - excess, f = parts.m - 1;
  LogTerms terms = logTerms(f);
  Lanes high = f - terms.half;
  Lanes low = ((f - high) - terms.half) + terms.rest;
  Lanes product = high * base.logE;
  Lanes productLow =
      high.fma(base.logE, -product) + low.fma(base.logE, high * base.logELow);
  Lanes exponent = k * base.log2;
  Lanes sum = exponent + product;
  Lanes sumLow = (exponent - sum) + product;
  return fixLogarithm(x, sum + (sumLow + k.fma(base.log2Low, productLow)));
}

static Lanes expandLog2(const Lanes &x) {
  return logToBase(x, isF64(x) ? Base{1, 0, kLog2E, kLog2ELow}
                               : Base{1, 0, kLog2EF32, kLog2ELowF32});
}

static Lanes expandLog10(const Lanes &x) {
  return logToBase(x, isF64(x)
                          ? Base{0x1.34413508p-2, 0x1.f79fef311f12bp-34,
                                 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57}
                          : Base{0x1.344p-2, 0x1.3509f8p-18, 0x1.bcb7b2p-2,
                                 -0x1.5b235ep-27});
}

/// 1 + x rounded is decomposed; what was lost is scaled alike and added to f.
static Lanes expandLog1p(const Lanes &x) {
  FloatParameters format = FloatParameters::of(x);
  Lanes sum = x + 1;
  Lanes back = sum - 1;
  Lanes lost = (1 - (sum - back)) + (x - back);
  Decomposed parts = decompose(sum);
  Lanes exponent = 2 * format.bias - parts.biased;
  Lanes zero = exponent.constant(0);
  Lanes bounded = exponent.make<arith::MaxSIOp>(Value(exponent), Value(zero));
  Lanes scaled =
      lost * (bounded << format.fractionBits).asFloat(x.getElementType());
  Lanes f = parts.m - 1;
  Lanes total = f + scaled;
  Lanes result = naturalLog(parts.k, total, (f - total) + scaled);
  result = (x < kInfinity).select(result, x);
  result = (x < -1).select(x.constant(kNaN), result);
  result = (x == -1).select(x.constant(-kInfinity), result);
  // The sign of zero, and denormals in full.
  return (x.abs() < (isF64(x) ? 0x1p-54 : 0x1p-25)).select(x, result);
}

void norm::populateExpandLogarithmsPatterns(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ExpandUnary<math::LogOp>>(context, expandLog);
  patterns.add<ExpandUnary<math::Log2Op>>(context, expandLog2);
  patterns.add<ExpandUnary<math::Log10Op>>(context, expandLog10);
  patterns.add<ExpandUnary<math::Log1pOp>>(context, expandLog1p);
}
