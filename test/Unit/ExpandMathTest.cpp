//===- ExpandMathTest.cpp - Errors of expanded functions ------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compares with the C library's functions of long double, in ulps. With
// NORM_PRINT_ERRORS=1 the largest error of each function is printed; with
// NORM_MATH_SAMPLES=N there are N samples of each kind instead of 2^16.
//
//===----------------------------------------------------------------------===//

#include "ExpandMathTestUtils.h"

#include "llvm/ADT/bit.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace mlir::norm::test;

namespace {

int64_t numSamples() {
  const char *text = std::getenv("NORM_MATH_SAMPLES");
  return text ? std::atoll(text) : 1 << 16;
}

/// The distance between neighbours at the magnitude of y.
template <typename T>
long double ulpAt(long double y) {
  using Limits = std::numeric_limits<T>;
  int exponent = y == 0 ? Limits::min_exponent : std::ilogb(y) + 1;
  exponent =
      std::min(std::max(exponent, Limits::min_exponent), Limits::max_exponent);
  return std::ldexp(1.0L, exponent - Limits::digits);
}

/// How far a result is from the true value, in ulps; infinite where one is NaN
/// alone, or a zero has the wrong sign.
template <typename T>
double errorInUlps(T result, long double truth) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (std::isnan(result) || std::isnan(truth))
    return std::isnan(result) == std::isnan(truth) ? 0 : infinity;
  T rounded = T(truth);
  if (rounded == 0 && result == 0)
    return std::signbit(result) == std::signbit(truth) ? 0 : infinity;
  if (std::isinf(rounded) || std::isinf(result)) {
    if (rounded == result)
      return 0;
    // One of them is an infinity: it counts as the next power of two.
    if (std::isinf(truth))
      return infinity;
    long double next = std::ldexp(1.0L, std::numeric_limits<T>::max_exponent);
    long double number =
        std::isinf(result) ? std::copysign(next, (long double)result) : result;
    return double(std::fabs(number - truth) / ulpAt<T>(next / 2));
  }
  return double(std::fabs(result - truth) / ulpAt<T>(truth));
}

template <typename T>
using Bits = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;

/// Zeros, ones, infinities, NaN, ends of ranges, and neighbours of all of them.
template <typename T>
std::vector<T> specials() {
  using Limits = std::numeric_limits<T>;
  std::vector<T> values;
  for (T magnitude : {T(0),
                      Limits::denorm_min(),
                      Limits::min(),
                      Limits::epsilon(),
                      T(0.25),
                      T(0.5),
                      T(0.70710678118654752440),
                      T(0.84375),
                      T(0.92),
                      T(1),
                      T(1.41421356237309504880),
                      T(1.5),
                      T(2),
                      T(3),
                      T(4),
                      T(6),
                      T(10),
                      T(20),
                      T(22),
                      T(88.72283935546875),
                      T(103.97208),
                      T(128),
                      T(149),
                      T(150),
                      T(709.78271289338397),
                      T(745.13321910194122),
                      T(1024),
                      T(1074),
                      T(1075),
                      T(1 / Limits::epsilon()),
                      T(2 / Limits::epsilon()),
                      Limits::max(),
                      Limits::infinity()})
    for (T near : {magnitude, std::nextafter(magnitude, T(0)),
                   std::nextafter(magnitude, Limits::infinity())}) {
      values.push_back(near);
      values.push_back(-near);
    }
  values.push_back(Limits::quiet_NaN());
  values.push_back(-Limits::quiet_NaN());
  return values;
}

/// Specials; all bit patterns alike; and arguments from -range to range, and of
/// all magnitudes from 2^-40 to 2^10.
template <typename T>
std::vector<T> samples(double range) {
  std::vector<T> values = specials<T>();
  Sequence sequence;
  for (int64_t i = 0; i < numSamples(); ++i) {
    values.push_back(llvm::bit_cast<T>(Bits<T>(sequence.next())));
    values.push_back(T(sequence.uniform(-range, range)));
    T near = T(std::exp2(sequence.uniform(-40, 10)));
    values.push_back(sequence.next() & 1 ? near : -near);
    // About 1, where logarithms vanish.
    values.push_back(T(1 + sequence.uniform(-0.5, 0.5)));
  }
  while (values.size() % 64 != 0)
    values.push_back(1);
  return values;
}

