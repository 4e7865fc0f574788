//===- ElementwiseMath.cpp - math on floats ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Elementwise.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::reference;

static constexpr double kInfinity = std::numeric_limits<double>::infinity();
static constexpr double kLn2 = 0.69314718055994530942;
static constexpr double kLn10 = 2.30258509299404568402;

/// What compiled code may miss the true value of a function by, in ulps of the
/// op's type. Library and polynomial code does not round correctly; the numbers
/// are those of common vector libraries and MLIR's polynomials, rounded up.
namespace ulps {
static constexpr double kExp = 2; // also exp2
static constexpr double kExpm1 = 4;
static constexpr double kLog = 2; // also log2, log10
static constexpr double kLog1p = 4;
static constexpr double kTanh = 8;
static constexpr double kErf = 8;
static constexpr double kSin = 4; // also cos
static constexpr double kPow = 8;
static constexpr double kSqrt = 0.5;
static constexpr double kRsqrt = 2;
} // namespace ulps

using Unary = const std::array<Estimate, 1> &;
using Binary = const std::array<Estimate, 2> &;

/// e^bound - 1, not below it and finite for every bound that matters.
static double growth(double bound) {
  return bound < 1 ? bound * (1 + bound) : std::expm1(bound);
}

//===----------------------------------------------------------------------===//
// Exponentials and logarithms
//===----------------------------------------------------------------------===//

/// Results below the normal range may be flushed to 0.
static double getFlushed(const LaneCall &call) {
  return FloatFormat::get(call.getResultKind()).minNormal;
}

/// `value` of an exponential, with its bound: value * (e^error - 1). A small
/// value adds what flushing it to 0 would.
static Estimate growExponential(double value, double error, double flushed) {
  double bound = scaleBound(value, growth(error));
  return {value, value < flushed ? bound + value : bound};
}

static void evaluateExp(const LaneCall &call) {
  double flushed = getFlushed(call);
  mapFloats<1>(call, ulps::kExp, [=](Unary in) {
    return growExponential(std::exp(in[0].value), in[0].bound, flushed);
  });
}

static void evaluateExp2(const LaneCall &call) {
  double flushed = getFlushed(call);
  mapFloats<1>(call, ulps::kExp, [=](Unary in) {
    return growExponential(std::exp2(in[0].value), in[0].bound * kLn2, flushed);
  });
}

static void evaluateExpm1(const LaneCall &call) {
  mapFloats<1>(call, ulps::kExpm1, [](Unary in) -> Estimate {
    double value = std::expm1(in[0].value);
    return {value, scaleBound(value + 1, growth(in[0].bound))};
  });
}

/// A logarithm of a positive argument: |log'| <= 1 / (argument - bound).
static Estimate growLogarithm(double value, double argument, double bound,
                              double base) {
  if (bound == 0)
    return {value, 0};
  double smallest = argument - bound;
  return {value, smallest > 0 ? bound / smallest / base : kInfinity};
}

static void evaluateLog(const LaneCall &call) {
  mapFloats<1>(call, ulps::kLog, [](Unary in) {
    return growLogarithm(std::log(in[0].value), in[0].value, in[0].bound, 1);
  });
}

static void evaluateLog2(const LaneCall &call) {
  mapFloats<1>(call, ulps::kLog, [](Unary in) {
    return growLogarithm(std::log2(in[0].value), in[0].value, in[0].bound,
                         kLn2);
  });
}

static void evaluateLog10(const LaneCall &call) {
  mapFloats<1>(call, ulps::kLog, [](Unary in) {
    return growLogarithm(std::log10(in[0].value), in[0].value, in[0].bound,
                         kLn10);
  });
}

static void evaluateLog1p(const LaneCall &call) {
  mapFloats<1>(call, ulps::kLog1p, [](Unary in) {
    return growLogarithm(std::log1p(in[0].value), in[0].value + 1, in[0].bound,
                         1);
  });
}

static void evaluatePow(const LaneCall &call) {
  mapFloats<2>(call, ulps::kPow, [](Binary in) -> Estimate {
    double x = in[0].value, y = in[1].value;
    double power = std::pow(x, y);
    if (in[0].bound == 0 && in[1].bound == 0)
      return {power, 0};
    bool isWhole = in[1].bound == 0 && y == std::trunc(y) && y >= 1;
    double magnitude = std::fabs(x);
    if (isWhole) // |x|^y has its steepest slope at the far end
      return {power,
              y * std::pow(magnitude + in[0].bound, y - 1) * in[0].bound};
    double smallest = x - in[0].bound;
    if (!(smallest > 0))
      return {power, kInfinity};
    double slope = std::fabs(y) + in[1].bound;
    double error =
        slope * in[0].bound / smallest + scaleBound(std::log(x), in[1].bound);
    return {power, power * growth(error)};
  });
}

//===----------------------------------------------------------------------===//
// Roots
//===----------------------------------------------------------------------===//

static void evaluateSqrt(const LaneCall &call) {
  mapFloats<1>(call, ulps::kSqrt, [](Unary in) -> Estimate {
    double root = std::sqrt(in[0].value);
    if (in[0].bound == 0)
      return {root, 0};
    // Below 0 compiled code would find NaN.
    return {root, in[0].value >= in[0].bound ? in[0].bound / root : kInfinity};
  });
}

