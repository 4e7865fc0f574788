//===- ExpandRoundingsTest.cpp - Tests of 16-bit arithmetic in lanes ------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every result is the one that rounding the exact value once gives, bit for
// bit; every NaN is as good as another.
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

struct Format {
  const char *name;
  float (*toFloat)(uint16_t);
  uint16_t (*fromDouble)(double);
};

const Format formats[] = {{"bf16", bf16ToFloat, doubleToBf16},
                          {"f16", f16ToFloat, doubleToF16}};

struct Case {
  Format format;
  int lanes;
};

class ExpandRoundingsTest : public testing::TestWithParam<Case> {
protected:
  /// Runs a body on all of x and y: whether each result is `truth` of the pair.
  template <typename Input, typename Truth>
  testing::AssertionResult check(StringRef body, StringRef input,
                                 std::vector<Input> x, std::vector<Input> y,
                                 Truth truth) {
    auto [format, lanes] = GetParam();
    std::string text = body.str();
    for (size_t at; (at = text.find("NARROW")) != std::string::npos;)
      text.replace(at, 6, format.name);
    while (x.size() % 16 != 0) {
      x.push_back(x.back());
      y.push_back(y.back());
    }
    MathKernel kernel(text, input == "NARROW" ? format.name : input,
                      format.name, lanes);
    std::vector<uint16_t> results(x.size());
    kernel.run<Input, uint16_t>(x, y, results.data());
    for (size_t i = 0; i < x.size(); ++i) {
      uint16_t expected = truth(x[i], y[i]);
      bool isSame = std::isnan(format.toFloat(expected))
                        ? std::isnan(format.toFloat(results[i]))
                        : results[i] == expected;
      if (!isSame)
        return testing::AssertionFailure()
               << +x[i] << ", " << +y[i] << ": " << results[i] << " instead of "
               << expected;
    }
    return testing::AssertionSuccess();
  }
};

/// The midpoints between all neighbours of a format, what is next to them, and
/// any bits.
template <typename T>
std::vector<T> wideSamples(const Format &format) {
  std::vector<T> values;
  for (int bits = 0; bits < 0xffff; ++bits) {
    T one = format.toFloat(bits), next = format.toFloat(bits + 1);
    T middle = one / 2 + next / 2;
    values.insert(values.end(), {one, middle});
    for (T end : {T(-INFINITY), T(INFINITY)})
      values.push_back(std::nextafter(middle, end));
  }
  using Bits = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
  Sequence sequence;
  for (int i = 0; i < 100000; ++i)
    values.push_back(llvm::bit_cast<T>(Bits(sequence.next())));
  return values;
}

} // namespace

TEST_P(ExpandRoundingsTest, RoundsOnce_F32) {
  const Format &format = GetParam().format;
  std::vector<float> x = wideSamples<float>(format);
  EXPECT_TRUE(check<float>(
      "%r = arith.truncf %a : LANES<f32> to LANES<NARROW>", "f32", x, x,
      [&](float value, float) { return format.fromDouble(value); }));
}

TEST_P(ExpandRoundingsTest, RoundsOnce_F64) {
  const Format &format = GetParam().format;
  std::vector<double> x = wideSamples<double>(format);
  EXPECT_TRUE(check<double>(
      "%r = arith.truncf %a : LANES<f64> to LANES<NARROW>", "f64", x, x,
      [&](double value, double) { return format.fromDouble(value); }));
}

TEST_P(ExpandRoundingsTest, KeepsValues_ExtensionAndSigns) {
  const Format &format = GetParam().format;
  std::vector<uint16_t> x;
  for (int bits = 0; bits < 0x10000; ++bits)
    x.push_back(bits);
  std::vector<uint16_t> y(x.rbegin(), x.rend());
  EXPECT_TRUE(check<uint16_t>(
      R"(
    %wide = arith.extf %a : LANES<NARROW> to LANES<f64>
    %back = arith.truncf %wide : LANES<f64> to LANES<NARROW>
    %minus = arith.negf %back : LANES<NARROW>
    %abs = math.absf %b : LANES<NARROW>
    %less = arith.cmpf olt, %minus, %abs : LANES<NARROW>
    %least = arith.select %less, %minus, %abs : LANES<i1>, LANES<NARROW>
    %r = math.copysign %least, %b : LANES<NARROW>)",
      "NARROW", x, y, [&](uint16_t a, uint16_t b) {
        uint16_t minus = a ^ 0x8000, abs = b & 0x7fff;
        uint16_t least =
            format.toFloat(minus) < format.toFloat(abs) ? minus : abs;
        return uint16_t((least & 0x7fff) | (b & 0x8000));
      }));
}

