//===- ExpandSmallFloatsTest.cpp - Tests of floats of 8 bits in lanes -----===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Conversions give what APFloat gives, bit for bit, the sign of NaN included.
//
//===----------------------------------------------------------------------===//

#include "ExpandMathTestUtils.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/bit.h"

#include <cmath>

using namespace mlir;
using namespace mlir::norm;
using namespace mlir::norm::test;
using llvm::APFloat;
using llvm::fltSemantics;

namespace {

struct Case {
  const char *name;
  const fltSemantics &(*semantics)();
  int lanes;
};

/// What a number or the bits of 16-bit floats are as APFloat.
APFloat toAPFloat(float value, StringRef) { return APFloat(value); }
APFloat toAPFloat(double value, StringRef) { return APFloat(value); }
APFloat toAPFloat(uint16_t bits, StringRef type) {
  return APFloat(type == "f16" ? APFloat::IEEEhalf() : APFloat::BFloat(),
                 llvm::APInt(16, bits));
}

class ExpandSmallFloatsTest : public testing::TestWithParam<Case> {
protected:
  template <typename Input>
  testing::AssertionResult checkTruncation(StringRef type,
                                           std::vector<Input> x) {
    auto [name, semantics, lanes] = GetParam();
    while (x.size() % 16 != 0)
      x.push_back(x.back());
    std::string body = llvm::formatv(
        "%r = arith.truncf %a : LANES<{0}> to LANES<{1}>", type, name);
    MathKernel kernel(body, type, name, lanes);
    std::vector<uint8_t> results(x.size());
    kernel.run<Input, uint8_t>(x, x, results.data());
    for (size_t i = 0; i < x.size(); ++i) {
      APFloat value = toAPFloat(x[i], type);
      bool losesInfo;
      value.convert(semantics(), APFloat::rmNearestTiesToEven, &losesInfo);
      uint64_t expected = value.bitcastToAPInt().getZExtValue();
      // Of a NaN the sign and that it is one: payloads of signalling ones
      // differ.
      bool isSame = value.isNaN() ? toSmall(results[i]).isNaN() &&
                                        (results[i] & 0x80) == (expected & 0x80)
                                  : results[i] == expected;
      if (!isSame)
        return testing::AssertionFailure()
               << +x[i] << ": " << +results[i] << " instead of " << expected;
    }
    return testing::AssertionSuccess();
  }

  static APFloat toSmall(uint8_t bits) {
    return APFloat(GetParam().semantics(), llvm::APInt(8, bits));
  }

  static double toDouble(uint8_t bits) {
    APFloat value = toSmall(bits);
    bool losesInfo;
    value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                  &losesInfo);
    return value.convertToDouble();
  }

  /// All values, the middles between neighbours, what is next to them in T,
  /// and any bits.
  template <typename T>
  static std::vector<T> wideSamples() {
    std::vector<T> values = {T(1e30), T(-1e30), T(INFINITY), T(-INFINITY),
                             T(NAN),  T(-NAN),  T(0),        T(-0.0)};
    for (int bits = 0; bits < 255; ++bits) {
      T one = toDouble(bits), next = toDouble(bits + 1);
      // Beyond the largest there would be another at the same distance.
      if (!std::isfinite(next) && bits > 0)
        next = 2 * one - T(toDouble(bits - 1));
      for (T value : {one, one / 2 + next / 2, next})
        values.insert(values.end(), {value, std::nextafter(value, T(-INFINITY)),
                                     std::nextafter(value, T(INFINITY))});
    }
    using Bits = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
    Sequence sequence;
    for (int i = 0; i < 50000; ++i)
      values.push_back(llvm::bit_cast<T>(Bits(sequence.next())));
    for (int i = 0; i < 50000; ++i)
      values.push_back(std::ldexp(T(sequence.uniform(-1, 1)),
                                  int(sequence.next() % 40) - 22));
    return values;
  }

  static std::vector<uint16_t> allOf16Bits() {
    std::vector<uint16_t> x;
    for (int bits = 0; bits < 0x10000; ++bits)
      x.push_back(bits);
    return x;
  }
};

} // namespace

TEST_P(ExpandSmallFloatsTest, RoundsOnce_F32) {
  EXPECT_TRUE(checkTruncation<float>("f32", wideSamples<float>()));
}

TEST_P(ExpandSmallFloatsTest, RoundsOnce_F64) {
  EXPECT_TRUE(checkTruncation<double>("f64", wideSamples<double>()));
}