static void evaluateRsqrt(const LaneCall &call) {
  mapFloats<1>(call, ulps::kRsqrt, [](Unary in) -> Estimate {
    double inverse = 1 / std::sqrt(in[0].value);
    if (in[0].bound == 0)
      return {inverse, 0};
    double smallest = in[0].value - in[0].bound;
    return {inverse, smallest > 0
                         ? 0.5 * in[0].bound / (smallest * std::sqrt(smallest))
                         : kInfinity};
  });
}

//===----------------------------------------------------------------------===//
// Bounded functions
//===----------------------------------------------------------------------===//

static void evaluateTanh(const LaneCall &call) {
  mapFloats<1>(call, ulps::kTanh, [](Unary in) -> Estimate {
    double value = std::tanh(in[0].value);
    // tanh' = 1 - tanh^2, largest at the end nearest 0; tanh' <= 1.
    double nearest = std::max(0.0, std::fabs(value) - in[0].bound);
    double slope = (1 - nearest) * (1 + nearest);
    return {value, std::min(scaleBound(slope, in[0].bound), 2.0)};
  });
}

static void evaluateErf(const LaneCall &call) {
  mapFloats<1>(call, ulps::kErf, [](Unary in) -> Estimate {
    // erf' = 2 / sqrt(pi) * exp(-x^2), and exp(z) >= 1 + z + z^2/2 + z^3/6.
    double nearest = std::max(0.0, std::fabs(in[0].value) - in[0].bound);
    double z = nearest * nearest;
    double slope = 1.1283792 / (1 + z * (1 + z * (0.5 + z / 6)));
    return {std::erf(in[0].value),
            std::min(scaleBound(slope, in[0].bound), 2.0)};
  });
}

static void evaluateSin(const LaneCall &call) {
  mapFloats<1>(call, ulps::kSin, [](Unary in) -> Estimate {
    return {std::sin(in[0].value), std::min(in[0].bound, 2.0)};
  });
}

static void evaluateCos(const LaneCall &call) {
  mapFloats<1>(call, ulps::kSin, [](Unary in) -> Estimate {
    return {std::cos(in[0].value), std::min(in[0].bound, 2.0)};
  });
}

//===----------------------------------------------------------------------===//
// Signs, rounding, fma
//===----------------------------------------------------------------------===//

static void evaluateAbs(const LaneCall &call) {
  mapFloats<1>(call, 0, [](Unary in) -> Estimate {
    return {std::fabs(in[0].value), in[0].bound};
  });
}

static void evaluateCopySign(const LaneCall &call) {
  mapFloats<2>(call, 0, [](Binary in) -> Estimate {
    double value = std::copysign(in[0].value, in[1].value);
    bool signIsCertain =
        in[1].bound == 0 || std::fabs(in[1].value) > in[1].bound;
    return {value, signIsCertain ? in[0].bound
                                 : 2 * std::fabs(in[0].value) + in[0].bound};
  });
}

/// A rounding to integers: a step function, so the ends of the interval bound
/// the error.
template <double (*function)(double)>
static void evaluateStep(const LaneCall &call) {
  mapFloats<1>(call, 0, [](Unary in) -> Estimate {
    double value = function(in[0].value);
    if (in[0].bound == 0)
      return {value, 0};
    return {value, std::max(function(in[0].value + in[0].bound) - value,
                            value - function(in[0].value - in[0].bound))};
  });
}

static double floorOf(double x) { return std::floor(x); }
static double ceilOf(double x) { return std::ceil(x); }
static double roundOf(double x) { return std::round(x); }
static double truncOf(double x) { return std::trunc(x); }
/// To nearest even, whatever the rounding mode. An infinity has no remainder.
static double roundEvenOf(double x) {
  return std::isinf(x) ? x : x - std::remainder(x, 1.0);
}

static void evaluateFma(const LaneCall &call) {
  mapFloats<3>(call, 0.5, [](const std::array<Estimate, 3> &in) -> Estimate {
    return {std::fma(in[0].value, in[1].value, in[2].value),
            scaleBound(in[0].value, in[1].bound) +
                scaleBound(in[1].value, in[0].bound) +
                in[0].bound * in[1].bound + in[2].bound};
  });
}

//===----------------------------------------------------------------------===//
// Table
//===----------------------------------------------------------------------===//

void reference::addMathFunctions(llvm::StringMap<LaneFunction> &table) {
  table["math.exp"] = evaluateExp;
  table["math.exp2"] = evaluateExp2;
  table["math.expm1"] = evaluateExpm1;
  table["math.log"] = evaluateLog;
  table["math.log2"] = evaluateLog2;
  table["math.log10"] = evaluateLog10;
  table["math.log1p"] = evaluateLog1p;
  table["math.powf"] = evaluatePow;
  table["math.sqrt"] = evaluateSqrt;
  table["math.rsqrt"] = evaluateRsqrt;
  table["math.tanh"] = evaluateTanh;
  table["math.erf"] = evaluateErf;
  table["math.sin"] = evaluateSin;
  table["math.cos"] = evaluateCos;
  table["math.absf"] = evaluateAbs;
  table["math.copysign"] = evaluateCopySign;
  table["math.floor"] = evaluateStep<floorOf>;
  table["math.ceil"] = evaluateStep<ceilOf>;
  table["math.round"] = evaluateStep<roundOf>;
  table["math.trunc"] = evaluateStep<truncOf>;
  table["math.roundeven"] = evaluateStep<roundEvenOf>;
  table["math.fma"] = evaluateFma;
}
