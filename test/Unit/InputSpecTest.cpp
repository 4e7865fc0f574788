//===- InputSpecTest.cpp - Tests of generated inputs ----------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tests parsing and refusing the text after --input=, and the generated values
// against numbers computed in Python from the definition in InputSpec.h.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/InputSpec.h"

#include "norm-mlir/Support/FloatFormats.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

using namespace llvm;
using namespace mlir::norm;

static InputSpec parse(StringRef text) {
  return cantFail(parseInputSpec(text));
}

static std::string errorOf(StringRef text) {
  Expected<InputSpec> spec = parseInputSpec(text);
  return spec ? "accepted" : toString(spec.takeError());
}

template <typename T>
static std::vector<T> fill(StringRef text, ElementKind kind, int64_t count,
                           uint64_t argumentIndex = 0) {
  std::vector<char> data(count * sizeof(T) + 1, 'x');
  // One byte off alignment.
  fillTensor(parse(text), argumentIndex, kind, count,
             MutableArrayRef<char>(data).drop_front());
  std::vector<T> result(count);
  if (count > 0)
    std::memcpy(result.data(), data.data() + 1, count * sizeof(T));
  return result;
}

TEST(InputSpecTest, Writes_WhatParses) {
  for (StringRef text :
       {"random", "random:7@3x4", "normal:-1.5,20,7@3x4", "normal:0,1",
        "lognormal:1,18446744073709551615", "special:0", "iota@",
        "outliers:1000,3,1,16,2@0x5", "alternating:1e+20,9", "constant:0.1",
        "constant:-inf", "constant:nan@2", "folder/x.npy"})
    EXPECT_EQ(writeInputSpec(parse(text)), text);
  EXPECT_EQ(writeInputSpec(parse("@8x16")), "random@8x16");
  EXPECT_EQ(writeInputSpec(parse("ones@2")), "constant:1@2");
  EXPECT_EQ(writeInputSpec(parse("normal")), "normal:0,1");
}

TEST(InputSpecTest, TakesSeed_WhereValuesAreDrawn) {
  for (StringRef text : {"random", "normal", "lognormal", "special",
                         "outliers:2,0,1,4", "alternating:1"})
    EXPECT_TRUE(takesSeed(parse(text).kind)) << text.str();
  for (StringRef text : {"ones", "constant:2", "iota", "x.npy"})
    EXPECT_FALSE(takesSeed(parse(text).kind)) << text.str();
}

TEST(InputSpecTest, Parses_Kinds) {
  EXPECT_EQ(parse("").kind, InputKind::Random);
  EXPECT_EQ(parse("").seed, std::nullopt);
  EXPECT_EQ(parse("").sizes, std::nullopt);
  EXPECT_EQ(parse("random:18446744073709551615").seed, ~uint64_t(0));
  InputSpec normal = parse("normal:-1.5,2e1,7@3x4");
  EXPECT_EQ(normal.kind, InputKind::Normal);
  EXPECT_EQ(normal.numbers, (SmallVector<double, 2>{-1.5, 20}));
  EXPECT_EQ(normal.seed, 7u);
  EXPECT_EQ(normal.sizes, (SmallVector<int64_t>{3, 4}));
  EXPECT_EQ(parse("normal").numbers, (SmallVector<double, 2>{0, 1}));
  EXPECT_EQ(parse("lognormal").numbers, (SmallVector<double, 2>{1}));
  EXPECT_EQ(parse("lognormal:0.5,3").seed, 3u);
  EXPECT_EQ(parse("special:9").kind, InputKind::Special);
  EXPECT_EQ(parse("special:9").seed, 9u);
  EXPECT_EQ(parse("zeros").kind, InputKind::Constant);
  EXPECT_EQ(parse("zeros").numbers, (SmallVector<double, 2>{0}));
  EXPECT_EQ(parse("ones").numbers, (SmallVector<double, 2>{1}));
  EXPECT_EQ(parse("iota").kind, InputKind::Iota);
}

TEST(InputSpecTest, Parses_Numbers) {
  EXPECT_EQ(parse("constant:0x1.8p-1").numbers[0], 0.75);
  EXPECT_EQ(parse("constant:+.5").numbers[0], 0.5);
  EXPECT_EQ(parse("constant:0.1").numbers[0], 0.1);
  EXPECT_TRUE(std::signbit(parse("constant:-0").numbers[0]));
  EXPECT_TRUE(std::isnan(parse("constant:NaN").numbers[0]));
  EXPECT_EQ(parse("constant:-inf").numbers[0],
            -std::numeric_limits<double>::infinity());
}

