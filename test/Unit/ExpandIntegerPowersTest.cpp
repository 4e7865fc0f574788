//===- ExpandIntegerPowersTest.cpp - Tests of fpowi and ipowi in lanes ----===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ExpandMathTestUtils.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;

namespace {

/// abs(result - truth) in units of the last place of T at the truth.
template <typename T>
double errorInUlps(T result, long double truth) {
  if (std::isnan(truth) || std::isnan(result))
    return std::isnan(truth) && std::isnan(result) ? 0 : INFINITY;
  T rounded = T(truth);
  if (result == rounded)
    return std::signbit(result) == std::signbit(rounded) ? 0 : INFINITY;
  if (std::isinf(rounded) || std::isinf(result))
    return INFINITY;
  T next = std::nextafter(std::fabs(rounded), T(INFINITY));
  return double(std::fabs(result - truth) / (next - std::fabs(rounded)));
}

class ExpandIntegerPowersTest : public testing::TestWithParam<int> {};

template <typename T>
std::vector<T> bases(Sequence &sequence, int count) {
  std::vector<T> x = {0,           T(-0.0),      1,      -1,    2, -2,
                      T(INFINITY), T(-INFINITY), T(NAN), T(0.5)};
  while (int(x.size()) < count)
    x.push_back(
        std::ldexp(T(sequence.uniform(-1, 1)), int(sequence.next() % 20) - 10));
  return x;
}

} // namespace

TEST_P(ExpandIntegerPowersTest, F32) {
  Sequence sequence;
  std::vector<float> x = bases<float>(sequence, 20000), y;
  for (size_t i = 0; i < x.size(); ++i)
    y.push_back(float(int64_t(sequence.next() % 65) - 32));
  for (StringRef type : {"i8", "i32", "i64"}) {
    MathKernel kernel(llvm::formatv(R"(
    %n = arith.fptosi %b : LANES<f32> to LANES<{0}>
    %r = math.fpowi %a, %n : LANES<f32>, LANES<{0}>)",
                                    type)
                          .str(),
                      "f32", "f32", GetParam());
    std::vector<float> results(x.size());
    kernel.run<float, float>(x, y, results.data());
    for (size_t i = 0; i < x.size(); ++i)
      ASSERT_LE(errorInUlps(results[i], std::pow((long double)x[i], y[i])),
                0.51)
          << x[i] << "^" << y[i] << " = " << results[i];
  }
}

TEST_P(ExpandIntegerPowersTest, F64) {
  Sequence sequence;
  std::vector<double> x = bases<double>(sequence, 20000), y;
  for (size_t i = 0; i < x.size(); ++i)
    y.push_back(double(int64_t(sequence.next() % 65) - 32));
  MathKernel kernel(R"(
    %n = arith.fptosi %b : LANES<f64> to LANES<i32>
    %r = math.fpowi %a, %n : LANES<f64>, LANES<i32>)",
                    "f64", "f64", GetParam());
  std::vector<double> results(x.size());
  kernel.run<double, double>(x, y, results.data());
  for (size_t i = 0; i < x.size(); ++i)
    ASSERT_LE(errorInUlps(results[i], std::pow((long double)x[i], y[i])), 1.0)
        << x[i] << "^" << y[i] << " = " << results[i];
}

// Exponents that f64 cannot hold: odd ones keep the sign, and bases next to 1
// their last digits.
TEST_P(ExpandIntegerPowersTest, F64_LargeExponents) {
  std::vector<double> x, y;
  for (double base :
       {1.0, -1.0, 1 + 0x1p-52, -1 - 0x1p-52, 1 - 0x1p-53, 2.0, -2.0, 0.0, -0.0,
        (double)INFINITY, -(double)INFINITY, 0.5})
    for (double shift : {0.0, 1.0, 2.0, 3.0}) {
      x.push_back(base);
      y.push_back(shift);
    }
  while (x.size() % 16 != 0) {
    x.push_back(1);
    y.push_back(0);
  }
  for (int64_t exponent :
       {int64_t(1) << 60, (int64_t(1) << 60) + 1, (int64_t(1) << 56) + 12345,
        -(int64_t(1) << 55) - 1, INT64_MAX - 3, INT64_MIN}) {
    std::string number = std::to_string(exponent);
    if (GetParam() > 1)
      number = "dense<" + number + ">";
    MathKernel kernel(llvm::formatv(R"(
    %from = arith.constant {0} : LANES<i64>
    %small = arith.fptosi %b : LANES<f64> to LANES<i64>
    %n = arith.addi %small, %from : LANES<i64>
    %r = math.fpowi %a, %n : LANES<f64>, LANES<i64>)",
                                    number)
                          .str(),
                      "f64", "f64", GetParam());
    std::vector<double> results(x.size());
    kernel.run<double, double>(x, y, results.data());
    for (size_t i = 0; i < x.size(); ++i) {
      int64_t n = exponent + int64_t(y[i]);
      long double magnitude =
          std::exp(n * std::log(std::fabs((long double)x[i])));
      if (std::fabs(x[i]) == 1)
        magnitude = 1;
      long double truth = n & 1 ? std::copysign(magnitude, x[i]) : magnitude;
      ASSERT_LE(errorInUlps(results[i], truth), 3.0)
          << x[i] << "^" << n << " = " << results[i];
    }
  }
}

TEST_P(ExpandIntegerPowersTest, Integers) {
  std::vector<int8_t> x, n;
  for (int base = -128; base < 128; ++base)
    for (int exponent = -128; exponent < 128; ++exponent) {
      x.push_back(base);
      n.push_back(exponent);
    }
  MathKernel kernel("%r = math.ipowi %a, %b : LANES<i8>", "i8", "i8",
                    GetParam());
  std::vector<int8_t> results(x.size());
  kernel.run<int8_t, int8_t>(x, n, results.data());
  for (size_t i = 0; i < x.size(); ++i) {
    int8_t expected = 1;
    if (n[i] < 0)
      expected = x[i] == 1 ? 1 : x[i] == -1 ? (n[i] & 1 ? -1 : 1) : 0;
    else
      for (int step = 0; step < n[i]; ++step)
        expected = int8_t(expected * x[i]);
    ASSERT_EQ(results[i], expected) << +x[i] << "^" << +n[i];
  }
}

INSTANTIATE_TEST_SUITE_P(Lanes, ExpandIntegerPowersTest,
                         testing::Values(16, 1));
