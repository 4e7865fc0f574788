//===- ElementwiseMoreMath.cpp - Integer powers, angles, classes of floats
//---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
static constexpr double kPi = 3.14159265358979323846;

/// What compiled code may miss these functions by, in ulps of the op's type.
static constexpr double kUlps = 8;

using Unary = const std::array<Estimate, 1> &;
using Binary = const std::array<Estimate, 2> &;

//===----------------------------------------------------------------------===//
// fpowi
//===----------------------------------------------------------------------===//

/// By how much a chain of |n| products in `format` may miss x^n, relatively;
/// infinite where a product on the way may leave the range of the type.
static double getChainError(double x, double n, const FloatFormat &format) {
  double steps = std::fabs(n), reached = std::pow(std::fabs(x), steps);
  double error = steps * 0.5 * format.epsilon;
  if (n < 0 && reached >= format.overflow)
    return 1; // the inverse of an infinity is 0
  if (reached > 0 && reached < format.minNormal)
    error += steps * format.minDenormal / reached;
  return std::expm1(error);
}

static void evaluateFPowI(const LaneCall &call) {
  const FloatFormat &format = FloatFormat::get(call.getResultKind());
  // The exponent as a float, to which it is exact up to 2^53.
  auto exponent = std::make_unique<LaneSpan>();
  for (int64_t i = 0; i < call.count; ++i)
    exponent->set(i, {static_cast<double>(call.operands[1]->integer[i]),
                      call.operands[1]->bound[i]});
  const LaneSpan *operands[] = {call.operands[0], exponent.get()};
  LaneCall asFloats(call.op, operands, call.results, call.count);
  mapFloats<2>(asFloats, kUlps, [&](Binary in) -> Estimate {
    double x = in[0].value, n = in[1].value, e = in[0].bound;
    double power = std::pow(x, n);
    if (in[1].bound != 0)
      return {power, kInfinity};
    double bound = scaleBound(power, getChainError(x, n, format));
    if (e == 0 || n == 0)
      return {power, bound};
    double nearest = std::fabs(x) - e;
    if (n < 0 && !(nearest > 0))
      return {power, kInfinity};
    // |x|^n is steepest at the far end for positive powers, else at the near.
    double steepest = n > 0 ? std::fabs(x) + e : nearest;
    return {power, bound + std::fabs(n) * std::pow(steepest, n - 1) * e};
  });
}

//===----------------------------------------------------------------------===//
// Functions bounded by their ends
//===----------------------------------------------------------------------===//

/// A function that is monotone, or convex and even: where it is smooth, the
/// ends of the interval bound the error.
template <double (*function)(double)>
static void evaluateEnds(const LaneCall &call) {
  mapFloats<1>(call, kUlps, [](Unary in) -> Estimate {
    double value = function(in[0].value);
    if (in[0].bound == 0)
      return {value, 0};
    double magnitude = std::fabs(in[0].value);
    double bound = 0;
    for (double end : {in[0].value + in[0].bound, in[0].value - in[0].bound,
                       magnitude + in[0].bound}) {
      // The far end of an even function is on either side.
      if (end == magnitude + in[0].bound && in[0].value < 0)
        end = -end;
      double apart = std::fabs(function(end) - value);
      bound = std::isnan(apart) ? kInfinity : std::max(bound, apart);
    }
    // The two values are rounded.
    return {value, bound * (1 + 0x1p-40) + 0x1p-51 * std::fabs(value)};
  });
}

static double tanOf(double x) { return std::tan(x); }
static double asinOf(double x) { return std::asin(x); }
static double acosOf(double x) { return std::acos(x); }
static double atanOf(double x) { return std::atan(x); }
static double sinhOf(double x) { return std::sinh(x); }
static double coshOf(double x) { return std::cosh(x); }
static double asinhOf(double x) { return std::asinh(x); }
static double acoshOf(double x) { return std::acosh(x); }
static double atanhOf(double x) { return std::atanh(x); }
static double cbrtOf(double x) { return std::cbrt(x); }
static double erfcOf(double x) { return std::erfc(x); }

static void evaluateTan(const LaneCall &call) {
  evaluateEnds<tanOf>(call);
  // The ends say nothing where a pole lies between them.
  for (int64_t i = 0; i < call.count; ++i) {
    Estimate in = call.operands[0]->get(i);
    if (in.bound != 0 && std::floor((in.value + in.bound) / kPi + 0.5) !=
                             std::floor((in.value - in.bound) / kPi + 0.5))
      call.result.bound[i] = kInfinity;
  }
}