TEST(InputSpecTest, Parses_SizesAndFiles) {
  EXPECT_EQ(parse("@").sizes, (SmallVector<int64_t>{}));
  EXPECT_EQ(parse("iota@").sizes, (SmallVector<int64_t>{}));
  EXPECT_EQ(parse("@0x5").sizes, (SmallVector<int64_t>{0, 5}));
  EXPECT_EQ(parse("@9223372036854775807").sizes,
            (SmallVector<int64_t>{std::numeric_limits<int64_t>::max()}));
  EXPECT_EQ(parse("a@2/random:1.npy").kind, InputKind::File);
  EXPECT_EQ(parse("a@2/random:1.npy").file, "a@2/random:1.npy");
  EXPECT_EQ(parse("random").file, std::nullopt);
}

TEST(InputSpecTest, Refuses_Malformed) {
  const char *const cases[][2] = {
      {"normal:1", "normal[:MEAN,STD[,SEED]]; got '1'"},
      {"normal:", "normal[:MEAN,STD[,SEED]]; got ''"},
      {"normal:a,1", "a number; got 'a'"},
      {"normal:0,1x", "a number; got '1x'"},
      {"normal:0,-1", "a finite STD of 0 or more; got '-1'"},
      {"normal:inf,1", "a finite MEAN; got 'inf'"},
      {"lognormal:nan", "a finite SIGMA of 0 or more; got 'nan'"},
      {"normal:1,2,3,4", "normal[:MEAN,STD[,SEED]]; got '1,2,3,4'"},
      {"random:", "a SEED from 0 to 18446744073709551615; got ''"},
      {"random:-1", "a SEED from 0 to 18446744073709551615; got '-1'"},
      {"random:18446744073709551616",
       "a SEED from 0 to 18446744073709551615; got '18446744073709551616'"},
      {"random:1,2", "random[:SEED]; got '1,2'"},
      {"special:1,2", "special[:SEED]; got '1,2'"},
      {"constant", "constant:VALUE; got 'constant'"},
      {"constant:", "a number; got ''"},
      {"constant: 1", "a number; got ' 1'"},
      {"constant:1e", "a number; got '1e'"},
      {"constant:snan", "a number; got 'snan'"},
      {"constant:0x1p4x", "a number; got '0x1p4x'"},
      {"constant:--1", "a number; got '--1'"},
      {"constant:1e999", "a number within the range of f64; got '1e999'"},
      {"zeros:1", "zeros without parameters; got '1'"},
      {"iota@4x", "sizes of 0 or more such as 8192x4096 after '@'; got '4x'"},
      {"iota@-1", "sizes of 0 or more such as 8192x4096 after '@'; got '-1'"},
      {"iota@1@2", "sizes of 0 or more such as 8192x4096 after '@'; got '1@2'"},
      {"iota@9223372036854775808",
       "sizes of at most 9223372036854775807; got '9223372036854775808'"},
      {"@4294967296x4294967296",
       "a product of sizes of at most 9223372036854775807; got "
       "'4294967296x4294967296'"},
      {"@0x4294967296x4294967296",
       "a product of sizes of at most 9223372036854775807; got "
       "'0x4294967296x4294967296'"},
      {"x.npy@3", "no sizes after a file, which has its own; got '@3'"},
      {"outliers:1,0,1", "outliers:FACTOR,FIRST,COUNT,PERIOD[,SEED]; got "
                         "'1,0,1'"},
      {"outliers:inf,0,1,4", "a finite FACTOR; got 'inf'"},
      {"outliers:2,0.5,1,4",
       "FIRST and COUNT of 0 or more and a PERIOD of 1 or more; got '0.5'"},
      {"outliers:2,0,1,0",
       "FIRST and COUNT of 0 or more and a PERIOD of 1 or more; got '0'"},
      {"alternating", "alternating:MAGNITUDE[,SEED]; got 'alternating'"},
      {"alternating:nan", "a finite MAGNITUDE; got 'nan'"},
      {"ramdom",
       "FILE.npy, a number, random, normal, lognormal, special, "
       "outliers, alternating, constant, zeros, ones or iota; got 'ramdom'"},
      {":1", "FILE.npy, a number, random, normal, lognormal, special, "
             "outliers, alternating, constant, zeros, ones or iota; got ''"},
      {"1.5.2", "a number; got '1.5.2'"},
      {"-", "a number; got '-'"},
      {"2,3", "a number; got '2,3'"},
  };
  for (auto [text, message] : cases)
    EXPECT_EQ(errorOf(text),
              std::string("--input=") + text + " expects " + message);
  EXPECT_EQ(
      errorOf("a\nb\xff"),
      "--input=a\\x0ab\\xff expects FILE.npy, a number, random, normal, "
      "lognormal, special, outliers, alternating, constant, zeros, ones or "
      "iota; got 'a\\x0ab\\xff'");
}

