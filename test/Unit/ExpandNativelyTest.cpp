//===- ExpandNativelyTest.cpp - Instructions of AVX-512 ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where this processor has them: roundings to bf16 bit for bit, and quotients
// by estimated roots and erf against the C library's functions of double.
// NORM_PRINT_ERRORS prints the largest errors.
//
//===----------------------------------------------------------------------===//

#include "ExpandMathTestUtils.h"
#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/ADT/bit.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

/// Zeros, infinities, NaN, and denormal numbers, of both signs.
std::vector<float> getSpecial() {
  std::vector<float> values;
  for (float value : {0.0f, infinity, std::nanf(""), 0x1p-149f, 0x1.8p-133f,
                      0x1.fffffep-127f, 0x1p-126f, 1.0f, 0x1.fffffep127f})
    values.insert(values.end(), {value, -value});
  return values;
}

/// Special values among others, one in a register and a whole one, up to a
/// multiple of 16.
std::vector<float> mix(const std::vector<float> &plain) {
  std::vector<float> values;
  for (float special : getSpecial()) {
    values.insert(values.end(), 16, special);
    values.insert(values.end(), plain.begin(), plain.begin() + 15);
    values.push_back(special);
  }
  values.insert(values.end(), plain.begin(), plain.end());
  while (values.size() % 16 != 0)
    values.push_back(plain.back());
  return values;
}

class ExpandNativelyTest : public testing::TestWithParam<int> {
protected:
  ExpandNativelyTest() : machine(cantFail(createTargetMachine({}))) {}

  std::vector<float> run(StringRef body, ArrayRef<float> x, ArrayRef<float> y) {
    MathKernel kernel(body, "f32", "f32", GetParam(), "strict native-avx512");
    std::vector<float> results(x.size());
    kernel.run<float, float>(x, y, results.data());
    return results;
  }

  /// Whether 1 / x^exponent, by the body, is as exact as promised: 3.4 or 1.6
  /// units of 2^-24 for the root, and the quotient's own rounding.
  testing::AssertionResult checkRoot(StringRef body, double exponent,
                                     double units) {
    std::vector<float> plain;
    // The mantissas of four exponents are all that there is.
    for (int power = -2; power < 2; ++power)
      for (uint32_t bits = 0; bits < 1u << 23; bits += 5)
        plain.push_back(
            std::ldexp(llvm::bit_cast<float>(0x3f800000u + bits), power));
    Sequence sequence;
    for (int i = 0; i < 100000; ++i)
      plain.push_back(
          llvm::bit_cast<float>(uint32_t(sequence.next()) & 0x7fffffffu));
    std::vector<float> x = mix(plain), ones(x.size(), 1.0f);
    std::vector<float> results = run(body, x, ones);
    double worst = 0;
    for (size_t i = 0; i < x.size(); ++i) {
      double truth =
          1 / std::pow(x[i] < 0 ? std::nan("") : double(x[i]), exponent);
      // The root of -0 is -0, but a product of two of them is not.
      if (x[i] == 0)
        truth = exponent == 0.5 ? 1 / double(x[i]) : infinity;
      double error = 0;
      if (std::isnan(truth) || std::isnan(results[i]))
        error = std::isnan(truth) == std::isnan(results[i]) ? 0 : infinity;
      else if (std::isinf(truth) || truth == 0)
        error = results[i] == truth ? 0 : infinity;
      else
        error = std::fabs(results[i] - truth) / truth * 0x1p24;
      if (!(error <= units + 1))
        return testing::AssertionFailure()
               << x[i] << " gives " << results[i] << " for " << truth;
      worst = std::max(worst, error);
    }
    if (std::getenv("NORM_PRINT_ERRORS"))
      printf("x^-%g: %.2f * 2^-24\n", exponent, worst);
    return testing::AssertionSuccess();
  }

  std::unique_ptr<llvm::TargetMachine> machine;
};

} // namespace

TEST_P(ExpandNativelyTest, RoundsOnce) {
  if (!hasNativeBF16(*machine))
    GTEST_SKIP() << "no AVX512-BF16, whose instructions it runs";
  std::vector<float> plain;
  for (int bits = 0x80; bits < 0x7f7f; ++bits) {
    float middle = bf16ToFloat(bits) / 2 + bf16ToFloat(bits + 1) / 2;
    for (float value : {bf16ToFloat(bits), std::nextafter(middle, 0.0f), middle,
                        std::nextafter(middle, infinity)})
      plain.insert(plain.end(), {value, -value});
  }
  std::vector<float> x = mix(plain);
  MathKernel kernel("%r = arith.truncf %a : LANES<f32> to LANES<bf16>", "f32",
                    "bf16", GetParam(), "strict native-bf16");
  std::vector<uint16_t> results(x.size());
  kernel.run<float, uint16_t>(x, x, results.data());
  for (size_t i = 0; i < x.size(); ++i) {
    uint16_t expected = doubleToBf16(x[i]);
    if (std::isnan(x[i]))
      EXPECT_TRUE(std::isnan(bf16ToFloat(results[i])));
    else
      EXPECT_EQ(results[i], expected) << x[i];
  }
}