TEST_P(ExpandRoundingsTest, RoundsEveryOp) {
  const Format &format = GetParam().format;
  std::vector<uint16_t> x, y;
  Sequence sequence;
  for (int i = 0; i < 200000; ++i) {
    x.push_back(sequence.next());
    y.push_back(sequence.next());
  }
  // With `contract` as well.
  EXPECT_TRUE(check<uint16_t>(
      R"(
    %product = arith.mulf %a, %b fastmath<contract> : LANES<NARROW>
    %sum = arith.addf %product, %a fastmath<contract> : LANES<NARROW>
    %quotient = arith.divf %sum, %b : LANES<NARROW>
    %most = arith.maximumf %quotient, %a : LANES<NARROW>
    %r = arith.subf %most, %b : LANES<NARROW>)",
      "NARROW", x, y, [&](uint16_t a, uint16_t b) {
        auto round = [&](double value) {
          return double(format.toFloat(format.fromDouble(value)));
        };
        double u = format.toFloat(a), v = format.toFloat(b);
        double quotient = round(round(round(u * v) + u) / v);
        double most = std::isnan(quotient) || std::isnan(u)
                          ? NAN
                          : std::fmax(quotient, u);
        return format.fromDouble(most - v);
      }));
}

TEST_P(ExpandRoundingsTest, RoundsOnce_Fma) {
  const Format &format = GetParam().format;
  std::vector<uint16_t> x, y;
  Sequence sequence;
  // Sums within the bits of f64.
  for (int i = 0; i < 200000; ++i) {
    auto number = [&] {
      return format.fromDouble(
          std::ldexp(sequence.uniform(-1, 1), int(sequence.next() % 14) - 9));
    };
    x.push_back(number());
    y.push_back(number());
  }
  EXPECT_TRUE(check<uint16_t>("%r = math.fma %a, %a, %b : LANES<NARROW>",
                              "NARROW", x, y, [&](uint16_t a, uint16_t b) {
                                double u = format.toFloat(a),
                                       v = format.toFloat(b);
                                return format.fromDouble(u * u + v);
                              }));
}

TEST_P(ExpandRoundingsTest, RoundsOnce_Integers) {
  const Format &format = GetParam().format;
  std::vector<int64_t> x = {0, 1, -1, INT64_MAX, INT64_MIN};
  Sequence sequence;
  for (int i = 0; i < 50000; ++i) {
    // Beside the middle between two neighbours.
    int64_t value = int64_t((sequence.next() >> 1 | uint64_t(1) << 62) &
                            (~uint64_t(0) << 54));
    value += int64_t(sequence.next() % 3) - 1;
    value >>= sequence.next() % 63;
    x.push_back(sequence.next() & 1 ? value : -value);
  }
  EXPECT_TRUE(check<int64_t>(
      "%r = arith.sitofp %a : LANES<i64> to LANES<NARROW>", "i64", x, x,
      [&](int64_t value, int64_t) {
        // To odd: truncated, with the last bit for what is lost.
        bool isNegative = value < 0;
        uint64_t magnitude = isNegative ? -uint64_t(value) : uint64_t(value);
        uint64_t kept = magnitude >> 12;
        double odd =
            magnitude < uint64_t(1) << 52
                ? double(magnitude)
                : std::ldexp(double(kept | ((magnitude & 0xfff) != 0)), 12);
        return format.fromDouble(isNegative ? -odd : odd);
      }));
}

INSTANTIATE_TEST_SUITE_P(All, ExpandRoundingsTest,
                         testing::Values(Case{formats[0], 16},
                                         Case{formats[1], 16},
                                         Case{formats[0], 1},
                                         Case{formats[1], 1}),
                         [](const auto &info) {
                           return std::string(info.param.format.name) + "_" +
                                  std::to_string(info.param.lanes);
                         });