TEST(InputSpecTest, ChecksConstants_OfIntegers) {
  auto check = [](StringRef text, ElementKind kind) {
    return toString(checkInputSpec(parse(text), kind));
  };
  EXPECT_EQ(check("constant:1.5", ElementKind::BF16), "");
  EXPECT_EQ(check("constant:-128", ElementKind::I8), "");
  EXPECT_EQ(check("normal", ElementKind::I8), "");
  EXPECT_EQ(check("constant:1.5", ElementKind::U8),
            "constant:1.5 expects an integer from 0 to 255 for u8; got 1.5");
  EXPECT_EQ(check("constant:2", ElementKind::Bool),
            "constant:2 expects an integer from 0 to 1 for bool; got 2");
  EXPECT_EQ(check("constant:nan", ElementKind::I64),
            "constant:nan expects an integer from -9223372036854775808 to "
            "9223372036854775807 for i64; got nan");
}

TEST(InputSpecTest, Random_FollowsDefinition) {
  EXPECT_EQ(fill<double>("random:7", ElementKind::F64, 4),
            (std::vector<double>{0.5243459416779314, 0.30213903321684277,
                                 0.9409962312900013, 0.8832292678334052}));
  EXPECT_EQ(fill<int8_t>("random", ElementKind::I8, 8),
            (std::vector<int8_t>{88, 43, 2, 97, 10, 32, 17, 77}));
  EXPECT_EQ(fill<char>("random", ElementKind::Bool, 12, /*argumentIndex=*/3),
            (std::vector<char>{1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1}));
}

TEST(InputSpecTest, Random_SeedIsIndexByDefault) {
  auto withSeed = fill<float>("random:5", ElementKind::F32, 9);
  EXPECT_EQ(fill<float>("", ElementKind::F32, 9, /*argumentIndex=*/5),
            withSeed);
  EXPECT_EQ(fill<float>("random:5", ElementKind::F32, 9, /*argumentIndex=*/1),
            withSeed);
  EXPECT_NE(fill<float>("", ElementKind::F32, 9, /*argumentIndex=*/6),
            withSeed);
}

TEST(InputSpecTest, Random_IntegersCoverRange) {
  std::vector<int> counts(100);
  for (uint64_t value : fill<uint64_t>("random", ElementKind::U64, 100000)) {
    ASSERT_LT(value, 100u);
    ++counts[value];
  }
  for (int count : counts)
    EXPECT_NEAR(count, 1000, 200);
}

TEST(InputSpecTest, Normal_FollowsDefinition) {
  const double expected[] = {0.061064154216826025, -0.5182582953462931,
                             1.5631915909958711, 1.1912856526539972};
  auto normal = fill<double>("normal:0,1,7", ElementKind::F64, 4);
  auto shifted = fill<double>("normal:3,0.5,7", ElementKind::F64, 4);
  auto lognormal = fill<double>("lognormal:2,7", ElementKind::F64, 4);
  auto outliers = fill<double>("outliers:10,1,2,3,7", ElementKind::F64, 4);
  auto alternating = fill<double>("alternating:5,7", ElementKind::F64, 4);
  for (int i = 0; i < 4; ++i) {
    EXPECT_NEAR(normal[i], expected[i], 1e-15);
    EXPECT_NEAR(shifted[i], 3 + 0.5 * expected[i], 1e-15);
    EXPECT_NEAR(lognormal[i] / std::exp(2 * expected[i]), 1, 1e-14);
    EXPECT_EQ(outliers[i], normal[i] * (i % 3 == 0 ? 1 : 10));
    EXPECT_EQ(alternating[i], normal[i] + (i % 2 == 0 ? 5 : -5));
  }
}