/// Two registers, whose results lie in turn, and each again as f32; with and
/// without a bound of 0.
TEST_P(ExpandNativelyTest, RoundsPairs) {
  std::vector<float> plain;
  for (int bits = 0x80; bits < 0x7f7f; bits += 3) {
    float middle = bf16ToFloat(bits) / 2 + bf16ToFloat(bits + 1) / 2;
    plain.insert(plain.end(), {bf16ToFloat(bits), middle,
                               -std::nextafter(middle, infinity)});
  }
  std::vector<float> x = mix(plain), y(x.rbegin(), x.rend());
  for (int form = 0; form < 8; ++form) {
    bool isNative = form & 1, isOdd = form & 2, isBounded = form & 4;
    if (isNative && !hasNativeBF16(*machine))
      continue;
    std::string body = llvm::formatv(
                           R"(
    %zero = arith.constant dense<0.0> : LANES<f32>
    %p = arith.maximumf %a, %zero : LANES<f32>
    %q = arith.maximumf %b, %zero : LANES<f32>
    %lower = arith.truncf {0} : LANES<f32> to LANES<bf16>
    %upper = arith.truncf {1} : LANES<f32> to LANES<bf16>
    %in_turn = vector.interleave %lower, %upper : LANES<bf16> -> {2}
    %even, %odd = vector.deinterleave %in_turn : {2} -> LANES<bf16>
    %r = arith.extf {3} : LANES<bf16> to LANES<f32>)",
                           isBounded ? "%p" : "%a", isBounded ? "%q" : "%b",
                           llvm::formatv("vector<{0}xbf16>", 2 * GetParam()),
                           isOdd ? "%odd" : "%even")
                           .str();
    MathKernel kernel(body, "f32", "f32", GetParam(),
                      isNative ? "strict native-bf16" : "strict");
    std::vector<float> results(x.size());
    kernel.run<float, float>(x, y, results.data());
    for (size_t i = 0; i < x.size(); ++i) {
      float from = isOdd ? y[i] : x[i];
      if (isBounded && from <= 0)
        from = 0;
      if (std::isnan(from))
        EXPECT_TRUE(std::isnan(results[i])) << form;
      else
        EXPECT_EQ(llvm::bit_cast<uint32_t>(results[i]),
                  uint32_t(doubleToBf16(from)) << 16)
            << from << " in form " << form;
    }
  }
}

/// At most 2.3 ulp, and 1 where the result is; every 37th number.
TEST_P(ExpandNativelyTest, LooksUpErf) {
  if (!hasAVX512(*machine))
    GTEST_SKIP() << "no AVX-512, whose instructions it runs";
  std::vector<float> plain;
  for (uint32_t bits = 0; bits < 0x40c00000u; bits += 37)
    plain.push_back(llvm::bit_cast<float>(bits));
  std::vector<float> x = mix(plain);
  std::vector<float> results = run("%r = math.erf %a : LANES<f32>", x, x);
  double worst = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    double truth = std::erf(double(x[i]));
    if (std::isnan(truth)) {
      EXPECT_TRUE(std::isnan(results[i]));
      continue;
    }
    float nearest = float(truth);
    ASSERT_EQ(std::signbit(results[i]), std::signbit(x[i])) << x[i];
    ASSERT_LE(std::fabs(results[i]), 1.0f) << x[i];
    if (std::fabs(x[i]) >= 3.875f)
      ASSERT_EQ(std::fabs(results[i]), 1.0f) << x[i];
    int exponent =
        std::max(std::ilogb(nearest == 0 ? 0x1p-149f : nearest), -126);
    double error =
        std::fabs(results[i] - truth) / std::ldexp(1.0, exponent - 23);
    ASSERT_LE(error, 2.3) << x[i];
    worst = std::max(worst, error);
  }
  if (std::getenv("NORM_PRINT_ERRORS"))
    printf("erf: %.2f ulp\n", worst);
}

TEST_P(ExpandNativelyTest, DividesByRoots) {
  if (!hasAVX512(*machine))
    GTEST_SKIP() << "no AVX-512, whose instructions it runs";
  EXPECT_TRUE(checkRoot(R"(
    %root = math.sqrt %a : LANES<f32>
    %r = arith.divf %b, %root {norm.estimated} : LANES<f32>)",
                        0.5, 1.6));
  EXPECT_TRUE(checkRoot(R"(
    %half = math.sqrt %a : LANES<f32>
    %quarter = math.sqrt %half : LANES<f32>
    %root = arith.mulf %half, %quarter : LANES<f32>
    %r = arith.divf %b, %root {norm.estimated} : LANES<f32>)",
                        0.75, 3.4));
}

INSTANTIATE_TEST_SUITE_P(Lanes, ExpandNativelyTest, testing::Values(8, 16));