/// Whether results are as near to the true values as that; may print the
/// largest error.
template <typename T>
testing::AssertionResult check(const std::string &name, ArrayRef<T> x,
                               ArrayRef<T> y, ArrayRef<T> results, double bound,
                               llvm::function_ref<long double(T, T)> truth) {
  double worst = 0;
  size_t where = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    double error = errorInUlps<T>(results[i], truth(x[i], y[i]));
    if (error > worst) {
      worst = error;
      where = i;
    }
  }
  if (std::getenv("NORM_PRINT_ERRORS"))
    printf("%-18s %.3f ulp (at %a, %a)\n", name.c_str(), worst,
           double(x[where]), double(y[where]));
  if (worst <= bound)
    return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << name << " of " << x[where] << ", " << y[where] << " gives "
         << results[where] << " for " << truth(x[where], y[where]) << ": "
         << worst << " ulp";
}

struct Function {
  const char *name;
  long double (*truth)(long double);
  /// Arguments of interest, and bounds in ulps.
  double range, boundF32, boundF64;
};

void PrintTo(const Function &function, std::ostream *stream) {
  *stream << function.name;
}

class ExpandMathTest : public testing::TestWithParam<Function> {
protected:
  template <typename T>
  testing::AssertionResult checkUnary(const std::string &type, int lanes,
                                      double bound) {
    const Function &function = GetParam();
    std::string body =
        llvm::formatv("%r = math.{0} %a : LANES<{1}>", function.name, type);
    MathKernel kernel(body, type, type, lanes);
    std::vector<T> x = samples<T>(function.range), results(x.size());
    kernel.run<T, T>(x, x, results.data());
    return check<T>(std::string(function.name) + " " + type, x, x, results,
                    bound, [&](T value, T) { return function.truth(value); });
  }
};

} // namespace

TEST_P(ExpandMathTest, StaysWithinBound_F32) {
  EXPECT_TRUE(checkUnary<float>("f32", 8, GetParam().boundF32));
}

TEST_P(ExpandMathTest, StaysWithinBound_F64) {
  EXPECT_TRUE(checkUnary<double>("f64", 4, GetParam().boundF64));
}

TEST_P(ExpandMathTest, StaysWithinBound_Scalars) {
  EXPECT_TRUE(checkUnary<float>("f32", 1, GetParam().boundF32));
}

static const Function functions[] = {
    {"exp", [](long double x) { return std::exp(x); }, 750, 1, 1},
    {"exp2", [](long double x) { return std::exp2(x); }, 1080, 1, 1},
    {"expm1", [](long double x) { return std::expm1(x); }, 50, 2, 2},
    {"log", [](long double x) { return std::log(x); }, 100, 1, 1},
    {"log2", [](long double x) { return std::log2(x); }, 100, 1, 1},
    {"log10", [](long double x) { return std::log10(x); }, 100, 1, 1},
    {"log1p", [](long double x) { return std::log1p(x); }, 2, 1, 1},
    {"tanh", [](long double x) { return std::tanh(x); }, 25, 3, 3},
    {"erf", [](long double x) { return std::erf(x); }, 7, 2, 2},
    {"cbrt", [](long double x) { return std::cbrt(x); }, 100, 1, 1},
    {"rsqrt", [](long double x) { return 1 / std::sqrt(x); }, 100, 1.5, 1.5},
};
INSTANTIATE_TEST_SUITE_P(All, ExpandMathTest, testing::ValuesIn(functions),
                         [](const auto &info) { return info.param.name; });