TEST_P(ExpandSmallFloatsTest, RoundsOnce_16Bits) {
  EXPECT_TRUE(checkTruncation<uint16_t>("f16", allOf16Bits()));
  EXPECT_TRUE(checkTruncation<uint16_t>("bf16", allOf16Bits()));
}

TEST_P(ExpandSmallFloatsTest, ExtendsEveryValue) {
  auto [name, semantics, lanes] = GetParam();
  std::vector<uint8_t> x;
  for (int bits = 0; bits < 256; ++bits)
    x.push_back(bits);
  for (StringRef through : {"f32", "f16", "bf16"}) {
    std::string step = llvm::formatv(R"(
    %wide = arith.extf %a : LANES<{0}> to LANES<{1}>)",
                                     name, through);
    // f16 and bf16 extend to f64 in one more step.
    std::string body = step + llvm::formatv(R"(
    %r = arith.extf %wide : LANES<{0}> to LANES<f64>)",
                                            through)
                                  .str();
    MathKernel kernel(body, name, "f64", lanes);
    std::vector<double> results(x.size());
    kernel.run<uint8_t, double>(x, x, results.data());
    for (int bits = 0; bits < 256; ++bits) {
      double expected = toDouble(bits);
      EXPECT_TRUE(std::isnan(expected)
                      ? std::isnan(results[bits])
                      : llvm::bit_cast<uint64_t>(expected) ==
                            llvm::bit_cast<uint64_t>(results[bits]))
          << bits << " through " << through.str() << ": " << results[bits]
          << " instead of " << expected;
    }
  }
}

TEST_P(ExpandSmallFloatsTest, RoundsEveryOp) {
  auto [name, semantics, lanes] = GetParam();
  std::vector<uint8_t> x, y;
  for (int bits = 0; bits < 0x10000; ++bits) {
    x.push_back(bits);
    y.push_back(bits >> 8);
  }
  std::string body = R"(
    %product = arith.mulf %a, %b : LANES<NARROW>
    %minus = arith.negf %product : LANES<NARROW>
    %less = arith.cmpf olt, %minus, %a : LANES<NARROW>
    %most = arith.select %less, %a, %minus : LANES<i1>, LANES<NARROW>
    %sum = arith.addf %most, %b : LANES<NARROW>
    %r = math.absf %sum : LANES<NARROW>)";
  for (size_t at; (at = body.find("NARROW")) != std::string::npos;)
    body.replace(at, 6, name);
  MathKernel kernel(body, name, name, lanes);
  std::vector<uint8_t> results(x.size());
  kernel.run<uint8_t, uint8_t>(x, y, results.data());
  for (size_t i = 0; i < x.size(); ++i) {
    auto round = [&](double value) {
      APFloat number(value);
      bool losesInfo;
      number.convert(GetParam().semantics(), APFloat::rmNearestTiesToEven,
                     &losesInfo);
      return number;
    };
    double a = toDouble(x[i]), b = toDouble(y[i]);
    auto toNumber = [&](const APFloat &value) {
      return toDouble(value.bitcastToAPInt().getZExtValue());
    };
    double minus = toNumber(round(-toNumber(round(a * b))));
    double most = minus < a ? a : minus;
    APFloat expected = round(std::fabs(toNumber(round(most + b))));
    uint64_t bits = expected.bitcastToAPInt().getZExtValue();
    ASSERT_TRUE(expected.isNaN() ? toSmall(results[i]).isNaN()
                                 : results[i] == bits)
        << +x[i] << ", " << +y[i] << ": " << +results[i] << " instead of "
        << bits;
  }
}

static const Case cases[] = {{"f8E4M3FN", APFloat::Float8E4M3FN, 16},
                             {"f8E4M3FN", APFloat::Float8E4M3FN, 1},
                             {"f8E5M2", APFloat::Float8E5M2, 16},
                             {"f8E5M2", APFloat::Float8E5M2, 1},
                             {"f8E4M3FNUZ", APFloat::Float8E4M3FNUZ, 16},
                             {"f8E5M2FNUZ", APFloat::Float8E5M2FNUZ, 16},
                             {"f8E4M3B11FNUZ", APFloat::Float8E4M3B11FNUZ, 16},
                             {"f8E4M3", APFloat::Float8E4M3, 16},
                             {"f8E3M4", APFloat::Float8E3M4, 16}};

INSTANTIATE_TEST_SUITE_P(All, ExpandSmallFloatsTest, testing::ValuesIn(cases),
                         [](const auto &info) {
                           return std::string(info.param.name) + "_" +
                                  std::to_string(info.param.lanes);
                         });