static void evaluateAtan2(const LaneCall &call) {
  mapFloats<2>(call, kUlps, [](Binary in) -> Estimate {
    double angle = std::atan2(in[0].value, in[1].value);
    double error = std::hypot(in[0].bound, in[1].bound);
    if (error == 0)
      return {angle, 0};
    // The point moves by `error` at most; seen from 0, that is an angle. Where
    // it may cross the negative axis, the angle jumps by 2 pi.
    double distance = std::hypot(in[0].value, in[1].value);
    bool mayCross =
        in[1].value - in[1].bound <= 0 && std::fabs(in[0].value) <= in[0].bound;
    if (!(distance > error) || mayCross)
      return {angle, 2 * kPi};
    return {angle, std::asin(error / distance)};
  });
}

static void evaluateSinCos(const LaneCall &call) {
  mapFloats<1>(LaneCall(call.op, call.operands, call.results[0], call.count),
               kUlps, [](Unary in) -> Estimate {
                 return {std::sin(in[0].value), std::min(in[0].bound, 2.0)};
               });
  mapFloats<1>(LaneCall(call.op, call.operands, call.results[1], call.count),
               kUlps, [](Unary in) -> Estimate {
                 return {std::cos(in[0].value), std::min(in[0].bound, 2.0)};
               });
}

/// clampf: the value, not below the second operand, not above the third.
static void evaluateClamp(const LaneCall &call) {
  auto raised = std::make_unique<LaneSpan>();
  const LaneSpan *lower[] = {call.operands[0], call.operands[1]};
  evaluateMaximum(LaneCall(call.op, lower, raised.get(), call.count));
  const LaneSpan *upper[] = {raised.get(), call.operands[2]};
  evaluateMinimum(LaneCall(call.op, upper, call.results, call.count));
}

//===----------------------------------------------------------------------===//
// Classes
//===----------------------------------------------------------------------===//

/// Whether the value is of a class; `isOf` takes it and the format.
template <bool (*isOf)(double, const FloatFormat &)>
static void classify(const LaneCall &call) {
  const FloatFormat &format = FloatFormat::get(call.getOperandKind(0));
  for (int64_t i = 0; i < call.count; ++i) {
    Estimate in = call.operands[0]->get(i);
    bool answer = isOf(in.value, format);
    call.result.integer[i] = answer;
    // A finite bound keeps NaN and infinities as they are.
    bool isCertain =
        in.bound == 0 ||
        (in.bound < kInfinity && isOf(in.value + in.bound, format) == answer &&
         isOf(in.value - in.bound, format) == answer &&
         (std::fabs(in.value) > in.bound || !std::isfinite(in.value)));
    call.result.bound[i] = isCertain ? 0 : 1;
  }
}

static bool isNaNOf(double x, const FloatFormat &) { return std::isnan(x); }
static bool isInfOf(double x, const FloatFormat &format) {
  return std::fabs(x) >= format.overflow;
}
static bool isFiniteOf(double x, const FloatFormat &format) {
  return std::fabs(x) < format.overflow;
}
static bool isNormalOf(double x, const FloatFormat &format) {
  return isFiniteOf(x, format) && std::fabs(x) >= format.minNormal;
}

void reference::addMoreMathFunctions(llvm::StringMap<LaneFunction> &table) {
  table["math.fpowi"] = evaluateFPowI;
  table["math.tan"] = evaluateTan;
  table["math.asin"] = evaluateEnds<asinOf>;
  table["math.acos"] = evaluateEnds<acosOf>;
  table["math.atan"] = evaluateEnds<atanOf>;
  table["math.sinh"] = evaluateEnds<sinhOf>;
  table["math.cosh"] = evaluateEnds<coshOf>;
  table["math.asinh"] = evaluateEnds<asinhOf>;
  table["math.acosh"] = evaluateEnds<acoshOf>;
  table["math.atanh"] = evaluateEnds<atanhOf>;
  table["math.cbrt"] = evaluateEnds<cbrtOf>;
  table["math.erfc"] = evaluateEnds<erfcOf>;
  table["math.atan2"] = evaluateAtan2;
  table["math.sincos"] = evaluateSinCos;
  table["math.clampf"] = evaluateClamp;
  table["math.isnan"] = classify<isNaNOf>;
  table["math.isinf"] = classify<isInfOf>;
  table["math.isfinite"] = classify<isFiniteOf>;
  table["math.isnormal"] = classify<isNormalOf>;
}
