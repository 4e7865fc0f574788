//===- ExpandNarrowMathTest.cpp - Errors of functions of 16 bits ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every argument of bf16 and of f16, and pairs of them for powers, against the
// C library's functions of long double, in ulps. NORM_PRINT_ERRORS and
// NORM_MATH_SAMPLES are as in ExpandMathTest.cpp.
//
//===----------------------------------------------------------------------===//

#include "ExpandMathTestUtils.h"
#include "norm-mlir/Reference/ReferenceFormats.h"

#include "llvm/ADT/APFloat.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;

namespace {

struct Format {
  const char *name;
  ReferenceKind kind;
  const llvm::fltSemantics &semantics;

  const FloatFormat &get() const { return FloatFormat::get(kind); }
  double decode(uint16_t bits) const {
    llvm::APFloat value(semantics, llvm::APInt(16, bits));
    bool losesInfo;
    value.convert(llvm::APFloat::IEEEdouble(),
                  llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    return value.convertToDouble();
  }
  /// How far a result is from the true value, in ulps; infinite where one is
  /// NaN alone, or a zero or an infinity has the wrong sign.
  double getError(double result, long double truth) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (std::isnan(result) || std::isnan(truth))
      return std::isnan(result) == std::isnan(truth) ? 0 : infinity;
    if (result == 0 || std::isinf(result) || std::isinf(truth)) {
      if (std::signbit(result) != std::signbit(truth) ||
          (std::isinf(truth) && !std::isinf(result)))
        return infinity;
      if (std::isinf(truth))
        return 0;
    }
    double value = static_cast<double>(truth);
    double least = get().maxFinite + get().ulp(get().maxFinite);
    // An infinity counts as the next power of two, and so does what is beyond.
    auto bound = [&](double number) {
      return std::fabs(number) > least ? std::copysign(least, number) : number;
    };
    value = bound(value);
    return std::fabs(bound(result) - value) /
           get().ulp(std::min(std::fabs(value), get().maxFinite));
  }
};

const Format formats[] = {
    {"bf16", ReferenceKind::BF16, llvm::APFloat::BFloat()},
    {"f16", ReferenceKind::F16, llvm::APFloat::IEEEhalf()}};

/// Whether all results are as near to the true values as `bound`.
testing::AssertionResult
check(const Format &format, const std::string &name, ArrayRef<uint16_t> x,
      ArrayRef<uint16_t> y, ArrayRef<uint16_t> results, double bound,
      llvm::function_ref<long double(long double, long double)> truth) {
  double worst = 0;
  size_t where = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    double error =
        format.getError(format.decode(results[i]),
                        truth(format.decode(x[i]), format.decode(y[i])));
    if (error > worst) {
      worst = error;
      where = i;
    }
  }
  double a = format.decode(x[where]), b = format.decode(y[where]);
  if (std::getenv("NORM_PRINT_ERRORS"))
    printf("%-10s %-5s %.3f ulp (at %a, %a)\n", name.c_str(), format.name,
           worst, a, b);
  if (worst <= bound)
    return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << name << " of " << a << ", " << b << " in " << format.name
         << " gives " << format.decode(results[where]) << " for " << truth(a, b)
         << ": " << worst << " ulp";
}

struct Function {
  const char *name;
  long double (*truth)(long double);
};

void PrintTo(const Function &function, std::ostream *stream) {
  *stream << function.name;
}

class ExpandNarrowMathTest : public testing::TestWithParam<Function> {
protected:
  testing::AssertionResult checkAll(const Format &format, int lanes) {
    std::string body = llvm::formatv("%r = math.{0} %a : LANES<{1}>",
                                     GetParam().name, format.name);
    MathKernel kernel(body, format.name, format.name, lanes);
    std::vector<uint16_t> x(1 << 16), results(x.size());
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = static_cast<uint16_t>(i);
    kernel.run<uint16_t, uint16_t>(x, x, results.data());
    return check(format, GetParam().name, x, x, results, 0.53,
                 [&](long double value, long double) {
                   return GetParam().truth(value);
                 });
  }
};

} // namespace

TEST_P(ExpandNarrowMathTest, StaysWithinBound_Vectors) {
  for (const Format &format : formats)
    EXPECT_TRUE(checkAll(format, 16));
}

TEST_P(ExpandNarrowMathTest, StaysWithinBound_Scalars) {
  for (const Format &format : formats)
    EXPECT_TRUE(checkAll(format, 1));
}

static const Function functions[] = {
    {"exp", [](long double x) { return std::exp(x); }},
    {"exp2", [](long double x) { return std::exp2(x); }},
    {"log", [](long double x) { return std::log(x); }},
    {"log2", [](long double x) { return std::log2(x); }},
    {"log10", [](long double x) { return std::log10(x); }},
    {"erf", [](long double x) { return std::erf(x); }},
    {"tanh", [](long double x) { return std::tanh(x); }},
    {"cbrt", [](long double x) { return std::cbrt(x); }},
};
INSTANTIATE_TEST_SUITE_P(All, ExpandNarrowMathTest,
                         testing::ValuesIn(functions),
                         [](const auto &info) { return info.param.name; });

/// Pairs of all kinds of numbers, and pairs whose powers are in the range.
TEST(ExpandNarrowPowTest, StaysWithinBound) {
  const char *text = std::getenv("NORM_MATH_SAMPLES");
  int64_t samples = text ? std::atoll(text) : 1 << 17;
  for (const Format &format : formats) {
    MathKernel kernel(
        llvm::formatv("%r = math.powf %a, %b : LANES<{0}>", format.name).str(),
        format.name, format.name, 16);
    std::vector<uint16_t> x, y;
    auto encode = [&](double value) {
      llvm::APFloat number(value);
      bool losesInfo;
      number.convert(format.semantics, llvm::APFloat::rmNearestTiesToEven,
                     &losesInfo);
      return static_cast<uint16_t>(number.bitcastToAPInt().getZExtValue());
    };
    Sequence sequence;
    for (int64_t i = 0; i < samples; ++i) {
      x.push_back(static_cast<uint16_t>(sequence.next()));
      y.push_back(static_cast<uint16_t>(sequence.next()));
      double base = std::exp2(sequence.uniform(-20, 20));
      double largest = format.kind == ReferenceKind::F16 ? 25 : 134;
      x.push_back(encode(base));
      y.push_back(encode(sequence.uniform(-largest, largest) /
                         std::log2(format.decode(x.back()))));
    }
    std::vector<double> some = {0, 1, 2, 3, 0.5, 1.5, INFINITY, NAN, 255};
    for (double a : some)
      for (double b : some)
        for (double sign : {1.0, -1.0})
          for (double other : {1.0, -1.0}) {
            x.push_back(encode(sign * a));
            y.push_back(encode(other * b));
          }
    while (x.size() % 16 != 0) {
      x.push_back(encode(1));
      y.push_back(encode(1));
    }
    std::vector<uint16_t> results(x.size());
    kernel.run<uint16_t, uint16_t>(x, y, results.data());
    EXPECT_TRUE(check(format, "powf", x, y, results, 0.53,
                      [](long double base, long double exponent) {
                        return std::pow(base, exponent);
                      }));
  }
}