/// Pairs of specials, and pairs whose powers are in the type's range.
template <typename T>
static testing::AssertionResult checkPow(const std::string &type, int lanes,
                                         double bound) {
  MathKernel kernel("%r = math.powf %a, %b : LANES<" + type + ">", type, type,
                    lanes);
  std::vector<T> x, y, some = specials<T>();
  for (T base : some)
    for (T exponent : some) {
      x.push_back(base);
      y.push_back(exponent);
    }
  Sequence sequence;
  double largest = std::numeric_limits<T>::max_exponent * 1.06;
  for (int64_t i = 0; i < numSamples(); ++i) {
    x.push_back(llvm::bit_cast<T>(Bits<T>(sequence.next())));
    y.push_back(T(std::floor(sequence.uniform(-20, 20)) / 4));
    T base = std::fabs(llvm::bit_cast<T>(Bits<T>(sequence.next())));
    if (i % 2 == 0)
      base = T(1 + sequence.uniform(-0.5, 1));
    x.push_back(base);
    y.push_back(
        T(sequence.uniform(-largest, largest) / std::log2((long double)base)));
  }
  while (x.size() % 64 != 0) {
    x.push_back(1);
    y.push_back(1);
  }
  std::vector<T> results(x.size());
  kernel.run<T, T>(x, y, results.data());
  return check<T>("powf " + type, x, y, results, bound, [](T base, T exponent) {
    return std::pow((long double)base, (long double)exponent);
  });
}

TEST(ExpandPowTest, StaysWithinBound_F32) {
  EXPECT_TRUE(checkPow<float>("f32", 8, 1));
}

TEST(ExpandPowTest, StaysWithinBound_F64) {
  EXPECT_TRUE(checkPow<double>("f64", 4, 2));
}

/// Exponents that need no logarithm, and -3, which does.
template <typename T>
static testing::AssertionResult checkConstantExponents(const std::string &type,
                                                       int lanes) {
  for (double exponent :
       {0.0, 0.25,  0.5,  0.75,  1.0,  1.25,  1.5,  1.75,  2.0,  2.5, 3.0,
        4.0, -0.25, -0.5, -0.75, -1.0, -1.25, -1.5, -1.75, -2.0, -3.0}) {
    std::string body =
        llvm::formatv("%e = arith.constant dense<{0:e}> : LANES<{1}>\n"
                      "%r = math.powf %a, %e : LANES<{1}>",
                      exponent, type);
    MathKernel kernel(body, type, type, lanes);
    std::vector<T> x = samples<T>(100), results(x.size());
    kernel.run<T, T>(x, x, results.data());
    testing::AssertionResult result = check<T>(
        "x^" + std::to_string(exponent) + " " + type, x, x, results, 5,
        [&](T base, T) { return std::pow((long double)base, exponent); });
    if (!result)
      return result;
  }
  return testing::AssertionSuccess();
}

TEST(ExpandPowTest, StaysWithinBound_ConstantExponentsF32) {
  EXPECT_TRUE(checkConstantExponents<float>("f32", 8));
}

TEST(ExpandPowTest, StaysWithinBound_ConstantExponentsF64) {
  EXPECT_TRUE(checkConstantExponents<double>("f64", 4));
}

/// Zeros by their sign, NaN through: bit for bit.
TEST(ExpandExtremaTest, AreExact_ConstantOperand) {
  for (const char *constant :
       {"0.0", "-0.0", "1.0", "-6.0", "0x7F800000", "0xFF800000"}) {
    for (bool isMaximum : {true, false}) {
      std::string body =
          llvm::formatv("%c = arith.constant dense<{0}> : LANES<f32>\n"
                        "%r = arith.{1} %a, %c : LANES<f32>",
                        constant, isMaximum ? "maximumf" : "minimumf");
      MathKernel kernel(body, "f32", "f32", 8);
      float bound = StringRef(constant) == "0x7F800000"   ? INFINITY
                    : StringRef(constant) == "0xFF800000" ? -INFINITY
                                                          : std::atof(constant);
      std::vector<float> x = samples<float>(10), results(x.size());
      kernel.run<float, float>(x, x, results.data());
      for (size_t i = 0; i < x.size(); ++i) {
        bool isLess =
            x[i] < bound ||
            (x[i] == bound && std::signbit(x[i]) > std::signbit(bound));
        float expected = isLess == isMaximum ? bound : x[i];
        if (std::isnan(x[i]))
          ASSERT_TRUE(std::isnan(results[i]));
        else
          ASSERT_EQ(llvm::bit_cast<uint32_t>(results[i]),
                    llvm::bit_cast<uint32_t>(expected))
              << x[i] << ", " << constant;
      }
    }
  }
}
