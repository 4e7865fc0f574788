//===- PrintTensorTest.cpp - Tests of printing tensors --------------------===//
//
// Part of norm-mlir, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tests printing against what NumPy 2.4 prints; bf16 against the rules of f32.
//
//===----------------------------------------------------------------------===//

#include "norm-mlir/Support/PrintTensor.h"

#include "norm-mlir/Support/FloatFormats.h"

#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

#include <cstring>
#include <limits>
#include <string>
#include <vector>

using namespace llvm;
using namespace mlir::norm;

static constexpr double kInf = std::numeric_limits<double>::infinity();
static constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

template <typename T>
static std::vector<char> bytes(const std::vector<T> &elements) {
  std::vector<char> result(elements.size() * sizeof(T));
  if (!elements.empty())
    std::memcpy(result.data(), elements.data(), result.size());
  return result;
}

/// Elements of a 16-bit type.
static std::vector<char> encode(uint16_t (*convert)(double),
                                const std::vector<double> &values) {
  std::vector<uint16_t> elements;
  for (double value : values)
    elements.push_back(convert(value));
  return bytes(elements);
}

/// 0, `step`, 2 * `step`, ...
template <typename T>
static std::vector<char> iota(int64_t count, double step) {
  std::vector<T> elements;
  for (int64_t i = 0; i < count; ++i)
    elements.push_back(static_cast<T>(static_cast<double>(i) * step));
  return bytes(elements);
}

static std::string print(ElementKind kind, std::vector<int64_t> shape,
                         const std::vector<char> &data) {
  std::string result;
  raw_string_ostream os(result);
  printTensor(os, kind, shape, data);
  return result;
}

TEST(PrintTensorTest, ShortestDigits_EachType) {
  EXPECT_EQ(print(ElementKind::F64, {3},
                  bytes<double>({0.1, 0.3333333333333333, 2.0})),
            "[0.1        0.33333333 2.        ]");
  EXPECT_EQ(print(ElementKind::F32, {3},
                  bytes<float>({0.10000000149011612, 0.3333333432674408, 2.0})),
            "[0.1        0.33333334 2.        ]");
  EXPECT_EQ(print(ElementKind::F16, {3},
                  encode(doubleToF16, {0.0999755859375, 0.333251953125, 2.0})),
            "[0.1    0.3333 2.    ]");
  EXPECT_EQ(print(ElementKind::BF16, {3},
                  encode(doubleToBf16,
                         {0.10000000149011612, 0.3333333432674408, 2.0})),
            "[0.1   0.334 2.   ]");
}

TEST(PrintTensorTest, PadsAndSigns) {
  EXPECT_EQ(
      print(ElementKind::F32, {2, 2}, bytes<float>({1.0, -2.25, 0.5, 3.0})),
      "[[ 1.   -2.25]\n"
      " [ 0.5   3.  ]]");
  EXPECT_EQ(print(ElementKind::F32, {3}, bytes<float>({-0.0, 0.0, 100.0})),
            "[ -0.   0. 100.]");
  EXPECT_EQ(
      print(ElementKind::F64, {2}, bytes<double>({123456.789012345, 0.5})),
      "[1.23456789e+05 5.00000000e-01]");
}

