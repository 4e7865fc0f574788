//===- ExpandSigmoids.cpp - erf and tanh ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both are odd and tend to 1: erf(x) is x times a polynomial of x^2 near zero,
// and 1 - e^-p(x) beyond (f32: 1 - 2^p(x)); tanh(x) = (e^2x - 1) / (e^2x + 1).
//
//===----------------------------------------------------------------------===//

#include "MathFunctions.h"

using namespace mlir;
using namespace mlir::norm;

/// erf(x) / x - 1 as a function of x^2, up to x = 0.85 (f32) and 1 (f64);
/// errors 2^-27.2 and 2^-62.7 of erf.
static const double erfSmallF32[] = {
    0.12837916023328902,  -0.37612571844901344, 0.11282717463466896,
    -0.02680254971696518, 0.005051097487811967, -0.0006315142620138517};
static const double erfSmallF64[] = {
    0x1.06eba8214db69p-3,   -0x1.812746b0379e6p-2,  0x1.ce2f21a042b20p-4,
    -0x1.b82ce3128499cp-6,  0x1.565bcd0db02e3p-8,   -0x1.c02db3d8ed224p-11,
    0x1.f9a321a11d90cp-14,  -0x1.f4d1df394665dp-17, 0x1.b9def19db4df6p-20,
    -0x1.5f1d36c04f18fp-23, 0x1.f7a4121adaa9ap-27,  -0x1.386ac08f1501ep-30,
    0x1.0579aa3704afcp-34};

/// log2(1 - erf(x)) up to x = 4; error 2^-28.8 of erf.
static const double erfLargeF32[] = {
    -0.0001507953890302897, -1.6274480254354544, -0.9183026965769734,
    -0.15079905804326577,   0.03248813664589918, -0.004498114949176099,
    0.0002938436611157091};

/// 2^r on abs(r) <= 1/2 for a term that is subtracted from more than twice as
/// much; error 2^-23.6.
static const double roughExp2F32[] = {
    1.0000000716546782,  0.6931469670646102,   0.24022119723856292,
    0.05550713273741158, 0.009675541333788814, 0.0013276471913909178};

/// -log(1 - erf(x)) as a function of x - 2 up to x = 6; error 2^-59.5 of erf.
static const double erfLargeF64[] = {
    0x1.575b329b1f516p+2,   0x1.1ac3258a8dc2fp+2,   0x1.d8f5dece9248bp-1,
    0x1.0dc3b5fb0bf75p-6,   -0x1.d406b3751ba77p-9,  0x1.7ffcfb4678bffp-11,
    -0x1.1bc3a55c28a96p-13, 0x1.5b6573596373bp-16,  -0x1.0604de3f3ce00p-19,
    -0x1.b551a44148752p-23, 0x1.73f4639551016p-23,  -0x1.f07974649fc6ep-25,
    0x1.df5717e6aeaa5p-27,  -0x1.5cf8eca789d70p-29, 0x1.2d9e2a4eaa16cp-32,
    0x1.7af635c9c9b28p-35,  -0x1.48abf6e5364aap-35, 0x1.63c61adf76e0dp-37,
    -0x1.247af64b3fa27p-40};

/// 1 - erf(x) for x from 0.85 to 4.
static Lanes erfcF32(const Lanes &x) {
  Lanes logarithm = evaluatePolynomial(x, erfLargeF32);
  Lanes rounder = x.constant(FloatParameters::of(x).rounder);
  Lanes shifted = logarithm + rounder;
  Lanes fraction = logarithm - (shifted - rounder);
  // The integer that stands in the low bits is added to the exponent.
  Lanes power = evaluatePolynomial(fraction, roughExp2F32);
  Lanes bits = power.asInteger() +
               (shifted.asInteger() << FloatParameters::of(x).fractionBits);
  return bits.asFloat(x.getElementType());
}

static Lanes erfcF64(const Lanes &x) {
  return expNormal(-evaluatePolynomial(x - 2, erfLargeF64));
}

static Lanes expandErf(const Lanes &x) {
  bool isDouble = isF64(x);
  Lanes magnitude = x.abs();
  Lanes nearZero =
      x.fma(evaluatePolynomial(x * x, isDouble ? ArrayRef<double>(erfSmallF64)
                                               : ArrayRef<double>(erfSmallF32)),
            x);
  Lanes bounded = clampAbove(magnitude, isDouble ? 6 : 4);
  Lanes beyond =
      (1 - (isDouble ? erfcF64(bounded) : erfcF32(bounded))).copySign(x);
  // NaN, whose bits the other branch may lose, is none of them.
  return (magnitude > (isDouble ? 1 : 0.85)).select(beyond, nearZero);
}

static Lanes expandTanh(const Lanes &x) {
  Lanes magnitude = clampAbove(x.abs(), isF64(x) ? 22 : 10);
  Lanes half = halfExpm1(magnitude + magnitude);
  return (half / (half + 1)).copySign(x);
}

void norm::populateExpandSigmoidsPatterns(RewritePatternSet &patterns) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ExpandUnary<math::ErfOp>>(context, expandErf);
  patterns.add<ExpandUnary<math::TanhOp>>(context, expandTanh);
}