TEST(InputSpecTest, Normal_HasMomentsAndTails) {
  constexpr int64_t kCount = 1000000;
  double sum = 0, squares = 0, fourths = 0;
  int64_t beyond3 = 0;
  for (double z : fill<double>("normal", ElementKind::F64, kCount)) {
    sum += z;
    squares += z * z;
    fourths += z * z * z * z;
    beyond3 += std::fabs(z) > 3;
  }
  EXPECT_NEAR(sum / kCount, 0, 0.004);
  EXPECT_NEAR(squares / kCount, 1, 0.006);
  EXPECT_NEAR(fourths / kCount, 3, 0.05);
  EXPECT_NEAR(double(beyond3), 2700, 250);
}

TEST(InputSpecTest, Special_SprinklesIntoNormal) {
  constexpr int64_t kCount = 100000;
  auto normal = fill<double>("normal:0,1,7", ElementKind::F64, kCount);
  auto special = fill<double>("special:7", ElementKind::F64, kCount);
  int counts[4] = {};
  for (int64_t i = 0; i < kCount; ++i) {
    double value = special[i];
    if (std::isnan(value))
      ++counts[0];
    else if (std::isinf(value))
      ++counts[value > 0 ? 1 : 2];
    else if (value == 0 && std::signbit(value))
      ++counts[3];
    else
      ASSERT_EQ(value, normal[i]);
  }
  for (int count : counts)
    EXPECT_NEAR(count, kCount / 128.0, 150);
}

TEST(InputSpecTest, RoundsOnce_EachType) {
  constexpr int64_t kCount = 5000; // Several blocks and a part of one.
  for (StringRef text : {"random", "normal:1,100", "lognormal:30", "iota"}) {
    auto values = fill<double>(text, ElementKind::F64, kCount);
    auto f32 = fill<float>(text, ElementKind::F32, kCount);
    auto bf16 = fill<uint16_t>(text, ElementKind::BF16, kCount);
    auto f16 = fill<uint16_t>(text, ElementKind::F16, kCount);
    for (int64_t i = 0; i < kCount; ++i) {
      ASSERT_EQ(f32[i], float(values[i]));
      ASSERT_EQ(bf16[i], doubleToBf16(values[i]));
      ASSERT_EQ(f16[i], doubleToF16(values[i]));
    }
  }
  auto values = fill<double>("normal:0,100", ElementKind::F64, kCount);
  auto i8 = fill<int8_t>("normal:0,100", ElementKind::I8, kCount);
  auto u16 = fill<uint16_t>("normal:0,100", ElementKind::U16, kCount);
  for (int64_t i = 0; i < kCount; ++i) {
    double nearest = std::nearbyint(values[i]);
    ASSERT_EQ(i8[i], std::min(std::max(nearest, -128.0), 127.0));
    ASSERT_EQ(u16[i], std::max(nearest, 0.0));
  }
}

TEST(InputSpecTest, Constant_FillsAndClamps) {
  EXPECT_EQ(fill<double>("constant:0x1p-3", ElementKind::F64, 2),
            (std::vector<double>{0.125, 0.125}));
  EXPECT_EQ(fill<uint16_t>("constant:-inf", ElementKind::F16, 1),
            (std::vector<uint16_t>{0xfc00}));
  EXPECT_EQ(fill<int8_t>("constant:300", ElementKind::I8, 1),
            (std::vector<int8_t>{127}));
  EXPECT_EQ(fill<int64_t>("constant:inf", ElementKind::I64, 1),
            (std::vector<int64_t>{std::numeric_limits<int64_t>::max()}));
  EXPECT_EQ(fill<int64_t>("constant:-1e30", ElementKind::I64, 1),
            (std::vector<int64_t>{std::numeric_limits<int64_t>::min()}));
  EXPECT_EQ(fill<uint64_t>("constant:nan", ElementKind::U64, 1),
            (std::vector<uint64_t>{0}));
  EXPECT_EQ(fill<char>("constant:0.5", ElementKind::Bool, 2),
            (std::vector<char>{1, 1}));
  EXPECT_TRUE(fill<float>("ones", ElementKind::F32, 0).empty());
}

TEST(InputSpecTest, Lognormal_ReachesTheEndsOfTheRange) {
  bool hasZero = false, hasInfinity = false;
  for (double value : fill<double>("lognormal:1e308", ElementKind::F64, 100)) {
    hasZero |= value == 0;
    hasInfinity |= std::isinf(value);
    EXPECT_FALSE(std::isnan(value));
  }
  EXPECT_TRUE(hasZero && hasInfinity);
}