TEST(PrintTensorTest, Exponents_SmallLargeOrSpread) {
  EXPECT_EQ(print(ElementKind::F64, {2}, bytes<double>({1e-05, 1.0})),
            "[1.e-05 1.e+00]");
  EXPECT_EQ(print(ElementKind::F64, {1}, bytes<double>({100000000.0})),
            "[1.e+08]");
  EXPECT_EQ(print(ElementKind::F64, {2}, bytes<double>({99999999.0, 100000.0})),
            "[99999999.   100000.]");
  EXPECT_EQ(print(ElementKind::F32, {2}, bytes<float>({999999.0, 1000.0})),
            "[999999.   1000.]");
  EXPECT_EQ(print(ElementKind::F32, {2}, bytes<float>({1000000.0, -1000.0})),
            "[ 1.e+06 -1.e+03]");
  EXPECT_EQ(print(ElementKind::F16, {2}, encode(doubleToF16, {1000.0, 1.0})),
            "[1.e+03 1.e+00]");
  EXPECT_EQ(print(ElementKind::F16, {1}, encode(doubleToF16, {65504.0})),
            "[6.55e+04]");
  EXPECT_EQ(print(ElementKind::F64, {2}, bytes<double>({1e-300, 1.5})),
            "[1.0e-300 1.5e+000]");
  EXPECT_EQ(
      print(ElementKind::F32, {2}, bytes<float>({0.10000000149011612, 2000.5})),
      "[1.0000e-01 2.0005e+03]");
  EXPECT_EQ(print(ElementKind::F32, {1}, bytes<float>({9.999999747378752e-05})),
            "[0.0001]");
  EXPECT_EQ(print(ElementKind::F64, {2}, bytes<double>({0.0001, 0.1})),
            "[0.0001 0.1   ]");
  EXPECT_EQ(print(ElementKind::BF16, {2},
                  encode(doubleToBf16, {1.0000000150474662e+30, 1.25})),
            "[1.00e+30 1.25e+00]");
}

TEST(PrintTensorTest, NonFinite) {
  EXPECT_EQ(print(ElementKind::F32, {3}, bytes<float>({kNaN, 1.0, kInf})),
            "[nan  1. inf]");
  EXPECT_EQ(print(ElementKind::F32, {2}, bytes<float>({kNaN, -kInf})),
            "[ nan -inf]");
  EXPECT_EQ(print(ElementKind::F32, {2}, bytes<float>({kNaN, kNaN})),
            "[nan nan]");
  EXPECT_EQ(print(ElementKind::F64, {4},
                  bytes<double>({10000000000.0, kNaN, -kInf, 1.5})),
            "[1.0e+10     nan    -inf 1.5e+00]");
  EXPECT_EQ(print(ElementKind::F32, {2}, bytes<float>({kInf, -1.25})),
            "[  inf -1.25]");
}

TEST(PrintTensorTest, Integers) {
  EXPECT_EQ(print(ElementKind::I32, {2, 2}, bytes<int32_t>({1, -100, 20, 3})),
            "[[   1 -100]\n"
            " [  20    3]]");
  EXPECT_EQ(print(ElementKind::U8, {2}, bytes<uint8_t>({255, 0})), "[255   0]");
  EXPECT_EQ(print(ElementKind::I8, {2}, bytes<int8_t>({-128, 127})),
            "[-128  127]");
  EXPECT_EQ(
      print(ElementKind::U64, {2}, bytes<uint64_t>({18446744073709551615u, 1})),
      "[18446744073709551615                    1]");
  EXPECT_EQ(print(ElementKind::I64, {2}, bytes<int64_t>({INT64_MIN, 5})),
            "[-9223372036854775808                    5]");
  EXPECT_EQ(print(ElementKind::I16, {2}, bytes<int16_t>({-7, 7})), "[-7  7]");
  EXPECT_EQ(print(ElementKind::U16, {2}, bytes<uint16_t>({65535, 7})),
            "[65535     7]");
  EXPECT_EQ(print(ElementKind::U32, {1}, bytes<uint32_t>({4294967295})),
            "[4294967295]");
}

TEST(PrintTensorTest, Bools) {
  EXPECT_EQ(print(ElementKind::Bool, {2}, bytes<char>({true, false})),
            "[ True False]");
  EXPECT_EQ(print(ElementKind::Bool, {2, 1}, bytes<char>({true, true})),
            "[[ True]\n"
            " [ True]]");
}

