//===- ReferenceFloatFormatsTest.cpp - Conversions of element types ---===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Reference/ReferenceTensor.h"
#include "norm-mlir/Support/FloatFormats.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/ADT/APFloat.h"
#include "gtest/gtest.h"
#include <random>

using namespace mlir;
using namespace mlir::norm;

namespace {

/// The bits that APFloat rounds a double to.
uint16_t encodeWithAPFloat(double value, const llvm::fltSemantics &semantics) {
  llvm::APFloat wide(value);
  bool losesInfo;
  wide.convert(semantics, llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return wide.bitcastToAPInt().getZExtValue();
}

double decodeWithAPFloat(uint16_t bits, const llvm::fltSemantics &semantics) {
  llvm::APFloat narrow(semantics, llvm::APInt(16, bits));
  bool losesInfo;
  narrow.convert(llvm::APFloat::IEEEdouble(),
                 llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return narrow.convertToDouble();
}

struct Format {
  const llvm::fltSemantics &semantics;
  float (*decode)(uint16_t);
  uint16_t (*encode)(double);
  ReferenceKind kind;
};

const Format formats[] = {
    {llvm::APFloat::BFloat(), bf16ToFloat, doubleToBf16, ReferenceKind::BF16},
    {llvm::APFloat::IEEEhalf(), f16ToFloat, doubleToF16, ReferenceKind::F16}};

TEST(ReferenceFloatFormatsTest, Decode_AllPatterns) {
  for (const Format &format : formats)
    for (uint32_t bits = 0; bits < 65536; ++bits) {
      double expected = decodeWithAPFloat(bits, format.semantics);
      double actual = format.decode(bits);
      if (std::isnan(expected)) {
        EXPECT_TRUE(std::isnan(actual)) << bits;
        EXPECT_TRUE(std::isnan(format.decode(format.encode(actual)))) << bits;
        continue;
      }
      EXPECT_EQ(actual, expected) << bits;
      EXPECT_EQ(std::signbit(actual), std::signbit(expected)) << bits;
      EXPECT_EQ(format.encode(actual), bits);
      EXPECT_EQ(FloatFormat::get(format.kind).round(actual), actual);
    }
}

TEST(ReferenceFloatFormatsTest, Encode_MidpointsAndTheirNeighbours) {
  for (const Format &format : formats)
    for (uint32_t bits = 0; bits < 65536; ++bits) {
      double low = format.decode(bits), high = format.decode(bits + 1);
      if (!std::isfinite(low) || (bits & 0x7fff) == 0x7fff)
        continue;
      // Beyond the largest value the next would follow at the same distance.
      if (std::isinf(high))
        high = low + (low - format.decode(bits - 1));
      double middle = (low + high) / 2;
      for (double value :
           {middle, std::nextafter(middle, low), std::nextafter(middle, high),
            // Through float this would round twice.
            middle + (high - low) * 0x1p-40, middle - (high - low) * 0x1p-40}) {
        uint16_t expected = encodeWithAPFloat(value, format.semantics);
        ASSERT_EQ(format.encode(value), expected) << bits << " " << value;
        ASSERT_EQ(FloatFormat::get(format.kind).round(value),
                  format.decode(expected));
      }
    }
}

TEST(ReferenceFloatFormatsTest, Encode_RandomDoubles) {
  std::mt19937_64 engine(1);
  for (const Format &format : formats)
    for (int i = 0; i < 200000; ++i) {
      double value = llvm::bit_cast<double>(engine());
      double narrow =
          std::ldexp(static_cast<double>(engine()), int(engine() % 64) - 100);
      for (double x : {value, narrow, -narrow}) {
        if (std::isnan(x))
          continue;
        ASSERT_EQ(format.encode(x), encodeWithAPFloat(x, format.semantics))
            << x;
      }
    }
}

TEST(ReferenceFloatFormatsTest, Round_F32) {
  std::mt19937_64 engine(2);
  const FloatFormat &f32 = FloatFormat::get(ReferenceKind::F32);
  for (int i = 0; i < 200000; ++i) {
    double value = llvm::bit_cast<double>(engine());
    double narrow =
        std::ldexp(static_cast<double>(engine()), int(engine() % 300) - 250);
    for (double x : {value, narrow})
      if (!std::isnan(x))
        ASSERT_EQ(f32.round(x), static_cast<double>(static_cast<float>(x)))
            << x;
  }
}

/// Every value of each 8-bit format, the middles between neighbours and what is
/// beyond the largest: all as APFloat rounds them.
TEST(ReferenceFloatFormatsTest, Round_Float8) {
  struct Float8 {
    const llvm::fltSemantics &semantics;
    ReferenceKind kind;
  };
  using llvm::APFloat;
  const Float8 formats[] = {
      {APFloat::Float8E5M2(), ReferenceKind::F8E5M2},
      {APFloat::Float8E4M3(), ReferenceKind::F8E4M3},
      {APFloat::Float8E4M3FN(), ReferenceKind::F8E4M3FN},
      {APFloat::Float8E5M2FNUZ(), ReferenceKind::F8E5M2FNUZ},
      {APFloat::Float8E4M3FNUZ(), ReferenceKind::F8E4M3FNUZ},
      {APFloat::Float8E4M3B11FNUZ(), ReferenceKind::F8E4M3B11FNUZ},
      {APFloat::Float8E3M4(), ReferenceKind::F8E3M4}};
  for (const Float8 &format : formats) {
    const FloatFormat &rules = FloatFormat::get(format.kind);
    auto roundWithAPFloat = [&](double value) {
      APFloat narrow(value);
      bool losesInfo;
      narrow.convert(format.semantics, APFloat::rmNearestTiesToEven,
                     &losesInfo);
      return narrow.convertToDouble();
    };
    auto check = [&](double value) {
      double expected = roundWithAPFloat(value), actual = rules.round(value);
      if (std::isnan(expected))
        EXPECT_TRUE(std::isnan(actual)) << value;
      else
        EXPECT_EQ(actual, expected) << value;
      double decoded =
          decodeFloat(format.kind, encodeFloat(format.kind, value));
      EXPECT_TRUE(decoded == expected ||
                  (std::isnan(decoded) && std::isnan(expected)))
          << value;
    };
    std::vector<double> values;
    for (unsigned bits = 0; bits < 256; ++bits)
      if (double value = decodeFloat(format.kind, bits); std::isfinite(value))
        values.push_back(value);
    llvm::sort(values);
    EXPECT_EQ(values.back(), rules.maxFinite);
    double step = values.back() - values[values.size() - 2];
    values.push_back(values.back() + step);
    values.insert(values.begin(), -values.back());
    for (size_t i = 0; i + 1 < values.size(); ++i) {
      double low = values[i], high = values[i + 1], middle = (low + high) / 2;
      for (double value : {low, std::nextafter(middle, low), middle,
                           std::nextafter(middle, high), high})
        check(value);
    }
    for (double value :
         {1e6, -1e30, std::numeric_limits<double>::infinity(), 1e-30, -1e-300})
      check(value);
  }
}

TEST(ReferenceFloatFormatsTest, Ulp) {
  const FloatFormat &f32 = FloatFormat::get(ReferenceKind::F32);
  EXPECT_EQ(f32.ulp(1), 0x1p-23);
  EXPECT_EQ(f32.ulp(-1.999), 0x1p-23);
  EXPECT_EQ(f32.ulp(0), 0x1p-149);
  EXPECT_EQ(f32.ulp(0x1p-130), 0x1p-149);
  EXPECT_EQ(FloatFormat::get(ReferenceKind::F64).ulp(0x1p-1074), 0x1p-1074);
  EXPECT_EQ(FloatFormat::get(ReferenceKind::F16).ulp(65504), 32);
}

/// A stored bound is never below what was written and little above it.
TEST(ReferenceFloatFormatsTest, Bounds_AreRoundedUp) {
  MLIRContext context;
  Builder builder(&context);
  std::mt19937_64 engine(3);
  for (Type element :
       {Type(builder.getF32Type()), Type(builder.getF64Type())}) {
    ReferenceTensor tensor = ReferenceTensor::allocate(element, {1});
    EXPECT_TRUE(tensor.isExact());
    for (int i = 0; i < 10000; ++i) {
      double value = 0;
      double bound = std::ldexp(static_cast<double>(engine() >> 1),
                                int(engine() % 150) - 200);
      tensor.write(0, 1, 1, &value, &bound);
      EXPECT_GE(tensor.getBound(0), bound);
      EXPECT_LE(tensor.getBound(0),
                bound * (1 + (element.isF64() ? 0x1p-21 : 0x1p-8)) + 0x1p-134);
    }
    for (double bound : {1.0, 0.0, std::numeric_limits<double>::infinity()}) {
      double value = 0;
      tensor.write(0, 1, 1, &value, &bound);
      EXPECT_EQ(tensor.getBound(0), bound);
    }
    double value = 0, bound = -std::numeric_limits<double>::quiet_NaN();
    tensor.write(0, 1, 1, &value, &bound);
    EXPECT_TRUE(std::isinf(tensor.getBound(0)));
  }
}

} // namespace
