//===- FloatFormatsTest.cpp - Tests of bf16, f16 and fp8
//-----------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tests all bit patterns, all midpoints between neighbours and what is next to
// them, against the definition: the nearest value, and of two the even one.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/bit.h"
#include "gtest/gtest.h"

#include <cmath>
#include <limits>

using namespace mlir::norm;

namespace {

struct Format {
  float (*toFloat)(uint16_t);
  uint16_t (*fromFloat)(float);
  uint16_t (*fromDouble)(double);
  int exponentBits;

  int fractionBits() const { return 15 - exponentBits; }
  uint16_t infinity() const {
    return ((1 << exponentBits) - 1) << fractionBits();
  }
  uint16_t quietBit() const { return 1 << (fractionBits() - 1); }

  /// The value of a magnitude by the definition of the formats; infinity has
  /// the value that the exponents would give it.
  double valueOf(uint16_t bits) const {
    int exponent = bits >> fractionBits();
    int fraction = bits & ((1 << fractionBits()) - 1);
    int bias = (1 << (exponentBits - 1)) - 1;
    if (exponent == 0)
      return std::ldexp(fraction, 1 - bias - fractionBits());
    return std::ldexp(fraction + (1 << fractionBits()),
                      exponent - bias - fractionBits());
  }
};

class FloatFormatsTest : public testing::TestWithParam<Format> {};

} // namespace

TEST_P(FloatFormatsTest, KeepsValues_AllPatterns) {
  const Format &format = GetParam();
  for (int pattern = 0; pattern < 0x10000; ++pattern) {
    uint16_t bits = pattern, magnitude = bits & 0x7fff;
    float value = format.toFloat(bits);
    ASSERT_EQ(std::signbit(value), bits >= 0x8000) << pattern;
    if (magnitude > format.infinity()) {
      ASSERT_TRUE(std::isnan(value)) << pattern;
      ASSERT_EQ(format.fromFloat(value), bits | format.quietBit()) << pattern;
      ASSERT_EQ(format.fromDouble(value), bits | format.quietBit()) << pattern;
      continue;
    }
    if (magnitude == format.infinity())
      ASSERT_TRUE(std::isinf(value)) << pattern;
    else
      ASSERT_EQ(std::fabs(value), format.valueOf(magnitude)) << pattern;
    ASSERT_EQ(format.fromFloat(value), bits) << pattern;
    ASSERT_EQ(format.fromDouble(value), bits) << pattern;
  }
}

TEST_P(FloatFormatsTest, RoundsOnceToNearestEven_AroundAllMidpoints) {
  const Format &format = GetParam();
  double infinity = std::numeric_limits<double>::infinity();
  float floatInfinity = std::numeric_limits<float>::infinity();
  for (uint16_t low = 0; low < format.infinity(); ++low) {
    uint16_t high = low + 1, even = low % 2 ? high : low;
    double middle = (format.valueOf(low) + format.valueOf(high)) / 2;
    for (uint16_t sign : {0x0000, 0x8000}) {
      double x = sign ? -middle : middle;
      ASSERT_EQ(format.fromDouble(x), sign | even) << low;
      // The doubles next to the middle are not next to it in float.
      ASSERT_EQ(format.fromDouble(std::nextafter(x, 0.0)), sign | low) << low;
      ASSERT_EQ(
          format.fromDouble(std::nextafter(x, sign ? -infinity : infinity)),
          sign | high)
          << low;
      float f = static_cast<float>(x);
      ASSERT_EQ(f, x) << low; // Every midpoint is a float.
      ASSERT_EQ(format.fromFloat(f), sign | even) << low;
      ASSERT_EQ(format.fromFloat(std::nextafter(f, 0.0f)), sign | low) << low;
      ASSERT_EQ(format.fromFloat(
                    std::nextafter(f, sign ? -floatInfinity : floatInfinity)),
                sign | high)
          << low;
    }
  }
}

TEST_P(FloatFormatsTest, HandlesExtremes) {
  const Format &format = GetParam();
  using Limits = std::numeric_limits<double>;
  EXPECT_EQ(format.fromDouble(Limits::max()), format.infinity());
  EXPECT_EQ(format.fromDouble(-Limits::infinity()), 0x8000 | format.infinity());
  EXPECT_EQ(format.fromDouble(Limits::denorm_min()), 0);
  EXPECT_EQ(format.fromDouble(-Limits::denorm_min()), 0x8000);
  EXPECT_EQ(format.fromDouble(-0.0), 0x8000);
  // A NaN whose payload does not reach the format's bits stays a NaN.
  EXPECT_EQ(format.fromDouble(llvm::bit_cast<double>(0x7ff0000000000001)),
            format.infinity() | format.quietBit());
  EXPECT_EQ(format.fromFloat(llvm::bit_cast<float>(0xff800001)),
            0x8000 | format.infinity() | format.quietBit());
}

INSTANTIATE_TEST_SUITE_P(
    Formats, FloatFormatsTest,
    testing::Values(Format{bf16ToFloat, floatToBf16, doubleToBf16, 8},
                    Format{f16ToFloat, floatToF16, doubleToF16, 5}),
    [](const testing::TestParamInfo<Format> &info) {
      return info.param.exponentBits == 8 ? "Bf16" : "F16";
    });

namespace {

/// The bits that LLVM rounds `value` to; its NaNs have other signs.
uint8_t roundByLLVM(double value, const llvm::fltSemantics &semantics) {
  llvm::APFloat number(value);
  bool losesInfo;
  number.convert(semantics, llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return number.bitcastToAPInt().getZExtValue();
}

void checkBytes(float (*toFloat)(uint8_t), uint8_t (*fromDouble)(double),
                const llvm::fltSemantics &semantics) {
  auto check = [&](double value) {
    uint8_t expected = roundByLLVM(value, semantics);
    uint8_t actual = fromDouble(value);
    if (std::isnan(toFloat(expected)))
      EXPECT_TRUE(std::isnan(toFloat(actual))) << value;
    else
      EXPECT_EQ(actual, expected) << value;
  };
  for (int bits = 0; bits < 256; ++bits) {
    double value = toFloat(bits);
    double byLLVM =
        llvm::APFloat(semantics, llvm::APInt(8, bits)).convertToDouble();
    if (std::isnan(byLLVM)) {
      EXPECT_TRUE(std::isnan(value)) << bits;
      continue;
    }
    EXPECT_EQ(value, byLLVM) << bits;
    check(value);
    double next = toFloat(bits + 1), middle = (value + next) / 2;
    for (double near :
         {middle, std::nextafter(middle, 0.0), std::nextafter(middle, 1e300)})
      check(near);
  }
  for (double value : {448.0, 463.9, 464.0, 464.1, 480.0, 512.0, 57344.0,
                       61439.9, 61440.0, 65536.0, 1e300, 1e-300, -0.0})
    for (double sign : {1.0, -1.0})
      check(sign * value);
  check(std::numeric_limits<double>::infinity());
  check(std::numeric_limits<double>::quiet_NaN());
}

} // namespace

TEST(ByteFormatsTest, F8E4M3FN_AsLLVM) {
  checkBytes(f8E4M3FNToFloat, doubleToF8E4M3FN, llvm::APFloat::Float8E4M3FN());
}

TEST(ByteFormatsTest, F8E5M2_AsLLVM) {
  checkBytes(f8E5M2ToFloat, doubleToF8E5M2, llvm::APFloat::Float8E5M2());
}