TEST(PrintTensorTest, RankZero) {
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({1.0})), "1.0");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({0.1})), "0.1");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({1000000000000000.0})),
            "1000000000000000.0");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({1e+16})), "1e+16");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({0.3333333333333333})),
            "0.3333333333333333");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({0.0001})), "0.0001");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({9e-05})), "9e-05");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({-0.0})), "-0.0");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({kNaN})), "nan");
  EXPECT_EQ(print(ElementKind::F64, {}, bytes<double>({-kInf})), "-inf");
  EXPECT_EQ(print(ElementKind::F32, {}, bytes<float>({0.10000000149011612})),
            "0.1");
  EXPECT_EQ(print(ElementKind::F32, {}, bytes<float>({999999.0})), "999999.0");
  EXPECT_EQ(print(ElementKind::F32, {}, bytes<float>({1000000.0})), "1e+06");
  EXPECT_EQ(print(ElementKind::F32, {}, bytes<float>({16777216.0})),
            "1.6777216e+07");
  EXPECT_EQ(print(ElementKind::F16, {}, encode(doubleToF16, {1000.0})),
            "1e+03");
  EXPECT_EQ(print(ElementKind::F16, {}, encode(doubleToF16, {0.0999755859375})),
            "0.1");
  EXPECT_EQ(
      print(ElementKind::BF16, {}, encode(doubleToBf16, {0.10000000149011612})),
      "0.1");
  EXPECT_EQ(print(ElementKind::Bool, {}, bytes<char>({true})), "True");
  EXPECT_EQ(print(ElementKind::I32, {}, bytes<int32_t>({-7})), "-7");
}

TEST(PrintTensorTest, Empty) {
  EXPECT_EQ(print(ElementKind::F32, {0}, bytes<float>({})), "[]");
  EXPECT_EQ(print(ElementKind::F32, {2, 0, 3}, bytes<float>({})), "[]");
}

TEST(PrintTensorTest, WrapsLines) {
  EXPECT_EQ(print(ElementKind::F32, {30}, iota<float>(30, 0.25)),
            "[0.   0.25 0.5  0.75 1.   1.25 1.5  1.75 2.   2.25 2.5  2.75 3"
            ".   3.25\n"
            " 3.5  3.75 4.   4.25 4.5  4.75 5.   5.25 5.5  5.75 6.   6.25 6"
            ".5  6.75\n"
            " 7.   7.25]");
  EXPECT_EQ(print(ElementKind::I32, {2, 25}, iota<int32_t>(50, 1)),
            "[[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 "
            "20 21 22 23\n"
            "  24]\n"
            " [25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 "
            "45 46 47 48\n"
            "  49]]");
  EXPECT_EQ(print(ElementKind::F64, {1, 1, 24}, iota<double>(24, 0.125)),
            "[[[0.    0.125 0.25  0.375 0.5   0.625 0.75  0.875 1.    1.125"
            " 1.25\n"
            "   1.375 1.5   1.625 1.75  1.875 2.    2.125 2.25  2.375 2.5  "
            " 2.625\n"
            "   2.75  2.875]]]");
}

TEST(PrintTensorTest, SeparatesBlocks) {
  EXPECT_EQ(print(ElementKind::I32, {2, 2, 2}, iota<int32_t>(8, 1)),
            "[[[0 1]\n"
            "  [2 3]]\n"
            "\n"
            " [[4 5]\n"
            "  [6 7]]]");
  EXPECT_EQ(print(ElementKind::F32, {2, 1, 2, 2}, iota<float>(8, 1)),
            "[[[[0. 1.]\n"
            "   [2. 3.]]]\n"
            "\n"
            "\n"
            " [[[4. 5.]\n"
            "   [6. 7.]]]]");
}

TEST(PrintTensorTest, Summarizes_Above1000) {
  EXPECT_EQ(print(ElementKind::I32, {1001}, iota<int32_t>(1001, 1)),
            "[   0    1    2 ...  998  999 1000]");
  EXPECT_EQ(print(ElementKind::F32, {40, 30}, iota<float>(1200, 0.5)),
            "[[0.000e+00 5.000e-01 1.000e+00 ... 1.350e+01 1.400e+01 1.450e"
            "+01]\n"
            " [1.500e+01 1.550e+01 1.600e+01 ... 2.850e+01 2.900e+01 2.950e"
            "+01]\n"
            " [3.000e+01 3.050e+01 3.100e+01 ... 4.350e+01 4.400e+01 4.450e"
            "+01]\n"
            " ...\n"
            " [5.550e+02 5.555e+02 5.560e+02 ... 5.685e+02 5.690e+02 5.695e"
            "+02]\n"
            " [5.700e+02 5.705e+02 5.710e+02 ... 5.835e+02 5.840e+02 5.845e"
            "+02]\n"
            " [5.850e+02 5.855e+02 5.860e+02 ... 5.985e+02 5.990e+02 5.995e"
            "+02]]");
  EXPECT_EQ(print(ElementKind::F32, {2, 8, 100}, iota<float>(1600, 1)),
            "[[[0.000e+00 1.000e+00 2.000e+00 ... 9.700e+01 9.800e+01 9.900"
            "e+01]\n"
            "  [1.000e+02 1.010e+02 1.020e+02 ... 1.970e+02 1.980e+02 1.990"
            "e+02]\n"
            "  [2.000e+02 2.010e+02 2.020e+02 ... 2.970e+02 2.980e+02 2.990"
            "e+02]\n"
            "  ...\n"
            "  [5.000e+02 5.010e+02 5.020e+02 ... 5.970e+02 5.980e+02 5.990"
            "e+02]\n"
            "  [6.000e+02 6.010e+02 6.020e+02 ... 6.970e+02 6.980e+02 6.990"
            "e+02]\n"
            "  [7.000e+02 7.010e+02 7.020e+02 ... 7.970e+02 7.980e+02 7.990"
            "e+02]]\n"
            "\n"
            " [[8.000e+02 8.010e+02 8.020e+02 ... 8.970e+02 8.980e+02 8.990"
            "e+02]\n"
            "  [9.000e+02 9.010e+02 9.020e+02 ... 9.970e+02 9.980e+02 9.990"
            "e+02]\n"
            "  [1.000e+03 1.001e+03 1.002e+03 ... 1.097e+03 1.098e+03 1.099"
            "e+03]\n"
            "  ...\n"
            "  [1.300e+03 1.301e+03 1.302e+03 ... 1.397e+03 1.398e+03 1.399"
            "e+03]\n"
            "  [1.400e+03 1.401e+03 1.402e+03 ... 1.497e+03 1.498e+03 1.499"
            "e+03]\n"
            "  [1.500e+03 1.501e+03 1.502e+03 ... 1.597e+03 1.598e+03 1.599"
            "e+03]]]");
  EXPECT_EQ(print(ElementKind::F64, {501, 2}, iota<double>(1002, 1)),
            "[[0.000e+00 1.000e+00]\n"
            " [2.000e+00 3.000e+00]\n"
            " [4.000e+00 5.000e+00]\n"
            " ...\n"
            " [9.960e+02 9.970e+02]\n"
            " [9.980e+02 9.990e+02]\n"
            " [1.000e+03 1.001e+03]]");
}

TEST(PrintTensorTest, ReadsOnlyWhatIsShown_Summarized) {
  // The value in the middle would change the format of all elements.
  std::vector<float> elements(2000, 1);
  elements[1000] = 1e30f;
  EXPECT_EQ(print(ElementKind::F32, {2000}, bytes(elements)),
            "[1. 1. 1. ... 1. 1. 1.]");
}

TEST(PrintTensorTest, NeedsNoAlignment) {
  std::vector<char> data = bytes<double>({1.5, 2});
  data.insert(data.begin(), 0);
  std::string result;
  raw_string_ostream os(result);
  printTensor(os, ElementKind::F64, {2}, ArrayRef<char>(data).drop_front());
  EXPECT_EQ(result, "[1.5 2. ]");
}
